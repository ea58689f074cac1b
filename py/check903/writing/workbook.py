"""Excel workbooks (.xlsx) with changed cells: the cells are changed in the sheet's XML, everything else in the zip
stays as it is.

A cell is written as text, which reading takes as it is, unless Excel held a date or a number there: then as such, so
that the column still sorts. A row that is taken out is left blank, because formulas may point to the rows below it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException

from check903.model.dates import as_date, parse_date
from check903.model.text import day_text
from check903.reading import LIMITS, archive
from check903.reading.cells import letters
from check903.reading.excelcells import number_of, paths_of_sheets
from check903.reading.result import UnreadableFile
from check903.writing.plan import PartPlan
from check903.writing.result import CannotEdit
from check903.writing.xml_tags import end_of, escaped, start_tag

_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_WHOLE = re.compile(r"-?(0|[1-9]\d{0,14})", re.ASCII)
_SPANS = re.compile(rb"\s+spans=(\"[^\"]*\"|'[^']*')")
_DIMENSION = re.compile(rb"(<(?:\w+:)?dimension\s+ref=[\"']\$?[A-Z]+\$?\d+:)([A-Z]+)(\d+)")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([^\"']+)")
_FIRST_SURE_DAY = 61  # Excel takes 1900 for a leap year: up to here its numbers of days are one off
_LONGEST = 255  # characters of a text in a formula

Texts = dict[int, dict[int, str | None]]  # row as Excel counts -> column from 0 -> text; None leaves the cell blank


def written(data: bytes, plans: list[PartPlan]) -> bytes:
    """The workbook's bytes with the plans' changes. Raises CannotEdit where they can't be made in place."""
    try:
        zipped = archive.Zip(data, LIMITS)
        members = {member.filename: member for member in zipped.members}
        if "xl/workbook.xml" not in members:
            raise CannotEdit("only workbooks of the type .xlsx can be changed in place")
        paths = paths_of_sheets(
            zipped.read(members["xl/workbook.xml"]), zipped.read(members["xl/_rels/workbook.xml.rels"])
        )
        sheets: dict[str, bytes] = {}
        for plan in plans:  # of several tables in one sheet each is changed in what the one before left
            path = paths[plan.part.grid.sheet]
            sheets[path] = _Sheet(sheets.get(path) or zipped.read(members[path]), plan).written()
    except (
        LookupError,
        StopIteration,
        UnreadableFile,
        ParseError,
        DefusedXmlException,
        expat.ExpatError,
        UnicodeError,
        ValueError,
        TypeError,
        AttributeError,
    ):
        raise CannotEdit("the workbook is made in a way that can’t be changed in place") from None
    return _zipped(data, sheets)


def _zipped(data: bytes, sheets: dict[str, bytes]) -> bytes:
    """The zip with other sheets, its members in their old order and with their old dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = sheets.get(member.filename)
            new.writestr(member, old.read(member) if content is None else content, member.compress_type)
    return out.getvalue()


@dataclass
class _Cell:
    """A cell of the sheet: where it begins and ends in its bytes, and what it holds as far as it matters here."""

    start: int
    end: int
    style: str = ""
    kind: str = ""
    value: str = ""
    formula: bool = False
    leads: bool = False  # its formula is that of other cells too


@dataclass
class _Row:
    """A row of the sheet in which cells are to be changed: where it begins, and its cells by column."""

    start: int
    cells: dict[int, _Cell]


class _Sheet:
    """One sheet's XML and what is to be changed in it."""

    def __init__(self, data: bytes, plan: PartPlan):
        declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
        if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (
            declared and declared[1].lower() not in (b"utf-8", b"us-ascii")
        ):
            raise CannotEdit("its sheets are not in UTF-8")
        self._data, self._plan, self._grid = data, plan, plan.part.grid
        self._texts = texts_of(plan)
        self._dates = self._columns_of_dates()
        self._rows = _Reader({*self._texts, *self._dates.values()}).rows(data)

    def _columns_of_dates(self) -> dict[int, int]:
        """Column -> a row in which it holds a date, for the columns that are to get one."""
        wanted = {column for cells in self._texts.values() for column, text in cells.items() if text and _day(text)}
        rows = {}
        for column in wanted:
            if column - self._grid.left < len(self._grid.columns):
                texts = self._grid.columns[column - self._grid.left]
                dated = [bool(_day(text)) for text in texts.values]
                row = next((row for row, code in enumerate(texts.codes.tolist()) if dated[code]), None)
                if row is not None:
                    rows[column] = int(self._grid.lines[row])
        return rows

    def written(self) -> bytes:
        """The sheet's bytes with the changes."""
        edits = [edit for number, texts in self._texts.items() for edit in self._row(number, texts)]
        pieces, copied = [], 0
        for start, end, new in sorted(edits):
            pieces += [self._data[copied:start], new.encode()]
            copied = end
        return self._wider(b"".join([*pieces, self._data[copied:]]))

    def _row(self, number: int, texts: dict[int, str | None]) -> list[tuple[int, int, str]]:
        row = self._rows[number]
        edits = [
            (row.cells[column].start, row.cells[column].end, self._cell(row.cells[column], number, column, text))
            for column, text in texts.items()
            if column in row.cells
        ]
        added = sorted(column for column, text in texts.items() if column not in row.cells and text)
        places: dict[int, str] = {}
        for column in added:
            before = [cell.end for other, cell in row.cells.items() if other < column]
            place = max(before, default=start_tag(self._data, row.start).end())
            places[place] = places.get(place, "") + self._cell(None, number, column, texts[column])
        edits += [(place, place, cells) for place, cells in places.items()]
        tag = start_tag(self._data, row.start)
        spans = _SPANS.search(self._data, row.start, tag.end())
        if added and spans:  # a hint where the row's cells are, which they would no longer fit
            edits.append((*spans.span(), ""))
        return edits

    def _cell(self, old: _Cell | None, number: int, column: int, text: str | None) -> str:
        """A cell's XML with another text in it, in its old style."""
        sample = next(iter(next(iter(self._rows.values())).cells.values()))
        prefix = start_tag(self._data, (old or sample).start)[1].decode().rpartition(":")[0]
        prefix += ":" * bool(prefix)
        style = old.style if old else self._style_beside(number, column)
        if old and old.formula:
            return self._constant(old, prefix, number, column, text or "")
        value = self._number(old, number, column, text) if text else None
        if value:
            serial, style = value[0], value[1] or style
            kind, content = "", f"<{prefix}v>{serial}</{prefix}v>"
        else:
            kind, content = (
                ' t="inlineStr"',
                f'<{prefix}is><{prefix}t xml:space="preserve">{escaped(text or "")}</{prefix}t></{prefix}is>',
            )
        start = f'<{prefix}c r="{letters(column)}{number}"' + (f' s="{style}"' if style else "")
        return f"{start}{kind}>{content}</{prefix}c>" if text else f"{start}/>"

    def _style_beside(self, number: int, column: int) -> str:
        """A new name of a column looks as the one before it; any other new cell is plain."""
        cells = self._rows[number].cells
        return cells[column - 1].style if number == self._grid.header and column - 1 in cells else ""

    def _constant(self, old: _Cell, prefix: str, number: int, column: int, text: str) -> str:
        """A formula that is the text: Excel's list of the cells with formulas, which is another member, stays true."""
        if old.leads or len(text) > _LONGEST:
            raise CannotEdit("a changed cell holds a formula that other cells share")
        quoted = text.replace('"', '""')
        style = f' s="{old.style}"' if old.style else ""
        inside = f'<{prefix}f>"{escaped(quoted)}"</{prefix}f><{prefix}v>{escaped(text)}</{prefix}v>'
        return f'<{prefix}c r="{letters(column)}{number}"{style} t="str">{inside}</{prefix}c>'

    def _number(self, old: _Cell | None, number: int, column: int, text: str) -> tuple[str, str] | None:
        """The number that is the text in this cell, and the style that shows it so ("" for the cell's own); None for a
        text.
        """
        held = old.value if old is not None and old.kind in ("", "n") else ""
        if held and _WHOLE.fullmatch(text) and _WHOLE.fullmatch(held) and self._read(number, column) == held:
            return text, ""
        day = _day(text)
        if not day or (old and old.value and not held) or column not in self._dates:
            return None
        if not held or not _day(self._read(number, column)):
            number = self._dates[column]
        like = self._rows[number].cells.get(column)
        shown = _day(self._read(number, column))
        if like is None or like.kind not in ("", "n") or not like.value or not shown:
            return None
        serial = int(float(like.value)) + (day - shown).days
        return (str(serial), like.style) if serial >= _FIRST_SURE_DAY and float(like.value) >= _FIRST_SURE_DAY else None

    def _read(self, number: int, column: int) -> str:
        """The text as which reading took the cell."""
        position = int(self._grid.lines.searchsorted(number))
        return (
            self._grid.columns[column - self._grid.left].text(position)
            if position < len(self._grid) and self._grid.lines[position] == number
            else ""
        )

    def _wider(self, data: bytes) -> bytes:
        """With the columns that were added within what the sheet says are its bounds."""
        if not self._plan.added:
            return data
        last = self._grid.left + len(self._grid.names) + len(self._plan.added) - 1

        def widened(match: re.Match) -> bytes:
            return match[1] + letters(max(last, number_of(match[2].decode()))).encode() + match[3]

        return _DIMENSION.sub(widened, data, count=1)


def texts_of(plan: PartPlan) -> Texts:
    """The texts that a plan puts into the cells of a sheet, blank for rows taken out, names of added columns too."""
    grid = plan.part.grid
    positions = {**plan.positions, **{name: len(grid.names) + number for number, name in enumerate(plan.added)}}
    texts: Texts = {}
    for (row, name), text in plan.cells.items():
        if name in positions:
            texts.setdefault(int(grid.lines[row]), {})[grid.left + positions[name]] = text
    for row in plan.gone:
        texts[int(grid.lines[row])] = {grid.left + column: None for column in range(len(grid.names))}
    named = {positions[name]: name for name in plan.added} | plan.part.renamed
    if named:
        texts[grid.header] = {grid.left + position: name for position, name in named.items()}
    return texts


class _Reader:
    """Finds the rows of a sheet that are wanted, and their cells."""

    def __init__(self, wanted: Iterable[int]):
        self._wanted = set(wanted)
        self._wanted_rows: dict[int, _Row] = {}
        self._row: _Row | None = None
        self._cell: _Cell | None = None
        self._number = self._column = 0
        self._text: list[str] | None = None

    def rows(self, data: bytes) -> dict[int, _Row]:
        """The wanted rows by their number."""
        self._data = data
        self._expat = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.Parse(data, True)
        return self._wanted_rows

    def _refuse_doctype(self, *_):
        raise CannotEdit("a sheet declares a document type")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition("}")[2]
        if tag == "row":
            self._number, self._column = int(attributes.get("r", self._number + 1)), 0
            if self._number in self._wanted:
                self._row = self._wanted_rows.setdefault(self._number, _Row(self._expat.CurrentByteIndex, {}))
        elif tag == "c" and self._row:
            match = _REFERENCE.fullmatch(attributes.get("r", ""))
            column = number_of(match[1]) if match else self._column
            self._column = column + 1
            self._cell = _Cell(self._expat.CurrentByteIndex, 0, attributes.get("s", ""), attributes.get("t", ""))
            self._row.cells[column] = self._cell
        elif tag == "f" and self._cell:
            self._cell.formula, self._cell.leads = True, "ref" in attributes
        elif tag == "v" and self._cell:
            self._text = []

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        tag = tag.rpartition("}")[2]
        if tag == "v" and self._cell and self._text is not None:
            self._cell.value, self._text = "".join(self._text), None
        elif tag == "c" and self._cell:
            self._cell.end = end_of(self._data, self._cell.start, self._expat.CurrentByteIndex)
            self._cell = None
        elif tag == "row":
            self._row = None


def _day(text: str) -> dt.date | None:
    day = as_date(parse_date(text))
    return day if day and day_text(day) == text else None
