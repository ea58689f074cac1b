"""Ofsted's provider list, looked up by URN: the words in which the rules about providers are written.

A URN may stand on several rows of the list. Columns of a return are asked about as `rows.Text` (one answer per row) or as plain lists
of texts (one answer per text); either way each distinct URN, or pair of URN and value, is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from check903.model import NotRun
from check903.rows import NAT, Text, parse_date
from check903.texts import cell_text

COLUMNS = ("URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_CODE_INFERRED")


@dataclass(frozen=True)
class ProviderRow:
    """One row of the list.

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

    columns    texts by column name, lists of equal length: URN, and any of PLACE_CODES, PROVIDER_CODES (several codes parted by
               comma or slash), REG_END (dd/mm/yyyy), POSTCODE, LA_CODE_INFERRED. A column that is absent is blank.
    directory  check903.postcodes.Directory: where LA_CODE_INFERRED is absent, it says in which council a postcode lies. It is asked
               when a rule asks, about the URNs of the return only, so that few areas need be loaded.
    """

    def __init__(self, columns: dict[str, list[str]], directory=None):
        self._directory = directory
        self._councils: dict[str, frozenset[str]] = {}
        self._by_urn: dict[str, tuple[ProviderRow, ...]] = {}
        urns = columns["URN"]
        places, providers, ends, postcodes, authorities = (columns.get(name) for name in COLUMNS[1:])
        blank = [""] * len(urns)
        parts = (
            _each(places or blank, _codes),
            _each(providers or blank, _codes),
            _each(ends or blank, parse_date),
            _each(postcodes or blank, _squeezed),
            authorities or [None] * len(urns),
        )
        for urn, *row in zip(urns, *parts):
            if urn:
                self._by_urn[urn] = (*self._by_urn.get(urn, ()), ProviderRow(*row))

    @classmethod
    def of_frame(cls, frame, directory=None) -> Providers:
        """The list in a pandas DataFrame with columns as in `COLUMNS`; cells may be text, numbers, dates or missing."""
        if "URN" not in frame:
            raise ValueError("the provider list needs a column URN")
        cells = {name: frame[name].astype(object).where(frame[name].notna(), None) for name in COLUMNS if name in frame}
        return cls({name: [cell_text(value) for value in column] for name, column in cells.items()}, directory)

    def __len__(self) -> int:
        return len(self._by_urn)

    def rows(self, urn: str) -> tuple[ProviderRow, ...]:
        """The rows of that URN, none if it is not in the list."""
        return self._by_urn.get(urn, ())

    # -- one answer per row of the return -----------------------------------------------------------------------------

    def known(self, urn) -> np.ndarray:
        """True where the URN is in the list."""
        return _spread(urn, self._by_urn.__contains__, bool)

    def allows_place(self, urn, place) -> np.ndarray:
        """True where a row of the URN names the placement code."""
        return _spread_pairs(urn, place, lambda urn, code: any(code in row.places for row in self.rows(urn)))

    def allows_provider(self, urn, provider) -> np.ndarray:
        """True where a row of the URN names the provider code."""
        return _spread_pairs(urn, provider, lambda urn, code: any(code in row.providers for row in self.rows(urn)))

    def has_postcode(self, urn, postcode) -> np.ndarray:
        """True where a row of the URN has the postcode; spaces and case don't matter, and a blank is nobody's."""
        def has(urn: str, text: str) -> bool:
            return any(row.postcode and row.postcode == _squeezed(text) for row in self.rows(urn))

        return _spread_pairs(urn, postcode, has)

    def registration_end(self, urn) -> np.ndarray:
        """The latest day on which the URN's registration ended, datetime64[D]; NaT if it still goes on or the URN is not in the list."""
        return _spread(urn, self._end, "datetime64[D]")

    def in_authority(self, urn, authority) -> np.ndarray:
        """True where one of the URN's rows lies in the council with that code. Blank codes on either side are no council."""
        return self._about_authorities(urn, authority, lambda code, codes: code != "" and code in codes)

    def only_in_authority(self, urn, authority) -> np.ndarray:
        """True where every one of the URN's rows lies in the council with that code; False where the URN is not in the list."""
        return self._about_authorities(urn, authority, lambda code, codes: code != "" and codes == {code})

    def _about_authorities(self, urn, authority, condition: Callable) -> np.ndarray:
        self.authorities(_texts(urn)[0])
        if isinstance(authority, str):
            return _spread(urn, lambda urn: condition(authority, self._councils[urn]), bool)
        return _spread_pairs(urn, authority, lambda urn, code: condition(code, self._councils[urn]))

    # -- worked out once per URN --------------------------------------------------------------------------------------

    def authorities(self, urns: list[str]) -> list[frozenset[str]]:
        """For each URN, the codes of the councils in which its rows lie; "" stands for a row whose council is not known."""
        self._find_councils([urn for urn in dict.fromkeys(urns) if urn not in self._councils])
        return [self._councils[urn] for urn in urns]

    def _find_councils(self, urns: list[str]) -> None:
        rows = [row for urn in urns for row in self.rows(urn) if row.authority is None and row.postcode]
        found = {}
        if rows:
            if self._directory is None:
                raise NotRun("The postcode directory is not there")
            texts = list(dict.fromkeys(row.postcode for row in rows))
            found = dict(zip(texts, self._directory.lookup(texts).authority))
        for urn in urns:
            self._councils[urn] = frozenset(
                found.get(row.postcode, "") if row.authority is None else row.authority for row in self.rows(urn)
            )

    def _end(self, urn: str) -> np.datetime64:
        rows = self.rows(urn)
        if len(rows) == 1:  # nearly always, and much faster than an array
            return rows[0].end
        ends = np.array([row.end for row in rows], "datetime64[D]")
        return ends.max() if len(ends) and not np.isnat(ends).any() else NAT


def _codes(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(str.strip, re.split("[,/]", text))))


def _squeezed(text: str) -> str:
    return "".join(text.split()).upper()


def _each(texts: list[str], function: Callable) -> list:
    """`function` of each text, worked out once for equal ones."""
    known = {text: function(text) for text in set(texts)}
    return [known[text] for text in texts]


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
    found = [function(urns[pair // len(texts)], texts[pair % len(texts)]) for pair in pairs.tolist()]
    return np.array(found, bool)[which]
