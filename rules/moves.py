"""Rules about a child’s moves: why an episode began, why the placement changed, temporary placements and what comes
after them.
"""

from check903.engine import days, rule, years
from check903.engine.templates import must_be_blank
from check903.reference.groups import FOR_ADOPTION, FOSTERED, TEMPORARY


def _two_before(e):
    """For each row, the row before the one before."""
    return e.previous.take(e.previous.positions)


def _another_placement(e, other):
    """True where anything about the placement differs; two blanks don't."""
    return (
        e.PLACE.differs_from(other.PLACE)
        | e.PL_POST.compact.differs_from(other.PL_POST.compact)
        | e.URN.differs_from(other.URN)
        | e.PLACE_PROVIDER.differs_from(other.PLACE_PROVIDER)
    )


@rule("217", "inconsistent", "Episodes: PLACE DECOM RNE")
def adoption_by_carer_is_no_move(r):
    """Placed for adoption with the current foster carer, but the reason says more changed

    A3 and A5 (placed for adoption with the current foster carer) mean that the child stays with the same carer. So the
    reason for the new episode can only be S (started to be looked after), T (new placement, same carer) or U (legal
    status and placement changed, same carer). This applies to episodes from 1 April 2015.

    To fix it: correct the reason, or use A4 or A6 if the adopters are not the child’s foster carers.
    """
    e = r.Episodes
    return e[e.PLACE.isin("A3", "A5") & (e.DECOM >= "2015-04-01") & ~e.RNE.isin("S", "T", "U")]


@rule("225", "missing", "Episodes: REASON_PLACE_CHANGE")
def no_reason_for_the_move(r):
    """Child moved placement, but the reason for the move is missing

    The episode ended with X1 (care goes on) and the next one began because the placement changed (P, B, T or U). The
    Department wants to know why every child moved, except into and out of temporary placements (T0 to T4).

    To fix it: fill in the reason for the placement change on the episode that ended. If there was no move, correct the
    reason for which the next episode began.
    """
    e, n = r.Episodes, r.Episodes.next
    unexplained = (e.REC == "X1") & e.REASON_PLACE_CHANGE.blank & ~e.PLACE.isin(TEMPORARY)
    return e.where(unexplained & n.RNE.isin("P", "B", "T", "U") & ~n.PLACE.isin(TEMPORARY), after=n)


@rule("226", "inconsistent", "Episodes: REASON_PLACE_CHANGE PLACE", years="2023-2025")
@rule("226", "inconsistent", "Episodes: REASON_PLACE_CHANGE PLACE", years="2026-")
def reason_for_a_temporary_move(r):
    """Temporary placement, or the episode before it, has a reason for placement change

    The child goes back after a temporary placement (T0 to T4), so neither the move there nor the move back counts as a
    change of placement and neither has a reason.

    To fix it: clear the reason for placement change on this episode and on the one before it. If the child moved for
    good, correct the placement type instead.
    """
    e, before = r.Episodes, r.Episodes.previous
    return e.where(
        e.PLACE.isin(TEMPORARY) & (e.REASON_PLACE_CHANGE.filled | before.REASON_PLACE_CHANGE.filled), before=before
    )


@rule("233", "inconsistent", "Episodes: REASON_PLACE_CHANGE DEC", years="2026-")
def reason_for_a_move_yet_to_come(r):
    """Reason for placement change is given, but the episode has not ended

    The reason says why the child left this placement, and the episode has no end date: the child is still there.

    To fix it: clear the reason for placement change, or fill in the date on which the episode ended.
    """
    e = r.Episodes
    return e[e.DEC.blank & e.REASON_PLACE_CHANGE.filled]


must_be_blank("233", "REASON_PLACE_CHANGE", "Reason for the move blank while the episode is open")


@rule("234", "inconsistent", "Episodes.REASON_PLACE_CHANGE Header.DOB", years="2026-")
def custody_under_10(r):
    """Child under 10 is recorded as moving because of custody

    The reason for the placement change is CUSTOD (child went into custody), and the next episode starts before the
    child’s 10th birthday. A child under 10 is below the age of criminal responsibility.

    To fix it: check the date of birth. If it is right, give the real reason for the move.
    """
    e, h = r.Episodes.join(r.Header)
    before = r.Episodes.previous.take(e.positions)
    at_fault = (before.REASON_PLACE_CHANGE == "CUSTOD") & (e.DECOM < h.DOB + years(10))
    return before.where(at_fault, header=h, after=e), h.where(at_fault, current=before, after=e)


@rule("336", "inconsistent", "Episodes: PLACE")
def adoption_by_carer_after_no_fostering(r):
    """Placed for adoption with the current foster carer, but was not fostered before

    A3 and A5 mean that the child is adopted by the foster carer with whom the child already lives. So the episode
    before must be foster care (U1 to U6) or a placement for adoption (A3 to A6), and it is neither.

    To fix it: check the placement types of both episodes. If the adopters are not the foster carers use A4 or A6; if an
    episode with the foster carer is missing, add it.
    """
    e, before = r.Episodes, r.Episodes.previous
    return e.where(
        e.PLACE.isin("A3", "A5") & before.exists & ~before.PLACE.isin(*FOSTERED, *FOR_ADOPTION), before=before
    )


@rule("375", "inconsistent", "Episodes: DECOM DEC PLACE")
def temporary_in_hospital_for_too_long(r):
    """Temporary stay in hospital (T1) lasts longer than six weeks

    A stay in hospital counts as temporary for 42 days at most, and this one lasted longer.

    To fix it: check both dates. If they are right, record the stay as a placement in its own right, for example R2 (NHS
    or other place giving medical or nursing care).
    """
    return _longer_than(days(42), r.Episodes, "T1")


@rule("376", "inconsistent", "Episodes: DECOM DEC PLACE")
def carers_holiday_for_too_long(r):
    """Temporary stay during the carer’s holiday (T3) lasts longer than three weeks

    Cover while the usual foster carer is on holiday counts as temporary for 21 days at most, and this stay lasted
    longer.

    To fix it: check both dates. If they are right, record the stay as a placement in its own right, with the placement
    type that describes it.
    """
    return _longer_than(days(21), r.Episodes, "T3")


@rule("379", "inconsistent", "Episodes: DECOM DEC PLACE")
def other_temporary_stay_for_too_long(r):
    """Other temporary stay (T4) lasts longer than seven days

    T4 is for temporary cover of up to 7 days that has no code of its own, and this stay lasted longer.

    To fix it: check both dates. If they are right, record the stay with the placement type that describes it.
    """
    return _longer_than(days(7), r.Episodes, "T4")


def _longer_than(longest, e, place):
    return e[(e.PLACE == place) & (e.DEC > e.DECOM + longest)]


@rule("377", "inconsistent", "Episodes: PLACE")
def three_holidays_of_the_carer(r):
    """Child has more than two temporary placements for carers’ holidays (T3) in the year

    T3 (temporary cover while the usual foster carer is on holiday) may be used twice a year for a child. This child has
    it on three or more episodes.

    To fix it: check these episodes. Record the further ones with the placement type that describes where the child
    really was.
    """
    e = r.Episodes[r.Episodes.PLACE == "T3"]
    count = e.per_child(e.count(), 0)
    return e.where(count > 2, count=count)


@rule("380", "inconsistent", "Episodes: PLACE RNE")
def temporary_without_a_move(r):
    """Temporary placement does not begin with a move to new carers

    A temporary placement (T0 to T4) starts when the child leaves the usual carers for a while, so its reason for the
    new episode must be P (new placement, new carer) or B (legal status, placement and carer all changed).

    To fix it: correct the reason for the new episode, or the placement type. A child who comes into care goes into an
    ordinary placement first.
    """
    e = r.Episodes
    return e[e.PLACE.isin(TEMPORARY) & ~e.RNE.isin("P", "B")]


@rule("381", "inconsistent", "Episodes: PLACE REC")
def left_care_from_a_temporary_placement(r):
    """Child left care straight from a temporary placement

    After a temporary placement (T0 to T4) a child goes back to the usual placement, so its reason for ending can only
    be X1 (care goes on).

    To fix it: if the child did go back before leaving care, set this reason to X1 and add the last episode. If the
    child never went back, give this episode the placement type that describes it.
    """
    e = r.Episodes
    return e[e.PLACE.isin(TEMPORARY) & e.REC.filled & (e.REC != "X1")]


@rule("383", "inconsistent", "Episodes: PLACE", years="2023-2025")
def no_way_back_after_a_temporary_placement(r):
    """Child did not go back to the earlier placement after a temporary one

    After a temporary placement (T0 to T4) a child goes back. So this episode must start with P (new placement, new
    carer) and have the placement type of the episode before the temporary one.

    To fix it: correct the reason or the placement type of this episode. If the child moved somewhere new, the stay in
    between was not temporary: correct its placement type.
    """
    e = r.Episodes
    stay, usual = e.previous, _two_before(e)
    at_fault = stay.PLACE.isin(TEMPORARY) & ((e.RNE != "P") | (usual.exists & e.PLACE.differs_from(usual.PLACE)))
    return e.where(at_fault, before=stay, usual=usual)


@rule("383", "inconsistent", "Episodes: PLACE RNE PL_POST", years="2026-")
def no_way_back_to_the_earlier_address(r):
    """Child did not go back to the earlier placement and postcode after a temporary one

    After a temporary placement (T0 to T4) a child goes back. So this episode must start with P (new placement, new
    carer) and have the placement type and the placement postcode of the episode before the temporary one.

    To fix it: correct the reason, the placement type or the placement postcode of this episode. If the child moved
    somewhere new, the stay in between was not temporary: correct its placement type.
    """
    e = r.Episodes
    stay, usual = e.previous, _two_before(e)
    elsewhere = e.PLACE.differs_from(usual.PLACE) | e.PL_POST.compact.differs_from(usual.PL_POST.compact)
    return e.where(stay.PLACE.isin(TEMPORARY) & ((e.RNE != "P") | (usual.exists & elsewhere)), before=stay, usual=usual)


@rule("434", "inconsistent", "Episodes: RNE LS PLACE PL_POST URN PLACE_PROVIDER")
def not_only_the_status_changed(r):
    """Reason L (only legal status changed), but the status is the same or the placement is not

    L says that the legal status changed and the placement stayed as it was. Compared with the episode before, the legal
    status is the same, or the placement type, postcode, Ofsted number or provider differs.

    To fix it: correct what differs by mistake, or the reason: P or T if only the placement changed (T: same carer), B
    or U if both did (U: same carer).
    """
    e, before = r.Episodes, r.Episodes.previous
    same_status, moved = e.LS.same_as(before.LS), _another_placement(e, before)
    return e.where(
        (e.RNE == "L") & before.exists & (same_status | moved), before=before, same_status=same_status, moved=moved
    )


@rule("435", "inconsistent", "Episodes: LS PLACE PL_POST URN PLACE_PROVIDER")
def not_only_the_placement_changed(r):
    """Reason P or T (only the placement changed), but the legal status did too or nothing did

    P (new carer) and T (same carer) say that the placement changed and the legal status stayed as it was. Compared with
    the episode before, the legal status differs, or the placement type, postcode, Ofsted number and provider are all
    the same.

    To fix it: correct what is wrong in either episode, or the reason: L if only the legal status changed, B or U if
    both did (U: same carer).
    """
    e, before = r.Episodes, r.Episodes.previous
    return e.where(
        e.RNE.isin("P", "T") & before.exists & (e.LS.differs_from(before.LS) | ~_another_placement(e, before)),
        before=before,
    )


@rule("436", "inconsistent", "Episodes: RNE LS PLACE PL_POST URN PLACE_PROVIDER")
def not_both_changed(r):
    """Reason B or U (legal status and placement changed), but one of them is the same

    B (new carer) and U (same carer) say that the legal status and the placement changed on one day. Compared with the
    episode before, the legal status is the same, or the placement type, postcode, Ofsted number and provider are all
    the same.

    To fix it: correct what is wrong in either episode, or the reason: L if only the legal status changed, P or T if
    only the placement did (T: same carer).
    """
    e, before = r.Episodes, r.Episodes.previous
    return e.where(
        e.RNE.isin("U", "B") & before.exists & (e.LS.same_as(before.LS) | ~_another_placement(e, before)), before=before
    )
