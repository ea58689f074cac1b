"""The row of the other year that a row is compared with."""

from __future__ import annotations

import numpy as np

from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings.cells import days
from check903.reference import schema

_SAME_DAY = {"PlacedAdoption": "DATE_PLACED"}  # where a row of the other year with the same date is the same decision


def other_year(table: str) -> str:
    """`Episodes` -> `Episodes_last` and back."""
    return table.removesuffix("_last") if table.endswith("_last") else f"{table}_last"


def compares_years(rule: Rule) -> bool:
    """True for a rule that looks at both years."""
    return "last-year" in rule.needs or any(name.endswith("_last") for name in rule.tables)


def counterpart(checked: Findings, table: str, row: int) -> tuple[str, int] | None:
    """The table and row of the other year that go with this one; None where the child has none, or the year is not
    loaded.

    A child has one row a year in most tables. Of several it is the one of the same date where the date names the
    decision, else the row next to this year's start: the latest of last year, and seen from last year the earliest of
    this year.
    """
    other = other_year(table)
    child = int(checked.rows(table).child[row])
    if other not in checked.r.loaded or child < 0:
        return None
    found = checked.rows_of(other, child)
    if not len(found):
        return None
    name = table.removesuffix("_last")
    key = _SAME_DAY.get(name)
    if key:
        same = found[days(checked, other, key)[found] == days(checked, table, key)[row]]
        if len(same):
            return other, int(same[0])
    order = schema.TABLES[name].order
    return other, _nearest(found, days(checked, other, order[0])[found], other) if order else int(found[0])


def _nearest(rows: np.ndarray, dates: np.ndarray, table: str) -> int:
    """The row with the latest date of last year, or the earliest of this year; of equals, and without any date, the
    first in the file.
    """
    readable = ~np.isnat(dates)
    if not readable.any():
        return int(rows[0])
    rows, dates = rows[readable], dates[readable]
    return int(rows[dates.argmax() if table.endswith("_last") else dates.argmin()])
