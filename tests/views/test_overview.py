"""Counts on the overview, and the rules that were not run."""

import csv
import json
from dataclasses import replace

from check903 import engine
from check903.export import report
from check903.model.returns import NotTold
from check903.model.table import Column
from check903.views.not_run import left_out
from check903.views.overview import overview, things
from check903.views.traceback import without_data
from support import made


def test_counts_agree_with_the_findings():
    check = made.checked()
    view = overview(check)
    json.dumps(view, allow_nan=False)
    assert view["errors"] == view["of_errors"] == len(check) == sum(item["errors"] for item in view["by_rule"])
    assert sum(item["errors"] for item in view["by_category"]) == len(check)
    assert sum(item["errors"] for item in view["by_table"]) == len(check)
    assert [item["category"] for item in view["by_category"]] == [
        "missing",
        "cross-year",
        "inconsistent",
        "invalid",
        "files",
    ]
    assert (view["rows"], view["children"]) == (4 + 7 + 2 + 1 + 3 + 1 + 2, 4)
    assert view["children_with_error"] == 4
    assert view["per_100"] == round(100 * len(check) / 4, 1)
    assert (view["checked_at"], view["as_at"], view["period"]) == (
        "10:42",
        "2027-02-15",
        "1 April 2026 to 31 March 2027",
    )


def test_most_errors_first_with_the_running_share():
    view = overview(made.checked())
    errors = [item["errors"] for item in view["by_rule"]]
    assert errors == sorted(errors, reverse=True)
    assert view["by_rule"][-1]["running"] == 1
    few = view["eighty"]["rules"]
    assert view["by_rule"][few - 1]["running"] >= 0.8 and (few == 1 or view["by_rule"][few - 2]["running"] < 0.8)
    assert view["eighty"]["errors"] == sum(errors[:few])


def test_a_filter_leaves_some():
    view = overview(made.checked(), {"table": "Header"})
    assert view["errors"] == 4 and view["of_errors"] > 4
    assert [item["table"] for item in view["by_table"]] == ["Header"]
    assert overview(made.checked(), {"rule": "none such"})["eighty"] == {"rules": 0, "errors": 0}


def test_rules_not_run_by_reason_with_what_to_do():
    view = overview(made.checked())
    by_why = {item["why"]: item for item in view["not_run"]}
    assert by_why["OC3 of this year is not loaded"]["todo"] == "Load OC3 of this year."
    assert by_why["Ofsted’s list is not loaded"]["todo"] == "Drop Ofsted’s list in on Files."
    assert view["not_run"][-1]["fault"] and view["not_run"][-1]["rules"] == [{"code": "452", "title": "Title of 452"}]
    assert (view["rules_in_force"], view["rules_run"], view["rules_not_run"]) == (13, 10, 3)


def test_without_last_year_there_is_one_reason():
    view = overview(made.checked(last={}))
    [item] = [item for item in view["not_run"] if "Last year" in item["why"]]
    assert [rule["code"] for rule in item["rules"]] == ["503C", "700"]
    assert item["todo"] == "Choose the files of last year too."


def test_details_of_a_fault_hold_no_data():
    [fault] = [item for item in overview(made.checked())["not_run"] if item["fault"]]
    assert (
        "SECRET" not in fault["details"]
        and "ValueError" in fault["details"]
        and "support/made.py, line " in fault["details"]
    )


def test_what_an_exception_says_is_never_shown():
    trace = (
        'Traceback (most recent call last):\n  File "/home/ann/x/rules/a.py", line 3, in f\n    cell()\n    ~~~~^^\n'
        "KeyError: 'child 7'\nand 8: more"
    )
    assert without_data(trace) == "rules/a.py, line 3, f\nKeyError"
    assert without_data("nonsense 123") == "Exception"


def test_nothing_wrong():
    view = overview(
        made.checked(rules=[made.rule("1", "invalid", "Header.SEX", lambda r: r.Header[r.Header.SEX == "?"])])
    )
    assert (view["errors"], view["rules_clean"], view["by_rule"]) == (0, 1, [])


def test_children_left_out_of_some_rules_are_said():
    check = made.checked()
    assert overview(check)["left_out"] == []
    header = check.r.table("Header")
    ethnic = header.columns["ETHNIC"]
    unknown = Column(ethnic.codes, ethnic.values, None, [bool(text) for text in ethnic.values])
    hidden = replace(header, columns={**header.columns, "ETHNIC": unknown})
    (item,) = left_out(engine.check(check.r.like({"Header": hidden}), check.rules))
    rows = int(unknown.unknown_rows().sum())
    assert rows > 1
    assert item["why"] == f"ETHNIC isn’t known in {rows} rows of Header of this year: the children are left out"
    assert [rule["code"] for rule in item["rules"]] == ["103"]


def test_placements_whose_setting_a_list_cannot_tell_are_said_like_children_left_out():
    check = made.checked()
    check.not_told = {
        "225": NotTold("POSTCODE", 1, ()),
        "433": NotTold("POSTCODE", 1, ()),
        "501": NotTold("REG_END", 2000, ("list.xlsx, sheet Closed",)),
    }
    one, other = overview(check)["left_out"]
    assert one["why"] == "Ofsted’s list has no postcodes for the setting of 1 placement: the placement is left out"
    assert [rule["code"] for rule in one["rules"]] == ["225", "433"]
    assert (
        other["why"]
        == "Ofsted’s list has no closing dates for the settings of 2,000 placements (list.xlsx, sheet Closed): the"
        " placements are left out"
    )
    assert other["todo"] == "Add the column to the list, or drop in a list that has it."
    last = list(csv.reader(report.csv(check, "not_run")["bytes"].decode("utf-8-sig").splitlines()))[-1]
    assert last[:3] == [other["why"], other["todo"], "501"], "in the workbook's sheet too"


def test_things_to_fix_are_counted_with_the_filter():
    whole, part = things(made.checked()), things(made.checked(), {"rule": "501"})
    assert part == {"things": 1, "patterns": []} and whole["things"] > 1


def test_what_is_missing_has_one_line_and_a_rule_one_place():
    wanted = {"1": "OC3", "2": "OC3 AD1", "3": "OC3 AD1", "4": "AD1 UASC", "5": "UASC"}
    rules = [made.rule(code, "missing", "Header.SEX", None, tables=f"Header {more}") for code, more in wanted.items()]
    items = overview(made.checked(rules=rules))["not_run"]
    assert [(item["why"], [rule["code"] for rule in item["rules"]]) for item in items] == [
        ("OC3 of this year is not loaded", ["1", "2", "3"]),
        ("AD1 of this year is not loaded", ["4"]),
        ("UASC of this year is not loaded", ["5"]),
    ]
