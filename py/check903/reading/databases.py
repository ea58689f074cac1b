"""A return exported as a SQLite database or as Parquet files: each table as the CSV file that it could have been.

A database is somebody else's file until it has shown what it is: it is read in memory, without its views, triggers and
functions, within the limits of every other file.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from check903.reading import exported
from check903.reading.limits import MB, Limits
from check903.reading.result import UnreadableFile
from check903.reference import schema

_NAMES = [name for table in schema.TABLES for name in (table, schema.last_years(table))]
_DAMAGED = "it is damaged or cut off. Export the return again."
_JOURNAL = slice(
    18, 20
)  # of the header: a database that expects a file with its latest changes beside it can't be read
_STEPS, _MOST_STEPS = 1_000_000, 5_000  # of SQLite's machine; a row takes some hundred
_PLAIN = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)


def tables(name: str, data: bytes, limits: Limits) -> list[tuple[str, bytes]]:
    """(name, CSV) of each table of an exported return; none if the database is another. Raises UnreadableFile."""
    read = _of_database if data.startswith(exported.SQLITE) else _of_parquet
    return list(_within(read(name, data, limits), limits))


def _within(files: Iterator[tuple[str, bytes]], limits: Limits) -> Iterator[tuple[str, bytes]]:
    left = limits.unpacked_bytes
    for name, data in files:
        left -= len(data)
        if left < 0:
            raise UnreadableFile(
                f"it holds more than {limits.unpacked_bytes // MB} MB of text, far more than any return."
            )
        yield name, data


def _too_many(limits: Limits) -> UnreadableFile:
    return UnreadableFile(f"it holds more than {limits.rows:,} rows, far more than any return.")


# -- SQLite -----------------------------------------------------------------------------------------------------------


def _of_database(name: str, data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    try:
        with contextlib.closing(_opened(data)) as connection:
            for table in _exported_tables(connection):
                names, rows = _rows(connection, table, limits)
                yield f"{name} > {table}.csv", exported.as_csv(names, rows)
    except (sqlite3.Error, OverflowError, UnicodeError):  # whatever a damaged or a hostile one makes of it
        raise UnreadableFile(_DAMAGED) from None


def _opened(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data[: _JOURNAL.start] + b"\1\1" + data[_JOURNAL.stop :])
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 2 * MB)
    left = iter(range(_MOST_STEPS))
    connection.set_progress_handler(lambda: next(left, None) is None, _STEPS)
    connection.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _PLAIN else sqlite3.SQLITE_DENY)
    return connection


def _exported_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of the return in it, as far as they are plain tables with the columns of an export."""
    plain = {name for name, root in connection.execute("SELECT name, rootpage FROM sqlite_master") if root}
    return [name for name in _NAMES if name in plain and exported.is_exported(_columns(connection, name))]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for name, *_ in connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description]  # of the schema


def _rows(connection: sqlite3.Connection, table: str, limits: Limits) -> tuple[list[str], Iterator[Sequence[object]]]:
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY "row"')
    names = [name for name, *_ in cursor.description]
    if len(names) > limits.columns:
        raise UnreadableFile(f"it has {len(names):,} columns, far more than any return.")

    def counted() -> Iterator[Sequence[object]]:
        for number, row in enumerate(cursor):
            if number >= limits.rows:
                raise _too_many(limits)
            if any(isinstance(value, bytes) for value in row):
                raise UnreadableFile(f"row {number + 1:,} of {table} holds something that is no text. Export it again.")
            yield row

    return names, counted()


# -- Parquet ----------------------------------------------------------------------------------------------------------


def _of_parquet(name: str, data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The one table of the file; none where pyarrow isn't installed or it is no table of an export."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        return
    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        names = file.schema_arrow.names
        if not exported.is_exported(names):
            return
        _refuse_huge(file.metadata, limits)
        rows = zip(*(column.to_pylist() for column in file.read().columns))
        table = exported.as_csv(names, rows)
    except (pa.ArrowException, OSError, OverflowError, UnicodeError):
        raise UnreadableFile(_DAMAGED) from None
    yield f"{name} > {_stem(name)}.csv", table


def _refuse_huge(metadata: Any, limits: Limits) -> None:
    size = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if metadata.num_rows > limits.rows or metadata.num_columns > limits.columns or size > limits.unpacked_bytes:
        raise _too_many(limits)


def _stem(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or "table"
