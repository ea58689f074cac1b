"""The workbook and the CSV files, and that no cell of them can turn into a formula."""

import csv
import io
import subprocess
import sys

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from check903 import engine, inert
from check903.export import report
from check903.findings.status import Marks
from check903.reading.saved_check import SavedCheck
from check903.reference import codes
from check903.views.child import child
from check903.views.findings import findings
from views import made

NASTY = (
    "=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "+44",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\r=x",
    "http://x.example/",
    '=HYPERLINK("http://x.example","a")',
)


@pytest.fixture(scope="module")
def check():
    return made.checked()


def sheets(made_workbook):
    book = CalamineWorkbook.from_filelike(io.BytesIO(made_workbook["bytes"]))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def nasty():
    rows = "\n".join(f"{number} X" for number in range(len(NASTY)))
    check = made.checked(this={"Header": ("CHILD SEX", "\n" + rows)}, last={})
    column = check.r.table("Header").columns["SEX"]
    column.values[:] = ["", *NASTY]
    codes = column.codes.copy()
    codes[:] = range(1, len(NASTY) + 1)
    column.codes = codes
    return check


def test_the_workbook_has_every_error(check):
    found = sheets(report.workbook(check))
    assert list(found) == ["Summary", "By rule", "By cause", "All errors", "Not run", "For the manager"]
    head, *rows = found["All errors"]
    assert len(rows) == len(check)
    row = dict(zip(head, next(row for row in rows if row[0] == "503C")))
    assert {
        name: row[name] for name in ("Rule", "Table", "File", "Line", "Child", "Field 1", "Value 1", "Meaning 1")
    } == {
        "Rule": "503C",
        "Table": "Episodes",
        "File": "this/episodes.csv",
        "Line": 2,
        "Child": "11",
        "Field 1": "Category of need",
        "Value 1": "N5",
        "Meaning 1": codes.meaning("CIN", "N5"),
    }
    assert row["How to fix it"] == "Fix 503C"
    assert {row[0] for row in found["Not run"][1:]} == {
        "OC3 of this year is not loaded",
        "The provider list is not loaded",
        "A fault of this tool, not of your data",
    }
    assert [row[1] for row in found["Summary"] if row[0] == "Errors"] == [len(check)]
    assert sum(row[4] for row in found["By rule"][1:]) == len(check)


def test_the_workbook_follows_the_filter(check):
    found = sheets(report.workbook(check, {"table": "Header"}))
    assert {row[5] for row in found["All errors"][1:]} == {"Header"}
    assert ["Only errors with", "table: Header"] in [row[:2] for row in found["Summary"]]


def test_no_formula_and_no_link_in_the_workbook():
    import zipfile

    data = report.workbook(nasty())["bytes"]
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels"))}
    assert not any(
        "<f>" in text or "hyperlink" in text.replace("=HYPERLINK", "")
        for name, text in parts.items()
        if "sheet" in name
    )
    values = {cell for row in sheets({"bytes": data})["All errors"][1:] for cell in row}
    assert {text for text in NASTY if not text.startswith(("\t", "\r"))} <= values


def test_no_formula_in_csv():
    made_csv = report.csv(nasty(), "findings")
    assert made_csv["bytes"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(made_csv["bytes"].decode("utf-8-sig"), newline="")))
    assert len(rows) == len(NASTY) + 1
    assert not any(cell.startswith(inert.FORMULA) for row in rows for cell in row)
    assert "'=1+1" in rows[1]


@pytest.mark.parametrize(
    "view, first, rows",
    [
        ("findings", "Rule", 15),
        ("rule", "Rule", 15),
        ("rules", "Rule", 10),
        ("children", "Child", 4),
        ("not_run", "Why", 3),
    ],
)
def test_csv_of_each_view(check, view, first, rows):
    found = list(csv.reader(io.StringIO(report.csv(check, view)["bytes"].decode("utf-8-sig"))))
    assert found[0][0] == first and len(found) == rows + 1


def test_names_say_what_it_is(check):
    assert report.workbook(check)["name"] == "check903 2026-27 2027-02-15.xlsx"
    assert report.csv(check, "rule", {"rule": "101"})["name"] == "check903 2026-27 2027-02-15 rule 101.csv"
    assert report.csv(check, "findings", {"rule": "../x"})["name"] == "check903 2026-27 2027-02-15 findings.csv"


def test_more_rows_than_a_sheet_holds_go_on_in_another(check, monkeypatch):
    monkeypatch.setattr(report, "MOST_ROWS", 4)
    found = sheets(report.workbook(check))
    parts = [rows for name, rows in found.items() if name.startswith("All errors")]
    assert [len(rows) - 1 for rows in parts] == [4, 4, 4, 3]
    assert all(rows[0][0] == "Rule" for rows in parts)


def test_more_values_than_columns_share_the_last():
    fields = "DECOM LS CIN PLACE PLACE_PROVIDER"
    rule = made.rule(
        "1", "invalid", " ".join(f"Episodes.{field}" for field in fields.split()), lambda r: r.Episodes[:1]
    )
    [row] = report.errors(made.checked(rules=[rule]))
    assert row[-1].startswith("Placement: U6 ") and "; Provider: PR4 " in row[-1]
    assert len(row) == len(report._columns()[0])


def test_the_report_needs_no_page(check):
    code = (
        "import sys, check903.export.report; sys.exit('check903.session.session' in sys.modules or 'pandas' in"
        " sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "py"}, check=False).returncode == 0


def test_the_csv_has_the_same_rows_as_the_screen(check):
    rows = list(report.errors(check, {"table": "Episodes"}))
    assert [(row[0], row[7], row[8]) for row in rows] == [
        (row["rule"], row["line"], row["child"]) for row in findings(check, {"table": "Episodes"}, size=0)["rows"]
    ]


def test_a_childs_table_as_csv():
    made_csv = report.csv(made.checked(), "child", {"child": "11", "table": "Episodes"})
    head, *rows = csv.reader(io.StringIO(made_csv["bytes"].decode("utf-8-sig")))
    assert made_csv["name"].endswith(" child Episodes.csv")
    assert head[:4] == ["Collection year", "File", "Line", "DECOM"] and head[-1] == "Rules"
    (shown,) = [table for table in child(made.checked(), "11")["tables"] if table["table"] == "Episodes"]
    assert [row[:3] for row in rows] == [
        [str(2027 - row["last"]), row["file"], str(row["line"])] for row in shown["rows"]
    ]
    assert {row[0] for row in rows} == {"2026", "2027"}


def named(rows):
    head, *rows = rows
    return [dict(zip(head, row)) for row in rows]


EVIDENCE = {
    "Episodes": (
        "CHILD DECOM RNE LS CIN PLACE DEC REC",
        """
    1 02/04/2026 S C2 N1 U6 14/06/2026 X1
    1 02/06/2026 P C2 N1 U6 - -""",
    )
}


def test_what_the_rule_saw_stands_with_every_error():
    check = made.checked(EVIDENCE, {}, [rule for rule in engine.in_force(2027) if rule.code == "501"])
    [row] = named(sheets(report.workbook(check))["All errors"])
    assert (row["Column at fault"], row["Value at fault"], row["Severity"], row["Category"]) == (
        "Start",
        "02/06/2026",
        "Error",
        "Inconsistent",
    )
    assert "14/06/2026" in row["What was compared"] and "14/06/2026" in row["Cause"]
    assert (row["Who can put it right"], row["Due"], row["Since the saved check"], row["Accepted"]) == (
        "Social worker",
        "Due now",
        "",
        "",
    )
    [in_csv] = named(csv.reader(io.StringIO(report.csv(check, "findings")["bytes"].decode("utf-8-sig"))))
    assert in_csv == {name: str(value) for name, value in row.items()} | {"Line": "3"}


def test_what_is_known_of_an_error_stands_with_it():
    check = made.checked()
    check.marks = Marks(check, check.as_at, {})
    check.marks.accept(np.flatnonzero(check.rule == check.rule_numbers["101"]), "=right as it is")
    rows = named(sheets(report.workbook(check))["All errors"])
    assert {(row["Accepted"], row["Note"]) for row in rows if row["Rule"] == "101"} == {("Yes", "=right as it is")}
    assert {row["Accepted"] for row in rows if row["Rule"] != "101"} == {""}


def test_new_and_still_there_are_told_apart():
    check = made.checked()
    keys = Marks(check, check.as_at, {}).keys
    before = SavedCheck(check.at, "", check.year, 4, {}, [key for key in keys if key[0] != "101"])
    check.marks = Marks(check, check.as_at, {}, before)
    rows = named(sheets(report.workbook(check))["All errors"])
    assert {(row["Since the saved check"], row["Rule"] == "101") for row in rows} == {
        ("New", True),
        ("Still there", False),
    }


def test_severity_and_category_are_two_columns(check):
    book = sheets(report.workbook(check))
    for sheet in ("By rule", "All errors"):
        assert "Kind" not in book[sheet][0]
        assert {(row["Severity"], row["Category"]) for row in named(book[sheet]) if row["Rule"] == "INT1"} == {
            ("Error", "The files don’t fit each other")
        }


def test_a_row_per_cause(check):
    rows = named(sheets(report.workbook(check))["By cause"])
    assert sum(row["Errors"] for row in rows) == len(check)
    assert len({row["Cause"] for row in rows}) == len(rows)
    assert [row["Errors"] for row in rows] == sorted((row["Errors"] for row in rows), reverse=True)
    assert next(row for row in rows if row["Cause"] == "Need differs from last year") == {
        "Cause": "Need differs from last year",
        "Errors": 1,
        "Children": 1,
        "Rules": "503C",
    }
