"""The return as rules see it: tables of both years with their rows linked, and every fact that several rules need.

Facts are worked out when first asked for, once, and kept. A fact that can't be known (no provider list, no council
chosen) raises `NotRun` with the reason in plain words, and the engine lists the rule as not run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from check903.model.asylum import Asylum
from check903.model.columns import Dates, Text, as_dates
from check903.model.dates import NAT, add, days, years
from check903.model.derived import Derived
from check903.model.history import History
from check903.model.periods import Periods
from check903.model.reasons import Missing, NotRun
from check903.model.rows import Rows, TableIndex
from check903.model.table import Column, Table
from check903.model.told_starts import ToldStarts
from check903.model.unknown import Unknown
from check903.reference import schema
from check903.reference.groups import LEAVER_DETAILS, SHORT_BREAKS

__all__ = ["Collection", "NotRun", "Return", "days", "years"]


@dataclass(frozen=True)
class NotTold:
    """Rows that a rule could not look at while it looked at others: nothing is known of their settings in a column of
    Ofsted's list.

    column  the list's column
    rows    how many rows
    sheets  the files and sheets of the list, as the user knows them, that lack the column; () where the numbers are in
    none
    """

    column: str
    rows: int
    sheets: tuple[str, ...]


@dataclass(frozen=True)
class Collection:
    """The window of a collection, both days inside: `Collection(date(2026, 4, 1), date(2027, 3, 31))`."""

    start: dt.date
    end: dt.date

    @classmethod
    def of_year(cls, year: int) -> Collection:
        """The collection year that ends on 31 March of `year`."""
        return cls(dt.date(year - 1, 4, 1), dt.date(year, 3, 31))

    @property
    def year(self) -> int:
        """The year in which the collection ends."""
        return self.end.year


class Return:
    """This year's tables, last year's (`r.Episodes_last`), and what follows from them.

    this, last   table name -> Table; any subset
    collection   a Collection
    rules_year   whose rules are asked (a few rules have exceptions in one year only)
    authority    ONS code of the council making the return, or None
    providers    check903.model.providers.Providers, or None
    postcodes    check903.reference.postcodes.Directory, or None
    file_format  "xml" or "csv"; by default "xml" where Header has a UASC column
    earlier      the returns before last year's: collection year -> tables by name

    day  the day within the year that is asked about where the year is running (`ask_of`); by default its last
    """

    def __init__(
        self,
        this,
        last,
        collection,
        *,
        rules_year=None,
        authority=None,
        providers=None,
        postcodes=None,
        file_format=None,
        earlier=None,
        like=None,
    ):
        self.collection = collection
        self.rules_year = rules_year or collection.year
        self.start, self.end = np.datetime64(collection.start, "D"), np.datetime64(collection.end, "D")
        self.day = like.day if like else self.end
        self._authority, self._providers, self.postcodes = authority, providers, postcodes
        tables = {**this, **{schema.last_years(name): table for name, table in (last or {}).items()}}
        header = this.get("Header")
        self._format_given = file_format
        self.told_starts = like.told_starts if like else ToldStarts()  # beginnings that another list tells
        self.file_format = file_format or ("xml" if header is not None and "UASC" in header.columns else "csv")
        self.loaded = frozenset(tables)
        self.reads_known = like.reads_known if like else {}
        self.children, numbers = like._numbers_of(tables) if like else _number_children(tables)
        self._indexes = {}
        self._derived = Derived(self)
        self.history = History(self, earlier or (like.history.years if like else {}))
        self.not_told: list[NotTold] = []  # by the rule that runs: the engine takes it down after each
        for spec in schema.TABLES.values():
            for name in (spec.name, schema.last_years(spec.name)):
                table = tables.get(name, Table(spec.name, {}))
                child = numbers.get(name, np.zeros(0, np.int32))
                self._indexes[name] = TableIndex(
                    table, spec, child, len(self.children), name, self._derived.columns(name)
                )
        self.has_list = providers is not None
        listed = getattr(providers, "table", None) or Table(schema.LIST.name, {})
        self._indexes[schema.LIST.name] = TableIndex(
            listed, schema.LIST, np.full(len(listed), -1, np.int32), len(self.children), schema.LIST.name
        )

    def __getattr__(self, name: str) -> Rows:
        try:
            return self.__dict__["_indexes"][name].rows
        except KeyError:
            raise AttributeError(name) from None

    def with_rules_of(self, year: int) -> Return:
        """The same return under another year's rules."""
        return self.like({name: self.table(name) for name in self.loaded}, year)

    def like(self, tables: Mapping[str, Table], rules_year: int | None = None) -> Return:
        """Other tables, of either year, in the same circumstances: collection, council, provider list and so on."""
        return Return(
            {name: table for name, table in tables.items() if not schema.is_last_years(name)},
            {schema.this_years(name): table for name, table in tables.items() if schema.is_last_years(name)},
            self.collection,
            rules_year=rules_year or self.rules_year,
            authority=self._authority,
            providers=self._providers,
            postcodes=self.postcodes,
            file_format=self._format_given,
            like=self,
        )

    def let_go(self) -> None:
        """Forget what was worked out; whoever asks again has it worked out anew.

        A return and its rows know each other, so that without this they stay until Python's collector comes by.
        """
        for name in [name for name in self.__dict__ if isinstance(getattr(type(self), name, None), cached_property)]:
            if isinstance(worked_out := self.__dict__.pop(name), Rows):
                worked_out.base.let_go()
        for index in self._indexes.values():
            index.let_go()

    def of_last_year(self) -> Return:
        """Last year's tables as a return of their own year, without one before. What was worked out of their texts is
        shared.
        """
        names = {schema.this_years(name): name for name in self.loaded if schema.is_last_years(name)}
        earlier = Return(
            {name: self.table(last) for name, last in names.items()},
            None,
            Collection.of_year(self.collection.year - 1),
            authority=self._authority,
            providers=self._providers,
            postcodes=self.postcodes,
            file_format=None if "Header" in names else self.file_format,
            earlier=self.history.before(self.collection.year - 1),
        )
        for name, last in names.items():
            earlier._indexes[name].know_texts_of(self._indexes[last])
        earlier._derived.know_postcodes_of(self._derived)
        return earlier

    def _numbers_of(self, tables: dict[str, Table]) -> tuple[list[str], dict[str, np.ndarray]]:
        """As _number_children: the numbers of this return, where no table's CHILD column is another one than here."""

        def same(now: Table, here: Table) -> bool:
            return len(now) == len(here) and now.columns.get("CHILD") is here.columns.get("CHILD")

        if tables.keys() == self.loaded and all(same(table, self.table(name)) for name, table in tables.items()):
            return self.children, {name: self._indexes[name].child for name in tables}
        return _number_children(tables)

    def index(self, name: str) -> TableIndex:
        """What is known of the table as a whole, whichever of its rows a rule looks at."""
        return self._indexes[name]

    def table(self, name: str) -> Table:
        """The table as it was read; without rows where it was not loaded."""
        return self._indexes[name].table

    @property
    def columns_read(self) -> frozenset[tuple[str, str]]:
        """(table, column) of what was read since the return was made."""
        columns = {(name, column) for name, index in self._indexes.items() for column in index.reads}
        for joined in ("episodes_of_both_years", "episodes_of_all_years"):
            if rows := self.__dict__.get(joined):
                columns |= {(name, column) for name in ("Episodes", "Episodes_last") for column in rows.base.reads}
        return frozenset(columns)

    def has_column(self, name: str, column: str) -> bool:
        """True where the table holds the column, or it can be worked out."""
        return column in self._indexes[name].table.columns or self._derived.can(name, column)

    @cached_property
    def unknown(self) -> Unknown:
        """What can't be known of these tables, and so must not be judged."""
        return Unknown(self)

    # -- what was given -----------------------------------------------------------------------------------------------

    @property
    def has_council(self) -> bool:
        """True if it is known which council makes the return."""
        return bool(self._authority)

    @property
    def authority(self) -> str:
        """ONS code of the council making the return."""
        if not self._authority:
            raise NotRun(Missing.COUNCIL)
        return self._authority

    @property
    def providers(self):
        """The provider list's look-ups by URN."""
        if self._providers is None:
            raise NotRun(Missing.LIST)
        return self._providers

    def entry(self, urn: Text, last: bool = False) -> Rows:
        """The entry of Ofsted's list for each row's Ofsted number; "no such row" where the list has none.

        Of several it is the first, or with `last` the one whose registration ended last.
        """
        positions = self.providers.last_entry(urn) if last else self.providers.entry(urn)
        return self._indexes[schema.LIST.name].rows.take(positions)

    def told(self, rows: Rows, column: str) -> Rows:
        """Those of `rows`, placements with an Ofsted number, about which the provider list can say something in that
        column.

        The others are taken down in `not_told`. NotRun where the list lacks the column altogether.
        """
        tells = self.providers.tells(rows.URN, column)
        if not tells.all():
            without = rows[~tells]
            self.not_told.append(NotTold(column, len(without), self.providers.lacking(without.URN, column)))
        return rows[tells]

    def list_lacks(self, column: str) -> bool:
        """True if a provider list is loaded that can't tell the column of every setting."""
        return self._providers is not None and self._providers.lacks(column)

    def need_rows(self, *names: str) -> None:
        """NotRun if one of the tables is empty."""
        for name in names:
            if not len(getattr(self, name)):
                raise NotRun(Missing.ROWS, name)

    # -- dates --------------------------------------------------------------------------------------------------------

    def in_year(self, dates) -> np.ndarray:
        """True for dates of the collection year, its first and last day inside."""
        dates = as_dates(dates)
        return (dates >= self.start) & (dates <= self.end)

    def touches_year(self, start, end: Dates) -> np.ndarray:
        """True where the time from `start` to `end` (still going on where that is blank or unreadable) has a day in the
        collection year.
        """
        return (as_dates(start) <= self.end) & (end.or_else(self.end) >= self.start)

    @cached_property
    def start_of_last_year(self) -> np.datetime64:
        """A calendar year before the first day of the collection year."""
        return add(self.start, years(-1))

    def in_last_year(self, dates) -> np.ndarray:
        """True for dates of the collection year before, its first and last day inside."""
        dates = as_dates(dates)
        return (dates >= self.start_of_last_year) & (dates <= add(self.end, years(-1)))

    def latest_birthday(self, born: Dates, *ages: int) -> np.ndarray:
        """The birthday at which a person came to the age that they have on the last day of the year; NaT where it is
        none of `ages`.
        """
        birthdays = np.full(len(born), NAT)
        for age in ages:
            turned = born + years(age)
            birthdays = np.where((turned <= self.end) & (born + years(age + 1) > self.end), turned, birthdays)
        return birthdays

    @property
    def august_before(self) -> np.datetime64:
        """31 August of the calendar year before the one in which the collection begins: 31/08/2025 for 2026-27."""
        return np.datetime64(f"{self.collection.start.year - 1}-08-31")

    # -- the day that checks beyond the Department's ask about ---------------------------------------------------------

    def ask_of(self, day: dt.date) -> None:
        """From now on `day` is this one, or the nearest day of the year."""
        self.day = min(max(np.datetime64(day, "D"), self.start), self.end)
        self.__dict__.pop("care", None)

    @cached_property
    def care(self):
        """Who is in care on `day`, and since when: a check903.model.care.Care."""
        from check903.model.care import Care  # which knows returns

        return Care(self, np.array([self.day]))

    # -- children -----------------------------------------------------------------------------------------------------

    def child_in_table(self, name: str, rows: Rows) -> np.ndarray:
        """True for each of `rows` whose CHILD, compared as text, stands in table `name`; a blank one only if a blank
        stands there.
        """
        there = getattr(self, name)
        children = there.children()
        children[-1] = bool((there.child < 0).any())
        return children[rows.child]

    @cached_property
    def children_with_leaver_details(self) -> np.ndarray:
        """Which children have a care leaver's answer (contact, activity or accommodation) in OC3; bool per child, for
        `rows.of`.
        """
        return self.OC3.children_where(self.OC3.any_filled(*LEAVER_DETAILS))

    @cached_property
    def continuously_looked_after(self) -> np.ndarray:
        """Which children were in care all year (spec: derived.md), bool per child, for `rows.of`."""
        return self.Episodes.children_where(self._in_year) & ~self.breaks_in_care.children()

    @cached_property
    def _in_year(self) -> np.ndarray:
        """Which episodes were open on some day of the year; bool per episode."""
        e = self.Episodes
        return (e.DECOM <= self.end) & (e.DEC.blank | (e.DEC >= self.start))

    @cached_property
    def breaks_in_care(self) -> Rows:
        """The episodes that show that the child was not in care all year: care began or ended in the year, or a short
        break.
        """
        e = self.Episodes
        started = (e.RNE == "S") & (e.DECOM > self.start) & (e.DECOM <= self.end)
        left = (e.REC != "X1") & (e.DEC >= self.start) & (e.DEC < self.end)
        return e[started | left | self._in_year & e.LS.isin(*SHORT_BREAKS)]

    # -- episodes -----------------------------------------------------------------------------------------------------

    @cached_property
    def periods_of_care(self) -> Periods:
        """Each child's periods of care, from this year's episodes with a readable start."""
        e = self.Episodes[self.Episodes.DECOM.readable].in_order("DECOM")
        return Periods.of(e, len(self.children))

    @cached_property
    def episodes_of_both_years(self) -> Rows:
        """This year's episodes and then last year's, as one table, for counting over both; its rows are not to be
        reported.
        """
        both = [self._indexes[name] for name in ("Episodes", "Episodes_last")]
        table = Table.joined([index.table for index in both])
        child = np.concatenate([index.child for index in both])
        return TableIndex(table, both[0].spec, child, len(self.children), "Episodes of both years").rows

    @cached_property
    def episodes_of_all_years(self) -> Rows:
        """`episodes_of_both_years` and then those of earlier years, where they are loaded."""
        both = self.episodes_of_both_years
        if not self.history:
            return both
        every = [both.base, self.history.index("Episodes")]
        table, child = Table.joined([index.table for index in every]), np.concatenate([index.child for index in every])
        return TableIndex(table, both.base.spec, child, len(self.children), "Episodes of all years").rows

    @cached_property
    def open_at_end_of_last_year(self) -> tuple[Rows, Rows]:
        """Pairs of a child's first episode this year and latest episode of last year, where last year's was open (DEC
        blank or unreadable).
        """
        first, last = self.first_and_last_year
        is_open = ~last.DEC.readable
        return first[is_open], last[is_open]

    @cached_property
    def first_and_last_year(self) -> tuple[Rows, Rows]:
        """Pairs of a child's first episode this year and latest episode of last year; of equal starts the first in its
        file.
        """
        return self.Episodes.earliest("DECOM").join(self.Episodes_last.latest("DECOM"))

    # -- what follows from several tables ------------------------------------------------------------------------------

    @cached_property
    def asylum(self) -> Asylum:
        """Who is an unaccompanied asylum-seeking child."""
        return Asylum(self)

    def knows_postcode(self, postcodes: Text) -> np.ndarray:
        """True where the text, apart from spaces and case, is a postcode of the directory."""
        return self._derived.knows_postcode(postcodes)


def _number_children(tables: dict[str, Table]) -> tuple[list[str], dict[str, np.ndarray]]:
    """The children's ids in the order they are met, and each table's rows' numbers in that list (-1 for a blank
    CHILD).
    """
    columns = {name: table.columns.get("CHILD", Column.blank(len(table))) for name, table in tables.items()}
    met = dict.fromkeys(chain.from_iterable(column.values for column in columns.values()))
    met.pop("", None)
    numbers = dict(zip(met, range(len(met)))) | {"": -1}
    per_text = {name: map(numbers.__getitem__, column.values) for name, column in columns.items()}
    per_row = {
        name: np.fromiter(per_text[name], np.int32, len(column.values))[column.codes]
        for name, column in columns.items()
    }
    return list(met), per_row
