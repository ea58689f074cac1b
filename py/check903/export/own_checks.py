"""What checks beyond the Department's find, as an Excel workbook: one row for each row to look at."""

from __future__ import annotations

import io
from collections.abc import Collection

import xlsxwriter

from check903.engine.findings import Findings
from check903.export.names import Made, file_name
from check903.export.sheets import Sheets
from check903.views.own_checks import all_rows

COLUMNS = {
    "Check": 9, "Worth a look": 44, "Child": 14, "What it says": 70, "Table": 22, "File": 30, "Line": 8,
    "Compared with": 24, "What to do": 60,
}  # fmt: skip


def workbook(checked: Findings, off: Collection[str]) -> Made:
    """The workbook; `off`: codes of checks that are left out."""
    rows = (
        (
            rule.code, rule.title, row["child"], row["evidence"], row["table_label"], row["file"], row["line"],
            row["beside"], rule.fix,
        )
        for rule, row in all_rows(checked, off)
    )  # fmt: skip
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        Sheets(book).add("Worth a look", COLUMNS, rows, kept=3)
    return {"name": file_name(checked, "worth a look", "xlsx"), "bytes": made.getvalue()}
