"""Days as numbers, so that a column of them is compared with many days at once; and ages."""

from __future__ import annotations

import numpy as np

from check903.model.columns import Dates

OPEN, UNREADABLE = np.int64(2**40), np.int64(-(2**40))  # the day on which something ended, as a number of days


def age_of(born: np.ndarray, day) -> np.ndarray:
    """Age in full years on a day; -1 where it can't be told. Who was born on 29 February has the birthday on 1 March
    where the year has none (our choice: the figures' definitions name no day).
    """
    return age_by_numbers(written(born), written(np.asarray(day, "datetime64[D]")))


def age_by_numbers(born: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Of days written as numbers."""
    age = (day - born) // 10_000
    return np.where((born > 0) & (age >= 0), age, -1)


def written(day: np.ndarray) -> np.ndarray:
    """2026-02-28 -> 20260228, so that ages are a difference; -1 for NaT."""
    months = day.astype("datetime64[M]")
    in_month = (day - months.astype("datetime64[D]")).astype(np.int64) + 1
    number = months.astype(np.int64)
    return np.where(np.isnat(day), -1, (number // 12 + 1970) * 10_000 + (number % 12 + 1) * 100 + in_month)


def numbers(days) -> np.ndarray:
    """Days as numbers, to be compared over many days at once; UNREADABLE for NaT."""
    days = np.asarray(days, "datetime64[D]")
    return np.where(np.isnat(days), UNREADABLE, days.astype(np.int64))


def ends_of(dates: Dates) -> np.ndarray:
    """The days on which spans ended, as numbers; OPEN for a blank, UNREADABLE for what is no date."""
    return np.where(dates.blank, OPEN, numbers(dates.value))
