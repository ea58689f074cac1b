"""What a fix would change, record by record: the changes that only make sense together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from check903.model.change import Change

Key = tuple[int, int, int]  # a finding: rule number, table number, row as read
_TOGETHER = 12  # of one child in one group: more records than these are judged together, or trying them takes too long


@dataclass(eq=False)
class Record:
    """A table row, or the rows of one child that a fix changes together.

    changes  rows as read
    gone, new  the errors that it removes and makes, tried on a copy
    rivals   records of this or other groups that change the same, of which one at most is ticked
    instead  the record of the same child that is ticked in its place, as both together remove less
    ticked   proposed
    """

    child: str
    changes: tuple[Change, ...]
    gone: set[Key] = field(default_factory=set)
    new: set[Key] = field(default_factory=set)
    rivals: list[Record] = field(default_factory=list)
    instead: Record | None = None
    ticked: bool = False

    @property
    def fewer(self) -> int:
        """Errors gone less errors new."""
        return len(self.gone) - len(self.new)

    @property
    def key(self) -> str:
        """Tells it from the others of its group: "Episodes 340 URN SC446312", with the row as read."""
        first = self.changes[0]
        return f"{first.table} {first.row} {first.field or ''} {first.after}".strip()

    @property
    def rows(self) -> set[tuple[str, int]]:
        """(table, row as read) of the rows that it changes."""
        return {(change.table, change.row) for change in self.changes}

    def is_rival_of(self, other: Record) -> bool:
        """True where both would write into one cell, or put the same error right in the same row."""
        if self.rows.isdisjoint(other.rows):
            return False
        mine, theirs = _cells(self), _cells(other)
        taken_out = any(cell[2] is None for cell in mine | theirs)
        return taken_out or not mine.isdisjoint(theirs) or not self.gone.isdisjoint(other.gone)


def _cells(record: Record) -> set[tuple[str, int, str | None]]:
    return {(change.table, change.row, change.field) for change in record.changes}


def records(changes: Iterable[tuple[str, Change]], by_child: bool) -> list[Record]:
    """The records of these changes, each given with its child's id.

    by_child  the changes of one child belong together
    """
    grouped: dict[tuple, list[Change]] = {}
    for child, change in changes:
        together = child and by_child
        grouped.setdefault((child,) if together else (child, change.table, change.row), []).append(change)
    return list(_not_too_many(Record(key[0], tuple(group)) for key, group in grouped.items()))


def _not_too_many(records: Iterable[Record]) -> Iterator[Record]:
    by_child: dict[str, list[Record]] = {}
    for record in records:
        by_child.setdefault(record.child, []).append(record)
    for child, some in by_child.items():
        if len(some) > _TOGETHER:
            yield Record(child, tuple(change for record in some for change in record.changes))
        else:
            yield from some


def join_rivals(every: Iterable[Record]) -> None:
    """Tell each record its rivals; records of several children have none of another."""
    by_row: dict[tuple[str, int], list[Record]] = {}
    for record in every:
        for row in record.rows:
            by_row.setdefault(row, []).append(record)
    for some in by_row.values():
        for record in some:
            record.rivals += [
                other
                for other in some
                if other is not record and other not in record.rivals and record.is_rival_of(other)
            ]


def without_rivals(wanted: Iterable[Record]) -> list[Record]:
    """Of these records, the better ones first, those that don't stand in the way of one taken before."""
    taken: dict[int, Record] = {}
    for record in wanted:
        if not any(id(rival) in taken for rival in record.rivals):
            taken[id(record)] = record
    return list(taken.values())
