"""Running rules over a return, and why one can't be run."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

import numpy as np

from check903.engine.declared import Rule
from check903.engine.findings import Findings
from check903.model.reasons import Missing, NotRun, Reason
from check903.model.returns import Return
from check903.reference import schema


def why_not(rule: Rule, r: Return) -> Reason | None:
    """Why the rule can't run on this return, or None if it can."""
    absent = tuple(name for name in rule.tables if name not in r.loaded)
    if absent:
        whole = any(map(schema.is_last_years, absent)) and not any(map(schema.is_last_years, r.loaded))
        return Reason(Missing.LAST_YEAR) if whole else Reason(Missing.TABLES, absent)
    if "providers" in rule.needs:
        r.providers  # noqa: B018 - says itself when it is not there
    if len(rule.tables) > 1:
        for name in rule.tables:
            if not r.has_column(name, "CHILD"):
                return Reason(Missing.CHILD_COLUMN, (name,))
    if why := r.unknown.why_not(rule):
        return why
    named = [(table, column) for table, column in rule.fields if table in r.loaded]
    lacking = tuple(f"{table}.{column}" for table, column in named if not r.has_column(table, column))
    return _without(lacking, r) if named and len(lacking) == len(named) else None


def _without(columns: tuple[str, ...], r: Return) -> Reason:
    derived = {"PL_LA", "PL_LOCATION", "PL_DISTANCE"} & {name.partition(".")[2] for name in columns}
    if derived:
        return Reason(Missing.POSTCODES if r.postcodes is None else Missing.COUNCIL)
    return (
        Reason(Missing.ASYLUM, ("Header", "UASC")) if columns == ("Header.UASC",) else Reason(Missing.COLUMNS, columns)
    )


def run(r: Return, rules: list[Rule], into: Findings, which: np.ndarray | None = None) -> Iterator[int]:
    """Run the rules one by one, filling `into`; gives the position of each as it ends, so that a caller can show
    progress or stop.

    which  bool per rule: run only those where it is True
    """
    for number, rule in enumerate(rules):
        if which is not None and not which[number]:
            continue
        try:
            why = why_not(rule, r)
            if why:
                raise NotRun(why)
            r.not_told.clear()
            for fault in rule.faults(r):
                into.add(number, r.unknown.left_in(rule, fault))
            if r.not_told:
                into.not_told[rule.code] = r.not_told[-1]
        except NotRun as reason:
            into.reasons[rule.code] = reason.reason
        except MemoryError:
            into.faults[rule.code] = traceback.format_exc()
            into.reasons[rule.code] = Reason(Missing.MEMORY)
        except Exception:  # noqa: BLE001 - one rule's fault must not stop the others, and is shown as what it is
            into.faults[rule.code] = traceback.format_exc()
            into.reasons[rule.code] = Reason(Missing.NOTHING)
        yield number


def check(r: Return, rules: list[Rule]) -> Findings:
    """Run the rules over the return."""
    findings = Findings(r, rules)
    for _ in run(r, rules, findings):
        pass
    return findings
