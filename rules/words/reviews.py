"""Words for rules/reviews.py."""

from check903.wording import age_on, aged, letter, when, words, years

THEME = "Reviews"
CODES = tuple(f"PN{number}" for number in range(8))
TOOK_PART = (
    "Was the child there? If so, did the child speak, have an advocate speak, show views in another way, or give none? "
    "If not, did the child brief an advocate, send views in another way, or send none?"
)


def _dated(f):
    return f.REVIEW.filled


def _dated_only(f):
    return f.REVIEW.filled & f.REVIEW_CODE.blank


def _known_code(f):
    return f.REVIEW_CODE.isin(CODES)


words(
    "167",
    who="reviewing",
    theme=THEME,
    show="REVIEW REVIEW_CODE DOB",
    culprit=lambda f: {"REVIEW_CODE": ~_known_code(f), "REVIEW": f.REVIEW.blank},
    sentence=[
        when(_dated_only, "How the child took part in the review of {REVIEW} is blank."),
        when(
            _dated,
            "How the child took part in the review of {REVIEW} is “{REVIEW_CODE}”, which is not one of PN0 to PN7.",
        ),
        when(
            _known_code,
            "How the child took part is filled in ({REVIEW_CODE}[, {took_part}]), but the review has no date.",
        ),
        "How the child took part is “{REVIEW_CODE}”, which is not one of PN0 to PN7, and the review has no date.",
    ],
    cause=[
        when(_dated, "How the child took part in the review of {REVIEW} is not recorded"),
        "Participation in a review is filled in, but its date is blank",
    ],
    letter=[
        when(_dated_only, letter("A review on {REVIEW}.", "How the child took part is not filled in.", TOOK_PART)),
        when(
            _dated,
            letter(
                "A review on {REVIEW}. How the child took part is entered as “{REVIEW_CODE}”.",
                "This is not one of the answers that the Department accepts.",
                TOOK_PART,
            ),
        ),
        when(
            _known_code,
            letter(
                "A review without a date. How the child took part: {took_part}.",
                "The day of the review is not filled in.",
                "On which day was the review held? If there was none, tell us and we will take it out.",
            ),
        ),
        letter(
            "A review without a date. How the child took part is entered as “{REVIEW_CODE}”.",
            "The day of the review is not filled in.",
            "On which day was the review held, and how did the child take part? If there was none, tell us and we will "
            "take it out.",
        ),
    ],
)


def _age(f):
    return age_on(f.DOB.value, f.REVIEW)


words(
    "440",
    who="reviewing",
    theme=THEME,
    measures=[aged("DOB", "REVIEW", "on the day of the review", under=4)],
    show="REVIEW_CODE REVIEW DOB",
    culprit="REVIEW_CODE",
    age=_age,
    turned_4=lambda f: f.DOB + years(4),
    sentence=[
        when(
            lambda f: f.REVIEW == f.turned_4,
            "PN0, under 4 at the review, but the child turned 4 on {REVIEW}, the day of the review.",
        ),
        "PN0, under 4 at the review, but the child was {age} on {REVIEW} and had turned 4 on {turned_4}.",
    ],
    cause="Review of {REVIEW} says under 4 (PN0), but the child was {age}",
    letter=letter(
        "Review on {REVIEW}. How the child took part: “under 4 at the review”.",
        "The child was {age} on that day.",
        "Tell us how the child took part: was there and spoke, had somebody speak for them, sent their views another "
        "way, or gave none. If the day of the review is wrong, tell us the right one.",
    ),
)
words(
    "441",
    who="data",
    theme=THEME,
    measures=[aged("DOB", "REVIEW", "on the day of the review", least=4)],
    show="REVIEW_CODE REVIEW DOB",
    culprit="REVIEW_CODE",
    turned_4=lambda f: f.DOB + years(4),
    sentence="{REVIEW_CODE}[, {took_part}], but on {REVIEW} the child was not yet 4, and is 4 only from {turned_4}; "
    "under 4 the code is PN0.",
    cause="Review of {REVIEW} has {REVIEW_CODE}, but the child was under 4",
)
