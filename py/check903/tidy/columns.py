"""The tidy tables as plain columns, for the page: it makes Parquet files of them with a library of 60 kB, where pyarrow
is tens of MB.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict

from check903.tidy.fields import Field, TidyTable, Value

EPOCH = dt.date(1970, 1, 1)


class PlainColumn(TypedDict):
    """A column: `type`, one of fields.TYPES, its `distinct` values, and which of them each row has. A date is its days
    since 1970, as in a Parquet file.
    """

    name: str
    type: str
    distinct: list[str | int | float | None]
    codes: list[int]


class PlainTable(TypedDict):
    """A table and its columns, all of one length."""

    name: str
    columns: list[PlainColumn]


def to_dicts(tables: Iterable[TidyTable]) -> list[PlainTable]:
    """The tables, as JSON can hold them."""
    return [{"name": table.name, "columns": [_column(table, field) for field in table.fields]} for table in tables]


def _column(table: TidyTable, field: Field) -> PlainColumn:
    values = table.columns[field.name]
    return {
        "name": field.name,
        "type": field.type,
        "distinct": [_plain(value) for value in values.distinct],
        "codes": values.codes.tolist(),
    }


def _plain(value: Value) -> str | int | float | None:
    return (value - EPOCH).days if isinstance(value, dt.date) else value
