"""The place Share: lists per person, what changed since a saved check, and figures that name nobody."""

from __future__ import annotations

import datetime as dt

import numpy as np

from check903.engine.findings import Findings
from check903.findings import comparison, worklist_text
from check903.findings.labels import long_date
from check903.findings.status import Marks
from check903.findings.worklists import Worklist, items
from check903.reading import saved_check
from check903.reading.saved_check import SavedCheck


def lists(checked: Findings, made: list[Worklist], page: int = 0, size: int = 50) -> dict:
    """The worklists, a page of them."""
    shown = made[page * size : (page + 1) * size]
    return {
        "checked": True,
        "total": len(made),
        "errors": sum(one.errors for one in made),
        "things": sum(len(one.causes) for one in made),
        "rows": [
            {
                "who": one.who,
                "team": one.team,
                "email": one.email,
                "children": one.children(checked),
                "errors": one.errors,
                "things": len(one.causes),
            }
            for one in shown
        ],
    }


def one_list(checked: Findings, made: Worklist, fix_by: dt.date | None = None, most: int = 50) -> dict:
    """One worklist in words, at most so many entries, and the whole as the text of an e-mail."""
    written = items(checked, made)
    return {
        "who": made.who,
        "team": made.team,
        "email": made.email,
        "intro": worklist_text.intro(checked, made, fix_by),
        "total": len(written),
        "items": [
            {
                "title": worklist_text.title_of(item),
                "child": item.child,
                "rules": item.rules,
                "said": [{"heading": heading, "lines": lines} for heading, lines in worklist_text.entry(item)],
            }
            for item in written[:most]
        ],
        "text": worklist_text.email(checked, made, fix_by),
    }


def progress(checked: Findings, marks: Marks, history: list[SavedCheck]) -> dict:
    """How the errors went over the saved checks and now, oldest first, and what became of those of the latest."""
    points = [
        {
            "label": long_date(check.made.date()),
            "on": check.made.date().isoformat(),
            "errors": check.errors,
            "per_100": comparison.per_100(check.errors, check.children),
        }
        for check in history
        if check.made
    ]
    now = {
        "label": long_date(checked.at.date()),
        "on": checked.at.date().isoformat(),
        "errors": len(checked),
        "per_100": comparison.per_100(len(checked), checked.children_this_year),
    }
    return {"points": [*points, now] if points else [], "since": since(marks)}


def since(marks: Marks) -> dict | None:
    """How many errors are fixed, new and still there since the saved check; None without one."""
    found = marks.comparison
    if found is None:
        return None
    still = int(found.still.sum())
    return {
        "label": long_date(marks.before.made.date()),
        "fixed": len(found.fixed),
        "new": len(found.still) - still,
        "still": still,
        "was": marks.before.errors,
        "was_children_with_error": len({key[2] for key in marks.before.findings} - {""}),
        "was_children": marks.before.children,
        "was_per_100": comparison.per_100(marks.before.errors, marks.before.children),
    }


def beside(checked: Findings, marks: Marks, other: SavedCheck) -> dict:
    """The check beside a saved one, or another council's figures, by rule."""
    titles = {rule.code: rule.title for rule in checked.rules}
    now = comparison.save(checked, marks.keys)
    rows = [{**row, "title": titles.get(row["code"], "")} for row in comparison.by_rule(other, now)]
    rows.sort(key=lambda row: (-abs((row["after_per_100"] or 0) - (row["before_per_100"] or 0)), -(row["after"] or 0)))
    return {
        "other": {
            "council": other.council,
            "year": other.year,
            "children": other.children,
            "label": long_date(other.made.date()) if other.made else "",
        },
        "children": now.children,
        "rows": rows,
        "under": saved_check.FEW,
    }


def left_out(checked: Findings, marks: Marks, rules: list[str], later: bool) -> np.ndarray:
    """True for findings that no list should hold: accepted ones, those of rules left out, and, unless `later`, those
    not due yet.
    """
    out = np.array([rule.code in rules for rule in checked.rules], bool)[checked.rule] | marks.accepted
    return out if later else out | marks.later
