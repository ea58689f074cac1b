"""Cells of a workbook that hold no value: errors such as #N/A, and formulas that were never calculated.

The library that reads workbooks gives them as blank, so they are looked for in the sheets themselves.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache

from defusedxml.ElementTree import fromstring

from check903.reading import archive, oldexcel, opencells
from check903.reading.preflight import varied
from check903.reading.values import NO_VALUE

Cells = dict[int, dict[int, str]]  # row as Excel counts -> column from 0 -> what stands for the value

_RELATION = re.compile(r"\{[^}]*relationships\}id")
_TEXT = re.compile(rb"\st=[\"']str[\"']")  # a formula that gives a text, perhaps none
_SOME_ERROR = re.compile(rb"t=[\"']e[\"']")  # without one, no cell need be looked at
_PREFIX = re.compile(rb"<(\w{1,20}:)?sheetData[\s/>]")
_ATTRIBUTES = rb"[^<>]{0,300}"  # bounded, so that a file made to take long takes no longer than any
_NEAR = 2000  # bytes after a cell's tag within which its value stands
_PLACE = re.compile(rb"\sr=[\"']([A-Z]+)(\d+)[\"']")
_TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)>")
_ROW = re.compile(rb"\sr=[\"'](\d+)[\"']")

_OLD_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
# Kinds of record of an .xlsb file: a row, errors, formulas that give a text or a number, a sheet, how it is calculated.
_BINARY_ROW, _BINARY_ERRORS, _BINARY_TEXT, _BINARY_NUMBER, _BINARY_SHEET, _BINARY_CALCULATION = (
    0,
    (3, 11),
    8,
    9,
    156,
    157,
)
_BOUND_SHEET, _BOOL_OR_ERROR, _CALCULATED_BY, _FORMULAS = 0x85, 0x205, 0x1C1, (0x06, 0x206, 0x406)
_RESULT_ERROR, _RESULT_EMPTY = 2, 3
_ON_LOAD = 2  # the flag of a formula that waits to be calculated when the workbook is opened
_VALUE, _EMPTY = "value", "empty text"  # what a formula gives, until it is known whether any was calculated


def without_value(data: bytes) -> dict[str, Cells]:
    """The cells without a value of each sheet that has some, by the sheet's name."""
    if data.startswith(oldexcel.START):
        return _of_old(oldexcel.workbook(data))
    if not data.startswith(archive.START):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        by_sheet = _of_zipped(zipped, set(zipped.namelist()))
    return {name: cells for name, cells in by_sheet.items() if cells}


def _of_zipped(zipped: zipfile.ZipFile, there: set[str]) -> dict[str, Cells]:
    if "xl/workbook.xml" in there:
        paths = paths_of_sheets(zipped.read("xl/workbook.xml"), zipped.read("xl/_rels/workbook.xml.rels"))
        return {name: of_sheet(zipped.read(path)) for name, path in paths.items() if path in there}
    if {"xl/workbook.bin", "xl/_rels/workbook.bin.rels"} <= there:
        book = zipped.read("xl/workbook.bin")
        paths = _paths(_binary_sheets(book), zipped.read("xl/_rels/workbook.bin.rels"))
        sheets = {name: _of_binary(zipped.read(path)) for name, path in paths.items() if path in there}
        return _judged(sheets, calculated=_was_calculated(book))
    return opencells.of_document(zipped.read("content.xml")) if "content.xml" in there else {}


def paths_of_sheets(workbook: bytes, relations: bytes) -> dict[str, str]:
    """The member that holds each sheet, by the sheet's name."""
    sheets = [sheet for sheet in fromstring(workbook).iter() if sheet.tag.rpartition("}")[2] == "sheet"]
    return _paths(
        (
            (sheet.get("name", ""), next(value for name, value in sheet.attrib.items() if _RELATION.fullmatch(name)))
            for sheet in sheets
        ),
        relations,
    )


def _paths(sheets: Iterable[tuple[str, str]], relations: bytes) -> dict[str, str]:
    """The same of names and relations."""
    targets = {relation.get("Id"): relation.get("Target", "") for relation in fromstring(relations)}
    return {
        name: posixpath.normpath(posixpath.join("/xl", targets[relation])).lstrip("/")
        for name, relation in sheets
        if relation in targets
    }


def of_sheet(xml: bytes) -> Cells:
    """The cells without a value of one sheet's XML."""
    prefix = (match[1] or b"") if (match := _PREFIX.search(xml)) else b""
    errors, formulas, value = _patterns(prefix)
    empty = []
    if _SOME_ERROR.search(xml):
        empty += [(match, _error(value.match(xml, match.end(), match.end() + _NEAR))) for match in errors.finditer(xml)]
    if b"<" + prefix + b"f" in xml:
        empty += [(match, NO_VALUE) for match in formulas.finditer(xml) if not _TEXT.search(match[1])]
    cells: Cells = {}
    places: dict[int, tuple[int, int]] = {}
    for match, text in empty:
        if place := _PLACE.search(match[1]):
            row, column = int(place[2]), number_of(place[1].decode())
        else:
            places = places or _places(xml)
            row, column = places[match.start()]
        cells.setdefault(row, {})[column] = text
    return cells


@cache
def _patterns(prefix: bytes) -> tuple[re.Pattern, re.Pattern, re.Pattern]:
    """What finds the tags of cells with an error, whole cells with a formula and no value, and after such a tag the
    value.
    """
    c, f, v = (re.escape(prefix + name) for name in (b"c", b"f", b"v"))
    errors = rb"<%b(?=\s)(%b\st=[\"']e[\"']%b)>" % (c, _ATTRIBUTES, _ATTRIBUTES)
    no_value = rb"(?:<%b\s*/>|<%b>\s*</%b>)?" % (v, v, v)
    formula = rb"<%b(?:\s%b)?(?:(?<=/)>|>[^<]*</%b>)" % (f, _ATTRIBUTES, f)
    return (
        re.compile(errors),
        re.compile(rb"<%b(?=[\s>])(%b)>\s*%b\s*%b\s*</%b>" % (c, _ATTRIBUTES, formula, no_value, c)),
        re.compile(rb"(?:(?!</%b>).)*?<%b>([^<]*)<" % (c, v), re.DOTALL),
    )


def _error(value: re.Match | None) -> str:
    return value[1].decode("utf-8", "replace").strip() if value and value[1].strip() else "#N/A"


def _places(xml: bytes) -> dict[int, tuple[int, int]]:
    """Row and column of each cell by where its tag begins, for sheets in which cells don't say where they stand."""
    places, row, column = {}, 0, 0
    for tag in _TAG.finditer(xml):
        if tag[1] == b"row":
            match = _ROW.search(tag[2])
            row, column = int(match[1]) if match else row + 1, 0
        else:
            place = _PLACE.search(tag[2])
            column = number_of(place[1].decode()) if place else column
            places[tag.start()] = row, column
            column += 1
    return places


def number_of(letters: str) -> int:
    """ "A" -> 0, "AA" -> 26."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


# -- .xlsb ------------------------------------------------------------------------------------------------------------


def _binary_sheets(workbook: bytes) -> Iterator[tuple[str, str]]:
    """Each sheet's name and relation."""
    for kind, record in _binary_records(workbook):
        if kind == _BINARY_SHEET:
            relation, name_at = _binary_text(record, 8)
            yield _binary_text(record, name_at)[0], relation


def _binary_text(record: bytes, offset: int) -> tuple[str, int]:
    """A text, its length in four bytes before it, and where it ends."""
    end = offset + 4 + 2 * int.from_bytes(record[offset : offset + 4], "little")
    return record[offset + 4 : end].decode("utf-16-le", "replace"), end


def _of_binary(sheet: bytes) -> Cells:
    """What stands for the cells of one sheet: errors, and formulas as `_judged` wants them."""
    cells: Cells = {}
    row = 0
    for kind, record in _binary_records(sheet):
        if kind == _BINARY_ROW:
            row = int.from_bytes(record[:4], "little")
        elif stands := _of_binary_cell(kind, record):
            cells.setdefault(row + 1, {})[int.from_bytes(record[:4], "little")] = stands
    return cells


def _of_binary_cell(kind: int, record: bytes) -> str:
    if kind in _BINARY_ERRORS and len(record) > 8:
        return _OLD_ERRORS.get(record[8], "#N/A")
    if kind == _BINARY_TEXT:
        return _VALUE if any(record[8:12]) else _EMPTY
    if kind == _BINARY_NUMBER:
        return NO_VALUE if not any(record[8:16]) and record[16:17] and record[16] & _ON_LOAD else _VALUE
    return ""


def _was_calculated(workbook: bytes) -> bool:
    """True if Excel says which of its versions calculated the workbook."""
    return any(kind == _BINARY_CALCULATION and any(record[:4]) for kind, record in _binary_records(workbook))


def _binary_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The kind and the content of each record, up to where the data are cut off."""
    offset = 0
    while offset < len(data):
        try:
            kind, offset = varied(data, offset, 2)
            length, offset = varied(data, offset, 4)
        except IndexError:
            return
        yield kind, data[offset : offset + length]
        offset += length


# -- .xls -------------------------------------------------------------------------------------------------------------


def _of_old(stream: bytes) -> dict[str, Cells]:
    starts: list[tuple[int, str]] = []
    calculated = False
    cells: dict[str, Cells] = {}
    for offset, kind, record in _records(stream):
        if kind == _BOUND_SHEET and len(record) > 7:
            starts.append((int.from_bytes(record[:4], "little"), _old_name(record[6:])))
        elif kind == _CALCULATED_BY:
            calculated = True
        elif stands := _of_old_cell(kind, record):
            row, column = _row_and_column(record)
            sheet = max(((start, name) for start, name in starts if start <= offset), default=(0, ""))[1]
            cells.setdefault(sheet, {}).setdefault(row + 1, {})[column] = stands
    return _judged(cells, calculated)


def _of_old_cell(kind: int, record: bytes) -> str:
    """What stands for the cell, as `_judged` wants it; "" for all but errors and formulas."""
    if kind == _BOOL_OR_ERROR and len(record) >= 8 and record[7]:
        return _OLD_ERRORS.get(record[6], "#N/A")
    if kind not in _FORMULAS or len(record) < 16:
        return ""
    if record[12:14] != b"\xff\xff":
        return NO_VALUE if not any(record[6:14]) and record[14] & _ON_LOAD else _VALUE
    if record[6] == _RESULT_ERROR:
        return _OLD_ERRORS.get(record[8], "#N/A")
    return _EMPTY if record[6] == _RESULT_EMPTY else _VALUE


def _judged(sheets: dict[str, Cells], calculated: bool) -> dict[str, Cells]:
    """The cells without a value of an .xls or .xlsb file, in which a formula that was never calculated looks like one
    that gives an empty text: it is one where no formula has a value and Excel never calculated the workbook.
    """
    stand = {text for cells in sheets.values() for row in cells.values() for text in row.values()}
    never = _EMPTY in stand and _VALUE not in stand and not calculated
    texts = {_VALUE: "", _EMPTY: NO_VALUE if never else ""}
    judged = {
        name: {
            row: left
            for row, places in cells.items()
            if (left := {column: value for column, text in places.items() if (value := texts.get(text, text))})
        }
        for name, cells in sheets.items()
    }
    return {name: cells for name, cells in judged.items() if cells}


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = (
            int.from_bytes(stream[offset : offset + 2], "little"),
            int.from_bytes(stream[offset + 2 : offset + 4], "little"),
        )
        if kind in (_BOUND_SHEET, _BOOL_OR_ERROR, _CALCULATED_BY, *_FORMULAS):
            yield offset, kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _row_and_column(record: bytes) -> tuple[int, int]:
    return int.from_bytes(record[:2], "little"), int.from_bytes(record[2:4], "little")


def _old_name(record: bytes) -> str:
    """A sheet's name: its length, whether in two bytes a letter, and the letters."""
    length = record[0]
    return (
        record[2 : 2 + 2 * length].decode("utf-16-le", "replace")
        if record[1] & 1
        else record[2 : 2 + length].decode("latin-1")
    )
