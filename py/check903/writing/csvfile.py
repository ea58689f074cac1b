"""CSV files with changed cells: only their bytes change.

Reading tells the line where each row begins. Where its cells lie is found again here, by the rules of Python's csv
reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from check903.inert import starts_formula
from check903.reading import csvfile
from check903.reading.phrases import names, shortened
from check903.writing.plan import PartPlan
from check903.writing.text_file import Edit, Source

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def written(data: bytes, plans: Iterable[PartPlan]) -> tuple[bytes, list[str]]:
    """The file's bytes with the changes of the plans of its tables, and notes."""
    source = Source(data)
    edits, notes = [], []
    for plan in plans:
        edits += _edits(source.text, plan)
        notes += columns_notes(plan)
    return source.with_edits(edits), notes


def _edits(text: str, plan: PartPlan) -> list[Edit]:
    rows = _Rows(text, plan)
    edits = [rows.without(row) for row in plan.gone]
    wanted = _by_row(plan, rows)
    for row, cells in wanted.items():
        edits += rows.with_cells(row, cells)
    if plan.added or plan.part.renamed:
        edits += rows.with_names(plan.added, plan.part.renamed)
    if plan.added:
        edits += [
            edit
            for row in range(len(plan.part.grid))
            if row not in plan.gone and row not in wanted
            for edit in rows.with_cells(row, {})
        ]
    return edits


def columns_notes(plan: PartPlan) -> list[str]:
    """What is said of columns that the file lacked or had under a misspelt name."""
    added = plan.added
    notes = (
        [f"{'Column' if len(added) == 1 else 'Columns'} {names(added)} added at the end: the file had none."]
        if added
        else []
    )
    return notes + [
        f"Column {shortened(plan.part.grid.names[position])} is now called {name}."
        for position, name in plan.part.renamed.items()
    ]


def _by_row(plan: PartPlan, rows: _Rows) -> dict[int, dict[int, str]]:
    """Row -> {position of the column: text}."""
    positions = {**plan.positions, **{name: rows.width + number for number, name in enumerate(plan.added)}}
    wanted: dict[int, dict[int, str]] = {}
    for (row, name), text in plan.cells.items():
        if name in positions:
            wanted.setdefault(row, {})[positions[name]] = text
    return wanted


class _Rows:
    """The rows of the file and their cells, found where they are asked for."""

    def __init__(self, text: str, plan: PartPlan):
        self._text, self._grid = text, plan.part.grid
        self.width = len(self._grid.names)
        self._least = self.width + len(plan.added) if plan.added else 0  # cells that each row shall have
        self._delimiter, _ = csvfile.delimiter_of(text)
        self._starts = np.array([0, *(match.end() for match in re.finditer("\n", text))])
        unquoted = f"[^{re.escape(self._delimiter)}\n]*"
        self._cell = re.compile(rf'"[^"]*+(?:""[^"]*+)*+(?:"{unquoted}|\Z)|{unquoted}')

    def without(self, row: int) -> Edit:
        """The edit that takes out a row with its line end."""
        cells = self._cells(int(self._grid.lines[row]))
        return cells[0][0], min(cells[-1][1] + 1, len(self._text)), ""

    def with_cells(self, row: int, texts: dict[int, str]) -> list[Edit]:
        """The edits that put the texts into a row's cells, {position: text}; cells that it lacks are added."""
        cells = self._cells(int(self._grid.lines[row]))
        edits = [(*cells[position], self._quoted(text)) for position, text in texts.items() if position < len(cells)]
        width = max(self._least, *(position + 1 for position in texts)) if texts else self._least
        if width > len(cells):
            more = (self._quoted(texts.get(position, "")) for position in range(len(cells), width))
            edits.append((cells[-1][1], cells[-1][1], "".join(self._delimiter + text for text in more)))
        return self._merged(edits)

    def with_names(self, added: list[str], renamed: dict[int, str]) -> list[Edit]:
        """The edits that add names of columns, and put others in the place of some: {position: name}."""
        cells = self._cells(self._grid.header)
        edits = [(*cells[position], name) for position, name in renamed.items()]
        if added:
            edits.append((cells[-1][1], cells[-1][1], "".join(self._delimiter + name for name in added)))
        return self._merged(edits)

    def _cells(self, line: int) -> list[tuple[int, int]]:
        """From where to where each cell of the row lies that begins in this line."""
        start, cells = int(self._starts[line - 1]), []
        while match := self._cell.match(self._text, start):  # a blank cell too
            cells.append(match.span())
            start = match.end() + 1
            if self._text[start - 1 : start] != self._delimiter:
                break
        return cells

    def _merged(self, edits: list[Edit]) -> list[Edit]:
        """One edit for the last cell and what is added behind it, so that their order is certain."""
        edits.sort(key=lambda edit: edit[:2])
        if len(edits) > 1 and edits[-1][0] == edits[-2][1]:
            start, _, text = edits[-2]
            edits[-2:] = [(start, edits[-1][1], text + edits[-1][2])]
        return edits

    def _quoted(self, text: str) -> str:
        """The text as a cell: no formula, and between quotation marks where it must be."""
        if starts_formula(text) and not _NUMBER.fullmatch(text):
            text = f"'{text}"
        if any(mark in text for mark in (self._delimiter, '"', "\n", "\r")):
            return '"' + text.replace('"', '""') + '"'
        return text
