"""Words for rules/missing_episodes.py."""

import numpy as np

from check903.wording import days_between, letter, when, words
from check903.wording.clues import after, goes_on

THEME = "Missing"
NOT_IN_CARE = "The child was not in care on the day it began. We report only children missing from care."
WHEN_IN_CARE = (
    "On which day did the child go missing or away, and from which day and until which day was the child in care? If "
    "the child was not in care then, tell us and we will leave it out."
)


def _died(f):
    return f.current.REC == "E2"


def _placement_went_on(f):
    return goes_on(f) & (f.after.RNE == "L")


words(
    "575",
    who=[when(_died, "data"), "worker"],
    theme=THEME,
    show="MIS_START MIS_END MISSING DECOM DEC REC RNE PLACE",
    clues={"after": after},
    culprit="MIS_END",
    sentence=[
        when(
            _placement_went_on,
            "The child has been {kind} since {MIS_START}, with no end date. The episode ended on {current.DEC}, but "
            "only the legal status changed then: the placement went on.",
        ),
        when(
            lambda f: f.current.REC == "X1",
            "The child has been {kind} since {MIS_START}, with no end date, but the placement ({current.PLACE}[, "
            "{current.placement}]) ended on {current.DEC}.",
        ),
        (
            "The child has been {kind} since {MIS_START}, with no end date, but the placement ({current.PLACE}[, "
            "{current.placement}]) ended on {current.DEC}[ ({current.REC}[, {current.reason_ended}])]."
        ),
    ],
    cause=[
        when(_placement_went_on, "Missing since {MIS_START} with no end, but the episode ended on {current.DEC}"),
        "Missing since {MIS_START} with no end, but the placement ended on {current.DEC}",
    ],
    letter=letter(
        [
            when(
                _placement_went_on,
                "The child has been {kind} since {MIS_START}. The legal status then changed on {current.DEC}.",
            ),
            "The child has been {kind} since {MIS_START}. The placement then ended on {current.DEC} "
            "({current.placement}).",
        ],
        [
            when(_placement_went_on, "It is not recorded whether the child has come back since."),
            "It is not recorded when the child came back, although the placement has ended.",
        ],
        "On which day did the child come back? If the child has not come back, or had not when the placement ended, "
        "tell us.",
    ),
)

# -- beside last year -------------------------------------------------------------------------------------------------


def _not_there(f):
    return f.table == "Missing_last"


def _no_start(f):
    return ~f.MIS_START.readable


def _other_day(f):
    return f.MIS_START < f.r.start


def _still_missing(since):
    return letter(
        f"At the end of last year the child was {{{since}kind}}, since {{{since}MIS_START}}.",
        "It is not recorded when the child came back.",
        "On which day did the child come back? If that was before {year_start}, or the child is still "
        f"{{{since}kind}}, tell us.",
    )


words(
    "576",
    who="worker",
    theme="Disagrees with last year",
    show="MIS_START MIS_END MISSING",
    culprit=[when(_not_there, ""), when(lambda f: _no_start(f) | _other_day(f), "MIS_START"), ""],
    sentence=[
        when(
            _not_there,
            "Last year’s return has a missing period from {MIS_START} with no end date, but this year’s has none for "
            "the child.",
        ),
        when(
            _no_start,
            "Last year’s return has a missing period from {last.MIS_START} with no end date. This year’s period has "
            "no valid start date.",
        ),
        when(
            _other_day,
            "Last year’s return has a missing period from {last.MIS_START} with no end date. This year’s first period "
            "starts on another day, {MIS_START}.",
        ),
        (
            "Last year’s return has a missing period from {last.MIS_START} with no end date. This year’s first period "
            "starts later, on {MIS_START}; the old one is not there."
        ),
    ],
    cause=[
        when(_not_there, "Missing since {MIS_START} last year, but not carried into this year"),
        when(_other_day, "Missing period starts on {MIS_START}, last year’s on {last.MIS_START}"),
        "Missing since {last.MIS_START} last year, but not carried into this year",
    ],
    letter=[
        when(_not_there, _still_missing("")),
        when(_no_start, _still_missing("last.")),
        when(
            _other_day,
            letter(
                "At the end of last year the child was {last.kind}, since {last.MIS_START}. The first time we have this"
                " year began on {MIS_START}.",
                "The two days should be the same.",
                "On which day did it begin, and when did the child come back? If our day is right, tell us and we will "
                "correct last year’s figures.",
            ),
        ),
        letter(
            "At the end of last year the child was {last.kind}, since {last.MIS_START}. The first time we have this "
            "year began on {MIS_START}.",
            "It is not recorded when the child came back from the time that began on {last.MIS_START}.",
            "On which day did the child come back? If that was before {year_start}, or the child is still {last.kind}, "
            "tell us.",
        ),
    ],
)

# -- beside the periods of care ---------------------------------------------------------------------------------------

AFTER_CARE = "[ ({current.REC}[, {current.reason_ended}])]"


def _open(f):
    return ~f.MIS_END.readable


def _before_care(f):
    return f.MIS_START < f.care_start


def _came_back(f):
    return ~np.isnat(f.next_care_start)


def _started_in_care(f):
    return (f.MIS_START >= f.care_start) & ~(f.MIS_START >= f.care_end)


def _care():
    """What we have recorded of a period that lies outside care."""
    return [
        when(_before_care, "The child was {kind} from {MIS_START}[ to {MIS_END}]. Care began on {care_start}."),
        when(
            _came_back,
            "The child was {kind} from {MIS_START}[ to {MIS_END}]. The child left care on {care_end} and came back "
            "into care on {next_care_start}.",
        ),
        (
            "The child was {kind} from {MIS_START}[ to {MIS_END}]. The child left care on {care_end}[: "
            "{current.reason_ended}]."
        ),
    ]


words(
    "577",
    who=[when(_died, "data"), "worker"],
    theme=THEME,
    show="MIS_START MIS_END MISSING DECOM DEC REC",
    culprit=[when(_started_in_care, "MIS_END"), when(_open, "MIS_START"), "MIS_START or MIS_END"],
    days=lambda f: abs(days_between(f.care_end, f.MIS_END)),
    sentence=[
        when(
            lambda f: _open(f) & _before_care(f),
            "The missing period begins on {MIS_START}, before care began on {care_start}, and has no end date.",
        ),
        when(
            lambda f: _open(f) & _came_back(f),
            "The missing period from {MIS_START} has no end date, but care ended on {care_end} and began again on "
            "{next_care_start}.",
        ),
        when(
            _open, f"The missing period from {{MIS_START}} has no end date, but care ended on {{care_end}}{AFTER_CARE}."
        ),
        when(
            lambda f: f.MIS_END < f.care_start,
            "The missing period ended on {MIS_END}, before care began on {care_start}.",
        ),
        when(
            _came_back,
            "The missing period ended on {MIS_END}, when the child was not in care: care ended on {care_end} and "
            "began again on {next_care_start}.",
        ),
        f"The missing period ended on {{MIS_END}}, {{days}} days after care ended on {{care_end}}{AFTER_CARE}.",
    ],
    cause=[
        when(_before_care, "Missing period from {MIS_START} lies before care began on {care_start}"),
        when(_open, "Missing since {MIS_START} with no end, but care ended on {care_end}"),
        "Missing period ends on {MIS_END}, outside care",
    ],
    letter=letter(
        _care(),
        [
            when(_before_care, "We report only the time a child was missing from care."),
            when(_open, "It is not recorded when that ended, although the child left care."),
            "It lasts beyond the day the child left care. We report only the time a child was missing from care.",
        ],
        [
            when(
                _before_care,
                "On which day did the child go missing, and on which day did care begin? If both are right, tell us.",
            ),
            (
                "On which day did the child come back? If the child was still {kind} on leaving care, tell us. If care "
                "ended on another day, correct that."
            ),
        ],
    ),
)
words(
    "578",
    who="worker",
    theme=THEME,
    show="MIS_START MIS_END MISSING DECOM DEC REC",
    culprit=[when(lambda f: f.MIS_END.blank, "MIS_START"), "MIS_START or MIS_END"],
    days=lambda f: np.where(
        _before_care(f), days_between(f.MIS_START, f.care_start), days_between(f.care_end, f.MIS_START)
    ),
    sentence=[
        when(_before_care, "The missing period begins on {MIS_START}, {days} days before care began on {care_start}."),
        when(
            lambda f: f.MIS_START == f.care_end,
            f"The missing period begins on {{MIS_START}}, the day on which care ended{AFTER_CARE}. That day no longer "
            "counts as in care.",
        ),
        when(
            _came_back,
            "The missing period begins on {MIS_START}, when the child was not in care: care ended on {care_end} and "
            "began again on {next_care_start}.",
        ),
        f"The missing period begins on {{MIS_START}}, {{days}} days after care ended on {{care_end}}{AFTER_CARE}.",
    ],
    cause=[
        when(_before_care, "Missing period begins on {MIS_START}, before care began on {care_start}"),
        "Missing period begins on {MIS_START}, when the child was not in care",
    ],
    letter=letter(_care(), NOT_IN_CARE, WHEN_IN_CARE),
)

# -- beside the episodes ----------------------------------------------------------------------------------------------


def _goes_on(f):
    return f.REC == "X1"


def _blank(f):
    return f.REC.blank


words(
    "580",
    who=[when(lambda f: f.REC == "E2", "data"), "worker"],
    theme=THEME,
    show="REC DEC MIS_START MIS_END MISSING DOB",
    culprit=[when(lambda f: _blank(f) | _goes_on(f), "REC"), "REC or other.MIS_END"],
    sentence=[
        when(
            _goes_on,
            "The episode and the missing period both ended on {DEC}, the 18th birthday, but the reason episode ceased "
            "is X1, so another episode should follow. For a young person still missing at 18 it is E8, any other "
            "reason.",
        ),
        when(
            _blank,
            "Care and the missing period both ended on {DEC}, the 18th birthday, but the reason episode ceased is "
            "blank. For a young person still missing at 18 it is E8, any other reason.",
        ),
        (
            "Care and the missing period both ended on {DEC}, the 18th birthday, but the reason episode ceased is"
            " {REC}[, {reason_ended}]. For a young person still missing at 18 it is E8, any other reason. One of the"
            " two is wrong."
        ),
    ],
    cause=[
        when(_goes_on, "Turned 18 while missing, but the episode ended with X1, not E8"),
        when(_blank, "Turned 18 while missing, and the reason care ended is blank"),
        "Turned 18 while missing, but care ended with {REC}, not E8",
    ],
    letter=letter(
        [
            when(
                _goes_on,
                "The young person was {other.kind}[ from {other.MIS_START}] to {DEC}, the 18th birthday. Care is "
                "shown as going on from that day.",
            ),
            when(
                _blank,
                "The young person was {other.kind}[ from {other.MIS_START}] to {DEC}, the 18th birthday. Care ended "
                "on that day too.",
            ),
            (
                "The young person was {other.kind}[ from {other.MIS_START}] to {DEC}, the 18th birthday. Care ended on "
                "that day[: {reason_ended}]."
            ),
        ],
        [
            when(
                _goes_on,
                "Care ends at 18. If the young person was still {other.kind} then, the reason is “any other reason”.",
            ),
            when(_blank, "It is not recorded why care ended."),
            (
                "It looks as if the young person was still {other.kind} on turning 18. Then the reason care ended"
                " should be “any other reason”."
            ),
        ],
        "Did the young person come back? If so, on which day? If not, change the reason care ended to “any other "
        "reason”.",
    ),
)


def _undated(f):
    return ~f.current.DECOM.readable


def _before_episodes(f):
    return f.MIS_START < f.current.DECOM


def _next_episode(f):
    e = f.r.Episodes
    return e.next.take(f.current.positions).DECOM.value


def _between(f):
    return ~np.isnat(f.next_start)


words(
    "581",
    who=[when(_undated, "data"), "worker"],
    theme=THEME,
    show="MIS_START MIS_END MISSING DECOM DEC REC PLACE",
    culprit=[when(lambda f: f.MIS_END.blank, "MIS_START"), "MIS_START or MIS_END"],
    next_start=_next_episode,
    days=lambda f: np.where(
        _before_episodes(f), days_between(f.MIS_START, f.current.DECOM), days_between(f.current.DEC, f.MIS_START)
    ),
    sentence=[
        when(_undated, "The missing period begins on {MIS_START}, but no episode of the child has a valid start date."),
        when(
            _before_episodes,
            "The missing period begins on {MIS_START}, {days} days before the child’s first episode, {current.DECOM}.",
        ),
        when(
            _between,
            "The missing period begins on {MIS_START}, between two episodes: one ended on "
            f"{{current.DEC}}{AFTER_CARE}, the next began on {{next_start}}.",
        ),
        (
            "The missing period begins on {MIS_START}, {days} days after the child’s last episode ended on "
            f"{{current.DEC}}{AFTER_CARE}."
        ),
    ],
    cause=[
        when(_undated, "Missing period from {MIS_START}, but no episode has a valid start"),
        when(_before_episodes, "Missing period begins on {MIS_START}, before care began on {current.DECOM}"),
        "Missing period begins on {MIS_START}, when the child was not in care",
    ],
    letter=letter(
        [
            when(
                _before_episodes, "The child was {kind} from {MIS_START}[ to {MIS_END}]. Care began on {current.DECOM}."
            ),
            when(
                _between,
                "The child was {kind} from {MIS_START}[ to {MIS_END}]. The child left care on {current.DEC} and came "
                "back into care on {next_start}.",
            ),
            (
                "The child was {kind} from {MIS_START}[ to {MIS_END}]. The child left care on {current.DEC}[: "
                "{current.reason_ended}]."
            ),
        ],
        NOT_IN_CARE,
        WHEN_IN_CARE,
    ),
)
