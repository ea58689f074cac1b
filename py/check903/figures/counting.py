"""What a figure says of its cases: which it counts, of which, and of which it can't be told. The words in which figures
are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from check903.figures.splits import ALL, Groups
from check903.model.on_days import OnDays


@dataclass(frozen=True, eq=False)
class Count:
    """A figure's cases.

    kind         count: how many; share: how many of `of`; mix: all, told apart by the groups; ratio: sum of `top` by
                 sum of `bottom`; total: sum of `top`; rate: how many for every 10,000 children of the area
    counted      True for the cases that it counts
    of           True for those that it rests on
    cannot_tell  True for those of which it can't be told whether they count; in a share they are among `of`, unless
                 `aside`
    splits       which of the breakdowns that figures share it has
    own          its own breakdowns
    parts        further figures that stand beside it, by name. They need not add up
    decimals     to how many places the value is rounded
    other        why a case that it rests on is not counted
    """

    kind: str
    cases: OnDays
    counted: np.ndarray
    of: np.ndarray
    cannot_tell: np.ndarray
    splits: tuple[str, ...] = ALL
    own: Mapping[str, Groups] = field(default_factory=dict)
    parts: Mapping[str, Count] = field(default_factory=dict)
    top: np.ndarray | None = None
    bottom: np.ndarray | None = None
    decimals: int = 0
    median: bool = False
    aside: bool = False
    other: str = ""

    def beside(self, parts: Mapping[str, Count]) -> Count:
        """The same with further figures beside it."""
        return replace(self, parts={**self.parts, **parts})


def _all(cases: OnDays) -> np.ndarray:
    return np.ones(len(cases), bool)


def _none(cases: OnDays) -> np.ndarray:
    return np.zeros(len(cases), bool)


def count(
    cases: OnDays, cannot_tell: np.ndarray | None = None, splits=ALL, kind: str = "count", **own: Groups
) -> Count:
    """How many cases there are, without those of which it can't be told."""
    unsure = _none(cases) if cannot_tell is None else cannot_tell
    return Count(kind, cases, ~unsure, ~unsure, unsure, splits, own, aside=True)


def count_with(cases: OnDays, unsure: OnDays) -> Count:
    """How many cases there are; beside them those of which it can't be told, rows of the same table."""
    return count(cases | unsure, np.arange(len(cases) + len(unsure)) >= len(cases)) if len(unsure) else count(cases)


def share(
    cases: OnDays, counted, of=None, cannot_tell=None, splits=ALL, aside: bool = False, other: str = "", **own: Groups
) -> Count:
    """How many of the cases (where `of` is True) are counted; a case of which it can't be told is not."""
    of = _all(cases) if of is None else of
    unsure = _none(cases) if cannot_tell is None else cannot_tell & (of | aside)
    return Count(
        "share", cases, counted & of & ~unsure, of & ~(unsure & aside), unsure, splits, own, aside=aside, other=other
    )


def mix(cases: OnDays, splits: tuple[str, ...] = (), cannot_tell=None, **own: Groups) -> Count:
    """All the cases, told apart by breakdowns: shared ones by name, and its own."""
    unsure = _none(cases) if cannot_tell is None else cannot_tell
    return Count("mix", cases, _all(cases), _all(cases), unsure, splits, own)


def ratio(cases: OnDays, top, bottom=None, cannot_tell=None, decimals=1, median=False) -> Count:
    """The sum of `top` by the sum of `bottom`: by default the mean (or the median) of `top` where it is known.

    It has no breakdowns, since means don't add up.
    """
    top = np.asarray(top, float)
    unsure = np.isnan(top) if cannot_tell is None else cannot_tell
    known = ~np.isnan(top) & ~unsure
    bottom = np.where(known, 1.0 if bottom is None else bottom, 0.0)
    top = np.where(known, top, 0.0)
    return Count("ratio", cases, known, known, unsure, (), {}, {}, top, bottom, decimals, median, aside=True)


def total(cases: OnDays, amount, cannot_tell=None, splits=ALL, **own: Groups) -> Count:
    """The sum of `amount` over the cases: one for each, or for each of their days (`cases.each_day`)."""
    unsure = _none(cases) if cannot_tell is None else cannot_tell
    amount = np.asarray(amount, float) if cannot_tell is None else np.where(unsure, 0.0, amount)
    return Count("total", cases, ~unsure, ~unsure, unsure, splits, own, top=amount, aside=True)
