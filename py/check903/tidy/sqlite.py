"""The tidy tables as one SQLite database. `row` is its rowid, dates are ISO text, blanks are NULL."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator

from check903.tidy.fields import Field, TidyTable, Value

_TYPES = {"text": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL"}


def write(connection: sqlite3.Connection, tables: Iterable[TidyTable]) -> Iterator[str]:
    """Make and fill the tables, one after the other; gives each one's name when it is there."""
    for table in tables:
        connection.execute(_create(table))
        places = ", ".join("?" * len(table.fields))
        connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", _rows(table))
        for field in table.fields:
            if field.refers:
                index, column = _quoted(f"{table.name} by {field.name}"), _quoted(field.name)
                connection.execute(f"CREATE INDEX {index} ON {_quoted(table.name)} ({column})")
        connection.commit()
        yield table.name


def database(tables: Iterable[TidyTable]) -> bytes:
    """The bytes of a database file."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        for _ in write(connection, tables):
            pass
        return connection.serialize()
    finally:
        connection.close()


def _create(table: TidyTable) -> str:
    lines = [_column(table, field) for field in table.fields]
    for field in table.fields:
        if field.refers:
            other, column = field.refers.split(".")
            lines.append(f"FOREIGN KEY ({_quoted(field.name)}) REFERENCES {_quoted(other)} ({_quoted(column)})")
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(lines)})"


def _column(table: TidyTable, field: Field) -> str:
    return f"{_quoted(field.name)} {_TYPES[field.type]}{' PRIMARY KEY' if field.name == table.key else ''}"


def _rows(table: TidyTable) -> Iterator[tuple]:
    dates = [number for number, field in enumerate(table.fields) if field.type == "date"]
    if not dates:
        return table.rows()
    return (tuple(_plain(value) for value in row) for row in table.rows())


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
