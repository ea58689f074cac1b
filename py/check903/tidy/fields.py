"""What a tidy table is made of: fields with a type and a meaning, and columns of plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

TYPES = ("text", "date", "integer", "number")
Value = str | int | float | dt.date | None


@dataclass(frozen=True)
class Field:
    """One column of a tidy table.

    name      as it stands in the table: the Department's name, or a name in small letters for what was added
    type      one of TYPES; whatever the type, a value may be None
    meaning   in plain words
    codes     the code list, as table `codes` names it, or ""
    source    "return": as the council wrote it; "worked out": it follows from the return; "check": the check found it;
              "list of workers": the user's own list says it; "the Department": its codes and rules
    refers    "children.CHILD": the table and column that it names a row of, or ""
    """

    name: str
    type: str
    meaning: str
    codes: str = ""
    source: str = "return"
    refers: str = ""


@dataclass(frozen=True, eq=False)
class Values:
    """A column: few distinct values, and which of them each row has.

    codes     int array (rows,) into `distinct`
    distinct  the values; None for a blank
    """

    codes: np.ndarray
    distinct: list[Value]

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Value]:
        distinct = self.distinct
        return (distinct[code] for code in self.codes.tolist())

    @classmethod
    def of(cls, values: Iterable[Value]) -> Values:
        """A column of values as they come."""
        distinct = list(values)
        return cls(np.arange(len(distinct)), distinct)

    @classmethod
    def days(cls, days: np.ndarray) -> Values:
        """A column of datetime64[D]; NaT is a blank."""
        return cls.of(day if isinstance(day, dt.date) else None for day in days.astype("datetime64[D]").tolist())

    @classmethod
    def numbers(cls, numbers: np.ndarray, whole: bool = False) -> Values:
        """A column of floats; NaN is a blank."""
        number = int if whole else float
        return cls.of(None if value != value else number(value) for value in numbers.tolist())


@dataclass(frozen=True, eq=False)
class TidyTable:
    """One table.

    name     its name
    row      what one row is, in plain words
    key      the field that no two rows share
    fields   its fields, in order
    columns  field name -> Values, all of one length
    """

    name: str
    row: str
    key: str
    fields: list[Field] = field(default_factory=list)
    columns: dict[str, Values] = field(default_factory=dict)

    def __len__(self) -> int:
        return next((len(values) for values in self.columns.values()), 0)

    def add(self, what: Field, values: Values) -> None:
        """One more column at the end."""
        self.fields.append(what)
        self.columns[what.name] = values

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """The rows, values in the order of the fields."""
        return zip(*(self.columns[field.name] for field in self.fields))
