"""Words for rules/header.py."""

import numpy as np

from check903.wording import aged, letter, same, when, words, years
from check903.wording.clues import header_last_year

OWN = "Children's own details"
PUPIL_NUMBER = r"[A-HJ-NP-RT-Z]\d{11}[\dA-Z]|UN[1-5]"


def _length(column):
    return column.to_rows(np.array([len(text) for text in column.base.values]))


def _only_spaces_or_case(f):
    return f.UPN.compact.matches(PUPIL_NUMBER)


def _is_reason(f):
    return f.UPN.upper.startswith("UN")


def _as_written(text):
    """The text, with what is no date in quotation marks."""
    return [when(lambda f: f.MC_DOB.unreadable, text.replace("{MC_DOB}", "“{MC_DOB}”")), text]


LOOK_UP = (
    "Look the number up with the school. If the child has none, tell us why: too young for school, never in a state "
    "school in England, "
    "educated abroad, or not found yet."
)

words(
    "168",
    who=[when(_only_spaces_or_case, "data"), "education"],
    theme=OWN,
    show="UPN DOB",
    culprit="UPN",
    length=lambda f: _length(f.UPN),
    sentence=[
        when(
            _only_spaces_or_case,
            "Pupil number “{UPN}” has spaces or small letters in it; it must be capital letters and digits only.",
        ),
        when(_is_reason, "“{UPN}” is not one of UN1 to UN5, the codes that say why there is no pupil number."),
        when(lambda f: f.length != 13, "Pupil number “{UPN}” has {length} characters. A pupil number has 13."),
        "Pupil number “{UPN}” is not in the right form: one letter (never I, O or S), then 12 digits, or 11 digits and "
        "a letter.",
    ],
    cause="Pupil number “{UPN}” is not in the right form",
    letter=[
        when(
            _is_reason,
            letter(
                "The unique pupil number “{UPN}”.", "This says that there is no pupil number, but not why.", LOOK_UP
            ),
        ),
        when(
            lambda f: f.length != 13,
            letter("The unique pupil number “{UPN}”.", "It has {length} characters. A pupil number has 13.", LOOK_UP),
        ),
        letter(
            "The unique pupil number “{UPN}”.",
            "It cannot be a pupil number: that is one letter (never I, O or S) and 12 digits; the last can be a letter "
            "for a temporary number.",
            LOOK_UP,
        ),
    ],
)

words(
    "174",
    who="worker",
    theme=OWN,
    show="SEX MC_DOB MOTHER DOB",
    culprit=[when(lambda f: f.MOTHER == "1", "SEX"), "SEX or MC_DOB"],
    sentence=_as_written("Sex is {SEX}[, {sex}], but the date of birth of a mother’s child is filled in: {MC_DOB}."),
    cause="Date of birth of a mother’s child is filled in for a boy",
    letter=letter(
        _as_written("The child is a boy. He has a child of his own, born on {MC_DOB}."),
        "The Department asks about young mothers only, so the sex or that date is wrong.",
        "Is the child a boy or a girl? If he is a boy who became a father, tell us and we will leave the date out.",
    ),
)

words(
    "209",
    who="education",
    theme=OWN,
    show="UPN DOB",
    culprit="UPN",
    sentence="The child turned 4 on {birthday_4}, on or before {school_cutoff}, so UN1 (below school age and no pupil "
    "number yet) does not fit.",
    cause="Pupil number is UN1, but the child turned 4 on {birthday_4}",
    letter=letter(
        "No pupil number, because the child is below school age. Date of birth {DOB}.",
        "The child turned 4 on {birthday_4} and is old enough for school.",
        "Ask the school for the pupil number and tell us. If the child is not at a state school in England, tell us "
        "where the child is taught. If the date of birth is wrong, tell us the right one.",
    ),
)

words(
    "232",
    who="worker",
    theme=OWN,
    show="SEX DOB",
    culprit="SEX",
    sentence="Sex is U (not known). The Department asks about every child who has it.",
    cause="Sex is recorded as not known (U)",
    letter=letter(
        "The child’s sex is recorded as not known.",
        "The Department asks about every child whose sex is recorded as not known.",
        "Is the child male or female? Correct it in the case system. If it really is not known, tell us why.",
    ),
)

words(
    "301",
    who="worker",
    theme=OWN,
    show="DOB",
    culprit="DOB",
    sentence="The date of birth is {DOB}, after the end of the year on {year_end}.",
    cause="Date of birth {DOB} is after the end of the year",
    letter=letter(
        "Date of birth {DOB}.",
        "This is after {year_end}, the end of the year that we report.",
        "Correct the date of birth. If the child was not born by {year_end}, tell us and we will leave the child out.",
    ),
)

words(
    "351",
    who="leaving_care",
    theme=OWN,
    measures=[aged("DOB", "start", "on the first day of the year", under=25)],
    show="DOB",
    culprit="DOB",
    sentence="Born {DOB}, the young person turned 25 on {birthday_25}, before the year began on {year_start}.",
    cause="Over 25 when the year began, born {DOB}",
    letter=letter(
        "Date of birth {DOB}.",
        "The young person turned 25 on {birthday_25}. We report on young people up to 25.",
        "Is the date of birth right? If so, tell us and we will leave the young person out. If not, correct it.",
    ),
)


def _twice_in_header(f):
    return same(f, f.other, "CHILD")


def _same_person(f):
    return same(f, f.other, "DOB SEX") & f.DOB.readable


words(
    "444",
    who=[when(lambda f: _twice_in_header(f) | f.other.CHILD.blank, "data"), "education"],
    theme=OWN,
    show="UPN CHILD DOB SEX",
    culprit=[when(_twice_in_header, ""), when(_same_person, "CHILD or other.CHILD"), "UPN or other.UPN"],
    remedy=[
        when(_twice_in_header, "Remove one of the two rows."),
        when(
            _same_person,
            "If it is one child, use one ID for it. If there are two children, ask for the right number of each.",
        ),
        "Ask which of the two children it belongs to, and for the number of the other.",
    ],
    sentence=[
        when(_twice_in_header, "The pupil number {UPN} stands on two rows of the same child: one of them is too many."),
        when(
            _same_person,
            "The pupil number {UPN} is also that of child {other.CHILD}, who has the same date of birth and sex: "
            "probably one child entered twice.",
        ),
        when(
            lambda f: f.other.CHILD.blank,
            "The pupil number {UPN} is also that of a row without a child ID; a pupil number belongs to one child.",
        ),
        "The pupil number {UPN} is also that of child {other.CHILD}; a pupil number belongs to one child.",
    ],
    cause=[
        when(_twice_in_header, "Two rows for the same child, with pupil number {UPN}"),
        when(lambda f: f.other.CHILD.blank, "Pupil number {UPN} is shared with a row without a child ID"),
        "Pupil number {UPN} is shared with child {other.CHILD}",
    ],
    letter=letter(
        "The pupil number {UPN}. Child {other.CHILD} has the same one.",
        "A pupil number belongs to one child only.",
        "Which of the two is it, and what is the number of the other? If the two are one and the same child, tell us.",
    ),
)


# -- young mothers ----------------------------------------------------------------------------------------------------


def _male(f):
    return f.SEX.isin("M", "1")


def _under(age):
    return lambda f: f.DOB + years(age) > f.r.start


def _dates_clash(f):
    return (f.MC_DOB <= f.DOB) | (f.MC_DOB < f.DOB + years(11))


BOY_AND_MOTHER = letter(
    "The child is a boy. He is also entered as a mother.",
    "This is asked about girls and young women only, so one of the two is wrong.",
    "Is the child a boy or a girl? For a girl, tell us also whether she is a mother.",
)
TOO_YOUNG = letter(
    [
        when(
            lambda f: f.MC_DOB.filled,
            "The child was born on {DOB} and was {age_at_start} when the year began. She is entered as a mother, with "
            "a child born on {MC_DOB}.",
        ),
        "The child was born on {DOB} and was {age_at_start} when the year began. She is entered as a mother.",
    ],
    "She seems too young.",
    "Is her date of birth right? Is she a mother? The question is whether she has had a child, not whether she has a "
    "mother. If both are right, "
    "tell us.",
)

words(
    "611",
    who="worker",
    theme=OWN,
    show="MC_DOB MOTHER SEX DOB",
    culprit=[when(lambda f: _male(f) | _under(11)(f), "MOTHER"), "MC_DOB"],
    sentence=[
        when(
            _male,
            "Mother is 1, yes, but sex is {SEX}[, {sex}], and a first child’s date of birth is blank. The 1 is "
            "probably wrong.",
        ),
        when(
            _under(11),
            "Mother is 1, yes, but the child was {age_at_start} when the year began, and a first child’s date of "
            "birth is blank. The 1 is probably wrong.",
        ),
        "Mother is 1, yes, but the date of birth of her first child is blank.",
    ],
    cause="Mother, but her first child’s date of birth is blank",
    letter=[
        when(_male, BOY_AND_MOTHER),
        when(_under(11), TOO_YOUNG),
        letter(
            "The young person is a mother.",
            "The date of birth of her first child is not filled in.",
            "On which day was her first child born? It is asked for even if the child does not live with her. If she "
            "is not a mother, change the answer to no.",
        ),
    ],
)

SHE_OR_THE_DATE = (
    "Is she a mother? If so, change the answer to yes; it is yes even if her child does not live with her. If not, "
    "take the child’s date of birth out."
)

words(
    "612",
    who="worker",
    theme=OWN,
    show="MOTHER MC_DOB SEX DOB",
    culprit=[when(_dates_clash, "MC_DOB"), "MOTHER or MC_DOB"],
    sentence=[
        when(
            lambda f: f.MC_DOB.unreadable,
            "Mother is {mother}, but a first child’s date of birth is given, “{MC_DOB}”, which is not a valid date. "
            "One of the two is wrong.",
        ),
        when(
            _dates_clash,
            "Mother is {mother}, and the date of birth given for a first child, {MC_DOB}, does not fit her own, {DOB}.",
        ),
        "Mother is {mother}, but a first child’s date of birth is given, {MC_DOB}. One of the two is wrong.",
    ],
    cause="First child’s date of birth is given, but not that she is a mother",
    letter=[
        when(
            lambda f: f.MOTHER.blank,
            letter(
                _as_written(
                    "The young person’s first child was born on {MC_DOB}. It is not recorded whether she is one."
                ),
                "The date is there, but not the answer that goes with it.",
                SHE_OR_THE_DATE,
            ),
        ),
        letter(
            _as_written("The young person’s first child was born on {MC_DOB}. She is also entered as not a mother."),
            "Both cannot be right.",
            SHE_OR_THE_DATE,
        ),
    ],
)


def _was_11_last_year(f):
    return f.DOB.clashes_with(f.last.DOB) & (f.last.DOB + years(11) <= f.r.start)


words(
    "620",
    who=[when(lambda f: _under(8)(f) & f.MC_DOB.blank, "data"), "worker"],
    theme=OWN,
    measures=[aged("DOB", "start", "on the first day of the year", least=11)],
    show="MOTHER DOB MC_DOB SEX",
    clues={"last": header_last_year},
    culprit=[
        when(_was_11_last_year, "DOB"),
        when(lambda f: f.MC_DOB.blank | (f.MC_DOB <= f.DOB), "MOTHER"),
        "MOTHER or DOB or MC_DOB",
    ],
    sentence=[
        when(
            _was_11_last_year,
            "Mother is 1, yes, and by her date of birth, {DOB}, she was {age_at_start} on {year_start}. Last year’s "
            "return has {last.DOB}, which makes her 11 or over.",
        ),
        when(
            lambda f: f.MC_DOB.filled,
            "Mother is 1, yes, with a child born on {MC_DOB}, but by her own date of birth, {DOB}, she was "
            "{age_at_start} on {year_start}.",
        ),
        "Mother is 1, yes, but by the date of birth, {DOB}, the child was {age_at_start} on {year_start}.",
    ],
    cause="Recorded as a mother, but aged {age_at_start} when the year began",
    letter=TOO_YOUNG,
)


def _copied(f):
    return f.MC_DOB == f.DOB


def _no_mother(f):
    return f.MOTHER.isin("0", "")


words(
    "621",
    who=[when(lambda f: _copied(f) & _no_mother(f), "data"), "worker"],
    theme=OWN,
    show="MC_DOB DOB MOTHER SEX",
    clues={"last": header_last_year},
    culprit=[
        when(lambda f: _copied(f) | (f.last.DOB == f.DOB), "MC_DOB"),
        when(lambda f: f.last.DOB < f.MC_DOB, "DOB"),
        "MC_DOB or DOB",
    ],
    sentence=[
        when(_copied, "The first child’s date of birth, {MC_DOB}, is her own date of birth."),
        when(
            lambda f: f.last.DOB < f.MC_DOB,
            "The first child’s date of birth, {MC_DOB}, is before her own, {DOB}. Last year’s return has {last.DOB} "
            "for her.",
        ),
        "The first child’s date of birth, {MC_DOB}, is before her own, {DOB}.",
    ],
    cause="First child born on {MC_DOB}, not after her own birth on {DOB}",
    letter=letter(
        [
            when(
                _no_mother,
                "The young person was born on {DOB}. A date of birth of a first child is given too: {MC_DOB}.",
            ),
            "The young person was born on {DOB}. Her first child was born on {MC_DOB}.",
        ],
        [when(_copied, "It is the same day, probably entered twice."), "Her child cannot be older than she is."],
        "On which day was her first child born? If her own date of birth is the one that is wrong, tell us the right "
        "one. If she is not a mother, "
        "take the child’s date out.",
    ),
)
