"""Checking again after some rows changed: only the children concerned, and only the rules that look at the changed tables.

Every rule judges each child by that child's rows alone, but for those marked `across_children` (values that children share), which
run over the whole return. Rows without a CHILD are looked at again every time: they belong to nobody in particular. Whether a rule can
run at all depends on the whole return: one that could not before, or can't on those children alone, runs over all; and where a
column has come or gone, every rule does.
"""

from __future__ import annotations

import numpy as np

from check903 import engine
from check903.engine import Result, Rule
from check903.model import Return

# Header.UASC of a CSV return is worked out from the UASC table, and distances are left out for the children in it.
_FEEDS = {"UASC": ("Header", "Episodes"), "Header": ("Episodes",)}


def recheck(r: Return, before: Result, children: set[str], tables: set[str], moved: dict[str, np.ndarray] | None = None) -> Result:
    """The findings of `r`, which is the return behind `before` with some cells changed or rows gone.

    children  ids whose rows changed (the old and the new id, where CHILD itself did)
    tables    names of the tables with a change
    moved     table name -> new position of each row of `before` (-1: gone), for tables whose rows have moved
    """
    if _columns(r) != _columns(before.returned):
        return engine.check(r, before.rules)
    concerned = np.zeros(len(r.children) + 1, bool)
    concerned[[number for number, child in enumerate(r.children) if child in children]] = True
    concerned[-1] = True
    touched = tables | {fed for name in tables for fed in _FEEDS.get(name, ())}
    again = np.array([_looks_at(found, touched) for found in before.rules], bool)
    whole = again & (_not_run(before) | np.array([found.across_children for found in before.rules], bool))

    part, places = _part(r, concerned)
    ran = _run(part, before.rules, again & ~whole)
    whole |= again & _not_run(ran)
    ran_whole = _run(r, before.rules, whole)
    result = Result(r, before.rules)
    result.not_run = _still(before.not_run, before.rules, again) | ran_whole.not_run
    result.faults = _still(before.faults, before.rules, again) | ran_whole.faults

    child = _renumbered(before, r)
    row = _moved(before, moved or {})
    kept = (row >= 0) & ~(again[before.rule] & (whole[before.rule] | concerned[child]))
    places_of = [places.get(name) for name in result.tables]
    result.set_columns(
        rule=np.concatenate([before.rule[kept], ran.rule, ran_whole.rule]),
        table=np.concatenate([before.table[kept], ran.table, ran_whole.table]),
        row=np.concatenate([row[kept], _spread(ran, places_of), ran_whole.row]),
        child=np.concatenate([child[kept], _renumbered(ran, r), ran_whole.child]),
    )
    return result


def _columns(r: Return) -> dict[str, frozenset[str]]:
    return {name: frozenset(r.table(name).columns) for name in r.loaded}


def _not_run(result: Result) -> np.ndarray:
    """Which rules were not run; bool per rule."""
    return np.array([found.code in result.not_run for found in result.rules], bool)


def _still(said: dict[str, str], rules: list[Rule], again: np.ndarray) -> dict[str, str]:
    """What was said of rules that are not run again."""
    codes = {rules[number].code for number in np.flatnonzero(again)}
    return {code: why for code, why in said.items() if code not in codes}


def _looks_at(found: Rule, tables: set[str]) -> bool:
    return any(name.removesuffix("_last") in tables for name in (*found.tables, *found.optional))


def _part(r: Return, concerned: np.ndarray) -> tuple[Return, dict[str, np.ndarray]]:
    """The return of the children concerned, and each of its tables' rows' positions in the whole."""
    places = {name: np.flatnonzero(concerned[getattr(r, name).child]) for name in r.loaded}
    tables = {name: r.table(name).take(rows).compact() for name, rows in places.items()}
    this = {name: table for name, table in tables.items() if not name.endswith("_last")}
    last = {name.removesuffix("_last"): table for name, table in tables.items() if name.endswith("_last")}
    return r.like(this, last), places


def _run(r: Return, rules: list[Rule], which: np.ndarray) -> Result:
    result = Result(r, rules)
    for _ in engine.run(r, rules, result, which):
        pass
    return result


def _renumbered(result: Result, r: Return) -> np.ndarray:
    """The numbers that the findings' children have in `r`; -1 for none."""
    if result.returned.children is r.children:
        return result.child
    numbers = {child: number for number, child in enumerate(r.children)}
    table = np.array([numbers.get(child, -1) for child in result.returned.children] + [-1])
    return table[result.child]


def _moved(result: Result, moved: dict[str, np.ndarray]) -> np.ndarray:
    row = result.row.copy()
    for name, places in moved.items():
        here = result.table == result.tables.index(name)
        row[here] = places[row[here]]
    return row


def _spread(result: Result, places_of: list) -> np.ndarray:
    row = result.row.copy()
    for number in np.unique(result.table):
        here = result.table == number
        row[here] = places_of[number][row[here]]
    return row
