"""Beginnings that no return shows and another list tells: since when a child is in care, and with the carer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from check903.model.day_numbers import UNREADABLE, numbers

if TYPE_CHECKING:
    from check903.model.care import Care

Days = Mapping[str, np.datetime64]


@dataclass(frozen=True)
class ToldStarts:
    """Days by child's id.

    care       the first day of the child's latest period of care
    placement  the first day of the latest stay with a carer
    """

    care: Days = field(default_factory=dict)
    placement: Days = field(default_factory=dict)

    def of_periods(self, care: Care) -> np.ndarray:
        """The told first day, as a number, of each period of care whose beginning is in no return; UNREADABLE for all
        others.
        """
        child = care.episodes.child[care.period_first]
        unseen = ~(care.episodes.RNE == "S")[care.period_first]
        return _told(self.care, care, child, unseen, care.began[care.period_first])

    def of_stays(self, care: Care, child: np.ndarray, unseen: np.ndarray, start: np.ndarray) -> np.ndarray:
        """The same of stays, in order: their children, whether their beginning is in no return, their first visible
        day.
        """
        return _told(self.placement, care, child, unseen, start)


def _told(days: Days, care: Care, child: np.ndarray, unseen: np.ndarray, start: np.ndarray) -> np.ndarray:
    """The child's day for its last entry, if that is unseen and the day not after what is visible."""
    if not days:
        return np.full(len(child), UNREADABLE)
    day_of = np.full(care.children + 1, UNREADABLE)
    numbered = {name: number for number, name in enumerate(care.r.children)}
    for name, day in days.items():
        if name in numbered:
            day_of[numbered[name]] = numbers(day)
    last = np.append(child[1:] != child[:-1], True)[: len(child)]
    return np.where(unseen & last & (day_of[child] <= start), day_of[child], UNREADABLE)
