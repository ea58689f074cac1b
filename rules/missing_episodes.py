"""Rules about missing periods beside the child’s episodes and last year’s return."""

import numpy as np

from check903.engine import rule, years


def _latest_first(e):
    return e.in_order("DECOM")[::-1]


def _beside_care(r, m, day):
    """The rows with the period of care that lies nearest to a day: its last episode, and its days."""
    care = r.periods_of_care
    at = care.nearest(m, day)
    return m.where(
        np.full(len(m), True),
        current=care.last.take(at),
        care_start=care.days(at),
        care_end=care.days(at, end=True),
        next_care_start=care.days(care.after(at)),
    )


@rule("575", "missing", "Missing.MIS_END", tables="Episodes Missing")
def open_though_placement_ended(r):
    """Missing period has no end date, though the placement that the child went missing from has ended

    The child went missing during an episode that is over. So it is known what happened next, and the period must have
    ended too.

    To fix it: enter the day on which the child came back, or on which the placement was ended while the child was still
    missing.
    """
    m, e = r.Missing.join(_latest_first(r.Episodes))
    return m.where(m.MIS_END.blank & (e.DECOM <= m.MIS_START) & (e.DEC >= m.MIS_START), current=e)


@rule("576", "cross-year", "Missing.CHILD", tables="Missing Missing_last", needs="last-year")
def open_period_not_carried_over(r):
    """Child was missing when last year ended, but this year’s first missing period is another

    The child’s last missing period of last year had not ended. It goes on this year, so this year’s first one must have
    the same start date. Here it has another, or there is none.

    To fix it: return the period again with last year’s start date and the day on which the child came back. If the
    child had come back by 31 March, tell the Department that last year’s end date is missing.
    """
    last = r.Missing_last.latest("MIS_START", tie="last")
    last, first = last[last.MIS_END.blank].join(r.Missing.first_by("MIS_START"), keep=True)
    lost = ~(first.MIS_START == last.MIS_START)
    return first.where(lost, last=last), last.where(lost & ~first.exists, absent="Missing")


@rule("577", "inconsistent", "Missing.MIS_END", tables="Episodes Missing")
def missing_after_care_ended(r):
    """Missing period ends outside care, or is open although the child left care

    A child counts as missing only while looked after. This period ended when the child was not in care, or it has no
    end although care has ended.

    To fix it: end the missing period on the day the child left care at the latest. If the child was still looked after,
    correct the dates of the episodes.
    """
    m = r.periods_of_care.outside(r.Missing, "MIS_START", "MIS_END")
    return _beside_care(r, m, m.MIS_END.or_else(m.MIS_START))


@rule("578", "inconsistent", "Missing.MIS_START", tables="Episodes Missing")
def went_missing_outside_care(r):
    """Missing period starts when the child was not in care

    On that day the child was not yet looked after, or not any more. The day on which care ended is no day in care.

    To fix it: check the start of the missing period against the dates of the episodes. If the child was not in care,
    remove the period.
    """
    m = r.Missing[r.Missing.MIS_START.readable & r.Missing.child_in(r.periods_of_care.children())]
    period, start, end = r.periods_of_care.join(m)
    outside = m[~m.isin(period[(period.MIS_START >= start) & ~(period.MIS_START >= end)])]
    return _beside_care(r, outside, outside.MIS_START.value)


@rule("580", "inconsistent", "Episodes.REC", tables="Episodes Missing")
def turned_18_while_missing(r):
    """Child left care at 18 while missing, but the reason is not E8 (other reason)

    The missing period and the episode both end on the 18th birthday. So the child was not found again before care
    ended, and the reason why the episode ended is E8.

    To fix it: enter E8. If the child was found before the birthday, correct the end of the missing period.
    """
    e, m = r.Episodes.join(r.Missing)
    return e.where((e.REC != "E8") & (m.MIS_END == e.DEC) & (e.DEC == m.DOB + years(18)), other=m)


@rule("581", "inconsistent", "Missing.MIS_START", tables="Episodes Missing")
def went_missing_outside_episodes(r):
    """Missing period starts on a day that is in none of the child’s episodes

    A child goes missing from a placement, so one of the episodes must hold that day; its first and last day count.

    To fix it: check the start of the missing period against the dates of the episodes. If the child was not in care on
    that day, remove the period.
    """
    m = r.Missing[r.Missing.MIS_START.readable & r.Missing.child_in(r.Episodes.children())]
    pair, e = m.join(r.Episodes)
    outside = m[~m.isin(pair[(e.DECOM <= pair.MIS_START) & ~(e.DEC < pair.MIS_START)])]
    pair, before = outside.join(_latest_first(r.Episodes))
    later, after = outside.join(r.Episodes.in_order("DECOM"))
    return pair.where(before.DECOM <= pair.MIS_START, current=before) | later.where(later.exists, current=after)
