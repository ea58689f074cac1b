"""The episodes of this and last year's return as one table, in order; and rows on the days on which they count."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np

from check903.model.arrays import is_in
from check903.model.day_numbers import UNREADABLE, ends_of, numbers, written
from check903.model.on_days import OnDays
from check903.model.people import People, joined_index
from check903.model.rows import Rows, TableIndex
from check903.model.stretches import Pieces, cut_at, one_each
from check903.model.table import Column, Table
from check903.reference.groups import SHORT_BREAKS

if TYPE_CHECKING:
    from check903.model.care import Care

EPISODES = ("Episodes", "Episodes_last")
PLACED = ("PL_LA", "PL_LOCATION", "PL_DISTANCE")  # what follows from the postcodes


class BothYears(People):
    """The episodes of a return, on some days: those of one year, one after the other."""

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
        rows, here = self.all_rows, self._of_this_year(self.all_rows.positions)
        key = self.key(rows.child, numbers(rows.DECOM.value))
        told = ~here & is_in(key, key[here])
        both = len(self.r.Episodes) + len(self.r.Episodes_last)
        if both < len(rows):
            earlier = rows.positions >= both
            first = np.zeros(len(rows), bool)
            first[np.unique(key, return_index=True)[1]] = True  # the newest year's row stands first
            told |= earlier & ~first
        return told

    def _of_this_year(self, positions: np.ndarray) -> np.ndarray:
        return positions < len(self.r.Episodes)

    @cached_property
    def this(self) -> np.ndarray:
        """True for those of `episodes` that are this year's: EPX."""
        return self._of_this_year(self.episodes.positions)

    @cached_property
    def began(self) -> np.ndarray:
        """When each of `episodes` began, as a number of days."""
        return numbers(self.episodes.DECOM.value)

    @cached_property
    def ended(self) -> np.ndarray:
        """When each of `episodes` ended; OPEN for a blank, UNREADABLE for what is no date."""
        return ends_of(self.episodes.DEC)

    @cached_property
    def first_day(self) -> np.ndarray:
        """1 April, as a number of days."""
        return numbers(self.start)

    # -- on the days --------------------------------------------------------------------------------------------------

    @cached_property
    def by_day(self) -> np.ndarray:
        """The days as numbers."""
        return numbers(self.days)

    @property
    def last_day(self) -> int:
        """The position of the last of the days."""
        return len(self.days) - 1

    def reached(self, day: np.ndarray) -> np.ndarray:
        """The position of the first of the days on or after a day (a number); one too many where there is none."""
        return np.searchsorted(self.by_day, day)

    @cached_property
    def began_on(self) -> np.ndarray:
        """`reached` when each of `episodes` began."""
        return self.reached(self.began)

    @cached_property
    def ended_on(self) -> np.ndarray:
        """`reached` when each of `episodes` ended."""
        return self.reached(self.ended)

    def on_days(
        self, mask: np.ndarray, since, until, rows: Rows | None = None, own_day: str = "", only: str = ""
    ) -> OnDays:
        """The rows (by default `episodes`) where `mask` is True, on the days from position `since` until `until` (each
        one for each row, or one for all); none where that is earlier.

        one   "first" or "last": only that row of a child on each day; the rows stand by child
        """
        rows = self.episodes if rows is None else rows
        since, until = (np.broadcast_to(end, len(rows)) for end in (since, until))
        positions = np.flatnonzero(mask & (since <= until))
        pieces, child = Pieces(positions, since[positions], until[positions]), rows.child
        if only:
            single = one_each(child[positions], pieces.since, pieces.until, only == "last")
            pieces = single._replace(of=positions[single.of])
        if not own_day:
            pieces = cut_at(pieces, self._next_birthday(child[pieces.of], pieces.since))
        kept = rows.take(pieces.of)
        episode = kept if kept.base is self._index else None
        return OnDays(cast("Care", self), kept, pieces.since, pieces.until, episode, own_day)

    def _next_birthday(self, child: np.ndarray, since: np.ndarray) -> np.ndarray:
        """The position of the first of the days, after those at `since`, on which each child is a year older. The days
        are those of one year, so that there is one at most.
        """
        turned = self._born_written[child] + 10_000 * (self.age_on_days(child, since) + 1)
        return np.searchsorted(written(self.days), turned)

    def by_child(self, table: str) -> Rows:
        """The rows of a table of the return that have a child, by child, then in file order."""

        def make() -> Rows:
            rows = getattr(self.r, table)
            order = np.argsort(rows.child, kind="stable")
            return rows.take(order[rows.child[order] >= 0])

        return self.memo.once(("by child", table), make)

    def touching(self, rows: Rows, start: str, end: str, only: str = "") -> OnDays:
        """The rows, spans from column `start` to `end`, that touch the time from 1 April to the day."""
        return self.on_days(*self.touching_since(rows, start, end), self.last_day, rows, only=only)

    def touching_since(self, rows: Rows, start: str, end: str) -> tuple[np.ndarray, np.ndarray]:
        """Whether each row, a span from column `start` to `end`, touches the time from 1 April, and from which of the
        days on (its position).
        """
        begins, ends = numbers(getattr(rows, start).value), ends_of(getattr(rows, end))
        return (begins != UNREADABLE) & (ends >= self.first_day), self.reached(begins)

    def running(self, rows: Rows, start: str, end: str, only: str = "") -> OnDays:
        """The rows, spans from column `start` to `end`, that began by the day and end after it or have no end."""
        begins, ends = numbers(getattr(rows, start).value), ends_of(getattr(rows, end))
        return self.on_days(begins != UNREADABLE, self.reached(begins), self.reached(ends) - 1, rows, only=only)

    def dated(self, rows: Rows, column: str) -> OnDays:
        """The rows whose date in the column lies between 1 April and the day."""
        day = numbers(getattr(rows, column).value)
        return self.on_days(day >= self.first_day, self.reached(day), self.last_day, rows)

    def tally(self, who: np.ndarray, since: np.ndarray, until, width: int = 0) -> np.ndarray:
        """How many things each child (or each of `width` others) has on each day: (days, children + 1). `who` is whose
        each thing is, `since` and `until` the positions of its first and last day; none where that is earlier.
        """
        width = width or self.children + 1
        until = np.broadcast_to(until, len(since))
        positions = np.flatnonzero(since <= until)
        more, less = (
            np.bincount(day[positions] * width + who[positions], minlength=(len(self.days) + 1) * width)
            for day in (since, until + 1)
        )
        counts = (more - less).reshape(-1, width)[:-1]
        for day in range(1, len(counts)):  # np.cumsum goes down each column by itself: five times slower
            counts[day] += counts[day - 1]
        return counts

    @staticmethod
    def key(child: np.ndarray, day: np.ndarray) -> np.ndarray:
        """One number for a child and a day (a number of days), by which they sort; days of one child differ by days."""
        return np.asarray(child, np.int64) * 2**44 + day
