"""Which cells of which file the changes in a log concern.

The rows of a log are those of this year's tables, and these are the tables of all files laid end to end in the order of
the loaded files; so a row belongs to the part in whose span it lies.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from check903.corrections.changes import Log
from check903.model.table import Table
from check903.reading import FileRead, LoadedFiles, Part
from check903.reference import schema


@dataclass
class PartPlan:
    """What becomes of one table in a file. Rows are those of the part.

    part   the Part
    start  where the part's rows begin in the table of all files
    cells  (row, field) -> the text that the cell shall hold
    gone   rows to take out
    """

    part: Part
    start: int
    cells: dict[tuple[int, str], str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    @property
    def changed(self) -> int:
        """How many cells are changed, rows taken out and columns called by their right name."""
        return len(self.cells) + len(self.gone) + len(self.part.renamed)

    @property
    def positions(self) -> dict[str, int]:
        """Field -> its position among the columns of the grid, for those that the file has."""
        return self.part.positions

    @property
    def added(self) -> list[str]:
        """The fields that get a text and have no column in the file, in the Department's order."""
        wanted = {name for (_, name), text in self.cells.items() if text} - self.positions.keys()
        return [name for name in schema.TABLES[self.part.table_name].names if name in wanted]

    def current(self, log: Log) -> Table:
        """The part's rows as they stand in the log."""
        rows = log.original_positions(self.part.table_name)
        mine = (rows >= self.start) & (rows < self.start + self.part.rows)
        return log.tables[self.part.table_name].take(np.flatnonzero(mine))


@dataclass
class FilePlan:
    """One file and the plans of its parts of this year, those without changes too."""

    read: FileRead
    parts: dict[int, PartPlan]

    @property
    def changed(self) -> int:
        """How many cells are changed, rows taken out and columns called by their right name."""
        return sum(plan.changed for plan in self.parts.values())


def plan(loaded: LoadedFiles, log: Log) -> list[FilePlan]:
    """The plans of all files with tables of this year. ValueError if the log isn't of these files."""
    files = {file.id: FilePlan(file.read, {}) for file in loaded.files}
    spans: dict[str, list[PartPlan]] = {}
    for (file, number), assignment in loaded.assignments().items():
        if assignment.role == "this":
            part = files[file].read.parts[number]
            before = spans.setdefault(part.table_name, [])
            files[file].parts[number] = PartPlan(part, sum(part_plan.part.rows for part_plan in before))
            before.append(files[file].parts[number])
    for name in log.tables:
        if sum(part_plan.part.rows for part_plan in spans.get(name, ())) != len(log.original(name)):
            raise ValueError(f"the files of {name} are not those that were checked")
    for name, parts in spans.items():
        if name in log.tables:
            _fill(name, parts, log)
    return [file_plan for file_plan in files.values() if file_plan.parts]


def _fill(name: str, parts: list[PartPlan], log: Log) -> None:
    cells, gone = changed_cells(log, name)
    starts = [part_plan.start for part_plan in parts]
    for row, field_name, text in cells:
        plan_of_row = parts[int(np.searchsorted(starts, row, side="right")) - 1]
        plan_of_row.cells[row - plan_of_row.start, field_name] = text
    for row in gone:
        plan_of_row = parts[int(np.searchsorted(starts, row, side="right")) - 1]
        plan_of_row.gone.add(row - plan_of_row.start)


def changed_cells(log: Log, name: str) -> tuple[list[tuple[int, str, str]], list[int]]:
    """(row as read, field, text) of each cell of a table that shall hold another text than was written, and the rows to
    take out.

    What was changed and changed back is not among them, nor are the cells of rows that were taken out.
    """
    last: dict[tuple[int, str], str] = {}
    gone: dict[int, None] = {}
    for _, change in log.changes():
        if change.table == name and change.field is not None:
            last[change.row, change.field] = change.after
        elif change.table == name:
            gone[change.row] = None
    cells = [
        (row, field, text)
        for (row, field), text in last.items()
        if row not in gone and text != _written(log, name, row, field)
    ]
    return cells, sorted(gone)


def _written(log: Log, name: str, row: int, field: str) -> str:
    column = log.original(name).columns.get(field)
    return column.text_written(row) if column is not None else ""
