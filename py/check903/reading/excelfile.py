"""Excel workbooks: every sheet of .xlsx, .xlsb, .xls and .ods files.

Imported with the first workbook, because in the browser the library that reads them takes a while to load.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from check903.model.text import cell_text
from check903.reading import excelcells, oldexcel
from check903.reading.excelcells import Cells
from check903.reading.grid import Chunk, Grid, read_rows
from check903.reading.limits import CHUNK, Limits
from check903.reading.phrases import names
from check903.reading.result import UnreadableFile

_LONG = 1e15
_LATE, _LATER = dt.time(22, 59, 30), dt.time(23, 0, 30)


def read(data: bytes, name: str, limits: Limits) -> tuple[list[Grid], list[str]]:
    """A grid for each sheet that holds anything, and notes on the file as a whole; `guard` has looked it over. Raises
    UnreadableFile.
    """
    try:
        with _opened(data) as book:
            sheets = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            empty_cells = excelcells.without_value(data)
            grids = [
                _grids(book.get_sheet_by_name(sheet), name, empty_cells.get(sheet, {}), limits) for sheet in sheets
            ]
    except PasswordError:
        raise UnreadableFile(oldexcel.LOCKED) from None
    except (CalamineError, OSError):  # OSError: the library reads beyond the end of a member
        raise UnreadableFile(oldexcel.DAMAGED) from None
    except BaseException as fault:
        if (
            type(fault).__name__ != "PanicException"
        ):  # how the library's Rust code fails; it is no Exception and can't be imported
            raise
        raise UnreadableFile(oldexcel.DAMAGED) from None
    empty = [sheet for sheet, of_sheet in zip(sheets, grids) if not of_sheet]
    if len(empty) == len(sheets):
        raise UnreadableFile("no sheet of the workbook holds anything. Export it again.")
    notes = (
        [f"{'Sheet' if len(empty) == 1 else 'Sheets'} {names(f'“{sheet}”' for sheet in empty)} empty."] if empty else []
    )
    return [grid for of_sheet in grids for grid in of_sheet], notes


def sheets(data: bytes) -> Iterator[tuple[str, int, Iterator[list], Cells]]:
    """Of a workbook that was read: each sheet's name, how many columns are empty before the first, its rows of cells as
    Excel has them, and the cells without a value.
    """
    empty_cells = excelcells.without_value(data)
    with _opened(data) as book:
        for metadata in book.sheets_metadata:
            if metadata.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(metadata.name)
                yield metadata.name, (sheet.start or (0, 0))[1], sheet.iter_rows(), empty_cells.get(metadata.name, {})


def _opened(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(
        io.BytesIO(oldexcel.with_workbook_alone(data) if data.startswith(oldexcel.START) else data)
    )


def _grids(sheet: CalamineSheet, name: str, empty_cells: Cells, limits: Limits) -> list[Grid]:
    """The tables of a sheet; `empty_cells` says what stands in cells without a value."""
    texts = _Texts()
    left = (sheet.start or (0, 0))[1]
    grids = read_rows(_chunks(sheet, texts, empty_cells, left), f"{name}, sheet {sheet.name}", sheet.name, limits)
    for grid in grids:
        grid.left, grid.long_numbers = left, frozenset(texts.long)
    merged = [
        first + 1
        for (first, _), (last, _) in sheet.merged_cell_ranges or ()
        if grids and len(grids[0]) and last + 1 >= grids[0].lines[0]
    ]
    if merged:
        grids[0].notes.append(
            f"It has merged cells, the first in line {min(merged):,}: the value counts for the first cell of each, the"
            " others are blank."
        )
    return grids


class _Texts:
    """Cells as text; `long` has the whole numbers of more than 15 digits, of which Excel keeps only the first 15."""

    def __init__(self):
        self.long: set[str] = set()

    def of(self, cell) -> str:
        """The text, a day with its time if this is 23:00: a time zone may have put midnight of the next day there."""
        text = cell_text(cell)
        if type(cell) is float and abs(cell) >= _LONG:
            self.long.add(text)
        elif type(cell) is dt.datetime and _LATE <= cell.time() < _LATER:
            return f"{cell:%Y-%m-%d} 23:00"
        return text


def _chunks(sheet: CalamineSheet, texts: _Texts, empty_cells: Cells, left: int) -> Iterator[Chunk]:
    rows = sheet.iter_rows()
    line = 1
    while cells := list(islice(rows, CHUNK)):
        chunk = [[cell if type(cell) is str else texts.of(cell) for cell in row] for row in cells]
        if empty_cells:
            for number in range(line, line + len(cells)):
                for column, text in empty_cells.get(number, {}).items():
                    if 0 <= column - left < len(chunk[number - line]):
                        chunk[number - line][column - left] = text
        yield range(line, line + len(cells)), chunk
        line += len(cells)
