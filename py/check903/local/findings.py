"""What a local rule found, as data, whatever language it is written in."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from typing import Any, TypedDict

from check903.ask.answers import cell
from check903.local.declared import LAST, LocalRule, Wrong
from check903.reference import schema

MOST = 100_000  # findings of one rule


class LocalFinding(TypedDict):
    """One finding. `table` and `row` (from 0): "" and None where the rule gives children alone. `file`, `line`: where
    the row stands; "" and None where not known. `fields`: the columns at fault in that table. `beside_table`,
    `beside_row`: what the row was compared with; "" and None for nothing. `evidence`: a sentence.
    """

    rule: str
    table: str
    row: int | None
    file: str
    line: int | None
    child: str
    fields: list[str]
    beside_table: str
    beside_row: int | None
    evidence: str


class Rows:
    """Rows of the tidy tables in a database, for what is said of a finding."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._held: dict[str, tuple[list[str], dict[int, tuple]]] = {}
        self._children: set[str] = {child for (child,) in connection.execute("SELECT CHILD FROM children")}

    def columns(self, table: str) -> list[str]:
        """The columns of the table; Wrong where it is not loaded."""
        return self._of(table)[0]

    def row(self, table: str, row: int) -> dict[str, Any] | None:
        """Column -> value of one row; None where there is no such row."""
        columns, rows = self._of(table)
        return dict(zip(columns, rows[row])) if row in rows else None

    def knows(self, child: str) -> bool:
        """True for the id of a child of the return."""
        return child in self._children

    def _of(self, table: str) -> tuple[list[str], dict[int, tuple]]:
        if table not in self._held:
            try:
                cursor = self._connection.execute('SELECT * FROM "{}"'.format(table.replace('"', '""')))
            except sqlite3.Error:
                raise Wrong(f"the table {table} is not loaded", f"Load {table.removesuffix(LAST)}.") from None
            columns = [name for name, *_ in cursor.description]
            position = columns.index("row") if "row" in columns else 0
            self._held[table] = columns, {row[position]: row for row in cursor}
        return self._held[table]


def findings(rule: LocalRule, names: list[str], answer: Iterable[tuple], rows: Rows) -> list[LocalFinding]:
    """The findings of an answer: `names` of its columns, and its rows. Wrong where nobody can tell which rows or
    children it means.
    """
    lower = [name.lower() for name in names]
    row_at, child_at = _position(rule.row, lower, "rowid"), _position(rule.child, lower)
    table_at = _position("table", lower)
    if row_at is None and child_at is None:
        raise Wrong(
            f"rule {rule.code} gives {', '.join(names) or 'no column'}, and neither a row nor a child",
            f"Give the column row (or rowid) of {rule.table}, or CHILD.",
        )
    known = {rule.row.lower(), "rowid", "row", rule.child.lower(), "table"}
    extra = [position for position, name in enumerate(lower) if name not in known]
    by_key: dict[tuple[str, int] | str, LocalFinding] = {}
    for cells in answer:
        table = str(cells[table_at]) if table_at is not None else rule.table
        row = _row_number(rule, cells[row_at]) if row_at is not None else None
        child = _child_id(cells[child_at]) if child_at is not None else ""
        key = (table, row) if row is not None else child
        if row is None and not child or key in by_key:
            continue
        texts = [
            f"{names[position]} {said_of(cells[position])}"
            for position in extra
            if row is None or names[position] not in rows.columns(table)
        ]
        by_key[key] = of_row(rule, rows, table, row, texts) if row is not None else of_child(rule, rows, child, texts)
        if len(by_key) > MOST:
            raise Wrong(f"rule {rule.code} finds more than {MOST:,}", "Ask for less.")
    return list(by_key.values())


def of_row(
    rule: LocalRule, rows: Rows, table: str, row: int, texts: list[str], beside: tuple[str, int] | None = None
) -> LocalFinding:
    """A finding about a row; Wrong where the table has no such row."""
    held = rows.row(table, row)
    if held is None:
        raise Wrong(
            f"rule {rule.code}: the table {table} has no row {row}", "Rows are counted from 0, as in column row."
        )
    fields = [column for name, column in rule.fields if name.removesuffix(LAST) == table.removesuffix(LAST)]
    spec = schema.TABLES[table.removesuffix(LAST)] if table.removesuffix(LAST) in schema.TABLES else None
    if spec is None:
        raise Wrong(f"rule {rule.code}: {table} is no table of the return", f"Give rows of {rule.table}.")
    cells = [f"{spec.column(column).label} {said_of(held.get(column))}" for column in fields if column in held]
    return {
        "rule": rule.code,
        "table": table,
        "row": row,
        "file": held.get("file") or "",
        "line": held.get("line"),
        "child": held.get("CHILD") or "",
        "fields": fields,
        "beside_table": beside[0] if beside else "",
        "beside_row": beside[1] if beside else None,
        "evidence": _sentence([*cells, *texts]),
    }


def of_child(rule: LocalRule, rows: Rows, child: str, texts: list[str]) -> LocalFinding:
    """A finding about a child; Wrong where the return has no such child."""
    if not rows.knows(child):
        raise Wrong(f"rule {rule.code}: the return has no child {child}", "Give ids as they stand in column CHILD.")
    return {
        "rule": rule.code, "table": "", "row": None, "file": "", "line": None, "child": child, "fields": [],
        "beside_table": "", "beside_row": None, "evidence": _sentence(texts) if texts else f"{rule.title}.",
    }  # fmt: skip


def said_of(value) -> str:
    """A value as a person writes it: dates as dd/mm/yyyy, "blank" for nothing."""
    value = cell(value)
    if value is None or value == "":
        return "blank"
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return f"{dt.date.fromisoformat(value):%d/%m/%Y}"
        except ValueError:
            return value
    return f"{value:g}" if isinstance(value, float) else str(value)


def _sentence(parts: list[str]) -> str:
    return f"{'; '.join(parts)}." if parts else ""


def _position(name: str, lower: list[str], other: str = "") -> int | None:
    wanted = [candidate for candidate in (name.lower(), other) if candidate in lower]
    return lower.index(wanted[0]) if wanted else None


def _row_number(rule: LocalRule, value) -> int | None:
    value = cell(value)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise Wrong(f"rule {rule.code}: “{value}” is no number of a row", "Give the column row, or rowid.")
    return int(value)


def _child_id(value) -> str:
    value = cell(value)
    return "" if value is None else str(value)
