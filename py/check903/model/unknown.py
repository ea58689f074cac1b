"""What of a return can't be known: cells without a value, dates that can be read two ways, columns that a question is
open about.

A rule that reads such a column says nothing about the children concerned, because the cell counts neither as blank nor
as filled in; a rule that reads a column in question, or that compares tables one of which has rows of children unknown,
is not run. Which columns a rule reads is found by running it over the first row of each table: rules are straight on,
so they read the same of any rows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from check903.model.reasons import Missing, NotRun, Reason
from check903.model.table import Column, Table

if TYPE_CHECKING:
    from check903.engine import Rule
    from check903.model.evidence import Fault
    from check903.model.returns import Return

Reads = frozenset[tuple[str, str]]  # (table, column); `Episodes_last` is a table of its own


class Unknown:
    """What can't be known of the tables of `r`."""

    def __init__(self, r: Return):
        self._r = r
        columns = {(name, field): column for name in r.loaded for field, column in r.table(name).columns.items()}
        self._shape = r.loaded, frozenset(columns)
        unknown = {key: column.unknown_rows() for key, column in columns.items() if column.unknown is not None}
        self._rows = {key: rows for key, rows in unknown.items() if rows.any()}
        self._waiting = {(name, field): why for name in r.loaded for field, why in r.table(name).waiting.items()}

    def why_not(self, rule: Rule) -> Reason | None:
        """Why the rule is not run, if it reads a column in question or compares tables whose children are not all
        known.
        """
        if self._waiting and (waits := self._read_by(rule, self._waiting)):
            return Reason(Missing.ANSWER, (self._waiting[waits[0]],))
        nobody = {name for name, field in self._rows if field == "CHILD"} & {*rule.tables, *rule.optional}
        if nobody and len({*rule.tables, *rule.optional}) > 1:
            return Reason(Missing.CHILD_CELLS, (min(nobody),))
        return None

    def left_in(self, rule: Rule, fault: Fault) -> Fault:
        """Those of the rows at fault whose child has no cell that the rule reads and nobody knows."""
        rows = fault.rows
        unknown = self._read_by(rule, self._rows) if self._rows else []
        if not unknown:
            return fault
        children = np.zeros(len(self._r.children) + 1, bool)
        mask = np.zeros(len(rows), bool)
        for name, field in unknown:
            there, cells = getattr(self._r, name), self._rows[name, field]
            children |= there.children_where(cells)
            if rows.name == name:
                mask |= rows.exists & cells[rows.positions]
        return fault[~(mask | rows.child_in(children))]

    def left_out(self, rule: Rule) -> dict[tuple[str, str], int]:
        """(table, column) -> in how many rows nobody knows the cell, of the columns that the rule reads."""
        return {key: int(self._rows[key].sum()) for key in self._read_by(rule, self._rows)} if self._rows else {}

    def _read_by(self, rule: Rule, columns) -> list[tuple[str, str]]:
        """Those of the (table, column) that the rule reads."""
        mine = self.reads(rule)
        return [key for key in columns if key in mine]

    def reads(self, rule: Rule) -> Reads:
        """The (table, column) that the rule reads in this return."""
        known = self._r.reads_known
        if (rule, self._shape) not in known:
            known[rule, self._shape] = reads(rule, self._r)
        return known[rule, self._shape]


def reads(rule: Rule, r: Return) -> Reads:
    """The columns that the rule reads in a return with these tables."""
    first = {name: r.table(name).take(slice(0, 1)).compact() for name in r.loaded}
    small = r.like(first)
    try:
        rule.faults(small)
    except NotRun:
        pass  # it says so itself when it is run over the return
    return small.columns_read | {(name, field) for name, field in rule.fields if name in r.loaded}


def unreadable(r: Return) -> Return:
    """The same return, in which a cell whose value nobody knows holds a text that is no date, number or code; a CHILD
    that nobody knows is blank.
    """
    columns = {name: _without_unknown(r.table(name)) for name in r.loaded}
    if not any(columns.values()):
        return r
    return r.like(
        {name: replace(r.table(name), columns={**r.table(name).columns, **columns[name]}) for name in columns}
    )


def _without_unknown(table: Table) -> dict[str, Column]:
    columns = {}
    for name, column in table.columns.items():
        rows = column.unknown_rows()
        if rows.any():
            codes = np.where(rows, 0 if name == "CHILD" else len(column.values), column.codes)
            columns[name] = Column(codes, [*column.values, "?"])
    return columns
