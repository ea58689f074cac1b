"""From the cases of a figure to its numbers: one pass over the cases for all days and all breakdowns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from check903.figures.counting import Count
from check903.figures.declared import Measure
from check903.figures.splits import Groups, Together, available, together
from check903.figures.trust import Errors
from check903.model.on_days import OnDays

OF, COUNTED, UNSURE, WRONG = 1, 2, 3, 4  # states of a case; WRONG is added to another
STATES = 8
RATE = 10_000


@dataclass(frozen=True, eq=False)
class Lines:
    """A figure's lines; each array is (lines, days), float, NaN where there is no such number.

    names     (breakdown, group) of each line: ("", "") the whole, ("", name) a further figure beside it
    value     the figure, as it is shown
    of        what it is a share of
    cannot_tell, records, with_errors   of how many it can't be told, on how many it rests, how many have an error
    low, high  the least and the most that the value could be
    shares     True for the lines whose value is a part of `of`; False for means and rates
    """

    names: list[tuple[str, str]]
    value: np.ndarray
    of: np.ndarray
    cannot_tell: np.ndarray
    records: np.ndarray
    with_errors: np.ndarray
    low: np.ndarray
    high: np.ndarray
    shares: np.ndarray | bool = True

    @property
    def percent(self) -> np.ndarray:
        """100 * value / of, exact; NaN where the figure is no share."""
        with np.errstate(invalid="ignore", divide="ignore"):
            part = (self.of > 0) & np.reshape(self.shares, (-1, 1))
            return np.where(part, 100 * self.value / self.of, np.nan)

    @classmethod
    def joined(cls, parts: list[Lines]) -> Lines:
        """All the lines, in order."""
        if len(parts) == 1:
            return parts[0]
        arrays = ([getattr(part, name) for part in parts] for name in _ARRAYS)
        shares = np.concatenate([np.broadcast_to(part.shares, len(part.names)) for part in parts])
        return cls([name for part in parts for name in part.names], *map(np.concatenate, arrays), shares=shares)

    def first_day_only(self) -> Lines:
        """The same of the first day; NaN on the others."""
        first = np.arange(self.value.shape[1]) == 0
        return Lines(
            self.names, *(np.where(first, getattr(self, name), np.nan) for name in _ARRAYS), shares=self.shares
        )


_ARRAYS = ("value", "of", "cannot_tell", "records", "with_errors", "low", "high")


def lines(count: Count, measure: Measure, errors: Errors | None) -> Lines:
    """All lines of a figure."""
    found = Lines.joined(list(_lines(count, measure, errors)))
    return found.first_day_only() if measure.yearly else found


def _lines(count: Count, measure: Measure, errors: Errors | None) -> Iterator[Lines]:
    wrong = None if errors is None else errors.of(measure, count)
    per_group = {name: groups for name, groups in count.own.items() if groups.per == "group" and count.kind != "mix"}
    shared = available(count.splits, count.cases)
    if count.kind in ("ratio", "total"):
        yield _sums(count, wrong, shared, count.own)
    elif count.kind == "mix":
        yield from _mix(count, wrong, shared)
    else:
        yield _shares(count, wrong, shared, per_group)
        for name, groups in count.own.items():
            if name not in per_group:
                yield _told_apart(count, wrong, name, groups)
    yield from _beside(count, measure, errors)


def _beside(count: Count, measure: Measure, errors: Errors | None) -> Iterator[Lines]:
    """The further figures; plain shares of the same cases in one pass."""
    plain = {name: part for name, part in count.parts.items() if part.kind == "share" and part.cases is count.cases}
    if plain:
        yield _many_shares(plain, None if errors is None else errors.of(measure, count))
    for label, part in count.parts.items():
        if label not in plain:
            inner = next(iter(_lines(part, measure, errors)))
            shares = np.broadcast_to(inner.shares, len(inner.names))[:1]
            yield Lines([("", label)], *(getattr(inner, name)[:1] for name in _ARRAYS), shares=shares)


def _many_shares(parts: dict[str, Count], wrong: np.ndarray | None) -> Lines:
    first = next(iter(parts.values()))
    days = len(first.cases.care.days)
    when = first.cases.when * STATES
    counts = [np.bincount(when + _states(part, wrong), minlength=days * STATES) for part in parts.values()]
    aside = np.array([part.aside for part in parts.values()])[:, None]
    found = np.stack(counts).reshape(len(parts), days, STATES).astype(float)
    return _share_lines([("", name) for name in parts], found, aside, wrong)


# -- cases by group and day -------------------------------------------------------------------------------------------


def _states(count: Count, wrong: np.ndarray | None) -> np.ndarray:
    """Each case's state: 0 for one that the figure has nothing to do with."""
    state = count.of.view(np.uint8) + count.counted.view(np.uint8)  # what is counted is among `of`
    if count.cannot_tell.any():
        state[count.cannot_tell] = UNSURE
    return state if wrong is None else state + WRONG * (wrong & (state > 0)).view(np.uint8)


@dataclass(frozen=True, eq=False)
class Tally:
    """Cases by group, day and state.

    names   (breakdown, group): the whole, then each breakdown's groups
    unknown  names of the groups that can't be told
    counts  (names, days, STATES) float; or (names, days), sums
    """

    names: list[tuple[str, str]]
    unknown: set[tuple[str, str]]
    counts: np.ndarray


def _tally(cases: OnDays, shared: tuple[str, ...], own: dict[str, Groups], state: np.ndarray) -> Tally:
    """How many cases of each group, day and state there are."""

    def tally(key: np.ndarray, size: int) -> np.ndarray:
        return np.bincount(key + state, minlength=size * STATES)

    return _over_groups(cases, shared, own, tally, (STATES,))


def _summed(cases: OnDays, shared: tuple[str, ...], own: dict[str, Groups], amount: np.ndarray) -> np.ndarray:
    """The sums of `amount` by group and day: (names, days)."""

    def tally(key: np.ndarray, size: int) -> np.ndarray:
        return np.bincount(key, weights=amount, minlength=size * STATES)[::STATES]

    return _over_groups(cases, shared, own, tally, ()).counts


def _over_groups(cases: OnDays, shared: tuple[str, ...], own: dict[str, Groups], tally: Callable, more: tuple) -> Tally:
    """What `tally` makes of the cases' numbers, one for each combination of groups and day: for the whole, and for each
    breakdown by summing over those that are counted together with it.
    """
    days = len(cases.care.days)
    blocks = cases.memo.once(("keys", shared), lambda: _numbered(together(shared, cases), cases, days))
    blocks = [
        *blocks,
        *_numbered([Together({name: groups}, groups.codes) for name, groups in own.items()], cases, days),
    ]
    names, unknown, parts = [("", "")], set(), []
    for block, key in blocks or [(Together({}, cases.when), cases.when * STATES)]:
        size = math.prod(block.shape) * days
        found = tally(key, size).reshape(*block.shape, days, *more).astype(float)
        axes = range(len(block.shape))
        if not parts:
            parts.append(found.sum(axis=tuple(axes))[None])
        for axis, (name, groups) in enumerate(block.groups.items()):
            parts.append(found.sum(axis=tuple(other for other in axes if other != axis)))
            names += [(name, label) for label in groups.labels]
            if groups.unknown >= 0:
                unknown.add((name, groups.labels[groups.unknown]))
    return Tally(names, unknown, np.concatenate(parts))


def _numbered(blocks: list[Together], cases: OnDays, days: int) -> list[tuple[Together, np.ndarray]]:
    """Each with the cases' numbers, the day in them, and room for the states."""
    return [(Together(one.groups, one.codes[:0]), (one.codes * days + cases.when) * STATES) for one in blocks]


def _split_up(tally: np.ndarray) -> tuple[np.ndarray, ...]:
    """Of a tally: counted, only in the denominator, not to be told; and those of each that have an error."""
    right, wrong = tally[..., :WRONG], tally[..., WRONG:]
    both = right + wrong
    return both[..., COUNTED], both[..., OF], both[..., UNSURE], wrong[..., COUNTED], wrong[..., OF], wrong[..., UNSURE]


# -- the kinds of figure ----------------------------------------------------------------------------------------------


def _shares(count: Count, wrong: np.ndarray | None, shared: tuple[str, ...], own: dict[str, Groups]) -> Lines:
    """The whole and its breakdowns, each group a share of its own cases (in a count: of the whole)."""
    found = _tally(count.cases, shared, own, _states(count, wrong))
    names, tally = found.names, found.counts
    if count.kind == "share":
        return _share_lines(names, tally, count.aside, wrong)
    n, _, unsure, n_wrong, _, _ = _split_up(tally)
    low, high, errors, base = n - n_wrong, n + unsure, n_wrong, n
    if count.kind == "count":
        of = np.broadcast_to(n[:1], n.shape).copy()
        of[0] = np.nan
    else:
        people = count.cases.care.population or np.nan
        of = np.full(n.shape, float(people))
        n, low, high = (np.floor(RATE * one / people + 0.5) for one in (n, low, high))
    arrays = (n, of, unsure, base, _known(errors, wrong), _known(low, wrong), _known(high, wrong))
    return Lines(names, *arrays, count.kind == "count")


def _share_lines(names: list[tuple[str, str]], tally: np.ndarray, aside, wrong: np.ndarray | None) -> Lines:
    """Of a tally of shares; `aside`: what can't be told is not among what they rest on."""
    n, rest, unsure, n_wrong, rest_wrong, unsure_wrong = _split_up(tally)
    base = n + rest + np.where(aside, 0, unsure)
    errors = n_wrong + rest_wrong + np.where(aside, 0, unsure_wrong)
    low, high = n - n_wrong, n + rest_wrong + unsure
    return Lines(names, n, base, unsure, base, _known(errors, wrong), _known(low, wrong), _known(high, wrong))


def _told_apart(count: Count, wrong: np.ndarray | None, name: str, groups: Groups) -> Lines:
    """What is counted, told apart: each group a share of all that the figure rests on, or of all it counts."""
    found = _tally(count.cases, (), {name: groups}, _states(count, wrong))
    names = found.names
    n, rest, unsure, n_wrong, rest_wrong, unsure_wrong = _split_up(found.counts)
    inside = 0 if count.aside else unsure
    base, errors = n + rest + inside, n_wrong + rest_wrong + (0 if count.aside else unsure_wrong)
    if groups.per == "counted" or count.kind == "count":
        base, errors, unsure, outside = n, n_wrong, 0 * unsure, n_wrong[:1] - n_wrong
    else:
        outside = errors[:1] - n_wrong + unsure[:1]
    of, records, unsure, errors = (np.broadcast_to(one[:1], n.shape) for one in (base, base, unsure, errors))
    low, high = n - n_wrong, np.minimum(n + outside, of)
    kept = [at for at, (_, label) in enumerate(names) if at and label]
    arrays = (n, of, unsure, records, _known(errors, wrong), _known(low, wrong), _known(high, wrong))
    return Lines([names[at] for at in kept], *(one[kept] for one in arrays))


def _mix(count: Count, wrong: np.ndarray | None, shared: tuple[str, ...]) -> Iterator[Lines]:
    """All the cases; and for each breakdown its groups, each a share of all."""
    found = _tally(count.cases, shared, dict(count.own), _states(count, wrong))
    names = found.names
    sure, _, unsure, n_wrong, _, unsure_wrong = _split_up(found.counts)
    n, n_wrong = sure + unsure, n_wrong + unsure_wrong
    main = next(iter(count.own), shared[0] if shared else "")
    told = {name: unsure[0].copy() for name, _ in names}
    for at, (name, _) in enumerate(names):
        if names[at] in found.unknown:
            told[name] += sure[at]
    unsure = np.stack([told[name or main] for name, _ in names])
    of, errors = np.broadcast_to(n[:1], n.shape), np.broadcast_to(n_wrong[:1], n.shape)
    own_unknown = np.array([name in found.unknown for name in names])[:, None]
    low = np.where(own_unknown, 0, n - n_wrong)
    high = np.minimum(n + (errors - n_wrong) + np.where(own_unknown, 0, unsure), of)
    low[0], high[0] = n[0], n[0]
    yield Lines(names, n, of, unsure, of, _known(errors, wrong), _known(low, wrong), _known(high, wrong))


def _sums(count: Count, wrong: np.ndarray | None, shared: tuple[str, ...], own) -> Lines:
    """Sums, and ratios of sums: no range is given for them."""
    assert count.top is not None
    cases, days = count.cases, len(count.cases.care.days)
    found = _tally(cases, shared, dict(own), _states(count, wrong))
    names = found.names
    n, _, unsure, n_wrong, _, _ = _split_up(found.counts)
    value = _summed(cases, shared, dict(own), count.top)
    of = np.full(n.shape, np.nan)
    if count.kind == "ratio":
        assert count.bottom is not None
        bottom = _summed(cases, shared, dict(own), count.bottom)
        with np.errstate(invalid="ignore", divide="ignore"):
            value = np.where(bottom > 0, value / bottom, np.nan)
        if count.median:
            value = _medians(count, days)
        value, of = half_up(value, count.decimals), n
    elif names[1:]:
        of = np.broadcast_to(value[:1], n.shape).copy()
        of[0] = np.nan
    none = np.full(n.shape, np.nan)
    return Lines(names, value, of, unsure, n, _known(n_wrong, wrong), none, none, count.kind == "total")


def _medians(count: Count, days: int) -> np.ndarray:
    assert count.top is not None
    return np.array([[_median(count.top[count.counted & (count.cases.when == day)]) for day in range(days)]])


def _median(values: np.ndarray) -> float:
    """As `np.median`, which imports numpy.ma for it (40 ms); NaN for none."""
    ordered, half = np.sort(values), len(values) // 2
    return float(ordered[(len(values) - 1) // 2 : half + 1].mean()) if len(values) else np.nan


def _known(numbers: np.ndarray, wrong: np.ndarray | None) -> np.ndarray:
    """What rests on errors; NaN where no check says which there are."""
    return numbers if wrong is not None else np.full(numbers.shape, np.nan)


def half_up(value, decimals: int = 0):
    """Rounded, halves up, as the Department rounds."""
    factor = 10.0**decimals
    return np.floor(np.asarray(value) * factor + 0.5 + 1e-9) / factor
