"""Whether the children looked after add up: those at the year's start, who came, who left, and those there now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from check903.figures.figures import Figures
from check903.model.arrays import once_each
from check903.model.care import Care
from check903.model.on_days import OnDays
from check903.model.returns import Return


@dataclass(frozen=True, eq=False)
class Balance:
    """From the sets of the figures: the day of the figures, and the time from 1 April to it.

    start  OPEN of the day before the year, as last year's return has it where that is loaded, else as this one has
    came, left  START and CEASE: a child who did so twice is there twice
    now    OPEN of the day
    """

    start: OnDays
    came: OnDays
    left: OnDays
    now: OnDays

    @property
    def off(self) -> int:
        """By how much it does not add up: above 0, so many too few are there now."""
        return len(self.start) + len(self.came) - len(self.left) - len(self.now)

    @cached_property
    def odd(self) -> list[str]:
        """The ids of the children of whom it does not add up, sorted."""
        sums: dict[str, int] = {}
        for on, sign in ((self.start, 1), (self.came, 1), (self.left, -1), (self.now, -1)):
            for child, times in _by_child(on).items():
                sums[child] = sums.get(child, 0) + sign * times
        return sorted(child for child, rest in sums.items() if rest)


def balance(figures: Figures) -> Balance | None:
    """None without this year's episodes."""
    care, before = figures.this.care, figures.this.r.collection.start - dt.timedelta(days=1)
    if "Episodes" not in care.r.loaded:
        return None
    came, left, now = (on.today for on in (care.starts, care.ceases, care.open))
    has_last = figures.last is not None and "Episodes" in figures.last.r.loaded
    return Balance(_open(figures.last.r if figures.last and has_last else care.r, before), came, left, now)


def _open(r: Return, day: dt.date) -> OnDays:
    return Care(r, np.array([day], "datetime64[D]")).open


def children(on: OnDays) -> int:
    """How many children these are; one who is there twice counts once."""
    return len(once_each(on.child))


def _by_child(on: OnDays) -> dict[str, int]:
    """How many of these rows each child has, by id: two years' returns number them each in its own way."""
    numbers, counts = np.unique(on.child, return_counts=True)
    return {on.care.r.children[number]: many for number, many in zip(numbers.tolist(), counts.tolist())}
