"""One child: numbers, notes, rows, facts, time line."""

import datetime as dt
import json

import pytest

from check903 import engine
from check903.findings.status import Status
from check903.reference import codes
from check903.views.child import child
from check903.views.children import order
from support import made


@pytest.fixture(scope="module")
def view():
    return child(made.checked(), "11")


def numbers_of(view):
    """(number, code) of the child's errors, in order."""
    rules = [rule for thing in view["things"] for rule in thing["rules"]]
    return sorted((n, rule["code"]) for rule in rules for n in rule["n"])


def test_facts(view):
    json.dumps(view, allow_nan=False)
    assert {fact["label"]: fact["value"] for fact in view["facts"]} == {
        "Born": "14/09/2012, aged 14",
        "Sex": "Female (F)",
        "Placement now": f"{codes.short('PLACE', 'U6')} (U6), private, since 18/01/2027",
        "In care since": "19/08/2025, now full care order (C2)",
    }


def test_age_is_at_the_end_of_the_year_at_most():
    check = made.checked()
    check.checked_at = dt.datetime(2040, 1, 1)
    [born, *_] = child(check, "11")["facts"]
    assert born["value"] == "14/09/2012, aged 14"


def test_age_is_that_of_the_day_on_which_the_user_stands():
    check = made.checked()
    check.status = Status(check, dt.date(2026, 9, 13), {})
    [born, *_] = child(check, "11")["facts"]
    assert born["value"] == "14/09/2012, aged 13"


def test_a_child_who_left():
    facts = {fact["label"]: fact["value"] for fact in child(made.checked(), "12")["facts"]}
    assert facts["In care"] == "01/05/2026 to 31/12/2026" and "E3" in facts["Reason episode ceased"]


def test_errors_are_numbered_by_cause_in_order_of_date(view):
    assert numbers_of(view) == [(1, "225"), (2, "503C"), (3, "388"), (4, "433"), (5, "501"), (6, "225")]
    assert [thing["places"][0]["lines"] for thing in view["things"]] == [[2], [2], [3, 4], [4]]
    assert [number for thing in view["things"] for number in thing["n"]] == [error["n"] for error in view["errors"]]
    assert any(len(thing["n"]) == 3 for thing in view["things"])


def test_what_is_said_of_an_error(view):
    [differs] = [thing for thing in view["things"] if thing["rules"][0]["code"] == "503C"]
    assert "Need differs from last year" in (differs["title"], differs["sentence"])
    assert {rule["fix"] for thing in view["things"] for rule in thing["rules"] if rule["code"] == "501"} == {"Fix 501"}


def episodes(view):
    [table] = [table for table in view["tables"] if table["table"] == "Episodes"]
    return table


def test_all_rows_with_the_cells_at_fault(view):
    table = episodes(view)
    assert [(row["line"], row["last"]) for row in table["rows"]] == [
        (3, True),
        (2, False),
        (3, False),
        (4, False),
        (5, False),
    ]
    at = {column["field"]: number for number, column in enumerate(table["columns"])}
    assert "CHILD" not in at
    numbers = {code: n for n, code in numbers_of(view)}
    row = table["rows"][3]
    assert row["marks"] == sorted([numbers["433"], numbers["501"]]), "rules of several columns that don't say which"
    assert (row["cells"][at["DECOM"]]["errors"], row["cells"][at["DECOM"]]["read"]) == ([], True)
    assert row["cells"][at["REASON_PLACE_CHANGE"]] == {
        "value": "",
        "meaning": "",
        "short": "",
        "errors": [6],
        "read": True,
        "was": None,
    }
    assert table["rows"][1]["notes"][-1] == {"n": 2, "code": "503C", "title": "Need differs from last year"}
    assert {note["code"] for row in table["rows"] for note in row["notes"]} == {"225", "388", "433", "501", "503C"}
    assert [table["table"] for table in view["tables"]] == ["Header", "Episodes", "Missing"]


def with_rules(*codes, **given):
    """The child 11 as the Department's rules of these codes see it."""
    return child(made.checked(rules=[rule for rule in engine.in_force(2027) if rule.code in codes], **given), "11")


def test_an_error_is_said_in_the_sentence_made_from_its_rows():
    view = with_rules("501")
    [thing] = view["things"]
    assert (
        thing["sentence"]
        == "This episode begins on 26/10/2026, but the one before ended only on 02/11/2026: 7 days in both."
    )
    assert [thing["title"] for thing in view["things"]] == ["Two episodes at once, 26/10/2026 to 02/11/2026"]


def test_only_the_cells_at_fault_are_marked_also_in_the_row_beside():
    table = episodes(with_rules("501"))
    marked = {
        (row["line"], column["field"])
        for row in table["rows"]
        for column, cell in zip(table["columns"], row["cells"])
        if cell["errors"]
    }
    read = {
        (row["line"], column["field"])
        for row in table["rows"]
        for column, cell in zip(table["columns"], row["cells"])
        if cell["read"] and not cell["errors"]
    }
    assert marked == {(4, "DECOM"), (3, "DEC")}
    assert read == {(4, "DEC")}
    assert [row["marks"] for row in table["rows"]] == [[]] * len(table["rows"])
    assert [[note["code"] for note in row["notes"]] for row in table["rows"] if row["notes"]] == [["501"]]


def test_last_years_row_that_was_compared_stands_in_the_table():
    view = with_rules("503C")
    [thing] = view["things"]
    assert "N1" in thing["sentence"] and "N5" in thing["sentence"]
    assert [(row["line"], row["last"]) for row in episodes(view)["rows"]][:2] == [(3, True), (2, False)]


def test_rows_of_last_year_are_not_shown_without_need():
    table = episodes(child(made.checked(), "100"))
    assert [row["last"] for row in table["rows"]] == [False, False]


def lane(view, name):
    [found] = [lane for lane in view["timeline"]["lanes"] if lane["name"] == name]
    return found["items"]


def test_lanes_merge_what_goes_on(view):
    statuses = lane(view, "status")
    assert [(item["start"], item["end"], item["label"], item["open"]) for item in statuses] == [
        ("2025-08-19", "2026-07-03", "Interim care order (C1)", False),
        ("2026-07-03", "2027-03-31", "Full care order (C2)", True),
    ]
    placements = lane(view, "placement")
    assert [item["label"] for item in placements] == [
        f"{codes.short('PLACE', code)} ({code})" for code in ("U3", "U6", "K2", "U6")
    ]
    assert placements[1]["breaks"] == ["2026-07-03"]
    assert [item["last"] for item in placements] == [True, False, False, False]
    assert view["timeline"]["overlaps"] == [{"start": "2026-10-26", "end": "2026-11-02"}]


def test_the_picture_starts_with_care_and_ends_with_the_year(view):
    assert {key: view["timeline"][key] for key in ("from", "to", "year_start", "year_end")} == {
        "from": "2025-08-01",
        "to": "2027-03-31",
        "year_start": "2026-04-01",
        "year_end": "2027-03-31",
    }
    assert [(item["start"], item["open"]) for item in lane(view, "missing")] == [
        ("2026-11-21", False),
        ("2026-12-05", True),
    ]


def test_marks_are_at_the_rows_start(view):
    numbers = {code: n for n, code in numbers_of(view)}
    marks = {mark["date"]: mark["n"] for mark in view["timeline"]["marks"]}
    assert numbers["503C"] in marks["2026-02-11"] and numbers["501"] in marks["2026-10-26"]


def test_an_error_without_a_date_has_a_place_of_its_own():
    view = child(made.checked(), "12")
    [header] = [table for table in view["tables"] if table["table"] == "Header"]
    sex = [note["n"] for row in header["rows"] for note in row["notes"]]
    assert sex and view["timeline"]["undated"] == [{"n": sex, "label": "Header, Sex"}]
    dated = [n for mark in view["timeline"]["marks"] for n in mark["n"]]
    assert sorted([*sex, *dated]) == [error["n"] for error in view["errors"]]


def test_short_breaks_are_marked():
    assert {item["respite"] for item in lane(child(made.checked(), "100"), "placement")} == {True}


def test_the_order_of_the_children_to_work_through():
    check = made.checked()
    assert order(check, sort="child")["children"][:2] == ["11", "12"] and len(order(check)["children"]) == 4
    assert order(check, {"rule": "101", "child": "11"}) == {"children": ["12"], "accepted": []}


def test_no_such_child():
    assert child(made.checked(), "nobody") == {"child": "nobody", "found": False}


def test_a_child_about_whom_little_is_known():
    little = {"Header": ("CHILD SEX DOB", "\n1 X 99/99/9999\n")}
    view = child(made.checked(this=little, last={}), "1")
    assert view["timeline"] is None and view["facts"][0] == {"label": "Born", "value": "99/99/9999"}
    assert numbers_of(view) == [(1, "101")]


# -- things to fix ----------------------------------------------------------------------------------------------------


def thing(view, title):
    [found] = [one for one in view["things"] if one["title"] == title]
    return found


def test_a_pair_that_several_rules_look_at_is_drawn_once_with_all_that_is_at_fault():
    """388 marks the end of the first episode, 433 and 501 look at the second one: one drawing of two rows."""
    [found] = [one for one in child(made.checked(), "11")["things"] if len(one["n"]) == 3]
    [drawing] = found["evidence"]
    [row] = drawing["rows"]
    assert {rule["code"] for rule in found["rules"]} == {"388", "433", "501"}
    assert found["places"] == [{"label": "Episodes", "lines": [3, 4]}]
    lines = [row["line"], *(beside["line"] for beside in row["beside"])]
    assert sorted(lines) == [3, 4] and len(drawing["columns"]) <= 6
    wrong = [
        (one["line"], column["field"])
        for one in (row, *row["beside"])
        for column, cell in zip(drawing["columns"], one["cells"])
        if cell and cell["wrong"]
    ]
    assert wrong == [(3, "REC")]


def test_no_sentence_stands_twice():
    for view in (child(made.checked(), one) for one in ("11", "12", "100")):
        for found in view["things"]:
            said = [
                found["title"],
                found["sentence"],
                *(row["evidence"] for one in found["evidence"] for row in one["rows"]),
            ]
            said = [text for text in said if text]
            assert len(said) == len(set(said))


def test_what_is_not_due_yet_comes_last():
    check = made.checked()
    check.status = Status(check, dt.date(2026, 9, 13), {})
    check.status.not_due = check.rule == check.rule_numbers["225"]
    things = child(check, "11")["things"]
    assert ["later" in one["status"] for one in things] == [False] * (len(things) - 2) + [True] * 2
    assert {one["pattern"] for one in things} == {None}  # each is this child's alone


def test_fixes_are_offered_for_a_cause_with_what_they_do():
    session = made.checked_sample()
    view = session.child("1372193")
    found = thing(view, "Ofsted number SC999999 is not in Ofsted’s list")
    [offer] = found["offers"]
    assert offer["label"] == "Use last year’s 2146414"
    [tried] = session.cause_try(found["findings"])
    done = session.cause_fix(found["findings"], offer["key"])
    assert (done["changes"], done["gone"], done["new"]) == (1, tried["gone"], tried["new"]) and tried["gone"] > 2
    after = session.child("1372193")
    assert after["things"] == []
    [change] = after["done"]
    assert (change["number"], change["at"], change["gone"], change["new"]) == (1, None, tried["gone"], 0)
    assert change["said"] == [f"Ofsted number (URN) SC999999 is now 2146414 (Episodes, line {line_of(after)})"]
    was = [cell["was"] for table in after["tables"] for row in table["rows"] for cell in row["cells"] if cell["was"]]
    assert [cell["value"] for cell in was] == ["SC999999"]
    assert ["Ofsted number"] in [item["changed"] for item in lane(after, "placement")]
    session.fix_undo()
    assert session.child("1372193")["done"] == []
    assert len(session.child("1372193")["things"]) == 1
    assert session.cause_fix(found["findings"], "no such fix")["changes"] == 0


def line_of(view):
    """The line of the row with a change."""
    rows = [row for table in view["tables"] for row in table["rows"]]
    [line] = [row["line"] for row in rows if any(cell["was"] for cell in row["cells"])]
    return f"{line:,}"


def test_a_change_of_a_batch_about_others_too_is_undone_alone():
    session = made.checked_sample()
    session.fix_cells("Header", [0, 1], "ETHNIC", "WIRI")
    child = session.findings({}, 0, 1)  # the sample is as it is: the first two rows of Header are two children
    first = session.checks.findings.child_id(int(session.checks.findings.rows("Header").child[0]))
    other = session.checks.findings.child_id(int(session.checks.findings.rows("Header").child[1]))
    [change] = session.child(first)["done"]
    assert (change["at"], change["gone"], len(change["said"])) == (0, None, 1) and child["total"]
    session.fix_undo([change["number"]], change["at"])
    assert session.child(first)["done"] == [] and len(session.child(other)["done"]) == 1


def test_a_cause_is_put_into_the_letter_and_taken_out_again():
    session = made.checked_sample()
    child, nobody = next(
        (row["child"], thing)
        for row in session.children({}, "", 0, 500)["rows"]
        for thing in session.child(row["child"])["things"]
        if thing["letter"] is None and "later" not in thing["status"]
    )
    before = session.share_lists()
    with_it = session.ask_about(nobody["findings"])
    assert with_it["things"] == before["things"] + 1
    letter = next(one for one in session.child(child)["things"] if one["n"] == nobody["n"])["letter"]
    assert letter["asked"] and any(one["child"] == child for one in session.share_list(letter["who"])["items"])
    [known] = [one for one in session.child(child)["things"] if one["n"] == nobody["n"]]
    assert session.ask_about(known["findings"], False)["things"] == before["things"]
