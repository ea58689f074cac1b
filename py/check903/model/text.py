"""Values as the text that a return holds."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np

MONTHS = tuple("January February March April May June July August September October November December".split())


def long_date(day: dt.date) -> str:
    """ "1 April 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_text(day: dt.date) -> str:
    """dd/mm/yyyy."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def cell_text(value) -> str:
    """A cell as the text that it means: 1.0 is "1", a date is dd/mm/yyyy (the day is what the return asks for), missing
    is "".
    """
    if value is None:
        return ""
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]").item()
    if isinstance(value, dt.date):
        return day_text(value)
    if isinstance(value, (float, np.floating)):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() else repr(float(value))
    return str(value).upper() if isinstance(value, bool) else str(value)
