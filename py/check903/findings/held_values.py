"""The values at fault in many records, as lines of the plan (`check903.corrections.plan`)."""

from __future__ import annotations

import re

import numpy as np

from check903.corrections.corrections import Corrections
from check903.corrections.plan import HeldValue
from check903.findings import causes
from check903.findings.causes import Pattern


def of(fixing: Corrections) -> list[HeldValue]:
    """Those of the check as it stands, most findings first."""
    return [HeldValue(key(pattern), pattern.title, _cells(fixing, pattern)) for pattern in _patterns(fixing)]


def _patterns(fixing: Corrections) -> list[Pattern]:
    return causes.of(fixing.result).patterns


def key(pattern: Pattern) -> str:
    """What the line is called on the command line: value-Episodes-URN-SC999999."""
    return "-".join(re.findall(r"\w+", f"value {pattern.table} {pattern.field} {pattern.value or 'blank'}"))


def _cells(fixing: Corrections, pattern: Pattern) -> frozenset[tuple[str, int, str]]:
    column = fixing.result.r.table(pattern.table).columns[pattern.field]
    held = np.array([text == pattern.value for text in column.values], bool)[column.codes]
    rows = fixing.log.rows(pattern.table)[np.flatnonzero(held)]
    return frozenset((pattern.table, row, pattern.field) for row in rows.tolist())
