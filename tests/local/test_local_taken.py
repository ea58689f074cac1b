"""What local rules found, taken over as data: into every screen with the tag Local, and into none of the counts."""

from __future__ import annotations

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from check903.local import run_local
from support.made import checked_sample

RULES = """-- rule: L1
-- title: Missing for more than a week
-- wrong: The child was missing for more than a week in one go.
-- fix: Check both dates.
-- fields: Missing.MIS_START Missing.MIS_END
SELECT rowid FROM Missing WHERE days(MIS_START, MIS_END) > 1;

-- rule: L2
-- title: Several placements
-- wrong: The child lived in several placements.
-- fix: Check the reasons.
-- fields: Episodes.DECOM
-- severity: look
SELECT CHILD, count(*) AS placements FROM Episodes GROUP BY CHILD HAVING count(*) >= 3;

-- rule: L3
-- title: Spoilt
-- wrong: W.
-- fix: F.
-- fields: Episodes.DECOM
SELECT rowid FROM Episodse;
"""


@pytest.fixture(scope="module")
def session():
    session = checked_sample()
    session.add_file("ours/own.sql", RULES.encode())
    return session


def database(session) -> tuple[int, bytes]:
    session.ask_begin()
    while True:
        step = session.ask_step()
        if step["done"]:
            return step["version"], step["bytes"]


@pytest.fixture(scope="module")
def answers(session):
    """The number of the database, and what the rules of the file answer."""
    version, data = database(session)
    files = [(one["name"], one["text"]) for one in session.local_files()["files"]]
    return version, run_local(files, data)


def counts(session):
    lists = session.share_lists(0, 500)
    told = {key: lists[key] for key in ("errors", "things", "for_data")}
    return session.overview(), told, session.rules(), session.children(), session.findings(), session.fix()


def table_of(made) -> list[list[str]]:
    """The rows of a CSV file that was made."""
    return list(csv.reader(io.StringIO(made["bytes"].decode("utf-8-sig"))))


def test_the_file_is_known_and_shown_as_text_and_not_run(session):
    [file] = session.local_files()["files"]
    assert (file["name"], file["text"], file["python"], file["pandas"]) == ("own.sql", RULES, False, False)
    assert [rule["code"] for rule in file["rules"]] == ["L1", "L2", "L3"]
    part = session.files()["files"][-1]["parts"][0]
    assert (part["kind"], part["label"], part["role"], part["rows"]) == ("local", "Local rules", "reference", 3)
    session.add_file("bad.sql", b"-- rule: L1\nSELECT '\xff'")
    assert "no text in UTF-8" in session.files()["files"][-1]["problem"]
    session.remove(session.files()["files"][-1]["id"])


def test_on_every_screen_and_in_no_count(session, answers):
    version, found = answers
    before = counts(session)
    found, given = found["rules"], json.dumps(found)
    things = sum(len(rule["findings"]) for rule in found)
    assert session.local_take(version, given) == {
        "current": True,
        "things": things,
        "children": len({one["child"] for rule in found for one in rule["findings"]}),
    }
    assert counts(session) == before
    shown = session.local_found("", "", 0, 1000)
    assert shown["total"] == len(shown["rows"]) == things > 10
    assert [(rule["code"], rule["severity"]) for rule in shown["rules"]] == [
        ("L1", "A query"), ("L2", "Worth a look"), ("L3", "A query"),
    ]  # fmt: skip
    assert shown["rules"][2]["problem"].startswith("own.sql, line 21: rule L3: there is no table Episodse.")
    for row, one in zip(shown["rows"], [one for rule in found for one in rule["findings"]]):
        assert (row["child"], row["file"], row["line"]) == (one["child"], one["file"], one["line"])
        assert row["evidence"] == one["evidence"]

    first = shown["rows"][0]
    of_child = session.local_found("", first["child"])
    assert {row["child"] for row in of_child["rows"]} == {first["child"]}
    assert session.local_found(first["child"])["total"] >= of_child["total"]
    one = session.own_check("L1")
    assert (one["found"], one["local"], one["place"]) == (True, True, "own.sql, line 1")
    assert one["rows"][0]["evidence"] == first["evidence"]

    lists = session.share_lists(0, 500)
    assert lists["local"] == things == sum(row["local"] for row in lists["rows"])
    who = next(row["who"] for row in lists["rows"] if row["local"])
    letter = session.share_list(who)
    own = [item for item in letter["items"] if item["local"]]
    assert own and own[0]["title"].startswith("From our own checks: Child ") and own[0]["rules"][0].endswith("(Local)")
    assert "FROM OUR OWN CHECKS: CHILD " in letter["text"]

    for book in (session.workbook(), session.own_workbook()):
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(book["bytes"])).get_sheet_by_name("Local").to_python()
        assert len(sheet) == 1 + things + 1, "a head, the findings, and the rule that could not be run"
    [head, *rows] = table_of(session.csv("local"))
    assert (head[0], len(rows), {row[0] for row in rows}) == ("Rule", things + 1, {"L1", "L2", "L3"})
    [_, *rows] = table_of(session.csv("local", {"text": first["child"]}))
    assert {row[3] for row in rows if row[0] != "L3"} == {first["child"]}
    assert not {row[0] for row in table_of(session.csv("findings"))} & {"L1", "L2", "L3"}
    lists = CalamineWorkbook.from_filelike(io.BytesIO(session.share_workbook()["bytes"]))
    assert sum(row[5] for row in lists.get_sheet_by_name("All lists").to_python()[1:]) > 0


def test_switched_one_by_one_and_as_a_set(session):
    assert session.local_switch(False, "L1")["off"] == ["L1"]
    assert session.local_switch(False)["running"] is False
    assert session.memo()["choices"]
    again = session.local_switch(True)
    assert (again["running"], again["off"]) == (True, ["L1"])
    assert session.local_switch(True, "L1")["off"] == []
    assert session.local_switch(False, "W4")["off"] == [], "that of another list"


def test_what_ran_over_other_tables_is_not_taken(session, answers):
    assert session.local_take(answers[0] + 1, "{}")["current"] is False
    assert session.local_found()["total"] > 0


BASE = {"rule": "L9", "tag": "Local", "title": "T", "wrong": "W", "fix": "F", "severity": "query", "file": "x.sql"}
ANSWER = {**BASE, "line": 1, "problem": "", "printed": "", "seconds": 0.1, "findings": []}
FINDING = {
    "rule": "L9", "table": "Header", "row": 0, "file": "secret", "line": 7, "child": "nobody", "fields": ["SEX"],
    "beside_table": "", "beside_row": None, "evidence": "E.",
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"table": "Nowhere"}, {"table": "about"}, {"table": ["Header"]}, {"row": -1}, {"row": 10**9}, {"row": True},
        {"row": 0.5}, {"row": "0"}, {"fields": "SEX"}, {"fields": ["NO_SUCH"]}, {"evidence": 5}, {"evidence": None},
        {"beside_table": "Header", "beside_row": 10**9}, {"beside_table": "x", "beside_row": 0},
        {"row": None, "child": "not a child"}, {"row": None, "child": 7},
    ],
)  # fmt: skip
def test_what_is_no_finding_spoils_its_rule_and_no_other(session, answers, change):
    spoilt = {**ANSWER, "findings": [{**FINDING, **change}]}
    sound = {**ANSWER, "rule": "L8", "findings": [FINDING]}
    session.local_take(answers[0], json.dumps({"rules": [spoilt, sound]}))
    first, second = session.local_found()["rules"]
    assert first["problem"] == "x.sql, line 1: rule L9 gives something else than findings." and first["things"] == 0
    assert (second["problem"], second["things"]) == ("", 1)
    [row] = session.local_found()["rows"]
    assert row["child"] != "nobody" and row["file"] != "secret", "where it stands this session knows itself"


@pytest.mark.parametrize(
    "given",
    [
        5, None, "x", {"rules": []}, [5], [None], [[]], [{}], [{**ANSWER, "rule": "101"}], [{**ANSWER, "rule": "W4"}],
        [{**ANSWER, "rule": "<b>"}], [{**ANSWER, "severity": "fatal"}], [{**ANSWER, "line": "1"}],
        [{**ANSWER, "title": ["x"]}], [{"file": "x.sql", "rule": 5, "text": "T"}],
    ],
)  # fmt: skip
def test_what_is_no_answer_is_left(session, answers, given):
    session.local_take(answers[0], json.dumps({"rules": given, "problems": given}))
    assert session.local_found()["rules"] == session.local_found()["problems"] == []
    session.local_take(answers[0], json.dumps(given))
    assert session.local_found()["rules"] == []


def test_the_header_finds_them_by_code_and_words(session, answers):
    session.local_take(answers[0], json.dumps(answers[1]))
    for typed, wanted in (("l", ["L1", "L2", "L3"]), ("SEVERAL placements", ["L2"]), ("reasons", ["L2"]), ("qqq", [])):
        groups = {one["kind"]: one["hits"] for one in session.search(typed)["groups"]}
        assert [hit["id"] for hit in groups.get("local", [])] == wanted, typed


def test_the_saved_work_keeps_the_text_of_the_rules(session):
    saved = session.save_work()
    assert json.loads(saved["bytes"])["local"] == [["own.sql", RULES]]
    other = checked_sample()
    other.add_file("work.json", saved["bytes"])
    assert [(one["name"], one["text"]) for one in other.local_files()["files"]] == [("own.sql", RULES)]
    other.add_file("copy.sql", RULES.encode())
    assert len(other.local_files()["files"]) == 1, "the same text is one file"
    other.add_file("own.sql", RULES.replace("week", "day").encode())
    assert sorted(one["name"] for one in other.local_files()["files"]) == ["copy.sql", "own.sql"]
