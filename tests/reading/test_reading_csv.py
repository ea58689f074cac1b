"""Messy CSV files: what is read, and what the user is told."""

import pytest

from check903.reading import LIMITS
from support.files import EPISODES, HEADER, OC3, REVIEWS, part, read_one, rows, said

CLEAN = part(OC3).table


def utf16(text, bom):
    return ("\ufeff" * bom + text).encode("utf-16-le")


# The same table in many guises: how it is written, and what the user is told.
SAME_TABLE = {
    "as it is": (OC3, "Read as it is."),
    "UTF-8 with BOM": ("\ufeff" + OC3, "Read as it is."),
    "UTF-16 with BOM": (utf16(OC3, True), "Read as UTF-16."),
    "UTF-16 without BOM": (utf16(OC3, False), "Read as UTF-16."),
    "UTF-16, big end first": (OC3.encode("utf-16-be"), "Read as UTF-16."),
    "Windows line ends": (OC3.replace("\n", "\r\n"), "Read as it is."),
    "old Mac line ends": (OC3.replace("\n", "\r"), "Read as it is."),
    "no line end at the end": (OC3.rstrip(), "Read as it is."),
    "semicolons": (OC3.replace(",", ";"), "Semicolons between values."),
    "tabs": (OC3.replace(",", "\t"), "Tabs between values."),
    "bars": (OC3.replace(",", "|"), "Bars between values."),
    "a line that tells Excel the delimiter": ("sep=;\n" + OC3.replace(",", ";"), "Semicolons between values."),
    "everything quoted": (
        "\n".join(",".join(f'"{v}"' for v in line.split(",")) for line in OC3.split()),
        "Read as it is.",
    ),
    "lower-case names": (
        OC3.replace("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", "child,dob,in_touch,activ,accom"),
        "Read as it is.",
    ),
    "names with spaces": (OC3.replace("IN_TOUCH", " In touch "), "Column IN_TOUCH found under the name “In touch”."),
    "names in quotes": (OC3.replace("ACTIV", "'ACTIV'"), "Read as it is."),
    "the XML's name for CHILD": (OC3.replace("CHILD", "CHILDID"), "Column CHILD found under the name “CHILDID”."),
    "blank lines": (OC3.replace("\n", "\n\n"), "2 blank lines skipped."),
    "lines of delimiters": (OC3.replace("\n102", "\n,,,,\n , ,,,\n102"), "2 blank lines skipped."),
    "blank lines at the end": (OC3 + "\n\n,,,,\n", "Read as it is."),
    "trailing delimiters": (OC3.replace("\n", ",,\n"), "Read as it is."),
    "trailing delimiters below the names only": (OC3.replace("1\n", "1,\n").replace("0\n", "0,,\n"), "Read as it is."),
    "titles above the names": (
        "Care leavers,,,,\nExported 1 April,,,,\n\n" + OC3,
        "2 lines above the column names skipped. 1 blank line skipped.",
    ),
    "the names twice": (
        OC3.replace("\n101", "\nCHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n101"),
        "Line 2 repeats the column names: skipped.",
    ),
    "two header rows": (
        OC3.replace("\n101", "\nChild ID,Date of birth,In touch,Activity,Home\n101"),
        "Line 2 repeats the column names: skipped.",
    ),
    "extra columns": (
        "TEAM," + OC3.replace("\n", ",,x\n").replace("\n1", "\nNorth,1").replace("ACCOM,,x", "ACCOM,,WORKER"),
        "2 extra columns ignored: TEAM and WORKER.",
    ),
    "a column twice": (
        OC3.replace("\n", ",YES\n").replace("M,YES", "M,IN_TOUCH").replace("NO,0,0,YES", "NO,0,0,NO"),
        "Column IN_TOUCH is there twice, with the same values.",
    ),
    "a column twice, different": (
        OC3.replace("\n", ",YES\n").replace("M,YES", "M,IN_TOUCH"),
        "Column IN_TOUCH is there twice, the values differ in 1 row, the first was taken.",
    ),
    "lower-case codes": (
        OC3.replace("YES", "yes").replace("B1", "b1"),
        "Lower-case codes read as upper case in 2 cells.",
    ),
    "stray spaces": (
        OC3.replace("YES", " YES ").replace("B1", "B1\u00a0"),
        "Spaces around values left out in 2 cells.",
    ),
    "apostrophes": (
        OC3.replace("101", "'101"),
        "Quotation marks round values, or apostrophes before them, left out in 1 cell.",
    ),
    "formulas that keep a text": (
        OC3.replace("101", '"=""101"""'),
        "Quotation marks round values, or apostrophes before them, left out in 1 cell.",
    ),
    "decimals": (OC3.replace("101", "101.0").replace("102", "102.0"), "CHILD written as 101.0 read as 101 in 2 cells."),
    "ISO dates": (OC3.replace("01/02/2006", "2006-02-01"), "1 date written as 2006-02-01 read as 01/02/2006."),
    "ISO dates with time": (
        OC3.replace("01/02/2006", "2006-02-01 00:00:00"),
        "1 date written as 2006-02-01 00:00:00 read as 01/02/2006.",
    ),
    "dates with a month's name": (
        OC3.replace("01/02/2006", "01-Feb-06"),
        "1 date written as 01-Feb-06 read as 01/02/2006.",
    ),
    "dates with a time": (
        OC3.replace("01/02/2006", "1/2/2006 0:00"),
        "1 date written as 1/2/2006 0:00 read as 01/02/2006.",
    ),
    "serial numbers": (
        OC3.replace("01/02/2006", "38749"),
        "1 date written as 38749, Excel’s number for a day, read as 01/02/2006.",
    ),
    "NUL characters": (OC3.replace("101", "1\x0001"), "1 NUL character left out."),
    "the end mark of old systems": (OC3 + "\x1a", "Read as it is."),
}


@pytest.mark.parametrize(("written", "told"), SAME_TABLE.values(), ids=SAME_TABLE.keys())
def test_the_same_table_in_many_guises(written, told):
    assert rows(part(written).table) == rows(CLEAN)
    assert said(written) == told


def test_columns_in_any_order():
    swapped = "\n".join(",".join(reversed(line.split(","))) for line in OC3.split())
    assert part(swapped).table.columns["ACCOM"].texts() == ["B1", "0"]


def test_missing_columns_are_named():
    assert said("CHILD,IN_TOUCH,ACTIV\n1,YES,F1\n") == "Columns DOB and ACCOM not there: counted as blank."
    assert set(part("CHILD,IN_TOUCH,ACTIV\n1,YES,F1\n").table.columns) == {"CHILD", "IN_TOUCH", "ACTIV"}


def test_short_rows_are_blank_at_the_end():
    written = OC3.replace(",0,0\n", "\n")
    assert rows(part(written).table)[1] == ("102", "03/04/2005", "NO", "", "")
    assert said(written) == "1 line with fewer values than columns: the rest counted as blank."


def test_uasc_and_derived_columns_of_csv_files_are_ignored():
    written = HEADER.replace("\n", ",1\n").replace("MC_DOB,1", "MC_DOB,UASC")
    assert "UASC" not in part(written).table.columns
    assert said(written) == "1 extra column ignored: UASC."


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (HEADER, "Header"),
        (EPISODES, "Episodes"),
        (OC3, "OC3"),
        (REVIEWS, "Reviews"),
        ("CHILD,SEX,DOB,DUC\n", "UASC"),
        ("CHILD,DOB,SDQ_SCORE,SDQ_REASON\n", "OC2"),
        ("CHILD,DOB,DATE_INT,DATE_MATCH\n", "AD1"),
        ("CHILD,DOB,DATE_PLACED\n", "PlacedAdoption"),
        ("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n", "PrevPerm"),
        ("CHILD,DOB,MISSING,MIS_START,MIS_END\n", "Missing"),
        ("CHILD,DOB,sw id,sw decom,sw dec,sw reason\n", "SWEpisodes"),
        ("CHILD,DOB,DOLO_START,DOLO_END\n", "DoLo"),
    ],
)
def test_tables_are_known_by_their_columns(text, table):
    assert part(text, "export.csv").table_name == table


def test_the_name_decides_only_where_columns_cannot():
    assert part("CHILD,SEX,DOB\n1,M,01/01/2010\n", "uasc.csv").table_name == "UASC"
    assert part("CHILD,SEX,DOB\n1,M,01/01/2010\n", "Header 2027.csv").table_name == "Header"
    assert part("CHILD,SEX,DOB\n1,M,01/01/2010\n", "x.csv").kind == "unknown"
    assert part(OC3, "header.csv").table_name == "OC3"


def test_a_part_can_be_taken_for_another_table():
    taken = part(REVIEWS).taken_for("Missing")
    assert (taken.table_name, set(taken.table.columns), taken.rows) == ("Missing", {"CHILD", "DOB"}, 2)
    assert rows(taken.taken_for("Reviews").table) == rows(part(REVIEWS).table)


def test_workers():
    workers = part("Email,Team,Child ID,Social worker\na@b.c,North, 101 ,Ann Lee\n", "workers.csv")
    assert workers.kind == "workers"
    assert {name: column.texts() for name, column in workers.table.columns.items()} == {
        "CHILD": ["101"],
        "WORKER": ["Ann Lee"],
        "TEAM": ["North"],
        "EMAIL": ["a@b.c"],
    }


def test_an_extract_with_workers_is_still_its_table():
    assert part(OC3.replace("\n", ",x,y\n").replace("M,x,y", "M,TEAM,WORKER")).table_name == "OC3"


def lines(text):
    return part(text).table.line.tolist()


def test_line_numbers_are_those_of_an_editor():
    assert lines(OC3) == [2, 3]
    assert lines(OC3.replace("\n", "\n\n")) == [3, 5]
    assert lines("Title\n" + OC3) == [3, 4]
    assert lines("sep=,\n" + OC3) == [3, 4]
    quoted = OC3.replace("\n", ",x\n").replace("ACCOM,x", "ACCOM,NOTE").replace("B1,x", 'B1,"two\nlines, and\r\nthree"')
    assert lines(quoted) == [2, 5]
    assert lines(OC3.replace("\n", "\r")) == [2, 3]


def test_line_numbers_across_chunks(monkeypatch):
    monkeypatch.setattr("check903.reading.csvfile.CHUNK", 2)
    body = [f'{n},01/01/2006,YES,F1,"B1{chr(10) * (n % 3)}"' for n in range(20)]
    text = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n" + "\n".join(body) + "\n"
    starts = [text[: text.index(f"\n{line.split(',')[0]},")].count("\n") + 2 for line in body]
    assert lines(text) == starts


def test_the_column_names_are_found_below_many_blank_lines():
    assert lines("Care leavers\n" + "\n" * 1000 + OC3) == [1003, 1004]


def test_what_was_written_is_remembered():
    column = part(OC3.replace("YES", " yes")).table.columns["IN_TOUCH"]
    assert (column.text(0), column.text_written(0)) == ("YES", " yes")
    assert (column.text(1), column.text_written(1)) == ("NO", "NO")


def test_windows_1252_and_mixed_encodings():
    text = OC3.replace("\n", ",x\n").replace("ACCOM,x", "ACCOM,NAME").replace("B1,x", "B1,Zoë’s")
    assert read_one(text.encode("cp1252")).notes == ["Read as Windows-1252."]
    mixed = text.encode() + "103,01/01/2006,NO,0,0,Noël\n".encode("cp1252")
    assert read_one(mixed).notes == ["Read as UTF-8, and 1 character as Windows-1252, the first in line 4."]


def test_a_file_beyond_the_limits():
    from check903.reading import read_file

    (read,) = read_file("big.csv", OC3.encode(), LIMITS.__class__(file_bytes=10))
    assert read.problem.startswith("big.csv: it is larger than")
    (read,) = read_file("big.csv", OC3.encode() * 3, LIMITS.__class__(rows=1))
    assert "more than 1 rows" in read.problem
