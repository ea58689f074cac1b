"""Who is asked about each finding: one of `wording.declared.WHO`, as the rules' words say or as the user chose for a
rule.

What only the data team can do, and what nobody is to be asked about (the words then give no letter), is "data".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from typing import TypedDict

import numpy as np

from check903 import wording
from check903.engine.findings import Findings
from check903.wording.declared import WHO

DATA = "data"
KNOWS_THE_CHILD = ("worker", "leaving_care")  # asked by name, where a name is known

_ORDER = {role: place for place, role in enumerate(WHO)}


def usual(checked: Findings) -> list[str]:
    """Who is asked about each finding, by the rules' words."""
    return checked.cached("roles", lambda _: [role for group in checked.by_rule for role in _of_group(checked, group)])


def _of_group(checked: Findings, group) -> Iterable[str]:
    words = wording.of(checked, group)
    return (who if asks else DATA for who, asks in zip(words.who(), words.have_letters()))


def asked(checked: Findings, chosen: Mapping[str, str]) -> list[str]:
    """Who is asked about each finding; `chosen`: rule code -> role, before what the words say."""
    roles = usual(checked)
    by_number = {checked.rule_numbers[code]: role for code, role in chosen.items() if code in checked.rule_numbers}
    if not by_number:
        return roles
    return [by_number.get(rule, role) for rule, role in zip(checked.rule.tolist(), roles)]


def put_in(roles: list[str], asked: np.ndarray) -> list[str]:
    """The roles, with the worker for those of these findings that nobody would be asked about."""
    changed = list(roles)
    for n in asked.tolist():
        changed[n] = KNOWS_THE_CHILD[0] if changed[n] == DATA else changed[n]
    return changed


def leading(positions: np.ndarray, roles: list[str], best: Set[int] = frozenset()) -> int:
    """The finding that speaks for a cause: the one that says most of it (one of `best`) if somebody can be asked about
    it; else the first of the role that most of its findings have; data comes last.
    """
    if len(positions) == 1:
        return int(positions[0])
    for n in positions.tolist():
        if n in best and roles[n] != DATA:
            return n
    counts = Counter(roles[n] for n in positions.tolist())
    role = min(counts, key=lambda role: (role == DATA, -counts[role], _ORDER[role]))
    return next(n for n in positions.tolist() if roles[n] == role)


class AskedOf(TypedDict):
    """Who is asked about a rule's errors: by its words (of most rows), and as the user chose, or ""."""

    code: str
    title: str
    errors: int
    who: str
    chosen: str


def by_rule(checked: Findings, chosen: Mapping[str, str]) -> list[AskedOf]:
    """Each rule with errors, by code."""
    counts: dict[int, Counter] = {}
    for rule, role in zip(checked.rule.tolist(), usual(checked)):
        counts.setdefault(rule, Counter())[role] += 1
    rows: list[AskedOf] = [
        {
            "code": checked.rules[rule].code,
            "title": checked.rules[rule].title,
            "errors": sum(asked.values()),
            "who": max(asked, key=lambda role: (asked[role], -_ORDER[role])),
            "chosen": chosen.get(checked.rules[rule].code, ""),
        }
        for rule, asked in counts.items()
    ]
    return sorted(rows, key=lambda row: row["code"])
