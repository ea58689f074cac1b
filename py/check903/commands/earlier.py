"""Earlier years' returns on the terminal: read beside this year's and last year's, and where the chain of a child's
records breaks. No count, no exit status and no list of the Department's errors has that.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from check903.commands import places
from check903.commands.terminal import Unusable, cannot, count, say, write
from check903.model.returns import Return
from check903.model.table import Table
from check903.reading import LoadedFiles, read
from check903.reading.assignment import EARLIER
from check903.reading.phrases import names
from check903.reference import schema

if TYPE_CHECKING:
    from check903.chain.breaks import Chain

Years = dict[int, dict[str, Table]]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The option for every command that reads a return."""
    parser.add_argument(
        "--earlier",
        type=Path,
        nargs="+",
        default=[],
        metavar="FOLDER",
        help="the returns before last year's, any number, a folder or file for each or all in one (docs/history.md)",
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """Where the breaks are written."""
    parser.add_argument(
        "--breaks",
        type=Path,
        metavar="FILE.csv|.json|.xlsx",
        help="write where a child's records don't go on from one year's return to the next",
    )


def look_for(chosen: argparse.Namespace) -> None:
    """Unusable where a folder isn't there, or the breaks can't be written as asked."""
    places.there(*chosen.earlier)
    asked = getattr(chosen, "breaks", None)
    if not asked:
        return
    from check903.export.chain_files import FORMS

    places.file_to_write("--breaks", asked, *FORMS)
    if not chosen.earlier:
        raise Unusable("--breaks: give the earlier years' returns with --earlier.")


def years_given(chosen: argparse.Namespace, year: int) -> Years:
    """The tables of the years before last year's, and what has to be said of the files."""
    by_year: dict[int, dict[str, list[Table]]] = {}
    for path in chosen.earlier:
        loaded = _opened(path, dict(chosen.answer))
        for of_year, tables in loaded.by_year().items():
            for name, table in tables.items():
                by_year.setdefault(of_year, {}).setdefault(name, []).append(table)
    late = sorted(of_year for of_year in by_year if of_year >= year - 1)
    if late:
        say(
            f"--earlier: {names(map(schema.year_label, late))} not used there. It takes the years before"
            f" {schema.year_label(year - 1)}.",
            sys.stderr,
        )
    return {
        of_year: {name: Table.joined(parts) for name, parts in tables.items()}
        for of_year, tables in by_year.items()
        if of_year < year - 1
    }


def not_used(loaded: LoadedFiles) -> Iterator[str]:
    """A sentence on each earlier year that lies among the files to be checked."""
    by_year: dict[int, dict[str, None]] = {}
    for file in loaded.files:
        for number in range(len(file.read.parts)):
            assigned = loaded.assignments()[file.id, number]
            if assigned.role == EARLIER and assigned.year is not None:
                by_year.setdefault(assigned.year, {})[file.read.name] = None
    for year, named in sorted(by_year.items(), reverse=True):
        yield f"{names(named)}: of {schema.year_label(year)}. To use it, give the folder to --earlier."


def _opened(path: Path, answers: dict[str, str]) -> LoadedFiles:
    try:
        loaded = read([path], None, answers)
    except OSError as fault:
        raise cannot("opened", path, fault) from fault
    for file in loaded.files:
        if file.read.problem:
            say(file.read.problem, sys.stderr)
    if not loaded.by_year():
        raise Unusable(f"{path} holds no table of a return.")
    return loaded


def say_chain(r: Return) -> Chain | None:
    """Say where the chain breaks; None without earlier years."""
    if not r.history:
        return None
    from check903.chain.breaks import chain

    compared = chain(r)
    for line in _lines(compared):
        say(line)
    return compared


def _lines(chain: Chain) -> Iterator[str]:
    years = names(map(schema.year_label, chain.years))
    yield ""
    yield f"Through the years ({years}), never errors: {count(len(chain.breaks), 'break')} in the chain of records."
    yield from chain.notes
    for what, many in chain.counts:
        yield f"{many:8,}  {what}"


def as_key(chain: Chain | None) -> dict:
    """Its key of the JSON file."""
    if not chain:
        return {}
    from check903.export.chain_files import as_json

    return {"history": as_json(chain)}


def write_breaks(path: Path, chain: Chain) -> None:
    """Write the breaks, in the form that the name ends in."""
    from check903.export.chain_files import FORMS

    write(path, FORMS[path.suffix.lower()](chain))
