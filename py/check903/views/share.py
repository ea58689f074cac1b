"""The place Share: lists per person, what changed since a saved check, and figures that name nobody."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from check903.engine.findings import Findings
from check903.findings import comparison, letters
from check903.findings.addresses import is_address
from check903.findings.letters import Head
from check903.findings.roles import DATA
from check903.findings.status import Status
from check903.findings.worklists import Task, Worklist
from check903.model.text import long_date
from check903.reading import saved_check
from check903.reading.saved_check import SavedCheck
from check903.reference import schema


class Named(TypedDict):
    """Whose list it is. `address`: the e-mail address is one; `letter`: False for the data team's own list."""

    who: str
    kind: str
    team: str
    email: str
    address: bool
    letter: bool


class ListRow(Named):
    """A list, as the table of all lists shows it. `local`: points of the council's own rules, in no other count."""

    children: int
    errors: int
    things: int
    local: int


class Lists(TypedDict):
    """The lists, a page of them. `for_data`: things that only the data team can do; `local`: points of local rules."""

    checked: bool
    total: int
    letters: int
    errors: int
    things: int
    local: int
    for_data: int
    rows: list[ListRow]


class Part(TypedDict):
    """A part of a point: "We have", "Problem" or "Please", and its text."""

    heading: str
    text: str


class OnePoint(TypedDict):
    """A point of a letter; `local`: of a council's own rule."""

    title: str
    child: str
    local: bool
    rules: list[str]
    said: list[Part]


class PointInTime(TypedDict):
    """The errors of a day; `per_100`: None where there are no children."""

    label: str
    on: str
    errors: int
    per_100: float | None


class Since(TypedDict):
    """What became of the errors of a saved check, and how many there `was` and were; `accepted` since."""

    label: str
    fixed: int
    new: int
    still: int
    accepted: int
    was: int


class Progress(TypedDict):
    """How the errors went over the saved checks and now, oldest first."""

    points: list[PointInTime]
    since: Since | None


class OtherCheck(TypedDict):
    """A saved check, or another council's figures. `other_rules`: "2025-26" where it used that year's rules and this
    check another's, or "".
    """

    council: str
    year: int
    children: int
    label: str
    other_rules: str


class RuleCompared(comparison.RuleBeside):
    """A rule in two checks."""

    title: str


class Comparison(TypedDict):
    """This check beside another. `under`: counts below it are hidden."""

    other: OtherCheck
    children: int
    rows: list[RuleCompared]
    under: int


class OneLetter(Named):
    """A list in words. `text`: the whole as an e-mail; `previous`, `next`: the lists beside it, "" for none."""

    number: int
    of: int
    previous: str
    next: str
    head: dict[str, str]
    greeting: str
    opening: str
    request: str
    named: str
    thanks: str
    signature: str
    subject: str
    total: int
    errors: int
    children: int
    items: list[OnePoint]
    text: str


NO_LISTS: Lists = {
    "checked": False,
    "total": 0,
    "letters": 0,
    "errors": 0,
    "things": 0,
    "local": 0,
    "for_data": 0,
    "rows": [],
}


def lists(checked: Findings, worklists: list[Worklist], tasks: list[Task], page: int = 0, size: int = 50) -> Lists:
    """The worklists, a page of them. `tasks`: every thing to do."""
    shown = worklists[page * size : (page + 1) * size]
    return {
        "checked": True,
        "total": len(worklists),
        "letters": sum(worklist.is_letter for worklist in worklists),
        "errors": sum(worklist.errors for worklist in worklists),
        "things": sum(len(worklist.tasks) for worklist in worklists),
        "local": sum(len(worklist.local) for worklist in worklists),
        "for_data": sum(task.role == DATA for task in tasks),
        "rows": [
            {
                **_named(worklist),
                "children": worklist.children(checked),
                "errors": worklist.errors,
                "things": len(worklist.tasks),
                "local": len(worklist.local),
            }
            for worklist in shown
        ],
    }


def _named(worklist: Worklist) -> Named:
    return {
        "who": worklist.who,
        "kind": worklist.kind,
        "team": worklist.team,
        "email": worklist.email,
        "address": is_address(worklist.email.strip()),
        "letter": worklist.is_letter,
    }


def one_list(checked: Findings, worklists: list[Worklist], who: str, head: Head, most: int = 50) -> OneLetter:
    """One worklist in words, at most so many points, and the whole as the text of an e-mail. ValueError if there is no
    such list.
    """
    place = next((number for number, worklist in enumerate(worklists) if worklist.who == who), None)
    if place is None:
        raise ValueError(f"there is no list for {who}")
    worklist = worklists[place]
    points = letters.points(checked, worklist)
    return {
        **_named(worklist),
        "number": place + 1,
        "of": len(worklists),
        "previous": worklists[place - 1].who if place else "",
        "next": worklists[place + 1].who if place + 1 < len(worklists) else "",
        "head": {"council": head.council, "sender": head.sender, "contact": head.contact, "day": long_date(head.day)},
        "greeting": letters.greeting(worklist),
        "opening": letters.opening(worklist, worklist.children(checked)),
        "request": letters.request(head),
        "named": letters.named_by_number(),
        "thanks": letters.THANKS,
        "signature": letters.signature(head),
        "subject": letters.subject(head, worklist),
        "total": len(points),
        "errors": worklist.errors,
        "children": worklist.children(checked),
        "items": [
            {
                "title": point.title,
                "child": point.child,
                "local": point.local,
                "rules": list(point.rules),
                "said": [{"heading": heading, "text": text} for heading, text in point.said],
            }
            for point in points[:most]
        ],
        "text": letters.email(checked, worklist, head),
    }


def progress(checked: Findings, status: Status, history: list[SavedCheck]) -> Progress:
    """How the errors went over the saved checks and now, oldest first, and what became of those of the latest."""
    points: list[PointInTime] = [
        {
            "label": long_date(check.made.date()),
            "on": check.made.date().isoformat(),
            "errors": open_in(check),
            "per_100": comparison.per_100(open_in(check), check.children),
        }
        for check in history
        if check.made
    ]
    errors = int((~status.accepted).sum())
    now: PointInTime = {
        "label": long_date(checked.checked_at.date()),
        "on": checked.checked_at.date().isoformat(),
        "errors": errors,
        "per_100": comparison.per_100(errors, checked.children_this_year),
    }
    return {"points": [*points, now] if points else [], "since": since(status)}


def open_in(check: SavedCheck) -> int:
    """How many errors a saved check has that were not accepted."""
    return check.errors - len(check.accepted)


def since(status: Status) -> Since | None:
    """How many errors are fixed, new and still there since the saved check; None without one. What was accepted, then
    or now, is left out: `accepted` is how many were since.
    """
    comparison, before = status.comparison, status.before
    if comparison is None or before is None or before.findings is None or before.made is None:
        return None
    was = [key for key in before.findings if key not in before.accepted]
    still = int((comparison.unchanged & ~status.accepted).sum())
    return {
        "label": long_date(before.made.date()),
        "fixed": len(status.fixed),
        "new": int((~comparison.unchanged & ~status.accepted).sum()),
        "still": still,
        "accepted": len(was) - len(status.fixed) - still,
        "was": len(was),
    }


def not_compared(check: SavedCheck) -> str:
    """That a saved check used another year's rules."""
    day = f" of {long_date(check.made.date())}" if check.made else ""
    return f"The saved check{day} used the rules of {schema.year_label(check.rules_year)}, so it isn’t compared."


def beside(checked: Findings, status: Status, other: SavedCheck) -> Comparison:
    """The check beside a saved one, or another council's figures, by rule."""
    titles = {rule.code: rule.title for rule in checked.rules}
    now = comparison.save(checked, status.keys, status.notes)
    rows: list[RuleCompared] = [{**row, "title": titles.get(row["code"], "")} for row in comparison.by_rule(other, now)]
    rows.sort(key=lambda row: (-abs((row["after_per_100"] or 0) - (row["before_per_100"] or 0)), -(row["after"] or 0)))
    return {
        "other": {
            "council": other.council,
            "year": other.year,
            "children": other.children,
            "label": long_date(other.made.date()) if other.made else "",
            "other_rules": schema.year_label(other.rules_year) if other.rules_year != checked.r.rules_year else "",
        },
        "children": now.children,
        "rows": rows,
        "under": saved_check.FEW,
    }


def left_out(checked: Findings, status: Status, rules: list[str], later: bool) -> np.ndarray:
    """True for findings that no list should hold: accepted ones, those of rules left out, and, unless `later`, those
    not due yet.
    """
    out = np.array([rule.code in rules for rule in checked.rules], bool)[checked.rule] | status.accepted
    return out if later else out | status.not_due
