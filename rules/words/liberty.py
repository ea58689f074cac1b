"""Words for rules/liberty.py."""

import numpy as np

from check903.wording import days_between, letter, same, when, words
from check903.wording.clues import another, born_before, header

THEME = "Deprivation of liberty"


def _words(code, **said):
    words(code, theme=THEME, **{"who": "worker", "show": "DOLO_START DOLO_END", **said})


def _one_day(f):
    return f.DOLO_START == f.DOLO_END


_words(
    "702",
    culprit=[
        when(lambda f: (f.DOLO_END < f.r.start) & (f.DOLO_START >= f.r.start), "DOLO_END"),
        when(lambda f: (f.DOLO_START > f.r.end) & (f.DOLO_END <= f.r.end), "DOLO_START"),
        "DOLO_START or DOLO_END",
    ],
    days=lambda f: days_between(f.DOLO_END, f.DOLO_START),
    sentence=[
        when(
            _one_day,
            "The deprivation of liberty order starts and ends on the same day, {DOLO_START}. The end must be later.",
        ),
        "The deprivation of liberty order starts on {DOLO_START} and ends on {DOLO_END}, {days} days before.",
    ],
    cause=[
        when(_one_day, "Deprivation of liberty order starts and ends on {DOLO_START}"),
        "Deprivation of liberty order from {DOLO_START} ends on {DOLO_END}, before it",
    ],
    letter=letter(
        "A deprivation of liberty order from {DOLO_START} to {DOLO_END}.",
        [when(_one_day, "It begins and ends on the same day."), "It ends before it begins."],
        "On which day did the order begin, and on which day did it end? Correct the one that is wrong. If it is still "
        "in force, take the last day out. If an order really ended on the day it began, tell us.",
    ),
)
_words(
    "703",
    culprit="DOLO_START",
    days=lambda f: days_between(f.r.end, f.DOLO_START),
    sentence="The deprivation of liberty order starts on {DOLO_START}, {days} days after {year_end}, the last day of "
    "the year.",
    cause="Deprivation of liberty order starts on {DOLO_START}, after the year’s end",
    letter=letter(
        "A deprivation of liberty order from {DOLO_START}[ to {DOLO_END}].",
        "That is after {year_end}, the last day of the year we report on.",
        "Check the day and the year. If the day is right, tell us: it belongs in next year’s report.",
    ),
)


def _late(f):
    return f.DOLO_END > f.r.end


def _wholly_late(f):
    return _late(f) & (f.DOLO_START > f.r.end)


def _same_order_last_year(f):
    return another(f.rows, f.r.DoLo_last, lambda one, last: last.DOLO_START == one.DOLO_START)


def _reported_last_year(f):
    return (f.DOLO_START < f.r.start) & (f.last.DOLO_END == f.DOLO_END)


_words(
    "704",
    who=[when(lambda f: (_late(f) & f.r.in_year(f.DOLO_START)) | _reported_last_year(f), "data"), "worker"],
    clues={"last": _same_order_last_year},
    culprit=[when(lambda f: _wholly_late(f) | (f.DOLO_END < f.r.start) & (f.DOLO_START < f.r.start), ""), "DOLO_END"],
    days=lambda f: days_between(f.r.end, f.DOLO_END),
    sentence=[
        when(
            _wholly_late,
            "The deprivation of liberty order lies wholly after {year_end}, the last day of the year: {DOLO_START} "
            "to {DOLO_END}.",
        ),
        when(
            _late,
            "The deprivation of liberty order ends on {DOLO_END}, {days} days after {year_end}, the last day of the "
            "year. If it was still in force on that day, the end must be blank.",
        ),
        when(
            lambda f: f.last.exists & f.last.DOLO_END.blank,
            "The deprivation of liberty order ended on {DOLO_END}, before {year_start}, the first day of the year. "
            "Last year’s return has it as still in force.",
        ),
        when(
            _reported_last_year,
            "The deprivation of liberty order ended on {DOLO_END}, before {year_start}, the first day of the year. "
            "Last year’s return has it already.",
        ),
        "The deprivation of liberty order ended on {DOLO_END}, before {year_start}, the first day of the year.",
    ],
    cause=[
        when(_late, "Deprivation of liberty order ends on {DOLO_END}, after the year’s end"),
        "Deprivation of liberty order ended on {DOLO_END}, before the year began",
    ],
    letter=letter(
        [
            when(lambda f: ~f.DOLO_START.readable, "A deprivation of liberty order until {DOLO_END}."),
            "A deprivation of liberty order from {DOLO_START} to {DOLO_END}.",
        ],
        [
            when(_late, "That is after {year_end}, the last day of the year we report on."),
            "It ended before {year_start}, when the year we report on began.",
        ],
        [
            when(
                _late,
                "Is the last day right? If the order was still in force on {year_end}, tell us and we will do the "
                "rest. If it ended earlier, correct the day.",
            ),
            "Check the day and the year. If the day is right, tell us and we will take it out of this year’s report.",
        ],
    ),
)


def _twice(f):
    return same(f, f.before, "DOLO_START DOLO_END")


def _open(f):
    """True where the order before has no last day that can be read."""
    return ~f.before.DOLO_END.readable


def _open_within(f):
    return f.before.DOLO_END.blank & (f.before.DOLO_START >= f.DOLO_START)


def _around(f):
    """True where this order started first, though it ended last."""
    return f.DOLO_START <= f.before.DOLO_START


_words(
    "705",
    who=[when(_twice, "data"), "worker"],
    culprit=[when(_twice, ""), when(_open, "before.DOLO_END"), "DOLO_START or before.DOLO_END"],
    days=lambda f: days_between(
        np.maximum(f.DOLO_START.value, f.before.DOLO_START.or_else(f.DOLO_START)),
        np.minimum(f.before.DOLO_END.value, f.DOLO_END.or_else(f.before.DOLO_END)),
    ),
    sentence=[
        when(_twice, "The deprivation of liberty order[ from {DOLO_START}][ to {DOLO_END}] stands twice."),
        when(
            lambda f: ~f.DOLO_START.readable,
            "The deprivation of liberty order from {before.DOLO_START} has no end date, and another one follows "
            "without a valid start date.",
        ),
        when(
            _open_within,
            "The deprivation of liberty order from {before.DOLO_START} has no end date and starts within another, "
            "{DOLO_START} to {DOLO_END}. They may be one.",
        ),
        when(
            lambda f: f.before.DOLO_END.blank,
            "The deprivation of liberty order from {before.DOLO_START} has no end date, and another one starts on "
            "{DOLO_START}.",
        ),
        when(
            _open,
            "The deprivation of liberty order from {before.DOLO_START} ends on “{before.DOLO_END}”, which is not a "
            "valid date, and another one starts on {DOLO_START}.",
        ),
        when(
            _around,
            "The deprivation of liberty order {before.DOLO_START} to {before.DOLO_END} lies within another, which "
            "starts on {DOLO_START}[ and ends on {DOLO_END}]. They may be one.",
        ),
        when(
            lambda f: ~f.DOLO_END.readable,
            "The deprivation of liberty order from {DOLO_START} starts {days} days before the one before it ended, "
            "on {before.DOLO_END}.",
        ),
        "The deprivation of liberty orders {before.DOLO_START} to {before.DOLO_END} and {DOLO_START} to {DOLO_END} "
        "overlap by {days} days.",
    ],
    cause=[
        when(_twice, "Deprivation of liberty order[ from {DOLO_START}] stands twice"),
        when(_open, "Deprivation of liberty order from {before.DOLO_START} not ended, another follows"),
        "Deprivation of liberty orders from {before.DOLO_START} and {DOLO_START} overlap",
    ],
    letter=letter(
        [
            when(
                _open,
                "A deprivation of liberty order from {before.DOLO_START}, with no last day, and another[ from "
                "{DOLO_START}][ to {DOLO_END}].",
            ),
            "A deprivation of liberty order from {before.DOLO_START} to {before.DOLO_END}, and another from "
            "{DOLO_START}[ to {DOLO_END}].",
        ],
        [
            when(_open_within, "The one that has no last day began within the other."),
            when(_open, "The first order must have ended when the next began."),
            "The two orders overlap.",
        ],
        [
            when(
                _open_within,
                "On which day did each order begin and end? If there was only one, tell us its first and last day.",
            ),
            when(
                _open,
                "On which day did the first order end? If it was renewed, that is the day the new one began. If "
                "there was only one order, tell us its first and last day.",
            ),
            "On which day did each order begin and end? If a new order took the place of the first before its last "
            "day, the first ended on that day. If there was only one order, tell us its first and last day.",
        ],
    ),
)


_later_by_header = born_before("DOLO_START")

_words(
    "708",
    who=[when(_later_by_header, "data"), "worker"],
    show="DOLO_START DOLO_END DOB",
    clues={"header": header},
    culprit=[when(_later_by_header, "DOB"), when(lambda f: f.header.DOB == f.DOB, "DOLO_START"), "DOLO_START or DOB"],
    sentence=[
        when(
            _later_by_header,
            "The order starts on {DOLO_START}, on or before the date of birth in its own row, {DOB}. Header has "
            "{header.DOB}, which is before the order starts.",
        ),
        "The order starts on {DOLO_START}, but the child was born on {DOB}.",
    ],
    cause="Deprivation of liberty order starts on {DOLO_START}, child born on {DOB}",
    letter=letter(
        "A deprivation of liberty order from {DOLO_START}. The child was born on {DOB}.",
        "An order cannot start on or before the day the child was born.",
        "On which day did the order start? If the date of birth is the one that is wrong, tell us the right one.",
    ),
)
