"""What a rule in each of the three languages gives: SQL, a function of DataFrames, the language of the Department's
rules.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable

from check903.ask.sql import _fault as fault_of
from check903.local.declared import LocalRule, Wrong
from check903.local.findings import MOST, LocalFinding, Rows, of_row, said_of
from check903.model.evidence import Fault
from check903.model.returns import NotRun, Return

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_LONGEST = 10_000_000  # bytes of a text that SQL may make
_EVERY = 10_000  # steps of SQLite between two looks at the clock

Answered = tuple[list[str], Iterable[tuple]]  # names of columns, rows


# -- SQL ---------------------------------------------------------------------------------------------------------------


def of_sql(rule: LocalRule, connection: sqlite3.Connection, seconds: float) -> Answered:
    """The answer of one SELECT. It reads and nothing else, and is stopped after so many seconds."""
    until = time.monotonic() + seconds
    before = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.set_authorizer(_reads_only)
    connection.set_progress_handler(lambda: time.monotonic() > until, _EVERY)
    try:
        cursor = connection.execute(rule.code_text)
        names = [name for name, *_ in cursor.description or ()]
        return names, cursor.fetchmany(MOST + 1)
    except (sqlite3.Error, sqlite3.Warning, OverflowError) as wrong:
        failed = wrong
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, before)
    raise _wrong(rule, connection, str(failed), time.monotonic() > until)


def _reads_only(action: int, first, second, *_) -> int:
    harmless = action == sqlite3.SQLITE_FUNCTION and str(second).lower() != "load_extension"
    return sqlite3.SQLITE_OK if harmless or action in _ALLOWED else sqlite3.SQLITE_DENY


def _wrong(rule: LocalRule, connection: sqlite3.Connection, message: str, late: bool) -> Wrong:
    if late:
        return too_slow(rule, "Ask for less, or join by an index: CHILD has one.")
    if any(word in message for word in ("not authorized", "prohibited", "authorization denied")):
        return Wrong(f"rule {rule.code} does more than read tables", "Write one SELECT.")
    fault = fault_of(connection, rule.code_text, rule.code_line, message)
    wrong = Wrong(f"rule {rule.code}: {_after_line(fault)}", fault["more"])
    wrong.line = fault["line"] or rule.code_line  # pyright: ignore[reportAttributeAccessIssue]
    return wrong


def _after_line(fault: dict) -> str:
    sentence = fault["sentence"]
    return sentence.partition(": ")[2] if fault["line"] else sentence


def too_slow(rule: LocalRule, remedy: str = "") -> Wrong:
    """What is said of a rule that was stopped."""
    return Wrong(f"rule {rule.code} took too long and was stopped", remedy)


# -- DataFrames --------------------------------------------------------------------------------------------------------


class Copies:
    """`t` as a rule has it: `t.Missing` is a copy, so that no rule spoils the next; `t.days` and the other helpers are
    those of Ask. `words`: the helpers.
    """

    def __init__(self, tables, words: dict):
        self._tables, self._words = tables, words

    def __dir__(self):
        return dir(self._tables)

    def __getattr__(self, name: str):
        if name in self._words:
            return self._words[name]
        if name not in dir(self._tables):
            raise AttributeError(f"the table {name} is not loaded")
        return self._tables[name].copy()

    def __getitem__(self, name: str):
        return getattr(self, name)


def of_frames(rule: LocalRule, tables, words: dict) -> Answered:
    """The answer of a function of DataFrames: a frame of rows or of children, a Series of True and False, or ids. An
    index with a name is a column, as in Ask.
    """
    import pandas as pd

    from check903.ask.python import flat

    assert rule.function is not None
    given = rule.function(Copies(tables, words))
    is_mask = isinstance(given, pd.Series) and pd.api.types.is_bool_dtype(given.dtype)
    if isinstance(given, pd.DataFrame) or _names_rows(given, rule) and not is_mask:
        given = flat(given)
        names = [str(name) for name in given.columns]
        return names, zip(*(given.iloc[:, position].tolist() for position in range(len(names))))
    if is_mask:
        name = str(given.index.name) if _names_rows(given, rule) else "row"
        return [name], [(row,) for row in given.index.to_numpy()[given.fillna(False).to_numpy(bool)].tolist()]
    if isinstance(given, pd.Series) and given.name in (rule.row, rule.child):
        return [str(given.name)], [(value,) for value in given.tolist()]
    if given is None or isinstance(given, str) or not isinstance(given, Iterable):
        raise Wrong(f"rule {rule.code} gives no table", f"End it with return and the rows of {rule.table} at fault.")
    values = list(given)
    ids = all(isinstance(value, str) for value in values)
    return [rule.child if ids else rule.row], [(value,) for value in values]


def _names_rows(given, rule: LocalRule) -> bool:
    """True for a Series whose index has the rows or the children."""
    return not {rule.row, rule.child}.isdisjoint(getattr(getattr(given, "index", None), "names", ()))


# -- the language of the Department's rules ----------------------------------------------------------------------------


def of_rows(rule: LocalRule, r: Return, rows: Rows) -> list[LocalFinding]:
    """The findings of a function of the return, with what each row was compared with and the values worked out."""
    assert rule.function is not None
    try:
        given = rule.function(r)
    except NotRun as reason:
        raise Wrong(f"rule {rule.code} can’t run: {reason.reason.text}", reason.reason.todo) from reason
    by_key = {}
    for fault in map(Fault.of_rows, given if isinstance(given, tuple) else (given,)):
        if not isinstance(fault.rows, type(r.Header)):
            raise Wrong(f"rule {rule.code} gives no rows", f"End it with return and the rows of {rule.table} at fault.")
        for position, row in enumerate(fault.rows.positions.tolist()):
            if row >= 0 and (fault.rows.name, row) not in by_key:
                by_key[fault.rows.name, row] = of_row(
                    rule, rows, fault.rows.name, row, _values(fault, position), _partner(fault, position)
                )
    if len(by_key) > MOST:
        raise Wrong(f"rule {rule.code} finds more than {MOST:,}", "Ask for less.")
    return list(by_key.values())


def _values(fault: Fault, position: int) -> list[str]:
    return [f"{name} {said_of(values[position])}" for name, values in fault.values.items()]


def _partner(fault: Fault, position: int) -> tuple[str, int] | None:
    for partner in fault.beside.values():
        if partner.positions[position] >= 0:
            return partner.name, int(partner.positions[position])
    return None
