"""Changes to a return: applied together in batches, logged, undone and redone. The tables that were read never change.

The tables as they stand are always the tables as read with every change that is not undone applied in order, so undoing
one change in the middle gives what the others alone would have given.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from check903.model.change import Change
from check903.model.table import Column, Table


@dataclass
class Batch:
    """Changes applied together.

    when    local time
    fix     key of the fix that proposed them; None where they were made by hand
    column  by hand: one value was put into a column in several rows
    tied    some changes follow from others, so those of one child are undone and redone together
    undone  positions in `changes` of those that are not in force
    """

    number: int
    when: dt.datetime
    changes: tuple[Change, ...]
    fix: str | None = None
    column: bool = False
    tied: bool = False
    undone: set[int] = dataclasses.field(default_factory=set)

    @property
    def in_force(self) -> list[Change]:
        """The changes that are not undone."""
        return [change for place, change in enumerate(self.changes) if place not in self.undone]


class Log:
    """The change log of a return, and the tables as they stand.

    tables  name -> Table as it was read (this year's)
    """

    def __init__(self, tables: dict[str, Table]):
        self._original = dict(tables)
        self.batches: list[Batch] = []
        self._current = dict(tables)
        self._rows: dict[str, np.ndarray] = {}

    @property
    def tables(self) -> dict[str, Table]:
        """Name -> Table as it stands now."""
        return self._current

    def original(self, table: str) -> Table:
        """The table as it was read."""
        return self._original[table]

    def original_positions(self, table: str) -> np.ndarray:
        """Position in the table as read of each row of the table as it stands."""
        return self._rows.get(table, np.arange(len(self._current[table])))

    def current_positions(self, table: str) -> np.ndarray:
        """Position in the table as it stands of each row as read; -1 for a row taken out."""
        rows = self.original_positions(table)
        places = np.full(len(self._original[table]), -1)
        places[rows] = np.arange(len(rows))
        return places

    def apply(self, changes: Iterable[Change], when: dt.datetime | None = None, **of_batch) -> Batch:
        """Apply changes together. ValueError, and nothing changed, if a cell does not hold what a change says it
        holds.

        of_batch  `fix`, `column`, `tied` of the batch
        """
        changes = tuple(changes)
        places = {name: self.current_positions(name) for name in {change.table for change in changes}}
        for change in changes:
            self._must_hold(change, places[change.table][change.row])
        number = self.batches[-1].number + 1 if self.batches else 1
        batch = Batch(number, when or dt.datetime.now(), changes, **of_batch)
        self.batches.append(batch)
        self._rebuild({change.table for change in changes})
        return batch

    def restore(self, batches: Iterable[Batch]) -> None:
        """Begin with these batches, whose changes are known to fit (see `check903.corrections.replay`)."""
        self.batches = list(batches)
        self._rebuild({change.table for batch in self.batches for change in batch.changes})

    def drop_last(self) -> None:
        """Take the last batch out of the log as if it had never been applied."""
        batch = self.batches.pop()
        self._rebuild({change.table for change in batch.changes})

    def undo(self, numbers: Iterable[int], position: int | None = None) -> list[Change]:
        """Undo those batches, or of each only the change at that place and what is tied to it; gives the changes that
        were in force before.
        """
        return self._turn(set(numbers), position, undone=True)

    def redo(self, numbers: Iterable[int], position: int | None = None) -> list[Change]:
        """Apply what was undone of those batches again, in its old place; gives those changes."""
        return self._turn(set(numbers), position, undone=False)

    def _turn(self, numbers: set[int], position: int | None, undone: bool) -> list[Change]:
        turned = []
        for batch in self.batches:
            if batch.number in numbers:
                asked = set(range(len(batch.changes))) if position is None else self.together(batch, position)
                places = asked - batch.undone if undone else asked & batch.undone
                batch.undone ^= places
                turned += [batch.changes[place] for place in sorted(places)]
        self._rebuild({change.table for change in turned})
        return turned

    def together(self, batch: Batch, position: int) -> set[int]:
        """The places of the changes that are undone together with the one at that place, itself among them."""
        if not batch.tied:
            return {position}
        child = self.child(batch.changes[position])
        return {place for place, change in enumerate(batch.changes) if self.child(change) == child}

    def changes(self) -> list[tuple[Batch, Change]]:
        """Every change in force, in the order applied."""
        return [(batch, change) for batch in self.batches for change in batch.in_force]

    def child(self, change: Change) -> str:
        """The id of the child whose row it is, as read."""
        column = self._original[change.table].columns.get("CHILD")
        return column.text(change.row) if column is not None else ""

    def children(self, changes: Iterable[Change]) -> set[str]:
        """The ids of the children whose rows these changes touch: every id that such a row was read with or was ever
        given.
        """
        changes = list(changes)
        rows = {(change.table, change.row) for change in changes}
        given = [
            change
            for batch in self.batches
            for change in batch.changes
            if change.field == "CHILD" and (change.table, change.row) in rows
        ]
        return {self.child(change) for change in changes} | {change.after for change in given}

    def _must_hold(self, change: Change, place: int) -> None:
        if place < 0:
            raise ValueError(f"{change.table} row {change.row} has been taken out")
        column = self._current[change.table].columns.get(change.field or "")
        held = (column.text(place), column.text_written(place)) if column is not None else ("",)
        if change.field is not None and change.before not in held:
            raise ValueError(f"{change.table}.{change.field} row {change.row} holds {held[0]!r}, not {change.before!r}")

    def _rebuild(self, names: set[str]) -> None:
        for name in names:
            texts: dict[str, dict[int, str]] = {}
            gone: set[int] = set()
            for _, change in self.changes():
                if change.table != name:
                    continue
                if change.field is None:
                    gone.add(change.row)
                else:
                    texts.setdefault(change.field, {})[change.row] = change.after
            self._current[name], self._rows[name] = _applied(self._original[name], texts, gone)


def _applied(original: Table, texts: dict[str, dict[int, str]], gone: set[int]) -> tuple[Table, np.ndarray]:
    columns = dict(original.columns)
    for field, cells in texts.items():
        columns[field] = columns.get(field, Column.blank(len(original))).with_texts(cells)
    table = replace(original, columns=columns)
    rows = np.setdiff1d(np.arange(len(original)), list(gone)) if gone else np.arange(len(original))
    return (table.take(rows) if gone else table), rows
