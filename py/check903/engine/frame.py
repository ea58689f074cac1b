"""The findings as columns of plain values, one entry per finding: what the DataFrame, the JSON file and the CSV file
hold.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from check903.engine.findings import TABLES, Findings


def columns(findings: Findings) -> dict[str, list | np.ndarray]:
    """rule, table, row, child, fields, culprits, beside_table, beside_row, evidence: see `Findings.findings`."""
    from check903 import wording  # loads the rules' words, which a check alone doesn't need

    children = [*findings.r.children, ""]
    by_name: dict[str, Any] = {
        name: [] for name in ("rule", "table", "fields", "culprits", "beside_table", "beside_row", "evidence")
    }
    for group, (rule, table, _) in zip(findings.by_rule, findings.groups):
        words = wording.of(findings, group)
        beside_table, beside_row = _partners(group)
        by_name["rule"] += [rule.code] * len(group)
        by_name["table"] += [table] * len(group)
        by_name["fields"] += [",".join(rule.fields_in(table))] * len(group)
        by_name["culprits"] += [",".join(names) for names in words.culprits()]
        by_name["beside_table"] += beside_table
        by_name["beside_row"] += beside_row
        by_name["evidence"] += words.sentences()
    by_name["row"] = findings.row
    by_name["child"] = [children[number] for number in findings.child]
    order = ("rule", "table", "row", "child", "fields", "culprits", "beside_table", "beside_row", "evidence")
    return {name: by_name[name] for name in order}


def _partners(group) -> tuple[list[str], list[int]]:
    """The table and the row of each finding's partner, the first that it has; "" and -1 where it has none."""
    table, row = np.full(len(group), "", object), np.full(len(group), -1)
    for number, rows in reversed(group.beside.values()):
        table[rows >= 0], row[rows >= 0] = TABLES[number], rows[rows >= 0]
    return table.tolist(), row.tolist()
