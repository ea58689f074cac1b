"""Which errors are not due yet: decided by the rule and, where it says from when, by the row."""

import datetime as dt

from check903 import engine
from check903.findings.status import Status
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table


def later(as_at, code, **tables):
    built = {
        name: Table(name, {field: Column.of(texts) for field, texts in columns.items()})
        for name, columns in tables.items()
    }
    checked = engine.check(
        Return(built, None, Collection.of_year(2027)), [rule for rule in engine.in_force(2027) if rule.code == code]
    )
    return dict(zip([checked.child_id(child) for child in checked.child], Status(checked, as_at, {}).not_due.tolist()))


def test_outcomes_are_not_due_before_the_year_has_ended():
    tables = {"OC2": {"CHILD": ["A"], "CONVICTED": ["0"], "TEETH_CHECK": [""]}}
    assert later(dt.date(2027, 3, 30), "182", **tables) == {"A": True}
    assert later(dt.date(2027, 3, 31), "182", **tables) == {"A": False}


def test_an_open_episode_is_due_from_the_eighteenth_birthday():
    tables = {
        "Header": {"CHILD": ["A", "B"], "DOB": ["20/01/2009", "01/08/2008"]},
        "Episodes": {
            "CHILD": ["A", "B"],
            "DECOM": ["01/05/2026"] * 2,
            "DEC": ["", ""],
            "LS": ["C2"] * 2,
            "PLACE": ["U4"] * 2,
        },
    }
    assert later(dt.date(2026, 8, 1), "359", **tables) == {"A": True, "B": False}
    assert later(dt.date(2027, 1, 20), "359", **tables) == {"A": False, "B": False}


def test_a_blank_answer_of_a_care_leaver_waits_for_the_birthday_and_a_wrong_one_does_not():
    tables = {
        "OC3": {
            "CHILD": ["A", "B", "C"],
            "DOB": ["20/01/2008", "20/01/2008", ""],
            "IN_TOUCH": ["", "MAYBE", ""],
            "ACTIV": ["", "F2", ""],
            "ACCOM": ["", "B1", ""],
        }
    }
    assert later(dt.date(2026, 8, 1), "131", **tables) == {"A": True, "B": False, "C": False}
    assert later(dt.date(2027, 1, 20), "131", **tables) == {"A": False, "B": False, "C": False}
