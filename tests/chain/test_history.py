"""Earlier years' returns beside one: what rules and figures can tell with them, and that nothing else changes."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import check903
from check903 import api, engine
from check903.figures.declared import measures
from check903.figures.figures import Figures
from check903.model.returns import Collection, Return
from check903.model.table import Table
from support.example_postcodes import directory
from support.made_years import loaded_from, years

END = dt.date(2027, 3, 31)
EPISODES = "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC HOME_POST PL_POST".split()
Tables = dict[int, dict[str, Table]]


@pytest.fixture(scope="module")
def made() -> Tables:
    """Five years' returns of the same children."""
    return {
        year: loaded_from(rows, year).this_year for year, rows in years(120, 5, 2027, 2026, 2025, 2024, 2023).items()
    }


def checked(made: Tables, *earlier: int):
    r, rules, result = api.prepare(
        made[2027],
        made[2026],
        Collection.of_year(2027),
        authority="E08000025",
        postcodes=directory(),
        earlier={year: made[year] for year in earlier},
    )
    for _ in engine.run(r, rules, result):
        pass
    assert not result.faults
    return result


def found(result) -> set[tuple]:
    named = zip(result.rule, result.table, result.row)
    return {(result.rules[rule].code, int(table), int(row)) for rule, table, row in named}


def test_only_rules_that_ask_for_earlier_years_change(made):
    without, beside = checked(made), checked(made, 2025, 2024, 2023)
    gone = found(without) - found(beside)
    assert found(beside) <= found(without)
    assert {code for code, _, _ in gone} <= {"1001", "1002", "392a"}
    assert without.not_run == beside.not_run
    assert without.r.children == beside.r.children


def frame(columns, *rows: str) -> pd.DataFrame:
    """Lines of words; "-" is blank."""
    cells = [["" if word == "-" else word for word in row.split()] for row in rows]
    return pd.DataFrame(cells, columns=columns, dtype=str)


def codes(rule: str, this, last, earlier) -> tuple[int, int]:
    """How often the rule fails without the earlier years, and with them."""

    def fails(**more) -> int:
        result = check903.check(this, last, 2027, rules=[rule], **more)
        assert rule not in result.not_run
        return len(result.findings)

    return fails(), fails(earlier=earlier)


HEADER = frame("CHILD SEX DOB ETHNIC".split(), "1 F 10/05/2008 WBRI", "2 M 10/05/2009 WBRI")
OC3 = frame("CHILD DOB IN_TOUCH ACTIV ACCOM".split(), "1 10/05/2008 YES F2 B1")
NOW = frame(EPISODES, "2 01/05/2026 S C2 N1 U4 PR1 - - B1 B2")
SHORT = frame(
    EPISODES, "1 01/06/2025 S C2 N1 U4 PR1 20/06/2025 E5 - -", "2 01/05/2025 S C2 N1 U4 PR1 30/05/2025 E4A - -"
)
BEFORE = frame(EPISODES, "1 01/06/2022 S C2 N1 U4 PR1 01/12/2022 E4A - -")


def test_1001_counts_the_time_in_earlier_years():
    this, last = {"Header": HEADER, "OC3": OC3, "Episodes": NOW}, {"Episodes": SHORT}
    assert codes("1001", this, last, {2023: {"Episodes": BEFORE}}) == (1, 0)
    too_short = frame(EPISODES, "1 01/06/2022 S C2 N1 U4 PR1 10/06/2022 E4A - -")
    assert codes("1001", this, last, {2023: {"Episodes": too_short}}) == (1, 1)


def test_1002_finds_the_child_in_an_earlier_year():
    born_late = frame("CHILD DOB IN_TOUCH ACTIV ACCOM".split(), "1 10/05/2009 YES F2 B1")
    this, last = {"OC3": born_late, "Episodes": NOW}, {"Episodes": SHORT[1:]}
    assert codes("1002", this, last, {2023: {"Episodes": BEFORE}}) == (1, 0)
    assert codes("1002", this, last, {2023: {"Episodes": NOW}}) == (1, 1)


@pytest.mark.parametrize(
    "earlier",
    [
        {"UASC": frame("CHILD SEX DOB DUC".split(), "2 M 10/05/2009 10/05/2027")},
        {"Header": frame("CHILD SEX DOB UASC".split(), "2 M 10/05/2009 1")},
    ],
    ids=["table", "column"],
)
def test_392a_knows_who_was_an_asylum_seeker(earlier):
    this = {"Header": HEADER.assign(UASC="0"), "Episodes": NOW.assign(PL_DISTANCE="")}
    assert codes("392a", this, None, {2024: earlier}) == (1, 0)
    assert codes("392a", this, None, {2024: {"Header": HEADER.assign(UASC="0")}}) == (1, 1)


def unsure(r: Return, figure: str) -> int:
    """Of how many it can't be told on the day."""
    count = Figures(r, END).of(next(one for one in measures() if one.id == figure))[0].count
    assert count is not None
    return int(np.count_nonzero(count.cannot_tell[count.cases.is_today]))


@pytest.mark.parametrize("figure", ["long_term_stability", "placement_durations", "duration_of_care"])
def test_figures_can_tell_with_earlier_years(made, figure):
    few, many = checked(made).r, checked(made, 2025, 2024, 2023).r
    assert unsure(few, figure) > unsure(many, figure)


def test_periods_of_care_begin_when_they_did(made):
    """In the returns of all years, each start with S; in two of them, the first day that they show."""
    r = checked(made, 2025, 2024, 2023).r
    r.ask_of(END)
    first: dict[str, str] = {}
    for year in (2023, 2024, 2025, 2026, 2027):
        columns = made[year]["Episodes"].columns
        for child, day, reason in zip(*(columns[name].texts() for name in ("CHILD", "DECOM", "RNE"))):
            if reason == "S":
                first[child] = day  # the latest
    care = r.care
    open_now = care.open
    starts = care.period_start[care.period_of(open_now.rows)]
    seen = care.start_seen[care.period_of(open_now.rows)]
    told = {r.children[child]: start for child, start, sure in zip(open_now.child, starts, seen) if sure}
    assert len(told) > 50
    for child, start in told.items():
        day = dt.datetime.strptime(first[child], "%d/%m/%Y").date()
        assert np.datetime64(int(start), "D").item() == day
