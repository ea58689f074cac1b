"""The tables of the return: what the council wrote, typed, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from check903.model.columns import age_on
from check903.model.dates import parse_dates
from check903.model.returns import NotRun, Return
from check903.model.rows import Rows
from check903.reference import schema
from check903.tidy import exact
from check903.tidy.fields import Field, TidyTable, Value, Values

ROW = Field("row", "integer", "Which row of the table, from 0, as findings count", source="worked out")
PLACE = (
    Field("file", "text", "The file that the row stands in", source="worked out"),
    Field("line", "integer", "Its line there, or row of the sheet", source="worked out"),
)
_TYPES = {"date": "date", "number": "number"}  # all else is text


def tables(
    r: Return, more: Callable[[str], Iterable[tuple[Field, Values]]] = lambda name: (), to_read: bool = False
) -> Iterator[TidyTable]:
    """A table for each that was loaded, this year's and then last year's (`Episodes_last`), and `as_written`.

    more     what else is added to the table of that name
    to_read  with what makes each the same return again when it is read: see `exact`
    """
    unfit: list[tuple[str, int, str, str]] = []
    for name in (*schema.TABLES, *map(schema.last_years, schema.TABLES)):
        if name in r.loaded:
            before = len(unfit)
            table = _table(r, name, unfit, more(name))
            yield exact.with_source(r, table, unfit[before:]) if to_read else table
    yield _as_written(unfit)


def _table(r: Return, name: str, unfit: list, more: Iterable[tuple[Field, Values]]) -> TidyTable:
    spec, rows = schema.spec_of(name), getattr(r, name)
    table = TidyTable(
        name, f"{spec.row} in the return{' of last year' if schema.is_last_years(name) else ''}", ROW.name
    )
    table.add(ROW, Values.of(range(len(rows))))
    for column in spec.columns:
        values = _derived(rows, column.name) if column.derived else getattr(rows, column.name)
        if values is not None:
            given = r.table(name).columns.get(column.name)
            table.add(_field(column), _typed(name, column, values, unfit, given.unknown if given else None))
    for what, work_out in _added(r, name):
        table.add(what, work_out(rows))
    for what, values in more:
        table.add(what, values)
    for what, values in zip(PLACE, _places(r, name)):
        table.add(what, values)
    return table


def _field(column: schema.ColumnSpec) -> Field:
    return Field(
        column.name,
        _TYPES.get(column.type, "text"),
        column.label,
        column.codes or "",
        "worked out" if column.derived else "return",
        "children.CHILD" if column.name == "CHILD" else "",
    )


def _derived(rows: Rows, column: str):
    """A column that is worked out; None where it can't be known here (no council chosen, no postcodes)."""
    try:
        return getattr(rows, column)
    except NotRun:
        return None


def _typed(table: str, column: schema.ColumnSpec, cells, unfit: list, unknown: list[bool] | None) -> Values:
    """The cells as values of the column's type. A text that no value gives back as it stands goes to `unfit` too."""
    texts = cells.base.values
    values, again = _READ.get(column.type, _as_text)(texts)
    for code in _in_doubt(unknown) if column.type in _TYPES else ():
        values[code], again[code] = None, ""  # a day that can be read two ways is none
    wrong = np.array([text != back for text, back in zip(texts, again)])
    for row in np.flatnonzero(wrong[cells.codes]).tolist():
        unfit.append((table, row, column.name, texts[cells.codes[row]]))
    return Values(cells.codes, values)


def _in_doubt(unknown: list[bool] | None) -> list[int]:
    """The positions of the texts that only stand for a value nobody knows."""
    return [code for code, doubtful in enumerate(unknown or ()) if doubtful]


def _as_text(texts: list[str]) -> tuple[list[Value], list[str]]:
    return [text or None for text in texts], texts


def _as_days(texts: list[str]) -> tuple[list[Value], list[str]]:
    days = parse_dates(texts).tolist()
    return days, [f"{day:%d/%m/%Y}" if day else "" for day in days]


def _as_numbers(texts: list[str]) -> tuple[list[Value], list[str]]:
    values: list[Value] = [
        float(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else None for text in texts
    ]
    return values, ["" if value is None else f"{value:g}" for value in values]


_READ: dict[str, Callable] = {"date": _as_days, "number": _as_numbers}


def _added(r: Return, name: str) -> Iterator[tuple[Field, Callable[[Rows], Values]]]:
    """What is added to some tables: field, and what works it out of the rows."""
    if name.startswith("Episodes"):
        yield Field("age", "integer", "Age when the episode began", source="worked out"), lambda e: _age(r, e)
        year = r.collection.start.year + (0 if schema.is_last_years(name) else 1)
        meaning = "Collection year of the return it is in: the year in which it ends"
        yield Field("year", "integer", meaning, source="worked out"), lambda e: Values(np.zeros(len(e), int), [year])


def _age(r: Return, episodes: Rows) -> Values:
    header = getattr(r, episodes.name.replace("Episodes", "Header"))
    return Values.numbers(age_on(episodes.first_of(header).DOB.value, episodes.DECOM), whole=True)


def _places(r: Return, name: str) -> tuple[Values, Values]:
    table = r.table(name)
    if table.file is None or table.line is None:
        nothing = Values(np.zeros(len(table), int), [None])
        return nothing, nothing
    return Values(table.file, list(table.files)), Values.of(table.line.tolist())


def _as_written(unfit: list[tuple[str, int, str, str]]) -> TidyTable:
    """The cells whose text says more than the typed value: dates that can't be read, 1/4/2026 for 01/04/2026."""
    table = TidyTable("as_written", "cell whose text is not just its value: a date that can't be read, say", "cell")
    columns = list(zip(*unfit)) or [(), (), (), ()]
    table.add(Field("cell", "integer", "Number of the cell", source="worked out"), Values.of(range(len(unfit))))
    for (name, kind, meaning), values in zip(
        (
            ("table", "text", "Table of the return"),
            ("row", "integer", "Row of the table, from 0"),
            ("column", "text", "Column"),
            ("text", "text", "What stands in the cell"),
        ),
        columns,
    ):
        table.add(Field(name, kind, meaning), Values.of(values))
    return table
