"""Which collection year the dates in tables suggest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from check903.model.dates import date_parts
from check903.model.table import Table
from check903.reference import schema

# The dates that fall in the collection year of a return: those of OC2, OC3, Header and PrevPerm say nothing about it,
# and DUC is often the coming 18th birthday.
_TELLING = {
    "Episodes": ("DECOM", "DEC"),
    "Reviews": ("REVIEW",),
    "Missing": ("MIS_START", "MIS_END"),
    "SWEpisodes": ("SW_DECOM", "SW_DEC"),
    "AD1": ("DATE_INT", "DATE_MATCH"),
    "PlacedAdoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
    "DoLo": ("DOLO_START", "DOLO_END"),
}
# Of these, the dates that a return holds of its own year only: what began before it may go on in it, what ended before
# it is not returned.
_WITHIN = {"Episodes": ("DEC",), "Reviews": ("REVIEW",), "Missing": ("MIS_START", "MIS_END"), "SWEpisodes": ("SW_DEC",)}
SURE = ("Episodes", "Reviews", "Missing", "SWEpisodes")  # of the others, a year's table may well hold older dates only
FEW = 10  # with fewer dates than this, where the file lies says more than they do
_FIRST, _LAST = schema.FIRST_YEAR - 24, schema.LAST_YEAR + 3  # a child of 17 may have come into care as a baby
_MISTAKES = 0.05  # the share of dates that may be typed wrong


@dataclass(frozen=True)
class Dates:
    """How many dates fall in each collection year from _FIRST to _LAST: `all` of them, and those `within` a return's
    own year only.
    """

    all: np.ndarray
    within: np.ndarray

    def __add__(self, other: Dates) -> Dates:
        return Dates(self.all + other.all, self.within + other.within)


NONE = Dates(np.zeros(_LAST - _FIRST + 1, np.int64), np.zeros(_LAST - _FIRST + 1, np.int64))


def dates_of(table: Table) -> Dates:
    """The dates in the table that tell its year."""
    everything, within = NONE.all.copy(), NONE.within.copy()
    for name in _TELLING.get(table.name, ()):
        if name in table.columns:
            counts = _per_year(table.columns[name])
            everything += counts
            within += counts * (name in _WITHIN.get(table.name, ()))
    return Dates(everything, within)


def newest(counts: np.ndarray) -> tuple[int | None, int]:
    """The collection year, by its end, to which the newest dates belong, and how many dates fall in it; (None, 0)
    without dates.

    A year counts only if at least one date in twenty falls in it or after it, so that a few mistyped dates don't
    decide.
    """
    reached = counts[::-1].cumsum()[::-1]
    enough = np.flatnonzero(reached >= max(1, _MISTAKES * counts.sum()))
    if not len(enough):
        return None, 0
    return _FIRST + int(enough[-1]), int(counts[enough[-1]])


def commonest(counts: np.ndarray) -> tuple[int | None, int, float]:
    """The year with the most dates (the newer of two), how many, and their share of all; (None, 0, 0) without dates."""
    if not counts.any():
        return None, 0, 0.0
    position = len(counts) - 1 - int(counts[::-1].argmax())
    return _FIRST + position, int(counts[position]), float(counts[position] / counts.sum())


def in_year(counts: np.ndarray, year: int) -> int:
    """How many dates fall in the year."""
    return int(counts[year - _FIRST]) if _FIRST <= year <= _LAST else 0


def in_window(episodes: Table, start: dt.date, end: dt.date) -> int:
    """How many episodes begin by `end` and are open, or end no earlier than `start`; a start that is no date counts as
    none.
    """
    begun = _days(episodes, "DECOM")
    ended = _days(episodes, "DEC")
    first, last = (day.year * 10_000 + day.month * 100 + day.day for day in (start, end))
    return int(((begun > 0) & (begun <= last) & ((ended == 0) | (ended >= first))).sum())


def _days(table: Table, name: str) -> np.ndarray:
    """Each row's date as a number that keeps their order, 0 for none."""
    column = table.columns.get(name)
    if column is None:
        return np.zeros(len(table), np.int64)
    parts = [date_parts(text) or (0, 0, 0) for text in column.values]
    return np.array([year * 10_000 + month * 100 + day for year, month, day in parts], np.int64)[column.codes]


def births(table: Table) -> np.ndarray:
    """How many rows have a date of birth in each collection year, by year: the value at n is that of year n."""
    counts = np.zeros(_LAST + 1, np.int64)
    if "DOB" in table.columns:
        years = _years(table.columns["DOB"])
        np.add.at(counts, np.where((years > 0) & (years <= _LAST), years, 0)[table.columns["DOB"].codes], 1)
    counts[0] = 0
    return counts


def _per_year(column) -> np.ndarray:
    """How many rows have a date in each collection year from _FIRST to _LAST."""
    years = _years(column)
    rows = np.bincount(column.codes, minlength=len(years))
    within = (years >= _FIRST) & (years <= _LAST)
    return np.bincount(years[within] - _FIRST, weights=rows[within], minlength=_LAST - _FIRST + 1).astype(np.int64)


def _years(column) -> np.ndarray:
    return np.array([_collection_year(text) for text in column.values], np.int64)


def _collection_year(text: str) -> int:
    """The collection year of a date dd/mm/yyyy, 0 of any other text. Whether there is such a day doesn't matter
    here.
    """
    parts = date_parts(text)
    return parts[0] + (parts[1] > 3) if parts else 0
