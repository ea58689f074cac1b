"""What a rule saw: the rows at fault, and beside each what it was compared with.

    e = r.Episodes
    return e.where(e.DECOM < e.previous.DEC, before=e.previous)

Rows given by name are partners, one for each row at fault: a row of this year or of last year (`last=`), or an entry of
Ofsted's list (`list=`). Other arrays given by name are values that the rule worked out (`days=`, `needed=`). `absent`
names the table in which the child has no row. The names are those that the words of the rule use: {before.DEC}, {days}.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from check903.model.rows import Rows


@dataclass(frozen=True)
class Fault:
    """Rows at fault with their evidence.

    rows    the rows at fault
    beside  name -> the partner of each, `Rows` as long as `rows`; "no such row" where there is none
    values  name -> what was worked out for each, an array as long as `rows`
    absent  the table in which the child has no row, or ""
    """

    rows: Rows
    beside: dict[str, Rows] = field(default_factory=dict)
    values: dict[str, np.ndarray] = field(default_factory=dict)
    absent: str = ""

    @classmethod
    def of(cls, rows: Rows, mask: np.ndarray, absent: str, seen: dict) -> Fault:
        """The rows where `mask` is True; `seen` has partners and values for all of `rows`, or one value for all."""
        partners = {name: given[mask] for name, given in seen.items() if hasattr(given, "exists")}
        values = {name: np.broadcast_to(given, len(rows))[mask] for name, given in seen.items() if name not in partners}
        return cls(rows[mask], partners, values, absent)

    @classmethod
    def of_rows(cls, fault: Rows | Fault) -> Fault:
        """Rows alone are a fault whose evidence is the row itself."""
        return fault if isinstance(fault, Fault) else cls(fault)

    def __getitem__(self, mask: np.ndarray) -> Fault:
        """The rows at fault where `mask` is True, with their evidence."""
        beside = {name: rows[mask] for name, rows in self.beside.items()}
        return Fault(self.rows[mask], beside, {name: value[mask] for name, value in self.values.items()}, self.absent)

    def __or__(self, other: Fault | Rows) -> Fault:
        """These rows and then those of `other`, of the same table; a partner or value that only one has is blank in the
        other.
        """
        other = Fault.of_rows(other)
        lengths = len(self.rows), len(other.rows)
        partners = {name: _partner(self, other, name) for name in {**self.beside, **other.beside}}
        values = {
            name: joined([self.values.get(name), other.values.get(name)], lengths)
            for name in {**self.values, **other.values}
        }
        return Fault(self.rows | other.rows, partners, values, self.absent or other.absent)

    def __ror__(self, other: Rows) -> Fault:
        return Fault(other) | self


def _partner(one: Fault, other: Fault, name: str) -> Rows:
    known = {**other.beside, **one.beside}[name]
    first, second = (
        fault.beside[name] if name in fault.beside else known.take(np.full(len(fault.rows), -1))
        for fault in (one, other)
    )
    return first | second


def joined(parts: list[np.ndarray | None], lengths) -> np.ndarray:
    """Arrays laid end to end; where one is None, as many blanks (NaN, NaT, "" or False) as its length says."""
    kind = next(part for part in parts if part is not None).dtype
    filled = [
        np.full(length, blank(kind), _with_blank(kind)) if part is None else part
        for part, length in zip(parts, lengths)
    ]
    return np.concatenate(filled)


def blank(kind: np.dtype):
    """The value of that dtype that says nothing."""
    return {"M": np.datetime64("NaT"), "U": "", "O": "", "b": False}.get(kind.kind, np.nan)


def _with_blank(kind: np.dtype) -> np.dtype:
    return np.dtype(float) if kind.kind in "iu" else kind
