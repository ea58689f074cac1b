"""Cells that stand once in a file though several rows have them.

In the Department's XML the child's number, birth date and sex stand in the header only, and so do the fields of UASC,
OC3 and AD1, whose rows are there if any of them is filled in. Whoever changes a row of such a file changes the others
too, and the tables must say so.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from check903.corrections.changes import Log
from check903.model.change import Change
from check903.reading import LIMITS, LoadedFiles, xmlfile
from check903.reading.recognise import telling_columns
from check903.reading.xmlfile import Block
from check903.reference import schema
from check903.writing.plan import plan
from check903.writing.text_file import Source

_SHARED = {"CHILD", "DOB", "SEX"}

Cell = tuple[str, int, str]  # table, row as read, field


class LinkedCells:
    """Which cells and rows of this year's loaded files are bound together; none where no XML file is among them."""

    def __init__(self, loaded: LoadedFiles, log: Log):
        self._log = log
        self._element: dict[Cell, int] = {}
        self._cells: dict[int, list[Cell]] = {}  # element -> the cells that it holds
        self._header: dict[
            tuple[str, int], int
        ] = {}  # a row of UASC, OC3 or AD1 -> the row of Header that the same block makes
        self._uasc: dict[int, int] = {}  # a row of Header -> the row of UASC that the same block makes
        for file_plan in plan(loaded, log):
            starts = {
                part_plan.part.table_name: part_plan.start
                for part_plan in file_plan.parts.values()
                if part_plan.part.grid.xml
            }
            if starts:
                self._read(file_plan.read.data, starts)

    def all(self, changes: Iterable[Change]) -> list[Change]:
        """The changes and those that the file ties to them; to be asked before they are applied to the log."""
        return _WholeBatch(self, self._log).all(changes)

    def same(self, cell: Cell) -> list[Cell]:
        """The other cells that are the same element of the file."""
        return [other for other in self._cells.get(self._element.get(cell, -1), ()) if other != cell]

    def header_of(self, table: str, row: int) -> int | None:
        """The row of Header in whose element the row of UASC, OC3 or AD1 stands."""
        return self._header.get((table, row))

    def uasc_of(self, header: int) -> int | None:
        """The row of UASC that stands in the element of that row of Header."""
        return self._uasc.get(header)

    # -- made from the file -------------------------------------------------------------------------------------------

    def _read(self, data: bytes, starts: dict[str, int]) -> None:
        rows = dict(starts)

        def unit(top: Block) -> None:
            elements: dict[tuple[Block, str], int] = {}
            inside: dict[Block, list[tuple[str, int]]] = {}
            for table, block in xmlfile.rows_of(top):
                if table not in rows:
                    continue
                row = rows[table]
                rows[table] += 1
                self._add(table, row, block, elements)
                if table in xmlfile.IN_HEADER:
                    inside.setdefault(block, []).append((table, row))
                elif table == "Header":  # the last row that a block makes
                    self._join(row, inside.get(block, ()))

        xmlfile.Parser(unit, LIMITS).parse(Source(data).text)

    def _join(self, header: int, inside: Iterable[tuple[str, int]]) -> None:
        for table, row in inside:
            self._header[table, row] = header
            if table == "UASC":
                self._uasc[header] = row

    def _add(self, table: str, row: int, block: Block, elements: dict[tuple[Block, str], int]) -> None:
        for name in _SHARED & set(schema.TABLES[table].names):
            element = elements.setdefault((xmlfile.holder(block, name), name), len(self._cells))
            self._element[table, row, name] = element
            self._cells.setdefault(element, []).append((table, row, name))


class _WholeBatch:
    """One batch of changes on its way to being whole."""

    def __init__(self, linked: LinkedCells, log: Log):
        self._linked, self._log = linked, log
        self._changes: list[Change] = []
        self._now: dict[Cell, str] = {}
        self._gone: set[tuple[str, int]] = set()
        self._places: dict[str, np.ndarray] = {}

    def all(self, changes: Iterable[Change]) -> list[Change]:
        """The changes and what follows from them."""
        for change in changes:
            self._take(change)
        asked = list(self._changes)
        for change in asked:
            if change.field:
                self._follow((change.table, change.row, change.field), change.after)
        for table, row in dict.fromkeys((change.table, change.row) for change in self._changes):
            self._leave_out_empty(table, row)
        for table, row in sorted(self._gone):
            if table == "UASC":
                self._unflag(row)
        return self._changes

    def _take(self, change: Change) -> None:
        self._changes.append(change)
        if change.field is None:
            self._gone.add((change.table, change.row))
        else:
            self._now[change.table, change.row, change.field] = change.after

    def _follow(self, cell: Cell, text: str) -> None:
        """The same text into the other cells of the element; the rows that are asked for themselves keep what they ask
        for.
        """
        for table, row, name in self._linked.same(cell):
            before = self._standing(table, row, name)
            if (table, row, name) not in self._now and before is not None and before != text:
                self._take(Change(table, row, name, before, text))

    def _leave_out_empty(self, table: str, row: int) -> None:
        """Take out a row of UASC, OC3 or AD1 of which the file would hold nothing."""
        if table == "Header" and (uasc := self._linked.uasc_of(row)) is not None:
            table, row = "UASC", uasc
        header = self._linked.header_of(table, row)
        if header is None or self._standing(table, row, "CHILD") is None:
            return
        flagged = table == "UASC" and self._standing("Header", header, "UASC") == "1"
        if not flagged and not any(self._standing(table, row, name) for name in telling_columns(table)):
            self._take(Change(table, row, None))

    def _unflag(self, row: int) -> None:
        header = self._linked.header_of("UASC", row)
        if header is not None and self._standing("Header", header, "UASC") == "1":
            self._take(Change("Header", header, "UASC", "1", "0"))

    def _standing(self, table: str, row: int, name: str) -> str | None:
        """The text of a cell with the changes so far; None if its row is taken out."""
        if (table, row, name) in self._now:
            return self._now[table, row, name]
        if table not in self._places:
            self._places[table] = self._log.current_positions(table)
        place = self._places[table][row]
        if place < 0 or (table, row) in self._gone:
            return None
        column = self._log.tables[table].columns.get(name)
        return column.text(place) if column is not None else ""
