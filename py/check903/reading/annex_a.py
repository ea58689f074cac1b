"""Ofsted's child-level data (Annex A), lists 6 to 10: a grid of cells to the list that its headings make it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from check903.model.table import Column, Table
from check903.reading import values
from check903.reading.annex_headings import LISTS, NAMES, list_of, positions
from check903.reading.grid import Grid
from check903.reading.phrases import count, names
from check903.reading.result import Part, UnreadableFile
from check903.reference.schema import ColumnSpec

WORKER_COLUMNS = ("CHILD", "WORKER", "TEAM")


@dataclass(frozen=True, eq=False)
class AnnexList:
    """One of the lists.

    number  6 to 10
    table   its columns under the names of `annex_headings`, with file and line of each row; dates as dd/mm/yyyy, other
            texts as they were written
    """

    number: int
    table: Table

    @property
    def name(self) -> str:
        """ "list 8 (children in care)"."""
        return said(self.number)

    def workers(self) -> Table | None:
        """Team and worker of each child, as a list of workers has them; None where the list has neither. Who has no
        social worker has the personal adviser.
        """
        columns = {name: self.table.columns[name] for name in WORKER_COLUMNS if name in self.table.columns}
        adviser = self.table.columns.get("ADVISER")
        if adviser is not None:
            columns["WORKER"] = _first_filled(columns.get("WORKER"), adviser)
        if len(columns) < 2:
            return None
        return Table("workers", columns, self.table.file, self.table.line, self.table.files)


def said(number: int) -> str:
    """ "list 8 (children in care)"."""
    return f"list {number} ({NAMES[number]})"


def is_list(written: list[str]) -> bool:
    """True for the headings of one of the lists."""
    return list_of(written) > 0


def part_of(grid: Grid) -> Part:
    """The grid as the list that it is. Raises UnreadableFile where it is none, or where no row has a child's number."""
    number = list_of(grid.names)
    if not number:
        raise UnreadableFile("its headings are not those of Annex A, Ofsted’s child-level data.")
    places = positions(number, grid.names)
    changes: dict[str, values.Changes] = {}
    columns = {
        heading.name: _column(grid.columns[places[heading.name]], heading.name, heading.type, changes)
        for heading in LISTS[number]
        if heading.name in places
    }
    if len(grid) and not any(columns["CHILD"].values):
        raise UnreadableFile(f"it looks like {said(number)} of Annex A, but no row has a child’s number.")
    table = Table(f"annex {number}", columns, np.zeros(len(grid), np.int32), grid.lines, (grid.where,))
    note = f"This is {said(number)} of Annex A, Ofsted’s child-level data: {_read(number, columns)}"
    notes = [*grid.notes, note, *values.notes(changes, grid.lines)]
    content = AnnexList(number, table)
    return Part("annex_a", rows=len(grid), notes=notes, label=grid.label, grid=grid, content=content)


def joined(lists: list[AnnexList]) -> dict[int, AnnexList]:
    """The lists by number, each once: what several files or sheets hold of one is laid end to end."""
    by_number: dict[int, list[Table]] = {}
    for annex_list in lists:
        by_number.setdefault(annex_list.number, []).append(annex_list.table)
    return {number: AnnexList(number, Table.joined(by_number[number])) for number in sorted(by_number)}


def workers_of(lists: dict[int, AnnexList]) -> Table | None:
    """Team and worker of each child, by the lists of children in care, of care leavers, then the others; None where
    none tells.
    """
    tables = [lists[number].workers() for number in (8, 9, 7, 6) if number in lists]
    return _one_row_each([table for table in tables if table is not None])


def _one_row_each(tables: list[Table]) -> Table | None:
    """The tables laid end to end, each child once: the first row that names a worker or a team."""
    if not tables:
        return None
    table = Table.joined(tables)
    ids, named = table.columns["CHILD"].texts(), np.zeros(len(table), bool)
    for name in {"WORKER", "TEAM"} & set(table.columns):
        named |= np.array([bool(text) for text in table.columns[name].values])[table.columns[name].codes]
    first: dict[str, int] = {}
    for row in np.flatnonzero(named).tolist():
        first.setdefault(ids[row], row)
    return table.take(np.array(sorted(first.values()), int))


def _column(column: Column, name: str, type: str, changes: dict[str, values.Changes]) -> Column:
    if type == "text":
        return Column(column.codes, [values.trimmed(text)[0] for text in column.values], column.values)
    return values.clean(column, ColumnSpec(name, type, name), changes)


def _first_filled(first: Column | None, second: Column) -> Column:
    """The first column's text, or the second's where that is blank."""
    if first is None:
        return second
    return Column.of(one or other for one, other in zip(first.texts(), second.texts()))


def _read(number: int, columns: dict[str, Column]) -> str:
    """ "31 of 34 headings found"; the child's number is one of them."""
    missing = [heading.said for heading in LISTS[number] if heading.name not in columns]
    told = f"{count(len(columns), 'heading')} of use found."
    return f"{told} Not there: {names(missing)}." if missing else told
