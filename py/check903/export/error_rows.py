"""The errors as rows of a file: what the rule saw in columns, and what an analyst filters by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import numpy as np

from check903.engine import CATEGORIES, SEVERITIES, Rule
from check903.engine.findings import Findings
from check903.export.evidence_texts import evidence
from check903.findings import causes, labels, seen
from check903.findings.search import Filter, matching
from check903.findings.sorting import in_order
from check903.findings.status import Status
from check903.findings.worklists import Person, people, social_worker
from check903.model.table import Table
from check903.wording.declared import WHO

COLUMNS = {  # of an error -> width
    "No.": 7,
    "Child": 12,
    "Rule": 8,
    "What is wrong": 44,
    "Severity": 10,
    "Category": 22,
    "Due": 12,
    "Status": 12,
    "Accepted note": 30,
    "Worker": 16,
    "Team": 16,
    "Who can put it right": 20,
    "Cause no.": 10,
    "Cause": 44,
    "Table": 20,
    "File": 30,
    "Line": 8,
    "Column at fault": 26,
    "Value at fault": 20,
    "Row at fault": 50,
    "Compared with": 30,
    "Compared values": 44,
    "What the rule saw": 60,
    "How to fix it": 50,
}
KEPT_IN_SIGHT = 3  # columns that stay when a sheet is scrolled to the right
AT_ONCE = 5_000  # errors whose words are held at a time


def errors(
    checked: Findings, asked: Filter | None = None, sort: str = "", workers: Table | None = None
) -> Iterator[tuple]:
    """A row per error that the filter leaves, see COLUMNS. `workers`: the user's own list."""
    known, status, whose = causes.of(checked), StatusTexts(checked), Whose(checked, workers)
    number = count(1)
    for part in parts(in_order(checked, matching(checked, asked), sort)):
        cause = known.number[part]
        told = zip(part.tolist(), cause.tolist(), known.titles(cause), seen.who(checked, part), evidence(checked, part))
        for finding, cause_number, title, who, saw in told:
            rule, table = checked.rules[checked.rule[finding]], checked.tables[checked.table[finding]]
            yield (
                next(number),
                checked.child_id(int(checked.child[finding])),
                rule.code,
                rule.title,
                *sort_of(rule),
                status.due(finding),
                status.status(finding),
                status.note(finding),
                *whose.of(finding),
                WHO[who],
                int(known.task[cause_number]) + 1,
                title,
                labels.table_label(table),
                *checked.place(table, int(checked.row[finding])),
                saw.column,
                saw.value,
                saw.row,
                saw.compared,
                saw.values,
                saw.sentence,
                labels.sentence(rule.fix),
            )


def parts(positions: np.ndarray) -> Iterator[np.ndarray]:
    """The positions, so many at a time that their words find room."""
    return (positions[start : start + AT_ONCE] for start in range(0, len(positions), AT_ONCE))


def sort_of(rule: Rule) -> tuple[str, str]:
    """The rule's severity and category."""
    return SEVERITIES[rule.severity], CATEGORIES[rule.category]


class StatusTexts:
    """What is known of single findings. Of a check without a status only whether they are due is."""

    def __init__(self, checked: Findings):
        self._status = checked.status or Status(checked, checked.as_at, {})

    def due(self, finding: int) -> str:
        """ "Due now" or "Not due yet"."""
        return labels.STATUSES["later" if self._status.not_due[finding] else "due"]

    def status(self, finding: int) -> str:
        """ "Accepted"; else "New" or "Still there" beside a saved check, "Open" without one."""
        known = self._status.statuses(finding)
        return next((labels.STATUSES[status] for status in ("accepted", "new", "still") if status in known), "Open")

    def note(self, finding: int) -> str:
        """The note with which it was accepted, or ""."""
        return self._status.note(finding)


class Whose:
    """Who works with a child: as the user's own list says, else the social worker episodes."""

    def __init__(self, checked: Findings, workers: Table | None):
        self._checked, self._given = checked, people(workers)

    def of(self, finding: int) -> tuple[str, str]:
        """(worker, team), "" where not known."""
        person = self._given.get(self._checked.child_id(int(self._checked.child[finding])), Person())
        return person.worker or social_worker(self._checked, finding), person.team
