"""Checks of who the child is: two ids, one pupil number, stand-in birth dates, vanished, asylum seekers."""

import numpy as np

from check903.model.arrays import pairs, rows_once_each
from check903.model.columns import as_dates
from check903.reference.groups import ADOPTED, UNKNOWN_UPN

from . import look
from .sets import this_year

HOME = ("E4A", "E4B")


@look("W9", "Header: CHILD", tables="Header Episodes")
def same_child_under_two_ids(r):
    """The same child under two ids

    Two children have the same birth date, sex and ethnic origin and share a postcode, and were never in care on the
    same day. Adopted children rightly get a second id, so they are left out.

    To fix it: look both up. If it is one child, give all rows the id that last year’s return had.
    """
    e = this_year(r)
    adopted = e.children_where(e.REC.isin(*ADOPTED))
    h = r.Header[r.Header.DOB.readable & r.Header.SEX.filled & r.Header.ETHNIC.filled & ~r.Header.child_in(adopted)]
    mine, other = _twins(h, e)
    apart = ~_together(e, h.child[mine], h.child[other], r.day)
    first = h.take(mine[apart])
    return first.where(first.exists, header=h.take(other[apart]))


def _twins(h, e):
    """Positions of pairs of `h` with the same birth date, sex and ethnic origin and a postcode in common, both ways."""
    person, episode = pairs(h.child, e.child, h.base.children, False)
    who = [as_dates(h.DOB).astype(np.int64)[person]]
    who += [texts.codes[person] for texts in (h.SEX, h.ETHNIC)]
    found = [
        _same(
            person,
            [*who, e.base.distinct(name).compact.ids[getattr(e, name).codes[episode]]],
            getattr(e, name).filled[episode],
            h.child,
        )
        for name in ("HOME_POST", "PL_POST")
    ]
    both = rows_once_each(np.concatenate([*found, *(one[:, ::-1] for one in found)]))
    return both[:, 0], both[:, 1]


def _same(person: np.ndarray, what: list[np.ndarray], known: np.ndarray, child: np.ndarray) -> np.ndarray:
    """Pairs (position, position) of neighbours with the same `what`, of two children: int array (pairs, 2)."""
    rows = rows_once_each(np.stack([*what, person], axis=1)[known])
    same = (rows[1:, :-1] == rows[:-1, :-1]).all(axis=1)
    found = np.stack([rows[:-1, -1][same], rows[1:, -1][same]], axis=1)
    return found[child[found[:, 0]] != child[found[:, 1]]]


def _together(e, one: np.ndarray, other: np.ndarray, day) -> np.ndarray:
    """True for pairs of children who were both in care on some day."""
    number, mine = pairs(one, e.child, e.base.children, False)
    nth, theirs = pairs(other[number], e.child, e.base.children, False)
    start, end = as_dates(e.DECOM), e.DEC.or_else(day)
    a, b = mine[nth], theirs
    both = (start[a] <= end[b]) & (start[b] <= end[a])
    return np.bincount(number[nth][both], minlength=len(one)) > 0


@look("W10", "Header: UPN", years="2023-2025")
def one_pupil_number_on_two_children(r):
    """One pupil number on two children

    Two children have the same unique pupil number. From 2025-26 on the Department’s rule 444 looks for it.

    To fix it: ask the virtual school whose number it is, and enter the other child’s own.
    """
    h = r.Header[r.Header.UPN.filled & ~r.Header.UPN.isin(*UNKNOWN_UPN)]
    other = h.next_with_same("UPN")
    return h.where(other.exists & (other.child != h.child), header=other)


@look("W11", "Header: DOB", alarms="many", whole=True)
def stand_in_birth_date(r):
    """Birth date on 1 January, or a stand-in

    Where the day of birth isn’t known, the Department asks for the 15th of the month, never the first. One child in 365
    is born on 1 January; these are listed together. Of asylum-seeking children any first of a month is listed.

    To fix it: check the birth dates against the children’s papers. Where only the month is known, enter the 15th.
    """
    h = r.Header
    born = as_dates(h.DOB)
    first = born == born.astype("datetime64[M]").astype("datetime64[D]")
    january = born == born.astype("datetime64[Y]").astype("datetime64[D]")
    listed = january | first & h.child_in(r.asylum.children_or_none)
    return h.where(listed, children=np.count_nonzero(listed), of=len(h))


@look("W12", "Episodes: DEC", tables="Episodes Episodes_last")
def vanished(r):
    """Vanished between two returns

    Last year’s return ended with the child in care, and this year’s has no episode of the child.

    To fix it: add the child’s episodes of this year. If care ended before 1 April, tell the Department about last year.
    """
    last = r.Episodes_last[~r.Episodes_last.LS.isin("V3", "V4")].latest("DECOM")
    still = last.DEC.blank | (last.DEC >= r.start)
    return last.where(still & ~last.child_in(r.Episodes.children()), absent="Episodes")


@look("W13", "Episodes: PLACE REC", optional="Header UASC")
def asylum_seeker_with_parents(r):
    """Asylum-seeking child living with parents

    An unaccompanied asylum-seeking child is parted from both parents. This one is placed with parents, or left care to
    go home to them.

    To fix it: check the placement or the reason. If the parents have come, the child stopped being unaccompanied.
    """
    e = r.Episodes
    with_parents = (e.PLACE == "P1") | e.REC.isin(*HOME)
    return e.where(with_parents & e.child_in(r.asylum.children), header=e.first_of(r.Header))
