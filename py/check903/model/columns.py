"""Columns of some rows, as rules compare them: as text, and as dates.

Any comparison with a blank or unreadable date is False: "a blank never fails" needs no words in a rule.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import numpy as np

from check903.model.dates import Span, years_on
from check903.model.distinct import DistinctTexts


class Text:
    """A column of some rows, compared as text.

    Made by `Rows`; `base` holds what was worked out per distinct text, `codes` says which text each row has.
    """

    def __init__(self, base: DistinctTexts, codes: np.ndarray):
        self.base, self.codes = base, codes

    def __len__(self):
        return len(self.codes)

    def to_rows(self, per_text: np.ndarray) -> np.ndarray:
        """An array worked out per distinct text, as one value per row."""
        return per_text[self.codes]

    def texts(self) -> list[str]:
        """Each row's text."""
        values = self.base.values
        return [values[code] for code in self.codes.tolist()]

    @cached_property
    def blank(self) -> np.ndarray:
        """True where the cell is empty."""
        return _kept(self.to_rows(self.base.blank))

    @property
    def filled(self) -> np.ndarray:
        """True where the cell holds any text, readable or not."""
        return ~self.blank

    def isin(self, *texts) -> np.ndarray:
        """True where the text is exactly one of `texts` (texts, or one collection of them)."""
        if len(texts) == 1 and not isinstance(texts[0], str):
            texts = texts[0]
        return self.to_rows(self.base.isin(frozenset(texts)))

    def startswith(self, *starts: str) -> np.ndarray:
        """True where the text begins with one of `starts`."""
        return self.to_rows(self.base.test(lambda text: text.startswith(starts)))

    def matches(self, pattern: str) -> np.ndarray:
        """True where the whole text matches the regular expression."""
        compiled = re.compile(pattern, re.ASCII)
        return self.to_rows(self.base.test(lambda text: compiled.fullmatch(text) is not None))

    def shorter_than(self, length: int) -> np.ndarray:
        """True where the text has fewer than `length` characters."""
        return self.to_rows(self.base.test(lambda text: len(text) < length))

    @property
    def upper(self) -> Text:
        """The same in upper case."""
        return Text(self.base.upper, self.codes)

    @property
    def compact(self) -> Text:
        """The same in upper case without spaces, as postcodes are compared."""
        return Text(self.base.compact, self.codes)

    @property
    def at_earliest(self) -> Dates:
        """The first day that a date with unknown parts can mean: ZZ for the day or the month is 01, ZZZZ for the year
        is 2000.
        """
        return Dates(self.base.at_earliest, self.codes)

    @property
    def at_latest(self) -> Dates:
        """The last day that a date with unknown parts can mean; no date where the year is unknown."""
        return Dates(self.base.at_latest, self.codes)

    @property
    def number(self) -> np.ndarray:
        """The text read as a number, float64; NaN where it is blank or no number."""
        return self.to_rows(self.base.number)

    @property
    def whole(self) -> np.ndarray:
        """True where the text is a whole number (20 and 20.0, not 20.5)."""
        return self.to_rows(self.base.number == np.floor(self.base.number))

    @property
    def duplicated(self) -> np.ndarray:
        """True where another of these rows holds the same text."""
        ids = self.to_rows(self.base.ids)
        return np.bincount(ids, minlength=1)[ids] > 1

    def clashes_with(self, other) -> np.ndarray:
        """True where both say something and it differs: two filled cells, or two real dates."""
        return self.filled & other.filled & ~self.same_as(other)

    def same_as(self, other: Any) -> np.ndarray:
        """True where both hold the same text; two blanks are the same."""
        return self.to_rows(self.base.ids) == other.to_rows(other.base.ids_in(self.base))

    def differs_from(self, other: Text) -> np.ndarray:
        """True where the two texts differ; a blank differs from any text, and not from a blank."""
        return ~self.same_as(other)

    def __eq__(self, text) -> Any:  # an array, as of arrays
        return self.isin(text) if isinstance(text, str) else self.same_as(text)

    def __ne__(self, text) -> Any:
        return ~(self == text)

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # no more to be hashed than an array is


class Dates(Text):
    """A column of dates: compared as dates, and as text where `blank` and `filled` ask."""

    @cached_property
    def value(self) -> np.ndarray:
        """datetime64[D], NaT where blank or unreadable."""
        return _kept(self.to_rows(self.base.dates))

    @cached_property
    def readable(self) -> np.ndarray:
        """True where the text is a real date."""
        return _kept(~np.isnat(self.value))

    @property
    def as_text(self) -> Text:
        """The same, compared as text only: 1/4/2026 is not 01/04/2026."""
        return Text(self.base, self.codes)

    @property
    def unreadable(self) -> np.ndarray:
        """True where the cell is filled in, but not with a real date."""
        return self.filled & ~self.readable

    def __add__(self, span: Span) -> np.ndarray:
        return self.to_rows(self.base.dates_plus(span))

    def __sub__(self, other):
        if isinstance(other, Span):
            return self + type(other)(-int(other))
        return self.value - as_dates(other)

    def __rsub__(self, other):
        return as_dates(other) - self.value

    def or_else(self, day) -> np.ndarray:
        """The date, or `day` (a date, or one per row) where it is blank or unreadable."""
        return np.where(self.readable, self.value, as_dates(day))

    def if_blank(self, day) -> np.ndarray:
        """The date, or `day` where the cell is empty; NaT where it is filled in and unreadable."""
        return np.where(self.blank, as_dates(day), self.value)

    def clashes_with(self, other) -> np.ndarray:
        """True where both are real dates, and not the same day."""
        return self.readable & other.readable & (self.value != as_dates(other))

    def same_as(self, other: Any) -> np.ndarray:
        """True where both are the same day, or, where either can't be read, the same text."""
        by_text = Text.same_as(self, other)
        return np.where(self.readable & other.readable, self.value == as_dates(other), by_text)

    def __lt__(self, other):
        return self.value < as_dates(other)

    def __le__(self, other):
        return self.value <= as_dates(other)

    def __gt__(self, other):
        return self.value > as_dates(other)

    def __ge__(self, other):
        return self.value >= as_dates(other)

    def __eq__(self, other):
        return self.value == as_dates(other)

    def __ne__(self, other):
        raise TypeError("say `differs_from`, or `~(a == b)`: a blank date is neither the same nor different")

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # no more to be hashed than an array is


def _kept(array: np.ndarray) -> np.ndarray:
    """The array, made read-only: it is handed to every rule that asks."""
    array.flags.writeable = False
    return array


def as_dates(value):
    """The datetime64[D] array (or single day) behind a Dates column, an array, a datetime.date or ISO text."""
    return value.value if isinstance(value, Dates) else np.asarray(value, dtype="datetime64[D]")


def earlier(one, other) -> np.ndarray:
    """The earlier of two dates, row by row; NaT where either is blank or unreadable."""
    return np.minimum(as_dates(one), as_dates(other))


def later(one, other) -> np.ndarray:
    """The later of two dates, row by row; NaT where either is blank or unreadable."""
    return np.maximum(as_dates(one), as_dates(other))


def days_between(start, end) -> np.ndarray:
    """Days from `start` to `end`, float; NaN where either is blank or unreadable."""
    length = as_dates(end) - as_dates(start)
    return np.where(np.isnat(length), np.nan, length.astype(float))


def age_on(birth: np.ndarray, day) -> np.ndarray:
    """Age in full years on a day (one, or one for each birth date), float; NaN where either is NaT. Who was born on
    29 February has the birthday on the 28th where the year has none.
    """
    birth = as_dates(birth)
    day = np.broadcast_to(as_dates(day), birth.shape)
    known = ~(np.isnat(birth) | np.isnat(day))
    whole = (day.astype("datetime64[Y]") - birth.astype("datetime64[Y]")).astype(np.int64)
    turned = years_on(birth, np.where(known, whole, 0))
    return np.where(known, whole - (turned > day), np.nan)
