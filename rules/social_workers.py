"""Rules about the social workers of a child (SWEpisodes), asked from 2023-24."""

import numpy as np

from check903.engine import days, rule
from check903.engine.templates import permitted, real_date
from check903.reference.groups import SHORT_BREAKS, SW_REASONS

# -- what one row must say --------------------------------------------------------------------------------------------


@rule("SW01STG1", "missing", "Episodes.DEC SWEpisodes.SW_ID SWEpisodes.SW_DECOM SWEpisodes.SW_REASON", years="2024")
def in_care_without_worker(r):
    """Child in care on 31 March has no complete social worker episode

    Every child whose episode goes on needs a social worker, with an id, a start date and a reason for the change. One
    of these is blank in all of the child’s social worker episodes, or there are none. Short breaks (V3, V4) are left
    out.

    To fix it: add the child’s social worker episode, or fill in what is blank. If care has ended, enter the day on
    which it did.
    """
    e, s = r.Episodes, r.SWEpisodes
    complete = (
        s.children_where(s.SW_ID.filled) & s.children_where(s.SW_DECOM.filled) & s.children_where(s.SW_REASON.filled)
    )
    latest = e.first_of(s.latest("SW_DECOM", unreadable=True))
    return e.where(e.DEC.blank & ~e.LS.isin(SHORT_BREAKS) & ~e.child_in(complete), other=latest)


@rule("SW01aSTG1", "missing", "SWEpisodes: SW_DECOM SW_ID", years="2025")
def older_episode_incomplete(r):
    """Social worker episode from before April 2023 has no id, or has no real start date

    An episode that began before 1 April 2023 needs a start date and the id of the social worker. (Its reason may be
    blank.) Without a start date it can’t be told whether it did, so it is listed here too.

    To fix it: enter the social worker’s id and the day on which the episode began.
    """
    s = r.SWEpisodes
    return s[~s.SW_DECOM.readable | ((s.SW_DECOM < "2023-04-01") & s.SW_ID.blank)]


@rule("SW01bSTG1", "missing", "SWEpisodes: SW_DECOM SW_ID SW_REASON", years="2025")
def newer_episode_incomplete(r):
    """Social worker episode from April 2023 on has no id, no reason or no real start date

    An episode that began on or after 1 April 2023 needs a start date, the id of the social worker and the reason for
    the change.
    Without a start date it can’t be told whether it did, so it is listed here too.

    To fix it: enter the social worker’s id, the day on which the episode began and the reason.
    """
    s = r.SWEpisodes
    return s[~s.SW_DECOM.readable | ((s.SW_DECOM >= "2023-04-01") & s.any_blank("SW_ID", "SW_REASON"))]


@rule(
    "SW02STG1",
    "invalid",
    "SWEpisodes: SW_ID",
    years="2024-2025",
    shortest=2,
    said="does not start with SW or XX",
    form="SW or XX comes first, in capitals.",
)
@rule(
    "SW02STG1",
    "invalid",
    "SWEpisodes: SW_ID",
    years="2026-",
    shortest=4,
    said="does not start with SW or XX, or is too short",
    form="SW or XX comes first, in capitals, and there are four characters at least.",
)
def worker_id_wrong(r, shortest, **_):
    """Social worker’s id is blank or {said}

    The id is the registration number with Social Work England, such as SW123456, or for a worker without one the form
    with XX that the guidance allows. {form}

    To fix it: enter the full registration number of the social worker.
    """
    s = r.SWEpisodes
    return s[~s.SW_ID.startswith("SW", "XX") | s.SW_ID.shorter_than(shortest)]


@rule("SW03STG1", "missing", "SWEpisodes: SW_ID SW_DECOM SW_REASON", years="2024")
def episode_incomplete(r):
    """Social worker episode has no id, no start date or no reason

    All three are asked of every social worker episode, and at least one is blank.

    To fix it: enter the social worker’s id, the day on which the episode began and the reason for the change.
    """
    s = r.SWEpisodes
    return s[s.any_blank("SW_ID", "SW_DECOM", "SW_REASON")]


@rule("SW04STG1", "invalid", "SWEpisodes: SW_DECOM", years="2024-2025", field="SW_DECOM", what="Start", otherwise="")
@rule(
    "SW05STG1",
    "invalid",
    "SWEpisodes: SW_DEC",
    years="2024-2025",
    field="SW_DEC",
    what="End",
    otherwise=" If the episode has not ended, leave it blank.",
)
def not_even_a_partial_date(r, field, **_):
    """{what} date of the social worker episode is not a real date

    The date is written as day, month and a year of four digits, such as 05/06/2024, with ZZ for an unknown day or month
    and ZZZZ for an unknown year. What is entered can’t be read so.

    To fix it: write the date in full, and check that the day and the month exist.{otherwise}
    """
    s = r.SWEpisodes
    return s[getattr(s, field).at_earliest.unreadable]


real_date(
    "SW04STG1",
    "SWEpisodes.SW_DECOM",
    "Start date of the social worker episode",
    "Unknown parts can no longer be written as ZZ.",
    years="2026-",
)
real_date(
    "SW05STG1",
    "SWEpisodes.SW_DEC",
    "End date of the social worker episode",
    "If the episode has not ended, leave it blank. Unknown parts can no longer be written as ZZ.",
    years="2026-",
)


@rule("SW06STG2", "invalid", "SWEpisodes: SW_DECOM", years="2024-")
def starts_after_the_year(r):
    """Social worker episode starts after the end of the collection year

    The start date is later than 31 March, the last day of the year that this return covers.

    To fix it: check the start date, above all its year. An episode that really began after 31 March belongs in next
    year’s return.
    """
    s = r.SWEpisodes
    return s[s.SW_DECOM > r.end]


@rule("SW07STG2", "invalid", "SWEpisodes: SW_DEC", years="2024")
def ends_outside_the_year(r):
    """Social worker episode ends outside the collection year

    The end date is before 1 April, the first day of the year, or after 31 March, the last.

    To fix it: check the end date. If the episode ended in another year, remove it. If it still goes on, leave the end
    date empty.
    """
    s = r.SWEpisodes
    return s[(s.SW_DEC < r.start) | (s.SW_DEC > r.end)]


@rule("SW07STG2", "invalid", "SWEpisodes: SW_DEC", years="2025-")
def ends_outside_two_years(r):
    """Social worker episode ends outside this year and the year before

    The return covers the social workers of two years: this one and the one before it. The end date is earlier than the
    first day of last year, or later than 31 March, the last day of this one.

    To fix it: check the end date. If the episode ended in another year, remove it. If it still goes on, leave the end
    date empty.
    """
    s = r.SWEpisodes
    return s[(s.SW_DEC < r.start_of_last_year) | (s.SW_DEC > r.end)]


@rule("SW09STG2", "inconsistent", "SWEpisodes: SW_DECOM SW_DEC", years="2024-2025")
def starts_and_ends_on_one_day(r):
    """Social worker episode starts and ends on the same day

    A social worker has a child’s case for longer than that, and the two dates are the same.

    To fix it: check both dates. If the social worker never had the case, remove the episode.
    """
    s = r.SWEpisodes
    return s[s.SW_DECOM.filled & s.SW_DECOM.as_text.same_as(s.SW_DEC.as_text)]


@rule("SW09STG2", "inconsistent", "SWEpisodes: SW_DECOM SW_DEC", years="2026-")
def lasts_less_than_three_days(r):
    """Social worker episode lasts less than three days, or ends before it starts

    A social worker has a child’s case for longer than that. The end date is not even three days after the start.

    To fix it: check both dates. If the social worker never had the case, remove the episode.
    """
    s = r.SWEpisodes
    return s[s.SW_DEC < s.SW_DECOM + days(3)]


permitted(
    "SW13STG1",
    "SWEpisodes.SW_REASON",
    "Reason for the change of social worker",
    "enter the code of the reason, such as LEFTRL (the worker left) or TSPROC (transfer between teams).",
    years="2024",
    required=True,
)


@rule("SW13STG1", "invalid", "SWEpisodes: SW_REASON", years="2025-")
def reason_wrong(r):
    """Reason for the change of social worker is not a permitted code, or is blank since April 2023

    Every episode that began on or after 1 April 2023 needs a reason, and a reason must be one of the ten codes, in
    capitals:
    MANAGE, FCONTA, LEFTRL, ORGRST, TSPROC, ABSENC, CHCHAN, PCCHAN, SWDIED, OTHERS.

    To fix it: enter the code of the reason, such as LEFTRL (the worker left) or TSPROC (transfer between teams).
    """
    s = r.SWEpisodes
    return s[(s.SW_REASON.filled & ~s.SW_REASON.isin(SW_REASONS)) | (s.SW_REASON.blank & (s.SW_DECOM >= "2023-04-01"))]


@rule("SW18STG2", "inconsistent", "SWEpisodes: SW_DEC SW_DECOM", years="2026-")
def ends_before_it_starts(r):
    """Social worker episode ends on or before the day it starts

    The end date must be later than the start date.

    To fix it: check both dates; often they were swapped, or one has a wrong month or year.
    """
    s = r.SWEpisodes
    return s[s.SW_DEC <= s.SW_DECOM]


# -- one after the other ----------------------------------------------------------------------------------------------


@rule("SW08STG2", "inconsistent", "SWEpisodes: SW_DEC", years="2024-")
@rule("SW14STG2", "missing", "SWEpisodes: SW_DEC", years="2024")
def earlier_episode_left_open(r):
    """Earlier social worker episode has no end date, although a later one has started

    A child has one social worker at a time, so every episode but the latest must have ended. This one has no end date,
    or one that can’t be read.

    To fix it: enter the day on which this social worker handed over the case.
    """
    s = r.SWEpisodes
    after = s.next_by("SW_DECOM")
    return s.where(s.SW_DECOM.readable & after.SW_DECOM.readable & ~s.SW_DEC.readable, after=after)


def _begins_apart(s, before, most):
    """True where an episode starts more than `most` days before or after the end of the one before it."""
    return (s.SW_DECOM < before.SW_DEC - days(most)) | (s.SW_DECOM > before.SW_DEC + days(most))


@rule("SW10STG2", "inconsistent", "SWEpisodes: SW_DECOM", years="2024")
def not_within_a_week(r):
    """Social worker episode does not start within 7 days of the end of the one before

    The child was without a social worker for more than a week, or the two episodes overlap by more than a week.

    To fix it: check the start of this episode and the end of the one before. If another social worker had the case in
    between, add the episode.
    """
    s = r.SWEpisodes
    return s.where(_begins_apart(s, s.previous, 7), before=s.previous)


@rule("SW10STG2", "inconsistent", "SWEpisodes: SW_DECOM", years="2025")
@rule("SW10aSTG2", "inconsistent", "SWEpisodes: SW_DECOM", years="2026-")
def not_within_a_week_unless_first_contact(r):
    """Social worker episode does not start within 7 days of the end of the one before

    The child was without a social worker for more than a week, or the two episodes overlap by more than a week. Only
    FCONTA (first contact or re-referral) may begin at another time.

    To fix it: check the start of this episode and the end of the one before. If another social worker had the case in
    between, add the episode.
    """
    s = r.SWEpisodes
    return s.where((s.SW_REASON != "FCONTA") & _begins_apart(s, s.previous, 7), before=s.previous)


@rule("SW10bSTG2", "inconsistent", "SWEpisodes: SW_DECOM SW_REASON", years="2026-")
def first_contact_overlaps(r):
    """Social worker episode for first contact (FCONTA) starts before the one before it has ended

    FCONTA (first contact or re-referral) says that the child is new to the council or comes back. Then the earlier
    social worker had closed the case before, not on the same day or later.

    To fix it: check the start of this episode and the end of the one before. If the case went from one worker to the
    next, correct the reason.
    """
    s = r.SWEpisodes
    return s.where((s.SW_REASON == "FCONTA") & (s.SW_DECOM <= s.previous.SW_DEC), before=s.previous)


@rule("SW11aSTG2", "inconsistent", "SWEpisodes: SW_DEC", years="2024")
def next_worker_not_within_five_days(r):
    """Social worker episode ended before the last days of March, and the next did not follow within 5 days

    The episode before this one ended on 26 March or earlier. The next should start within five days of that day, before
    or after.
    This one does not, or has no real start date.

    To fix it: check the end of the episode before and the start of this one. If another social worker had the case in
    between, add the episode.
    """
    s = r.SWEpisodes
    before = s.previous_by("SW_DECOM")
    apart = ~s.SW_DECOM.readable | _begins_apart(s, before, 5)
    return s.where((before.SW_DEC <= r.end - days(5)) & apart, before=before)


@rule("SW11bSTG2", "inconsistent", "SWEpisodes: SW_DEC", years="2024-")
def nobody_after_late_march(r):
    """Social worker episode ended in the last days of March, and no later one is recorded

    The episode ended between 26 and 31 March, and no episode with a start date follows it, so the child seems to have
    no social worker at the end of the year. Where the next episode has no real start date, that one is listed.

    To fix it: add the episode of the social worker who took over. If the same one still had the case on 31 March, clear
    the end date.
    """
    s = r.SWEpisodes
    before, after = s.previous_by("SW_DECOM"), s.next_by("SW_DECOM")
    only_one = s.CHILD.filled & ~before.exists & ~after.exists
    last_dated = s.SW_DECOM.readable & ~after.SW_DECOM.readable & (before.SW_DECOM < s.SW_DEC)
    nobody_after = _in_late_march(r, s) & (only_one | last_dated)
    return s.where((~s.SW_DECOM.readable & _in_late_march(r, before)) | nobody_after, before=before)


def _in_late_march(r, s):
    """True where the episode ended in the last days of the year, 26 to 31 March."""
    return (s.SW_DEC >= r.end - days(5)) & (s.SW_DEC <= r.end)


@rule("SW17STG2", "inconsistent", "SWEpisodes: SW_DEC SW_DECOM", years="2026-")
def latest_has_ended(r):
    """Child’s latest social worker episode has ended, so that none is open on 31 March

    A child in care has a social worker until the end of the year, so the latest episode has no end date.

    To fix it: add the episode that was open on 31 March, or clear the end date if the same social worker still had the
    case.
    """
    latest = r.SWEpisodes.latest("SW_DECOM", unreadable=True)
    return latest[latest.SW_DEC.filled]


@rule("SW19STG2", "inconsistent", "SWEpisodes: SW_DEC SW_DECOM", years="2026-")
def start_date_repeated(r):
    """Another social worker episode of the child starts on the same day

    A child has one social worker at a time, so two episodes can’t begin together. The first of them is not listed.

    To fix it: remove the episode that was entered twice, or correct the start date of one.
    """
    s, other = r.SWEpisodes.join(r.SWEpisodes)
    return s.where(
        s.SW_DECOM.filled & s.SW_DECOM.same_as(other.SW_DECOM) & (other.positions < s.positions), other=other
    )


# -- beside the child's episodes --------------------------------------------------------------------------------------


def _unmatched(r, e):
    """Those of the episodes that start or end care with no social worker episode to match."""
    starts, ends = e.RNE == "S", e.REC.filled & (e.REC != "X1")
    e = e[(starts | ends) & ~e.LS.isin(SHORT_BREAKS)]
    pair, s = e.join(r.SWEpisodes)
    at_end = pair.REC.filled & (pair.REC != "X1") & (s.SW_DECOM <= pair.DEC)
    not_over = (s.SW_DECOM >= pair.DECOM) | ~s.SW_DEC.readable | (s.SW_DEC >= pair.DECOM)
    at_start = (pair.RNE == "S") & s.SW_DECOM.readable & not_over
    last = e.first_of(r.SWEpisodes.latest("SW_DEC", unreadable=True))
    first = e.first_of(r.SWEpisodes.first_by("SW_DECOM"))
    nearest = r.SWEpisodes.take(np.where(e.RNE == "S", last.positions, first.positions))
    return e.where(~e.isin(pair[at_end | at_start]), nearest=nearest)


@rule("SW12STG2", "inconsistent", "SWEpisodes.SW_DECOM Episodes.DECOM Episodes.DEC", years="2024")
def care_without_worker(r):
    """Child came into care or left care with no social worker episode to match

    Every child has a social worker when care starts (S) and when it ends. This child has no social worker episode, or
    all of them ended before care started or began after it ended. Short breaks (V3, V4) are left out.

    To fix it: add the social worker episodes that cover the start and the end of care, or correct the dates that are
    wrong.
    """
    return _unmatched(r, r.Episodes)


@rule("SW12STG2", "inconsistent", "SWEpisodes.SW_DECOM Episodes.DECOM Episodes.DEC", years="2025-")
def recent_care_without_worker(r):
    """Child came into care or left care with no social worker episode to match

    Every child has a social worker when care starts (S) and when it ends. This child has no social worker episode, or
    all of them ended before care started or began after it ended. Short breaks (V3, V4) and episodes that ended before
    last year are left out.

    To fix it: add the social worker episodes that cover the start and the end of care, or correct the dates that are
    wrong.
    """
    e = r.Episodes
    return _unmatched(r, e[~e.DEC.readable | ((e.DEC >= r.start_of_last_year) & (e.DEC <= r.end))])
