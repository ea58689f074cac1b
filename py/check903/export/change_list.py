"""The list of changes for whoever keys them into the case-management system: an Excel sheet, child by child."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

from check903 import inert
from check903.corrections.changes import Log
from check903.corrections.labels import why
from check903.engine import DEPARTMENT, Fix
from check903.export.sheets import Sheets
from check903.findings import cells, labels
from check903.model.table import Table
from check903.reading import LoadedFiles
from check903.reference import schema
from check903.writing.plan import changed_cells

_COLUMNS = {
    "Child": 14,
    "Table": 24,
    "File": 30,
    "Line": 8,
    "Which record": 26,
    "Field": 24,
    "Field’s name": 22,
    "From": 18,
    "From means": 34,
    "To": 18,
    "To means": 34,
    "Why": 34,
    "When": 18,
}  # head -> width


@dataclass(frozen=True)
class _Line:
    """A cell changed, or with `field` None a row taken out; `why` and `when` are those of the last change of it."""

    table: str
    row: int
    field: str | None
    after: str
    why: str
    when: dt.datetime


def change_log(log: Log, source: LoadedFiles | dict[str, Table], fixes: dict[str, Fix] | None = None) -> bytes:
    """The Excel list of the changes in force: a line for each cell from what the file says to what it shall say, and
    for each row taken out.

    source  the loaded files, whose year decides what codes mean; or the tables: then codes have their newest meaning
    fixes   by key, those that the log names; by default the Department's
    """
    import xlsxwriter  # a third of a second in the browser, and not always needed

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, inert.WORKBOOK)
    rows = _rows(log, getattr(source, "year", schema.LAST_YEAR), fixes or DEPARTMENT.fixes)
    Sheets(book).add("Changes by child", _COLUMNS, rows, frozen=1)
    book.close()
    return out.getvalue()


def _rows(log: Log, year: int, fixes: dict[str, Fix]) -> Iterator[tuple]:
    order = list(schema.TABLES)

    def by_child(line: _Line):
        child = _text(log, line.table, line.row, "CHILD")
        return len(child), child, order.index(line.table), line.row

    for line in sorted(_lines(log, fixes), key=by_child):
        yield _cells(log, line, year)


def _lines(log: Log, fixes: dict[str, Fix]) -> Iterator[_Line]:
    last: dict[tuple[str, int, str | None], tuple[str, dt.datetime]] = {}
    for batch, change in log.changes():
        last[change.table, change.row, change.field] = why(batch, fixes), batch.when
    for table in log.tables:
        changed, gone = changed_cells(log, table)
        for row, field, after in changed:
            yield _Line(table, row, field, after, *last[table, row, field])
        for row in gone:
            yield _Line(table, row, None, "", *last[table, row, None])


def _cells(log: Log, line: _Line, year: int) -> tuple:
    read = log.original(line.table)
    file, number = read.place(line.row)
    place = (
        _text(log, line.table, line.row, "CHILD"),
        labels.table_label(line.table),
        file,
        number,
        _which(log, line.table, line.row),
    )
    when = f"{line.when:%d/%m/%Y %H:%M}"
    if line.field is None:
        return (*place, "whole record", "", "there", "", "removed", "", line.why, when)
    column = read.columns.get(line.field)
    before, written = (column.text(line.row), column.text_written(line.row)) if column is not None else ("", "")
    meanings = (_meaning(line.table, line.field, text, year) for text in (before, line.after))
    was = written if before == line.after else before  # only the writing was changed
    field = labels.field_label(line.table, line.field)
    return (
        *place,
        field,
        line.field,
        was or "blank",
        next(meanings),
        line.after or "blank",
        next(meanings),
        line.why,
        when,
    )


def _meaning(table: str, field: str, text: str, year: int) -> str:
    return cells.meaning(table, field, text, year)[0]


def _which(log: Log, table: str, row: int) -> str:
    """The date that tells the record from the child's others, as read: "Start 09/03/2026"."""
    order = schema.TABLES[table].order
    date = _text(log, table, row, order[0]) if order else ""
    return f"{labels.field_label(table, order[0])} {date}" if date else ""


def _text(log: Log, table: str, row: int, field: str) -> str:
    column = log.original(table).columns.get(field)
    return column.text(row) if column is not None else ""
