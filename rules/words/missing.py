"""Words for rules/missing.py."""

from check903.wording import days_between, letter, same, when, words
from check903.wording.clues import another, born_before, header

THEME = "Missing"
SHOW = "MIS_START MIS_END MISSING"
WHICH = "Did anybody know where the child was? If not, enter missing. If so, enter away without permission."

words(
    "564",
    who="worker",
    theme=THEME,
    show=SHOW,
    culprit="MIS_START",
    sentence="The child was {kind} ({MISSING}), but the start date is blank[; it ended on {MIS_END}].",
    cause="Missing period without a start date",
    letter=letter(
        "The child was {kind}[, until {MIS_END}].",
        "The day on which it began is not filled in.",
        "On which day did it begin? If the child was not missing or away, tell us and we will take the entry out.",
    ),
)
words(
    "565",
    who="worker",
    theme=THEME,
    show=SHOW,
    culprit="MISSING",
    sentence="A missing period began on {MIS_START}, but whether the child was missing (M) or away without "
    "authorisation (A) is blank.",
    cause="Period from {MIS_START} does not say missing or away",
    letter=letter(
        "The child was missing or away from {MIS_START}[ to {MIS_END}].",
        "It is not recorded which of the two it was.",
        f"{WHICH} If the child was neither, tell us.",
    ),
)
words(
    "566",
    who="worker",
    theme=THEME,
    show=SHOW,
    culprit="MISSING",
    sentence="A missing period ended on {MIS_END}, but whether the child was missing (M) or away without authorisation "
    "(A) is blank[; it began on {MIS_START}].",
    cause="Period that ended on {MIS_END} does not say missing or away",
    letter=letter(
        "The child was missing or away[ from {MIS_START}] until {MIS_END}.",
        "It is not recorded which of the two it was.",
        [
            when(
                lambda f: f.MIS_START.blank,
                f"{WHICH} Tell us also on which day it began. If the child was neither, tell us.",
            ),
            f"{WHICH} If the child was neither, tell us.",
        ],
    ),
)

# -- one period by itself ---------------------------------------------------------------------------------------------


def _starts_after(f):
    return f.MIS_START > f.r.end


def _ends_after(f):
    return f.MIS_END > f.r.end


def _early_end(f):
    return (f.MIS_END < f.r.start) & (f.MIS_START >= f.r.start)


def _late_start(f):
    return _starts_after(f) & ~_ends_after(f)


words(
    "567",
    who="worker",
    theme=THEME,
    show=SHOW,
    culprit=[when(_early_end, "MIS_END"), when(_late_start, "MIS_START"), "MIS_START or MIS_END"],
    remedy="A period ends on or after its start: correct the one that is wrong.",
    days=lambda f: days_between(f.MIS_END, f.MIS_START),
    sentence=[
        when(
            _early_end,
            "The missing period starts on {MIS_START} and ends on {MIS_END}, {days} days before. The end lies before "
            "the year began.",
        ),
        when(
            _late_start,
            "The missing period ends on {MIS_END} and starts on {MIS_START}, {days} days later. The start lies after "
            "the end of the year.",
        ),
        "The missing period starts on {MIS_START} and ends on {MIS_END}, {days} days before. One of the two is wrong, "
        "or they are swapped.",
    ],
    cause="Missing period from {MIS_START} ends before it starts, on {MIS_END}",
    letter=letter(
        "The child was {kind} from {MIS_START} to {MIS_END}.",
        "It ends before it begins.",
        "On which day did it begin, and on which day did it end? Correct the one that is wrong.",
    ),
)
words(
    "570",
    who="worker",
    theme=THEME,
    show=SHOW,
    culprit="MIS_START",
    days=lambda f: days_between(f.r.end, f.MIS_START),
    sentence="The missing period starts on {MIS_START}, {days} days after {year_end}, the last day of the year.",
    cause="Missing period starts on {MIS_START}, after the end of the year",
    letter=letter(
        "The child was {kind} from {MIS_START}[ to {MIS_END}].",
        "That is after {year_end}, the last day of the year we report on.",
        "Check the day and the year. If the day is right, tell us: it belongs in next year’s report.",
    ),
)


def _earlier_year(f):
    return (f.MIS_END < f.r.start) & (f.MIS_START < f.r.start)


def _same_period_last_year(f):
    return another(f.rows, f.r.Missing_last, lambda one, last: last.MIS_START == one.MIS_START)


def _open_last_year(f):
    return f.last.exists & f.last.MIS_END.blank & ~_ends_after(f)


words(
    "571",
    who=[when(lambda f: _earlier_year(f) & (f.last.MIS_END == f.MIS_END), "data"), "worker"],
    theme=THEME,
    show=SHOW,
    clues={"last": _same_period_last_year},
    culprit=[when(lambda f: _earlier_year(f) | _starts_after(f), ""), "MIS_END"],
    days=lambda f: days_between(f.r.end, f.MIS_END),
    sentence=[
        when(
            lambda f: _starts_after(f) & _ends_after(f),
            "The missing period lies wholly after {year_end}, the last day of the year: {MIS_START} to {MIS_END}.",
        ),
        when(
            _ends_after,
            "The missing period ends on {MIS_END}, {days} days after {year_end}, the last day of the year. If it was "
            "still open on that day, the end must be blank.",
        ),
        when(
            _open_last_year,
            "The missing period ended on {MIS_END}, before {year_start}, the first day of the year. Last year’s return "
            "has it as still open.",
        ),
        when(
            lambda f: f.last.MIS_END == f.MIS_END,
            "The missing period ended on {MIS_END}, before {year_start}, the first day of the year. Last year’s return "
            "has it already.",
        ),
        "The missing period ended on {MIS_END}, before {year_start}, the first day of the year.",
    ],
    cause=[
        when(_ends_after, "Missing period ends on {MIS_END}, after the end of the year"),
        "Missing period ended on {MIS_END}, before the year began",
    ],
    letter=letter(
        "The child was {kind}[ from {MIS_START}] to {MIS_END}.",
        [
            when(_ends_after, "That is after {year_end}, the last day of the year we report on."),
            "That was before {year_start}, when the year we report on began.",
        ],
        [
            when(
                _ends_after,
                "On which day did the child come back? If the child was still {kind} on {year_end}, tell us and we "
                "will do the rest.",
            ),
            "Check the day and the year. If the day is right, tell us and we will take it out of this year’s report.",
        ],
    ),
)


_later_by_header = born_before("MIS_START")

words(
    "586",
    who=[when(_later_by_header, "data"), "worker"],
    theme=THEME,
    show="MIS_START DOB MIS_END MISSING",
    clues={"header": header},
    culprit=[when(_later_by_header, "DOB"), when(lambda f: f.header.DOB == f.DOB, "MIS_START"), "MIS_START or DOB"],
    sentence=[
        when(
            _later_by_header,
            "The missing period starts on {MIS_START}, on or before the date of birth in its own row, {DOB}. Header "
            "has {header.DOB}, which comes before it.",
        ),
        when(lambda f: f.MIS_START == f.DOB, "The missing period starts on {MIS_START}, the child’s date of birth."),
        "The missing period starts on {MIS_START}, before the child’s date of birth, {DOB}.",
    ],
    cause=[
        when(_later_by_header, "Date of birth in Missing, {DOB}, is not before the start, {MIS_START}"),
        "Missing period starts on {MIS_START}, child born on {DOB}",
    ],
    letter=letter(
        "The child was {kind} from {MIS_START}[ to {MIS_END}]. The child was born on {DOB}.",
        [
            when(lambda f: f.MIS_START == f.DOB, "That is the day the child was born."),
            "That is before the child was born.",
        ],
        "On which day did it begin? If the date of birth is the one that is wrong, tell us the right one.",
    ),
)

# -- two periods ------------------------------------------------------------------------------------------------------


def _entered_twice(f):
    return same(f, f.before, SHOW)


def _no_end(f):
    return f.before.MIS_END.blank


def _unclear_end(f):
    return ~f.before.MIS_END.readable


def _began_within(f):
    return _no_end(f) & (f.before.MIS_START >= f.MIS_START)


words(
    "574",
    who=[when(_entered_twice, "data"), "worker"],
    theme=THEME,
    show=SHOW,
    culprit=[when(_entered_twice, ""), when(_unclear_end, "before.MIS_END"), "MIS_START or before.MIS_END"],
    remedy=[
        when(_entered_twice, "Remove one of the two."),
        when(_began_within, "If they are one, remove the one without an end. If not, enter its end."),
        when(_unclear_end, "Enter the day on which it ended."),
        "If they are one, enter it once, from the first day to the last. If not, correct the day that is wrong.",
    ],
    days=lambda f: days_between(f.MIS_START, f.before.MIS_END),
    sentence=[
        when(_entered_twice, "The missing period[ from {MIS_START}][ to {MIS_END}] stands twice."),
        when(
            _began_within,
            "The missing period from {before.MIS_START} has no end date and starts within another, {MIS_START} to "
            "{MIS_END}. They may be one.",
        ),
        when(
            _no_end,
            "The missing period[ from {before.MIS_START}] has no end date, and another one[, from {MIS_START},] "
            "follows.",
        ),
        when(
            _unclear_end,
            "The missing period[ from {before.MIS_START}] ends on “{before.MIS_END}”, which isn’t a valid date, and "
            "another one[ from {MIS_START}] follows.",
        ),
        when(
            lambda f: f.MIS_START <= f.before.MIS_START,
            "The missing period {before.MIS_START} to {before.MIS_END} lies within another, {MIS_START} to {MIS_END}. "
            "They may be one.",
        ),
        when(
            lambda f: ~f.before.MIS_START.filled,
            "The missing period that ended on {before.MIS_END} overlaps the one from {MIS_START} to {MIS_END} by "
            "{days} days.",
        ),
        "The missing periods {before.MIS_START} to {before.MIS_END} and {MIS_START} to {MIS_END} overlap by {days} "
        "days.",
    ],
    cause=[
        when(_entered_twice, "Missing period[ from {MIS_START}] stands twice"),
        when(_unclear_end, "Missing period[ from {before.MIS_START}] has no end, and another follows"),
        "Missing periods[ from {before.MIS_START}] to {before.MIS_END} and[ from {MIS_START}][ to {MIS_END}] overlap",
    ],
    letter=letter(
        [
            when(
                _unclear_end,
                "The child was {before.kind}[ from {before.MIS_START}], with no end, and {kind}[ from {MIS_START}][ "
                "to {MIS_END}].",
            ),
            "The child was {before.kind}[ from {before.MIS_START}] to {before.MIS_END}, and {kind}[ from {MIS_START}][ "
            "to {MIS_END}].",
        ],
        [
            when(_began_within, "The one that has no end began within the other."),
            when(_unclear_end, "The child must have come back before going missing or away again."),
            "The two times overlap.",
        ],
        [
            when(
                lambda f: _unclear_end(f) & ~_began_within(f),
                "On which day did the child come back the first time? If it was one long time, tell us the first and "
                "the last day.",
            ),
            "On which days did the child leave and come back? If it was one long time, tell us the first and the last "
            "day.",
        ],
    ),
)
