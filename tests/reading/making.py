"""Makes files for the tests of reading, as councils' systems would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

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
