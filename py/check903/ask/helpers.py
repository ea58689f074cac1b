"""Words that questions may use beside SQL and pandas: days, age, today, meaning. The same in both languages."""

from __future__ import annotations

import datetime as dt
import sqlite3

WORDS = {
    "days(a, b)": "days from one date to another",
    "age(dob, on)": "age in whole years on a day",
    "today()": "the day of this check",
}
IN_SQL = {"meaning('PLACE', e.PLACE)": "what a code means: the column, then the code"}
IN_PYTHON = {
    "meaning(e.PLACE)": "what the codes of a column mean",
    "plot(frame, 'x', 'y')": "a chart of one column by another",
}
NAMES = ("days", "age", "today", "meaning")  # as Python calls them


def add_to(connection: sqlite3.Connection) -> None:
    """Make them functions of SQL."""
    today = day_of_check(connection)
    meanings = code_meanings(connection)
    lists = code_lists(connection)
    connection.create_function("days", 2, days, deterministic=True)
    connection.create_function("age", 2, age, deterministic=True)
    connection.create_function("today", 0, lambda: today, deterministic=True)

    def meaning(column: str, code: str) -> str:
        return meanings.get((lists.get(column, column), code), code)

    connection.create_function("meaning", 2, meaning, deterministic=True)


def days(first: str | None, last: str | None) -> int | None:
    """Days from one ISO date to another; None where one is blank or no date."""
    start, end = _day(first), _day(last)
    return None if start is None or end is None else (end - start).days


def age(born: str | None, on: str | None) -> int | None:
    """Age in whole years; who is born on 29 February has a birthday on 1 March in other years."""
    birth, day = _day(born), _day(on)
    if birth is None or day is None:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except (TypeError, ValueError):
        return None


def day_of_check(connection: sqlite3.Connection) -> str:
    """The day of the check, ISO."""
    (day,) = connection.execute("SELECT value FROM about WHERE fact = 'checked on'").fetchone()
    return day


def code_meanings(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """(list, code) -> what the code means."""
    return {(name, code): text for name, code, text in connection.execute("SELECT list, code, meaning FROM codes")}


def code_lists(connection: sqlite3.Connection) -> dict[str, str]:
    """Column -> the list that its codes are of."""
    return dict(connection.execute("SELECT DISTINCT \"column\", codes FROM dictionary WHERE codes <> ''"))
