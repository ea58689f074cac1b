"""The place Fix: which rules' errors can be fixed together, and what was changed. `views.plan` has the plan."""

from __future__ import annotations

from collections import Counter
from typing import TypedDict

import numpy as np

from check903.corrections.changes import Batch
from check903.corrections.corrections import Corrections, Step
from check903.corrections.labels import why
from check903.engine.findings import Findings
from check903.findings import cells
from check903.findings.labels import FieldLabel, RuleCount, field_label, joined, table_label
from check903.model.arrays import once_each
from check903.model.change import Change
from check903.model.table import Table
from check903.reading import LoadedFiles
from check903.reference import codes, schema


class FixOffer(TypedDict):
    """A fix with something to propose. `rules`: its rules that have errors; `of_rows`: how many rows the changes are
    in.
    """

    key: str
    title: str
    safe: bool
    rules: list[str]
    count: int
    of_rows: int


class FixKind(TypedDict):
    """The fix of a batch."""

    key: str
    safe: bool


class Logged(TypedDict):
    """A batch of the log. `by`: fix, column, cell; `undone`: how many of its changes; `child`, `before`, `after`: where
    they are the same in all.
    """

    offer: FixKind | None
    number: int
    when: str
    by: str
    why: str
    undone: int
    changes: int
    where: str
    child: str | None
    before: str | None
    after: str | None
    removed: bool
    gone: int
    new: int


class Renamed(TypedDict):
    """A column that corrected files call by its right name, as the user answered."""

    file: str
    label: str
    written: str
    column: str


class NoFixes(TypedDict):
    """Before a check."""

    checked: bool
    offers: list[FixOffer]
    log: list[Logged]
    changes: int
    undone: int


class FixState(NoFixes):
    """What is proposed, and the change log, newest first."""

    files_changed: int
    renamed: list[Renamed]


class Fixes(FixState):
    """`dropped`: changes of an earlier log that don't fit these files."""

    dropped: int


class CodeMeaning(TypedDict):
    """A code."""

    code: str
    meaning: str


class FixField(FieldLabel):
    """A column that can be changed by hand; no codes: any text."""

    type: str
    codes: list[CodeMeaning]


class KeyCell(TypedDict):
    """What tells a row from the child's others."""

    label: str
    value: str


class ChangeRow(TypedDict):
    """A change. `after` None: the row is taken out."""

    child: str
    table: str
    label: str
    file: str
    line: int | None
    key: KeyCell | None
    field: str | None
    field_label: str
    before: cells.Cell
    after: cells.Cell | None


class Outcome(TypedDict):
    """What a step did: how many changes, and which errors went and came. `number`: of its batch."""

    number: int | None
    changes: int
    gone: int
    new: int
    gone_rules: list[RuleCount]
    new_rules: list[RuleCount]


class LoggedChange(ChangeRow):
    """A change of a batch. `together`: how many are undone with it."""

    at: int
    undone: bool
    together: int


class LoggedChanges(TypedDict):
    """A page of the changes of a batch."""

    number: int
    total: int
    rows: list[LoggedChange]


def fix(fixing: Corrections, loaded: LoadedFiles) -> FixState:
    """What is proposed, and the change log, newest first; `renamed` has the columns that corrected files call by their
    right name, as the user answered.
    """
    found = {fixing.result.rules[number].code for number in once_each(fixing.result.rule).tolist()}
    offers: list[FixOffer] = [
        {
            "key": fix.key,
            "title": fix.title,
            "safe": fix.safe,
            "rules": [code for code in fix.rules if code in found],
            "count": count,
            "of_rows": len({(change.table, change.row) for change in fixing.proposed(fix.key)}),
        }
        for fix, count in fixing.offers()
    ]
    in_force, renamed = fixing.log.changes(), _renamed(loaded)
    return {
        "checked": True,
        "offers": offers,
        "log": [_logged(fixing, batch) for batch in reversed(fixing.log.batches)],
        "changes": len(in_force),
        "undone": sum(len(batch.undone) for batch in fixing.log.batches),
        "files_changed": len(
            {_file(fixing, change) for _, change in in_force} | {column["file"] for column in renamed}
        ),
        "renamed": renamed,
    }


def _renamed(loaded: LoadedFiles) -> list[Renamed]:
    reads = {file.id: file.read for file in loaded.files}
    parts = [
        (reads[file].name, reads[file].parts[number])
        for (file, number), assignment in loaded.assignments().items()
        if assignment.role == "this"
    ]
    return [
        {"file": file, "label": table_label(part.table_name), "written": part.grid.names[position], "column": column}
        for file, part in parts
        for position, column in part.renamed.items()
    ]


def fields(table: str, year: int) -> list[FixField]:
    """The columns of a table that can be changed by hand, with the codes that each may hold that year (none: any
    text).
    """
    return [
        {"field": column.name, "label": column.label, "type": column.type, "codes": _codes(column, year)}
        for column in schema.TABLES[table].columns
        if not column.derived and column.name != "CHILD"
    ]


def _codes(column: schema.ColumnSpec, year: int) -> list[CodeMeaning]:
    """None for a column whose list has only what stands in place of a number (UN1, XXXXXXX)."""
    listed = column.codes if column.type == "code" else None
    return (
        [{"code": code, "meaning": codes.meaning(listed, code, year)} for code in codes.in_order(listed, year)]
        if listed
        else []
    )


def _file(fixing: Corrections, change: Change) -> str:
    return _label(fixing.log.original(change.table), change.row).split(", sheet ")[0]


def _change(fixing: Corrections, checked: Findings, change: Change) -> ChangeRow:
    read = fixing.log.original(change.table)
    order = schema.TABLES[change.table].order
    return {
        "child": fixing.log.child(change),
        "table": change.table,
        "label": table_label(change.table),
        "file": _label(read, change.row),
        "line": None if read.line is None else int(read.line[change.row]),
        "key": (
            {"label": field_label(change.table, order[0]), "value": read.columns[order[0]].text(change.row)}
            if order and order[0] in read.columns
            else None
        ),
        "field": change.field,
        "field_label": field_label(change.table, change.field) if change.field else "",
        "before": _cell(checked, change, change.before),
        "after": _cell(checked, change, change.after) if change.field else None,
    }


def _label(read: Table, row: int) -> str:
    return "" if read.file is None else read.files[read.file[row]]


def _cell(checked: Findings, change: Change, value: str) -> cells.Cell:
    full, short = cells.meaning(change.table, change.field, value, checked.year) if change.field else ("", "")
    return {"value": value, "meaning": full, "short": short}


def outcome(step: Step, changes: int, number: int | None = None) -> Outcome:
    """What a step did: how many changes, and which errors went and came, by rule."""
    return {
        "number": number,
        "changes": changes,
        "gone": len(step.gone),
        "new": len(step.new),
        "gone_rules": _by_rule(step, step.gone),
        "new_rules": _by_rule(step, step.new),
    }


def _by_rule(step: Step, keys: np.ndarray) -> list[RuleCount]:
    rules = step.result.rules
    return [
        {"code": rules[number].code, "title": rules[number].title, "errors": count}
        for number, count in Counter(keys[:, 0].tolist()).most_common()
    ]


def _logged(fixing: Corrections, batch: Batch) -> Logged:
    gone, new = fixing.outcomes.get(batch.number, (0, 0))
    first = batch.changes[0]
    tables = list(dict.fromkeys(change.table for change in batch.changes))
    fields = list(dict.fromkeys(change.field for change in batch.changes if change.field))
    same = len({(change.before, change.after, change.field) for change in batch.changes}) == 1
    children = {fixing.log.child(change) for change in batch.changes}
    kind = fixing.fixes.get(batch.fix or "")
    return {
        "offer": {"key": kind.key, "safe": kind.safe} if kind else None,
        "number": batch.number,
        "when": f"{batch.when:%H:%M}",
        "by": "fix" if batch.fix else "column" if batch.column else "cell",
        "why": why(batch, fixing.fixes),
        "undone": len(batch.undone),
        "changes": len(batch.changes),
        "where": f"{joined(tables)}, {joined(fields)}" if fields else f"{joined(tables)}, {len(batch.changes):,} rows",
        "child": children.pop() if len(children) == 1 else None,
        "before": first.before if same and first.field else None,
        "after": first.after if same and first.field else None,
        "removed": first.field is None,
        "gone": gone,
        "new": new,
    }


def logged_changes(fixing: Corrections, checked: Findings, number: int, page: int = 0, size: int = 50) -> LoggedChanges:
    """The single changes of a batch; `at` is a change's place in it, `together` how many are undone with it. ValueError
    if there is no such batch.
    """
    batch = next((batch for batch in fixing.log.batches if batch.number == number), None)
    if batch is None:
        raise ValueError(f"there is no step {number} in the change log")
    shown = range(page * size, min((page + 1) * size, len(batch.changes)))
    return {
        "number": number,
        "total": len(batch.changes),
        "rows": [
            {
                "at": place,
                "undone": place in batch.undone,
                "together": len(fixing.log.together(batch, place)),
                **_change(fixing, checked, batch.changes[place]),
            }
            for place in shown
        ],
    }
