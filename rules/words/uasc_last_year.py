"""Words for rules/uasc_last_year.py."""

import numpy as np

from check903.wording import letter, when, words, years
from check903.wording.placeholders import PAGE, cells

THEME, LAST_YEAR = "Asylum-seeking children", "Disagrees with last year"
SHOW = "UASC DUC DOB"


def _this_year(f):
    """The child's row of this year's UASC: the row at fault, or beside it; "no such row" where there is none."""
    return f.rows if f.table == "UASC" else f.uasc


def _turned_18(f):
    """The 18th birthday by last year's date of birth."""
    return f.last.DOB + years(18)


def _duc(f):
    return _this_year(f).DUC


def _ended_text(f):
    """This year's end date as the file has it; "" where it is blank."""
    return np.array(cells(_duc(f), PAGE), object)


VALUES = {"turned_18": _turned_18, "ended": lambda f: _duc(f).value, "ended_text": _ended_text}

# -- no longer one ----------------------------------------------------------------------------------------------------


def _given_this_year(f):
    return _duc(f).filled


def _ended_this_year(f):
    return f.r.in_year(_duc(f))


def _ended_last_year(f):
    return f.r.in_last_year(_duc(f))


def _last_is_later(f):
    return f.last.DUC >= f.r.start


def _grown_up(f):
    return ~f.last.DUC.readable & (_turned_18(f) < f.r.start)


AT_THE_LATEST = (
    "On which day did it end, or does it still go on? It ends on the 18th birthday[, {turned_18},] at the latest. If "
    "the child never was one, tell us."
)
NO_LONGER = "Last year the child counted as an unaccompanied asylum-seeking child"
MUST_BE = (
    "For a child who no longer counts this year, it must have ended between {last_year_start} and {last_year_end}. "
)


words(
    "205A",
    theme=LAST_YEAR,
    show=SHOW,
    **VALUES,
    who=[when(lambda f: _given_this_year(f) & _ended_last_year(f), "data"), "asylum"],
    culprit=[
        when(_ended_this_year, "header.UASC"),
        when(_ended_last_year, "uasc.DUC"),
        when(_given_this_year, "uasc.DUC or header.UASC"),
        when(lambda f: _grown_up(f) | (f.last.DUC < f.r.start_of_last_year), "last.DUC"),
        "header.UASC",
    ],
    sentence=[
        when(
            _ended_this_year,
            "The status ended on {ended}, in this year, but the child is not marked as UASC this year.",
        ),
        when(
            _given_this_year,
            "The child is not marked as UASC this year, but has an end date this year, {ended_text}. If the status "
            "ended last year, this year’s must be blank.",
        ),
        when(
            _last_is_later,
            "By last year’s return the child is UASC until {last.DUC}, so for part of this year too, but is not "
            "marked as UASC this year.",
        ),
        when(
            _grown_up,
            "The child was UASC last year without an end date and turned 18 on {turned_18}, before this year. Last "
            "year’s return lacks the end.",
        ),
        when(
            lambda f: ~f.last.DUC.readable,
            "The child was UASC last year, without an end date, and is not marked as UASC this year.",
        ),
        (
            "The child was UASC last year and is not this year, but last year’s end date, {last.DUC}, is before "
            "{last_year_start}, the first day of last year."
        ),
    ],
    cause=[
        when(_given_this_year, "No longer UASC this year, but an end date is given this year ({ended_text})"),
        when(
            lambda f: f.last.DUC.readable, "No longer UASC this year, and last year’s end date {last.DUC} does not fit"
        ),
        "No longer UASC this year, and no end date in last year’s return",
    ],
    letter=[
        when(
            _ended_this_year,
            letter(
                NO_LONGER + ", this year no longer. It ended on {ended}.",
                "If it ended this year, the child counts for this year too.",
                AT_THE_LATEST,
            ),
        ),
        when(
            lambda f: _duc(f).readable,
            letter(
                NO_LONGER + ", this year no longer. It ended on {ended}.",
                MUST_BE + "That date is not between them.",
                AT_THE_LATEST,
            ),
        ),
        when(
            _given_this_year,
            letter(
                NO_LONGER + ", this year no longer. The end is entered as “{ended_text}”.",
                MUST_BE + "We have no such day.",
                AT_THE_LATEST,
            ),
        ),
        when(
            _last_is_later,
            letter(
                NO_LONGER + ", until {last.DUC}. This year the child does not.",
                "By that date the child counts for part of this year.",
                AT_THE_LATEST,
            ),
        ),
        when(
            lambda f: f.last.DUC.readable,
            letter(
                NO_LONGER + ", until {last.DUC}. This year the child does not.",
                MUST_BE + "That date is not between them.",
                AT_THE_LATEST,
            ),
        ),
        letter(
            NO_LONGER + ", without an end. This year the child does not.",
            MUST_BE + "We have no such day.",
            AT_THE_LATEST,
        ),
    ],
)

# -- in both years ----------------------------------------------------------------------------------------------------


def _fits(f):
    """True where this year's end date can stay: in the year, or the 18th birthday."""
    return f.r.in_year(_duc(f)) | (_duc(f) == _turned_18(f))


def _last_fits(f):
    return f.last.DUC == _turned_18(f)


def _birth_unknown(f):
    return ~f.last.DOB.readable


BOTH = "The child counts as an unaccompanied asylum-seeking child, this year and last."
END_SHOULD_BE = "The end should be a day between {year_start} and {year_end}, or else the 18th birthday, {turned_18}."
STILL = (
    "Has it ended, and on which day? If it still goes on, is the date of birth right[, {born}]? Then we will enter "
    "the 18th birthday."
)

words(
    "205B",
    theme=LAST_YEAR,
    show=SHOW,
    **VALUES,
    born=lambda f: _this_year(f).DOB.value,
    who=[when(lambda f: _birth_unknown(f) | _fits(f), "data"), "asylum"],
    culprit=[
        when(_birth_unknown, "last.DOB"),
        when(_fits, "last.DUC"),
        when(_last_fits, "uasc.DUC"),
        "last.DUC uasc.DUC",
    ],
    sentence=[
        when(
            _birth_unknown,
            "The child is UASC in both years, but last year’s date of birth cannot be read, so the 18th birthday "
            "cannot be worked out.",
        ),
        when(
            lambda f: f.last.DUC.blank & _duc(f).blank,
            "The child is UASC in both years, but neither year has an end date. Last year’s should be the 18th "
            "birthday, {turned_18}.",
        ),
        when(
            _fits,
            "Last year’s end date is {last.DUC}. For a child who is UASC in both years it should be the 18th "
            "birthday, {turned_18}.",
        ),
        when(
            lambda f: _last_fits(f) & _duc(f).blank,
            "This year’s end date is blank. It should be in this year, or the 18th birthday, {turned_18}, as last "
            "year.",
        ),
        when(
            _last_fits,
            "This year’s end date is {ended_text}. It should be in this year, or the 18th birthday, "
            "{turned_18}, as last year.",
        ),
        (
            "Last year’s end date is {last.DUC}, not the 18th birthday, {turned_18}; and this year’s, {ended_text}, is "
            "neither in this year nor the 18th birthday."
        ),
    ],
    cause=[
        when(_birth_unknown, "UASC in both years, but last year’s date of birth can’t be read"),
        "UASC in both years, but the end dates do not fit (18 on {turned_18})",
    ],
    letter=[
        when(
            lambda f: _duc(f).blank,
            letter(
                BOTH + " No end is filled in.",
                "The Department wants the 18th birthday, {turned_18}, as the end, unless it ended on an earlier day"
                " this year.",
                STILL,
            ),
        ),
        when(
            lambda f: _duc(f).unreadable, letter(BOTH + " The end is entered as “{ended_text}”.", END_SHOULD_BE, STILL)
        ),
        when(
            lambda f: f.last.DUC.blank,
            letter(BOTH + " The end is {ended}. Last year we had none.", END_SHOULD_BE, STILL),
        ),
        letter(BOTH + " The end is {ended}; last year we had {last.DUC}.", END_SHOULD_BE, STILL),
    ],
)

# -- in neither, or newly one -----------------------------------------------------------------------------------------


def _dated(f):
    return _duc(f).readable


words(
    "205C",
    who="asylum",
    theme=THEME,
    show=SHOW,
    **VALUES,
    culprit=[
        when(lambda f: _dated(f) & (_duc(f) == f.last.DUC), "header.UASC"),
        when(_dated, "uasc.DUC or header.UASC"),
        "last.DUC",
    ],
    sentence=[
        when(
            _dated,
            "The asylum-seeking status ended on {ended}, but the child is marked as an unaccompanied asylum-seeking "
            "child (UASC) neither this year nor last year.",
        ),
        (
            "Last year’s return says that the asylum-seeking status ended on {last.DUC}, but the child is marked as an "
            "unaccompanied asylum-seeking child (UASC) in neither year."
        ),
    ],
    cause=[
        when(_dated, "Asylum-seeking status ended {ended}, but the child is not marked as UASC"),
        "Last year’s end of asylum-seeking status ({last.DUC}) without the status",
    ],
    letter=letter(
        [
            when(_dated, "The child stopped being an unaccompanied asylum seeker on {ended}."),
            "Last year we had {last.DUC} as the day on which the child stopped being an unaccompanied asylum seeker.",
        ],
        "The child is not recorded as an unaccompanied asylum seeker, this year or last year.",
        "Did the child come to England alone and ask for asylum? If so, tell us from when to when. If not, tell us "
        "and we will take the date out.",
    ),
)
words(
    "205D",
    who="asylum",
    theme=THEME,
    show="CHILD UASC DOB",
    culprit=[when(lambda f: f.table == "Header", "UASC or last.UASC"), "CHILD"],
    sentence=(
        "The child is marked as an unaccompanied asylum-seeking child (UASC 1) this year; last year’s return has "
        "the child without that mark."
    ),
    cause="Unaccompanied asylum seeker this year, but not last year",
    letter=letter(
        "An unaccompanied asylum seeker this year. Last year the child was in our records too, but not as an asylum "
        "seeker.",
        "A child who came to England alone is an unaccompanied asylum seeker from the first day in care, so one of "
        "the two years is wrong.",
        "Did the child come to England alone and ask for asylum? If so, tell us on which day care began: we will tell "
        "the Department that last year was wrong. If not, tell us and we will correct this year.",
    ),
)
