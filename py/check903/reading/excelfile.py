"""Excel workbooks: every sheet of .xlsx, .xlsb, .xls and .ods files.

Imported with the first workbook, because in the browser the library that reads them takes a while to load.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from check903.reading import oldexcel
from check903.reading.grid import Chunk, Grid, read_rows
from check903.reading.limits import CHUNK, Limits
from check903.reading.result import Unusable
from check903.reading.words import names
from check903.texts import cell_text


def read(data: bytes, name: str, limits: Limits) -> tuple[list[Grid], list[str]]:
    """A grid for each sheet that holds anything, and notes on the file as a whole; `guard` has looked it over. Raises Unusable."""
    try:
        with _opened(data) as book:
            sheets = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            grids = [_grid(book.get_sheet_by_name(sheet), name, limits) for sheet in sheets]
    except PasswordError:
        raise Unusable(oldexcel.LOCKED) from None
    except (CalamineError, OSError):  # OSError: the library reads beyond the end of a member
        raise Unusable(oldexcel.DAMAGED) from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # how the library's Rust code fails; it is no Exception and can't be imported
            raise
        raise Unusable(oldexcel.DAMAGED) from None
    empty = [sheet for sheet, grid in zip(sheets, grids) if grid is None]
    grids = [grid for grid in grids if grid is not None]
    if not grids:
        raise Unusable("no sheet of the workbook holds anything. Export it again and drop it here.")
    return grids, [f"{'Sheet' if len(empty) == 1 else 'Sheets'} {names(f'“{sheet}”' for sheet in empty)} empty."] if empty else []


def sheets(data: bytes) -> Iterator[tuple[str, int, Iterator[list]]]:
    """Of a workbook that was read: each sheet's name, how many columns are empty before the first, and its rows of cells as Excel has them."""
    with _opened(data) as book:
        for found in book.sheets_metadata:
            if found.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(found.name)
                yield found.name, (sheet.start or (0, 0))[1], sheet.iter_rows()


def _opened(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(oldexcel.remade(data) if data.startswith(oldexcel.START) else data))


def _grid(sheet: CalamineSheet, name: str, limits: Limits) -> Grid | None:
    grid = read_rows(_chunks(sheet), f"{name}, sheet {sheet.name}", sheet.name, limits)
    if grid:
        grid.left = sheet.start[1]
    merged = [first + 1 for (first, _), (last, _) in sheet.merged_cell_ranges or () if len(grid or ()) and last + 1 >= grid.lines[0]]
    if merged:
        grid.notes.append(f"It has merged cells, the first in line {min(merged):,}: the value counts for the first cell of each, the others are blank.")
    return grid


def _chunks(sheet: CalamineSheet) -> Iterator[Chunk]:
    rows = sheet.iter_rows()
    line = 1
    while cells := list(islice(rows, CHUNK)):
        yield range(line, line + len(cells)), [[cell if type(cell) is str else cell_text(cell) for cell in row] for row in cells]
        line += len(cells)
