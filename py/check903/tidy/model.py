"""All tables of the tidy return, and the dictionary that says what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from check903.engine.findings import Findings
from check903.model.table import Table
from check903.tidy import of_care, of_check, of_figures, of_return, of_workers
from check903.tidy.fields import Field, TidyTable


def tidy(findings: Findings, list_of_workers: Table | None = None, to_read: bool = False) -> list[TidyTable]:
    """The return and its check as tables; a table that another refers to comes before it. The last is `dictionary`.

    to_read  with what makes it the same return again when it is read: see `exact`
    """
    return list(in_turn(findings, list_of_workers, to_read))


def in_turn(findings: Findings, list_of_workers: Table | None = None, to_read: bool = False) -> Iterator[TidyTable]:
    """The same, each worked out when it is asked for."""
    care = of_care.care_of(findings)
    returned = of_return.tables(findings.r, lambda name: of_care.numbers(care, name), to_read)
    of_list = map(of_workers.workers, [findings], [list_of_workers])
    numbers = map(of_figures.figures, [findings])
    tables = []
    first = chain(of_check.first(findings), of_care.tables(care))
    for table in chain(first, returned, of_check.findings_tables(findings), of_list, numbers):
        tables.append(table)
        yield table
    yield dictionary(tables)


def dictionary(tables: Sequence[TidyTable], name: str = "dictionary") -> TidyTable:
    """One row for each column of the tables, and of itself."""
    return _listing([*tables, _listing(tables, name)], name)


def _listing(tables: Iterable[TidyTable], called: str) -> TidyTable:
    listed = [(table, field) for table in tables for field in table.fields]
    key = "column_key"

    def of(name: str, meaning: str, values) -> tuple[Field, list]:
        return Field(name, "text", meaning, source="worked out"), [value or None for value in values]

    return of_check.made(
        called,
        "column of a table",
        key,
        [
            of(key, "Table and column", [f"{table.name}.{field.name}" for table, field in listed]),
            of("table", "The table", [table.name for table, _ in listed]),
            of("row_is", "What one of its rows is", [table.row for table, _ in listed]),
            of("column", "The column", [field.name for _, field in listed]),
            of("type", "text, date, integer or number", [field.type for _, field in listed]),
            of("meaning", "What it says", [field.meaning for _, field in listed]),
            of("codes", "Its code list, in table codes", [field.codes for _, field in listed]),
            of(
                "source",
                "return, worked out, check, list of workers, or the Department",
                [field.source for _, field in listed],
            ),
            of("refers", "Table and column whose row it names", [field.refers for _, field in listed]),
            of(
                "is_key",
                "yes if no two rows share it",
                ["yes" if field.name == table.key else "" for table, field in listed],
            ),
        ],
    )


HEAD = """# Tidy 903: data dictionary

**The tables hold children’s data: keep them as safe as the return itself.**

Dates are ISO dates; a blank cell is NULL in SQL. Names in capitals are those of the return.
"""
_TABLE = """
## {}

One row is {}.

| Column | Type | Meaning | Codes | Source |
|---|---|---|---|---|
"""


def markdown(tables: Iterable[TidyTable], head: str = HEAD) -> str:
    """The dictionary to read: a heading and a list of columns for each table."""
    parts = [head]
    for table in tables:
        parts += [_TABLE.format(table.name, _one(table.row)), *(_line(table, field) for field in table.fields)]
    return "".join(parts)


def _one(row: str) -> str:
    return f"{'an' if row[0].lower() in 'aeiou' else 'a'} {row}"


def _line(table: TidyTable, field: Field) -> str:
    key = " (key)" if field.name == table.key else f" ({field.refers})" if field.refers else ""
    return f"| {field.name}{key} | {field.type} | {field.meaning} | {field.codes} | {field.source} |\n"
