"""Rows known again in another extract: by their child and their own key, the dates that put its rows in order."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass

from check903.model.table import Table
from check903.reference import schema


@dataclass(frozen=True)
class RowKey:
    """A row: its child, its dates as one text, which of how many rows alike in both."""

    child: str
    own: str
    nth: int
    alike: int


class RowKeys:
    """The keys of a table's rows, as they were read."""

    def __init__(self, table: Table):
        self._table = table
        names = key_fields(table.name)
        children, *dates = [_texts(table, name) for name in names]
        owns = [" ".join(parts) for parts in zip(*dates)] if dates else [""] * len(table)
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._keys = list(zip(children, owns))
        self._nth = []
        for row, key in enumerate(self._keys):
            self._nth.append(len(self._rows[key]))
            self._rows[key].append(row)

    def of(self, row: int) -> RowKey:
        """The key of a row."""
        key = self._keys[row]
        return RowKey(*key, self._nth[row], len(self._rows[key]))

    def alike(self, child: str, dates: str) -> list[int]:
        """The rows with that child and those dates."""
        return self._rows.get((child, dates), [])

    def find(self, key: RowKey) -> int:
        """The row with that key; -1 if there is none."""
        rows = self.alike(key.child, key.own)
        return rows[key.nth] if key.nth < len(rows) else -1

    def digest(self, row: int) -> str:
        """The same for rows that say the same in every column, whatever columns their files have."""
        texts = {name: text for name, column in self._table.columns.items() if (text := column.text(row))}
        return hashlib.blake2b(json.dumps(sorted(texts.items())).encode(), digest_size=8).hexdigest()


def key_fields(table: str) -> tuple[str, ...]:
    """The columns that make a row's key, its child first."""
    return ("CHILD", *schema.TABLES[table].order)


def _texts(table: Table, name: str) -> list[str]:
    column = table.columns.get(name)
    return [""] * len(table) if column is None else column.texts()
