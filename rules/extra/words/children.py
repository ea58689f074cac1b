"""Words for rules/extra/children.py."""

from check903.wording import when, words

THEME = "Children's own details"

words(
    "W9",
    who="data",
    theme=THEME,
    show="CHILD SEX DOB ETHNIC",
    culprit="CHILD or header.CHILD",
    sentence="{CHILD} and {header.CHILD} were both born on {DOB}, are of the same sex and ethnic origin and share a "
    "postcode, and were never in care on the same day.",
    cause="{CHILD} and {header.CHILD} may be one child",
)
words(
    "W10",
    who="education",
    theme=THEME,
    show="CHILD UPN DOB",
    culprit="UPN or header.UPN",
    sentence="Pupil number {UPN} is also that of child {header.CHILD}.",
    cause="Pupil number {UPN} of two children",
)
words(
    "W11",
    who="worker",
    theme=THEME,
    show="DOB UASC",
    culprit="DOB",
    sentence="{children} of {of} children have a birth date that looks like a stand-in; this one’s is {DOB}.",
    cause="Birth dates that look like stand-ins",
)
words(
    "W12",
    who="worker",
    theme=THEME,
    show="DECOM DEC REC PLACE",
    culprit="DEC",
    sentence="Last year’s return has the child in care on {last_year_end}, since {DECOM}; this year has no episode.",
    cause="In care on {last_year_end}, then no episode",
)
words(
    "W13",
    who="asylum",
    theme=THEME,
    show="PLACE REC DECOM DEC",
    culprit=[when(lambda f: f.PLACE == "P1", "PLACE"), "REC"],
    sentence=[
        when(lambda f: f.PLACE == "P1", "The child is an unaccompanied asylum seeker, and is placed {placement} (P1)."),
        "The child is an unaccompanied asylum seeker, and left care on {DEC} to go home ({REC}).",
    ],
    cause="Asylum-seeking child with parents",
)
