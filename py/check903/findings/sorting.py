"""Findings in order: each way of sorting is worked out once for the whole check, and a filter picks from it."""

from __future__ import annotations

import numpy as np

from check903.engine import CATEGORIES
from check903.engine.findings import Findings
from check903.findings import labels

SORTS = ("rule", "title", "table", "category", "file", "line", "child")


def ranks(texts: list[str]) -> np.ndarray:
    """Each text's place in the order of the alphabet, whatever the case; one entry more, for -1, comes before all."""
    order = {text: number for number, text in enumerate(sorted({text.casefold() for text in texts}))}
    return np.array([*(order[text.casefold()] for text in texts), -1], np.int32)


def _key(checked: Findings, name: str) -> np.ndarray:
    if name == "title":
        return ranks([rule.title for rule in checked.rules])[checked.rule]
    if name == "category":
        return ranks(list(CATEGORIES.values()))[checked.category_of_rule[checked.rule]]
    if name == "table":
        return ranks([labels.table_label(table) for table in checked.tables])[checked.table]
    if name == "file":
        return ranks(checked.files)[checked.file]
    if name == "child":
        return checked.child_rank[checked.child]
    return {"rule": checked.rule, "line": checked.line}[name]


def in_order(checked: Findings, mask: np.ndarray, sort: str = "") -> np.ndarray:
    """Positions of the findings where `mask` is True, sorted by a name of SORTS ("-" before it: descending), then by
    rule, table and row.

    A name that is none of them sorts by rule.
    """
    sign, name = parse_sort(sort)
    name = name if name in SORTS else "rule"
    order = checked.cached(("order", sign, name), lambda _: np.argsort(sign * _key(checked, name), kind="stable"))
    return order[mask[order]]


def parse_sort(sort: str | None) -> tuple[int, str]:
    """ "-child" -> (-1, "child"), "child" -> (1, "child")."""
    sort = sort or ""
    return (-1, sort[1:]) if sort.startswith("-") else (1, sort)


def page_of(positions: np.ndarray, page: int | None, size: int | None) -> np.ndarray:
    """The part of `positions` that one page shows; all of it without a size."""
    if not size:
        return positions
    start = max(int(page or 0), 0) * int(size)
    return positions[start : start + int(size)]
