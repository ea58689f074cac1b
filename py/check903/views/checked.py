"""A finished check as the screens see it: the findings as int columns, and the indexes that several screens need.

A finding is a position in `rule`, `table`, `row` and `child`; its number `n` on the page is that position. Whatever is the same for
many findings is held once (per rule, table, file, child) and spread by one `take`.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

import numpy as np

from check903 import schema
from check903.engine import CATEGORIES, Result, Rule
from check903.rows import Rows


class Checked:
    """The findings of a Result, each once, by rule, table and row.

    rule, table, row, child   int arrays: position in `rules`, in `tables`, row in the table, number of the child (-1: CHILD is blank)
    council   name of the council making the return, or ""
    at        when the check ended
    seconds   how long it took
    """

    def __init__(self, result: Result, council: str = "", seconds: float = 0.0, at: dt.datetime | None = None):
        self.result, self.r = result, result.returned
        self.rules, self.tables = result.rules, result.tables
        self.council, self.seconds, self.at = council, seconds, at or dt.datetime.now()
        order = np.lexsort((result.row, result.table, result.rule))
        found = np.stack([np.asarray(column, np.int64)[order] for column in (result.rule, result.table, result.row, result.child)])
        fresh = np.ones(found.shape[1], bool)  # a rule may report a row twice
        fresh[1:] = (found[:3, 1:] != found[:3, :-1]).any(axis=0)
        self.rule, self.table, self.row, self.child = found[:, fresh].astype(np.int32)
        self.marks = None  # check903.views.marks.Marks, where what is known of single findings was given
        self._kept: dict = {}

    def kept(self, key, make):
        """`make(self)`, worked out once for this check: what one screen alone needs."""
        if key not in self._kept:
            self._kept[key] = make(self)
        return self._kept[key]

    def __len__(self) -> int:
        return len(self.rule)

    def __bool__(self) -> bool:
        return True  # a check that found nothing is a check

    # -- what a number stands for -------------------------------------------------------------------------------------

    @property
    def year(self) -> int:
        """The collection year."""
        return self.r.collection.year

    def year_of(self, table: str) -> int:
        """The collection year of a table: this year's, or the one before for `Episodes_last`."""
        return self.year - table.endswith("_last")

    def rows(self, table: str) -> Rows:
        """All rows of the table."""
        return getattr(self.r, table)

    def child_id(self, number: int) -> str:
        """The child's id; "" for -1."""
        return self.r.children[number] if number >= 0 else ""

    @cached_property
    def child_numbers(self) -> dict[str, int]:
        """Id -> number of every child of the return."""
        return {child: number for number, child in enumerate(self.r.children)}

    @cached_property
    def rule_numbers(self) -> dict[str, int]:
        """Code -> position in `rules`."""
        return {found.code: number for number, found in enumerate(self.rules)}

    @cached_property
    def category_of_rule(self) -> np.ndarray:
        """Position of each rule's category in CATEGORIES."""
        names = list(CATEGORIES)
        return np.array([names.index(found.category) for found in self.rules], np.int32)

    @cached_property
    def groups(self) -> list[tuple[Rule, str, slice]]:
        """(rule, table, positions) of each run of findings of one rule in one table."""
        new = np.ones(len(self), bool)
        new[1:] = (self.rule[1:] != self.rule[:-1]) | (self.table[1:] != self.table[:-1])
        starts = np.flatnonzero(new)
        ends = np.append(starts[1:], len(self))
        return [(self.rules[self.rule[start]], self.tables[self.table[start]], slice(start, end))
                for start, end in zip(starts.tolist(), ends.tolist())]

    # -- where findings stand -----------------------------------------------------------------------------------------

    def _spread(self, of_table) -> np.ndarray:
        """One int per finding, from `of_table(name)`: one int per row of the table, or None for -1."""
        found = np.full(len(self), -1, np.int32)
        for number in np.unique(self.table).tolist():
            here = self.table == number
            per_row = of_table(self.tables[number])
            if per_row is not None:
                found[here] = per_row[self.row[here]]
        return found

    @cached_property
    def line(self) -> np.ndarray:
        """The line of each finding's row as a person sees it; -1 where not known."""
        return self._spread(lambda name: self.r.table(name).line)

    @cached_property
    def files(self) -> list[str]:
        """The labels of all files behind the return."""
        return list(dict.fromkeys(label for name in self.tables for label in self.r.table(name).files))

    @cached_property
    def file(self) -> np.ndarray:
        """Position in `files` of each finding's file; -1 where not known."""
        return self._spread(self._files_of)

    def _files_of(self, name: str) -> np.ndarray | None:
        table = self.r.table(name)
        if table.file is None:
            return None
        return np.array([self.files.index(label) for label in table.files], np.int32)[table.file]

    def place(self, table: str, row: int) -> tuple[str, int | None]:
        """The file's label and the line of a row; "" and None where not known."""
        read = self.r.table(table)
        if read.file is None or read.line is None:
            return "", None
        return read.files[read.file[row]], int(read.line[row])

    # -- by child -----------------------------------------------------------------------------------------------------

    @cached_property
    def _by_child(self) -> tuple[np.ndarray, np.ndarray]:
        return _index(self.child, len(self.r.children))

    def findings_of(self, child: int) -> np.ndarray:
        """Positions of the findings about the child (-1: about rows without one)."""
        order, starts = self._by_child
        return order[starts[child + 1] : starts[child + 2]]

    def rows_of(self, table: str, child: int) -> np.ndarray:
        """The child's rows in the table, in file order."""
        order, starts = self.kept(("rows", table), lambda _: _index(self.rows(table).child, len(self.r.children)))
        return order[starts[child + 1] : starts[child + 2]]

    @cached_property
    def child_rank(self) -> np.ndarray:
        """Each child's place in the order of ids (99 before 100); the last entry, for -1, comes before all."""
        ids = self.r.children
        order = sorted(range(len(ids)), key=ids.__getitem__)
        order.sort(key=[len(child) for child in ids].__getitem__)
        rank = np.empty(len(ids) + 1, np.int32)
        rank[order] = np.arange(len(ids))
        rank[-1] = -1
        return rank

    def count_children(self, findings: np.ndarray) -> int:
        """How many children the findings are about (positions, or True for each that counts)."""
        seen = np.zeros(len(self.r.children) + 1, bool)
        seen[self.child[findings]] = True
        return int(seen[:-1].sum())

    @cached_property
    def children_this_year(self) -> int:
        """How many children this year's tables are about."""
        tables = [self.rows(name).children() for name in schema.TABLES if name in self.r.loaded]
        return int(np.logical_or.reduce(tables).sum()) if tables else 0

    @cached_property
    def rows_read(self) -> int:
        """Rows of all tables of both years."""
        return sum(len(self.r.table(name)) for name in self.r.loaded)


def _index(child: np.ndarray, children: int) -> tuple[np.ndarray, np.ndarray]:
    """Positions in order of child, and where each child's begin (from child -1 on)."""
    order = np.argsort(child, kind="stable")
    counts = np.bincount(child + 1, minlength=children + 1)
    return order, np.concatenate([[0], np.cumsum(counts)])
