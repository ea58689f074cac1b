"""Rules about OC2: the strengths and difficulties questionnaire (SDQ), health, offending and substance misuse.

Most of it is asked only about children who were in care all year.
"""

from check903.engine import rule, years
from check903.engine.templates import must_be_blank
from check903.reference.groups import HEALTH, YEARLY_HEALTH

NOT_DUE = "Health, SDQ and conviction answers are about the whole year, and the year is still running."


def _not_all_year(r, o, answered):
    """The rows answered though the child was not in care all year; beside each the episode that shows it."""
    return o.where(answered & ~o.child_in(r.continuously_looked_after), current=o.first_of(r.breaks_in_care))


def _all_year(r, o, mask):
    """The rows of children in care all year where `mask`; beside each the episode that shows since when."""
    return o.where(mask & o.child_in(r.continuously_looked_after), current=o.first_of(r.periods_of_care.latest))


def _aged_4_to_16_all_year(r, o):
    return (o.DOB + years(4) <= r.start) & (o.DOB + years(17) > r.end)


# -- the questionnaire ------------------------------------------------------------------------------------------------


@rule("157", "inconsistent", "OC2.SDQ_REASON OC2.DOB", tables="OC2 Episodes")
def age_is_no_reason(r):
    """Child was of an age for an SDQ score, yet age is the reason given for having none

    The reason is SDQ1 (under 4 or over 16), but by the date of birth the child was 4 when the year began and not yet 17
    on 31 March. The child was in care all year, so a score is expected.

    To fix it: check the date of birth. If it is right, enter the score, or the true reason for having none, from SDQ2
    (carer refused) to SDQ5 (child refused).
    """
    o = r.OC2
    return _all_year(r, o, _aged_4_to_16_all_year(r, o) & o.SDQ_SCORE.blank & (o.SDQ_REASON == "SDQ1"))


@rule("180", "invalid", "OC2: SDQ_SCORE")
def score_out_of_range(r):
    """SDQ score is not a whole number from 0 to 40

    The total score of the questionnaire is always a whole number from 0 to 40.

    To fix it: check the score against the questionnaire. If there is none, clear the score and enter the reason: SDQ1
    (under 4 or over 16), SDQ2 (carer refused), SDQ3 (child’s disability), SDQ4 (other) or SDQ5 (child refused).
    """
    o = r.OC2
    score = o.SDQ_SCORE.number
    return o[o.SDQ_SCORE.filled & ~(o.SDQ_SCORE.whole & (score >= 0) & (score <= 40))]


@rule("185", "inconsistent", "OC2.SDQ_SCORE", tables="Episodes OC2")
def score_without_full_year(r):
    """SDQ score is given for a child who was not in care for the whole year

    The score is asked only about children who were looked after without a break from 1 April to 31 March. By the
    episodes, this child was not.

    To fix it: check the child’s episodes: one may be missing, or end too early. If they are right, clear the SDQ score.
    """
    return _not_all_year(r, r.OC2, r.OC2.SDQ_SCORE.filled)


must_be_blank("185", "SDQ_SCORE", "SDQ score blank for a child not in care all year")


@rule("186", "missing", "OC2.SDQ_SCORE", tables="Episodes OC2", not_due=NOT_DUE)
def score_missing(r):
    """SDQ score, or the reason for having none, is missing for a child aged 4 to 16 in care all year

    Every child who was looked after for the whole year, 4 when it began and not yet 17 on 31 March, needs a score or a
    reason.

    To fix it: enter the score from the questionnaire. If there is none, enter the reason, from SDQ2 (carer refused) to
    SDQ5 (child refused).
    """
    o = r.OC2
    return _all_year(r, o, _aged_4_to_16_all_year(r, o) & o.SDQ_SCORE.blank & o.SDQ_REASON.blank)


@rule("188", "inconsistent", "OC2: SDQ_SCORE SDQ_REASON")
def score_under_4(r):
    """SDQ score or reason is given for a child who was under 4 at the end of the year

    The questionnaire is for children from 4 on. By the date of birth, this child had not turned 4 by 31 March, the last
    day of the year.

    To fix it: check the date of birth. If it is right, clear both the SDQ score and the reason.
    """
    o = r.OC2
    return o[(o.DOB + years(4) > r.end) & o.any_filled("SDQ_SCORE", "SDQ_REASON")]


must_be_blank("188", "SDQ_SCORE SDQ_REASON", "SDQ blank for a child under 4")


@rule("189", "inconsistent", "OC2: DOB SDQ_SCORE SDQ_REASON")
def score_over_17(r):
    """SDQ score or reason is given for a young person who was already 17 when the year began

    The questionnaire is for children up to 16. By the date of birth, this young person had turned 17 before 1 April,
    the first day of the year.

    To fix it: check the date of birth. If it is right, clear both the SDQ score and the reason.
    """
    o = r.OC2
    return o[(o.DOB + years(17) < r.start) & o.any_filled("SDQ_SCORE", "SDQ_REASON")]


must_be_blank("189", "SDQ_SCORE SDQ_REASON", "SDQ blank for a young person over 17")


@rule("197B", "missing", "OC2.SDQ_REASON OC2.DOB", tables="OC2 Episodes", not_due=NOT_DUE)
def score_missing_at_4_or_17(r):
    """SDQ score, or the reason for having none, is missing for a child who turned 4 or 17 in the year

    The child was in care all year and of an age for the questionnaire during part of it, so the return asks for a score
    or a reason.

    To fix it: enter the score. If the child was not of an age for it at the time, enter SDQ1 (under 4 or over 16) as
    the reason.
    """
    o = r.OC2
    turned = r.in_year(o.DOB + years(4)) | r.in_year(o.DOB + years(17))
    return _all_year(r, o, turned & o.SDQ_SCORE.blank & o.SDQ_REASON.blank)


@rule("197a", "inconsistent", "OC2: SDQ_SCORE SDQ_REASON")
def score_and_reason_for_none(r):
    """Both an SDQ score and a reason for having no score are given

    A child with a score needs no reason; the two say opposite things.

    To fix it: if the questionnaire was completed, keep the score and clear the reason. If it was not, clear the score.
    """
    o = r.OC2
    return o[o.SDQ_SCORE.filled & o.SDQ_REASON.filled]


@rule("198", "inconsistent", "OC2.SDQ_REASON", tables="Episodes OC2")
def reason_without_full_year(r):
    """Reason for having no SDQ score is given for a child who was not in care for the whole year

    The score, or the reason for having none, is asked only about children who were looked after without a break from 1
    April to 31 March. By the episodes, this child was not.

    To fix it: check the child’s episodes: one may be missing, or end too early. If they are right, clear the reason.
    """
    return _not_all_year(r, r.OC2, r.OC2.SDQ_REASON.filled)


must_be_blank("198", "SDQ_REASON", "SDQ reason blank for a child not in care all year")


# -- health, offending, substance misuse ------------------------------------------------------------------------------


@rule("158", "inconsistent", "OC2: INTERVENTION_RECEIVED INTERVENTION_OFFERED")
def offered_though_received(r):
    """Child received help for substance misuse, so whether it was offered must be blank

    Whether help was offered is asked only about children who received none. This child received help (1).

    To fix it: clear the answer on help offered. If the child received no help, change the answer on help received to 0.
    """
    o = r.OC2
    return o[(o.INTERVENTION_RECEIVED == "1") & o.INTERVENTION_OFFERED.filled]


must_be_blank("158", "INTERVENTION_OFFERED", "Help offered blank where help was received")


@rule("159", "missing", "OC2: SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED")
def offered_not_stated(r):
    """Child received no help for substance misuse, and it is not stated whether help was offered

    A problem with substance misuse was identified (1) and the child received no help for it (0). The Department asks
    whether help was offered.

    To fix it: enter 1 if the child was offered help and refused it, 0 if none was offered.
    """
    o = r.OC2
    return o[(o.SUBSTANCE_MISUSE == "1") & (o.INTERVENTION_RECEIVED == "0") & o.INTERVENTION_OFFERED.blank]


@rule("181", "invalid", f"OC2: {' '.join(HEALTH)}")
def answer_not_0_or_1(r):
    """Yes-or-no answer about health or offending is not 0 or 1

    The answers on convictions, health, substance misuse and help are 1 (yes) or 0 (no). At least one of them holds
    something else.

    To fix it: enter 1 for yes and 0 for no; leave an answer blank only where it is not asked.
    """
    o = r.OC2
    return o[o.any_that(lambda answer: answer.filled & ~answer.isin("0", "1"), *HEALTH)]


@rule("182", "missing", f"OC2: {' '.join(HEALTH)}", not_due=NOT_DUE)
def health_answers_incomplete(r):
    """Some health and offending answers are filled in, but not all four that every child needs

    Immunisations, teeth check, health assessment and substance misuse are asked about every child who has any of these
    answers.
    At least one of the four is blank.

    To fix it: fill in all four. If the child was not in care for the whole year, clear all health and offending
    answers.
    """
    o = r.OC2
    return o[o.any_filled(*HEALTH) & o.any_blank(*YEARLY_HEALTH)]


@rule("190", "inconsistent", f"OC2: {' '.join(HEALTH)}", tables="OC2 Episodes")
def answers_without_full_year(r):
    """Health or offending answers are given for a child who was not in care for the whole year

    They are asked only about children who were looked after without a break from 1 April to 31 March. By the episodes,
    this child was not.

    To fix it: check the child’s episodes: one may be missing, or end too early. If they are right, clear these answers.
    """
    return _not_all_year(r, r.OC2, r.OC2.any_filled(*HEALTH))


must_be_blank("190", " ".join(HEALTH), "Outcomes blank for a child not in care all year")


@rule(
    "191",
    "missing",
    "OC2.IMMUNISATIONS OC2.TEETH_CHECK OC2.HEALTH_ASSESSMENT OC2.SUBSTANCE_MISUSE Episodes.CHILD",
    not_due=NOT_DUE,
)
def full_year_without_health_answers(r):
    """Child was in care for the whole year, but health answers are missing, or OC2 has no row

    Immunisations, teeth check, health assessment and substance misuse are asked about every child who was looked after
    without a break from 1 April to 31 March. Where an episode is shown, the child has no row in OC2 (health and
    offending) at all.

    To fix it: fill in all four answers, in a new row of OC2 if there is none. If the child was not in care all year,
    correct the episodes.
    """
    o, e = r.OC2, r.Episodes.earliest("DECOM")
    no_row = e.child_in(r.continuously_looked_after) & ~e.child_in(o.children())
    return _all_year(r, o, o.any_blank(*YEARLY_HEALTH)), e.where(no_row, absent="OC2")


@rule("192", "missing", "OC2: SUBSTANCE_MISUSE INTERVENTION_RECEIVED")
def received_not_stated(r):
    """Substance misuse was identified, but not whether the child received help

    A problem with substance misuse was identified (1). The Department asks whether the child received help for it.

    To fix it: enter 1 if the child received help, 0 if not.
    """
    o = r.OC2
    return o[(o.SUBSTANCE_MISUSE == "1") & o.INTERVENTION_RECEIVED.blank]


@rule("193", "inconsistent", "OC2: SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED")
def help_without_substance_misuse(r):
    """No substance misuse was identified, yet the answers about help for it are filled in

    Help received and help offered are asked only where a problem was identified. Here substance misuse is 0 (no problem
    identified) or blank.

    To fix it: if a problem was identified, change substance misuse to 1. If not, clear the answers on help received and
    help offered.
    """
    o = r.OC2
    none = o.SUBSTANCE_MISUSE.blank | (o.SUBSTANCE_MISUSE == "0")
    return o[none & o.any_filled("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")]


must_be_blank("193", "INTERVENTION_RECEIVED INTERVENTION_OFFERED", "Help blank where there is no substance misuse")


@rule("542", "inconsistent", "OC2: CONVICTED")
def convicted_under_10(r):
    """Conviction answer is given for a child who was under 10 at the end of the year

    Convictions are asked about from the age of 10. By the date of birth, this child had not turned 10 by 31 March, the
    last day of the year. Even 0 (no conviction) should not be there.

    To fix it: check the date of birth. If it is right, clear the answer on convictions.
    """
    o = r.OC2
    return o[o.CONVICTED.filled & (o.DOB + years(10) > r.end)]


must_be_blank("542", "CONVICTED", "Conviction blank for a child under 10")


@rule("543", "missing", "OC2.DOB OC2.CONVICTED", tables="OC2 Episodes", not_due=NOT_DUE)
def conviction_not_stated(r):
    """Conviction answer is missing for a child aged 10 or over in care for the whole year

    The return asks about every child who was looked after all year and had turned 10 by 31 March whether there was a
    conviction or caution.

    To fix it: enter 1 if the child was convicted or cautioned in the year, otherwise 0. If the child was younger or not
    in care all year, correct the date of birth or the episodes.
    """
    o = r.OC2
    return _all_year(r, o, o.CONVICTED.blank & (o.DOB + years(10) <= r.end))


@rule("544", "missing", "OC2: CONVICTED IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE", not_due=NOT_DUE)
def convicted_without_health_answers(r):
    """Child is recorded as convicted, but health answers that every child needs are blank

    A child with a conviction is in OC2 because of a whole year in care, so immunisations, teeth check, health
    assessment and substance misuse are asked too. At least one is blank.

    To fix it: fill in all four. If the child was not convicted or cautioned, or was not in care all year, correct the
    answer on convictions.
    """
    o = r.OC2
    return o[(o.CONVICTED == "1") & o.any_blank(*YEARLY_HEALTH)]


@rule("545", "missing", "OC2.DOB OC2.HEALTH_CHECK", tables="OC2 Episodes", not_due=NOT_DUE)
def health_check_missing_under_5(r):
    """Health check answer is missing for a child under 5 in care for the whole year

    The return asks about every child who was looked after all year and not yet 5 on 31 March whether the under-5 health
    checks were up to date.

    To fix it: enter 1 if the checks were up to date, 0 if not. If the child was older or not in care all year, correct
    the date of birth or the episodes.
    """
    o = r.OC2
    return _all_year(r, o, o.HEALTH_CHECK.blank & (o.DOB + years(5) > r.end))


@rule("546", "inconsistent", "OC2.DOB OC2.HEALTH_CHECK", tables="OC2 Episodes")
def health_check_at_5_or_over(r):
    """Health check answer is given for a child aged 5 or over at the end of the year

    The health checks in question are those for children under 5. By the date of birth, this child had turned 5 by 31
    March, the last day of the year.

    To fix it: check the date of birth. If it is right, clear the answer on health checks.
    """
    o = r.OC2
    return _all_year(r, o, o.HEALTH_CHECK.filled & (o.DOB + years(5) <= r.end))


must_be_blank("546", "HEALTH_CHECK", "Health check blank for a child of 5 or over")


@rule(
    "547", "missing", "OC2: HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE", not_due=NOT_DUE
)
def health_check_without_health_answers(r):
    """Under-5 health checks are up to date, but health answers that every child needs are blank

    A child with this answer is in OC2 because of a whole year in care, so immunisations, teeth check, health assessment
    and substance misuse are asked too. At least one is blank.

    To fix it: fill in all four. If the child should not have an answer on health checks, clear it.
    """
    o = r.OC2
    return o[(o.HEALTH_CHECK == "1") & o.any_blank(*YEARLY_HEALTH)]
