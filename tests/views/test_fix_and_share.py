"""Fix and Share through the worker's API, on the sample return."""

import io
import json
import zipfile

import pytest

from check903.engine import DEPARTMENT
from check903.session.session import Session
from support import made


@pytest.fixture
def session():
    return made.checked_sample()


def test_a_fix_does_what_trying_it_on_said_and_undo_takes_it_back(session):
    before = session.findings()["total"]
    offer = next(offer for offer in session.fix()["offers"] if not offer["safe"])
    tried = session.fix_try(offer["key"], "all")
    assert session.findings()["total"] == before
    done = session.fix_apply(offer["key"], "all")
    assert (done["gone"], done["new"]) == (tried["gone"], tried["new"])
    assert done["gone"] > 0
    assert session.findings()["total"] == before - done["gone"] + done["new"]
    assert session.fix()["changes"] == offer["count"]
    session.fix_undo([done["number"]])
    assert session.findings()["total"] == before
    session.fix_redo()
    assert session.findings()["total"] == before - done["gone"] + done["new"]


def test_an_offer_names_the_rules_whose_errors_it_fixes_now(session):
    errors = {rule["code"] for rule in session.rules()["rules"]}
    offers = session.fix()["offers"]
    assert {code for offer in offers for code in offer["rules"]} <= errors
    assert any(len(DEPARTMENT.fixes[offer["key"]].rules) > len(offer["rules"]) > 0 for offer in offers)


def test_an_accepted_error_that_undo_brings_back_is_not_new(session):
    offer = next(offer for offer in session.fix()["offers"] if not offer["safe"])
    tried = session.fix_try(offer["key"], "all")
    rule = tried["gone_rules"][0]
    session.accept({"rule": rule["code"]}, "asked twice")
    done = session.fix_apply(offer["key"], "all")
    assert done["gone"] == tried["gone"] - rule["errors"]
    back = session.fix_undo([done["number"]])
    assert (back["gone"], back["new"]) == (done["new"], done["gone"])
    assert rule["code"] not in {one["code"] for one in back["new_rules"]}
    session.accept({"rule": rule["code"]}, "")
    session.fix_redo()
    assert session.fix_undo([done["number"]])["new"] == tried["gone"]


def test_every_file_is_called_council_year_what_and_date(session):
    session.fix_apply_safe()
    day = f"{session.check.findings.checked_at:%Y-%m-%d}"
    for call, what in {
        "corrected_files": "corrected.zip",
        "change_log": "changes.xlsx",
        "return_as_xml": "return.xml",
        "save_work": "work.json",
        "figures": "figures.json",
        "workbook": "errors.xlsx",
        "share_drafts": "drafts.zip",
        "share_pages": "letters.html",
        "share_merge": "mail merge.csv",
        "workers_template": "list of workers.xlsx",
    }.items():
        name, _, ending = what.partition(".")
        assert getattr(session, call)()["name"] == f"Bristol 903 2026-27 {name} {day}.{ending}", call


def test_one_change_of_several_is_undone_and_redone(session):
    offer = next(offer for offer in session.fix()["offers"] if not offer["safe"] and offer["count"] > 1)
    done = session.fix_apply(offer["key"], "all")
    after = session.findings()["total"]
    first = session.fix_log(done["number"])["rows"][0]
    assert (first["at"], first["undone"], first["together"]) == (0, False, 1)
    undone = session.fix_undo([done["number"]], 0)
    assert [row["undone"] for row in session.fix_log(done["number"])["rows"]] == [True] + [False] * (offer["count"] - 1)
    assert (session.fix()["changes"], session.fix()["undone"], session.fix()["log"][0]["undone"]) == (
        offer["count"] - 1,
        1,
        1,
    )
    assert session.findings()["total"] == after - undone["gone"] + undone["new"]
    assert any(
        row["child"] == first["child"] for row in made.planned(session) and session.plan_group(offer["key"])["rows"]
    )
    session.fix_redo([done["number"]], 0)
    assert session.findings()["total"] == after and session.fix()["undone"] == 0


def test_a_row_left_out_is_not_changed(session):
    offer = next(offer for offer in session.fix()["offers"] if not offer["safe"] and offer["count"] > 1)
    session.fix_apply(offer["key"], "all", [session.plan_group(offer["key"])["rows"][0]["record"]])
    assert session.fix()["changes"] == offer["count"] - 1


def test_changes_are_made_again_after_another_check(session):
    offer = next(offer for offer in session.fix()["offers"] if not offer["safe"])
    session.fix_apply(offer["key"], "all")
    session.check_start({"authority": "E08000025"})
    while not session.check_step()["done"]:
        pass
    assert session.fix()["changes"] == offer["count"]
    assert session.fix()["dropped"] == 0


def test_a_column_called_by_its_right_name_is_in_the_log_and_makes_a_corrected_file():
    session = Session()
    session.add_file("header.csv", b"CHILD,SEX,DOB,ETHINC,UPN\n1,1,05/06/2012,WBRI,UN1\n", 1, 1)
    session.answer("column:Header:ETHINC", "use")
    session.check_start({"year": 2027, "authority": "", "rules_year": 2027})
    while not session.check_step()["done"]:
        pass
    fix = session.fix()
    assert (fix["changes"], fix["files_changed"]) == (0, 1)
    assert fix["renamed"] == [{"file": "header.csv", "label": "Header", "written": "ETHINC", "column": "ETHNIC"}]
    with zipfile.ZipFile(io.BytesIO(session.corrected_files()["bytes"])) as file:
        assert file.read("header.csv").startswith(b"CHILD,SEX,DOB,ETHNIC,UPN\n")


def test_lists_hold_every_error_once_and_leave_out_accepted_ones(session):
    whole = session.share_set({"later": True, "by": "role"})
    assert whole["errors"] == session.findings()["total"]
    first = session.share_list(whole["rows"][0]["who"])
    assert first["total"] == whole["rows"][0]["things"] and first["text"].startswith("Dear colleague")
    code = session.rules()["rules"][0]["code"]
    errors = session.rule(code)["errors"]
    assert session.accept({"rule": code}, "asked twice")["accepted"] == errors
    assert session.share_lists()["errors"] == whole["errors"] - errors
    assert session.findings({"status": "accepted"})["total"] == errors


def test_a_saved_check_dropped_in_later_tells_what_was_fixed(session):
    code = session.rules()["rules"][0]["code"]
    session.accept({"rule": code}, "asked twice")
    kept = session.save_work()
    offer = next(offer for offer in session.fix()["offers"] if not offer["safe"])
    done = session.fix_apply(offer["key"], "all")
    session.add_file(kept["name"], kept["bytes"])
    since = session.overview()["since"]
    assert (since["fixed"], since["new"]) == (done["gone"], done["new"])
    assert session.findings({"status": "new"})["total"] == done["new"]
    assert len(session.progress()["points"]) == 2
    figures = json.loads(session.figures()["bytes"])
    assert "findings" not in figures and "made" not in figures


def test_every_answer_can_be_sent_as_json_and_comes_before_a_check_too(session):
    for one in (session, Session()):
        for call in ("fix", "plan", "share_lists", "progress", "comparisons", "overview"):
            json.dumps(getattr(one, call)())
    json.dumps(session.plan_group(session.fix()["offers"][0]["key"]))


def test_corrected_files_read_back_give_the_findings_shown(session):
    for offer in session.fix()["offers"]:
        if not offer["safe"]:
            session.fix_apply(offer["key"], "all")
    shown = session.findings(size=10_000)
    again = Session()
    again.sample()
    with zipfile.ZipFile(io.BytesIO(session.corrected_files()["bytes"])) as archive:
        names = {name: archive.read(name) for name in archive.namelist()}
    assert names
    for file in again.files()["files"]:
        if file["name"].startswith("this year/") and file["name"].rpartition("/")[2] in {
            name.rpartition("/")[2] for name in names
        }:
            again.remove(file["id"])
    for name, data in names.items():
        again.add_file(f"this year/{name.rpartition('/')[2]}", data)
    again.check_start({"authority": session.sample()["authority"]})
    while not again.check_step()["done"]:
        pass
    key = ("rule", "table", "child", "line")
    assert sorted(
        tuple(map(str, (row[name] for name in key))) for row in again.findings(size=10_000)["rows"]
    ) == sorted(tuple(map(str, (row[name] for name in key))) for row in shown["rows"])


def test_a_value_typed_by_hand_is_read_as_in_a_file(session):
    row = session.child(session.children()["rows"][0]["child"])["tables"][0]["rows"][0]
    assert "at" in row
    done = session.fix_cell("Episodes", 0, "PLACE", " r3 ")
    assert session.fix()["log"][0]["after"] == "R3" and done["changes"] == 1
    assert session.change_log()["bytes"][:2] == b"PK" and session.return_as_xml()["notes"]
