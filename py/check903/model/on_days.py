"""Rows as they count on days: what is asked of one day is asked of many at once, and no day is worked out by itself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from check903.model import stretches
from check903.model.memo import Memo
from check903.model.rows import Rows
from check903.model.stretches import EachDay, Pieces

if TYPE_CHECKING:
    from check903.model.care import Care


class OnDays:
    """Rows of one table, each for a stretch of days on which it counts; a row stands here once for each such stretch.
    The child has one age in a stretch: a birthday ends it.

    care   the return's sets, whose `days` are meant
    rows   the rows, with repeats
    since, until   int arrays, as long: the positions in `care.days` of each one's first and last day
    episode   the child's episode then, `Rows` as long; "no such row" where there is none. None: not known
    own_day   the column with the day on which the child's age is meant, where it is not the day itself: DECOM of those
              who started
    """

    def __init__(
        self,
        care: Care,
        rows: Rows,
        since: np.ndarray,
        until: np.ndarray,
        episode: Rows | None = None,
        own_day: str = "",
    ):
        self.care, self.rows, self.since, self.until = care, rows, since, until
        self.episode, self.own_day = episode, own_day
        self.source: OnDays | None = None  # what these are parts of
        self.of = np.zeros(0, int)  # and of which each is one
        self.memo = Memo()  # what is worked out of these rows once: the codes of a breakdown

    def _parts(self, pieces: Pieces) -> OnDays:
        """Parts of these; what else is known of them is looked up when it is asked for."""
        part = OnDays.__new__(OnDays)
        part.care, part.source, part.own_day, part.memo = self.care, self, self.own_day, Memo()
        part.of, part.since, part.until = pieces
        return part

    @cached_property
    def rows(self) -> Rows:
        """The rows themselves."""
        return self._whole.rows[self.of]

    @cached_property
    def episode(self) -> Rows | None:
        """The episodes then."""
        episode = self._whole.episode
        return self.rows if episode is self._whole.rows else None if episode is None else episode[self.of]

    @property
    def _whole(self) -> OnDays:
        assert self.source is not None
        return self.source

    @property
    def has_episodes(self) -> bool:
        """True where the episodes are known."""
        return self.episode is not None if self.source is None else self.source.has_episodes

    def __len__(self) -> int:
        return len(self.since)

    def __getattr__(self, name: str) -> Any:  # a column, as of Rows
        if not name.isupper():
            raise AttributeError(name)
        return getattr(self.rows, name)

    def __getitem__(self, mask: np.ndarray) -> OnDays:
        """Those where `mask` is True."""
        positions = np.flatnonzero(mask)
        return self._parts(Pieces(positions, self.since[positions], self.until[positions]))

    def __or__(self, other: OnDays) -> OnDays:
        """These and those of `other`, rows of the same table."""
        episode = self.episode | other.episode if self.episode is not None and other.episode is not None else None
        since, until = (np.concatenate(both) for both in ((self.since, other.since), (self.until, other.until)))
        return OnDays(self.care, self.rows | other.rows, since, until, episode, self.own_day)

    @cached_property
    def child(self) -> np.ndarray:
        """Number of each row's child."""
        return self.rows.child if self.source is None else self.source.child[self.of]

    @cached_property
    def age(self) -> np.ndarray:
        """The child's age in full years on those days (or on its own), by Header; -1 where it can't be told."""
        if self.source is not None:
            return self.source.age[self.of]
        if self.own_day:
            return self.care.age(self.child, getattr(self.rows, self.own_day).value)
        return self.care.age_on_days(self.child, self.since)

    @property
    def is_today(self) -> np.ndarray:
        """True for those that count on the last of the days, the one that is asked for."""
        return self.until == len(self.care.days) - 1

    @cached_property
    def today(self) -> OnDays:
        """Those of that day: for answers that bear no date."""
        positions = np.flatnonzero(self.is_today)
        return self._parts(Pieces(positions, self.until[positions], self.until[positions]))

    @cached_property
    def place(self) -> Rows:
        """The episode that says where the child lives: for a temporary placement the one before it."""
        if self.source is not None:
            return self.source.place[self.of]
        return self.care.lived(self.episode if self.episode is not None else self.rows)

    def own(self, table: str) -> Rows:
        """Each child's first row in the table; "no such row" where there is none."""
        if self.source is not None:
            return self.source.own(table)[self.of]
        return self.memo.once(("own", table), lambda: self.care.own(self.child, table))

    def first(self) -> OnDays:
        """Each child's first row of each day, in the order in which they stand here: by child."""
        return self._parts(stretches.one_each(self.child, self.since, self.until, latest=False))

    def last(self) -> OnDays:
        """Each child's last row of each day, in the order in which they stand here: by child."""
        return self._parts(stretches.one_each(self.child, self.since, self.until, latest=True))

    # -- each day by itself -------------------------------------------------------------------------------------------

    @cached_property
    def each_day(self) -> EachDay:
        """Every day of the stretches: what is asked of it by itself is an array as long."""
        return stretches.each_day(self.since, self.until)

    @property
    def day(self) -> np.ndarray:
        """The day of each of `each_day`, datetime64[D]."""
        return self.care.days[self.each_day.when]

    @cached_property
    def daily(self) -> OnDays:
        """The same, each day a stretch of its own."""
        by_day = self._parts(Pieces(self.each_day.of, self.each_day.when, self.each_day.when))
        by_day.each_day = EachDay(np.arange(len(by_day)), by_day.since)
        return by_day

    def cut(self, *values: np.ndarray) -> tuple[Any, ...]:
        """The stretches cut where one of the values, one for each of `each_day`, changes; then each of the values, one
        for each stretch.
        """
        pieces, first = stretches.joined(self.each_day, *values)
        return self._parts(pieces), *(value[first] for value in values)

    def on_those(self, mask: np.ndarray) -> OnDays:
        """The rows on those of `each_day` where `mask` is True."""
        pieces, _ = stretches.joined(EachDay(self.each_day.of[mask], self.each_day.when[mask]))
        return self._parts(pieces)

    def of_each_day(self, values: np.ndarray) -> np.ndarray:
        """What the child has in `values`, (days, children + 1), on each of `each_day`."""
        return values[self.each_day.when, self.child[self.each_day.of]]

    # -- who is here --------------------------------------------------------------------------------------------------

    @cached_property
    def positions(self) -> np.ndarray:
        """Where a child stands here on a day: int (days, children + 1), -1 where it doesn't, and in the last place."""
        positions = np.full((len(self.care.days), self.care.children + 1), -1, np.int32)
        positions[self.each_day.when, self.child[self.each_day.of]] = self.each_day.of
        positions[:, -1] = -1
        return positions

    @cached_property
    def members(self) -> np.ndarray:
        """Whether a child is here on a day: bool (days, children + 1)."""
        members = np.zeros((len(self.care.days), self.care.children + 1), bool)
        members[self.each_day.when, self.child[self.each_day.of]] = True
        members[:, -1] = False
        return members

    def among(self, other: OnDays) -> np.ndarray:
        """True for those of `each_day` on which the child is in `other`."""
        return self.of_each_day(other.members)

    def with_episodes_of(self, other: OnDays) -> OnDays:
        """The same rows, each with the episode that its child has in `other` on the same days."""
        assert other.episode is not None
        part, positions = self.cut(self.of_each_day(other.positions))
        return OnDays(self.care, part.rows, part.since, part.until, other.episode.take(positions), self.own_day)

    def tally(self) -> np.ndarray:
        """How many rows each child has on each day: (days, children + 1)."""
        return self.care.tally(self.child, self.since, self.until)
