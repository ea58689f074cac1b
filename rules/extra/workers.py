"""Checks of social workers and of deprivation of liberty."""

from check903.engine import days

from . import look
from .sets import days_since, open_now


@look("W43", "SWEpisodes: SW_DECOM", tables="Episodes SWEpisodes", years="2026-", category="missing")
def nobody_allocated_today(r):
    """Nobody is allocated today

    The child is in care today, and no social worker’s episode covers the day.

    To fix it: enter the social worker who has the child now. If nobody has, ask the team.
    """
    e, s = open_now(r), r.SWEpisodes
    now = (s.SW_DECOM <= r.day) & (s.SW_DEC.blank | (s.SW_DEC > r.day))
    return e.where(~e.child_in(s.children_where(now)), absent="SWEpisodes", day=r.day)


@look("W44", "DoLo: DOLO_START DOLO_END", tables="DoLo", years="2027-", alarms="some")
def order_running_for_long(r):
    """Deprivation of liberty for more than a year

    The order has run for more than 365 days and has no end. Orders are made for months, and made again.

    To fix it: enter the day on which the order ended, and each new order as a row of its own.
    """
    d = r.DoLo
    now = d.DOLO_END.blank | (d.DOLO_END > r.day)
    return d.where(now & (d.DOLO_START + days(365) < r.day), days=days_since(d.DOLO_START.value, r.day))
