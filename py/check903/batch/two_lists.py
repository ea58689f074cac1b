"""Annex A among a group's files: of which year's return its lists are, and where the two disagree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from check903.annex_a.comparing import Comparison, compare, made_on
from check903.annex_a.difference import Difference
from check903.annex_a.filling import told_starts
from check903.model.returns import Collection, Return
from check903.reading import LoadedFiles
from check903.reading.annex_a import AnnexList, joined
from check903.tidy.fields import Field, Value

_PARTS = re.compile(r"/|\\| > ")
Lists = dict[int, AnnexList]  # number of the list -> it


def by_year(loaded: LoadedFiles, years: Iterable[int]) -> dict[int, Lists]:
    """The lists for each of these collection years. What lies together was made together: on the last day on which
    its list 8 records anything; where that tells none of the years, it is taken for the newest.
    """
    known = sorted(years)
    of_years: dict[int, list[AnnexList]] = {}
    for lists in _together(loaded) if known else ():
        day = made_on(joined(lists))
        of_years.setdefault(next((year for year in known if _holds(year, day)), known[-1]), []).extend(lists)
    return {year: joined(lists) for year, lists in of_years.items()}


def _together(loaded: LoadedFiles) -> list[list[AnnexList]]:
    """The lists, those together that were made together: of one workbook, or of one folder that has none twice."""
    files = {file.read.name: [p.content for p in file.read.parts if p.kind == "annex_a"] for file in loaded.files}
    folders: dict[str, list[str]] = {}
    for name in filter(files.get, files):
        folders.setdefault(name if len(files[name]) > 1 else _folder(name), []).append(name)
    together = []
    for names in folders.values():
        lists = [annex_list for name in names for annex_list in files[name]]
        twice = len({annex_list.number for annex_list in lists}) < len(lists)
        together += [files[name] for name in names] if twice else [lists]
    return together


def _folder(name: str) -> str:
    """What a file lies in: its folder or zip."""
    return name[: max((match.start() for match in _PARTS.finditer(name)), default=0)]


def _holds(year: int, day: dt.date | None) -> bool:
    window = Collection.of_year(year)
    return day is not None and window.start <= day <= window.end


def beside(r: Return, lists: Lists) -> Comparison:
    """The lists compared with the return, which then knows what they alone tell."""
    comparison = compare(r, lists)
    r.told_starts = told_starts(comparison.lists, r.children, comparison.day)
    return comparison


def columns(rows: Sequence[Difference]) -> list[tuple[Field, list[Value]]]:
    """The columns of the table of differences."""

    def of(name: str, meaning: str, values: Iterable[Value], kind: str = "text") -> tuple[Field, list[Value]]:
        return Field(name, kind, meaning, source="Annex A"), list(values)

    return [
        of("CHILD", "The child's id: the return's, else the list's", (difference.child for difference in rows)),
        of("list", "Number of the list of Annex A", (difference.list for difference in rows), "integer"),
        of("what", "What differs", (difference.said for difference in rows)),
        of("in_return", "What the return says", (difference.ours or None for difference in rows)),
        of("in_annex_a", "What the list says", (difference.theirs or None for difference in rows)),
        of("file", "The list's file; blank where it says nothing", (difference.file or None for difference in rows)),
        of("line", "The line there", (difference.line for difference in rows), "integer"),
        of("hint", "What may explain it", (difference.hint or None for difference in rows)),
        of(
            "guess",
            "1 if the child was found by its details, not by its id",
            (int(difference.guess) for difference in rows),
            "integer",
        ),
    ]
