"""The values at fault in many records, as lines of the plan (`check903.corrections.plan`)."""

from __future__ import annotations

import numpy as np

from check903.corrections.corrections import Corrections
from check903.corrections.plan_groups import HeldValue
from check903.findings import causes
from check903.findings.patterns import Pattern


def of(fixing: Corrections) -> list[HeldValue]:
    """Those of the check as it stands, most findings first."""
    return [
        HeldValue(pattern.key, pattern.title, _cells(fixing, pattern), len(pattern.findings))
        for pattern in _patterns(fixing)
    ]


def _patterns(fixing: Corrections) -> list[Pattern]:
    return causes.of(fixing.result).patterns


def _cells(fixing: Corrections, pattern: Pattern) -> frozenset[tuple[str, int, str]]:
    held = _holding(fixing, pattern) if len(pattern.fields) == 1 else pattern.rows
    rows = fixing.log.original_positions(pattern.table)[held].tolist()
    return frozenset((pattern.table, row, field) for row in rows for field in pattern.fields)


def _holding(fixing: Corrections, pattern: Pattern) -> np.ndarray:
    """The rows that hold the value, at fault or not."""
    column = fixing.result.r.table(pattern.table).columns[pattern.fields[0]]
    return np.flatnonzero(np.array([text == pattern.values[0] for text in column.values], bool)[column.codes])
