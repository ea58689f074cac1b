"""One rule with its rows, each beside what the rule compared it with, and the book of rules."""

import json

import pytest

from check903 import engine
from check903.findings.labels import partner
from check903.reference import schema
from check903.views.catalogue import changed, rule_book
from check903.views.rules import rule
from check903.wording.declared import by_code
from support import made
from support.rule_runs import BLOCKS, run


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
    return [cell and cell["value"] for cell in cells]


def only_row(view):
    [found] = view["sets"]
    [row] = found["rows"]
    return found, row


def seen(checked, code):
    return only_row(rule(checked, code))


def test_last_years_row_beside(check):
    view = rule(check, "503C")
    json.dumps(view, allow_nan=False)
    found, row = only_row(view)
    assert [column["field"] for column in found["columns"]] == ["DECOM", "CIN"]
    assert (row["child"], row["line"], texts(row["cells"]), row["culprits"]) == ("11", 2, ["11/02/2026", "N5"], ["CIN"])
    assert [cell["wrong"] for cell in row["cells"]] == [False, True]
    [beside] = row["beside"]
    assert (beside["label"], beside["line"], beside["file"]) == ("Last year", 3, "last/episodes.csv")
    assert texts(beside["cells"]) == ["11/02/2026", "N1"]
    assert [(cell["same"], cell["answers"]) for cell in beside["cells"]] == [(True, False), (False, True)]
    assert beside["cells"][1]["short"] == "Abuse or neglect"


def blocks_of(code):
    return next(block for block in BLOCKS if block.code == code and block.fails)


def test_502_shows_the_row_it_compared():
    """Not the child's open episode, which stands elsewhere: the latest of last year by its start, or the last in the
    file.
    """
    block = blocks_of("502")
    [found] = rule(run(block), "502", size=100)["sets"]
    lines = {row["child"]: row["beside"][0]["cells"][0]["value"] for row in found["rows"]}
    compared = {("Episodes", row["at"]): row["beside"][0]["table"] for row in found["rows"]}
    assert compared == {at: "Episodes_last" for at in block.fails}
    columns, rows = block.tables["Episodes_last"]
    start = columns.index("DECOM")
    ids = {row["child"]: block.beside["Episodes", row["at"]][1] for row in found["rows"]}
    assert lines == {child: rows[at][start] for child, at in ids.items()}


def test_what_ofsteds_list_says_stands_under_the_same_columns():
    block = blocks_of("219")
    found = rule(run(block), "219", size=100)["sets"][0]
    row = found["rows"][0]
    fields = [column["field"] for column in found["columns"]]
    [beside] = row["beside"]
    assert beside["label"] == "Ofsted’s list"
    own, listed = (dict(zip(fields, one["cells"])) for one in (row, beside))
    assert own["URN"]["value"] == listed["URN"]["value"] and listed["URN"]["same"]
    assert own["PLACE"]["value"] not in listed["PLACE"]["value"].split()


def test_a_row_that_is_not_there_is_named():
    found = next(
        found for found in rule(run(blocks_of("191")), "191", size=100)["sets"] if found["table"] == "Episodes"
    )
    assert {row["absent"] for row in found["rows"]} == {"No row in OC2"}


@pytest.mark.parametrize(
    "name, own, table, wanted",
    [
        ("before", "Episodes", "Episodes", "The episode before"),
        ("after", "SWEpisodes", "SWEpisodes", "The next social worker episode"),
        ("last", "Episodes", "Episodes_last", "Last year"),
        ("last", "Header", "UASC_last", "Last year, UASC"),
        ("other", "DoLo_last", "DoLo", "This year"),
        ("other", "Header", "Header", "The other row"),
        ("header", "UASC", "Header", "Header"),
        ("nearest", "Episodes", "SWEpisodes", "Nearest social worker episode"),
        ("list", "Episodes", "Providers", "Ofsted’s list"),
    ],
)
def test_what_a_partner_is_called(name, own, table, wanted):
    assert partner(name, own, table) == wanted


FAILING = [block for block in BLOCKS if block.fails and "not run" not in block.settings]


@pytest.mark.parametrize("block", FAILING, ids=lambda block: f"{block.code} {block.years} {block.where}")
def test_every_rules_page_shows_what_the_rule_saw(block):
    view = rule(run(block), block.code, size=1000)
    rows = [(found, row) for found in view["sets"] for row in found["rows"]]
    assert {(found["table"], row["at"]) for found, row in rows} == block.fails
    for found, row in rows:
        at = found["table"], row["at"]
        assert row["evidence"] and "{" not in row["evidence"]
        assert all(len(one["cells"]) == len(found["columns"]) for one in (row, *row["beside"]))
        assert all(one["label"] and any(one["cells"]) for one in row["beside"])
        marked = {column["field"] for column, cell in zip(found["columns"], row["cells"]) if cell and cell["wrong"]}
        assert marked - {""} == set(row["culprits"]) - {"CHILD"}  # "": what the rule worked out
        if block.beside.get(at):
            assert block.beside[at][0] in {one["table"] for one in row["beside"]}


def test_one_set_a_table_each_paged_for_itself(check):
    view = rule(check, "602")
    assert [(found["table"], found["total"]) for found in view["sets"]] == [("Header", 1), ("Episodes", 1)]
    assert [column["field"] for column in view["sets"][0]["columns"]] == ["SEX"]
    assert (view["errors"], view["children"], view["total"]) == (2, 1, 2)
    assert [len(found["rows"]) for found in rule(check, "602", None, 1, 1)["sets"]] == [0, 0]


def test_the_filter_and_the_sort_hold_for_the_rows(check):
    assert rule(check, "225", {"rule": "101", "child": "100"})["total"] == 1
    one = rule(check, "225", {"child": "100"})
    assert (one["errors"], one["of_errors"], one["children"], rule(check, "225")["errors"]) == (1, 3, 1, 3)
    lines = [row["line"] for row in rule(check, "225", sort="-line")["sets"][0]["rows"]]
    assert lines == sorted(lines, reverse=True) and len(lines) == 3


def test_the_childs_id_at_fault_is_no_column(check):
    found, row = seen(check, "INT1")
    assert (row["child"], row["culprits"], found["columns"]) == ("=1+1", [], [])


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


COUNTING = [block for block in FAILING if any(words.measures for words in by_code().get(block.code, ()))]


@pytest.mark.parametrize("block", COUNTING, ids=lambda block: f"{block.code} {block.years} {block.where}")
def test_what_a_rule_works_out_is_not_what_is_needed(block):
    """Each row at fault has a number that falls short, where all that it is made of can be read."""
    for found in rule(run(block), block.code, size=1000)["sets"]:
        for row in found["rows"]:
            amounts = [cell for cell in row["cells"] if cell and "share" in cell]
            assert not amounts or any(cell["short"] for cell in amounts) or "adopt" in row["evidence"]


def test_an_age_stands_beside_the_one_needed():
    block = next(block for block in FAILING if block.code == "374")
    row = rule(run(block), "374")["sets"][0]["rows"][0]
    age = row["cells"][-1]
    assert (age["lead"], age["found"], age["said"], age["share"]) == ("aged", "13", "14 or over needed", None)
    assert row["culprits"] == ["PLACE"] and age["short"] and not age["wrong"]


def test_too_many_days_with_the_stays_that_were_counted():
    block = next(block for block in FAILING if block.code == "367")
    found = rule(run(block), "367", size=100)["sets"][0]
    heads = [head["label"] for head in found["columns"]]
    row = next(row for row in found["rows"] if len(row["cells"][heads.index("Short breaks")]["lines"]) > 1)
    days = row["cells"][heads.index("Days")]
    lines = row["cells"][heads.index("Short breaks")]["lines"]
    assert days["said"] == "days, 75 at most" and days["short"] and days["over"]
    assert sum(int(line["note"].split(", ")[-1].split()[0]) for line in lines) == int(days["found"])


@pytest.mark.parametrize("code", "434 219 221 224 227 229 191 388 433 501 503B 503F 1001".split())
def test_what_to_do_stands_once_above_the_rows_of_a_kind(code):
    block = next(block for block in FAILING if block.code == code)
    said = [group["text"] for found in rule(run(block), code, size=1000)["sets"] for group in found["groups"]]
    assert any(said) and not any("{" in text for text in said)
    assert all(group["title"] for found in rule(run(block), code)["sets"] for group in found["groups"] if group["text"])
