"""The words of the rules: what a finding says of its own rows, which cell is at fault, who can put it right, and the
letter.

A rule's words stand in `rules/words/`, one call of `words` for each rule; `of` fills them for some findings.
"""

from check903.model.columns import age_on, as_dates, days_between, earlier, later
from check903.model.dates import years
from check903.model.providers import codes_in
from check903.wording.declared import (
    Letter,
    Words,
    aged,
    blank,
    counted,
    differing,
    filled,
    letter,
    measure,
    one_of,
    same,
    unreadable,
    when,
    words,
)
from check903.wording.worded import Worded, of

__all__ = [
    "Letter",
    "Worded",
    "Words",
    "age_on",
    "aged",
    "as_dates",
    "blank",
    "codes_in",
    "counted",
    "days_between",
    "differing",
    "earlier",
    "filled",
    "later",
    "letter",
    "measure",
    "of",
    "one_of",
    "same",
    "unreadable",
    "when",
    "words",
    "years",
]
