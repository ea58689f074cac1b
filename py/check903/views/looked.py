"""A row that is worth a look, whoever's check says so: of those beyond the Department's, or a council's own."""

from __future__ import annotations

from typing import TypedDict

from check903.engine.findings import Findings
from check903.findings import labels


class LookedRow(TypedDict):
    """A row to look at. `beside`: where the row stands with which it was compared, "" for none; `evidence`: a
    sentence.
    """

    child: str
    table: str
    table_label: str
    file: str
    line: int | None
    beside: str
    evidence: str


def beside(extra: Findings, table: str, row: int) -> str:
    """Where the row stands with which another was compared: "Episodes, line 12"."""
    file, line = extra.place(table, row)
    return f"{labels.table_label(table)}, line {line}" if file and line is not None else labels.table_label(table)
