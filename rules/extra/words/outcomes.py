"""Words for rules/extra/outcomes.py."""

from check903.wording import when, words

HEALTH = {"who": "health", "theme": "Health answers"}
LEAVERS = {"who": "leaving_care", "theme": "Care leavers"}

words(
    "W39",
    **HEALTH,
    show="SDQ_SCORE SDQ_REASON",
    culprit="SDQ_SCORE",
    sentence="The SDQ score is {SDQ_SCORE}.",
    cause="SDQ score of 0",
)
words(
    "W39B",
    **HEALTH,
    show="SDQ_SCORE",
    culprit="SDQ_SCORE",
    sentence="{found} of {of} children have last year’s score; this one’s is {SDQ_SCORE}.",
    cause="SDQ scores copied from last year",
)
words(
    "W40",
    **LEAVERS,
    show="IN_TOUCH DEC REC",
    culprit="IN_TOUCH or current.DEC",
    sentence="In touch: {contact} ({IN_TOUCH}), but care ended on {current.DEC}.",
    cause="Returned home, but in care until {current.DEC}",
)
words(
    "W41",
    **LEAVERS,
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
words(
    "W42",
    **LEAVERS,
    show="DECOM DEC REC DOB",
    sentence="Left care on {DEC} ({REC}), turned 18 on {birthday_18}, at least {days} days in care since 14; no row in "
    "OC3.",
    cause="Left care on {DEC}, not in OC3",
)
