"""What a rule saw in a finding as texts for the columns of a file: the same rows and cells as on the pages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from check903.engine.findings import Findings
from check903.findings import cells, labels
from check903.views.beside import Beside, BesideCell, Compared, Head, Seen
from check903.views.worked_out import Measured

NOT_THERE = "not there"


@dataclass(frozen=True)
class Evidence:
    """What was seen in one finding.

    sentence         what is wrong in this row
    column, value    what is at fault: the columns with their names and the Department's, and what stands in them
    row              the other values of the row that the rule reads, with what they mean
    compared, values what it was compared with ("The episode before, line 1,498"; "Needed"), and what stands there
    """

    sentence: str
    column: str
    value: str
    row: str
    compared: str
    values: str


def evidence(checked: Findings, positions: np.ndarray) -> list[Evidence]:
    """What was seen in the findings at those positions, in their order; made rule by rule."""
    order = np.argsort(positions, kind="stable")
    risen = positions[order]
    in_order: list = [None] * len(positions)
    for number, (rule, table, part) in enumerate(checked.groups):
        first, last = np.searchsorted(risen, (part.start, part.stop)).tolist()
        if first < last:
            drawn = Compared(checked, number, risen[first:last] - part.start, marks_read=False)
            texts = _Texts(checked, drawn, table, rule.fields_in(table))
            for n, row, unclear in zip(order[first:last].tolist(), drawn.rows(), drawn.unclear.tolist()):
                in_order[n] = texts.of(row, int(checked.row[positions[n]]), unclear)
    return in_order


class _Texts:
    """The texts of findings of one rule in one table."""

    def __init__(self, checked: Findings, drawn: Compared, table: str, fields: tuple[str, ...]):
        self._checked, self._drawn, self._table, self._fields = checked, drawn, table, fields
        self._heads = drawn.heads()

    def of(self, row: Seen, position: int, unclear: bool) -> Evidence:
        """`row`: as Compared.rows gives it; `position`: its position in the table."""
        at_fault = self._at_fault(row, position)
        compared = self._compared(row)
        joined = " or " if unclear else ", "
        return Evidence(
            row["evidence"],
            joined.join(name for name, _ in at_fault),
            joined.join(value for _, value in at_fault),
            self._row(row["culprits"], position),
            "; ".join(name for name, _ in compared),
            "; ".join(value for _, value in compared),
        )

    def _at_fault(self, row: Seen, position: int) -> list[tuple[str, str]]:
        """(column, value): of the row itself, of those beside it, worked out, or the row that isn't there."""
        of_row = [(labels.named(self._table, name), self._text(name, position) or "blank") for name in row["culprits"]]
        beside = [
            (f"{partner['label']}: {labels.named(partner['table'], head['field'])}", cell["value"] or "blank")
            for partner in row["beside"]
            for head, cell in zip(self._heads, partner["cells"])
            if cell and cell["wrong"]
        ]
        worked_out = [
            (f"{head['label']} (worked out)", " ".join(filter(None, (cell["lead"], cell["found"], cell["said"]))))
            for head, cell in self._worked_out(row)
            if cell["wrong"]
        ]
        lacking = [("row", "no row")] if row["absent"] else []
        return of_row + beside or worked_out or lacking

    def _worked_out(self, row: Seen) -> list[tuple[Head, Measured]]:
        return [(head, cell) for head, cell in zip(self._heads, row["cells"]) if cell and "found" in cell]

    def _row(self, culprits: list[str], position: int) -> str:
        """ "Start 09/09/2025; Placement U4 Foster care"."""
        texts = (
            f"{labels.field_label(self._table, name)} {self._said(name, position)}"
            for name in self._fields
            if name not in culprits and name != "CHILD"
        )
        return "; ".join(texts)

    def _said(self, name: str, position: int) -> str:
        return cells.said(cells.cell(self._checked, self._table, name, position))

    def _text(self, name: str, position: int) -> str:
        return cells.text(self._checked, self._table, name, position)

    def _compared(self, row: Seen) -> list[tuple[str, str]]:
        beside = [(_place(partner), self._values(partner["cells"])) for partner in row["beside"]]
        beside += [("Needed", _needed(cell)) for _, cell in self._worked_out(row) if cell["short"]]
        return beside + ([(self._drawn.lacking, NOT_THERE)] if row["absent"] else [])

    def _values(self, drawn: list[BesideCell | None]) -> str:
        """What answers to the cells at fault; all that is known of the row where nothing does."""
        known = [(head, cell) for head, cell in zip(self._heads, drawn) if cell]
        telling = [pair for pair in known if pair[1]["answers"] or pair[1]["wrong"]]
        pairs = telling or [pair for pair in known if pair[1]["value"]]
        return "; ".join(f"{head['label'].removesuffix(' (URN)')} {cells.said(cell)}" for head, cell in pairs)


def _place(beside: Beside) -> str:
    """ "The episode before, line 1,498"; an entry of Ofsted's list has no line worth naming."""
    is_listed = beside["label"] == labels.LIST
    return beside["label"] if is_listed or beside["line"] is None else f"{beside['label']}, line {beside['line']:,}"


def _needed(cell: Measured) -> str:
    """ "91 days" of "of 91 days", "3 at most" of "days, 3 at most", "16 or over" of "16 or over needed"."""
    return cell["said"].rpartition(", ")[2].removeprefix("of ").removesuffix(" needed")
