"""Reviews: in time, and with the child."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, share
from check903.figures.declared import measure
from check903.model.arrays import once_each
from check903.model.care import Care
from check903.model.dates import months_on
from check903.model.day_numbers import UNREADABLE, numbers
from check903.reference.working_days import working_days_after

FIRST = 20  # working days after the child came into care
SPAN = 2**44  # as Care.key parts its numbers
HALF = SPAN // 2
TOOK_PART = ("PN1", "PN2", "PN3", "PN5", "PN6")


@measure("reviews_on_time", "Reviews: REVIEW; Episodes: DECOM DEC RNE REC LS", sure="own")
def reviews_on_time(care: Care) -> Count:
    """Children whose reviews were all on time

    Children looked after on the day for whom at least one review was due between 1 April and the day, those of them for
    whom none was late or left out. The first is due 20 working days after the child came into care, the second three
    months after the first, each further one six months after the one before.

    Exactly: For each child of CLA(D): a review due in [S, D] is on time if a REVIEW date exists by then; first <= 20
    working days after PERIOD start, second <= 3 months after the first, later <= 6 months after the one before, with
    Reviews_last. Of the children with a review due in [S, D].

    Source: Regulation 33 of the Care Planning, Placement and Case Review (England) Regulations 2010; formerly national
    indicator 66. The measure is our own.
    """
    on = care.open
    due, period, met = _due(care)
    mine = care.period_of(on.rows)
    known = np.zeros(len(care.period_first) + 1, bool)
    known[period] = True
    of, when = on.each_day
    counts = due >= care.first_day
    asked, late = (_per_period(care, due[these], period[these])[when, mine[of]] for these in (counts, counts & ~met))
    on, in_time, rests_on, unsure = on.cut(late == 0, asked > 0, ~known[mine][of])
    return share(
        on, in_time, of=rests_on, cannot_tell=unsure, aside=True, other="A review was late or did not take place"
    )


def _per_period(care: Care, due: np.ndarray, period: np.ndarray) -> np.ndarray:
    """How many reviews were due in each period by each day: (days, periods + 1)."""
    return care.tally(period, care.reached(due), care.last_day, len(care.period_first) + 1)


def _due(care: Care) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The reviews that were to be: when each was due (number of days), its period of care, and whether it took place by
    then.
    """
    day, period = _held(care)
    shown = care.r.start_of_last_year if "Reviews_last" in care.r.loaded else care.start
    seen = care.start_seen & (care.period_start >= numbers(shown))  # or its first review may be in no return
    first = np.diff(period, prepend=-1) != 0
    later = np.where(first & seen[period], 3, 6)
    next_due = numbers(months_on(day.astype("datetime64[D]"), later)) if len(day) else day
    next_day = np.append(day[1:], UNREADABLE)
    held = np.append(period[1:] == period[:-1], False)[: len(period)] & (next_day[: len(day)] <= next_due)
    began = np.flatnonzero(seen)
    first_due = numbers(working_days_after(care.period_start[began].astype("datetime64[D]"), FIRST))
    first_day = np.full(len(seen), 2**40)
    first_day[period[first]] = day[first]
    return (
        np.concatenate([first_due, next_due]),
        np.concatenate([began, period]),
        np.concatenate([first_day[began] <= first_due, held]),
    )


def _held(care: Care) -> tuple[np.ndarray, np.ndarray]:
    """The reviews held, of both years, each once: their days as numbers, and in which period of care; by period and
    day.
    """
    child, day = [], []
    for name in ("Reviews", "Reviews_last"):
        rows = getattr(care.r, name)
        fits = rows.REVIEW.readable & (rows.child >= 0)
        child.append(rows.child[fits])
        day.append(rows.REVIEW.value[fits])
    child, day = np.concatenate(child), np.concatenate(day)
    positions = care.position(care.at_day(child, day))
    period = np.append(care.periods, -1)[positions]
    inside = period >= 0
    key = once_each(care.key(period[inside], numbers(day[inside]) + HALF))
    return key % SPAN - HALF, key // SPAN


@measure("reviews_participation", "Reviews: REVIEW REVIEW_CODE", sure="memory", unit="reviews", by_row=True)
def reviews_participation(care: Care) -> Count:
    """Children taking part in their reviews

    Of the reviews held between 1 April and the day for children of 4 and over, those in which the child took part: came
    and spoke, had an advocate, or sent word.

    Exactly: Reviews rows of children in EPX with REVIEW in [S, D] and REVIEW_CODE PN1, PN2, PN3, PN5 or PN6; of those
    with PN1 to PN7.

    Source: Formerly performance indicator C63, from memory.
    """
    on = care.dated(care.by_child("Reviews"), "REVIEW")
    on = on[on.rows.child_in(care.episodes[care.this].children())]
    code = on.REVIEW_CODE
    asked = code.isin(*TOOK_PART, "PN4", "PN7")
    unsure = ~asked & (code != "PN0")
    return share(
        on,
        code.isin(*TOOK_PART),
        of=asked | unsure,
        cannot_tell=unsure,
        splits=("age", "sex", "ethnicity"),
        other="The child did not take part",
    )
