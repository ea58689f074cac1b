"""The sheets that sum up a check: what there is and what changed, and how many errors each rule found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from check903.engine import CATEGORIES
from check903.engine.findings import Findings
from check903.export.error_rows import sort_of
from check903.findings import causes, labels
from check903.findings.search import Filter, matching
from check903.findings.status import Status
from check903.model.arrays import once_each
from check903.model.text import long_date
from check903.views.overview import overview, per_100
from check903.views.rules import rules as list_of_rules

SUMMARY_WIDTHS = (44, 30, 16, 12, 18)
RULE_COLUMNS = {
    "Rule": 8,
    "What is wrong": 60,
    "Severity": 10,
    "Category": 24,
    "Table": 22,
    "Errors": 10,
    "Share": 8,
    "Due now": 10,
    "Not due yet": 10,
    "Accepted": 10,
    "New": 8,
    "Fixed": 8,
    "Children": 10,
    "Causes": 10,
    "How to fix it": 80,
}


def status_of_check(checked: Findings) -> Status:
    """The check's marks; of one without, those that need no more than its day."""
    return checked.status or Status(checked, checked.as_at, {})


def summary(checked: Findings, asked: Filter | None) -> Iterator[tuple]:
    """Labels with what stands beside them."""
    view, status, mask = overview(checked, asked), status_of_check(checked), matching(checked, asked)
    yield "Council", view["council"] or "not chosen"
    yield "Collection year", f"{view['year_label']}, {view['period']}"
    if view["rules_year"] != view["year"]:
        yield "Rules of", f"{view['rules_year_label']}; the return is of {view['year_label']}"
    yield "Checked", f"{long_date(checked.checked_at.date())}, {checked.checked_at:%H:%M}"
    yield "As at", long_date(status.as_at)
    yield "Rows read", view["rows"]
    yield "Children this year", view["children"]
    yield ()
    if narrowed := [f"{key}: {value}" for key, value in (asked or {}).items() if value]:
        yield "Only errors with", ", ".join(narrowed)
        yield "Errors without this filter", view["of_errors"]
    yield "Errors", view["errors"]
    yield "of which due now", int((mask & ~status.not_due).sum())
    yield "of which not due yet", int((mask & status.not_due).sum())
    yield (
        "Accepted with a note, in no other number",
        int(matching(checked, {**(asked or {}), "status": "accepted"}).sum()),
    )
    yield from _since(status, mask)
    yield "Things to fix", causes.of(checked).tasks(mask)
    yield "Children with an error", view["children_with_error"]
    yield "Errors per 100 children", view["per_100"]
    yield ()
    yield "Rules in force", view["rules_in_force"]
    yield "Rules run", view["rules_run"]
    yield "Rules that found nothing", view["rules_clean"]
    yield "Rules not run", view["rules_not_run"]
    yield ()
    yield "Category", "All", "Due now", "Not due yet", "per 100 children"
    yield from _by_category(checked, mask, status.not_due)
    yield ()
    yield "Table", "All"
    for item in view["by_table"]:
        yield item["label"], item["errors"]


def _since(status: Status, mask: np.ndarray) -> Iterator[tuple]:
    if status.comparison is not None and status.before is not None and status.before.made is not None:
        day = long_date(status.before.made.date())
        yield f"New since the saved check of {day}", int((mask & ~status.comparison.unchanged).sum())
        yield "Still there", int((mask & status.comparison.unchanged).sum())
        yield f"Fixed since {day}, without a filter", len(status.fixed)


def _by_category(checked: Findings, mask: np.ndarray, not_due: np.ndarray) -> Iterator[tuple]:
    of_finding = checked.category_of_rule[checked.rule]
    for number, label in enumerate(CATEGORIES.values()):
        of_category = mask & (of_finding == number)
        all_of_it, not_yet = int(of_category.sum()), int((of_category & not_due).sum())
        yield label, all_of_it, all_of_it - not_yet, not_yet, per_100(all_of_it, checked.children_this_year)


def by_rule(checked: Findings, asked: Filter | None) -> Iterator[tuple]:
    """A row per rule with errors, see RULE_COLUMNS; most errors first."""
    status, mask = status_of_check(checked), matching(checked, asked)
    since = status.comparison
    fixed = [key[0] for key in status.fixed]
    accepted = matching(checked, {**(asked or {}), "status": "accepted"})
    listed = [(checked.rule_numbers[item["code"]], item["share"]) for item in list_of_rules(checked, asked)["rules"]]
    only_accepted = set(once_each(checked.rule[accepted]).tolist()) - {number for number, _ in listed}
    for number, share in [*listed, *((number, 0.0) for number in sorted(only_accepted))]:
        rule, of_rule = checked.rules[number], mask & (checked.rule == number)
        not_due = int((of_rule & status.not_due).sum())
        yield (
            rule.code,
            rule.title,
            *sort_of(rule),
            ", ".join(
                labels.table_label(checked.tables[table]) for table in once_each(checked.table[of_rule]).tolist()
            ),
            int(of_rule.sum()),
            share,
            int(of_rule.sum()) - not_due,
            not_due,
            int((accepted & (checked.rule == number)).sum()),
            None if since is None else int((of_rule & ~since.unchanged).sum()),
            None if since is None else fixed.count(rule.code),
            checked.count_children(of_rule),
            causes.of(checked).tasks(of_rule),
            labels.sentence(rule.fix),
        )
