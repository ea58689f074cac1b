"""What is said of single findings beyond the rules: not due yet, accepted with a note, new or still there since a saved
check.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import TypedDict

import numpy as np

from check903.engine.findings import Findings
from check903.findings import comparison
from check903.findings.labels import STATUSES
from check903.model.arrays import once_each
from check903.model.rows import Rows
from check903.model.text import long_date
from check903.reading.saved_check import Key, SavedCheck

NO_TEAM = "No team known"


class Said(TypedDict):
    """What is said of a finding: any of later, new, still, accepted; and the note with which it was accepted."""

    status: list[str]
    note: str


class RuleSince(TypedDict):
    """What became of a rule's errors since a saved check."""

    label: str
    fixed: int
    new: int
    still: int


class StatusCount(TypedDict):
    """How many errors have a status."""

    status: str
    label: str
    errors: int


class NotDue(TypedDict):
    """Why errors of some rules are not due yet."""

    reason: str
    rules: list[str]


class Statuses(TypedDict):
    """`later_rules`: codes of which no error is due."""

    as_at: str
    statuses: list[StatusCount]
    not_due: list[NotDue]
    later_rules: list[str]


class Status:
    """What is known of a check's findings one by one.

    as_at     the day on which the user stands; while it is before the year's end, errors that settle by then are not
              due yet
    accepted  key -> note, of errors that can't be fixed
    before    the saved check to compare with, or None
    teams     child -> team, of the list of workers
    """

    def __init__(
        self,
        checked: Findings,
        as_at: dt.date,
        accepted: dict[Key, str],
        before: SavedCheck | None = None,
        teams: Mapping[str, str] | None = None,
    ):
        self._checked, self.as_at, self.notes, self.before = checked, as_at, accepted, before
        self._teams = teams or {}

    def team(self, child: str) -> str:
        """The team that has a child, or `NO_TEAM`."""
        return self._teams.get(child) or NO_TEAM

    @cached_property
    def keys(self) -> list[Key]:
        """The key by which each finding is known again."""
        return comparison.keys(self._checked)

    @cached_property
    def not_due(self) -> np.ndarray:
        """True for findings that are not due yet."""
        checked, not_due = self._checked, np.zeros(len(self._checked), bool)
        if self.as_at >= checked.r.collection.end:
            return not_due
        for rule, table, part in checked.groups:
            if rule.not_due and rule.due is not None:
                rows = Rows(checked.rows(table).base, checked.row[part])
                not_due[part] = np.datetime64(self.as_at, "D") < rule.due(checked.r, rows)
        return not_due

    @cached_property
    def accepted(self) -> np.ndarray:
        """True for findings accepted with a note."""
        if not self.notes:
            return np.zeros(len(self._checked), bool)
        return np.fromiter((key in self.notes for key in self.keys), bool, len(self._checked))

    def accepted_in(self, other: Findings, positions: np.ndarray) -> np.ndarray:
        """Which of the findings of another check of the return, at these positions, are accepted: bool for each."""
        if not self.notes or not len(positions):
            return np.zeros(len(positions), bool)
        of_children = np.flatnonzero(np.isin(other.child, other.child[positions]))
        known = [key in self.notes for key in comparison.keys(other, of_children)]
        return np.isin(positions, of_children[np.array(known, bool)])

    @cached_property
    def comparison(self) -> comparison.Comparison | None:
        """What became of the saved check's findings; None without one that holds findings."""
        if self.before is None or self.before.findings is None:
            return None
        return comparison.compare(self.before, self.keys)

    def with_status(self, status: str) -> np.ndarray:
        """True for the findings of a status, one of `STATUSES`; none have a status that the check can't tell."""
        if status == "later":
            return self.not_due
        if status == "due":
            return ~self.not_due
        if status == "accepted":
            return self.accepted
        if self.comparison is None or status not in STATUSES:
            return np.zeros(len(self._checked), bool)
        return self.comparison.unchanged if status == "still" else ~self.comparison.unchanged

    def accept(self, findings: np.ndarray, note: str) -> None:
        """Accept these findings (positions) with a note; a blank note takes the acceptance back."""
        self.__dict__.pop("accepted", None)
        for number in findings.tolist():
            if note:
                self.notes[self.keys[number]] = note
            else:
                self.notes.pop(self.keys[number], None)

    def note(self, finding: int) -> str:
        """The note with which a finding was accepted, or ""."""
        return self.notes.get(self.keys[finding], "") if self.notes else ""

    def statuses(self, finding: int) -> list[str]:
        """What is to be said of a finding beside its rule, of `STATUSES`: most have nothing, and "due" is not said."""
        statuses = ["later"] if self.not_due[finding] else []
        if self.comparison is not None:
            statuses.append("still" if self.comparison.unchanged[finding] else "new")
        return statuses + (["accepted"] if self.note(finding) else [])

    def since(self, code: str) -> RuleSince | None:
        """How many errors of a rule are fixed, new and still there since the saved check; None without one."""
        if self.comparison is None or self.before is None or self.before.made is None:
            return None
        mask = with_rule(self._checked, code) & ~self.accepted
        still = int((mask & self.comparison.unchanged).sum())
        return {
            "label": long_date(self.before.made.date()),
            "fixed": sum(key[0] == code for key in self.fixed),
            "new": int(mask.sum()) - still,
            "still": still,
        }

    @cached_property
    def fixed(self) -> list[Key]:
        """The saved check's findings that are gone, but for those accepted there."""
        if self.comparison is None or self.before is None:
            return []
        return [key for key in self.comparison.fixed if key not in self.before.accepted]


def with_rule(checked: Findings, code: str) -> np.ndarray:
    """True for the findings of a rule."""
    return checked.rule == checked.rule_numbers.get(code, -1)


def status_of(checked: Findings, finding: int) -> Said:
    """{status, note} of one finding, for the lists that show it."""
    status = checked.status
    return {"status": status.statuses(finding), "note": status.note(finding)} if status else {"status": [], "note": ""}


def overview(checked: Findings, mask: np.ndarray) -> Statuses:
    """How many of the findings are due now, not due yet, accepted (in no other number); and why some are not due yet.
    `mask`: those that a filter leaves, accepted ones too.
    """
    known, accepted = checked.status, mask & checked.status.accepted
    mask = mask & ~accepted
    not_due = once_each(checked.rule[mask & known.not_due]).tolist()
    reasons: dict[str, list[str]] = {}
    for number in not_due:
        reasons.setdefault(checked.rules[number].not_due, []).append(checked.rules[number].code)
    due = set(once_each(checked.rule[mask & ~known.not_due]).tolist())
    return {
        "as_at": known.as_at.isoformat(),
        "statuses": [
            {"status": status, "label": STATUSES[status], "errors": int(of.sum())}
            for status, of in (("due", mask & ~known.not_due), ("later", mask & known.not_due), ("accepted", accepted))
        ],
        "not_due": [{"reason": reason, "rules": codes} for reason, codes in reasons.items()],
        "later_rules": [checked.rules[number].code for number in not_due if number not in due],
    }
