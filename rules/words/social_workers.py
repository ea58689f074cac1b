"""Words for rules/social_workers.py."""

import numpy as np

from check903.wording import blank, days_between, letter, measure, when, words
from check903.wording.lists import is_blank, phrases, verb
from check903.wording.placeholders import PAGE, cells

THEME = "Social workers' dates"
ROW = "SW_ID SW_DECOM SW_DEC SW_REASON"


def _worker(rows):
    """ "social worker SW123456", or "a social worker" where the ID is blank."""
    return np.array(
        [f"social worker {text}" if text else "a social worker" for text in cells(rows.SW_ID, PAGE)], object
    )


def _alone(rows):
    """The ID alone, or "this social worker" where it is blank."""
    return np.array([text or "this social worker" for text in cells(rows.SW_ID, PAGE)], object)


def _words(codes, **said):
    """Words of these rules: the social workers of the row and of its partners have their placeholders."""
    words(
        codes,
        theme=THEME,
        **{"who": "worker", **said},
        worker=lambda f: _worker(f.rows),
        alone=lambda f: _alone(f.rows),
        worker_before=lambda f: _worker(f.before),
        worker_after=lambda f: _worker(f.after),
        worker_other=lambda f: _worker(f.other),
        worker_nearest=lambda f: _worker(f.nearest),
    )


def _written_otherwise(column):
    """True where the cell is a date in another way of writing: the data team rewrites it."""
    ways = r"\d{4}[/-]\d{1,2}[/-]\d{1,2}", r"\d{1,2}[.-]\d{1,2}[.-](\d\d|\d{4})", r"\d{1,2}/\d{1,2}/\d\d"
    return lambda f: getattr(f, column).matches("|".join(ways))


# -- what one row must say --------------------------------------------------------------------------------------------

LACKING = {"SW_ID": "registration number", "SW_DECOM": "start date", "SW_REASON": "reason for the change"}
NAMED = {"SW_ID": "registration number", "SW_DECOM": "the day they took over", "SW_REASON": "why they took over"}


def _blank_in_all(f, column):
    """True where the column is blank in every social worker row of the child."""
    rows = f.r.SWEpisodes
    return f.other.exists & ~f.rows.child_in(rows.children_where(getattr(rows, column).filled))


def _nobody(f):
    return ~f.other.exists


_words(
    "SW01STG1",
    show="DECOM DEC LS PLACE " + ROW,
    culprit=[when(_nobody, ""), lambda f: {f"other.{column}": _blank_in_all(f, column) for column in NAMED}],
    blank_names=lambda f: phrases(f, LACKING, _blank_in_all),
    is_are=lambda f: verb(f, " ".join(NAMED), _blank_in_all),
    blank_details=lambda f: phrases(f, NAMED, _blank_in_all),
    sentence=[
        when(_nobody, "The episode[ from {DECOM}] is still open, but SWEpisodes has no row for the child."),
        (
            "The episode[ from {DECOM}] is still open, but the {blank_names} {is_are} blank in every social worker row"
            " of the child."
        ),
    ],
    cause="Child in care[ (episode since {DECOM})] lacks a complete social worker record",
    letter=[
        when(
            _nobody,
            letter(
                "The child is in care: {placement}[ since {DECOM}]. We have no social worker for the child.",
                "The Department asks who the social worker of every child in care is, since when, and why they took"
                " over.",
                "Who is the child’s social worker? Enter them with the day they took over, the reason, and their Social"
                " Work England number.",
            ),
        ),
        letter(
            "The child is in care: {placement}[ since {DECOM}], with a social worker.",
            "For the social worker this is not filled in: {blank_details}.",
            "Enter what is not filled in. If you do not know, tell us who might.",
        ),
    ],
)


def _no_start(f):
    return ~f.SW_DECOM.readable


_NO_START = [
    when(lambda f: f.SW_DECOM.blank, "The social worker row has no start date."),
    when(_no_start, "The start of the social worker row is “{SW_DECOM}”, which is not a valid date."),
]
_ASK_START = letter(
    "{worker} for the child[, until {SW_DEC}].",
    "The day on which this social worker took over is not filled in, or is not a date.",
    "On which day did this social worker take over? Enter it.",
)
_ASK_NUMBER = letter(
    "A social worker for the child[ from {SW_DECOM}], without a registration number.",
    "The Department asks for the Social Work England number of every social worker.",
    "Who was the social worker then? Enter their number, or tell us the name and we will look it up. If they are not "
    "registered, tell us.",
)
_NO_ID = "The social worker row[ from {SW_DECOM}] has no social worker ID."
_WHO_START = [when(_written_otherwise("SW_DECOM"), "data"), "worker"]
_words(
    "SW01aSTG1",
    show=ROW,
    who=_WHO_START,
    culprit=[when(_no_start, "SW_DECOM"), "SW_ID"],
    sentence=[*_NO_START, _NO_ID],
    cause=[
        when(_no_start, "Social worker record lacks its start date"),
        "Social worker record from before April 2023 lacks its registration number",
    ],
    letter=[when(_no_start, _ASK_START), _ASK_NUMBER],
)


def _both_blank(f):
    return f.SW_ID.blank & f.SW_REASON.blank


_words(
    "SW01bSTG1",
    show=ROW,
    who=_WHO_START,
    culprit=[when(_no_start, "SW_DECOM"), blank("SW_ID SW_REASON")],
    missing_item=lambda f: phrases(f, {"SW_ID": "registration number", "SW_REASON": "reason for the change"}, is_blank),
    sentence=[
        *_NO_START,
        when(
            _both_blank,
            "The social worker row from {SW_DECOM} has neither an ID nor a reason for the change of social worker.",
        ),
        when(lambda f: f.SW_ID.blank, _NO_ID),
        "The social worker row from {SW_DECOM} has no reason for the change of social worker.",
    ],
    cause=[
        when(_no_start, "Social worker record lacks its start date"),
        "Social worker record from {SW_DECOM} lacks its {missing_item}",
    ],
    letter=[
        when(_no_start, _ASK_START),
        when(
            _both_blank,
            letter(
                "A new social worker for the child from {SW_DECOM}.",
                "The registration number, and why the social worker changed that day, are not filled in.",
                "Enter both. The reason can be, for example, first contact, transfer between teams, the worker before "
                "left, or caseloads.",
            ),
        ),
        when(lambda f: f.SW_ID.blank, _ASK_NUMBER),
        letter(
            "A new social worker for the child from {SW_DECOM}.",
            "Why the social worker changed that day is not filled in.",
            "Enter the reason: for example first contact, transfer between teams, the previous worker left, or "
            "caseloads.",
        ),
    ],
)
_words(
    "SW02STG1",
    show="SW_ID SW_DECOM SW_DEC",
    culprit="SW_ID",
    who=[when(lambda f: f.SW_ID.matches(r"\d+|[sS][wW]\d+") & ~f.SW_ID.startswith("SW"), "data"), "worker"],
    sentence=[
        when(lambda f: f.SW_ID.blank, _NO_ID),
        when(
            lambda f: f.SW_ID.startswith("SW", "XX"),
            "The social worker ID is “{SW_ID}”. It must have at least four characters.",
        ),
        "The social worker ID is “{SW_ID}”. It must start with SW (Social Work England number) or XX (no number).",
    ],
    cause=[
        when(lambda f: f.SW_ID.blank, "Social worker record[ from {SW_DECOM}] lacks its registration number"),
        "“{SW_ID}” is not a social worker’s registration number",
    ],
    letter=[
        when(lambda f: f.SW_ID.blank, _ASK_NUMBER),
        letter(
            "A social worker for the child[ from {SW_DECOM}], with the registration number “{SW_ID}”.",
            "A Social Work England number is SW followed by figures. This one does not, or it is too short.",
            "Who was the social worker then? Correct the number, or tell us the name and we will look it up. If they "
            "are not registered, tell us.",
        ),
    ],
)


def _which_row(f):
    """How the row is told from others: "from 03/05/2026", else by its end, else by its ID."""
    start, end, number = (cells(column, PAGE) for column in (f.SW_DECOM, f.SW_DEC, f.SW_ID))
    said = [(f" from {s}", f" until {e}", f" with the ID {n}") for s, e, n in zip(start, end, number)]
    known = zip(start, end, number)
    return np.array([next((t for t, cell in zip(texts, row) if cell), "") for texts, row in zip(said, known)], object)


_words(
    "SW03STG1",
    show=ROW,
    culprit=blank("SW_ID SW_DECOM SW_REASON"),
    which=_which_row,
    blank_details=lambda f: phrases(f, LACKING, is_blank),
    sentence="The social worker row[{which}] lacks its {blank_details}.",
    cause="Social worker record lacks its {blank_details}",
    letter=letter(
        "{worker} for the child[ from {SW_DECOM}][ until {SW_DEC}].",
        "This is not filled in: {blank_details}.",
        "Enter what is not filled in. If you do not know, tell us who might.",
    ),
)


def _unknown_parts(column):
    return lambda f: getattr(f, column).at_earliest.readable


_words(
    "SW04STG1",
    show="SW_DECOM SW_DEC SW_ID",
    culprit="SW_DECOM",
    who=_WHO_START,
    sentence=[
        when(
            _unknown_parts("SW_DECOM"),
            "The start of the social worker row is “{SW_DECOM}”. Unknown parts shown by Z were accepted in earlier "
            "years; now the full date is needed.",
        ),
        "The start of the social worker row is “{SW_DECOM}”, which is not a valid date.",
    ],
    cause="Social worker record starts on “{SW_DECOM}”, which is not a valid date",
    letter=[
        when(
            _unknown_parts("SW_DECOM"),
            letter(
                "{worker} for the child. When they took over is marked as not fully known.",
                "The Department no longer accepts a date of which a part is not known.",
                "On which day did this social worker take over? If nobody can tell, tell us the day that comes nearest,"
                " and why.",
            ),
        ),
        letter(
            "{worker} for the child, from “{SW_DECOM}”.",
            "That is not a date, so we cannot tell when they took over.",
            "On which day did this social worker take over? Correct the date.",
        ),
    ],
)
_words(
    "SW05STG1",
    show="SW_DEC SW_DECOM SW_ID",
    culprit="SW_DEC",
    who=[when(_written_otherwise("SW_DEC"), "data"), "worker"],
    sentence=[
        when(
            _unknown_parts("SW_DEC"),
            "The end of the social worker row is “{SW_DEC}”. Unknown parts shown by Z were accepted in earlier "
            "years; now the full date is needed.",
        ),
        "The end of the social worker row is “{SW_DEC}”, which is not a valid date.",
    ],
    cause="Social worker record ends on “{SW_DEC}”, which is not a valid date",
    letter=[
        when(
            _unknown_parts("SW_DEC"),
            letter(
                "{worker} for the child[ from {SW_DECOM}]. When they stopped is marked as not fully known.",
                "The Department no longer accepts a date of which a part is not known.",
                "On which day did this social worker hand over? If they still have the case, take the end out. If"
                " nobody can tell, tell us the day that comes nearest, and why.",
            ),
        ),
        letter(
            "{worker} for the child[ from {SW_DECOM}] to “{SW_DEC}”.",
            "That is not a date, so we cannot tell when they stopped.",
            "On which day did this social worker hand over? Correct the date. If they still have the case, take the "
            "end out.",
        ),
    ],
)
_words(
    "SW06STG2",
    who="data",
    show="SW_DECOM SW_DEC SW_ID",
    culprit="SW_DECOM",
    days=lambda f: days_between(f.r.end, f.SW_DECOM),
    sentence="The social worker row starts on {SW_DECOM}, {days} days after the year ended on {year_end}.",
    cause="Social worker record starts on {SW_DECOM}, after the end of the year",
)
_words(
    "SW07STG2",
    who="data",
    show="SW_DEC SW_DECOM SW_ID",
    culprit="SW_DEC",
    period_start=lambda f: f.r.start if f.r.rules_year < 2025 else f.r.start_of_last_year,
    sentence=[
        when(
            lambda f: f.SW_DEC > f.r.end,
            "The social worker row ends on {SW_DEC}, after {year_end}. On that day it was still open.",
        ),
        "The social worker row ended on {SW_DEC}, before {period_start}, the first day that this return covers.",
    ],
    cause="Social worker record ends on {SW_DEC}, outside the period of the return",
)


def _length(f):
    return days_between(f.SW_DECOM, f.SW_DEC)


def _least_days(f):
    return 3 if f.r.rules_year >= 2026 else 1


def _ends_before_it_starts(f):
    return f.SW_DEC < f.SW_DECOM


def _one_day(f):
    return f.SW_DECOM.as_text.same_as(f.SW_DEC.as_text) | (f.SW_DEC == f.SW_DECOM)


_LAST_BEFORE_FIRST = letter(
    "{worker} from {SW_DECOM} to {SW_DEC}.",
    "It ends before it begins.",
    "From when to when did this social worker have the case? Correct the date that is wrong. The two may have been "
    "swapped.",
)
_words(
    "SW09STG2",
    measures=[measure("Days", "days", unit="days", least=_least_days, title="Too few days")],
    show="SW_DECOM SW_DEC SW_ID SW_REASON",
    culprit="SW_DECOM or SW_DEC",
    days=_length,
    sentence=[
        when(_one_day, "The social worker row starts and ends on {SW_DECOM}."),
        when(_ends_before_it_starts, "The social worker row ends on {SW_DEC}, before it starts on {SW_DECOM}."),
        "The social worker row starts on {SW_DECOM} and ends on {SW_DEC}, {days} days later; at least 3 are needed.",
    ],
    cause=[
        when(_one_day, "Social worker record starts and ends on {SW_DECOM}"),
        when(_ends_before_it_starts, "Social worker record ends on {SW_DEC}, before it starts on {SW_DECOM}"),
        "Social worker record lasts {days} days, {SW_DECOM} to {SW_DEC}",
    ],
    letter=[
        when(_ends_before_it_starts, _LAST_BEFORE_FIRST),
        letter(
            [when(_one_day, "{worker} from {SW_DECOM} to the same day."), "{worker} from {SW_DECOM} to {SW_DEC}."],
            "A social worker rarely has a child’s case for so short a time.",
            "From when to when did this social worker have the case? Correct the date that is wrong. If they never "
            "had it, or only stood in for those days, tell us.",
        ),
    ],
)
_words(
    "SW18STG2",
    show="SW_DECOM SW_DEC SW_ID SW_REASON",
    culprit="SW_DECOM or SW_DEC",
    days=lambda f: -_length(f),
    sentence=[
        when(_one_day, "The social worker row starts and ends on {SW_DECOM}; the end must be later."),
        "The social worker row ends on {SW_DEC}, {days} days before it starts on {SW_DECOM}.",
    ],
    cause="Social worker record ends on {SW_DEC}, not after its start {SW_DECOM}",
    letter=[
        when(
            _one_day,
            letter(
                "{worker} from {SW_DECOM} to the same day.",
                "The last day must be later than the first.",
                "From when to when did this social worker have the case? Correct the date that is wrong. If they never "
                "had it, tell us.",
            ),
        ),
        _LAST_BEFORE_FIRST,
    ],
)
_REASONS = (
    "caseloads, first contact, the previous worker left or died, reorganisation, transfer between teams, absence, the "
    "child or a parent or carer asked, or another one."
)
_words(
    "SW13STG1",
    show="SW_REASON SW_DECOM SW_ID",
    culprit="SW_REASON",
    sentence=[
        when(
            lambda f: f.SW_REASON.filled,
            "The reason for the change of social worker is “{SW_REASON}”, which is not one of the 10 permitted codes.",
        ),
        when(
            lambda f: f.r.rules_year < 2025,
            "The social worker row[ from {SW_DECOM}] has no reason for the change of social worker; every row needs "
            "one.",
        ),
        (
            "The social worker row from {SW_DECOM} has no reason for the change of social worker; from 01/04/2023 on "
            "every row needs one."
        ),
    ],
    cause="Social worker record[ from {SW_DECOM}] has no permitted reason for the change",
    letter=[
        when(
            lambda f: f.SW_REASON.blank,
            letter(
                "{worker} took over[ on {SW_DECOM}].",
                "Why the social worker changed is not filled in.",
                "Enter the reason: " + _REASONS,
            ),
        ),
        letter(
            "{worker} took over[ on {SW_DECOM}]. The reason is “{SW_REASON}”.",
            "This is not one of the reasons that the Department accepts.",
            "Choose one: " + _REASONS,
        ),
    ],
)

# -- one after the other ----------------------------------------------------------------------------------------------

_words(
    "SW08STG2 SW14STG2",
    show=ROW,
    culprit="SW_DEC",
    sentence=[
        when(
            lambda f: f.SW_DEC.blank,
            "The social worker row from {SW_DECOM} has no end, but the next one started on {after.SW_DECOM}.",
        ),
        (
            "The social worker row from {SW_DECOM} ends on “{SW_DEC}”, which is not a valid date; the next one started"
            " on {after.SW_DECOM}."
        ),
    ],
    cause="Social worker record from {SW_DECOM} has no end, next starts {after.SW_DECOM}",
    letter=letter(
        [
            when(
                lambda f: f.SW_DEC.blank,
                "{worker} from {SW_DECOM}, with no end date. From {after.SW_DECOM} on, {worker_after}.",
            ),
            (
                "{worker} from {SW_DECOM}, with “{SW_DEC}” as the end, which is not a date. From {after.SW_DECOM} on, "
                "{worker_after}."
            ),
        ],
        "A child has one social worker at a time, so the first must have handed over.",
        "On which day did the first one hand over? Enter it. If it is the same person and nothing changed on "
        "{after.SW_DECOM}, tell us.",
    ),
)


def _apart(f):
    return np.abs(days_between(f.before.SW_DEC, f.SW_DECOM))


def _gap(f):
    return f.SW_DECOM > f.before.SW_DEC


_BOTH = "{worker_before} until {before.SW_DEC}, and {worker} from {SW_DECOM}."
_IN_BETWEEN = "Who had the case in between? Enter them, or correct the day on which one stopped or the other took over."
_NOBODY_BETWEEN = (
    "The second took over {days} days after the first stopped, so the child seems to have had no social worker in"
    " between."
)
_OVERLAP = letter(
    _BOTH,
    "The second took over {days} days before the first stopped. A child has one social worker at a time.",
    "On which day was the case handed over? Change the end of the first or the start of the second to that day.",
)


def _apart_sentences(most):
    return [
        when(
            _gap,
            "The social worker row starts on {SW_DECOM}, {days} days after the one before ended on "
            f"{{before.SW_DEC}}; up to {most} are accepted.",
        ),
        (
            "The social worker row starts on {SW_DECOM}, {days} days before the one before ended on "
            f"{{before.SW_DEC}}; up to {most} are accepted."
        ),
    ]


_words(
    "SW10STG2 SW10aSTG2",
    measures=[measure("Days apart", "days", unit="days", most=7, title="Too many days apart")],
    show=ROW,
    culprit="SW_DECOM or before.SW_DEC",
    remedy="One worker follows the other within 7 days: correct the day that is wrong, or add the worker in between.",
    days=_apart,
    sentence=_apart_sentences(7),
    cause=[
        when(_gap, "Social worker changed: {days} days between {before.SW_DEC} and {SW_DECOM}"),
        "Two social workers for {days} days, {SW_DECOM} to {before.SW_DEC}",
    ],
    letter=[
        when(
            _gap,
            letter(
                _BOTH,
                _NOBODY_BETWEEN,
                [
                    when(lambda f: f.r.rules_year < 2025, _IN_BETWEEN + " If nobody had it, tell us why."),
                    _IN_BETWEEN
                    + " If the case was closed and opened again, change the reason for the new social worker to "
                    "first contact.",
                ],
            ),
        ),
        _OVERLAP,
    ],
)


def _handed_over(f):
    return f.SW_DECOM == f.before.SW_DEC


_words(
    "SW10bSTG2",
    show=ROW,
    culprit=[when(_handed_over, "SW_REASON"), "SW_REASON or SW_DECOM or before.SW_DEC"],
    days=_apart,
    sentence=[
        when(
            _handed_over,
            "The reason is FCONTA (first contact or re-referral), but the row before ended on the same day, "
            "{SW_DECOM}. That is a handover.",
        ),
        (
            "The reason is FCONTA (first contact or re-referral), but the row starts on {SW_DECOM}, {days} days before "
            "the one before ended on {before.SW_DEC}."
        ),
    ],
    cause="First contact on {SW_DECOM}, but the worker before had it to {before.SW_DEC}",
    letter=[
        when(
            _handed_over,
            letter(
                "{worker_before} until {before.SW_DEC}, and {worker} from the same day. The reason is first contact.",
                "“First contact” means that the child had no social worker until then. Here the case went from one "
                "to the"
                " next.",
                "Why did the social worker change? Choose the reason that says so, for example transfer between teams,"
                " or the previous worker left. If the case was closed before {SW_DECOM}, correct that day.",
            ),
        ),
        letter(
            _BOTH + " The reason is first contact.",
            "“First contact” means that the child had no social worker until then. Here the first one had not stopped.",
            "On which day did each of them stop and start? Correct the day that is wrong. If the case was handed "
            "over, choose the reason that says so.",
        ),
    ],
)
_ASK_SECOND_START = letter(
    "{worker_before} until {before.SW_DEC}, then {worker}.",
    "The day on which the second one took over is not filled in, or is not a date.",
    "On which day did the second one take over? Enter it.",
)
_words(
    "SW11aSTG2",
    measures=[measure("Days apart", "days", unit="days", most=5, title="Too many days apart")],
    show=ROW,
    culprit=[when(_no_start, "SW_DECOM"), "SW_DECOM or before.SW_DEC"],
    days=_apart,
    who=_WHO_START,
    sentence=[
        when(_no_start, "The row before ended on {before.SW_DEC}, and this one has no valid start date."),
        *_apart_sentences(5),
    ],
    cause=[
        when(_no_start, "Social worker after {before.SW_DEC} has no start date"),
        "Social worker stopped on {before.SW_DEC}, the next started on {SW_DECOM}",
    ],
    letter=[
        when(_no_start, _ASK_SECOND_START),
        when(_gap, letter(_BOTH, _NOBODY_BETWEEN, _IN_BETWEEN + " If nobody had it, tell us why.")),
        _OVERLAP,
    ],
)


def _follows_late_march(f):
    """True where it is the row without a start that is listed, after one that ended in the last days of March."""
    late = f.r.end - np.timedelta64(5, "D")
    return ~f.SW_DECOM.readable & (f.before.SW_DEC >= late) & (f.before.SW_DEC <= f.r.end)


_words(
    "SW11bSTG2",
    show=ROW,
    culprit=[when(_follows_late_march, "SW_DECOM"), "SW_DEC"],
    who=[when(lambda f: _follows_late_march(f) & _written_otherwise("SW_DECOM")(f), "data"), "worker"],
    sentence=[
        when(
            _follows_late_march,
            "The row before ended on {before.SW_DEC}, in the last days of March, and this one has no valid start date.",
        ),
        "The child’s last social worker row ended on {SW_DEC}, in the last days of March, and none follows.",
    ],
    cause=[
        when(_follows_late_march, "Social worker after {before.SW_DEC} has no start date"),
        "Social worker stopped on {SW_DEC}, nobody after that",
    ],
    letter=[
        when(_follows_late_march, _ASK_SECOND_START),
        letter(
            "{worker} until {SW_DEC}. We have nobody after that.",
            "The child seems to have no social worker at the end of March.",
            "Who took over, and on which day? Enter them. If {alone} still had the case on 31 March, take the end "
            "date out. If the child had left care and the case was closed that day, tell us: then nothing is wrong.",
        ),
    ],
)
_words(
    "SW17STG2",
    show=ROW,
    culprit="SW_DEC",
    who=[when(lambda f: ~f.SW_DEC.readable | (f.SW_DEC > f.r.end), "data"), "worker"],
    sentence=[
        when(
            lambda f: f.SW_DEC.unreadable,
            "The child’s latest social worker row has the end “{SW_DEC}”, which is not a valid date, and none follows.",
        ),
        when(
            lambda f: f.SW_DEC > f.r.end,
            "The child’s latest social worker row ends on {SW_DEC}, after {year_end}: on that day it was still open.",
        ),
        "The child’s latest social worker row ended on {SW_DEC} and none follows.",
    ],
    cause=[
        when(lambda f: f.SW_DEC.unreadable, "Last social worker record ends on “{SW_DEC}”, which is not a valid date"),
        when(lambda f: f.SW_DEC > f.r.end, "Last social worker record ends on {SW_DEC}, after the end of the year"),
        "Last social worker stopped on {SW_DEC}, nobody after that",
    ],
    letter=letter(
        "{worker} until {SW_DEC}. We have nobody after that.",
        "The child seems to have no social worker now.",
        "Who took over, and on which day? Enter them. If {alone} still has the case, take the end date out. If the "
        "case is closed, tell us since when.",
    ),
)


def _all_the_same(f):
    return np.logical_and.reduce([getattr(f, column).same_as(getattr(f.other, column)) for column in ROW.split()])


def _other_worker(f):
    return ~f.SW_ID.same_as(f.other.SW_ID)


def _differs(f, column):
    return ~getattr(f, column).same_as(getattr(f.other, column))


_words(
    "SW19STG2",
    show=ROW,
    who=[when(_all_the_same, "data"), "worker"],
    culprit=[
        when(_all_the_same, ""),
        when(_other_worker, "SW_DECOM or other.SW_DECOM"),
        lambda f: {column: _differs(f, column) for column in ("SW_DEC", "SW_REASON")},
    ],
    differs=lambda f: phrases(f, {"SW_DEC": "the end", "SW_REASON": "the reason for the change"}, _differs),
    sentence=[
        when(_all_the_same, "The same social worker row, from {SW_DECOM}, stands twice."),
        when(_other_worker, "Two social workers, {other.SW_ID} and {SW_ID}, both start on {SW_DECOM}."),
        "Two rows[ of social worker {SW_ID}] start on {SW_DECOM}. They differ in {differs}.",
    ],
    cause="Two social worker records start on {SW_DECOM}",
    letter=[
        when(
            _other_worker,
            letter(
                "Two social workers from {SW_DECOM}: {worker_other} and {worker}.",
                "A child has one social worker at a time.",
                "Which of the two took over on {SW_DECOM}? Correct the start of the other, or take the other out if"
                " they never had the case.",
            ),
        ),
        letter(
            "{worker} from {SW_DECOM}, entered twice.",
            "The two differ in {differs}.",
            "Which of the two is right? Take the other one out.",
        ),
    ],
)

# -- beside the child's episodes --------------------------------------------------------------------------------------


def _came(f):
    return f.RNE == "S"


def _without(f):
    return ~f.nearest.exists


def _stopped_before(f):
    return _came(f) & (f.nearest.SW_DEC < f.DECOM)


def _began_after(f):
    return ~_came(f) & (f.nearest.SW_DECOM > f.DEC)


def _care_date(f):
    return np.where(_came(f), f.DECOM.value, f.DEC.value)


_words(
    "SW12STG2",
    show="DECOM RNE DEC REC LS SW_ID SW_DECOM SW_DEC",
    who=[when(lambda f: np.isnat(_care_date(f)), "data"), "worker"],
    culprit=[
        when(lambda f: np.isnat(_care_date(f)) & _came(f), "DECOM"),
        when(lambda f: np.isnat(_care_date(f)), "DEC"),
        when(_without, ""),
        when(_stopped_before, "DECOM or nearest.SW_DEC"),
        when(_began_after, "DEC or nearest.SW_DECOM"),
        "nearest.SW_DECOM",
    ],
    care_date=_care_date,
    started_or_ended=lambda f: np.where(_came(f), "started", "ended"),
    sentence=[
        when(
            lambda f: np.isnat(_care_date(f)),
            "The day on which care {started_or_ended} is not a valid date, so no social worker can be matched to it.",
        ),
        when(
            lambda f: _without(f) & _came(f),
            "The child came into care on {DECOM}, but SWEpisodes has no row for the child.",
        ),
        when(_without, "The child left care on {DEC}, but SWEpisodes has no row for the child."),
        when(
            _stopped_before,
            "The child came into care on {DECOM}, but the last social worker row ended before that, "
            "on {nearest.SW_DEC}.",
        ),
        when(
            _began_after,
            "The child left care on {DEC}, but the first social worker row began after that, on {nearest.SW_DECOM}.",
        ),
        (
            "Care {started_or_ended} on {care_date}, but the social worker row has no valid start date, so it can’t be "
            "matched to that day."
        ),
    ],
    cause=[
        when(
            lambda f: np.isnat(_care_date(f)),
            "No valid date on which care {started_or_ended}, for a social worker to match",
        ),
        "No social worker when care {started_or_ended} on {care_date}",
    ],
    letter=[
        when(
            lambda f: _without(f) & _came(f),
            letter(
                "The child came into care on {DECOM}. We have no social worker for the child.",
                "Every child has a social worker when care starts.",
                "Who was the child’s social worker on {DECOM}, and from when to when? Enter them.",
            ),
        ),
        when(
            _without,
            letter(
                "The child left care on {DEC}. We have no social worker for the child.",
                "Every child has a social worker when care ends.",
                "Who was the child’s social worker on {DEC}, and from when to when? Enter them.",
            ),
        ),
        when(
            _stopped_before,
            letter(
                "The child came into care on {DECOM}. The last social worker we have[, {nearest.SW_ID},] stopped on "
                "{nearest.SW_DEC}.",
                "Every child has a social worker when care starts, and here we have none.",
                "Who was the child’s social worker on {DECOM}? Enter them. If this social worker had the case for"
                " longer, or care started earlier, correct that day.",
            ),
        ),
        when(
            _began_after,
            letter(
                "The child left care on {DEC}. The first social worker we have[, {nearest.SW_ID},] took over on "
                "{nearest.SW_DECOM}.",
                "Every child has a social worker when care ends, and here we have none.",
                "Who was the child’s social worker on {DEC}? Enter them. If this social worker took over earlier, or"
                " care ended later, correct that day.",
            ),
        ),
        letter(
            "Care {started_or_ended} on {care_date}. We have {worker_nearest} for the child.",
            "The day on which this social worker took over is not filled in, or is not a date.",
            "From when to when did this social worker have the case? Enter the days.",
        ),
    ],
)
