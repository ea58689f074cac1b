"""Words for rules/adopted.py."""

import numpy as np

from check903.reference.groups import ADOPTED, ADOPTION_DETAILS, FOR_ADOPTION
from check903.wording import blank, days_between, filled, letter, one_of, when, words
from check903.wording.clues import another, before, last_episode, was_adopted, went_on
from check903.wording.lists import verb

from .adoption import ADOPTION, ASKED, DETAILS, PLAN_ENDS, details_asked, details_called

THEIRS = " ".join(f"ad1.{name}" for name in ADOPTION_DETAILS)
EPISODE = "DECOM PLACE DEC REC"


def _matched_after_adoption(f):
    return f.ad1.DATE_MATCH > f.current.DEC


words(
    "331",
    who="adoption",
    theme=ADOPTION,
    show=f"{EPISODE} DATE_MATCH DATE_INT",
    culprit=[when(_matched_after_adoption, "ad1.DATE_MATCH"), "ad1.DATE_MATCH or current.DECOM"],
    days=lambda f: days_between(f.current.DECOM, f.ad1.DATE_MATCH),
    sentence=[
        when(
            _matched_after_adoption,
            "The child was matched with the adopters on {ad1.DATE_MATCH}, after the adoption itself on {current.DEC}.",
        ),
        (
            "The child was matched with the adopters on {ad1.DATE_MATCH}, but the episode that ended in adoption began"
            " on {current.DECOM}, {days} days before."
        ),
    ],
    cause="Matched {ad1.DATE_MATCH}, after the placement began on {current.DECOM}",
    letter=letter(
        [
            when(
                lambda f: f.current.DEC.readable,
                "{current.placement} from {current.DECOM} to {current.DEC}, ended by adoption. Matched with the"
                " adopters on {ad1.DATE_MATCH}.",
            ),
            (
                "{current.placement} from {current.DECOM}, ended by adoption. Matched with the adopters on"
                " {ad1.DATE_MATCH}."
            ),
        ],
        [
            when(_matched_after_adoption, "The match is dated after the adoption."),
            (
                "The match comes before the child is placed with the adopters, or on that day. Here it is {days} days"
                " later."
            ),
        ],
        "On which day was the match, and from which day was the child placed for adoption? Correct the one that is "
        "wrong. If the adopters fostered the child first, tell us when the placement became one for adoption.",
    ),
)


def _decided_in_care(f):
    """The child's decision that is dated on or after the day on which care began."""
    return another(f.current, f.r.PlacedAdoption, lambda e, decision: decision.DATE_PLACED >= e.DECOM)


words(
    "334",
    who="adoption",
    theme=ADOPTION,
    show="DATE_INT DECOM DEC RNE REC DATE_PLACED",
    clues={"before": before, "adoption": _decided_in_care},
    culprit=[
        when(went_on, "current.RNE"),
        when(lambda f: f.adoption.exists, "ad1.DATE_INT"),
        "ad1.DATE_INT or current.DECOM",
    ],
    days=lambda f: days_between(f.ad1.DATE_INT, f.current.DECOM),
    sentence=[
        when(
            went_on,
            "The decision is dated {ad1.DATE_INT}, before {current.DECOM}, when care started with S. But the episode "
            "before ended on the same day, so care went on.",
        ),
        when(
            lambda f: f.adoption.exists,
            "The decision is dated {ad1.DATE_INT} in AD1 and {adoption.DATE_PLACED} in PlacedAdoption. The child "
            "started to be looked after on {current.DECOM}.",
        ),
        "The decision that the child should be placed for adoption is dated {ad1.DATE_INT}, {days} days before "
        "the child started to be looked after on {current.DECOM}.",
    ],
    cause="Adoption decision {ad1.DATE_INT} is before care began on {current.DECOM}",
    letter=letter(
        "Decision that the child should be placed for adoption: {ad1.DATE_INT}. The child last came into care on "
        "{current.DECOM}.",
        "The decision is made while the child is in care, so it cannot come before that day.",
        "Are both dates right? Correct the one that is wrong. If the child was in care without a break, tell us since "
        "when. If it was decided in an earlier time in care, tell us when it was decided again.",
    ),
)


def _denied(f):
    return f.ad1.FOSTER_CARE == "0"


words(
    "335",
    who="adoption",
    theme=ADOPTION,
    show=f"{EPISODE} FOSTER_CARE",
    culprit="current.PLACE or ad1.FOSTER_CARE",
    answer=lambda f: np.where(_denied(f), "no", "yes"),
    sentence=[
        when(
            _denied,
            "{current.PLACE}[ ({current.placement})] says that the adopters were the foster carers; the "
            "adoption details say 0 (not adopted by the foster carer).",
        ),
        (
            "{current.PLACE}[ ({current.placement})] says that the adopters were not the foster carers; the adoption "
            "details say 1 (adopted by the foster carer)."
        ),
    ],
    cause=[
        when(_denied, "Placement {current.PLACE} is with the foster carers, adoption details say it is not"),
        "Adopted by the foster carer, but placement {current.PLACE} says otherwise",
    ],
    letter=letter(
        [
            when(
                lambda f: f.current.DEC.readable,
                "Adopted on {current.DEC}. Until then: {current.placement}. Adopted by a foster carer: {answer}.",
            ),
            "Adopted. Until then: {current.placement}. Adopted by a foster carer: {answer}.",
        ],
        "The placement and the answer say the opposite of each other.",
        "Were the adopters the child’s foster carers when the child was placed with them for adoption? Correct the one "
        "that is wrong.",
    ),
)
words(
    "521",
    who="adoption",
    theme=ADOPTION,
    show="PLACE DECOM DATE_INT DATE_MATCH",
    culprit="ad1.DATE_INT or current.DECOM",
    days=lambda f: days_between(f.current.DECOM, f.ad1.DATE_INT),
    sentence=(
        "The child was placed for adoption ({current.PLACE}) on {current.DECOM}, but the decision is dated "
        "{ad1.DATE_INT}, {days} days later."
    ),
    cause="Adoption decided on {ad1.DATE_INT}, after the placement of {current.DECOM}",
    letter=letter(
        "Placed for adoption on {current.DECOM}. The decision that the child should be placed for adoption: "
        "{ad1.DATE_INT}.",
        "The decision is dated {days} days after the placement.",
        "On which day was it decided that the child should be placed for adoption, and on which day was the child "
        "placed? Tell us which date is wrong.",
    ),
)


def _one_is_after_match(late, fine):
    return lambda f: (late(f) > f.ad1.DATE_MATCH) & (fine(f) <= f.ad1.DATE_MATCH)


def _placed(f):
    return f.adoption.DATE_PLACED


def _decided(f):
    return f.ad1.DATE_INT


words(
    "523",
    who="adoption",
    theme=ADOPTION,
    show=f"{PLAN_ENDS} DATE_INT DATE_MATCH",
    culprit=[
        when(_one_is_after_match(_placed, _decided), "adoption.DATE_PLACED"),
        when(_one_is_after_match(_decided, _placed), "ad1.DATE_INT"),
        "adoption.DATE_PLACED or ad1.DATE_INT",
    ],
    remedy="It is one decision: give it the same day in both tables.",
    sentence=(
        "The decision that the child should be placed for adoption is dated {adoption.DATE_PLACED} in "
        "PlacedAdoption and {ad1.DATE_INT} in AD1."
    ),
    cause="Adoption decision is dated {adoption.DATE_PLACED} and {ad1.DATE_INT}",
    letter=letter(
        "The decision that the child should be placed for adoption, recorded twice: {adoption.DATE_PLACED} and "
        "{ad1.DATE_INT}.",
        "It is one decision, but the two dates differ.",
        "On which day was it decided? If there were two decisions, tell us both days, and on which day the first one "
        "was reversed.",
    ),
)
words(
    "525",
    who="adoption",
    theme=ADOPTION,
    show=f"{PLAN_ENDS} {DETAILS} DEC REC",
    clues={"current": last_episode},
    culprit=[
        when(was_adopted, "adoption.DATE_PLACED_CEASED"),
        when(lambda f: f.current.exists, filled(THEIRS)),
        one_of("adoption.DATE_PLACED_CEASED", filled(THEIRS)),
    ],
    sentence=[
        when(
            was_adopted,
            "The plan for adoption was reversed on {adoption.DATE_PLACED_CEASED}, but AD1 has details of an adoption, "
            "and the child was adopted on {current.DEC} ({current.REC}).",
        ),
        when(
            lambda f: f.current.exists,
            "The plan for adoption was reversed on {adoption.DATE_PLACED_CEASED}, but AD1 has details of an adoption; "
            "no episode ends with one.",
        ),
        "The plan for adoption was reversed on {adoption.DATE_PLACED_CEASED}, but AD1 has details of an adoption.",
    ],
    cause="Plan for adoption ended on {adoption.DATE_PLACED_CEASED}, but AD1 is filled in",
    letter=letter(
        "The plan for adoption ended on {adoption.DATE_PLACED_CEASED}. We also have details of the adopters or of the "
        "match.",
        "Such details are only recorded for a child who was adopted, and a child is not adopted under a plan that has "
        "ended.",
        "Was the child adopted? If so, tell us the day, and whether the plan was ever dropped. If not, tell us and we "
        "will take the details out. If the plan was taken up again, tell us the day of the new decision.",
    ),
)


def _placed_before(f):
    return f.PLACE.isin(FOR_ADOPTION) & (f.DECOM < f.DEC)


words(
    "582",
    who="adoption",
    theme=ADOPTION,
    show=f"{EPISODE} DATE_MATCH DATE_INT",
    culprit=[when(_placed_before, "ad1.DATE_MATCH"), "ad1.DATE_MATCH or DEC"],
    sentence=[
        when(
            _placed_before,
            "The child was adopted on {DEC} and matched with the adopters on the same day, though "
            "already placed for adoption from {DECOM}.",
        ),
        "The child was adopted on {DEC} and matched with the adopters on the same day.",
    ],
    cause="Matched with the adopters on the day of the adoption, {DEC}",
    letter=letter(
        [
            when(
                _placed_before,
                "Placed for adoption from {DECOM}. Matched with the adopters on {ad1.DATE_MATCH}. Adopted on {DEC}.",
            ),
            "Matched with the adopters on {ad1.DATE_MATCH}. Adopted on {DEC}.",
        ],
        "The match comes well before the court’s order, so the same day cannot be right for both.",
        "On which day was the child matched with the adopters, and on which day did the court make the adoption order? "
        "Correct the one that is wrong.",
    ),
)


def _no_details(f):
    return ~f.ad1.exists


def _all_blank(f):
    return ~f.ad1.any_filled(*ADOPTION_DETAILS)


words(
    "601",
    who="adoption",
    theme=ADOPTION,
    show=f"{EPISODE} {DETAILS}",
    culprit=[when(_no_details, ""), blank(THEIRS)],
    remedy=[
        when(
            _no_details, "Add a row for the child in AD1. If the child was not adopted, correct the reason in Episodes."
        ),
        "Fill in the blank details. If the child was not adopted, correct the reason in Episodes.",
    ],
    blank_names=lambda f: details_called(f.ad1),
    is_are=lambda f: verb(f.ad1, DETAILS),
    blank_details=lambda f: details_asked(f.ad1),
    count=lambda f: sum(getattr(f.ad1, name).blank.astype(int) for name in ADOPTION_DETAILS),
    sentence=[
        when(
            _no_details,
            "The child was adopted on {current.DEC} ({current.REC}, {current.reason_ended}), but AD1 has no row.",
        ),
        when(
            _all_blank,
            "The child was adopted on {current.DEC} ({current.REC}, {current.reason_ended}), but all six "
            "details in AD1 are blank.",
        ),
        (
            "The child was adopted on {current.DEC} ({current.REC}, {current.reason_ended}), but {blank_names} {is_are}"
            " blank in AD1."
        ),
    ],
    cause=[
        when(_all_blank, "Adopted on {current.DEC}, but no adoption details"),
        when(lambda f: f.count > 2, "Adopted on {current.DEC}, but {count} of 6 adoption details are blank"),
        "Adopted on {current.DEC}, but {blank_names} {is_are} blank",
    ],
    letter=[
        when(
            _all_blank,
            letter(
                "Adopted on {current.DEC}.",
                "The details of the adoption are not filled in.",
                f"Enter {', '.join(list(ASKED.values())[:-1])} and {ASKED['LS_ADOPTR']}. If the child was not adopted, "
                "tell us why care ended.",
            ),
        ),
        letter(
            "Adopted on {current.DEC}.",
            "Not filled in: {blank_details}.",
            "Enter what is not filled in. If the child was not adopted, tell us why care ended.",
        ),
    ],
)


def _adopted(f):
    return f.current.REC.isin(ADOPTED)


def _no_day(f):
    return _adopted(f) & ~f.current.DEC.readable


def _before(f):
    return _adopted(f) & (f.current.DEC < f.r.start)


def _no_episode(f):
    return ~f.current.exists


def _still_in_care(f):
    return f.current.DEC.blank


words(
    "602",
    who="adoption",
    theme=ADOPTION,
    show=f"{DETAILS} {EPISODE}",
    culprit=[
        when(_adopted, "current.DEC"),
        when(lambda f: _no_episode(f) | _still_in_care(f), filled(DETAILS)),
        one_of("current.REC", filled(DETAILS)),
    ],
    sentence=[
        when(
            lambda f: _adopted(f) & f.current.DEC.blank,
            "AD1 has details of an adoption and the episode ended with {current.REC} ({current.reason_ended}), but "
            "its end date is blank.",
        ),
        when(
            _no_day,
            "AD1 has details of an adoption and the episode ended with {current.REC} "
            "({current.reason_ended}), but “{current.DEC}” is not a valid date.",
        ),
        when(
            _before,
            "AD1 has details of an adoption, but the child was adopted on {current.DEC}, before "
            "{year_start}, the first day of the year.",
        ),
        when(
            _adopted,
            "AD1 has details of an adoption, but the child was adopted on {current.DEC}, after {year_end}, "
            "the last day of the year.",
        ),
        when(_no_episode, "AD1 has details of an adoption, but the child has no episode this year."),
        when(
            _still_in_care,
            "AD1 has details of an adoption, but the child is still in care: {current.PLACE}[, "
            "{current.placement},] from {current.DECOM}.",
        ),
        (
            "AD1 has details of an adoption, but the latest episode ended on {current.DEC} with {current.REC}[ "
            "({current.reason_ended})]."
        ),
    ],
    cause=[
        when(_adopted, "Adoption details, but the day of adoption is not in this year"),
        when(_no_episode, "Adoption details, but no episode this year"),
        when(_still_in_care, "Adoption details, but the child is still in care"),
        "Adoption details, but care ended with {current.REC}",
    ],
    letter=[
        when(
            _no_day,
            letter(
                "Details of an adoption. The reason care ended is adoption, but there is no day that we can read.",
                "We need the day of the adoption to know the year it counts in.",
                "On which day did the court make the adoption order?",
            ),
        ),
        when(
            _adopted,
            letter(
                "Details of an adoption. The child was adopted on {current.DEC}.",
                "That is not between {year_start} and {year_end}, the year we report on.",
                "On which day did the court make the adoption order? If our day is right, tell us and we will leave the"
                " details out of this year’s report.",
            ),
        ),
        letter(
            [
                when(_no_episode, "Details of an adoption. We have no time in care for the child this year."),
                when(
                    _still_in_care,
                    "Details of an adoption. The child is still in care: {current.placement}, from {current.DECOM}.",
                ),
                when(
                    lambda f: f.current.REC.filled & (f.current.REC != "X1"),
                    "Details of an adoption. The child left care on {current.DEC}[: {current.reason_ended}].",
                ),
                (
                    "Details of an adoption. The child’s last placement with us ended on {current.DEC}, but not by"
                    " adoption."
                ),
            ],
            "The details are asked for once a child has been adopted, and nothing else shows that.",
            "Has the court made an adoption order? If so, on which day? If not, tell us and we will leave the details "
            "out until there is one.",
        ),
    ],
)
