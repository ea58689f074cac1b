"""Who started to be looked after."""

from __future__ import annotations

import numpy as np

from check903.figures.asylum import asylum_seekers
from check903.figures.counting import Count, count, count_with, mix, share
from check903.figures.declared import Lacks, measure
from check903.figures.splits import Groups, by_code
from check903.model.care import Care
from check903.model.day_numbers import numbers
from check903.model.reasons import NotRun

TAKEN = ("C1", "C2", "L1", "L2", "L3")
PERMANENCE = {
    "Adoption": ("P1",),
    "Special guardianship order": ("P2",),
    "Residence order or child arrangements order": ("P3",),
    "Unknown": ("P4",),
    "No previous permanence": ("Z1",),
}


@measure("starts", "Episodes: DECOM RNE LS")
def starts(care: Care) -> Count:
    """Children who started to be looked after

    Children who came into care between 1 April and the day. A child who came in twice counts once, with the first time.

    Exactly: |START1|: rows of EPX with RNE = S and S <= DECOM <= D, each child's earliest. Rate: 10,000 * |START1| / P.

    Source: The Department's data guidance 2023, cla_number_and_rate, note 2.
    """
    counted = count_with(care.first_starts, care.starts_unsure)
    return (
        counted.beside({"For every 10,000 children in the area": count(care.first_starts, kind="rate", splits=())})
        if care.population
        else counted
    )


@measure("starts_breakdown", "Episodes: DECOM RNE LS CIN PLACE; Header: DOB SEX ETHNIC")
def starts_breakdown(care: Care) -> Count:
    """Who started to be looked after

    Children who came into care between 1 April and the day, by their age on that first day, sex, ethnic group, need,
    legal status and placement then, and whether they are asylum seekers alone.

    Exactly: START1 rows by age at DECOM, SEX, ETHNIC, CIN, LS, PLACE and UASC.

    Source: The Department's data guidance 2023, children who started to be looked after, notes 2, 4 and 6.
    """
    cases = care.first_starts
    own = {}
    try:
        cases, alone, unsure = asylum_seekers(cases)
        own["asylum"] = Groups(
            ("Unaccompanied asylum-seeking children", "Others"), np.where(alone | unsure, 0, 1).astype(np.int64)
        )
    except (Lacks, NotRun):
        pass  # no table says who is one: the other breakdowns stand
    return mix(cases, ("age", "sex", "ethnicity", "need", "legal_status", "placement"), **own)


@measure("taken_into_care", "Episodes: DECOM RNE LS", sure="data")
def taken_into_care(care: Care) -> Count:
    """Children taken into care, not by agreement

    Of the children who came into care between 1 April and the day, those whose first episode is under a care order, or
    police or emergency protection.

    Exactly: START1 rows with LS in C1, C2, L1, L2, L3; of |START1|.

    Source: The 2025 release, 'All children taken into care'. Which codes belong to it was found by adding up England's
    figures of five years.
    """
    on = care.first_starts
    return share(on, on.LS.isin(*TAKEN), cannot_tell=on.LS.blank, other="Another legal status at the start")


@measure("starts_previous_permanence", "Episodes: DECOM RNE LS; PrevPerm: PREV_PERM")
def starts_previous_permanence(care: Care) -> Count:
    """Children starting care after an earlier permanent home

    Children who came into care between 1 April and the day, by whether they had been adopted, or lived under a special
    guardianship or child arrangements order, before.

    Exactly: START1 children by PREV_PERM of their PrevPerm row: P1, P2, P3, P4 not known, Z1 none.

    Source: The 2024 release, children who started to be looked after, 'Previous permanence arrangement'.
    """
    on = care.first_starts
    return mix(on, previous_permanence=by_code(on.own("PrevPerm").PREV_PERM, PERMANENCE))


@measure(
    "second_period",
    "Episodes: DECOM DEC RNE REC LS",
    sure="code",
    tables="Episodes Episodes_last",
    unit="starts",
    by_row=True,
)
def second_period(care: Care) -> Count:
    """Children who came back into care within 12 months of leaving

    Of the times that children came into care between 1 April and the day, those where the child had left care at most
    365 days before. A child taken over by another council in between does not count.

    Exactly: START rows for which EPX2 has an earlier row of the child with REC other than X1 and E3 and
    0 < DECOM - DEC <= 365; of |START|.

    Source: Annex A, list 8: 'a second or subsequent period of being a Looked After Child within the last 12 months'.
    """
    on = care.starts
    return share(
        on, left_before(care, on.child, numbers(on.DECOM.value)), other="Had not left care in the 12 months before"
    )


def left_before(care: Care, child: np.ndarray, start: np.ndarray) -> np.ndarray:
    """True where the child left care, but not to another council, at most 365 days before the day `start`."""
    left = care.episodes.REC.filled & ~care.episodes.REC.isin("X1", "E3")
    key = np.sort(care.key(care.episodes.child[left], care.ended[left]))
    mine = care.key(child, start)
    before = np.append(key, -1)[np.searchsorted(key, mine, "left") - 1] if len(key) else np.full(len(mine), -(10**15))
    gap = mine - before
    return (gap > 0) & (gap <= 365)
