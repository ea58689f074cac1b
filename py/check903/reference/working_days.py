"""Working days in England: Monday to Friday without bank holidays, of 2020 to 2030 (py/tools/bank_holidays.py)."""

from __future__ import annotations

from functools import cache

import numpy as np

from check903.reference import data_file


@cache
def bank_holidays() -> np.ndarray:
    """England's bank holidays, datetime64[D] in order."""
    return np.array(data_file.read("bank_holidays.json"), "datetime64[D]")


def working_days_after(day: np.ndarray, number: int) -> np.ndarray:
    """The last of so many working days that follow a day, which itself doesn't count; NaT for NaT."""
    known = ~np.isnat(day)
    days = np.full(day.shape, np.datetime64("NaT", "D"))
    days[known] = np.busday_offset(day[known], number, roll="backward", holidays=bank_holidays())
    return days
