"""Rows of cells to a grid: the row of column names found, blank rows left out, every column factorised.

CSV files and Excel sheets both come through here, as chunks of (line numbers, rows of text).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from check903.reading import recognise
from check903.reading.limits import HEADER_WITHIN, Limits
from check903.reading.result import Unusable
from check903.reading.words import count
from check903.table import Column

Chunk = tuple[Sequence[int], list[Sequence[str]]]


@dataclass(eq=False)
class Grid:
    """The cells of one table as they stood in the file.

    where    what is said of a row's place: "SSDA903 last year.xlsx, sheet Episodes" or "header.csv"
    label    the sheet's name, or ""
    names    the column names as written
    columns  one Column of the texts as written for each name
    lines    int32 array: the line or Excel row where each row begins
    notes    sentences on what was assumed
    xml      the table's name if the cells come from a return in XML, whose names need no recognising
    header   the line of the column names; 0 in XML
    left     how many columns of the sheet are empty before the first
    digest   that of the file, by which questions about it are known again
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

    def __len__(self) -> int:
        return len(self.lines)

    def take(self, rows) -> Grid:
        """The grid of those rows."""
        columns = [column.take(rows) for column in self.columns]
        return replace(self, columns=columns, lines=self.lines[rows])


class Positions(dict):
    """Text -> its position among the distinct texts, growing as texts are asked for; blank is 0."""

    def __init__(self):
        super().__init__({"": 0})

    def __missing__(self, text: str) -> int:
        position = self[text] = len(self)
        return position

    def of(self, texts: Sequence[str]) -> np.ndarray:
        """The positions of all `texts`, int32."""
        return np.fromiter(map(self.__getitem__, texts), np.int32, len(texts))


def read_rows(chunks: Iterable[Chunk], where: str, label: str, limits: Limits) -> Grid | None:
    """The grid of rows of text; None if there are no rows at all. Raises Unusable naming the line at fault."""
    blanks = _BlankRows()
    filled = map(blanks.left_out, chunks)
    lines, rows = _first_rows(filled)
    if not rows:
        return None
    header, names = _header(lines, rows, limits)
    body = _Body(names, lines[header], limits)
    body.add(lines[header + 1 :], rows[header + 1 :])
    for chunk in filled:
        body.add(*chunk)
    grid = Grid(where, label, names, body.columns(), body.line_numbers(), header=lines[header])
    if header:
        grid.notes.append(f"{count(header, 'line')} above the column names skipped.")
    if blanks.between:
        grid.notes.append(f"{count(blanks.between, 'blank line')} skipped.")
    if body.short:
        grid.notes.append(f"{count(body.short, 'line')} with fewer values than columns: the rest counted as blank.")
    refuse_huge_values(grid, limits)
    return _without_repeated_names(grid)


def refuse_huge_values(grid: Grid, limits: Limits) -> None:
    """Raises Unusable if a cell holds more than any column of a return could."""
    for column in grid.columns:
        if len(max(column.values, key=len)) > limits.cell:
            huge = np.array([len(text) > limits.cell for text in column.values])[column.codes]
            raise huge_value(int(grid.lines[huge][0]))


def huge_value(line: int, csv: bool = False) -> Unusable:
    """What is said of a value that is far too long."""
    sentence = f"line {line:,} has a value far longer than any in a return."
    where = f"Most often a quotation mark that is never closed makes one. Look in line {line:,}" if csv else f"Shorten it in line {line:,}"
    return Unusable(f"{sentence} {where}, save the file and drop it here again.", line)


class _BlankRows:
    """Leaves out blank rows and counts those between others: what follows the last row is no news."""

    def __init__(self):
        self.between = self._trailing = 0

    def left_out(self, chunk: Chunk) -> Chunk:
        lines, rows = chunk
        kept = [n for n, row in enumerate(rows) if row and (row[0].strip() or any(map(str.strip, row)))]
        if not kept:
            self._trailing += len(rows)
            return [], []
        self.between += self._trailing + kept[-1] + 1 - len(kept)
        self._trailing = len(rows) - kept[-1] - 1
        if len(kept) == len(rows):
            return chunk
        return [lines[n] for n in kept], [rows[n] for n in kept]


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
    scores = [recognise.names_known(row) for row in rows[:HEADER_WITHIN]]
    header = scores.index(max(scores))
    names = [name.strip() for name in rows[header]]
    if len(names) > limits.columns:
        line = lines[header]
        raise Unusable(f"line {line:,} has {len(names):,} columns, more than any table. Check how the file was made.", line)
    return header, names


class _Body:
    """The rows below the column names, turned into factorised columns chunk by chunk."""

    def __init__(self, names: list[str], header_line: int, limits: Limits):
        self._names, self._header_line, self._limits = names, header_line, limits
        self._positions = [Positions() for _ in names]
        self._codes: list[list[np.ndarray]] = [[] for _ in names]
        self._lines: list[np.ndarray] = []
        self.size = self.short = 0

    def add(self, lines: Sequence[int], rows: list[Sequence[str]]) -> None:
        if not rows:
            return
        if set(map(len, rows)) != {len(self._names)}:
            rows = [self._fitted(line, row) for line, row in zip(lines, rows)]
        for positions, codes, texts in zip(self._positions, self._codes, zip(*rows)):
            codes.append(positions.of(texts))
        self._lines.append(np.asarray(lines, dtype=np.int32))
        self.size += len(rows)
        if self.size > self._limits.rows:
            raise Unusable(f"it has more than {self._limits.rows:,} rows, more than all of England’s return. Check how it was made.")

    def _fitted(self, line: int, row: Sequence[str]) -> Sequence[str]:
        width = len(self._names)
        if len(row) < width:
            self.short += 1
            return [*row, *[""] * (width - len(row))]
        if any(map(str.strip, row[width:])):
            values = max(n for n, text in enumerate(row) if text.strip()) + 1
            named = "the first line names" if self._header_line == 1 else f"line {self._header_line:,}, with the column names, has"
            sentence = f"line {line:,} has {values} values, but {named} {count(width, 'column')}."
            raise Unusable(f"{sentence} Look for stray commas in line {line:,}, save the file and drop it here again.", line)
        return row[:width]

    def columns(self) -> list[Column]:
        empty = [np.zeros(0, np.int32)]
        return [Column(np.concatenate(codes or empty), list(positions)) for positions, codes in zip(self._positions, self._codes)]

    def line_numbers(self) -> np.ndarray:
        return np.concatenate(self._lines or [np.zeros(0, np.int32)])


def _without_repeated_names(grid: Grid) -> Grid:
    """Without rows that name the columns again: a second header row, or files that were laid end to end."""
    repeated = np.zeros(len(grid), bool)
    for name, column in zip(grid.names, grid.columns):
        if recognise.key(name) in recognise.CHILD_NAMES:
            named = ["child" in text.lower() and recognise.key(text) in recognise.CHILD_NAMES for text in column.values]
            repeated |= np.array(named)[column.codes]
    if repeated.any():
        lines = grid.lines[repeated]
        grid = grid.take(~repeated)
        again = f"Line {lines[0]:,} repeats" if len(lines) == 1 else f"{len(lines):,} lines repeat"
        grid.notes.append(f"{again} the column names: skipped.")
    return grid
