"""Rules about orders that deprive a child of liberty (DoLo) beside the child’s episodes and last year’s return."""

from check903.engine import rule


@rule("706", "cross-year", "DoLo.DOLO_START", tables="DoLo DoLo_last", years="2027-", needs="last-year")
def open_order_not_carried_over(r):
    """Deprivation of liberty order that was open at the end of last year is not in this year’s return

    The child’s last order of last year had not ended. It goes on this year, so this year’s return must have an order
    with the same start date.

    To fix it: return the order again with last year’s start date. If it had ended by 31 March, tell the Department that
    last year’s end date is missing.
    """
    last = r.DoLo_last.latest("DOLO_START", tie="last")
    still_open = last[last.DOLO_END.blank]
    old, now = still_open.join(r.DoLo)
    carried_over = still_open.isin(old[old.DOLO_START == now.DOLO_START])
    return still_open.where(~carried_over, other=still_open.first_of(r.DoLo.first_by("DOLO_START")))


@rule("707", "inconsistent", "DoLo.DOLO_END", tables="Episodes DoLo", years="2027-")
def order_after_care_ended(r):
    """Deprivation of liberty order ends outside care, or is open although the child left care

    The return counts orders on children who are looked after. This one ended when the child was not in care, or it has
    no end although care has ended.

    To fix it: end the order on the day the child left care at the latest. If the child was still looked after, correct
    the dates of the episodes.
    """
    care = r.periods_of_care
    d = care.outside(r.DoLo, "DOLO_START", "DOLO_END")
    at = care.nearest(d, d.DOLO_END.or_else(d.DOLO_START))
    return d.where(
        at >= 0,
        current=care.last.take(at),
        care_start=care.days(at),
        care_end=care.days(at, end=True),
        next_care_start=care.days(care.after(at)),
    )


def _while_in_force(r):
    """Pairs of an order with both dates and an episode that it overlaps, by a day at least."""
    d, e = r.DoLo.join(r.Episodes)
    overlap = (d.DOLO_START.readable & (e.DECOM <= d.DOLO_END)) & ~(e.DEC < d.DOLO_START)
    return d[overlap], e[overlap]


@rule("709", "inconsistent", "DoLo.DOLO_START Episodes.PLACE", years="2027-")
def order_in_unexpected_placement(r):
    """Child under a deprivation of liberty order is in a placement where none is expected

    Such orders are expected in a children’s home (K2) or in one of the other placements Z12 and Z13. While this order
    was in force, the child was placed elsewhere.

    To fix it: check the placement type and the dates of the order, and correct what is wrong.
    """
    d, e = _while_in_force(r)
    unexpected = ~e.PLACE.isin("K2", "Z12", "Z13")
    return d.where(unexpected, current=e), e.where(unexpected, order=d)


@rule("710", "inconsistent", "DoLo.DOLO_START Episodes.PLACE", years="2027-")
def order_in_ruled_out_placement(r):
    """Child under a deprivation of liberty order is in a placement where there can’t be one

    The order was in force while the child was in a secure children’s home (K1), with own parents (P1), in a young
    offender institution (R5) or in supported accommodation (K3).

    To fix it: check the placement type and the dates of the order, and correct what is wrong.
    """
    d, e = _while_in_force(r)
    ruled_out = e.PLACE.isin("K1", "P1", "R5", "K3")
    return d.where(ruled_out, current=e), e.where(ruled_out, order=d)
