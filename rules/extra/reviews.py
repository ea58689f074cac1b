"""Checks of reviews: twice, outside the time in care, late or absent."""

import numpy as np

from check903.model.dates import months_on
from check903.reference.working_days import working_days_after

from . import look
from .sets import Reviews, open_now, periods, spans

BOTH_YEARS = "Episodes_last Reviews_last"


@look("W1", "Reviews: REVIEW")
def same_review_twice(r):
    """The same review twice

    Two rows of one child have the same review date.

    To fix it: take one of the two rows out. If there were two meetings of one review, enter the day of the last.
    """
    v = r.Reviews
    return v.where(v.REVIEW == v.previous.REVIEW, before=v.previous)


@look("W2", "Reviews: REVIEW")
def review_after_the_year(r):
    """Review after the year

    The review date is later than 31 March, so the review belongs in next year’s return.

    To fix it: check the date, above all its year. Leave out a review that is only planned.
    """
    v = r.Reviews
    return v[v.REVIEW > r.end]


@look("W2B", "Reviews: REVIEW", whole=True)
def review_in_the_future(r):
    """Reviews in the future

    The review dates are later than today, so these reviews are planned, not held. They are listed together.

    To fix it: if your system writes planned reviews into the return, have them left out. Else check the dates.
    """
    v = r.Reviews
    planned = (v.REVIEW > r.day) & (v.REVIEW <= r.end)
    return v.where(planned, day=r.day, reviews=np.count_nonzero(planned))


@look("W3", "Reviews: REVIEW", tables="Reviews Episodes", optional="Episodes_last")
def review_outside_care(r):
    """Review while the child was not in care

    No time in care covers the date of the review. Children with short breaks only are left out.

    To fix it: check the date of the review, and the start and end of care.
    """
    v = r.Reviews
    times = spans(r)
    pair, start, end = times.join(v)
    held = pair[(pair.REVIEW >= start) & ((pair.REVIEW <= end) | np.isnat(end))]
    shorts = r.Episodes.children() & ~times.children()
    nearest = times.nearest(v, v.REVIEW.value)
    began, ended = times.days(nearest), times.days(nearest, end=True)
    outside = v.REVIEW.readable & (v.child >= 0) & ~v.isin(held) & ~v.child_in(shorts)
    return v.where(
        outside, began=np.where(began > np.datetime64("1700-01-01"), began, np.datetime64("NaT")), ended=ended
    )


@look("W4", "Episodes: DECOM", tables="Episodes Reviews", optional=BOTH_YEARS)
def first_review_late(r):
    """First review late or absent

    The first review is due 20 working days after the child came into care; weekends and England’s bank holidays don’t
    count. None is entered by then.

    To fix it: enter the review if it was held, and check its date and the start of care. A review that was late stays
    late.
    """
    p = periods(r)
    due = working_days_after(p.start, 20)
    came = Reviews(r).next_from(p.child, p.start)
    late = p.seen & r.in_year(p.start) & (due <= r.day) & p.ran_on(due) & ~(came <= due)
    return p.first.where(late, due=due, came=came)


@look("W5", "Episodes: DECOM", tables="Episodes Reviews", optional=BOTH_YEARS)
def second_review_late(r):
    """Second review late or absent

    The second review is due 3 months after the first. None is entered by then, though the child was still in care.

    To fix it: enter the review if it was held, and check the dates of both. A review that was late stays late.
    """
    p, reviews = periods(r), Reviews(r)
    first = reviews.next_from(p.child, p.start)
    due = months_on(first, 3)
    came = reviews.next_from(p.child, first + np.timedelta64(1, "D"))
    known = p.seen & _told(r, p.start)
    late = known & ~(first > p.end) & (due <= r.day) & p.ran_on(due) & ~(came <= due) & (due >= r.start)
    return p.last.where(late, first=first, due=due, came=came)


@look("W6", "Episodes: DECOM", tables="Episodes Reviews", optional=BOTH_YEARS)
def later_review_late(r):
    """A later review late or absent

    After the second, reviews are due every 6 months. The last one is longer ago than that, and the child is in care.

    To fix it: enter the review if it was held, and check its date. If it wasn’t, ask for it to be arranged.
    """
    e, reviews = open_now(r), Reviews(r)
    p = periods(r)
    period = r.care.period_of(r.care.open.rows)
    start, today = p.start[period], np.full(len(e), r.day)
    last = reviews.last_until(e.child, today)
    number = reviews.count(e.child, start, today)
    later = ~p.seen[period] | (number >= 3) | (months_on(start, 4) < last)
    due = months_on(last, 6)
    return e.where(later & (last >= start) & (due <= r.day), last=last, due=due)


@look("W7", "Reviews: REVIEW", tables="Episodes Reviews", category="missing")
def no_review_all_year(r):
    """In care all year, no review

    The child was in care from 1 April to 31 March, and no review has a date in the year. Asked once the year has ended.

    To fix it: enter the year’s reviews. If there was none, tell the reviewing service.
    """
    e, v = r.Episodes.latest("DECOM"), r.Reviews
    reviewed = v.children_where(r.in_year(v.REVIEW))
    return e.where(e.child_in(r.continuously_looked_after) & ~e.child_in(reviewed) & (r.day >= r.end), absent="Reviews")


def _told(r, start: np.ndarray) -> np.ndarray:
    """True where the reviews since that day are in the files."""
    return start >= (r.start_of_last_year if "Reviews_last" in r.loaded else r.start)
