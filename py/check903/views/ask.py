"""Ask: the tables and their columns in plain words, what codes mean, the questions that are ready to run."""

from __future__ import annotations

from typing import TypedDict

from check903.ask import helpers
from check903.ask.questions import QUESTIONS
from check903.reference import codes
from check903.tidy.fields import TidyTable

THIS, LAST, MADE = "This year’s return", "Last year’s return", "Worked out for you"


class AskColumn(TypedDict):
    """A column. `type`: text, date, integer or number; `codes`: the code list, or ""."""

    name: str
    type: str
    meaning: str
    codes: str


class AskTable(TypedDict):
    """A table. `row`: what one of its rows is; `rows`: how many; `group`: under which head it stands."""

    name: str
    row: str
    rows: int
    group: str
    columns: list[AskColumn]


class AskCode(TypedDict):
    """A code and what it means."""

    code: str
    meaning: str


class AskHelper(TypedDict):
    """A word that questions may use. `language`: sql, python, or "" for both."""

    word: str
    meaning: str
    language: str


class Question(TypedDict):
    """A question that is ready to run."""

    key: str
    title: str
    note: str
    sql: str
    python: str


class AskWords(TypedDict):
    """What the editor knows. `codes`: list -> its codes."""

    questions: list[Question]
    helpers: list[AskHelper]
    codes: dict[str, list[AskCode]]


def words() -> AskWords:
    """What there is whatever was loaded."""
    return {
        "questions": [
            {
                "key": question.key,
                "title": question.title,
                "note": question.note,
                "sql": question.sql,
                "python": question.python,
            }
            for question in QUESTIONS
        ],
        "helpers": [
            {"word": word, "meaning": meaning, "language": language}
            for language, listed in (("", helpers.WORDS), ("sql", helpers.IN_SQL), ("python", helpers.IN_PYTHON))
            for word, meaning in listed.items()
        ],
        "codes": {
            name: [{"code": code, "meaning": codes.meaning(name, code)} for code in codes.all_of(name)]
            for name in codes.names()
        },
    }


def table(tidy_table: TidyTable, of_return: bool) -> AskTable:
    """A table as it stands at the left."""
    return {
        "name": tidy_table.name,
        "row": tidy_table.row,
        "rows": len(tidy_table),
        "group": MADE if not of_return else LAST if tidy_table.name.endswith("_last") else THIS,
        "columns": [
            {"name": field.name, "type": field.type, "meaning": field.meaning, "codes": field.codes}
            for field in tidy_table.fields
        ],
    }
