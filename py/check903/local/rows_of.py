"""The return again, from the tidy tables in a database: for local rules in the language of the Department's rules."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict

from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
from check903.reference import schema


def return_of(connection: sqlite3.Connection) -> Return:
    """The return whose tidy tables the database holds, with the texts as the council wrote them. Ofsted's list and the
    postcode directory are not in it; the distances and councils that were worked out are.
    """
    facts = dict(connection.execute("SELECT fact, value FROM about"))
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    written = _as_written(connection)
    tables = {
        f"{spec.name}{year}": _table(connection, spec, f"{spec.name}{year}", written)
        for spec in schema.TABLES.values()
        for year in ("", "_last")
        if f"{spec.name}{year}" in names
    }
    r = Return(
        {name: table for name, table in tables.items() if not name.endswith("_last")},
        {name.removesuffix("_last"): table for name, table in tables.items() if name.endswith("_last")},
        Collection(dt.date.fromisoformat(facts["first day"]), dt.date.fromisoformat(facts["last day"])),
        authority=facts["council"],
        file_format=facts["format"],
    )
    r.ask_of(dt.date.fromisoformat(facts["checked on"]))
    return r


def _as_written(connection: sqlite3.Connection) -> dict[tuple[str, str], dict[int, str]]:
    texts: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for table, row, column, text in connection.execute('SELECT "table", "row", "column", text FROM as_written'):
        texts[table, column][row] = text
    return texts


def _table(connection: sqlite3.Connection, spec: schema.TableSpec, name: str, written: dict) -> Table:
    cursor = connection.execute(f'SELECT * FROM "{name}" ORDER BY "row"')  # a name of the schema
    held = [column for column, *_ in cursor.description]
    rows = list(cursor)
    columns = {}
    for column in spec.columns:
        if column.name in held:
            position = held.index(column.name)
            texts = [_text(row[position], column.type) for row in rows]
            for row, text in written.get((name, column.name), {}).items():
                texts[row] = text
            columns[column.name] = Column.of(texts)
    return Table(spec.name, columns)


def _text(value, kind: str) -> str:
    if value is None:
        return ""
    if kind == "date":
        return f"{dt.date.fromisoformat(value):%d/%m/%Y}"
    return f"{value:g}" if isinstance(value, float) else str(value)
