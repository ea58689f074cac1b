"""What was changed of a child's rows: what a cell held before, and each change with what it did and how to undo it."""

from __future__ import annotations

from typing import TypedDict

from check903.corrections.changes import Batch, Log
from check903.corrections.corrections import Corrections
from check903.corrections.labels import why
from check903.engine.findings import Findings
from check903.findings import cells, labels
from check903.model.change import Change


class Done(TypedDict):
    """Changes of a batch that are undone together. `at`: None for the whole batch, which then is about this child
    alone, and `gone` and `new` are its errors; else a place in the batch, and they are None.
    """

    number: int
    at: int | None
    when: str
    why: str
    said: list[str]
    gone: int | None
    new: int | None


class ChildChanges:
    """The changes in force of one child's rows.

    was    (table, row as it stands, column) -> the cell as it was read
    done   newest first
    """

    def __init__(self, checked: Findings, child: str, fixing: Corrections | None):
        self.was: dict[tuple[str, int, str], cells.Cell] = {}
        self.done: list[Done] = []
        if fixing is None or not fixing.log.batches:
            return
        log = fixing.log
        for batch in reversed(log.batches):
            places = [place for place, change in enumerate(batch.changes) if child in log.children([change])]
            places = [place for place in places if place not in batch.undone]
            if places:
                self._add(checked, fixing, batch, places)

    def _add(self, checked: Findings, fixing: Corrections, batch: Batch, places: list[int]) -> None:
        log = fixing.log
        for place in places:
            self._mark(checked, log, batch.changes[place])
        text_of = {place: _said(checked, log, batch.changes[place]) for place in places}
        all_of_it = len(places) == len(batch.changes)
        gone, new = fixing.outcomes.get(batch.number, (None, None)) if all_of_it else (None, None)
        for place, texts in [(None, list(text_of.values()))] if all_of_it else _one_by_one(log, batch, text_of):
            self.done.append(
                {
                    "number": batch.number,
                    "at": place,
                    "when": f"{batch.when:%H:%M}",
                    "why": why(batch, fixing.fixes),
                    "said": texts,
                    "gone": gone,
                    "new": new,
                }
            )

    def _mark(self, checked: Findings, log: Log, change: Change) -> None:
        place = int(log.current_positions(change.table)[change.row])
        if place < 0 or change.field is None:
            return
        column = log.original(change.table).columns.get(change.field)
        read = column.text(change.row) if column is not None else ""
        if read != cells.text(checked, change.table, change.field, place):
            self.was[change.table, place, change.field] = _cell(checked, change, read)


def _one_by_one(log: Log, batch: Batch, text_of: dict[int, str]) -> list[tuple[int, list[str]]]:
    """The changes apart, those that are undone together once."""
    apart, seen = [], set()
    for place in text_of:
        if place not in seen:
            together = [position for position in sorted(log.together(batch, place)) if position in text_of]
            seen.update(together)
            apart.append((place, [text_of[position] for position in together]))
    return apart


def _cell(checked: Findings, change: Change, value: str) -> cells.Cell:
    full, short = cells.meaning(change.table, change.field or "", value, checked.year)
    return {"value": value, "meaning": full, "short": short}


def _said(checked: Findings, log: Log, change: Change) -> str:
    """ "Home postcode B91 9FF is now B29 5QD (Episodes, line 1,498)"."""
    read = log.original(change.table)
    place = labels.table_label(change.table)
    if read.line is not None:
        place += f", line {int(read.line[change.row]):,}"
    if change.field is None:
        return f"{place} removed"
    before, after = (cells.said(_cell(checked, change, text)) for text in (change.before, change.after or ""))
    return f"{labels.field_label(change.table, change.field)} {before} is now {after} ({place})"
