"""Rules about the decision that a child should be placed for adoption, seen beside the child’s episodes and last year’s
decisions.
"""

from check903.engine import rule
from check903.reference.groups import ADOPTED, FOR_ADOPTION, SHORT_BREAKS

BOTH_YEARS = {"tables": "PlacedAdoption PlacedAdoption_last", "needs": "last-year"}

# -- beside the child's episodes --------------------------------------------------------------------------------------


@rule(
    "117",
    "inconsistent",
    "PlacedAdoption.DATE_PLACED_CEASED PlacedAdoption.DATE_PLACED Episodes.DEC Episodes.REC Episodes.DECOM",
)
def decision_after_care_ended(r):
    """Adoption decision, or its reversal, is dated after the year ended or after care ended

    The decision to place the child for adoption, or not to do so any more, has a date later than 31 March, the last day
    of the year, or later than the end of the child’s latest episode (episodes that ended with X1, care goes on, don’t
    count).

    To fix it: check both dates of the decision, and the date on which the child’s latest episode ended.
    """
    latest = r.Episodes[r.Episodes.REC != "X1"].latest("DECOM")
    p, e = r.PlacedAdoption.join(latest, keep=True)
    late = (
        (p.DATE_PLACED > r.end)
        | (p.DATE_PLACED_CEASED > r.end)
        | (p.DATE_PLACED > e.DEC)
        | (p.DATE_PLACED_CEASED > e.DEC)
    )
    return p.where(late, current=e), e.where(late, adoption=p)


@rule("118", "inconsistent", "PlacedAdoption.DATE_PLACED_CEASED Episodes.DECOM Episodes.LS")
def reversed_before_care_began(r):
    """Adoption decision was reversed before this year, or before the child came into care

    The date of reversal is before 1 April, the first day of the year, or before the child’s first episode (short
    breaks, V3 and V4, don’t count).

    To fix it: check the date of reversal. A decision that was reversed before 1 April does not belong in this year’s
    return.
    """
    first = r.Episodes[~r.Episodes.LS.isin(SHORT_BREAKS)].earliest("DECOM")
    p, e = r.PlacedAdoption.join(first, keep=True)
    early = (p.DATE_PLACED_CEASED < r.start) | (p.DATE_PLACED_CEASED < e.DECOM)
    return p.where(early, current=e), e.where(early, adoption=p)


@rule("184", "inconsistent", "PlacedAdoption.DATE_PLACED Header.DOB")
def decided_before_birth(r):
    """Decision to place the child for adoption is dated before the child was born

    The decision can be made on the day of birth at the earliest. The date of birth is taken from Header.

    To fix it: check the date of the decision and the date of birth, above all their years.
    """
    p, h = r.PlacedAdoption.join(r.Header)
    return p.where(p.DATE_PLACED < h.DOB, header=h)


@rule("551", "missing", "PlacedAdoption.DATE_PLACED Episodes.PLACE")
def placed_without_decision(r):
    """Child is placed for adoption (A3 to A6), but there is no date of the decision

    Nobody can place a child for adoption before it was decided to do so, and no decision of this child has a date.

    To fix it: enter the date of the decision. If the child was not placed for adoption, correct the placement type.
    """
    e, p = r.Episodes, r.PlacedAdoption
    undecided = e.PLACE.isin(FOR_ADOPTION) & ~e.child_in(p.children_where(p.DATE_PLACED.filled))
    return e.where(undecided, adoption=e.first_of(p), absent="PlacedAdoption")


@rule("552", "inconsistent", "PlacedAdoption.DATE_PLACED Episodes.DECOM")
def decided_after_placement(r):
    """Decision to place the child for adoption is later than the move to the adopters

    The child’s first placement for adoption (A3 to A6) began before the latest decision was made. The decision comes
    first; both may be on the same day.

    To fix it: compare the date of the decision with the start of the placement, and correct the one that is wrong.
    """
    first = r.Episodes[r.Episodes.PLACE.isin(FOR_ADOPTION)].earliest("DECOM")
    e, p = first.join(r.PlacedAdoption.latest("DATE_PLACED"))
    late = e.DECOM < p.DATE_PLACED
    return e.where(late, adoption=p), p.where(late, current=e)


ORDER_WITHOUT_DECISION = (
    "Episodes.CHILD PlacedAdoption.DATE_PLACED PlacedAdoption.DATE_PLACED_CEASED PlacedAdoption.REASON_PLACED_CEASED"
)


@rule("553", "missing", ORDER_WITHOUT_DECISION, status="E1", order="Placement order")
@rule("555", "missing", ORDER_WITHOUT_DECISION, years="2023-2024", status="D1", order="Freeing order")
def order_without_decision(r, status, **_):
    """{order} ({status}) is recorded, but the adoption decision is missing or reversed

    A court makes the order for a child who is to be adopted. Either no decision of this child has a date, or the
    episode with the order goes on while a decision has a date or a reason of reversal.

    To fix it: enter the date of the decision. If a decision is shown as reversed by mistake, clear its date and reason
    of reversal; if the order is over, end the episode or correct its legal status.
    """
    e, p = r.Episodes, r.PlacedAdoption
    ordered = e.LS == status
    undecided = ordered & ~e.child_in(p.children_where(p.DATE_PLACED.filled))
    in_force = e[ordered & e.DEC.blank]
    was_reversed = p.child_in(in_force.children()) & p.any_filled("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
    return (
        e.where(undecided, adoption=e.first_of(p), absent="PlacedAdoption"),
        p.where(was_reversed, current=p.first_of(in_force.latest("DECOM", unreadable=True))),
    )


@rule("554", "inconsistent", "PlacedAdoption.DATE_PLACED Episodes.DECOM Episodes.LS")
def decided_after_placement_order(r):
    """Decision to place the child for adoption is later than the placement order (E1)

    The child’s first episode with a placement order began before the decision was made. The decision comes first; both
    may be on the same day.

    To fix it: check the date of the decision and the day on which the order was made, and correct the one that is
    wrong.
    """
    first = r.Episodes[r.Episodes.LS == "E1"].earliest("DECOM")
    e, p = first.join(r.PlacedAdoption)
    late = p.DATE_PLACED > e.DECOM
    return p.where(late, current=e), e.where(late, adoption=p)


@rule("556", "inconsistent", "PlacedAdoption.DATE_PLACED Episodes.DECOM", years="2023-2024")
def decided_after_freeing_order(r):
    """Decision to place the child for adoption is later than the freeing order (D1)

    An episode with a freeing order began before a decision was made. The decision comes first; both may be on the same
    day.

    To fix it: check the date of the decision and the day on which the order was made, and correct the one that is
    wrong.
    """
    e, p = r.Episodes.join(r.PlacedAdoption)
    return e.where((e.LS == "D1") & (p.DATE_PLACED > e.DECOM), adoption=p)


PLAN_NOT_ENDED = (
    "PlacedAdoption.DATE_PLACED_CEASED PlacedAdoption.REASON_PLACED_CEASED Episodes.PLACE Episodes.LS Episodes.REC"
)


@rule("557", "missing", PLAN_NOT_ENDED, years="2023-2024", orders="D1 E1", said="freeing or placement order (D1, E1)")
@rule("557", "missing", PLAN_NOT_ENDED, years="2025-", orders="E1", said="placement order (E1)")
def left_care_unadopted(r, orders, **_):
    """Child left care without being adopted, but the end of the adoption plan is not recorded

    The child was placed for adoption (A3 to A6) or had a {said}, and left care for another reason than adoption. So the
    decision was reversed, and the return needs the date and the reason.

    To fix it: enter when and why the decision was reversed. If the child was adopted, correct the reason why the
    episode ended:
    E11 or E12.
    """
    e, p = r.Episodes, r.PlacedAdoption
    planned = e.PLACE.isin(FOR_ADOPTION) | e.LS.isin(orders.split())
    unfinished = p.any_blank("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
    left = planned & e.REC.filled & ~e.REC.isin("X1", *ADOPTED)
    finished = e.child_in(p.children_all(~unfinished))
    return (
        e.where(left & ~finished, adoption=e.first_of(p[unfinished]), absent="PlacedAdoption"),
        p.where(unfinished & p.child_in(e.children_where(left)), current=p.first_of(e[left])),
    )


@rule("558", "inconsistent", "PlacedAdoption.DATE_PLACED_CEASED Episodes.REC")
def adopted_though_reversed(r):
    """Child was adopted, but every decision to place the child for adoption is shown as reversed

    The child’s latest episode ended with E11 or E12 (adopted). Of several decisions, the last one led to the adoption,
    so it was not reversed.

    To fix it: clear the date and reason of reversal of the latest decision. If the child was not adopted, correct the
    reason why the episode ended.
    """
    e, p = r.Episodes.latest("DECOM", tie="last", unreadable=True), r.PlacedAdoption
    all_reversed = e.child_in(p.children_all(p.DATE_PLACED_CEASED.filled))
    decisions, newest = e.per_child(p.count(), 0), e.first_of(p.latest("DATE_PLACED", tie="last", unreadable=True))
    wrong = e.REC.isin(ADOPTED) & all_reversed & (decisions > 1)
    return e.where(wrong, adoption=newest, decisions=decisions)


@rule("1003", "inconsistent", "PlacedAdoption.DATE_PLACED Episodes.DECOM Episodes.RNE")
def decided_before_care(r):
    """Decision to place the child for adoption is dated before the child came into care

    The child’s first episode that began with S (started to be looked after) is later than the decision. Both may be on
    the same day.

    To fix it: check the date of the decision and the day on which the child came into care, and correct the one that is
    wrong.
    """
    first = r.Episodes[r.Episodes.RNE == "S"].earliest("DECOM")
    p, e = r.PlacedAdoption.join(first)
    early = p.DATE_PLACED < e.DECOM
    return p.where(early, current=e), e.where(early, adoption=p)


# -- beside last year's decisions -------------------------------------------------------------------------------------


@rule("559", "cross-year", "PlacedAdoption: DATE_PLACED", **BOTH_YEARS)
def decision_missing_last_year(r):
    """Adoption decision was made before this year, but last year’s return has none

    The decision is dated before 1 April, the first day of the year, so last year’s return should have it too. There the
    child has no decision with a date.

    To fix it: check the date of the decision. If it is right, tell the Department that last year’s return lacks it.
    """
    p, then = r.PlacedAdoption, r.PlacedAdoption_last
    unknown = (p.DATE_PLACED < r.start) & ~p.child_in(then.children_where(then.DATE_PLACED.readable))
    return p.where(unknown, last=p.first_of(then), absent="PlacedAdoption_last")


@rule("560", "cross-year", "PlacedAdoption: DATE_PLACED DATE_PLACED_CEASED", **BOTH_YEARS)
def standing_decision_changed(r):
    """Adoption decision that stood at the end of last year has another date this year

    Last year’s return has a decision that was not reversed. It should be in this year’s return with the same date, and
    no decision of this child has that date.

    To fix it: if the decision still stands, use last year’s date. If it was reversed and there is a new one, return
    both, or tell the Department that last year’s return lacks the reversal.
    """
    p, then = r.PlacedAdoption, r.PlacedAdoption_last
    standing = then[then.DATE_PLACED.filled & then.DATE_PLACED_CEASED.blank]
    old, now = standing.join(p)
    gone = standing[~standing.isin(old[old.DATE_PLACED.same_as(now.DATE_PLACED)])]
    return p.where(p.child_in(gone.children()), last=p.first_of(gone.latest("DATE_PLACED", unreadable=True)))


@rule("561", "cross-year", "PlacedAdoption: DATE_PLACED", **BOTH_YEARS)
def reversed_decision_is_back(r):
    """Adoption decision has the date of one that was reversed last year

    In last year’s return the decision of this date has a date or reason of reversal, so it can’t stand this year.

    To fix it: remove the old decision, or enter the date of the new one. If the old one was never reversed, tell the
    Department.
    """
    now, old = r.PlacedAdoption.join(r.PlacedAdoption_last)
    was_reversed = old.any_filled("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
    return now.where(now.DATE_PLACED.filled & now.DATE_PLACED.same_as(old.DATE_PLACED) & was_reversed, last=old)


@rule("584", "cross-year", "PlacedAdoption: DATE_PLACED", **BOTH_YEARS)
def new_decision_not_later(r):
    """Adoption decision was reversed last year, but this year’s is not a later one

    After a reversal there may be a new decision, which is later than the one before. This one is as early or earlier,
    or has no date.

    To fix it: enter the date of the new decision. If the old one still stands, tell the Department that it was not
    reversed last year.
    """
    now, old = r.PlacedAdoption.join(r.PlacedAdoption_last)
    was_reversed = old.DATE_PLACED.readable & old.any_filled("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
    not_later = now.DATE_PLACED.blank | (now.DATE_PLACED <= old.DATE_PLACED)
    return now.where(was_reversed & not_later, last=old)
