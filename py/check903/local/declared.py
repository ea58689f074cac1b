"""What one local rule says of itself, whether it stands in SQL or in Python, and what is wrong with it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from check903.ask.near import nearest
from check903.reference import schema

SEVERITIES = ("error", "query", "look")
LAST = "_last"
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,11}")
_YEARS = re.compile(r"(\d{4})(?:(-)(\d{4})?)?")


@dataclass(frozen=True)
class LocalRule:
    """One rule of a file.

    file, line  where it stands: the file's name, and the line of its first field
    code, title, wrong, fix   as of the Department's rules
    fields      (table, column) pairs at fault; `Episodes_last` is a table of its own
    severity    one of SEVERITIES
    years       first and last collection year; None = no bound
    row, child  names of the answer's columns that hold the row's number and the child's id
    language    "sql", "frames" or "rows": the function takes DataFrames, or the return as the Department's rules see it
    code_text   the SQL statement, from line `code_line` on; "" for Python
    function    of Python; None for SQL
    """

    file: str
    line: int
    code: str
    title: str
    wrong: str
    fix: str
    fields: tuple[tuple[str, str], ...]
    severity: str = "query"
    years: tuple[int | None, int | None] = (None, None)
    row: str = "row"
    child: str = "CHILD"
    language: str = "sql"
    code_text: str = ""
    code_line: int = 0
    function: Callable | None = None

    @property
    def table(self) -> str:
        """The table whose rows it gives, where its answer names none."""
        return self.fields[0][0]

    def in_force(self, year: int) -> bool:
        """True if it is meant for the collection that ends in that year."""
        first, last = self.years
        return (first or 0) <= year <= (last or 9999)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file or with one of its rules.

    line  0 where nobody can tell
    code  of the rule, or ""
    """

    file: str
    line: int
    sentence: str
    remedy: str = ""
    code: str = ""

    @property
    def text(self) -> str:
        """File, line, what is wrong and what to do."""
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return " ".join(filter(None, (f"{where}: {self.sentence}.", self.remedy)))


class Wrong(ValueError):
    """What is wrong with a rule: a sentence without its full stop, and what to do."""

    def __init__(self, sentence: str, remedy: str = ""):
        super().__init__(sentence)
        self.sentence, self.remedy = sentence, remedy


def made(file: str, line: int, given: dict[str, str], **rest) -> LocalRule:
    """The rule of some fields as written. Wrong says which of them can't be meant."""
    given = {name: " ".join(str(text).split()) for name, text in given.items()}
    code = given.get("rule", "")
    if not CODE.fullmatch(code):
        raise Wrong(
            f"“{code}” is no code of a rule" if code else "the rule has no code",
            "A code begins with a letter and has up to 12 letters, digits, dots and dashes, such as L1.",
        )
    for name in ("title", "wrong", "fix", "fields"):
        if not given.get(name):
            raise Wrong(f"rule {code} has no {name}", f"Add {_HINTS[name]}")
    severity = given.get("severity", "").lower() or "query"
    if severity not in SEVERITIES:
        raise Wrong(f"rule {code}: “{severity}” is no severity", "Write error, query or look.")
    return LocalRule(
        file,
        line,
        code,
        given["title"].rstrip("."),
        given["wrong"],
        given["fix"],
        tuple(_fields(code, given["fields"])),
        severity,
        _years(code, given.get("years", "")),
        given.get("row") or "row",
        given.get("child") or "CHILD",
        **rest,
    )


_HINTS = {
    "title": "what is wrong, in a line.",
    "wrong": "what is wrong, in a sentence or two.",
    "fix": "what to do about it.",
    "fields": "the columns at fault: Missing.MIS_START Missing.MIS_END.",
}


def _fields(code: str, text: str) -> Iterator[tuple[str, str]]:
    for name in text.replace(",", " ").split():
        table, dot, column = name.partition(".")
        if not dot:
            raise Wrong(f"rule {code}: the field {name} names no table", "Write table and column: Missing.MIS_START.")
        if table.removesuffix(LAST) not in schema.TABLES:
            raise Wrong(f"rule {code}: there is no table {table}", _meant(table, schema.TABLES))
        spec = schema.TABLES[table.removesuffix(LAST)]
        names = [column.name for column in spec.columns]
        if column not in names:
            raise Wrong(f"rule {code}: the table {table} has no column {column}", _meant(column, names))
        yield table, column


def _meant(wrong: str, names) -> str:
    right = nearest(wrong, names)
    return f"Did you mean {right}?" if right else f"There are {', '.join(names)}."


def _years(code: str, text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    match = _YEARS.fullmatch(text.replace(" ", ""))
    if not match:
        raise Wrong(
            f"rule {code}: “{text}” is no year", "Write 2027 for 2026-27, 2026-2027, or 2026- for that year on."
        )
    return int(match[1]), int(match[3]) if match[3] else None if match[2] else int(match[1])


# -- Python ------------------------------------------------------------------------------------------------------------

_collected: list[LocalRule | Problem] | None = None


@contextmanager
def collecting():
    """What is declared within, rules and what is wrong with others, as a list."""
    global _collected
    before, _collected = _collected, []
    try:
        yield _collected
    finally:
        _collected = before


def local_rule(
    rule: str = "",
    fields: str = "",
    *,
    title: str = "",
    wrong: str = "",
    fix: str = "",
    severity: str = "",
    years: str = "",
    row: str = "",
    child: str = "",
) -> Callable:
    """Register a function of the tables as DataFrames: `t.Missing` has dates as datetime64, codes as categories. It
    gives the rows at fault (a DataFrame), or the ids of children.
    """
    return _register(dict(locals()), "frames", sys._getframe(1))


def return_rule(
    rule: str = "",
    fields: str = "",
    *,
    title: str = "",
    wrong: str = "",
    fix: str = "",
    severity: str = "",
    years: str = "",
) -> Callable:
    """Register a function of the return, in the language of the Department's rules: `r.Missing` are Rows, and
    `m.where(m.MIS_START < before.MIS_END, before=before)` gives the rows at fault with what they were compared with.
    """
    return _register(dict(locals()), "rows", sys._getframe(1))


def _register(given: dict[str, str], language: str, frame) -> Callable:
    file, line = frame.f_code.co_filename, frame.f_lineno

    def register(function: Callable) -> Callable:
        if _collected is not None:  # else the file is tried by its author, alone
            try:
                _collected.append(made(file, line, given, language=language, function=function))
            except Wrong as reason:
                _collected.append(Problem(file, line, reason.sentence, reason.remedy, str(given["rule"])))
        return function

    return register
