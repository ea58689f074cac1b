"""The work file that was dropped in: what is in it, how much of it fits these files, and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from check903.corrections import replay
from check903.corrections.replay import Unfit
from check903.findings import labels
from check903.model.table import Table
from check903.model.text import long_date
from check903.reading import LoadedFiles
from check903.reading.loaded_files import LoadedFile
from check903.reading.phrases import count
from check903.reading.work import KeptFile, Work
from check903.reading.work_loaded import cells
from check903.reference import authorities, schema

MOST = 200  # rows on the screen; the list to download has all
SAID = {
    replay.DONE: "Put right in your system already",
    replay.OTHER: "Another value stands there now",
    replay.GONE: "The row is no longer there",
}


class UnfitChange(TypedDict):
    """A change that doesn't fit. `why`: done, other or gone; `before`, `after`: "" for blank; `field`: "" where the row
    was removed; `now`: what stands there, in words.
    """

    number: int
    why: str
    child: str
    where: str
    field: str
    before: str
    after: str
    now: str


class UnfitGroup(TypedDict):
    """The changes that don't fit for one reason. `total`: how many, of which `rows` may be only the first."""

    why: str
    label: str
    total: int
    rows: list[UnfitChange]


class YourWork(TypedDict):
    """A work file. `day`: "25 November 2026" or ""; `fits`: None while no table of this year is here; `again`: how many
    are made although another value stands there; `choices`: it holds some on lists, letters or ticks; `made`: whether a
    check has made it again; `without`: it is left out.
    """

    file: int
    name: str
    day: str
    council: str
    council_name: str
    year: int
    changes: int
    notes: int
    answers: int
    choices: bool
    has_check: bool
    fits: int | None
    unfit: list[UnfitGroup]
    again: int
    made: bool
    without: bool


def your_work(loaded: LoadedFiles) -> YourWork | None:
    """The newest work file among the files; None if there is none."""
    part = loaded.work
    if part is None:
        return None
    work, state, tables = part.work, loaded.work_state, loaded.this_year
    fitted = replay.replay(tables, work.batches, cells(part, state))
    groups = _groups(fitted.unfit, tables)
    return {
        "file": part.file,
        "name": part.name,
        "day": day_of(work),
        "council": work.council,
        "council_name": authorities.name(work.council),
        "year": work.year,
        "changes": fitted.total,
        "notes": len(work.accepted),
        "answers": len(work.loaded.answers),
        "choices": bool(work.choices),
        "has_check": work.check is not None,
        "fits": fitted.total - len(fitted.unfit) if tables else None,
        "unfit": groups if tables else [],
        "again": sum(digest == part.digest for digest, _ in state.again),
        "made": part.digest in state.made,
        "without": state.without,
    }


def day_of(work: Work) -> str:
    """ "25 November 2026", or ""."""
    saved_at = work.made or (work.check.made if work.check else None)
    return long_date(saved_at.date()) if saved_at else ""


def unfit_changes(loaded: LoadedFiles) -> Iterator[tuple[str, UnfitChange]]:
    """(why in words, change) of each change of the work file that doesn't fit."""
    if part := loaded.work:
        fitted = replay.replay(loaded.this_year, part.work.batches, cells(part, loaded.work_state))
        for why, label in SAID.items():
            yield from ((label, _change(misfit, loaded.this_year)) for misfit in fitted.unfit if misfit.why == why)


def _groups(unfit: list[Unfit], tables: dict[str, Table]) -> list[UnfitGroup]:
    groups: list[UnfitGroup] = []
    for why, label in SAID.items():
        of_reason = [misfit for misfit in unfit if misfit.why == why]
        if of_reason:
            rows = [_change(misfit, tables) for misfit in of_reason[:MOST]]
            groups.append({"why": why, "label": label, "total": len(of_reason), "rows": rows})
    return groups


def _change(misfit: Unfit, tables: dict[str, Table]) -> UnfitChange:
    change = misfit.net.first
    table = tables.get(change.table)
    return {
        "number": misfit.number,
        "why": misfit.why,
        "child": change.child,
        "where": _where(misfit, table),
        "field": labels.said_label(change.table, change.field) if change.field else "",
        "before": change.before if change.field else "",
        "after": misfit.net.after,
        "now": _now(misfit, table),
    }


def _where(misfit: Unfit, table: Table | None) -> str:
    """ "Episodes, line 124" in this extract, or "Missing, start 03/07/2026" where there is no such row."""
    change = misfit.net.first
    if table is not None and misfit.row >= 0 and table.line is not None:
        return f"{change.table}, line {int(table.line[misfit.row]):,}"
    order = schema.TABLES[change.table].order
    date = change.own.split(" ")[0]
    label = labels.field_label(change.table, order[0]) if order and date else ""
    return f"{change.table}, {label[:1].lower()}{label[1:]} {date}" if label else change.table


def _now(misfit: Unfit, table: Table | None) -> str:
    if table is None:
        return f"no {misfit.net.first.table} here"
    if misfit.row < 0:
        return misfit.net.after or "blank" if misfit.why == replay.DONE else "no such row"
    return misfit.now or "blank"


def since(file: LoadedFile, work: Work) -> Iterator[str]:
    """A sentence on a file beside the one that the work was done on: no more than its name, rows and digest tell."""
    on = f"on {day_of(work).rpartition(' ')[0]}" if day_of(work) else "when you saved your work"
    if any(earlier.digest == file.read.digest for earlier in work.loaded.files if earlier.digest):
        yield f"The same file as {on}."
        return
    known = [earlier for earlier in work.loaded.files if _name(earlier.name) == _name(file.read.name)]
    if len(known) == 1 and any(part.kind == "table" for part in file.read.parts):
        yield _more(known[0], sum(part.rows for part in file.read.parts), on)


def _more(before: KeptFile, rows: int, on: str) -> str:
    more = rows - before.rows
    if not more:
        return f"As many rows as {on}."
    return f"{count(abs(more), 'row')} {'more' if more > 0 else 'fewer'} than {on}."


def _name(name: str) -> str:
    """The file's own name, whatever folder it lies in."""
    return name.replace("\\", "/").split(" > ")[-1].rpartition("/")[2].lower()
