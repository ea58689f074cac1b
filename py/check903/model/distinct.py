"""What is worked out once per distinct text of a column, not once per cell."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from check903.model.dates import Span, add, parse_date, parse_dates
from check903.model.memo import Memo

_UNKNOWN = {"ZZ": "01", "ZZZZ": "2000"}


class DistinctTexts:
    """What is worked out once per distinct text of a column."""

    def __init__(self, values: list[str]):
        self.values = values
        self._memo = Memo()

    @classmethod
    def joined(cls, parts: list[DistinctTexts]) -> DistinctTexts:
        """The texts of columns laid end to end, each but the first without its blank; dates are not read again."""
        found = cls([*parts[0].values, *(text for part in parts[1:] for text in part.values[1:])])
        found.dates = np.concatenate([parts[0].dates, *(part.dates[1:] for part in parts[1:])])
        return found

    def test(self, condition) -> np.ndarray:
        """`condition` of each text: bool array."""
        return np.fromiter(map(condition, self.values), bool, len(self.values))

    def isin(self, texts: frozenset) -> np.ndarray:
        return self._memo.once(texts, lambda: self.test(texts.__contains__))

    @cached_property
    def blank(self):
        return self.test(lambda text: text == "")

    @cached_property
    def dates(self):
        return parse_dates(self.values)

    def dates_plus(self, span: Span) -> np.ndarray:
        return self._memo.once((type(span), int(span)), lambda: add(self.dates, span))

    @cached_property
    def number(self):
        return np.array([_number(text) for text in self.values], dtype=float)

    @cached_property
    def upper(self):
        return DistinctTexts([text.upper() for text in self.values])

    @cached_property
    def compact(self):
        return DistinctTexts(["".join(text.upper().split()) for text in self.values])

    @cached_property
    def at_earliest(self):
        return DistinctTexts(["/".join(_UNKNOWN.get(part, part) for part in text.split("/")) for text in self.values])

    @cached_property
    def at_latest(self):
        return DistinctTexts(list(map(_last_day, self.values)))

    @cached_property
    def _id_of(self) -> dict[str, int]:
        """Each text's number: equal texts share one."""
        numbers: dict[str, int] = {}
        for text in self.values:
            numbers.setdefault(text, len(numbers))
        return numbers

    @cached_property
    def ids(self) -> np.ndarray:
        """Per position, the number of its text."""
        return np.fromiter(map(self._id_of.__getitem__, self.values), np.int32, len(self.values))

    def ids_in(self, other: DistinctTexts) -> np.ndarray:
        """Per position, the number that `other` gives the same text; -1 where it has none."""
        if other is self:
            return self.ids
        numbers = other._id_of
        return np.fromiter((numbers.get(text, -1) for text in self.values), np.int32, len(self.values))


def _last_day(text: str) -> str:
    """ZZ/02/2014 -> 28/02/2014, ZZ/ZZ/2014 -> 31/12/2014; any other text as it is."""
    day, month, year = ([*text.split("/"), "", ""])[:3]
    if day != "ZZ" or not year.isdecimal():
        return text
    month = "12" if month == "ZZ" else month
    days = (day for day in range(31, 27, -1) if not np.isnat(parse_date(f"{day}/{month}/{year}")))
    return f"{next(days, 'ZZ')}/{month}/{year}"


def _number(text: str) -> float:
    try:
        return float(text) if text.isascii() and "_" not in text else np.nan
    except ValueError:
        return np.nan
