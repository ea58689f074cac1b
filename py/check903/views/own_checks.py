"""Checks beyond the Department's: which there are, which are on, what they find. Apart from the Department's rules and
never among their counts.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict

import numpy as np

from check903 import engine, wording
from check903.engine import Rule, looking
from check903.engine.findings import TABLES, Findings
from check903.findings import labels
from check903.findings.local import LocalFindings
from check903.views import local_rules
from check903.views.looked import LookedRow, beside
from check903.views.not_run import not_run

GROUPS = (
    ("Reviews", ("reviews",)),
    ("Who the child is", ("children",)),
    ("Episodes and placements", ("episodes", "placements")),
    ("Adoption", ("adoption",)),
    ("Missing", ("missing",)),
    ("Health and care leavers", ("outcomes",)),
    ("Social workers, deprivation of liberty, the whole file", ("workers", "figures")),
)  # title, files of rules/extra
ALARMS = {"few": ("Few", "under 1 in 5"), "some": ("Some", "1 in 5 to half"), "many": ("Many", "over half")}


class OwnCheck(TypedDict):
    """One check. `about`: what it looks for, a sentence; `things`: to look at; `alarms`, `alarms_about`: how many turn
    out right, our judgement; `why`: why it was not run, "" if it was; `todo`: what to do about that.
    """

    code: str
    title: str
    about: str
    on: bool
    things: int
    children: int
    alarms: str
    alarms_about: str
    why: str
    todo: str


class OwnGroup(TypedDict):
    """Checks of one kind; `on`: how many; `things` of those that are on."""

    title: str
    on: int
    things: int
    checks: list[OwnCheck]


class OwnChecks(TypedDict):
    """All of them. `running`: whether they run with every check; `things`, `children`: of those that are on."""

    checked: bool
    running: bool
    on: int
    of: int
    things: int
    children: int
    groups: list[OwnGroup]


class OneOwnCheck(TypedDict):
    """One check and a page of its rows. `whole`: they are one finding, about the file; `local`: it is a local rule, of
    which `severity`, `place` (file and line), `problem` (why it found nothing) and `printed` are.
    """

    found: bool
    local: bool
    severity: str
    place: str
    problem: str
    printed: str
    code: str
    title: str
    wrong: str
    fix: str
    whole: bool
    total: int
    rows: list[LookedRow]


NO_CHECKS: OwnChecks = {
    "checked": False, "running": True, "on": 0, "of": 0, "things": 0, "children": 0, "groups": [],
}  # fmt: skip


def looked(checked: Findings) -> Findings:
    """What all of them find in the return that was checked, worked out when it is first asked for."""
    return checked.cached("beyond the Department's", looking.look)


def own_checks(checked: Findings, off: Collection[str], running: bool) -> OwnChecks:
    """Which there are and what they find.

    off      codes of those that are switched off
    running  False: none runs
    """
    extra = looked(checked) if running else None
    counts = {check.rule.code: check for check in looking.by_check(extra)} if extra else {}
    reasons = {rule["code"]: item for item in (not_run(extra) if extra else ()) for rule in item["rules"]}
    groups = []
    for title, files in GROUPS:
        rules = [rule for rule in engine.EXTRA.in_force(checked.r.rules_year) if _file(rule) in files]
        checks = [_check(rule, rule.code not in off, counts.get(rule.code), reasons.get(rule.code)) for rule in rules]
        groups.append(
            {
                "title": title,
                "on": sum(check["on"] for check in checks),
                "things": sum(check["things"] for check in checks if check["on"]),
                "checks": checks,
            }
        )
    return {
        "checked": True,
        "running": running,
        "on": sum(group["on"] for group in groups),
        "of": sum(len(group["checks"]) for group in groups),
        "things": sum(group["things"] for group in groups),
        "children": extra.count_children(_on(extra, off)) if extra else 0,
        "groups": groups,
    }


def _check(rule: Rule, on: bool, counts: looking.CheckCount | None, reason) -> OwnCheck:
    alarms, meaning = ALARMS[rule.alarms]
    return {
        "code": rule.code,
        "title": rule.title,
        "about": f"{rule.wrong.partition('. ')[0].rstrip('.')}.",
        "on": on,
        "things": counts.things if counts else 0,
        "children": counts.children if counts else 0,
        "alarms": alarms,
        "alarms_about": meaning,
        "why": reason["why"] if reason else "",
        "todo": reason["todo"] if reason else "",
    }


def own_check(checked: Findings, code: str, page: int = 0, size: int = 50) -> OneOwnCheck:
    """One check and a page of the rows that it finds."""
    for rule in checked.local:
        if rule.code == code:
            return _local(checked, rule, int(page), int(size))
    extra = looked(checked)
    number = extra.rule_numbers.get(code)
    if number is None:
        return no_check(code)
    rule = extra.rules[number]
    groups = [group for group in extra.by_rule if group.rule == number]
    rows = [row for group in groups for row in _rows(extra, group)]
    return {
        **no_check(code),
        "found": True,
        "title": rule.title,
        "wrong": rule.wrong,
        "fix": rule.fix,
        "whole": rule.whole,
        "total": len(rows),
        "rows": rows[int(page) * int(size) : (int(page) + 1) * int(size)],
    }


def _local(checked: Findings, rule: LocalFindings, page: int, size: int) -> OneOwnCheck:
    return {
        **no_check(rule.code),
        "found": True,
        "local": True,
        "severity": local_rules.SEVERITIES[rule.severity],
        "place": f"{rule.file}, line {rule.line}",
        "problem": rule.problem,
        "printed": rule.printed,
        "title": rule.title,
        "wrong": rule.wrong,
        "fix": rule.fix,
        "total": len(rule.findings),
        "rows": [local_rules.row(checked, finding) for finding in rule.findings[page * size : (page + 1) * size]],
    }


def no_check(code: str) -> OneOwnCheck:
    """What is said of a code that there isn't, and before there was a check."""
    return {
        "found": False, "local": False, "severity": "", "place": "", "problem": "", "printed": "", "code": code,
        "title": "", "wrong": "", "fix": "", "whole": False, "total": 0, "rows": [],
    }  # fmt: skip


def all_rows(checked: Findings, off: Collection[str]) -> list[tuple[Rule, LookedRow]]:
    """Every row that a check finds which is on, with its check."""
    extra = looked(checked)
    return [
        (rule, row)
        for group in extra.by_rule
        for rule in (extra.rules[group.rule],)
        if rule.code not in off
        for row in _rows(extra, group)
    ]


def _rows(extra: Findings, group) -> list[LookedRow]:
    table = TABLES[group.table]
    partner = next(iter(group.beside.values()), None)
    rows: list[LookedRow] = []
    for position, sentence in enumerate(wording.of(extra, group).sentences()):
        file, line = extra.place(table, int(group.row[position]))
        rows.append(
            {
                "child": extra.child_id(int(group.child[position])),
                "table": table,
                "table_label": labels.table_label(table),
                "file": file,
                "line": line,
                "beside": "" if partner is None or partner[1][position] < 0 else _beside(extra, partner, position),
                "evidence": sentence,
            }
        )
    return rows


def _beside(extra: Findings, partner, position: int) -> str:
    return beside(extra, TABLES[partner[0]], int(partner[1][position]))


def _on(extra: Findings, off: Collection[str]) -> np.ndarray:
    """True for each finding of a check that is on, of a child."""
    counts = np.array([rule.code not in off for rule in extra.rules], bool)
    return counts[extra.rule] & (extra.child >= 0) if len(extra) else np.zeros(0, bool)


def _file(rule: Rule) -> str:
    return rule.function.__module__.rpartition(".")[2]
