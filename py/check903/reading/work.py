"""What a user decided about a return, as plain values: `work_file` has the file of them.

A change names its row by the child and the row's own key (its dates), never by its line, since an extract of the next
day has other lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from check903.reading.local_rules import LocalFile
from check903.reading.saved_check import Key, SavedCheck

Cell = tuple[str, str, str, int, str | None]


@dataclass(frozen=True)
class KeptChange:
    """A change as a file holds it.

    child, own, nth, alike   the row as it was read: its child, its dates as one text, which of how many rows alike in
    both
    field    None where the row was taken out; `before` is then the row's digest
    """

    table: str
    child: str
    own: str
    nth: int
    alike: int
    field: str | None
    before: str
    after: str

    @property
    def row(self) -> tuple[str, str, str, int]:
        """What tells its row from all others."""
        return self.table, self.child, self.own, self.nth

    @property
    def cell(self) -> Cell:
        """What tells its cell from all others; of a row taken out, the row."""
        return (*self.row, self.field)


@dataclass(frozen=True)
class KeptBatch:
    """Changes applied together, see `corrections.changes.Batch`. `outcome`: errors gone and new when it was applied."""

    number: int
    when: dt.datetime
    changes: tuple[KeptChange, ...]
    fix: str | None = None
    column: bool = False
    tied: bool = False
    undone: frozenset[int] = frozenset()
    outcome: tuple[int, int] | None = None


@dataclass(frozen=True)
class KeptFile:
    """A file that was loaded, see `loaded_files.LoadedFile`; `taken`, `years`: what the user said of its parts."""

    id: int
    source: int
    nth: int
    name: str
    rows: int
    digest: str
    taken: dict[int, str]
    years: dict[int, int]


@dataclass(frozen=True)
class KeptFiles:
    """What was decided about the files.

    year     the collection year that was set, or None
    next     the id that the next file gets
    made     digests of the work files whose changes and notes are among these
    without  True where a work file beside the others is not to be used
    again    changes of work files that are made although another value stands there: the file's digest, the place in it
    """

    year: int | None = None
    next: int = 1
    answers: dict[str, str] = field(default_factory=dict)
    files: tuple[KeptFile, ...] = ()
    made: tuple[str, ...] = ()
    without: bool = False
    again: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Work:
    """What a work file holds.

    made     local time; None where it isn't known
    council  ONS code, or ""
    choices  how lists and letters are made, see `session.choices.Choices`
    local    the files of local rules, which are shown and asked about before they are run again
    check    the errors as they stood, with which a later check is compared; None before there was one
    group    where files of several councils lay side by side, which of them it is about (see `whose.Group`); else ""
    """

    made: dt.datetime | None
    council: str
    year: int
    loaded: KeptFiles
    batches: tuple[KeptBatch, ...] = ()
    accepted: dict[Key, str] = field(default_factory=dict)
    choices: dict[str, Any] = field(default_factory=dict)
    check: SavedCheck | None = None
    local: tuple[LocalFile, ...] = ()
    group: str = ""

    def may_be_of(self, whose: str) -> bool:
        """True if it is about that one of several councils' returns, or doesn't say whose."""
        return whose in (self.group, self.council) if self.group or self.council else True


@dataclass(frozen=True)
class Net:
    """What several changes of one cell, or the taking out of a row, come to.

    first, after   the first of them, and the value after the last
    places         (place of the batch, place in it) of each of them that is in force, in order
    """

    first: KeptChange
    after: str
    places: tuple[tuple[int, int], ...]
    when: dt.datetime


def net_changes(batches: tuple[KeptBatch, ...]) -> list[Net]:
    """What the changes in force come to, cell by cell and row by row, in the order of the first of each."""
    cells: dict[Cell, list[tuple[KeptChange, tuple[int, int], dt.datetime]]] = {}
    for change, place, when in _in_force(batches):
        cells.setdefault(change.cell, []).append((change, place, when))
    nets = [
        Net(steps[0][0], steps[-1][0].after, tuple(place for _, place, _ in steps), steps[-1][2])
        for steps in cells.values()
    ]
    return [net for net in nets if net.first.field is None or net.first.before != net.after]


def _in_force(batches: tuple[KeptBatch, ...]) -> Iterator[tuple[KeptChange, tuple[int, int], dt.datetime]]:
    for position, batch in enumerate(batches):
        for place, change in enumerate(batch.changes):
            if place not in batch.undone:
                yield change, (position, place), batch.when


def after(own: tuple[KeptBatch, ...], more: tuple[KeptBatch, ...]) -> tuple[KeptBatch, ...]:
    """`own`, and after them what `more` does in other cells: what was changed here stands."""
    taken = {change.cell for batch in own for change in batch.changes}
    number = max((batch.number for batch in own), default=0)
    left = (
        _only(batch, [place for place, change in enumerate(batch.changes) if change.cell not in taken])
        for batch in more
    )
    numbered = (replace(batch, number=new_number) for new_number, batch in enumerate(filter(None, left), number + 1))
    return (*own, *(numbered if own else more))


def _only(batch: KeptBatch, places: list[int]) -> KeptBatch | None:
    """The batch with the changes at these places; None if there are none."""
    changes = tuple(batch.changes[place] for place in places)
    undone = frozenset(new for new, place in enumerate(places) if place in batch.undone)
    return replace(batch, changes=changes, undone=undone) if changes else None
