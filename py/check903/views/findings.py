"""Every error in one table, and what it can be filtered by."""

from __future__ import annotations

import numpy as np

from check903.engine import CATEGORIES, SEVERITIES
from check903.engine.findings import Findings
from check903.findings import cells, labels
from check903.findings.search import matching
from check903.findings.sorting import in_order, page_of
from check903.findings.status import said_of

FACETS = ("rules", "tables", "categories", "severities", "files")


def findings(checked: Findings, asked: dict | None = None, page: int = 0, size: int = 50, sort: str = "") -> dict:
    """A page of the findings that the filter leaves."""
    found = in_order(checked, matching(checked, asked), sort)
    return {
        "total": len(found),
        "of": len(checked),
        "rows": [finding(checked, n) for n in page_of(found, page, size).tolist()],
    }


def finding(checked: Findings, n: int) -> dict:
    """One finding."""
    found, table, row = checked.rules[checked.rule[n]], checked.tables[checked.table[n]], int(checked.row[n])
    file, line = checked.place(table, row)
    return {
        "n": n,
        **said_of(checked, n),
        "rule": found.code,
        "title": found.title,
        **labels.category(found),
        "table": table,
        "table_label": labels.table_label(table),
        "file": file,
        "line": line,
        "child": checked.child_id(checked.child[n]),
        "values": [
            {"field": field, "label": labels.field_label(table, field), **cells.cell(checked, table, field, row)}
            for field in found.fields_in(table)
        ],
    }


def choices(checked: Findings, asked: dict | None = None) -> dict:
    """What the filter could be set to, and how many errors each choice would leave with the rest of the filter as it
    is.
    """

    def counts(key: str, which: np.ndarray, many: int) -> list[tuple[int, int]]:
        count = np.bincount(which[matching(checked, asked, leave_out=key)] + 1, minlength=many + 1)[1:]
        return [(number, errors) for number, errors in enumerate(count.tolist()) if errors]

    categories, severities = list(CATEGORIES), list(SEVERITIES)
    severity_of_rule = np.array([severities.index(found.severity) for found in checked.rules], np.int32)
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
