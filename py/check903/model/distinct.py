"""What is worked out once per distinct text of a column, not once per cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from check903.model.dates import Span, add, parse_date, parse_dates
from check903.model.memo import Memo

_UNKNOWN = {"ZZ": "01", "ZZZZ": "2000"}


class DistinctTexts:
    """What is worked out once per distinct text of a column.

    parts   those of the columns that were laid end to end, each but the first without its blank: what is known of them
            is not worked out again
    """

    def __init__(self, values: list[str], parts: tuple[DistinctTexts, ...] = ()):
        self.values = values
        self._parts = parts
        self._memo = Memo()

    def _laid(self, of_part: Callable[[DistinctTexts], np.ndarray]) -> np.ndarray:
        """What there is of each text, from that of the parts."""
        first, *others = map(of_part, self._parts)
        return np.concatenate([first, *(part[1:] for part in others)])

    def test(self, condition) -> np.ndarray:
        """`condition` of each text: bool array."""
        return np.fromiter(map(condition, self.values), bool, len(self.values))

    def isin(self, texts: frozenset) -> np.ndarray:
        return self._memo.once(texts, lambda: self._isin(texts))

    def _isin(self, texts: frozenset) -> np.ndarray:
        return self._laid(lambda part: part.isin(texts)) if self._parts else self.test(texts.__contains__)

    @cached_property
    def blank(self):
        return self._laid(lambda part: part.blank) if self._parts else self.test(lambda text: text == "")

    @cached_property
    def dates(self):
        return self._laid(lambda part: part.dates) if self._parts else parse_dates(self.values)

    def dates_plus(self, span: Span) -> np.ndarray:
        return self._memo.once((type(span), int(span)), lambda: add(self.dates, span))

    @cached_property
    def number(self):
        if self._parts:
            return self._laid(lambda part: part.number)
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
        numbers = dict(self._parts[0]._id_of) if self._parts else {}
        for text in self.values[len(self._parts[0].values) :] if self._parts else self.values:
            numbers.setdefault(text, len(numbers))
        return numbers

    @cached_property
    def ids(self) -> np.ndarray:
        """Per position, the number of its text."""
        if self._parts:
            return self._laid(lambda part: part.ids_in(self))
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
