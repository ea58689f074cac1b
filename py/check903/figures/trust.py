"""Which records have an error in a field that a figure uses: errors that are due now and not accepted."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from check903.engine.findings import Findings
from check903.figures.counting import Count
from check903.figures.declared import Measure
from check903.model.memo import Memo


class Errors:
    """The errors of a check, as figures ask for them."""

    def __init__(self, checked: Findings):
        self._checked = checked
        self._memo = Memo()

    @cached_property
    def _due(self) -> np.ndarray:
        status = self._checked.status
        return np.ones(len(self._checked), bool) if status is None else ~status.not_due & ~status.accepted

    @property
    def rate(self) -> tuple[int, int]:
        """How many errors are due, and how many children this year's tables have."""
        return int(self._due.sum()), self._checked.children_this_year

    @cached_property
    def _rules_of(self) -> dict[tuple[str, str], list[int]]:
        """(table, column) -> the rules that name it as at fault."""
        rules_of: dict[tuple[str, str], list[int]] = {}
        for number, rule in enumerate(self._checked.rules):
            for field in rule.fields:
                rules_of.setdefault(field, []).append(number)
        return rules_of

    def _findings_in(self, uses: frozenset[tuple[str, str]]) -> np.ndarray:
        """Positions of the findings due of rules that name one of those (table, column) as at fault."""
        touches = np.zeros(len(self._checked.rules), bool)
        for field in uses:
            touches[self._rules_of.get(field, [])] = True
        return np.flatnonzero(touches[self._checked.rule] & self._due)

    def children(self, uses: frozenset[tuple[str, str]]) -> np.ndarray:
        """Which children have an error there; bool per child, the last place for none."""

        def make() -> np.ndarray:
            at_fault = np.zeros(len(self._checked.r.children) + 1, bool)
            at_fault[self._checked.child[self._findings_in(uses)]] = True
            at_fault[-1] = False
            return at_fault

        return self._memo.once(("children", uses), make)

    def rows(self, table: str, uses: frozenset[tuple[str, str]]) -> np.ndarray:
        """Which rows of this year's table have an error there; bool per row, the last place for none."""

        def make() -> np.ndarray:
            checked, positions = self._checked, self._findings_in(uses)
            there = positions[checked.table[positions] == checked.tables.index(table)]
            at_fault = np.zeros(len(checked.r.table(table)) + 1, bool)
            at_fault[checked.row[there]] = True
            return at_fault

        return self._memo.once((table, uses), make)

    def of(self, measure: Measure, count: Count) -> np.ndarray:
        """True for each of the figure's cases that has an error in a field that the figure uses."""
        cases = count.cases
        if not measure.by_row:
            return self.children(measure.uses)[cases.child]
        wrong = self.rows(cases.rows.base.table.name, measure.uses)
        row = cases.rows.positions
        return wrong[np.where((row >= 0) & (row < len(wrong) - 1), row, len(wrong) - 1)]
