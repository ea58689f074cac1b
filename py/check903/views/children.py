"""The list of children with errors."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from check903.engine.findings import Findings
from check903.findings import labels
from check903.findings.search import Filter, matching
from check903.findings.search import find as holding
from check903.findings.sorting import page_of, parse_sort
from check903.model.arrays import once_each


class ChildRow(TypedDict):
    """A child with errors; "" for rows without an id."""

    child: str
    errors: int
    rules: list[labels.RuleName]
    tables: list[str]


class Children(TypedDict):
    """A page of the children with errors."""

    total: int
    rows: list[ChildRow]


class ChildOrder(TypedDict):
    """The ids of the children with errors, in the order of the list; `accepted`: those all of whose errors are."""

    children: list[str]
    accepted: list[str]


def order(checked: Findings, asked: Filter | None = None, sort: str = "") -> ChildOrder:
    """The children in the order of the list, for working through them; the filter's own child doesn't count, and rows
    without an id are no child.
    """
    mask = matching(checked, asked, leave_out="child")
    numbers = in_order(checked, mask, sort)
    every = matching(checked, asked, leave_out="child", with_accepted=True)
    return {"children": _ids(checked, numbers), "accepted": _ids(checked, np.setdiff1d(checked.child[every], numbers))}


def _ids(checked: Findings, numbers: np.ndarray) -> list[str]:
    return [checked.child_id(number) for number in numbers[numbers >= 0].tolist()]


def children(
    checked: Findings, asked: Filter | None = None, find: str = "", page: int = 0, size: int = 50, sort: str = ""
) -> Children:
    """A page of the children with errors that the filter leaves; `find` picks by id. Rows without a child's id come as
    child "" .
    """
    mask = matching(checked, asked)
    order = in_order(checked, mask, sort)
    if find:
        order = order[holding([checked.child_id(number) for number in order.tolist()], find)]
    return {
        "total": len(order),
        "rows": [_child(checked, number, mask) for number in page_of(order, page, size).tolist()],
    }


def in_order(checked: Findings, mask: np.ndarray, sort: str = "") -> np.ndarray:
    """Numbers of the children with findings: by "child", or by "-errors" (most first, then by id) unless told
    otherwise.
    """
    sign, name = parse_sort(sort or "-errors")
    counts = np.bincount(checked.child[mask] + 1, minlength=len(checked.r.children) + 1)
    numbers = np.flatnonzero(counts) - 1
    rank = checked.child_rank[numbers]
    keys = (sign * rank,) if name == "child" else (rank, sign * counts[numbers + 1])
    return numbers[np.lexsort(keys)]


def _child(checked: Findings, number: int, mask: np.ndarray) -> ChildRow:
    positions = checked.findings_of(number)
    positions = positions[mask[positions]]
    rules = [checked.rules[rule] for rule in once_each(checked.rule[positions]).tolist()]
    return {
        "child": checked.child_id(number),
        "errors": len(positions),
        "rules": [{"code": rule.code, "title": rule.title} for rule in rules],
        "tables": [labels.table_label(checked.tables[table]) for table in once_each(checked.table[positions]).tolist()],
    }
