"""Calls that name what isn't there: a sentence for the page, and nothing is changed."""

import pytest

from check903.reference import postcodes
from check903.session.not_yet import NotYet
from check903.session.session import Session

MADE_UP = [
    ("remove", 999),
    ("change", 999, 0),
    ("change", 1, 7),
    ("change", 1, -1),
    ("change", 1, 0, "Nothing"),
    ("change", 1, 0, "Header", 999_999),
    ("choose_year", 999_999),
    ("choose_year", 1),
    ("check_start", {"as_at": "soon"}),
    ("check_start", {"year": 999_999}),
    ("accept", {}, "seen", [999_999]),
    ("accept", {}, "seen", [-1]),
    ("ask_about", [999_999]),
    ("cause_try", [999_999]),
    ("cause_fix", [999_999], "anything"),
    ("fix_fields", "Nothing"),
    ("fix_cell", "Nothing", 0, "SEX", "1"),
    ("fix_cell", "Header", 0, "PLACE", "1"),
    ("fix_cell", "Header", 999_999, "SEX", "1"),
    ("fix_cell", "Header", -1, "SEX", "1"),
    ("cells_try", "Nothing", None, "SEX", "1"),
    ("fix_values", "Header", "SEX", [[999_999, "1"]]),
    ("values_try", "Header", "Nothing", [[0, "1"]]),
    ("fix_undo", None, 999),
    ("fix_try", "anything", "some"),
    ("plan_tick", "anything", "some"),
    ("share_set", {"fix_by": "soon"}),
    ("tables", "zip"),
    ("tables", "csv", "round"),
    ("ask_file", "pdf", "", [], []),
    ("figures_file", "pdf"),
    ("figure_children_file", "anything", "", None, "pdf"),
]


@pytest.fixture(scope="module")
def session():
    session = Session(postcodes.Directory())
    session.add_file("2026-27/header.csv", b"CHILD,SEX,DOB\n1,X,01/02/2015\n2,1,01/02/2015\n")
    progress = session.check_start({})
    while not progress["done"]:
        progress = session.check_step()
    session.fix_cell("Header", 0, "SEX", "2")
    return session


@pytest.mark.parametrize("call", MADE_UP, ids=lambda call: f"{call[0]} {call[1:]}")
def test_what_is_not_there_is_said_and_changes_nothing(session, call):
    name, *arguments = call
    before = session.memo()["bytes"]
    with pytest.raises(NotYet, match=r"^\W?[A-Z0-9“].*\.$"):
        getattr(session, name)(*arguments)
    assert session.memo()["bytes"] == before and session.files()["year"] == 2027


def test_what_local_rules_answered_that_cannot_be_read(session):
    version = session.ask_begin()["version"]
    with pytest.raises(NotYet, match="Run them again"):
        session.local_take(version, "not JSON")


def test_no_postcode_is_looked_for_in_a_call_without_its_arguments(session):
    assert session.postcode_areas_wanted("fix_cell", []) == []
