"""Checks beyond the Department's on the page: apart from its counts, switched one by one and as a whole."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from check903 import engine
from support.made import checked_sample


@pytest.fixture(scope="module")
def session():
    """A session that has checked the sample, as at 15 February 2027."""
    return checked_sample()


def by_code(shown: dict) -> dict:
    return {check["code"]: check for group in shown["groups"] for check in group["checks"]}


def test_each_stands_in_one_group_and_the_totals_are_theirs(session):
    shown = session.own_checks()
    checks = by_code(shown)
    assert set(checks) == {rule.code for rule in engine.EXTRA.in_force(2027)}
    assert shown["of"] == shown["on"] == len(checks) == sum(len(group["checks"]) for group in shown["groups"])
    assert shown["things"] == sum(check["things"] for check in checks.values()) > 0
    assert 0 < shown["children"] <= shown["things"] + sum(check["children"] for check in checks.values())
    for code, check in checks.items():
        one = session.own_check(code, 0, 1000)
        assert one["total"] == len(one["rows"]) and check["things"] == (
            min(1, one["total"]) if one["whole"] else one["total"]
        )
        assert not one["total"] or not check["why"]
        assert all(row["evidence"].endswith(".") and row["table_label"] for row in one["rows"])


def test_they_are_in_no_count_of_the_department_s(session):

    def shown():
        lists = session.share_lists(0, 500)
        return session.overview(), lists["rows"], lists["total"], session.manager(), session.rules(), session.fix()

    before = shown()
    session.own_switch(False)
    assert shown() == before
    assert session.own_switch(True)["running"]
    assert not {rule["code"] for rule in session.rules()["rules"]} & set(by_code(session.own_checks()))


def test_switched_one_by_one_and_as_a_whole(session):
    whole = session.own_checks()
    code, check = next((code, check) for code, check in by_code(whole).items() if check["things"])
    off = session.own_switch(False, code)
    assert (off["on"], off["things"]) == (whole["on"] - 1, whole["things"] - check["things"])
    assert by_code(off)[code] == {**check, "on": False}, "what it would find is still told"
    book = CalamineWorkbook.from_filelike(io.BytesIO(session.own_workbook()["bytes"]))
    codes = {row[0] for row in book.get_sheet_by_index(0).to_python()[1:]}
    assert codes == {other for other, one in by_code(off).items() if one["things"] and one["on"]}
    assert session.own_switch(True, code) == whole
    none = session.own_switch(False)
    assert (none["running"], none["things"], none["children"]) == (False, 0, 0)
    assert session.own_check(code)["total"] == 0 and session.own_workbook() == {}
    assert session.own_switch(True) == whole
    assert session.own_switch(False, "101") == whole, "a rule of the Department's is none of them"
