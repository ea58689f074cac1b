"""Every error in one table, and what it can be filtered by."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from check903.engine import CATEGORIES, SEVERITIES
from check903.engine.findings import Findings
from check903.findings import cells, labels
from check903.findings.search import Filter, matching
from check903.findings.sorting import in_order, page_of
from check903.findings.status import Said, status_of


class FieldValue(labels.FieldLabel, cells.Cell):
    """A cell with its column."""


class Finding(Said, labels.CategoryLabel):
    """An error. `n`: its number in the check; `values`: the cells that its rule is about."""

    n: int
    rule: str
    title: str
    table: str
    table_label: str
    file: str
    line: int | None
    child: str
    values: list[FieldValue]


class FoundRows(TypedDict):
    """A page of the errors that the filter leaves, of so many in all."""

    total: int
    of: int
    rows: list[Finding]


class TableChoice(TypedDict):
    """A table that the filter could be set to."""

    table: str
    label: str
    errors: int


class CategoryChoice(TypedDict):
    """A category that the filter could be set to."""

    category: str
    label: str
    errors: int


class SeverityChoice(TypedDict):
    """A severity that the filter could be set to."""

    severity: str
    label: str
    errors: int


class FileChoice(TypedDict):
    """A file that the filter could be set to."""

    file: str
    errors: int


class Choices(TypedDict):
    """Only what occurs; each list is counted with the rest of the filter as it is, its own key left out."""

    rules: list[labels.RuleCount]
    tables: list[TableChoice]
    categories: list[CategoryChoice]
    severities: list[SeverityChoice]
    files: list[FileChoice]


NO_CHOICES: Choices = {"rules": [], "tables": [], "categories": [], "severities": [], "files": []}


def findings(
    checked: Findings, asked: Filter | None = None, page: int = 0, size: int = 50, sort: str = ""
) -> FoundRows:
    """A page of the findings that the filter leaves."""
    positions = in_order(checked, matching(checked, asked), sort)
    return {
        "total": len(positions),
        "of": int(matching(checked, None).sum()),
        "rows": [finding(checked, n) for n in page_of(positions, page, size).tolist()],
    }


def finding(checked: Findings, n: int) -> Finding:
    """One finding."""
    rule, table, row = checked.rules[checked.rule[n]], checked.tables[checked.table[n]], int(checked.row[n])
    file, line = checked.place(table, row)
    return {
        "n": n,
        **status_of(checked, n),
        "rule": rule.code,
        "title": rule.title,
        **labels.category(rule),
        "table": table,
        "table_label": labels.table_label(table),
        "file": file,
        "line": line,
        "child": checked.child_id(checked.child[n]),
        "values": [
            {"field": field, "label": labels.field_label(table, field), **cells.cell(checked, table, field, row)}
            for field in rule.fields_in(table)
        ],
    }


def choices(checked: Findings, asked: Filter | None = None) -> Choices:
    """What the filter could be set to, and how many errors each choice would leave with the rest of the filter as it
    is.
    """

    def counts(key: str, which: np.ndarray, many: int) -> list[tuple[int, int]]:
        count = np.bincount(which[matching(checked, asked, leave_out=key)] + 1, minlength=many + 1)[1:]
        return [(number, errors) for number, errors in enumerate(count.tolist()) if errors]

    categories, severities = list(CATEGORIES), list(SEVERITIES)
    severity_of_rule = np.array([severities.index(rule.severity) for rule in checked.rules], np.int32)
    return {
        "rules": [
            {"code": checked.rules[number].code, "title": checked.rules[number].title, "errors": errors}
            for number, errors in counts("rule", checked.rule, len(checked.rules))
        ],
        "tables": [
            {"table": checked.tables[number], "label": labels.table_label(checked.tables[number]), "errors": errors}
            for number, errors in counts("table", checked.table, len(checked.tables))
        ],
        "categories": [
            {"category": categories[number], "label": CATEGORIES[categories[number]], "errors": errors}
            for number, errors in counts("category", checked.category_of_rule[checked.rule], len(categories))
        ],
        "severities": [
            {"severity": severities[number], "label": SEVERITIES[severities[number]], "errors": errors}
            for number, errors in counts("severity", severity_of_rule[checked.rule], len(severities))
        ],
        "files": [
            {"file": checked.files[number], "errors": errors}
            for number, errors in counts("file", checked.file, len(checked.files))
        ],
    }
