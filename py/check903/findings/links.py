"""What links findings: the cells at fault in them, and the pairs of rows and missing rows that they are about.

Findings share a cause where
- the same cell is at fault in them, their own or one of the row beside (what is worked out from a postcode stands for
  that postcode);
- one value of a child is at fault in several of its rows, in a column that says the same in all (`_SAME_IN_ALL`);
- they are about one pair of rows of a table and about how the two follow each other, or nothing tells which row is
  wrong;
- the child lacks a row in the same table, or its id is at fault;
- they are one rule's, on rows of several tables about one child.

Each of these is a key; findings that share a key, directly or through others, are linked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from check903 import wording
from check903.engine import Rule
from check903.engine.findings import TABLES, Findings, Group
from check903.reference import schema

COLUMNS = sorted({column.name for spec in schema.TABLES.values() for column in spec.columns})
_COLUMN = {name: number for number, name in enumerate(COLUMNS)}
_TABLE = {name: number for number, name in enumerate(TABLES)}
_FROM = {"PL_LA": ("PL_POST",), "PL_LOCATION": ("PL_POST",), "PL_DISTANCE": ("PL_POST", "HOME_POST")}
_SAME_IN_ALL = {"URN", "HOME_POST", "PL_POST", "DOB", "MC_DOB", "SEX", "ETHNIC", "UPN", "CIN"}
_REASONS = {"REC", "RNE"}  # with the dates, what says how a row follows the one before
_BIRTHS = {"DOB", "MC_DOB"}


@dataclass(frozen=True)
class Cells:
    """Cells at fault: int arrays, an entry for each finding and cell, in order of finding.

    finding, table, column, row  position in the check, in `TABLES`, in `COLUMNS`, in the table
    """

    finding: np.ndarray
    table: np.ndarray
    column: np.ndarray
    row: np.ndarray

    def take(self, which: np.ndarray) -> Cells:
        """The cells at those positions, or where the mask is True."""
        return Cells(self.finding[which], self.table[which], self.column[which], self.row[which])

    def places(self) -> set[tuple[str, int, str]]:
        """(table, row, column), each once."""
        each = zip(self.table.tolist(), self.row.tolist(), self.column.tolist())
        return {(TABLES[table], row, COLUMNS[column]) for table, row, column in each}


class Links:
    """The links between the findings of a check."""

    def __init__(self, checked: Findings):
        self._checked = checked
        self._kinds: dict[tuple, int] = {}
        self._keys: list[tuple[int, np.ndarray, np.ndarray]] = []  # kind, finding, which
        self._cells: list[tuple[np.ndarray, int, int, np.ndarray]] = []  # finding, table, column, row
        self._values, self._unclear = np.zeros(len(checked), int), np.zeros(len(checked), bool)
        for group, (rule, _, part) in zip(checked.by_rule, checked.groups):
            self._add_group(rule, group, np.arange(part.start, part.stop, dtype=np.int32))
        self._add_several_tables()

    # -- the keys of each finding -------------------------------------------------------------------------------------

    def _add_group(self, rule: Rule, group: Group, finding: np.ndarray) -> None:
        words = wording.of(self._checked, group)
        at_fault, partners = words.at_fault, words.seen.partners
        self._values[finding], self._unclear[finding] = len(group.values), at_fault.unclear
        own, beside = np.zeros(len(group), bool), np.zeros(len(group), bool)
        for column, here in at_fault.own.items():
            self._add_cells(TABLES[group.table], column, finding[here], group.row[here], group.child[here])
            own |= here
        for (name, column), here in at_fault.beside.items():
            here = here & (partners[name].child == group.child)  # of two children with one number each has its own
            self._add_cells(
                partners[name].name, column, finding[here], partners[name].positions[here], group.child[here]
            )
            beside |= here
        joins = [here for column, here in at_fault.own.items() if _joins(TABLES[group.table], column)]
        paired = _any(joins, len(group)) | (own == beside)
        self._add_pairs(group, finding, paired)
        if group.absent:
            compared = words.seen.compared.values()
            there = _any([rows.exists for rows in compared if rows.name == group.absent], len(group))
            self._add(("absent", group.absent), finding[~there], group.child[~there])
        if rule.category == "files":
            self._add_ids(finding[~own & ~beside], group.child[~own & ~beside])

    def _add(self, kind: tuple, finding: np.ndarray, which: np.ndarray) -> None:
        """Keys of one kind; findings with one below 0 share nothing."""
        some = which >= 0
        if some.any():
            number = self._kinds.setdefault(kind, len(self._kinds))
            self._keys.append((number, finding[some], which[some].astype(np.int64)))

    def _add_cells(self, table: str, column: str, finding: np.ndarray, row: np.ndarray, child: np.ndarray) -> None:
        """One column at fault in these rows; what Ofsted's list says is not the council's to put right."""
        if table == schema.LIST.name or not len(finding):
            return
        self._cells.append((finding, _TABLE[table], _COLUMN[column], row))
        if column == "CHILD":
            self._add_ids(finding, child)
        for origin in _FROM.get(column, (column,)):
            self._add(("cell", table, origin), finding, row)
        if column in _SAME_IN_ALL:
            held = self._checked.rows(table).base.column(column)
            codes = held.codes[row].astype(np.int64)
            shared = (codes > 0) & (child >= 0)
            self._add(("value", table, column), finding, np.where(shared, child * len(held.values) + codes, -1))

    def _add_ids(self, finding: np.ndarray, child: np.ndarray) -> None:
        """The ids of the children, wherever they stand."""
        self._add(("id",), finding, child)

    def _add_pairs(self, group: Group, finding: np.ndarray, paired: np.ndarray) -> None:
        """The pairs of rows of one table, where `paired` is True."""
        for table, beside in group.beside.values():
            if table == group.table:
                first, second = np.minimum(group.row, beside), np.maximum(group.row, beside)
                rows = self._checked.rows(TABLES[table])
                same = paired & (beside >= 0) & (rows.child[beside] == group.child)
                which = np.where(same, first.astype(np.int64) * len(rows) + second, -1)
                self._add(("pair", table), finding, which)

    def _add_several_tables(self) -> None:
        """The findings of a rule that reports rows of several tables, by child."""
        by_rule: dict[Rule, list[slice]] = {}
        for rule, _, part in self._checked.groups:
            by_rule.setdefault(rule, []).append(part)
        for rule, parts in by_rule.items():
            if len(parts) > 1:
                finding = np.concatenate([np.arange(part.start, part.stop) for part in parts])
                self._add(("rule", rule.code), finding, self._checked.child[finding])

    # -- what comes of them -------------------------------------------------------------------------------------------

    @cached_property
    def cells(self) -> Cells:
        """The cells at fault of all findings."""
        parts = [
            (finding, np.full(len(finding), table, np.int32), np.full(len(finding), column, np.int32), row)
            for finding, table, column, row in self._cells
        ]
        laid = [np.concatenate(part).astype(np.int32, copy=False) for part in zip(*parts)]
        laid = laid or [np.zeros(0, np.int32)] * 4
        return Cells(*laid).take(np.argsort(laid[0], kind="stable"))

    def connected(self) -> np.ndarray:
        """Per finding the lowest position among those that it is linked to, directly or through others."""
        position, key = self._numbered
        lowest = np.arange(len(self._checked), dtype=np.int32)
        keys = int(key.max(initial=-1)) + 1
        while True:
            of_key = np.full(keys, len(lowest), np.int32)
            np.minimum.at(of_key, key, lowest[position])
            now = lowest.copy()
            np.minimum.at(now, position, of_key[key])
            now = now[now]
            if np.array_equal(now, lowest):
                return now
            lowest = now

    def telling(self) -> tuple[np.ndarray, ...]:
        """Keys for a sort, the last counts most, by which the finding that says most comes first: its cell is at fault
        in most other findings, was filled in rather than worked out, is known for sure, and is one of few.
        """
        findings = len(self._checked)
        position, key = self._numbered
        shared = np.zeros(findings, int)
        np.maximum.at(shared, position, np.bincount(key)[key])
        cells = self.cells
        named = np.bincount(cells.finding, minlength=findings)
        derived = np.zeros(findings, bool)
        derived[cells.finding[np.isin(cells.column, [_COLUMN[name] for name in _FROM])]] = True
        return np.where(named, named, len(COLUMNS)), self._unclear, derived, -shared

    @property
    def worked_out(self) -> np.ndarray:
        """Per finding how many values the rule worked out."""
        return self._values

    @cached_property
    def _numbered(self) -> tuple[np.ndarray, np.ndarray]:
        """(finding, number of the key), one entry per finding and key; equal keys have equal numbers."""
        if not self._keys:
            return np.zeros(0, int), np.zeros(0, int)
        finding = np.concatenate([finding for _, finding, _ in self._keys])
        kind = np.concatenate([np.full(len(which), kind, np.int32) for kind, _, which in self._keys])
        which = np.concatenate([which for _, _, which in self._keys])
        self._keys.clear()  # many megabytes, and their numbers say it all
        order = np.lexsort((which, kind))
        new = np.ones(len(order), bool)
        new[1:] = (kind[order][1:] != kind[order][:-1]) | (which[order][1:] != which[order][:-1])
        numbers = np.empty(len(order), np.int32)
        numbers[order] = np.cumsum(new) - 1
        return finding, numbers


def _any(masks: list[np.ndarray], length: int) -> np.ndarray:
    return np.logical_or.reduce(masks) if masks else np.zeros(length, bool)


def _joins(table: str, column: str) -> bool:
    """True for a column that says how the row follows the one before."""
    if column in _REASONS:
        return True
    spec = schema.spec_of(table).column(column)
    return spec.type == "date" and column not in _BIRTHS
