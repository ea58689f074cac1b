"""A return that `check903 export`, or the page, wrote as tables: read again as the return that it was.

Each table tells by itself what its values can't: a column with the texts of cells that are no value (a date that can't
be read), one with the columns that the files lacked, one with the year. So a CSV file is known by its column names; a
SQLite database (database.py) and Parquet files (parquetfile.py) are laid out as such CSV files.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from check903.model.dates import parse_dates
from check903.model.table import Column
from check903.reading.grid import Exported, Grid, Positions
from check903.reading.result import Part, UnreadableFile
from check903.reference import schema

YEAR, TEXTS, LACKING = "return_year", "text_as_written", "columns_lacking"
DATABASES = SQLITE, PARQUET = b"SQLite format 3\0", b"PAR1"  # how their files begin
MARKS = (YEAR, TEXTS, LACKING)
NOTE = "The return as Check 903 exported it: read as it was."
_DOUBTFUL = "Export the return again once the question about its files is answered: it was open for column"
_OWN_NOTES = ("not there: counted as blank", " ignored: ")  # which columns those are is known
_OF_RETURN = frozenset(name for spec in schema.TABLES.values() for name in spec.names) | {"UASC"}
_BESIDE = {  # the first two columns of the other tables of an export
    ("fact", "value"),
    ("code_key", "list"),
    ("CHILD", "this_year"),
    ("rule", "title"),
    ("rule", "reason"),
    ("period", "CHILD"),
    ("placement", "CHILD"),
    ("finding", "rule"),
    ("cell", "table"),
    ("figure_row", "id"),
    ("column_key", "table"),
}
_OF_SSD = re.compile(  # the first column of a table shaped like the Standard Safeguarding Dataset
    r"(pers|link|moth|addr|immi|lega|clae|clap|clar|lapp|clac|clah|clai|clas|csdq|miss|clea|perm|invo|prof)_\w+"
    r"|x903_\w+_id|version_number"
)
SSD = "Shaped like the Standard Safeguarding Dataset, for other tools: it can’t be read as a return again."
_BESIDE_FILES = {
    f"{table}.parquet"
    for table in (
        *("about", "as_written", "children", "codes", "dictionary", "figures", "findings", "not_run"),
        *("periods", "placements", "rules", "workers"),
    )
}
BESIDE = "Made by Check 903 beside the tables of the return. It isn’t needed to read the return again."
_MOST = 2_000_000  # characters of one row's texts: far more than a row of the return holds


def is_exported(names: Sequence[str]) -> bool:
    """True for the column names of an exported table of the return."""
    return set(MARKS) <= set(names)


def beside(names: Sequence[str]) -> str:
    """What is said of another table that is exported beside the return, by its column names; "" of any other table."""
    if tuple(names[:2]) in _BESIDE:
        return BESIDE
    return SSD if names and _OF_SSD.fullmatch(names[0]) else ""


def is_named_beside(name: str) -> bool:
    """True for the name of a file that is exported beside the return and can't be told by column names."""
    last = re.split(r"[/\\]| > ", name)[-1]
    return last == "data dictionary.md" or last in _BESIDE_FILES


def as_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table from a database or a Parquet file as the CSV file that it could have been exported as."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return out.getvalue().encode()


def restored(grid: Grid) -> Grid:
    """The grid with its cells as the return had them; columns that the return lacked have no name.

    Raises UnreadableFile.
    """
    lacking = _lacking(grid)
    columns = [_dates(column) if _is_date(name) else column for name, column in zip(grid.names, grid.columns)]
    for name, texts in _written(grid).items():
        if name in grid.names:
            position = grid.names.index(name)
            columns[position] = _with(columns[position], texts)
    names = ["" if name in lacking or name not in _OF_RETURN else name for name in grid.names]
    more = ("UASC",) if "UASC" in names else ()
    return replace(grid, names=names, columns=columns, more=more, exported=Exported(year_of(grid), _doubtful(grid)))


def year_of(grid: Grid) -> int | None:
    """The collection year that the rows tell; None without rows, or where they tell several."""
    told = {text.removesuffix(".0") for text in _column(grid, YEAR).values} - {""}
    return int(text) if len(told) == 1 and (text := told.pop()).isdecimal() and len(text) == 4 else None


def told(part: Part, exported: Exported) -> Part:
    """The part, which now says what it is and of which year, and which of its columns are in doubt."""
    part.year = exported.year
    part.notes = [NOTE, *(note for note in part.notes if not any(own_note in note for own_note in _OWN_NOTES))]
    if part.table is not None:
        part.table.waiting.update({name: f"{_DOUBTFUL} {name}" for name in exported.doubtful})
    return part


def _column(grid: Grid, name: str) -> Column:
    return grid.columns[grid.names.index(name)]


def _lacking(grid: Grid) -> frozenset[str]:
    return frozenset(" ".join(_column(grid, LACKING).values).replace("?", "").split())


def _doubtful(grid: Grid) -> tuple[str, ...]:
    names = dict.fromkeys(" ".join(_column(grid, LACKING).values).split())
    return tuple(name[:-1] for name in names if name.endswith("?"))


def _written(grid: Grid) -> dict[str, dict[int, str]]:
    """Column -> row -> the text that stood there."""
    texts = _column(grid, TEXTS)
    read = [_cells(text) for text in texts.values]
    written: dict[str, dict[int, str]] = {}
    for row in np.flatnonzero(np.array([bool(cells) for cells in read])[texts.codes]).tolist():
        for name, text in read[texts.codes[row]].items():
            written.setdefault(name, {})[row] = text
    return written


def _cells(text: str) -> dict[str, str]:
    """What the JSON of a row says; nothing where it was changed by hand into something else."""
    if not text:
        return {}
    if len(text) > _MOST:
        raise UnreadableFile(f"column {TEXTS} holds a text far longer than any row. Export the return again.")
    try:
        cells = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {str(k): v for k, v in cells.items() if isinstance(v, str)} if isinstance(cells, dict) else {}


def _is_date(name: str) -> bool:
    return any(
        column.name == name and column.type == "date" for spec in schema.TABLES.values() for column in spec.columns
    )


def _dates(column: Column) -> Column:
    """ISO dates as the return writes them: 2026-04-01 as 01/04/2026."""
    return Column(column.codes, [_day(text) for text in column.values])


def _day(text: str) -> str:
    year, month, day = text[:4], text[5:7], text[8:10]
    whole = len(text) == 10 and text[4] == text[7] == "-" and (year + month + day).isdecimal()
    return f"{day}/{month}/{year}" if whole else text


def _with(column: Column, texts: dict[int, str]) -> Column:
    """The column with those texts, where the cell still is what the text was exported as: it may have been corrected
    since, in the exported file.
    """
    codes = column.codes.copy()
    values = list(column.values)
    number = Positions()
    for row, text in texts.items():
        if _same_value(values[codes[row]] if codes[row] < len(column.values) else "", text):
            codes[row] = len(column.values) - 1 + number[text] if text else 0
    return Column(codes, [*values, *list(number)[1:]])


def _same_value(cell: str, text: str) -> bool:
    """True if the cell could be the value of the text: blank for what is no value, or the same day or number."""
    if not cell:
        return True
    day = parse_dates([text]).tolist()[0]
    try:
        return cell == f"{day:%d/%m/%Y}" if day else float(cell) == float(text)
    except ValueError:
        return False
