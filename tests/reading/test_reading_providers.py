"""Ofsted's lists: every layout that derived.md knows."""

import datetime as dt
from pathlib import Path

import pytest

from check903.model.providers import Providers
from check903.reading import LoadedFiles
from support.files import part, read_one, workbook

EXAMPLE = Path(__file__).parent / "example" / "providers.xlsx"
CLOSED = dt.date(2024, 5, 31)

HOMES = {
    "Provider information": [
        ["Ofsted's homes"],
        [],
        ["URN", "Local Authority", "Provider Code", "Provider Placement Code", "Closed Date", "Setting Postcode"],
        ["SC1", "Leeds", "PR4", "K2", None, "ls1 1aa"],
        ["SC2", "York", "PR1", "K2, R1", CLOSED, "YO1 1AA"],
    ]
}
HOMES_TWO_SHEETS = {
    "Contents": [["Two sheets"]],
    "Settings and Inspection Info": [
        ["urn", "Provider Code", "PROVIDER PLACEMENT CODE", "Closed Date"],
        ["SC1", "PR4", "K2", None],
        ["SC2", "PR1", "K2/R1", CLOSED],
    ],
    "Address Details": [
        ["Setting Address Postcode", "Local Authority", "URN"],
        ["LS1 1AA", "Leeds", "SC1"],
        ["YO1 1AA", "York", "SC2"],
    ],
}
SOCIAL_CARE = {
    "Current": [
        [
            "URN",
            "Local authority",
            "Placement code",
            "Placement provider code",
            "Deregistration date",
            "Setting postcode",
        ],
        ["SC1", "Leeds", "K2", "PR4", None, "LS1 1AA"],
    ],
    "Closed": [
        [
            "URN",
            "Local authority",
            "Placement code",
            "Placement provider code",
            "Deregistration date",
            "Setting postcode",
        ],
        ["SC2", "York", "K2,R1", "PR1", "31/05/2024", "YO1 1AA"],
    ],
}
COMBINED = {
    "List": [
        [
            "Provider type",
            "Setting local authority",
            "URN",
            "Deregistration date",
            "Placement code",
            "Placement provider code",
            "Setting address postcode",
        ],
        ["Children's Home", "Leeds", "SC1", None, "K2", "PR4", "LS1 1AA"],
        ["Children's Home", "York", "SC2", "2024-05-31", "K2/R1", "PR1", "YO1 1AA"],
    ]
}
NO_FOSTERING = (
    "No fostering agency is in it, so a foster placement with an Ofsted number counts as not in the list (rules 219,"
    " 224 and 1008). Add the list of fostering agencies, if it isn’t here yet."
)
EXPECTED = {
    "URN": ["SC1", "SC2"],
    "PLACE_CODES": ["K2", "K2,R1"],
    "PROVIDER_CODES": ["PR4", "PR1"],
    "REG_END": ["", "31/05/2024"],
    "POSTCODE": ["LS11AA", "YO11AA"],
    "LA_NAME": ["Leeds", "York"],
}


def column(part, name: str) -> list[str]:
    """The texts of a column of the list."""
    return part.content.table.columns[name].texts()


@pytest.mark.parametrize(
    "layout",
    [HOMES, HOMES_TWO_SHEETS, SOCIAL_CARE, COMBINED],
    ids=["homes", "homes in two sheets", "social care", "combined"],
)
def test_every_layout_gives_the_same_list(layout):
    found = [part for part in read_one(workbook(layout), "list.xlsx").parts if part.kind == "providers"]
    assert [{name: column(part, name) for name in EXPECTED} for part in found] == [EXPECTED]


def test_supported_accommodation():
    sheets = dict(COMBINED) | {
        "SA providers": [
            ["URN", "Provider local authority", "Closed date", "Setting address postcode"],
            ["1234567", "Hull", CLOSED, "HU1 1AA"],
            ["2345678", "Hull", None, ""],
        ]
    }
    found = part(workbook(sheets), "list.xlsx")
    assert column(found, "PLACE_CODES") == ["K2", "K2,R1", "K3", "K3"]
    assert column(found, "PROVIDER_CODES") == ["PR4", "PR1", "PR4", "PR4"]
    assert column(found, "REG_END") == ["", "31/05/2024", "31/05/2024", ""]
    assert column(found, "URN")[2:] == ["1234567", "2345678"]
    assert [(sheet.name, sheet.settings, sheet.closed, sheet.lacks) for sheet in found.content.sheets] == [
        ("List", 2, 1, ()),
        ("SA providers", 2, 1, ()),
    ]
    assert (
        found.notes[1]
        == "Sheet SA providers: 2 settings, 1 of them closed. Found: Ofsted numbers, placement codes, provider codes,"
        " postcodes, councils, closing dates; postcodes are those under “Setting address postcode”."
    )
    assert found.looks == [NO_FOSTERING]


def test_supported_accommodation_by_the_type_in_a_combined_sheet():
    text = (
        "Provider type,URN,Placement code,Placement provider code\nSupported Accommodation,1234567,,\nChildren's"
        " home,7654321,,PR1\n"
    )
    assert column(part(text), "PLACE_CODES") == ["K3", ""]
    assert column(part(text), "PROVIDER_CODES") == ["PR4", "PR1"]


def test_what_is_missing_is_told():
    found = part("URN,Placement code\nSC1,K2\n")
    assert found.notes == ["1 setting, 0 of them closed. Found: Ofsted numbers, placement codes."]
    assert found.looks == [
        NO_FOSTERING,
        (
            "It has no provider codes, closing dates or postcodes. The rules that need them are not run for placements"
            " with its settings. Add the columns, or use a list that has them."
        ),
    ]
    (sheet,) = found.content.sheets
    assert sheet.gives == {"URN": "URN", "PLACE_CODES": "Placement code"}
    assert sheet.lacks == ("PROVIDER_CODES", "REG_END", "POSTCODE")


@pytest.mark.parametrize(
    ("list_of", "said"),
    [
        ("URN,Provider type,Setting postcode\nSC1,Children's Home,LS1 1AA\n", True),
        ("URN,Provider type,Setting postcode\nSC1,Children's Home,LS1 1AA\nSC2,Independent Fostering Agency,\n", False),
        ('URN,Placement code\nSC1,K2\nSC2,"U4,U6"\n', False),
        ("URN,Setting postcode\nSC1,LS1 1AA\n", False),
    ],
)
def test_homes_without_fostering_agencies_are_noticed(list_of, said):
    assert (NO_FOSTERING in part(list_of).looks) == said


def test_episodes_are_not_a_provider_list():
    assert part("CHILD,DECOM,PLACE,URN,PL_POST\n1,01/05/2026,K2,SC1,B1 1AA\n").table_name == "Episodes"


def test_several_lists_are_one_and_the_look_ups_take_it():
    loaded = LoadedFiles()
    loaded.add("homes.xlsx", workbook(HOMES))
    loaded.add("care.csv", b"URN,Placement code,Deregistration date\nSC9,U6,\n")
    found = Providers.of_list(loaded.providers)
    assert len(found) == 3
    assert found.allows_place(["SC2", "SC2", "SC9"], ["R1", "U6", "U6"]).tolist() == [True, False, True]
    assert str(found.registration_end(["SC2"])[0]) == "2024-05-31"
    assert {assignment.role for assignment in loaded.assignments().values()} == {"reference"}


def test_the_example():
    found = part(EXAMPLE.read_bytes(), "providers.xlsx")
    assert (found.rows, [sheet.name for sheet in found.content.sheets], found.looks) == (
        42,
        ["Providers", "SA Providers"],
        [],
    )
    assert all(column(found, "PLACE_CODES"))
