"""Periods of care and placements, made as the figures make them, so that an answer here equals the figure there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from check903.engine.findings import Findings
from check903.model.care import Care
from check903.model.day_numbers import OPEN
from check903.model.returns import NotRun
from check903.model.rows import Rows
from check903.model.stays import Runs
from check903.reference import schema
from check903.tidy.fields import Field, TidyTable, Values
from check903.tidy.of_check import made

PERIOD = Field(
    "period", "integer", "Which period of care, as table periods counts them", "", "worked out", "periods.period"
)
PLACEMENT = Field(
    "placement", "integer", "Which placement, as table placements counts them", "", "worked out", "placements.placement"
)
_CHILD = Field("CHILD", "text", "The child", refers="children.CHILD")
_SEEN = "1 if its beginning is in the return, 0 if it began earlier"
_OF_PLACEMENT = {"PLACE": "PLACE", "PLACE_PROVIDER": "PLACE_PROVIDER", "PL_POST": "", "URN": ""}


def care_of(findings: Findings) -> Care | None:
    """The sets of the return on the day of the check; None without this year's episodes."""
    if "Episodes" not in findings.r.loaded:
        return None
    return Care(findings.r, np.array([findings.as_at], "datetime64[D]"))


def tables(care: Care | None) -> Iterator[TidyTable]:
    """periods, placements; none without episodes."""
    if care is not None:
        yield _periods(care)
        yield _placements(care)


def _periods(care: Care) -> TidyTable:
    """Periods of care: times in care without a gap, across both years' returns, short breaks left out."""
    first = care.period_first
    last = np.append(first[1:], len(care.episodes))[: len(first)] - 1
    over = care.episodes.REC.filled & (care.episodes.REC != "X1")
    ends = np.where(over[last], care.ended[last], OPEN)
    return made(
        "periods",
        "time in care",
        PERIOD.name,
        [
            (replace(PERIOD, refers=""), range(len(first))),
            (_CHILD, _children(care, care.episodes.child[first])),
            (_day("start", "Its first day that the return shows"), _days(care.period_start)),
            (_day("end", "Its last day; blank while it goes on"), _days(ends)),
            (Field("start_seen", "integer", _SEEN, source="worked out"), care.start_seen.astype(int).tolist()),
        ],
    )


def _placements(care: Care) -> TidyTable:
    """Placements, temporary ones left out; where each was, as its first episode says."""
    runs = care.stays.placements
    began = care.episodes.take(runs.first)
    columns = [(_of_return(name, codes), _texts(began, name)) for name, codes in _OF_PLACEMENT.items()]
    return made(
        "placements",
        "placement, as the figures count them",
        PLACEMENT.name,
        [
            (replace(PLACEMENT, refers=""), range(len(runs))),
            (_CHILD, _children(care, runs.child)),
            (PERIOD, _numbered(care.periods, runs.first)),
            (_day("start", "Its first day that the return shows"), _days(runs.start)),
            (_day("end", "The day on which it ended; blank while it goes on"), _days(runs.end)),
            (Field("start_seen", "integer", _SEEN, source="worked out"), runs.seen.astype(int).tolist()),
            *columns,
            *_worked_out(began),
        ],
    )


def _worked_out(began: Rows) -> Iterator[tuple[Field, Values]]:
    """Inside or outside the council's area, and how far from home; nothing without a council and postcodes."""
    try:
        where, miles = (_texts(began, "PL_LOCATION"), began.PL_DISTANCE.number) if len(began) else ([], np.zeros(0))
    except NotRun:
        return
    of = schema.TABLES["Episodes"].column
    yield Field("PL_LOCATION", "text", of("PL_LOCATION").label, "PL_LOCATION", "worked out"), Values.of(where)
    yield Field("PL_DISTANCE", "number", of("PL_DISTANCE").label, "", "worked out"), Values.numbers(miles)


def numbers(care: Care | None, table: str) -> Iterator[tuple[Field, Values]]:
    """Period and placement of each row of Episodes or Episodes_last; blank for short breaks, temporary placements and
    rows that this year's return has again. Nothing for other tables.
    """
    if care is None or not table.startswith("Episodes"):
        return
    positions = care.position(care.all_rows)
    this, last = len(care.r.Episodes), len(care.r.Episodes_last)  # earlier years' come after them
    of_table = positions[this : this + last] if schema.is_last_years(table) else positions[:this]
    yield PERIOD, _numbered(care.periods, of_table)
    yield PLACEMENT, _numbered(_placement_of(care, care.stays.placements), of_table)


def _placement_of(care: Care, runs: Runs) -> np.ndarray:
    """The placement of each of `Care.episodes`; -1 for temporary ones."""
    numbers = np.full(len(care.episodes), -1)
    numbers[care.stays.positions] = runs.number
    return numbers


def _numbered(number: np.ndarray, positions: np.ndarray) -> Values:
    numbers = np.append(number, -1)[positions]
    return Values.of(None if n < 0 else n for n in numbers.tolist())


def _children(care: Care, child: np.ndarray) -> list[str]:
    return [care.r.children[number] for number in child.tolist()]


def _day(name: str, meaning: str) -> Field:
    return Field(name, "date", meaning, source="worked out")


def _days(numbers: np.ndarray) -> Values:
    """Numbers of days as dates; what goes on or can't be read as a blank."""
    known = np.abs(numbers) < OPEN
    days = np.where(known, numbers, 0).astype("datetime64[D]")
    return Values.days(np.where(known, days, np.datetime64("NaT", "D")))


def _of_return(name: str, codes: str) -> Field:
    return Field(name, "text", schema.TABLES["Episodes"].column(name).label, codes)


def _texts(rows: Rows, name: str) -> list[str | None]:
    return [text or None for text in getattr(rows, name).texts()]
