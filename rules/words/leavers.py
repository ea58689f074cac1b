"""Words for rules/leavers.py."""

from typing import Any

import numpy as np

from check903.wording import aged, blank, letter, when, words
from check903.wording.declared import filled
from check903.wording.lists import is_blank, is_filled, phrases, verb
from check903.wording.placeholders import LETTER, age_in_words, cells, meanings

THEME = "Care leavers"
ANSWERS = "IN_TOUCH ACTIV ACCOM"
NAMES = {"IN_TOUCH": "contact", "ACTIV": "activity", "ACCOM": "accommodation"}
ASKED = {
    "IN_TOUCH": "whether we were in touch",
    "ACTIV": "what the young person was doing",
    "ACCOM": "where the young person was living and whether the place was suitable",
}


def in_words(f, column: str, zero: str = "not known") -> np.ndarray:
    """What the column answers, in words for a letter, `zero` for 0; "" where it is blank; text per row."""
    codes = cells(getattr(f, column), LETTER)
    known = [text.replace("; ", ", ") for text in meanings(f.rows, column, LETTER, f.r)]
    texts = [text or code and f"“{code}”" for code, text in zip(codes, known)]
    return np.where(getattr(f, column) == "0", zero, np.array(texts, object)).astype(object)


def leaver_details(f) -> np.ndarray:
    """All that is filled in about the care leaver, in words for a letter; text per row."""
    parts = (("", "IN_TOUCH"), ("activity: ", "ACTIV"), ("home: ", "ACCOM"))
    said = [(start, in_words(f, column)) for start, column in parts]
    lines = ["; ".join(start + text[row] for start, text in said if text[row]) for row in range(len(f))]
    return np.array(lines, object)


def birthday(f) -> np.ndarray:
    """The birthday in the year, from which the answers are due; NaT where it isn't known."""
    return f.r.latest_birthday(f.DOB, *range(17, 26))


def _none_due(f):
    return f.IN_TOUCH.isin("DIED", "RHOM")


words(
    "153",
    who=[when(_none_due, "data"), "leaving_care"],
    theme=THEME,
    show="IN_TOUCH ACTIV ACCOM DOB",
    culprit=blank(ANSWERS),
    birthday=birthday,
    age=lambda f: age_in_words(f.DOB, birthday(f)),
    blank_names=lambda f: phrases(f, NAMES, is_blank),
    filled_names=lambda f: phrases(f, NAMES, is_filled),
    is_are=lambda f: verb(f, ANSWERS),
    filled_are=lambda f: verb(f, ANSWERS, is_filled),
    filled_details=leaver_details,
    blank_details=lambda f: phrases(f, ASKED, is_blank),
    sentence=[
        when(
            _none_due,
            "Contact is {IN_TOUCH}[ ({contact})], so activity and accommodation must be 0, but {blank_names} {is_are} "
            "blank.",
        ),
        "Care leaver details are incomplete ({blank_names} {is_are} blank, {filled_names} {filled_are} filled in).",
    ],
    cause="Care leaver details are incomplete ({blank_names} {is_are} blank)",
    letter=letter(
        "[The young person turned {age} on {birthday}. ]Filled in: {filled_details}.",
        "It is not filled in {blank_details}.",
        "Enter it as it was around the birthday this year. If nobody knows, tell us.",
    ),
)


def _given(column):
    return lambda f: getattr(f, column).filled & (getattr(f, column) != "0")


def _both_given(f):
    return _given("ACTIV")(f) & _given("ACCOM")(f)


def _nothing_given(f):
    return ~_given("ACTIV")(f) & ~_given("ACCOM")(f)


def _not_zero(f):
    return {column: getattr(f, column) != "0" for column in ("ACTIV", "ACCOM")}


def _neither_is_zero(f):
    return (f.ACTIV != "0") & (f.ACCOM != "0")


def _died(f):
    return f.IN_TOUCH == "DIED"


DOING: dict[str, Any] = {
    "doing": lambda f: in_words(f, "ACTIV", "none"),
    "home": lambda f: in_words(f, "ACCOM", "none"),
}
ONE_IS_WRONG = "If this is so, neither activity nor accommodation is recorded, so one of the answers is wrong."

words(
    "344",
    who=[when(_nothing_given, "data"), "leaving_care"],
    theme=THEME,
    show="IN_TOUCH ACTIV ACCOM DOB",
    culprit=[when(_both_given, "IN_TOUCH or ACTIV or ACCOM"), _not_zero],
    sentence=[
        when(
            _both_given,
            "Contact is {IN_TOUCH}[ ({contact})], so activity and accommodation should be 0. They are {ACTIV}[ "
            "({activity})] and {ACCOM}[ ({accommodation})].",
        ),
        when(
            _neither_is_zero,
            "Contact is {IN_TOUCH}[ ({contact})], so activity and accommodation should be 0. Neither of them is.",
        ),
        when(
            lambda f: f.ACTIV != "0",
            "Contact is {IN_TOUCH}[ ({contact})], so activity should be 0. It is {ACTIV}[ ({activity})].",
        ),
        "Contact is {IN_TOUCH}[ ({contact})], so accommodation should be 0. It is {ACCOM}[ ({accommodation})].",
    ],
    cause=[
        when(_nothing_given, "Contact is {IN_TOUCH}, but activity or accommodation is blank instead of 0"),
        when(_died, "Recorded as having died, but activity or accommodation is given"),
        "Back with a parent (RHOM), but activity or accommodation is given",
    ],
    letter=[
        when(
            _died,
            letter(
                "The young person is recorded as having died. Activity: {doing}. Accommodation: {home}.",
                ONE_IS_WRONG,
                "Is this so? If it is, tell us and we will take the other two answers out. If not, correct it. We are "
                "sorry to have to ask.",
            ),
        ),
        letter(
            "The young person is recorded as being back with a parent for six months or more. Activity: {doing}. "
            "Accommodation: {home}.",
            ONE_IS_WRONG,
            "Is this so? If it is, tell us and we will take the other two answers out. If not, change whether we are "
            "in touch.",
        ),
    ],
    **DOING,
)


def _both_unknown(f):
    return (f.ACTIV == "0") & (f.ACCOM == "0")


def _activity_unknown(f):
    return f.ACTIV == "0"


KNOWN = "If we are in touch, both are known."

words(
    "345",
    who="leaving_care",
    theme=THEME,
    show="IN_TOUCH ACTIV ACCOM DOB",
    culprit=[when(_both_unknown, "IN_TOUCH or ACTIV or ACCOM"), when(_activity_unknown, "ACTIV"), "ACCOM"],
    remedy="Fill in what is known. If the council is not in touch, correct the contact.",
    sentence=[
        when(
            _both_unknown,
            "Contact is YES (council in touch), but activity and accommodation are both 0 (not known). If the council "
            "is in touch, both are known.",
        ),
        when(_activity_unknown, "Contact is YES (council in touch), but activity is 0 (not known)."),
        "Contact is YES (council in touch), but accommodation is 0 (not known).",
    ],
    cause=[
        when(_both_unknown, "In touch, but activity and accommodation are not known (0)"),
        when(_activity_unknown, "In touch, but activity is not known (0)"),
        "In touch, but accommodation is not known (0)",
    ],
    letter=[
        when(
            _both_unknown,
            letter(
                "We are in touch with the young person. What the young person does and where they live is recorded as"
                " not known.",
                KNOWN,
                "Around the birthday this year, what did the young person do (education, training, work or none of"
                " these), and where did they live? Was the home suitable? If we were not in touch then, tell us.",
            ),
        ),
        when(
            _activity_unknown,
            letter(
                "We are in touch with the young person. Home: {home}. What the young person does is recorded as not"
                " known.",
                KNOWN,
                "What did the young person do around the birthday this year: education, training, work, full time or"
                " part time, or none of these? If we were not in touch then, tell us.",
            ),
        ),
        letter(
            "We are in touch with the young person. Activity: {doing}. Where they live is recorded as not known.",
            KNOWN,
            "Where did the young person live around the birthday this year, and was the home suitable? If we were not "
            "in touch then, tell us.",
        ),
    ],
    **DOING,
)

words(
    "347",
    who="leaving_care",
    theme=THEME,
    measures=[aged("DOB", "start", "on the first day of the year", least=18)],
    show="ACCOM DOB",
    culprit="ACCOM",
    sentence=(
        "Accommodation is {ACCOM} (foyer or similar), but the 18th birthday is {birthday_18}, so the young person "
        "was under 18 when the year began on {year_start}."
    ),
    cause="Foyer ({ACCOM}), but under 18 when the year began",
    letter=letter(
        "Lives in a foyer or similar. Date of birth {DOB}.",
        "A foyer cannot be recorded for somebody who was under 18 on {year_start}.",
        "Where did the young person live around the birthday this year? Tell us the kind of place and whether it was "
        "suitable. If the date of birth is wrong, correct it.",
    ),
)

words(
    "391",
    who="data",
    theme=THEME,
    measures=[aged("DOB", "end", "on the last day of the year", least=17)],
    show="DOB IN_TOUCH ACTIV ACCOM",
    culprit=filled(ANSWERS),
    sentence=(
        "By the date of birth {DOB} the 17th birthday is {birthday_17}, after {year_end}; care leaver details are "
        "asked from the 17th birthday on."
    ),
    cause="Care leaver details of someone who turns 17 only on {birthday_17}",
)
