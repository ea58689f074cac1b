"""Ofsted's provider list, looked up by URN: the words in which the rules about providers are written.

A URN may stand on several rows of the list. Columns of a return are asked about as `rows.Text` (one answer per row) or
as plain lists of texts (one answer per text); either way each distinct URN, or pair of URN and value, is looked at
once.

A sheet of the list can lack a column: then nothing is known about its settings there, which is another thing than a
blank cell.
`tells` says about which URNs a column is known, so that rules can leave out the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from check903.model.columns import Text
from check903.model.dates import NAT, parse_date
from check903.model.reasons import Missing, NotRun
from check903.model.table import Column, Table
from check903.model.text import cell_text

COLUMNS = (
    "URN",
    "SETTING",
    "TYPE",
    "PLACE_CODES",
    "PROVIDER_CODES",
    "POSTCODE",
    "LA_NAME",
    "REG_START",
    "REG_END",
    "LA_CODE_INFERRED",
)

# How sentences speak of a column.
SAID = {
    "URN": "Ofsted numbers",
    "SETTING": "names",
    "TYPE": "types",
    "PLACE_CODES": "placement codes",
    "PROVIDER_CODES": "provider codes",
    "POSTCODE": "postcodes",
    "LA_NAME": "councils",
    "REG_START": "registration dates",
    "REG_END": "closing dates",
}

_CODE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2})(\d{1,2})(?![A-Z0-9])")
_RANGE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2})(\d{1,2})\s*(?:-|–|TO)\s*\1(\d{1,2})(?![A-Z0-9])")


class NotInList(NotRun):
    """Ofsted's list lacks what the rule compares with.

    column  of `COLUMNS`; "URN" where the list holds closed settings only, so that a number that it lacks says nothing
    """

    def __init__(self, column: str):
        lacks = "settings that are still registered, only closed ones" if column == "URN" else SAID[column]
        super().__init__(Missing.LIST_COLUMN, lacks)
        self.column = column


class ProviderRow(NamedTuple):
    """One row of the list, as rules compare with it.

    places, providers  the placement and provider codes that it allows
    end        the day its registration ended; NaT while it goes on
    postcode   upper case, without spaces
    authority  code of the council it lies in; "" not known; None: not worked out yet
    """

    places: frozenset[str]
    providers: frozenset[str]
    end: np.datetime64
    postcode: str
    authority: str | None


class Providers:
    """The list by URN.

    columns    name -> texts of equal length (lists, or Columns): URN, and any of the others of `COLUMNS`. PLACE_CODES
               and PROVIDER_CODES may hold several codes in one text, dates are dd/mm/yyyy. Nothing is known of a
               column that is absent.
    directory  check903.reference.postcodes.Directory: where LA_CODE_INFERRED is absent, it says in which council a
               postcode lies. It is asked when a rule asks, about the URNs of the return only, so that few areas need
               be loaded.
    told       name -> bool per row, False where the row's sheet lacks the column; by default the columns given are
               known in all rows
    closed_only  True for a list of closed settings: a number that isn't in it may well be registered
    files, file, line  where each row stands, as in `Table`

    table      the rows as they came, with every one of `COLUMNS` but LA_CODE_INFERRED where that was not given
    """

    def __init__(
        self,
        columns: Mapping[str, list[str] | Column],
        directory=None,
        told: Mapping[str, np.ndarray] | None = None,
        closed_only: bool = False,
        file: np.ndarray | None = None,
        line: np.ndarray | None = None,
        files: tuple[str, ...] = (),
    ):
        self._directory, self.closed_only = directory, closed_only
        rows = len(columns["URN"])
        self._has_councils = "LA_CODE_INFERRED" in columns
        self._told = {
            name: np.asarray((told or {}).get(name, np.full(rows, name in columns)), bool) for name in COLUMNS
        }
        names = COLUMNS if self._has_councils else COLUMNS[:-1]
        self.table = Table("Providers", {name: _column(columns.get(name), rows) for name in names}, file, line, files)
        self._councils: dict[str, frozenset[str]] = {}
        self._rows: dict[str, tuple[ProviderRow, ...]] = {}
        self._positions: dict[str, tuple[int, ...]] = {}
        for position, urn in enumerate(self.table.columns["URN"].texts()):
            if urn:
                self._positions[urn] = (*self._positions.get(urn, ()), position)

    @classmethod
    def of_list(cls, listed, directory=None) -> Providers:
        """The look-ups of a `check903.reading.providers.ProviderList`."""
        table = listed.table
        return cls(table.columns, directory, listed.told, listed.closed_only, table.file, table.line, table.files)

    @classmethod
    def of_frame(cls, frame, directory=None) -> Providers:
        """The list in a pandas DataFrame with columns as in `COLUMNS`; cells may be text, numbers, dates or missing."""
        if "URN" not in frame:
            raise ValueError("Ofsted’s list needs a column URN")
        cells = {name: frame[name].astype(object).where(frame[name].notna(), None) for name in COLUMNS if name in frame}
        return cls({name: [cell_text(value) for value in column] for name, column in cells.items()}, directory)

    def __len__(self) -> int:
        return len(self._positions)

    # -- the list's own rows, to be shown ----------------------------------------------------------------------------

    def entries(self, urn: str) -> tuple[int, ...]:
        """Positions in `table` of the rows with that URN, none if it is not in the list."""
        return self._positions.get(urn, ())

    def entry(self, urn) -> np.ndarray:
        """For each row of the return the position in `table` of the first row with its URN, int32; -1 where it is not
        in the list.
        """
        return _spread(urn, lambda urn: self._positions.get(urn, (-1,))[0], np.int32)

    def last_entry(self, urn) -> np.ndarray:
        """As `entry`, but of several rows with one URN the one whose registration ended last."""

        def last(urn: str) -> int:
            positions = self.entries(urn)
            return (
                max(positions, key=lambda position: self._ends[position].astype(int))
                if len(positions) > 1
                else positions[0]
                if positions
                else -1
            )

        return _spread(urn, last, np.int32)

    @cached_property
    def at_postcode(self) -> dict[str, tuple[int, ...]]:
        """Postcode in upper case without spaces -> positions in `table` of the rows that have it."""
        positions: dict[str, list[int]] = {}
        for position, postcode in enumerate(self._postcodes):
            if postcode:
                positions.setdefault(postcode, []).append(position)
        return {postcode: tuple(places) for postcode, places in positions.items()}

    def rows(self, urn: str) -> tuple[ProviderRow, ...]:
        """The rows of that URN as rules compare with them, none if it is not in the list."""
        if urn not in self._rows:
            self._rows[urn] = tuple(self._row(position) for position in self.entries(urn))
        return self._rows[urn]

    def _row(self, position: int) -> ProviderRow:
        columns = self.table.columns
        council = columns["LA_CODE_INFERRED"].text(position) if self._has_councils else None
        return ProviderRow(
            self._places[position], self._providers[position], self._ends[position], self._postcodes[position], council
        )

    @cached_property
    def _places(self) -> list[frozenset[str]]:
        return _each(self.table.columns["PLACE_CODES"], _codes)

    @cached_property
    def _providers(self) -> list[frozenset[str]]:
        return _each(self.table.columns["PROVIDER_CODES"], _codes)

    @cached_property
    def _ends(self) -> list[np.datetime64]:
        return _each(self.table.columns["REG_END"], parse_date)

    @cached_property
    def _postcodes(self) -> list[str]:
        return _each(self.table.columns["POSTCODE"], _squeezed)

    # -- what is known -----------------------------------------------------------------------------------------------

    def tells(self, urn, column: str) -> np.ndarray:
        """True where the list can say something about the URN in that column, were it only that the number isn't in it.

        NotInList where it can say nothing about any. Where the council of a setting is asked for, `column` is POSTCODE.
        """
        known = self._known(column)
        if known.all() and not self.closed_only:
            return np.ones(len(urn), bool)
        if not known.any() or (column == "URN" and self.closed_only):
            raise NotInList(column)
        absent = column == "REG_END" or not self.closed_only  # what a list of closed settings lacks has not closed
        return _spread(
            urn,
            lambda urn: any(known[position] for position in self._positions[urn]) if urn in self._positions else absent,
            bool,
        )

    def lacks(self, column: str) -> bool:
        """True if there are settings of which the list can't tell the column, or numbers of which it can't tell whether
        they are right.
        """
        return self.closed_only or not self._known(column).all()

    def _known(self, column: str) -> np.ndarray:
        return self._told[column] | self._told["LA_CODE_INFERRED"] if column == "POSTCODE" else self._told[column]

    def lacking(self, urn, column: str) -> tuple[str, ...]:
        """The files and sheets (as `table.files` names them) whose rows of those URNs lack the column."""
        without = {
            position
            for text in set(_texts(urn)[0])
            for position in self.entries(text)
            if not self._known(column)[position]
        }
        if self.table.file is None:
            return ()
        return tuple(
            self.table.files[number] for number in sorted({int(self.table.file[position]) for position in without})
        )

    # -- one answer per row of the return -----------------------------------------------------------------------------

    def known(self, urn) -> np.ndarray:
        """True where the URN is in the list."""
        return _spread(urn, self._positions.__contains__, bool)

    def allows_place(self, urn, place) -> np.ndarray:
        """True where a row of the URN names the placement code."""
        return _spread_pairs(urn, place, lambda urn, code: any(code in row.places for row in self.rows(urn)))

    def allows_any_place(self, urn, places: Sequence[str]) -> np.ndarray:
        """True where a row of the URN names one of the placement codes."""
        return _spread(urn, lambda urn: any(not row.places.isdisjoint(places) for row in self.rows(urn)), bool)

    def allows_provider(self, urn, provider) -> np.ndarray:
        """True where a row of the URN names the provider code."""
        return _spread_pairs(urn, provider, lambda urn, code: any(code in row.providers for row in self.rows(urn)))

    def has_postcode(self, urn, postcode) -> np.ndarray:
        """True where a row of the URN has the postcode; spaces and case don't matter, and a blank is nobody's."""

        def has(urn: str, text: str) -> bool:
            return any(row.postcode and row.postcode == _squeezed(text) for row in self.rows(urn))

        return _spread_pairs(urn, postcode, has)

    def registration_end(self, urn) -> np.ndarray:
        """The latest day on which the URN's registration ended, datetime64[D]; NaT if it still goes on or the list
        doesn't say.
        """
        return _spread(urn, self._end, "datetime64[D]")

    def in_authority(self, urn, authority) -> np.ndarray:
        """True where one of the URN's rows lies in the council with that code. Blank codes on either side are no
        council.
        """
        return self._about_authorities(urn, authority, lambda code, codes: code != "" and code in codes)

    def only_in_authority(self, urn, authority) -> np.ndarray:
        """True where every one of the URN's rows lies in the council with that code; False where the URN is not in the
        list.
        """
        return self._about_authorities(urn, authority, lambda code, codes: code != "" and codes == {code})

    def _about_authorities(self, urn, authority, condition: Callable) -> np.ndarray:
        self.authorities(_texts(urn)[0])
        if isinstance(authority, str):
            return _spread(urn, lambda urn: condition(authority, self._councils[urn]), bool)
        return _spread_pairs(urn, authority, lambda urn, code: condition(code, self._councils[urn]))

    # -- worked out once per URN --------------------------------------------------------------------------------------

    def authorities(self, urns: list[str]) -> list[frozenset[str]]:
        """For each URN, the codes of the councils in which its rows lie; "" stands for a row whose council is not
        known.

        Rows of sheets without postcodes don't count where another row of the URN has one.
        """
        self._find_councils([urn for urn in dict.fromkeys(urns) if urn not in self._councils])
        return [self._councils[urn] for urn in urns]

    def _find_councils(self, urns: list[str]) -> None:
        rows = [row for urn in urns for row in self.rows(urn) if row.authority is None and row.postcode]
        authority_of = {}
        if rows:
            if self._directory is None:
                raise NotRun(Missing.POSTCODES)
            texts = list(dict.fromkeys(row.postcode for row in rows))
            authority_of = dict(zip(texts, self._directory.lookup(texts).authority))
        for urn in urns:
            self._councils[urn] = frozenset(
                authority_of.get(row.postcode, "") if row.authority is None else row.authority
                for row in self._rows_telling(urn, "POSTCODE")
            )

    def _end(self, urn: str) -> np.datetime64:
        rows = self._rows_telling(urn, "REG_END")
        if len(rows) == 1:  # nearly always, and much faster than an array
            return rows[0].end
        ends = np.array([row.end for row in rows], "datetime64[D]")
        return ends.max() if len(ends) and not np.isnat(ends).any() else NAT

    def _rows_telling(self, urn: str, column: str) -> Sequence[ProviderRow]:
        """The URN's rows from sheets that have the column; all of them where none has."""
        told = self._told[column]
        return [row for position, row in zip(self.entries(urn), self.rows(urn)) if told[position]] or self.rows(urn)


def codes_in(text: str) -> list[str]:
    """The codes in a cell, in upper case and in their order: "K2; k1 and U1 to U3" -> K2, K1, U1, U2, U3."""
    text = _RANGE.sub(_spelt_out, text.upper())
    return list(dict.fromkeys(letters + digits for letters, digits in _CODE.findall(text)))


def _spelt_out(match: re.Match) -> str:
    letters, first, last = match[1], int(match[2]), int(match[3])
    return (
        " ".join(f"{letters}{number}" for number in range(first, last + 1))
        if first < last
        else f"{letters}{match[2]} {letters}{match[3]}"
    )


def _codes(text: str) -> frozenset[str]:
    return frozenset(codes_in(text))


def _squeezed(text: str) -> str:
    return "".join(text.split()).upper()


def _column(given: list[str] | Column | None, rows: int) -> Column:
    if given is None:
        return Column.blank(rows)
    return given if isinstance(given, Column) else Column.of(given)


def _each(column: Column, function: Callable) -> list:
    """`function` of each row's text, worked out once per distinct text."""
    known = [function(text) for text in column.values]
    return [known[code] for code in column.codes.tolist()]


def _texts(column) -> tuple[list[str], np.ndarray]:
    """The distinct texts of a `Text` column and each row's position in them; a plain list stands for itself."""
    if isinstance(column, Text):
        return column.base.values, column.codes
    return column, np.arange(len(column))


def _spread(column, function: Callable, dtype) -> np.ndarray:
    """`function` of each row's text."""
    texts, codes = _texts(column)
    return np.array([function(text) for text in texts], dtype)[codes]


def _spread_pairs(urn, other, function: Callable) -> np.ndarray:
    """`function(urn, text)` of each row's pair of texts, bool."""
    (urns, urn_codes), (texts, codes) = _texts(urn), _texts(other)
    pairs, which = np.unique(urn_codes.astype(np.int64) * len(texts) + codes, return_inverse=True)
    answers = [function(urns[pair // len(texts)], texts[pair % len(texts)]) for pair in pairs.tolist()]
    return np.array(answers, bool)[which]
