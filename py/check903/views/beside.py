"""What a rule saw of a row: the sentence, the cells at fault, and the rows that it was compared with, under the same
columns.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from check903 import wording
from check903.engine.findings import TABLES, Findings
from check903.findings import cells, labels
from check903.reference import codes, schema
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


def short(table: str) -> str:
    """What the page calls a row of the table beside others: "episode", "UASC"."""
    spec = schema.TABLES[table.removesuffix("_last")]
    return spec.name if spec.one_row_per_child or spec.name == "Header" else spec.row


def label(name: str, own: str, table: str) -> str:
    """What the partner of that name is called beside a row of the table `own`."""
    if table == LIST:
        return schema.LIST.label
    if table.endswith("_last") and not own.endswith("_last"):
        same = table.removesuffix("_last") == own
        return "Last year" if same else f"Last year, {table.removesuffix('_last')}"
    if own.endswith("_last") and not table.endswith("_last"):
        return "This year"
    if table != own:
        return f"Nearest {short(table)}" if name == "nearest" else table.removesuffix("_last")
    said = {
        "before": "The {} before",
        "after": "The next {}",
        "first": "The first {}",
        "usual": "The {} before the stay",
    }
    other = "The other row" if short(own) == own else "The other {}"
    return said.get(name, other).format(short(own))


def own_label(table: str) -> str:
    """What the row at fault is called: "This episode", "UASC", "Last year’s episode"."""
    called = short(table)
    if table.endswith("_last"):
        return f"Last year’s {called}"
    return called if called == table else f"This {called}"


class Compared:
    """Some findings of one rule in one table, as its page draws them."""

    def __init__(self, checked: Findings, number: int, positions: np.ndarray):
        """number: of the group in `checked.by_rule`; positions: of the findings in that group."""
        self._checked = checked
        self._group = checked.by_rule[number].take(positions)
        self._rule, self.table = checked.rules[self._group.rule], TABLES[self._group.table]
        self._spec = schema.TABLES[self.table.removesuffix("_last")]
        self._words = wording.of(checked, checked.by_rule[number], positions)

    def __len__(self) -> int:
        return len(self._group)

    @cached_property
    def _partners(self) -> dict[str, tuple[str, np.ndarray]]:
        """name -> (table, row or -1)."""
        return {name: (TABLES[table], rows) for name, (table, rows) in self._group.beside.items()}

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
        at_fault = [*self._words.at_fault.own, *(column for _, column in self._words.at_fault.beside)]
        known = [
            column
            for column in (*self._spec.order, *listed, *shown, *at_fault)
            if column != "CHILD" and self._called(column)
        ]
        return list(dict.fromkeys(known))

    def _has(self, column: str) -> bool:
        return self._checked.r.has_column(self.table, column)

    def _called(self, column: str) -> str:
        """What the column is called: in the row's own table, else in a partner's; "" where none has it."""
        for table in (self.table, *(table for table, _ in self._partners.values() if table != LIST)):
            if _is_in(table, column):
                return labels.field_label(table, column)
        return ""

    def heads(self) -> list[dict]:
        """The columns with what they are called."""
        return [{"field": column, "label": self._called(column)} for column in self.columns]

    def rows(self) -> list[dict]:
        """Of each finding: evidence, culprits, unclear (one of the cells is wrong, not all), file, line, cells, beside,
        absent.
        """
        sentences, culprits = self._words.sentences(), self._words.culprits()
        return [
            {
                "evidence": sentences[at],
                "culprits": culprits[at],
                "unclear": bool(self._words.at_fault.unclear[at]),
                **self._own(at, culprits[at]),
                "beside": self._beside(at, culprits[at]),
                "absent": self._absent(at),
            }
            for at in range(len(self))
        ]

    # -- the row at fault ---------------------------------------------------------------------------------------------

    def _own(self, at: int, culprits: list[str]) -> dict:
        row = int(self._group.row[at])
        file, line = self._checked.place(self.table, row)
        return {
            "file": file,
            "line": line,
            "cells": [self._own_cell(at, row, column, column in culprits) for column in self.columns],
        }

    def _own_cell(self, at: int, row: int, column: str, wrong: bool) -> dict | None:
        if not _is_in(self.table, column):
            return None
        cell = cells.cell(self._checked, self.table, column, row)
        if column == "URN" and (setting := self._settings[at]):
            cell |= {"meaning": setting, "short": setting}
        return {**cell, "wrong": wrong}

    @cached_property
    def _settings(self) -> np.ndarray:
        """The name of each row's setting, "" where nobody knows it."""
        return placeholders.setting(self._checked.r, self._words.seen.rows)

    # -- beside it ----------------------------------------------------------------------------------------------------

    def _beside(self, at: int, culprits: list[str]) -> list[dict]:
        found = []
        for name, (table, rows) in self._partners.items():
            if rows[at] >= 0:
                file, line = self._checked.place(table, int(rows[at]))
                answering = [] if self._wrong_beside(name, at) else culprits
                drawn = [
                    self._cell(name, table, int(rows[at]), at, column, column in answering) for column in self.columns
                ]
                found.append(
                    {
                        "label": label(name, self.table, table),
                        "above": name in _ABOVE,
                        "table": table,
                        "file": file,
                        "line": line,
                        "cells": drawn,
                    }
                )
        return found

    def _wrong_beside(self, name: str, at: int) -> list[str]:
        """The columns at fault of the partner itself."""
        return [
            column
            for (partner, column), marked in self._words.at_fault.beside.items()
            if partner == name and marked[at]
        ]

    def _cell(self, name: str, table: str, row: int, at: int, column: str, answers: bool) -> dict | None:
        """The partner's cell under that column; None where its table has no such column."""
        if table == LIST:
            cell = self._listed(row, column)
        else:
            cell = cells.cell(self._checked, table, column, row) if _is_in(table, column) else None
        if cell is None:
            return None
        mine = (
            cells.text(self._checked, self.table, column, int(self._group.row[at]))
            if _is_in(self.table, column)
            else ""
        )
        return {
            **cell,
            "same": bool(mine) and mine == cell["value"],
            "wrong": column in self._wrong_beside(name, at),
            "answers": answers,
        }

    def _listed(self, row: int, column: str) -> dict | None:
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

    def _absent(self, at: int) -> str:
        """What isn't there: "No row in OC2", "Not in Ofsted’s list"; "" where nothing is lacking."""
        lists = [rows[at] for table, rows in self._partners.values() if table == LIST]
        if lists and max(lists) < 0:
            return f"Not in {schema.LIST.label}"
        table = self._group.absent
        if not table or any(name == table and rows[at] >= 0 for name, rows in self._partners.values()):
            return ""
        return f"No row in {table.removesuffix('_last')}{' last year' if table.endswith('_last') else ''}"


def _spaced(postcode: str) -> str:
    """A postcode as the return has it: "BA28ED" -> "BA2 8ED"."""
    return f"{postcode[:-3]} {postcode[-3:]}" if len(postcode) > 4 and " " not in postcode else postcode


def _is_in(table: str, column: str) -> bool:
    return any(found.name == column for found in schema.TABLES[table.removesuffix("_last")].columns)
