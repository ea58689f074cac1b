"""Words for rules/extra/reviews.py."""

from functools import partial

from check903.wording import when, words

look = partial(words, who="reviewing", theme="Reviews")

look(
    "W1",
    show="REVIEW REVIEW_CODE",
    culprit="REVIEW",
    sentence="The review of {REVIEW} is entered twice.",
    cause="Review of {REVIEW} entered twice",
)
look(
    "W2",
    show="REVIEW REVIEW_CODE",
    culprit="REVIEW",
    sentence="The review of {REVIEW} is after the year’s end, {year_end}.",
    cause="Review after the year, {REVIEW}",
)
look(
    "W2B",
    show="REVIEW REVIEW_CODE",
    culprit="REVIEW",
    sentence="{reviews} reviews have a date after {day}, the day of this check; this one’s is {REVIEW}.",
    cause="Reviews in the future",
)
look(
    "W3",
    show="REVIEW REVIEW_CODE DECOM DEC",
    culprit="REVIEW",
    sentence=[
        when(
            lambda f: f.ended < f.REVIEW.value,
            "The review was on {REVIEW}, but the child left care on {ended}[; that time in care began on {began}].",
        ),
        when(lambda f: f.REVIEW < f.began, "The review was on {REVIEW}, but the child came into care only on {began}."),
        "The review was on {REVIEW}, and no episode says that the child was in care then.",
    ],
    cause="Review of {REVIEW} outside the time in care",
)
look(
    "W4",
    show="DECOM RNE REVIEW",
    sentence=[
        when(lambda f: f.came > f.due, "In care since {DECOM}: the first review was due by {due}; it was on {came}."),
        "In care since {DECOM}: the first review was due by {due}, and none is entered.",
    ],
    cause="First review, due by {due}",
)
look(
    "W5",
    show="DECOM RNE REVIEW",
    sentence="The first review was on {first}, so the second was due by {due}[; it was on {came}].",
    cause="Second review, due by {due}",
)
look(
    "W6",
    show="DECOM RNE REVIEW",
    sentence="The last review was on {last}, so the next was due by {due}.",
    cause="Next review, due by {due}",
)
look(
    "W7",
    show="DECOM RNE REVIEW",
    sentence="In care all year, and no review between {year_start} and {year_end}.",
    cause="No review all year",
)
