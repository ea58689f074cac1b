"""One rule with its rows, this year's beside last year's, and the book of rules."""

import json

import pytest

from check903 import engine
from check903.reference import schema
from check903.views.catalogue import changed, rule_book
from check903.views.counterpart import counterpart
from check903.views.rules import rule
from check903.views.siblings import said
from views import made


@pytest.fixture(scope="module")
def check():
    return made.checked()


def test_rules_that_the_department_went_on_revising_say_so(check):
    assert "as known in May 2026" in rule_book(2027)["as_known"]
    assert "revised its rules on 4 June 2026" in rule_book(2027)["as_known"]
    assert rule_book(2026)["as_known"] == ""
    assert rule(check, "503C")["as_known"] == schema.as_known(check.r.rules_year)
    assert rule(check, "700")["as_known"] == schema.as_known(2027)
    assert rule(check, "nothing")["as_known"] == ""


def texts(cells):
    return [cell["value"] for cell in cells]


def test_last_years_row_beside(check):
    view = rule(check, "503C")
    json.dumps(view, allow_nan=False)
    [found] = view["sets"]
    assert [column["field"] for column in found["columns"]] == ["DECOM", "CIN"]
    assert found["beside"]["label"] == "Last year"
    [row] = found["rows"]
    assert (row["child"], row["line"], texts(row["cells"]), [cell["wrong"] for cell in row["cells"]]) == (
        "11", 2, ["11/02/2026", "N5"], [False, True])
    assert (row["beside"]["line"], texts(row["beside"]["cells"]), row["beside"]["file"]) == (3, ["11/02/2026", "N1"], "last/episodes.csv")
    assert row["beside"]["cells"][1]["short"] == "Abuse or neglect"
    assert (found["others"], row["others"]) == ("All the child’s rows", "All 4 say N5")


@pytest.mark.parametrize("needs, wanted", [
    ("N1 N1 N1", "3 of 3 say N1"), ("N5 N1 N6", "1 of 3 says N1"), ("N5 N6 N6", "None of 3 says N1"),
    ("- - -", "All 3 say blank"), ("N5", "Only 1 row")])
def test_what_all_the_childs_rows_say(needs, wanted):
    rows = "\n".join(f"11 0{month}/05/2026 {need}" for month, need in enumerate(needs.split(), 1))
    check = made.checked({"Episodes": ("CHILD DECOM CIN", f"\n{rows}\n")})
    assert said(check, "Episodes", 0, "CIN", "N1") == wanted


def test_one_set_a_table_each_paged_for_itself(check):
    view = rule(check, "602")
    assert [(found["table"], found["total"]) for found in view["sets"]] == [("Header", 1), ("Episodes", 1)]
    assert [column["field"] for column in view["sets"][0]["columns"]] == ["SEX"]
    assert (view["errors"], view["children"], view["total"]) == (2, 1, 2)
    assert all(found["beside"] is None for found in view["sets"])
    assert [len(found["rows"]) for found in rule(check, "602", None, 1, 1)["sets"]] == [0, 0]


def test_a_row_of_last_year_has_this_years_beside(check):
    [this, last] = rule(check, "700")["sets"]
    assert (this["table"], this["beside"]["label"]) == ("PlacedAdoption", "Last year")
    assert (last["table"], last["beside"]["label"], last["year_label"]) == ("PlacedAdoption_last", "This year", "2025-26")
    assert this["rows"][0]["beside"]["line"] == 2  # the same date, not the latest
    assert last["rows"][0]["beside"]["file"] == "this/placedadoption.csv"


@pytest.mark.parametrize("table, row, wanted", [
    ("Episodes", 0, ("Episodes_last", 1)),  # the latest
    ("Episodes_last", 0, ("Episodes", 0)),  # the earliest
    ("Episodes", 4, None),  # a child without episodes last year
    ("Header", 0, ("Header_last", 0)), ("Header", 2, None),
    ("Missing", 0, None),  # not loaded
])
def test_counterparts(check, table, row, wanted):
    assert counterpart(check, table, row) == wanted


def test_the_filter_and_the_sort_hold_for_the_rows(check):
    assert rule(check, "225", {"rule": "101", "child": "100"})["total"] == 1
    one = rule(check, "225", {"child": "100"})
    assert (one["errors"], one["of_errors"], one["children"], rule(check, "225")["errors"]) == (1, 3, 1, 3)
    lines = [row["line"] for row in rule(check, "225", sort="-line")["sets"][0]["rows"]]
    assert lines == sorted(lines, reverse=True) and len(lines) == 3


def test_the_childs_id_at_fault_is_no_column(check):
    [found] = rule(check, "INT1")["sets"]
    assert found["child_wrong"] and found["columns"] == []


def test_rules_without_rows(check):
    assert rule(check, "601")["not_run"] == "OC3 of this year is not loaded"
    assert rule(check, "142")["title"] and rule(check, "142")["sets"] == []  # not in this check, but in the registry
    assert rule(check, "no such rule")["known"] is False


def test_the_book_holds_every_rule_of_every_year():
    for year in range(schema.FIRST_YEAR, schema.LAST_YEAR + 1):
        book = rule_book(year)
        json.dumps(book, allow_nan=False)
        assert book["total"] == len(book["rules"]) == len(engine.in_force(year))
        assert all(entry["title"] and entry["wrong"] and entry["fix"][0].isupper() for entry in book["rules"])
    assert {entry["changed"] for entry in rule_book(schema.FIRST_YEAR)["rules"]} == {""}


def test_what_changed_is_a_sentence():
    old, new = (made.rule("1", "invalid", "Header.SEX", None, title=title) for title in ("Old", "New"))
    assert changed(new, new) == ""
    assert changed(None, new) == "New in 2022-23."
    assert changed(old, new) == "Changed from 2022-23: it was “Old”."
