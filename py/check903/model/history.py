"""Earlier years' returns beside one: read-only, and only of the children that this return knows.

They are no tables of the return: no rule looks for errors in them. Rules that say "the time may have been in earlier
years" ask here, and periods of care and placements that began before last year are found in the episodes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from check903.model.memo import Memo
from check903.model.rows import Rows, TableIndex
from check903.model.table import Column, Table
from check903.reference import schema

if TYPE_CHECKING:
    from check903.model.returns import Return

Years = Mapping[int, Mapping[str, Table]]


class History:
    """The returns before last year's.

    years  collection year -> tables by name, the newest year first
    """

    def __init__(self, r: Return, years: Years):
        self._r, self.years = r, dict(sorted(years.items(), reverse=True))
        self._indexes = Memo()

    def __bool__(self) -> bool:
        return bool(self.years)

    def before(self, year: int) -> Years:
        """The years before that one."""
        return {of_year: tables for of_year, tables in self.years.items() if of_year < year}

    def index(self, name: str) -> TableIndex:
        """All earlier years' rows of a table, the newest year's first."""
        return self._indexes.once(name, lambda: self._made(name))

    def _made(self, name: str) -> TableIndex:
        tables = [tables[name] for tables in self.years.values() if name in tables]
        table = Table.joined(tables) if tables else Table(name, {})
        numbers = {child: number for number, child in enumerate(self._r.children)}
        ids = table.columns.get("CHILD", Column.blank(len(table)))
        child = np.array([numbers.get(text, -1) for text in ids.values], np.int32)[ids.codes]
        known = np.flatnonzero(child >= 0)
        spec = schema.TABLES[name]
        derived = {column.name: lambda: Column.blank(len(known)) for column in spec.columns if column.derived}
        return TableIndex(
            table.take(known), spec, child[known], len(self._r.children), f"{name} of earlier years", derived
        )

    def rows(self, name: str) -> Rows:
        """The same as rows."""
        return self.index(name).rows

    @cached_property
    def asylum(self) -> np.ndarray:
        """Who is an unaccompanied asylum-seeking child in one of the returns; bool per child, for `rows.of`."""
        header, listed = self.rows("Header"), self.rows("UASC")
        in_header = header.children_where(header.UASC == "1") if "UASC" in self.index("Header").table.columns else False
        return in_header | listed.children_where(listed.any_filled("SEX", "DOB", "DUC"))
