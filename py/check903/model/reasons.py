"""Why a rule was not run, as data: what is missing, and from that the sentence, what to do, and the page of the help
that says how.

A rule that can't say anything raises `NotRun` with a Reason; the engine keeps the Reason. Nobody searches a sentence
for words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from check903.reference import schema


class Missing(Enum):
    """What a rule lacks."""

    TABLES = "tables that are not loaded"
    LAST_YEAR = "the whole of last year's return"
    ROWS = "a table without rows"
    CHILD_COLUMN = "a table's column CHILD"
    CHILD_CELLS = "children's ids that can't be read"
    COLUMNS = "columns"
    ANSWER = "an answer to a question about a file"
    LIST = "Ofsted's list"
    LIST_COLUMN = "a column of Ofsted's list"
    COUNCIL = "the council"
    POSTCODES = "the postcode directory"
    ASYLUM = "who is an asylum seeker"
    YEAR = "a year in which the rule is in force"
    MEMORY = "memory"
    NOTHING = "nothing: the rule failed through a fault of this tool"


@dataclass(frozen=True)
class Reason:
    """Why a rule was not run.

    missing  what it lacks
    names    which: tables (`Episodes_last`), columns (`Header.SEX`), the list's column in words, the question, or the
    year
    """

    missing: Missing
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reason in a sentence, without a full stop."""
        return _TEXTS[self.missing](self.names)

    @property
    def todo(self) -> str:
        """What to do about it; "" where nothing can be done."""
        if self.missing is Missing.TABLES:
            return f"Load {_joined([table_of_year(name) for name in self.names])}."
        return _TO_DO.get(self.missing, "")

    @property
    def help(self) -> str:
        """The page of the help that says how to get what is missing, or ""."""
        if (
            self.missing is Missing.LAST_YEAR
            or self.missing is Missing.TABLES
            and any(schema.is_last_years(name) for name in self.names)
        ):
            return "last-year"
        return "providers" if self.missing in (Missing.LIST, Missing.LIST_COLUMN) else ""

    def __str__(self) -> str:
        return self.text


class NotRun(Exception):
    """A rule can't say anything about this return."""

    def __init__(self, missing: Missing | Reason, *names: str):
        self.reason = missing if isinstance(missing, Reason) else Reason(missing, names)
        super().__init__(self.reason.text)


def table_of_year(name: str) -> str:
    """`Episodes_last` -> "Episodes of last year"."""
    return f"{name.removesuffix('_last')} of {'last' if name.endswith('_last') else 'this'} year"


def _joined(texts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


def _not_loaded(names: tuple[str, ...]) -> str:
    return f"{_joined([table_of_year(name) for name in names])} {'is' if len(names) == 1 else 'are'} not loaded"


def _absent(names: tuple[str, ...]) -> str:
    return (
        f"The column {names[0]} is not in the file"
        if len(names) == 1
        else f"The columns {', '.join(names)} are not in the files"
    )


def _asylum(names: tuple[str, ...]) -> str:
    if not names:
        return "No table says who is an asylum seeker"
    header, uasc = map(table_of_year, names)
    return f"{header} does not say who is an asylum seeker, and {uasc} is not loaded"


_TEXTS = {
    Missing.TABLES: _not_loaded,
    Missing.LAST_YEAR: lambda names: "Last year’s return is not loaded",
    Missing.ROWS: lambda names: f"{table_of_year(names[0])} has no rows",
    Missing.CHILD_COLUMN: lambda names: f"{names[0].removesuffix('_last')} has no CHILD column",
    Missing.CHILD_CELLS: lambda names: f"{table_of_year(names[0])} has rows whose CHILD can’t be read",
    Missing.COLUMNS: _absent,
    Missing.ANSWER: lambda names: names[0],
    Missing.LIST: lambda names: "Ofsted’s list is not loaded",
    Missing.LIST_COLUMN: lambda names: f"Ofsted’s list has no {names[0]}",
    Missing.COUNCIL: lambda names: "The council is not chosen",
    Missing.POSTCODES: lambda names: "The postcode directory is not there",
    Missing.ASYLUM: _asylum,
    Missing.YEAR: lambda names: f"Not in force in {names[0]}",
    Missing.MEMORY: lambda names: (
        "There was not enough memory for this rule: close other tabs and programs, and check again"
    ),
    Missing.NOTHING: lambda names: "A fault of this tool, not of your data",
}
_TO_DO = {
    Missing.LAST_YEAR: "Choose the files of last year too.",
    Missing.ROWS: "Add the file on Files.",
    Missing.CHILD_COLUMN: "Add the column CHILD to the file.",
    Missing.CHILD_CELLS: "Look at the notes beside the file on Files.",
    Missing.COLUMNS: "Add the column to the file, or load a file that has it.",
    Missing.ANSWER: "Answer the question on Files and check again.",
    Missing.LIST: "Drop Ofsted’s list in on Files.",
    Missing.LIST_COLUMN: "Add the column to the list, or drop in a list that has it.",
    Missing.COUNCIL: "Choose the council on Files and check again.",
    Missing.POSTCODES: "Open the page from the whole unpacked folder: the postcodes lie beside it.",
    Missing.ASYLUM: "Load UASC, or Header with its column UASC.",
    Missing.NOTHING: "Copy the details to report it. They hold no child’s data.",
}
