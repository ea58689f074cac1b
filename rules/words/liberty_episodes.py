"""Words for rules/liberty_episodes.py."""

import numpy as np

from check903.wording import days_between, letter, when, words
from check903.wording.clues import another

THEME = "Deprivation of liberty"


def _none_this_year(f):
    return ~f.other.exists


def _began_before(f):
    return f.other.DOLO_START < f.r.start


def _day_and_month_swapped(f):
    """True where this year's start is last year's with day and month in each other's place."""
    both = zip(_days(f), _days(f.other))
    return np.array([one != other and one[3:6] + one[:3] + one[6:] == other for one, other in both], bool)


def _days(rows):
    return [f"{day.day:02}/{day.month:02}/{day.year}" if day else "" for day in rows.DOLO_START.value.tolist()]


words(
    "706",
    who=[when(_day_and_month_swapped, "data"), "worker"],
    theme="Disagrees with last year",
    show="DOLO_START DOLO_END",
    culprit=[when(_began_before, "other.DOLO_START"), ""],
    sentence=[
        when(
            _none_this_year,
            "Last year’s return has a deprivation of liberty order from {DOLO_START} with no end date, but this "
            "year’s has none for the child.",
        ),
        when(
            _began_before,
            "Last year’s return has a deprivation of liberty order from {DOLO_START} with no end date. This year’s "
            "starts on another day, {other.DOLO_START}.",
        ),
        when(
            lambda f: ~f.other.DOLO_START.readable,
            "Last year’s return has a deprivation of liberty order from {DOLO_START} with no end date. This year’s "
            "has no valid start date.",
        ),
        (
            "Last year’s return has a deprivation of liberty order from {DOLO_START} with no end date. This year’s"
            " first one starts later, on {other.DOLO_START}; the old one is not there."
        ),
    ],
    cause=[
        when(_began_before, "Liberty order starts on {other.DOLO_START}, last year’s on {DOLO_START}"),
        "Liberty order from {DOLO_START} is not carried into this year",
    ],
    letter=letter(
        [
            when(
                _none_this_year,
                "At the end of last year a deprivation of liberty order was in force, from {DOLO_START}. This year "
                "we have none.",
            ),
            (
                "At the end of last year a deprivation of liberty order was in force, from {DOLO_START}. This year we "
                "have one[ from {other.DOLO_START}]."
            ),
        ],
        [
            when(_began_before, "The two days should be the same."),
            "It is not recorded when the order from {DOLO_START} ended.",
        ],
        [
            when(
                _began_before,
                "On which day did the order begin? If our day is right, tell us and we will correct last year’s "
                "figures. If these are two orders, tell us when the first one ended.",
            ),
            "On which day did it end? If that was before {year_start}, or it is still in force, tell us.",
        ],
    ),
)


def _open(f):
    return ~f.DOLO_END.readable


def _before_care(f):
    return f.DOLO_START < f.care_start


def _ended_before_care(f):
    return f.DOLO_END < f.care_start


def _came_back(f):
    return ~np.isnat(f.next_care_start)


def _began_in_care(f):
    """True where the order began in a period of care, whose last day does not count."""
    pair, first, last = f.r.periods_of_care.join(f.rows)
    return f.rows.isin(pair[(pair.DOLO_START >= first) & (np.isnat(last) | (pair.DOLO_START < last))])


def _left_by_dying(f):
    return (f.current.REC == "E2") & ~_before_care(f) & ~_came_back(f)


words(
    "707",
    who=[when(lambda f: f.DOLO_END.unreadable | _left_by_dying(f), "data"), "worker"],
    theme=THEME,
    show="DOLO_START DOLO_END DECOM DEC REC PLACE",
    culprit=[when(_began_in_care, "DOLO_END"), when(_open, "DOLO_START"), "DOLO_START or DOLO_END"],
    days=lambda f: days_between(f.care_end, f.DOLO_END),
    sentence=[
        when(
            lambda f: _open(f) & _before_care(f),
            "The deprivation of liberty order starts on {DOLO_START}, before care began on {care_start}, and has no "
            "end date.",
        ),
        when(
            lambda f: _open(f) & _came_back(f),
            "The deprivation of liberty order from {DOLO_START} has no end date, but care ended on {care_end} and "
            "began again on {next_care_start}.",
        ),
        when(
            _open,
            "The deprivation of liberty order from {DOLO_START} has no end date, but care ended on {care_end}[ "
            "({current.REC}[, {current.reason_ended}])].",
        ),
        when(
            _ended_before_care,
            "The deprivation of liberty order ended on {DOLO_END}, before care began on {care_start}.",
        ),
        when(
            _came_back,
            "The deprivation of liberty order ended on {DOLO_END}, when the child was not in care: care ended on "
            "{care_end} and began again on {next_care_start}.",
        ),
        (
            "The deprivation of liberty order ended on {DOLO_END}, {days} days after care ended on {care_end}[ "
            "({current.REC}[, {current.reason_ended}])]."
        ),
    ],
    cause=[
        when(_before_care, "Liberty order from {DOLO_START} begins before care, {care_start}"),
        when(_open, "Liberty order from {DOLO_START} has no end, but care ended on {care_end}"),
        "Liberty order ends on {DOLO_END}, outside care",
    ],
    letter=[
        when(
            _before_care,
            letter(
                "A deprivation of liberty order from {DOLO_START}[ to {DOLO_END}]. Care began on {care_start}.",
                "We report only orders for children in care.",
                "On which day did the order begin and end, and on which day did care begin? If all days are right,"
                " tell us.",
            ),
        ),
        letter(
            [
                when(
                    _came_back,
                    "A deprivation of liberty order from {DOLO_START}[ to {DOLO_END}]. The child left care on "
                    "{care_end} and came back into care on {next_care_start}.",
                ),
                (
                    "A deprivation of liberty order from {DOLO_START}[ to {DOLO_END}]. The child left care on"
                    " {care_end}[ ({current.reason_ended})]."
                ),
            ],
            [
                when(_open, "It is not recorded when the order ended, although the child left care."),
                "The order lasts beyond the day the child left care. We report only orders for children in care.",
            ],
            "On which day did the order end? If it went on after the child left care, tell us. If care ended on "
            "another day, correct that.",
        ),
    ],
)


def _days_in_both(f):
    """Days on which both the order and the episode were in force, both ends counted."""
    first = np.maximum(f.order.DOLO_START.value, f.current.DECOM.value)
    return days_between(first, np.minimum(f.order.DOLO_END.value, f.current.DEC.or_else(f.order.DOLO_END))) + 1


PERIOD = "from {current.DECOM}[ to {current.DEC}]"
ORDER = "A deprivation of liberty order from {order.DOLO_START} to {order.DOLO_END}."
IN_FORCE = "The order was in force from {order.DOLO_START} to {order.DOLO_END}."
WHERE = "Where did the child live while the order was in force? "
CORRECT = "Correct the kind of placement, the day of the move or the dates of the order, whichever is wrong."
SHOW = "PLACE DECOM DEC PL_POST URN LS DOLO_START DOLO_END"


def _where_expected(f):
    """The child's episode in K2, Z12 or Z13 in which the order was in force."""

    def fits(order, e):
        return e.PLACE.isin("K2", "Z12", "Z13") & (e.DECOM <= order.DOLO_END) & ~(e.DEC < order.DOLO_START)

    return another(f.order, f.r.Episodes, fits)


def _from_before(f):
    """True where the order, in force where one is expected, reaches from there into the start of the episode."""
    return f.expected.exists & (f.order.DOLO_START < f.current.DECOM) & ~(f.current.DEC < f.order.DOLO_END)


def _from_after(f):
    """The same into the end of the episode."""
    return f.expected.exists & (f.current.DEC < f.order.DOLO_END) & ~(f.order.DOLO_START < f.current.DECOM)


words(
    "709",
    who="worker",
    theme=THEME,
    show=SHOW,
    clues={"expected": _where_expected},
    culprit=[
        when(_from_before, "current.PLACE or order.DOLO_END or current.DECOM"),
        when(_from_after, "current.PLACE or order.DOLO_START or current.DEC"),
        "current.PLACE",
    ],
    days=_days_in_both,
    sentence=[
        when(
            lambda f: (_from_before(f) | _from_after(f)) & f.current.PLACE.filled,
            "The order ({order.DOLO_START} to {order.DOLO_END}) was in force in {expected.PLACE}[, "
            "{expected.placement}], but it reaches by {days} days into {current.PLACE}[, {current.placement}], "
            + PERIOD
            + ". A date or the placement type is wrong.",
        ),
        when(
            lambda f: f.current.PLACE.blank,
            IN_FORCE + " For {days} of these days the placement type is blank, so it is not K2, Z12 or Z13.",
        ),
        IN_FORCE
        + " For {days} of these days the child was in {current.PLACE}[, {current.placement}], "
        + PERIOD
        + ", where none is expected.",
    ],
    cause=[
        when(lambda f: f.current.PLACE.blank, "Deprivation of liberty order while the placement type is blank"),
        "Deprivation of liberty order while in {current.PLACE}[, {current.placement}]",
    ],
    letter=[
        when(
            lambda f: f.current.PLACE.blank,
            letter(
                ORDER + " In that time the child was in a placement, " + PERIOD + ".",
                "The kind of placement is not filled in. With such an order the Department expects a children’s home or"
                " one of a few other kinds.",
                WHERE + "Enter the kind of placement.",
            ),
        ),
        letter(
            ORDER + " In that time the child lived in this placement, " + PERIOD + ": {current.placement}.",
            "The Department expects such an order in a children’s home or in a few other kinds of placement. This is "
            "not one of them.",
            WHERE + CORRECT + " If all of it is right, tell us why the child was there.",
        ),
    ],
)
words(
    "710",
    who="worker",
    theme=THEME,
    show=SHOW,
    culprit="current.PLACE or order.DOLO_START order.DOLO_END",
    remedy="Correct the dates of the order or the placement type, whichever is wrong.",
    days=_days_in_both,
    sentence=IN_FORCE
    + " For {days} of these days the child was in {current.PLACE}[, {current.placement}], "
    + PERIOD
    + ", where there cannot be one.",
    cause="Deprivation of liberty order while in {current.PLACE}[, {current.placement}], not allowed",
    letter=[
        when(
            lambda f: f.current.PLACE == "K1",
            letter(
                ORDER + " In that time the child lived in a secure children’s home, " + PERIOD + ".",
                "In a secure children’s home the Department does not accept a deprivation of liberty order.",
                "Was it a secure accommodation order? If so, tell us. If the deprivation of liberty order ended when"
                " the child moved there, or started when the child left, correct its dates. If the kind of placement is"
                " wrong, correct that.",
            ),
        ),
        letter(
            ORDER + " In that time the child lived in this placement, " + PERIOD + ": {current.placement}.",
            "The Department does not accept a deprivation of liberty order for a child in this kind of placement.",
            WHERE + CORRECT + " If all of it is right, tell us and we will ask the Department.",
        ),
    ],
)
