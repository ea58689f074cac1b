"""The lines of a figure: its whole, the groups of its breakdowns and what stands beside them, each with a number for
every day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Lines:
    """A figure's lines; each array is (lines, days), float, NaN where there is no such number. The first
    of the days is the one asked for.

    names     (breakdown, group) of each line: ("", "") the whole, ("", name) a further figure beside it
    value     the figure, as it is shown
    of        what it is a share of
    cannot_tell, records, with_errors   of how many it can't be told, on how many it rests, how many have an error
    low, high  the least and the most that the value could be
    shares     True for the lines whose value is a part of `of`; False for means and rates
    """

    names: list[tuple[str, str]]
    value: np.ndarray
    of: np.ndarray
    cannot_tell: np.ndarray
    records: np.ndarray
    with_errors: np.ndarray
    low: np.ndarray
    high: np.ndarray
    shares: np.ndarray | bool = True

    @property
    def percent(self) -> np.ndarray:
        """100 * value / of, exact; NaN where the figure is no share."""
        with np.errstate(invalid="ignore", divide="ignore"):
            part = (self.of > 0) & np.reshape(self.shares, (-1, 1))
            return np.where(part, 100 * self.value / self.of, np.nan)

    @classmethod
    def joined(cls, parts: list[Lines]) -> Lines:
        """All the lines, in order."""
        if len(parts) == 1:
            return parts[0]
        arrays = ([getattr(part, name) for part in parts] for name in ARRAYS)
        shares = np.concatenate([np.broadcast_to(part.shares, len(part.names)) for part in parts])
        return cls([name for part in parts for name in part.names], *map(np.concatenate, arrays), shares=shares)

    def first_day_only(self) -> Lines:
        """The same of the first day; NaN on the others."""
        first = np.arange(self.value.shape[1]) == 0
        return Lines(self.names, *(np.where(first, getattr(self, name), np.nan) for name in ARRAYS), shares=self.shares)


ARRAYS = ("value", "of", "cannot_tell", "records", "with_errors", "low", "high")


def half_up(value, decimals: int = 0):
    """Rounded, halves up, as the Department rounds."""
    factor = 10.0**decimals
    return np.floor(np.asarray(value) * factor + 0.5 + 1e-9) / factor
