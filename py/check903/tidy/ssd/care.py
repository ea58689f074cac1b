"""Being looked after: placements, episodes, legal statuses, reviews, times missing, social workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from check903.model.day_numbers import numbers
from check903.model.returns import NotRun, Return
from check903.model.rows import Rows
from check903.reference import codes
from check903.tidy.fields import TidyTable, Values
from check903.tidy.ssd.shaped import Shaped, dated, days, ids, keys, texts, with_child

_SAME_PLACE = ("PLACE", "PLACE_PROVIDER", "PL_POST", "URN")


def tables(r: Return) -> Iterator[TidyTable]:
    """The tables; a table that another refers to comes before it."""
    episodes = Episodes(r)
    yield _placements(r, episodes).table
    yield _episodes(r, episodes).table
    yield _legal_statuses(r, episodes).table
    yield _reviews(r).table
    yield _missing(r).table
    yield from _social_workers(r)


class Episodes:
    """Both years' episodes, each once, by child and start, short breaks too; a start that can't be read is last.

    this    True for this year's
    period  the key of each one's period of care: CHILD|first day that the return shows; None for short breaks
    entered  the day on which that period began, as a number of days; UNREADABLE where no return shows it
    """

    def __init__(self, r: Return):
        care = r.care
        every = care.all_rows
        self.r, self.rows = r, every[(every.child >= 0) & ~care.told_again].in_order("DECOM")
        self.this = self.rows.positions < len(r.Episodes)
        positions = care.position(self.rows)
        number = np.append(care.periods, -1)[positions]
        start = np.append(care.period_start, numbers("NaT"))[number]
        self.period = [
            f"{child}|{np.datetime64(day, 'D')}" if period >= 0 else None
            for child, period, day in zip(ids(r, self.rows), number.tolist(), start.tolist())
        ]
        self.entered = np.where(np.append(care.start_seen, False)[number], start, numbers("NaT"))

    def spells(self, columns: Iterable[str]) -> np.ndarray:
        """A number for each episode's run: unbroken episodes of a child that agree in the columns."""
        before = self.rows.previous_by("DECOM")
        same = np.logical_and.reduce([getattr(self.rows, name).same_as(getattr(before, name)) for name in columns])
        return self.rows.spells(~(same & (before.DEC == self.rows.DECOM)), "DECOM")

    def of_this_year(self, run: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The first and the last episode of each run that has one of this year."""
        first = np.flatnonzero(np.diff(run, prepend=-1))
        last = np.append(first[1:], len(run))[: len(first)] - 1
        touched = np.bincount(run[self.this], minlength=len(first)) > 0
        return first[touched], last[touched]


def _placement_keys(episodes: Episodes, run: np.ndarray) -> list[str]:
    """A key for each run: CHILD and the day on which it began."""
    first = episodes.rows.take(np.flatnonzero(np.diff(run, prepend=-1)))
    return keys(ids(episodes.r, first), days(first, "DECOM"))


def _placements(r: Return, episodes: Episodes) -> Shaped:
    run = episodes.spells(_SAME_PLACE)
    first, last = episodes.of_this_year(run)
    begun, ended = episodes.rows.take(first), episodes.rows.take(last)
    every = _placement_keys(episodes, run)
    return (
        Shaped(
            "ssd_cla_placement",
            "placement: unbroken episodes of one PLACE, PLACE_PROVIDER, PL_POST and URN",
            "clap_cla_placement_id",
            [every[number] for number in run[first].tolist()],
            "CHILD|start",
        )
        .person("clap_person_id", ids(r, begun))
        .fill("clap_cla_id", "text", _at(episodes.period, first), "Worked out: the period of care")
        .fill("clap_cla_placement_start_date", "date", Values.days(begun.DECOM.value), "DECOM of its first episode")
        .of("clap_cla_placement_type", begun, "PLACE")
        .of("clap_cla_placement_urn", begun, "URN")
        .fill(
            "clap_cla_placement_distance",
            "number",
            _miles(r, begun),
            "Worked out: miles from home, of its first episode this year; blank without a council and postcodes",
        )
        .of("clap_cla_placement_provider", begun, "PLACE_PROVIDER")
        .of("clap_cla_placement_postcode", begun, "PL_POST")
        .fill("clap_cla_placement_end_date", "date", Values.days(ended.DEC.value), "DEC of its last episode")
        .of("clap_cla_placement_change_reason", ended, "REASON_PLACE_CHANGE")
    )


def _miles(r: Return, rows: Rows) -> Values:
    """PL_DISTANCE of episodes of both years."""
    try:
        miles = rows.PL_DISTANCE.number if len(rows) else np.zeros(0)
    except NotRun:
        miles = np.full(len(rows), np.nan)
    return Values.numbers(miles)


def _at(values: list[str | None], positions: np.ndarray) -> list[str | None]:
    return [values[position] for position in positions.tolist()]


def _episodes(r: Return, episodes: Episodes) -> Shaped:
    positions = np.flatnonzero(episodes.this)
    rows = episodes.rows.take(positions)
    run = episodes.spells(_SAME_PLACE)
    placements = _placement_keys(episodes, run)
    return (
        Shaped(
            "ssd_cla_episodes", "episode", "clae_cla_episode_id", keys(ids(r, rows), days(rows, "DECOM")), "CHILD|DECOM"
        )
        .person("clae_person_id", ids(r, rows))
        .fill(
            "clae_cla_placement_id",
            "text",
            [placements[number] for number in run[positions].tolist()],
            "Worked out: the placement",
            refers="ssd_cla_placement.clap_cla_placement_id",
        )
        .of("clae_cla_episode_start_date", rows, "DECOM")
        .of("clae_cla_episode_start_reason", rows, "RNE")
        .of("clae_cla_primary_need_code", rows, "CIN")
        .of("clae_cla_episode_ceased_date", rows, "DEC")
        .of("clae_cla_episode_ceased_reason", rows, "REC")
        .fill(
            "clae_cla_id",
            "text",
            _at(episodes.period, positions),
            "Worked out: the period of care; blank for short breaks",
        )
        .empty("clae_referral_id")
        .empty("clae_cla_last_iro_contact_date", kind="date")
        .fill(
            "clae_entered_care_date",
            "date",
            dated(episodes.entered[positions]),
            "Worked out: when the period of care began; blank where no return given shows it",
        )
    )


def _legal_statuses(r: Return, episodes: Episodes) -> Shaped:
    first, last = episodes.of_this_year(episodes.spells(["LS"]))
    begun, ended = episodes.rows.take(first), episodes.rows.take(last)
    key = keys(ids(r, begun), texts(begun, "LS"), days(begun, "DECOM"))
    says = "CHILD|LS|start"
    return (
        Shaped("ssd_legal_status", "unbroken time under one legal status", "lega_legal_status_id", key, says)
        .person("lega_person_id", ids(r, begun))
        .of("lega_legal_status", begun, "LS")
        .fill("lega_legal_status_start_date", "date", Values.days(begun.DECOM.value), "DECOM of its first episode")
        .fill("lega_legal_status_end_date", "date", Values.days(ended.DEC.value), "DEC of its last episode")
    )


def _reviews(r: Return) -> Shaped:
    rows = with_child(r, "Reviews")
    period = _period_on(r, rows, "REVIEW")
    return (
        Shaped(
            "ssd_cla_reviews", "review", "clar_cla_review_id", keys(ids(r, rows), days(rows, "REVIEW")), "CHILD|REVIEW"
        )
        .person("clar_person_id", ids(r, rows))
        .fill("clar_cla_id", "text", period, "Worked out: the period of care in which it was held")
        .empty("clar_cla_review_due_date", kind="date")
        .of("clar_cla_review_date", rows, "REVIEW")
        .empty("clar_cla_review_cancelled")
        .of("clar_cla_review_participation", rows, "REVIEW_CODE")
    )


def _period_on(r: Return, rows: Rows, column: str) -> list[str | None]:
    """The period of care in which each row's child was on the day; None where in none."""
    positions = r.care.at_day(rows.child, getattr(rows, column).value)
    number = np.append(r.care.periods, -1)[r.care.position(positions)]
    start = np.append(r.care.period_start, 0)[number]
    return [
        f"{child}|{np.datetime64(day, 'D')}" if period >= 0 else None
        for child, period, day in zip(ids(r, rows), number.tolist(), start.tolist())
    ]


def _missing(r: Return) -> Shaped:
    rows = with_child(r, "Missing")
    kinds = [codes.short("MISSING", text) or text or None for text in rows.MISSING.texts()]
    key = keys(ids(r, rows), days(rows, "MIS_START"))
    return (
        Shaped("ssd_missing", "time missing or away", "miss_table_id", key, "CHILD|MIS_START")
        .person("miss_person_id", ids(r, rows))
        .fill("miss_missing_episode_type", "text", kinds, "MISSING, in words")
        .of("miss_missing_episode_start_date", rows, "MIS_START")
        .of("miss_missing_episode_end_date", rows, "MIS_END")
        .empty("miss_missing_rhi_offered", "miss_missing_rhi_accepted")
    )


def _social_workers(r: Return) -> Iterator[TidyTable]:
    """ssd_professionals and ssd_involvements."""
    rows = with_child(r, "SWEpisodes")
    workers = texts(rows, "SW_ID")
    known = list(dict.fromkeys(filter(None, workers)))
    professional, number = "prof_professional_id", "SW_ID: the worker's registration number"
    yield (
        Shaped("ssd_professionals", "social worker", professional, known, number)
        .fill("prof_social_worker_registration_no", "text", known, number)
        .empty("prof_staff_id", "prof_professional_name", "prof_agency_worker_flag", "prof_professional_job_title")
        .empty("prof_professional_department")
        .empty("prof_professional_caseload", "prof_full_time_equivalency", kind="number")
        .table
    )
    key = keys(ids(r, rows), workers, days(rows, "SW_DECOM"))
    yield (
        Shaped(
            "ssd_involvements", "child's time with a social worker", "invo_involvements_id", key, "CHILD|SW_ID|start"
        )
        .fill("invo_professional_id", "text", workers, "SW_ID", refers=f"ssd_professionals.{professional}")
        .person("invo_person_id", ids(r, rows))
        .empty("invo_professional_role_id", "invo_professional_team", "invo_referral_id")
        .of("invo_involvement_start_date", rows, "SW_DECOM")
        .of("invo_involvement_end_date", rows, "SW_DEC")
        .of("invo_worker_change_reason", rows, "SW_REASON")
        .table
    )
