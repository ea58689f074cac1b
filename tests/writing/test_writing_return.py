"""The whole return as XML, the list of changes, names and the zip."""

import io
import zipfile
from pathlib import Path

import pytest

from check903.export.change_list import change_log
from check903.model.table import Column, Table
from check903.reading import LoadedFiles, read
from check903.writing import Corrected, all_as_zip, return_as_xml, return_notes
from check903.writing.names import distinct, safe
from support.changed_files import loaded_from, log_of, texts
from support.files import EPISODES, HEADER, OC3, REVIEWS

EXAMPLE = Path(__file__).parents[1] / "reading" / "example" / "return.xml"
UASC = "CHILD,SEX,DOB,DUC\n102,F,03/04/2012,03/04/2030\n"
FILES = {
    "h.csv": HEADER,
    "e.csv": EPISODES,
    "r.csv": REVIEWS,
    "uasc.csv": UASC,
    "ad1.csv": "CHILD,DOB,DATE_INT,NB_ADOPTR\n101,01/02/2015,05/05/2026,2\n",
    "pp.csv": "CHILD,DOB,PREV_PERM,LA_PERM\n101,01/02/2015,P1,NIR\n",
    "oc2.csv": "CHILD,DOB,SDQ_SCORE,CONVICTED\n101,01/02/2015,12,0\n",
    "dolo.csv": "CHILD,DOB,DOLO_START\n101,01/02/2015,05/05/2026\n",
}


def again(tables):
    """The tables as they are read from the XML; HEADER's UASC flag aside."""
    loaded = LoadedFiles()
    loaded.set_year(2027)
    (file,) = loaded.add("return.xml", return_as_xml(tables))
    for number in range(len(file.read.parts)):
        loaded.change(file.id, number, year=2027)
    found = texts(loaded.this_year)
    found["Header"].pop("UASC", None)
    return {name: columns for name, columns in found.items() if columns}


def test_the_return_read_back_is_the_same():
    tables = loaded_from(FILES).this_year
    wanted = texts(tables)
    del wanted["DoLo"]
    assert again(tables) == wanted
    missing = "OC3, PlacedAdoption and Missing were not loaded and so are not in it."
    assert return_notes(tables) == ["DoLo is not in it: the Department takes them in files of their own.", missing]


def test_it_is_in_the_departments_order():
    text = return_as_xml(loaded_from(FILES).this_year).decode()
    places = [
        text.index(f"<{tag}>")
        for tag in (
            "CHILDID",
            "UPN",
            "SEX",
            "DOB",
            "ETHNIC",
            "UASC",
            "DATE_INT",
            "NB_ADOPTR",
            "AREVIEW",
            "PERMANENCE",
            "OC2",
            "EPISODE",
            "DECOM",
            "RNE",
            "PL",
            "PL_POST",
            "HOME_POST",
            "URN",
            "PLACE_PROVIDER",
            "DEC",
            "REC",
            "REASON_PLACE_CHANGE",
        )
    ]
    assert places == sorted(places)
    assert "<UASC>0</UASC>" in text and "<UASC>1</UASC><DUC>03/04/2030</DUC>" in text
    assert "<PLACE>" not in text and "<CHILD>101" not in text


def test_letters_and_marks_are_safe():
    tables = {"Header": Table("Header", {"CHILD": Column.of(["1"]), "UPN": Column.of(["<&>Zoë\x00"])})}
    assert b"<UPN>&lt;&amp;&gt;Zo&#235;</UPN>" in return_as_xml(tables)


def test_what_the_xml_cannot_hold_is_said():
    tables = loaded_from(
        {
            "h.csv": HEADER + "101,M,01/02/2015,AIND,UN9,,\n",
            "oc3.csv": OC3 + "102,03/04/2005,YES,F1,B1\n103,01/01/2005,,,\n",
            "m.csv": "CHILD,DOB,MISSING,MIS_START\n101,09/09/2015,M,05/05/2026\n",
        }
    ).this_year
    notes = " ".join(return_notes(tables))
    for said in (
        "1 child is not in Header and got one",
        "OC3 has 1 row too many, of children who have one already: left out",
        "Header has 1 row too many, of children who have one already: the portal may refuse the file",
        "OC3 has 1 row with nothing filled in: left out",
        "Missing has another birth date or sex than Header in 1 row",
    ):
        assert said in notes
    assert again(tables)["Header"]["UPN"] == ["UN1", "UN9", "UN2", ""]


def test_the_example():
    tables = read([EXAMPLE]).this_year
    assert return_notes(tables) == []
    assert texts(read({"again.xml": return_as_xml(tables)}).this_year) == texts(tables)


# -- the list of changes ----------------------------------------------------------------------------------------------


def listed(log, source=None):
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(change_log(log, source))).get_sheet_by_index(0).to_python()


def test_the_list_is_by_child_and_says_what_codes_mean():
    loaded = loaded_from({"h.csv": HEADER, "e.csv": EPISODES.replace(",U6,", ", u6,")})
    log = log_of(
        loaded,
        ("Header", 1, "SEX", "M"),
        ("Episodes", 0, "LS", "C2"),
        ("Episodes", 0, "LS", "E1"),
        ("Episodes", 1),
        ("Header", 0, "UPN", "=1+1"),
        ("Episodes", 0, "PLACE", "U6"),
        ("Episodes", 1 + 1, "REC", "E8"),
        ("Episodes", 2, "REC", ""),
    )
    head, *rows = listed(log, loaded)
    assert head[:4] == ["Child", "Table", "File", "Line"]
    assert [row[:9] for row in rows] == [
        ["101", "Header", "h.csv", 2.0, "", "Pupil number", "UPN", "UN1", "Below school age and no UPN given yet"],
        ["101", "Episodes", "e.csv", 2.0, "Start 05/04/2026", "Legal status", "LS", "C1", "Interim care order"],
        ["101", "Episodes", "e.csv", 2.0, "Start 05/04/2026", "Placement", "PLACE", " u6", rows[2][8]],
        ["101", "Episodes", "e.csv", 3.0, "Start 03/09/2026", "whole record", "", "there", ""],
        ["102", "Header", "h.csv", 3.0, "", "Sex", "SEX", "F", "Female"],
    ]
    assert [row[9] for row in rows] == ["=1+1", "E1", "U6", "removed", "M"]
    assert rows[1][10:] == ["Placement order (adoption)", "By hand", "05/10/2026 10:31"]
    assert listed(log)[1:] == rows
    with zipfile.ZipFile(io.BytesIO(change_log(log, loaded))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_a_list_of_nothing():
    assert len(listed(log_of(loaded_from({"h.csv": HEADER})))) == 1


# -- names and the zip ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, wanted",
    [
        ("header.csv", "header.csv"),
        ("a.zip > this year/header.csv", "this year/header.csv"),
        ("a.zip > b.zip > x.csv", "x.csv"),
        ("/etc/passwd", "etc/passwd"),
        ("../../x.csv", "x.csv"),
        ("C:\\Users\\x.csv", "Users/x.csv"),
        ("a/./b/../x.csv", "a/b/x.csv"),
        ("a\nb?.csv", "a_b_.csv"),
        ("..", "file"),
        ("Zoë’s.csv", "Zoë’s.csv"),
        ("x.csv. ", "x.csv"),
        ("CON", "_CON"),
        ("aux.csv", "_aux.csv"),
        ("nul.2026.csv", "_nul.2026.csv"),
        ("com1/lpt9 .csv", "_com1/_lpt9 .csv"),
        ("console.csv", "console.csv"),
        ("header.csv. .", "header.csv"),
        ("a. /b.csv", "a/b.csv"),
    ],
)
def test_names(name, wanted):
    assert safe(name) == wanted


def test_names_that_come_twice():
    assert distinct(["a/x.csv", "A/X.csv", "a/x (2).csv", "x", "x"]) == [
        "a/x.csv",
        "A/X (2).csv",
        "a/x (2) (2).csv",
        "x",
        "x (2)",
    ]


def test_the_zip_holds_the_files():
    with zipfile.ZipFile(io.BytesIO(all_as_zip([Corrected("a/x.csv", b"1", 1), Corrected("é.csv", b"2", 1)]))) as file:
        assert {name: file.read(name) for name in file.namelist()} == {"a/x.csv": b"1", "é.csv": b"2"}
