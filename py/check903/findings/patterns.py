"""Which values are one cause in many records.

A value is where it is at fault in nearly all of the many records that hold it, of several children: a stand-in number,
an office's postcode, a code that the system writes another way. So are the same answers, at fault together in many
rows: what the system fills in for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from check903.engine.findings import TABLES, Findings
from check903.findings import cells as shown
from check903.findings import labels
from check903.findings.links import COLUMNS, Cells
from check903.model.arrays import is_in, once_each
from check903.reference import schema

_FEWEST = 5  # records with one value at fault that are a pattern
_NEARLY_ALL = 0.9  # of the records that hold the value
_ANSWERS = 3  # or more cells of a row are its answers


@dataclass(frozen=True)
class Pattern:
    """One value at fault in many records, or the same answers in many rows.

    fields, values  the columns and what stands in each; one of each for a value
    rows            the rows in which they are at fault
    findings        positions in the check of which they are the fault
    """

    table: str
    fields: tuple[str, ...]
    values: tuple[str, ...]
    children: int
    rows: np.ndarray
    findings: np.ndarray

    @property
    def records(self) -> int:
        """How many rows."""
        return len(self.rows)

    @property
    def key(self) -> str:
        """What its line of the plan is called: value-Episodes-URN-SC999999."""
        return "-".join(re.findall(r"\w+", f"value {self.table} {' '.join(self.fields)} {self.said or 'blank'}"))

    @property
    def title(self) -> str:
        """ "Ofsted number SC999999 stands in 13 episodes", "0 in all answers of 8 rows of OC2"; what is long is cut."""
        row = labels.rows_named(self.table, self.records)
        first, *others = self.fields
        if others:
            same = len(set(self.values)) == 1
            return f"{self.values[0]} in all answers of {row}" if same else f"The same answers in {row}: {self.said}"
        called = labels.said_label(self.table, first)
        return f"{called} is blank in all {row}" if not self.said else f"{called} {_cut(self.said)} stands in {row}"

    @property
    def said(self) -> str:
        """The values, "1, 0, 1"; "" for a blank."""
        return ", ".join(self.values)

    @property
    def columns(self) -> str:
        """The columns with the Department's names."""
        return ", ".join(labels.named(self.table, field) for field in self.fields)


def _cut(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"


def of_check(checked: Findings, cells: Cells) -> list[Pattern]:
    """Those of a check with these cells at fault, most findings first."""
    values = (pattern for table, column, part in _by_column(cells) for pattern in _values(checked, table, column, part))
    answers = (pattern for table, part in _by_table(cells) for pattern in _same_answers(checked, table, part))
    return sorted(
        [*values, *answers], key=lambda pattern: (-len(pattern.findings), pattern.table, pattern.fields, pattern.values)
    )


# -- one value ---------------------------------------------------------------------------------------------------------


def _parts(cells: Cells, kind: np.ndarray) -> list[Cells]:
    """The cells by kind, in order."""
    order = np.argsort(kind, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(kind[order])) + 1) if len(order) else []
    return [cells.take(part) for part in parts if TABLES[int(cells.table[part[0]])] in schema.TABLES]


def _by_column(cells: Cells) -> Iterator[tuple[str, str, Cells]]:
    """The cells at fault of this year's tables, column by column."""
    for part in _parts(cells, cells.table * len(COLUMNS) + cells.column):
        if len(part.row) >= _FEWEST:
            yield TABLES[int(part.table[0])], COLUMNS[int(part.column[0])], part


def _values(checked: Findings, table: str, field: str, cells: Cells) -> Iterator[Pattern]:
    if field == "CHILD" or not checked.r.has_column(table, field):
        return
    base = checked.rows(table).base.column(field)
    wrong = once_each(cells.row)
    holding = np.bincount(base.codes, minlength=len(base.values))
    at_fault = np.bincount(base.codes[wrong], minlength=len(base.values))
    for code in np.flatnonzero((at_fault >= _FEWEST) & (at_fault >= _NEARLY_ALL * holding)).tolist():
        rows = wrong[base.codes[wrong] == code]
        everywhere = code > 0 or len(rows) == len(base.codes)
        if everywhere and not _permitted(checked, table, field, base.values[code]):
            yield from _pattern(checked, table, (field,), (base.values[code],), rows, cells)


def _permitted(checked: Findings, table: str, field: str, value: str) -> bool:
    """True for a code of the column's list: what is wrong is where it stands, not the value."""
    return bool(shown.meaning(table, field, value, checked.year)[0])


def _pattern(checked: Findings, table: str, fields, values, rows: np.ndarray, cells: Cells) -> Iterator[Pattern]:
    """The pattern in those rows, if they are of several children."""
    children = len(once_each(checked.rows(table).child[rows]))
    if children > 1:
        findings = once_each(cells.finding[is_in(cells.row, rows)])
        yield Pattern(table, fields, values, children, rows, findings)


# -- the same answers --------------------------------------------------------------------------------------------------


def _by_table(cells: Cells) -> Iterator[tuple[str, Cells]]:
    """The cells at fault of this year's tables with one row per child: their columns are answers about it."""
    for part in _parts(cells, cells.table):
        table = TABLES[int(part.table[0])]
        if schema.TABLES[table].one_row_per_child and table != "Header":
            yield table, part


def _same_answers(checked: Findings, table: str, cells: Cells) -> Iterator[Pattern]:
    """The rows in which the same columns are at fault in one finding, filled in with the same."""
    starts = np.flatnonzero(np.diff(cells.finding, prepend=-1))
    rows_of: dict[tuple, set[int]] = {}
    lengths = np.diff(starts, append=len(cells.row))
    for start, length in zip(starts[lengths >= _ANSWERS].tolist(), lengths[lengths >= _ANSWERS].tolist()):
        row = int(cells.row[start])
        fields = tuple(dict.fromkeys(COLUMNS[column] for column in cells.column[start : start + length].tolist()))
        rows_of.setdefault((fields, tuple(shown.text(checked, table, field, row) for field in fields)), set()).add(row)
    for (fields, values), rows in rows_of.items():
        if len(rows) >= _FEWEST and all(values):
            yield from _pattern(checked, table, fields, values, np.array(sorted(rows)), cells)
