"""The days that mark an adopted child's way into the family."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from check903.model.day_numbers import UNREADABLE, numbers
from check903.reference.groups import FOR_ADOPTION

if TYPE_CHECKING:
    from check903.model.care import Care


class Stages:
    """The days that mark an adopted child's way, as numbers of days in floats, NaN where not known: one for each of
    `care.adopted`.
    """

    def __init__(self, care: Care):
        self.care, self.on = care, care.adopted
        self.ad1 = self.on.own("AD1")
        self._positions = care.position(self.on.rows)
        self._period = care.periods[self._positions]

    @cached_property
    def entry(self) -> np.ndarray:
        """When the last period of care began, where that is visible."""
        return np.where(self.care.start_seen[self._period], self.care.period_start[self._period], np.nan)

    @cached_property
    def decision(self) -> np.ndarray:
        return _number(self.ad1.DATE_INT.value)

    @cached_property
    def match(self) -> np.ndarray:
        return _number(self.ad1.DATE_MATCH.value)

    @cached_property
    def order(self) -> np.ndarray:
        return _number(self.on.DEC.value)

    @cached_property
    def _moved_in(self) -> np.ndarray:
        """The position of the first episode of the final run in an adoptive placement; -1 where there is none."""
        care = self.care
        adoptive = care.lived(care.episodes).PLACE.isin(*FOR_ADOPTION)
        before = np.append(False, adoptive[:-1]) & (np.diff(care.periods, prepend=-1) == 0)
        first = np.where(adoptive & ~before, np.arange(len(adoptive)), -1)
        return (
            np.where(adoptive[self._positions], np.maximum.accumulate(first)[self._positions], -1)
            if len(first)
            else self._positions
        )

    @cached_property
    def placed(self) -> np.ndarray:
        """When the child moved in with the adoptive family."""
        began = np.append(self.care.began, 0)[self._moved_in]
        return np.where(self._moved_in >= 0, began, np.nan)

    @cached_property
    def fostered(self) -> np.ndarray:
        """As `placed`; for a child adopted by foster carers, when it moved in with them."""
        stays = self.care.stays.with_carer
        of_episode = np.full(len(self.care.episodes) + 1, -1)
        of_episode[self.care.stays.positions] = stays.number
        mine = of_episode[self._moved_in]
        start = np.append(stays.start, 0).astype(float)
        own_start, before = start[mine], start[mine - 1]
        same = (mine > 0) & (self.care.periods[stays.first[mine - 1]] == self._period) if len(stays) else mine > 0
        theirs = np.where((own_start == self.placed) & same, before, own_start)
        return np.where((self.ad1.FOSTER_CARE == "1") & (self._moved_in >= 0), theirs, self.placed)

    @cached_property
    def court(self) -> np.ndarray:
        """When the placement order began that gave the council authority to place the child."""
        care = self.care
        orders = (care.episodes.LS == "E1") & care.episodes.RNE.isin("L", "B", "U", "S")
        first = np.full(len(care.period_first), np.inf)
        np.minimum.at(first, care.periods[orders], care.began[orders])
        return np.where(np.isinf(first), np.nan, first)[self._period]


def _number(days: np.ndarray) -> np.ndarray:
    day_numbers = numbers(days)
    return np.where(day_numbers == UNREADABLE, np.nan, day_numbers)
