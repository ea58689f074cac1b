"""The session as the worker drives it."""

import json
import os
import subprocess
import sys

import pytest

from check903 import engine
from check903.reference import postcodes, schema
from check903.session import rehearsal
from check903.session.not_yet import NotYet
from check903.session.session import CALLS, PART_OF, Session
from tools.places import ROOT

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n{}"
CHILD = "<img src=x onerror=alert(1)>"


def plain(value):
    """The value, if JSON can hold it as it is."""
    assert json.loads(json.dumps(value, allow_nan=False)) == value
    return value


def run(session, **options):
    progress = plain(session.check_start(options))
    assert progress["finished"] == 0 and progress["done"] is False
    steps = 0
    while not progress["done"]:
        progress = plain(session.check_step())
        steps += 1
    assert progress["finished"] == progress["total"] > 0 and steps >= progress["total"]
    return session


def with_header(*rows):
    session = Session(postcodes.Directory())
    session.add_file("2026-27/header.csv", HEADER.format("\n".join(rows)).encode())
    return session


@pytest.fixture(scope="module")
def session():
    session = with_header(f"{CHILD},X,01/02/2015,WBRI,UN1,,", "2,M,01/02/2015,=1+1,UN1,,")
    session.add_file(
        "2026-27/episodes.csv", f"CHILD,DECOM,RNE,LS,CIN,PLACE,URN\n{CHILD},01/05/2026,S,C2,N1,K2,\n".encode()
    )
    return run(session, year=2027, authority="E08000025", rules_year=None)


def test_before_anything():
    session = Session(postcodes.Directory())
    assert plain(session.files())["files"] == [] and session.files()["year"] is None
    assert plain(session.overview({})) == {"checked": False, "errors": 0, "of_errors": 0}
    for answer in (
        session.rules({}, "", ""),
        session.rule("101", {}, 0, 50, ""),
        session.rule("?"),
        session.children({}, "", 0, 50, ""),
        session.child("1"),
        session.findings({}, 0, 50, ""),
        session.filter_choices({}),
        session.forget(),
        session.check_step(),
        session.rule_book(2027),
        session.workbook({}),
        session.tables("csv"),
        session.tables_plain(),
        session.tables_parquet({}),
        session.csv("findings", {}),
    ):
        plain(answer)
    assert session.child("1")["found"] is False and session.check_step()["done"]


def test_a_check_without_files_says_what_is_missing():
    session = run(Session(postcodes.Directory()), year=None, authority="", rules_year=None)
    view = plain(session.overview({}))
    assert view["errors"] == 0 and view["rules_run"] == 0 and view["children"] == 0
    assert all(item["todo"] for item in view["not_run"])


def test_about():
    about = plain(Session(postcodes.Directory()).about())
    assert len(about["councils"]) == 153 and [year["year"] for year in about["years"]] == list(
        range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)
    )
    assert {"name": "Episodes", "label": "Episodes"} in about["tables"]
    assert about["severities"]["query"] == "Query"
    assert about["categories"]["invalid"] == "Not permitted" and about["statuses"]["later"] == "Not due yet"


def test_files_as_recognised():
    session = with_header("1,M,01/02/2015,WBRI,UN1,,")
    [file] = plain(session.files())["files"]
    assert file["name"] == "2026-27/header.csv" and file["problem"] is None
    [part] = file["parts"]
    assert (part["kind"], part["table"], part["role"], part["rows"], part["year"]) == (
        "table",
        "Header",
        "this",
        1,
        2027,
    )
    assert session.files()["period"] == "1 April 2026 to 31 March 2027"
    last = plain(session.change(file["id"], part["part"], "Header", 2026))
    assert (last["tables_this"], last["tables_last"]) == (0, 1) or last["year"] == 2026
    assert plain(session.change(file["id"], part["part"], "Header", None))["files"][0]["parts"][0]["role"] == "this"
    assert plain(session.change(file["id"], part["part"], "", None))["files"][0]["parts"][0]["kind"] == "unknown"
    assert plain(session.remove(file["id"]))["files"] == []


def test_the_year_that_the_files_are_of():
    session = Session()
    session.add_file(
        "episodes.csv",
        b"CHILD,DECOM,RNE,LS\n" + "".join(f"{n},0{n % 9 + 1}/05/2026,S,C2\n" for n in range(1, 21)).encode(),
    )
    assert (session.files()["year"], session.files()["suggested"]) == (2027, 2027)
    chosen = session.choose_year(2025)
    assert (chosen["year"], chosen["suggested"]) == (2025, 2027)
    assert session.choose_year(None)["year"] == 2027


def test_no_file_says_the_year():
    session = Session()
    session.add_file("header.csv", b"CHILD,SEX,DOB\n1,1,05/06/2012\n")
    assert session.files()["suggested"] is None


def test_a_check_of_the_year_that_the_files_are_of_does_not_choose_it():
    session = with_header("1,M,01/02/2015,WBRI,UN1,,")
    guessed = session.files()["year_from"]
    session.check_start({"year": session.files()["year"]})
    assert session.files()["year_from"] == guessed


def test_what_a_sheet_of_the_provider_list_lacks():
    session = Session()
    session.add_file("codes.csv", b"URN,Placement code\nSC900001,K2\n2700001,K3\n")
    [part] = plain(session.files())["files"][0]["parts"]
    [sheet] = part["sheets"]
    assert (part["label"], sheet["settings"], sheet["lacks"]) == (
        "Ofsted’s list",
        2,
        ["provider codes", "closing dates", "postcodes"],
    )
    assert "224" in sheet["rules"] and "219" not in sheet["rules"]
    assert part["looks"][-1] == "Add the columns that are not there, or use a list that has them."
    assert not any("Found:" in note for note in part["notes"]) and not any("has no" in look for look in part["looks"])
    session.add_file(
        "whole.csv",
        b"URN,Placement code,Placement provider code,Postcode,Date closed\nSC900001,K2,PR1,BS1 4DJ,01/02/2020\n",
    )
    assert session.files()["files"][1]["parts"][0]["sheets"] == []


def test_a_file_that_cannot_be_used():
    session = Session(postcodes.Directory())
    session.add_file("x.xlsx", b"PK\x03\x04nonsense")
    session.add_file("empty.csv", b"")
    assert all(file["problem"] for file in plain(session.files())["files"])


def test_every_answer_can_be_sent(session):
    overview = plain(session.overview({}))
    assert overview["checked"] and overview["council"] == "Birmingham" and overview["errors"] > 0
    for item in overview["by_rule"]:
        assert plain(session.rule(item["code"], {}, 0, 20, ""))["errors"] == item["errors"]
    plain(session.rules({}, "", ""))
    plain(session.filter_choices({}))
    assert plain(session.findings({}, 0, 1000, ""))["total"] == overview["errors"]
    assert session.workbook({})["bytes"].startswith(b"PK") and session.csv("children", {})["bytes"]


def test_text_of_files_comes_as_it_is(session):
    [child, *_] = [row["child"] for row in session.children({"child": CHILD}, "", 0, 50, "")["rows"]]
    assert child == CHILD and plain(session.child(CHILD))["found"]


def test_results_stay_while_another_check_runs(session):
    errors = session.overview({})["errors"]
    session.check_start({"year": 2026})
    session.check_step()
    assert session.overview({})["errors"] == errors and session.overview({})["year"] == 2027


def test_rules_of_another_year():
    session = run(with_header("1,1,01/02/2015,WBRI,UN1,,"), year=2027, rules_year=2024)
    view = session.overview({})
    assert (view["year"], view["rules_year"], view["rules_year_label"]) == (2027, 2024, "2023-24")


def test_forget():
    session = run(with_header("1,X,01/02/2015,WBRI,UN1,,"))
    assert session.overview({})["checked"]
    assert plain(session.forget())["files"] == []
    assert session.overview({})["checked"] is False


def test_postcodes_come_by_area(monkeypatch):
    monkeypatch.setattr(postcodes, "default_directory", lambda: None)
    session = Session()
    session.add_file(
        "episodes.csv",
        b"CHILD,DECOM,HOME_POST,PL_POST,URN\n1,01/05/2026,B29 5QD,DE14 2WF,SC1\n2,02/05/2026,,not one,\n",
    )
    assert session.postcode_areas_wanted() == ["B", "DE", "NOT"]
    session.add_file("providers.csv", b"URN,Postcode,PR codes\nSC1,LS1 1AA,PR4\nSC2,YO1 1AA,PR4\n")
    assert session.postcode_areas_wanted() == ["B", "DE", "LS", "NOT"]
    view = run(session, year=2027).overview({})
    whys = [item["why"] for item in view["not_run"]]
    assert "The postcode directory is not there" in whys or not any("ostcode" in why for why in whys)


def test_the_sample_can_be_checked():
    session = Session()
    files = plain(session.sample())
    assert files["authority"].startswith("E") and files["tables_this"] and files["tables_last"]
    assert {part["role"] for file in files["files"] for part in file["parts"]} == {"this", "last", "reference"}
    view = plain(run(session, authority=files["authority"]).overview({}))
    assert view["errors"] > 0
    assert not [item for item in view["not_run"] if item["fault"]], view["not_run"]
    for row in session.children({}, "", 0, 100, "")["rows"]:
        child = plain(session.child(row["child"]))
        assert len(child["errors"]) == row["errors"]
        assert sorted(n for thing in child["things"] for n in thing["n"]) == list(range(1, row["errors"] + 1))
        shown = {
            n for table in child["tables"] for entry in table["rows"] for note in entry["notes"] for n in [note["n"]]
        }
        assert shown == set(range(1, row["errors"] + 1))


CHECK_FIRST = {
    "ask_about": [[0]],
    "accept": [{}, "note"],
    "ask_begin": [],
    "ask_file": ["csv", "title", [], []],
    "local_offer": ["sql", "SELECT 1", [], []],
    "change_log": [],
    "corrected_files": [],
    "figure": ["cla_on_day"],
    "figure_children": ["cla_on_day"],
    "figure_children_file": ["cla_on_day"],
    "figure_question": ["cla_on_day"],
    "figures": [],
    "figures_balance": [],
    "figures_file": ["csv"],
    "figures_headlines": [["cla_on_day"]],
    "figures_lines": [["cla_on_day"]],
    "figures_place": [],
    "fix_apply": ["birth-as-last-year"],
    "fix_apply_safe": [],
    "fix_cell": ["Header", 0, "SEX", "M"],
    "fix_cells": ["Header", [0], "SEX", "M"],
    "fix_log": [1],
    "fix_redo": [],
    "cause_try": [[0]],
    "cells_try": ["Header", [0], "SEX", "M"],
    "values_try": ["Header", "SEX", [[0, "M"]]],
    "fix_values": ["Header", "SEX", [[0, "M"]]],
    "cause_fix": [[0], "birth-as-last-year"],
    "fix_try": ["birth-as-last-year"],
    "fix_undo": [],
    "manager": [],
    "plan_group": ["birth-as-last-year"],
    "plan_tick": ["birth-as-last-year", "all"],
    "return_as_xml": [],
    "share_draft": ["Ann Lee"],
    "share_drafts": [],
    "share_list": ["Ann Lee"],
    "share_merge": [],
    "share_pages": [],
    "share_roles": [],
    "share_tick": [["Ann Lee"]],
    "share_workbook": [],
}


ANSWERS_AT_ONCE = {
    "side_by_side": [],
    "side_by_side_add": ["", ""],
    "side_by_side_file": None,  # bytes: in test_side_by_side.py
    "side_by_side_months": ["cla_on_day"],
    "about": [],
    "add_file": ["header.csv", b"CHILD,SEX\n1,M\n"],
    "add_postcode_area": None,  # in test_postcodes.py
    "answer": ["column:Header:SXE", ""],
    "ask_step": [],
    "ask_words": [],
    "change": None,  # of a file that is there, as remove: see below
    "check_start": [{}],
    "check_step": [],
    "child": ["1"],
    "children": [],
    "choose_year": [2027],
    "comparisons": [],
    "council": ["E06000052"],
    "csv": ["findings"],
    "files": [],
    "filter_choices": [],
    "findings": [],
    "fix": [],
    "fix_fields": ["Header"],
    "fixed": [],
    "forget": [],
    "local_files": [],
    "local_found": [],
    "local_switch": [False],
    "local_write": ["sql", "", {}, []],
    "local_template": None,  # bytes: in tests/local/test_local_written.py
    "local_take": [0, "{}"],
    "local_together": [[]],
    "memo": [],
    "overview": [],
    "own_check": ["W1"],
    "own_checks": [],
    "own_switch": [False, "W1"],
    "own_workbook": [],
    "plan": [],
    "plan_step": [],
    "postcode_areas_wanted": [],
    "progress": [],
    "recall": None,  # in test_memo.py
    "remove": None,
    "rule": ["101"],
    "rule_book": [],
    "rule_years": [],
    "rules": [],
    "sample": [],
    "search": ["501"],
    "save_work": None,  # bytes, as work_unfit: in tests/views/test_work.py
    "share_lists": [],
    "child_order": [],
    "share_set": [{}],
    "standing": [],
    "things": [],
    "breaks": [],
    "breaks_of": ["1"],
    "breaks_workbook": [],
    "two_lists": [],
    "two_lists_of": ["1"],
    "two_lists_workbook": [],
    "use_work": [],
    "work_again": [0],
    "work_unfit": None,
    "tables": ["sqlite"],
    "tables_parquet": [{}],
    "tables_plain": [],
    "workbook": [],
    "workers_template": None,  # bytes: in tests/views/test_letters.py
}


def fresh():
    return Session(postcodes.Directory())


def test_every_call_of_the_session_is_tried_before_a_check():
    assert {"about", *PART_OF} == {*CHECK_FIRST, *ANSWERS_AT_ONCE}
    assert not {*CHECK_FIRST} & {*ANSWERS_AT_ONCE}


# What a part has beside its calls, for the rest of the session.
INNER = {
    "corrections": "begin begun snapshot restore typed put_in checks tied apply",
    "sharing": """accepted as_at checks choices choose chosen council in_letters manager not_compared saved_now
        set_status take_in take_over go_on""",
    "figuring": "figures_of",
    "councils": "areas_wanted",
    "planning": "checks",
    "asking": "checks is_current",
}


@pytest.mark.parametrize("part", CALLS)
def test_every_call_of_a_part_is_one_of_the_session(part):
    session = fresh()
    public = {name for name in dir(getattr(session, part)) if not name.startswith("_")}
    assert public == {*CALLS[part].split(), *INNER.get(part, "").split()}
    assert all(getattr(session, call) == getattr(getattr(session, part), call) for call in CALLS[part].split())


def test_a_call_that_there_is_not():
    with pytest.raises(AttributeError, match="no call 'frobnicate'"):
        fresh().frobnicate()


def test_a_session_is_empty_until_a_file_comes_and_again_when_all_is_forgotten():
    session = fresh()
    assert session.is_empty and not {*vars(session)} & {*CALLS}
    session.add_file("header.csv", HEADER.format("1,1,01/02/2015,,,,").encode())
    assert not session.is_empty
    session.forget()
    assert session.is_empty


def test_parts_are_made_when_asked_and_one_by_one_before():
    session = fresh()
    session.about()
    assert not {*CALLS} & {*vars(session)}
    files = session.filing
    more = [session.make_next() for _ in range(len(CALLS))]
    assert more[-1] is False and {*CALLS} <= {*vars(session)} and session.filing is files
    assert session.make_next() is False


def test_a_rehearsal_checks_a_return_of_its_own_to_the_end():
    rules = len(engine.in_force(schema.LAST_YEAR))
    assert rules < sum(1 for _ in rehearsal.steps()) < 2 * rules


START = """
import sys
from check903.session.session import Session
Session().about()
rooms = "reading views.files findings.causes corrections figures.figures export.report tidy annex_a local chain ask"
print([room for room in rooms.split() if f"check903.{room}" in sys.modules])
"""


def test_the_start_imports_nothing_that_only_a_screen_needs():
    path = {**os.environ, "PYTHONPATH": str(ROOT / "py")}
    python = subprocess.run([sys.executable, "-c", START], env=path, capture_output=True, text=True, check=True)
    assert python.stdout.strip() == "[]"


@pytest.mark.parametrize("call", [call for call, given in ANSWERS_AT_ONCE.items() if given is not None])
def test_a_call_that_needs_no_check_answers_on_a_fresh_session(call):
    answer = getattr(fresh(), call)(*ANSWERS_AT_ONCE[call])
    if call == "memo":
        del answer["bytes"]
    plain(answer)


def test_a_file_is_taken_for_another_table_and_away_before_a_check():
    session = fresh()
    session.add_file("header.csv", b"CHILD,SEX\n1,M\n")
    (file,) = session.change(1, 0, "UASC")["files"]
    assert file["parts"][0]["table"] == "UASC"
    assert session.remove(1)["files"] == []


@pytest.mark.parametrize("call", CHECK_FIRST)
def test_a_call_that_needs_a_check_says_so(call):
    with pytest.raises(NotYet, match="Press Check on Files first"):
        getattr(fresh(), call)(*CHECK_FIRST[call])
