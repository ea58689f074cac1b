"""The rules by year: what each asks, and what changed from the year before."""

from __future__ import annotations

from typing import TypedDict

from check903 import engine
from check903.engine import Rule
from check903.findings import labels
from check903.reference import schema
from check903.views.rules import RuleText, text


class BookRule(RuleText):
    """A rule in force. `changed`: from the year before, a sentence; "" if it is as it was."""

    changed: str


class RuleBook(TypedDict):
    """`dropped`: no longer in force."""

    year: int
    year_label: str
    total: int
    as_known: str
    rules: list[BookRule]
    dropped: list[labels.RuleName]


def rule_book(year: int | None = None) -> RuleBook:
    """Every rule in force in a year (by default the newest), and those that were dropped since the year before."""
    year = int(year or schema.LAST_YEAR)
    now = engine.in_force(year)
    first = year <= schema.FIRST_YEAR
    before = {} if first else {rule.code: rule for rule in engine.in_force(year - 1)}
    codes = {rule.code for rule in now}
    return {
        "year": year,
        "year_label": schema.year_label(year),
        "total": len(now),
        "as_known": schema.as_known(year),
        "rules": [{**text(rule), "changed": "" if first else changed(before.get(rule.code), rule)} for rule in now],
        "dropped": [{"code": rule.code, "title": rule.title} for rule in before.values() if rule.code not in codes],
    }


def changed(before: Rule | None, now: Rule) -> str:
    """What is different from the version of the year before, in a sentence; "" if it is the same version."""
    if before is now:
        return ""
    if before is None:
        return f"New in {schema.year_label(now.years[0])}."
    parts = [
        what
        for what, same in (
            (f"it was “{before.title}”", before.title == now.title),
            ("the text says something else", (before.wrong, before.fix) == (now.wrong, now.fix)),
            ("it looks at other fields", before.fields == now.fields),
            ("it looks at other tables", before.tables == now.tables),
        )
        if not same
    ]
    return f"Changed from {schema.year_label(now.years[0])}: {labels.joined(parts) or 'the condition is another'}."
