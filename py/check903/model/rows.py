"""The words in which rules are written: some rows of a table, and their columns as text and as dates.

`Rows` is a selection of one table's rows, in any order and with repeats; position -1 stands for "no such row" (no
header row, no previous episode), whose every column is blank. Columns of the same `Rows` line up, and so do the columns
of the two `Rows` that a join gives, so a condition over them is one boolean per row.

Any comparison with a blank or unreadable date is False: "a blank never fails" needs no words in a rule.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from check903.model.arrays import is_in, mirrored, pairs, sortable
from check903.model.columns import Dates, Text, as_dates
from check903.model.distinct import DistinctTexts
from check903.model.evidence import Fault
from check903.model.memo import Memo
from check903.model.table import Column, Table
from check903.reference import schema


class TableIndex:
    """A table inside a return: its columns' distinct texts, the number of each row's child, and the ways to order its
    rows.

    child   int32 array (rows,): number of the row's child, -1 where CHILD is blank
    children  how many children the whole return has (all tables, both years)
    derivations  column name -> function that works the column out when a rule first asks for it
    reads     names of the columns that were asked for
    """

    def __init__(
        self, table: Table, spec: schema.TableSpec, child: np.ndarray, children: int, name: str, derivations=None
    ):
        self.table, self.spec, self.child, self.children, self.name = table, spec, child, children, name
        self._distinct = Memo()
        self._derived = Memo()
        self.orders = Memo()
        self.reads: set[str] = set()
        self.derivations = derivations or {}
        self.joined: tuple[TableIndex, ...] = ()  # the tables of which this one is made
        self.joins = Memo()
        self.chosen = Memo()

    def __len__(self):
        return len(self.table)

    def column(self, name: str) -> Column:
        """The column, all blank where the file lacked it; AttributeError for a name that the schema lacks."""
        self.reads.add(name)
        if name in self.table.columns:
            return self.table.columns[name]
        if name in self.derivations:
            return self._derived.once(name, self.derivations[name])
        try:
            self.spec.column(name)
        except KeyError:
            raise AttributeError(f"{self.name} has no column {name}") from None
        return Column.blank(len(self.table))

    def distinct(self, name: str) -> DistinctTexts:
        return self._distinct.once(name, lambda: self._texts(name))

    def _texts(self, name: str) -> DistinctTexts:
        values = self.column(name).values
        return DistinctTexts(values, tuple(index.texts_here(name) for index in self.joined))

    def texts_here(self, name: str) -> DistinctTexts:
        """The column's distinct texts, without taking down that somebody asked for it."""
        asked = set(self.reads)
        try:
            return self.distinct(name)
        finally:
            self.reads = asked

    def know_texts_of(self, other: TableIndex) -> None:
        """Take over what another index of the same table has worked out of the columns' distinct texts, and share what
        comes.
        """
        self._distinct = other._distinct

    @cached_property
    def rows(self) -> Rows:
        """All rows, in file order."""
        return Rows(self, None)

    def let_go(self) -> None:
        """Forget what was worked out, but for the distinct texts."""
        for memo in (self._derived, self.orders, self.joins, self.chosen):
            memo.clear()
        self.__dict__.pop("rows", None)


class Rows:
    """Some rows of one table. See the module's text."""

    def __init__(self, base: TableIndex, positions: np.ndarray | None):
        self.base = base
        self._positions = positions
        self._columns: dict[str, Text] = {}

    # -- which rows ---------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The table's name, `Episodes` or `Episodes_last`."""
        return self.base.name

    @cached_property
    def positions(self) -> np.ndarray:
        """Position of each row in its table, -1 for "no such row"."""
        return np.arange(len(self.base)) if self._positions is None else self._positions

    @property
    def exists(self) -> np.ndarray:
        """False where there is no such row."""
        return self.positions >= 0

    def __len__(self):
        return len(self.base) if self._positions is None else len(self._positions)

    @cached_property
    def child(self) -> np.ndarray:
        """Number of each row's child, -1 where CHILD is blank or there is no such row."""
        if self._positions is None:
            return self.base.child
        child = self.base.child[self._positions] if len(self.base) else np.full(len(self._positions), -1, np.int32)
        return np.where(self._positions >= 0, child, -1)

    def __getitem__(self, mask) -> Rows:
        """The rows where `mask` (bool per row) is True."""
        return Rows(self.base, self.positions[mask])

    def where(self, mask, absent: str = "", **seen) -> Fault:
        """The rows where `mask` is True, as a rule reports them, with what each was compared with: see
        check903.model.evidence.

        absent  the table in which the child has no row
        seen    partners (`Rows`, one for each row here) and values (arrays, one for each row here, or one value for
        all), by name
        """
        return Fault.of(self, mask, absent, seen)

    def __or__(self, other: Rows) -> Rows:
        """These rows and then those of `other`, a selection of the same table."""
        if isinstance(other, Fault):
            return NotImplemented
        return Rows(self.base, np.concatenate([self.positions, other.positions]))

    def take(self, positions: np.ndarray) -> Rows:
        """Rows picked by position within this selection; -1 stays "no such row"."""
        if not len(self):
            return Rows(self.base, np.full(len(positions), -1))
        return Rows(self.base, np.where(positions >= 0, self.positions[positions], -1))

    # -- columns ------------------------------------------------------------------------------------------------------

    def __getattr__(self, name: str) -> Any:  # a Text, or Dates, as the schema says
        if not name.isupper() and name[:1] == "_":
            raise AttributeError(name)
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = self._column(name)
        return column

    def _column(self, name: str) -> Text:
        base, codes = self.base.distinct(name), self.base.column(name).codes
        if self._positions is not None:
            codes = (
                np.where(self._positions >= 0, codes[self._positions], 0)
                if len(codes)
                else np.zeros(len(self._positions), np.int32)
            )
        kind = Dates if self.base.spec.column(name).type == "date" else Text
        return kind(base, codes)

    def any_filled(self, *names: str) -> np.ndarray:
        """True where at least one of the columns is filled in."""
        return np.logical_or.reduce([getattr(self, name).filled for name in names])

    def any_blank(self, *names: str) -> np.ndarray:
        """True where at least one of the columns is blank."""
        return np.logical_or.reduce([getattr(self, name).blank for name in names])

    def any_that(self, test, *names: str) -> np.ndarray:
        """True where `test` of at least one of the columns is True."""
        return np.logical_or.reduce([test(getattr(self, name)) for name in names])

    def isin(self, other: Rows) -> np.ndarray:
        """True where the row is also one of `other`, rows of the same table."""
        return is_in(self.positions, other.positions)

    # -- the child's other rows ---------------------------------------------------------------------------------------

    def children(self) -> np.ndarray:
        """Which children have a row here: bool per child, for `child_in`."""
        return self._with_row(self.child)

    def children_where(self, mask: np.ndarray) -> np.ndarray:
        """Which children have a row here where `mask` is True: bool per child, for `child_in`."""
        return self._with_row(self.child[mask])

    def children_all(self, mask: np.ndarray) -> np.ndarray:
        """Which children have rows here, in all of which `mask` is True: bool per child, for `child_in`."""
        return self.children() & ~self.children_where(~mask)

    def _with_row(self, child: np.ndarray) -> np.ndarray:
        mask = np.zeros(self.base.children + 1, bool)
        mask[child[child >= 0]] = True
        return mask

    def child_in(self, children: np.ndarray) -> np.ndarray:
        """True for rows whose child is one of `children` (as `children()` gives them); a blank CHILD is nobody."""
        return children[self.child]  # -1 finds the last place, which is always False

    def per_child(self, values: np.ndarray, blank) -> np.ndarray:
        """The value that each row's child has in `values` (one per child); `blank` where CHILD is blank."""
        return np.where(self.child >= 0, values[self.child], blank) if len(values) else np.full(len(self), blank)

    def count(self, mask=None) -> np.ndarray:
        """How many of these rows (where `mask` is True) each child has: int per child."""
        child = self.child if mask is None else self.child[mask]
        return np.bincount(child[child >= 0], minlength=self.base.children)

    def sum(self, values: np.ndarray) -> np.ndarray:
        """Sum of `values` (one per row) over each child's rows: float per child."""
        known = self.child >= 0
        return np.bincount(self.child[known], weights=values[known], minlength=self.base.children)

    def join(self, other: Rows, keep: bool = False) -> tuple[Rows, Rows]:
        """Every pair of a row here and a row of `other` with the same child (a blank CHILD has no pair).

        With `keep`, a row here without a partner is paired with "no such row".
        """
        if self._positions is None and other._positions is None:  # whole tables: several rules ask for the same pairs
            return self.base.joins.once((other.base.name, keep), lambda: self._pairs(other, keep))
        return self._pairs(other, keep)

    def _pairs(self, other: Rows, keep: bool) -> tuple[Rows, Rows]:
        mine, theirs = pairs(self.child, other.child, self.base.children, keep)
        return self.take(mine), other.take(theirs)

    def first_of(self, other: Rows) -> Rows:
        """For each row, the first row of `other` with the same child; "no such row" where there is none."""
        first = np.full(self.base.children + 1, -1, np.int32)
        first[other.child[::-1]] = np.arange(len(other), dtype=np.int32)[::-1]  # of several the first is written last
        first[-1] = -1  # a blank CHILD is nobody
        return other.take(first[self.child])

    # -- order within a child -----------------------------------------------------------------------------------------

    def _order(self, keys: tuple) -> np.ndarray:
        """Positions by child, then by `keys` (column names, "-DECOM" for the latest first, "-" for the last in the file
        first, or date arrays; blank and unreadable last), then file order.
        """
        if self._positions is None and all(isinstance(key, str) for key in keys):
            return self.base.orders.once(keys, lambda: self._sorted(keys).astype(np.int32))
        return self._sorted(keys)

    def _sorted(self, keys: tuple) -> np.ndarray:
        if all(isinstance(key, str) for key in keys) and self._is_part:
            return self._part_of(self.base.rows._order(keys))
        return np.lexsort(
            [*reversed([self._level(key) for key in keys]), self.child]
        )  # stable: ties stay in file order

    def _level(self, key) -> np.ndarray:
        """What a key sorts by, int per row."""
        if not isinstance(key, str):
            return sortable(as_dates(key))
        if key == "-":
            return -self.positions
        dates = getattr(self, key.removeprefix("-")).value
        return sortable(mirrored(dates) if key.startswith("-") else dates)

    @property
    def _is_part(self) -> bool:
        """True for a selection of rows in file order, each once, whose order is that of the table."""
        return (
            self._positions is not None
            and len(self._positions) > 0
            and self._positions[0] >= 0
            and bool((np.diff(self._positions) > 0).all())
        )

    def _part_of(self, order: np.ndarray) -> np.ndarray:
        """The order of these rows among that of all rows of the table."""
        place = np.full(len(self.base), -1)
        place[self.positions] = np.arange(len(self))
        places = place[order]
        return places[places >= 0]

    def in_order(self, *keys) -> Rows:
        """These rows by child, then by `keys`, without those whose CHILD is blank."""
        order = self._order(keys)
        return self.take(order[self.child[order] >= 0])

    def _neighbour(self, keys: tuple, step: int) -> Rows:
        order = self._order(keys or self.base.spec.order)
        moved = np.full(len(self), -1)
        child = self.child[order]
        same = (child[1:] == child[:-1]) & (child[1:] >= 0)
        here, there = (order[1:], order[:-1]) if step < 0 else (order[:-1], order[1:])
        moved[here[same]] = there[same]
        return self.take(moved)

    def previous_by(self, *keys) -> Rows:
        """For each row, the row just before it of the same child, in the order of `keys`."""
        return self._neighbour(keys, -1)

    def next_by(self, *keys) -> Rows:
        """For each row, the row just after it of the same child, in the order of `keys`."""
        return self._neighbour(keys, 1)

    def next_with_same(self, column: str) -> Rows:
        """For each row, the next one with the same text there, and for the last of them the first; "no such row" where
        it is alone.
        """
        texts = getattr(self, column)
        ids = texts.to_rows(texts.base.ids)
        order = np.argsort(ids, kind="stable")
        starts = np.diff(ids[order], prepend=-1) != 0
        first = order[np.flatnonzero(starts)[np.cumsum(starts) - 1]]
        following = np.empty(len(order), int)
        following[order] = np.where(np.append(starts[1:], True), first, np.append(order[1:], -1)[: len(order)])
        return self.take(np.where(following == np.arange(len(order)), -1, following))

    @cached_property
    def previous(self) -> Rows:
        """For each row, the row just before it of the same child, in the table's own order."""
        return self._neighbour((), -1)

    @cached_property
    def next(self) -> Rows:
        """For each row, the row just after it of the same child, in the table's own order."""
        return self._neighbour((), 1)

    def first_by(self, *keys) -> Rows:
        """Each child's first row in the order of `keys`, blanks last, ties in file order; one row per child."""
        ordered = self.in_order(*keys)
        return ordered[np.diff(ordered.child, prepend=-1) != 0]

    def earliest(self, key: str) -> Rows:
        """Each child's row with the earliest readable `key`; of equals the first in the file. None for a child without
        one.
        """
        return self._once(("earliest", key), lambda: self[getattr(self, key).readable].first_by(key))

    def latest(self, key: str, tie: str = "first", unreadable: bool = False) -> Rows:
        """Each child's row with the latest readable `key`; of equals the `first` or the `last` in the file.

        With `unreadable`, a child whose rows are all blank or unreadable there is not left out: they are equals.
        """
        return self._once(("latest", key, tie, unreadable), lambda: self._latest(key, tie, unreadable))

    def _latest(self, key: str, tie: str, unreadable: bool) -> Rows:
        readable = self if unreadable else self[getattr(self, key).readable]
        return readable.first_by(f"-{key}") if tie == "first" else readable.first_by(f"-{key}", "-")

    def _once(self, name: tuple, make: Callable[[], Rows]) -> Rows:
        """Those rows; of a whole table worked out once, as many rules ask for them."""
        return self.base.chosen.once(name, make) if self._positions is None else make()

    def spells(self, starts: np.ndarray, *keys) -> np.ndarray:
        """A number for each row's spell: rows of a child, in the order of `keys`, up to the next row where `starts` is
        True.

        A child's first row always starts a spell. Numbers rise in that order.
        """
        order = self._order(keys or self.base.spec.order)
        child = self.child[order]
        new = starts[order].copy()
        new[:1] = True
        new[1:] |= child[1:] != child[:-1]
        number = np.empty(len(order), np.int64)
        number[order] = np.cumsum(new) - 1
        return number

    @cached_property
    def same_date_as_another(self) -> np.ndarray:
        """True where another row of the child has the same place in the table's own order, so that file order
        decides.
        """
        keys = self.base.spec.order
        same_before = np.logical_and.reduce([_same_place(self, self.previous, key) for key in keys])
        same_after = np.logical_and.reduce([_same_place(self, self.next, key) for key in keys])
        return (same_before & self.previous.exists) | (same_after & self.next.exists)


def _same_place(rows: Rows, other: Rows, key: str) -> np.ndarray:
    return sortable(getattr(rows, key).value) == sortable(getattr(other, key).value)
