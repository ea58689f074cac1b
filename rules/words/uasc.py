"""Words for rules/uasc.py."""

from check903.wording import days_between, letter, when, words, years

THEME = "Asylum-seeking children"

words(
    "104",
    who="asylum",
    theme=THEME,
    show="DUC DOB",
    culprit="DUC",
    sentence=[
        when(lambda f: f.DUC.unreadable, "The date UASC status ended, “{DUC}”, is not a valid date."),
        "UASC status ended on {DUC}, before {year_start}, the first day of the year.",
    ],
    cause=[
        when(lambda f: f.DUC.unreadable, "UASC end date “{DUC}” is not a valid date"),
        "UASC status ended on {DUC}, before the year began",
    ],
    letter=[
        when(
            lambda f: f.DUC.unreadable,
            letter(
                "The child stopped counting as an unaccompanied asylum-seeking child on “{DUC}”.",
                "We cannot read this as a day, month and year.",
                "On which day did it end? If it has not ended, tell us.",
            ),
        ),
        letter(
            "The child stopped counting as an unaccompanied asylum-seeking child on {DUC}.",
            "That was before {year_start}, when the year began. Then the child no longer counts as one this year.",
            "Is the date right? If so, tell us and we will take the child out of this year’s count. If it ended "
            "later, or has not ended, tell us which.",
        ),
    ],
)
words(
    "105",
    who="data",
    theme="Files and formats",
    show="UASC",
    culprit="UASC",
    sentence=[
        when(lambda f: f.UASC.blank, "The asylum-seeking marker (UASC) is blank. It must be 0 or 1."),
        "The asylum-seeking marker (UASC) is “{UASC}”. It must be 0 or 1.",
    ],
    cause=[
        when(lambda f: f.UASC.blank, "Asylum-seeking marker (UASC) is blank"),
        "Asylum-seeking marker (UASC) “{UASC}” is not 0 or 1",
    ],
)
words(
    "231",
    who="asylum",
    theme=THEME,
    show="DOB UASC",
    culprit="DOB or UASC",
    sentence=(
        "The child is marked as an unaccompanied asylum-seeking child (UASC 1) and turns 11 only on "
        "{birthday_11}; the year ends on {year_end}."
    ),
    cause="Unaccompanied asylum seeker is under 11, born {DOB}",
    letter=letter(
        "An unaccompanied asylum seeker, born on {DOB}.",
        "Children who come to England alone are rarely so young, so the Department asks.",
        "Is the date of birth right, and did the child come alone? If both are right, tell us in a few words how the "
        "child came: we will explain it to the Department. If one is wrong, correct it.",
    ),
)


def _not_said(f):
    return f.header.UASC.blank


words(
    "303",
    who="asylum",
    theme=THEME,
    show="DUC UASC DOB",
    culprit="uasc.DUC or header.UASC",
    sentence=[
        when(
            lambda f: f.uasc.DUC.unreadable,
            "The asylum-seeking status has the end “{uasc.DUC}”, which is not a valid date, and Header does not say"
            " that the child had it (UASC 1).",
        ),
        when(
            _not_said,
            "The asylum-seeking status ended on {uasc.DUC}, but it is blank in Header whether the child had it (UASC).",
        ),
        when(
            lambda f: f.header.UASC.number == 0,
            "The asylum-seeking status ended on {uasc.DUC}, but Header says {header.UASC} (not an unaccompanied "
            "asylum-seeking child this year).",
        ),
        (
            "The asylum-seeking status ended on {uasc.DUC}, but Header has “{header.UASC}” for whether the child had it"
            " (UASC), which is neither 0 nor 1."
        ),
    ],
    cause="Asylum-seeking status ended {uasc.DUC}, but the child is not marked as UASC",
    letter=letter(
        [
            when(
                lambda f: f.uasc.DUC.unreadable,
                "The day on which the child stopped being an unaccompanied asylum seeker is entered as “{uasc.DUC}”.",
            ),
            "The child stopped being an unaccompanied asylum seeker on {uasc.DUC}.",
        ],
        [
            when(lambda f: f.header.UASC.number == 0, "The child’s record says that the child was not one this year."),
            "It is not recorded whether the child was one this year.",
        ],
        "Was the child an unaccompanied asylum seeker at any time from {year_start}? If so, change the answer and "
        "check the day. If not, take the day out.",
    ),
)
words(
    "304",
    who="asylum",
    theme=THEME,
    show="DUC DOB",
    culprit="DUC",
    days=lambda f: days_between(f.DOB + years(18), f.DUC),
    sentence=(
        "The status ended on {DUC}, {days} days after the 18th birthday on {birthday_18}; it ends at 18 at the latest."
    ),
    cause="Asylum-seeking status ended {DUC}, after the 18th birthday",
    letter=letter(
        "An unaccompanied asylum seeker until {DUC}. Date of birth {DOB}.",
        "The young person turned 18 on {birthday_18}, and this ends on that day at the latest.",
        "If it ended with the 18th birthday, change the day to {birthday_18}; if it ended earlier, tell us when. If "
        "an age assessment gave another date of birth, tell us that.",
    ),
)
