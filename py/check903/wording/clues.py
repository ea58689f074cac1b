"""Rows that a rule doesn't compare with, but that help to tell which cell is wrong: `clues={"before": before}` of a
rule's words.

They are drawn beside the row at fault, and conditions and texts know them by name, as a partner of the rule. As no rule
reads them, what they say decides no finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from check903.model.arrays import pairs
from check903.model.rows import Rows
from check903.reference import schema
from check903.reference.groups import ADOPTED

Meets = Callable[[Rows, Rows], np.ndarray]  # of rows and rows beside them, bool per pair


def another(rows: Rows, every: Rows, fits: Meets) -> Rows:
    """For each row the first other one of its child in `every`, a whole table, that fits; "no such row" elsewhere."""
    mine, theirs = pairs(rows.child, every.child, every.base.children, False)
    here = fits(rows.take(mine), every.take(theirs)) & (
        (every.base is not rows.base) | (theirs != rows.positions[mine])
    )
    found = np.full(len(rows), -1)
    found[mine[here][::-1]] = theirs[here][::-1]  # of several the first is written last
    return every.take(found)


def _or(rows: Rows, others: Rows) -> Rows:
    """Those rows, and where there is none the others."""
    return Rows(rows.base, np.where(rows.exists, rows.positions, others.positions))


# -- the episodes around one ------------------------------------------------------------------------------------------


def before(f) -> Rows:
    """The child's episode that ended on the day this one began, else the one before it by its start."""
    e, every = f.current, f.r.Episodes
    met = another(e, every, lambda one, other: (other.DEC == one.DECOM) & (other.DECOM < one.DECOM))
    return _or(met, every.previous.take(e.positions))


def after(f) -> Rows:
    """The child's episode that began on the day this one ended, else the one after it by its start."""
    e, every = f.current, f.r.Episodes
    met = another(e, every, lambda one, other: (other.DECOM == one.DEC) & ~(other.DEC <= other.DECOM))
    return _or(met, every.next.take(e.positions))


NEIGHBOURS = {"before": before, "after": after}


def went_on(f) -> np.ndarray:
    """True where the episode before ended on the day this one began: the child was in care already."""
    return f.before.DEC == f.current.DECOM


def goes_on(f) -> np.ndarray:
    """True where the next episode began on the day this one ended."""
    return f.after.DECOM == f.current.DEC


# -- another date of birth --------------------------------------------------------------------------------------------


def header(f) -> Rows:
    """The child's row in Header."""
    return f.rows.first_of(f.r.Header)


def header_last_year(f) -> Rows:
    """The child's row in last year's Header."""
    return f.rows.first_of(f.r.Header_last)


def born_otherwise(f) -> np.ndarray:
    """True where Header has another date of birth than the row at fault."""
    return f.DOB.clashes_with(f.header.DOB)


def born_before(column: str) -> Callable:
    """True where Header has another date of birth than the row at fault, before its day in that column."""
    return lambda f: born_otherwise(f) & (f.header.DOB < getattr(f, column))


# -- what others say --------------------------------------------------------------------------------------------------


def same_start_last_year(f) -> Rows:
    """The child's episode of last year's return that began on the same day."""
    return another(f.current, f.r.Episodes_last, lambda one, last: last.DECOM == one.DECOM)


def left_open(f) -> Rows:
    """The child's latest episode of last year's return, where it had not ended."""
    latest = f.rows.first_of(f.r.Episodes_last.latest("DECOM"))
    return latest.take(np.where(latest.DEC.blank, np.arange(len(latest)), -1))


def entry(f) -> Rows:
    """What Ofsted's list has for the Ofsted number, where a list is loaded."""
    return f.r.entry(f.URN) if f.r.has_list else getattr(f.r, schema.LIST.name).take(np.full(len(f), -1))


def last_episode(f) -> Rows:
    """The child's episode that ended with an adoption, else the latest one."""
    e = f.r.Episodes
    return _or(f.rows.first_of(e[e.REC.isin(*ADOPTED)]), f.rows.first_of(e.latest("DECOM")))


def was_adopted(f) -> np.ndarray:
    """True where an episode of the child, `current`, ended with an adoption."""
    return f.current.REC.isin(*ADOPTED)


def left_otherwise(f) -> np.ndarray:
    """True where the child's latest episode, `current`, ended care, and not with an adoption."""
    return f.current.REC.filled & (f.current.REC != "X1") & ~was_adopted(f)


# -- the same child under another ID ----------------------------------------------------------------------------------


def in_header_alike(f) -> Rows:
    """The row of Header whose ID differs from the child's in leading zeros or capitals only, as a spreadsheet leaves
    them.
    """
    return f.r.Header.take(_alike(_bare(f.rows), _bare(f.r.Header)))


def renumbered(f) -> Rows:
    """The row of last year's Header with the same pupil number, of a child who isn't in this year's."""
    mine, last = f.rows.first_of(f.r.Header), f.r.Header_last
    gone = last[~f.r.child_in_table("Header", last)]
    known = [text if re.fullmatch(r"[A-Z]\d{11}[\dA-Z]", text) else "" for text in mine.UPN.upper.texts()]
    return gone.take(_alike(known, gone.UPN.upper.texts()))


def _bare(rows: Rows) -> list[str]:
    return [text.strip().casefold().lstrip("0") for text in rows.CHILD.texts()]


def _alike(texts: list[str], among: list[str]) -> np.ndarray:
    """The position in `among` of each text; -1 for a blank and for one that isn't there, or more than once."""
    found: dict[str, int] = {}
    for at, text in enumerate(among):
        found[text] = at if text not in found else -1
    return np.array([found.get(text, -1) if text else -1 for text in texts], int)
