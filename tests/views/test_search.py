"""Filtering, sorting and paging of all findings."""

import json

import pytest

from check903 import engine
from check903.findings import search
from check903.findings.sorting import SORTS
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
from check903.reference import codes
from check903.views.children import children
from check903.views.findings import choices, findings
from check903.views.rules import rules
from support import made


@pytest.fixture(scope="module")
def check():
    return made.checked()


def rules_of(view):
    return [row["rule"] for row in view["rows"]]


def test_a_finding(check):
    row = findings(check, {"rule": "503C"})["rows"][0]
    json.dumps(row, allow_nan=False)
    assert {key: row[key] for key in ("rule", "table", "file", "line", "child")} == {
        "rule": "503C",
        "table": "Episodes",
        "file": "this/episodes.csv",
        "line": 2,
        "child": "11",
    }
    assert row["values"] == [
        {
            "field": "CIN",
            "label": "Category of need",
            "value": "N5",
            "meaning": codes.meaning("CIN", "N5"),
            "short": codes.short("CIN", "N5"),
        }
    ]


@pytest.mark.parametrize(
    "asked, wanted",
    [
        ({"rule": "101"}, ["101"]),
        ({"table": "PlacedAdoption_last"}, ["700"]),
        ({"category": "cross-year"}, ["503C"]),
        ({"category": "files"}, ["INT1"]),
        ({"child": "100", "table": "Header"}, ["103"]),
        ({"file": "last/placedadoption.csv"}, ["700"]),
        ({"rule": "101", "category": "missing"}, []),
        ({"rule": "nonsense"}, []),
        ({"table": "nonsense"}, []),
        ({"child": "nonsense"}, []),
        ({"file": "nonsense"}, []),
    ],
)
def test_exact_filters(check, asked, wanted):
    assert rules_of(findings(check, asked)) == wanted


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("503c", ["503C"]),
        ("NEED differs", ["503C"]),
        ("differs need", ["503C"]),
        ("family dysfunction", ["503C"]),
        ("n5", ["503C"]),
        ("=1+1", ["INT1"]),
        ("last/placed", ["700"]),
        ("ethnic blank", ["103"]),
        ("need nowhere", []),
        ("disagrees", ["503C"]),
    ],
)
def test_free_text_finds_every_word_somewhere(check, text, wanted):
    assert rules_of(findings(check, {"text": text})) == wanted


def test_empty_keys_do_not_count(check):
    assert findings(check, {"rule": "", "text": None})["total"] == len(check)


@pytest.mark.parametrize("sort", SORTS)
def test_sorting_is_stable_both_ways(check, sort):
    rising, falling = findings(check, sort=sort, size=0)["rows"], findings(check, sort=f"-{sort}", size=0)["rows"]
    assert {row["n"] for row in rising} == {row["n"] for row in falling} == set(range(len(check)))
    key = {
        "rule": lambda row: row["n"],
        "line": lambda row: row["line"],
        "child": lambda row: (len(row["child"]), row["child"]),
        "title": lambda row: row["title"].lower(),
        "file": lambda row: row["file"],
    }.get(sort)
    if key:
        assert rising == sorted(rising, key=lambda row: (key(row), row["n"]))


def test_an_unknown_sort_is_by_rule(check):
    assert findings(check, sort="nonsense") == findings(check)


def test_pages_lie_end_to_end(check):
    whole = [row["n"] for row in findings(check, sort="child", size=0)["rows"]]
    pages = [row["n"] for page in range(9) for row in findings(check, None, page, 3, "child")["rows"]]
    assert pages == whole
    assert findings(check, None, 99, 3)["rows"] == []


def test_ids_are_in_natural_order(check):
    assert [row["child"] for row in children(check, sort="child")["rows"]] == ["11", "12", "100", "=1+1"]


def test_children_by_errors(check):
    rows = children(check)["rows"]
    assert [row["errors"] for row in rows] == sorted((row["errors"] for row in rows), reverse=True)
    assert children(check, find="1+")["rows"] == [
        {"child": "=1+1", "errors": 1, "rules": [{"code": "INT1", "title": "Title of INT1"}], "tables": ["Header"]}
    ]
    assert children(check, {"rule": "101"})["total"] == 1


def test_rules_with_errors(check):
    view = rules(check)
    assert view["errors"] == len(check) and view["total"] == len(view["rules"]) == 10
    assert [item["code"] for item in rules(check, sort="code")["rules"]][:3] == ["101", "103", "225"]
    assert [item["code"] for item in rules(check, find="sex")["rules"]] == ["602", "101"]
    assert rules(check, {"rule": "101"})["total"] == 10  # the list stays while one of it is looked at


def test_choices_count_with_the_rest_of_the_filter(check):
    view = choices(check, {"rule": "101", "table": "Header"})
    assert [item["code"] for item in view["rules"]] == ["101", "103", "602", "INT1"]
    assert [(item["table"], item["errors"]) for item in view["tables"]] == [("Header", 1)]
    assert view["categories"] == [{"category": "invalid", "label": "Not permitted", "errors": 1}]
    assert view["files"] == [{"file": "this/header.csv", "errors": 1}]


def test_rows_without_a_child_or_a_line():
    r = Return(
        {"Header": Table("Header", {"CHILD": Column.of(["", "777"]), "SEX": Column.of(["X", "X"])})},
        {},
        Collection.of_year(2027),
    )
    check = engine.check(r, made.RULES[:1])
    assert [(row["child"], row["file"], row["line"]) for row in findings(check)["rows"]] == [
        ("", "", None),
        ("777", "", None),
    ]
    assert [row["child"] for row in children(check, sort="child")["rows"]] == ["", "777"]
    assert findings(check, {"text": "77"})["total"] == 1


def test_a_long_text_is_looked_for_by_its_first_words_each_once():
    many = " ".join(f"word{number}" for number in range(20_000))
    assert search.wanted("Fee fi FEE  fum") == ["fee", "fi", "fum"]
    assert len(search.wanted(many)) < 100
    assert search.wanted(f"header {many}")[:2] == ["header", "word0"]
    assert search.find(["a header"], "header " * 20_000).tolist() == [True]
