"""Rows of cells to a grid: the row of column names found, blank rows left out, every column factorised.

CSV files and Excel sheets both come through here, as chunks of (line numbers, rows of text).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest
from typing import Any

import numpy as np

from check903.model.table import Column
from check903.reading import recognise
from check903.reading.limits import HEADER_WITHIN, Limits
from check903.reading.phrases import count
from check903.reading.phrases import names as said
from check903.reading.result import UnreadableFile

Chunk = tuple[Sequence[int], Sequence[Sequence[str]]]


@dataclass(frozen=True)
class Exported:
    """What is known of a table that Check 903 exported: its collection year, or None; the columns of which it is in
    doubt whether the files held them.
    """

    year: int | None
    doubtful: tuple[str, ...]


@dataclass(eq=False)
class Grid:
    """The cells of one table as they stood in the file.

    where    what is said of a row's place: "SSDA903 last year.xlsx, sheet Episodes" or "header.csv"
    label    the sheet's name, or ""; with the line where it begins if it stands below another table
    names    the column names as written
    columns  one Column of the texts as written for each name
    lines    int32 array: the line or Excel row where each row begins
    notes    sentences on what was assumed
    xml      the table's name if the cells come from a return in XML, whose names need no recognising
    header   the line of the column names; 0 in XML
    left     how many columns of the sheet are empty before the first
    digest   that of the file, by which questions about it are known again
    sheet    the sheet's name, or ""
    long_numbers  numbers of more than 15 digits, as texts: Excel keeps only the first 15
    more     columns that it is known to hold beyond the table's own: UASC, in the Header of a return in XML
    exported what is known of it if Check 903 exported it, else None
    """

    where: str
    label: str
    names: list[str]
    columns: list[Column]
    lines: np.ndarray
    notes: list[str] = field(default_factory=list)
    xml: str = ""
    header: int = 0
    left: int = 0
    digest: str = ""
    sheet: str = ""
    long_numbers: frozenset[str] = frozenset()
    more: tuple[str, ...] = ()
    exported: Exported | None = None

    def __len__(self) -> int:
        return len(self.lines)

    def take(self, rows) -> Grid:
        """The grid of those rows."""
        columns = [column.take(rows) for column in self.columns]
        return replace(self, columns=columns, lines=self.lines[rows])


class Positions(defaultdict[str, int]):
    """Text -> its position among the distinct texts, growing as texts are asked for; blank is 0."""

    def __init__(self):
        super().__init__(itertools.count(1).__next__, {"": 0})

    def of(self, texts: Sequence[str]) -> np.ndarray:
        """The positions of all `texts`, int32."""
        return np.fromiter(map(self.__getitem__, texts), np.int32, len(texts))


def read_rows(chunks: Iterable[Chunk], where: str, label: str, limits: Limits) -> list[Grid]:
    """The grids of rows of text, one for each table that stands below another; none if there are no rows. Raises
    UnreadableFile naming the line at fault.
    """
    blanks = _BlankRows()
    filled = map(blanks.left_out, chunks)
    lines, rows = _first_rows(filled)
    if not rows:
        return []
    header, names = _header(lines, rows, limits)
    bodies = [_Body(names, lines[header], limits)]
    for more_lines, more_rows in chain([(lines[header + 1 :], rows[header + 1 :])], filled):
        bodies += bodies[-1].add(more_lines, list(more_rows))
    grids = [part for body in bodies for part in _tables_below(body.grid(where, label))]
    if header:
        grids[0].notes.append(f"{count(header, 'line')} above the column names skipped.")
    if blanks.between:
        grids[0].notes.append(f"{count(blanks.between, 'blank line')} skipped.")
    for grid in grids:
        refuse_huge_values(grid, limits)
    return _told_apart(grids)


def _told_apart(grids: list[Grid]) -> list[Grid]:
    """Each with the line where it begins, if there are several; a title between two is no row."""
    if len(grids) > 1:
        grids[:-1] = map(_without_title_below, grids[:-1])
        for grid in grids:
            others = [f"{other.header:,}" for other in grids if other is not grid]
            grid.notes.insert(
                0,
                f"{'Another table begins' if len(others) == 1 else 'Other tables begin'} in line {said(others)}: each"
                " is read by itself.",
            )
        for grid in grids[1:]:
            below = f"from line {grid.header:,}"
            grid.where, grid.label = f"{grid.where}, {below}", f"{grid.label}, {below}" if grid.label else below
    return grids


def _without_title_below(grid: Grid) -> Grid:
    """Without the last rows, if these have one value at most: the title of the table below."""
    filled: Any = sum((column.codes > 0).astype(int) for column in grid.columns)
    rows = len(grid)
    while rows and filled[rows - 1] <= 1 and len(grid.columns) > 2:
        rows -= 1
    if rows == len(grid):
        return grid
    shorter = grid.take(slice(0, rows))
    shorter.notes.append(f"{count(len(grid) - rows, 'line')} with a title skipped, before line {grid.lines[-1] + 1:,}.")
    return shorter


def refuse_huge_values(grid: Grid, limits: Limits) -> None:
    """Raises UnreadableFile if a cell holds more than any column of a return could."""
    for column in grid.columns:
        if len(max(column.values, key=len)) > limits.cell:
            huge = np.array([len(text) > limits.cell for text in column.values])[column.codes]
            raise huge_value(int(grid.lines[huge][0]))


def huge_value(line: int, csv: bool = False) -> UnreadableFile:
    """What is said of a value that is far too long."""
    sentence = f"line {line:,} has a value far longer than any in a return."
    where = (
        f"Most often a quotation mark that is never closed makes one. Look in line {line:,}"
        if csv
        else f"Shorten it in line {line:,}"
    )
    return UnreadableFile(f"{sentence} {where}, save the file and try again.", line)


class _BlankRows:
    """Leaves out blank rows and counts those between others: what follows the last row is no news."""

    def __init__(self):
        self.between = self._trailing = 0

    def left_out(self, chunk: Chunk) -> Chunk:
        lines, rows = chunk
        numbers = [n for n, row in enumerate(rows) if row and (row[0].strip() or any(map(str.strip, row)))]
        if not numbers:
            self._trailing += len(rows)
            return [], []
        self.between += self._trailing + numbers[-1] + 1 - len(numbers)
        self._trailing = len(rows) - numbers[-1] - 1
        if len(numbers) == len(rows):
            return chunk
        return [lines[n] for n in numbers], [rows[n] for n in numbers]


def _first_rows(chunks: Iterator[Chunk]) -> tuple[list[int], list[Sequence[str]]]:
    """The first chunks laid end to end, until they hold as many rows as the column names are looked for in."""
    lines, rows = [], []
    for more_lines, more_rows in chunks:
        lines += more_lines
        rows += more_rows
        if len(rows) >= HEADER_WITHIN:
            break
    return lines, rows


def _header(lines: list[int], rows: list[Sequence[str]], limits: Limits) -> tuple[int, list[str]]:
    """Position of the row of column names among the first rows, and the names; the first row if none is recognised."""
    first = rows[:HEADER_WITHIN]
    start, end = _first_names(first)
    scores = [recognise.names_known(row) for row in first[start:end]]
    header = start + scores.index(max(scores))
    names = [name.strip() for name in rows[header]]
    if len(names) > limits.columns:
        line = lines[header]
        raise UnreadableFile(
            f"line {line:,} has {len(names):,} columns, more than any table. Check how the file was made.", line
        )
    return header, names


def _first_names(rows: list[Sequence[str]]) -> tuple[int, int]:
    """From where to where the rows of a first table's names stand (there may be one of codes and one of labels); all
    rows if there is none.
    """
    start = next((n for n, row in enumerate(rows) if recognise.is_header(row)), None)
    if start is None:
        return 0, len(rows)
    return start, next((n for n in range(start, len(rows)) if not recognise.is_header(rows[n])), len(rows))


class _Body:
    """The rows below the column names, turned into factorised columns chunk by chunk."""

    def __init__(self, names: list[str], header_line: int, limits: Limits):
        self._names, self._header_line, self._limits = names, header_line, limits
        self._positions = [Positions() for _ in names]
        self._codes: list[list[np.ndarray]] = [[] for _ in names]
        self._lines: list[np.ndarray] = []
        self.size = self.short = 0

    def add(self, lines: Sequence[int], rows: list[Sequence[str]]) -> list[_Body]:
        """Takes the rows up to those that name other columns; gives the tables that begin there."""
        if not rows:
            return []
        below: list[_Body] = []
        if set(map(len, rows)) != {len(self._names)}:
            end = next((n for n, row in enumerate(rows) if self._begins_another(row)), len(rows))
            if end < len(rows):
                below = [_Body([name.strip() for name in rows[end]], lines[end], self._limits)]
                below += below[0].add(lines[end + 1 :], rows[end + 1 :])
                lines, rows = lines[:end], rows[:end]
            rows = [self._fitted(line, row) for line, row in zip(lines, rows)]
        for positions, codes, texts in zip(self._positions, self._codes, zip(*rows)):
            codes.append(positions.of(texts))
        self._lines.append(np.asarray(lines, dtype=np.int32))
        self.size += len(rows)
        if self.size > self._limits.rows:
            raise UnreadableFile(
                f"it has more than {self._limits.rows:,} rows, more than all of England’s return. Check how it was"
                " made."
            )
        return below

    def _begins_another(self, row: Sequence[str]) -> bool:
        """True for the names of another table's columns, more or fewer than here; as many are found later, at the price
        of one look a text.
        """
        return len(row) != len(self._names) and recognise.is_header(row) and not _same_names(row, self._names)

    def _fitted(self, line: int, row: Sequence[str]) -> Sequence[str]:
        width = len(self._names)
        if len(row) < width:
            self.short += 1
            return [*row, *[""] * (width - len(row))]
        if any(map(str.strip, row[width:])):
            values = max(n for n, text in enumerate(row) if text.strip()) + 1
            named = (
                "the first line names"
                if self._header_line == 1
                else f"line {self._header_line:,}, with the column names, has"
            )
            sentence = f"line {line:,} has {values} values, but {named} {count(width, 'column')}."
            raise UnreadableFile(
                f"{sentence} Look for stray commas in line {line:,}, save the file and try again.", line
            )
        return row[:width]

    def grid(self, where: str, label: str) -> Grid:
        """The grid of all rows."""
        empty = [np.zeros(0, np.int32)]
        columns = [
            Column(np.concatenate(codes or empty), list(positions))
            for positions, codes in zip(self._positions, self._codes)
        ]
        grid = Grid(
            where,
            label,
            self._names,
            columns,
            np.concatenate(self._lines or empty),
            header=self._header_line,
            sheet=label,
        )
        if self.short:
            grid.notes.append(f"{count(self.short, 'line')} with fewer values than columns: the rest counted as blank.")
        return grid


def _tables_below(grid: Grid) -> list[Grid]:
    """The tables that stand one below the other in the grid, each begun by a row of names; a row that repeats the names
    is left out.
    """
    named = np.zeros(len(grid), bool)
    for column in grid.columns:
        if "child" not in "\n".join(column.values).lower():  # one look instead of one for each text
            continue
        child = ["child" in text.lower() and recognise.key(text) in recognise.CHILD_NAMES for text in column.values]
        named |= np.array(child)[column.codes]
    headers = {
        row: names
        for row in np.flatnonzero(named).tolist()
        if recognise.is_header(names := [column.text(row) for column in grid.columns])
    }
    if not headers:
        return [grid]
    bounds = [row for row, names in headers.items() if not _same_names(names, grid.names)]
    grids = []
    for start, end in zip([-1, *bounds], [*bounds, len(grid)]):
        part = _without_repeats(grid, start, end, headers)
        if start >= 0:
            part.names, part.header, part.notes = [name.strip() for name in headers[start]], int(grid.lines[start]), []
        grids.append(part)
    return grids


def _without_repeats(grid: Grid, start: int, end: int, headers: dict[int, list[str]]) -> Grid:
    """The rows after `start` and before `end`, without those that name the columns."""
    rows = np.array([row for row in range(start + 1, end) if row not in headers], np.int64)
    part = grid.take(rows)
    part.columns, part.notes = [column.compact() for column in part.columns], list(grid.notes)
    lines = [int(grid.lines[row]) for row in headers if start < row < end]
    if lines:
        again = f"Line {lines[0]:,} repeats" if len(lines) == 1 else f"{len(lines):,} lines repeat"
        part.notes.append(f"{again} the column names: skipped.")
    return part


def _same_names(names: Sequence[str], others: Sequence[str]) -> bool:
    """True if `names`, as far as they are known, name the columns that `others` do, in the same places."""
    return all(
        column in ("", other)
        for column, other in zip_longest(recognise.columns(names), recognise.columns(others), fillvalue="")
    )
