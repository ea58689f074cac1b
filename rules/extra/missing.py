"""Checks of missing periods."""

import numpy as np

from check903.model.columns import days_between

from . import look


@look("W36", "Missing: MIS_START MIS_END", alarms="some")
def one_incident_cut_in_two(r):
    """One missing period cut in two

    A missing period begins on the day the one before ended, or the day after. The figures count two incidents.

    To fix it: if the child wasn’t back in between, make it one period.
    """
    m = r.Missing
    before, gap = m.previous, days_between(m.previous.MIS_END, m.MIS_START)
    return m.where((gap >= 0) & (gap <= 1) & m.MISSING.filled & (m.MISSING == before.MISSING), before=before)


@look("W37", "Missing: MIS_START", tables="Missing Episodes")
def missing_from_a_locked_place(r):
    """Missing from a secure home or a young offender institution

    The child went missing during a placement in a secure children’s home (K1) or a young offender institution (R5).

    To fix it: check the dates of the missing period and of the placement.
    """
    m, e = r.Missing.join(r.Episodes)
    inside = (m.MIS_START > e.DECOM) & (e.DEC.blank | (m.MIS_START < e.DEC))
    return m.where((m.MISSING == "M") & e.PLACE.isin("K1", "R5") & inside, current=e)


@look("W38", "Missing: MISSING", alarms="some", whole=True)
def never_away(r):
    """Never “away without authorisation”

    More than 50 periods are entered as missing (M), and none as away without authorisation (A). Many councils enter all
    absences as missing; it may be yours to do so.

    To fix it: ask how the two are told apart. Away means that it was known where the child was.
    """
    m = r.Missing
    missing = m.MISSING == "M"
    count = int(np.count_nonzero(missing))
    return m.where(missing & (count > 50) & ~(m.MISSING == "A").any(), periods=count)
