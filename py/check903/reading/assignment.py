"""Which table is whose: this year's, last year's, an earlier year's, or nobody's before the user says so. Worked out
from all files at once: whose, then own_years, collection_year and placing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check903.model.table import Table
from check903.reading import collection_year, marks, own_years, returns, whose
from check903.reading.doubts import doubts_of
from check903.reading.inquiry import Inquiry
from check903.reading.placing import Placing
from check903.reading.questions import Answers
from check903.reading.result import Part
from check903.reading.returns import FoundTable, Return
from check903.reference import schema

if TYPE_CHECKING:
    from check903.reading.loaded_files import LoadedFile

THIS, LAST, EARLIER, REFERENCE = "this", "last", "earlier", "reference"
UNUSED, WAITS = "unused", "waits"
OF_ONE_COUNCIL = ("annex_a", "workers")  # kinds of parts that are of one council's children


@dataclass(frozen=True)
class Assignment:
    """What a part is used for.

    role  "this", "last", "earlier" (read-only, see model/history.py), "reference", "unused", or "waits" for an answer
    year  the collection year it was taken for, or None
    why   a sentence about another file that is used in its place, or another council, or ""
    council  the other council whose it is, or ""
    """

    role: str
    year: int | None = None
    why: str = ""
    council: str = ""


@dataclass(frozen=True)
class Placed:
    """A loaded table together with what was decided about it."""

    file: LoadedFile
    number: int
    part: Part
    assignment: Assignment

    @property
    def where(self) -> str:
        """The file, with the sheet if there is one, as the user knows it."""
        return self.part.table.files[0] if self.part.table is not None else ""


class Decision:
    """Which part is whose. `year_set`: the collection year the user chose, or None.

    year, year_from  the collection year, and where it comes from, a sentence
    grade            how sure it is: returns.UNKNOWN to CERTAIN
    assignments      by (file id, part number)
    tables           by role
    doubts           sentences
    questions        asked so far, answered or not
    parted           by council
    """

    def __init__(
        self,
        files: list[LoadedFile],
        year_set: int | None,
        answers: Answers,
        by_postcodes: whose.ByPostcodes = whose.nothing,
    ):
        inquiry = Inquiry(answers)
        parts = [(file, number, part) for file in files for number, part in enumerate(file.read.parts)]
        found_tables = [
            FoundTable(file, number, part, marks.of_file(file.read.name, part.label))
            for file, number, part in parts
            if part.kind == "table"
        ]
        self.parted = parted = whose.Parted(found_tables, inquiry, by_postcodes)
        self._tables = parted.tables
        every = returns.of_tables(self._tables)
        own_years.settle(every, inquiry)
        guess = (
            collection_year.guessed(every, files, inquiry)
            if year_set is None
            else collection_year.chosen(every, year_set, inquiry)
        )
        waiting = bool(parted.groups) and not parted.chosen
        self.year, self.grade = guess.year, guess.grade
        self.year_from = "The files say it once you have chosen a council." if waiting else guess.source
        Placing(every, self.year, inquiry).place()
        self.assignments = {
            (file.id, number): Assignment(UNUSED if part.kind == "unknown" else REFERENCE)
            for file, number, part in parts
        }
        of_others = {
            (file.id, number): parted.other(code)
            for file, number, part in parts
            if part.kind in OF_ONE_COUNCIL and (code := parted.other_named(file.read.name))
        }
        of_others |= parted.others
        self.assignments |= {key: Assignment(UNUSED, None, *other) for key, other in of_others.items()}
        self.assignments |= {table.key: self._assignment(table, whole) for whole in every for table in whole.tables}
        self._leave_out_copies()
        self.tables = {role: self._tables_of(role) for role in (THIS, LAST)}
        self._placed = [
            Placed(table.file, table.number, table.part, self.assignments[table.key]) for table in self._tables
        ]
        more = doubts_of(self._placed, self.year, self.tables[THIS], self.tables[LAST])
        self.doubts = list(dict.fromkeys([*inquiry.doubts, *more]))  # a file of several tables is named once
        self.questions = inquiry.questions

    @property
    def lacks_episodes(self) -> bool:
        """True if this year's Episodes is absent or empty though the files show that there is one: what is checked is
        no whole return.
        """
        episodes = self.tables[THIS].get("Episodes")
        return not episodes and (episodes is not None or "Episodes" in self.tables[LAST])

    def by_year(self) -> dict[int, dict[str, Table]]:
        """Every year's tables by name."""
        years: dict[int, list[Table]] = {}
        for one in self._placed:
            assigned = one.assignment
            if assigned.year is not None and not assigned.why and one.part.table is not None:
                years.setdefault(assigned.year, []).append(one.part.table)
        return {year: _joined(tables) for year, tables in sorted(years.items(), reverse=True)}

    def _tables_of(self, role: str) -> dict[str, Table]:
        tables = (table.part.table for table in self._tables if self.assignments[table.key].role == role)
        return _joined(table for table in tables if table is not None)

    def _assignment(self, table: FoundTable, whole: Return) -> Assignment:
        year = table.file.years.get(table.number, whole.year)
        if year is None:
            return Assignment(UNUSED if whole.left_out else WAITS)
        late = THIS if year == self.year else UNUSED
        return Assignment({self.year - 1: LAST}.get(year, EARLIER if year < self.year else late), year)

    def _leave_out_copies(self) -> None:
        """Of files with the same content the first is used, of files with one name for one table and year the
        latest.
        """
        first: dict[tuple, LoadedFile] = {}
        latest: dict[tuple, tuple[int, int]] = {}
        for table in self._tables:
            file, key = table.file, table.key
            role, year = self.assignments[key].role, self.assignments[key].year
            original = first.setdefault((file.read.digest, table.number, role, year), file)
            if original.read.name != file.read.name:
                self.assignments[key] = Assignment(
                    UNUSED, year, f"The same file as {original.read.name}, so it is used once."
                )
                continue
            name = file.read.name, table.part.label, table.part.table_name, role, year
            if name in latest:
                again = "Added again later: the later one is used. If both belong to the return, rename one."
                self.assignments[latest[name]] = Assignment(UNUSED, year, again)
            latest[name] = key


def _joined(tables: Iterable[Table]) -> dict[str, Table]:
    by_name: dict[str, list[Table]] = {}
    for table in tables:
        by_name.setdefault(table.name, []).append(table)
    return {name: Table.joined(by_name[name]) for name in schema.TABLES if name in by_name}
