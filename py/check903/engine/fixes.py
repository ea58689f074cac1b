"""Fixes: how one is written down, below the rule whose errors it fixes.

@fix("503F", "Ofsted number as last year", source="last year’s", safe=False)
def urn_as_last_year(f):
    '''What it does and when to leave a row out, for the page.'''
    return f.set("URN", f.last.URN)

A fix is given the rows at fault with what the rule compared them with, and proposes changes; nothing is applied
unasked. It is *safe* where it changes how something is written, not what it means; any other is for the user to judge.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from check903.engine.findings import TABLES, Findings, Group
from check903.model.change import Change
from check903.model.columns import Text
from check903.model.periods import carries_on
from check903.model.returns import Return
from check903.model.rows import Rows


@dataclass(frozen=True, eq=False)
class Fix:
    """A kind of change.

    rules     the codes whose errors it fixes; none for a fix of how things are written
    safe      True where it changes how something is written, not what it means
    source    whose value it takes ("last year’s"); "" where it clears cells or writes the same in another way
    through_period  it changes every episode of a period of care, which is right or wrong as a whole
    function  of `FixContext` gives the changes; where there are no `rules`, of the `Return`
    given     values that tell this use of the function from the others
    """

    key: str
    title: str
    text: str
    rules: tuple[str, ...]
    safe: bool
    source: str
    function: Callable
    given: dict = field(default_factory=dict)
    through_period: bool = False

    @classmethod
    def declared(
        cls, function: Callable, codes: str, title: str, *, safe: bool, source="", key="", through_period=False, **given
    ) -> Fix:
        """The fix that a function makes; its docstring is the text. By default the key is the function's name."""
        text = " ".join((inspect.getdoc(function) or "").split())
        key = key or function.__name__.replace("_", "-")
        return cls(key, title, text, tuple(codes.split()), safe, source, function, given, through_period)

    def propose(self, findings: Findings, chosen: Iterable[int] | None = None) -> list[Change]:
        """The changes for the findings at these positions, or for all. NotRun where what it needs is not loaded."""
        if not self.rules:
            return list(self.function(findings.r, **self.given)) if chosen is None else []
        return [
            change
            for group, asked in _groups(findings, self.rules, chosen)
            for change in self.function(FixContext(findings.r, group, asked), **self.given)
        ]


def _groups(findings: Findings, codes: tuple[str, ...], chosen: Iterable[int] | None):
    """(group, bool per row: asked about) for each table in which those rules found something.

    Of findings that were chosen, the same children's others are there too: a fix may have to know of them.
    """
    numbers = {findings.rule_numbers[code] for code in codes if code in findings.rule_numbers}
    positions = None if chosen is None else np.fromiter(chosen, int)
    by_table: dict[int, list[Group]] = {}
    for group in findings.by_rule:
        if group.rule in numbers:
            if positions is not None:
                group = group.take(np.flatnonzero(np.isin(group.child, findings.child[positions])))
            by_table.setdefault(group.table, []).append(group)
    for table, groups in by_table.items():
        group = Group.joined(groups)
        asked = np.ones(len(group), bool)
        if positions is not None:
            mask = np.isin(findings.rule[positions], list(numbers)) & (findings.table[positions] == table)
            asked = np.isin(group.row, findings.row[positions[mask]])
        if asked.any():
            yield group, asked


class FixContext:
    """The rows at fault in one table, as a fix sees them.

    r      the return as it stands
    rows   the rows at fault; their partners and values are here by the names that the rule gave them: `f.last.CIN`
    asked  bool per row: whether changes are asked for; the others are there to be known of
    """

    def __init__(self, r: Return, group: Group, asked: np.ndarray):
        self.r, self._group, self.asked = r, group, asked
        self.rows = Rows(getattr(r, TABLES[group.table]).base, group.row)

    def __len__(self) -> int:
        return len(self.rows)

    def __getattr__(self, name: str) -> Rows | np.ndarray:
        if name in self._group.beside:
            table, rows = self._group.beside[name]
            return Rows(getattr(self.r, TABLES[table]).base, rows)
        if name in self._group.values:
            return self._group.values[name]
        raise AttributeError(f"the rule gives no {name} with its {self.rows.name} rows")

    def __getitem__(self, mask: np.ndarray) -> FixContext:
        """The rows where `mask` is True."""
        return FixContext(self.r, self._group.take(np.flatnonzero(mask)), self.asked[mask])

    def set(self, column: str, texts: Text | list[str | None] | str) -> list[Change]:
        """A change for each row whose cell does not hold its text yet.

        texts  a partner's column, from which a row without that partner takes nothing; or a text for each row, None to
        leave it as it is; or one text for all
        """
        wanted = self._texts(texts)
        cells = self.rows.base.column(column)
        rows = [(row, text) for row, text, asked in zip(self.rows.positions.tolist(), wanted, self.asked) if asked]
        return _changes(self.rows.name, column, cells, rows)

    def set_beside(self, name: str, column: str, texts: list[str]) -> list[Change]:
        """A change for the partner of that name of each row that has one, as `set` makes for the row itself."""
        partner = getattr(self, name)
        rows = [
            (row, text) for row, text, asked in zip(partner.positions.tolist(), texts, self.asked) if asked and row >= 0
        ]
        return _changes(partner.name, column, partner.base.column(column), rows)

    def set_through_period(self, column: str, texts: Text) -> list[Change]:
        """The same for every episode of the row's period of care. Of several rows of a period the earliest gives the
        text; a blank changes nothing.
        """
        e = self.r.Episodes
        period = e.spells(~carries_on(e))
        place = np.full(len(e), -1)
        order = e.in_order(*e.base.spec.order).positions
        place[order] = np.arange(len(order))
        periods = period[self.rows.positions]
        latest_first = np.argsort(-place[self.rows.positions], kind="stable").tolist()
        wanted = self._texts(texts)
        text_of = {int(periods[position]): wanted[position] for position in latest_first}
        members = np.flatnonzero(np.isin(period, periods[self.asked]) & (e.child >= 0)).tolist()
        rows = [(row, text_of[int(period[row])] or None) for row in members]
        return _changes(e.name, column, e.base.column(column), rows)

    def elsewhere(self, column: str) -> list[str | None]:
        """For each row the text that all the child's other rows, those not at fault, hold in the column; None where
        they differ or hold none.
        """
        every = getattr(self.r, self.rows.name)
        good = getattr(every, column).filled.copy()
        good[self.rows.positions] = False
        mine, other = Rows(self.rows.base, self.rows.positions).join(every[good])
        seen: dict[int, set[str]] = {}
        for row, text in zip(mine.positions.tolist(), self.texts(getattr(other, column))):
            seen.setdefault(row, set()).add(text)
        return [next(iter(seen[row])) if len(seen.get(row, ())) == 1 else None for row in self.rows.positions.tolist()]

    @staticmethod
    def texts(column: Text) -> list[str]:
        """A column's texts, row by row; blank where there is no such row."""
        return column.texts()

    def _texts(self, texts: Text | list[str | None] | str) -> list[str | None]:
        if isinstance(texts, str):
            return [texts] * len(self)
        if not isinstance(texts, Text):
            return list(texts)
        there = np.ones(len(self), bool)
        for _, rows in self._group.beside.values():
            there &= rows >= 0
        return [text if known else None for text, known in zip(self.texts(texts), there)]


def _changes(table: str, name: str, cells, rows: Iterable[tuple[int, str | None]]) -> list[Change]:
    held = ((row, cells.text(row), text) for row, text in rows)
    return [Change(table, row, name, before, text) for row, before, text in held if text is not None and before != text]
