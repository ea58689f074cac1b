"""The tables as typed DataFrames: dates as datetime64, codes as categories. Needs pandas."""

from __future__ import annotations

import sqlite3

import pandas as pd

from check903.ask import helpers
from check903.ask.sql import tables

_SPECIAL = ("_special", "_unknown")  # lists of the few codes that may stand where a number or name is usual


class Tables:
    """`tables.Episodes` and all the others, each made when it is first asked for."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._names = tables(connection)
        self._made: dict[str, pd.DataFrame] = {}
        self._codes = {}
        for name, code in connection.execute("SELECT list, code FROM codes"):
            self._codes.setdefault(name, []).append(code)

    def __dir__(self):
        return self._names

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in self._names:
            raise AttributeError(f"there is no table {name}", name=name, obj=self)
        if name not in self._made:
            self._made[name] = self._frame(name)
        return self._made[name]

    def __getitem__(self, name: str) -> pd.DataFrame:
        return getattr(self, name)

    def _frame(self, name: str) -> pd.DataFrame:
        cursor = self._connection.execute('SELECT * FROM "{}"'.format(name.replace('"', '""')))
        columns = list(zip(*cursor)) or [()] * len(cursor.description)
        types = {
            column: (kind, codes)
            for column, kind, codes in self._connection.execute(
                'SELECT "column", type, codes FROM dictionary WHERE "table" = ?', (name,)
            )
        }
        return pd.DataFrame(
            {
                column: self._typed(values, *types.get(column, ("text", None)))
                for (column, *_), values in zip(cursor.description, columns)
            }
        )

    def _typed(self, values: tuple, kind: str, codes: str | None):
        if kind == "date":
            return pd.Series(pd.to_datetime(list(values), format="%Y-%m-%d", errors="coerce"))
        if kind == "integer":
            return pd.Series(values, dtype="Int64" if None in values else "int64")
        if kind == "number":
            return pd.Series(values, dtype="float64")
        if codes and codes in self._codes and not codes.endswith(_SPECIAL):
            return pd.Series(pd.Categorical(values, categories=self._categories(codes, values)))
        return pd.Series(values, dtype="str")

    def _categories(self, codes: str, values: tuple) -> list[str]:
        """The codes of the list, then what else stands in the column."""
        known = self._codes[codes]
        return [*known, *sorted({value for value in values if value is not None} - set(known))]


def words(connection: sqlite3.Connection) -> dict:
    """The helpers for Python, by name. Each takes Series, dates or texts."""
    today = pd.Timestamp(helpers.day_of_check(connection))
    meanings, lists = helpers.code_meanings(connection), helpers.code_lists(connection)

    def days(first, last):
        """Days from one date to another."""
        apart = _dates(last) - _dates(first)
        return pd.Series(apart.dt.days, dtype="Int64") if isinstance(apart, pd.Series) else apart.days

    def age(born, on):
        """Age in whole years on a day."""
        birth, day = _dates(born), _dates(on)
        if not isinstance(birth, pd.Series) and not isinstance(day, pd.Series):
            return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
        birth, day = _parts(birth), _parts(day)
        years = day.year - birth.year - ((day.month * 100 + day.day) < (birth.month * 100 + birth.day))
        return pd.Series(years).astype("Int64")

    def meaning(codes, column: str = ""):
        """What the codes of a Series mean; `column` where it has another name than its column in the return."""
        of = lists.get(column or codes.name, column or codes.name)
        return codes.astype("str").map(lambda code: meanings.get((of, code), code), na_action="ignore")

    return {"days": days, "age": age, "today": lambda: today, "meaning": meaning}


def _dates(given):
    return pd.to_datetime(given) if not isinstance(given, pd.Timestamp) else given


def _parts(given):
    return given.dt if isinstance(given, pd.Series) else given
