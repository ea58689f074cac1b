"""Workbooks looked over before the library that reads them sees them.

That library holds each sheet as one full rectangle from the first cell in use to the last, and takes Python down with
it when there is no room, or when a damaged file sends it astray. So every part of a workbook is first read here,
cheaply: is its XML whole, and how large is the rectangle?
"""

from __future__ import annotations

import re
import struct
from xml.parsers import expat

from check903.reading.archive import Zip
from check903.reading.limits import Limits
from check903.reading.oldexcel import DAMAGED, LOCKED
from check903.reading.result import UnreadableFile

# Where a cell says that it stands, if that is beyond column Z or row 999,999: its column, its row, either may be b"".
# Patterns that begin with letters are found several times faster than those that begin with a choice.
_FAR_CELL = re.compile(rb"""r(?<=\sr)\s*=\s*["'](?:([A-Za-z]{2,4})|[A-Za-z]?(?=\d{7}))(\d{7,})?""")
_LONG_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?r\s*=\s*["'](\d{4,})""")
# What the library makes room for beforehand: texts, and styles, by a word that stands in it.
_COUNTS = {
    b"uniqueCount": re.compile(rb"""uniqueCount(?<=\suniqueCount)\s*=\s*["']\s*\+?(\d{7,})"""),
    b"cellXfs": re.compile(rb"""<(?:\w+:)?cellXfs\s[^>]*?count\s*=\s*["']\s*\+?(\d{7,})"""),
}
_ALL_ROWS, _ALL_COLUMNS = 1_048_576, 16_384
_OVERLAP = 100  # bytes of one piece of a member that are looked at again with the next, lest a match be cut in two
_BINARY_ROW, _BINARY_CELLS, _BINARY_SIZE = 0, range(1, 12), 148
_BINARY_SHORT = range(
    12, 19
)  # cells without their column's number, which the library passes over as if they were not there
_ODS_LOCKED = b"encryption-data"


def look_over_zipped(zipped: Zip, limits: Limits) -> None:
    """Raises UnreadableFile for an .xlsx, .xlsb or .ods file that is damaged or whose cells lie too far apart."""
    for member in zipped.members:
        if member.filename == "META-INF/manifest.xml" and _ODS_LOCKED in zipped.read(member):
            raise UnreadableFile(LOCKED)
    for member in zipped.members:
        if member.filename == "content.xml":
            _OpenDocument(limits).look_over(zipped.chunks(member))
        elif member.filename.endswith((".xml", ".rels")):
            _look_over_xml(zipped.chunks(member), member.file_size, limits)
        elif member.filename.endswith(".bin") and "worksheets/" in member.filename:
            _look_over_binary(zipped.read(member), limits)
        else:
            for _ in zipped.chunks(member):
                pass  # what it unpacks to is counted


def _parser() -> expat.XMLParserType:
    """A parser that refuses document types, and with them entities."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_):
    raise UnreadableFile(DAMAGED)


def _look_over_xml(pieces, size: int, limits: Limits) -> None:
    parser = _parser()
    width, height, tail = 26, 0, b""
    try:
        for piece in pieces:
            parser.Parse(piece)
            piece = tail + piece
            if b"\0" in piece:  # UTF-16, in which nothing would be found here
                raise UnreadableFile(DAMAGED)
            counts = [count for word, pattern in _COUNTS.items() if word in piece for count in pattern.findall(piece)]
            if any(int(count) > size for count in counts):
                raise UnreadableFile(DAMAGED)
            far = set(_FAR_CELL.findall(piece))
            width = max([width, *(_column_number(column) for column, _ in far)])
            if width > _ALL_COLUMNS or any(int(row[:8]) > _ALL_ROWS for _, row in far if row):
                raise UnreadableFile(DAMAGED)
            if width * _ALL_ROWS > limits.cells:
                height = max([height, *map(int, _LONG_ROW.findall(piece))])
            tail = piece[-_OVERLAP:]
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError):  # LookupError: an encoding that nobody knows
        raise UnreadableFile(DAMAGED) from None
    _refuse_scattered(width, height, limits)


def _column_number(letters: bytes) -> int:
    """b"A" -> 1, b"AA" -> 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _refuse_scattered(width: int, height: int, limits: Limits) -> None:
    if width * height > limits.cells:
        raise UnreadableFile(
            "its cells lie thousands of columns and rows apart. Delete what is far from the table and try again."
        )


class _OpenDocument:
    """The size of each sheet of an .ods file, in which rows and cells can be repeated by a number."""

    def __init__(self, limits: Limits):
        self._limits = limits
        self._width = self._height = self._row = self._column = self._repeat = self._span = 0

    def look_over(self, pieces) -> None:
        parser = _parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            for piece in pieces:
                parser.Parse(piece)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):
            raise UnreadableFile(DAMAGED) from None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._width = self._height = self._row = 0
        elif tag == "table:table-row":
            self._repeat = int(attributes.get("table:number-rows-repeated", 1))
            self._column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._span = int(attributes.get("table:number-columns-repeated", 1))
            if any(name.startswith("office:") for name in attributes) or "table:formula" in attributes:
                self._in_use()
        elif tag == "text:p":
            self._in_use()

    def _in_use(self) -> None:
        self._width = max(self._width, self._column + self._span)
        self._height = max(self._height, self._row + self._repeat)
        _refuse_scattered(self._width, self._height, self._limits)

    def _end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._span
        elif tag == "table:table-row":
            self._row += self._repeat


def _look_over_binary(sheet: bytes, limits: Limits) -> None:
    """A sheet of an .xlsb file: records of a kind and a length, both of one byte or more, seven bits in each."""
    offset, end, width, height = 0, len(sheet), 0, 0
    try:
        while offset < end:
            kind, offset = varied(sheet, offset, 2)
            length, offset = varied(sheet, offset, 4)
            content = sheet[offset : offset + min(length, 16)]
            if kind in _BINARY_CELLS:
                width = max(width, 1 + _first_number(content))
            elif kind in _BINARY_SHORT:
                raise UnreadableFile(
                    "it is a binary workbook (.xlsb) of a kind that can’t be read. Open it in Excel, save it as .xlsx"
                    " and use that."
                )
            elif kind == _BINARY_ROW:
                height = max(height, 1 + _first_number(content))
            elif kind == _BINARY_SIZE:
                _refuse_false_size(content, limits)
            offset += length
    except IndexError:
        raise UnreadableFile(DAMAGED) from None
    if offset > end or width > _ALL_COLUMNS or height > _ALL_ROWS:
        raise UnreadableFile(DAMAGED)
    _refuse_scattered(width, height, limits)


def _first_number(content: bytes) -> int:
    if len(content) < 4:
        raise UnreadableFile(DAMAGED)
    return int.from_bytes(content[:4], "little")


def _refuse_false_size(content: bytes, limits: Limits) -> None:
    """The sheet's own word on its size, for which the library makes room beforehand."""
    if len(content) < 16:
        raise UnreadableFile(DAMAGED)
    top, bottom, left, right = struct.unpack("<4I", content)
    if top > bottom or left > right:
        raise UnreadableFile(DAMAGED)
    _refuse_scattered(right - left + 1, bottom - top + 1, limits)


def varied(data: bytes, offset: int, longest: int) -> tuple[int, int]:
    """A number of up to `longest` bytes, the lowest seven bits first, and where it ends."""
    number = 0
    for place in range(longest):
        byte = data[offset]
        offset += 1
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return number, offset
