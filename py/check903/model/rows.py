"""The words in which rules are written: some rows of a table, and their columns as text and as dates.

`Rows` is a selection of one table's rows, in any order and with repeats; position -1 stands for "no such row" (no
header row, no previous episode), whose every column is blank. Columns of the same `Rows` line up, and so do the columns
of the two `Rows` that a join gives, so a condition over them is one boolean per row.

Any comparison with a blank or unreadable date is False: "a blank never fails" needs no words in a rule.
"""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np

from check903.model.evidence import Fault
from check903.model.table import Column, Table
from check903.reference import schema

NAT = np.datetime64("NaT", "D")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_UNKNOWN = {"ZZ": "01", "ZZZZ": "2000"}


def parse_date(text: str) -> np.datetime64:
    """The day that dd/mm/yyyy names (day and month may lack the leading zero), else NaT.

    Years before 1678 and after 2261 are not dates: the Department's own engine can't hold them.
    """
    found = _DATE.fullmatch(text)
    if not found:
        return NAT
    day, month, year = found.groups()
    if not 1678 <= int(year) <= 2261:
        return NAT
    try:
        return np.datetime64(f"{year}-{month:0>2}-{day:0>2}", "D")
    except ValueError:
        return NAT


def parse_dates(texts: list[str]) -> np.ndarray:
    """`parse_date` of each text: datetime64[D] array."""
    return np.array([parse_date(text) for text in texts], dtype="datetime64[D]")


class Span(int):
    """A number of days or of years, as `days(7)` and `years(18)` make it."""

    __slots__ = ()


class days(Span):  # noqa: N801 - reads as a word in the rules: DECOM + days(42)
    """So many days."""


class years(Span):  # noqa: N801 - reads as a word in the rules: DOB + years(18)
    """So many calendar years; 29 February becomes 28 February where the year has none."""


def add(dates: np.ndarray, span: Span) -> np.ndarray:
    """`dates` (datetime64[D]) moved on by `span`; NaT stays NaT."""
    if isinstance(span, days):
        return dates + np.timedelta64(int(span), "D")
    months = dates.astype("datetime64[M]")
    in_month = dates - months.astype("datetime64[D]")
    moved = months + np.timedelta64(12 * int(span), "M")
    result = moved.astype("datetime64[D]") + in_month
    return np.where(result.astype("datetime64[M]") == moved, result, result - np.timedelta64(1, "D"))


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


def total(group: np.ndarray, values: np.ndarray) -> np.ndarray:
    """For each row, the sum of `values` over its group (numbers as `Rows.runs` gives them); NaN adds nothing."""
    return np.bincount(group, weights=np.nan_to_num(values))[group]


def span(group: np.ndarray, start, end) -> np.ndarray:
    """For each row, the days from the earliest `start` to the latest `end` of its group."""
    first, last = as_dates(start).astype(float), as_dates(end).astype(float)
    low, high = np.full(group.max(initial=0) + 1, np.inf), np.full(group.max(initial=0) + 1, -np.inf)
    np.minimum.at(low, group, first)
    np.maximum.at(high, group, last)
    return (high - low)[group]


class Text:
    """A column of some rows, compared as text.

    Made by `Rows`; `base` holds what was worked out per distinct text, `codes` says which text each row has.
    """

    def __init__(self, base: Distinct, codes: np.ndarray):
        self.base, self.codes = base, codes

    def __len__(self):
        return len(self.codes)

    def spread(self, per_text: np.ndarray) -> np.ndarray:
        """An array worked out per distinct text, as one value per row."""
        return per_text[self.codes]

    @cached_property
    def blank(self) -> np.ndarray:
        """True where the cell is empty."""
        return _kept(self.spread(self.base.blank))

    @property
    def filled(self) -> np.ndarray:
        """True where the cell holds any text, readable or not."""
        return ~self.blank

    def isin(self, *texts) -> np.ndarray:
        """True where the text is exactly one of `texts` (texts, or one collection of them)."""
        if len(texts) == 1 and not isinstance(texts[0], str):
            texts = texts[0]
        return self.spread(self.base.isin(frozenset(texts)))

    def startswith(self, *starts: str) -> np.ndarray:
        """True where the text begins with one of `starts`."""
        return self.spread(self.base.test(lambda text: text.startswith(starts)))

    def matches(self, pattern: str) -> np.ndarray:
        """True where the whole text matches the regular expression."""
        compiled = re.compile(pattern, re.ASCII)
        return self.spread(self.base.test(lambda text: compiled.fullmatch(text) is not None))

    def shorter_than(self, length: int) -> np.ndarray:
        """True where the text has fewer than `length` characters."""
        return self.spread(self.base.test(lambda text: len(text) < length))

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
    def number(self) -> np.ndarray:
        """The text read as a number, float64; NaN where it is blank or no number."""
        return self.spread(self.base.number)

    @property
    def whole(self) -> np.ndarray:
        """True where the text is a whole number (20 and 20.0, not 20.5)."""
        return self.spread(self.base.number == np.floor(self.base.number))

    @property
    def repeated(self) -> np.ndarray:
        """True where another of these rows holds the same text."""
        ids = self.spread(self.base.ids)
        return np.bincount(ids, minlength=1)[ids] > 1

    def clashes_with(self, other: Text) -> np.ndarray:
        """True where both say something and it differs: two filled cells, or two real dates."""
        return self.filled & other.filled & ~self.same_as(other)

    def same_as(self, other: Text) -> np.ndarray:
        """True where both hold the same text; two blanks are the same."""
        return self.spread(self.base.ids) == other.spread(other.base.ids_in(self.base))

    def differs_from(self, other: Text) -> np.ndarray:
        """True where the two texts differ; a blank differs from any text, and not from a blank."""
        return ~self.same_as(other)

    def __eq__(self, text):
        return self.isin(text) if isinstance(text, str) else self.same_as(text)

    def __ne__(self, text):
        return ~(self == text)

    __hash__ = None


class Dates(Text):
    """A column of dates: compared as dates, and as text where `blank` and `filled` ask."""

    @cached_property
    def value(self) -> np.ndarray:
        """datetime64[D], NaT where blank or unreadable."""
        return _kept(self.spread(self.base.dates))

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
        return self.spread(self.base.dates_plus(span))

    def __sub__(self, other):
        if isinstance(other, Span):
            return self + type(other)(-int(other))
        return self.value - as_dates(other)

    def __rsub__(self, other):
        return as_dates(other) - self.value

    def or_(self, day) -> np.ndarray:
        """The date, or `day` (a date, or one per row) where it is blank or unreadable."""
        return np.where(self.readable, self.value, as_dates(day))

    def if_blank(self, day) -> np.ndarray:
        """The date, or `day` where the cell is empty; NaT where it is filled in and unreadable."""
        return np.where(self.blank, as_dates(day), self.value)

    def clashes_with(self, other: Dates) -> np.ndarray:
        """True where both are real dates, and not the same day."""
        return self.readable & other.readable & (self.value != other.value)

    def same_as(self, other) -> np.ndarray:
        """True where both are the same day, or, where either can't be read, the same text."""
        by_text = Text.same_as(self, other)
        return np.where(self.readable & other.readable, self.value == other.value, by_text)

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

    __hash__ = None


def _kept(array: np.ndarray) -> np.ndarray:
    """The array, made read-only: it is handed to every rule that asks."""
    array.flags.writeable = False
    return array


def as_dates(value):
    """The datetime64[D] array (or single day) behind a Dates column, an array, a datetime.date or ISO text."""
    return value.value if isinstance(value, Dates) else np.asarray(value, dtype="datetime64[D]")


class Distinct:
    """What is worked out once per distinct text of a column."""

    def __init__(self, values: list[str]):
        self.values = values
        self._plus: dict[tuple, np.ndarray] = {}
        self._isin: dict[frozenset, np.ndarray] = {}

    def test(self, condition) -> np.ndarray:
        """`condition` of each text: bool array."""
        return np.fromiter(map(condition, self.values), bool, len(self.values))

    def isin(self, texts: frozenset) -> np.ndarray:
        if texts not in self._isin:
            self._isin[texts] = self.test(texts.__contains__)
        return self._isin[texts]

    @cached_property
    def blank(self):
        return self.test(lambda text: text == "")

    @cached_property
    def dates(self):
        return parse_dates(self.values)

    def dates_plus(self, span: Span) -> np.ndarray:
        key = (type(span), int(span))
        if key not in self._plus:
            self._plus[key] = add(self.dates, span)
        return self._plus[key]

    @cached_property
    def number(self):
        return np.array([_number(text) for text in self.values], dtype=float)

    @cached_property
    def upper(self):
        return Distinct([text.upper() for text in self.values])

    @cached_property
    def compact(self):
        return Distinct(["".join(text.upper().split()) for text in self.values])

    @cached_property
    def at_earliest(self):
        return Distinct(["/".join(_UNKNOWN.get(part, part) for part in text.split("/")) for text in self.values])

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

    def ids_in(self, other: Distinct) -> np.ndarray:
        """Per position, the number that `other` gives the same text; -1 where it has none."""
        if other is self:
            return self.ids
        numbers = other._id_of
        return np.fromiter((numbers.get(text, -1) for text in self.values), np.int32, len(self.values))


def _number(text: str) -> float:
    try:
        return float(text) if text.isascii() and "_" not in text else np.nan
    except ValueError:
        return np.nan


class Base:
    """A table inside a return: its columns' distinct texts, the number of each row's child, and the ways to order its
    rows.

    child   int32 array (rows,): number of the row's child, -1 where CHILD is blank
    children  how many children the whole return has (all tables, both years)
    derivations  column name -> function that works the column out when a rule first asks for it
    reads     names of the columns that were asked for
    """

    def __init__(
        self, table: Table, spec: schema.TableSpec, child: np.ndarray, children: int, name: str, derivations=None
    ):
        self.table, self.spec, self.child, self.children, self.name = table, spec, child, children, name
        self._distinct: dict[str, Distinct] = {}
        self._orders: dict[tuple, np.ndarray] = {}
        self._all: Rows | None = None
        self._derived: dict[str, Column] = {}
        self.reads: set[str] = set()
        self.derivations = derivations or {}
        self.joins: dict[tuple, tuple[Rows, Rows]] = {}

    def __len__(self):
        return len(self.table)

    def column(self, name: str) -> Column:
        """The column, all blank where the file lacked it; AttributeError for a name that the schema lacks."""
        self.reads.add(name)
        if name in self.table.columns:
            return self.table.columns[name]
        if name in self.derivations:
            if name not in self._derived:
                self._derived[name] = self.derivations[name]()
            return self._derived[name]
        try:
            self.spec.column(name)
        except KeyError:
            raise AttributeError(f"{self.name} has no column {name}") from None
        return Column.blank(len(self.table))

    def distinct(self, name: str) -> Distinct:
        if name not in self._distinct:
            self._distinct[name] = Distinct(self.column(name).values)
        return self._distinct[name]

    @property
    def rows(self) -> Rows:
        """All rows, in file order."""
        if self._all is None:
            self._all = Rows(self, None)
        return self._all


class Rows:
    """Some rows of one table. See the module's text."""

    def __init__(self, base: Base, at: np.ndarray | None):
        self.base = base
        self._at = at
        self._columns: dict[str, Text] = {}

    # -- which rows ---------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The table's name, `Episodes` or `Episodes_last`."""
        return self.base.name

    @cached_property
    def at(self) -> np.ndarray:
        """Position of each row in its table, -1 for "no such row"."""
        return np.arange(len(self.base)) if self._at is None else self._at

    @property
    def exists(self) -> np.ndarray:
        """False where there is no such row."""
        return self.at >= 0

    def __len__(self):
        return len(self.base) if self._at is None else len(self._at)

    @cached_property
    def child(self) -> np.ndarray:
        """Number of each row's child, -1 where CHILD is blank or there is no such row."""
        if self._at is None:
            return self.base.child
        child = self.base.child[self._at] if len(self.base) else np.full(len(self._at), -1, np.int32)
        return np.where(self._at >= 0, child, -1)

    def __getitem__(self, mask) -> Rows:
        """The rows where `mask` (bool per row) is True."""
        return Rows(self.base, self.at[mask])

    def where(self, mask, absent: str = "", **seen) -> Fault:
        """The rows where `mask` is True, as a rule reports them, with what each was compared with: see
        check903.model.evidence.

        absent  the table in which the child has no row
        seen    partners (`Rows`, one for each row here) and values (arrays, one for each row here, or one value for
        all), by name
        """
        return Fault.of(self, mask, absent, seen)

    def __or__(self, other: Rows) -> Rows:
        """These rows and then those of `other`, a selection of the same table."""
        if isinstance(other, Fault):
            return NotImplemented
        return Rows(self.base, np.concatenate([self.at, other.at]))

    def take(self, positions: np.ndarray) -> Rows:
        """Rows picked by position within this selection; -1 stays "no such row"."""
        if not len(self):
            return Rows(self.base, np.full(len(positions), -1))
        return Rows(self.base, np.where(positions >= 0, self.at[positions], -1))

    # -- columns ------------------------------------------------------------------------------------------------------

    def __getattr__(self, name: str) -> Text:
        if not name.isupper() and name[:1] == "_":
            raise AttributeError(name)
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self._column(name)
        return found

    def _column(self, name: str) -> Text:
        base, codes = self.base.distinct(name), self.base.column(name).codes
        if self._at is not None:
            codes = np.where(self._at >= 0, codes[self._at], 0) if len(codes) else np.zeros(len(self._at), np.int32)
        kind = Dates if self.base.spec.column(name).type == "date" else Text
        return kind(base, codes)

    def any_filled(self, *names: str) -> np.ndarray:
        """True where at least one of the columns is filled in."""
        return np.logical_or.reduce([getattr(self, name).filled for name in names])

    def any_blank(self, *names: str) -> np.ndarray:
        """True where at least one of the columns is blank."""
        return np.logical_or.reduce([getattr(self, name).blank for name in names])

    def any_that(self, test, *names: str) -> np.ndarray:
        """True where `test` of at least one of the columns is True."""
        return np.logical_or.reduce([test(getattr(self, name)) for name in names])

    def is_among(self, other: Rows) -> np.ndarray:
        """True where the row is also one of `other`, rows of the same table."""
        return np.isin(self.at, other.at)

    # -- the child's other rows ---------------------------------------------------------------------------------------

    def children(self, mask=None) -> np.ndarray:
        """Which children have a row here (where `mask` is True): bool per child, for `of`."""
        child = self.child if mask is None else self.child[mask]
        found = np.zeros(self.base.children + 1, bool)
        found[child[child >= 0]] = True
        return found

    def of(self, children: np.ndarray) -> np.ndarray:
        """True for rows whose child is one of `children` (as `children()` gives them); a blank CHILD is nobody."""
        return children[self.child]  # -1 finds the last place, which is always False

    def per_child(self, values: np.ndarray, blank) -> np.ndarray:
        """The value that each row's child has in `values` (one per child); `blank` where CHILD is blank."""
        return np.where(self.child >= 0, values[self.child], blank) if len(values) else np.full(len(self), blank)

    def count(self, mask=None) -> np.ndarray:
        """How many of these rows (where `mask` is True) each child has: int per child."""
        child = self.child if mask is None else self.child[mask]
        return np.bincount(child[child >= 0], minlength=self.base.children)

    def sum(self, values: np.ndarray) -> np.ndarray:
        """Sum of `values` (one per row) over each child's rows: float per child."""
        known = self.child >= 0
        return np.bincount(self.child[known], weights=values[known], minlength=self.base.children)

    def join(self, other: Rows, keep: bool = False) -> tuple[Rows, Rows]:
        """Every pair of a row here and a row of `other` with the same child (a blank CHILD has no pair).

        With `keep`, a row here without a partner is paired with "no such row".
        """
        whole = self._at is None and other._at is None
        name = (other.base.name, keep)
        if whole and name in self.base.joins:
            return self.base.joins[name]
        mine, theirs = pairs(self.child, other.child, self.base.children, keep)
        pair = self.take(mine), other.take(theirs)
        if whole:
            self.base.joins[name] = pair
        return pair

    def first_of(self, other: Rows) -> Rows:
        """For each row, the first row of `other` with the same child; "no such row" where there is none."""
        mine, theirs = pairs(self.child, other.child, self.base.children, True)
        return other.take(theirs[np.diff(mine, prepend=-1) != 0])

    # -- order within a child -----------------------------------------------------------------------------------------

    def _order(self, keys: tuple) -> np.ndarray:
        """Positions by child, then by `keys` (column names or date arrays; blank and unreadable last), then file
        order.
        """
        name = keys if self._at is None and all(isinstance(key, str) for key in keys) else None
        if name is None or name not in self.base._orders:
            levels = [_sortable(getattr(self, key).value if isinstance(key, str) else as_dates(key)) for key in keys]
            order = np.lexsort([*reversed(levels), self.child])  # stable: ties stay in file order
            if name is None:
                return order
            self.base._orders[name] = order
        return self.base._orders[name]

    def in_order(self, *keys) -> Rows:
        """These rows by child, then by `keys`, without those whose CHILD is blank."""
        order = self._order(keys)
        return self.take(order[self.child[order] >= 0])

    def _neighbour(self, keys: tuple, step: int) -> Rows:
        order = self._order(keys or self.base.spec.order)
        moved = np.full(len(self), -1)
        child = self.child[order]
        same = (child[1:] == child[:-1]) & (child[1:] >= 0)
        here, there = (order[1:], order[:-1]) if step < 0 else (order[:-1], order[1:])
        moved[here[same]] = there[same]
        return self.take(moved)

    def previous_by(self, *keys) -> Rows:
        """For each row, the row just before it of the same child, in the order of `keys`."""
        return self._neighbour(keys, -1)

    def next_by(self, *keys) -> Rows:
        """For each row, the row just after it of the same child, in the order of `keys`."""
        return self._neighbour(keys, 1)

    def next_with_same(self, column: str) -> Rows:
        """For each row, the next one with the same text there, and for the last of them the first; "no such row" where
        it is alone.
        """
        texts = getattr(self, column)
        ids = texts.spread(texts.base.ids)
        order = np.argsort(ids, kind="stable")
        starts = np.diff(ids[order], prepend=-1) != 0
        first = order[np.flatnonzero(starts)[np.cumsum(starts) - 1]]
        found = np.empty(len(order), int)
        found[order] = np.where(np.append(starts[1:], True), first, np.append(order[1:], -1)[: len(order)])
        return self.take(np.where(found == np.arange(len(order)), -1, found))

    @cached_property
    def previous(self) -> Rows:
        """For each row, the row just before it of the same child, in the table's own order."""
        return self._neighbour((), -1)

    @cached_property
    def next(self) -> Rows:
        """For each row, the row just after it of the same child, in the table's own order."""
        return self._neighbour((), 1)

    def first_by(self, *keys) -> Rows:
        """Each child's first row in the order of `keys`, blanks last, ties in file order; one row per child."""
        ordered = self.in_order(*keys)
        return ordered[np.diff(ordered.child, prepend=-1) != 0]

    def earliest(self, key: str) -> Rows:
        """Each child's row with the earliest readable `key`; of equals the first in the file. None for a child without
        one.
        """
        return self[getattr(self, key).readable].first_by(key)

    def latest(self, key: str, tie: str = "first", unreadable: bool = False) -> Rows:
        """Each child's row with the latest readable `key`; of equals the `first` or the `last` in the file.

        With `unreadable`, a child whose rows are all blank or unreadable there is not left out: they are equals.
        """
        readable = self if unreadable else self[getattr(self, key).readable]
        if tie == "first":
            return readable.first_by(_reversed(getattr(readable, key).value))
        turned = Rows(self.base, readable.at[::-1])
        return turned.first_by(_reversed(getattr(turned, key).value))

    def runs(self, starts: np.ndarray, *keys) -> np.ndarray:
        """A number for each row's run: rows of a child, in the order of `keys`, up to the next row where `starts` is
        True.

        A child's first row always starts a run. Numbers rise in that order.
        """
        order = self._order(keys or self.base.spec.order)
        child = self.child[order]
        new = starts[order].copy()
        new[:1] = True
        new[1:] |= child[1:] != child[:-1]
        number = np.empty(len(order), np.int64)
        number[order] = np.cumsum(new) - 1
        return number

    def repeats(self, key: str) -> np.ndarray:
        """True where an earlier row in the file has the same child and the same date in `key`, or, unreadable, the same
        text; blanks never.
        """
        dates = getattr(self, key)
        values = np.where(
            dates.readable, _sortable(dates.value), _sortable(dates.value) - 1 - dates.spread(dates.base.ids)
        )
        order = np.lexsort([self.at, values, self.child])
        same = np.zeros(len(order), bool)
        same[1:] = (values[order][1:] == values[order][:-1]) & (self.child[order][1:] == self.child[order][:-1])
        found = np.zeros(len(order), bool)
        found[order] = same
        return found & dates.filled & (self.child >= 0)

    @cached_property
    def tied(self) -> np.ndarray:
        """True where another row of the child has the same place in the table's own order, so that file order
        decides.
        """
        keys = self.base.spec.order
        same_before = np.logical_and.reduce([_same_place(self, self.previous, key) for key in keys])
        same_after = np.logical_and.reduce([_same_place(self, self.next, key) for key in keys])
        return (same_before & self.previous.exists) | (same_after & self.next.exists)


def _same_place(rows: Rows, other: Rows, key: str) -> np.ndarray:
    return _sortable(getattr(rows, key).value) == _sortable(getattr(other, key).value)


def _sortable(dates: np.ndarray) -> np.ndarray:
    """Dates as integers, NaT last."""
    numbers = dates.astype("datetime64[D]").astype(np.int64)
    return np.where(np.isnat(dates), np.iinfo(np.int64).max, numbers)


def _reversed(dates: np.ndarray) -> np.ndarray:
    """Dates mirrored about 1970, so that the latest sorts first; NaT stays NaT."""
    epoch = np.datetime64(0, "D")
    return epoch - (dates - epoch)


def pairs(left: np.ndarray, right: np.ndarray, children: int, keep: bool) -> tuple[np.ndarray, np.ndarray]:
    """Positions (left, right) of every pair with one child, in the order of `left`, then of `right`."""
    order = np.argsort(right, kind="stable")
    order = order[right[order] >= 0]
    counts = np.bincount(right[order], minlength=children + 1)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    known = left >= 0
    many = np.where(known, counts[left], 0)
    width = np.maximum(many, 1) if keep else many
    mine = np.repeat(np.arange(len(left)), width)
    nth = np.arange(len(mine)) - np.repeat(np.cumsum(width) - width, width)
    if not len(order):
        return mine, np.full(len(mine), -1)
    found = np.minimum(starts[left[mine]] + nth, len(order) - 1)
    return mine, np.where(many[mine] > 0, order[found], -1)
