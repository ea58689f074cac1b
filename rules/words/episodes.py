"""Words for rules/episodes.py."""

from check903.rows import days_between, earlier
from check903.wording import letter, same, when, words

MOVES = "Placement dates and moves"


def _x1(f):
    return f.REC == "X1"


def _starts_again(f):
    return _x1(f) & f.after.exists & (f.after.RNE == "S")


words(
    "388", who="worker", theme=MOVES, show="DECOM DEC REC RNE PLACE",
    culprit=[
        when(lambda f: _starts_again(f) | ~f.after.exists, "REC"),
        when(_x1, "DEC or after.DECOM"),
        when(lambda f: f.after.RNE == "S", "REC or after.RNE"),
        "REC",
    ],
    days=lambda f: abs(days_between(f.DEC, f.after.DECOM)),
    sentence=[
        when(_starts_again,
             "X1 says that the child stayed in care on {DEC}, but the next episode begins on {after.DECOM} with S, started to be looked after."),
        when(lambda f: _x1(f) & (f.after.DECOM > f.DEC), "X1 says that the next episode begins on {DEC}, but it begins on {after.DECOM}, {days} days later."),
        when(lambda f: _x1(f) & (f.after.DECOM < f.DEC), "X1 says that the next episode begins on {DEC}, but it begins on {after.DECOM}, {days} days earlier."),
        when(lambda f: ~_x1(f),
             "{REC}[, {reason_ended},] says that the child left care on {DEC}, but the next episode begins on the same day with "
             "{after.RNE}[, {after.reason_new}]."),
        "X1 says that another episode begins on {DEC}, but the child has none.",
    ],
    cause="{REC} as the end on {DEC} does not fit with what follows",
    letter=[
        when(_starts_again, letter(
            "{placement} until {DEC}, with care going on. Then {after.placement} from {after.DECOM}, recorded as coming into care.",
            "A child whose care went on cannot come into care again.",
            "Did the child leave care on {DEC}? If so, tell us why care ended. If not, tell us on which day the child moved.",
        )),
        when(lambda f: _x1(f) & (f.after.DECOM > f.DEC), letter(
            "{placement} until {DEC}, with care going on. Then {after.placement} from {after.DECOM}.",
            "For {days} days in between we have no placement.",
            "On which day did the one end and the other begin? If the child was elsewhere in between, tell us where. If the child was out of "
            "care, tell us why care ended.",
        )),
        when(lambda f: _x1(f) & (f.after.DECOM < f.DEC), letter(
            "{placement} until {DEC}, and {after.placement} from {after.DECOM}.",
            "For {days} days the two overlap.",
            "On which day did the one end and the other begin? Change the end of the first or the start of the second to that day.",
        )),
        when(lambda f: ~_x1(f), letter(
            "{placement} until {DEC}, when the child left care ({reason_ended}). Then {after.placement}, from the same day.",
            "The child cannot leave care and be in a placement from the same day.",
            "Did care go on without a break on {DEC}? If so, tell us and we will put it right. If the child left care, on which day did the "
            "child come back?",
        )),
        letter(
            "{placement} until {DEC}, with care going on.",
            "We have nothing after that day.",
            "Where has the child lived since {DEC}? If care ended on that day, tell us why. If the child never moved, tell us and we will "
            "take the end date out.",
        ),
    ],
)


def _entered_twice(f):
    return same(f, f.before, "DECOM PLACE LS PL_POST")


words(
    "501", who=[when(_entered_twice, "data"), "worker"], theme=MOVES, show="DECOM DEC PLACE LS",
    culprit=[when(_entered_twice, ""), "DECOM or before.DEC"],
    days=lambda f: days_between(f.DECOM, earlier(f.before.DEC, f.DEC.or_(f.before.DEC))),
    sentence=[
        when(_entered_twice, "This episode and the one before both begin on {DECOM}, with the same placement and legal status: probably entered twice."),
        "This episode begins on {DECOM}, but the one before ended only on {before.DEC}: {days} days in both.",
    ],
    cause="Two episodes at once, {DECOM} to {before.DEC}",
    letter=[
        when(lambda f: f.PL_POST.filled & same(f, f.before, "PL_POST"), letter(
            "{before.placement} until {before.DEC}, and {placement} from {DECOM}, at the same postcode.",
            "For {days} days the two overlap.",
            "What changed, and on which day: the carers, the kind of placement or the legal status? Change the end of the first or the start "
            "of the second to that day. If nothing changed, tell us and we will join the two.",
        )),
        letter(
            "{before.placement} until {before.DEC}, and {placement}[, {setting}], from {DECOM}.",
            "For {days} days the child lives in both places.",
            "On which day did the child move? Change the end of the first placement or the start of the second to that day.",
        ),
    ],
)
