"""Bad inputs, and what the user is told about each: never a crash, never a hang, never silence, and no other file is
lost.
"""

import contextlib
import datetime as dt
import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from check903 import engine
from check903.model.returns import Collection, Return
from check903.reading import Limits, LoadedFiles, oldexcel, read_file
from support.files import EPISODES, HEADER, OC3, REVIEWS, binary_workbook, cells, workbook, zipped

XML = "<EXPSSDA903>\n<CHILD><HEADER><CHILDID>1</CHILDID><UPN>UN1</UPN><SEX>F</SEX></HEADER></CHILD>\n</EXPSSDA903>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50
MOST = 300  # MB, of which the page has a few thousand
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REAL = Path(__file__).parent / "real"  # locked.* and plain.xls by LibreOffice and msoffcrypto, short.xlsb by SheetJS
SAVED = '{"format":"check903 saved check","council":"","year":2027,"children":3,"counts":{"351":3}}'
BOOK = workbook({"OC3": cells(OC3)})
BINARY = binary_workbook("OC3", cells(OC3))
OLD_BOOK = (Path(__file__).parent / "oc3.xls").read_bytes()
OLD_SIZE = bytes.fromhex("00020e000000000003000000")  # the record with the size of its sheet
NOT_TEXT = "it isn’t a table but some other kind of file. Save the table as CSV or Excel and use that."
DAMAGED_BOOK = (
    "the workbook is damaged or cut off. Open it in Excel, save it as an Excel workbook (.xlsx) and use that."
)
DAMAGED = "it is damaged or cut off. Save it again, or make the zip again."
DOCTYPE = "declares a document type, which no return needs and which can do harm. Remove it."
HUGE = "has a value far longer than any in a return."
LOCKED = "it is locked with a password. Save it without one and try again."


def old_container(name: str, stream: bytes) -> bytes:
    """A file of old Office's kind that holds one stream."""
    return oldexcel.container_of(name, stream)


def circling() -> bytes:
    """An .xls file whose allocation table leads from the workbook's last sector back to its first."""
    data = bytearray(oldexcel.container_of("Workbook", b"x" * 20_000))
    table = len(data) - 4096
    data[table + 6 * 4 : table + 7 * 4] = (2).to_bytes(4, "little")
    return bytes(data)


def changed(book: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with a text replaced in each of its members."""
    file = zipfile.ZipFile(io.BytesIO(book))
    return zipped({name: file.read(name).replace(old, new) for name in file.namelist()})


def laughs() -> str:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f"<?xml version='1.0'?>\n<!DOCTYPE x [{entities}]>\n" + XML.replace("UN1", "&a9;")


def merged() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("OC3")
        for row, texts in enumerate(cells(OC3)):
            sheet.write_row(row, 0, texts)
        sheet.merge_range(1, 2, 2, 2, "YES", book.add_format({"bold": True}))
    return out.getvalue()


def far_cell() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "CHILD")
        sheet.write(1_048_575, 16_383, "x")
    return out.getvalue()


def blank_lines_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open("oc3.csv", "w") as member:
        for _ in range(80):
            member.write(b"\n" * (1 << 20))
    return out.getvalue()


def with_cell(column: int, text: str) -> str:
    """OC3 with another text in a column of line 2."""
    lines = OC3.splitlines()
    values = lines[1].split(",")
    values[column] = text
    return "\n".join([lines[0], ",".join(values), *lines[2:]]) + "\n"


# name: the file's name, its bytes, and what is said: as the problem if it begins with "!", else in the notes.
BAD = {
    # nothing in it, or not much
    "empty file": ("oc3.csv", "", "!it is empty. Export it again."),
    "only blank lines": ("oc3.csv", "\n\n  \n", "!it is empty. Export it again."),
    "only a byte order mark": ("oc3.csv", "\ufeff", "!it is empty. Export it again."),
    "only delimiters": ("oc3.csv", ",,,\n,,,\n", "!it is empty. Export it again."),
    "header only": ("oc3.csv", OC3.splitlines()[0], "It holds the column names and no rows."),
    "a million blank rows": ("oc3.csv", OC3 + "\n" * 1_000_000, "Read as it is."),
    "a million rows of commas between two rows": (
        "oc3.csv",
        OC3.replace("\n102", "\n" + ",,,,\n" * 1_000_000 + "102"),
        "1,000,000 blank lines skipped.",
    ),
    "empty workbook": (
        "x.xlsx",
        workbook({"Sheet1": []}),
        "!no sheet of the workbook holds anything. Export it again.",
    ),
    "empty zip": ("x.zip", zipped({}), "!there is no file in the zip. Make it again, or use the files themselves."),
    "zip of clutter": ("x.zip", zipped({"__MACOSX/._a": "x", ".DS_Store": "x"}), "!there is no file in the zip."),
    # not a table of the return
    "wrong table": (
        "budget.csv",
        "Team,Budget\nNorth,100\n",
        "No table of the return has these columns: Team and Budget. Not used.",
    ),
    "rows without column names": (
        "oc3.csv",
        "101,01/02/2006,YES,F1,B1\n102,03/04/2005,NO,0,0\n",
        "No table of the return has these columns: 101, 01/02/2006",
    ),
    "no column CHILD": (
        "oc3.csv",
        "DOB,IN_TOUCH,ACTIV,ACCOM\n01/02/2006,YES,F1,B1\n",
        "!it looks like OC3 (care leavers), but no column is called CHILD.",
    ),
    "a letter": (
        "letter.txt",
        "Dear Ann,\n\nplease find attached the return.\n\nYours, Bob\n",
        "No table of the return has these columns: Dear Ann",
    ),
    "JSON": ("x.json", '{"a": [1, 2], "b": {"c": "d"}}', "No table of the return has these columns"),
    "a picture called .csv": (
        "header.csv",
        PNG,
        "!it is a picture, whatever its name says. Save the table as CSV or Excel and use that.",
    ),
    "a PDF": ("guide.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20, "A PDF. It can’t hold a table of the return."),
    "a picture called .xlsx": ("header.xlsx", PNG, "!it is a picture, whatever its name says."),
    "a web page called .xls": (
        "oc3.xls",
        "<html><table><tr><td>CHILD</td></tr></table></html>",
        "!it is a web page, whatever its name says.",
    ),
    "a page with a document type": (
        "oc3.xls",
        "<!DOCTYPE html><html></html>",
        "!it is a web page, whatever its name says.",
    ),
    "a saved check with a number beyond all bounds": (
        "saved.json",
        SAVED.replace(":3", ":1e999"),
        "!this is not a check that Check 903 saved",
    ),
    "a saved check with half a character": (
        "saved.json",
        SAVED.replace("351", "\\ud800"),
        "!this is not a check that Check 903 saved",
    ),
    "a saved check that was changed": (
        "saved.json",
        '{"format":"check903 saved check","counts":3}',
        "!this is not a check that Check 903 saved",
    ),
    # rows that don't fit
    "a row with too many values": (
        "oc3.csv",
        OC3.replace("YES", "YES,MAYBE,NO"),
        (
            "!line 2 has 7 values, but the first line names 5 columns. Look for stray commas in line 2, save the file"
            " and try again"
        ),
    ),
    "too many values far down": (
        "oc3.csv",
        OC3 + "103,01/01/2006,YES,F1,B1\n" * 30_000 + "103,01/01/2006,YES,F1,B1,X\n",
        "!line 30,004 has 6 values",
    ),
    "too many values below a title": (
        "oc3.csv",
        "Leavers\n" + OC3.replace("YES", "YES,MAYBE"),
        "!line 3 has 6 values, but line 2, with the column names, has 5",
    ),
    "a row with too few values": (
        "oc3.csv",
        OC3.replace(",0,0\n", "\n"),
        "1 line with fewer values than columns: the rest counted as blank.",
    ),
    "a quotation mark left open": (
        "oc3.csv",
        OC3.replace("B1", '"B1'),
        "!line 2 has a quotation mark that is never closed. Remove it, save the file",
    ),
    "a quotation mark left open in a long file": (
        "oc3.csv",
        OC3.replace("B1", '"B1') + "103,,,,\n" * 50_000,
        f"!line 2 {HUGE}",
    ),
    "a stray quotation mark": ("oc3.csv", OC3.replace("YES", 'Y"ES'), "Read as it is."),
    "columns twice": (
        "oc3.csv",
        "CHILD,CHILD,DOB,IN_TOUCH\n1,1,01/02/2006,YES\n",
        "Column CHILD is there twice, with the same values.",
    ),
    "columns twice, different": (
        "oc3.csv",
        "CHILD,CHILD,DOB,IN_TOUCH\n1,2,01/02/2006,YES\n",
        "the values differ in 1 row, the first was taken.",
    ),
    "thousands of columns": (
        "x.csv",
        "CHILD," + ",".join(map(str, range(5000))),
        "!line 1 has 5,001 columns, more than any table.",
    ),
    "10 MB in one cell": (
        "oc3.csv",
        with_cell(4, "x" * 10_000_000),
        f"!line 2 {HUGE} Most often a quotation mark that is never closed makes one.",
    ),
    "10 MB in one quoted cell": ("oc3.csv", with_cell(4, f'"{"x," * 5_000_000}"'), f"!line 2 {HUGE} Most often"),
    "10 MB in one cell of a workbook": (
        "x.xlsx",
        changed(BOOK, b"YES", b"x" * 10_000_000),
        f"!line 2 {HUGE} Shorten it in line 2, save the file",
    ),
    "10 MB in one cell of XML": ("r.xml", XML.replace("UN1", "x" * 10_000_000), f"!line 2 {HUGE}"),
    # encodings
    "mixed encodings": (
        "header.csv",
        HEADER.replace("101", "Zoë").encode() + HEADER.splitlines()[1].replace("101", "Noël").encode("cp1252"),
        "Read as UTF-8, and 1 character as Windows-1252, the first in line 4.",
    ),
    "NUL bytes": ("oc3.csv", OC3.replace("YES", "Y\0ES\0"), "2 NUL characters left out."),
    "nothing but NUL bytes": ("oc3.csv", b"\0" * 10_000, f"!{NOT_TEXT}"),
    "UTF-16 cut in the middle of a character": ("oc3.csv", OC3.encode("utf-16")[:-1], "Read as UTF-16."),
    "bytes that Windows-1252 doesn't have": (
        "oc3.csv",
        OC3.encode().replace(b"YES", b"\x81\x8d"),
        "Read as Windows-1252.",
    ),
    # workbooks and zips
    "truncated workbook": ("x.xlsx", BOOK[: len(BOOK) // 2], f"!{DAMAGED}"),
    "workbook with a damaged sheet": (
        "x.xlsx",
        zipped({"xl/workbook.xml": "<x", "xl/worksheets/sheet1.xml": "<"}),
        f"!{DAMAGED_BOOK}",
    ),
    "workbook that is no workbook": ("x.xlsx", zipped({"xl/workbook.xml": "<workbook/>"}), f"!{DAMAGED_BOOK}"),
    "truncated old workbook": ("x.xls", OLE + b"\0" * 504, f"!{DAMAGED_BOOK}"),
    "locked workbook": ("x.xlsx", old_container("EncryptedPackage", b"x" * 5000), f"!{LOCKED}"),
    "workbook locked by Office's own cipher": ("x.xlsx", (REAL / "locked.xlsx").read_bytes(), f"!{LOCKED}"),
    "old workbook locked by LibreOffice": ("x.xls", (REAL / "locked.xls").read_bytes(), f"!{LOCKED}"),
    "OpenDocument locked by LibreOffice": ("x.ods", (REAL / "locked.ods").read_bytes(), f"!{LOCKED}"),
    "binary workbook with cells that tell no column": (
        "x.xlsb",
        (REAL / "short.xlsb").read_bytes(),
        "!it is a binary workbook (.xlsb) of a kind",
    ),
    "workbook written as XML": (
        "x.xls",
        "<?xml version='1.0'?>\n<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
        "!it is a workbook",
    ),
    "a reference to a column that there can't be": (
        "x.xlsx",
        changed(BOOK, b'r="B2"', b'r="FDDDDDDDDDDDDDDDDDD2"'),
        f"!{DAMAGED_BOOK}",
    ),
    "the same with spaces and small letters": (
        "x.xlsx",
        changed(BOOK, b'r="B2"', b"r = 'fdddddd2'"),
        f"!{DAMAGED_BOOK}",
    ),
    "a reference to a row that there can't be": (
        "x.xlsx",
        changed(BOOK, b'r="B2"', b'r="B4294967295"'),
        f"!{DAMAGED_BOOK}",
    ),
    "four billion texts, with spaces": (
        "x.xlsx",
        changed(BOOK, b'uniqueCount="', b'uniqueCount = "9999999999'),
        f"!{DAMAGED_BOOK}",
    ),
    "locked old workbook": ("x.xls", old_container("Workbook", b"\x09\x08\x02\0\0\6\x2f\0\2\0\1\0"), f"!{LOCKED}"),
    "a Word document called .xls": (
        "x.xls",
        old_container("WordDocument", b"x" * 5000),
        "!it is a Word document, whatever its name says.",
    ),
    "old workbook whose sectors go round in circles": ("x.xls", circling(), f"!{DAMAGED_BOOK}"),
    "endless old workbook": (
        "x.xls",
        OLD_BOOK.replace(OLD_SIZE, b"\0\2\x0e\0\0\xff\0\0" + OLD_SIZE[8:]),
        "Read as it is.",
    ),
    "workbook with four billion texts": (
        "x.xlsx",
        changed(BOOK, b'uniqueCount="', b'uniqueCount="42949672'),
        f"!{DAMAGED_BOOK}",
    ),
    "workbook that says it is as large as can be": (
        "x.xlsx",
        changed(BOOK, b"A1:E3", b"A1:XFD1048576"),
        "Read as it is.",
    ),
    "workbook with an entity that grows": (
        "x.xlsx",
        changed(BOOK, b"?>", b"?><!DOCTYPE x [<!ENTITY a 'ha'>]>"),
        f"!{DAMAGED_BOOK}",
    ),
    "workbook whose sheet is cut off": ("x.xlsx", changed(BOOK, b"</worksheet>", b""), f"!{DAMAGED_BOOK}"),
    "binary workbook with a cell far away": (
        "x.xlsb",
        binary_workbook("S", [["CHILD"], *[[]] * 60_000, ["x"] * 600]),
        "!its cells lie",
    ),
    "binary workbook cut off": ("x.xlsb", changed(BINARY, b"\x92\1\0\x82\1\0", b"\6\x7f"), f"!{DAMAGED_BOOK}"),
    "workbook with merged cells": (
        "x.xlsx",
        merged(),
        "It has merged cells, the first in line 2: the value counts for the first cell of each",
    ),
    "workbook with two header rows": (
        "x.xlsx",
        workbook({"S": [["", "", "Outcome", "", ""], *cells(OC3)]}),
        "1 line above the column names skipped.",
    ),
    "workbook with the header twice": (
        "x.xlsx",
        workbook({"S": [cells(OC3)[0], *cells(OC3)]}),
        "Line 2 repeats the column names: skipped.",
    ),
    "workbook with a cell far away": ("x.xlsx", far_cell(), "!its cells lie thousands of columns and rows apart."),
    "workbook of notes only": (
        "x.xlsx",
        workbook({"Notes": [["Hello"]]}),
        "No table of the return has these columns: Hello. Not used.",
    ),
    "truncated zip": ("x.zip", zipped({"oc3.csv": OC3})[:-30], f"!{DAMAGED}"),
    "zip with a damaged member": (
        "x.zip",
        zipped({"oc3.csv": OC3}, zipfile.ZIP_STORED).replace(b"YES", b"YET"),
        f"!{DAMAGED}",
    ),
    "zip bomb": ("x.zip", blank_lines_zip(), "!it would unpack to far more than any table"),
    "locked zip": (
        "x.zip",
        zipped({"oc3.csv": OC3}).replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1"),
        f"!{LOCKED}",
    ),
    "zip in a zip in a zip": (
        "x.zip",
        zipped({"y.zip": zipped({"z.zip": zipped({"oc3.csv": OC3})})}),
        "!it is a zip in a zip in a zip.",
    ),
    "zip that climbs out of its folder": ("x.zip", zipped({"../../etc/oc3.csv": OC3}), "Read as it is."),
    # XML
    "entities that grow": ("r.xml", laughs(), f"!line 2 {DOCTYPE}"),
    "an external entity": (
        "r.xml",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + XML.replace("UN1", "&e;"),
        f"!line 1 {DOCTYPE}",
    ),
    "an external document type": (
        "r.xml",
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">\n' + XML,
        f"!line 1 {DOCTYPE}",
    ),
    "an entity nobody declared": (
        "r.xml",
        XML.replace("UN1", "&who;"),
        "!line 2 is not correct XML (undefined entity).",
    ),
    "wrong root": ("r.xml", "<LIBRARY><BOOK><TITLE>x</TITLE></BOOK></LIBRARY>", "!it holds no child of a return."),
    "XML cut off": ("r.xml", XML[:70], "!the file is cut off at line 2. Export it again."),
    "XML cut off inside a tag": ("r.xml", XML[: XML.index("/CHILDID>") + 4], "!the file is cut off at line 2."),
    "tags that cross": (
        "r.xml",
        XML.replace("</HEADER></CHILD>", "</CHILD></HEADER>"),
        "!line 2 is not correct XML (mismatched tag).",
    ),
    "something after the end": (
        "r.xml",
        XML + "\n<more/>",
        "!line 4 is not correct XML (junk after document element).",
    ),
    "a control character in XML": (
        "r.xml",
        XML.replace("UN1", "\x01"),
        "!line 2 is not correct XML (not well-formed (invalid token)).",
    ),
    "elements without end": (
        "r.xml",
        "<A>" * 100_000,
        "!line 1 holds elements inside elements more than 30 deep: it isn’t a return.",
    ),
    "an element twice": (
        "r.xml",
        XML.replace("</SEX>", "</SEX><SEX>M</SEX>"),
        "1 value left out because another of that name comes before it, the first SEX",
    ),
    "empty root": ("r.xml", "<EXPSSDA903/>", "!it holds no child of a return."),
    # cells: kept as they are where there is doubt, for the rules to report
    "31/02": (
        "oc3.csv",
        with_cell(1, "31/02/2006"),
        "1 value isn’t a valid date (31/02/2006 in line 2): it counts as no date until it is fixed.",
    ),
    "the year 0025": ("oc3.csv", with_cell(1, "01/04/0025"), "1 value isn’t a valid date (01/04/0025 in line 2)"),
    "a date in US order": ("oc3.csv", with_cell(1, "04/13/2006"), "03/04/2005 in DOB: day first or month first?"),
    "a two-digit year": ("oc3.csv", with_cell(1, "1/4/06"), "1/4/06 in DOB: day first or month first?"),
    "an Excel serial number": (
        "oc3.csv",
        with_cell(1, "38749"),
        "1 date written as 38749, Excel’s number for a day, read as 01/02/2006.",
    ),
    "an id in scientific notation": (
        "oc3.csv",
        with_cell(0, "1.23E+09"),
        "1 value of CHILD cut short by Excel (1.23E+09 in line 2): kept as written.",
    ),
    "an id with spaces": ("oc3.csv", with_cell(0, " 10 1 "), "Spaces around values left out in 1 cell."),
    "an id with leading zeros": ("oc3.csv", with_cell(0, "00101"), "Read as it is."),
    "the same child twice": ("header.csv", HEADER + HEADER.splitlines()[1] + "\n", "Read as it is."),
    "a formula": ("oc3.csv", with_cell(4, "=HYPERLINK(1)"), "Read as it is."),
    "a command": ("oc3.csv", with_cell(4, "=CMD|' /C CALC'!A0"), "Read as it is."),
    "a script": ("oc3.csv", with_cell(0, "<IMG SRC=X ONERROR=ALERT(1)>"), "Read as it is."),
    "text from right to left": ("oc3.csv", with_cell(0, "שלום"), "Read as it is."),
    "marks that turn the direction": ("oc3.csv", with_cell(0, "\u202e101"), "Read as it is."),
    "emoji": ("oc3.csv", with_cell(0, "👶🏽"), "Read as it is."),
    "postcodes in every spelling": (
        "episodes.csv",
        EPISODES.replace("B31 3AA", " b31  3aa").replace("B45 9DZ", "b459dz"),
        "Lower-case codes read as upper case in 2 cells.",
    ),
}


@contextlib.contextmanager
def little_memory():
    """What is done within takes less than MOST more memory at any time, the Excel library's included. Told by Linux
    alone.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        yield
        return
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from now

    def megabytes(name: str) -> int:
        return next(int(line.split()[1]) >> 10 for line in status.read_text().splitlines() if line.startswith(name))

    before = megabytes("VmRSS")
    yield
    assert megabytes("VmHWM") - before < MOST


@pytest.mark.parametrize(("name", "data", "told"), BAD.values(), ids=BAD.keys())
def test_a_bad_input(name, data, told):
    loaded = LoadedFiles()
    loaded.add("reviews.csv", REVIEWS.encode())
    with little_memory():
        (file,) = loaded.add(name, data.encode() if isinstance(data, str) else data)
    problem, notes = file.read.problem, [*file.read.notes, *(note for part in file.read.parts for note in part.notes)]
    notes += [question.sentence for part in file.read.parts for question in part.questions]
    if told.startswith("!"):
        assert problem.startswith(name)
        assert told[1:] in problem
        assert problem.endswith(".")
        assert not file.read.parts
    else:
        assert problem is None
        assert told in " ".join(notes)
    assert len(loaded.this_year["Reviews"]) == 2
    assert isinstance(loaded.doubts, list)


def test_there_are_enough_of_them():
    assert len(BAD) >= 60


def test_strange_texts_stay_as_they_are():
    for text in ("<IMG SRC=X>", "שלום", "👶🏽", "=1+2", "\u202e101", "00101", "1.23E+09"):
        loaded = LoadedFiles()
        loaded.add("oc3.csv", with_cell(0, text).encode())
        assert loaded.this_year["OC3"].columns["CHILD"].text(0) == text


def test_an_old_workbook_of_random_records_is_told_apart():
    header = OLE + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    loaded = LoadedFiles()
    loaded.add("x.xls", header + bytes(range(256)) * 20)
    assert loaded.files[0].read.problem == f"x.xls: {DAMAGED_BOOK}"


def test_dates_of_a_workbook_from_before_1900_are_kept():
    loaded = LoadedFiles()
    loaded.add(
        "x.xlsx", workbook({"S": [["CHILD", "DOB", "IN_TOUCH"], ["1", 0.5, "YES"], ["2", dt.date(1900, 1, 1), "NO"]]})
    )
    assert loaded.this_year["OC3"].columns["DOB"].texts()[0] == "0.5"


def test_a_saved_check_whose_day_has_a_time_zone_goes_beside_others():
    loaded = LoadedFiles()
    for zone in ("", "+01:00"):
        loaded.add(
            f"saved{zone}.json", SAVED.replace('"council"', f'"made":"2026-10-05T10:31{zone}","council"').encode()
        )
    assert sorted(check.made for check in loaded.saved) == [dt.datetime(2026, 10, 5, 10, 31)] * 2


def test_zips_in_a_zip_unpack_to_no_more_than_one():
    inner = zipped({"oc3.csv": OC3 + "\n" * 1_000_000})
    reads = read_file(
        "x.zip", zipped({f"{number}.zip": inner for number in range(5)}), Limits(unpacked_bytes=3_500_000)
    )
    assert [bool(read.problem) for read in reads] == [False, False, False, True, True]


def test_a_name_cannot_turn_the_sentence_round():
    (read,) = read_file("\u202etxt.csv\n", b"")
    assert read.problem == "txt.csv: it is empty. Export it again."


FILES = {"header.csv": HEADER, "episodes.csv": EPISODES, "reviews.csv": REVIEWS}


@pytest.mark.parametrize("date", ["31/02/2026", "31/13/2026", "01/04/0025", "1/4/226"])
@pytest.mark.parametrize(
    ("name", "was", "rule"),
    [
        ("header.csv", "M,01/02/2015", "102"),
        ("episodes.csv", "101,05/04/2026", "141"),
        ("episodes.csv", "PR1,03/09/2026", "147"),
        ("reviews.csv", "2015,01/05/2026", "166"),
    ],
)
def test_a_date_that_cannot_be_read_is_found_by_a_rule(name, was, rule, date):
    loaded = LoadedFiles()
    for file, text in (FILES | {name: FILES[name].replace(was, f"{was.partition(',')[0]},{date}")}).items():
        loaded.add(file, text.encode())
    found = engine.check(Return(loaded.this_year, {}, Collection.of_year(2027)), engine.in_force(2027))
    assert rule in {found.rules[number].code for number in found.rule.tolist()}
