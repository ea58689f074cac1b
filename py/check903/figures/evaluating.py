"""From the cases of a figure to its numbers: one pass over the cases for all days and all breakdowns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from check903.figures.counting import Count
from check903.figures.declared import Measure
from check903.figures.splits import Groups, available, groups_of
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
    """

    names: list[tuple[str, str]]
    value: np.ndarray
    of: np.ndarray
    cannot_tell: np.ndarray
    records: np.ndarray
    with_errors: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def percent(self) -> np.ndarray:
        """100 * value / of, exact; NaN where the figure is no share."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.of > 0, 100 * self.value / self.of, np.nan)

    @classmethod
    def joined(cls, parts: list[Lines]) -> Lines:
        """All the lines, in order."""
        arrays = ([getattr(part, name) for part in parts] for name in _ARRAYS)
        return cls([name for part in parts for name in part.names], *map(np.concatenate, arrays))

    def first_day_only(self) -> Lines:
        """The same of the first day; NaN on the others."""
        first = np.arange(self.value.shape[1]) == 0
        return Lines(self.names, *(np.where(first, getattr(self, name), np.nan) for name in _ARRAYS))


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
            yield Lines([("", label)], *(getattr(inner, name)[:1] for name in _ARRAYS))


def _many_shares(parts: dict[str, Count], wrong: np.ndarray | None) -> Lines:
    first = next(iter(parts.values()))
    days = len(first.cases.care.days)
    keys = (np.arange(len(parts))[:, None] * days + first.cases.when) * STATES
    state = np.stack([_states(part, wrong) for part in parts.values()])
    aside = np.array([part.aside for part in parts.values()])[:, None]
    return _share_lines([("", name) for name in parts], _tally(keys, len(parts), days, state), aside, wrong)


# -- cases by group and day -------------------------------------------------------------------------------------------


def _states(count: Count, wrong: np.ndarray | None) -> np.ndarray:
    """Each case's state: 0 for one that the figure has nothing to do with."""
    state = count.of.astype(np.int64) + count.counted  # what is counted is among `of`
    if count.cannot_tell.any():
        state = np.where(count.cannot_tell, UNSURE, state)
    return state if wrong is None else state + WRONG * (wrong & (state > 0))


def _keys(cases: OnDays, shared: tuple[str, ...], own: dict[str, Groups]) -> tuple[np.ndarray, list[tuple[str, str]]]:
    """For the whole and for each breakdown, the number of each case's group and day, times STATES: (breakdowns + 1,
    cases); and the groups' names. Those of shared breakdowns are kept with the cases.
    """
    keys, names = cases.memo.once(
        ("keys", shared), lambda: _made(cases, {name: groups_of(name, cases) for name in shared})
    )
    if not own:
        return keys, names
    more, further = _made(cases, own, len(names))
    return np.concatenate([keys, more[1:]]), names + further[1:]


def _made(cases: OnDays, splits: dict[str, Groups], start: int = 0) -> tuple[np.ndarray, list[tuple[str, str]]]:
    days = len(cases.care.days)
    names, offset = [("", "")], start or 1
    keys = np.zeros((len(splits) + 1, len(cases)), np.int64)
    for number, (name, groups) in enumerate(splits.items(), 1):
        np.add(groups.codes, offset, out=keys[number])
        names += [(name, label) for label in groups.labels]
        offset += len(groups.labels)
    keys *= days
    keys += cases.when
    keys *= STATES
    return keys, names


def _tally(keys: np.ndarray, names: int, days: int, state: np.ndarray) -> np.ndarray:
    """How many cases of each group, day and state: (groups, days, states)."""
    found = np.bincount((keys + state).ravel(), minlength=names * days * STATES)
    return found.reshape(names, days, STATES).astype(float)


def _split_up(tally: np.ndarray) -> tuple[np.ndarray, ...]:
    """Of a tally: counted, only in the denominator, not to be told; and those of each that have an error."""
    right, wrong = tally[..., :WRONG], tally[..., WRONG:]
    both = right + wrong
    return both[..., COUNTED], both[..., OF], both[..., UNSURE], wrong[..., COUNTED], wrong[..., OF], wrong[..., UNSURE]


# -- the kinds of figure ----------------------------------------------------------------------------------------------


def _shares(count: Count, wrong: np.ndarray | None, shared: tuple[str, ...], own: dict[str, Groups]) -> Lines:
    """The whole and its breakdowns, each group a share of its own cases (in a count: of the whole)."""
    keys, names = _keys(count.cases, shared, own)
    days = len(count.cases.care.days)
    tally = _tally(keys, len(names), days, _states(count, wrong))
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
    return Lines(names, n, of, unsure, base, _known(errors, wrong), _known(low, wrong), _known(high, wrong))


def _share_lines(names: list[tuple[str, str]], tally: np.ndarray, aside, wrong: np.ndarray | None) -> Lines:
    """Of a tally of shares; `aside`: what can't be told is not among what they rest on."""
    n, rest, unsure, n_wrong, rest_wrong, unsure_wrong = _split_up(tally)
    base = n + rest + np.where(aside, 0, unsure)
    errors = n_wrong + rest_wrong + np.where(aside, 0, unsure_wrong)
    low, high = n - n_wrong, n + rest_wrong + unsure
    return Lines(names, n, base, unsure, base, _known(errors, wrong), _known(low, wrong), _known(high, wrong))


def _told_apart(count: Count, wrong: np.ndarray | None, name: str, groups: Groups) -> Lines:
    """What is counted, told apart: each group a share of all that the figure rests on, or of all it counts."""
    keys, names = _made(count.cases, {name: groups})
    days = len(count.cases.care.days)
    n, rest, unsure, n_wrong, rest_wrong, unsure_wrong = _split_up(
        _tally(keys, len(names), days, _states(count, wrong))
    )
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
    splits = {**count.own, **{name: groups_of(name, count.cases) for name in shared}}
    keys, names = _made(count.cases, splits)
    days = len(count.cases.care.days)
    tally = _tally(keys, len(names), days, _states(count, wrong))
    n, _, unsure, n_wrong, _, unsure_wrong = _split_up(tally)
    n, n_wrong = n + unsure, n_wrong + unsure_wrong
    told = {name: _unsure(count, groups, days) for name, groups in splits.items()}
    main = next(iter(told.values()), np.zeros(days))
    unsure = np.stack([main if not name else told[name] for name, _ in names])
    of, errors = np.broadcast_to(n[:1], n.shape), np.broadcast_to(n_wrong[:1], n.shape)
    own_unknown = np.array(
        [
            bool(name) and splits[name].unknown >= 0 and label == splits[name].labels[splits[name].unknown]
            for name, label in names
        ]
    )[:, None]
    low = np.where(own_unknown, 0, n - n_wrong)
    high = np.minimum(n + (errors - n_wrong) + np.where(own_unknown, 0, unsure), of)
    low[0], high[0] = n[0], n[0]
    yield Lines(names, n, of, unsure, of, _known(errors, wrong), _known(low, wrong), _known(high, wrong))


def _unsure(count: Count, groups: Groups, days: int) -> np.ndarray:
    """How many cases can't be told, on each day."""
    return np.bincount(count.cases.when[groups.cannot_tell | count.cannot_tell], minlength=days).astype(float)


def _sums(count: Count, wrong: np.ndarray | None, shared: tuple[str, ...], own) -> Lines:
    """Sums, and ratios of sums: no range is given for them."""
    assert count.top is not None
    cases, days = count.cases, len(count.cases.care.days)
    keys, names = _keys(cases, shared, dict(own))
    n, _, unsure, n_wrong, _, _ = _split_up(_tally(keys, len(names), days, _states(count, wrong)))
    value = _summed(keys, names, days, count.top)
    of = np.full(n.shape, np.nan)
    if count.kind == "ratio":
        assert count.bottom is not None
        bottom = _summed(keys, names, days, count.bottom)
        with np.errstate(invalid="ignore", divide="ignore"):
            value = np.where(bottom > 0, value / bottom, np.nan)
        if count.median:
            value = _medians(count, days)
        value, of = half_up(value, count.decimals), n
    elif names[1:]:
        of = np.broadcast_to(value[:1], n.shape).copy()
        of[0] = np.nan
    none = np.full(n.shape, np.nan)
    return Lines(names, value, of, unsure, n, _known(n_wrong, wrong), none, none)


def _summed(keys: np.ndarray, names: list, days: int, amount: np.ndarray) -> np.ndarray:
    found = np.zeros(len(names) * days)
    for row in keys:  # one breakdown after the other: the amounts stay where they are
        found += np.bincount(row // STATES, weights=amount, minlength=len(found))
    return found.reshape(len(names), days)


def _medians(count: Count, days: int) -> np.ndarray:
    assert count.top is not None
    found = [count.top[count.counted & (count.cases.when == day)] for day in range(days)]
    return np.array([[np.median(one) if len(one) else np.nan for one in found]])


def _known(numbers: np.ndarray, wrong: np.ndarray | None) -> np.ndarray:
    """What rests on errors; NaN where no check says which there are."""
    return numbers if wrong is not None else np.full(numbers.shape, np.nan)


def half_up(value, decimals: int = 0):
    """Rounded, halves up, as the Department rounds."""
    factor = 10.0**decimals
    return np.floor(np.asarray(value) * factor + 0.5 + 1e-9) / factor
