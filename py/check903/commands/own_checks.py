"""Beside a check on the terminal: checks beyond the Department's, and a council's own. They stand apart from the
Department's rules: no count, no exit status and no list of findings has them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from check903 import engine
from check903.commands.options import option
from check903.commands.terminal import Unusable, cannot, count, say
from check903.engine import looking
from check903.engine.findings import Findings
from check903.reading.files import read_file

if TYPE_CHECKING:
    from check903.local.running import LocalResult

NONE = "none"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that say which of them run."""
    parser.add_argument(
        "--extra",
        type=option(codes),
        metavar="CODES",
        help="only these of the checks beyond the Department's, W1,W4, or none; all of them if not given",
    )
    parser.add_argument(
        "--local-rules",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help=(
            "your council's own rules, in SQL or Python, or a zip of them (docs/local-rules.md). Their code runs on"
            " this computer"
        ),
    )


def codes(text: str) -> list[str]:
    """Codes of checks, parted by commas; none of them for "none". ValueError for one that there isn't."""
    known = {rule.code.lower(): rule.code for rule in engine.EXTRA.rules}
    wanted = [] if text.strip().lower() == NONE else [code.strip() for code in text.split(",") if code.strip()]
    if unknown := [code for code in wanted if code.lower() not in known]:
        raise ValueError(f"there is no check {', '.join(unknown)}; there are W1 to W45")
    return [known[code.lower()] for code in wanted]


@dataclass(frozen=True)
class OwnChecks:
    """What they found.

    looked  of the checks beyond the Department's; None where none was asked for
    local   of the council's own rules; None where no file was given
    """

    looked: Findings | None
    local: LocalResult | None

    @property
    def problems(self) -> list[str]:
        """What could not be used or failed, a sentence each."""
        faults = self.looked.faults if self.looked else {}
        sentences = [f"Check {code} failed through a fault of this tool:\n{fault}" for code, fault in faults.items()]
        return [*sentences, *self.local_problems]

    @property
    def local_problems(self) -> list[str]:
        """The same, of the council's own rules alone."""
        local = self.local or {"rules": [], "problems": []}
        return [problem["text"] for problem in local["problems"]] + [
            rule["problem"] for rule in local["rules"] if rule["problem"]
        ]

    def say(self) -> None:
        """Say on the terminal what they found and what could not be used."""
        for sentence in self.problems:
            say(sentence, sys.stderr)
        for line in self.lines():
            say(line)

    def lines(self) -> Iterator[str]:
        """For the terminal, after the Department's rules."""
        if self.looked is not None:
            yield from _looked_lines(self.looked)
        if self.local is not None:
            yield from _local_lines(self.local)

    def as_json(self, findings: Callable[[Findings], list]) -> dict[str, Any]:
        """Their keys of the JSON file; `findings` gives a check's findings as JSON values."""
        keys: dict[str, Any] = {}
        if self.looked is not None:
            keys["worth_a_look"] = {
                "checks": [rule.code for rule in self.looked.rules if rule.code not in self.looked.not_run],
                "not_run": self.looked.not_run,
                "findings": findings(self.looked),
            }
        if self.local is not None:
            keys["local"] = {"rules": self.local["rules"], "problems": self.local_problems}
        return keys


def files_of(paths: list[Path]) -> list[tuple[str, str]]:
    """Name and text of each file of local rules, those in a zip among them. Unusable where one can't be read, or two
    have one name.
    """
    found = [file for path in paths for file in (_zipped(path) if path.suffix.lower() == ".zip" else [_alone(path)])]
    names = [name for name, _ in found]
    if len(set(names)) < len(names):
        raise Unusable(f"Two files of local rules are called {max(names, key=names.count)}. Rename one.")
    return found


def _alone(path: Path) -> tuple[str, str]:
    return path.name, _text_of(path)


def _zipped(path: Path) -> list[tuple[str, str]]:
    """Of a zip, as the page makes one of several files."""
    try:
        reads = read_file(path.name, path.read_bytes())
    except OSError as fault:
        raise cannot("opened", path, fault) from fault
    parts = [part.content for read in reads for part in read.parts if part.kind == "local"]
    if not parts:
        raise Unusable(f"{path} holds no file of local rules. {' '.join(read.problem or '' for read in reads)}".strip())
    return [(file.name, file.text) for file in parts]


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unusable(f"{path} is no text in UTF-8. Save it as UTF-8 in your editor.") from fault
    except OSError as fault:
        raise cannot("opened", path, fault) from fault


def run(result: Findings, extra: list[str] | None, files: list[tuple[str, str]]) -> OwnChecks:
    """Run them over the return that was checked.

    extra  codes of the checks beyond the Department's to run; None for all
    files  the council's own rules: name and text of each file
    """
    off = {rule.code for rule in engine.EXTRA.rules if extra is not None and rule.code not in extra}
    looked = None if extra == [] else looking.look(result, off)
    return OwnChecks(looked, _local(result, files) if files else None)


def _local(result: Findings, files: list[tuple[str, str]]) -> LocalResult:
    from check903.local.apart import run_apart  # sqlite3, multiprocessing: what only local rules need
    from check903.tidy import sqlite
    from check903.tidy.model import tidy

    return run_apart(files, sqlite.database(tidy(result)))


def _looked_lines(extra: Findings) -> Iterator[str]:
    checks = list(looking.by_check(extra))
    total, children = sum(check.things for check in checks), extra.count_children(extra.child >= 0)
    yield ""
    yield (
        f"Not the Department’s: worth a look, never an error. {count(total, 'thing')} to look at in"
        f" {count(children, 'child', 'children')}, not among the errors above. To leave these out: --extra none"
    )
    for check in sorted(checks, key=lambda check: -check.things):
        many = f" ({len(check.positions):,} rows)" if check.rule.whole else ""
        yield f"{check.things:8,}  {check.rule.code:9} {check.rule.title}{many}"


def _local_lines(local: LocalResult) -> Iterator[str]:
    total = sum(len(rule["findings"]) for rule in local["rules"])
    yield ""
    yield f"Local rules: {count(total, 'finding')}, not among the errors above."
    for rule in local["rules"]:
        if not rule["problem"]:
            yield f"{len(rule['findings']):8,}  {rule['rule']:9} {rule['title']} (Local)"
