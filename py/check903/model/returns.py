"""The return as rules see it: tables of both years with their rows linked, and every fact that several rules need.

Facts are worked out when first asked for, once, and kept. A fact that can't be known (no provider list, no council
chosen) raises `NotRun` with the reason in plain words, and the engine lists the rule as not run.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from check903.model.arrays import pairs
from check903.model.columns import Dates, Text, as_dates
from check903.model.dates import NAT, add, days, years
from check903.model.distinct import DistinctTexts
from check903.model.reasons import Missing, NotRun
from check903.model.rows import Rows, TableIndex
from check903.model.table import Column, Table
from check903.model.unknown import Unknown
from check903.reference import schema
from check903.reference.groups import LEAVER_DETAILS, SHORT_BREAKS
from check903.reference.postcodes import distance_miles

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
        like=None,
    ):
        self.collection = collection
        self.rules_year = rules_year or collection.year
        self.start, self.end = np.datetime64(collection.start, "D"), np.datetime64(collection.end, "D")
        self._authority, self._providers, self.postcodes = authority, providers, postcodes
        tables = {**this, **{f"{name}_last": table for name, table in (last or {}).items()}}
        header = this.get("Header")
        self._format_given = file_format
        self.file_format = file_format or ("xml" if header is not None and "UASC" in header.columns else "csv")
        self.loaded = frozenset(tables)
        self.reads_known = like.reads_known if like else {}
        self.children, numbers = like._numbers_of(tables) if like else _number_children(tables)
        self._bases = {}
        self._postcodes_found = {}
        self.not_told: list[NotTold] = []  # by the rule that runs: the engine takes it down after each
        for spec in schema.TABLES.values():
            for name in (spec.name, f"{spec.name}_last"):
                table = tables.get(name, Table(spec.name, {}))
                child = numbers.get(name, np.zeros(0, np.int32))
                self._bases[name] = TableIndex(table, spec, child, len(self.children), name, self._derivations(name))
        self.has_list = providers is not None
        listed = getattr(providers, "table", None) or Table(schema.LIST.name, {})
        self._bases[schema.LIST.name] = TableIndex(
            listed, schema.LIST, np.full(len(listed), -1, np.int32), len(self.children), schema.LIST.name
        )

    def __getattr__(self, name: str) -> Rows:
        try:
            return self.__dict__["_bases"][name].rows
        except KeyError:
            raise AttributeError(name) from None

    def like(self, this, last) -> Return:
        """Other tables in the same circumstances: collection, council, provider list and so on."""
        return Return(
            this,
            last,
            self.collection,
            rules_year=self.rules_year,
            authority=self._authority,
            providers=self._providers,
            postcodes=self.postcodes,
            file_format=self._format_given,
            like=self,
        )

    def _numbers_of(self, tables: dict[str, Table]) -> tuple[list[str], dict[str, np.ndarray]]:
        """As _number_children: the numbers of this return, where no table's CHILD column is another one than here."""

        def same(now: Table, here: Table) -> bool:
            return len(now) == len(here) and now.columns.get("CHILD") is here.columns.get("CHILD")

        if tables.keys() == self.loaded and all(same(table, self.table(name)) for name, table in tables.items()):
            return self.children, {name: self._bases[name].child for name in tables}
        return _number_children(tables)

    def table(self, name: str) -> Table:
        """The table as it was read; without rows where it was not loaded."""
        return self._bases[name].table

    @property
    def columns_read(self) -> frozenset[tuple[str, str]]:
        """(table, column) of what was read since the return was made."""
        found = {(name, column) for name, base in self._bases.items() for column in base.reads}
        if both := self.__dict__.get("episodes_of_both_years"):
            found |= {(name, column) for name in ("Episodes", "Episodes_last") for column in both.base.reads}
        return frozenset(found)

    def has_column(self, name: str, column: str) -> bool:
        """True where the table holds the column, or it can be worked out."""
        return column in self._bases[name].table.columns or self.can_derive(name, column)

    @cached_property
    def unknown(self) -> Unknown:
        """What can't be known of these tables, and so must not be judged."""
        return Unknown(self)

    # -- what was given -----------------------------------------------------------------------------------------------

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
        at = self.providers.last_entry(urn) if last else self.providers.entry(urn)
        return self._bases[schema.LIST.name].rows.take(at)

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

    def this_and_last(self, name: str) -> tuple[Rows, ...]:
        """The table's rows of this year, and of last year where it was loaded."""
        return tuple(getattr(self, table) for table in (name, f"{name}_last") if table in self.loaded)

    # -- dates --------------------------------------------------------------------------------------------------------

    def in_year(self, dates) -> np.ndarray:
        """True for dates of the collection year, its first and last day inside."""
        dates = as_dates(dates)
        return (dates >= self.start) & (dates <= self.end)

    def touches_year(self, start, end: Dates) -> np.ndarray:
        """True where the time from `start` to `end` (still going on where that is blank or unreadable) has a day in the
        collection year.
        """
        return (as_dates(start) <= self.end) & (end.or_(self.end) >= self.start)

    @cached_property
    def start_of_last_year(self) -> np.datetime64:
        """A calendar year before the first day of the collection year."""
        return add(self.start, years(-1))[()]

    def in_last_year(self, dates) -> np.ndarray:
        """True for dates of the collection year before, its first and last day inside."""
        dates = as_dates(dates)
        return (dates >= self.start_of_last_year) & (dates <= add(self.end, years(-1)))

    def latest_birthday(self, born: Dates, *ages: int) -> np.ndarray:
        """The birthday at which a person came to the age that they have on the last day of the year; NaT where it is
        none of `ages`.
        """
        found = np.full(len(born), NAT)
        for age in ages:
            turned = born + years(age)
            found = np.where((turned <= self.end) & (born + years(age + 1) > self.end), turned, found)
        return found

    @property
    def august_before(self) -> np.datetime64:
        """31 August of the calendar year before the one in which the collection begins: 31/08/2025 for 2026-27."""
        return np.datetime64(f"{self.collection.start.year - 1}-08-31")

    # -- children -----------------------------------------------------------------------------------------------------

    def _per_child(self) -> np.ndarray:
        return np.zeros(len(self.children) + 1, bool)

    def lists(self, name: str, rows: Rows) -> np.ndarray:
        """True for each of `rows` whose CHILD, compared as text, stands in table `name`; a blank one only if a blank
        stands there.
        """
        there = getattr(self, name)
        found = there.children()
        found[-1] = bool((there.child < 0).any())
        return found[rows.child]

    @cached_property
    def children_with_leaver_details(self) -> np.ndarray:
        """Which children have a care leaver's answer (contact, activity or accommodation) in OC3; bool per child, for
        `rows.of`.
        """
        return self.OC3.children(self.OC3.any_filled(*LEAVER_DETAILS))

    @cached_property
    def continuously_looked_after(self) -> np.ndarray:
        """Which children were in care all year (spec: derived.md), bool per child, for `rows.of`."""
        return self.Episodes.children(self._in_year) & ~self.breaks_in_care.children()

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

    # -- unaccompanied asylum-seeking children ------------------------------------------------------------------------

    def uasc_status(self, year: str = "") -> np.ndarray:
        """Each child's asylum-seeking status: 1 yes, 0 no, -1 blank or child not there, 2 anything else; int8 per
        child, and -1 at the end.

        year  "" for this year, "_last" for last year. From Header, else from the UASC table of a CSV return.
        """
        status = np.full(len(self.children) + 1, -1, np.int8)
        if f"Header{year}" not in self.loaded and self.file_format != "csv":
            raise NotRun(Missing.TABLES, f"Header{year}")
        rows, values = self.uasc_rows(year)
        known = np.flatnonzero(rows.child >= 0)[::-1]  # of several rows the first counts
        status[rows.child[known]] = values[known]
        return status

    def uasc_rows(self, year: str = "") -> tuple[Rows, np.ndarray]:
        """The rows that say who is an asylum seeker, of Header or, where that is not loaded, of UASC, and what each
        says (as `uasc_status`).
        """
        header, uasc = f"Header{year}", f"UASC{year}"
        if header in self.loaded:
            if not self.has_column(header, "UASC"):
                raise NotRun(Missing.ASYLUM, header, uasc)
            rows = getattr(self, header)
            return rows, np.select([rows.UASC == "1", rows.UASC == "0", rows.UASC.blank], [1, 0, -1], 2)
        if uasc not in self.loaded:
            raise NotRun(Missing.TABLES, header)
        rows = getattr(self, uasc)
        return rows, rows.any_filled("SEX", "DUC").astype(int)

    @cached_property
    def uasc_children(self) -> np.ndarray:
        """Who is an asylum seeker this year or was last year; bool per child. NotRun where no table of either year
        says.
        """
        found = self._uasc_by_year()
        if not found:
            raise NotRun(Missing.ASYLUM)
        return np.logical_or.reduce(found)

    @property
    def uasc_children_or_none(self) -> np.ndarray:
        """`uasc_children`; nobody where no table says."""
        return np.logical_or.reduce([self._per_child(), *self._uasc_by_year()])

    def _uasc_by_year(self) -> list[np.ndarray]:
        return [rows.children() for rows in self.asylum_seekers.values()]

    @cached_property
    def asylum_seekers(self) -> dict[str, Rows]:
        """The rows that make children asylum seekers, one table for each year: `header` or `uasc` of this year,
        `last`.
        """
        found = {}
        for year in ("", "_last"):
            header, uasc = getattr(self, f"Header{year}"), getattr(self, f"UASC{year}")
            if f"Header{year}" in self.loaded:
                if self.has_column(f"Header{year}", "UASC"):
                    found["last" if year else "header"] = header[header.UASC == "1"]
            elif f"UASC{year}" in self.loaded:
                found["last" if year else "uasc"] = uasc[uasc.any_filled("SEX", "DOB", "DUC")]
        return found

    # -- episodes -----------------------------------------------------------------------------------------------------

    @cached_property
    def periods_of_care(self) -> Periods:
        """Each child's periods of care, from this year's episodes with a readable start."""
        e = self.Episodes[self.Episodes.DECOM.readable].in_order("DECOM")
        run = e.runs(e.DECOM > e.previous.DEC)
        first = np.flatnonzero(np.diff(run, prepend=-1))
        last = np.append(first[1:], len(e))[: len(first)] - 1
        return Periods(e.child[first], e.DECOM.value[first], e.DEC.value[last], len(self.children), e.take(last))

    @cached_property
    def episodes_of_both_years(self) -> Rows:
        """This year's episodes and then last year's, as one table, for counting over both; its rows are not to be
        reported.
        """
        both = [self._bases[name] for name in ("Episodes", "Episodes_last")]
        table = Table.joined([base.table for base in both])
        child = np.concatenate([base.child for base in both])
        return TableIndex(table, both[0].spec, child, len(self.children), "Episodes of both years").rows

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

    # -- derived columns ----------------------------------------------------------------------------------------------

    def _derivations(self, name: str) -> dict:
        if name.startswith("Header"):
            return {"UASC": lambda: self._uasc_column(name)}
        if name.startswith("Episodes"):
            return {
                "PL_LA": lambda: self._placement_authority(name),
                "PL_LOCATION": lambda: self._placement_location(name),
                "PL_DISTANCE": lambda: self._placement_distance(name),
            }
        return {}

    def can_derive(self, name: str, column: str) -> bool:
        """True where the column, absent from the table, can be worked out from what is loaded."""
        if column == "UASC":
            return f"UASC{name[len('Header') :]}" in self.loaded
        if column == "PL_LOCATION":
            return bool(self._authority) and self.has_column(name, "PL_LA")
        return column in ("PL_LA", "PL_DISTANCE") and self.postcodes is not None

    def _uasc_column(self, name: str) -> Column:
        if not self.can_derive(name, "UASC"):
            return Column.blank(len(self._bases[name]))
        listed = getattr(self, f"UASC{name[len('Header') :]}").children()
        codes = np.where(listed[self._bases[name].child], 2, 1)
        return Column(codes, ["", "0", "1"])

    def knows_postcode(self, postcodes: Text) -> np.ndarray:
        """True where the text, apart from spaces and case, is a postcode of the directory."""
        return postcodes.spread(self._looked_up(postcodes.base).known)

    def _looked_up(self, texts: DistinctTexts):
        if self.postcodes is None:
            raise NotRun(Missing.POSTCODES)
        if texts not in self._postcodes_found:
            self._postcodes_found[texts] = self.postcodes.lookup(texts.values)
        return self._postcodes_found[texts]

    def _found(self, name: str, column: str):
        return self._looked_up(self._bases[name].distinct(column))

    def _placement_authority(self, name: str) -> Column:
        placed = self._bases[name].column("PL_POST")
        return Column(np.where(placed.codes == 0, 0, placed.codes), ["", *self._found(name, "PL_POST").authority[1:]])

    def _placement_location(self, name: str) -> Column:
        where, council = self._bases[name].column("PL_LA"), self.authority
        return Column(
            where.codes, ["", *("IN" if text == council else "OUT" if text else "" for text in where.values[1:])]
        )

    def _placement_distance(self, name: str) -> Column:
        base = self._bases[name]
        home, place = base.column("HOME_POST").codes, base.column("PL_POST").codes
        pairs, which = np.unique(np.stack([home, place]), axis=1, return_inverse=True)
        miles = distance_miles(
            self._found(name, "HOME_POST").take(pairs[0]), self._found(name, "PL_POST").take(pairs[1])
        )
        texts = ["" if np.isnan(value) else f"{value:.1f}" for value in miles]
        codes = np.where(base.rows.of(self.uasc_children_or_none), 0, which.ravel() + 1)
        return Column(codes, ["", *texts])


class Periods:
    """Periods of care: child, start, end (NaT while it goes on) and last episode of each, of equal length; by child and
    start.
    """

    def __init__(self, child, start, end, children: int, last: Rows):
        self.child, self.start, self.end, self._children, self.last = child, start, end, children, last

    def children(self) -> np.ndarray:
        """Which children have a period; bool per child, for `rows.of`."""
        found = np.zeros(self._children + 1, bool)
        found[self.child] = True
        return found

    def join(self, rows: Rows) -> tuple[Rows, np.ndarray, np.ndarray]:
        """Every pair of a row and a period of its child: the rows, and the period's start and end (NaT while it goes
        on).
        """
        mine, theirs = pairs(rows.child, self.child, self._children, False)
        return rows.take(mine), self.start[theirs], self.end[theirs]

    def nearest(self, rows: Rows, day: np.ndarray) -> np.ndarray:
        """For each row, the position of the child's last period that began by `day` (one per row), else its first; -1
        without one.
        """
        mine, theirs = pairs(rows.child, self.child, self._children, True)
        first = theirs[np.diff(mine, prepend=-1) != 0]
        began = np.bincount(mine[(theirs >= 0) & (self.days(theirs) <= day[mine])], minlength=len(rows))
        return np.where(first >= 0, first + np.maximum(began - 1, 0), -1)

    def days(self, at: np.ndarray, end: bool = False) -> np.ndarray:
        """First (or last) day of the periods at those positions; NaT for -1."""
        return np.append(self.end if end else self.start, np.datetime64("NaT", "D"))[at]

    def after(self, at: np.ndarray) -> np.ndarray:
        """Position of the same child's next period; -1 where there is none."""
        next_one = np.append(np.append(self.child[1:], -2) == self.child, False)
        return np.where(next_one[at], at + 1, -1)

    def outside(self, rows: Rows, start: str, end: str) -> Rows:
        """Those of `rows`, spans from column `start` to `end`, that none of the child's periods holds; not of a child
        without periods.

        A span that has ended is held by the period in which it ended, an open one by a period that still goes on. A
        span without a readable start is left out.
        """
        dated = rows[getattr(rows, start).readable]
        pair, first, last = self.join(dated)
        began, ended = getattr(pair, start), getattr(pair, end)
        goes_on = ~ended.readable & (began >= first) & np.isnat(last)
        held = goes_on | (ended >= first) & (np.isnat(last) | (ended <= last))
        return dated[dated.of(self.children()) & ~dated.is_among(pair[held])]


def _number_children(tables: dict[str, Table]) -> tuple[list[str], dict[str, np.ndarray]]:
    """The children's ids in the order they are met, and each table's rows' numbers in that list (-1 for a blank
    CHILD).
    """
    numbers: dict[str, int] = {}
    found = {}
    for name, table in tables.items():
        column = table.columns.get("CHILD", Column.blank(len(table)))
        per_text = np.array(
            [numbers.setdefault(text, len(numbers)) if text else -1 for text in column.values], dtype=np.int32
        )
        found[name] = per_text[column.codes]
    return list(numbers), found
