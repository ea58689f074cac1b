"""Words for rules/mothers.py. `header` is the child's row in Header, whichever row is at fault."""

from check903.wording import days_between, letter, when, words, years
from check903.wording.clues import header_last_year, left_open

OWN = "Children's own details"


def _under_12(f):
    """True where a "no" can be filled in without asking."""
    return f.header.DOB + years(12) > f.r.end


YES_ALSO = "Enter yes or no. It is yes even if her child does not live with her."
EVERY_GIRL = (
    "It is not recorded whether she is a mother. The Department asks this about every girl in care, whatever her age."
)

words(
    "393",
    who=[when(_under_12, "data"), "worker"],
    theme=OWN,
    show="MOTHER SEX DOB LS DECOM",
    culprit="MOTHER",
    sentence="She has been looked after[ since {in_care_since}][ ({current.LS}, {current.legal_status})], but whether "
    "she is a mother is blank.",
    cause="Not filled in whether she is a mother",
    letter=letter(
        "A girl in care[ from {in_care_since}][, born on {DOB}].",
        "It is not recorded whether she is a mother.",
        "Is she a mother, whether or not her child lives with her? Enter yes or no. If yes, enter the date of birth of "
        "her first child too.",
    ),
)

words(
    "607",
    who=[when(lambda f: _under_12(f) | (f.current.REC == "E2"), "data"), "worker"],
    theme=OWN,
    show="MOTHER SEX DOB MC_DOB DEC REC LS",
    culprit="header.MOTHER",
    sentence="She left care on {current.DEC} ({current.REC}[, {current.reason_ended}]), but whether she is a mother is "
    "blank.",
    cause="Mother is blank for a girl who left care on {current.DEC}",
    letter=letter(
        "A girl or young woman who left care on {current.DEC}[ ({current.reason_ended})].",
        EVERY_GIRL,
        YES_ALSO + " If she is not a girl, tell us.",
    ),
)


def _after_the_year(f):
    return f.header.MC_DOB > f.r.end


def _other_last_year(f):
    return f.last.MC_DOB.clashes_with(f.header.MC_DOB)


words(
    "625",
    who=[when(lambda f: ~_after_the_year(f) & (f.current.REC == "E2"), "data"), "worker"],
    theme=OWN,
    show="MC_DOB MOTHER DOB DEC REC DECOM",
    clues={"last": header_last_year},
    culprit=[when(lambda f: _after_the_year(f) | _other_last_year(f), "header.MC_DOB"), "header.MC_DOB or current.DEC"],
    days=lambda f: days_between(f.current.DEC, f.header.MC_DOB),
    sentence=[
        when(
            _after_the_year,
            "The first child’s date of birth, {header.MC_DOB}, is after {year_end}, the last day of the year.",
        ),
        when(
            _other_last_year,
            "The first child’s date of birth, {header.MC_DOB}, is {days} days after she left care on {current.DEC}. "
            "Last year’s return has {last.MC_DOB}.",
        ),
        "The first child’s date of birth, {header.MC_DOB}, is {days} days after she left care on {current.DEC} "
        "({current.REC}[, {current.reason_ended}]). Either a date is wrong, or she became a mother after care and it "
        "does not belong here.",
    ],
    cause=[
        when(_after_the_year, "First child born on {header.MC_DOB}, after the end of the year"),
        "First child born on {header.MC_DOB}, after she left care on {current.DEC}",
    ],
    letter=[
        when(
            _after_the_year,
            letter(
                "The young person’s first child was born on {header.MC_DOB}.",
                "That is after {year_end}, the last day of the year we report on.",
                "Check the day and the year. If the day is right, tell us: it belongs in next year’s report.",
            ),
        ),
        letter(
            "The young person left care on {current.DEC}[ ({current.reason_ended})]. Her first child was born on "
            "{header.MC_DOB}.",
            "We report only children born while she was in care or before.",
            "Check both days. If both are right, tell us and we will leave it out of this year’s report. If it is her "
            "second child, tell us when the first was born.",
        ),
    ],
)


def _boy(f):
    return (f.header.SEX == ("M" if f.r.rules_year >= 2025 else "1")) & f.header.MOTHER.filled


def _answer(text):
    return lambda f: f.header.MOTHER == text


def _no_yes_or_no(f):
    return f.header.MOTHER.filled & ~f.header.MOTHER.isin("0", "1")


def _not_in_the_year(f):
    return ~f.r.touches_year(f.current.DECOM, f.current.DEC)


ONE_IS_WRONG = "This is asked about girls and young women only, so one of the two is wrong."
BOY_OR_GIRL = "Is the child a boy or a girl? For a girl, tell us also whether she is a mother."

words(
    "165",
    theme=OWN,
    show="MOTHER SEX MC_DOB DOB DECOM DEC LS IN_TOUCH ACTIV ACCOM",
    who=[
        when(lambda f: _boy(f) & _answer("0")(f), "data"),
        when(lambda f: f.header.MOTHER.blank & _under_12(f), "data"),
        "worker",
    ],
    culprit=[
        when(lambda f: _boy(f) & _answer("1")(f) & f.header.MC_DOB.filled, "header.SEX"),
        when(lambda f: _boy(f) & _answer("1")(f), "header.MOTHER or header.SEX"),
        "header.MOTHER",
    ],
    sentence=[
        when(_boy, "Mother is “{header.MOTHER}”, but sex is {header.SEX}[, {header.sex}]. It must be blank for a boy."),
        when(_no_yes_or_no, "Mother is “{header.MOTHER}”. It must be 0 (no) or 1 (yes)."),
        when(
            _not_in_the_year,
            "Whether she is a mother is blank, though she has been looked after[ ({current.LS}, from "
            "{current.DECOM})] and OC3 has no care leaver details.",
        ),
        "Whether she is a mother is blank, though she was looked after in the year[ ({current.LS}, from "
        "{current.DECOM})].",
    ],
    cause=[
        when(_boy, "Mother is filled in for a boy"),
        when(_no_yes_or_no, "Mother “{header.MOTHER}” is not 0 or 1"),
        "Mother is blank for a girl in care",
    ],
    letter=[
        when(
            lambda f: _boy(f) & _answer("1")(f),
            letter("The child is a boy. He is also entered as a mother.", ONE_IS_WRONG, BOY_OR_GIRL),
        ),
        when(_boy, letter("The child is a boy. Whether he is a mother is filled in.", ONE_IS_WRONG, BOY_OR_GIRL)),
        when(
            _no_yes_or_no,
            letter(
                "Whether the young person is a mother is entered as “{header.MOTHER}”.",
                "The answer must be yes or no.",
                YES_ALSO,
            ),
        ),
        when(
            _not_in_the_year,
            letter(
                "A girl or young woman who was in care[ from {current.DECOM}][ to {current.DEC}].", EVERY_GIRL, YES_ALSO
            ),
        ),
        letter("A girl or young woman who was in care this year.", EVERY_GIRL, YES_ALSO),
    ],
)


def _has_answer(f):
    return f.header.MOTHER.filled


def _has_reviews(f):
    return f.reviews > 0


def _not_asked(f):
    """The answers that are not asked of a child with nothing but short breaks."""
    if f.table == "Reviews":
        return {"REVIEW": f.REVIEW.filled, "REVIEW_CODE": f.REVIEW_CODE.filled}
    return {"header.MOTHER": f.header.MOTHER.filled}


words(
    "399",
    who="data",
    theme="Legal status and reasons",
    show="LS DECOM MOTHER REVIEW REVIEW_CODE",
    culprit=_not_asked,
    count=lambda f: f.rows.per_child(f.r.Episodes.count(), 0),
    reviews=lambda f: f.rows.per_child(f.r.Reviews.count(f.r.Reviews.any_filled("REVIEW", "REVIEW_CODE")), 0),
    sentence=[
        when(
            lambda f: _has_answer(f) & _has_reviews(f),
            "The child has had nothing but short breaks (V3 or V4; episodes: {count}), but it is filled in whether "
            "she is a mother ({header.MOTHER}), and reviews are recorded ({reviews}).",
        ),
        when(
            _has_answer,
            "The child has had nothing but short breaks (V3 or V4; episodes: {count}), but it is filled in whether "
            "she is a mother ({header.MOTHER}).",
        ),
        "The child has had nothing but short breaks (V3 or V4; episodes: {count}), but reviews are recorded "
        "({reviews}).",
    ],
    cause="Only short breaks, but mother field or reviews are filled in",
)

words(
    "628",
    who="data",
    theme="Care leavers",
    show="MOTHER MC_DOB SEX DOB IN_TOUCH ACTIV ACCOM DECOM DEC",
    clues={"last": left_open},
    culprit=[when(lambda f: f.last.exists, ""), "MOTHER"],
    sentence=[
        when(
            lambda f: f.last.exists,
            "Mother is {mother}, and the young person is a care leaver (in OC3) with no episode this year. But last "
            "year’s return has an episode from {last.DECOM} that had not ended: probably one is not there.",
        ),
        "Mother is {mother}, but the young person is a care leaver (in OC3) with no episode this year. Then it "
        "must be blank.",
    ],
    cause=[
        when(lambda f: f.last.exists, "Care leaver without an episode this year, last year’s is still open"),
        "Mother is filled in for a care leaver who was not in care this year",
    ],
)
