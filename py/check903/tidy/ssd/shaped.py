"""A table of the dataset as it is put together: columns filled from the return, and columns that stay empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from check903.model.day_numbers import OPEN
from check903.model.returns import Return
from check903.model.rows import Rows
from check903.reference import schema
from check903.tidy.fields import Field, TidyTable, Value, Values

EMPTY = "stays empty"  # the source of a column that a return can't fill
PERSON = "ssd_person.pers_person_id"
_YES_NO = {"1": "Y", "0": "N"}


class Shaped:
    """One table of the dataset.

    key  its first column, which no two rows share
    """

    def __init__(self, name: str, row: str, key: str, keys: Iterable[str | None], says: str, refers: str = ""):
        self.table = TidyTable(name, row, key)
        self.fill(key, "text", keys, says, refers=refers)

    def fill(self, name: str, kind: str, values: Iterable[Value] | Values, says: str, codes="", refers="") -> Shaped:
        """A column with values, in the order of the rows. `says`: what it holds, and which item of the return it is."""
        source = "worked out" if says.startswith("Worked out") else "return"
        plain = values if isinstance(values, Values) else Values.of(values)
        self.table.add(Field(name, kind, says, codes, source, refers), plain)
        return self

    def person(self, name: str, values: Iterable[str | None]) -> Shaped:
        """The column that says whose row it is."""
        return self.fill(name, "text", values, "CHILD", refers=PERSON)

    def of(self, name: str, rows: Rows, column: str) -> Shaped:
        """A column of the return as it is, under the dataset's name."""
        spec = schema.spec_of(rows.name.partition(" ")[0]).column(column)
        says = f"{column}: {spec.label}"
        if spec.type == "date":
            return self.fill(name, "date", Values.days(getattr(rows, column).value), says)
        return self.fill(name, "text", texts(rows, column), says, spec.codes or "")

    def empty(self, *names: str, why: str = "the return does not hold it", kind: str = "text") -> Shaped:
        """Columns of the dataset without any value."""
        for name in names:
            nothing = Values(np.zeros(len(self.table), int), [None])
            self.table.add(Field(name, kind, f"Stays empty: {why}", source=EMPTY), nothing)
        return self


def texts(rows: Rows, column: str) -> list[str | None]:
    """The texts of a column; None for a blank."""
    return [text or None for text in getattr(rows, column).texts()]


def yes_no(rows: Rows, column: str) -> list[str | None]:
    """Y for 1, N for 0; any other text as it is."""
    return [_YES_NO.get(text, text) or None for text in getattr(rows, column).texts()]


def ids(r: Return, rows: Rows) -> list[str]:
    """The id of each row's child; every row has one."""
    return [r.children[child] for child in rows.child.tolist()]


def with_child(r: Return, table: str) -> Rows:
    """The table's rows that name a child, in file order."""
    rows: Rows = getattr(r, table)
    return rows[rows.child >= 0]


def days(rows: Rows, column: str) -> list[str]:
    """The days of a column as ISO texts, the text as written where it is no date; for keys."""
    texts, dates = getattr(rows, column).texts(), getattr(rows, column).value.tolist()
    return [day.isoformat() if day else text for text, day in zip(texts, dates)]


def dated(numbers: np.ndarray) -> Values:
    """Numbers of days as dates; a blank for what goes on or can't be read."""
    known = np.abs(numbers) < OPEN
    return Values.days(np.where(known, np.where(known, numbers, 0).astype("datetime64[D]"), np.datetime64("NaT", "D")))


def keys(*parts: Iterable[str | None]) -> list[str]:
    """A key for each row, of texts that stay the same from one extract to the next: CHILD and dates. Of equal ones the
    later get a number.
    """
    seen: Counter[str] = Counter()
    unique = []
    for texts in zip(*parts):
        key = "|".join(text or "" for text in texts)
        seen[key] += 1
        unique.append(key if seen[key] == 1 else f"{key}|{seen[key]}")
    return unique
