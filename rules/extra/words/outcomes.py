"""Words for rules/extra/outcomes.py."""

from functools import partial

from check903.wording import when, words

health = partial(words, who="health", theme="Health answers")
leavers = partial(words, who="leaving_care", theme="Care leavers")

health(
    "W39",
    show="SDQ_SCORE SDQ_REASON",
    culprit="SDQ_SCORE",
    sentence="The SDQ score is {SDQ_SCORE}.",
    cause="SDQ score of 0",
)
health(
    "W39B",
    show="SDQ_SCORE",
    culprit="SDQ_SCORE",
    sentence="{found} of {of} children have last year’s score; this one’s is {SDQ_SCORE}.",
    cause="SDQ scores copied from last year",
)
leavers(
    "W40",
    show="IN_TOUCH DEC REC",
    culprit="IN_TOUCH or current.DEC",
    sentence="In touch: {contact} ({IN_TOUCH}), but care ended on {current.DEC}.",
    cause="Returned home, but in care until {current.DEC}",
)
leavers(
    "W41",
    show="ACCOM REC PLACE DEC",
    culprit="ACCOM or current.REC",
    sentence=[
        when(
            lambda f: f.current.REC == "E17",
            "Left care on {current.DEC} to stay with the carers (E17), but lives: {accommodation} ({ACCOM}).",
        ),
        "Left care on {current.DEC} to live independently ({current.REC}), but lives: {accommodation} ({ACCOM}).",
    ],
    cause="Reason {current.REC} and home {ACCOM} disagree",
)
leavers(
    "W42",
    show="DECOM DEC REC DOB",
    sentence="Left care on {DEC} ({REC}), turned 18 on {birthday_18}, at least {days} days in care since 14; no row in "
    "OC3.",
    cause="Left care on {DEC}, not in OC3",
)
