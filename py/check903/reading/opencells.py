"""Cells of an .ods file that hold no value: errors such as #N/A, and formulas that were never calculated."""

from __future__ import annotations

import re
from xml.parsers import expat

from check903.reading.result import UnreadableFile
from check903.reading.values import EXCEL_ERRORS, NO_VALUE

_WORTH_A_LOOK = re.compile(rb"value-type=[\"']error|:formula=")
_ERROR = re.compile(r"#[A-Z0-9/]{2,8}[!?]?|Err:\d{3}")  # LibreOffice's own, and those of its other languages
_VALUES = {"office:value", "office:date-value", "office:time-value", "office:boolean-value", "office:string-value"}
_MOST = 1_000_000  # cells: one of them may be repeated as often as a sheet has cells
_CELLS = ("table:table-cell", "table:covered-table-cell")


def of_document(xml: bytes) -> dict[str, dict[int, dict[int, str]]]:
    """Sheet -> row as Excel counts -> column from 0 -> what stands for the value, of the file's content.xml. Raises
    UnreadableFile where that is said of more than a million cells.
    """
    if not _WORTH_A_LOOK.search(xml):
        return {}
    looker = _Looker()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = looker.start, looker.end
    parser.CharacterDataHandler = looker.text
    parser.Parse(xml, True)
    return {name: cells for name, cells in looker.sheets.items() if cells}


class _Looker:
    """Follows rows and cells, each of which may stand for many alike."""

    def __init__(self):
        self.sheets: dict[str, dict[int, dict[int, str]]] = {}
        self._cells: dict[int, dict[int, str]] = {}
        self._row = self._rows = self._column = self._columns = self._cells_seen = 0
        self._attributes: dict[str, str] | None = None  # of the cell that is being read
        self._texts: list[str] = []
        self._in_note = False  # a comment in the cell
        self._of_row: dict[int, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._cells = self.sheets.setdefault(attributes.get("table:name", ""), {})
            self._row = 1
        elif tag == "table:table-row":
            self._rows, self._column, self._of_row = int(attributes.get("table:number-rows-repeated", 1)), 0, {}
        elif tag in _CELLS:
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
            self._attributes, self._texts = attributes, []
        elif tag == "office:annotation":
            self._in_note = True

    def text(self, text: str) -> None:
        if self._attributes is not None and not self._in_note:
            self._texts.append(text)

    def end(self, tag: str) -> None:
        if tag == "office:annotation":
            self._in_note = False
        elif tag in _CELLS and self._attributes is not None:
            if stands := _without_value(self._attributes, "".join(self._texts).strip()):
                self._count(self._columns * self._rows)
                self._of_row |= dict.fromkeys(range(self._column, self._column + self._columns), stands)
            self._column += self._columns
            self._attributes = None
        elif tag == "table:table-row":
            if self._of_row:
                self._cells |= {self._row + more: dict(self._of_row) for more in range(self._rows)}
            self._row += self._rows

    def _count(self, cells: int) -> None:
        self._cells_seen += cells
        if self._cells_seen > _MOST:
            raise UnreadableFile(
                "more than a million of its cells hold an error or a formula without a value. Open it, correct them,"
                " save it and try again."
            )


def _without_value(attributes: dict[str, str], text: str) -> str:
    """What stands for the value of a cell that has none; "" if it has one or is blank."""
    kind = attributes.get("calcext:value-type") or attributes.get("office:value-type")
    if kind == "error" or ("table:formula" in attributes and _ERROR.fullmatch(text)):
        return text if text in EXCEL_ERRORS else "#N/A"
    if "table:formula" not in attributes or text or _VALUES & attributes.keys():
        return ""
    return "" if kind == "string" else NO_VALUE
