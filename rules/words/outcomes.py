"""Words for rules/outcomes.py."""

import numpy as np

from check903.reference import groups
from check903.wording import aged, blank, letter, when, words, years
from check903.wording.clues import born_otherwise, header
from check903.wording.declared import filled
from check903.wording.lists import answers, is_blank, is_filled, joined, names, phrases, verb
from check903.wording.placeholders import PAGE, cells

THEME = "Health answers"
SDQ = "Strengths and Difficulties Questionnaire (SDQ)"
WHY_NONE = "the carer refused, the child refused, the child’s disability made it impossible, or something else?"
HEALTH, YEARLY, OF_HELP = (" ".join(columns) for columns in (groups.HEALTH, groups.YEARLY_HEALTH, groups.HELP))
HELP = f"SUBSTANCE_MISUSE {OF_HELP}"
ANSWERED = {
    "IMMUNISATIONS": ("immunisations up to date", "immunisations not up to date"),
    "TEETH_CHECK": ("seen by a dentist", "not seen by a dentist"),
    "HEALTH_ASSESSMENT": ("yearly health assessment done", "no yearly health assessment"),
    "SUBSTANCE_MISUSE": ("a problem with drugs or alcohol", "no problem with drugs or alcohol"),
}
ALL_ANSWERED = ANSWERED | {
    "CONVICTED": ("convicted or cautioned", "not convicted or cautioned"),
    "HEALTH_CHECK": ("under-5 health checks up to date", "under-5 health checks not up to date"),
    "INTERVENTION_RECEIVED": ("help received for drugs or alcohol", "no such help received"),
    "INTERVENTION_OFFERED": ("such help offered and refused", "no such help offered"),
}
ASKED = {
    "IMMUNISATIONS": "the immunisations are up to date",
    "TEETH_CHECK": "the child has been seen by a dentist",
    "HEALTH_ASSESSMENT": "the child has had the yearly health assessment",
    "SUBSTANCE_MISUSE": "the child has a problem with drugs or alcohol",
}


def _no_row(f):
    return f.table == "Episodes"


def _none_filled(f):
    return _no_row(f) or ~f.rows.any_filled(*YEARLY.split())


words(
    "191",
    who="health",
    theme="Health answers",
    remedy=[
        when(
            _no_row,
            "Add a row for the child with all four answers. If the child was not in care all year, correct the "
            "episodes.",
        ),
        "Fill in the blank answers. If the child was not in care all year, correct the episodes.",
    ],
    show=f"{YEARLY} DECOM RNE",
    clues={"current": lambda f: f.rows.first_of(f.r.periods_of_care.latest)},
    culprit=[when(_no_row, ""), blank(YEARLY)],
    blank_names=lambda f: names(f, YEARLY),
    is_are=lambda f: verb(f, YEARLY),
    filled_details=lambda f: answers(f, ANSWERED),
    blank_details=lambda f: phrases(f, ASKED, is_blank),
    sentence=[
        when(_no_row, "The child was in care all year, since {in_care_since}, but OC2 has no row."),
        "The child was in care all year, since {in_care_since}, but {blank_names} {is_are} blank.",
    ],
    cause=[when(_no_row, "No row in OC2 for a child in care all year"), "{blank_names} {is_are} blank"],
    letter=[
        when(
            _none_filled,
            letter(
                "The child was in care all year. No health answers.",
                "The Department asks four things about every child who was in care all year. None is filled in.",
                "Enter yes or no: are immunisations up to date, did a dentist check the teeth, was there a yearly"
                " health assessment, is there a problem with drugs or alcohol? If something is booked, enter it by"
                " {year_end}.",
            ),
        ),
        letter(
            "For {year_start} to now: {filled_details}.",
            "It is not recorded whether {blank_details}.",
            "Enter yes or no. If it is booked but has not happened yet, enter it by {year_end}.",
        ),
    ],
)

# -- the questionnaire ------------------------------------------------------------------------------------------------

words(
    "157",
    who="health",
    theme=THEME,
    show="SDQ_SCORE SDQ_REASON DOB DECOM",
    culprit="SDQ_REASON",
    sentence=(
        "The reason for no SDQ score is SDQ1, under 4 or over 16, but the child is {age_at_start} on {year_start} "
        "and {age_at_end} on {year_end}."
    ),
    cause="No SDQ score because of age, but the child is {age_at_end} on {year_end}",
    letter=letter(
        f"No score from the {SDQ}, because the child was under 4 or over 16.",
        "The child was born on {DOB}, and is {age_at_end} on {year_end}. From 4 to 16 a questionnaire is due each "
        "year.",
        f"If one was completed, tell us the total score. If not, why not: {WHY_NONE} If the date of birth is wrong, "
        "tell us that.",
    ),
)


def _number(f):
    return ~np.isnan(f.SDQ_SCORE.number)


words(
    "180",
    who=[when(_number, "health"), "data"],
    theme=THEME,
    show="SDQ_SCORE SDQ_REASON DOB",
    culprit="SDQ_SCORE",
    sentence=[
        when(
            lambda f: (f.SDQ_SCORE.number > 40) | (f.SDQ_SCORE.number < 0),
            "The SDQ score is {SDQ_SCORE}. It must be between 0 and 40.",
        ),
        when(_number, "The SDQ score is {SDQ_SCORE}. It must be a whole number."),
        "The SDQ score “{SDQ_SCORE}” is not a number.",
    ],
    cause="SDQ score “{SDQ_SCORE}” is not a whole number from 0 to 40",
    letter=letter(
        f"A total score of “{{SDQ_SCORE}}” from the {SDQ}.",
        "The total score is always a whole number from 0 to 40.",
        f"Check the questionnaire and tell us the total score. If none was completed, why not: {WHY_NONE}",
    ),
)
words(
    "186",
    who="health",
    theme=THEME,
    show="SDQ_SCORE SDQ_REASON DOB DECOM",
    culprit="SDQ_SCORE SDQ_REASON",
    sentence=(
        "The child is {age_at_end} on {year_end} and in care all year, but the SDQ score and the reason for "
        "having none are both blank."
    ),
    cause="SDQ score is blank, and no reason is given",
    letter=letter(
        f"The child was born on {{DOB}} and was in care all year. No score from the {SDQ}, and no reason for that.",
        "For every child aged 4 to 16 who was in care all year, the Department asks for the total score, or the reason "
        "why there is none.",
        f"Tell us the total score. If the carer completed none, why not: {WHY_NONE} If it is still to come, enter it "
        "by {year_end}.",
    ),
)
for code, age, when_17, cause in (
    (
        "188",
        aged("DOB", "end", "on the last day of the year", least=4),
        "the child turns 4 on {birthday_4}, after {year_end}",
        "SDQ is filled in for a child aged {age_at_end} at the end of the year",
    ),
    (
        "189",
        aged("DOB", "start", "on the first day of the year", under=17),
        "the young person turned 17 on {birthday_17}, before {year_start}",
        "SDQ is filled in for a young person who was already 17",
    ),
):
    words(
        code,
        who="data",
        theme=THEME,
        measures=[age],
        show="SDQ_SCORE SDQ_REASON DOB",
        culprit=filled("SDQ_SCORE SDQ_REASON"),
        sentence=[
            when(lambda f: f.SDQ_SCORE.filled, f"An SDQ score ({{SDQ_SCORE}}) is given, but {when_17}."),
            (
                f"A reason for no SDQ score ({{SDQ_REASON}}[, {{SDQ_REASON.meaning}}]) is given, but {when_17}. Both "
                "should be blank."
            ),
        ],
        cause=cause,
    )


def _turned_4(f):
    return f.r.in_year(f.DOB + years(4))


def _birthday(f):
    return np.where(_turned_4(f), f.DOB + years(4), f.DOB + years(17))


words(
    "197B",
    who="health",
    theme=THEME,
    show="SDQ_SCORE SDQ_REASON DOB DECOM",
    culprit="SDQ_SCORE SDQ_REASON",
    turned=lambda f: np.where(_turned_4(f), 4, 17),
    birthday=_birthday,
    sentence=(
        "The child turned {turned} on {birthday} and was in care all year, but the SDQ score and the reason for "
        "having none are both blank."
    ),
    cause="SDQ score is blank for a child who turned {turned}, and no reason is given",
    letter=[
        when(
            _turned_4,
            letter(
                f"The child turned 4 on {{birthday}} and was in care all year. No score from the {SDQ}, and no reason"
                " for that.",
                "The child was old enough for it during part of the year, so the Department asks for the total score,"
                " or the reason why there is none.",
                "If a questionnaire was completed after {birthday}, tell us the total score. If the child was still"
                " under 4 when it would have been due, tell us that and we will enter it as the reason.",
            ),
        ),
        letter(
            f"The child turned 17 on {{birthday}} and was in care all year. No score from the {SDQ}, and no reason for "
            "that.",
            "The child was young enough for it during part of the year, so the Department asks for the total score, or "
            "the reason why there is none.",
            "If a questionnaire was completed before {birthday}, tell us the total score. If the young person was "
            "already 17 when it would have been due, tell us that and we will enter it as the reason.",
        ),
    ],
)


def _right_score(f):
    score = f.SDQ_SCORE.number
    return f.SDQ_SCORE.whole & (score >= 0) & (score <= 40)


def _right_reason(f):
    return f.SDQ_REASON.isin("SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5")


def _both(reason):
    return letter(
        f"A total score of {{SDQ_SCORE}} from the {SDQ}. {reason}",
        "Only one of the two can be right.",
        "Was a questionnaire completed this year? If so, is the score right? If not, is the reason right?",
    )


words(
    "197a",
    who="health",
    theme=THEME,
    show="SDQ_SCORE SDQ_REASON DOB",
    culprit=[
        when(lambda f: _right_score(f) & ~_right_reason(f), "SDQ_REASON"),
        when(lambda f: ~_right_score(f) & _right_reason(f), "SDQ_SCORE"),
        "SDQ_SCORE or SDQ_REASON",
    ],
    sentence=(
        "An SDQ score ({SDQ_SCORE}) and a reason for having none ({SDQ_REASON}[, {SDQ_REASON.meaning}]) are both "
        "given. One of the two is wrong."
    ),
    cause="Both an SDQ score and a reason for having none are given",
    letter=[
        when(_right_reason, _both("Also a reason for having no score: {SDQ_REASON.meaning}.")),
        _both("Also “{SDQ_REASON}” as a reason for having no score."),
    ],
)

# -- not in care all year ---------------------------------------------------------------------------------------------


def _none(f):
    return ~f.current.exists


def _began(f):
    return (f.current.RNE == "S") & (f.current.DECOM > f.r.start)


def _left(f):
    return (f.current.REC != "X1") & (f.current.DEC >= f.r.start) & (f.current.DEC < f.r.end)


def _broken(given):
    """What is given, and what shows that the child was not in care all year."""
    start = f"{given}, but the child was not in care from {{year_start}} to {{year_end}}"
    return [
        when(_none, f"{start}: there is no episode in the year."),
        when(_began, f"{start}: care began on {{current.DECOM}} (S, started to be looked after)."),
        when(
            lambda f: _left(f) & f.current.REC.blank,
            f"{start}: the episode[ from {{current.DECOM}}] ended on {{current.DEC}} without a reason.",
        ),
        when(_left, f"{start}: care ended on {{current.DEC}} ({{current.REC}}[, {{current.reason_ended}}])."),
        f"{start}: the episode[ from {{current.DECOM}}] is a short break ({{current.LS}}).",
    ]


for code, columns, given, cause in (
    ("185", "SDQ_SCORE", "An SDQ score ({SDQ_SCORE}) is given", "SDQ score is given"),
    (
        "198",
        "SDQ_REASON",
        "A reason for no SDQ score ({SDQ_REASON}[, {SDQ_REASON.meaning}]) is given",
        "Reason for no SDQ score is given",
    ),
    ("190", HEALTH, "{filled_names} {is_are} filled in", "Health answers are given"),
):
    words(
        code,
        who="data",
        theme=THEME,
        show=f"{columns} DOB DECOM RNE LS DEC REC",
        culprit=filled(columns),
        filled_names=lambda f: names(f, HEALTH, is_filled),
        is_are=lambda f: verb(f, HEALTH, is_filled),
        remedy="Blank them. If the child was in care all year, correct the episodes.",
        sentence=_broken(given),
        cause=f"{cause}, but the child was not in care all year",
    )

# -- health answers that are blank ------------------------------------------------------------------------------------

REST = letter(
    "For {year_start} to now: {filled_details}.",
    "It is not recorded whether {blank_details}.",
    "Enter yes or no for each. If it is booked but has not happened yet, enter it by {year_end}.",
)


def _out_of_care(f):
    """True where the episodes show that the child was not in care all year: no such answer is asked."""
    in_care = f.rows.per_child(f.r.continuously_looked_after, False)
    return ~in_care & ("Episodes" in f.r.loaded)


for code, given, show, sentence in (
    ("182", HEALTH, HEALTH, "{blank_names} {is_are} blank, though {filled_names} {filled_is_are} filled in."),
    (
        "544",
        "CONVICTED",
        f"{YEARLY} CONVICTED",
        "Convicted is 1 (convicted or cautioned in the year), but {blank_names} {is_are} blank.",
    ),
    (
        "547",
        "HEALTH_CHECK",
        f"{YEARLY} HEALTH_CHECK DOB",
        "Health check is 1 (under-5 checks up to date), but {blank_names} {is_are} blank.",
    ),
):
    words(
        code,
        who=[when(_out_of_care, "data"), "health"],
        theme=THEME,
        show=f"{show} DECOM RNE DEC REC LS",
        clues={"current": lambda f: f.rows.first_of(f.r.breaks_in_care)},
        culprit=[when(_out_of_care, filled(given)), blank(YEARLY)],
        blank_names=lambda f: names(f, YEARLY),
        is_are=lambda f: verb(f, YEARLY),
        filled_names=lambda f: names(f, HEALTH, is_filled),
        filled_is_are=lambda f: verb(f, HEALTH, is_filled),
        filled_details=lambda f: answers(f, ALL_ANSWERED),
        blank_details=lambda f: phrases(f, ASKED, is_blank),
        sentence=[
            when(
                _out_of_care,
                sentence.removesuffix(".") + "; but the child was not in care all year, so all should be blank.",
            ),
            sentence,
        ],
        cause=[
            when(_out_of_care, "Health answers are given, but the child was not in care all year"),
            "{blank_names} {is_are} blank",
        ],
        letter=REST,
    )


def _wrong_answer(f, column):
    answer = getattr(f, column)
    return answer.filled & ~answer.isin("0", "1")


def _each_value(f):
    """The wrong answers of each row, as they are written: “Y” and “2”."""
    wrong = {column: _wrong_answer(f, column) for column in HEALTH.split()}
    written = {column: cells(getattr(f.rows, column), PAGE) for column in wrong}
    return np.array(
        [
            joined(list(dict.fromkeys(f"“{written[column][row]}”" for column in wrong if wrong[column][row])))
            for row in range(len(f))
        ],
        object,
    )


words(
    "181",
    who="data",
    theme="Files and formats",
    show=HEALTH,
    culprit=lambda f: {column: _wrong_answer(f, column) for column in HEALTH.split()},
    wrong=lambda f: names(f, HEALTH, _wrong_answer),
    is_are=lambda f: verb(f, HEALTH, _wrong_answer),
    written=_each_value,
    sentence="{wrong} {is_are} not 0 (no) or 1 (yes): {written}.",
    cause="{wrong} {is_are} not 0 or 1: {written}",
)

# -- substance misuse -------------------------------------------------------------------------------------------------


def _offered(f):
    return f.INTERVENTION_OFFERED == "1"


def _received(f):
    return f.INTERVENTION_RECEIVED == "1"


def _help_twice(offered):
    return letter(
        f"The child received help for a problem with drugs or alcohol. {offered}",
        "Only one of the two can be right.",
        "Did the child receive help this year? If not, was it offered and refused, or not offered?",
    )


words(
    "158",
    who="health",
    theme=THEME,
    show=HELP,
    culprit=[when(_offered, "INTERVENTION_RECEIVED or INTERVENTION_OFFERED"), "INTERVENTION_OFFERED"],
    sentence=[
        when(
            _offered,
            "Help for substance misuse is recorded as received (1) and also as offered but refused (1). One of the "
            "two is wrong.",
        ),
        "Help for substance misuse was received (1), so help offered must be blank. It is “{INTERVENTION_OFFERED}”.",
    ],
    cause="Help for substance misuse was received, yet help offered is filled in",
    letter=[
        when(_offered, _help_twice("It is also entered that the child refused it.")),
        when(lambda f: f.INTERVENTION_OFFERED == "0", _help_twice("It is also entered that no help was offered.")),
        _help_twice("Whether help was offered is entered as “{INTERVENTION_OFFERED}”."),
    ],
)
words(
    "159",
    who="health",
    theme=THEME,
    show=HELP,
    culprit="INTERVENTION_OFFERED",
    sentence="A problem with substance misuse was identified (1) and no help received (0), but help offered is blank.",
    cause="Help offered for substance misuse is blank",
    letter=letter(
        "The child has a problem with drugs or alcohol, and received no help for it this year.",
        "It is not recorded whether help was offered.",
        "Was help offered and refused, or not offered? If the child did receive help, or has no such problem, tell us.",
    ),
)
words(
    "192",
    who="health",
    theme=THEME,
    show=HELP,
    culprit="INTERVENTION_RECEIVED",
    sentence="A problem with substance misuse was identified (1), but help received is blank.",
    cause="Help received for substance misuse is blank",
    letter=letter(
        "The child has a problem with drugs or alcohol.",
        "It is not recorded whether the child received help for it this year.",
        "Did the child receive help? If not, was it offered and refused, or not offered? If the child has no such "
        "problem, tell us.",
    ),
)


def _not_said(f):
    return f.SUBSTANCE_MISUSE.blank


def _some_help(f):
    return _received(f) | _offered(f)


def _help(f, column):
    return getattr(f, column) == "1"


words(
    "193",
    who=[when(lambda f: ~_not_said(f) & ~_some_help(f), "data"), "health"],
    theme=THEME,
    show=HELP,
    culprit=[
        when(_not_said, "SUBSTANCE_MISUSE"),
        when(lambda f: _received(f) & _offered(f), "SUBSTANCE_MISUSE or INTERVENTION_RECEIVED or INTERVENTION_OFFERED"),
        when(_received, "SUBSTANCE_MISUSE or INTERVENTION_RECEIVED"),
        when(_offered, "SUBSTANCE_MISUSE or INTERVENTION_OFFERED"),
        filled(OF_HELP),
    ],
    filled_names=lambda f: names(f, OF_HELP, is_filled),
    is_are=lambda f: verb(f, OF_HELP, is_filled),
    yes_names=lambda f: names(f, OF_HELP, _help),
    yes_is_are=lambda f: verb(f, OF_HELP, _help),
    sentence=[
        when(_not_said, "Substance misuse is blank, but {filled_names} {is_are} filled in."),
        when(
            _some_help,
            "No problem with substance misuse was identified (0), yet {yes_names} {yes_is_are} 1. One of the two is "
            "wrong.",
        ),
        "No problem with substance misuse was identified (0), so {filled_names} must be blank.",
    ],
    cause=[
        when(_not_said, "Substance misuse is blank, but help for it is filled in"),
        "No substance misuse, but help for it is filled in",
    ],
    letter=letter(
        [
            when(_received, "The child received help for a problem with drugs or alcohol."),
            when(_offered, "The child was offered help for a problem with drugs or alcohol, and refused it."),
            "The child received no help for a problem with drugs or alcohol, or was not offered it.",
        ],
        [
            when(_not_said, "It is not recorded whether the child has such a problem."),
            "We also have that the child has no such problem.",
        ],
        "Does the child have a problem with drugs or alcohol? If so, enter yes. If not, tell us and we will leave out "
        "what was entered about help.",
    ),
)

# -- convictions and the health checks of small children --------------------------------------------------------------


def _convicted(f):
    return f.CONVICTED == "1"


def _is_by_header(age):
    """True where Header has another date of birth, by which the child has come to that age by the end of the year."""
    return lambda f: born_otherwise(f) & (f.header.DOB + years(age) <= f.r.end)


def _is_not_by_header(age):
    return lambda f: born_otherwise(f) & (f.header.DOB + years(age) > f.r.end)


_BY_OC2 = "By the date of birth in OC2, {DOB}, the child is {age_at_end} on {year_end}"


words(
    "542",
    who=[when(lambda f: _convicted(f) & ~_is_by_header(10)(f), "worker"), "data"],
    theme=THEME,
    measures=[aged("DOB", "end", "on the last day of the year", least=10)],
    show="CONVICTED DOB",
    clues={"header": header},
    culprit=[when(_is_by_header(10), "DOB"), "CONVICTED"],
    sentence=[
        when(
            _is_by_header(10),
            f"{_BY_OC2}, too young for an answer on convictions ({{CONVICTED}}[, {{CONVICTED.meaning}}]). Header has "
            "{header.DOB}, which makes the child 10 or over.",
        ),
        "An answer on convictions ({CONVICTED}[, {CONVICTED.meaning}]) is given, but the child is {age_at_end} on "
        "{year_end}. It is wanted from the age of 10.",
    ],
    cause=[
        when(_is_by_header(10), "Date of birth in OC2, {DOB}, makes the child under 10, Header’s does not"),
        "Answer on convictions for a child aged {age_at_end}",
    ],
    letter=letter(
        "The child was born on {DOB}. This year: convicted or cautioned.",
        "The child is under 10 on {year_end}, too young to be convicted or cautioned.",
        "Is the date of birth right? If so, take the answer out, or tell us that we may. If it belongs to another "
        "child, such as a brother or sister, tell us that too.",
    ),
)
words(
    "543",
    who=[when(_is_not_by_header(10), "data"), "worker"],
    theme=THEME,
    show="CONVICTED DOB DECOM",
    clues={"header": header},
    culprit=[when(_is_not_by_header(10), "DOB"), "CONVICTED"],
    sentence=[
        when(
            _is_not_by_header(10),
            f"{_BY_OC2}, and the answer on convictions is blank. Header has {{header.DOB}}, which makes the child "
            "under 10, and then none is needed.",
        ),
        "The child is {age_at_end} on {year_end} and was in care all year, since {in_care_since}, but the answer "
        "on convictions is blank.",
    ],
    cause=[
        when(_is_not_by_header(10), "Date of birth in OC2, {DOB}, makes the child 10 or over, Header’s does not"),
        "Answer on convictions is blank for a child aged {age_at_end} in care all year",
    ],
    letter=letter(
        "The child was in care all year and is {age_at_end} on {year_end}.",
        "It is not recorded whether the child was convicted or cautioned this year.",
        "Enter yes or no for the time from {year_start} to {year_end}. A youth caution counts as yes. If you do not "
        "know, ask the youth justice service.",
    ),
)
words(
    "545",
    who=[when(_is_by_header(5), "data"), "health"],
    theme=THEME,
    show="HEALTH_CHECK DOB DECOM",
    clues={"header": header},
    culprit=[when(_is_by_header(5), "DOB"), "HEALTH_CHECK"],
    sentence=[
        when(
            _is_by_header(5),
            f"{_BY_OC2}, and the answer on the under-5 health checks is blank. Header has {{header.DOB}}, which makes "
            "the child 5 or over, and then none is needed.",
        ),
        "The child is {age_at_end} on {year_end} and was in care all year, since {in_care_since}, but the answer "
        "on the under-5 health checks is blank.",
    ],
    cause=[
        when(_is_by_header(5), "Date of birth in OC2, {DOB}, makes the child under 5, Header’s does not"),
        "Under-5 health checks are blank for a child aged {age_at_end} in care all year",
    ],
    letter=letter(
        "The child was in care all year and is {age_at_end} on {year_end}.",
        "It is not recorded whether the health checks for children under 5 are up to date.",
        "Enter yes or no, as it stands on {year_end}. If a check is booked but has not happened yet, enter it by "
        "{year_end}.",
    ),
)
words(
    "546",
    who="data",
    theme=THEME,
    measures=[aged("DOB", "end", "on the last day of the year", under=5)],
    show="HEALTH_CHECK DOB DECOM",
    clues={"header": header},
    culprit=[when(_is_not_by_header(5), "DOB"), "HEALTH_CHECK"],
    sentence=[
        when(
            _is_not_by_header(5),
            f"{_BY_OC2}, too old for the health check ({{HEALTH_CHECK}}[, {{HEALTH_CHECK.meaning}}]). Header has "
            "{header.DOB}, which makes the child under 5.",
        ),
        "Health check is given ({HEALTH_CHECK}[, {HEALTH_CHECK.meaning}]), but the child is {age_at_end} on "
        "{year_end}. It is only for children under 5.",
    ],
    cause=[
        when(_is_not_by_header(5), "Date of birth in OC2, {DOB}, makes the child 5 or over, Header’s does not"),
        "Under-5 health checks are answered for a child aged {age_at_end}",
    ],
)
