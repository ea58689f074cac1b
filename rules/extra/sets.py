"""What several of these checks need of `r.care`: its rows as rows of the return, periods of care, reviews, runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from check903.engine import NAT
from check903.model.arrays import once_each
from check903.model.day_numbers import OPEN, UNREADABLE, numbers
from check903.model.periods import Periods
from check903.model.rows import Rows

EVER = np.datetime64("1678-01-01", "D")
_WIDTH = 2**21  # days that a key of child and day has room for


def here(r, rows: Rows) -> Rows:
    """Episodes of both years as rows of this year's table; "no such row" where they are last year's."""
    return r.Episodes.take(np.where(rows.positions < len(r.Episodes), rows.positions, -1))


def open_now(r) -> Rows:
    """OPEN(D): the episode of each child in care on the day."""
    return here(r, r.care.open.rows)


def this_year(r) -> Rows:
    """EPX: this year's episodes without short breaks, by child and start."""
    return here(r, r.care.episodes[r.care.this])


def day_of(numbers_of_days: np.ndarray) -> np.ndarray:
    """Numbers of days as datetime64[D]; NaT for open and unreadable ones."""
    known = (numbers_of_days != OPEN) & (numbers_of_days != UNREADABLE)
    return np.where(known, np.where(known, numbers_of_days, 0).astype("datetime64[D]"), NAT)


@dataclass(frozen=True)
class Care:
    """PERIOD: periods of care, each an entry of these arrays.

    child, start, end   whose, its first visible day, its last (NaT while it goes on)
    seen                True where it began on `start`, not before
    first, last         its first and last visible episode as rows of this year's table
    """

    child: np.ndarray
    start: np.ndarray
    end: np.ndarray
    seen: np.ndarray
    first: Rows
    last: Rows

    def ran_on(self, day: np.ndarray) -> np.ndarray:
        """True for periods that went on after a day (one for each)."""
        return (self.start <= day) & ~(self.end <= day)


def periods(r) -> Care:
    """The periods of care that the files show."""
    care, first = r.care, r.care.period_first
    last = np.append(first[1:], len(care.episodes))[: len(first)] - 1
    return Care(
        care.episodes.child[first],
        care.episodes.DECOM.value[first],
        day_of(care.ended[last]),
        care.start_seen,
        here(r, care.episodes.take(first)),
        here(r, care.episodes.take(last)),
    )


def spans(r) -> Periods:
    """The periods of care for joining with rows; one whose start isn't visible began long ago."""
    found = periods(r)
    return Periods(np.where(found.seen, found.start, EVER), found.end, len(r.children), found.first, found.last)


class Reviews:
    """The days on which each child had a review, of both years, each once."""

    def __init__(self, r):
        both = [rows[rows.REVIEW.readable & (rows.child >= 0)] for rows in (r.Reviews, r.Reviews_last)]
        self._keys = once_each(
            np.concatenate([_key(rows.child, rows.REVIEW.value) for rows in both] or [np.zeros(0, int)])
        )

    def next_from(self, child: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Each child's first review on or after a day; NaT where there is none, or no day."""
        return self._at(np.searchsorted(self._keys, _key(child, day)), child, day)

    def last_until(self, child: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Each child's last review on or before a day; NaT where there is none, or no day."""
        return self._at(np.searchsorted(self._keys, _key(child, day), "right") - 1, child, day)

    def count(self, child: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """How many reviews each child had from one day to another, both inside."""
        return np.searchsorted(self._keys, _key(child, end), "right") - np.searchsorted(self._keys, _key(child, start))

    def _at(self, position: np.ndarray, child: np.ndarray, day: np.ndarray) -> np.ndarray:
        keys = np.append(self._keys, -1)
        found = keys[np.where((position >= 0) & (position < len(self._keys)), position, -1)]
        own = (found >= 0) & (found // _WIDTH == child) & ~np.isnat(day)
        return np.where(own, (np.where(own, found, 0) % _WIDTH - _WIDTH // 2).astype("datetime64[D]"), NAT)


def _key(child: np.ndarray, day: np.ndarray) -> np.ndarray:
    return child.astype(np.int64) * _WIDTH + np.where(np.isnat(day), 0, numbers(day)) + _WIDTH // 2


def run_since(r, mask: np.ndarray) -> np.ndarray:
    """For each row of `r.care.episodes`, the first day of the unbroken run of episodes of one period in which `mask` is
    True; NaT where it is False.
    """
    care = r.care
    begins = mask & ~np.append(False, mask[:-1] & (np.diff(care.periods) == 0))[: len(mask)]
    first = np.maximum.accumulate(np.where(begins, np.arange(len(mask)), 0)) if len(mask) else np.zeros(0, int)
    return np.where(mask, care.episodes.DECOM.value[first], NAT)


def open_run(r, mask: np.ndarray) -> tuple[Rows, np.ndarray]:
    """The open episodes, as rows of this year, and the first day of the run of each where `mask` (of `r.care.episodes`)
    is True; NaT where it is False.
    """
    since = run_since(r, mask)[r.care.position(r.care.open.rows)]
    return open_now(r), since


def days_since(start: np.ndarray, day) -> np.ndarray:
    """Days from each start to a day, float; NaN for NaT."""
    passed = day - start
    return np.where(np.isnat(passed), np.nan, passed.astype(float))
