"""England's bank holidays, and days counted in working days."""

import json

import numpy as np
import pytest

from check903.reference.working_days import bank_holidays, working_days_after
from tools import bank_holidays as tool


def test_the_list_is_what_the_library_says():
    assert json.loads(tool.FILE.read_text(encoding="utf-8")) == tool.listed(), tool.COMMAND


def test_the_days_that_were_moved_or_given_once():
    days = np.array(["2022-06-03", "2022-09-19", "2023-05-08", "2026-12-28", "2027-12-28"], "datetime64[D]")
    assert np.isin(days, bank_holidays()).all()
    assert not np.isin(np.datetime64("2022-05-30"), bank_holidays()), "moved to June for the jubilee"


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-06-01", "2026-06-29"),  # a Monday: four weeks
        ("2026-06-06", "2026-07-03"),  # a Saturday: Monday is the first
        ("2026-12-18", "2027-01-20"),  # three bank holidays in between, one moved to Monday 28 December
        ("2026-03-20", "2026-04-21"),  # Good Friday and Easter Monday
        ("2026-12-25", "2027-01-26"),  # on a bank holiday itself
    ],
)
def test_twenty_working_days(start, due):
    assert str(working_days_after(np.array([start], "datetime64[D]"), 20)[0]) == due


def test_no_day_has_none():
    assert np.isnat(working_days_after(np.array(["NaT"], "datetime64[D]"), 20)).all()
