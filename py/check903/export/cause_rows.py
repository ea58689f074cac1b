"""The things to fix as rows of a file: one for each cause, and one for a value that is the cause in many records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from check903.engine.findings import Findings
from check903.export.error_rows import StatusTexts, Whose, parts
from check903.export.evidence_texts import Evidence, evidence
from check903.findings import causes, labels
from check903.findings.patterns import Pattern
from check903.findings.search import Filter, matching
from check903.model.table import Table
from check903.wording.declared import WHO

COLUMNS = {
    "Cause no.": 10,
    "Child": 12,
    "Cause": 50,
    "Due": 12,
    "Status": 12,
    "Worker": 16,
    "Team": 16,
    "Who can put it right": 20,
    "Table": 20,
    "Line": 14,
    "Column at fault": 26,
    "Value at fault": 20,
    "Compared with": 30,
    "Compared values": 44,
    "Errors it makes": 10,
    "Children": 10,
    "Rules": 30,
    "Accepted note": 30,
}
MANY = "several"  # in place of workers, teams or notes that differ
MOST_LINES = 3


@dataclass(frozen=True)
class _Task:
    """A thing to fix: its number, its findings, the one that speaks for it, its title, and who can put it right."""

    number: int
    findings: np.ndarray
    lead: int
    title: str
    who: str
    pattern: Pattern | None


def rows(checked: Findings, asked: Filter | None = None, workers: Table | None = None) -> Iterator[tuple]:
    """A row per thing to fix of the errors that the filter leaves, see COLUMNS; values in many records come first."""
    positions = np.flatnonzero(matching(checked, asked))
    task = causes.of(checked).task[causes.of(checked).number[positions]]
    order = np.argsort(task, kind="stable")
    starts = np.flatnonzero(np.diff(task[order], prepend=-1))
    members = np.split(positions[order], starts[1:])
    status, whose = StatusTexts(checked), Whose(checked, workers)
    for part in parts(np.arange(len(members) if len(positions) else 0)):
        known = _known(checked, [members[n] for n in part.tolist()])
        for item, saw in zip(known, evidence(checked, np.array([item.lead for item in known], int))):
            yield _row(checked, item, saw, status, whose)


def _known(checked: Findings, members: list[np.ndarray]) -> list[_Task]:
    known = causes.of(checked)
    of_cause = known.number[[positions[0] for positions in members]]
    told = zip(members, of_cause.tolist(), known.best(of_cause).tolist(), known.titles(of_cause), known.who(of_cause))
    tasks = []
    for positions, cause, lead, title, who in told:
        pattern = known.patterns[known.pattern[cause]] if known.pattern[cause] >= 0 else None
        task_title = pattern.title if pattern else title
        tasks.append(_Task(int(known.task[cause]) + 1, positions, lead, task_title, WHO[who], pattern))
    return tasks


def _row(checked: Findings, task: _Task, saw: Evidence, status: StatusTexts, whose: Whose) -> tuple:
    positions, pattern = task.findings.tolist(), task.pattern
    children = checked.count_children(task.findings)
    workers, teams = zip(*(whose.of(n) for n in positions))
    column = (pattern.columns, pattern.said or "blank") if pattern else None
    table = pattern.table if pattern else checked.tables[checked.table[task.lead]]
    return (
        task.number,
        "" if pattern else checked.child_id(int(checked.child[task.lead])),
        task.title,
        _first(("Due now", "Not due yet"), map(status.due, positions)),
        _first(("New", "Still there", "Open", "Accepted"), map(status.status, positions)),
        _said(workers),
        _said(teams),
        task.who,
        labels.table_label(table),
        *([""] if pattern else [_lines(checked, table, task.findings)]),
        *(column or (saw.column, saw.value)),
        *(("", "") if pattern else (saw.compared, saw.values)),
        len(positions),
        children,
        ", ".join(dict.fromkeys(checked.rules[number].code for number in checked.rule[task.findings].tolist())),
        _said(map(status.note, positions)),
    )


def _first(order: Iterable[str], statuses: Iterable[str]) -> str:
    """The first of `order` that is said of any of the errors: while one is due, the cause is."""
    known = set(statuses)
    return next(text for text in order if text in known)


def _said(texts: Iterable[str]) -> str:
    known = set(texts) - {""}
    return MANY if len(known) > 1 else "".join(known)


def _lines(checked: Findings, table: str, positions: np.ndarray) -> int | str | None:
    """Where the rows of that table stand: 1498, "1,498 and 1,499", "12, 13, 14 and 2 more"."""
    rows = checked.row[positions][checked.table[positions] == checked.tables.index(table)]
    lines = sorted({line for row in rows.tolist() if (line := checked.place(table, row)[1]) is not None})
    if len(lines) < 2:
        return lines[0] if lines else None
    more = len(lines) - MOST_LINES
    shown = [f"{line:,}" for line in lines[:MOST_LINES]]
    return f"{', '.join(shown)} and {more} more" if more > 0 else labels.joined(shown)
