"""A change log as plain values, and which of it can be made again: after another check, or in a new session that read
the same files.

A row is known again by its file, its place among the file's rows and its CHILD. Its place in the whole table won't do:
other files shift it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from check903.corrections.changes import Batch, Log
from check903.model.change import Change
from check903.model.table import Table


def plain(log: Log) -> dict:
    """The log in values that JSON can hold. `layout`: table -> [file, how many rows], in order; a change ends with the
    CHILD of its row.
    """
    return {
        "layout": {name: [[file, rows] for (file, _), _, rows in _runs(log.read(name))] for name in log.tables},
        "batches": [
            {
                "number": batch.number,
                "fix": batch.fix,
                "column": batch.column,
                "when": batch.when.isoformat(),
                "tied": batch.tied,
                "undone": sorted(batch.undone),
                "changes": [
                    [
                        change.table,
                        change.row,
                        change.field,
                        change.before,
                        change.after,
                        _child(log.read(change.table), change.row),
                    ]
                    for change in batch.changes
                ],
            }
            for batch in log.batches
        ],
    }


def fitting(log: Log, kept: dict) -> tuple[list[Batch], int]:
    """The batches of a log made `plain` as they fit the tables of `log`, and how many of their changes don't.

    Where a change does not fit, the others that its batch makes in the same row are left out too: they belong together.
    """
    moved = {name: _moved(runs, log.read(name)) for name, runs in kept["layout"].items() if name in log.tables}
    held: dict[tuple, set[str]] = defaultdict(set)  # what the log has put into a cell so far, undone or not
    batches, dropped = [], 0
    for one in kept["batches"]:
        found = [(_change(moved, *values), values[-1]) for values in one["changes"]]
        unfit = {(change.table, change.row) for change, child in found if not _fits(log, change, child, held)}
        kept_at = [at for at, (change, _) in enumerate(found) if (change.table, change.row) not in unfit]
        changes = tuple(found[at][0] for at in kept_at)
        dropped += len(found) - len(changes)
        for change in changes:
            held[change.table, change.row, change.field].add(change.after)
        if changes:
            batches.append(
                Batch(
                    one["number"],
                    dt.datetime.fromisoformat(one["when"]),
                    changes,
                    one["fix"],
                    one["column"],
                    one["tied"],
                    {new for new, at in enumerate(kept_at) if at in set(one["undone"])},
                )
            )
    return batches, dropped


def _runs(table: Table) -> Iterator[tuple[tuple[str, int], int, int]]:
    """((file, which of several with its name), first row, rows) of each file's rows in the table."""
    file = np.zeros(len(table), int) if table.file is None else table.file
    starts = np.flatnonzero(np.diff(file, prepend=-1))
    seen: Counter = Counter()
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(table)]):
        name = "" if table.file is None else table.files[file[start]]
        yield (name, seen[name]), start, end - start
        seen[name] += 1


def _moved(before: list[list], table: Table) -> np.ndarray:
    """Where each row of a table of that layout stands in `table`; -1: its file is not there, or has fewer rows."""
    now = {key: (start, rows) for key, start, rows in _runs(table)}
    seen: Counter = Counter()
    places = []
    for name, rows in before:
        start, there = now.get((name, seen[name]), (0, 0))
        seen[name] += 1
        place = np.arange(rows)
        places.append(np.where(place < there, start + place, -1))
    return np.concatenate(places) if places else np.zeros(0, int)


def _change(
    moved: dict[str, np.ndarray], table: str, row: int, field: str | None, before: str, after: str, _: str
) -> Change:
    return Change(table, int(moved[table][row]) if table in moved else -1, field, before, after)


def _fits(log: Log, change: Change, child: str, held: dict[tuple, set[str]]) -> bool:
    """Whether the row is the same child's, and the cell holds, as read or by an earlier batch, what the change is
    about.
    """
    if change.row < 0 or _child(log.read(change.table), change.row) != child:
        return False
    column = log.read(change.table).columns.get(change.field or "")
    as_read = ("",) if column is None else (column.text(change.row), column.text_written(change.row))
    return (
        change.field is None
        or change.before in as_read
        or change.before in held[change.table, change.row, change.field]
    )


def _child(table: Table, row: int) -> str:
    column = table.columns.get("CHILD")
    return "" if column is None else column.text(row)
