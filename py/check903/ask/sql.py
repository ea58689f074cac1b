"""A question in SQL: statements one after the other; the answer is the table of the last that gives one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from check903.ask import answers
from check903.ask.faults import fault, unknown_name
from check903.ask.near import line_of


def run(connection: sqlite3.Connection, code: str) -> dict:
    """The answer, or the fault with its line. What the question changes is as it was for the next one. `connection`:
    in autocommit mode.
    """
    answer = None
    connection.execute("BEGIN")
    try:
        for first, statement in statements(code):
            try:
                answer = _answer(connection, statement) or answer
            except (sqlite3.Error, sqlite3.Warning, OverflowError) as wrong:
                return _fault(connection, statement, first, str(wrong))
    finally:
        if connection.in_transaction:  # SQLite ends it by itself where memory runs out
            connection.execute("ROLLBACK")
    return answer or fault(0, "The question gives no table", "A question in SQL begins with SELECT.")


def _answer(connection: sqlite3.Connection, statement: str) -> dict | None:
    connection.set_authorizer(_may)
    try:
        cursor = connection.execute(statement)
        return answers.table([name for name, *_ in cursor.description], cursor) if cursor.description else None
    finally:
        connection.set_authorizer(None)


_LEADS_OUT = (sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT, sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH)


def _may(action: int, first: str | None, second: str | None, *_) -> int:
    """What leads out of the transaction, or changes how SQLite works, is refused."""
    refused = action in _LEADS_OUT or (
        action == sqlite3.SQLITE_PRAGMA and second is not None and not str(first).endswith(("_info", "_list"))
    )
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK


def statements(code: str) -> Iterator[tuple[int, str]]:
    """Each statement, and the line on which it begins, from 1. What holds only comments is none."""
    statement, first = "", 1
    for number, line in enumerate(code.splitlines(keepends=True), 1):
        for part in re.split(r"(?<=;)", line):
            if not statement.strip():
                first, statement = number, ""
            statement += part
            if sqlite3.complete_statement(statement):
                yield first, statement
                statement = ""
    if _without_comments(statement).strip():
        yield first, statement


def _without_comments(code: str) -> str:
    return re.sub(r"--[^\n]*|/\*.*?(\*/|$)", "", code, flags=re.DOTALL)


def _fault(connection: sqlite3.Connection, statement: str, first: int, message: str) -> dict:
    def line(word: str) -> int:
        in_statement = line_of(statement, word)
        return first + in_statement - 1 if in_statement else first

    for pattern, sentence in _SENTENCES:
        match = re.match(pattern, message)
        if match:
            return sentence(connection, statement, match[1], line(match[1].split(".")[-1]), message)
    return fault(first, f"SQL stopped: {message}", message=message)


def _no_column(connection: sqlite3.Connection, statement: str, name: str, line: int, message: str) -> dict:
    alias, _, column = name.rpartition(".")
    used = dict(_used(connection, statement))
    table = used.get(alias.lower(), "") or (next(iter(used.values())) if len(set(used.values())) == 1 else "")
    if table:
        return unknown_name(
            line,
            column,
            f"the table {table} has no column {column}",
            _columns(connection, table),
            message,
            f"{table} has",
        )
    names = {column for table in used.values() for column in _columns(connection, table)}
    return unknown_name(line, column, f"no table has a column {column}", sorted(names), message)


def _no_table(connection: sqlite3.Connection, statement: str, name: str, line: int, message: str) -> dict:
    return unknown_name(line, name, f"there is no table {name}", tables(connection), message)


def _no_function(connection: sqlite3.Connection, statement: str, name: str, line: int, message: str) -> dict:
    names = [name for (name,) in connection.execute("SELECT DISTINCT name FROM pragma_function_list")]
    return unknown_name(line, name, f"SQL has no function {name}", names, message)


def _ambiguous(connection: sqlite3.Connection, statement: str, name: str, line: int, message: str) -> dict:
    return fault(line, f"{name} is a column of several tables here", f"Write which: Episodes.{name}, say.", message)


def _syntax(connection: sqlite3.Connection, statement: str, name: str, line: int, message: str) -> dict:
    return fault(
        line, f"SQL can’t be read from {name} on", "Is a comma, a bracket or a word missing before it?", message
    )


def _refused(connection: sqlite3.Connection, statement: str, name: str, line: int, message: str) -> dict:
    return fault(
        line, "a question can’t do that", "It reads copies of the tables, and each begins with the same.", message
    )


def _unfinished(connection: sqlite3.Connection, statement: str, name: str, line: int, message: str) -> dict:
    last = line + len(statement.rstrip().splitlines()) - 1
    return fault(last, "SQL ends too early", "Is a bracket or a quotation mark still open?", message)


_SENTENCES = [
    (r"no such column: (.+)", _no_column),
    (r"no such table: (.+)", _no_table),
    (r"no such function: (.+)", _no_function),
    (r"ambiguous column name: (.+)", _ambiguous),
    (r'near "(.+)": syntax error', _syntax),
    (r"(incomplete input)", _unfinished),
    (r"(not authorized)", _refused),
]


def tables(connection: sqlite3.Connection) -> list[str]:
    """The names of all tables."""
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _used(connection: sqlite3.Connection, statement: str) -> Iterator[tuple[str, str]]:
    """(what it is called in the statement, small letters; the table), for each table that the statement names."""
    known = {name.lower(): name for name in tables(connection)}
    bare = _without_comments(statement).lower()
    for match in re.finditer(r"(?<![\w.])(\w+)(?![\w.])\"?(?=(?:\s+(?:as\s+)?(\w+))?)", bare):
        name, alias = match[1], match[2]
        if name in known:
            yield name, known[name]
            yield alias or name, known[name]
