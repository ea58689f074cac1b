"""Annex A beside the return, as the session tells it: apart from the errors, gone with the files, worked out anew after
a change.
"""

import datetime as dt
import io

import pytest
import python_calamine

from check903 import sample
from check903.reference import postcodes
from check903.session.session import Session
from support.files import workbook
from support.made_annex import Annex

FILES = sample.generate(60, seed=4, share=0)


@pytest.fixture
def annex() -> Annex:
    return Annex(FILES.this_year, FILES.last_year, dt.date(2027, 3, 31))


def session_with(annex: Annex | None) -> Session:
    """A session that has checked the files, with Annex A in one workbook."""
    session = Session(postcodes.Directory())
    for year, files in (("this year", FILES.this_year), ("last year", FILES.last_year)):
        for name, data in files.items():
            session.add_file(f"{year}/{name}", data)
    if annex:
        session.add_file("annex a.xlsx", workbook({f"List {one}": annex.cells(one) for one in annex.lists}))
    check(session)
    return session


def check(session: Session) -> None:
    session.check_start({})
    while not session.check_step()["done"]:
        pass


def test_differences_stand_apart_from_the_errors(annex):
    annex.lists[8][0]["Child's Category of Need"] = "N7"
    annex.lists[8][1]["Gender"] = "purple"
    changed, other = (row["Child Unique ID"] for row in annex.lists[8][:2])
    session, without = session_with(annex), session_with(None)
    assert session.rules() == without.rules() and session.children() == without.children()
    shown = session.two_lists()
    assert shown["there"] and (shown["total"], shown["children"]) == (1, 1)
    assert shown["counts"] == [{"said": "Child’s Category of Need", "differences": 1}]
    [row] = shown["rows"]
    assert (row["child"], row["theirs"], row["known"]) == (changed, "N7", True)
    assert row["our_place"].startswith("this year/episodes.csv, line ")
    assert row["their_place"] == "annex a.xlsx, sheet List 8, line 2"
    [text] = shown["not_understood"]
    assert (text["text"], text["cells"]) == ("purple", 1)
    assert session.two_lists_of(changed) == [row] and session.two_lists_of(other) == []
    assert session.two_lists("Child’s Category of Need")["shown"] == 1
    assert session.two_lists("no such thing")["about"] == ""
    made = session.two_lists_workbook()
    assert python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made["bytes"])).sheet_names[1] == (
        "The two lists disagree"
    )
    assert not without.two_lists()["there"] and without.two_lists_workbook() == {}


def test_what_is_put_right_in_the_return_no_longer_differs(annex):
    was = annex.lists[8][0]["Child's Category of Need"]
    annex.lists[8][0]["Child's Category of Need"] = "N7"
    session, child = session_with(annex), annex.lists[8][0]["Child Unique ID"]
    assert session.two_lists()["total"] == 1
    rows = session.checks.needed().findings.r.Episodes
    for row in (at for at, one in enumerate(rows.CHILD.texts()) if one == child):
        session.fix_cell("Episodes", row, "CIN", "N7")
    assert was[:2] != "N7" and session.two_lists()["total"] == 0


def test_files_say_what_the_lists_are(annex):
    session = session_with(annex)
    [file] = [one for one in session.files()["files"] if one["name"] == "annex a.xlsx"]
    assert {(part["kind"], part["role"]) for part in file["parts"]} == {("annex_a", "reference")}
    assert file["parts"][0]["label"] == "Annex A, Ofsted’s child-level data"
    assert session.share_lists()["workers"]["children"] > 0  # letters have the workers' names
