"""The code groups follow from the code lists, and say the same of the years that can be checked."""

from __future__ import annotations

import pytest

from check903.reference import codes, groups, schema

YEARS = range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)
LISTS = {
    "SHORT_BREAKS": "LS",
    "TEMPORARY": "PLACE",
    "OTHER_PLACEMENTS": "PLACE",
    "FOSTERED": "PLACE",
    "FOR_ADOPTION": "PLACE",
    "ADOPTED": "REC",
    "LEFT_CARE": "REC",
    "PROVIDERS": "PLACE_PROVIDER",
    "SW_REASONS": "SW_REASON",
    "UNKNOWN_UPN": "UPN_unknown",
}


@pytest.mark.parametrize("group", LISTS)
def test_every_code_of_a_group_is_permitted_in_some_year(group):
    found = getattr(groups, group)
    assert found and set(found) <= {code for year in YEARS for code in codes.permitted(LISTS[group], year)}


def test_whoever_left_care_did_so_for_any_reason_but_one():
    permitted = {code for year in YEARS for code in codes.permitted("REC", year)}
    assert {*groups.LEFT_CARE, "X1"} == permitted


def test_a_new_reason_for_leaving_is_added_once(monkeypatch):
    order = codes.in_order
    monkeypatch.setattr(codes, "in_order", lambda name, year: (*order(name, year), "E49"))
    assert "E49" in groups._listed("REC", "E.*") and "E49" not in groups.LEFT_CARE


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("TEMPORARY", "T0 T1 T2 T3 T4"),
        ("OTHER_PLACEMENTS", "Z11 Z12 Z13 Z14"),
        ("FOSTERED", "U1 U2 U3 U4 U5 U6"),
        ("FOR_ADOPTION", "A3 A4 A5 A6"),
    ],
)
def test_the_placements_of_a_group(group, expected):
    assert " ".join(getattr(groups, group)) == expected


def test_the_columns_of_a_group_are_there():
    for table, columns in (("AD1", groups.ADOPTION_DETAILS), ("OC3", groups.LEAVER_DETAILS), ("OC2", groups.HEALTH)):
        for column in columns:
            assert schema.TABLES[table].column(column)
