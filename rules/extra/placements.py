"""Checks of placements: moves, temporary ones, addresses, distance, age."""

import numpy as np

from check903.engine import years
from check903.model.arrays import once_each
from check903.model.columns import days_between
from check903.reference.groups import ADOPTED, FOSTERED

from . import look
from .sets import day_of, days_since, here, open_now, periods, this_year

GROUPS = (
    FOSTERED,
    ("A3", "A4", "A5", "A6"),
    ("P1",),
    ("K1", "K2"),
    ("K3", "H5", "P2"),
    ("R1", "R2", "R3", "R5", "P3"),
    ("S1",),
    ("Z1", "Z11", "Z12", "Z13", "Z14"),
)  # of placements, as published
WITH_FAMILIES = (*FOSTERED, "P1", "A3", "A4", "A5", "A6")
LONGEST = {"T0": 42, "T1": 42, "T2": 42, "T3": 21, "T4": 7}  # days: rules 375, 376, 379; T0 and T2 as T1
FAR = 150  # miles; rule 454 begins at 350
MANY = 10  # children at one address


def _group(places) -> np.ndarray:
    """The published group of each placement: its position in GROUPS, -1 for none."""
    return np.select([places.isin(*codes) for codes in GROUPS], range(len(GROUPS)), -1)


@look("W16", "Episodes: DEC", alarms="some")
def short_gap_between_two_periods(r):
    """Short gap between two times in care

    The child left care and came back within a week. Often the child never left, and two dates don’t meet.

    To fix it: check the day on which care ended and the day on which it began again. If care went on, the first episode
    ends with X1 on the day the next begins.
    """
    e = this_year(r)
    after, gap = e.next, days_between(e.DEC, e.next.DECOM)
    left = e.REC.filled & ~e.REC.isin("X1", "E2", "E3", *ADOPTED)
    return e.where(left & (after.RNE == "S") & (gap >= 1) & (gap <= 7), after=after, days=gap)


@look("W17", "Episodes: DEC", tables="Header Episodes")
def not_closed_at_18(r):
    """Not closed at 18

    The child has turned 18, and the episode is still open. Care ends on the 18th birthday at the latest.

    To fix it: enter the end of care and its reason. Check the date of birth as well.
    """
    e = open_now(r)
    h = e.first_of(r.Header)
    return e.where(h.DOB + years(18) < r.day, header=h)


@look("W18", "Episodes: RNE", alarms="some")
def move_that_may_be_none(r):
    """Move that may be no move

    The episode says that the child moved to another carer, but placement group, postcode and Ofsted number are those of
    the episode before. It counts as a move in the figures.

    To fix it: if the carer is the same, change the reason: T or U where the placement changed, L where only the legal
    status did.
    """
    e = this_year(r)
    before = e.previous
    same = e.PL_POST.compact.same_as(before.PL_POST.compact) & (e.URN == before.URN)
    filled = e.PL_POST.filled & e.URN.filled & (e.URN != "XXXXXXX")
    group = _group(e.PLACE)
    moved = e.RNE.isin("P", "B") & (group >= 0) & (group == _group(before.PLACE))
    return e.where(moved & same & filled & before.exists, before=before)


@look("W19", "Episodes: DECOM DEC", alarms="some")
def many_short_stays(r):
    """Many short stays

    Within 60 days the child had four or more stays of a week or less, each with another carer.

    To fix it: check the dates and the reasons for each new episode. Nights away from a placement that goes on are no
    stays of their own.
    """
    stays = r.care.stays.with_carer
    start, end = day_of(stays.start), day_of(stays.end)
    short = np.flatnonzero(days_between(start, end) <= 7)
    fourth = np.append(short[3:], np.full(min(3, len(short)), -1))
    together = (fourth >= 0) & (stays.child[short] == stays.child[fourth])
    together &= days_between(start[short], end[fourth]) <= 60
    first = np.flatnonzero(together & (np.diff(np.where(together, stays.child[short], -1), prepend=-2) != 0))
    rows = here(r, r.care.episodes.take(stays.last[fourth[first]]))
    since, until = start[short[first]], end[fourth[first]]
    return rows.where(rows.exists, since=since, until=until, stays=4)


@look("W20", "Episodes: DECOM DEC")
def temporary_placement_goes_on(r):
    """Temporary placement goes on for too long

    A temporary placement may take 42 days (T1), 21 days (T3) or 7 days (T4); T0 and T2 are looked at after 42. The
    Department’s rules look only at those that have ended.

    To fix it: enter the end. If the child stays, enter the new placement from the day on which it was decided.
    """
    e = this_year(r)
    now = e.DEC.blank | (e.DEC > r.day)
    length = days_since(e.DECOM.value, np.where(now, r.day, e.DEC.value))
    limit = np.select([e.PLACE == code for code in LONGEST], list(LONGEST.values()), np.inf)
    return e.where((now | e.PLACE.isin("T0", "T2")) & (length > limit), days=length, limit=limit)


@look("W21", "Episodes: HOME_POST", optional="Episodes_last")
def home_postcode_changes(r):
    """Home postcode changes inside one time in care

    The home postcode is that of the home from which the child came into care, so it stays the same until care ends.

    To fix it: enter the postcode from which the child first came, in all episodes of this time in care.
    """
    care = r.care
    e = care.episodes[care.episodes.HOME_POST.filled]
    before = e.previous_by("DECOM")
    period = np.append(care.periods, -1)
    same_time = period[care.position(e)] == period[care.position(before)]
    changed = before.exists & same_time & e.HOME_POST.compact.differs_from(before.HOME_POST.compact)
    rows = here(r, e)
    texts = np.array(before.HOME_POST.texts(), object)
    return rows.where(changed & rows.exists, earlier=texts, day=before.DECOM.value)


@look("W22", "Episodes: PL_POST", alarms="some")
def one_address_many_children(r):
    """One placement address, many children

    Ten or more children in care today live at one postcode, in foster care, with parents or placed for adoption. It may
    be an office’s address.

    To fix it: enter each child’s own address. One row is listed for each postcode.
    """
    e = open_now(r)
    return _crowded(e[e.PLACE.isin(*WITH_FAMILIES)], "PL_POST")


@look("W22B", "Episodes: HOME_POST", alarms="some", optional="Episodes_last")
def one_home_many_families(r):
    """One home address, many families

    Ten or more children in care today have one home postcode, and came into care on at least four different days. It
    may be an office’s address.

    To fix it: enter the home from which each child came. One row is listed for each postcode.
    """
    e = open_now(r)
    start = periods(r).start[r.care.period_of(r.care.open.rows)]
    found = _crowded(e, "HOME_POST")
    texts = e.HOME_POST.compact
    many = [
        len(once_each(start[e.HOME_POST.filled & (texts == text)].astype(np.int64))) >= 4  # int: NaT is one value
        for text in (text.upper().replace(" ", "") for text in found.rows.HOME_POST.texts())
    ]
    return found[np.array(many, bool)]


def _crowded(e, column: str):
    """The first of the rows of each postcode that stands in rows of many children; one row for each child is given."""
    texts = getattr(e, column)
    ids = texts.to_rows(texts.base.compact.ids)
    count = np.bincount(ids, minlength=1)[ids] if len(ids) else ids
    first = np.zeros(len(e), bool)
    first[np.unique(ids, return_index=True)[1]] = True
    return e.where(first & texts.filled & (count >= MANY), children=count)


@look("W24", "Episodes: URN PL_POST")
def one_home_two_addresses(r):
    """One children’s home, two addresses

    The Ofsted number stands with another postcode in another episode. Homes of one number have one address; a secure
    unit’s dormitory may differ.

    To fix it: find the home in Ofsted’s list, and correct the number or the postcode.
    """
    e = r.Episodes
    return _other(e[e.PLACE.isin("K1", "K2")], "URN", "PL_POST")


@look("W24B", "Episodes: URN PL_POST")
def one_address_two_numbers(r):
    """One children’s home, two Ofsted numbers

    The postcode stands with another Ofsted number in another episode.

    To fix it: find the home in Ofsted’s list, and correct the number or the postcode. Two homes may share a postcode.
    """
    e = r.Episodes
    return _other(e[e.PLACE.isin("K1", "K2", "K3")], "PL_POST", "URN")


def _other(e, same: str, differs: str):
    """One row for each pair of the two columns, where the first stands with several of the second; beside the next."""
    e = e[e.URN.filled & (e.URN != "XXXXXXX") & e.PL_POST.filled]
    both = np.stack(
        [texts.to_rows(texts.base.compact.ids) for texts in (getattr(e, same), getattr(e, differs))], axis=1
    )
    e = e.take(np.sort(np.unique(both, axis=0, return_index=True)[1])) if len(e) else e
    other = e.next_with_same(same)
    return e.where(
        other.exists & getattr(e, differs).compact.differs_from(getattr(other, differs).compact), other=other
    )


@look("W25", "Episodes: PL_DISTANCE", alarms="some", optional="Header UASC")
def far_away(r):
    """Far from home with foster carers or parents

    The placement is more than 150 miles from home. The Department’s rule begins at 350. Asylum-seeking children are
    left out.

    To fix it: check both postcodes. If they are right, nothing needs to change.
    """
    e = r.Episodes
    miles = e.PL_DISTANCE.number
    far = (miles > FAR) & (miles != 999.9) & ~e.child_in(r.asylum.children_or_none)
    return e.where(e.PLACE.isin(*FOSTERED, "P1") & far, miles=miles)


@look("W26", "Episodes: PLACE", tables="Header Episodes", alarms="some")
def very_young_in_a_home(r):
    """Child under 5 in a children’s home

    The child was under 5 when the placement in a children’s home began.

    To fix it: check the placement and the date of birth. A home for parents and babies is R3.
    """
    e = r.Episodes
    h = e.first_of(r.Header)
    return e.where((e.PLACE == "K2") & (e.DECOM < h.DOB + years(5)), header=h)
