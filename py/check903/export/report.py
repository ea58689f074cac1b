"""What can be taken away from a check: an Excel workbook of everything, and any table on view as CSV.

A cell's text comes from a file that anyone may have written: nothing of it may turn into a formula, a link or a number.
"""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterator

from check903 import inert
from check903.engine.findings import Findings
from check903.export import cause_rows, error_rows, local_sheet, manager_sheet, summary_sheets
from check903.export.names import Made, file_name
from check903.export.sheets import Sheets
from check903.findings.search import Filter
from check903.model.table import Table
from check903.views.child import child as one_child
from check903.views.children import children as list_of_children
from check903.views.manager import Given, Manager, manager
from check903.views.overview import Overview, overview

_LOOKS = {"Value at fault": "fault", "Compared with": "compared", "Compared values": "compared", "Share": "share"}
_NOT_RUN = {"Why": 50, "What to do": 50, "Rule": 10, "What it asks": 70}


def workbook(
    checked: Findings, asked: Filter | None = None, for_manager: Manager | None = None, workers: Table | None = None
) -> Made:
    """{name, bytes} of the Excel workbook: Summary, By rule, All errors, Accepted (if any are),
    One row per cause, Not run, For the manager, Local (if a council's own rules ran).

    workers  the user's own list of workers
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, inert.WORKBOOK)
    sheets, frozen = Sheets(book), error_rows.KEPT_IN_SIGHT
    shown = for_manager or manager(checked, Given(workers))
    sheets.add_plain("Summary", summary_sheets.SUMMARY_WIDTHS, summary_sheets.summary(checked, asked))
    sheets.add("By rule", summary_sheets.RULE_COLUMNS, summary_sheets.by_rule(checked, asked), 2, _LOOKS, "Errors")
    sheets.add("All errors", error_rows.COLUMNS, error_rows.errors(checked, asked, "", workers), frozen, _LOOKS)
    if checked.status and checked.status.accepted.any():
        accepted = error_rows.errors(checked, {**(asked or {}), "status": "accepted"}, "", workers)
        sheets.add("Accepted", error_rows.COLUMNS, accepted, frozen, _LOOKS)
    sheets.add("One row per cause", cause_rows.COLUMNS, cause_rows.rows(checked, asked, workers), frozen, _LOOKS)
    sheets.add("Not run", _NOT_RUN, _not_run(overview(checked, asked)))
    sheets.add(manager_sheet.NAME, manager_sheet.COLUMNS, manager_sheet.rows(shown), looks=_LOOKS)
    local_sheet.add(sheets, checked)
    book.close()
    return {"name": file_name(checked, "errors", "xlsx"), "bytes": out.getvalue()}


def _not_run(view: Overview) -> Iterator[tuple]:
    for item in (*view["not_run"], *view["left_out"]):
        for rule in item["rules"]:
            yield item["why"], item["todo"], rule["code"], rule["title"]


# -- CSV --------------------------------------------------------------------------------------------------------------


def csv(checked: Findings, view: str, asked: Filter | None = None, workers: Table | None = None) -> Made:
    """{name, bytes} of a view's table as CSV for Excel. Views: findings (also rule), causes, rules, children, not_run;
    child: the child's rows in the table; local: what a council's own rules found, which is in none of the others.
    """
    head, rows = _VIEWS.get(view, _findings_csv)(checked, asked, workers)
    out = io.StringIO()
    writer = csv_module.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([inert.harmless(value) for value in row])
    return {
        "name": file_name(checked, _view_name(checked, view, asked), "csv"),
        "bytes": b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace"),
    }


def _view_name(checked: Findings, view: str, asked: Filter | None) -> str:
    """What the file's name says of the view; of the filter only a rule that there is, since anything can stand in
    it.
    """
    code = (asked or {}).get("rule")
    if view in ("rule", "findings") and code in checked.rule_numbers:
        return f"rule {code}"
    if view == "child":
        return f"child {(asked or {}).get('table', '')}"
    return "errors" if view == "findings" else view.replace("_", " ")


def _findings_csv(checked: Findings, asked: Filter | None, workers: Table | None):
    return error_rows.COLUMNS, error_rows.errors(checked, asked, "", workers)


def _causes_csv(checked: Findings, asked: Filter | None, workers: Table | None):
    return cause_rows.COLUMNS, cause_rows.rows(checked, asked, workers)


def _local_csv(checked: Findings, asked: Filter | None, _workers: Table | None):
    return local_sheet.COLUMNS, local_sheet.rows(checked, (asked or {}).get("text") or "")


def _rules_csv(checked: Findings, asked: Filter | None, _workers: Table | None):
    return summary_sheets.RULE_COLUMNS, summary_sheets.by_rule(checked, asked)


def _children_csv(checked: Findings, asked: Filter | None, _workers: Table | None):
    rows = list_of_children(checked, asked, size=0)["rows"]
    return ("Child", "Errors", "Rules", "Tables"), (
        (row["child"], row["errors"], " ".join(rule["code"] for rule in row["rules"]), ", ".join(row["tables"]))
        for row in rows
    )


def _child_csv(checked: Findings, asked: Filter | None, _workers: Table | None):
    """The rows of one table of one child, last year's after this year's, as they are on view."""
    wanted = {"child": "", "table": "", **(asked or {})}
    child = one_child(checked, wanted["child"])
    tables = child["tables"] if "tables" in child else []
    shown = next((table for table in tables if table["table"] == wanted["table"]), None)
    if shown is None:
        raise ValueError(f"there are no {wanted['table']} rows of that child")
    rows = (
        (
            checked.year - row["last"],
            row["file"],
            row["line"],
            *(cell["value"] for cell in row["cells"]),
            " ".join(note["code"] for note in row["notes"]),
        )
        for row in shown["rows"]
    )
    return ("Collection year", "File", "Line", *(column["field"] for column in shown["columns"]), "Rules"), rows


def _not_run_csv(checked: Findings, asked: Filter | None, _workers: Table | None):
    return _NOT_RUN, _not_run(overview(checked, asked))


_VIEWS = {
    "findings": _findings_csv,
    "rule": _findings_csv,
    "causes": _causes_csv,
    "rules": _rules_csv,
    "children": _children_csv,
    "child": _child_csv,
    "local": _local_csv,
    "not_run": _not_run_csv,
}
