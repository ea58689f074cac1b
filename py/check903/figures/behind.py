"""The children behind a figure: those counted, those not counted and why, those of whom it can't be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

import numpy as np

from check903.figures.counting import Count
from check903.figures.figures import Year
from check903.figures.splits import available, groups_of
from check903.model.care import Care
from check903.model.text import long_date
from check903.reference.groups import SHORT_BREAKS

COUNTED, NOT_COUNTED, CANNOT_TELL = "counted", "not counted", "cannot tell"


class Behind(TypedDict):
    """A record that a figure rests on, or a child that it leaves out: `state` is counted, not counted or cannot tell;
    `why` "" for one that is counted; `groups`: breakdown -> the record's group. `has_error` None without a check.
    """

    child: str
    state: str
    why: str
    has_error: bool | None
    groups: dict[str, str]


def behind(year: Year, count: Count, wrong: np.ndarray | None) -> Iterator[Behind]:
    """The records behind a figure on the day asked for, and the return's other children.

    wrong  True for each case with an error in a field that the figure uses; None where it is not known
    """
    cases = count.cases
    today = cases.is_today
    today_cases = np.flatnonzero(today & (count.of | count.cannot_tell))
    children, shared = year.r.children, available(count.splits, cases)
    groups = {**count.own, **{name: groups_of(name, cases) for name in shared}}
    for case in today_cases.tolist():
        state = _state(count, case)
        yield {
            "child": children[cases.child[case]],
            "state": state,
            "why": "" if state == COUNTED else _why(count, state),
            "has_error": None if wrong is None else bool(wrong[case]),
            "groups": {name: group.labels[group.codes[case]] for name, group in groups.items()},
        }
    left = np.ones(len(children), bool)
    left[cases.child[today_cases]] = False
    reasons = _outside(year.care)
    for child in np.flatnonzero(left).tolist():
        yield {"child": children[child], "state": NOT_COUNTED, "why": reasons(child), "has_error": None, "groups": {}}


def _state(count: Count, case: int) -> str:
    return CANNOT_TELL if count.cannot_tell[case] else COUNTED if count.counted[case] else NOT_COUNTED


def _why(count: Count, state: str) -> str:
    if state == CANNOT_TELL:
        return "What the figure needs is blank, can’t be read, or is in no loaded return"
    return count.other


def _outside(care: Care):
    """Of a child that a figure is not about: why, as far as its episodes say."""
    rows = care.r.Episodes
    here, short = rows.children(), rows.children_all(rows.LS.isin(*SHORT_BREAKS))
    is_open, unsure = care.open.members[-1], care.cannot_tell.members[-1]
    last = care.last_episode
    day = care.days[-1]

    def why(child: int) -> str:
        if not here[child]:
            return "No episode in this year’s return"
        if short[child]:
            return "Only short breaks"
        if unsure[child]:
            return "A start or an end that can’t be read"
        if is_open[child]:
            return "Not among those that this figure is about"
        began, ended = last.DECOM.value[child], last.DEC.value[child]
        if began > day:
            return f"Not looked after on the day: came on {long_date(began.item())}"
        if np.isnat(ended):
            return "Not among those that this figure is about"
        return f"Not looked after on the day: left on {long_date(ended.item())}"

    return why
