"""Which collection year the dates in a table suggest."""

from __future__ import annotations

import re

import numpy as np

from check903.table import Table

# The dates that fall in the collection year of a return: those of OC2, OC3, Header and PrevPerm say nothing about it, and DUC is often
# the coming 18th birthday.
_TELLING = {
    "Episodes": ("DECOM", "DEC"),
    "Reviews": ("REVIEW",),
    "Missing": ("MIS_START", "MIS_END"),
    "SWEpisodes": ("SW_DECOM", "SW_DEC"),
    "AD1": ("DATE_INT", "DATE_MATCH"),
    "PlacedAdoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
    "DoLo": ("DOLO_START", "DOLO_END"),
}
_DATE = re.compile(r"\d{1,2}/(\d{1,2})/(\d{4})", re.ASCII)
SURE = ("Episodes", "Reviews", "Missing", "SWEpisodes")  # of the others, a year's table may well hold older dates only
FEW = 10  # with fewer dates than this, where the file lies says more than they do
_FIRST, _LAST = 2015, 2030
_MISTAKES = 0.05  # the share of dates that may be typed wrong


def of_table(table: Table) -> tuple[int | None, int]:
    """The collection year, by its end, to which the newest dates belong, and how many dates fall in it; (None, 0) without dates.

    A year counts only if at least one date in twenty falls in it or after it, so that a few mistyped dates don't decide.
    """
    counts = np.zeros(_LAST - _FIRST + 1, np.int64)
    for name in _TELLING.get(table.name, ()):
        if name in table.columns:
            counts += _per_year(table.columns[name])
    reached = counts[::-1].cumsum()[::-1]
    enough = np.flatnonzero(reached >= max(1, _MISTAKES * counts.sum()))
    if not len(enough):
        return None, 0
    return _FIRST + int(enough[-1]), int(counts[enough[-1]])


def _per_year(column) -> np.ndarray:
    """How many rows have a date in each collection year from _FIRST to _LAST."""
    years = np.array([_collection_year(text) for text in column.values])
    rows = np.bincount(column.codes, minlength=len(years))
    within = (years >= _FIRST) & (years <= _LAST)
    return np.bincount(years[within] - _FIRST, weights=rows[within], minlength=_LAST - _FIRST + 1).astype(np.int64)


def _collection_year(text: str) -> int:
    """The collection year of a date dd/mm/yyyy, 0 of any other text. Whether there is such a day doesn't matter here."""
    found = _DATE.fullmatch(text)
    return int(found[2]) + (int(found[1]) > 3) if found else 0
