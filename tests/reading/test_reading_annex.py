"""Annex A, Ofsted's child-level data: known by its headings, in CSV and Excel, however they are spelt."""

import csv
import io

import pytest

from check903.reading import LoadedFiles, read_file
from check903.reading.annex_headings import LISTS, list_of, positions
from support.files import workbook
from support.made_annex import HEADINGS, headings

SPELLINGS = {  # of list 8, as councils send them
    "CHILD": ["Child Unique ID", "Child ID", "Child's unique identifier", "CHILD_ID", "Person ID", "Unique ID"],
    "STARTED": [
        "Date Started to be Looked After",
        "Date started to be looked-after ",
        "LAC Start Date",
        "Date became looked after",
        "Date Entered Care",
    ],
    "LS_START": ["Start date of current legal status", "Legal Status Start Date"],
    "LS": ["Child's Legal Status", "Child’s legal status", "Legal_Status"],
    "CEASED": ["Date Ceased to be Looked After", "Date ceased to be a looked after child", "LAC End: Date ceased CLA"],
    "REASON": ["Reason Ceased to be Looked After", "Reason ceased to be looked after"],
    "PLACED": ["Start Date of Most Recent Placement", "Placement Start Date"],
    "PLACE": ["Placement Type", "Type of placement"],
    "POSTCODE": ["Placement postcode", "Placement Post Code"],
    "MISSING": [
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
    ],
    "REVIEW": ["Date of Latest Statutory Review", "Date of last LAC review"],
    "WORKER": ["Allocated Worker", "Allocated Social Worker"],
}


@pytest.mark.parametrize("number", HEADINGS)
def test_each_list_is_known_by_its_own_headings(number):
    written = headings(number)
    assert list_of(written) == number
    found = positions(number, written)
    assert len(set(found.values())) == len(found)
    assert set(found) == {heading.name for heading in LISTS[number]}


@pytest.mark.parametrize(("name", "spelling"), [(name, one) for name, many in SPELLINGS.items() for one in many])
def test_a_heading_in_any_spelling(name, spelling):
    assert positions(8, [spelling]) == {name: 0}


@pytest.mark.parametrize(
    "names",
    [
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
        "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
        "Person ID,Forename,Surname,Date of birth,Gender,Ethnicity,Legal Status,Placement Type,Placement Postcode",
        "Child ID,Social Worker,Team",
        "LAchildID,UPN,CINreferralDate,PrimaryNeedCode",
    ],
)
def test_other_tables_are_no_list_of_annex_a(names):
    assert list_of(names.split(",")) == 0


def row(number: int, **cells: str) -> list[str]:
    """A row of the list: cells by the names of `annex_headings`."""
    found = positions(number, headings(number))
    made = [""] * len(headings(number))
    for name, text in cells.items():
        made[found[name]] = text
    return made


def test_a_workbook_of_several_lists_is_read_sheet_by_sheet():
    eight = [
        ["List 8: children in care"],
        [],
        headings(8),
        row(8, CHILD="101", DOB="01/02/2015", STARTED="05/04/2026", TEAM="North", WORKER="A. Adair"),
        row(8, CHILD="102", DOB="03/04/2012", STARTED="10/06/2026", WORKER="B. Bell"),
    ]
    nine = [headings(9), row(9, CHILD="103", TEAM="Leaving Care", ADVISER="C. Cole")]
    loaded = LoadedFiles()
    [file] = loaded.add("Annex A.xlsx", workbook({"Sheet1": eight, "Contents": [["About"], ["this"]], "L9": nine}))
    kinds = [(part.kind, part.rows, part.label) for part in file.read.parts]
    assert kinds == [("annex_a", 2, "Sheet1"), ("unknown", 1, "Contents"), ("annex_a", 1, "L9")]
    assert sorted(loaded.annex_a) == [8, 9]
    assert loaded.annex_a[8].table.columns["STARTED"].texts() == ["05/04/2026", "10/06/2026"]
    assert loaded.annex_a[8].table.place(0) == ("Annex A.xlsx, sheet Sheet1", 4)
    assert loaded.this_year == {} and loaded.questions == []
    assert loaded.workers is not None
    people = zip(*(loaded.workers.columns[name].texts() for name in ("CHILD", "WORKER", "TEAM")))
    assert list(people) == [("101", "A. Adair", "North"), ("102", "B. Bell", ""), ("103", "C. Cole", "Leaving Care")]


def test_a_list_of_workers_goes_before_what_annex_a_says():
    loaded = LoadedFiles()
    loaded.add("list 8.csv", as_csv([headings(8), row(8, CHILD="101", WORKER="A. Adair")]))
    loaded.add("workers.csv", b"CHILD,WORKER,TEAM\n101,Z. Zed,South\n")
    assert loaded.workers is not None and loaded.workers.columns["WORKER"].texts() == ["Z. Zed"]


def test_what_is_said_of_a_list():
    [read] = read_file("list 8.csv", as_csv([headings(8), row(8, CHILD="101")]))
    [part] = read.parts
    assert part.notes == [
        "This is list 8 (children in care) of Annex A, Ofsted’s child-level data: 28 headings of use found."
    ]


def test_a_list_without_ids_says_so():
    [read] = read_file("list 8.csv", as_csv([headings(8), row(8, DOB="01/02/2015")]))
    assert read.problem == (
        "list 8.csv: it looks like list 8 (children in care) of Annex A, but no row has a child’s number."
    )


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
