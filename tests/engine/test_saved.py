"""Saved checks: nothing in the file but what it says; errors known again whatever line they moved to."""

import datetime as dt
import json

import pytest

from check903 import engine
from check903.findings import comparison
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
from check903.reading import saved_check, work_file
from check903.reading.work import KeptFiles, Work

# As Check 903 saved it when the check was a file by itself, notes within.
OLDER = """{"format":"check903 saved check","holds":"Child ids","made":"2027-02-15T10:42","council":"Birmingham",\
"year":2027,"children":2,"counts":{"142":1},"due":1,\
"findings":{"A":[["142","Episodes","01/05/2026",0,"asked twice"]]}}"""


def work(check, accepted=None):
    return Work(check.made, "E08000025", check.year, KeptFiles(), accepted=accepted or {}, check=check)


def again(saved):
    return work_file.from_bytes(work_file.to_bytes(saved))


def check(**tables):
    built = {
        name: Table(name, {field: Column.of(texts) for field, texts in columns.items()})
        for name, columns in tables.items()
    }
    result = engine.check(
        Return(built, None, Collection.of_year(2027)),
        [rule for rule in engine.in_force(2027) if rule.code in ("301", "351", "142")],
    )
    result.council, result.checked_at = "Birmingham", dt.datetime(2027, 2, 15, 10, 42)
    return result


def save(checked, accepted=None):
    return comparison.save(checked, comparison.keys(checked), accepted)


EPISODES = {
    "CHILD": ["A", "A", "B"],
    "DECOM": ["01/05/2026", "01/06/2026", "01/07/2026"],
    "DEC": ["", "", ""],
    "HOME_POST": ["B1 1AA", "B1 1AA", ""],
}


def test_the_same_errors_are_known_again_when_the_rows_move():
    before = save(check(Episodes=EPISODES, Header={"CHILD": ["C"], "DOB": ["01/01/2030"]}))
    moved = {name: texts[::-1] for name, texts in EPISODES.items()}
    now = comparison.keys(check(Episodes=moved, Header={"CHILD": ["D", "C"], "DOB": ["01/01/1990", "01/01/2010"]}))
    found = comparison.compare(again(work(before)).check, now)
    assert {key[:3]: bool(still) for key, still in zip(now, found.unchanged)} == {
        ("142", "Episodes", "A"): True,
        ("351", "Header", "D"): False,
    }
    assert [key[:3] for key in found.fixed] == [("301", "Header", "C")]


def test_a_note_on_an_accepted_error_comes_back_with_the_file():
    result = check(Episodes=EPISODES)
    key = comparison.keys(result)[0]
    back = again(work(save(result), {key: "asked twice"}))
    assert back.accepted == {key: "asked twice"} and back.check is not None
    assert back.check.accepted == back.accepted, "what was accepted then was no error of that check"
    assert back.check.counts == {"142": 1} and back.check.open == {"142": 0}


def test_a_saved_check_of_the_version_before_still_loads():
    older = saved_check.from_bytes(OLDER.encode())
    assert saved_check.is_saved_check(OLDER.encode())
    assert (older.made, older.due, older.rules_year) == (dt.datetime(2027, 2, 15, 10, 42), 1, 2027)
    assert older.accepted == {("142", "Episodes", "A", "01/05/2026", 0): "asked twice"}
    assert comparison.compare(older, comparison.keys(check(Episodes=EPISODES))).unchanged.tolist() == [True]


def test_what_is_accepted_is_in_no_count_beside_another_check_and_in_no_figures():
    many = check(Header={"CHILD": [f"{n}" for n in range(12)], "DOB": ["01/01/2030"] * 12})
    found = comparison.keys(many)
    before, after = save(many, {found[0]: "seen"}), save(many, dict.fromkeys(found[:4], "seen"))
    (row,) = comparison.by_rule(before, after)
    assert (row["code"], row["before"], row["after"]) == ("301", 11, 8)
    assert json.loads(saved_check.figures(after))["counts"] == {"301": 8}
    assert json.loads(saved_check.figures(save(many, dict.fromkeys(found, "seen"))))["counts"] == {}


def test_figures_hold_no_child_no_date_and_no_small_count():
    many = {"CHILD": [f"child{n}" for n in range(12)], "DOB": ["01/01/2030"] * 8 + ["01/01/1990"] * 4}
    text = saved_check.figures(save(check(Header=many))).decode()
    assert "child1" not in text and "2030" not in text and "2027-02" not in text
    assert json.loads(text)["counts"] == {"301": 8, "351": None}
    assert saved_check.from_bytes(text.encode()).findings is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1]",
        b'{"format":"check903 saved check"}',
        b"\xff\xfe",
        b'{"format":"check903 saved check","counts":3}',
    ],
)
def test_another_file_is_refused_with_a_sentence(data):
    with pytest.raises(ValueError, match="save the check again"):
        saved_check.from_bytes(data)
