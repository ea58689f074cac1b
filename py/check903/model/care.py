"""The sets that figures share: who is looked after on a day, who started, who left, periods of care, stays with one
carer. Each is worked out once, for all days asked for.

Names in capitals beside a set are those of its definition, as the texts of the figures have them. Short breaks (V3, V4)
are left out by row: a child with a short break and another episode stays in through the other. Rows without a child or
without a readable start are in no set.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from check903.model.both_years import BothYears
from check903.model.dates import years_on
from check903.model.day_numbers import UNREADABLE, ends_of, numbers
from check903.model.on_days import OnDays
from check903.model.returns import Return
from check903.model.rows import Rows
from check903.model.stays import Stays
from check903.reference.groups import SHORT_BREAKS, TEMPORARY


class Care(BothYears):
    """The sets of a return on some days.

    population  children aged 0 to 17 who live in the area, where known
    r     the return; what nobody knows in it (`r.unknown`) counts as a text that can't be read
    days  datetime64[D] array: days of the collection year, one after the other; the last is the one asked for
    """

    def __init__(self, r: Return, days: np.ndarray, population: int | None = None):
        super().__init__(r, days)
        self.population = population

    # -- who is in care -----------------------------------------------------------------------------------------------

    @cached_property
    def open(self) -> OnDays:
        """OPEN(D): the episode of each child looked after on the day; of several the latest."""
        return self.on_days(self.this, self.began_on, self.ended_on - 1, only="last")

    @cached_property
    def in_year(self) -> OnDays:
        """CLA_YEAR: the latest episode of each child looked after at some time from 1 April to the day."""
        return self.on_days(self._touching, self.began_on, self.last_day, only="last")

    @cached_property
    def _touching(self) -> np.ndarray:
        return self.this & (self.ended >= self.first_day)

    @cached_property
    def all_in_year(self) -> OnDays:
        """Every episode that touches the time from 1 April to the day."""
        return self.on_days(self._touching, self.began_on, self.last_day)

    @cached_property
    def cannot_tell(self) -> OnDays:
        """An episode of each child who may be looked after on the day: its start or its end can't be read, and no other
        episode of the child is open.
        """
        unsure = self._undated(self.reached(self._ends) - 1)
        return unsure.on_those(~unsure.among(self.open))

    @cached_property
    def in_year_unsure(self) -> OnDays:
        """The same of each child who may have been looked after at some time from 1 April to the day."""
        unsure = self._undated(np.where(self._ends >= self.first_day, self.last_day, -1))
        return unsure.on_those(~unsure.among(self.in_year))

    @cached_property
    def _ends(self) -> np.ndarray:
        return ends_of(self._by_child_this_year.DEC)

    def _undated(self, until: np.ndarray) -> OnDays:
        """Each child's first episode that may have begun by the day and gone on, because its start or its end can't be
        read. `until`: the position of the last day on which one counts whose end can be read.
        """
        rows, no_end = self._by_child_this_year, self._ends == UNREADABLE
        began = rows.DECOM.readable
        since = np.where(began, self.reached(numbers(rows.DECOM.value)), 0)
        return self.on_days(~began | no_end, since, np.where(no_end, self.last_day, until), rows, only="first")

    @cached_property
    def _by_child_this_year(self) -> Rows:
        """This year's episodes by child, whether or not their start can be read."""
        rows = self.all_rows[self._of_this_year(self.all_rows.positions)]
        rows = rows[(rows.child >= 0) & ~rows.LS.isin(*SHORT_BREAKS)]
        return rows.take(np.argsort(rows.child, kind="stable"))

    @cached_property
    def twelve_months(self) -> OnDays:
        """CLA12: the open episode of each child who has been looked after all the twelve months up to the day."""
        return self.open.on_those(~self.open.of_each_day(self._broken))

    @cached_property
    def _broken(self) -> np.ndarray:
        """Who was not looked after all of the twelve months up to the day: bool (days, children + 1)."""
        rows = self.all_rows[(self.all_rows.child >= 0) & ~self.told_again]
        begins, ends = numbers(rows.DECOM.value), ends_of(rows.DEC)
        first_days = self.a_year_before
        begun, ended = self.reached(begins), np.searchsorted(first_days, ends, "right") - 1
        started = rows.RNE == "S", begun, np.searchsorted(first_days, begins) - 1
        left = (rows.REC != "X1") & (ends != UNREADABLE), np.searchsorted(self.by_day, ends, "right"), ended
        broke = rows.LS.isin(*SHORT_BREAKS) & rows.DECOM.readable, begun, ended
        parts = [(rows.child[mask], since[mask], until[mask]) for mask, since, until in (started, left, broke)]
        child, since, until = map(np.concatenate, zip(*parts))
        return self.tally(child, since, until) > 0

    @cached_property
    def a_year_before(self) -> np.ndarray:
        """The first of the twelve months that end on each of the days, as a number: 1 April for 31 March."""
        return numbers(years_on(self.days, -1)) + 1

    # -- who came and who left ----------------------------------------------------------------------------------------

    @cached_property
    def starts(self) -> OnDays:
        """START: the episodes with which children started to be looked after from 1 April to the day."""
        return self.on_days(self._started, self.began_on, self.last_day, own_day="DECOM")

    @cached_property
    def _started(self) -> np.ndarray:
        return self.this & (self.episodes.RNE == "S") & (self.began >= self.first_day)

    @cached_property
    def first_starts(self) -> OnDays:
        """START1: each child's earliest start."""
        return self.starts.first()

    @cached_property
    def starts_unsure(self) -> OnDays:
        """An episode of each child who may have started between 1 April and the day: its start can't be read."""
        rows = self._by_child_this_year
        may = (rows.RNE == "S") & ~rows.DECOM.readable
        unsure = self.on_days(may, 0, self.last_day, rows, "DECOM", "first")
        return unsure.on_those(~unsure.among(self.first_starts))

    @cached_property
    def ceases(self) -> OnDays:
        """CEASE: the episodes with which children stopped being looked after from 1 April to the day, by child and
        end.
        """
        order = np.lexsort([self.ended, self.episodes.child])
        rows = self.episodes.take(order)
        left = rows.REC.filled & (rows.REC != "X1")
        ended = self.ended[order]
        return self.on_days(
            self.this[order] & left & (ended >= self.first_day), self.reached(ended), self.last_day, rows, "DEC"
        )

    @cached_property
    def last_ceases(self) -> OnDays:
        """CEASE1: each child's latest leaving."""
        return self.ceases.last()

    @cached_property
    def last_episode(self) -> Rows:
        """Each child's latest episode of both years, and a "no such row" for a child without one and in the last
        place.
        """
        latest = np.full(self.children + 1, -1)
        latest[self.episodes.child] = np.arange(len(self.episodes))  # in order: the latest is set last
        return self.episodes.take(latest)

    @cached_property
    def ceases_unsure(self) -> OnDays:
        """An episode of each child who may have left between 1 April and the day: it ended and does not say why, or
        nobody can read when it ended.
        """
        without_reason = self.episodes.REC.blank & (self.ended >= self.first_day)
        left = self.episodes.REC.filled & (self.episodes.REC != "X1")
        undated = left & (self.ended == UNREADABLE)
        since = np.where(undated, self.began_on, self.ended_on)
        unsure = self.on_days(self.this & (without_reason | undated), since, self.last_day, None, "DEC", "first")
        return unsure.on_those(~unsure.among(self.last_ceases))

    @cached_property
    def went_home_last_year(self) -> OnDays:
        """Each child's last return home in the year before, on each of the days."""
        since = numbers(self.r.start_of_last_year)
        home = self.episodes.REC.isin("E4A", "E4B") & (self.ended >= since) & (self.ended < self.first_day)
        return self.on_days(home, 0, self.last_day, only="last")

    @cached_property
    def adopted(self) -> OnDays:
        """Those of CEASE1 who were adopted."""
        return self.last_ceases[self.last_ceases.REC.isin("E11", "E12")]

    # -- periods of care and stays ------------------------------------------------------------------------------------

    @cached_property
    def periods(self) -> np.ndarray:
        """PERIOD: the number of each episode's period of care, rising."""
        e = self.episodes
        ends = e.REC.filled & (e.REC != "X1")
        begins = (e.RNE == "S") | (np.diff(e.child, prepend=-1) != 0)
        begins[1:] |= ends[:-1]
        return np.cumsum(begins) - 1

    @cached_property
    def period_first(self) -> np.ndarray:
        """The position of each period's first visible episode."""
        return np.flatnonzero(np.diff(self.periods, prepend=-1))

    @cached_property
    def period_start(self) -> np.ndarray:
        """The first visible day of each period, as a number of days; an earlier one where another list tells it."""
        return np.where(self._told == UNREADABLE, self.began[self.period_first], self._told)

    @cached_property
    def _told(self) -> np.ndarray:
        """What another list tells of each period whose beginning is in no return (`ToldStarts.of_periods`)."""
        return self.r.told_starts.of_periods(self)

    @cached_property
    def start_seen(self) -> np.ndarray:
        """True for the periods whose beginning is known; the others began on their first visible day or before."""
        return (self.episodes.RNE == "S")[self.period_first] | (self._told != UNREADABLE)

    def position(self, rows: Rows) -> np.ndarray:
        """The position of each row in `episodes`; -1 where it is none of them."""
        return self._positions[rows.positions]

    @cached_property
    def _positions(self) -> np.ndarray:
        positions = np.full(len(self.all_rows) + 1, -1)
        positions[self.episodes.positions] = np.arange(len(self.episodes))
        return positions

    def period_of(self, rows: Rows) -> np.ndarray:
        """The number of the period to which each row, of `episodes`, belongs."""
        return self.periods[self.position(rows)]

    @cached_property
    def stays(self) -> Stays:
        """SPELL and placements: see there."""
        return Stays(self)

    def lived(self, rows: Rows) -> Rows:
        """For each row the episode that says where the child lived: for a temporary placement the last other one of the
        same period of care, or itself.
        """
        positions = self.position(rows)
        moved = np.append(self._lived, -1)[positions]
        return Rows(
            rows.base,
            np.where(moved >= 0, self.episodes.positions[moved] if len(self.episodes) else -1, rows.positions),
        )

    @cached_property
    def temporary(self) -> np.ndarray:
        """True for those of `episodes` that are temporary placements."""
        return self.episodes.PLACE.isin(*TEMPORARY)

    @cached_property
    def _lived(self) -> np.ndarray:
        index = np.arange(len(self.episodes))
        before = np.maximum.accumulate(np.where(self.temporary, -1, index)) if len(index) else index
        same = (before >= 0) & (self.periods[before] == self.periods)
        return np.where(same, before, index)

    def at_day(self, child: np.ndarray, day: np.ndarray) -> Rows:
        """The episode in which a child was on a day (datetime64[D]): the latest begun by then that had not ended
        before; "no such row" where there is none.
        """
        day = numbers(day)
        positions = np.searchsorted(self.key(self.episodes.child, self.began), self.key(child, day), "right") - 1
        fits = (positions >= 0) & (day != UNREADABLE)
        fits[fits] &= (self.episodes.child[positions[fits]] == child[fits]) & (self.ended[positions[fits]] >= day[fits])
        return self.episodes.take(np.where(fits, positions, -1))
