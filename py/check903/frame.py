"""The findings as columns of plain values, one entry per finding: what the DataFrame, the JSON file and the CSV file hold."""

from __future__ import annotations

import numpy as np

from check903.findings import TABLES, Findings


def columns(findings: Findings) -> dict[str, list | np.ndarray]:
    """rule, table, row, child, fields, culprits, beside_table, beside_row, evidence: see `Findings.findings`."""
    from check903 import wording  # loads the rules' words, which a check alone doesn't need

    children = [*findings.r.children, ""]
    made: dict[str, list] = {name: [] for name in ("rule", "table", "fields", "culprits", "beside_table", "beside_row", "evidence")}
    for group, (rule, table, _) in zip(findings.by_rule, findings.groups):
        words = wording.of(findings, group)
        beside_table, beside_row = _partner(group)
        made["rule"] += [rule.code] * len(group)
        made["table"] += [table] * len(group)
        made["fields"] += [",".join(rule.fields_in(table))] * len(group)
        made["culprits"] += [",".join(names) for names in words.culprits()]
        made["beside_table"] += [beside_table if row >= 0 else "" for row in beside_row]
        made["beside_row"] += beside_row
        made["evidence"] += words.sentences()
    made["row"] = findings.row
    made["child"] = [children[number] for number in findings.child]
    order = ("rule", "table", "row", "child", "fields", "culprits", "beside_table", "beside_row", "evidence")
    return {name: made[name] for name in order}


def _partner(group) -> tuple[str, list[int]]:
    """The table and the rows of the partner that comes first."""
    for number, row in group.beside.values():
        return TABLES[number], row.tolist()
    return "", [-1] * len(group)
