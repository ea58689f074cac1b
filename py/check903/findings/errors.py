"""A child's errors, numbered: those with one cause follow each other, in order of date."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings import causes, seen
from check903.findings.cells import days
from check903.model.dates import NAT
from check903.reference import schema

LATE = np.datetime64("9999-12-31")
BIRTHS = ("DOB", "MC_DOB")


@dataclass(frozen=True)
class Numbered:
    """An error of a child: its number there, its finding, rule, row and date (NaT if it has none), the number of its
    cause, and what was seen.
    """

    n: int
    finding: int
    rule: Rule
    table: str
    row: int
    date: np.datetime64
    cause: int
    seen: seen.Seen

    @property
    def at_fault(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """(table, row) -> columns at fault, of its own row and of those it was compared with."""
        return {
            **{(table, row): columns for table, row, columns in self.seen.beside},
            (self.table, self.row): self.seen.culprits,
        }


def numbered(checked: Findings, child: int) -> list[Numbered]:
    """The child's errors from 1 on. The order depends on the return alone, not on a filter."""
    positions = checked.findings_of(child)
    cause = causes.of(checked).number[positions].tolist()
    errors = []
    for n, cause_number, what in zip(positions.tolist(), cause, seen.seen(checked, positions)):
        rule, table, row = checked.rules[checked.rule[n]], checked.tables[checked.table[n]], int(checked.row[n])
        date = date_of(checked, n)
        place = (LATE if np.isnat(date) else date, int(checked.table[n]), row, int(checked.rule[n]))
        errors.append((place, Numbered(n, n, rule, table, row, date, cause_number, what)))
    errors.sort(key=lambda pair: pair[0])
    first: dict[int, tuple] = {}
    for place, error in errors:
        first.setdefault(error.cause, place)
    errors.sort(key=lambda pair: (first[pair[1].cause], pair[0]))
    return [replace(error, n=n) for n, (_, error) in enumerate(errors, 1)]


def date_of(checked: Findings, finding: int) -> np.datetime64:
    """When an error is: the row's first date in its table's order, else the first date that the rule reads and that is
    no birthday; NaT if the row has none.
    """
    rule, table = checked.rules[checked.rule[finding]], checked.tables[checked.table[finding]]
    spec = schema.spec_of(table)
    read = [field for field in rule.fields_in(table) if spec.column(field).type == "date" and field not in BIRTHS]
    for field in (*spec.order, *read):
        day = days(checked, table, field)[int(checked.row[finding])]
        if not np.isnat(day):
            return day
    return NAT
