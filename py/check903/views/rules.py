"""The rules with errors, and one rule with its rows."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from check903 import engine, wording
from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings import groups, labels
from check903.findings.search import Filter, matching
from check903.findings.search import find as holding
from check903.findings.sorting import in_order, page_of, parse_sort, ranks
from check903.findings.status import RuleSince, Said, status_of
from check903.model.arrays import once_each
from check903.reference import schema
from check903.views.beside import Compared, Head, Seen
from check903.views.overview import share

Pages = int | dict[str, int]  # of every table, or of each


class RuleLine(labels.RuleCount, labels.CategoryLabel):
    """A rule with errors; `share`: its part of all errors, 0 to 1."""

    share: float


class Rules(TypedDict):
    """The rules with errors."""

    total: int
    errors: int
    rules: list[RuleLine]


class RuleField(labels.FieldLabel):
    """A column that a rule is about."""

    table: str


class RuleText(labels.RuleName, labels.CategoryLabel):
    """What is said of a rule whatever the return."""

    severity: str
    wrong: str
    fix: str
    tables: list[str]
    in_force: str
    fields: list[RuleField]
    needs: list[str]


class RowKind(TypedDict):
    """A kind of a table's rows, by what is at fault. `asks`: what its buttons ask."""

    key: str
    title: str
    short: str
    text: str
    asks: str
    total: int


class _RowHead(Said):
    n: int
    at: int
    child: str


class RuleRow(_RowHead, Seen):
    """A row at fault. `n`: the finding's number, the same in `findings`; `group`: its kind; `said`: whether the row
    says its sentence itself.
    """

    group: str
    said: bool


class RuleSet(TypedDict):
    """The rows of one table, paged for itself. `group`: the kind that is shown alone, or ""; `of`: rows without it."""

    table: str
    label: str
    row: str
    row_label: str
    year_label: str
    total: int
    of: int
    group: str
    groups: list[RowKind]
    columns: list[Head]
    rows: list[RuleRow]


class RuleFound(TypedDict):
    """What a check found of a rule. `asks`: errors whose remedy a letter asks of somebody; `known`: False where there
    is no such rule.
    """

    known: bool
    errors: int
    of_errors: int
    accepted: int
    children: int
    total: int
    asks: int
    not_run: str | None
    since: RuleSince | None
    sets: list[RuleSet]
    as_known: str


class UnknownRule(RuleFound):
    """No such rule."""

    code: str


class OneRule(RuleText, RuleFound):
    """A rule with its rows. Of one that is not in force: its newest version and no sets."""


def rules(checked: Findings, asked: Filter | None = None, find: str = "", sort: str = "") -> Rules:
    """The rules with errors that the filter leaves; `find` picks by code or words. Sorts: errors (most first unless
    told), code, title. Those of which no error is due yet come after all others.
    """
    mask = matching(checked, {**(asked or {}), "rule": ""})
    counts = np.bincount(checked.rule[mask], minlength=len(checked.rules))
    numbers = np.flatnonzero(counts)
    if find:
        numbers = numbers[
            holding([f"{checked.rules[n].code} {checked.rules[n].title}" for n in numbers.tolist()], find)
        ]
    sign, name = parse_sort(sort or "-errors")
    keys = {"errors": counts, "title": ranks([rule.title for rule in checked.rules])[:-1]}
    key = keys.get(name, np.arange(len(checked.rules)))
    order = numbers[np.lexsort((sign * key[numbers], ~_due(checked, mask)[numbers]))]
    total = int(mask.sum())
    return {
        "total": len(order),
        "errors": total,
        "rules": [
            {
                "code": rule.code,
                "title": rule.title,
                **labels.category(rule),
                "errors": int(counts[n]),
                "share": share(int(counts[n]), total),
            }
            for n in order.tolist()
            for rule in [checked.rules[n]]
        ],
    }


def _due(checked: Findings, mask: np.ndarray) -> np.ndarray:
    """True for the rules of which an error that was found is due."""
    due = mask & ~checked.status.not_due if checked.status else mask
    return np.bincount(checked.rule[due], minlength=len(checked.rules)) > 0


def rule(
    checked: Findings, code: str, asked: Filter | None = None, page: Pages = 0, size: int = 50, sort: str = ""
) -> OneRule | UnknownRule:
    """One rule: what is wrong, how to fix it, and a page of its rows that the filter leaves (the filter's own rule
    doesn't count).

    Each of the rule's tables is paged for itself: `page` names the page of each ({"Episodes": 2}, the first where it
    says nothing), or is the same page of all. Rows stand by what is at fault, most first, then as `sort` says. The
    filter's `group` is a kind of those; it parts the rows of its own table alone.
    """
    number = checked.rule_numbers.get(code)
    if number is None:
        return without_rows(code)
    rule = checked.rules[number]
    asked = {**(asked or {}), "rule": code}
    order = in_order(checked, matching(checked, asked, leave_out="group"), sort)
    by_table = [(table, order[checked.table[order] == table]) for table in _tables(checked, rule, order)]
    pages = page if isinstance(page, dict) else dict.fromkeys(checked.tables, page)
    return {
        **text(rule),
        "known": True,
        "errors": len(order),
        "of_errors": int(matching(checked, {"rule": code}).sum()),
        "accepted": int(matching(checked, {"rule": code, "status": "accepted"}).sum()),
        "total": int(matching(checked, asked).sum()),
        "children": checked.count_children(order),
        "asks": _asked_of_workers(checked, rule),
        "not_run": checked.not_run.get(code),
        "since": checked.status.since(code) if checked.status else None,
        "sets": [
            _set(checked, rule, checked.tables[table], positions, asked.get("group", ""), pages, size)
            for table, positions in by_table
        ],
        "as_known": schema.as_known(checked.r.rules_year),
    }


def _tables(checked: Findings, rule: Rule, positions: np.ndarray) -> list[int]:
    """The tables of the findings, in the order in which the rule names them."""
    names = list(rule.tables)
    there = once_each(checked.table[positions]).tolist()
    return sorted(there, key=lambda n: names.index(checked.tables[n]) if checked.tables[n] in names else len(names))


def _asked_of_workers(checked: Findings, rule: Rule) -> int:
    """How many errors of the rule someone else can put right, whom a letter asks."""
    return sum(
        int(wording.of(checked, group).have_letters().sum())
        for group in checked.by_rule
        if checked.rules[group.rule] is rule
    )


def text(rule: Rule) -> RuleText:
    """What is said of a rule whatever the return."""
    return {
        "code": rule.code,
        "title": rule.title,
        "wrong": rule.wrong,
        "fix": labels.sentence(rule.fix),
        "severity": rule.severity,
        **labels.category(rule),
        "tables": list(rule.tables),
        "in_force": labels.years_in_force(rule),
        "fields": [
            {"table": table, "field": field, "label": labels.field_label(table, field)} for table, field in rule.fields
        ],
        "needs": [engine.NEEDS[need] for need in rule.needs],
    }


def without_rows(code: str) -> OneRule | UnknownRule:
    """A rule that the check at hand doesn't hold: its newest version, or {known: False}."""
    versions = [rule for rule in engine.DEPARTMENT.rules if rule.code == code]
    nothing: RuleFound = {
        "known": bool(versions),
        "errors": 0,
        "of_errors": 0,
        "accepted": 0,
        "children": 0,
        "total": 0,
        "asks": 0,
        "not_run": None,
        "since": None,
        "sets": [],
        "as_known": "",
    }
    if versions and versions[-1].in_force(schema.LAST_YEAR):
        nothing["as_known"] = schema.as_known(schema.LAST_YEAR)
    return {**text(versions[-1]), **nothing} if versions else {"code": code, **nothing}


def _set(
    checked: Findings, rule: Rule, table: str, positions: np.ndarray, group: str, pages: dict[str, int], size: int
) -> RuleSet:
    """The rows of one table, each with what the rule saw, by what is at fault."""
    number, first = _group(checked, rule, table)
    kinds = groups.of_rule(checked, number)
    of = kinds.of[positions - first]
    by_kind = np.argsort(of, kind="stable")
    positions, of = positions[by_kind], of[by_kind]
    counts = np.bincount(of, minlength=len(kinds.kinds)).tolist()
    chosen = next((n for n, kind in enumerate(kinds.kinds) if kind.key == group and counts[n]), None)
    left = positions if chosen is None else positions[of == chosen]
    shown = page_of(left, pages.get(table, 0), size)
    compared = Compared(checked, number, shown - first)
    return {
        "table": table,
        "label": labels.table_label(table),
        "row": schema.spec_of(table).row,
        "row_label": labels.own(table),
        "year_label": schema.year_label(checked.year_of(table)),
        "total": len(left),
        "of": len(positions),
        "group": group if chosen is not None else "",
        "groups": _groups(kinds.kinds, counts),
        "columns": compared.heads(),
        "rows": [
            {**_row(checked, n), "group": kinds.kinds[kind].key, "said": kinds.kinds[kind].said, **seen}
            for n, kind, seen in zip(shown.tolist(), kinds.of[shown - first].tolist(), compared.rows())
        ],
    }


def _groups(kinds: list[groups.Kind], counts: list[int]) -> list[RowKind]:
    """The kinds that have rows. One alone has no title unless it says something
    of its rows.
    """
    there = [(kind, count) for kind, count in zip(kinds, counts) if count]
    return [
        {
            "key": kind.key,
            "title": kind.title if len(there) > 1 or kind.text or not kind.said else "",
            "short": kind.short,
            "text": kind.text,
            "asks": kind.asks,
            "total": count,
        }
        for kind, count in there
    ]


def _group(checked: Findings, wanted: Rule, table: str) -> tuple[int, int]:
    """The number of the rule's group in a table, and the position of its first finding."""
    return next(
        (number, part.start)
        for number, (rule, name, part) in enumerate(checked.groups)
        if rule is wanted and name == table
    )


def _row(checked: Findings, n: int) -> _RowHead:
    return {"n": n, "at": int(checked.row[n]), "child": checked.child_id(checked.child[n]), **status_of(checked, n)}
