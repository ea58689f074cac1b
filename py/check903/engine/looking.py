"""Checks beyond the Department's, over a return that was checked: worth a look, never an error.

What they find is a check of its own (`Findings`), so that no count, letter or plan of the Department's rules has it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from check903.engine.declared import Rule
from check903.engine.findings import Findings
from check903.engine.registry import EXTRA
from check903.engine.running import run


def prepare(checked: Findings, off: Collection[str] = (), day: dt.date | None = None) -> Findings:
    """Findings to fill with what these checks find in the return of `checked`.

    off  codes of checks that were switched off
    day  the day that is asked about where the year is running; by default that of the check
    """
    r = checked.r
    r.ask_of(day or checked.as_at)
    extra = Findings(r, [rule for rule in EXTRA.in_force(r.rules_year) if rule.code not in off])
    extra.council = checked.council
    return extra


def look(checked: Findings, off: Collection[str] = (), day: dt.date | None = None) -> Findings:
    """What the checks beyond the Department's find in the return of `checked`. See `prepare`."""
    extra = prepare(checked, off, day)
    for _ in run(extra.r, extra.rules, extra):
        pass
    return extra


@dataclass(frozen=True)
class CheckCount:
    """What one check found.

    rule       the check
    things     how many things to look at: one for each row, or one where its rows are a finding about the file
    positions  of its findings
    children   how many children they are about
    """

    rule: Rule
    things: int
    positions: range
    children: int


def by_check(extra: Findings) -> Iterator[CheckCount]:
    """What each check found that found something, in their order."""
    listed = extra.rule.tolist()
    for number, rule in enumerate(extra.rules):
        count = listed.count(number)
        if count:
            positions = range(listed.index(number), listed.index(number) + count)
            yield CheckCount(rule, 1 if rule.whole else count, positions, extra.count_children(np.array(positions)))
