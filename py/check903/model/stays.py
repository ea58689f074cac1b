"""Stays with one carer (SPELL) and placements: a child's episodes of one period of care, without temporary placements.

A stay begins with a new carer (RNE S, P or B) and goes on through changes of legal status or of the same carer's
address (L, T, U); a placement begins with each change of place, the same carer's too. After a temporary placement the
child is where it was before, if placement, postcode and Ofsted number are the same.
"""

from __future__ import annotations

from functools import cached_property
from operator import eq
from typing import TYPE_CHECKING

import numpy as np

from check903.model.columns import Text
from check903.model.day_numbers import UNREADABLE
from check903.model.rows import Rows

if TYPE_CHECKING:
    from check903.model.care import Care

NEW_CARER = ("S", "P", "B")
NEW_PLACEMENT = ("S", "P", "T", "B", "U")
SAME = ("PLACE", "PL_POST", "URN")


class Runs:
    """Stays or placements, in order; each array has one entry for each.

    first, last  its first and last episode: positions in `Care.episodes`
    child        whose it is
    start, end   its first day, and the day on which it ended (`care.OPEN`: it goes on), as numbers of days
    seen         True where its beginning is known, not only its going on
    """

    def __init__(self, care: Care, positions: np.ndarray, begins: np.ndarray, seen: np.ndarray):
        first = np.flatnonzero(begins)
        self.number = np.cumsum(begins) - 1
        self.first, self.last = positions[first], positions[np.append(first[1:], len(positions))[: len(first)] - 1]
        self.child = care.episodes.child[self.first]
        visible, self.end = care.began[self.first], care.ended[self.last]
        told = care.r.told_starts.of_stays(care, self.child, ~seen[first], visible)
        self.seen = seen[first] | (told != UNREADABLE)
        self.start = np.where(told == UNREADABLE, visible, told)

    def __len__(self) -> int:
        return len(self.first)


class Stays:
    """The stays and placements of a return."""

    def __init__(self, care: Care):
        self._care = care

    @cached_property
    def positions(self) -> np.ndarray:
        """Positions in `Care.episodes` of those that are no temporary placements."""
        return np.flatnonzero(~self._care.temporary)

    @cached_property
    def _rows(self) -> Rows:
        return self._care.episodes.take(self.positions)

    @cached_property
    def _first_of_period(self) -> np.ndarray:
        return np.diff(self._care.periods[self.positions], prepend=-1) != 0

    @cached_property
    def came_back(self) -> np.ndarray:
        """True for those of `positions` with which a child came back from a temporary placement to where it was."""
        after = np.flatnonzero((np.diff(self.positions, prepend=-1) > 1) & ~self._first_of_period)
        here, before = self._rows.take(after), self._rows.take(after - 1)
        mask = np.zeros(len(self.positions), bool)
        mask[after] = np.logical_and.reduce([_same(getattr(here, name), getattr(before, name)) for name in SAME])
        return mask

    def _runs(self, *codes: str) -> Runs:
        begun = self._rows.RNE.isin(*codes) & ~self.came_back
        return Runs(self._care, self.positions, begun | self._first_of_period, begun)

    @cached_property
    def with_carer(self) -> Runs:
        """SPELL: stays with one carer."""
        return self._runs(*NEW_CARER)

    @cached_property
    def placements(self) -> Runs:
        """Placements: as stays, and each change of address with the same carer."""
        return self._runs(*NEW_PLACEMENT)

    @cached_property
    def new(self) -> np.ndarray:
        """Positions in `Care.episodes` of those with which a placement began."""
        return self.positions[self._rows.RNE.isin(*NEW_PLACEMENT) & ~self.came_back]

    @cached_property
    def unclear(self) -> np.ndarray:
        """True for those of `Care.episodes` whose reason for beginning can't be read, so that nobody knows whether the
        carer changed.
        """
        return ~self._care.episodes.RNE.isin("S", "L", "P", "T", "B", "U") & ~self._care.temporary


def _same(one: Text, other: Text) -> np.ndarray:
    """True where the texts are the same; of few rows, so that the column's other texts are not looked at."""
    return np.fromiter(map(eq, one.texts(), other.texts()), bool, len(one))
