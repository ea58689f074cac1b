"""Figures of several councils side by side: what each handed on without its children (`check903.export.figure_files`
with small numbers hidden), read again, and the whole of all where none of its parts is hidden.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from check903.reading.councils import named
from check903.reading.published_files import PublishedFile
from check903.reference import authorities

ERRORS = "errors"  # the line of errors due, of how many children
Number = float | None


@dataclass(frozen=True)
class Line:
    """A figure, or a group of one, on a day; numbers are None where there are none.

    lacks   why it can't be made, or ""
    hidden  True where its numbers are hidden: they, or what would give them away, are small
    """

    id: str
    split: str
    group: str
    day: str
    value: Number
    of: Number
    percent: Number
    records: Number
    with_errors: Number
    cannot_tell: Number
    lacks: str
    hidden: bool

    @property
    def counts(self) -> bool:
        """True where it is a number of records, or a share of them: such can be added up over councils."""
        return self.percent is not None or (self.value is not None and self.value == self.records)


Rows = Iterable[Sequence[object]]


@dataclass(frozen=True)
class Council:
    """A council's figures.

    code   its ONS code, "" where nothing gives one
    file   the file, "" for a return
    of_return  whose return it is made from, other than the one that is checked here; else ""
    lines  its figures as wholes, on every day
    many   how many lines there are with the breakdowns
    rows   gives all of them anew: the names of `figure_files.COLUMNS` that are there, then the cells of each
    """

    code: str
    file: str
    lines: tuple[Line, ...]
    many: int
    rows: Callable[[], Rows]
    of_return: str = ""

    @property
    def day(self) -> str:
        """The day on which they were made, ISO: the newest."""
        return max((line.day for line in self.lines), default="")

    @cached_property
    def today(self) -> dict[str, Line]:
        """Id -> the figure as a whole on that day."""
        return {line.id: line for line in self.lines if line.day == self.day}

    def months(self, id: str) -> list[tuple[str, Number]]:
        """(day, value or percentage) of a figure as a whole, oldest first, of the twelve months to its day."""
        year_before = f"{int(self.day[:4]) - 1}{self.day[4:]}" if self.day else ""
        lines = (line for line in self.lines if line.id == id)
        by_day = {line.day: line.value if line.percent is None else line.percent for line in lines}
        return sorted((day, value) for day, value in by_day.items() if day > year_before)


def of_rows(rows: Callable[[], Rows], code: str = "", file: str = "") -> Council:
    """The figures of rows, the first of which names their columns; what is no number is none."""
    cells = iter(rows())
    columns = {str(name): place for place, name in enumerate(next(cells, ()))}
    lines, council, many = [], code, 0

    for row in cells:
        if len(row) < len(columns):
            continue
        many += 1
        council = council or _text(row[columns["council"]] if "council" in columns else "")
        if not row[columns["split"]] and not row[columns["group"]]:
            lines.append(line_of({name: _text(row[place]) for name, place in columns.items()}))
    return Council(authorities.code_of(council) or "", file, tuple(lines), many, rows)


def line_of(text: Mapping[str, str]) -> Line:
    """The line of a row's cells, by the names of their columns."""
    id, split, group, day, lacks = (text.get(name, "") for name in ("id", "split", "group", "day", "lacks"))
    value, of, percent, records, wrong, unsure = (number(text.get(name, "")) for name in _NUMBERS)
    return Line(id, split, group, day, value, of, percent, records, wrong, unsure, lacks, bool(text.get("hidden")))


_NUMBERS = ("value", "of", "percent", "records", "with_errors", "cannot_tell")


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def number(text: str) -> Number:
    """The number that a cell holds; None where it holds none."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e12 else None  # nan and infinite ones are none


def of_file(file: PublishedFile) -> Council:
    """The figures in a file; its council by its rows, else by its name."""

    def rows() -> Rows:
        return csv.reader(io.StringIO(file.data.decode("utf-8-sig", "replace"), newline=""))

    council = of_rows(rows, file=file.name)
    return council if council.code else replace(council, code=named(file.name))


def each_once(councils: Iterable[Council]) -> tuple[list[Council], list[Council]]:
    """The councils, each with its newest figures, and those that are older; the first of the same day counts. What has
    no name is a council of its own.
    """
    newest: dict[str, Council] = {}
    older = []
    for council in councils:
        key = council.code or f"file {council.file or council.of_return}"
        before = newest.get(key)
        if before is None:
            newest[key] = council
        elif council.day > before.day and (before.file or before.of_return):
            older.append(before)
            newest[key] = council
        else:
            older.append(council)
    return list(newest.values()), older


@dataclass(frozen=True)
class Whole:
    """A figure of all councils: how many have it, its sum and of how many; `hidden`: it would give one away."""

    councils: int
    value: Number
    of: Number
    hidden: bool


def whole(lines: list[Line | None]) -> Whole | None:
    """The whole of the councils that have the figure, from what each counts; None where that can't be added up."""
    there = [line for line in lines if line is not None and not line.lacks]
    if any(line.hidden for line in there):
        return Whole(len(there), None, None, True)
    if not there or not all(line.counts for line in there):
        return None
    value, of = (sum(one or 0 for one in numbers) for numbers in zip(*((line.value, line.of) for line in there)))
    return Whole(len(there), value, of if all(line.percent is not None for line in there) else None, False)
