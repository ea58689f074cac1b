"""The findings of one rule in one table by what is at fault: what differs, what is blank, what is not there.

A kind's key is stable from check to check, so that it can stand in an address: "219 Episodes URN", "219 Episodes
URN,PLACE?" (one of the two), "501 Episodes before.DEC", "1001 OC3 #Since-14" (a number), "191 OC2 blank" (blank
cells, whichever; or "filled"), "388 Episodes -" (no one cell), and "!" at its end where something is not there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from check903 import wording
from check903.engine.findings import TABLES, Findings
from check903.findings import labels
from check903.model.arrays import once_each
from check903.reference import schema
from check903.wording import Worded
from check903.wording.declared import Measure

_STATES = ("blank", "filled")  # in place of the cells of a kind, where they are those of several columns that are
_FEW = 20  # findings whose texts are made to see whether all might be alike
_MANY = 5  # rows with one value that are worth saying so
_NAMED = 4  # columns that a heading names
MOST = 12  # groups: with more, the cells at fault are one heap each row of which says its own


@dataclass(frozen=True)
class Kind:
    """Findings with the same cells at fault.

    key    stands for it in an address and in a filter
    title  what is at fault, as a heading; short the same for a button
    text   what holds for all of them: the sentence where all have the same, and what to do
    said   True where a row still needs its own sentence
    total  how many
    asks   "differs", "missing" or "at fault": what the buttons of such groups ask
    """

    key: str
    title: str
    short: str
    text: str
    said: bool
    total: int
    asks: str


class Kinds:
    """The findings of one group of `Findings.by_rule`, by kind: `of` has the position in `kinds` for each."""

    def __init__(self, checked: Findings, number: int):
        self._checked, self._group = checked, checked.by_rule[number]
        self._words = wording.of(checked, self._group)
        self.code, self.table = checked.rules[self._group.rule].code, TABLES[self._group.table]
        self.of, self.kinds = self._parted()

    def _parted(self) -> tuple[np.ndarray, list[Kind]]:
        keys, key_of = self._keys()
        distinct, first, of, counts = np.unique(key_of, return_index=True, return_inverse=True, return_counts=True)
        if len(distinct) > MOST:
            keys, distinct, first = [""], np.array([0]), np.array([0])
            of, counts = np.zeros(len(key_of), np.int64), np.array([len(key_of)])
        order = np.lexsort((first, -counts))
        place = np.argsort(order)
        of = place[of]
        return of, [self._kind(keys[distinct[n]], np.flatnonzero(of == place[n])) for n in order.tolist()]

    # -- keys ---------------------------------------------------------------------------------------------------------

    def _keys(self) -> tuple[list[str], np.ndarray]:
        """(keys, each finding's position in them)."""
        names, marked = self._marked()
        for state, here in self._words.at_fault.states.items():
            marked[here] = [name == state for name in names]
        distinct, of = np.unique(marked, axis=0, return_inverse=True)
        cells = [",".join(name for name, here in zip(names, row) if here) or "-" for row in distinct.tolist()]
        return self._ended(cells, of.reshape(-1))

    def _marked(self) -> tuple[list[str], np.ndarray]:
        """What can be at fault, cells and numbers, and for each finding what is, bool (findings, names)."""
        short = self._words.falls_short
        numbers = {
            _number_key(measure): short == position for position, (measure, _, _) in enumerate(self._words.measured)
        }
        columns = [*self._cells.values(), *numbers.values(), *[np.zeros(len(self._words), bool) for _ in _STATES]]
        return [*self._cells, *numbers, *_STATES], np.column_stack(columns)

    @cached_property
    def _cells(self) -> dict[str, np.ndarray]:
        """ "DECOM", of a partner "before.DEC" -> True for each finding where that cell is at fault."""
        fault = self._words.at_fault
        return {**fault.own, **{f"{partner}.{column}": here for (partner, column), here in fault.beside.items()}}

    def _ended(self, cells: list[str], of: np.ndarray) -> tuple[list[str], np.ndarray]:
        """The same with what tells such cells apart: "?" one of them is wrong, "!" something is not there."""
        ends = ["", "?", "!", "?!"]
        keys = [f"{self.code} {self.table} {cell}{end}" for cell in cells for end in ends]
        return keys, 4 * of + self._words.at_fault.unclear + 2 * self._words.absent

    # -- words --------------------------------------------------------------------------------------------------------

    def _kind(self, key: str, rows: np.ndarray) -> Kind:
        sentence, remedy = self._common(rows, Worded.sentences), self._common(rows, Worded.remedies)
        title, short, asks, note = self._title(key, rows)
        alike = bool(sentence) and len(rows) > 1
        no_entry = key.endswith("!") and lacking(self._words) == labels.LIST
        said = not (alike or no_entry or asks == "differs")  # of the latter two the marks say the rest
        text = " ".join(filter(None, [sentence if alike else self._same_value(rows), note, remedy]))
        return Kind(key, title, short, text, said, len(rows), asks)

    def _same_value(self, rows: np.ndarray) -> str:
        """ "All 13 say SC999999." of rows with one value in the one cell at fault; "" elsewhere, and of a few rows."""
        marked = [cell for cell, here in self._cells.items() if here[rows].any()]
        if len(rows) < _MANY or len(marked) != 1 or "." in marked[0]:
            return ""
        column = self._words.seen.rows.base.column(marked[0])
        codes = once_each(column.codes[self._group.row[rows]])
        return f"All {len(rows):,} say {column.values[codes[0]]}." if len(codes) == 1 and codes[0] else ""

    def _common(self, rows: np.ndarray, texts: Callable[[Worded], list[str]]) -> str:
        """The text that all of the findings have, or "". Most often the first few differ, so all are seldom made."""
        some = set(texts(self._worded(rows[:_FEW])))
        return next(iter(some)) if len(some) == 1 and {*some} == {*texts(self._worded(rows))} else ""

    def _worded(self, rows: np.ndarray) -> Worded:
        return wording.of(self._checked, self._group, rows)

    def _title(self, key: str, rows: np.ndarray) -> tuple[str, str, str, str]:
        """(heading, the same for a button, what its buttons ask, what is added)."""
        cells = key.rpartition(" ")[2].rstrip("?!")
        if key.endswith("!"):
            text = absent(self._words)
            return text, text, "missing", ""
        if not key:
            return "", "", "", ""
        if cells in _STATES:
            return self._title_of_state(cells, [cell for cell, here in self._cells.items() if here[rows].any()])
        if cells == "-":
            return "No single cell is at fault", "No single cell", "at fault", ""
        if cells.startswith("#"):
            title = next(measure.title for measure, _, _ in self._words.measured if _number_key(measure) == cells)
            return title, title, "at fault", ""
        names = cells.split(",")
        if key.endswith("?"):
            return f"Not clear: {self._said(names, 'or')}", "Not clear", "at fault", one_is_wrong(len(names))
        named = self._said(names, "and")
        if self._words.at_fault.differs[rows].all():
            return f"{named} {'differs' if len(names) == 1 else 'differ'}", named, "differs", ""
        if self._all_blank(names, rows):
            return (
                self._title_of_state("blank", names)
                if len(names) == 1
                else (f"{named} are blank", named, "missing", "")
            )
        return f"At fault: {named}", named, "at fault", ""

    def _title_of_state(self, state: str, cells: list[str]) -> tuple[str, str, str, str]:
        """That of rows in which one or more of these cells are at fault, as they are blank or filled in."""
        short, asks = ("Blank", "missing") if state == "blank" else ("Filled in", "at fault")
        if len(cells) > _NAMED:
            return f"One or more of {labels.spelt(len(cells))} cells are {short.lower()}", short, asks, ""
        named = self._said(cells, "or")
        verb = "are" if cells == ["IMMUNISATIONS"] else "is"
        return f"{named} {verb} {short.lower()}", named if len(cells) == 1 else short, asks, ""

    def _all_blank(self, cells: list[str], rows: np.ndarray) -> bool:
        columns = [getattr(self._words.seen.rows, cell) for cell in cells if "." not in cell]
        return len(columns) == len(cells) and all(column.blank[rows].all() for column in columns)

    def _said(self, cells: list[str], last: str) -> str:
        """The cells by name, with "and" or "or" before the last: "Start or End of the episode before"."""
        first, *more = [self._name(cell) for cell in cells]
        return labels.joined([first, *map(labels.inside, more)], last)

    def _name(self, cell: str) -> str:
        """A cell's column with the Department's name; a partner's with where it stands."""
        partner, _, column = cell.rpartition(".")
        table = self._words.seen.partners[partner].name if partner else self.table
        name = column if table == schema.LIST.name else labels.said_label(table, column)
        return labels.of_partner(name, partner, self.table, table) if partner else name


def _number_key(measure: Measure) -> str:
    return "#" + measure.label.replace(" ", "-")


def of_rule(checked: Findings, number: int) -> Kinds:
    """The kinds of a group of `checked.by_rule`, made once for a check."""
    return checked.cached(("kinds", number), lambda _: Kinds(checked, number))


def of_kind(checked: Findings, key: str) -> np.ndarray:
    """True for the findings of that kind."""
    mask = np.zeros(len(checked), bool)
    for number, (rule, table, part) in enumerate(checked.groups):
        if key.startswith(f"{rule.code} {table} "):
            kinds = of_rule(checked, number)
            mask[part] = np.isin(kinds.of, [n for n, kind in enumerate(kinds.kinds) if kind.key == key])
    return mask


def absent(words: Worded) -> str:
    """What isn't there, where something isn't: "No row in OC2", "Not in Ofsted’s list"."""
    place = lacking(words)
    return f"Not in {place}" if place == labels.LIST else f"No row in {place}"


def lacking(words: Worded) -> str:
    """Where the rule looked for what isn't there: "OC2", "Episodes last year", "Ofsted’s list"."""
    table = words.seen.absent
    if any(rows.name == schema.LIST.name for rows in words.seen.compared.values()):
        return labels.LIST
    return f"{table.removesuffix('_last')}{' last year' if table.endswith('_last') else ''}"


def one_is_wrong(count: int) -> str:
    """What is said where nothing tells which of the cells is wrong."""
    return f"One of the {labels.spelt(count)} red cells is wrong; the files don’t tell which."
