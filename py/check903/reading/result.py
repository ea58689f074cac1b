"""What reading a file gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from check903.model.table import Table
from check903.reading import years
from check903.reading.questions import Answers, Question


class UnreadableFile(Exception):
    """The file can't be used; the text is the sentence for the user: where, what is wrong, what to do.

    line  the line it is about, or None
    """

    def __init__(self, sentence: str, line: int | None = None):
        super().__init__(sentence)
        self.line = line


@dataclass
class Part:
    """One table found in a file: the whole of a CSV file, a sheet, or one of the tables of an XML return.

    kind        "table", "providers", "workers", "annex_a" (a list of Ofsted's child-level data), "saved" (a saved
                check), "work", "local" (local rules), "published" (figures of the Department's),
                "figures_only" (figures of a council) or "unknown"
    table_name  name in the schema; "" unless kind is "table"
    table       the Table (for kind "workers" with the columns CHILD, WORKER, TEAM, EMAIL), else None
    year        the collection year of a saved check, or of a table that says its own; else None
    rows        number of rows
    notes       sentences: what was assumed and changes nothing that a rule finds
    looks       sentences on what changes the results: cells without a value, a list that lacks a column; each says what
                to do
    label       the sheet's name, or ""
    content     providers: a ProviderList; annex_a: an AnnexList; saved: the parsed JSON; published and
                figures_only: a PublishedFile; local: a LocalFile; else None
    grid        the cells as they stood in the file, so that the part can be taken for another table; None if it can't
    questions   what is in doubt about it, answered or not
    answers     the answers with which it was read
    positions   column -> where it stands among the grid's columns
    again       reads it anew with other answers where `grid` is not enough for that; else None
    """

    kind: str
    table_name: str = ""
    table: Table | None = None
    year: int | None = None
    rows: int = 0
    notes: list[str] = field(default_factory=list)
    label: str = ""
    content: Any = None
    grid: Any = None  # a check903.reading.grid.Grid
    looks: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    again: Callable[[Answers], Part] | None = field(default=None, repr=False)

    @cached_property
    def children(self) -> frozenset[str]:
        """The ids of the children in the table; none if there is no table."""
        return (
            frozenset(self.table.columns["CHILD"].values) - {""}
            if self.table is not None and "CHILD" in self.table.columns
            else frozenset()
        )

    @cached_property
    def dates(self) -> years.Dates:
        """The dates that tell its year; none if there is no table."""
        return years.dates_of(self.table) if self.table is not None else years.NONE

    @property
    def renamed(self) -> dict[int, str]:
        """Where a misspelt name stands that the user wants used -> the column that it is."""
        from check903.reading import recognise  # as in `taken_for`

        return {
            position: name
            for name, position in self.positions.items()
            if not self.grid.xml and not recognise.is_known(recognise.key(self.grid.names[position]))
        }

    def taken_for(self, table_name: str, answers: Answers | None = None) -> Part:
        """The same cells read as another table ("" for none). Raises UnreadableFile if that table's children can't
        be found in them.
        """
        from check903.reading import parts  # parts make Parts: the other way round than this file is read

        return parts.part_of(self.grid, table_name, self.answers if answers is None else answers)

    def read_again(self, answers: Answers) -> Part:
        """The part as it is with these answers; itself if it asks nothing.

        Raises UnreadableFile as `taken_for` does.
        """
        if not self.questions:
            return self
        if self.again:
            return self.again(answers)
        return self.taken_for("workers" if self.kind == "workers" else self.table_name, answers)


@dataclass
class FileRead:
    """One file as it was read.

    name     as the user sees it: `header.csv`, `returns.zip > last year/header.csv`
    parts    the tables in it; [] when there is a problem
    problem  one sentence: which file and line, what is wrong, what to do; None if the file can be used
    notes    sentences on what was assumed for the file as a whole
    line     the line that the problem is about, or None
    digest   the same for files with the same bytes
    data     the file's bytes if a table was found in it, so that it can be written again with changes
    """

    name: str
    parts: list[Part] = field(default_factory=list)
    problem: str | None = None
    notes: list[str] = field(default_factory=list)
    line: int | None = None
    digest: str = ""
    data: bytes = field(default=b"", repr=False)
