"""The errors of a rule by what is at fault: the kinds on its page, and what acts on one kind alone."""

import pytest

from check903.export import report
from check903.findings import groups
from check903.findings.search import matching
from check903.views.rules import rule
from support.rule_runs import BLOCKS, run


def example(code):
    """The check of the rule's first example that has rows at fault."""
    return run(next(block for block in BLOCKS if block.code == code and block.fails))


@pytest.fixture(scope="module")
def moves():
    return example("434")


def first_set(checked, code, **asked):
    return rule(checked, code, asked, size=1000)["sets"][0]


def test_every_error_is_of_one_kind_and_most_come_first(moves):
    found = first_set(moves, "434")
    totals = [kind["total"] for kind in found["groups"]]
    assert len(totals) > 2 and totals == sorted(totals, reverse=True)
    assert sum(totals) == found["total"] == len(found["rows"])
    assert len({kind["key"] for kind in found["groups"]}) == len(totals)


def test_the_cells_at_fault_are_those_that_the_kind_names(moves):
    found = first_set(moves, "434")
    for row in found["rows"]:
        assert row["group"] == f"434 Episodes {','.join(row['culprits'])}"
    titles = {kind["key"]: kind["title"] for kind in found["groups"]}
    assert titles["434 Episodes PL_POST"] == "Placement postcode differs"
    assert titles["434 Episodes LS"] == "At fault: Legal status"


def test_the_filter_leaves_one_kind_of_its_own_table(moves):
    key = "434 Episodes URN"
    found = first_set(moves, "434", group=key)
    assert {row["group"] for row in found["rows"]} == {key}
    assert found["total"] < found["of"] == first_set(moves, "434")["total"]
    assert len(found["groups"]) == len(first_set(moves, "434")["groups"])  # the other buttons stay
    assert not groups.of_kind(moves, "434 Episodes nothing of the kind").any()


def test_what_is_downloaded_and_what_is_accepted_is_that_kind(moves):
    asked = {"rule": "434", "group": "434 Episodes URN"}
    total = first_set(moves, "434", group=asked["group"])["total"]
    lines = report.csv(moves, "rule", asked)["bytes"].decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + total
    assert int(matching(moves, asked).sum()) == total == int(groups.of_kind(moves, asked["group"]).sum())


def test_a_number_that_falls_short_is_a_kind_where_no_cell_is_at_fault():
    checked = example("1001")
    found = first_set(checked, "1001")
    short = {kind["key"]: kind["title"] for kind in found["groups"] if "#" in kind["key"]}
    assert short == {
        "1001 OC3 #Since-14": "Too few days since the 14th birthday",
        "1001 OC3 #Since-16": "Enough since 14, but not a day since the 16th birthday",
    }
    for row in found["rows"]:
        assert ("#" in row["group"]) == any(cell and cell["wrong"] and "share" in cell for cell in row["cells"])


def test_what_is_not_there_is_a_kind():
    found = first_set(example("219"), "219")
    absent = [kind for kind in found["groups"] if kind["key"].endswith("!")]
    assert [(kind["title"], kind["asks"]) for kind in absent] == [("Not in Ofsted’s list", "missing")]


def test_blank_answers_are_one_kind_whichever_they_are():
    found = next(found for found in rule(example("191"), "191", size=100)["sets"] if found["table"] == "OC2")
    [kind] = found["groups"]
    assert kind["key"] == "191 OC2 blank" and kind["total"] == found["total"]
    assert kind["title"] == "Immunisations, teeth check, health assessment or substance misuse is blank"
    assert len({tuple(row["culprits"]) for row in found["rows"]}) > 2  # each row still marks its own


def test_a_cell_beside_is_named_with_the_row_in_which_it_stands():
    titles = {kind["key"]: kind["title"] for kind in first_set(example("501"), "501")["groups"]}
    assert titles["501 Episodes DECOM,before.DEC?"] == "Not clear: Start or end of the episode before"
    assert {kind["title"] for kind in first_set(example("601"), "601")["groups"]} == {
        "One or more of six cells are blank",
        "No row in AD1",
    }


def test_a_kind_has_its_sentence_once_where_all_have_the_same():
    found = next(found for found in rule(example("191"), "191", size=100)["sets"] if found["table"] == "Episodes")
    [kind] = found["groups"]
    assert kind["text"].startswith(found["rows"][0]["evidence"]) and not found["rows"][0]["said"]


def test_the_tables_of_a_rule_are_paged_each_for_itself():
    checked = example("407")
    tables = {found["table"]: found["total"] for found in rule(checked, "407", size=100)["sets"]}
    assert len(tables) == 2 and min(tables.values()) > 2
    pages = rule(checked, "407", {}, {"Episodes": 1}, 2)["sets"]
    shown = {found["table"]: [row["n"] for row in found["rows"]] for found in pages}
    whole = {found["table"]: [row["n"] for row in found["rows"]] for found in rule(checked, "407", size=100)["sets"]}
    assert shown["Episodes"] == whole["Episodes"][2:4] and shown["Header"] == whole["Header"][:2]


def test_many_different_kinds_are_one_heap_whose_rows_speak_for_themselves(monkeypatch):
    monkeypatch.setattr(groups, "MOST", 1)
    found = first_set(example("434"), "434")
    assert [kind["title"] for kind in found["groups"]] == [""]
    assert all(row["said"] for row in found["rows"])
