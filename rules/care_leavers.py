"""Rules about care leavers (OC3) beside their episodes, other tables and last year’s return."""

import numpy as np

from check903.engine import days_between, later, rule, years
from check903.reference.groups import ADOPTED, ADOPTION_DETAILS, HEALTH, LEAVER_DETAILS, SHORT_BREAKS

LEAVER = " ".join(f"OC3.{column}" for column in LEAVER_DETAILS)
ADOPTION = " ".join(f"AD1.{column}" for column in ADOPTION_DETAILS)

# -- beside the other tables of this year -----------------------------------------------------------------------------


@rule("134", "inconsistent", f"{LEAVER} {ADOPTION}")
def adopted_and_care_leaver(r):
    """Child has both care leaver details and adoption details

    A child who was adopted is not a care leaver, so only one of the two can be right.

    To fix it: if the child was adopted, remove the care leaver details (OC3). If not, remove the adoption details
    (AD1).
    """
    a, leavers = r.AD1, r.OC3[r.OC3.any_filled(*LEAVER_DETAILS)]
    return a.where(a.any_filled(*ADOPTION_DETAILS) & a.child_in(leavers.children()), oc3=a.first_of(leavers))


@rule("187", "inconsistent", f"{LEAVER} {ADOPTION}", tables="OC3 AD1 Episodes")
def in_care_all_year(r):
    """Child was in care for the whole year, but has care leaver or adoption details

    By the episodes, the child was looked after from 1 April to 31 March without a break. So the child neither was
    adopted nor left care.

    To fix it: check the child’s episodes. If they are right, remove the care leaver details (OC3) and the adoption
    details (AD1).
    """
    leavers, a, all_year = r.OC3, r.AD1, r.continuously_looked_after
    latest = r.Episodes.latest("DECOM", tie="last")
    return (
        leavers.where(
            leavers.child_in(all_year) & leavers.any_filled(*LEAVER_DETAILS), current=leavers.first_of(latest)
        ),
        a.where(a.child_in(all_year) & a.any_filled(*ADOPTION_DETAILS), current=a.first_of(latest)),
    )


@rule("215", "inconsistent", f"{LEAVER} {' '.join(f'OC2.{column}' for column in HEALTH)}")
def outcomes_of_care_leaver(r):
    """Child has both care leaver details and the outcomes of a year in care

    OC3 is for those who left care, OC2 (health, offending) for those who were in care for all of the last twelve
    months. Nobody can be both.

    To fix it: find out which of the two applies, and remove the details in the other table.
    """
    leavers, answers = r.OC3.join(r.OC2)
    both = leavers.any_filled(*LEAVER_DETAILS) & answers.any_filled(*HEALTH)
    return leavers.where(both, oc2=answers), answers.where(both, oc3=leavers)


@rule("1014", "inconsistent", "OC3.ACTIV OC3.ACCOM OC3.IN_TOUCH UASC.DUC", tables="Episodes UASC OC3")
def asylum_seeker_only_as_care_leaver(r):
    """Asylum seeker (UASC) is in the return as a care leaver only, with no care this year

    The UASC table is for asylum seekers who were in care during the year. This young person has care leaver details and
    no episode that reaches into the year.

    To fix it: if the young person is a care leaver only, remove the row in UASC. If not, add the episode that falls in
    this year.
    """
    e, u, leavers = r.Episodes, r.UASC, r.OC3
    left_before = u.children() & ~e.children_where(r.touches_year(e.DECOM, e.DEC))
    wrong = leavers[leavers.any_filled(*LEAVER_DETAILS) & leavers.child_in(left_before)]
    latest = e.latest("DECOM", tie="last", unreadable=True)
    return (
        u.where(u.child_in(wrong.children()), oc3=u.first_of(wrong), current=u.first_of(latest)),
        wrong.where(wrong.exists, uasc=wrong.first_of(u), current=wrong.first_of(latest)),
    )


@rule("3001", "inconsistent", "OC3.ACCOM Header.DOB")
def staying_put_at_17(r):
    """Care leaver who turned 17 this year is recorded as living with former foster carers

    Z1 and Z2 (with former foster carer) are for young people who stayed on after 18. The information of this one is
    about the 17th birthday, between 1 April and 31 March.

    To fix it: check the date of birth in Header and the accommodation, and correct the one that is wrong.
    """
    leavers, h = r.OC3.join(r.Header)
    return leavers.where(leavers.ACCOM.upper.isin("Z1", "Z2") & r.in_year(h.DOB + years(17)), header=h)


# -- beside this year's episodes --------------------------------------------------------------------------------------


@rule("1000", "inconsistent", LEAVER, tables="Episodes OC3", optional="Episodes_last")
def died_in_care(r):
    """Care leaver is recorded, but the child’s episodes say that the child died in care

    An episode of this year or last year ended with E2 (died).

    To fix it: if the child died in care, remove the care leaver record. If not, correct the reason why the episode
    ended.
    """
    leavers = r.OC3
    this, last = (e[e.REC.upper == "E2"] for e in (r.Episodes, r.Episodes_last))
    current, before = (leavers.first_of(e.latest("DECOM", tie="last", unreadable=True)) for e in (this, last))
    return leavers.where(leavers.child_in(this.children() | last.children()), current=current, last=before)


@rule("1007", "inconsistent", LEAVER, tables="Episodes OC3")
def in_care_on_birthday(r):
    """Care leaver details are given for a young person aged 17 or 18 who was in care on that birthday

    The details are about the 17th or 18th birthday, for those who had left care by then. An episode of this young
    person goes on beyond it.

    To fix it: check the date of birth and the episodes. If the young person was in care on the birthday, clear contact,
    activity and accommodation.
    """
    leavers, e = r.OC3.join(r.Episodes)
    birthday = r.latest_birthday(leavers.DOB, 17, 18)
    in_care = (e.DECOM <= birthday) & (e.DEC.blank | (e.DEC > birthday))
    return leavers.where(leavers.any_filled(*LEAVER_DETAILS) & in_care, current=e, birthday=birthday)


@rule("1011", "inconsistent", LEAVER, tables="Episodes OC3")
def care_taken_over(r):
    """Care leaver details are given for a child whose care was taken over by another council

    The child’s latest episode ended with E3 (care taken over by another council). The child did not leave care, and
    that council returns what follows.

    To fix it: if another council took over, clear contact, activity and accommodation. If not, correct the reason why
    the latest episode ended.
    """
    leavers, latest = r.OC3, r.Episodes.latest("DECOM")
    taken_over = leavers.child_in(latest.children_where(latest.REC == "E3"))
    return leavers.where(leavers.any_filled(*LEAVER_DETAILS) & taken_over, current=leavers.first_of(latest))


@rule("1016", "inconsistent", LEAVER, tables="Episodes OC3", years="2024-")
def left_care_after_birthday(r):
    """Care leaver details are given for a young person aged 17 or 18 who left care after that birthday

    The details are about the 17th or 18th birthday, for those who had left care by then. The latest episode of this
    young person ended later.

    To fix it: check the date of birth and the day on which care ended. If the young person left care after the
    birthday, clear contact, activity and accommodation.
    """
    leavers, current = r.OC3.join(r.Episodes.latest("DECOM", tie="last", unreadable=True))
    birthday = r.latest_birthday(leavers.DOB, 17, 18)
    return leavers.where(
        leavers.any_filled(*LEAVER_DETAILS) & (current.DEC > birthday), current=current, birthday=birthday
    )


# -- beside last year's return ----------------------------------------------------------------------------------------


@rule("348", "cross-year", "OC3: IN_TOUCH", tables="OC3 OC3_last", years="2026-", needs="last-year")
def died_last_year(r):
    """Care leaver was returned as having died last year, but not this year

    Last year’s contact was DIED (died after leaving care). This year’s is something else.

    To fix it: check whether the young person has died, and correct this year’s contact. If last year’s was wrong, tell
    the Department.
    """
    now, then = r.OC3.join(r.OC3_last)
    return now.where((then.IN_TOUCH == "DIED") & (now.IN_TOUCH != "DIED"), last=then)


def _one_for_each_start(e):
    """Of a child's episodes with the same start, the one that ended first; those without a start count as one."""
    before = e.previous_by("DECOM", "DEC")
    repeated = before.exists & ((e.DECOM == before.DECOM) | ~(e.DECOM.readable | before.DECOM.readable))
    return e[e.CHILD.filled & ~repeated]


def time_in_care(r):
    """(episodes of all years loaded that count towards leaving care, days of each since the 14th birthday, since the
    16th)

    Short breaks and those aged 20 or over at the year's end are left out; the last day of an episode is not counted.
    """
    h, kept = r.Header, _one_for_each_start(r.episodes_of_all_years)
    e, young = kept[~kept.LS.upper.isin(SHORT_BREAKS)].join(h[h.DOB + years(20) > r.end])
    end = np.where(e.isin(kept.latest("DECOM")), e.DEC.or_else(r.end), e.DEC.value)
    return e, *(_days_from(young.DOB + years(age), e, end) for age in (14, 16))


def _days_from(birthday, e, end):
    return np.fmax(days_between(later(e.DECOM.or_else(birthday), birthday), end), 0)  # fmax takes no notice of NaN


@rule("1001", "inconsistent", LEAVER, tables="Episodes OC3 Header Episodes_last", needs="last-year", cross_child=True)
def too_little_time_in_care(r):
    """Care leaver is recorded, but the episodes show too little time in care to count as one

    A care leaver was in care for at least 13 weeks since turning 14, at least a day of it since turning 16, and was not
    adopted (E11, E12). The episodes of this year and last year, without short breaks (V3, V4), show less. Those aged 20
    or over on 31 March are left out.

    To fix it: check whether the young person was in care for that long. If not, remove the care leaver record. If the
    time was in earlier years, which are not in these files, nothing is wrong.
    """
    r.need_rows("Episodes", "OC3", "Header", "Episodes_last")
    leavers, h, kept = r.OC3, r.Header, _one_for_each_start(r.episodes_of_all_years)
    latest = kept.latest("DECOM")
    e, since_14, since_16 = time_in_care(r)
    since_14, since_16 = (leavers.per_child(e.sum(days), 0) for days in (since_14, since_16))
    adopted = leavers.child_in(latest.children_where(latest.REC.upper.isin(ADOPTED)))
    failing = (since_14 < 91) | (since_16 < 1) | adopted
    too_old = leavers.child_in(h.children_where(h.DOB + years(20) <= r.end))
    return leavers.where(
        failing & ~too_old & (len(e) > 0),  # nothing at all to count: nothing is said
        header=leavers.first_of(h),
        current=leavers.first_of(r.Episodes.latest("DECOM")),
        days_14=since_14,
        days_16=since_16,
        adopted=adopted,
    )


@rule("1002", "inconsistent", LEAVER, tables="Episodes OC3 Episodes_last", optional="Header", needs="last-year")
def not_in_care_in_two_years(r):
    """Care leaver is recorded, but has no episode this year or last year

    A care leaver was in care after turning 16, and this one appears in Episodes of neither year. Those who turned 16
    before last year began are left out, since they may have left care earlier.

    To fix it: check the child id. If the young person was in care in an earlier year, nothing is wrong. If not, remove
    the care leaver record.
    """
    leavers, h = r.OC3.join(r.Header, keep=True)
    long_ago = (leavers.DOB + years(16) < r.start_of_last_year) | (
        ~leavers.DOB.readable & (h.DOB + years(16) < r.start_of_last_year)
    )
    leavers, may_be_earlier = r.OC3, leavers[long_ago]
    in_neither = ~r.child_in_table("Episodes", leavers) & ~r.child_in_table("Episodes_last", leavers)
    if r.history:
        in_neither &= ~leavers.child_in(r.history.rows("Episodes").children())
    return leavers.where(in_neither & ~leavers.isin(may_be_earlier), absent="Episodes")


@rule("1010", "cross-year", LEAVER, tables="Episodes Episodes_last OC3", needs="last-year")
def open_last_year_and_gone(r):
    """Care leaver was still in care at the end of last year, but has no episodes this year

    The last episode in last year’s return had no end. A young person who left care this year has an episode this year
    too, with the day on which it ended.

    To fix it: add the episode carried over from last year, with its end. If care had ended last year, tell the
    Department that the end is missing there.
    """
    leavers, last = r.OC3, r.Episodes_last.latest("DECOM", tie="last")
    left_open = leavers.child_in(last.children_where(last.DEC.blank))
    return leavers.where(
        left_open & ~r.child_in_table("Episodes", leavers), absent="Episodes", last=leavers.first_of(last)
    )
