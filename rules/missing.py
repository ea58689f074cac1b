"""Rules about periods in which a child was missing, or away without permission."""

from check903.engine import rule


@rule("564", "missing", "Missing: MISSING MIS_START")
def period_without_start(r):
    """Child was missing or away without permission, but the period has no start date

    The row says M (missing) or A (away without permission), and not since when.

    To fix it: enter the day on which the child went missing or away. If there was no such period, remove the row.
    """
    m = r.Missing
    return m[m.MISSING.upper.isin("M", "A") & m.MIS_START.blank]


@rule("565", "missing", "Missing: MISSING MIS_START")
def start_without_kind(r):
    """Period has a start date, but does not say whether the child was missing or away

    The return tells M (missing: nobody knew where the child was) from A (away without permission: it was known where).
    This row says neither.

    To fix it: enter M or A. If there was no such period, remove the row.
    """
    m = r.Missing
    return m[m.MIS_START.filled & m.MISSING.blank]


@rule("566", "missing", "Missing: MISSING MIS_END")
def end_without_kind(r):
    """Period has an end date, but does not say whether the child was missing or away

    The return tells M (missing: nobody knew where the child was) from A (away without permission: it was known where).
    This row says neither.

    To fix it: enter M or A. If there was no such period, remove the row.
    """
    m = r.Missing
    return m[m.MIS_END.filled & m.MISSING.blank]


@rule("567", "inconsistent", "Missing: MIS_START MIS_END")
def period_ends_before_it_starts(r):
    """Missing period ends before it starts

    The day on which the child came back is earlier than the day on which the child went missing. The same day would be
    allowed.

    To fix it: check both dates of this period; often they were swapped, or one has a wrong month or year.
    """
    m = r.Missing
    return m[m.MIS_START > m.MIS_END]


@rule("570", "invalid", "Missing: MIS_START")
def period_starts_after_the_year(r):
    """Missing period starts after the end of the collection year

    The start date is later than 31 March, the last day of the year that this return covers.

    To fix it: check the start date, above all its year. A period that really began after 31 March belongs in next
    year’s return.
    """
    m = r.Missing
    return m[m.MIS_START > r.end]


@rule("571", "invalid", "Missing: MIS_END")
def period_ends_outside_the_year(r):
    """Missing period ends outside the collection year

    The end date is before 1 April, the first day of the year, or after 31 March, the last.

    To fix it: check the end date. A period that ended before 1 April belonged in last year’s return only. If the child
    was still missing on 31 March, leave the end date blank.
    """
    m = r.Missing
    return m[m.MIS_END.readable & ~r.in_year(m.MIS_END)]


@rule("574", "inconsistent", "Missing: MIS_START MIS_END")
def periods_overlap(r):
    """Missing periods overlap, or one starts while the one before it has not ended

    A child can’t go missing twice at the same time. This period starts before the one that comes before it ended, or
    the one before it has no end date.

    To fix it: look at the child’s missing periods together. Enter the day on which the earlier one ended, and correct
    dates that overlap; remove a period that was entered twice.
    """
    m = r.Missing
    before = m.previous_by(m.MIS_END.or_else(m.MIS_START), "MIS_START")
    return m.where(before.exists & (~before.MIS_END.readable | (m.MIS_START < before.MIS_END)), before=before)


@rule("586", "inconsistent", "Missing: MIS_START")
def missing_before_birth(r):
    """Missing period starts on or before the child’s date of birth

    A child can’t go missing before being born, or on that day. One of the two dates is wrong.

    To fix it: check the date of birth and the start of the period, above all their years.
    """
    m = r.Missing
    return m[m.MIS_START <= m.DOB]
