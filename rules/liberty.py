"""Rules about orders that deprive a child of liberty (DoLo), asked from 2026-27."""

from check903.engine import rule


@rule("702", "inconsistent", "DoLo: DOLO_START DOLO_END", years="2027-")
def order_ends_before_it_starts(r):
    """Deprivation of liberty order ends on or before the day it starts

    The end date is not later than the start date. Even an order of one day ends on the day after it began.

    To fix it: check both dates of the order; often they were swapped, or one has a wrong month or year.
    """
    d = r.DoLo
    return d[d.DOLO_END <= d.DOLO_START]


@rule("703", "invalid", "DoLo: DOLO_START", years="2027-")
def order_starts_after_the_year(r):
    """Deprivation of liberty order starts after the end of the collection year

    The start date is later than 31 March, the last day of the year that this return covers.

    To fix it: check the start date, above all its year. An order that really began after 31 March belongs in next
    year’s return.
    """
    d = r.DoLo
    return d[d.DOLO_START > r.end]


@rule("704", "invalid", "DoLo: DOLO_END", years="2027-")
def order_ends_outside_the_year(r):
    """Deprivation of liberty order ends outside the collection year

    The end date is before 1 April, the first day of the year, or after 31 March, the last.

    To fix it: check the end date. An order that ended before 1 April does not belong in this return. If it was still in
    force on 31 March, leave the end date blank.
    """
    d = r.DoLo
    return d[d.DOLO_END.readable & ~r.in_year(d.DOLO_END)]


@rule("705", "inconsistent", "DoLo: DOLO_START DOLO_END", years="2027-")
def orders_overlap(r):
    """Deprivation of liberty orders overlap, or one starts while the one before it is open

    This order starts before the one that comes before it ended, or the one before it has no end date. The return counts
    one order at a time.

    To fix it: look at the child’s orders together. Enter the day on which the earlier one ended, and correct dates that
    overlap;
    remove an order that was entered twice.
    """
    d = r.DoLo
    before = d.previous_by(d.DOLO_END.or_else(d.DOLO_START), "DOLO_START")
    return d.where(before.exists & (~before.DOLO_END.readable | (d.DOLO_START < before.DOLO_END)), before=before)


@rule("708", "inconsistent", "DoLo: DOLO_START", years="2027-")
def order_before_birth(r):
    """Deprivation of liberty order starts on or before the child’s date of birth

    There can’t be an order before the child was born, or on that day. One of the two dates is wrong.

    To fix it: check the date of birth and the start of the order, above all their years.
    """
    d = r.DoLo
    return d[d.DOLO_START <= d.DOB]
