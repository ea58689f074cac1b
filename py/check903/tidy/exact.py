"""What makes an exported table the same return again when it is read: each row's texts that its values don't give
back, the columns that the files lacked, the year. So every file stands for itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import numpy as np

from check903.model.returns import Return
from check903.reading import exported
from check903.reference import schema
from check903.tidy.fields import Field, TidyTable, Values

_YEAR = Field(exported.YEAR, "integer", "Collection year of the return it is in, by its end", source="worked out")
_TEXTS = Field(
    exported.TEXTS,
    "text",
    "Cells of this row whose text says more than their value, as JSON: column and text. See table as_written",
)
_LACKING = Field(exported.LACKING, "text", "Columns that the files did not hold, parted by blanks", source="return")
_IN_FILES = frozenset(name for spec in schema.TABLES.values() for name in (*spec.names, "UASC"))


def with_source(r: Return, table: TidyTable, unfit: Iterable[tuple[str, int, str, str]]) -> TidyTable:
    """The table of the return with what it takes to read it again.

    unfit  table, row, column, text of the cells that are not just their value: those of this table
    """
    given = r.table(table.name)
    lacking = [field.name for field in table.fields if field.name in _IN_FILES and field.name not in given.columns]
    doubtful = [f"{name}?" for name in lacking if name in given.waiting]
    names = [name for name in lacking if name not in given.waiting] + doubtful
    rows = len(table)
    full = TidyTable(table.name, table.row, table.key)
    for field in table.fields:
        if rows or field.name not in lacking:  # a table without rows says by its columns what the files held
            full.add(field, table.columns[field.name])
    year = r.collection.year - schema.is_last_years(table.name)
    full.add(_YEAR, Values(np.zeros(rows, int), [year]))
    full.add(_TEXTS, _texts(rows, unfit))
    full.add(_LACKING, Values(np.zeros(rows, int), [" ".join(names) or None]))
    return full


def _texts(rows: int, unfit: Iterable[tuple[str, int, str, str]]) -> Values:
    cells: dict[int, dict[str, str]] = {}
    for _, row, column, text in unfit:
        cells.setdefault(row, {})[column] = text
    distinct = {json.dumps(row_texts, ensure_ascii=False): None for row_texts in cells.values()}
    number = {text: code for code, text in enumerate(distinct, 1)}
    codes = np.zeros(rows, int)
    for row, row_texts in cells.items():
        codes[row] = number[json.dumps(row_texts, ensure_ascii=False)]
    return Values(codes, [None, *distinct])
