"""What a council's own rules found, as a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from check903.engine.findings import Findings
from check903.export.sheets import Sheets
from check903.views import local_rules

NAME = "Local"
COLUMNS = {
    "Rule": 9, "Title": 44, "Severity": 14, "Child": 14, "What it says": 70, "Table": 22, "File": 30, "Line": 8,
    "Compared with": 24, "What to do": 60,
}  # fmt: skip


def add(sheets: Sheets, checked: Findings) -> None:
    """The sheet, where any local rule was run."""
    if checked.local:
        sheets.add(NAME, COLUMNS, rows(checked), frozen=4)


def rows(checked: Findings, find: str = "") -> Iterator[tuple]:
    """A row for each of COLUMNS. `find`: only what has these characters, in rule, child or sentence."""
    for rule in checked.local:
        severity = local_rules.SEVERITIES[rule.severity]
        if rule.problem:
            yield rule.code, rule.title, severity, "", rule.problem
        for finding in local_rules.having(rule, find):
            row = local_rules.row(checked, finding)
            yield (
                rule.code, rule.title, severity, row["child"], row["evidence"], row["table_label"], row["file"],
                row["line"], row["beside"], rule.fix,
            )  # fmt: skip
