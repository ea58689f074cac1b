"""The Department's files are known by their columns and values, in the layouts of both releases; what is no number
stays what it is.
"""

from __future__ import annotations

import pytest

from check903.figures.cells import CELLS
from check903.figures.declared import measures
from check903.figures.published import Published
from check903.figures.published_rows import plain_value
from support.made_figures import BIRMINGHAM

COMMON = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code"
COMMON += ",la_name,new_la_code"
ENGLAND = "{year},Reporting year,National,E92000001,England,,,,,"
REGION = "{year},Reporting year,Regional,E92000001,England,E12000005,West Midlands,,,"
COUNCILS = {
    number: f"{{year}},Reporting year,Local authority,E92000001,England,E12000005,West Midlands,{number},{name},{code}"
    for number, name, code in (
        ("330", "Birmingham", BIRMINGHAM),
        ("331", "Coventry", "E08000026"),
        ("332", "Dudley", "E08000027"),
        ("333", "Sandwell", "E08000028"),
    )
}
GROUP, VALUE = "CLA on 31 March", "With 3 or more placements during the year"
NEIGHBOURS = "old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P,SN_3,SN_3P\n330,Birmingham,331,Close ,332,Close ,333,Close \n"


def made(columns: str, rows: list[tuple[str, str]], year: int = 2025) -> bytes:
    lines = [f"{area.format(year=year)},{cells}" for area, cells in rows]
    return ("\ufeff" + "\n".join([f"{COMMON},{columns}", *lines])).encode()


def stability(columns: str, year: int = 2025, own: str = "c,c") -> bytes:
    filters = f'"{GROUP}","{VALUE}"'
    rows = [(ENGLAND, "8500,10"), (REGION, "1150,10"), (COUNCILS["330"], own)]
    rows += [(COUNCILS["331"], "70,9"), (COUNCILS["332"], "80,12"), (COUNCILS["333"], "x,x")]
    return made(columns, [(area, f"{filters},{numbers}") for area, numbers in rows], year)


LAYOUTS = [
    "cla_group,placement_stability,number,percentage",
    "cla_group,placement_stability,children_count,children_percent",
    "characteristic,breakdown,Children_Count,Children_Percent",
]


@pytest.mark.parametrize("columns", LAYOUTS)
def test_both_layouts_and_what_is_no_number(columns):
    published = Published(BIRMINGHAM)
    read = published.add("whatever it is called.csv", stability(columns))
    assert (read.kind, read.measures) == ("published", ["three_placements"])
    own, region, england = published.shown("three_placements", "", "")
    assert (own["area"], own["value"], own["note"]) == ("Birmingham", None, "hidden")
    assert (region["area"], region["value"], region["year"]) == ("West Midlands", 10, 2025)
    assert (england["area"], england["value"], england["take"]) == ("England", 10, "percent")
    assert published.councils("three_placements", "", "") == [("Coventry", 9), ("Dudley", 12)]


def test_neighbours_are_the_middle_one_of_those_that_are_published():
    published = Published(BIRMINGHAM)
    published.add("a.csv", stability(LAYOUTS[1]))
    assert published.add("neighbours.csv", NEIGHBOURS.encode()).kind == "neighbours"
    near = next(one for one in published.shown("three_placements", "", "") if one["level"] == "neighbours")
    assert (near["value"], near["note"]) == (10.5, "the middle one of 2 of 3 neighbours")


def test_the_newest_year_counts_whatever_the_order_of_the_files():
    for order in ((2024, 2025), (2025, 2024)):
        published = Published(BIRMINGHAM)
        for year in order:
            published.add("a.csv", stability(LAYOUTS[year == 2025], year, f"{year - 1900},{year - 2000}"))
        assert [one["year"] for one in published.shown("three_placements", "", "")] == [2025] * 3
        assert published.shown("three_placements", "", "")[0]["value"] == 25


def test_rate_population_and_rounded_counts():
    published = Published(BIRMINGHAM)
    rows = [
        (area, f"Children looked after {word} 31 March each year,{people},{count},{rate}")
        for area, word, people, count, rate in (
            (ENGLAND, "on", "12183016", "81770", "67"),
            (COUNCILS["330"], "at", "293300", "2317", "79"),
        )
    ]
    published.add("a.csv", made("population_type,population_estimate,children_count,rate_per_10000", rows))
    assert published.populations(2027) == (293300, 293300)
    assert [one["value"] for one in published.shown("cla_rate", "", "")] == [79, 67]
    own, england = published.shown("cla_on_day", "", "")
    assert "note" not in own and england["note"] == "rounded to the nearest 10"


def test_each_year_has_its_own_population_as_far_as_the_files_go():
    published = Published(BIRMINGHAM)
    for year, people in ((2024, "290000"), (2025, "293300")):
        rows = [(COUNCILS["330"], f"x,{people}")]
        published.add(f"{year}.csv", made("population_type,population_estimate", rows, year))
    assert published.populations(2027) == (293300, 293300)
    assert published.populations(2025) == (293300, 290000)
    assert published.populations(2020) == (290000, 290000), "the first there is"
    assert Published("E06000023").populations(2025) == (None, None)


def test_leavers_of_both_releases():
    eet = "Total in education, employment or training"
    for columns, age, value in (
        ("age,activity,number,percentage", "Aged 19 to 21", f'"{eet}"'),
        ("care_leaver_age,breakdown,care_leaver_count,care_leaver_percent", "19 to 21 years", f'"{eet}"'),
    ):
        published = Published(BIRMINGHAM)
        areas = {ENGLAND: "20000,54", REGION: "k,k", COUNCILS["330"]: "100,55"}
        rows = [(area, f"{age},{value},{numbers}") for area, numbers in areas.items()]
        published.add("a.csv", made(columns, rows))
        own, region, england = published.shown("cl_activity", "age", "19 to 21")
        assert (own["value"], england["value"]) == (55, 54)
        assert (region["value"], region["note"]) == (None, "rounds to zero")
        assert not published.shown("cl_activity", "age", "17 to 18")


def test_asylum_seekers_of_two_files_are_told_apart():
    published = Published(BIRMINGHAM)
    value = "Unaccompanied asylum-seeking children"
    for other, number in (("Age on starting", "22"), ("Locality of placement", "8")):
        rows = [(ENGLAND, f"{other},Total,1,100"), (ENGLAND, f"{value},{value},1,{number}")]
        published.add("a.csv", made("characteristic,breakdown,children_count,children_percent", rows))
    assert published.shown("cla_uasc", "", "")[0]["value"] == 8
    assert published.shown("starts_breakdown", "asylum", value)[0]["value"] == 22


@pytest.mark.parametrize("data", [b"", b"CHILD,SEX\nA,F\n", b"\xff\xfe\x00\x01", b"geographic_level,time_period\n"])
def test_what_is_no_such_file_is_said(data):
    read = Published(BIRMINGHAM).add("odd.csv", data)
    assert read.note and not read.measures


def test_values_are_compared_by_what_they_say():
    assert plain_value("N4. Family in acute stress") == plain_value("Family in acute stress")
    assert plain_value("Child’s behaviour") == plain_value("child's behaviour")
    assert plain_value("Special guardianship orders") == plain_value("Special guardianship order")
    assert plain_value("Aged 17 to 18") == plain_value("17 to 18")
    assert plain_value("Adopted") != plain_value("Total adopted")


def test_every_cell_belongs_to_a_figure():
    assert {measure for measure, _, _ in CELLS} <= {one.id for one in measures()}
