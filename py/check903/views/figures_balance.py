"""Whether the children looked after add up, under the table of Figures."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from check903.figures.balance import balance, children
from check903.figures.figures import Figures
from check903.model.text import long_date

MOST = 100  # children that are named


class FiguresBalance(TypedDict):
    """Children on the last day before the year, starts and leavers since, children on the day; `..._children`: one who
    did so twice counts once. `off`: by how much it does not add up; `odd`: the ids of the children of whom it does not,
    the first hundred of `odd_total`.
    """

    start_day: str
    start: int
    came: int
    left: int
    now: int
    came_children: int
    left_children: int
    off: int
    odd: list[str]
    odd_total: int


def shown(figures: Figures) -> FiguresBalance | None:
    """The sum as at the day of the figures; None without the episodes."""
    sums = balance(figures)
    return sums and {
        "start_day": long_date(figures.this.r.collection.start - dt.timedelta(days=1)),
        "start": len(sums.start),
        "came": len(sums.came),
        "left": len(sums.left),
        "now": len(sums.now),
        "came_children": children(sums.came),
        "left_children": children(sums.left),
        "off": sums.off,
        "odd": sums.odd[:MOST],
        "odd_total": len(sums.odd),
    }
