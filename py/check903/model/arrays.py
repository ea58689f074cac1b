"""What rows are put in order and matched by: functions of plain arrays."""

from __future__ import annotations

import numpy as np

from check903.model.columns import as_dates


def pairs(left: np.ndarray, right: np.ndarray, children: int, keep: bool) -> tuple[np.ndarray, np.ndarray]:
    """Positions (left, right) of every pair with one child, in the order of `left`, then of `right`."""
    order = np.argsort(right, kind="stable")
    order = order[right[order] >= 0]
    counts = np.bincount(right[order], minlength=children + 1)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    known = left >= 0
    many = np.where(known, counts[left], 0)
    width = np.maximum(many, 1) if keep else many
    mine = np.repeat(np.arange(len(left)), width)
    nth = np.arange(len(mine)) - np.repeat(np.cumsum(width) - width, width)
    if not len(order):
        return mine, np.full(len(mine), -1)
    place = np.minimum(starts[left[mine]] + nth, len(order) - 1)
    return mine, np.where(many[mine] > 0, order[place], -1)


def sortable(dates: np.ndarray) -> np.ndarray:
    """Dates as integers, NaT last."""
    numbers = dates.astype("datetime64[D]").astype(np.int64)
    return np.where(np.isnat(dates), np.iinfo(np.int64).max, numbers)


def mirrored(dates: np.ndarray) -> np.ndarray:
    """Dates mirrored about 1970, so that the latest sorts first; NaT stays NaT."""
    epoch = np.datetime64(0, "D")
    return epoch - (dates - epoch)


def sum_by(group: np.ndarray, values: np.ndarray) -> np.ndarray:
    """For each row, the sum of `values` over its group (numbers as `Rows.spells` gives them); NaN adds nothing."""
    return np.bincount(group, weights=np.nan_to_num(values))[group]


def days_spanned(group: np.ndarray, start, end) -> np.ndarray:
    """For each row, the days from the earliest `start` to the latest `end` of its group."""
    first, last = as_dates(start).astype(float), as_dates(end).astype(float)
    low, high = np.full(group.max(initial=0) + 1, np.inf), np.full(group.max(initial=0) + 1, -np.inf)
    np.minimum.at(low, group, first)
    np.maximum.at(high, group, last)
    return (high - low)[group]


def once_each(values: np.ndarray) -> np.ndarray:
    """The values in order, each once: as `np.unique`, which imports numpy.ma for it (40 ms)."""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]


def rows_once_each(rows: np.ndarray) -> np.ndarray:
    """The rows of an array of two dimensions in order, each once: as `np.unique(rows, axis=0)`, without numpy.ma."""
    ordered = rows[np.lexsort(rows.T[::-1])]
    return ordered[np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))[: len(ordered)]]


def is_in(values: np.ndarray, among: np.ndarray) -> np.ndarray:
    """True for the values that are among the others: as `np.isin`, which imports numpy.ma for it."""
    if not len(among):
        return np.zeros(len(values), bool)
    ordered = np.sort(among)
    return ordered[np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)] == values
