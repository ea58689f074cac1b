"""Check 903 from a terminal.

    check903 FOLDER --last-year FOLDER --providers FILE --year 2027 --authority E08000025 --output report.xlsx
    check903 fix FOLDER --last-year FOLDER --plan plan.json --apply proposed --output FOLDER
    check903 export FOLDER --to sqlite --output FOLDER
    check903 figures FOLDER --last-year FOLDER --as-at 2026-12-31 --output figures.csv
    check903 batch FOLDER --output FOLDER
    check903 rules --year 2027

Exit status: 0 nothing found, 1 errors found (or a rule failed through a fault of this tool), 2 something given can't be
used. A file that can't be used does not keep the others from being checked; the status is 2 all the same, so that a
script notices. It is 2 as well where this year's Episodes is missing or empty though last year's is there, and where a
local rule can't be used. What is only worth a look, and what local rules find, doesn't change it.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

from check903 import __version__
from check903.commands.terminal import STOPPED, UNUSABLE, Unusable, say

COMMANDS = {  # modules of check903.commands
    "check": "the errors of a return, as check903 FOLDER gives them",
    "fix": "what can be fixed, tried first, and the corrected files",
    "figures": "the numbers that the Department publishes",
    "export": "the return as tables: SQLite, CSV or Parquet",
    "batch": "every council and year in a folder",
    "rules": "the rules of a year",
}
_OBJECTS = 100_000  # made between two passes of Python's collector; it has 700 by itself


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; gives the exit status. Wrong options end the program with status 2 (argparse)."""
    # There is no linear algebra here: numpy's threads would only wait, busily.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    stream: Any
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal that lacks a character shows a question mark
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        name, rest = (given[0], given[1:]) if given[:1] and given[0] in COMMANDS else ("check", given)
        with _seldom_collected():
            command = import_module(f"check903.commands.{name}")
            parser = _parser(name, command, named=rest is not given)
            _look_at(given[:1])
            if not given:
                parser.error("name the folder with this year's files, or a command. check903 --help says more.")
            return command.run(parser.parse_args(rest))
    except Unusable as reason:
        say(reason, sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        say("Stopped.", sys.stderr)
        return STOPPED
    finally:
        say("", end="")  # what argparse printed


def _look_at(first: list[str]) -> None:
    """Unusable where the first word is a command misspelt, and no file or folder."""
    for word in first:
        near = get_close_matches(word, COMMANDS, 1) if not Path(word).exists() else []
        if near and word not in COMMANDS:
            raise Unusable(f"{word} is no command, and no folder here. Did you mean check903 {near[0]}?")


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Python's collector passes through what there is less often: importing and reading make very many objects and
    hardly any that it could free, and its passes took a tenth of a check (docs/speed.md).
    """
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _parser(name: str, command, named: bool) -> argparse.ArgumentParser:
    others = "\n".join(f"  check903 {other:8} {what}" for other, what in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog=f"check903 {name}" if named else "check903",
        description=command.ABOUT,
        epilog=None if named else f"commands, each with its own --help:\n{others}",
        formatter_class=argparse.HelpFormatter if named else argparse.RawDescriptionHelpFormatter,
    )
    if not named:
        parser.add_argument("--version", action="version", version=f"check903 {__version__}")
    command.options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
