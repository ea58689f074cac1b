"""Checking again after some rows changed: only the children concerned, and only the rules that look at the changed
tables.

Every rule judges each child by that child's rows alone, but for those marked `cross_child` (values that children
share), which run over the whole return. Rows without a CHILD are looked at again every time: they belong to nobody in
particular. Whether a rule can run at all depends on the whole return: one that could not before, or can't on those
children alone, runs over all; and where a column has come or gone, every rule does.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from check903 import engine
from check903.engine import Rule
from check903.engine.findings import Findings
from check903.model.returns import Return
from check903.reference import schema

# Header.UASC of a CSV return is worked out from the UASC table, and distances are left out for the children in it.
_FEEDS = {"UASC": ("Header", "Episodes"), "Header": ("Episodes",)}


def recheck(
    r: Return, before: Findings, children: set[str], tables: set[str], moved: dict[str, np.ndarray] | None = None
) -> Findings:
    """The findings of `r`, which is the return behind `before` with some cells changed or rows gone.

    children  ids whose rows changed (the old and the new id, where CHILD itself did)
    tables    names of the tables with a change
    moved     table name -> new position of each row of `before` (-1: gone), for tables whose rows have moved
    """
    if _columns(r) != _columns(before.r):
        return engine.check(r, before.rules)
    concerned = np.zeros(len(r.children) + 1, bool)
    concerned[[number for number, child in enumerate(r.children) if child in children]] = True
    concerned[-1] = True
    touched = tables | {fed for name in tables for fed in _FEEDS.get(name, ())}
    again = np.array([_looks_at(rule, touched) for rule in before.rules], bool)
    whole = again & (_not_run(before) | np.array([_needs_all(rule, r) for rule in before.rules], bool))

    part, places = _part(r, concerned)
    ran = _run(part, before.rules, again & ~whole)
    whole |= again & _not_run(ran)
    ran_whole = _run(r, before.rules, whole)
    now = Findings(r, before.rules)
    now.council, now.seconds = before.council, before.seconds
    now.reasons = _still(before.reasons, before.rules, again) | ran_whole.reasons
    now.faults = _still(before.faults, before.rules, again) | ran_whole.faults
    now.not_told = _still(before.not_told, before.rules, again) | ran_whole.not_told
    _take_over(
        before, now, moved or {}, lambda group, child: ~(again[group.rule] & (whole[group.rule] | concerned[child]))
    )
    _take_over(ran, now, places, lambda group, child: ~whole[group.rule])
    _take_over(ran_whole, now, {})
    part.let_go()
    return now


def _take_over(findings: Findings, into: Findings, places: dict[str, np.ndarray], keep: Callable | None = None) -> None:
    """Put the findings into those of another return of the same children, where the rows of some tables lie elsewhere.

    places  table name -> new position of each row (-1: gone)
    keep    of a group and its children's new numbers, which findings to take; by default all whose row is there
    """
    numbers = _numbers(findings.r, into.r)
    for group in findings.by_rule:
        child = numbers[group.child]
        moved = group.moved(child, lambda table, row: _placed(row, places[table]) if table in places else row)
        there = moved.row >= 0
        into.add_group(moved.take(np.flatnonzero(there & keep(group, child) if keep else there)))


def _placed(row: np.ndarray, place: np.ndarray) -> np.ndarray:
    """The new positions of rows, -1 for none; `place` may hold none at all."""
    moved = np.full(len(row), -1, np.int32)
    moved[row >= 0] = place[row[row >= 0]]
    return moved


def _columns(r: Return) -> dict[str, frozenset[str]]:
    return {name: frozenset(r.table(name).columns) for name in r.loaded}


def _not_run(result: Findings) -> np.ndarray:
    """Which rules were not run; bool per rule."""
    return np.array([rule.code in result.reasons for rule in result.rules], bool)


def _needs_all(rule: Rule, r: Return) -> bool:
    """True for a rule that looks beyond one child's rows, or says of how many rows the provider list tells nothing."""
    return rule.cross_child or bool(rule.listed and r.list_lacks(rule.listed))


def _still(reasons: dict, rules: list[Rule], again: np.ndarray) -> dict:
    """What was said of rules that are not run again."""
    codes = {rules[number].code for number in np.flatnonzero(again)}
    return {code: why for code, why in reasons.items() if code not in codes}


def _looks_at(rule: Rule, tables: set[str]) -> bool:
    return any(schema.this_years(name) in tables for name in (*rule.tables, *rule.optional))


def _part(r: Return, concerned: np.ndarray) -> tuple[Return, dict[str, np.ndarray]]:
    """The return of the children concerned, and each of its tables' rows' positions in the whole."""
    places = {name: np.flatnonzero(concerned[getattr(r, name).child]) for name in r.loaded}
    tables = {name: r.table(name).take(rows).compact() for name, rows in places.items()}
    return r.like(tables), places


def _run(r: Return, rules: list[Rule], which: np.ndarray) -> Findings:
    result = Findings(r, rules)
    for _ in engine.run(r, rules, result, which):
        pass
    return result


def _numbers(then: Return, now: Return) -> np.ndarray:
    """The number in `now` of each child of `then`, -1 for none; the last entry is for -1."""
    if then.children is now.children:
        return np.append(np.arange(len(now.children), dtype=np.int32), np.int32(-1))
    numbers = {child: number for number, child in enumerate(now.children)}
    return np.array([numbers.get(child, -1) for child in then.children] + [-1], np.int32)
