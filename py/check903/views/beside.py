"""What a rule saw of a row: the sentence, the cells at fault, and the rows that it was compared with, under the same
columns.
"""

from __future__ import annotations

from functools import cached_property
from typing import NotRequired, TypedDict, final

import numpy as np

from check903 import wording
from check903.engine.findings import TABLES, Findings
from check903.findings import cells, groups, labels
from check903.reference import codes, schema
from check903.views.directory import Directory
from check903.views.worked_out import CountedLines, Measured, WorkedOut
from check903.wording import placeholders

LIST = schema.LIST.name
# Column of Episodes -> the column of Ofsted's list that answers to it.
_LISTED = {
    "DECOM": "REG_START",
    "DEC": "REG_END",
    "URN": "URN",
    "PLACE": "PLACE_CODES",
    "PLACE_PROVIDER": "PROVIDER_CODES",
    "PL_POST": "POSTCODE",
    "PL_LA": "LA_NAME",
}
_CODES_IN_LIST = {"PLACE", "PLACE_PROVIDER"}  # of which the list may give several in one cell
_ABOVE = {"before", "last", "first", "usual"}  # what comes earlier in time stands above the row at fault


class Head(TypedDict):
    """The head of a column; "" for what the rule worked out, with a `note` below."""

    field: str
    label: str
    note: NotRequired[str]


@final
class OwnCell(cells.Cell):
    """A cell of the row at fault. `read`: the rule looks at it."""

    wrong: bool
    read: bool


class BesideCell(cells.Cell):
    """A cell of a row beside. `same`: it says the same as the row at fault; `answers`: it is what that row's culprit is
    to be compared with.
    """

    same: bool
    wrong: bool
    answers: bool


class Beside(TypedDict):
    """A row that was compared; `above`: it stands above the row at fault."""

    label: str
    above: bool
    table: str
    at: int
    file: str
    line: int | None
    cells: list[BesideCell | None]


class OwnRow(TypedDict):
    """The row at fault."""

    file: str
    line: int | None
    cells: list[OwnCell | Measured | CountedLines | None]


class Seen(OwnRow):
    """What a rule saw of a row. `evidence`: the sentence; `culprits`: the columns at fault; `absent`: what isn't
    there.
    """

    evidence: str
    culprits: list[str]
    beside: list[Beside]
    absent: str


class Compared:
    """Some findings of one rule in one table, as its page draws them."""

    def __init__(self, checked: Findings, number: int, positions: np.ndarray, marks_read: bool = True):
        """number: of the group in `checked.by_rule`; positions: of the findings in that group; `marks_read`: cells say
        whether the rule reads them, which takes a run of it.
        """
        self._checked, self._marks_read = checked, marks_read
        self._group = checked.by_rule[number].take(positions)
        self._rule, self.table = checked.rules[self._group.rule], TABLES[self._group.table]
        self._spec = schema.spec_of(self.table)
        self._words = wording.of(checked, checked.by_rule[number], positions)
        self._worked_out = WorkedOut(self._words, checked.year)

    def __len__(self) -> int:
        return len(self._group)

    @cached_property
    def _partners(self) -> dict[str, tuple[str, np.ndarray]]:
        """name -> (table, row or -1)."""
        return {name: (rows.name, rows.positions) for name, rows in self._words.seen.partners.items()}

    @cached_property
    def columns(self) -> list[str]:
        """The row's own dates, what the words show, what is at fault, and for a setting what Ofsted's list says of
        it.
        """
        given = self._words.words
        shown = given.show if given else self._rule.fields_in(self.table)
        listed = (
            [column for column in _LISTED if self._has(column)]
            if any(table == LIST for table, _ in self._partners.values())
            else []
        )
        known = [
            column
            for column in (*self._spec.order, *listed, *shown, *self.at_fault)
            if column != "CHILD" and self._called(column)
        ]
        return _with_ends(list(dict.fromkeys(known)))

    @property
    def at_fault(self) -> list[str]:
        """The columns at fault in any of the rows or of those beside."""
        at_fault = self._words.at_fault
        marked = [*at_fault.own.items(), *((column, here) for (_, column), here in at_fault.beside.items())]
        return list(dict.fromkeys(column for column, here in marked if here.any()))

    @property
    def unclear(self) -> np.ndarray:
        """True for each finding of whose cells at fault one is wrong and nothing tells which."""
        return self._words.at_fault.unclear

    @property
    def lacking(self) -> str:
        """Where the rule looked for what isn't there, in the rows that lack something."""
        return groups.lacking(self._words)

    def _has(self, column: str) -> bool:
        return self._checked.r.has_column(self.table, column)

    def _called(self, column: str) -> str:
        """What the column is called: in the row's own table, else in a partner's; "" where none has it."""
        beside = (table for table, rows in self._partners.values() if table != LIST and (rows >= 0).any())
        for table in (self.table, *beside):
            if _is_in(table, column):
                return labels.field_label(table, column)
        return ""

    def heads(self) -> list[Head]:
        """The columns with what they are called, then what the rule worked out."""
        known: list[Head] = [{"field": column, "label": self._called(column)} for column in self.columns]
        worked_out: list[Head] = [
            {"field": "", "label": measure.label, "note": measure.note} for measure in self._worked_out.measures
        ]
        return known + worked_out

    @cached_property
    def _read(self) -> frozenset[tuple[str, str]]:
        """The (table, column) that the rule reads."""
        return self._checked.r.unknown.reads(self._rule) if self._marks_read else frozenset()

    def rows(self) -> list[Seen]:
        """Of each finding."""
        sentences, culprits = self._words.sentences(), self._words.culprits()
        return [
            {
                "evidence": sentences[position],
                "culprits": culprits[position],
                **self._own(position, culprits[position]),
                "beside": self._beside(position, culprits[position]),
                "absent": self._absent(position),
            }
            for position in range(len(self))
        ]

    # -- the row at fault ---------------------------------------------------------------------------------------------

    def _own(self, position: int, culprits: list[str]) -> OwnRow:
        row = int(self._group.row[position])
        file, line = self._checked.place(self.table, row)
        return {
            "file": file,
            "line": line,
            "cells": [
                *(self._own_cell(position, row, column, column in culprits) for column in self.columns),
                *(amounts[position] for amounts in self._worked_out.columns),
            ],
        }

    def _own_cell(self, position: int, row: int, column: str, wrong: bool) -> OwnCell | None:
        if not _is_in(self.table, column):
            return None
        cell: cells.Cell = self._directory.told(cells.cell(self._checked, self.table, column, row), column)
        if column == "URN" and (setting := self._settings[position]):
            cell = {**cell, "meaning": setting, "short": setting}
        return {**cell, "wrong": wrong, "read": (self.table, column) in self._read}

    @cached_property
    def _directory(self) -> Directory:
        seen = self._words.seen
        return Directory(self._checked.r, self._rule, [seen.rows, *seen.partners.values()])

    @cached_property
    def _settings(self) -> np.ndarray:
        """The name of each row's setting, "" where nobody knows it."""
        return placeholders.setting(self._checked.r, self._words.seen.rows)

    # -- beside it ----------------------------------------------------------------------------------------------------

    def _beside(self, position: int, culprits: list[str]) -> list[Beside]:
        beside: list[Beside] = []
        for name, (table, rows) in self._partners.items():
            if rows[position] >= 0:
                file, line = self._checked.place(table, int(rows[position]))
                answering = [] if self._wrong_beside(name, position) else culprits
                late = name == "before" and self._begins_later(table, int(rows[position]), position)
                drawn = [
                    self._cell(name, table, int(rows[position]), position, column, column in answering)
                    for column in self.columns
                ]
                beside.append(
                    {
                        "label": labels.partner("" if late else name, self.table, table),
                        "above": name in _ABOVE and not late,
                        "table": table,
                        "at": int(rows[position]),
                        "file": file,
                        "line": line,
                        "cells": drawn + [None] * len(self._worked_out.measures),
                    }
                )
        return beside

    def _begins_later(self, table: str, beside: int, position: int) -> bool:
        """True where the partner, of the same table, begins after the row at fault: a period within another."""
        if table != self.table or not self._spec.order:
            return False
        days = cells.days(self._checked, table, self._spec.order[0])
        return bool(days[beside] > days[int(self._group.row[position])])

    def _wrong_beside(self, name: str, position: int) -> list[str]:
        """The columns at fault of the partner itself."""
        return [
            column
            for (partner, column), marked in self._words.at_fault.beside.items()
            if partner == name and marked[position]
        ]

    def _cell(self, name: str, table: str, row: int, position: int, column: str, answers: bool) -> BesideCell | None:
        """The partner's cell under that column; None where its table has no such column."""
        if table == LIST:
            cell = self._listed(row, column)
        else:
            cell = cells.cell(self._checked, table, column, row) if _is_in(table, column) else None
            cell = cell and self._directory.told(cell, column)
        if cell is None:
            return None
        mine = (
            cells.text(self._checked, self.table, column, int(self._group.row[position]))
            if _is_in(self.table, column)
            else ""
        )
        return {
            **cell,
            "same": bool(mine) and mine == cell["value"],
            "wrong": column in self._wrong_beside(name, position),
            "answers": answers,
        }

    def _listed(self, row: int, column: str) -> cells.Cell | None:
        """What Ofsted's list says in the column that answers to this one: a number with the setting's name, a single
        code with its meaning.
        """
        if column not in _LISTED:
            return None
        value, meaning = cells.text(self._checked, LIST, _LISTED[column], row), ""
        if column == "URN":
            meaning = cells.text(self._checked, LIST, "SETTING", row)
        elif column in _CODES_IN_LIST:
            meaning = codes.short(column, value, self._checked.year)
        elif column == "PL_POST":
            value = _spaced(value)
        elif value and column in ("DECOM", "DEC"):
            meaning = "registered from" if column == "DECOM" else "registered until"
        return {"value": value, "meaning": meaning, "short": meaning}

    def _absent(self, position: int) -> str:
        """What isn't there: "No row in OC2", "Not in Ofsted’s list"; "" where nothing is lacking."""
        return groups.absent(self._words) if self._words.absent[position] else ""


# The end of what begins in the column before: the two stand side by side.
_ENDS = {
    "DECOM": "DEC",
    "MIS_START": "MIS_END",
    "SW_DECOM": "SW_DEC",
    "DOLO_START": "DOLO_END",
    "DATE_PLACED": "DATE_PLACED_CEASED",
}


def _with_ends(columns: list[str]) -> list[str]:
    """The columns, each end next to its start."""
    ends = {_ENDS[column] for column in columns if _ENDS.get(column) in columns}
    paired = [[column, *({_ENDS.get(column)} & ends)] for column in columns if column not in ends]
    return [column for pair in paired for column in pair]


def _spaced(postcode: str) -> str:
    """A postcode as the return has it: "BA28ED" -> "BA2 8ED"."""
    return f"{postcode[:-3]} {postcode[-3:]}" if len(postcode) > 4 and " " not in postcode else postcode


def _is_in(table: str, column: str) -> bool:
    return any(each.name == column for each in schema.spec_of(table).columns)
