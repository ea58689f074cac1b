"""What checks beyond the Department's find, and a council's own, as an Excel workbook: one row each."""

from __future__ import annotations

import io
from collections.abc import Collection

import xlsxwriter

from check903.engine.findings import Findings
from check903.export import local_sheet
from check903.export.names import Made, file_name
from check903.export.sheets import Sheets
from check903.views.own_checks import all_rows

COLUMNS = {
    "Check": 9, "Worth a look": 44, "Child": 14, "What it says": 70, "Table": 22, "File": 30, "Line": 8,
    "Compared with": 24, "What to do": 60,
}  # fmt: skip


def workbook(checked: Findings, off: Collection[str], running: bool = True) -> Made:
    """The workbook; `off`: codes of checks that are left out, all of them unless `running`."""
    looked = all_rows(checked, off) if running else []
    rows = (
        (
            rule.code, rule.title, row["child"], row["evidence"], row["table_label"], row["file"], row["line"],
            row["beside"], rule.fix,
        )
        for rule, row in looked
    )  # fmt: skip
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheets = Sheets(book)
        sheets.add("Worth a look", COLUMNS, rows, frozen=3)
        local_sheet.add(sheets, checked)
    return {"name": file_name(checked, "worth a look", "xlsx"), "bytes": buffer.getvalue()}
