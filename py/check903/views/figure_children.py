"""The children behind a figure: those counted, those not counted and why, those that can't be told, those with an
error; by worker, team and group.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from check903.figures.behind import CANNOT_TELL, COUNTED, NOT_COUNTED
from check903.figures.whose import Listed, of, whose
from check903.views.figure_words import said_well, split_title

ERROR = "error"
STATES = {"counted": COUNTED, "not": NOT_COUNTED, "cannot": CANNOT_TELL}
SHOWN = ("age", "placement")  # groups that a row of the list shows


class FigureChild(TypedDict):
    """A child or record behind a figure. `why`: why it is not counted; `groups`: under the heads that the list has."""

    child: str
    why: str
    has_error: bool
    worker: str
    team: str
    groups: list[str]


class CountOf(TypedDict):
    """How many there are in one of the lists: counted, not, cannot, error."""

    state: str
    count: int


class FigureChildren(TypedDict):
    """A page of the list. `counts`: of all the lists, with the filter; `heads`: of the groups in each row; `total`: of
    the list shown; `workers`, `teams`: that can be chosen, "" for those without.
    """

    counts: list[CountOf]
    heads: list[str]
    total: int
    rows: list[FigureChild]
    workers: list[str]
    teams: list[str]


class ChildrenFilter(TypedDict, total=False):
    """Which children: `of` counted, not, cannot or error; of one group of a breakdown; of a worker or team, "" for
    those without.
    """

    of: str
    split: str
    group: str
    worker: str | None
    team: str | None


def children(listed: list[Listed], asked: ChildrenFilter, page: int, size: int) -> FigureChildren:
    """The page of the list that was asked for."""
    here = filtered(listed, asked)
    wanted = of_state(here, asked.get("of") or "counted")
    names = whose(listed)
    heads = [name for name in SHOWN if any(name in record["groups"] for record in listed)]
    return {
        "counts": [{"state": state, "count": len(of_state(here, state))} for state in (*STATES, ERROR)],
        "heads": [split_title(name) for name in heads],
        "total": len(wanted),
        "rows": [_row(record, heads) for record in wanted[page * size : (page + 1) * size]],
        "workers": names["workers"],
        "teams": names["teams"],
    }


def filtered(listed: list[Listed], asked: ChildrenFilter) -> list[Listed]:
    """Those of the group, worker and team asked for, whether counted or not."""
    split, group = asked.get("split"), asked.get("group", "")
    theirs = of(listed, worker=asked.get("worker"), team=asked.get("team"))
    return [record for record in theirs if said_well(record["groups"].get(split, "")) == group] if split else theirs


def of_state(listed: Iterable[Listed], state: str) -> list[Listed]:
    """Those of one of the lists."""
    return (
        [record for record in listed if record["has_error"]] if state == ERROR else of(listed, state=STATES.get(state))
    )


def _row(record: Listed, heads: list[str]) -> FigureChild:
    return {
        "child": record["child"],
        "why": said_well(record["why"]),
        "has_error": bool(record["has_error"]),
        "worker": record["worker"],
        "team": record["team"],
        "groups": [said_well(record["groups"].get(name, "")) for name in heads],
    }
