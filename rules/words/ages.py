"""Words for rules/ages.py.

`current` is the episode and `header` the child's row in Header, whichever of the two is at fault.
"""

from check903.wording import aged, days_between, letter, when, words, years
from check903.wording.clues import before, header_last_year, went_on
from check903.wording.placeholders import age_in_words

OWN, MOVES, STATUS = "Children's own details", "Placement dates and moves", "Legal status and reasons"
ADOPTION = "Adoption and permanence"


def _age(day):
    """Age on that day of the episode."""
    return lambda f: age_in_words(f.header.DOB, getattr(f.current, day))


words(
    "302",
    who="worker",
    theme=OWN,
    show="DECOM RNE DOB",
    culprit="current.DECOM or header.DOB",
    days=lambda f: days_between(f.current.DECOM, f.header.DOB),
    sentence="The first episode starts on {current.DECOM}, {days} days before the date of birth, {header.DOB}.",
    cause="First episode starts {current.DECOM}, before the date of birth {header.DOB}",
    letter=letter(
        "The child’s first placement started on {current.DECOM}. Date of birth {header.DOB}.",
        "The placement starts {days} days before the child was born.",
        "Which of the two dates is wrong? Correct it.",
    ),
)


def _born_otherwise_last_year(f):
    return f.header.DOB.clashes_with(f.last.DOB)


words(
    "352",
    who="worker",
    theme=STATUS,
    measures=[aged("header.DOB", "DECOM", "when the episode began", under=18)],
    show="DECOM DEC RNE REC PLACE DOB",
    clues={"before": before, "last": header_last_year},
    culprit=[when(_born_otherwise_last_year, "header.DOB"), when(went_on, "RNE"), "DECOM or header.DOB"],
    age=_age("DECOM"),
    sentence=[
        when(
            _born_otherwise_last_year,
            "The young person started to be looked after (S) on {DECOM}, aged {age} by the date of birth in Header, "
            "{header.DOB}. Last year’s return has {last.DOB}.",
        ),
        when(
            went_on,
            "The reason is S, started to be looked after, but the episode before ended on the same day, {DECOM}, when "
            "the young person was {age}.",
        ),
        "The young person started to be looked after (S) on {DECOM}, aged {age}; the 18th birthday was "
        "{header.birthday_18}.",
    ],
    cause="Started to be looked after on {DECOM}, aged {age}",
    letter=letter(
        "Came into care on {DECOM} ({placement}[, {legal_status}]). Date of birth {header.DOB}.",
        "The young person was already {age}. Nobody can come into care at 18 or over.",
        "Is the date of birth right, and the day on which care began? Correct the one that is wrong. If this is "
        "support after care had ended, "
        "tell us and we will take it out.",
    ),
)

words(
    "358",
    who="worker",
    theme=STATUS,
    measures=[aged("header.DOB", "current.DECOM", "when the episode began", least=10)],
    show="LS DECOM PLACE DOB",
    age=_age("DECOM"),
    culprit=[when(lambda f: f.current.PLACE.isin("R5", "K1"), "current.LS or header.DOB"), "current.LS"],
    sentence="The child was {age} when the episode began on {current.DECOM}; {current.LS}[, {current.legal_status},] "
    "is possible from 10, on {header.birthday_10}.",
    cause="Legal status {current.LS} at {age}, before the 10th birthday",
    letter=letter(
        "{current.legal_status} from {current.DECOM}. Date of birth {header.DOB}.",
        "The child was {age} on that day. Under 10 no child can be charged with an offence.",
        "What was the legal status from that day? Correct it. If the date of birth or the day is wrong, correct that.",
    ),
)

words(
    "359",
    who="worker",
    theme=MOVES,
    measures=[aged("header.DOB", "end", "on the last day of the year", under=18)],
    show="DEC LS PLACE DECOM DOB",
    culprit=[when(lambda f: (f.PLACE == "K2") & (f.LS != "V2"), "DEC or LS"), "DEC"],
    sentence="The 18th birthday is {header.birthday_18}, and the episode[ from {DECOM}] has no end[: {LS}, "
    "{legal_status}, in {PLACE}, {placement}]. After 18 only V2 (in care by agreement) in K2 (children’s home) can go "
    "on.",
    cause="Episode still open after the 18th birthday on {header.birthday_18}",
    letter=letter(
        "{placement}[ from {DECOM}][, {legal_status}], with no end date. The 18th birthday is {header.birthday_18}.",
        "At 18 being looked after ends. Only a stay by agreement in a children’s home can go on.",
        "On which day did care end, and what followed: staying with the carers, a home of their own, adult services, "
        "something else? If the stay goes on by agreement in a children’s home, tell us that. If the date of birth is "
        "wrong, correct it.",
    ),
)

# -- placements that a child is too young for -------------------------------------------------------------------------


def _remanded(f):
    return f.LS.isin("J1", "J2", "J3")


for code, what, why in (
    ("370", "Independent living (P2)", "Living independently is for young people of {limit} or over."),
    ("371", "Supported living ({PLACE})", "This kind of place is for young people of {limit} or over."),
    ("372", "Youth custody (R5)", "No child under 10 can be held in custody."),
    ("373", "Residential school (S1)", "That is too young to live at a school."),
    ("374", "Residential employment (P3)", "That is too young to live at a place of work."),
):
    words(
        code,
        who="worker",
        theme=MOVES,
        measures=[aged("header.DOB", "DECOM", "when the episode began", least="limit")],
        show="PLACE DECOM DOB URN PL_POST",
        age=_age("DECOM"),
        culprit=[when(_remanded if code == "372" else lambda f: False, "PLACE or header.DOB"), "PLACE"],
        sentence="The child was {age} when the episode began on {DECOM}; {PLACE}[, {placement},] is possible from "
        "{limit}, on {birthday_limit}.",
        cause=what + " at {age}, possible from {limit}",
        letter=letter(
            "{placement} from {DECOM}. Date of birth {header.DOB}.",
            "The child was {age} on that day. " + why,
            "Where did the child live from that day? If in another kind of place, correct it. If the day or the date "
            "of birth is wrong, correct that.",
        ),
    )

# -- reasons for leaving care that don't go with the age --------------------------------------------------------------


def _on_birthday(f):
    return f.current.DEC == f.header.DOB + years(18)


words(
    "386",
    who="adoption",
    theme=ADOPTION,
    measures=[aged("header.DOB", "DEC", "when care ended", under=18)],
    show="REC DEC DOB",
    culprit=[when(_on_birthday, "REC"), "REC or DEC"],
    age=_age("DEC"),
    sentence="Care ended on {DEC} with {REC}[ ({reason_ended})], but the child turned 18 on {header.birthday_18}, and "
    "adoption can end care only before that day.",
    cause="Adoption ({REC}) on {DEC}, when the child was {age}",
    letter=letter(
        "Born on {header.DOB}. Left care on {DEC} by adoption.",
        "The child turned 18 on {header.birthday_18}. Care ends at 18 at the latest, so adoption cannot be what ended "
        "it then.",
        "On which day was the adoption order made, and is the date of birth right? If the child was not adopted before "
        "turning 18, tell us how care ended.",
    ),
)

for code, age, what, how, why in (
    (
        "387",
        14,
        "Independent living ({REC}) as the end of care",
        "to live independently",
        "A child under 14 does not move into independent living.",
    ),
    (
        "389",
        16,
        "Move to adult social care ({REC})",
        "for residential care paid for by adult social care",
        "Adult social care can only take over from the age of 16.",
    ),
):
    words(
        code,
        who="worker",
        theme=STATUS,
        measures=[aged("header.DOB", "DEC", "when care ended", least=age)],
        show="REC DEC DOB",
        culprit="REC",
        age=_age("DEC"),
        sentence=f"Care ended on {{DEC}} with {{REC}}[ ({{reason_ended}})], but the child was {{age}} on that day, and "
        f"is {age} only from {{header.birthday_{age}}}.",
        cause=what + " of a child aged {age}",
        letter=letter(
            "Born on {header.DOB}. Left care on {DEC} " + how + ".",
            "The child was {age} on that day. " + why,
            "How did the child leave care, and on which day? If the date of birth is wrong, tell us the right one.",
        ),
    )

words(
    "407",
    who="worker",
    theme=ADOPTION,
    measures=[aged("header.DOB", "current.DEC", "when care ended", under=18)],
    show="REC DEC DOB",
    age=_age("DEC"),
    culprit=[when(_on_birthday, "current.REC"), "current.REC or current.DEC"],
    sentence="Care ended on {current.DEC} with {current.REC}[ ({current.reason_ended})], but the child turned 18 on "
    "{header.birthday_18}, "
    "and special guardianship can end care only before that day.",
    cause="Special guardianship ({current.REC}) on {current.DEC}, when the child was {age}",
    letter=letter(
        "Born on {header.DOB}. Left care on {current.DEC}[ by {current.reason_ended}].",
        "The child turned 18 on {header.birthday_18}. A special guardianship order can only end care before that day.",
        "On which day was the order made, and is the date of birth right? If there was no order before the 18th "
        "birthday, tell us how care ended.",
    ),
)


def _days_to_18(f):
    """Up to 31 of them are the usual slip: the day before, or the end of the month."""
    return days_between(f.DEC, f.header.DOB + years(18))


words(
    "460",
    who="worker",
    theme=STATUS,
    measures=[aged("header.DOB", "DEC", "when care ended", least=18)],
    show="REC DEC DOB",
    age=_age("DEC"),
    days=_days_to_18,
    culprit=[when(lambda f: _days_to_18(f) <= 31, "DEC"), "REC or DEC"],
    sentence="Care ended on {DEC} with {REC}[ ({reason_ended})], but the child turns 18 only on {header.birthday_18}, "
    "{days} days later.",
    cause="Stayed with carers at 18 ({REC}), but care ended at {age}, on {DEC}",
    letter=letter(
        "Born on {header.DOB}. Left care on {DEC}: turned 18 and stayed with the carers.",
        "The 18th birthday is {header.birthday_18}, {days} days later.",
        "If care ended on the 18th birthday, change the end to that day. If it ended before, tell us how. If the date "
        "of birth is wrong, tell us the right one.",
    ),
)
