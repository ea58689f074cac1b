"""Who the children of a return are: their rows in its tables, their birth and age."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from check903.model.day_numbers import age_by_numbers, written
from check903.model.memo import Memo
from check903.model.returns import Return
from check903.model.rows import Rows, TableIndex
from check903.model.table import Table


class People:
    """The children of a return, and how old they are on some days.

    r     the return
    days  datetime64[D] array
    """

    def __init__(self, r: Return, days: np.ndarray):
        self.r, self.days = r, np.asarray(days, "datetime64[D]")
        self.children, self.start, self.end = len(r.children), r.start, r.end
        self.memo = Memo()  # what several figures need and no set here says

    def own(self, child: np.ndarray, table: str) -> Rows:
        """The first row in the table of each of those children."""
        rows = getattr(self.r, table)
        return rows.take(self.memo.once(table, lambda: self._first_rows(rows))[child])

    def _first_rows(self, rows: Rows) -> np.ndarray:
        first = np.full(self.children + 1, -1)
        first[rows.child[::-1]] = np.arange(len(rows))[::-1]
        first[-1] = -1
        return first

    @cached_property
    def people(self) -> Rows:
        """Header's row of each child, this year's or else last year's, and a "no such row" in the last place."""
        both = [self.r.index(name) for name in ("Header", "Header_last")]
        rows = joined_index(both, "Header of both years").rows
        return rows.take(self._first_rows(rows))

    @cached_property
    def born(self) -> np.ndarray:
        """Each child's day of birth, datetime64[D]; NaT where it can't be told, and in the last place."""
        return self.people.DOB.value

    @cached_property
    def _born_written(self) -> np.ndarray:
        return written(self.born)

    def age(self, child: np.ndarray, day: np.ndarray) -> np.ndarray:
        """The age in full years of children on days (one, or one for each); -1 where it can't be told."""
        return age_by_numbers(self._born_written[child], written(np.asarray(day, "datetime64[D]")))

    def age_on_days(self, child: np.ndarray, when: np.ndarray) -> np.ndarray:
        """The same on days given by their position in `days`."""
        return age_by_numbers(self._born_written[child], written(self.days)[when])


def joined_index(both: list[TableIndex], name: str, derivations=None) -> TableIndex:
    """Both years' tables as one, this year's rows first; what is known of their texts is not worked out again."""
    child = np.concatenate([index.child for index in both])
    table = Table.joined([index.table for index in both])
    joined = TableIndex(table, both[0].spec, child, both[0].children, name, derivations)
    joined.joined = tuple(index for index in both if index.table.columns)
    return joined
