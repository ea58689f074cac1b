"""The rules with errors, and one rule with its rows."""

from __future__ import annotations

import numpy as np

from check903 import engine
from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings import labels
from check903.findings.search import find as holding
from check903.findings.search import matching
from check903.findings.sorting import in_order, page_of, parted, ranks
from check903.findings.status import said_of
from check903.reference import schema
from check903.views.beside import Compared, own_label
from check903.views.overview import share


def rules(checked: Findings, asked: dict | None = None, find: str = "", sort: str = "") -> dict:
    """The rules with errors that the filter leaves; `find` picks by code or words. Sorts: errors (most first unless
    told), code, title.
    """
    found = matching(checked, {**(asked or {}), "rule": ""})
    counts = np.bincount(checked.rule[found], minlength=len(checked.rules))
    numbers = np.flatnonzero(counts)
    if find:
        numbers = numbers[
            holding([f"{checked.rules[n].code} {checked.rules[n].title}" for n in numbers.tolist()], find)
        ]
    falling, name = parted(sort or "-errors")
    keys = {"errors": counts, "title": ranks([rule.title for rule in checked.rules])[:-1]}
    key = keys.get(name, np.arange(len(checked.rules)))
    order = numbers[np.argsort(falling * key[numbers], kind="stable")]
    total = int(found.sum())
    return {
        "total": len(order),
        "errors": total,
        "rules": [
            {
                "code": rule.code,
                "title": rule.title,
                **labels.category(rule),
                "errors": int(counts[n]),
                "share": share(int(counts[n]), total),
            }
            for n in order.tolist()
            for rule in [checked.rules[n]]
        ],
    }


def rule(
    checked: Findings, code: str, asked: dict | None = None, page: int = 0, size: int = 50, sort: str = ""
) -> dict:
    """One rule: what is wrong, how to fix it, and a page of its rows that the filter leaves (the filter's own rule
    doesn't count).

    Each of the rule's tables is paged for itself: the third page holds the third page of each.
    """
    number = checked.rule_numbers.get(code)
    if number is None:
        return without_rows(code)
    about = checked.rules[number]
    found = matching(checked, {**(asked or {}), "rule": code})
    order = in_order(checked, found, sort)
    by_table = [(table, order[checked.table[order] == table]) for table in np.unique(checked.table[order]).tolist()]
    return {
        **text(about),
        "known": True,
        "errors": len(order),
        "of_errors": int((checked.rule == number).sum()),
        "total": len(order),
        "children": checked.count_children(order),
        "not_run": checked.not_run.get(code),
        "since": checked.marks.since(code) if checked.marks else None,
        "sets": [
            _set(checked, about, checked.tables[table], len(own), page_of(own, page, size)) for table, own in by_table
        ],
        "as_known": schema.as_known(checked.r.rules_year),
    }


def text(about: Rule) -> dict:
    """What is said of a rule whatever the return."""
    return {
        "code": about.code,
        "title": about.title,
        "wrong": about.wrong,
        "fix": labels.sentence(about.fix),
        **labels.severity(about),
        **labels.category(about),
        "tables": list(about.tables),
        "in_force": labels.years_in_force(about),
        "fields": [
            {"table": table, "field": field, "label": labels.field_label(table, field)} for table, field in about.fields
        ],
        "needs": [engine.NEEDS[need] for need in about.needs],
    }


def without_rows(code: str) -> dict:
    """A rule that the check at hand doesn't hold: its newest version, or {known: False}."""
    versions = [found for found in engine.DEPARTMENT.rules if found.code == code]
    nothing = {
        "errors": 0,
        "of_errors": 0,
        "children": 0,
        "total": 0,
        "not_run": None,
        "since": None,
        "sets": [],
        "as_known": "",
    }
    if versions and versions[-1].in_force(schema.LAST_YEAR):
        nothing["as_known"] = schema.as_known(schema.LAST_YEAR)
    return {**text(versions[-1]), "known": True, **nothing} if versions else {"code": code, "known": False, **nothing}


def _set(checked: Findings, about: Rule, table: str, total: int, shown: np.ndarray) -> dict:
    """The rows of one table, each with what the rule saw."""
    spec = schema.TABLES[table.removesuffix("_last")]
    number, first = _group(checked, about, table)
    compared = Compared(checked, number, shown - first)
    rows = [{**_row(checked, n), **seen} for n, seen in zip(shown.tolist(), compared.rows())]
    return {
        "table": table,
        "label": labels.table_label(table),
        "row": spec.row,
        "row_label": own_label(table),
        "year_label": schema.year_label(checked.year_of(table)),
        "total": total,
        "columns": compared.heads(),
        "rows": rows,
    }


def _group(checked: Findings, about: Rule, table: str) -> tuple[int, int]:
    """The number of the rule's group in a table, and the position of its first finding."""
    return next(
        (number, at.start) for number, (rule, name, at) in enumerate(checked.groups) if rule is about and name == table
    )


def _row(checked: Findings, n: int) -> dict:
    return {"n": n, "at": int(checked.row[n]), "child": checked.child_id(checked.child[n]), **said_of(checked, n)}
