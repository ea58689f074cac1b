"""What the words of a rule look at, and which cells they say are at fault."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from check903.engine.findings import TABLES, Findings, Group
from check903.model.rows import Rows
from check903.wording.declared import Differing, InState, OneOf, When, Words

_CALLED = {
    "Header": "header",
    "Episodes": "current",
    "UASC": "uasc",
    "AD1": "ad1",
    "OC2": "oc2",
    "OC3": "oc3",
    "PlacedAdoption": "adoption",
    "PrevPerm": "permanence",
    "DoLo": "order",
}  # table -> what a row of it is called as a partner


class Seen:
    """What conditions look at: columns of the rows at fault, partners by name, values of the rule and of its words, all
    line by line.

    r         the return
    table     name of the table of the rows at fault
    rows      the rows at fault
    compared  name -> the partners that the rule compared with
    """

    def __init__(self, findings: Findings, group: Group, words: Words | None):
        self.r, self.table, self.absent = findings.r, TABLES[group.table], group.absent
        self.rows = Rows(findings.rows(self.table).base, group.row)
        self.compared = {
            name: Rows(findings.rows(TABLES[table]).base, row) for name, (table, row) in group.beside.items()
        }
        self.values = dict(group.values)
        self._words = words
        self._clues: dict[str, Rows] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        if name.isupper():
            return getattr(self.rows, name)
        if (rows := self.row(name)) is not None:
            return rows
        if name not in self.values and self._words is not None and name in self._words.values:
            self.values[name] = np.broadcast_to(self._words.values[name](self), len(self)) if len(self) else np.zeros(0)
        if name in self.values:
            return self.values[name]
        raise AttributeError(f"{name}: neither a column, nor a partner, nor a value of the rule")

    def row(self, name: str) -> Rows | None:
        """The partner of that name; the rows at fault themselves, where they are of the table called so; else None.

        So one text of a rule that reports two tables fits both: {header.DOB} is the row at fault in Header, and stands
        beside it in Episodes.
        """
        if name in self.compared:
            return self.compared[name]
        return self.rows if self.is_own(name) else self._clue(name)

    def is_own(self, name: str) -> bool:
        """True where the name means the rows at fault."""
        return name == _CALLED.get(self.table) and name not in self.compared

    def has(self, name: str) -> bool:
        """True if the rule gave a partner of that name."""
        return name in self.compared

    def _clue(self, name: str) -> Rows | None:
        """The clue of that name that the words give; None where they give none."""
        if name not in self._clues and self._words is not None and name in self._words.clues:
            self._clues[name] = self._words.clues[name](self)
        return self._clues.get(name)

    @cached_property
    def partners(self) -> dict[str, Rows]:
        """name -> rows beside, of the rule and then of its words."""
        told = self._words.clues if self._words is not None else {}
        clues = {name: self.row(name) for name in told if name not in self.compared and not self.is_own(name)}
        return self.compared | {name: rows for name, rows in clues.items() if rows is not None}

    @cached_property
    def child(self) -> np.ndarray:
        """Number of each row's child."""
        return self.rows.child

    def culprit(self, column: str) -> np.ndarray:
        """True where that column, and it for sure, is at fault."""
        return self._culprits.own.get(column, np.zeros(len(self), bool)) & ~self._culprits.unclear

    @property
    def unclear(self) -> np.ndarray:
        """True where one of the cells marked is wrong and nothing tells which."""
        return self._culprits.unclear

    @cached_property
    def _culprits(self) -> Culprits:
        return Culprits(self, self._words)


class Culprits:
    """Which cells are at fault.

    own      column -> bool per row, of the rows at fault
    beside   (partner's name, column) -> bool per row, of the rows beside
    unclear  True where one of the cells is wrong and nothing tells which
    differs  True where the cells at fault are those that differ from the partner's
    states   "blank" or "filled" -> True where they are those of several that are
    """

    def __init__(self, seen: Seen, words: Words | None):
        self.own: dict[str, np.ndarray] = {}
        self.beside: dict[tuple[str, str], np.ndarray] = {}
        self.unclear = np.zeros(len(seen), bool)
        self.differs = np.zeros(len(seen), bool)
        self.states = {"blank": np.zeros(len(seen), bool), "filled": np.zeros(len(seen), bool)}
        if words is not None:
            for here, given in choices(seen, words.culprit):
                self._add(seen, given, here)

    def _add(self, seen: Seen, given: Any, here: np.ndarray) -> None:
        if callable(given):
            columns: Any = given(seen)
            marked = {column: at_fault & here for column, at_fault in columns.items()}
            for column, at_fault in marked.items():
                self._mark(seen, column, at_fault)
            if isinstance(given, Differing):
                self.differs |= here
            if isinstance(given, InState):
                self.states[given.state] |= np.logical_or.reduce(list(marked.values()))
            if isinstance(given, OneOf):
                self.unclear |= np.sum(list(marked.values()), axis=0) > 1
            return
        for column in given.replace(" or ", " ").split():
            self._mark(seen, column, here)
        self.unclear |= here & (" or " in given)

    def _mark(self, seen: Seen, name: str, here: np.ndarray) -> None:
        partner, _, column = name.rpartition(".")
        partner = "" if seen.is_own(partner) else partner
        if partner and partner not in seen.partners:
            return
        if partner:
            self.beside[partner, column] = here | self.beside.get((partner, column), False)
        else:
            self.own[column] = here | self.own.get(column, False)


def choices(seen: Seen, given) -> Iterator[tuple[np.ndarray, Any]]:
    """(bool per row, alternative) of each alternative that some row has. A row for which none was written has none."""
    left = np.ones(len(seen), bool)
    for part in given if isinstance(given, list) else [given]:
        here = left & (
            np.broadcast_to(np.asarray(part.test(seen), bool), len(seen)) if isinstance(part, When) else True
        )
        if here.any():
            yield here, part.then if isinstance(part, When) else part
            left = left & ~here
            if not left.any():
                return
