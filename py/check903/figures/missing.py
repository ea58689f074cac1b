"""Children who went missing, or were away without permission."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, count, mix, ratio, share
from check903.figures.declared import measure
from check903.figures.splits import banded
from check903.model.care import Care
from check903.model.day_numbers import numbers
from check903.model.on_days import OnDays

WENT = "Missing: MISSING MIS_START MIS_END; Episodes: DECOM DEC REC LS"
UNSAFE = (
    "The Department advises against comparing councils here: many record every absence as missing, and quality and"
    " consistency are poor."
)
ALMOST = 0.5  # of a day: bands of whole days
DURATIONS = {
    "Less than 1 day": 1 - ALMOST,
    "1 to 2 days": 2 + ALMOST,
    "3 to 7 days": 7 + ALMOST,
    "8 to 10 days": 10 + ALMOST,
    "11 to 15 days": 15 + ALMOST,
    "16 to 20 days": 20 + ALMOST,
    "21 to 30 days": 30 + ALMOST,
    "Over 30 days": np.inf,
}


def incidents(care: Care, kind: str) -> OnDays:
    """The times that looked-after children were missing (M) or away (A) and that touch the year so far."""
    rows = care.by_child("Missing")
    on = care.touching(rows[rows.MISSING == kind], "MIS_START", "MIS_END")
    return on.on_those(on.among(care.in_year)).with_episodes_of(care.in_year)


def _unsure(care: Care) -> np.ndarray:
    """Which children have a time whose kind or beginning can't be read; bool per child."""
    rows = care.r.Missing
    return rows.children_where(~rows.MISSING.isin("M", "A") | ~rows.MIS_START.readable)


def _who(care: Care, kind: str, other: str) -> Count:
    on, went = care.in_year.cut(care.in_year.among(incidents(care, kind)))
    return share(on, went, cannot_tell=~went & _unsure(care)[on.child], other=other)


def _average(care: Care, kind: str) -> Count:
    """The incidents of each child that had one."""
    away = incidents(care, kind)
    children = away.first()
    return ratio(*children.cut(children.of_each_day(away.tally())))


@measure("missing_children", WENT, warn=UNSAFE)
def missing_children(care: Care) -> Count:
    """Children who went missing in the year

    Children who were missing at some time between 1 April and the day while looked after in that year, each once. A
    time that began before 1 April and went on counts.

    Exactly: Distinct CHILD of Missing rows with MISSING = M, MIS_START <= D, (MIS_END blank or >= S), in CLA_YEAR; of
    |CLA_YEAR|.

    Source: The Local Authority Interactive Tool, measure 161; data guidance 2023, notes 1 and 3.
    """
    return _who(care, "M", "Was not missing")


@measure("missing_incidents", WENT, unit="incidents", by_row=True, warn=UNSAFE)
def missing_incidents(care: Care) -> Count:
    """Missing incidents, and average per child who went missing

    The times that looked-after children were missing between 1 April and the day. Those already missing on 1 April
    count. Beside it, how many times that is for each child who went missing.

    Exactly: Number of the Missing rows of 'Children who went missing'; average = rows / children.

    Source: The Department's data guidance 2023; the 2025 release.
    """
    return count(incidents(care, "M")).beside({"Incidents for each child who went missing": _average(care, "M")})


@measure("missing_repeat", WENT, warn=UNSAFE)
def missing_repeat(care: Care) -> Count:
    """Children missing more than once

    Children who were missing at least twice between 1 April and the day.

    Exactly: Children with >= 2 of the rows of 'Missing incidents'.

    Source: The 2025 release, name of the value.
    """
    away = incidents(care, "M")
    children = away.first()
    return count(children.on_those(children.of_each_day(away.tally()) >= 2))


@measure("missing_now", WENT, warn=UNSAFE)
def missing_now(care: Care) -> Count:
    """Children missing on the day

    Children looked after on the day who are missing then: since that day or before, and not found by its end.

    Exactly: Children of CLA(D) with a Missing row M, MIS_START <= D and (MIS_END blank or > D).

    Source: The 2025 release, 'Children missing at 31 March'.
    """
    rows = care.by_child("Missing")
    gone = care.running(rows[rows.MISSING == "M"], "MIS_START", "MIS_END")
    return count(care.open.on_those(care.open.among(gone)))


@measure("missing_duration", WENT, unit="incidents", by_row=True, warn=UNSAFE)
def missing_duration(care: Care) -> Count:
    """How long children were missing

    The times that looked-after children were missing between 1 April and the day, by how many days they lasted, and
    where the child lived when each began. One that still goes on is counted up to the day.

    Exactly: MIS_END (or D, if blank or later) - MIS_START in days, in bands; mean and median; by placement group and
    PL_LOCATION of the episode in which it began.

    Source: The 2024 release, official statistics on missing children. How it counts one that goes on is not known.
    """
    away = incidents(care, "M").daily
    day = numbers(away.day)
    ends = np.where(away.MIS_END.readable, np.minimum(numbers(away.MIS_END.value), day), day)
    days = (ends - numbers(away.MIS_START.value)).astype(float)
    days = np.where(away.MIS_END.filled & ~away.MIS_END.readable, np.nan, days)
    on = OnDays(care, away.rows, away.since, away.until, care.at_day(away.child, away.MIS_START.value))
    return mix(on, ("placement", "area"), duration=banded(days, DURATIONS)).beside(
        {"Mean days": ratio(on, days), "Median days": ratio(on, days, median=True)}
    )


@measure("away_children", WENT, warn=UNSAFE)
def away_children(care: Care) -> Count:
    """Children away without permission in the year

    Children who were away from their placement without permission, but not missing, at some time between 1 April and
    the day. Beside it, how many times that was, and for each child.

    Exactly: As 'Children who went missing' and 'Missing incidents', with MISSING = A; of |CLA_YEAR|.

    Source: The Department's data guidance 2023, official statistics, note 4.
    """
    return _who(care, "A", "Was not away without permission").beside(
        {"Times away": count(incidents(care, "A"), splits=()), "Times for each child who was away": _average(care, "A")}
    )
