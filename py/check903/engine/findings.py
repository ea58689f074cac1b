"""What a check found: every finding once, with what the rule saw. The one class that API, command line, page and files
go by.

A finding is a position in `rule`, `table`, `row` and `child`; its number `n` on the page is that position. Whatever is
the same for many findings is held once (per rule, table, file, child) and spread by one `take`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from check903.engine.declared import CATEGORIES, Rule
from check903.model import evidence
from check903.model.arrays import once_each
from check903.model.evidence import Fault
from check903.model.memo import Memo
from check903.model.reasons import Reason
from check903.model.returns import NotTold, Return
from check903.model.rows import Rows
from check903.reference import schema

TABLES = [*schema.TABLES, *map(schema.last_years, schema.TABLES), schema.LIST.name]  # the last only for partners
_NUMBERS = {name: number for number, name in enumerate(TABLES)}


@dataclass(frozen=True, eq=False)
class Group:
    """The findings of one rule in one table.

    rule, table  positions in `Findings.rules` and in `TABLES`
    row          the rows at fault, int array, rising, each once
    child        the number of each row's child, -1 where CHILD is blank
    beside       name -> (position in TABLES, row of each partner or -1), in the order in which the rule gives them
    values       name -> what was worked out for each row
    absent       the table in which the child has no row, or ""
    """

    rule: int
    table: int
    row: np.ndarray
    child: np.ndarray
    beside: dict[str, tuple[int, np.ndarray]]
    values: dict[str, np.ndarray]
    absent: str = ""

    def __len__(self) -> int:
        return len(self.row)

    @classmethod
    def of(cls, rule: int, fault: Fault) -> Group:
        """The rows of a fault that has some, each once: of repeats the first counts, with its partner."""
        row, first = _each_once(fault.rows.positions)
        beside = {
            name: (_NUMBERS[rows.name], rows.positions[first].astype(np.int32)) for name, rows in fault.beside.items()
        }
        values = {name: value[first] for name, value in fault.values.items()}
        return cls(
            rule,
            _NUMBERS[fault.rows.name],
            row.astype(np.int32),
            fault.rows.child[first].astype(np.int32),
            beside,
            values,
            fault.absent,
        )

    def take(self, positions: np.ndarray) -> Group:
        """The findings at those positions."""
        beside = {name: (table, row[positions]) for name, (table, row) in self.beside.items()}
        values = {name: value[positions] for name, value in self.values.items()}
        return replace(self, row=self.row[positions], child=self.child[positions], beside=beside, values=values)

    def moved(self, child: np.ndarray, place: Callable[[str, np.ndarray], np.ndarray]) -> Group:
        """The same findings in a return whose rows lie elsewhere: `place` gives the new positions of rows of a table
        (-1: gone).
        """
        beside = {name: (table, place(TABLES[table], row)) for name, (table, row) in self.beside.items()}
        return replace(self, row=place(TABLES[self.table], self.row), child=child, beside=beside)

    @classmethod
    def joined(cls, groups: list[Group]) -> Group:
        """Groups of one rule and table as one, each row once and in order."""
        if len(groups) == 1:
            return groups[0]
        row, first = np.unique(np.concatenate([group.row for group in groups]), return_index=True)
        lengths = [len(group) for group in groups]
        beside = {name: _partners(groups, name, lengths) for group in groups for name in group.beside}
        values = {
            name: evidence.joined([group.values.get(name) for group in groups], lengths)
            for group in groups
            for name in group.values
        }
        every = cls(
            groups[0].rule,
            groups[0].table,
            row,
            np.concatenate([group.child for group in groups])[first],
            beside,
            values,
            next((group.absent for group in groups if group.absent), ""),
        )
        return replace(
            every,
            beside={name: (table, rows[first]) for name, (table, rows) in beside.items()},
            values={name: value[first] for name, value in values.items()},
        )


def _each_once(positions: np.ndarray) -> tuple[np.ndarray, np.ndarray | slice]:
    """The rows in order, without "no such row", and where each stands first."""
    if positions[0] >= 0 and (positions[1:] > positions[:-1]).all():  # as most rules give them
        return positions, slice(None)
    rows, first = np.unique(positions, return_index=True)
    return rows[rows >= 0], first[rows >= 0]


def _partners(groups: list[Group], name: str, lengths: list[int]) -> tuple[int, np.ndarray]:
    table = next(group.beside[name][0] for group in groups if name in group.beside)
    rows = [
        group.beside[name][1] if name in group.beside else np.full(length, -1, np.int32)
        for group, length in zip(groups, lengths)
    ]
    return table, np.concatenate(rows)


class Findings:
    """The findings of a check, each once, by rule, table and row.

    r         the return that was checked
    rules     the rules asked for, in order
    reasons   code -> why the rule was not run; a rule that crashed is here too
    faults    code -> traceback of a rule that crashed: a fault of this tool
    not_told  code -> NotTold: a rule that was run, but not for these rows, of whose settings Ofsted's list lacks a
              column
    rule, table, row, child   int arrays: position in `rules`, in `tables` (every table of both years), row in the
              table, number of the child (-1: CHILD is blank)
    council   name of the council making the return, or ""
    at        when the check ended
    seconds   how long it took
    """

    tables = TABLES[:-1]

    def __init__(self, r: Return, rules: list[Rule]):
        self.r, self.rules = r, rules
        self.reasons: dict[str, Reason] = {}
        self.faults: dict[str, str] = {}
        self.not_told: dict[str, NotTold] = {}
        self.council, self.seconds, self.checked_at = "", 0.0, dt.datetime.now()
        self.status: Any = None  # check903.findings.status.Status, where what is known of single findings was given
        self.local: Any = ()  # check903.findings.local.LocalFindings of each local rule that was run over it
        self._added: dict[tuple[int, int], list[Group]] = {}
        self._memo = Memo()

    # -- as rules are run ---------------------------------------------------------------------------------------------

    def add(self, number: int, fault: Fault) -> None:
        """Take down what rule `number` found."""
        if len(fault.rows):
            self.add_group(Group.of(number, fault))

    def add_group(self, group: Group) -> None:
        """Take down findings of one rule in one table. Not after the columns were asked for."""
        if len(group):
            self._added.setdefault((group.rule, group.table), []).append(group)

    @cached_property
    def by_rule(self) -> list[Group]:
        """The findings by rule and table, in the order of the columns."""
        return [Group.joined(self._added[key]) for key in sorted(self._added)]

    @property
    def not_run(self) -> dict[str, str]:
        """Code -> why the rule was not run, in plain words."""
        return {code: reason.text for code, reason in self.reasons.items()}

    # -- the columns --------------------------------------------------------------------------------------------------

    @cached_property
    def rule(self) -> np.ndarray:
        return _laid([np.full(len(group), group.rule, np.int32) for group in self.by_rule])

    @cached_property
    def table(self) -> np.ndarray:
        return _laid([np.full(len(group), group.table, np.int32) for group in self.by_rule])

    @cached_property
    def row(self) -> np.ndarray:
        return _laid([group.row for group in self.by_rule])

    @cached_property
    def child(self) -> np.ndarray:
        return _laid([group.child for group in self.by_rule])

    @cached_property
    def left_out(self) -> dict[str, dict[tuple[str, str], int]]:
        """Code -> (table, column) -> in how many rows nobody knows the cell, which the rule reads: it says nothing of
        those children.
        """
        unknown = self.r.unknown
        return {
            rule.code: rows for rule in self.rules if rule.code not in self.not_run and (rows := unknown.left_out(rule))
        }

    def __len__(self) -> int:
        return len(self.rule)

    def __bool__(self) -> bool:
        return True  # a check that found nothing is a check

    @cached_property
    def groups(self) -> list[tuple[Rule, str, slice]]:
        """(rule, table, positions) of the findings of each rule in each table."""
        starts = np.cumsum([0, *map(len, self.by_rule)]).tolist()
        return [
            (self.rules[group.rule], TABLES[group.table], slice(start, start + len(group)))
            for group, start in zip(self.by_rule, starts)
        ]

    @cached_property
    def findings(self):
        """The findings as a pandas DataFrame, one row each.

        rule, table, row (0-based), child (the id as text), fields (the columns that the rule reads, by comma), culprits
        (those that make it fail, by comma; "" where the rule can't tell), beside_table and beside_row (what the row was
        compared with; "" and -1 where it was nothing), evidence (a sentence)
        """
        import pandas as pd

        from check903.engine import frame

        return pd.DataFrame(frame.columns(self))

    # -- what a number stands for -------------------------------------------------------------------------------------

    def cached(self, key, make):
        """`make(self)`, worked out once for this check: what one screen alone needs."""
        return self._memo.once(key, lambda: make(self))

    def let_go(self) -> None:
        """Forget what was worked out of the findings and their return, once others have taken their place."""
        self._memo.clear()
        self.r.let_go()

    @property
    def as_at(self) -> dt.date:
        """The day on which the user stands; that of the check where none was given."""
        return self.status.as_at if self.status else self.checked_at.date()

    @property
    def year(self) -> int:
        """The collection year."""
        return self.r.collection.year

    def year_of(self, table: str) -> int:
        """The collection year of a table: this year's, or the one before for `Episodes_last`."""
        return self.year - schema.is_last_years(table)

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
        return {rule.code: number for number, rule in enumerate(self.rules)}

    @cached_property
    def category_of_rule(self) -> np.ndarray:
        """Position of each rule's category in CATEGORIES."""
        names = list(CATEGORIES)
        return np.array([names.index(rule.category) for rule in self.rules], np.int32)

    # -- where findings stand -----------------------------------------------------------------------------------------

    def _spread(self, of_table) -> np.ndarray:
        """One int per finding, from `of_table(name)`: one int per row of the table, or None for -1."""
        per_finding = np.full(len(self), -1, np.int32)
        for number in once_each(self.table).tolist():
            here = self.table == number
            per_row = of_table(self.tables[number])
            if per_row is not None:
                per_finding[here] = per_row[self.row[here]]
        return per_finding

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
        return self.r.table(table).place(row)

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
        order, starts = self.cached(("rows", table), lambda _: _index(self.rows(table).child, len(self.r.children)))
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


def _laid(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)
