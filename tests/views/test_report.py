"""The workbook and the CSV files, and that no cell of them can turn into a formula."""

import csv
import datetime as dt
import io
import subprocess
import sys

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from check903 import engine, inert
from check903.export import cause_rows, error_rows, names, report
from check903.export.evidence_texts import evidence
from check903.findings import causes
from check903.findings.status import Status
from check903.reading.saved_check import SavedCheck
from check903.views.child import child
from check903.views.findings import findings
from support import made

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
    assert list(found) == ["Summary", "By rule", "All errors", "One row per cause", "Not run", "For the manager"]
    rows = named(found["All errors"])
    assert len(rows) == len(check)
    assert [row["No."] for row in rows] == list(range(1, len(check) + 1))
    row = next(row for row in rows if row["Rule"] == "503C")
    told = {"Table": "Episodes", "File": "this/episodes.csv", "Line": 2, "Child": "11", "How to fix it": "Fix 503C"}
    assert {name: row[name] for name in told} == told
    assert {row[0] for row in found["Not run"][1:]} == {
        "OC3 of this year is not loaded",
        "Ofsted’s list is not loaded",
        "A fault of this tool, not of your data",
    }
    assert [row[1] for row in found["Summary"] if row[0] == "Errors"] == [len(check)]
    assert sum(row["Errors"] for row in named(found["By rule"])) == len(check)


def test_the_workbook_follows_the_filter(check):
    found = sheets(report.workbook(check, {"table": "Header"}))
    assert {row["Table"] for row in named(found["All errors"])} == {"Header"}
    assert {row["Table"] for row in named(found["One row per cause"])} == {"Header"}
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
        ("findings", "No.", 15),
        ("rule", "No.", 15),
        ("causes", "Cause no.", 10),
        ("rules", "Rule", 10),
        ("children", "Child", 4),
        ("not_run", "Why", 3),
    ],
)
def test_csv_of_each_view(check, view, first, rows):
    found = list(csv.reader(io.StringIO(report.csv(check, view)["bytes"].decode("utf-8-sig"))))
    assert found[0][0] == first and len(found) == rows + 1


def test_names_say_council_year_what_and_date():
    check = made.checked()
    check.council = "Bristol, City of"
    assert report.workbook(check)["name"] == "Bristol 903 2026-27 errors 2027-02-15.xlsx"
    assert report.csv(check, "rule", {"rule": "101"})["name"] == "Bristol 903 2026-27 rule 101 2027-02-15.csv"
    assert report.csv(check, "findings", {"rule": "../x"})["name"] == "Bristol 903 2026-27 errors 2027-02-15.csv"


@pytest.mark.parametrize(
    "council, what, called",
    [
        ("Birmingham", "corrected", "Birmingham 903 2026-27 corrected 2026-11-26.zip"),
        ("Kingston upon Hull, City of", "work", "Kingston upon Hull 903 2026-27 work 2026-11-26.zip"),
        (
            "Bournemouth, Christchurch and Poole",
            "x",
            "Bournemouth, Christchurch and Poole 903 2026-27 x 2026-11-26.zip",
        ),
        ("", "errors", "903 2026-27 errors 2026-11-26.zip"),
        ("Con", 'rule 9/../"<x>|?*:\\\0 ...', "Con 903 2026-27 rule 9 .. x 2026-11-26.zip"),
    ],
)
def test_a_name_is_one_that_windows_takes(council, what, called):
    assert names.named(council, 2027, what, dt.date(2026, 11, 26), "zip") == called


def test_a_name_is_never_too_long():
    long = names.named("Bristol, City of", 2027, "x" * 500, dt.date(2026, 11, 26), "zip")
    assert len(long) < 130 and long.endswith("x 2026-11-26.zip")


def test_more_rows_than_a_sheet_holds_go_on_in_another(check, monkeypatch):
    monkeypatch.setattr("check903.export.sheets.MOST_ROWS", 4)
    found = sheets(report.workbook(check))
    parts = [rows for name, rows in found.items() if name.startswith("All errors")]
    assert [len(rows) - 1 for rows in parts] == [4, 4, 4, 3]
    assert all(rows[0][0] == "No." for rows in parts)


def test_the_words_of_many_errors_are_made_part_by_part(check, monkeypatch):
    def rows():
        return [list(error_rows.errors(check)), list(cause_rows.rows(check))]

    whole, held = rows(), []
    for module in (error_rows, cause_rows):
        monkeypatch.setattr(module, "evidence", lambda of, which: held.append(len(which)) or evidence(of, which))
    monkeypatch.setattr(error_rows, "AT_ONCE", 4)
    assert rows() == whole
    assert max(held) == 4 and len(held) == 4 + 3


def test_the_report_needs_no_page(check):
    code = (
        "import sys, check903.export.report; sys.exit('check903.session.session' in sys.modules or 'pandas' in"
        " sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "py"}, check=False).returncode == 0


def test_the_csv_has_the_same_rows_as_the_screen(check):
    rows = [dict(zip(error_rows.COLUMNS, row)) for row in error_rows.errors(check, {"table": "Episodes"})]
    assert [(row["Rule"], row["Line"], row["Child"]) for row in rows] == [
        (row["rule"], row["line"], row["child"]) for row in findings(check, {"table": "Episodes"}, size=0)["rows"]
    ]


def test_a_childs_table_as_csv():
    made_csv = report.csv(made.checked(), "child", {"child": "11", "table": "Episodes"})
    head, *rows = csv.reader(io.StringIO(made_csv["bytes"].decode("utf-8-sig")))
    assert made_csv["name"].startswith("Birmingham 903 2026-27 child Episodes ")
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


def only(code, tables=None, last=None):
    """The one error of that rule as a row of "All errors"."""
    rules = [rule for rule in engine.in_force(2027) if rule.code == code]
    check = made.checked(EVIDENCE if tables is None else tables, last or {}, rules)
    [row] = named(sheets(report.workbook(check))["All errors"])
    return check, row


def test_what_the_rule_saw_stands_with_every_error():
    check, row = only("501")
    told = {
        "Column at fault": "Start (DECOM) or The episode before: End (DEC)",
        "Value at fault": "02/06/2026 or 14/06/2026",
        "Compared with": "The episode before, line 2",
        "Compared values": "End 14/06/2026",
        "Severity": "Error",
        "Category": "Inconsistent",
        "Who can put it right": "Social worker",
        "Due": "Due now",
        "Status": "Open",
        "Accepted note": "",
        "Cause no.": 1,
    }
    assert {name: row[name] for name in told} == told
    assert "14/06/2026" in row["What the rule saw"] and "14/06/2026" in row["Cause"]
    [in_csv] = named(csv.reader(io.StringIO(report.csv(check, "findings")["bytes"].decode("utf-8-sig"))))
    numbers = {"No.": "1", "Cause no.": "1", "Line": "3"}
    assert in_csv == {name: str(value) for name, value in row.items()} | numbers


def test_the_rest_of_the_row_stands_beside_what_is_at_fault():
    _, row = only("526", {"Episodes": ("CHILD DECOM PLACE PLACE_PROVIDER", "1 02/04/2026 U4 -")})
    assert (row["Column at fault"], row["Value at fault"]) == ("Provider (PLACE_PROVIDER)", "blank")
    assert row["Row at fault"].startswith("Placement U4 ") and row["Compared with"] == ""


def test_what_the_rule_worked_out_stands_beside_what_is_needed():
    tables = {
        "Header": ("CHILD SEX DOB", "1 F 01/02/2010"),
        "Episodes": (EVIDENCE["Episodes"][0], "1 02/04/2026 S C2 N1 U6 12/04/2026 E4A"),
        "OC3": ("CHILD DOB IN_TOUCH ACTIV ACCOM", "1 01/02/2010 YES F1 U1"),
    }
    _, row = only("1001", tables, {"Episodes": (EVIDENCE["Episodes"][0], "2 02/04/2025 S C2 N1 U6 - -")})
    assert row["Column at fault"].endswith("(worked out)") and "10 of 91 days" in row["Value at fault"]
    assert "Needed" in row["Compared with"] and "91 days" in row["Compared values"]


def test_a_row_that_is_not_there_is_said_so():
    whole_year = "1 02/04/2025 S C2 N1 U6 - -"
    oc2 = "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT"
    tables = {"Header": ("CHILD SEX DOB", "1 F 01/02/2015"), "Episodes": (EVIDENCE["Episodes"][0], whole_year)}
    _, row = only("191", tables | {"OC2": (f"{oc2} SUBSTANCE_MISUSE", "2 01/02/2015 - - - 1 1 1 1 0")})
    assert (row["Column at fault"], row["Value at fault"]) == ("row", "no row")
    assert (row["Compared with"], row["Compared values"]) == ("OC2", "not there")


def test_what_is_known_of_an_error_stands_with_it():
    check = made.checked()
    check.status = Status(check, check.as_at, {})
    check.status.accept(np.flatnonzero(check.rule == check.rule_numbers["101"]), "=right as it is")
    book = sheets(report.workbook(check))
    told = {(row["Rule"] == "101", row["Status"], row["Accepted note"]) for row in named(book["All errors"])}
    assert told == {(False, "Open", "")}, "what is accepted is on a sheet of its own, and in no other number"
    apart = {(row["Rule"], row["Status"], row["Accepted note"]) for row in named(book["Accepted"])}
    assert apart == {("101", "Accepted", "=right as it is")}
    assert not [row for row in named(book["One row per cause"]) if "101" in row["Rules"].split(", ")]
    assert ["Accepted with a note, in no other number", 1] in [row[:2] for row in book["Summary"]]
    assert [(row["Errors"], row["Accepted"]) for row in named(book["By rule"]) if row["Rule"] == "101"] == [(0, 1)]


def test_new_and_still_there_are_told_apart():
    check = made.checked()
    keys = Status(check, check.as_at, {}).keys
    gone = ("102", "Header", "12", "01/01/2020", 0)
    before = SavedCheck(check.checked_at, "", check.year, 4, {}, [*(key for key in keys if key[0] != "101"), gone])
    check.status = Status(check, check.as_at, {}, before)
    book = sheets(report.workbook(check))
    assert {(row["Status"], row["Rule"] == "101") for row in named(book["All errors"])} == {
        ("New", True),
        ("Still there", False),
    }
    assert {row["New"] for row in named(book["By rule"]) if row["Rule"] == "101"} == {1}
    assert ["Fixed since 15 February 2027, without a filter", 1] in [row[:2] for row in book["Summary"]]


def test_worker_and_team_are_those_of_the_users_list_else_of_the_return():
    tables = EVIDENCE | {"SWEpisodes": ("CHILD SW_ID SW_DECOM SW_DEC SW_REASON", "1 SW1 01/04/2026 - -")}
    rules = [rule for rule in engine.in_force(2027) if rule.code == "501"]
    check = made.checked(tables, {}, rules)
    own = made.table("workers", "CHILD WORKER TEAM EMAIL", "1 Jo East - ", "workers.csv")
    for workers, said in ((None, ("SW1", "")), (own, ("Jo", "East"))):
        book = sheets(report.workbook(check, workers=workers))
        for sheet in ("All errors", "One row per cause"):
            assert [(row["Worker"], row["Team"]) for row in named(book[sheet])] == [said]


def test_severity_and_category_are_two_columns(check):
    book = sheets(report.workbook(check))
    for sheet in ("By rule", "All errors"):
        assert "Kind" not in book[sheet][0]
        assert {(row["Severity"], row["Category"]) for row in named(book[sheet]) if row["Rule"] == "INT1"} == {
            ("Error", "The files don’t fit each other")
        }


def test_a_row_per_cause(check):
    book = sheets(report.workbook(check))
    rows, errors = named(book["One row per cause"]), named(book["All errors"])
    assert sum(row["Errors it makes"] for row in rows) == len(check)
    assert len(rows) == causes.of(check).tasks(np.ones(len(check), bool))
    assert [row["Cause no."] for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        own = [error for error in errors if error["Cause no."] == row["Cause no."]]
        assert len(own) == row["Errors it makes"]
        assert {error["Child"] for error in own} == {row["Child"]}
        assert row["Cause"] in {error["Cause"] for error in own}
        assert row["Rules"].split(", ") == list(dict.fromkeys(error["Rule"] for error in own))


def test_a_value_in_many_records_is_one_row():
    rows = "\n".join(f"{n} 0{n}/04/2026 U6 SC999999" for n in range(1, 7))
    tables = {"Episodes": ("CHILD DECOM PLACE URN", f"{rows}\n7 07/04/2026 U6 SC999998")}
    rules = [made.rule("1", "invalid", "Episodes.URN", lambda r: r.Episodes)]
    book = sheets(report.workbook(made.checked(tables, {}, rules)))
    first, second = named(book["One row per cause"])
    told = {
        "Cause": "Ofsted number SC999999 stands in 6 episodes",
        "Child": "",
        "Children": 6,
        "Errors it makes": 6,
        "Value at fault": "SC999999",
        "Column at fault": "Ofsted number (URN)",
    }
    assert {name: first[name] for name in told} == told
    assert (second["Child"], second["Errors it makes"], second["Value at fault"]) == ("7", 1, "SC999998")
    assert [row["Cause no."] for row in named(book["All errors"])] == [1] * 6 + [2]
