"""Makes files for the tests of reading, as councils' systems would."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import xlsxwriter

from check903.reading import FileRead, Part, read_file

HEADER = """\
CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
101,M,01/02/2015,WBRI,UN1,,
102,F,03/04/2012,AIND,UN2,0,
"""
EPISODES = """\
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
101,05/04/2026,S,C1,N1,U6,PR1,03/09/2026,X1,CARPL,B33 9UD,B31 3AA,2751358
101,03/09/2026,P,C1,N1,U3,PR1,,,,B33 9UD,B45 9DZ,2751358
102,10/06/2026,S,V2,N4,K2,PR4,,,,B1 1AA,B2 2BB,SC123456
"""
OC3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n101,01/02/2006,YES,F1,B1\n102,03/04/2005,NO,0,0\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n101,01/02/2015,01/05/2026,PN1\n102,03/04/2012,11/05/2026,PN2\n"


def workbook(sheets: Mapping[str, Sequence[Sequence]]) -> bytes:
    """An .xlsx file: sheet name -> rows of cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif cell is not None:
                        sheet.write(number, column, cell)
    return out.getvalue()


def binary_workbook(sheet_name: str, rows: Sequence[Sequence], calculated: bool = False) -> bytes:
    """An .xlsb file of one sheet; #N/A and #REF! are errors, no texts, and = is a formula that gives an empty text.
    `calculated`: Excel says that it did so.
    """

    def record(kind: int, content: bytes = b"") -> bytes:
        number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size = len(content)
        return number + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + content

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    def cell(column: int, value) -> bytes:
        at = struct.pack("<II", column, 0)
        if value == "=":
            return record(8, at + text("") + bytes(2) + bytes(8))
        if value in ("#REF!", "#N/A"):
            return record(11, at + bytes([{"#REF!": 0x17, "#N/A": 0x2A}[value]]))  # a formula's error
        return record(6, at + text(value)) if isinstance(value, str) else record(5, at + struct.pack("<d", value))

    body = b"".join(
        record(0, struct.pack("<I", number) + bytes(13))
        + b"".join(cell(column, value) for column, value in enumerate(row))
        for number, row in enumerate(rows)
    )
    size = struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, max(map(len, rows), default=1) - 1)
    bundle = record(156, struct.pack("<II", 0, 1) + text("rId1") + text(sheet_name))
    calculation = record(157, struct.pack("<I", 191029) + bytes(22)) if calculated else b""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    target = (
        '<Relationships xmlns="{}/relationships"><Relationship Id="rId1" Type="{}/{}" Target="{}"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": target.format(package, office, "officeDocument", "xl/workbook.bin"),
            "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + calculation + record(132),
            "xl/_rels/workbook.bin.rels": target.format(package, office, "worksheet", "worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": (
                record(129) + record(148, size) + record(145) + body + record(146) + record(130)
            ),
        }
    )


def cells(csv_text: str) -> list[list[str]]:
    """The rows of a plain CSV text."""
    return [line.split(",") for line in csv_text.splitlines()]


def zipped(members: Mapping[str, bytes | str], method=zipfile.ZIP_DEFLATED) -> bytes:
    """A zip: name -> content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def read_one(data: bytes | str, name: str = "file.csv") -> FileRead:
    """The only file in the bytes, which must be usable or have a problem that names it."""
    (read,) = read_file(name, data.encode() if isinstance(data, str) else data)
    assert (read.problem is None) == bool(read.parts)
    assert read.problem is None or read.problem.startswith(name)
    return read


def part(data: bytes | str, name: str = "file.csv") -> Part:
    """The only part of the only file."""
    read = read_one(data, name)
    assert read.problem is None, read.problem
    (part,) = read.parts
    return part


def said(data: bytes | str, name: str = "file.csv") -> str:
    """All that the user is told about the file."""
    read = read_one(data, name)
    return read.problem or " ".join([*read.notes, *(note for part in read.parts for note in part.notes)])


def rows(table) -> list[tuple[str, ...]]:
    """The table's rows of clean texts."""
    return list(zip(*(column.texts() for column in table.columns.values())))


def xml_return() -> str:
    """A whole return of one child."""
    header = "<CHILDID>1</CHILDID><SEX>F</SEX><DOB>24/10/2025</DOB><ETHNIC>WBRI</ETHNIC><UASC>0</UASC>"
    review = "<AREVIEW><REVIEW>04/04/2026</REVIEW><REVIEW_CODE>PN0</REVIEW_CODE></AREVIEW>"
    episode = "<EPISODE><DECOM>01/04/2026</DECOM><RNE>S</RNE><PL>U6</PL></EPISODE>"
    return (
        "<?xml version='1.0'"
        f" encoding='utf-8'?>\n<EXPSSDA903>\n<CHILD><HEADER>{header}{review}</HEADER>{episode}</CHILD>\n</EXPSSDA903>\n"
    )


def opendocument(sheet_name: str, rows: Sequence[Sequence[str]], cells: Mapping[str, str] | None = None) -> bytes:
    """An .ods file of one sheet of texts; `cells`: text -> the XML that its cell has after `<table:table-cell`."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    of_text = ' office:value-type="string"><text:p>{}</text:p></table:table-cell>'

    def cell(text: str) -> str:
        return "<table:table-cell" + ((cells or {}).get(text) or of_text.format(escape(text)))

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    blank_rows = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    content = (
        "<office:body><office:spreadsheet><table:table"
        f' table:name="{sheet_name}">{body}{blank_rows}</table:table></office:spreadsheet></office:body>'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": (
                f'<office:document-content office:version="1.2" {spaces}>{content}</office:document-content>'
            ),
        }
    )
