"""A change log as a work file keeps it, and which of it can be made again: after another check, in a new session that
read the same files, or on a newer extract.

A change fits if its row is found, by its child and the row's own key, and the old value still stands there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from check903.corrections.changes import Batch, Log
from check903.corrections.row_keys import RowKey, RowKeys, key_fields
from check903.model.change import Change
from check903.model.table import Table
from check903.reading.work import Cell, KeptBatch, KeptChange, Net, net_changes

DONE, OTHER, GONE = "done", "other", "gone"  # put right already; another value stands there; no such row


@dataclass(frozen=True)
class Unfit:
    """A change that can't be made again. `number`: its place among the net changes; `row`: its row in the table, -1 if
    there is none; `now`: what stands there instead.
    """

    number: int
    net: Net
    why: str
    row: int
    now: str


@dataclass(frozen=True)
class Replayed:
    """What of some batches fits: the batches with what fits of each, and the changes that don't, as what they come to.

    total  how many changes they come to in all
    """

    batches: list[Batch]
    unfit: list[Unfit]
    total: int

    @property
    def dropped(self) -> int:
        """How many can't be made again, though the files don't say yet what they would make them say."""
        return sum(misfit.why != DONE for misfit in self.unfit)


def snapshot(log: Log, outcomes: dict[int, tuple[int, int]]) -> tuple[KeptBatch, ...]:
    """The log as a work file keeps it."""
    keys = {
        name: RowKeys(log.original(name))
        for name in {change.table for batch in log.batches for change in batch.changes}
    }
    return tuple(
        KeptBatch(
            batch.number,
            batch.when,
            tuple(_kept_change(keys[change.table], change) for change in batch.changes),
            batch.fix,
            batch.column,
            batch.tied,
            frozenset(batch.undone),
            outcomes.get(batch.number),
        )
        for batch in log.batches
    )


def _kept_change(keys: RowKeys, change: Change) -> KeptChange:
    row = keys.of(change.row)
    before = keys.digest(change.row) if change.field is None else change.before
    return KeptChange(change.table, row.child, row.own, row.nth, row.alike, change.field, before, change.after)


def replay(tables: dict[str, Table], batches: tuple[KeptBatch, ...], again: Iterable[Cell] = ()) -> Replayed:
    """What of the batches fits these tables.

    again  cells that are changed although another value stands there
    Where a change does not fit, the others that its batch makes in the same row are left out too: they belong together.
    """
    return _Replay(tables, batches, frozenset(again)).replayed()


class _Replay:
    def __init__(self, tables: dict[str, Table], batches: tuple[KeptBatch, ...], again: frozenset[Cell]):
        self._tables, self._batches, self._again = tables, batches, again
        self._keys: dict[str, RowKeys] = {}
        self._held: dict[tuple, list[str]] = defaultdict(list)  # what was put into a cell so far, undone or not
        self._nets = net_changes(batches)
        self._net_of = {place: number for number, net in enumerate(self._nets) for place in net.places}
        self._finals: dict[tuple, dict[str | None, str]] = defaultdict(dict)  # of each row, what its cells become
        for net in self._nets:
            self._finals[net.first.row][net.first.field] = net.after
        self._made: set[tuple[int, int]] = set()

    def replayed(self) -> Replayed:
        fitted = [batch for position, as_kept in enumerate(self._batches) if (batch := self._batch(position, as_kept))]
        unfit = [reason for number, net in enumerate(self._nets) if (reason := self._unfit(number, net))]
        return Replayed(fitted, unfit, len(self._nets))

    def _batch(self, position: int, batch: KeptBatch) -> Batch | None:
        rows = [self._row(change) for change in batch.changes]
        spoilt = {
            (change.table, row)
            for place, (change, row) in enumerate(zip(batch.changes, rows))
            if not self._fits(change, row, (position, place)) and not self._is_done((position, place), change, row)
        }
        places = [
            place
            for place, (change, row) in enumerate(zip(batch.changes, rows))
            if (change.table, row) not in spoilt and self._fits(change, row, (position, place))
        ]
        changes = tuple(self._change(batch.changes[place], rows[place], (position, place)) for place in places)
        for change in changes:
            self._held[change.table, change.row, change.field].append(change.after)
        self._made.update((position, place) for place in places)
        undone = {new for new, place in enumerate(places) if place in batch.undone}
        return (
            Batch(batch.number, batch.when, changes, batch.fix, batch.column, batch.tied, undone) if changes else None
        )

    def _change(self, change: KeptChange, row: int, place: tuple[int, int]) -> Change:
        before = self._now(change, row) if self._is_wanted(place) else change.before
        return Change(change.table, row, change.field, "" if change.field is None else before, change.after)

    def _row(self, change: KeptChange) -> int:
        keys = self._keys_of(change.table)
        if keys is None:
            return -1
        if change.field is None and len(keys.alike(change.child, change.own)) != change.alike:
            return -1  # of duplicates one is gone already
        return keys.find(RowKey(change.child, change.own, change.nth, change.alike))

    def _keys_of(self, table: str) -> RowKeys | None:
        if table not in self._keys and table in self._tables:
            self._keys[table] = RowKeys(self._tables[table])
        return self._keys.get(table)

    def _fits(self, change: KeptChange, row: int, place: tuple[int, int]) -> bool:
        """Whether the cell holds, as read or by an earlier batch, what the change is about."""
        if row < 0:
            return False
        if change.field is None:
            return self._keys[change.table].digest(row) == change.before
        held = self._held[change.table, row, change.field]
        return change.before in (*self._as_read(change, row), *held) or self._is_wanted(place)

    def _is_wanted(self, place: tuple[int, int]) -> bool:
        """Whether the user wants it although another value stands there; of several changes the last is made."""
        number = self._net_of.get(place)
        if number is None or not self._again:
            return False
        net = self._nets[number]
        return net.first.cell in self._again and net.places[-1] == place

    def _as_read(self, change: KeptChange, row: int) -> tuple[str, ...]:
        column = self._tables[change.table].columns.get(change.field or "")
        return ("",) if column is None else (column.text(row), column.text_written(row))

    def _now(self, change: KeptChange, row: int) -> str:
        held = self._held[change.table, row, change.field]
        return held[-1] if held else self._as_read(change, row)[0]

    def _is_done(self, place: tuple[int, int], change: KeptChange, row: int) -> bool:
        """Whether the file says already what the change, or what came after it in its cell, would make it say."""
        if row < 0:
            return self._moved(change) is not None
        if change.field is None:
            return False
        number = self._net_of.get(place)
        wanted = {change.after} | ({self._nets[number].after} if number is not None else set())
        return self._as_read(change, row)[0] in wanted

    def _moved(self, change: KeptChange) -> int | None:
        """The row that the change would have given another key, if there is one and none with the key before."""
        fields = key_fields(change.table)
        keys = self._keys_of(change.table)
        parts = [change.child, *change.own.split(" ")]
        if keys is None or len(parts) != len(fields) or change.field is None:
            return None
        finals = self._finals[change.row]
        child, *dates = [finals.get(name, was) for name, was in zip(fields, parts)]
        if [child, *dates] == parts:
            return None
        row = keys.find(RowKey(child, " ".join(dates), change.nth, change.alike))
        final = finals.get(change.field, change.after)
        return row if row >= 0 and self._as_read(change, row)[0] == final else None

    def _unfit(self, number: int, net: Net) -> Unfit | None:
        """Why a net change is not made, if it isn't."""
        if net.places[-1] in self._made:
            return None
        change, row = net.first, self._row(net.first)
        if row < 0:
            return Unfit(number, net, DONE if self._moved(change) is not None else GONE, -1, "")
        if change.field is None:
            return Unfit(number, net, GONE, -1, "")
        now = self._as_read(change, row)[0]
        return Unfit(number, net, DONE if now == net.after else OTHER, row, now)
