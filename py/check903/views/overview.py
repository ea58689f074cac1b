"""The first screen of a check: how many errors, where they are, and what was not run."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from check903.engine import CATEGORIES
from check903.engine.findings import Findings
from check903.findings import causes, labels
from check903.findings.search import Filter, matching
from check903.model.arrays import once_each
from check903.reference import schema
from check903.views import few_tables
from check903.views.not_run import LeftOut, NotRunItem, left_out, not_run

MOST = 0.8  # "6 rules cause 80% of all errors"


class RuleShare(labels.RuleCount, labels.CategoryLabel):
    """A rule with errors. `share`: its part of all errors, 0 to 1; `running`: that and those of the rules before it."""

    share: float
    running: float


class Eighty(TypedDict):
    """How few rules cause at least 80% of the errors, and how many errors that is."""

    rules: int
    errors: int


class CategoryShare(TypedDict):
    """A category, and its part of all errors."""

    category: str
    label: str
    errors: int
    share: float


class TableRate(TypedDict):
    """A table with errors."""

    table: str
    label: str
    errors: int
    per_100: float


class Unchecked(TypedDict):
    """Whether anything was checked; before that no error is known."""

    checked: bool
    errors: int
    of_errors: int


class Overview(Unchecked):
    """The counts of the errors that the filter leaves. `checked_on`: ISO; `as_at`: ISO, today or the year’s end;
    `by_rule`, `by_table`: most errors first.
    """

    council: str
    year: int
    year_label: str
    period: str
    rules_year: int
    rules_year_label: str
    as_at: str
    checked_at: str
    checked_on: str
    seconds: float
    rows: int
    children: int
    children_with_error: int
    per_100: float
    rules_in_force: int
    rules_run: int
    rules_clean: int
    rules_not_run: int
    not_run: list[NotRunItem]
    left_out: list[LeftOut]
    few: few_tables.FewTables | None
    by_rule: list[RuleShare]
    eighty: Eighty
    by_category: list[CategoryShare]
    by_table: list[TableRate]


class Pattern(TypedDict):
    """A value at fault in many records."""

    title: str
    table: str
    text: str
    records: int
    children: int
    errors: int


class Things(TypedDict):
    """How many things to fix the errors come to (errors with one cause counted once, a value at fault in many records
    once), and those values.
    """

    things: int
    patterns: list[Pattern]


def overview(checked: Findings, asked: Filter | None = None) -> Overview:
    """The counts are those of the findings that the filter leaves; what was run is said of the whole check."""
    mask = matching(checked, asked)
    errors, children = int(mask.sum()), checked.children_this_year
    by_rule = _by_rule(checked, mask)
    without = not_run(checked)
    silent = len(checked.rules) - len(once_each(checked.rule)) - len(checked.not_run)
    collection = checked.r.collection
    return {
        "checked": True,
        "council": checked.council,
        "year": checked.year,
        "year_label": schema.year_label(checked.year),
        "period": labels.period(collection.start, collection.end),
        "rules_year": checked.r.rules_year,
        "rules_year_label": schema.year_label(checked.r.rules_year),
        "as_at": min(checked.as_at, collection.end).isoformat(),
        "checked_at": f"{checked.checked_at:%H:%M}",
        "checked_on": checked.checked_at.isoformat(timespec="seconds"),
        "seconds": round(checked.seconds, 2),
        "rows": checked.rows_read,
        "children": children,
        "errors": errors,
        "of_errors": int(matching(checked, None).sum()),
        "children_with_error": checked.count_children(mask),
        "per_100": per_100(errors, children),
        "rules_in_force": len(checked.rules),
        "rules_run": len(checked.rules) - len(checked.not_run),
        "rules_clean": silent,
        "rules_not_run": len(checked.not_run),
        "not_run": without,
        "left_out": left_out(checked),
        "few": few_tables.of_check(checked),
        "by_rule": by_rule,
        "eighty": _eighty(by_rule, errors),
        "by_category": _by_category(checked, mask),
        "by_table": _by_table(checked, mask, children),
    }


def things(checked: Findings, asked: Filter | None = None) -> Things:
    """How many things to fix the errors come to that the filter leaves, and the values that are at fault in many
    records. Apart from the overview, since it needs the words of all rules.
    """
    mask, known = matching(checked, asked), causes.of(checked)
    return {
        "things": known.tasks(mask),
        "patterns": [
            {
                "title": pattern.title,
                "table": pattern.table,
                "text": pattern.said if len(pattern.fields) == 1 else pattern.title,
                "records": pattern.records,
                "children": pattern.children,
                "errors": int(mask[pattern.findings].sum()),
            }
            for pattern in known.patterns
            if mask[pattern.findings].any()
        ],
    }


def per_100(errors: int, children: int) -> float:
    """Errors per 100 children, to one decimal; 0 where there are no children."""
    return round(100 * errors / children, 1) if children else 0.0


def share(errors: int, of: int) -> float:
    """The part of all errors, from 0 to 1."""
    return round(errors / of, 4) if of else 0.0


def _by_rule(checked: Findings, mask: np.ndarray) -> list[RuleShare]:
    """The rules with errors, most errors first, and how much of all errors each and those before it cause."""
    counts = np.bincount(checked.rule[mask], minlength=len(checked.rules))
    order = [number for number in np.argsort(-counts, kind="stable").tolist() if counts[number]]
    running = np.cumsum(counts[order]).tolist()
    total = running[-1] if running else 0
    return [
        {
            "code": rule.code,
            "title": rule.title,
            **labels.category(rule),
            "errors": int(counts[number]),
            "share": share(int(counts[number]), total),
            "running": share(before, total),
        }
        for number, before in zip(order, running)
        for rule in [checked.rules[number]]
    ]


def _eighty(by_rule: list[RuleShare], errors: int) -> Eighty:
    """How few rules cause at least 80% of the errors, and how many errors that is."""
    so_far = 0
    for number, item in enumerate(by_rule, 1):
        so_far += item["errors"]
        if so_far >= MOST * errors:
            return {"rules": number, "errors": so_far}
    return {"rules": 0, "errors": 0}


def _by_category(checked: Findings, mask: np.ndarray) -> list[CategoryShare]:
    counts = np.bincount(checked.category_of_rule[checked.rule[mask]], minlength=len(CATEGORIES)).tolist()
    return [
        {"category": name, "label": label, "errors": errors, "share": share(errors, sum(counts))}
        for (name, label), errors in zip(CATEGORIES.items(), counts)
    ]


def _by_table(checked: Findings, mask: np.ndarray, children: int) -> list[TableRate]:
    counts = np.bincount(checked.table[mask], minlength=len(checked.tables)).tolist()
    items: list[TableRate] = [
        {"table": name, "label": labels.table_label(name), "errors": errors, "per_100": per_100(errors, children)}
        for name, errors in zip(checked.tables, counts)
        if errors
    ]
    return sorted(items, key=lambda item: -item["errors"])
