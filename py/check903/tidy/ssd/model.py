"""All tables of the return in the dataset's shape. It is shaped like the dataset, not the dataset: much of that is in
no return, and stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from check903.engine.findings import Findings
from check903.reference import schema
from check903.tidy.fields import Field, TidyTable, Value
from check903.tidy.model import dictionary
from check903.tidy.of_check import code_lists, made
from check903.tidy.ssd import care, health, people, permanence
from check903.tidy.ssd.shaped import EMPTY

SPECIFICATION = "ssd-data-model of Data to Insight, as published on 14 July 2026 (commit 4987c73f)"
HEAD = f"""# SSD-shaped tables: data dictionary

The return in the shape of the Standard Safeguarding Dataset ({SPECIFICATION}), as far as a return can fill it. It is
not the whole of it: tables that no return holds are left out, and columns that no return holds stay empty, as table
x903_left_empty lists. Codes are those of the return. Rows are of this year's return; last year's, where it was given,
tells when placements, legal statuses and periods of care began. Tables whose names begin with x903 are additions.

**The tables hold children’s data: keep them as safe as the return itself.**

Dates are ISO dates; a blank cell is NULL in SQL.
"""


def tables(findings: Findings) -> Iterator[TidyTable]:
    """The tables; one that another refers to comes before it."""
    r = findings.r
    shaped = []
    for table in chain([_version(findings)], people.tables(r), care.tables(r), [permanence.table(r)], health.tables(r)):
        shaped.append(table)
        yield table
    codes = code_lists(findings.year)
    every = [*shaped, _left_empty(shaped), TidyTable("x903_codes", codes.row, codes.key, codes.fields, codes.columns)]
    yield from every[len(shaped) :]
    yield dictionary(every, "x903_dictionary")


def _version(findings: Findings) -> TidyTable:
    facts = {
        "version_number": (f"return of {schema.year_label(findings.year)}", "Worked out: the collection year"),
        "release_date": (findings.as_at, "Worked out: the day on which it was exported"),
        "description": (f"Shaped like {SPECIFICATION}; not complete: see x903_left_empty", "Worked out: what it is"),
        "is_current": ("1", "Worked out: always 1"),
    }

    def field(name: str, value: Value, says: str) -> tuple[Field, list[Value]]:
        return Field(name, "text" if isinstance(value, str) else "date", says, source="worked out"), [value]

    columns = [field(name, value, says) for name, (value, says) in facts.items()]
    return made("ssd_version_log", "export", "version_number", columns)


def _left_empty(tables: list[TidyTable]) -> TidyTable:
    """One row for each column without values, with why."""
    empty = [(table.name, field) for table in tables for field in table.fields if field.source == EMPTY]

    def text(name: str, meaning: str, values: list[str]) -> tuple[Field, list[str]]:
        return Field(name, "text", meaning, source="worked out"), values

    return made(
        "x903_left_empty",
        "column that a return can't fill",
        "column_key",
        [
            text("column_key", "Table and column", [f"{table}.{field.name}" for table, field in empty]),
            text("table", "The table", [table for table, _ in empty]),
            text("column", "The column", [field.name for _, field in empty]),
            text("why", "Why it is empty", [field.meaning for _, field in empty]),
        ],
    )
