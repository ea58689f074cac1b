"""A new Excel workbook with the sheets of an old one, for the kinds that can't be changed in place: .xls, .xlsb,
.ods.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re

from check903 import inert
from check903.writing.plan import PartPlan
from check903.writing.workbook import Texts, texts_of

_UNFIT = re.compile(r"[][:*?/\\]")
_LONGEST = 31  # characters of a sheet's name
_FIRST_YEAR = 1900  # of Excel's calendar


def written(data: bytes, plans: list[PartPlan]) -> bytes:
    """The bytes of an .xlsx file with the same sheets, rows and columns, and the plans' changes."""
    import xlsxwriter  # a third of a second in the browser, and not always needed

    from check903.reading import excelfile

    texts: dict[str, Texts] = {}
    for plan in plans:
        texts.setdefault(plan.part.grid.sheet, {}).update(texts_of(plan))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**inert.WORKBOOK, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, left, rows, empty_cells in excelfile.sheets(data):
            sheet = book.add_worksheet(_fitting(name, book))
            mine = {
                (number - 1, column): text
                for number, cells in texts.get(name, {}).items()
                for column, text in cells.items()
            }
            for number, row in enumerate(rows):
                for column, cell in enumerate(row, left):
                    if (number, column) not in mine:
                        _write(sheet, number, column, cell)
            for (number, column), text in mine.items():
                _write(sheet, number, column, text)
            for row, cells in empty_cells.items():
                for column in cells.keys() - {place for number, place in mine if number == row - 1}:
                    _write_no_value(sheet, row - 1, column)  # it has none here either
    return out.getvalue()


def _fitting(name: str, book) -> str:
    """The sheet's name, shortened and changed where Excel is stricter than other programs."""
    name = _UNFIT.sub("_", name).strip("'")[:_LONGEST] or "Sheet"
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    number, candidate = 1, name
    while candidate.lower() in taken:
        number += 1
        candidate = f"{name[: _LONGEST - 4]} ({number})"
    return candidate


def _write_no_value(sheet, row: int, column: int) -> None:
    sheet.write_formula(row, column, "=NA()", None, "#N/A")


def _write(sheet, row: int, column: int, cell) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)) and math.isfinite(cell):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, dt.date) and cell.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, cell)
    else:
        sheet.write_string(row, column, str(cell))
