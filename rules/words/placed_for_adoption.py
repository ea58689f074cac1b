"""Words for rules/placed_for_adoption.py."""

import numpy as np

from check903.reference.groups import ADOPTION_DETAILS, FOR_ADOPTION
from check903.wording import blank, days_between, filled, letter, one_of, same, when, words
from check903.wording.clues import after, another, goes_on
from check903.wording.lists import is_blank, phrases, verb

from .adoption import ADOPTION, PLAN_ENDS

LAST_YEAR = "Disagrees with last year"
EPISODE = "DECOM DEC REC LS PLACE"
ENDS = "DATE_PLACED_CEASED REASON_PLACED_CEASED"
ASKED_WHY = "the child’s needs changed, the court made no placement order, no adopters were found, or something else?"
CHECK_YEAR = "Check the day and the year. If the date is right, tell us: it belongs in next year’s report."


def _theirs(columns):
    """Those columns of the decision, whichever of the two rows of the pair it is."""
    return " ".join(f"adoption.{name}" for name in columns.split())


# -- beside the child's episodes --------------------------------------------------------------------------------------


def _decided_after_year(f):
    return f.adoption.DATE_PLACED > f.r.end


def _reversed_after_year(f):
    return f.adoption.DATE_PLACED_CEASED > f.r.end


def _decided_after_care(f):
    return f.adoption.DATE_PLACED > f.current.DEC


def _late(f):
    return {"adoption.DATE_PLACED": _decided_after_year(f), "adoption.DATE_PLACED_CEASED": _reversed_after_year(f)}


words(
    "117",
    who="adoption",
    theme=ADOPTION,
    show=f"{PLAN_ENDS} {EPISODE}",
    culprit=[
        when(lambda f: _decided_after_year(f) | _reversed_after_year(f), _late),
        when(_decided_after_care, "adoption.DATE_PLACED or current.DEC"),
        "adoption.DATE_PLACED_CEASED or current.DEC",
    ],
    days=lambda f: days_between(f.current.DEC, f.adoption.DATE_PLACED),
    days_reversed=lambda f: days_between(f.current.DEC, f.adoption.DATE_PLACED_CEASED),
    sentence=[
        when(
            _decided_after_year,
            "The decision for adoption is dated {adoption.DATE_PLACED}, after {year_end}, the last day of the year.",
        ),
        when(
            _reversed_after_year,
            "The adoption decision was reversed on {adoption.DATE_PLACED_CEASED}, after {year_end}, the last day of "
            "the year.",
        ),
        when(
            _decided_after_care,
            "The decision for adoption is dated {adoption.DATE_PLACED}, {days} days after care ended on "
            "{current.DEC}[ ({current.REC}[, {current.reason_ended}])].",
        ),
        (
            "The adoption decision was reversed on {adoption.DATE_PLACED_CEASED}, {days_reversed} days after care ended"
            " on {current.DEC}[ ({current.REC}[, {current.reason_ended}])]."
        ),
    ],
    cause=[
        when(
            lambda f: _decided_after_year(f) | _reversed_after_year(f),
            "Adoption decision is dated after the end of the year",
        ),
        "Adoption decision is dated after the child left care on {current.DEC}",
    ],
    letter=[
        when(
            _decided_after_year,
            letter(
                "The decision that the child should be placed for adoption was made on {adoption.DATE_PLACED}.",
                "That is after {year_end}, the last day of the year we report on.",
                CHECK_YEAR,
            ),
        ),
        when(
            _reversed_after_year,
            letter(
                "The decision that the child should no longer be placed for adoption was made on "
                "{adoption.DATE_PLACED_CEASED}.",
                "That is after {year_end}, the last day of the year we report on.",
                CHECK_YEAR,
            ),
        ),
        letter(
            [
                when(
                    _decided_after_care,
                    "The decision that the child should be placed for adoption was made on {adoption.DATE_PLACED}. The "
                    "child left care on {current.DEC}[: {current.reason_ended}].",
                ),
                (
                    "The decision that the child should no longer be placed for adoption was made on "
                    "{adoption.DATE_PLACED_CEASED}. The child left care on {current.DEC}[: {current.reason_ended}]."
                ),
            ],
            "By then the child was no longer in care.",
            "On which day was it decided, and on which day did the child leave care? Correct the one that is wrong.",
        ),
    ],
)


def _reversed_before_year(f):
    return f.adoption.DATE_PLACED_CEASED < f.r.start


def _reversed_before_decided(f):
    return f.adoption.DATE_PLACED_CEASED < f.adoption.DATE_PLACED


def _decided_in_care(f):
    return f.adoption.DATE_PLACED >= f.current.DECOM


words(
    "118",
    who="adoption",
    theme=ADOPTION,
    show=f"{PLAN_ENDS} DECOM RNE LS",
    culprit=[
        when(lambda f: _reversed_before_year(f) | _decided_in_care(f), "adoption.DATE_PLACED_CEASED"),
        when(_reversed_before_decided, "adoption.DATE_PLACED_CEASED"),
        "adoption.DATE_PLACED_CEASED or current.DECOM",
    ],
    sentence=[
        when(
            _reversed_before_year,
            "The adoption decision was reversed on {adoption.DATE_PLACED_CEASED}, before {year_start}, the first day "
            "of the year.",
        ),
        (
            "The adoption decision was reversed on {adoption.DATE_PLACED_CEASED}, before the child’s first episode"
            " began on {current.DECOM}."
        ),
    ],
    cause=[
        when(_reversed_before_year, "Adoption reversal on {adoption.DATE_PLACED_CEASED} is before the year began"),
        "Adoption reversal on {adoption.DATE_PLACED_CEASED} is before care began",
    ],
    letter=[
        when(
            _reversed_before_year,
            letter(
                "The decision that the child should no longer be placed for adoption was made on "
                "{adoption.DATE_PLACED_CEASED}.",
                "That was before {year_start}, the first day of the year we report on.",
                "Check the day and the year. If the date is right, tell us and we will leave the decision out of this "
                "year’s report.",
            ),
        ),
        letter(
            "The decision that the child should no longer be placed for adoption was made on "
            "{adoption.DATE_PLACED_CEASED}. The child came into care on {current.DECOM}.",
            "It cannot have been decided before the child was in care.",
            "On which day was it decided, and on which day did the child come into care? Correct the one that is "
            "wrong.",
        ),
    ],
)
words(
    "184",
    who="adoption",
    theme=ADOPTION,
    show=f"{PLAN_ENDS} DOB",
    culprit=[
        when(lambda f: f.DOB.same_as(f.header.DOB), "DATE_PLACED"),
        when(lambda f: f.DOB.readable & (f.DOB <= f.DATE_PLACED), "header.DOB"),
        "DATE_PLACED or header.DOB",
    ],
    days=lambda f: days_between(f.DATE_PLACED, f.header.DOB),
    sentence="The decision for adoption is dated {DATE_PLACED}, {days} days before the child was born on {header.DOB}.",
    cause="Adoption decision on {DATE_PLACED} is before the child was born",
    letter=letter(
        "The decision that the child should be placed for adoption was made on {DATE_PLACED}. The child was born on "
        "{header.DOB}.",
        "It was decided before the child was born.",
        "Check both dates, especially the years, and correct the one that is wrong.",
    ),
)


def _no_row(f):
    return ~f.adoption.exists


words(
    "551",
    who="adoption",
    theme=ADOPTION,
    show=f"PLACE DECOM DEC LS {PLAN_ENDS}",
    culprit=[when(_no_row, ""), "adoption.DATE_PLACED"],
    sentence=[
        when(
            _no_row, "The placement from {DECOM} is {PLACE} ({placement}), but PlacedAdoption has no row for the child."
        ),
        "The placement from {DECOM} is {PLACE} ({placement}), but the date of the decision for adoption is blank.",
    ],
    cause=[
        when(_no_row, "Placed for adoption ({PLACE}), but no decision for adoption"),
        "Placed for adoption ({PLACE}), but the date of the decision is blank",
    ],
    letter=letter(
        "{placement}, from {DECOM}.",
        "The day on which it was decided that the child should be placed for adoption is not filled in.",
        "On which day was it decided? If the child is not placed for adoption there, or is fostered by people who may "
        "adopt later, tell us.",
    ),
)


def _days_late(f):
    return days_between(f.current.DECOM, f.adoption.DATE_PLACED)


def _decided_earlier(table, column="DATE_PLACED"):
    """The child's row there that dates the decision on or before the start of the episode."""
    return lambda f: another(f.current, getattr(f.r, table), lambda e, other: getattr(other, column) <= e.DECOM)


def _ended_by_then(f):
    """An earlier decision, on or before the start of the episode, that has ended."""

    def fits(e, decision):
        return (decision.DATE_PLACED <= e.DECOM) & decision.DATE_PLACED_CEASED.filled

    return another(f.current, f.r.PlacedAdoption, fits)


EARLIER = {
    "other": _ended_by_then,
    "ad1": _decided_earlier("AD1", "DATE_INT"),
    "last": _decided_earlier("PlacedAdoption_last"),
}
TOO_LATE = [
    when(lambda f: f.other.exists, ""),
    when(lambda f: f.ad1.exists | f.last.exists, "adoption.DATE_PLACED"),
    "adoption.DATE_PLACED or current.DECOM",
]


def _too_late(sentence):
    """The sentence with what else is known of the decision."""
    earlier = "It can be right: an earlier decision, of {other.DATE_PLACED}, ended on {other.DATE_PLACED_CEASED}."
    return [
        when(lambda f: f.other.exists, f"{sentence} {earlier}"),
        when(lambda f: f.ad1.exists, f"{sentence} AD1 dates it {{ad1.DATE_INT}}."),
        when(lambda f: f.last.exists, f"{sentence} Last year’s return dates it {{last.DATE_PLACED}}."),
        sentence,
    ]


words(
    "552",
    who="adoption",
    theme=ADOPTION,
    show=f"DECOM PLACE LS {PLAN_ENDS} DATE_INT",
    clues=EARLIER,
    culprit=TOO_LATE,
    days=_days_late,
    sentence=_too_late(
        "The placement for adoption began on {current.DECOM} ({current.PLACE}, {current.placement}), {days} days "
        "before the decision for adoption, {adoption.DATE_PLACED}."
    ),
    cause="Placed for adoption {current.DECOM}, decided only on {adoption.DATE_PLACED}",
    letter=[
        when(lambda f: f.other.exists, None),
        letter(
            "{current.placement}, from {current.DECOM}. The decision that the child should be placed for adoption was "
            "made on {adoption.DATE_PLACED}.",
            "The decision should come first, or on the same day.",
            "On which day was it decided, and on which day was the child placed for adoption? If the child was "
            "fostered there first, enter the day on which fostering turned into placement for adoption. If there was "
            "an earlier decision, tell us its day and the day it ended.",
        ),
    ],
)


def _undecided(f):
    return f.table == "Episodes"


def _newer(f):
    """A later decision that still stands."""

    def fits(one, other):
        return (other.DATE_PLACED > one.DATE_PLACED) & ~other.any_filled(*ENDS.split())

    return another(f.adoption, f.r.PlacedAdoption, fits)


def _stands_anew(f):
    return np.full(len(f), not _undecided(f)) & f.other.exists


def _order_without_decision(code, status, order, doubt, letters):
    """Words for 553 and 555: an order of the court without a decision, or with one that was reversed."""
    words(
        code,
        who="adoption",
        theme=ADOPTION,
        show=f"LS DECOM DEC PLACE {PLAN_ENDS}",
        clues={"other": _newer},
        culprit=[
            when(_stands_anew, ""),
            when(lambda f: _undecided(f) & _no_row(f), ""),
            when(_undecided, "adoption.DATE_PLACED"),
            when(lambda f: f.current.PLACE.isin(*FOR_ADOPTION), filled(_theirs(ENDS))),
            one_of("current.LS", filled(_theirs(ENDS))),
        ],
        sentence=[
            when(
                lambda f: _undecided(f) & _no_row(f),
                f"The legal status from {{current.DECOM}} is {status}, {order}, but PlacedAdoption has no row for the "
                f"child.{doubt}",
            ),
            when(
                _undecided,
                f"The legal status from {{current.DECOM}} is {status}, {order}, but the date of the "
                f"decision for adoption is blank.{doubt}",
            ),
            when(
                _stands_anew,
                "This decision for adoption has ended[ on {adoption.DATE_PLACED_CEASED}], while the episode from "
                f"{{current.DECOM}} is still open with {status}, {order}. It can be right: a newer decision, of "
                f"{{other.DATE_PLACED}}, still stands.{doubt}",
            ),
            (
                "The decision for adoption is shown as ended[ on {adoption.DATE_PLACED_CEASED}]["
                " ({adoption.REASON_PLACED_CEASED.meaning})], but the episode from {current.DECOM} is still open"
                f" with {status}, {order}.{doubt}"
            ),
        ],
        cause=[
            when(
                _undecided,
                f"{order.partition(' (')[0].capitalize()} ({status}) from {{current.DECOM}}, but no date "
                "of the decision for adoption",
            ),
            f"Adoption decision is shown as ended, but the {order.partition(' (')[0]} ({status}) is still open",
        ],
        letter=[when(_stands_anew, None), *letters],
    )


_order_without_decision(
    "553",
    "E1",
    "placement order",
    "",
    [
        when(
            _undecided,
            letter(
                "A placement order from {current.DECOM}.",
                "The day on which it was decided that the child should be placed for adoption is not filled in.",
                "On which day was it decided? If the court has made no placement order, tell us the legal status.",
            ),
        ),
        letter(
            "A placement order, still in force. On the other hand, it was decided[ on {adoption.DATE_PLACED_CEASED}]"
            " that the child should no longer be placed for adoption[: {adoption.REASON_PLACED_CEASED.meaning}].",
            "The plan for adoption is shown as ended, but the order that serves it is not.",
            "Is adoption still the plan? If so, take out the day and reason it ended. If not, on which day did the"
            " court end the placement order, and what is the legal status since? If the order still stands, tell us.",
        ),
    ],
)
_order_without_decision(
    "555",
    "D1",
    "freeing order (old adoption law)",
    " D1 itself may be wrong.",
    [
        when(
            _undecided,
            letter(
                "A freeing order from {current.DECOM}.",
                "Freeing orders belong to the old adoption law. Also, the day of the decision for adoption is not"
                " filled in.",
                "Is it a placement order, or another legal status? If adoption is the plan, on which day was it"
                " decided?",
            ),
        ),
        letter(
            "A freeing order from {current.DECOM}, still in force. On the other hand, it was decided[ on "
            "{adoption.DATE_PLACED_CEASED}] that the child should no longer be placed for adoption.",
            "Freeing orders belong to the old adoption law. Also, the plan for adoption has ended and the order has "
            "not.",
            "Is it a placement order, or another legal status? If adoption is still the plan, take out the day and"
            " reason it ended.",
        ),
    ],
)
words(
    "554",
    who="adoption",
    theme=ADOPTION,
    show=f"{PLAN_ENDS} LS DECOM RNE PLACE DATE_INT",
    clues=EARLIER,
    culprit=TOO_LATE,
    days=_days_late,
    sentence=_too_late(
        "The decision for adoption, {adoption.DATE_PLACED}, is {days} days later than the first episode with E1, "
        "placement order, {current.DECOM}."
    ),
    cause="Placement order on {current.DECOM}, but adoption decided only on {adoption.DATE_PLACED}",
    letter=[
        when(lambda f: f.other.exists, None),
        letter(
            "A placement order from {current.DECOM}. The decision that the child should be placed for adoption was "
            "made on {adoption.DATE_PLACED}.",
            "The decision should come before the court’s order, or on the same day.",
            "On which day was it decided, and on which day did the court make the order? Correct the one that is "
            "wrong. If there was an earlier decision, tell us its day and the day it ended.",
        ),
    ],
)
words(
    "556",
    who="adoption",
    theme=ADOPTION,
    show=f"LS DECOM RNE PLACE {PLAN_ENDS}",
    culprit="LS or DECOM or adoption.DATE_PLACED",
    days=_days_late,
    sentence=(
        "The decision for adoption, {adoption.DATE_PLACED}, is {days} days later than the episode with D1, "
        "freeing order (old adoption law), {DECOM}. D1 itself may be wrong."
    ),
    cause="Freeing order (D1) {DECOM}, adoption decided only on {adoption.DATE_PLACED}",
    letter=letter(
        "A freeing order from {DECOM}. The decision that the child should be placed for adoption was made on "
        "{adoption.DATE_PLACED}.",
        "The decision should come before the order. Also, freeing orders belong to the old adoption law.",
        "Is it a placement order, or another legal status? On which day did the court make it, and on which day was "
        "adoption decided?",
    ),
)

CALLED = {"DATE_PLACED_CEASED": "the date of the reversal", "REASON_PLACED_CEASED": "the reason for the reversal"}


def _only_blank(column, other):
    return lambda f: f.adoption.exists & getattr(f.adoption, column).blank & getattr(f.adoption, other).filled


_only_reason = _only_blank("REASON_PLACED_CEASED", "DATE_PLACED_CEASED")
_only_date = _only_blank("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")


def _details(f):
    """The child's row in AD1 with details of an adoption."""
    return f.rows.first_of(f.r.AD1[f.r.AD1.any_filled(*ADOPTION_DETAILS)])


words(
    "557",
    who="adoption",
    theme=ADOPTION,
    show=f"{EPISODE} {PLAN_ENDS} {' '.join(ADOPTION_DETAILS)}",
    clues={"ad1": _details, "after": after},
    culprit=[when(lambda f: f.ad1.exists | goes_on(f), "current.REC"), when(_no_row, ""), blank(_theirs(ENDS))],
    blank_names=lambda f: phrases(f.adoption, CALLED, is_blank),
    is_are=lambda f: verb(f.adoption, ENDS),
    sentence=[
        when(
            lambda f: f.ad1.exists,
            "Care ended[ on {current.DEC}] with {current.REC}[, {current.reason_ended}], but AD1 has details of an "
            "adoption, and the decision for adoption is not shown as ended.",
        ),
        when(
            goes_on,
            "The episode ended on {current.DEC} with {current.REC}[, {current.reason_ended}], but the next one starts "
            "on the same day, so the reason may be X1. The end of the decision for adoption is not filled in.",
        ),
        when(
            _no_row,
            "The child, who was to be adopted ({current.PLACE}[, {current.LS}]), left care[ on {current.DEC}] with "
            "{current.REC}[, {current.reason_ended}], but PlacedAdoption has no row.",
        ),
        (
            "The child, who was to be adopted ({current.PLACE}[, {current.LS}]), left care[ on {current.DEC}] with "
            "{current.REC}[, {current.reason_ended}], but {blank_names} {is_are} blank."
        ),
    ],
    cause="Left care with {current.REC}, but the end of the adoption plan is not filled in",
    letter=[
        when(
            lambda f: f.current.REC != "E2",
            letter(
                [
                    when(
                        lambda f: f.current.PLACE.isin(*FOR_ADOPTION),
                        "{current.placement}[, until {current.DEC}]. Then the child left care[:"
                        " {current.reason_ended}].",
                    ),
                    when(
                        lambda f: f.current.LS == "D1",
                        "A freeing order, under the old adoption law. The child left care[ on {current.DEC}][: "
                        "{current.reason_ended}].",
                    ),
                    "A placement order. The child left care[ on {current.DEC}][: {current.reason_ended}].",
                ],
                [
                    when(
                        lambda f: f.ad1.exists,
                        "We also have details of an adoption, so it is not clear how the child left care.",
                    ),
                    when(_no_row, "Neither the decision for adoption nor its end is filled in."),
                    when(_only_reason, "It is not recorded why adoption stopped being the plan."),
                    when(_only_date, "It is not recorded on which day adoption stopped being the plan."),
                    "It is not recorded when and why adoption stopped being the plan.",
                ],
                [
                    when(
                        lambda f: f.ad1.exists,
                        "Was the child adopted? If so, correct the reason care ended. If not, on which day was it "
                        "decided that adoption was no longer the plan, and why?",
                    ),
                    when(
                        _no_row,
                        "On which day was it decided that the child should be placed for adoption, and on which day"
                        " that it should not? Was it that " + ASKED_WHY + " If the child was adopted, tell us.",
                    ),
                    when(_only_reason, f"Why was that: {ASKED_WHY} If the child was adopted, tell us."),
                    when(_only_date, "On which day was that decided? If the child was adopted, tell us."),
                    f"On which day was that decided, and why: {ASKED_WHY} If the child was adopted, tell us.",
                ],
            ),
        )
    ],
)


def _ended_by_adoption(f):
    return f.adoption.DATE_PLACED_CEASED == f.DEC


words(
    "558",
    who=[when(_ended_by_adoption, "data"), "adoption"],
    theme=ADOPTION,
    show=f"{EPISODE} {PLAN_ENDS} {' '.join(ADOPTION_DETAILS)}",
    clues={"ad1": _details},
    culprit=[
        when(lambda f: _ended_by_adoption(f) | f.ad1.exists, filled(_theirs(ENDS))),
        one_of("REC", filled(_theirs(ENDS))),
    ],
    all_of_them=lambda f: np.array(
        ["both" if count == 2 else f"all {count}" for count in f.decisions.tolist()], object
    ),
    sentence=[
        when(
            _ended_by_adoption,
            "The child was adopted on {DEC} ({REC}), and the newest decision for adoption[, of "
            "{adoption.DATE_PLACED},] is shown as ended on that day. An adoption does not end the decision: the date "
            "and reason must be blank.",
        ),
        when(
            lambda f: f.ad1.exists,
            "The child was adopted[ on {DEC}] ({REC}, {reason_ended}), and AD1 has the details, but {all_of_them} "
            "decisions for adoption are shown as ended, the newest[, of {adoption.DATE_PLACED},] on "
            "{adoption.DATE_PLACED_CEASED}.",
        ),
        (
            "The child was adopted[ on {DEC}] ({REC}, {reason_ended}), but {all_of_them} decisions for adoption are"
            " shown as ended, the newest[, of {adoption.DATE_PLACED},] on {adoption.DATE_PLACED_CEASED}."
        ),
    ],
    cause=[
        when(lambda f: f.DEC.filled, "Adopted on {DEC}, but the newest adoption decision is shown as ended"),
        "Adopted, but the newest adoption decision is shown as ended",
    ],
    letter=letter(
        "Adopted[ on {DEC}]. The newest decision that the child should be placed for adoption[, of "
        "{adoption.DATE_PLACED},] is shown as ended on {adoption.DATE_PLACED_CEASED}.",
        "The decision that led to the adoption should not have an end.",
        "Was the child adopted? If so, take out the day and the reason the newest decision ended. If a later decision "
        "led to the adoption, on which day was it made? If the child was not adopted, tell us why care ended.",
    ),
)


def _earlier_care(f):
    """The child's episode of last year's return in which the decision falls, before care began anew."""

    def fits(decision, e):
        return (e.DECOM <= decision.DATE_PLACED) & ~(e.DEC < decision.DATE_PLACED)

    return another(f.adoption, f.r.Episodes_last, fits)


words(
    "1003",
    who="adoption",
    theme=ADOPTION,
    show="DATE_PLACED DATE_PLACED_CEASED DECOM DEC RNE LS",
    clues={"last": _earlier_care},
    culprit=[
        when(lambda f: f.last.exists, ""),
        when(lambda f: f.adoption.DATE_PLACED < f.adoption.DOB, "adoption.DATE_PLACED"),
        "adoption.DATE_PLACED or current.DECOM",
    ],
    days=lambda f: days_between(f.adoption.DATE_PLACED, f.current.DECOM),
    sentence=[
        when(
            lambda f: f.last.exists,
            "The decision for adoption is dated {adoption.DATE_PLACED}, before the child came into care on "
            "{current.DECOM}. It may belong to an earlier time in care: last year’s return has an episode from "
            "{last.DECOM}[ to {last.DEC}].",
        ),
        "The decision for adoption is dated {adoption.DATE_PLACED}, {days} days before the child came into care "
        "on {current.DECOM}.",
    ],
    cause="Adoption decision of {adoption.DATE_PLACED} is before care began on {current.DECOM}",
    letter=letter(
        "The decision that the child should be placed for adoption was made on {adoption.DATE_PLACED}. The child came "
        "into care on {current.DECOM}.",
        "The decision is from {days} days before the child came into care.",
        "On which day was the decision made? If that day is right, tell us whether the child was in care before. If "
        "care began earlier than we have it, tell us the day.",
    ),
)

# -- beside last year's decisions -------------------------------------------------------------------------------------


def _none_last_year(f):
    return ~f.last.exists


def _same_decision(f):
    """The child's row in AD1 that dates the decision on the same day."""
    return another(f.rows, f.r.AD1, lambda decision, ad1: ad1.DATE_INT == decision.DATE_PLACED)


words(
    "559",
    who=[when(lambda f: f.ad1.exists, "data"), "adoption"],
    theme=LAST_YEAR,
    show=f"{PLAN_ENDS} DATE_INT",
    clues={"ad1": _same_decision},
    culprit=[
        when(_none_last_year, ""),
        when(lambda f: f.ad1.exists, "last.DATE_PLACED"),
        "DATE_PLACED or last.DATE_PLACED",
    ],
    remedy=[when(lambda f: f.ad1.exists, "AD1 has the same day: probably last year’s return lacked it."), ""],
    sentence=[
        when(
            _none_last_year,
            "The decision for adoption is dated {DATE_PLACED}, before {year_start}, but last year’s return has no "
            "decision for the child.",
        ),
        when(
            lambda f: f.last.DATE_PLACED.blank,
            "The decision for adoption is dated {DATE_PLACED}, before {year_start}, but in last year’s return its "
            "date is blank.",
        ),
        (
            "The decision for adoption is dated {DATE_PLACED}, before {year_start}, but in last year’s return its date,"
            " “{last.DATE_PLACED}”, is not a valid date."
        ),
    ],
    cause="Adoption decision of {DATE_PLACED} was not in last year’s return",
    letter=letter(
        "The decision that the child should be placed for adoption was made on {DATE_PLACED}.",
        "That was before this year began on {year_start}, but we did not report it last year.",
        "Is the day right? If it was decided later, correct it. If it is right, tell us and we will correct last "
        "year’s figures.",
    ),
)


def _this_year(f):
    return f.DATE_PLACED >= f.r.start


words(
    "560",
    who=[when(lambda f: f.DATE_PLACED.blank, "data"), "adoption"],
    theme=LAST_YEAR,
    show=PLAN_ENDS,
    culprit="DATE_PLACED",
    sentence=[
        when(
            lambda f: f.DATE_PLACED.blank,
            "The date of the decision for adoption is blank. Last year it was {last.DATE_PLACED}, and the decision "
            "had not ended.",
        ),
        when(
            _this_year,
            "The decision for adoption is dated {DATE_PLACED}, in this year. Last year’s return has one of "
            "{last.DATE_PLACED} that had not ended, and it is not in this year’s return.",
        ),
        (
            "The decision for adoption is dated {DATE_PLACED}. Last year’s return has {last.DATE_PLACED}, and that "
            "decision had not ended."
        ),
    ],
    cause=[
        when(lambda f: f.DATE_PLACED.blank, "Adoption decision date is blank, last year it was {last.DATE_PLACED}"),
        "Adoption decision date {DATE_PLACED} differs from last year’s {last.DATE_PLACED}",
    ],
    letter=[
        when(
            _this_year,
            letter(
                "The decision that the child should be placed for adoption was made on {DATE_PLACED}. Last year we had "
                "{last.DATE_PLACED}.",
                "If this is a new decision, the one of {last.DATE_PLACED} must have ended, and its end is not"
                " filled in.",
                "Is it a new decision? If so, tell us on which day and why the one of {last.DATE_PLACED} ended. If not,"
                " put {last.DATE_PLACED} back.",
            ),
        ),
        letter(
            "The decision that the child should be placed for adoption was made on {DATE_PLACED}. Last year we had "
            "{last.DATE_PLACED}.",
            "The decision still stood at the end of last year, so its day should not have changed.",
            "On which day was it decided? If it was {last.DATE_PLACED}, put that back. If there were two decisions, "
            "tell us on which day and why the first ended.",
        ),
    ],
)


def _carried_over(f):
    return same(f, f.last, PLAN_ENDS)


HAD_ENDED = "had ended[ on {last.DATE_PLACED_CEASED}][ ({last.REASON_PLACED_CEASED.meaning})]"
REPORTED_ENDED = "[ on {last.DATE_PLACED_CEASED}][: {last.REASON_PLACED_CEASED.meaning}]"
CARRIED_OVER = (
    "This decision for adoption[, of {DATE_PLACED},] had already ended in last year’s return[, on "
    "{last.DATE_PLACED_CEASED}]. It does not belong in this year’s."
)
ONE_OF_THE_TWO = one_of("DATE_PLACED", filled("last.DATE_PLACED_CEASED last.REASON_PLACED_CEASED"))
STANDS_AGAIN = letter(
    "The decision that the child should be placed for adoption was made on {DATE_PLACED}. Last year we reported that "
    "it had ended" + REPORTED_ENDED + ".",
    "A decision that has ended cannot stand again. If adoption is the plan now, there should be a new decision with a "
    "later day.",
    "Was there a new decision? If so, on which day? If the first one never ended, tell us and we will correct last "
    "year’s figures. If adoption is no longer the plan, tell us that.",
)
NEW_ONE = (
    "Was there a new decision? If so, on which day? If the earlier one never ended, tell us and we will correct "
    "last year’s figures. If adoption is not the plan, tell us that."
)
words(
    "561",
    who=[when(_carried_over, "data"), "adoption"],
    theme=LAST_YEAR,
    show=PLAN_ENDS,
    culprit=[when(_carried_over, ""), ONE_OF_THE_TWO],
    sentence=[
        when(_carried_over, CARRIED_OVER),
        when(
            lambda f: ~f.rows.any_filled(*ENDS.split()),
            "The decision for adoption of {DATE_PLACED} still stands, but by last year’s return it " + HAD_ENDED + ".",
        ),
        "The decision for adoption of {DATE_PLACED} is shown with another end, but by last year’s return it "
        + HAD_ENDED
        + ".",
    ],
    cause="Adoption decision of {DATE_PLACED} had already ended last year",
    letter=STANDS_AGAIN,
)


def _same_day(f):
    return f.DATE_PLACED.same_as(f.last.DATE_PLACED)


words(
    "584",
    who=[when(_carried_over, "data"), "adoption"],
    theme=LAST_YEAR,
    show=PLAN_ENDS,
    culprit=[when(_carried_over, ""), when(lambda f: f.DATE_PLACED.blank, "DATE_PLACED"), ONE_OF_THE_TWO],
    sentence=[
        when(_carried_over, CARRIED_OVER),
        when(
            lambda f: f.DATE_PLACED.blank,
            "The date of the decision for adoption is blank. Last year’s decision, {last.DATE_PLACED}, "
            + HAD_ENDED
            + ", so this must be a new one.",
        ),
        when(
            _same_day,
            "The decision for adoption has last year’s date, {DATE_PLACED}, but by last year’s return that decision "
            + HAD_ENDED
            + ".",
        ),
        "The decision for adoption is dated {DATE_PLACED}, before last year’s decision, {last.DATE_PLACED}, which "
        + HAD_ENDED
        + ". A new one must be later.",
    ],
    cause=[
        when(lambda f: f.DATE_PLACED.blank, "Adoption decision has no date, last year’s had ended"),
        when(_same_day, "Adoption decision of {DATE_PLACED} had already ended last year"),
        "Adoption decision of {DATE_PLACED} is older than last year’s, which had ended",
    ],
    letter=[
        when(
            lambda f: f.DATE_PLACED.blank,
            letter(
                "A decision that the child should be placed for adoption, with no day. Last year we reported that the"
                " one of {last.DATE_PLACED} had ended" + REPORTED_ENDED + ".",
                "The day of the new decision is not filled in.",
                NEW_ONE,
            ),
        ),
        when(_same_day, STANDS_AGAIN),
        letter(
            "The decision that the child should be placed for adoption was made on {DATE_PLACED}. Last year we "
            "reported one of {last.DATE_PLACED}, which had ended" + REPORTED_ENDED + ".",
            "A new decision should be later than the one that ended.",
            NEW_ONE,
        ),
    ],
)
