"""Words for rules/extra/adoption.py."""

from check903.wording import words

LOOK = {"who": "adoption", "theme": "Adoption and permanence"}

words(
    "W31",
    **LOOK,
    show="DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    sentence="Last year’s return has the decision of {DATE_PLACED}, not reversed; this year has none.",
    cause="Decision of {DATE_PLACED} is gone",
)
words(
    "W32",
    **LOOK,
    show="LS PLACE DECOM DATE_PLACED DATE_PLACED_CEASED",
    sentence="Decided on {adoption.DATE_PLACED} and under a placement order (E1), but the child is in {placement} "
    "({PLACE}).",
    cause="Waiting since {adoption.DATE_PLACED}",
)
words(
    "W33",
    **LOOK,
    show="PLACE DECOM DEC",
    culprit="DEC",
    sentence="Placed for adoption since {since}, {days} days, and no adoption order is entered.",
    cause="Placed for adoption since {since}",
)
words(
    "W34",
    **LOOK,
    show="DATE_INT DATE_MATCH FOSTER_CARE",
    culprit="DATE_INT or DATE_MATCH",
    sentence="Decision and match are both dated {DATE_MATCH}.",
    cause="Decision and match on {DATE_MATCH}",
)
words(
    "W34B",
    **LOOK,
    show="DATE_MATCH FOSTER_CARE DECOM PLACE",
    culprit="DATE_MATCH or current.DECOM",
    sentence="Matched on {DATE_MATCH}, the day of the move to the adopters, who were not the foster carers.",
    cause="Matched and placed on {DATE_MATCH}",
)
words(
    "W35",
    **LOOK,
    show="DATE_PERM DOB PREV_PERM",
    culprit="DATE_PERM or DOB",
    sentence="The earlier order is dated {DATE_PERM}, and the child was born on {DOB}.",
    cause="Order of {DATE_PERM}, before birth",
)
