"""Days as the return writes them, and moving them on by days or by years."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import numpy as np

NAT = np.datetime64("NaT", "D")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def date_parts(text: str) -> tuple[int, int, int] | None:
    """(year, month, day) of a text like dd/mm/yyyy, whether or not there is such a day; day and month may lack the
    leading zero. None for any other text.
    """
    match = _DATE.fullmatch(text)
    return (int(match[3]), int(match[2]), int(match[1])) if match else None


def parse_date(text: str) -> np.datetime64:
    """The day that a text such as dd/mm/yyyy names (see `date_parts`), else NaT.

    Years before 1678 and after 2261 are not dates: the Department's own engine can't hold them.
    """
    parts = date_parts(text)
    if parts is None or not 1678 <= parts[0] <= 2261:
        return NAT
    year, month, day = parts
    try:
        return np.datetime64(f"{year}-{month:02}-{day:02}", "D")
    except ValueError:
        return NAT


def as_date(day: np.datetime64) -> dt.date | None:
    """The day as Python has it; None for NaT."""
    date = day.astype("datetime64[D]").item()
    return date if isinstance(date, dt.date) else None


def parse_dates(texts: list[str]) -> np.ndarray:
    """`parse_date` of each text: datetime64[D] array. Those written in full, nearly all, are worked out together."""
    days = _in_full(texts)
    for position in np.flatnonzero(np.isnat(days)).tolist():
        days[position] = parse_date(texts[position])
    return days


def _in_full(texts: list[str]) -> np.ndarray:
    """The days that are written as dd/mm/yyyy, all ten characters; NaT for any other text."""
    chars = np.array(texts, "U10").view(np.uint32).reshape(-1, 10).astype(np.int32)
    digits = chars[:, [0, 1, 3, 4, 6, 7, 8, 9]] - ord("0")
    day, month, year = digits[:, :2] @ [10, 1], digits[:, 2:4] @ [10, 1], digits[:, 4:] @ [1000, 100, 10, 1]
    first = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = first.astype("datetime64[D]") + (day - 1)
    good = np.fromiter(map(len, texts), np.int32, len(texts)) == 10
    good &= (chars[:, [2, 5]] == ord("/")).all(axis=1) & ((digits >= 0) & (digits <= 9)).all(axis=1)
    good &= (year >= 1678) & (year <= 2261) & (month >= 1) & (month <= 12) & (days.astype("datetime64[M]") == first)
    return np.where(good, days, NAT)


class Span(int):
    """A number of days or of years, as `days(7)` and `years(18)` make it."""

    __slots__ = ()


class days(Span):  # noqa: N801 - reads as a word in the rules: DECOM + days(42)
    """So many days."""


class years(Span):  # noqa: N801 - reads as a word in the rules: DOB + years(18)
    """So many calendar years; 29 February becomes 28 February where the year has none."""


def add(dates: Any, span: Span) -> Any:
    """`dates` (datetime64[D], one or an array) moved on by `span`; NaT stays NaT."""
    if isinstance(span, days):
        return dates + np.timedelta64(int(span), "D")
    return years_on(dates, int(span))


def years_on(dates: np.ndarray, number) -> np.ndarray:
    """`dates` moved on by so many calendar years: an int, or an int array as long as they are."""
    return months_on(dates, np.multiply(12, number))


def months_between(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Whole calendar months from one day to another, float; NaN where either is NaT. From 31 March to 30 September:
    6.
    """
    known = ~(np.isnat(start) | np.isnat(end))
    whole = (end.astype("datetime64[M]") - start.astype("datetime64[M]")).astype(np.int64)
    early = months_on(start, np.where(known, whole, 0)) > end
    return np.where(known, whole - early, np.nan)


def months_on(dates: np.ndarray, number) -> np.ndarray:
    """`dates` moved on by so many calendar months (an int, or one for each); a day that the month lacks becomes its
    last.
    """
    months = dates.astype("datetime64[M]")
    in_month = dates - months.astype("datetime64[D]")
    moved = months + np.asarray(number).astype("timedelta64[M]")
    next_month = (moved + np.timedelta64(1, "M")).astype("datetime64[D]")
    return np.minimum(moved.astype("datetime64[D]") + in_month, next_month - np.timedelta64(1, "D"))[()]
