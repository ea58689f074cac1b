"""Rules about the legal status of an episode: how long one may last, short breaks (V3, V4), and what fits with which
placement.
"""

import numpy as np

from check903.engine import days, days_between, days_spanned, earlier, later, rule, sum_by
from check903.reference.groups import SHORT_BREAKS, TEMPORARY


def _with_status(r, status):
    """The children's episodes with that legal status and a readable start, in order."""
    e = r.Episodes
    return e[(e.LS == status) & e.DECOM.readable].in_order("DECOM")


@rule("361", "inconsistent", "Episodes: DECOM LS DEC")
def police_protection_over_72_hours(r):
    """Police protection (L1) lasts longer than 72 hours

    Police protection can last 72 hours at most. Episodes with L1 that follow each other on the same day count together,
    and these last more than 3 days. An open one is counted to 31 March, the last day of the year.

    To fix it: check the dates. Record the legal status that applied afterwards as an episode of its own.
    """
    return _longer_in_a_row(3, _with_status(r, "L1"), r.end)


@rule("362", "inconsistent", "Episodes: DECOM LS DEC")
def emergency_protection_over_21_days(r):
    """Emergency protection order (L2) lasts longer than 21 days

    An emergency protection order can last 21 days at most, with its extension. Episodes with L2 that follow each other
    on the same day count together, and these last longer. An open one is counted to 31 March, the last day of the year.

    To fix it: check the dates. Record the legal status that applied afterwards as an episode of its own.
    """
    return _longer_in_a_row(21, _with_status(r, "L2"), r.end)


def _longer_in_a_row(most, e, year_end):
    run = e.spells(~(e.DECOM == e.previous.DEC.or_else(year_end)))
    return _too_long(most, e, run, days_spanned(run, e.DECOM, e.DEC.or_else(year_end)), ~e.DEC.readable)


def _too_long(most, e, run, length, unended):
    """Episodes, in order, of the runs that last longer than `most` days; beside each the one before it in its run."""
    row, first = np.arange(len(run)), np.searchsorted(run, run)
    return e.where(
        length > most,
        before=e.take(np.where(first < row, row - 1, -1)),
        days=length,
        start=e.DECOM.value[first],
        last_start=e.DECOM.value[np.searchsorted(run, run, side="right") - 1],
        count=sum_by(run, np.ones(len(run))),
        unended=sum_by(run, unended) > 0,
    )


@rule("363", "inconsistent", "Episodes: LS DECOM DEC")
def child_assessment_over_7_days(r):
    """Child assessment order (L3) lasts longer than 7 days

    A child assessment order can last 7 days at most. Episodes with L3 that meet or overlap count together, and their
    days add up to more. An open one is counted to 31 March, the last day of the year.

    To fix it: check the dates. Record the legal status that applied afterwards as an episode of its own.
    """
    return _longer_in_all(7, _with_status(r, "L3"), r.end)


@rule("364", "inconsistent", "Episodes: LS DECOM DEC")
def police_custody_over_21_days(r):
    """Held in council accommodation under PACE (J2) for longer than 21 days

    J2 (held under the Police and Criminal Evidence Act 1984) lasts until the next court hearing. Episodes with J2 that
    meet or overlap count together, and their days add up to more than 21. An open one is counted to 31 March, the last
    day of the year.

    To fix it: check the dates. Record the legal status that applied afterwards, for example J1 (on remand), as an
    episode of its own.
    """
    return _longer_in_all(21, _with_status(r, "J2"), r.end)


def _longer_in_all(most, e, year_end):
    period = e.spells(e.DECOM > e.previous.DEC.if_blank(year_end))
    return _too_long(most, e, period, sum_by(period, days_between(e.DECOM, e.DEC.if_blank(year_end))), e.DEC.blank)


@rule("365", "inconsistent", "Episodes: LS DECOM DEC")
def short_break_over_17_days(r):
    """A single short break (V3) lasts longer than 17 days

    A short break lasts 17 days at most. A stay that is still open is counted to 31 March, the last day of the year.

    To fix it: check both dates. If the stay really lasted longer it was no short break: correct the legal status,
    usually to V2 (in care by agreement).
    """
    e = r.Episodes
    return e[(e.LS == "V3") & (e.DEC.if_blank(r.end) > e.DECOM + days(17))]


@rule("366", "inconsistent", "Episodes: RNE")
def short_break_is_always_a_start(r):
    """Short break (V3) does not begin with S (started to be looked after)

    Each short break is a stay of its own, so its reason for the new episode is always S.

    To fix it: set the reason to S. If this was a move within a period of care, correct the legal status.
    """
    e = r.Episodes
    return e[(e.LS == "V3") & (e.RNE != "S")]


@rule("367", "inconsistent", "Episodes: LS DECOM DEC")
def short_breaks_over_75_days(r):
    """Child’s short breaks (V3) add up to more than 75 days in the year

    Short breaks of one child may last 75 days a year in all. These last longer, counting only days of this year; a stay
    that is still open is counted to 31 March.

    To fix it: check the dates of these episodes. If they are right, the child was looked after for longer than short
    breaks allow: correct the legal status.
    """
    e = _with_status(r, "V3")
    length = days_between(later(e.DECOM, r.start), earlier(e.DEC.if_blank(r.end), r.end))
    counted, length = e[length > 0], length[length > 0]
    together = counted.per_child(counted.sum(length), 0)
    return counted.where(together > 75, days=together, count=counted.per_child(counted.count(), 0))


@rule("378", "inconsistent", "Episodes: PLACE LS")
def with_parents_by_agreement(r):
    """Child is placed with parents (P1) while in care by agreement (V2)

    V2 (single period in care by agreement, section 20) means that the parents can’t look after the child at the moment,
    so the child can’t be placed with them.

    To fix it: check where the child lived. Correct the placement type, or the legal status: with parents, a care order
    (C1 or C2) is usual.
    """
    e = r.Episodes
    return e[(e.PLACE == "P1") & (e.LS == "V2")]


@rule("382", "inconsistent", "Episodes: LS PLACE")
def short_break_in_temporary_placement(r):
    """Short break (V3 or V4) has a temporary placement type (T0 to T4)

    A temporary placement is a stay away from the placement where the child usually lives. A child on short breaks has
    none.

    To fix it: give the placement type of the short break, such as foster care or a children’s home, or correct the
    legal status.
    """
    e = r.Episodes
    return e[e.LS.isin(SHORT_BREAKS) & e.PLACE.isin(TEMPORARY)]


@rule("384", "inconsistent", "Episodes: PLACE LS")
def short_break_in_long_term_fostering(r):
    """Short break (V3 or V4) has long-term foster care (U1 or U4) as its placement

    U1 and U4 mean that the child is to stay with these foster carers until grown up, which is no short break.

    To fix it: use a placement type that is not long term (U3 with a relative or friend, U6 with other carers), or
    correct the legal status.
    """
    e = r.Episodes
    return e[e.LS.isin(SHORT_BREAKS) & e.PLACE.isin("U1", "U4")]


@rule("408", "inconsistent", "Episodes: PLACE LS")
def placement_order_without_its_status(r):
    """Placed for adoption under a placement order (A5 or A6), but legal status is not E1

    A5 and A6 say that a court made a placement order, and its legal status is E1.

    To fix it: if the court made the order, set the legal status to E1. If the parents agreed to the adoption, use A3
    (with the current foster carer) or A4 (not with the current foster carer).
    """
    e = r.Episodes
    return e[e.PLACE.isin("A5", "A6") & (e.LS != "E1")]


@rule("426", "inconsistent", "Episodes: LS")
def both_kinds_of_short_breaks(r):
    """Child has both kinds of short breaks, V3 and V4, in one year

    V3 records each short break as an episode, V4 records only the agreement about them. A child’s short breaks are
    recorded one way or the other for the whole year.

    To fix it: decide which applies, and use it on all the child’s short-break episodes.
    """
    stays, agreed = (r.Episodes[r.Episodes.LS == status] for status in ("V3", "V4"))
    return stays.where(stays.child_in(agreed.children()), other=stays.first_of(agreed)) | agreed.where(
        agreed.child_in(stays.children()), other=agreed.first_of(stays)
    )


@rule("445", "inconsistent", "Episodes: LS DECOM", years="2023-2024")
def freeing_order_after_2005(r):
    """Freeing order (D1) on an episode that starts after 31 December 2005

    Freeing orders ended with 2005, when placement orders took their place.

    To fix it: check the start date and the legal status. A later order is probably a placement order (E1).
    """
    e = r.Episodes
    return e[(e.LS == "D1") & (e.DECOM > "2005-12-31")]


@rule("446", "inconsistent", "Episodes: LS DECOM")
def placement_order_before_december_2005(r):
    """Placement order (E1) on an episode that starts before 1 December 2005

    Placement orders did not exist before December 2005, so either the legal status or the start date is wrong.

    To fix it: check the start date and the legal status.
    """
    e = r.Episodes
    return e[(e.LS == "E1") & (e.DECOM < "2005-12-01")]


@rule("451", "inconsistent", "Episodes: DEC REC LS", years="2023-2024")
def freeing_order_still_open(r):
    """Open episode still has a freeing order (D1)

    No freeing order was made after 2005, so no child can be in care under one now.

    To fix it: find out which legal status applies to the child now and correct it, or end the episode if it is over.
    """
    e = r.Episodes
    return e[(e.LS == "D1") & e.DEC.blank & e.REC.blank]
