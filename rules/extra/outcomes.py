"""Checks of health answers and of care leavers."""

import numpy as np

from check903.engine import years
from check903.model.columns import as_dates, earlier, later
from check903.model.dates import months_on

from . import look

STAYING_PUT = ("Z1", "Z2")
LEFT = ("E4A", "E4B", "E13", "E5", "E6", "E7", "E8", "E9", "E14", "E16", "E17")
WEEKS = 13


@look("W39", "OC2: SDQ_SCORE", alarms="some")
def strengths_score_of_zero(r):
    """SDQ score of 0

    A score of 0 means no difficulty in any of the twenty questions. It often stands for “not done”.

    To fix it: look at the questionnaire. If there was none, leave the score blank and enter the reason.
    """
    o = r.OC2
    return o[o.SDQ_SCORE.number == 0]


@look("W39B", "OC2: SDQ_SCORE", tables="OC2 OC2_last", alarms="some", whole=True)
def scores_copied_forward(r):
    """SDQ scores copied from last year

    Of at least 20 children with a score in both years, more than 30% have the very same score.

    To fix it: check some of them against the questionnaires of this year.
    """
    o = r.OC2
    last = o.first_of(r.OC2_last)
    both = ~np.isnan(o.SDQ_SCORE.number) & ~np.isnan(last.SDQ_SCORE.number)
    same = both & (o.SDQ_SCORE.number == last.SDQ_SCORE.number)
    found, of = int(np.count_nonzero(same)), int(np.count_nonzero(both))
    return o.where(same & (of >= 20) & (found * 100 > 30 * of), last=last, found=found, of=of)


@look("W40", "OC3: IN_TOUCH", tables="OC3 Episodes")
def home_six_months_already(r):
    """Back with parents for six months, but care ended later

    “Returned home” (RHOM) is for young people who have been back with a parent for six months or more. This one’s care
    ended less than six months before 31 March.

    To fix it: check how the young person is in touch, and the day on which care ended.
    """
    o = r.OC3
    e = o.first_of(r.Episodes.latest("DEC"))
    return o.where((o.IN_TOUCH == "RHOM") & (e.DEC > months_on(r.end, -6)), current=e)


@look("W41", "OC3: ACCOM", tables="OC3 Episodes", optional="Episodes_last", alarms="some")
def leaving_reason_and_home_disagree(r):
    """Reason for leaving care and home at 18 disagree

    The young person turned 18 in the year. The answer says that they stayed with their foster carers, and the reason
    for leaving care that they live on their own; or the other way round.

    To fix it: ask the leaving care adviser where the young person lives, and correct the answer or the reason.
    """
    o = r.OC3[r.in_year(r.OC3.DOB + years(18))]
    e = o.first_of(r.Episodes[r.Episodes.REC.filled & (r.Episodes.REC != "X1")].latest("DEC"))
    put, known = o.ACCOM.isin(*STAYING_PUT), o.ACCOM.filled & ~o.ACCOM.isin("0", "R1", "R2")
    alone = put & e.REC.isin("E5", "E6")
    stayed = known & ~put & (e.REC == "E17") & e.PLACE.startswith("U")
    return o.where(alone | stayed, current=e)


@look("W42", "Episodes: DEC", tables="Header Episodes OC3", optional="Episodes_last", alarms="some")
def left_at_18_no_care_leaver(r):
    """Left care at 18, no care leaver’s answers

    The young person left care by the 18th birthday, which was in this year, after at least 13 weeks in care since 14
    and some of it after 16. The table of care leavers (OC3) has no row. Birthdays still to come are left out.

    To fix it: add the young person to OC3.
    """
    e = r.Episodes[r.Episodes.REC.isin(*LEFT)].latest("DEC")
    h = e.first_of(r.Header)
    turned = h.DOB + years(18)
    counted = _days_after_14(r, e.child, as_dates(h.DOB))
    after_16 = e.DEC > h.DOB + years(16)
    left = (e.DEC <= turned) & r.in_year(turned) & (turned <= r.day) & (counted >= WEEKS * 7) & after_16 & _last(r, e)
    return e.where(left & ~e.child_in(r.OC3.children()), absent="OC3", header=h, days=counted)


def _last(r, ends) -> np.ndarray:
    """True where no episode of the child began after this one ended."""
    latest = ends.first_of(r.Episodes.latest("DECOM"))
    return ~(latest.DECOM >= ends.DEC)


def _days_after_14(r, child: np.ndarray, born: np.ndarray) -> np.ndarray:
    """Days that each of these children was in care from the 14th birthday on, as far as the files show; float."""
    episodes = r.care.episodes
    birth = np.full(len(r.children) + 1, np.datetime64("NaT", "D"))
    birth[child] = born
    day_14 = np.where(np.isnat(birth), np.datetime64("NaT"), months_on(birth, 14 * 12))[episodes.child]
    days = (earlier(episodes.DEC.or_else(r.day), np.full(len(episodes), r.day)) - later(episodes.DECOM, day_14)).astype(
        float
    )
    days = np.where(np.isnat(day_14) | (days < 0), 0, days)
    return episodes.sum(days)[child]
