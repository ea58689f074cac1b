"""Columns that are not in the files but follow from them: UASC of a CSV return's Header, and where a placement is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from check903.model.columns import Text
from check903.model.distinct import DistinctTexts
from check903.model.memo import Memo
from check903.model.reasons import Missing, NotRun
from check903.model.table import Column
from check903.reference.postcodes import distance_miles

if TYPE_CHECKING:
    from check903.model.returns import Return


class Derived:
    """The derived columns of a return."""

    def __init__(self, r: Return):
        self._r = r
        self._postcodes = Memo()

    def know_postcodes_of(self, other: Derived) -> None:
        """Share what was looked up for another return with the same texts."""
        self._postcodes = other._postcodes

    def columns(self, name: str) -> dict[str, Callable[[], Column]]:
        """Column -> what works it out, for the table of that name."""
        if name.startswith("Header"):
            return {"UASC": lambda: self._asylum(name)}
        if name.startswith("Episodes"):
            return {
                "PL_LA": lambda: self._authority(name),
                "PL_LOCATION": lambda: self._location(name),
                "PL_DISTANCE": lambda: self._distance(name),
            }
        return {}

    def can(self, name: str, column: str) -> bool:
        """True where the column, absent from the table, can be worked out from what is loaded."""
        if column == "UASC":
            return _uasc(name) in self._r.loaded
        if column == "PL_LOCATION":
            return self._r.has_council and self._r.has_column(name, "PL_LA")
        return column in ("PL_LA", "PL_DISTANCE") and self._r.postcodes is not None

    def _asylum(self, name: str) -> Column:
        header = self._r.index(name)
        if not self.can(name, "UASC"):
            return Column.blank(len(header))
        listed = getattr(self._r, _uasc(name)).children()
        return Column(np.where(listed[header.child], 2, 1), ["", "0", "1"])

    def knows_postcode(self, postcodes: Text) -> np.ndarray:
        """True where the text, apart from spaces and case, is a postcode of the directory."""
        return postcodes.to_rows(self._looked_up(postcodes.base).known)

    def _looked_up(self, texts: DistinctTexts):
        directory = self._r.postcodes
        if directory is None:
            raise NotRun(Missing.POSTCODES)
        return self._postcodes.once(texts, lambda: directory.lookup(texts.values))

    def _authority(self, name: str) -> Column:
        index = self._r.index(name)
        authority = self._looked_up(index.distinct("PL_POST")).authority
        return Column(index.column("PL_POST").codes, ["", *authority[1:]])

    def _location(self, name: str) -> Column:
        where, council = self._r.index(name).column("PL_LA"), self._r.authority
        return Column(
            where.codes, ["", *("IN" if text == council else "OUT" if text else "" for text in where.values[1:])]
        )

    def _distance(self, name: str) -> Column:
        index = self._r.index(name)
        home, place = index.column("HOME_POST").codes, index.column("PL_POST").codes
        places = len(index.column("PL_POST").values)
        both, which = np.unique(home.astype(np.int64) * places + place, return_inverse=True)
        pairs = np.divmod(both, places)
        looked_up = (self._looked_up(index.distinct(column)) for column in ("HOME_POST", "PL_POST"))
        miles = distance_miles(*(ends.take(codes) for ends, codes in zip(looked_up, pairs)))
        texts = ["" if np.isnan(value) else f"{value:.1f}" for value in miles]
        codes = np.where(index.rows.child_in(self._r.asylum.children_or_none), 0, which + 1)
        return Column(codes, ["", *texts])


def _uasc(header: str) -> str:
    """The UASC table of the same year as that Header."""
    return header.replace("Header", "UASC")
