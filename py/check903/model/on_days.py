"""Rows as they count on days: what is asked of one day is asked of many at once, and no day is worked out by itself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from check903.model.memo import Memo
from check903.model.rows import Rows

if TYPE_CHECKING:
    from check903.model.care import Care


class OnDays:
    """Rows of one table, each on a day on which it counts; a row stands here once for each such day.

    care   the return's sets, whose `days` are meant
    rows   the rows, with repeats
    when   int array, as long: the position of each one's day in `care.days`
    episode   the child's episode then, `Rows` as long; "no such row" where there is none. None: not known
    own_day   the column with the day on which the child's age is meant, where it is not the day itself: DECOM of those
              who started
    """

    def __init__(self, care: Care, rows: Rows, when: np.ndarray, episode: Rows | None = None, own_day: str = ""):
        self.care, self.rows, self.when, self.episode, self.own_day = care, rows, when, episode, own_day
        self.memo = Memo()  # what is worked out of these rows once: the codes of a breakdown

    def __len__(self) -> int:
        return len(self.when)

    def __getattr__(self, name: str) -> Any:  # a column, as of Rows
        if not name.isupper():
            raise AttributeError(name)
        return getattr(self.rows, name)

    def __getitem__(self, mask: np.ndarray) -> OnDays:
        """Those where `mask` is True."""
        at = np.flatnonzero(mask)
        episode = None if self.episode is None else self.episode.take(at)
        return OnDays(self.care, self.rows.take(at), self.when[at], episode, self.own_day)

    def __or__(self, other: OnDays) -> OnDays:
        """These and those of `other`, rows of the same table."""
        episode = self.episode | other.episode if self.episode is not None and other.episode is not None else None
        when = np.concatenate([self.when, other.when])
        return OnDays(self.care, self.rows | other.rows, when, episode, self.own_day)

    @property
    def child(self) -> np.ndarray:
        """Number of each row's child."""
        return self.rows.child

    @cached_property
    def day(self) -> np.ndarray:
        """Each one's day, datetime64[D]."""
        return self.care.days[self.when]

    @cached_property
    def age(self) -> np.ndarray:
        """The child's age in full years on that day (or on its own), by Header; -1 where it can't be told."""
        if self.own_day:
            return self.care.age(self.child, getattr(self.rows, self.own_day).value)
        return self.care.age_on_days(self.child, self.when)

    @cached_property
    def today(self) -> OnDays:
        """Those of the first day: for answers that bear no date."""
        return self[self.when == 0]

    @cached_property
    def place(self) -> Rows:
        """The episode that says where the child lives: for a temporary placement the one before it."""
        return self.care.lived(self.episode if self.episode is not None else self.rows)

    @cached_property
    def positions(self) -> np.ndarray:
        """Where a child stands here on a day: int (days, children + 1), -1 where it doesn't, and in the last place."""
        found = np.full((len(self.care.days), self.care.children + 1), -1, np.int32)
        found[self.when, self.child] = np.arange(len(self))
        found[:, -1] = -1
        return found

    @cached_property
    def members(self) -> np.ndarray:
        """Whether a child is here on a day: bool (days, children + 1)."""
        return self.positions >= 0

    def among(self, other: OnDays) -> np.ndarray:
        """True where the row's child is in `other` on the same day."""
        return other.members[self.when, self.child]

    def with_episodes_of(self, other: OnDays) -> OnDays:
        """The same rows, each with the episode that its child has in `other` on the same day."""
        assert other.episode is not None
        episode = other.episode.take(other.positions[self.when, self.child])
        return OnDays(self.care, self.rows, self.when, episode, self.own_day)

    def own(self, table: str) -> Rows:
        """Each child's first row in the table; "no such row" where there is none."""
        return self.care.own(self.child, table)

    def tally(self, weights=None) -> np.ndarray:
        """How many rows each child has on each day (or the sum of `weights`): (days, children + 1)."""
        width = self.care.children + 1
        key = self.when * width + self.child
        found = np.bincount(key, weights=weights, minlength=len(self.care.days) * width)
        return found.reshape(len(self.care.days), width)

    def first(self) -> OnDays:
        """Each child's first row of each day, in the order in which they stand here."""
        return self._one(self._edges[:-1])

    def last(self) -> OnDays:
        """Each child's last row of each day, in the order in which they stand here."""
        return self._one(self._edges[1:])

    @cached_property
    def _edges(self) -> np.ndarray:
        """One more than there are rows: True where a child or a day ends and another begins. Rows stand by day, then
        child.
        """
        inner = (np.diff(self.when) != 0) | (np.diff(self.child) != 0)
        return np.concatenate([[True], inner, [True]])

    def _one(self, kept: np.ndarray) -> OnDays:
        return self if len(self) == 0 else self[kept]
