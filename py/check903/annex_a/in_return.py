"""What the return says of each child on the day on which the two are compared."""

from __future__ import annotations

from functools import cache, cached_property

import numpy as np

from check903.annex_a.codes import same
from check903.annex_a.difference import Told
from check903.model.care import Care
from check903.model.dates import years_on
from check903.model.day_numbers import OPEN, numbers
from check903.model.on_days import OnDays
from check903.model.returns import Return
from check903.model.rows import Rows
from check903.model.stays import Runs
from check903.model.text import day_text
from check903.reference import codes

TOLD = dict[int, Told]  # by the child's number


def day_of(number: int) -> str:
    """A day, given as a number, as dd/mm/yyyy."""
    return day_text(np.datetime64(int(number), "D").item())


def as_told(column: str, texts: tuple[str, ...], year: int, table: str = "", row: int = -1) -> Told:
    """Codes, with what the first of them means."""
    may_be, means = _meant(column, texts, year)
    return Told(may_be, table, row, means=means)


@cache
def _meant(column: str, texts: tuple[str, ...], year: int) -> tuple[tuple[str, ...], str]:
    may_be = tuple(dict.fromkeys(same(column, text) for text in texts))
    return may_be, codes.short(column, may_be[0], year) if column in codes.names() else ""


class InReturn:
    """A return on a day of its year, by child.

    r    the return
    day  datetime64[D]
    """

    def __init__(self, r: Return, day: np.datetime64):
        self.r, self.day, self.year = r, day, r.collection.year
        self.care = Care(r, np.array([day]))
        self.since = years_on(np.array([day]), -1)[0]  # the twelve months are the days after it

    @cached_property
    def whole_twelve_months(self) -> bool:
        """True where the twelve months up to the day are all in the files."""
        return "Episodes_last" in self.r.loaded or self.since < self.r.start

    # -- who is in care -----------------------------------------------------------------------------------------------

    @cached_property
    def open(self) -> OnDays:
        """The open episode of each child in care on the day."""
        return self.care.open

    @cached_property
    def left(self) -> OnDays:
        """The last episode of each child who left care from 1 April to the day and isn't back."""
        return self.care.last_ceases.on_those(~self.care.last_ceases.among(self.care.open))

    @cached_property
    def in_care(self) -> set[int]:
        """The children in care on the day."""
        return set(self.open.child.tolist())

    @cached_property
    def has_left(self) -> set[int]:
        """The children who left care from 1 April to the day and aren't back."""
        return set(self.left.child.tolist())

    @cached_property
    def _both(self) -> OnDays:
        return self.open | self.left

    def place(self, position: int) -> tuple[str, int]:
        """The table and the row of an episode, by its place among those of all years."""
        here, last = len(self.r.Episodes), len(self.r.Episodes_last)
        if position >= here + last:
            return "", -1  # of an earlier year
        return ("Episodes", position) if position < here else ("Episodes_last", position - here)

    # -- of the episode -----------------------------------------------------------------------------------------------

    def of_episode(self, column: str) -> TOLD:
        """A column of the open episode; in a temporary placement what it was before is right too."""
        rows, lived = self.open.rows, self.open.place
        both = zip(getattr(rows, column).texts(), getattr(lived, column).texts())
        by_child = {}
        for child, position, texts in zip(rows.child.tolist(), rows.positions.tolist(), both):
            by_child[child] = as_told(column, texts, self.year, *self.place(position))
        return by_child

    def of_leaving(self, column: str) -> TOLD:
        """A column of the episode with which the child left."""
        rows = self.left.rows
        texts = getattr(rows, column).texts()
        return {
            child: as_told(column, (text,), self.year, *self.place(position))
            for child, position, text in zip(rows.child.tolist(), rows.positions.tolist(), texts)
        }

    def _day(self, rows: Rows, days: np.ndarray, seen: np.ndarray, positions: np.ndarray, *others: np.ndarray) -> TOLD:
        """Days (numbers) of rows' children. `positions`: of the episodes that tell; `others`: days that are right
        too.
        """
        columns = [rows.child.tolist(), days.tolist(), seen.tolist(), self.care.episodes.positions[positions].tolist()]
        more = zip(*(other.tolist() for other in others)) if others else ((),) * len(rows)
        return {
            child: Told((day_of(day), *map(day_of, also)), *self.place(place), latest=not sure)
            for child, day, sure, place, also in zip(*columns, more)
        }

    @cached_property
    def started(self) -> TOLD:
        """When the period of care began."""
        rows = self._both.rows
        period = self.care.period_of(rows)
        return self._day(
            rows, self.care.period_start[period], self.care.start_seen[period], self.care.period_first[period]
        )

    @cached_property
    def status_since(self) -> TOLD:
        """Since when the legal status has been what it is."""
        e, rows = self.care.episodes, self.open.rows
        periods, index = self.care.periods, np.arange(len(e))
        before = e.take(index - 1)
        first = np.diff(periods, prepend=-1) != 0
        begins = first | ~e.LS.same_as(before.LS)
        run = np.maximum.accumulate(np.where(begins, index, 0))[self.care.position(rows)]
        seen = ~first[run] | self.care.start_seen[periods[run]]
        return self._day(rows, self.care.began[run], seen, run)

    @cached_property
    def placed(self) -> TOLD:
        """Since when the child has been with the carer; the start of the placement, or of a temporary one, is right
        too.
        """
        rows, stays = self.open.rows, self.care.stays
        positions = self.care.position(rows)
        if not len(stays.positions):
            return {}
        place = np.maximum(np.searchsorted(stays.positions, positions, "right") - 1, 0)
        stay, placement = (runs.number[place] for runs in (stays.with_carer, stays.placements))
        first = stays.with_carer.first[stay]
        by_child = self._day(
            rows,
            stays.with_carer.start[stay],
            stays.with_carer.seen[stay] | self.care.start_seen[self.care.periods[positions]],
            first,
            stays.placements.start[placement],
            self.care.began[positions],
        )
        known = self.care.periods[first] == self.care.periods[positions]
        return {child: told for (child, told), fits in zip(by_child.items(), known) if fits}

    @cached_property
    def placements(self) -> TOLD:
        """How many placements there were in twelve months: stays with a carer, or placements; with temporary ones or
        without.
        """
        if not self.whole_twelve_months:
            return {}
        care, since = self.care, numbers(self.since)
        away = care.temporary & (care.began <= care.by_day) & (np.minimum(care.ended, OPEN) > since)
        short = np.bincount(care.episodes.child[away], minlength=care.children)
        stays, moves = (self._running(runs, since) for runs in (care.stays.with_carer, care.stays.placements))
        return {
            child: Told(tuple(dict.fromkeys(str(n) for n in (stays[child], moves[child], stays[child] + short[child],
                                                             moves[child] + short[child]))))
            for child in self.open.child.tolist()
        }  # fmt: skip

    def _running(self, runs: Runs, since) -> np.ndarray:
        """How many of the runs each child had in the twelve months."""
        there = (runs.start <= self.care.by_day) & (runs.end > since)
        return np.bincount(runs.child[there], minlength=self.care.children)

    def first_of(self, column: str, *wanted: str) -> TOLD:
        """The first day of the run of episodes with one of those codes that goes on, or with which the child left."""
        e, rows = self.care.episodes, self._both.rows
        has = getattr(e, column).isin(*wanted)
        index, periods = np.arange(len(e)), self.care.periods
        begins = has & ~(np.append(False, has[:-1]) & (np.diff(periods, prepend=-1) == 0))
        first = np.maximum.accumulate(np.where(begins, index, -1)) if len(index) else index
        positions = self.care.position(rows)
        run = first[positions]
        fits = (run >= 0) & (periods[run] == periods[positions])
        visible = np.diff(periods, prepend=-1)[run] == 0
        seen = visible | self.care.start_seen[periods[run]]
        kept = rows[fits]
        return self._day(kept, self.care.began[run[fits]], seen[fits], run[fits])

    # -- of other tables ----------------------------------------------------------------------------------------------

    def of_table(self, table: str, column: str) -> TOLD:
        """A column of each child's first row of the table; where the column is in no file, nothing."""
        if table not in self.r.loaded or not self.r.has_column(table, column):
            return {}
        rows: Rows = getattr(self.r, table)
        by_child: TOLD = {}
        for child, row, text in zip(rows.child.tolist(), rows.positions.tolist(), getattr(rows, column).texts()):
            if child >= 0 and child not in by_child:
                by_child[child] = as_told(column, (text,), self.year, table, row)
        return by_child

    def of_person(self, column: str) -> TOLD:
        """A column of Header, this year's or else last year's."""
        last = self.of_table("Header_last", column)
        return last | self.of_table("Header", column)

    @cached_property
    def reviewed(self) -> TOLD:
        """The last review by the day."""
        rows = self.r.Reviews[self.r.Reviews.REVIEW <= self.day]
        last = rows.latest("REVIEW")
        days = numbers(last.REVIEW.value).tolist()
        return {
            child: Told((day_of(day),), "Reviews", row)
            for child, row, day in zip(last.child.tolist(), last.positions.tolist(), days)
        }

    def missing(self, kind: str) -> TOLD:
        """How many times the child went missing (M) or away (A) in twelve months."""
        if "Missing" not in self.r.loaded or not (self.since < self.r.start or "Missing_last" in self.r.loaded):
            return {}
        count = np.zeros(self.care.children, int)
        for rows in (self.r.Missing, self.r.Missing_last):
            count += rows.count((rows.MISSING == kind) & (rows.MIS_START > self.since) & (rows.MIS_START <= self.day))
        return {child: Told((str(count[child]),)) for child in self.open.child.tolist()}

    @cached_property
    def asylum(self) -> TOLD:
        """Who is an unaccompanied asylum-seeking child, where a table says."""
        if not self.r.asylum.rows:
            return {}
        there = self.r.asylum.children_or_none
        return {child: Told(("1" if there[child] else "0",)) for child in range(self.care.children)}
