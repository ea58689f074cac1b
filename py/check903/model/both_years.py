"""The episodes of this and last year's return as one table, in order; and rows on the days on which they count."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np

from check903.model.arrays import is_in
from check903.model.day_numbers import UNREADABLE, ends_of, numbers
from check903.model.on_days import OnDays
from check903.model.people import People, joined_index
from check903.model.rows import Rows, TableIndex
from check903.model.table import Column, Table
from check903.reference.groups import SHORT_BREAKS

if TYPE_CHECKING:
    from check903.model.care import Care

EPISODES = ("Episodes", "Episodes_last")
PLACED = ("PL_LA", "PL_LOCATION", "PL_DISTANCE")  # what follows from the postcodes


class BothYears(People):
    """The episodes of a return, on some days."""

    @cached_property
    def _index(self) -> TableIndex:
        """Both years' episodes as one table, this year's first, with what follows from their postcodes."""
        both = [self.r.index(name) for name in EPISODES]
        columns = {name: lambda name=name: self._joined(name) for name in PLACED}
        earlier = [self.r.history.index("Episodes")] if self.r.history else []
        return joined_index([*both, *earlier], "Episodes of both years", columns)

    def _joined(self, name: str) -> Column:
        """A column that follows from others, of both years."""
        loaded = [self.r.index(table) for table in EPISODES if table in self.r.loaded]
        if self.r.history:
            loaded.append(self.r.history.index("Episodes"))
        return Table.joined([Table("", {name: index.column(name)}) for index in loaded]).columns[name]

    @cached_property
    def all_rows(self) -> Rows:
        """Every episode of both years, in the order of the files."""
        return self._index.rows

    @cached_property
    def episodes(self) -> Rows:
        """EPX2: both years' episodes by child and start, each once; where last year's return has the same episode, this
        year's row.
        """
        rows = self.all_rows
        usable = rows.DECOM.readable & (rows.child >= 0) & ~rows.LS.isin(*SHORT_BREAKS)
        return rows[usable & ~self.told_again].in_order("DECOM")

    @cached_property
    def told_again(self) -> np.ndarray:
        """True for last year's rows of which this year's table has the child and the start, and for earlier years' of
        which a later year's has.
        """
        rows, here = self.all_rows, self._of_this_year(self.all_rows.at)
        key = self.key(rows.child, numbers(rows.DECOM.value))
        told = ~here & is_in(key, key[here])
        both = len(self.r.Episodes) + len(self.r.Episodes_last)
        if both < len(rows):
            earlier = rows.at >= both
            first = np.zeros(len(rows), bool)
            first[np.unique(key, return_index=True)[1]] = True  # the newest year's row stands first
            told |= earlier & ~first
        return told

    def _of_this_year(self, at: np.ndarray) -> np.ndarray:
        return at < len(self.r.Episodes)

    @cached_property
    def this(self) -> np.ndarray:
        """True for those of `episodes` that are this year's: EPX."""
        return self._of_this_year(self.episodes.at)

    @cached_property
    def began(self) -> np.ndarray:
        """When each of `episodes` began, as a number of days."""
        return numbers(self.episodes.DECOM.value)

    @cached_property
    def ended(self) -> np.ndarray:
        """When each of `episodes` ended; OPEN for a blank, UNREADABLE for what is no date."""
        return ends_of(self.episodes.DEC)

    @cached_property
    def by_day(self) -> np.ndarray:
        """The days as numbers, (days, 1)."""
        return numbers(self.days)[:, None]

    @cached_property
    def first_day(self) -> np.ndarray:
        """1 April, as a number of days."""
        return numbers(self.start)

    def on_days(self, mask: np.ndarray, rows: Rows | None = None, own_day: str = "") -> OnDays:
        """The rows (by default `episodes`) on the days where `mask`, (days, rows), is True; by day, then in order."""
        when, at = np.nonzero(mask)
        found = (self.episodes if rows is None else rows).take(at)
        return OnDays(cast("Care", self), found, when, found if found.base is self._index else None, own_day)

    def by_child(self, table: str) -> Rows:
        """The rows of a table of the return that have a child, by child, then in file order."""
        rows = getattr(self.r, table)
        order = np.argsort(rows.child, kind="stable")
        return rows.take(order[rows.child[order] >= 0])

    def touching(self, rows: Rows, start: str, end: str) -> OnDays:
        """The rows, spans from column `start` to `end`, that touch the time from 1 April to the day."""
        return self.on_days(self.touching_days(rows, start, end), rows)

    def touching_days(self, rows: Rows, start: str, end: str) -> np.ndarray:
        """Whether each row, a span from column `start` to `end`, touches the time from 1 April to each of the days:
        (days, rows).
        """
        begins, ends = numbers(getattr(rows, start).value), ends_of(getattr(rows, end))
        return (begins != UNREADABLE) & (begins <= self.by_day) & (ends >= self.first_day)

    def running(self, rows: Rows, start: str, end: str) -> OnDays:
        """The rows, spans from column `start` to `end`, that began by the day and end after it or have no end."""
        begins, ends = numbers(getattr(rows, start).value), ends_of(getattr(rows, end))
        return self.on_days((begins != UNREADABLE) & (begins <= self.by_day) & (ends > self.by_day), rows)

    def dated(self, rows: Rows, column: str) -> OnDays:
        """The rows whose date in the column lies between 1 April and the day."""
        return self.on_days(self.so_far(numbers(getattr(rows, column).value)), rows)

    def so_far(self, day: np.ndarray) -> np.ndarray:
        """True where a day, as a number, lies between 1 April and each of the days: (days, len(day))."""
        return (day >= self.first_day) & (day <= self.by_day)

    def tally(self, mask: np.ndarray, child: np.ndarray) -> np.ndarray:
        """How many things each child has on each day: from `mask` (days, things), (days, children + 1)."""
        when, at = np.nonzero(mask)
        width = self.children + 1
        return np.bincount(when * width + child[at], minlength=len(self.days) * width).reshape(-1, width)

    @staticmethod
    def key(child: np.ndarray, day: np.ndarray) -> np.ndarray:
        """One number for a child and a day (a number of days), by which they sort; days of one child differ by days."""
        return np.asarray(child, np.int64) * 2**44 + day
