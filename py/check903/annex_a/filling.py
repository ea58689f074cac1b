"""What list 8 knows and the return can't: since when a child has been in care, where the first day is in no file, and
since when with the carer.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from check903.annex_a.list_rows import ListRows
from check903.model.told_starts import Days, ToldStarts


def told_starts(lists: dict[int, ListRows], children: list[str], day: date) -> ToldStarts:
    """The days that list 8 tells, by the return's ids; none of a child found by a guess.

    lists  after they were compared
    day    the day on which they were: later ones are of another period
    """
    rows = lists.get(8)
    if rows is None:
        return ToldStarts()
    started = _days(rows, "STARTED", children, day)
    placed = _days(rows, "PLACED", children, day)
    return ToldStarts(started, {child: day for child, day in placed.items() if not day < started.get(child, day)})


def _days(rows: ListRows, name: str, children: list[str], day: date) -> Days:
    """The last day by `day` of each child."""
    latest: dict[str, np.datetime64] = {}
    for row, when in enumerate(rows.days(name)):
        if rows.child[row] >= 0 and not rows.guess[row] and when <= np.datetime64(day, "D"):
            child = children[rows.child[row]]
            latest[child] = max(when, latest.get(child, when))
    return latest
