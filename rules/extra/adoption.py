"""Checks of adoption: decisions that vanish, long waits, dates that look filled in."""

from check903.model.columns import as_dates
from check903.model.dates import months_on

from . import look
from .sets import days_since, open_now, open_run, this_year

PLACED = ("A3", "A4", "A5", "A6")
MONTHS = 18


@look("W31", "PlacedAdoption: DATE_PLACED", tables="Episodes PlacedAdoption PlacedAdoption_last")
def live_decision_disappeared(r):
    """Decision to place for adoption is gone

    Last year’s return has a decision that was not reversed. The child is in this year’s episodes, and this year has no
    decision.

    To fix it: add last year’s decision. If it was reversed, add the day and the reason.
    """
    p = r.PlacedAdoption_last
    live = p.DATE_PLACED.readable & p.DATE_PLACED_CEASED.blank & p.child_in(this_year(r).children())
    return p.where(live & ~p.child_in(r.PlacedAdoption.children()), absent="PlacedAdoption")


@look("W32", "Episodes: LS PLACE", tables="Episodes PlacedAdoption", alarms="some")
def placement_order_long_wait(r):
    """Placement order, and not placed for adoption after 18 months

    The child is under a placement order, the decision is older than 18 months and not reversed, and the child is not
    placed for adoption.

    To fix it: check whether the child was placed, or the decision reversed, and enter it.
    """
    e = open_now(r)
    p = e.first_of(r.PlacedAdoption[r.PlacedAdoption.DATE_PLACED_CEASED.blank])
    waits = (e.LS == "E1") & ~e.PLACE.isin(*PLACED) & (months_on(as_dates(p.DATE_PLACED), MONTHS) < r.day)
    return e.where(waits, adoption=p)


@look("W33", "Episodes: PLACE", alarms="some", optional="Episodes_last")
def placed_for_adoption_no_order(r):
    """Placed for adoption for more than 18 months, no order

    The child has been placed for adoption for more than 18 months. In England the order takes 9 months on average.

    To fix it: check whether the adoption order was made. If so, end the episode with it and add the child to AD1.
    """
    e, since = open_run(r, r.care.episodes.PLACE.isin(*PLACED))
    return e.where(months_on(since, MONTHS) < r.day, since=since, days=days_since(since, r.day))


@look("W34", "AD1: DATE_INT DATE_MATCH", tables="AD1", alarms="some")
def decision_and_match_on_one_day(r):
    """Decision and match on the same day

    The day of the decision and the day of the match are the same. The rules allow it, and it is rare: one of the two is
    often filled in from the other.

    To fix it: check both dates against the minutes of the panel.
    """
    a = r.AD1
    return a.where(a.DATE_INT == a.DATE_MATCH)


@look("W34B", "AD1: DATE_MATCH", tables="AD1 Episodes", alarms="some")
def matched_on_the_day_of_placement(r):
    """Matched on the very day of the placement

    The child moved to adopters who were not the foster carers on the day of the match. Introductions take weeks, so one
    date is often filled in from the other.

    To fix it: check the day of the match, and the day on which the child was placed.
    """
    a = r.AD1
    placed = a.first_of(r.Episodes[r.Episodes.PLACE.isin(*PLACED)].earliest("DECOM"))
    return a.where((a.DATE_MATCH == placed.DECOM) & (a.FOSTER_CARE == "0"), current=placed)


@look("W35", "PrevPerm: DATE_PERM", tables="PrevPerm")
def order_before_birth(r):
    """Earlier order before the child was born

    The order of the previous permanence is dated before the child’s date of birth, even if unknown parts of the date
    are taken as late as they can be.

    To fix it: check the date of the order, above all its year, and the date of birth.
    """
    p = r.PrevPerm
    return p[p.DATE_PERM.at_latest < p.DOB]
