"""Who is an unaccompanied asylum-seeking child: by Header or, where that does not say, by the table UASC of a CSV
return.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from check903.model.reasons import Missing, NotRun
from check903.model.rows import Rows

if TYPE_CHECKING:
    from check903.model.returns import Return


class Asylum:
    """The asylum seekers of a return; children are arrays of bool per child, for `rows.of`."""

    def __init__(self, r: Return):
        self._r = r
        self.this, self.last = AsylumYear(r, ""), AsylumYear(r, "_last")

    @cached_property
    def rows(self) -> dict[str, Rows]:
        """The rows that make children asylum seekers, one table for each year: `header` or `uasc` of this year,
        `last`.
        """
        tables = {}
        for year in (self.this, self.last):
            if year.header in self._r.loaded:
                if self._r.has_column(year.header, "UASC"):
                    rows = getattr(self._r, year.header)
                    tables["last" if year is self.last else "header"] = rows[rows.UASC == "1"]
            elif year.uasc in self._r.loaded:
                rows = getattr(self._r, year.uasc)
                tables["last" if year is self.last else "uasc"] = rows[rows.any_filled("SEX", "DOB", "DUC")]
        return tables

    @cached_property
    def children(self) -> np.ndarray:
        """Who is an asylum seeker this year or was last year. NotRun where no table of either year says."""
        if not self.rows:
            raise NotRun(Missing.ASYLUM)
        return self.children_or_none

    @property
    def children_or_none(self) -> np.ndarray:
        """`children`; nobody where no table says."""
        nobody = np.zeros(len(self._r.children) + 1, bool)
        return np.logical_or.reduce([nobody, *(rows.children() for rows in self.rows.values())])


class AsylumYear:
    """What the tables of one year say. NotRun where none does."""

    def __init__(self, r: Return, year: str):
        self._r, self.header, self.uasc = r, f"Header{year}", f"UASC{year}"

    @property
    def rows(self) -> Rows:
        """The rows that say who is an asylum seeker, of Header or, where that is not loaded, of UASC."""
        if self.header in self._r.loaded:
            if not self._r.has_column(self.header, "UASC"):
                raise NotRun(Missing.ASYLUM, self.header, self.uasc)
            return getattr(self._r, self.header)
        if self.uasc not in self._r.loaded:
            raise NotRun(Missing.TABLES, self.header)
        return getattr(self._r, self.uasc)

    @property
    def marked(self) -> np.ndarray:
        """True for each of `rows` whose child is an asylum seeker by it."""
        rows = self.rows
        return rows.UASC == "1" if rows.name == self.header else rows.any_filled("SEX", "DUC")

    @property
    def _unmarked(self) -> np.ndarray:
        """True for each of `rows` that says that its child is none, or says nothing."""
        rows = self.rows
        return (rows.UASC == "0") | rows.UASC.blank if rows.name == self.header else ~self.marked

    def _children(self, rows: np.ndarray, absent: bool) -> np.ndarray:
        """The value of each child's first row; `absent` for a child without one and in the last place."""
        if self.header not in self._r.loaded and self._r.file_format != "csv":
            raise NotRun(Missing.TABLES, self.header)
        per_child = np.full(len(self._r.children) + 1, absent)
        child = self.rows.child
        known = np.flatnonzero(child >= 0)[::-1]  # of several rows the first counts
        per_child[child[known]] = rows[known]
        return per_child

    @cached_property
    def yes(self) -> np.ndarray:
        """Which children are asylum seekers; bool per child, for `rows.of`."""
        return self._children(self.marked, False)

    @cached_property
    def no(self) -> np.ndarray:
        """Which children are none, are not said to be, or are not there; True in the last place, for a blank CHILD."""
        return self._children(self._unmarked, True)
