"""One child: facts, numbered errors as things to do, time line, and all rows with the cells at fault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, final

import numpy as np

from check903.corrections.corrections import Corrections
from check903.engine.findings import Findings
from check903.findings import cells, labels
from check903.findings.errors import Numbered, numbered
from check903.findings.status import status_of
from check903.reference import schema
from check903.views.causes import InLetters, Thing, things
from check903.views.child_changes import ChildChanges, Done
from check903.views.facts import Fact, facts
from check903.views.timeline import Timeline, timeline

Was = Mapping[tuple[str, int, str], cells.Cell]


class ChildError(TypedDict):
    """An error of the child: `n` from 1 on, those with one cause after each other. What it says is in `things`."""

    n: int
    status: list[str]


class MarkedCell(cells.Cell):
    """A cell. `errors`: those in which it is at fault, also of a row that was compared; `read`: a rule looked at it;
    `was`: what the file holds, where it was changed.
    """

    errors: list[int]
    read: bool
    was: cells.Cell | None


class RowNote(labels.RuleName):
    """An error of the row itself."""

    n: int


class ChildRecord(TypedDict):
    """A row. `at`: its position in its table (of last year where `last`); `marks`: the errors of the row in which no
    one cell is known to be at fault.
    """

    file: str
    line: int | None
    last: bool
    at: int
    marks: list[int]
    cells: list[MarkedCell]
    notes: list[RowNote]


class ChildTable(TypedDict):
    """The child's rows of a table."""

    table: str
    label: str
    row: str
    files: list[str]
    columns: list[labels.FieldLabel]
    rows: list[ChildRecord]


class _Asked(TypedDict):
    """Whether there is a child with that id."""

    child: str
    found: bool


@final
class NoChild(_Asked):
    """There is none."""


class Child(_Asked):
    """A child. `timeline`: None where no date is known; `done`: what was changed, newest first."""

    facts: list[Fact]
    errors: list[ChildError]
    things: list[Thing]
    timeline: Timeline | None
    tables: list[ChildTable]
    done: list[Done]


def child(
    checked: Findings, id: str, fixing: Corrections | None = None, letters: InLetters | None = None
) -> Child | NoChild:
    """The child with that id. `fixing` offers the fixes and knows what was changed; `letters` says which cause is in
    whose letter.
    """
    number = checked.child_numbers.get(str(id))
    if number is None:
        return {"child": str(id), "found": False}
    errors, changes = numbered(checked, number), ChildChanges(checked, str(id), fixing)
    return {
        "child": str(id),
        "found": True,
        "facts": facts(checked, number, min(checked.as_at, checked.r.collection.end)),
        "errors": [{"n": error.n, "status": status_of(checked, error.finding)["status"]} for error in errors],
        "things": things(checked, errors, fixing, letters),
        "timeline": timeline(checked, number, errors, changes.was),
        "tables": tables(checked, number, errors, changes.was),
        "done": changes.done,
    }


# -- the rows ---------------------------------------------------------------------------------------------------------


def tables(checked: Findings, number: int, errors: list[Numbered], was: Was) -> list[ChildTable]:
    """The child's rows of this year, with last year's where an error or the time line needs them before them."""
    by_row: dict[tuple[str, int], list[Numbered]] = {}
    for error in errors:
        for place in error.at_fault:
            by_row.setdefault(place, []).append(error)
    last = _last_year(checked, number, errors)
    shown = []
    for name, spec in schema.TABLES.items():
        before = schema.last_years(name)
        rows = [(before, row) for row in _sorted(checked, before, last.get(name, set()))]
        rows += [(name, row) for row in _sorted(checked, name, _rows(checked, name, number))]
        if rows:
            shown.append(_table(checked, spec, rows, by_row, was))
    return shown


def _rows(checked: Findings, table: str, number: int) -> set[int]:
    return set(checked.rows_of(table, number).tolist()) if table in checked.r.loaded else set()


def _sorted(checked: Findings, table: str, rows: set[int]) -> list[int]:
    """Rows in the table's own order, undated ones last, ties as in the file."""
    positions = np.array(sorted(rows), np.int64)
    dates = [getattr(checked.rows(table), key).value[positions] for key in schema.spec_of(table).order]
    return positions[
        np.lexsort([positions, *reversed([np.where(np.isnat(day), np.datetime64("9999-12-31"), day) for day in dates])])
    ].tolist()


def _last_year(checked: Findings, number: int, errors: list[Numbered]) -> dict[str, set[int]]:
    """Last year's rows worth showing: with an error, compared with a row that has one, and the episode that was left
    open.
    """
    shown: dict[str, set[int]] = {}
    for error in errors:
        if schema.is_last_years(error.table):
            shown.setdefault(schema.this_years(error.table), set()).add(error.row)
        for table, row, _ in error.seen.beside:
            if schema.is_last_years(table):
                shown.setdefault(schema.this_years(table), set()).add(row)
    for row in _rows(checked, "Episodes_last", number):
        if not cells.text(checked, "Episodes_last", "DEC", row):
            shown.setdefault("Episodes", set()).add(row)
    return shown


def _table(
    checked: Findings, spec: schema.TableSpec, rows: list[tuple[str, int]], by_row: dict, was: Was
) -> ChildTable:
    errors = [error for place in rows for error in by_row.get(place, [])]
    fields = _fields(checked, spec, {name for name, _ in rows}, errors)
    files = [checked.place(*place)[0] for place in rows if not schema.is_last_years(place[0])]
    return {
        "table": spec.name,
        "label": spec.label,
        "row": spec.row,
        "files": list(dict.fromkeys(filter(None, files))),
        "columns": [{"field": field, "label": spec.column(field).label} for field in fields],
        "rows": [_row(checked, table, row, fields, by_row.get((table, row), []), was) for table, row in rows],
    }


def _fields(checked: Findings, spec: schema.TableSpec, tables: set[str], errors: list[Numbered]) -> list[str]:
    """The columns that the files hold or that were worked out, and those at fault. The child's id stands above
    already.
    """
    wrong = {field for error in errors for field in error.rule.fields_in(error.table)}
    wrong |= {
        field
        for error in errors
        for (table, _), at_fault in error.at_fault.items()
        if table in tables
        for field in at_fault
    }
    there = {column.name for column in spec.columns for table in tables if checked.r.has_column(table, column.name)}
    return [
        column.name
        for column in spec.columns
        if column.name in wrong or (column.name in there and column.name != "CHILD")
    ]


def _row(checked: Findings, table: str, row: int, fields: list[str], errors: list[Numbered], was: Was) -> ChildRecord:
    """A row: `errors` of a cell are those in which it is at fault, `read` says that a rule looked at it, `marks` are
    the errors without such a cell.
    """
    file, line = checked.place(table, row)
    row_errors = [error for error in errors if (error.table, error.row) == (table, row)]
    read = {field for error in row_errors for field in error.rule.fields_in(table)}
    at_fault = {field: [error.n for error in errors if field in error.at_fault[table, row]] for field in fields}
    return {
        "file": file,
        "line": line,
        "last": schema.is_last_years(table),
        "at": row,
        "marks": [error.n for error in row_errors if not any(error.at_fault.values())],
        "cells": [
            {
                **cells.cell(checked, table, field, row),
                "errors": at_fault[field],
                "read": field in read,
                "was": was.get((table, row, field)),
            }
            for field in fields
        ],
        "notes": [{"n": error.n, "code": error.rule.code, "title": error.rule.title} for error in row_errors],
    }
