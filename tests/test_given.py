"""`check903.check`: what a script gives is read as it is meant, or refused in a sentence."""

import datetime as dt

import pandas as pd
import pytest

import check903
from check903 import given

HEADER = {"CHILD": ["1", "2"], "SEX": ["M", "X"], "DOB": ["01/02/2015", "03/04/2012"], "ETHNIC": ["WBRI", "WBRI"]}
WRONG = [("101", 1)]


def found(header, **more) -> list[tuple[str, int]]:
    """The errors of rules 101 and 102 in a Header."""
    frames = {"Header": pd.DataFrame(header)}
    result = check903.check(frames, **{"year": 2027, "rules": ["101", "102"]} | more)
    return list(zip(result.findings["rule"], result.findings["row"]))


@pytest.mark.parametrize(
    "year", [2027, "2027", "2026-27", "2026/27", "26-27", "2026-2027", check903.Collection.of_year(2027)]
)
def test_a_year_however_it_is_said(year):
    assert found(HEADER, year=year) == WRONG


@pytest.mark.parametrize("year", [26, 27, 1999, 2022, 2028, "", "x", "2026-28", 2027.5, True, [2027]])
def test_what_is_no_year(year):
    with pytest.raises(ValueError, match="is not a year from 2023 to 2027 .2027 stands for 2026-27."):
        found(HEADER, year=year)
    with pytest.raises(ValueError, match="is not a year from 2023 to 2027"):
        found(HEADER, rules_year=year)


def test_a_window_that_ends_before_it_begins():
    with pytest.raises(ValueError, match="begins on 01/04/2027, after its end on 31/03/2026"):
        found(HEADER, year=check903.Collection(dt.date(2027, 4, 1), dt.date(2026, 3, 31)))


def test_no_year():
    with pytest.raises(ValueError, match="say which collection year"):
        found(HEADER, year=None)


@pytest.mark.parametrize("rules", ["101,102", ["101", "102"], (101, 102), "101, 102 ", {"101", "102"}])
def test_rules_however_they_are_said(rules):
    assert found(HEADER, rules=rules) == WRONG


def test_rules_in_any_case():
    assert given.rules("int21,sw01astg1,101,INT21") == ["INT21", "SW01aSTG1", "101"]
    assert given.rules(None) is None


@pytest.mark.parametrize("rules", ["101,zzz", ["zzz"], 999])
def test_what_is_no_rule(rules):
    with pytest.raises(ValueError, match="there is no rule"):
        found(HEADER, rules=rules)


@pytest.mark.parametrize("said", ["csv", "XML", " Csv "])
def test_a_format(said):
    assert found(HEADER, file_format=said) == WRONG


@pytest.mark.parametrize("said", ["pdf", "", 1])
def test_what_is_no_format(said):
    with pytest.raises(ValueError, match="is no format of a return: csv or xml"):
        found(HEADER, file_format=said)


def test_what_is_no_council():
    with pytest.raises(ValueError, match="Brimingham is no council .* Do you mean Birmingham?"):
        found(HEADER, authority="Brimingham")


@pytest.mark.parametrize("council", ["E08000025", "e08000025", "Birmingham", "birmingham city council", "330", 330])
def test_a_council_however_it_is_said(council):
    episodes = pd.DataFrame({"CHILD": ["1", "2"], "PL_LOCATION": ["IN", "IN"], "PL_LA": ["E08000025", "E08000026"]})
    result = check903.check({"Episodes": episodes}, year=2027, authority=council, rules=["411"])
    assert result.findings["row"].tolist() == [1]


def test_columns_in_any_case_and_under_the_names_that_files_may_have():
    assert found({name.lower(): cells for name, cells in HEADER.items()}) == WRONG
    others = {"CHILD": "Child ID", "SEX": "Gender", "DOB": "Date of birth", "ETHNIC": "Ethnicity"}
    assert found({others[name]: cells for name, cells in HEADER.items()}) == WRONG


@pytest.mark.parametrize("name", ["header", "HEADER", " Header "])
def test_tables_in_any_case(name):
    assert list(check903.api.as_tables("this_year", {name: pd.DataFrame(HEADER)})) == ["Header"]


@pytest.mark.parametrize(
    "dates",
    [
        ["2015-02-01", "2012-04-03"],
        ["2015-02-01 00:00:00", "2012-04-03T00:00:00"],
        [dt.date(2015, 2, 1), dt.date(2012, 4, 3)],
        pd.to_datetime(["2015-02-01", "2012-04-03"]),
    ],
)
def test_dates_as_databases_give_them(dates):
    assert found(HEADER | {"DOB": dates}) == WRONG
    assert (
        check903.api.as_table("Header", pd.DataFrame(HEADER | {"DOB": dates})).columns["DOB"].texts() == HEADER["DOB"]
    )


def test_what_is_no_day_stays_for_a_rule_to_report():
    assert found(HEADER | {"DOB": ["2015-02-31", "03/04/2012"]}) == [*WRONG, ("102", 0)]


def test_frames_are_never_changed():
    header = pd.DataFrame(
        {name.lower(): cells for name, cells in HEADER.items()} | {"dob": ["2015-02-01", "2012-04-03"]}
    )
    before = header.copy()
    check903.check({"header": header}, year=2027, rules="101")
    assert header.equals(before)


@pytest.mark.parametrize(
    ("this_year", "sentence"),
    [
        (pd.DataFrame(HEADER), "this_year is a dict of table names and their DataFrames"),
        ("returns/2026-27", "this_year is a dict"),
        (None, "this_year is a dict"),
        ({"Heder": pd.DataFrame(HEADER)}, "there is no table Heder; the tables are Header, Episodes"),
        (
            {"Header": pd.DataFrame({"A": [1]})},
            "Header has none of its columns, CHILD, SEX, DOB, ETHNIC, UPN, MOTHER, MC_DOB: only A",
        ),
        ({"Header": [1, 2]}, "Header is no DataFrame but list"),
        ({"Header": pd.DataFrame(HEADER), "header": pd.DataFrame(HEADER)}, "this_year has Header twice"),
    ],
)
def test_what_is_no_return(this_year, sentence):
    with pytest.raises(ValueError, match=sentence):
        check903.check(this_year, year=2027)


def test_last_year_and_providers_are_looked_at_too():
    with pytest.raises(ValueError, match="last_year is a dict"):
        found(HEADER, last_year=pd.DataFrame(HEADER))
    with pytest.raises(ValueError, match="providers is what check903.read gives, or a DataFrame, but no str"):
        found(HEADER, providers="list.xlsx")
    with pytest.raises(ValueError, match="needs a column URN"):
        found(HEADER, providers=pd.DataFrame({"A": [1]}))
    assert found(HEADER, providers=pd.DataFrame({"urn": ["SC1"], "place_codes": ["U1"]})) == WRONG
