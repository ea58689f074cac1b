"""Cells as the screens show them: the text, its meaning, and the meaning in a few words."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from check903.engine.findings import Findings
from check903.reference import authorities, codes, schema


class Cell(TypedDict):
    """A cell: its text, what it means, and that in a few words."""

    value: str
    meaning: str
    short: str


def text(checked: Findings, table: str, field: str, row: int) -> str:
    """The cell's clean text; "" if blank or the file lacks the column."""
    return checked.rows(table).base.column(field).text(row)


def days(checked: Findings, table: str, field: str) -> np.ndarray:
    """The column's dates, one per row."""
    return getattr(checked.rows(table), field).value


def meaning(table: str, field: str, value: str, year: int) -> tuple[str, str]:
    """What the value of a code column means, in full and in a few words; two blanks for any other column or an unknown
    code.
    """
    if not value:
        return "", ""
    if field in ("PL_LA", "LA_PERM") and (council := authorities.name(value)):
        return council, council
    listed = schema.spec_of(table).column(field).codes
    if not listed:
        return "", ""
    return codes.meaning(listed, value, year), codes.short(listed, value, year)


def cell(checked: Findings, table: str, field: str, row: int) -> Cell:
    """One cell."""
    value = text(checked, table, field, row)
    full, short = meaning(table, field, value, checked.year_of(table))
    return {"value": value, "meaning": full, "short": short}


def said(cell: Cell) -> str:
    """The cell in a sentence: "N1 Abuse or neglect", "blank"."""
    return " ".join(filter(None, [cell["value"], cell["short"]])) or "blank"
