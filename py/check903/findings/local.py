"""What a council's own rules found in a return, `Findings.local`: beside its findings and in none of their counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from check903.engine.findings import Findings


@dataclass(frozen=True)
class LocalFound:
    """One finding of a local rule.

    table, row   where it stands; "" and None where it is about the child alone
    fields       the columns at fault
    beside       (table, row) of what it was compared with, or None
    """

    child: str
    table: str
    row: int | None
    fields: tuple[str, ...]
    beside: tuple[str, int] | None
    evidence: str


@dataclass(frozen=True)
class LocalFindings:
    """One local rule and what it found. `problem`: why it found nothing, a sentence, or ""; `printed`: by its code."""

    code: str
    title: str
    wrong: str
    fix: str
    severity: str
    file: str
    line: int
    problem: str
    printed: str
    findings: tuple[LocalFound, ...] = ()

    @property
    def children(self) -> set[str]:
        """The children that it is about."""
        return {finding.child for finding in self.findings if finding.child}


@dataclass(frozen=True)
class LocalTrouble:
    """A file of local rules, or a rule of it (`code`, else ""), that was not run. `text`: where, why, what to do."""

    file: str
    code: str
    text: str


def number_of_children(rules: Iterable[LocalFindings]) -> int:
    """How many children the rules are about."""
    return len(set().union(*(rule.children for rule in rules)))


def by_child(checked: Findings) -> dict[str, list[tuple[LocalFindings, LocalFound]]]:
    """Child -> what the local rules found of it, in the order of ids."""
    by_id: dict[str, list[tuple[LocalFindings, LocalFound]]] = {}
    for rule in checked.local:
        for finding in rule.findings:
            by_id.setdefault(finding.child, []).append((rule, finding))
    numbers = np.array([checked.child_numbers.get(child, -1) for child in by_id], int)
    order = np.argsort(checked.child_rank[numbers], kind="stable").tolist() if len(numbers) else []
    names = list(by_id)
    return {names[number]: by_id[names[number]] for number in order}
