"""Periods of care: a child's episodes, one after the other, up to the first gap between them."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from check903.model.arrays import pairs
from check903.model.columns import as_dates
from check903.model.rows import Rows


def gap(ended, begins) -> np.ndarray:
    """True where one period of care is over and another begins: the episode before ended before this one's first day.
    An open end leaves no gap.
    """
    return as_dates(begins) > as_dates(ended)


def carries_on(episodes: Rows) -> np.ndarray:
    """True where the episode before says that care goes on (X1), and did so on this one's first day."""
    before = episodes.previous
    return (before.REC == "X1") & (before.DEC == episodes.DECOM)


class Periods:
    """Periods of care: child, start, end (NaT while it goes on), first and last episode of each, of equal length; by
    child and start.
    """

    def __init__(self, start, end, children: int, first: Rows, last: Rows):
        self.child, self.start, self.end, self._children = first.child, start, end, children
        self.first, self.last = first, last

    @classmethod
    def of(cls, episodes: Rows, children: int) -> Periods:
        """The periods of care of episodes that are in order and have a readable start."""
        run = episodes.spells(gap(episodes.previous.DEC, episodes.DECOM))
        first = np.flatnonzero(np.diff(run, prepend=-1))
        last = np.append(first[1:], len(episodes))[: len(first)] - 1
        start, end = episodes.DECOM.value[first], episodes.DEC.value[last]
        return cls(start, end, children, episodes.take(first), episodes.take(last))

    @cached_property
    def latest(self) -> Rows:
        """The episode with which each child's latest period began; one row per child."""
        return self.first[np.append(self.child[1:] != self.child[:-1], True)[: len(self.child)]]

    def children(self) -> np.ndarray:
        """Which children have a period; bool per child, for `rows.of`."""
        mask = np.zeros(self._children + 1, bool)
        mask[self.child] = True
        return mask

    def join(self, rows: Rows) -> tuple[Rows, np.ndarray, np.ndarray]:
        """Every pair of a row and a period of its child: the rows, and the period's start and end (NaT while it goes
        on).
        """
        mine, theirs = pairs(rows.child, self.child, self._children, False)
        return rows.take(mine), self.start[theirs], self.end[theirs]

    def nearest(self, rows: Rows, day: np.ndarray) -> np.ndarray:
        """For each row, the position of the child's last period that began by `day` (one per row), else its first; -1
        without one.
        """
        mine, theirs = pairs(rows.child, self.child, self._children, True)
        first = theirs[np.diff(mine, prepend=-1) != 0]
        began = np.bincount(mine[(theirs >= 0) & (self.days(theirs) <= day[mine])], minlength=len(rows))
        return np.where(first >= 0, first + np.maximum(began - 1, 0), -1)

    def days(self, positions: np.ndarray, end: bool = False) -> np.ndarray:
        """First (or last) day of the periods at those positions; NaT for -1."""
        return np.append(self.end if end else self.start, np.datetime64("NaT", "D"))[positions]

    def after(self, positions: np.ndarray) -> np.ndarray:
        """Position of the same child's next period; -1 where there is none."""
        next_one = np.append(np.append(self.child[1:], -2) == self.child, False)
        return np.where(next_one[positions], positions + 1, -1)

    def outside(self, rows: Rows, start: str, end: str) -> Rows:
        """Those of `rows`, spans from column `start` to `end`, that none of the child's periods holds; not of a child
        without periods.

        A span that has ended is held by the period in which it ended, an open one by a period that still goes on. A
        span without a readable start is left out.
        """
        dated = rows[getattr(rows, start).readable]
        pair, first, last = self.join(dated)
        began, ended = getattr(pair, start), getattr(pair, end)
        goes_on = ~ended.readable & (began >= first) & np.isnat(last)
        held = goes_on | (ended >= first) & (np.isnat(last) | (ended <= last))
        return dated[dated.child_in(self.children()) & ~dated.isin(pair[held])]
