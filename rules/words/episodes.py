"""Words for rules/episodes.py."""

import numpy as np

from check903.wording import blank, days_between, earlier, letter, same, unreadable, when, words
from check903.wording.clues import NEIGHBOURS, goes_on, left_open, same_start_last_year, went_on

MOVES = "Placement dates and moves"
STATUS = "Legal status and reasons"
DIED = "E2"  # no letter goes out by itself: the data team asks in person


def _x1(f):
    return f.REC == "X1"


def _goes_on(rnes):
    return lambda f: f.after.RNE.isin(*rnes)


def _ended(f):
    return f.DEC.readable


FIRST_HOME = "{placement}[ ({setting})][ from {DECOM}]"
NEXT_HOME = "{after.placement}[ ({after.setting})] from {after.DECOM}"
words(
    "142",
    who="worker",
    theme=MOVES,
    show="DECOM DEC REC RNE LS PLACE PL_POST URN",
    culprit=lambda f: {"DEC": ~f.DEC.readable, "REC": f.REC.blank},
    remedy=[
        when(_ended, "Enter the reason for which it ended: X1, if the child stayed in care."),
        "End it on the day on which the next one began, with X1 if the child stayed in care.",
    ],
    sentence=[
        when(
            lambda f: f.DEC.blank & f.REC.blank,
            "The episode from {DECOM} is still open, though another one began on {after.DECOM}[ ({after.RNE}[, "
            "{after.reason_new}])].",
        ),
        when(
            lambda f: f.DEC.blank,
            "The episode from {DECOM} has a reason for ending ({REC}[, {reason_ended}]) but no end date, and another "
            "one began on {after.DECOM}.",
        ),
        when(
            lambda f: ~_ended(f) & f.REC.blank,
            "The episode from {DECOM} ended on “{DEC}”, which is not a valid date, and without a reason. Another one "
            "began on {after.DECOM}.",
        ),
        when(
            lambda f: ~_ended(f),
            "The episode from {DECOM} ended on “{DEC}”, which is not a valid date. Another one began on {after.DECOM}.",
        ),
        "The episode from {DECOM} ended on {DEC}, but the reason is blank. Another one began on {after.DECOM}.",
    ],
    cause=[
        when(_ended, "No reason for the end of an episode on {DEC}, followed by another one"),
        "Episode from {DECOM} was left open, though another began on {after.DECOM}",
    ],
    letter=[
        when(
            _ended,
            letter(
                FIRST_HOME + " to {DEC}, then " + NEXT_HOME + ".",
                "It is not recorded why the first one ended.",
                "Did the child stay in care, or leave and come back? Enter the reason. If the second one is a mistake, "
                "tell us.",
            ),
        ),
        when(
            lambda f: f.DEC.filled,
            letter(
                FIRST_HOME + " to “{DEC}”, then " + NEXT_HOME + ".",
                "We cannot read the end of the first one as a day, month and year.",
                "On which day did the first one end? Enter it, and why it ended if that is not filled in. If the second"
                " one is a mistake, tell us.",
            ),
        ),
        when(
            _goes_on("L"),
            letter(
                "Legal status: {legal_status} from {DECOM}, without an end. Then {after.legal_status} from"
                " {after.DECOM}.",
                "The first one goes on, though the legal status changed.",
                "On which day did the legal status change? The first one should end on that day. If it did not change, "
                "tell us.",
            ),
        ),
        when(
            _goes_on("S"),
            letter(
                FIRST_HOME + ", without an end. Then " + NEXT_HOME + ".",
                "The first one goes on, though the child came into care again on {after.DECOM}.",
                "On which day did the child leave care before that, and where did the child go? If the child did not "
                "leave, tell us.",
            ),
        ),
        letter(
            FIRST_HOME + ", without an end. Then " + NEXT_HOME + ".",
            "The first one goes on, so the child lives in both places at once.",
            "On which day did the child move? Enter it as the end of the first one. If the child left care in between, "
            "or is still in the first place, tell us.",
        ),
    ],
)
words(
    "148",
    who="worker",
    theme=MOVES,
    show="DECOM DEC REC PLACE LS",
    culprit=blank("DEC REC"),
    sentence=[
        when(
            lambda f: f.REC.blank, "The episode[ from {DECOM}] ended on {DEC}, but the reason episode ceased is blank."
        ),
        "The episode[ from {DECOM}] has a reason for ending ({REC}[, {reason_ended}]), but no end date.",
    ],
    cause=[
        when(lambda f: f.REC.blank, "No reason for the end of the episode on {DEC}"),
        "No end date, though a reason for ending is given ({REC})",
    ],
    letter=[
        when(
            lambda f: f.REC.blank,
            letter(
                FIRST_HOME + " to {DEC}.",
                "It is not recorded why it ended.",
                "Did the child stay in care that day, or leave? If the child left, enter where to. If this has not"
                " ended, tell us.",
            ),
        ),
        when(
            lambda f: f.REC != DIED,
            letter(
                [
                    when(_x1, FIRST_HOME + ". It ended, and the child stayed in care."),
                    FIRST_HOME + ". It ended[, and the reason is: {reason_ended}].",
                ],
                "The day on which it ended is not filled in.",
                "On which day did it end? If it has not ended, take the reason out.",
            ),
        ),
    ],
)
words(
    "353",
    who="worker",
    theme=MOVES,
    show="DECOM DEC RNE PLACE",
    culprit="DECOM",
    sentence="The episode starts on {DECOM}; none can start before 14/10/1991.",
    cause="Episode starts {DECOM}, before 14/10/1991",
    letter=letter(
        "{placement} from {DECOM}.",
        "No placement that we report can start before 14 October 1991. The year is probably a slip of the keyboard.",
        "On which day did it start? Correct the day.",
    ),
)
words(
    "354",
    who="data",
    theme=MOVES,
    show="DECOM DEC PLACE",
    culprit="DECOM",
    sentence="The episode starts on {DECOM}, after {year_end}, the last day of the year.",
    cause="Episode starts {DECOM}, after the last day of the year",
)
words(
    "355",
    who="worker",
    theme=MOVES,
    show="DECOM DEC RNE REC PLACE LS",
    clues=NEIGHBOURS,
    culprit=[
        when(lambda f: went_on(f) & goes_on(f), "DECOM DEC"),
        when(lambda f: went_on(f) & f.after.exists, "DEC"),
        when(lambda f: goes_on(f) & f.before.exists, "DECOM"),
        "DECOM or DEC",
    ],
    remedy=[when(lambda f: went_on(f) & goes_on(f), "If its placement and legal status are no news, remove it."), ""],
    sentence=[
        when(
            lambda f: went_on(f) & goes_on(f),
            "The episode starts and ends on {DECOM}. The one before ends that day and the next one starts that day, "
            "so they meet without this one.",
        ),
        when(
            lambda f: f.culprit("DEC"),
            "The episode starts and ends on {DECOM}, and the next one starts on {after.DECOM}.",
        ),
        when(
            lambda f: f.culprit("DECOM"),
            "The episode starts and ends on {DEC}, and the one before ended on {before.DEC}.",
        ),
        "The episode starts and ends on {DECOM}. Nothing shorter than 24 hours is returned.",
    ],
    cause="Episode starts and ends on {DECOM}",
    letter=letter(
        "{placement}, from and to {DECOM}.",
        "It starts and ends on the same day. A stay of less than 24 hours is not reported.",
        "Did the child stay there for a night or more? If so, correct the first or the last day. If not, tell us and "
        "we will take it out.",
    ),
)


def _start_confirmed(f):
    return went_on(f) | f.last.exists


words(
    "356",
    who="worker",
    theme=MOVES,
    show="DECOM DEC RNE REC PLACE",
    clues={**NEIGHBOURS, "last": same_start_last_year},
    culprit=[
        when(lambda f: _start_confirmed(f) & ~goes_on(f), "DEC"),
        when(lambda f: goes_on(f) & ~_start_confirmed(f), "DECOM"),
        "DECOM or DEC",
    ],
    remedy="An end is on or after its start: correct the one that is wrong.",
    days=lambda f: days_between(f.DEC, f.DECOM),
    sentence=[
        when(
            lambda f: f.culprit("DEC") & f.last.exists,
            "The episode ends on {DEC}, {days} days before it starts on {DECOM}. Last year’s return has the same "
            "start, so probably the end is wrong.",
        ),
        when(
            lambda f: f.culprit("DEC"),
            "The episode ends on {DEC}, {days} days before it starts on {DECOM}. The one before ends on that day, so "
            "probably the end is wrong.",
        ),
        when(
            lambda f: f.culprit("DECOM"),
            "The episode starts on {DECOM}, {days} days after it ends on {DEC}. Another one starts on {DEC}, so "
            "probably the start is wrong.",
        ),
        "The episode ends on {DEC}, {days} days before it starts on {DECOM}.",
    ],
    cause="Episode ends on {DEC}, before it starts on {DECOM}",
    letter=letter(
        "{placement}, starting on {DECOM} and ending on {DEC}.",
        "It ends {days} days before it starts.",
        "On which day did the child come, and on which day did the child leave? Correct the one that is wrong.",
    ),
)


def _continues(f):
    """True where the reason for the new episode says that the child was in care before."""
    return f.RNE.isin("L", "P", "T", "B", "U")


words(
    "357",
    who="worker",
    theme=MOVES,
    show="RNE DECOM LS PLACE",
    culprit="RNE",
    sentence=[
        when(
            lambda f: f.RNE.blank,
            "The child’s first episode starts on {DECOM}, and its reason for new episode is blank. A first episode "
            "has S (started to be looked after).",
        ),
        when(
            lambda f: ~_continues(f),
            "The child’s first episode starts on {DECOM} with “{RNE}”, not S (started to be looked after).",
        ),
        (
            "The child’s first episode starts on {DECOM} with {RNE}[ ({reason_new})], which says that something came "
            "before, but nothing does."
        ),
    ],
    cause=[
        when(lambda f: f.RNE.blank, "First episode from {DECOM} has no reason for new episode"),
        when(lambda f: ~_continues(f), "First episode from {DECOM} has “{RNE}”, not S"),
        "First episode from {DECOM} has {RNE}, but nothing comes before",
    ],
    letter=letter(
        "The first placement that we have starts on {DECOM}: {placement}[, {legal_status}].[ Recorded as: "
        "{reason_new}.]",
        [
            when(lambda f: ~_continues(f), "It is not clear whether care began on that day."),
            "So the child was in care before, but we have nothing before that day.",
        ],
        "Was the child in care before {DECOM}? If so, tell us since when, where and with which legal status. If care "
        "began that day, tell us and we will put it right.",
    ),
)
words(
    "385",
    who="data",
    theme=MOVES,
    show="DECOM DEC REC REASON_PLACE_CHANGE",
    culprit="DEC",
    days=lambda f: days_between(f.r.end, f.DEC),
    sentence="The episode ends on {DEC}, {days} days after {year_end}, the last day of the year.",
    cause="Episode ends on {DEC}, after the last day of the year",
)


def _starts_again(f):
    return _x1(f) & f.after.exists & (f.after.RNE == "S")


def _at_fault(column):
    """True where that column, and it for sure, is at fault."""
    return lambda f: f.culprit(column)


words(
    "388",
    who="worker",
    theme=MOVES,
    remedy=[
        when(
            _at_fault("REC"),
            "If the child stayed in care, the reason is X1 and the next episode begins on that day. If care ended, "
            "give the reason for that.",
        ),
        when(
            _x1,
            "One episode ends on the day on which the next begins: correct the day that is wrong. If the child was "
            "somewhere else in between, add that episode.",
        ),
        "If care went on, the first episode ends with X1 and the next one doesn’t begin with S. If care ended, correct "
        "the day on which it began again.",
    ],
    show="DECOM DEC REC RNE PLACE",
    culprit=[
        when(lambda f: _starts_again(f) | ~f.after.exists, "REC"),
        when(_x1, "DEC or after.DECOM"),
        when(lambda f: f.after.RNE == "S", "REC or after.RNE"),
        "REC",
    ],
    days=lambda f: abs(days_between(f.DEC, f.after.DECOM)),
    sentence=[
        when(
            _starts_again,
            "X1 says that the child stayed in care on {DEC}, but the next episode begins on {after.DECOM} with S, "
            "started to be looked after.",
        ),
        when(
            lambda f: _x1(f) & (f.after.DECOM > f.DEC),
            "X1 says that the next episode begins on {DEC}, but it begins on {after.DECOM}, {days} days later.",
        ),
        when(
            lambda f: _x1(f) & (f.after.DECOM < f.DEC),
            "X1 says that the next episode begins on {DEC}, but it begins on {after.DECOM}, {days} days earlier.",
        ),
        when(
            lambda f: ~_x1(f),
            "{REC}[, {reason_ended},] says that the child left care on {DEC}, but the next episode begins on the same "
            "day with {after.RNE}[, {after.reason_new}].",
        ),
        "X1 says that another episode begins on {DEC}, but the child has none.",
    ],
    cause="{REC} as the end on {DEC} does not fit with what follows",
    letter=[
        when(
            _starts_again,
            letter(
                "{placement} until {DEC}, with care going on. Then {after.placement} from {after.DECOM}, recorded as "
                "coming into care.",
                "A child whose care went on cannot come into care again.",
                "Did the child leave care on {DEC}? If so, tell us why care ended. If not, tell us on which day the"
                " child moved.",
            ),
        ),
        when(
            lambda f: _x1(f) & (f.after.DECOM > f.DEC),
            letter(
                "{placement} until {DEC}, with care going on. Then {after.placement} from {after.DECOM}.",
                "For {days} days in between we have no placement.",
                "On which day did the one end and the other begin? If the child was elsewhere in between, tell us"
                " where. If the child was out of care, tell us why care ended.",
            ),
        ),
        when(
            lambda f: _x1(f) & (f.after.DECOM < f.DEC),
            letter(
                "{placement} until {DEC}, and {after.placement} from {after.DECOM}.",
                "For {days} days the two overlap.",
                "On which day did the one end and the other begin? Change the end of the first or the start of the"
                " second to that day.",
            ),
        ),
        when(
            lambda f: ~_x1(f),
            letter(
                "{placement} until {DEC}, when the child left care ({reason_ended}). Then {after.placement}, from the"
                " same day.",
                "The child cannot leave care and be in a placement from the same day.",
                "Did care go on without a break on {DEC}? If so, tell us and we will put it right. If the child left"
                " care, on which day did the child come back?",
            ),
        ),
        letter(
            "{placement} until {DEC}, with care going on.",
            "We have nothing after that day.",
            "Where has the child lived since {DEC}? If care ended on that day, tell us why. If the child never moved, "
            "tell us and we will take the end date out.",
        ),
    ],
)


def _entered_twice(f):
    return same(f, f.before, "DECOM PLACE LS PL_POST")


words(
    "501",
    who=[when(_entered_twice, "data"), "worker"],
    theme=MOVES,
    remedy=[
        when(_entered_twice, "Remove one of the two."),
        "An episode begins on the day on which the one before ends: correct the day that is wrong.",
    ],
    show="DECOM DEC PLACE LS",
    culprit=[when(_entered_twice, ""), "DECOM or before.DEC"],
    days=lambda f: days_between(f.DECOM, earlier(f.before.DEC, f.DEC.or_else(f.before.DEC))),
    sentence=[
        when(
            _entered_twice,
            "This episode and the one before both begin on {DECOM}, with the same placement and legal "
            "status: probably entered twice.",
        ),
        "This episode begins on {DECOM}, but the one before ended only on {before.DEC}: {days} days in both.",
    ],
    cause="Two episodes at once, {DECOM} to {before.DEC}",
    letter=[
        when(
            lambda f: f.PL_POST.filled & same(f, f.before, "PL_POST"),
            letter(
                "{before.placement} until {before.DEC}, and {placement} from {DECOM}, at the same postcode.",
                "For {days} days the two overlap.",
                "What changed, and on which day: the carers, the kind of placement or the legal status? Change the end"
                " of the first or the start of the second to that day. If nothing changed, tell us and we will join the"
                " two.",
            ),
        ),
        letter(
            "{before.placement} until {before.DEC}, and {placement}[, {setting}], from {DECOM}.",
            "For {days} days the child lives in both places.",
            "On which day did the child move? Change the end of the first placement or the start of the second to that "
            "day.",
        ),
    ],
)


def _went_on(f):
    return f.before.REC == "X1"


words(
    "431",
    who="worker",
    theme=MOVES,
    show="RNE DECOM DEC REC LS PLACE",
    culprit=[when(_went_on, "RNE"), "DECOM or before.DEC"],
    days=lambda f: days_between(f.DECOM, f.before.DEC),
    sentence=[
        when(
            _went_on,
            "S says that the child started to be looked after on {DECOM}, but the episode before ended on "
            "{before.DEC} with X1, care goes on.",
        ),
        when(
            lambda f: f.days == 0,
            "S says that the child started to be looked after on {DECOM}, the day on which the episode before ended[ "
            "({before.REC}[, {before.reason_ended}])].",
        ),
        (
            "S says that the child started to be looked after on {DECOM}, but the episode before ended only on "
            "{before.DEC}, {days} days later."
        ),
    ],
    cause="New start of care on {DECOM}, not after the end on {before.DEC}",
    letter=[
        when(
            _went_on,
            letter(
                "{before.placement} until {before.DEC}, with care going on. Then {placement} from {DECOM}, recorded as "
                "coming into care.",
                "A child whose care went on cannot come into care again.",
                "Did the child leave care in between? If so, tell us why care ended, and the days of leaving and coming"
                " back. If not, tell us what changed on {DECOM}: the carers, the address or the legal status.",
            ),
        ),
        when(
            lambda f: f.before.REC != DIED,
            letter(
                [
                    when(
                        lambda f: f.before.REC.filled,
                        "{before.placement} until {before.DEC}, when the child left care. Then {placement} from"
                        " {DECOM}, recorded as coming into care.",
                    ),
                    (
                        "{before.placement} until {before.DEC}. Then {placement} from {DECOM}, recorded as coming into"
                        " care."
                    ),
                ],
                "The child comes back into care on or before the day of leaving it.",
                "On which day did the child leave care, and on which day did the child come back? If care went on"
                " without a break, tell us.",
            ),
        ),
    ],
)


def _that_day(f):
    return f.DECOM == f.before.DEC


def _later(f):
    return f.DECOM > f.before.DEC


words(
    "432",
    who="worker",
    theme=STATUS,
    show="RNE DECOM DEC REC PLACE LS",
    culprit=[
        when(lambda f: f.RNE.blank, "RNE"),
        when(_that_day, "before.REC"),
        when(_later, "RNE"),
        "RNE or before.REC",
    ],
    sentence=[
        when(
            lambda f: f.RNE.blank,
            "The episode before ended[ on {before.DEC}] with {before.REC} ({before.reason_ended}); the reason for new "
            "episode of this one[, from {DECOM},] is blank, not S.",
        ),
        when(
            _that_day,
            "The episode before ended with {before.REC} ({before.reason_ended}), and this one begins on the same day, "
            "{DECOM}, with {RNE}[ ({reason_new})], not S.",
        ),
        (
            "The episode before ended[ on {before.DEC}] with {before.REC} ({before.reason_ended}); this one[, from "
            "{DECOM},] begins with {RNE}[ ({reason_new})], not S."
        ),
    ],
    cause=[
        when(lambda f: f.RNE.blank, "Back in care after {before.REC}, but the reason for new episode is blank, not S"),
        "Back in care after {before.REC}, but the episode begins with {RNE}, not S",
    ],
    letter=[
        when(lambda f: f.before.REC == DIED, None),
        when(
            _that_day,
            letter(
                "{before.placement} until {before.DEC}, when the child left care ({before.reason_ended}). Then "
                "{placement}, from the same day.",
                "The child cannot leave care and be in a placement from the same day.",
                "Did care go on without a break on {before.DEC}? If so, tell us and we will put it right. If the child "
                "left care, on which day did the child come back?",
            ),
        ),
        letter(
            "{before.placement}[ until {before.DEC}], when the child left care ({before.reason_ended}). Then "
            "{placement}[ from {DECOM}].",
            "The second placement is not recorded as coming into care again.",
            "Did the child leave care[ on {before.DEC}] and come back[ on {DECOM}]? If so, tell us and we will put it "
            "right. If care went on, tell us where the child lived in between.",
        ),
    ],
)


def _no_date(f):
    return f.DECOM.unreadable | f.before.DEC.unreadable


def _had_left(f):
    return _later(f) & f.before.REC.filled & ~_went_on(f)


words(
    "433",
    who=[when(_no_date, "data"), "worker"],
    theme=MOVES,
    remedy=[
        when(
            lambda f: ~f.DECOM.readable, "This episode begins on the day on which the one before ended: enter that day."
        ),
        when(
            lambda f: ~f.before.DEC.readable,
            "The episode before ended on the day on which this one began: enter that day.",
        ),
        when(_had_left, "If care had ended, this episode begins with S. If it went on, the one before ends with X1."),
        "Both should be the same day: correct the one that is wrong. If the child was somewhere else in between, add "
        "that episode.",
    ],
    show="DECOM DEC RNE REC PLACE LS",
    culprit=[
        when(lambda f: f.DECOM.blank, "DECOM"),
        when(lambda f: f.before.DEC.blank, "before.DEC"),
        when(_no_date, unreadable("DECOM before.DEC")),
        when(_had_left, "RNE"),
        "DECOM or before.DEC",
    ],
    days=lambda f: abs(days_between(f.DECOM, f.before.DEC)),
    sentence=[
        when(
            lambda f: f.DECOM.blank & f.before.DEC.blank,
            "The episode has no start date, and the one before[, from {before.DECOM},] has no end date. With {RNE}[ "
            "({reason_new})] the two are the same day.",
        ),
        when(
            lambda f: f.DECOM.blank,
            "The episode has no start date. With {RNE}[ ({reason_new})] it begins on the day on which the one before "
            "ended, {before.DEC}.",
        ),
        when(
            lambda f: f.before.DEC.blank,
            "The episode begins on {DECOM} with {RNE}[ ({reason_new})], but the one before[, from {before.DECOM},] "
            "has no end date.",
        ),
        when(
            _no_date,
            "{RNE}[ ({reason_new})] says that this episode begins on the day on which the one before ended, but one "
            "of the two dates, {before.DEC} and {DECOM}, is not a valid date.",
        ),
        when(
            _had_left,
            "{RNE}[ ({reason_new})] says that care went on, but the episode before ended on {before.DEC} with "
            "{before.REC}[, {before.reason_ended}], and this one begins {days} days later.",
        ),
        when(
            _later,
            "{RNE}[ ({reason_new})] says that care went on, but this episode begins on {DECOM}, {days} days "
            "after the one before ended.",
        ),
        (
            "{RNE}[ ({reason_new})] says that this episode begins where the one before ended, but it begins on {DECOM},"
            " {days} days before that."
        ),
    ],
    cause=[
        when(lambda f: f.DECOM.blank, "Episode without a start date, though another one came before"),
        when(
            lambda f: f.before.DEC.blank,
            "Episode[ from {before.DECOM}] has no end date, though another began on {DECOM}",
        ),
        "Episode from {DECOM} does not begin where the one before ended ({before.DEC})",
    ],
    letter=[
        when(lambda f: f.before.REC == DIED, None),
        when(
            lambda f: f.DECOM.blank,
            letter(
                "{before.placement}[ until {before.DEC}], then {placement}.",
                "It is not recorded when the second began.",
                "Tell us on which day the child’s placement or legal status changed.",
            ),
        ),
        when(
            lambda f: f.before.DEC.blank,
            letter(
                "{before.placement}[ from {before.DECOM}], with no end recorded. {placement} from {DECOM}.",
                "The first has not ended, so the two overlap.",
                "On which day did the first end? If the second is not right, tell us what happened on {DECOM}.",
            ),
        ),
        when(
            _later,
            letter(
                "{before.placement} until {before.DEC}, and {placement} from {DECOM}.",
                "Care is recorded as going on, but for {days} days in between we have no placement.",
                "On which day did the one end and the other begin? If the child was elsewhere in between, tell us"
                " where. If the child had left care, tell us why and on which day.",
            ),
        ),
        letter(
            "{before.placement} until {before.DEC}, and {placement} from {DECOM}.",
            "For {days} days the two overlap.",
            "On which day did the one end and the other begin? Change the end of the first or the start of the second "
            "to that day.",
        ),
    ],
)
words(
    "437",
    who=[when(lambda f: f.REC.upper == DIED, "data"), "worker"],
    theme=STATUS,
    show="REC DEC DECOM RNE PLACE",
    culprit="REC",
    sentence=(
        "{REC}[, {reason_ended},] on {DEC} ends care for good, but another episode begins on {after.DECOM}[ "
        "({after.PLACE}[, {after.placement}])]."
    ),
    cause="Episode from {after.DECOM} follows one that ended for good ({REC})",
    letter=letter(
        "Care ended on {DEC} because the young person was found to be 18 or over. We also have {after.placement} from "
        "{after.DECOM}.",
        "Someone found to be an adult does not come back into care.",
        "What was the outcome of the age assessment, and on which day? If it was later decided that the young person "
        "is a child, tell us. If the later placement is not right, tell us.",
    ),
)
words(
    "504",
    who="data",
    theme=STATUS,
    show="CIN DECOM DEC REC RNE",
    culprit="CIN",
    remedy="Give all episodes of the period of care the same category: the one when the child came into care.",
    sentence=[
        when(
            lambda f: f.before.CIN.blank,
            "The category of need is {CIN}[, {need}], but in the episode before, which goes on into this one, it is "
            "blank. It stays the same throughout a period of care.",
        ),
        (
            "The category of need is {CIN}[, {need}], but the episode before, which goes on into this one, has"
            " {before.CIN}[, {before.need}]. It stays the same throughout a period of care."
        ),
    ],
    cause="Category of need changes from {before.CIN} to {CIN} while care goes on",
)
words(
    "1012",
    who="data",
    theme="Files and formats",
    show="CHILD DOB DECOM DEC",
    clues={"oc3": lambda f: f.rows.first_of(f.r.OC3), "last": left_open},
    culprit=[when(lambda f: f.CHILD.blank, "CHILD"), ""],
    table_name=lambda f: np.array(f.table),
    sentence=[
        when(lambda f: f.CHILD.blank, "{table_name} has a row without a child ID, so no episode can belong to it."),
        when(
            lambda f: f.last.exists,
            "{table_name} has a row for the child, but Episodes has none this year. Last year the episode from "
            "{last.DECOM} was left open.",
        ),
        when(
            lambda f: f.oc3.exists,
            "{table_name} has a row for the child, but Episodes has none this year. The child is in OC3 as a care "
            "leaver, so only that row is due.",
        ),
        "{table_name} has a row for the child, but Episodes has none this year.",
    ],
    cause=[
        when(lambda f: f.CHILD.blank, "Row of {table_name} without a child ID"),
        "{table_name} data for a child who has no episodes this year",
    ],
)
