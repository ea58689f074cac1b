"""The rows of a list of Annex A as they are compared: texts, days, and where each row stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np

from check903.annex_a.codes import Meant, meant
from check903.annex_a.difference import Difference, ListResult, Told
from check903.model.columns import Dates
from check903.model.distinct import DistinctTexts
from check903.model.memo import Memo
from check903.model.text import day_text
from check903.reading.annex_a import AnnexList
from check903.reading.annex_headings import LISTS

HEADINGS = {number: {heading.name: heading for heading in headings} for number, headings in LISTS.items()}
Reads = Callable[[str], Meant]  # a cell -> what it may mean, as the return says it; nothing if that can't be told. A
# blank may mean a blank, whatever it says of one


class ListRows:
    """The rows of one list.

    child  number of each row's child in the return, -1 for none: `matching` sets it, and `guess`, where the child was
           found by its details
    """

    def __init__(self, given: AnnexList):
        self.number, self.name, self.table = given.number, given.name, given.table
        self.child = np.full(len(given.table), -1, np.int32)
        self.guess = np.zeros(len(given.table), bool)
        self._texts, self._days = Memo(), Memo()

    def __len__(self) -> int:
        return len(self.table)

    def has(self, name: str) -> bool:
        """True if the list has the column, filled in for somebody."""
        return name in self.table.columns and any(self.texts(name))

    def texts(self, name: str) -> list[str]:
        """The texts of a column, blank where the list lacks it."""
        columns = self.table.columns
        return self._texts.once(name, lambda: columns[name].texts() if name in columns else [""] * len(self))

    def days(self, name: str) -> np.ndarray:
        """The days of a column, datetime64[D]; NaT where it is blank, can't be read, or isn't there."""

        def make() -> np.ndarray:
            column = self.table.columns.get(name)
            if column is None:
                return np.full(len(self), np.datetime64("NaT", "D"))
            return Dates(DistinctTexts(column.values), column.codes).value

        return self._days.once(name, make)

    @cached_property
    def ids(self) -> list[str]:
        """The children's ids."""
        return self.texts("CHILD")

    def said(self, name: str) -> str:
        """A column in Ofsted's words."""
        return HEADINGS[self.number][name].said

    def difference(self, row: int, about: str, said: str, told: Told | None, theirs: str, child: str, hint: str = ""):
        """A difference on a row of the list."""
        file, line = self.table.place(row)
        ours, table, our_row = (told.text, told.table, told.row) if told else ("", "", -1)
        return Difference(
            child, self.number, about, said, ours, theirs, table, our_row, file, line, hint, bool(self.guess[row])
        )


class Comparing:
    """Compares values of a list with what the return says, and takes down what differs and what can't be read.

    rows      the list
    children  the ids of the return's children, by number
    """

    def __init__(self, rows: ListRows, children: list[str]):
        self.rows, self.children, self.result = rows, children, ListResult()

    def differs(self, row: int, about: str, said: str, told: Told | None, theirs: str = "", hint: str = "") -> None:
        """Take a difference down."""
        child = self.rows.child[row]
        name = self.children[child] if child >= 0 else self.rows.ids[row]
        self.result.differences.append(self.rows.difference(row, about, said, told, theirs, name, hint))

    def absent(self, about: str, said: str, child: int, told: Told | None) -> None:
        """Take down a child of the return that the list lacks."""
        ours, table, our_row = (told.text, told.table, told.row) if told else ("", "", -1)
        self.result.differences.append(
            Difference(self.children[child], self.rows.number, about, said, ours, "", table, our_row)
        )

    def values(
        self, name: str, row_numbers: Iterable[int], told: dict[int, Told], reads: Reads, hint: str = ""
    ) -> None:
        """Compare a column in those rows. A cell that means nothing known is counted as unread."""
        if not self.rows.has(name):
            return
        texts = self.rows.texts(name)
        for row in row_numbers:
            ours, theirs = told.get(int(self.rows.child[row])), texts[row]
            if ours is None:
                continue
            may_be = reads(theirs) | frozenset([] if theirs else [""])
            if not may_be:
                unread = self.result.unread.setdefault(self.rows.said(name), {})
                unread[theirs] = unread.get(theirs, 0) + 1
                continue
            self.result.compared += 1
            if not may_be & set(ours.may_be):
                self.differs(row, name, self.rows.said(name), ours, theirs, hint)

    def days(
        self, name: str, row_numbers: Iterable[int], told: dict[int, Told], day: np.datetime64, later: bool = False
    ) -> None:
        """Compare days in those rows; one after `day` says nothing yet. Of a beginning that no file shows the list may
        know an earlier day. `later`: the list may know a later one.
        """
        if not self.rows.has(name):
            return
        days, texts = self.rows.days(name), self.rows.texts(name)
        for row in row_numbers:
            ours = told.get(int(self.rows.child[row]))
            if ours is None or days[row] > day or (texts[row] and np.isnat(days[row])):
                continue
            self.result.compared += 1
            theirs = "" if np.isnat(days[row]) else day_text(days[row].item())
            if theirs in ours.may_be or (ours.latest and not theirs):
                continue
            first = np.datetime64("-".join(reversed(ours.may_be[0].split("/"))), "D") if ours.may_be[0] else day
            if (ours.latest and days[row] <= first) or (later and days[row] > first):
                continue
            self.differs(row, name, self.rows.said(name), ours, theirs)


def coded(column: str) -> Reads:
    """How a cell of a code list is read."""
    return lambda text: meant(column, text)


def compact(text: str) -> Meant:
    """A postcode or an Ofsted number, without spaces and in capitals."""
    return frozenset(["".join(text.split()).upper()])


def whole(text: str) -> Meant:
    """A number."""
    return frozenset([text]) if text.isdigit() else frozenset()
