"""Words for rules/adoption.py, and what the words about adoption share."""

from check903.reference.groups import ADOPTION_DETAILS
from check903.wording import blank, days_between, letter, same, when, words
from check903.wording.lists import is_blank, phrases, verb

ADOPTION = "Adoption and permanence"
DETAILS = " ".join(ADOPTION_DETAILS)
PLAN_ENDS = "DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED"
CALLED = {
    "DATE_INT": "the date of the decision",
    "DATE_MATCH": "the date of the match",
    "FOSTER_CARE": "the answer about the foster carer",
    "NB_ADOPTR": "the number of adopters",
    "SEX_ADOPTR": "the adopters’ sex",
    "LS_ADOPTR": "the adopters’ legal status",
}
ASKED = {
    "DATE_INT": "the day it was decided that the child should be placed for adoption",
    "DATE_MATCH": "the day of the match with the adopters",
    "FOSTER_CARE": "whether the adopters had been the child’s foster carers",
    "NB_ADOPTR": "how many adopters there are",
    "SEX_ADOPTR": "the sex of the adopters",
    "LS_ADOPTR": "whether the adopters are married, civil partners or neither",
}


def details_called(rows):
    """The blank ones of the six details of an adoption, as the page calls them; text per row."""
    return phrases(rows, CALLED, is_blank)


def details_asked(rows):
    """The blank ones of the six details of an adoption, as a letter asks for them; text per row."""
    return phrases(rows, ASKED, is_blank)


# -- the adoption record ----------------------------------------------------------------------------------------------

words(
    "151",
    who="adoption",
    theme=ADOPTION,
    show=DETAILS,
    culprit=blank(DETAILS),
    blank_names=lambda f: details_called(f),
    is_are=lambda f: verb(f, DETAILS),
    blank_details=lambda f: details_asked(f),
    count=lambda f: sum(is_blank(f, name).astype(int) for name in ADOPTION_DETAILS),
    sentence="Adoption details are only partly filled in: {blank_names} {is_are} blank.",
    cause="Adoption details: {count} of 6 are blank",
    letter=letter(
        [
            when(
                lambda f: f.DATE_MATCH.readable, "An adoption; the child was matched with the adopters on {DATE_MATCH}."
            ),
            when(
                lambda f: f.DATE_INT.readable,
                "An adoption; it was decided on {DATE_INT} that the child should be placed for adoption.",
            ),
            "Some details of an adoption.",
        ],
        "Not filled in: {blank_details}.",
        "Enter what is not filled in. If the child has not been adopted, tell us and we will leave the adoption out.",
    ),
)
words(
    "333",
    who="adoption",
    theme=ADOPTION,
    show="DATE_INT DATE_MATCH",
    culprit=[when(lambda f: ~f.DATE_INT.readable, "DATE_INT"), "DATE_INT or DATE_MATCH"],
    days=lambda f: days_between(f.DATE_MATCH, f.DATE_INT),
    sentence=[
        when(
            lambda f: f.DATE_INT.blank,
            "The child was matched with adopters on {DATE_MATCH}, but the decision that the child should be placed "
            "for adoption has no date.",
        ),
        when(
            lambda f: f.DATE_INT.unreadable,
            "The child was matched with adopters on {DATE_MATCH}, but the date of the decision, “{DATE_INT}”, is not "
            "a valid date.",
        ),
        (
            "The decision that the child should be placed for adoption is dated {DATE_INT}, {days} days after the match"
            " on {DATE_MATCH}."
        ),
    ],
    cause=[
        when(lambda f: f.DATE_INT.blank, "No date of the adoption decision, but matched on {DATE_MATCH}"),
        when(lambda f: f.DATE_INT.unreadable, "Date of the adoption decision, “{DATE_INT}”, is not a valid date"),
        "Adoption decision {DATE_INT} is after the match on {DATE_MATCH}",
    ],
    letter=[
        when(
            lambda f: f.DATE_INT.blank,
            letter(
                "Matched with adopters on {DATE_MATCH}.",
                "It is not recorded when it was decided that the child should be placed for adoption.",
                "On which day was it decided? Enter that day.",
            ),
        ),
        when(
            lambda f: f.DATE_INT.unreadable,
            letter(
                "Decision that the child should be placed for adoption: “{DATE_INT}”. Matched with adopters on "
                "{DATE_MATCH}.",
                "We cannot read the first as a day, month and year.",
                "On which day was it decided? Enter day, month and year.",
            ),
        ),
        letter(
            "Decision that the child should be placed for adoption: {DATE_INT}. Matched with adopters on {DATE_MATCH}.",
            "The decision should come before the match, or on the same day.",
            "On which day was it decided, and on which day was the match? Correct the one that is wrong.",
        ),
    ],
)

# -- who the adopters are ---------------------------------------------------------------------------------------------

COUPLE = "L11 L12 L2 L3 L4".split()
OTHERS = "If somebody else did, tell us who, and whether they are married, civil partners or neither."


def _no_sex(f):
    return ~f.SEX_ADOPTR.isin("M1", "F1", "MM", "FF", "MF")


def _one(f):
    return f.SEX_ADOPTR.isin("M1", "F1")


words(
    "511",
    who="adoption",
    theme=ADOPTION,
    show="NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    culprit=[
        when(lambda f: f.LS_ADOPTR == "L0", "NB_ADOPTR"),
        when(lambda f: f.LS_ADOPTR.isin(*COUPLE), "SEX_ADOPTR"),
        "NB_ADOPTR or SEX_ADOPTR",
    ],
    sentence="There are 2 adopters, but their sex is {SEX_ADOPTR}, {SEX_ADOPTR.meaning}.",
    cause="Two adopters, but sex {SEX_ADOPTR} is that of one",
    letter=letter(
        "Adopted by two people. Who they are: {SEX_ADOPTR.meaning}.[ Their status: {LS_ADOPTR.meaning}.]",
        "Two people adopted the child, but only one is described.",
        "How many people adopted the child? If two: two men, two women, or a man and a woman?",
    ),
)
words(
    "514",
    who="adoption",
    theme=ADOPTION,
    show="LS_ADOPTR SEX_ADOPTR NB_ADOPTR",
    culprit=[
        when(lambda f: _no_sex(f) | (f.NB_ADOPTR == "1"), "SEX_ADOPTR"),
        when(lambda f: f.NB_ADOPTR == "2", "LS_ADOPTR"),
        "LS_ADOPTR or SEX_ADOPTR",
    ],
    sentence=[
        when(lambda f: f.SEX_ADOPTR.blank, "The adopter is single (L0), but the sex is blank."),
        "The adopter is single (L0), but the adopters’ sex is {SEX_ADOPTR}[, {SEX_ADOPTR.meaning}].",
    ],
    cause="Adopter is single (L0), but the adopters’ sex is {SEX_ADOPTR}",
    letter=[
        when(
            _no_sex,
            letter(
                "Adopted by a single person.",
                "It is not recorded whether it was a man or a woman.",
                "Was the adopter a man or a woman? If two people adopted the child, tell us who they are, and whether"
                " they are married or civil partners.",
            ),
        ),
        letter(
            "Adopted by a single person. Who adopted: {SEX_ADOPTR.meaning}.",
            "A single person cannot be a couple.",
            "Did one person adopt the child, or two? If one: a man or a woman? If two: are they married, civil "
            "partners or neither?",
        ),
    ],
)


def _couple(code: str, status: str, adopters: str, fits: str, asked: str, cause: str) -> None:
    """Words of the rules on a couple whose sex does not go with their status, as the page and as a letter say it."""
    words(
        code,
        who="adoption",
        theme=ADOPTION,
        show="LS_ADOPTR SEX_ADOPTR NB_ADOPTR",
        culprit=[
            when(_no_sex, "SEX_ADOPTR"),
            when(lambda f: _one(f) & (f.NB_ADOPTR == "1"), "LS_ADOPTR"),
            when(lambda f: _one(f) & (f.NB_ADOPTR == "2"), "SEX_ADOPTR"),
            "LS_ADOPTR or SEX_ADOPTR",
        ],
        sentence=[
            when(lambda f: f.SEX_ADOPTR.blank, f"The adopters are {status}, but their sex is blank; {fits} fits."),
            f"The adopters are {status}, but their sex is {{SEX_ADOPTR}}[ ({{SEX_ADOPTR.meaning}})], not {fits}.",
        ],
        cause=cause,
        letter=[
            when(
                _no_sex,
                letter(
                    f"Adopted by {adopters}.",
                    "It is not recorded properly whether two people adopted the child, and whether they are men or"
                    " women.",
                    f"Did {asked} adopt the child? {OTHERS}",
                ),
            ),
            letter(
                f"Adopted by {adopters}. Elsewhere we have: {{SEX_ADOPTR.meaning}}.",
                "The two do not agree.",
                "Who adopted the child: a man and a woman, two men, two women, or one person? Are they married, civil "
                "partners or neither?",
            ),
        ],
    )


_couple(
    "517",
    "L3, an unmarried man and woman",
    "a man and a woman who are not married",
    "MF",
    "a man and a woman",
    "Adopters are L3 (unmarried man and woman), but their sex is {SEX_ADOPTR}",
)
_couple(
    "518",
    "L4, an unmarried couple of the same sex",
    "a couple of the same sex who are neither married nor civil partners",
    "MM or FF",
    "two men or two women",
    "Adopters are L4 (unmarried, same sex), but their sex is {SEX_ADOPTR}",
)
_couple(
    "519",
    "L2, civil partners",
    "civil partners",
    "MM, FF or MF",
    "two civil partners",
    "Adopters are civil partners (L2), but their sex is {SEX_ADOPTR}",
)
_couple(
    "520",
    "L11, a married man and woman",
    "a married man and woman",
    "MF",
    "a man and a woman",
    "Adopters are L11 (married man and woman), but their sex is {SEX_ADOPTR}",
)
_couple(
    "524",
    "L12, a married couple of the same sex",
    "a married couple of the same sex",
    "MM or FF",
    "two men or two women",
    "Adopters are L12 (same-sex marriage), but their sex is {SEX_ADOPTR}",
)

# -- decisions --------------------------------------------------------------------------------------------------------

words(
    "119",
    who="adoption",
    theme=ADOPTION,
    show=PLAN_ENDS,
    culprit=blank("DATE_PLACED_CEASED REASON_PLACED_CEASED"),
    sentence=[
        when(
            lambda f: f.DATE_PLACED_CEASED.unreadable,
            "The adoption decision was reversed on “{DATE_PLACED_CEASED}”, which is not a valid date, and the reason "
            "is blank.",
        ),
        when(
            lambda f: f.REASON_PLACED_CEASED.blank,
            "The adoption decision was reversed on {DATE_PLACED_CEASED}, but the reason is blank.",
        ),
        (
            "The adoption decision has a reason for its reversal, {REASON_PLACED_CEASED}[ "
            "({REASON_PLACED_CEASED.meaning})], but no date."
        ),
    ],
    cause=[
        when(lambda f: f.REASON_PLACED_CEASED.blank, "No reason for the reversal of the adoption decision"),
        "No date for the reversal of the adoption decision",
    ],
    letter=[
        when(
            lambda f: f.REASON_PLACED_CEASED.blank,
            letter(
                "On {DATE_PLACED_CEASED} it was decided that the child should no longer be placed for adoption.",
                "The reason is not filled in.",
                "Why was it decided: the child’s needs changed, the court made no placement order, no adopters were"
                " found, or something else? If adoption is still the plan, tell us.",
            ),
        ),
        letter(
            "It was decided that the child should no longer be placed for adoption.[ The reason: "
            "{REASON_PLACED_CEASED.meaning}.]",
            "The date is not filled in.",
            "On which day was it decided? If adoption is still the plan, tell us.",
        ),
    ],
)
words(
    "522",
    who="adoption",
    theme=ADOPTION,
    show=PLAN_ENDS,
    culprit="DATE_PLACED or DATE_PLACED_CEASED",
    days=lambda f: days_between(f.DATE_PLACED_CEASED, f.DATE_PLACED),
    sentence=(
        "The decision that the child should be placed for adoption is dated {DATE_PLACED}, but it was reversed on "
        "{DATE_PLACED_CEASED}, {days} days before."
    ),
    cause="Adoption decision reversed on {DATE_PLACED_CEASED}, before it was made",
    letter=letter(
        "Decision that the child should be placed for adoption: {DATE_PLACED}. Day on which the plan ended: "
        "{DATE_PLACED_CEASED}.",
        "The plan ended before it was decided.",
        "On which day was the decision made, and on which day did the plan end? The two may have been swapped. If the "
        "plan still stands, tell us.",
    ),
)
words(
    "563",
    who="adoption",
    theme=ADOPTION,
    show=PLAN_ENDS,
    culprit="DATE_PLACED",
    sentence=(
        "The decision for adoption was reversed on {DATE_PLACED_CEASED} ({REASON_PLACED_CEASED}[, "
        "{REASON_PLACED_CEASED.meaning}]), but the date on which it was made is blank."
    ),
    cause="Adoption decision was reversed, but its own date is blank",
    letter=letter(
        "On {DATE_PLACED_CEASED} it was decided that the child should no longer be placed for adoption[: "
        "{REASON_PLACED_CEASED.meaning}].",
        "The day of the first decision, that the child should be placed for adoption, is not filled in.",
        "On which day was it made? If there was no such decision, tell us and we will take its end out.",
    ),
)


def _twice(f):
    return same(f, f.before, PLAN_ENDS)


def _no_decision(f):
    return f.DATE_PLACED.blank & f.DATE_PLACED_CEASED.blank & f.REASON_PLACED_CEASED.blank


def _before_not_ended(f):
    return ~f.before.DATE_PLACED_CEASED.readable


words(
    "579",
    who=[when(lambda f: _twice(f) | _no_decision(f), "data"), "adoption"],
    theme=ADOPTION,
    show=PLAN_ENDS,
    culprit=[
        when(lambda f: _twice(f) | _no_decision(f), ""),
        when(_before_not_ended, "before.DATE_PLACED_CEASED"),
        "DATE_PLACED or before.DATE_PLACED_CEASED",
    ],
    days=lambda f: days_between(f.DATE_PLACED, f.before.DATE_PLACED_CEASED),
    sentence=[
        when(
            lambda f: _twice(f) & f.DATE_PLACED.filled, "The decision for adoption of {DATE_PLACED} was entered twice."
        ),
        when(_no_decision, "There is a second decision for adoption in which nothing is filled in."),
        when(
            lambda f: f.DATE_PLACED.blank,
            "There is a second decision for adoption without a date, while the one before[, of {before.DATE_PLACED},] "
            "has no valid end date.",
        ),
        when(
            lambda f: f.DATE_PLACED.unreadable,
            "There is a second decision for adoption of “{DATE_PLACED}”, which is not a valid date, while the one "
            "before[, of {before.DATE_PLACED},] has no valid end date.",
        ),
        when(
            lambda f: f.before.DATE_PLACED_CEASED.blank,
            "The decision for adoption of {before.DATE_PLACED} has no end date, and there is a new one of "
            "{DATE_PLACED}.",
        ),
        when(
            _before_not_ended,
            "The decision for adoption of {before.DATE_PLACED} ended on “{before.DATE_PLACED_CEASED}”, which is not a "
            "valid date, and there is a new one of {DATE_PLACED}.",
        ),
        (
            "The new decision for adoption, {DATE_PLACED}, is {days} days before the end of the one before it, "
            "{before.DATE_PLACED_CEASED}."
        ),
    ],
    cause=[
        when(lambda f: _twice(f) & f.DATE_PLACED.filled, "Adoption decision of {DATE_PLACED} was entered twice"),
        when(lambda f: ~f.DATE_PLACED.readable, "Second adoption decision without a valid date, first one not ended"),
        when(_before_not_ended, "Adoption decision of {before.DATE_PLACED} has no end, and another follows"),
        "Adoption decisions of {before.DATE_PLACED} and {DATE_PLACED} overlap",
    ],
    letter=[
        when(
            lambda f: ~f.DATE_PLACED.readable,
            letter(
                "Two decisions that the child should be placed for adoption: one[ of {before.DATE_PLACED}], and one "
                "without a day that we can read.",
                "It is not clear whether there was a second decision.",
                "Was there one? If so, on which day, and on which day and why did the first one end? If not, tell us"
                " and we will take it out.",
            ),
        ),
        when(
            _before_not_ended,
            letter(
                "Two decisions that the child should be placed for adoption: on {before.DATE_PLACED} and on"
                " {DATE_PLACED}.",
                "It is not clear when and why the first one ended.",
                "Were there two decisions? If so, on which day and why did the first one end? If there was only one,"
                " which day is right?",
            ),
        ),
        letter(
            "A decision that the child should be placed for adoption, of {before.DATE_PLACED}, ended on "
            "{before.DATE_PLACED_CEASED}. A new one was made on {DATE_PLACED}.",
            "The new one was made before the first had ended.",
            "On which day did the first one end, and on which day was the new one made? Correct the one that is wrong.",
        ),
    ],
)


def _same_day(f):
    return f.DATE_PLACED.same_as(f.other.DATE_PLACED)


words(
    "583",
    who=[when(_same_day, "data"), "adoption"],
    theme=ADOPTION,
    show=PLAN_ENDS,
    culprit=[when(_same_day, ""), "DATE_PLACED_CEASED"],
    sentence=[
        when(_same_day, "The decision for adoption of {DATE_PLACED} was entered twice, and this one has no end date."),
        "The decision for adoption of {DATE_PLACED} has no end date, though there is a newer one, {other.DATE_PLACED}.",
    ],
    cause=[
        when(_same_day, "Adoption decision of {DATE_PLACED} was entered twice"),
        "Adoption decision of {DATE_PLACED} has no end, and another follows",
    ],
    letter=letter(
        "Two decisions that the child should be placed for adoption: on {DATE_PLACED} and on {other.DATE_PLACED}.",
        "It is not recorded when and why the first one ended.",
        "Were there two decisions? If so, on which day and why did the first one end? It may have been in an earlier "
        "year. If there was only one, which day is right?",
    ),
)
