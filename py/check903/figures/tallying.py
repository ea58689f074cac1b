"""How many cases there are of each group, day and state, and sums over them: counted where stretches begin and where
they end, and added up along the days.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from check903.figures.counting import Count
from check903.figures.splits import Groups, Together, together
from check903.model.on_days import OnDays

OF, COUNTED, UNSURE, WRONG = 1, 2, 3, 4  # states of a case, 0: none; WRONG is added to another
STATES = 8


def states(count: Count, wrong: np.ndarray | None) -> np.ndarray:
    """Each case's state: 0 for one that the figure has nothing to do with."""
    state = count.of.view(np.uint8) + count.counted.view(np.uint8)  # what is counted is among `of`
    if count.cannot_tell.any():
        state[count.cannot_tell] = UNSURE
    return state if wrong is None else state + WRONG * (wrong & (state > 0)).view(np.uint8)


@dataclass(frozen=True, eq=False)
class Tally:
    """Cases by state, group and day.

    names   (breakdown, group): the whole, then each breakdown's groups
    unknown  names of the groups that can't be told
    counts  (STATES, names, days) float, the day asked for first
    """

    names: list[tuple[str, str]]
    unknown: set[tuple[str, str]]
    counts: np.ndarray

    def split_up(self) -> tuple[np.ndarray, ...]:
        """Counted, only in the denominator, not to be told; and those of each that have an error."""
        right, wrong = self.counts[:WRONG], self.counts[WRONG:]
        return *(right[[COUNTED, OF, UNSURE]] + wrong[[COUNTED, OF, UNSURE]]), *wrong[[COUNTED, OF, UNSURE]]


@dataclass(frozen=True, eq=False)
class _Block:
    """Breakdowns counted together: `since` and `after`, the number of each case's groups and of the day on which its
    stretch begins, and of the day after its end.
    """

    groups: dict[str, Groups]
    since: np.ndarray
    after: np.ndarray
    shape: tuple[int, ...]

    @classmethod
    def of(cls, joined: Together, cases: OnDays) -> _Block:
        days = len(cases.care.days) + 1
        since = joined.codes * days + cases.since
        return cls(joined.groups, since, since + (cases.until + 1 - cases.since), (*joined.shape, days))

    def by_breakdown(self, numbers: np.ndarray) -> list[np.ndarray]:
        """Of numbers for all combinations of groups, (..., *shape): (..., groups, days) of each breakdown."""
        axes = self._axes(numbers)
        return [numbers.sum(axis=tuple(other for other in axes if other != axis)) for axis in axes]

    def whole(self, numbers: np.ndarray) -> np.ndarray:
        """The sums over all of them: (..., 1, days)."""
        return numbers.sum(axis=tuple(self._axes(numbers)))[..., None, :]

    def _axes(self, numbers: np.ndarray) -> range:
        return range(numbers.ndim - len(self.shape), numbers.ndim - 1)


def _blocks(cases: OnDays, shared: tuple[str, ...], own: dict[str, Groups]) -> list[_Block]:
    blocks = cases.memo.once(
        ("blocks", shared), lambda: [_Block.of(joined, cases) for joined in together(shared, cases)]
    )
    blocks = blocks + [_Block.of(Together({name: groups}, groups.codes), cases) for name, groups in own.items()]
    return blocks or [_Block.of(Together({}, np.zeros(len(cases), np.int64)), cases)]


def _named(blocks: list[_Block]) -> tuple[list[tuple[str, str]], set[tuple[str, str]]]:
    """The names of the lines, and those of groups that can't be told."""
    every = [(name, groups) for block in blocks for name, groups in block.groups.items()]
    names = [("", ""), *((name, label) for name, groups in every for label in groups.labels)]
    return names, {(name, groups.labels[groups.unknown]) for name, groups in every if groups.unknown >= 0}


def tally(cases: OnDays, shared: tuple[str, ...], own: dict[str, Groups], state: np.ndarray) -> Tally:
    """How many cases of each group, day and state there are, in the whole and in each of the breakdowns."""
    blocks = _blocks(cases, shared, own)
    present = np.flatnonzero(np.bincount(state, minlength=STATES)[1:]) + 1
    names, unknown = _named(blocks)
    counts = np.zeros((STATES, len(names), len(cases.care.days)))
    changes = _in_lines(blocks, [_changes(block, state, present) for block in blocks])
    counts[present] = _asked_first(np.cumsum(changes, axis=-1)[..., :-1])
    return Tally(names, unknown, counts)


def summed(cases: OnDays, shared: tuple[str, ...], own: dict[str, Groups], amount: np.ndarray) -> np.ndarray:
    """The sums of `amount`, one for each case or for each of its days, by group and day: (names, days)."""
    blocks = _blocks(cases, shared, own)
    if len(amount) == len(cases) and (amount == np.rint(amount)).all():  # whole numbers are taken away without a trace
        sums = [
            np.cumsum(_weighed(block.since, amount, block) - _weighed(block.after, amount, block), axis=-1)
            for block in blocks
        ]
    else:
        of, when = cases.each_day
        later, amount = when - cases.since[of], amount if len(amount) == len(of) else amount[of]
        sums = [_weighed(block.since[of] + later, amount, block) for block in blocks]
    return _asked_first(_in_lines(blocks, sums)[..., :-1])


def _weighed(key: np.ndarray, amount: np.ndarray, block: _Block) -> np.ndarray:
    sums = np.bincount(key, weights=amount, minlength=math.prod(block.shape))
    return sums.astype(float).reshape(block.shape)  # of no cases numpy makes whole numbers


def on_each_day(cases: OnDays, state: np.ndarray) -> np.ndarray:
    """How many cases of each state there are on each day: (STATES, days)."""
    return tally(cases, (), {}, state).counts[:, 0]


def _changes(block: _Block, state: np.ndarray, present: np.ndarray) -> np.ndarray:
    """How many more cases of each state there are on each day than on the day before: (present, *block.shape)."""
    size = math.prod(block.shape)
    place = np.full(STATES, len(present) * size)  # those of no state come last, and are left out
    place[present] = np.arange(len(present)) * size
    offset = place[state]
    more, less = (
        np.bincount(offset + key, minlength=len(present) * size)[: len(present) * size]
        for key in (block.since, block.after)
    )
    return (more - less).reshape(len(present), *block.shape)


def _in_lines(blocks: list[_Block], numbers: list[np.ndarray]) -> np.ndarray:
    """Each block's numbers as (..., names, days): the whole, then each breakdown's groups."""
    parts = [part for block, amounts in zip(blocks, numbers) for part in block.by_breakdown(amounts)]
    return np.concatenate([blocks[0].whole(numbers[0]), *parts], axis=-2)


def _asked_first(by_day: np.ndarray) -> np.ndarray:
    """The last of the days put before the others."""
    return np.concatenate([by_day[..., -1:], by_day[..., :-1]], axis=-1)
