"""What the screens say of single errors: statuses, notes, what changed since a saved check, and what can be changed by
hand.
"""

import json

import pytest

from support import made


@pytest.fixture
def session():
    return made.checked_sample()


def test_an_accepted_error_is_counted_apart_on_every_screen(session):
    row = session.findings()["rows"][0]
    assert (row["status"], row["note"]) == ([], "")
    before = session.overview()["errors"]
    in_rule = session.rule(row["rule"])["errors"]
    session.accept(None, "asked twice", [row["n"]])
    assert session.overview()["errors"] == session.findings()["total"] == session.rules()["errors"] == before - 1
    assert session.findings()["of"] == before - 1 and row["n"] not in [one["n"] for one in session.findings()["rows"]]
    rule = session.rule(row["rule"])
    assert (rule["errors"], rule["accepted"]) == (in_rule - 1, 1)
    assert sum(one["errors"] for one in session.children({}, "", 0, 500)["rows"]) == before - 1
    in_child = next(one for one in session.child(row["child"])["things"] if row["n"] in one["findings"])
    assert (in_child["status"], in_child["note"]) == (["accepted"], "asked twice")

    [apart] = session.findings({"status": "accepted"})["rows"]
    assert (apart["n"], apart["status"], apart["note"]) == (row["n"], ["accepted"], "asked twice")
    assert {one["status"]: one["errors"] for one in session.overview()["statuses"]}["accepted"] == 1
    assert session.accept({"rule": row["rule"]}, "")["changed"] == 1
    assert session.overview()["errors"] == before


def test_what_was_is_fixed_new_accepted_adds_up(session):
    kept = session.save_work()
    offer = next(one for one in session.fix()["offers"] if one["rules"] and not one["safe"])
    session.fix_apply(offer["key"])
    session.add_file(kept["name"], kept["bytes"])
    still = session.findings({"status": "still"})["rows"][0]
    session.accept(None, "is right", [still["n"]])
    since = session.overview()["since"]
    assert since["accepted"] == 1 and since["fixed"]
    assert since["was"] - since["fixed"] - since["accepted"] + since["new"] == session.overview()["errors"]
    assert session.findings({"status": "new"})["total"] == since["new"]


def test_where_the_return_stands_adds_up_from_the_saved_check_to_now(session):
    """Two errors of the saved check are gone from the files, two others came, one is accepted since; then a group is
    applied here.
    """
    kept = json.loads(session.save_work()["bytes"])
    there = kept["check"]["findings"]
    gone = there.pop(next(iter(there)))
    there["not here"] = [["101", "Header", "", 0], ["102", "Header", "", 0]]
    assert session.standing()["saved"] is None and session.standing()["start"] == session.standing()["now"]
    session.add_file("work.json", json.dumps(kept).encode())
    session.accept(None, "is right", [session.findings({"status": "still"})["rows"][0]["n"]])
    before = session.standing()
    saved = before["saved"]
    assert (saved["fixed"], saved["new"], saved["accepted"]) == (2, len(gone), 1)
    assert before["start"] == before["now"] == saved["errors"] - 2 + len(gone) - 1 == session.overview()["errors"]

    offer = next(one for one in session.fix()["offers"] if one["rules"] and not one["safe"])
    done = session.fix_apply(offer["key"])
    after = session.standing()
    assert after["saved"] | {"put_right": 0} == saved and after["start"] == before["start"]
    assert (after["gone"], after["new"], after["changes"]) == (done["gone"], done["new"], done["changes"])
    assert after["now"] == after["start"] - done["gone"] + done["new"] == session.overview()["errors"]
    assert after["due"] + after["later"] == after["now"]
    assert session.fixed(before=True)["total"] == 2 and session.fixed()["total"] == session.fixed()["of"] > 2


def test_what_was_put_right_here_and_not_in_the_system_is_no_new_error(session):
    """The work of the day before, with its changes, beside the same files."""
    offer = next(one for one in session.fix()["offers"] if one["rules"] and not one["safe"])
    done = session.fix_apply(offer["key"])
    kept = session.save_work()
    session.add_file("work.json", kept["bytes"])
    stands = session.standing()
    assert (stands["saved"]["new"], stands["saved"]["put_right"]) == (done["gone"], done["gone"])
    assert stands["now"] == stands["saved"]["errors"] and session.findings({"status": "new"})["total"] == 0


def test_what_is_fixed_says_which_error_which_child_and_what_changed(session):
    kept = session.save_work()
    view = session.child("1372193")
    session.cause_fix(view["things"][0]["findings"], view["things"][0]["offers"][0]["key"])
    session.add_file(kept["name"], kept["bytes"])
    found = session.fixed()
    assert found["total"] == session.overview()["since"]["fixed"] == len(view["errors"]) and found["children"] == 1
    assert {row["rule"] for row in found["rows"]} == {
        rule["code"] for thing in view["things"] for rule in thing["rules"]
    }
    for row in found["rows"]:
        assert row["child"] == "1372193" and row["there"]
        assert row["what"].startswith("In Fix: Ofsted number (URN) SC999999 is now 2146414 (Episodes, line")
    assert len(session.fixed(0, 1)["rows"]) == 1 and session.fixed(99)["rows"] == []


def test_not_due_yet_is_said_of_errors_and_of_rules_that_have_no_others(session):
    later = session.findings({"status": "later"})
    assert later["total"] and all(row["status"] == ["later"] for row in later["rows"])
    seen = session.overview()
    assert set(seen["later_rules"]) <= {code for one in seen["not_due"] for code in one["rules"]}
    for code in seen["later_rules"]:
        assert session.findings({"rule": code, "status": "due"})["total"] == 0


def test_what_changed_since_a_saved_check_is_said_by_rule(session):
    kept = session.save_work()
    offer = next(one for one in session.fix()["offers"] if one["rules"] and not one["safe"])
    code = offer["rules"][0]
    before = session.rule(code)["errors"]
    assert session.rule(code)["since"] is None
    session.fix_apply(offer["key"], "all")
    session.add_file(kept["name"], kept["bytes"])
    since = session.rule(code)["since"]
    assert since["fixed"] + since["still"] == before
    assert since["new"] + since["still"] == session.rule(code)["errors"]
    assert session.overview()["since"]["was"] > 0


def test_one_value_can_be_put_into_the_rows_that_a_rule_shows(session):
    found = next(one for one in session.rule("503D")["sets"] if one["table"] == "Episodes")
    done = session.fix_cells("Episodes", [row["at"] for row in found["rows"]], "PLACE", "U4")
    place = [column["field"] for column in found["columns"]].index("PLACE")
    assert done["changes"] == sum(row["cells"][place]["value"] != "U4" for row in found["rows"])
    assert session.fix()["files_changed"] == 1


def test_fields_that_can_be_changed_by_hand_come_with_their_codes(session):
    fields = {one["field"]: one for one in session.fix_fields("Episodes")}
    assert "CHILD" not in fields
    assert {one["code"] for one in fields["CIN"]["codes"]} >= {"N1", "N8"}
    assert fields["DECOM"]["codes"] == []


def test_applying_all_safe_changes_says_which_batches_they_were(session):
    done = session.fix_apply_safe()
    assert done["changes"] and len(done["numbers"]) == len(session.fix()["log"])
    session.fix_undo(done["numbers"])
    assert session.fix()["changes"] == 0
