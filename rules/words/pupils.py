"""Words for rules/pupils.py."""

import numpy as np

from check903.wording import letter, when, words, years

OWN = "Children's own details"


def _in_care_before(f):
    """True where the earliest episode shows that the child was in care before the last week of the year."""
    return (f.first.DECOM < np.datetime64(f"{f.r.collection.year}-03-24")) | (f.first.RNE.filled & (f.first.RNE != "S"))


words(
    "210",
    who="education",
    theme=OWN,
    show="UPN DOB DECOM RNE",
    culprit="header.UPN",
    sentence=[
        when(
            _in_care_before,
            "The child was in care before the last week of the year, so UN4 (became looked after in that week, number "
            "not yet found) does not fit.",
        ),
        "The child came into care on {first.DECOM}, in the last week of the year, and the pupil number is UN4 (not yet "
        "found). The Department asks for a second look.",
    ],
    cause="Pupil number is UN4, with an episode from {current.DECOM}",
    letter=letter(
        "No pupil number yet, because the child came into care in the last week of the year.",
        [
            when(_in_care_before, "The child was in care before that week."),
            "The child came into care on {first.DECOM}. The Department asks us to look again whether the number is "
            "known by now.",
        ],
        "What is the child’s pupil number? If there is none, tell us why. If the number still cannot be found, tell us "
        "whom you have asked.",
    ),
)


def _below_school_age(f):
    """True where UN1 can be entered without asking: rule 209 would not object."""
    return f.DOB + years(4) > f.r.august_before


words(
    "442",
    who=[when(_below_school_age, "data"), "education"],
    theme=OWN,
    show="UPN DOB LS DECOM",
    culprit="UPN",
    sentence="The pupil number is blank, but the child has been looked after[ since {in_care_since}][ ({current.LS}, "
    "{current.legal_status})].",
    cause="Pupil number (UPN) is blank",
    letter=letter(
        "In care[ from {in_care_since}][, born on {DOB}].",
        "The pupil number is not filled in.",
        "Tell us the child’s unique pupil number. If there is none, tell us why: below school age, never in a state "
        "school in England, educated outside England, in care only since the last week of March, or because the "
        "records do not agree on who the child is.",
    ),
)
