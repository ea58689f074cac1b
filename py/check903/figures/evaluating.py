"""From the cases of a figure to its numbers: one pass over the cases for all days and all breakdowns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from check903.figures.counting import Count
from check903.figures.declared import Measure
from check903.figures.lines import ARRAYS, Lines, half_up
from check903.figures.splits import Groups, available
from check903.figures.tallying import Tally, on_each_day, states, summed, tally
from check903.figures.trust import Errors

RATE = 10_000


def lines(count: Count, measure: Measure, errors: Errors | None) -> Lines:
    """All lines of a figure."""
    joined = Lines.joined(list(_lines(count, measure, errors)))
    return joined.first_day_only() if measure.yearly else joined


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
            yield Lines([("", label)], *(getattr(inner, name)[:1] for name in ARRAYS), shares=shares)


def _many_shares(parts: dict[str, Count], wrong: np.ndarray | None) -> Lines:
    counts = np.stack([on_each_day(part.cases, states(part, wrong)) for part in parts.values()], axis=1)
    aside = np.array([part.aside for part in parts.values()])[:, None]
    return _share_lines(Tally([("", name) for name in parts], set(), counts), aside, wrong)


# -- the kinds of figure ----------------------------------------------------------------------------------------------


def _shares(count: Count, wrong: np.ndarray | None, shared: tuple[str, ...], own: dict[str, Groups]) -> Lines:
    """The whole and its breakdowns, each group a share of its own cases (in a count: of the whole)."""
    tallied = tally(count.cases, shared, own, states(count, wrong))
    if count.kind == "share":
        return _share_lines(tallied, count.aside, wrong)
    n, _, unsure, n_wrong, _, _ = tallied.split_up()
    low, high, errors, base = n - n_wrong, n + unsure, n_wrong, n
    if count.kind == "count":
        of = np.broadcast_to(n[:1], n.shape).copy()
        of[0] = np.nan
    else:
        people = count.cases.care.population or np.nan
        of = np.full(n.shape, float(people))
        n, low, high = (np.floor(RATE * array / people + 0.5) for array in (n, low, high))
    arrays = (n, of, unsure, base, _known(errors, wrong), _known(low, wrong), _known(high, wrong))
    return Lines(tallied.names, *arrays, count.kind == "count")


def _share_lines(tallied: Tally, aside, wrong: np.ndarray | None) -> Lines:
    """Of a tally of shares; `aside`: what can't be told is not among what they rest on."""
    n, rest, unsure, n_wrong, rest_wrong, unsure_wrong = tallied.split_up()
    base = n + rest + np.where(aside, 0, unsure)
    errors = n_wrong + rest_wrong + np.where(aside, 0, unsure_wrong)
    low, high = n - n_wrong, n + rest_wrong + unsure
    return Lines(tallied.names, n, base, unsure, base, _known(errors, wrong), _known(low, wrong), _known(high, wrong))


def _told_apart(count: Count, wrong: np.ndarray | None, name: str, groups: Groups) -> Lines:
    """What is counted, told apart: each group a share of all that the figure rests on, or of all it counts."""
    tallied = tally(count.cases, (), {name: groups}, states(count, wrong))
    names = tallied.names
    n, rest, unsure, n_wrong, rest_wrong, unsure_wrong = tallied.split_up()
    inside = 0 if count.aside else unsure
    base, errors = n + rest + inside, n_wrong + rest_wrong + (0 if count.aside else unsure_wrong)
    if groups.per == "counted" or count.kind == "count":
        base, errors, unsure, outside = n, n_wrong, 0 * unsure, n_wrong[:1] - n_wrong
    else:
        outside = errors[:1] - n_wrong + unsure[:1]
    of, records, unsure, errors = (np.broadcast_to(array[:1], n.shape) for array in (base, base, unsure, errors))
    low, high = n - n_wrong, np.minimum(n + outside, of)
    numbers = [number for number, (_, label) in enumerate(names) if number and label]
    arrays = (n, of, unsure, records, _known(errors, wrong), _known(low, wrong), _known(high, wrong))
    return Lines([names[number] for number in numbers], *(array[numbers] for array in arrays))


def _mix(count: Count, wrong: np.ndarray | None, shared: tuple[str, ...]) -> Iterator[Lines]:
    """All the cases; and for each breakdown its groups, each a share of all."""
    tallied = tally(count.cases, shared, dict(count.own), states(count, wrong))
    names = tallied.names
    sure, _, unsure, n_wrong, _, unsure_wrong = tallied.split_up()
    n, n_wrong = sure + unsure, n_wrong + unsure_wrong
    main = next(iter(count.own), shared[0] if shared else "")
    told = {name: unsure[0].copy() for name, _ in names}
    for number, (name, _) in enumerate(names):
        if names[number] in tallied.unknown:
            told[name] += sure[number]
    unsure = np.stack([told[name or main] for name, _ in names])
    of, errors = np.broadcast_to(n[:1], n.shape), np.broadcast_to(n_wrong[:1], n.shape)
    own_unknown = np.array([name in tallied.unknown for name in names])[:, None]
    low = np.where(own_unknown, 0, n - n_wrong)
    high = np.minimum(n + (errors - n_wrong) + np.where(own_unknown, 0, unsure), of)
    low[0], high[0] = n[0], n[0]
    yield Lines(names, n, of, unsure, of, _known(errors, wrong), _known(low, wrong), _known(high, wrong))


def _sums(count: Count, wrong: np.ndarray | None, shared: tuple[str, ...], own) -> Lines:
    """Sums, and ratios of sums: no range is given for them."""
    assert count.top is not None
    tallied = tally(count.cases, shared, dict(own), states(count, wrong))
    names = tallied.names
    n, _, unsure, n_wrong, _, _ = tallied.split_up()
    of = none = np.full(n.shape, np.nan)
    if count.kind == "ratio":
        value, of = half_up(_medians(count) if count.median else _ratios(count), count.decimals), n
    else:
        value = summed(count.cases, shared, dict(own), count.top)
        if names[1:]:
            of = np.broadcast_to(value[:1], n.shape).copy()
            of[0] = np.nan
    return Lines(names, value, of, unsure, n, _known(n_wrong, wrong), none, none, count.kind == "total")


def _ratios(count: Count) -> np.ndarray:
    """The ratio on each day, the day asked for first: (1, days)."""
    assert count.top is not None and count.bottom is not None
    top, bottom = (summed(count.cases, (), {}, amounts) for amounts in (count.top, count.bottom))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(bottom > 0, top / bottom, np.nan)


def _medians(count: Count) -> np.ndarray:
    """The median on each day, the day asked for first: (1, days)."""
    assert count.top is not None
    of, when = count.cases.each_day
    top, when = count.top[of], np.where(count.counted[of], when, -1)
    days = len(count.cases.care.days)
    return np.array([[_median(top[when == day]) for day in (days - 1, *range(days - 1))]])


def _median(values: np.ndarray) -> float:
    """As `np.median`, which imports numpy.ma for it (40 ms); NaN for none."""
    if not len(values):
        return np.nan
    low, high = (len(values) - 1) // 2, len(values) // 2
    return float(np.partition(values, (low, high))[low : high + 1].mean())


def _known(numbers: np.ndarray, wrong: np.ndarray | None) -> np.ndarray:
    """What rests on errors; NaN where no check says which there are."""
    return numbers if wrong is not None else np.full(numbers.shape, np.nan)
