"""The lines of the plan: what each would change, record by record, and what is held by a value's own line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from check903.corrections.corrections import Corrections
from check903.corrections.records import Record, records, without_rivals
from check903.engine import Fix

Ticks = Literal["proposed", "helping", "all", "none"]  # which records of a group are ticked to begin with
_TICKED: dict[Ticks, Callable[[Record], bool]] = {
    "proposed": lambda record: record.ticked,
    "helping": lambda record: record.fewer > 0,
    "all": lambda record: True,
    "none": lambda record: False,
}


@dataclass(eq=False)
class PlanGroup:
    """One line of the plan.

    safe     nothing changes its meaning
    pattern  one value that is at fault in many records, whatever fix has something to put in its place
    apart    it makes as many errors as it removes, or more: nothing is ticked, and `reason` says why
    gone, new  errors that applying it removes and makes: the records that are ticked, or all of them if none is
    """

    key: str
    title: str
    text: str
    safe: bool
    rules: tuple[str, ...]
    records: list[Record]
    pattern: bool = False
    apart: bool = False
    reason: str = ""
    gone: int = 0
    new: int = 0

    @property
    def fewer(self) -> int:
        """Errors gone less errors new."""
        return self.gone - self.new

    @property
    def proposed(self) -> int:
        """How many of its changes are ticked."""
        return sum(len(record.changes) for record in self.records if record.ticked)

    @property
    def changes(self) -> int:
        """How many changes it has, rivals among them counted each."""
        return sum(len(record.changes) for record in self.records)

    @property
    def helping(self) -> int:
        """How many of its records, each for itself, remove more errors than they make."""
        return sum(record.fewer > 0 for record in self.records)

    def picked(self, ticks: Ticks, but: Iterable[str] = ()) -> list[Record]:
        """The records that a person chose, of rivals within the group the better one.

        but  keys of records whose tick is the other way
        """
        other = set(but)
        best = sorted(self.records, key=lambda record: -record.fewer)
        return without_rivals(record for record in best if self.is_ticked(record, ticks) != (record.key in other))

    @staticmethod
    def is_ticked(record: Record, ticks: Ticks) -> bool:
        """Whether a record is among those that are ticked to begin with."""
        return _TICKED[ticks](record)

    def chosen(self) -> list[Record]:
        """The records that applying it takes: those that are ticked, or, if none is, all that go together."""
        ticked = [record for record in self.records if record.ticked]
        return ticked or without_rivals(sorted(self.records, key=lambda record: -record.fewer))


@dataclass(frozen=True)
class HeldValue:
    """A value at fault in many records: (table, row as read, column) of the cells, and how many errors come of it."""

    key: str
    title: str
    cells: frozenset[tuple[str, int, str]]
    errors: int = 0


def groups(fixing: Corrections, values: list[HeldValue]) -> Iterator[PlanGroup]:
    """The groups that have something to change. What a value's own line changes isn't in any other."""
    lines = {value.key: PlanGroup(value.key, value.title, "", False, (), [], pattern=True) for value in values}
    owner = {cell: lines[value.key] for value in values for cell in value.cells}
    for key, fix in fixing.fixes.items():
        changes = [(fixing.log.child(change), change) for change in fixing.proposed(key)]
        group = PlanGroup(key, fix.title, fix.text, fix.safe, fix.rules, records(changes, _by_child(fix)))
        if not fix.safe:
            _hand_over(group, owner)
        if group.records:
            yield group
    yield from (line for line in lines.values() if line.records)


def _by_child(fix: Fix) -> bool:
    return fix.safe or fix.through_period


def _hand_over(group: PlanGroup, owner: dict[tuple[str, int, str], PlanGroup]) -> None:
    remaining = []
    for record in group.records:
        cells = ((change.table, change.row, change.field) for change in record.changes if change.field)
        lines = {id(owner[cell]): owner[cell] for cell in cells if cell in owner}
        (next(iter(lines.values())).records if len(lines) == 1 else remaining).append(record)
    group.records = remaining
