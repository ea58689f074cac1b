"""Words for rules/extra/adoption.py."""

from functools import partial

from check903.wording import words

look = partial(words, who="adoption", theme="Adoption and permanence")

look(
    "W31",
    show="DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    sentence="Last year’s return has the decision of {DATE_PLACED}, not reversed; this year has none.",
    cause="Decision of {DATE_PLACED} is gone",
)
look(
    "W32",
    show="LS PLACE DECOM DATE_PLACED DATE_PLACED_CEASED",
    sentence="Decided on {adoption.DATE_PLACED} and under a placement order (E1), but the child is in {placement} "
    "({PLACE}).",
    cause="Waiting since {adoption.DATE_PLACED}",
)
look(
    "W33",
    show="PLACE DECOM DEC",
    culprit="DEC",
    sentence="Placed for adoption since {since}, {days} days, and no adoption order is entered.",
    cause="Placed for adoption since {since}",
)
look(
    "W34",
    show="DATE_INT DATE_MATCH FOSTER_CARE",
    culprit="DATE_INT or DATE_MATCH",
    sentence="Decision and match are both dated {DATE_MATCH}.",
    cause="Decision and match on {DATE_MATCH}",
)
look(
    "W34B",
    show="DATE_MATCH FOSTER_CARE DECOM PLACE",
    culprit="DATE_MATCH or current.DECOM",
    sentence="Matched on {DATE_MATCH}, the day of the move to the adopters, who were not the foster carers.",
    cause="Matched and placed on {DATE_MATCH}",
)
look(
    "W35",
    show="DATE_PERM DOB PREV_PERM",
    culprit="DATE_PERM or DOB",
    sentence="The earlier order is dated {DATE_PERM}, and the child was born on {DOB}.",
    cause="Order of {DATE_PERM}, before birth",
)
