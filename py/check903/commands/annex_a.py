"""Beside a check on the terminal: Ofsted's child-level data (Annex A). Where the two disagree is a kind of its own: no
count, no exit status and no list of the Department's errors has it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from check903 import given as meant
from check903.commands import places
from check903.commands.options import option
from check903.commands.terminal import Unusable, cannot, count, say, write
from check903.model.returns import Return
from check903.model.table import Table
from check903.reading import LoadedFiles, read
from check903.reading.annex_a import AnnexList, joined, said, workers_of
from check903.reading.phrases import names

if TYPE_CHECKING:
    from check903.annex_a.comparing import Comparison

_SHOWN = 3  # texts that were not understood


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options for it: the same for checking and for figures."""
    parser.add_argument(
        "--annex-a",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="Ofsted's child-level data, lists 6 to 10: compared with the return (docs/annex-a.md)",
    )
    parser.add_argument(
        "--annex-a-day",
        type=option(meant.day),
        metavar="2027-03-31",
        help="the day on which it was made; the return's last day, or what list 8 tells, if not given",
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """Where what differs is written."""
    parser.add_argument(
        "--differences", type=Path, metavar="FILE.csv|.json|.xlsx", help="write where Annex A and the return disagree"
    )


@dataclass(frozen=True)
class Beside:
    """The lists, compared with a return."""

    r: Return
    comparison: Comparison
    workers: Table | None

    def say(self) -> None:
        """Say on the terminal where they disagree."""
        for line in self._lines():
            say(line)

    def _lines(self) -> Iterator[str]:
        comparison = self.comparison
        yield ""
        places, children = count(len(comparison.differences), "place"), count(comparison.children, "child", "children")
        yield (
            f"Annex A beside the return, never errors: the two lists disagree in {places} about {children};"
            f" {count(comparison.compared, 'value')} compared."
        )
        yield f"{names(said(number) for number in comparison.lists)}. {comparison.day_from}"
        yield from comparison.notes
        for what, many in comparison.counts:
            yield f"{many:8,}  {what}"
        for number, heading, text, many in comparison.unread[:_SHOWN]:
            yield f"Not understood in {said(number)}, {heading}: {text!r} ({count(many, 'cell')}), so not compared."
        if len(comparison.unread) > _SHOWN:
            yield f"{count(len(comparison.unread) - _SHOWN, 'other text')} not understood: --differences lists them."

    def as_json(self) -> dict:
        """Its key of the JSON file."""
        from check903.export.annex_files import as_json

        return {"annex_a": as_json(self.comparison, self.r)}

    def write(self, path: Path) -> None:
        """Write the differences, in the form that the name ends in."""
        from check903.export.annex_files import FORMS

        write(path, FORMS[path.suffix.lower()](self.comparison, self.r, self.workers))


def look_for(chosen: argparse.Namespace) -> None:
    """Unusable where a file isn't there, or the differences can't be written as asked."""
    places.there(*chosen.annex_a)
    if asked := getattr(chosen, "differences", None):
        from check903.export.annex_files import FORMS

        places.file_to_write("--differences", asked, *FORMS)


def lists_of(chosen: argparse.Namespace, loaded: LoadedFiles) -> dict[int, AnnexList]:
    """The lists: those among the return's files and those that --annex-a names. Unusable where it names none."""
    if not chosen.annex_a:
        return loaded.annex_a
    try:
        given = read(chosen.annex_a)
    except OSError as fault:
        raise cannot("opened", chosen.annex_a[0], fault) from fault
    for file in given.files:
        for sentence in [file.read.problem, *(look for part in file.read.parts for look in part.looks)]:
            if sentence:
                say(sentence, sys.stderr)
    if not given.annex_a:
        raise Unusable(
            f"{chosen.annex_a[0]} holds none of lists 6 to 10 of Annex A: none is known by its headings, such as"
            " “Date Started to be Looked After”."
        )
    return joined([*loaded.annex_a.values(), *given.annex_a.values()])


def compared(r: Return, chosen: argparse.Namespace, loaded: LoadedFiles) -> Beside | None:
    """The lists beside the return, which then knows what they alone tell; None without any."""
    lists = lists_of(chosen, loaded)
    if not lists:
        return None
    from check903.annex_a.comparing import compare  # neither is needed where there is no list
    from check903.annex_a.filling import told_starts

    comparison = compare(r, lists, chosen.annex_a_day)
    r.told_starts = told_starts(comparison.lists, r.children, comparison.day)
    return Beside(r, comparison, workers_of(lists) if loaded.workers is None else loaded.workers)
