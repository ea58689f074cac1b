"""Who stopped being looked after, why, how old, and after how long."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, count, count_with, mix, ratio, share
from check903.figures.declared import measure
from check903.figures.splits import aged, by_code, lasted
from check903.model.care import Care
from check903.model.day_numbers import numbers

LEFT = "Episodes: DECOM DEC REC LS"
REASONS = {
    "Adopted": ("E11", "E12"),
    "Died": ("E2",),
    "Care taken over by another council": ("E3",),
    "Returned home, part of the care planning process": ("E4A",),
    "Returned home, not part of the care planning process": ("E4B",),
    "Left to live with parents, relatives or others with no parental responsibility": ("E13",),
    "Residence order or child arrangement order granted": ("E41",),
    "Special guardianship order": ("E43", "E44", "E45", "E46", "E47", "E48"),
    "Independent living with supportive accommodation": ("E5",),
    "Independent living without formal support": ("E6",),
    "Transferred to adult social care": ("E7",),
    "Any other reason": ("E8",),
    "Sentenced to custody": ("E9",),
    "Accommodation on remand ended": ("E14",),
    "Age assessment determined child aged 18 or over": ("E15",),
    "Moved abroad": ("E16",),
    "Aged 18 and remained with current carers": ("E17",),
}
AGES_LEAVING = {"Under 1": 1, "1 to 4": 5, "5 to 9": 10, "10 to 15": 16, "16": 17, "17": 18, "18 and over": np.inf}
WEEKS = {"Under 2 weeks": 14, "2 to 8 weeks": 56}
MONTHS = {
    "8 weeks to 6 months": 6,
    "6 months to 1 year": 12,
    "1 to 2 years": 24,
    "2 to 3 years": 36,
    "3 to 5 years": 60,
    "5 to 10 years": 120,
    "10 years and over": np.inf,
}
VISIBLE = 0.95  # of the leavers: below that the average would be too low, as long stays are those whose start is unseen


@measure("ceases", LEFT)
def ceases(care: Care) -> Count:
    """Children who stopped being looked after

    Children who left care between 1 April and the day. A child who left twice counts once, with the last time; a child
    who left and came back counts here and among those who started.

    Exactly: |CEASE1|: rows of EPX with REC filled, REC <> X1, S <= DEC <= D, each child's latest. Rate: 10,000 *
    |CEASE1| / P.

    Source: The Department's data guidance 2023, cla_number_and_rate, note 3.
    """
    on = care.last_ceases
    counted = count_with(on, care.ceases_unsure)
    if not care.population:
        return counted
    return counted.beside({"For every 10,000 children in the area": count(on, kind="rate", splits=())})


@measure("ceases_by_reason", LEFT)
def ceases_by_reason(care: Care) -> Count:
    """Why children stopped being looked after

    Children who left care between 1 April and the day, by the reason that ended their last episode.

    Exactly: CEASE1 by REC, in the 17 published categories.

    Source: The 2024 release, children who ceased to be looked after, 'Reason episode ceased'; codes matched to names by
    meaning.
    """
    on = care.last_ceases
    return mix(on, ("sex", "ethnicity", "need"), reason=by_code(on.REC, REASONS), age=_age_leaving(care))


@measure("ceases_by_age", "Episodes: DECOM DEC REC LS; Header: DOB")
def ceases_by_age(care: Care) -> Count:
    """How old children were when they left care

    Children who left care between 1 April and the day, by their age on the day they left.

    Exactly: CEASE1 by age at DEC; also the mean age.

    Source: The 2024 release, children who ceased to be looked after, 'Age on ceasing'.
    """
    on = care.last_ceases
    age = on.age.astype(float)
    mean = ratio(on, np.where(age < 0, np.nan, age))
    return mix(on, age=_age_leaving(care)).beside({"Mean age in full years": mean})


def _age_leaving(care: Care):
    return aged(care.last_ceases.age, AGES_LEAVING)


@measure("returned_home", LEFT)
def returned_home(care: Care) -> Count:
    """Children who went home, planned and not planned

    Of the children who left care between 1 April and the day, those who went home to parents or others with parental
    responsibility: as planned for them, or not.

    Exactly: CEASE1 with REC E4A (planned), E4B (not planned); of |CEASE1|.

    Source: The 2024 release, category names.
    """
    on = care.last_ceases
    planned = by_code(on.REC, {"Planned": ("E4A",), "Not planned": ("E4B",)}, "").share_of("all")
    return share(on, on.REC.isin("E4A", "E4B"), planned=planned, other="Left for another reason")


@measure("duration_of_care", "Episodes: DECOM DEC RNE REC LS")
def duration_of_care(care: Care) -> Count:
    """How long children who left had been looked after

    For children who left care between 1 April and the day, the time since that period of care began. Where no loaded
    return shows the beginning, the child stands with what is visible, the least it can be, and counts as one that can't
    be told. The average is given only where at least 95 in 100 beginnings are visible.

    Exactly: For CEASE1: DEC - start of that PERIOD in days, in bands; mean over children whose start is visible.

    Source: The 2024 release, 'Duration of last period of care'; data guidance 2023, note 3.
    """
    on = care.last_ceases
    period = care.period_of(on.rows)
    start = care.period_start[period].astype("datetime64[D]")
    days = (on.DEC.value - start).astype(float)
    seen = care.start_seen[period]
    counted = mix(on, cannot_tell=~seen, duration=lasted(start, on.DEC.value, WEEKS, MONTHS))
    if len(on) and seen.mean() < VISIBLE:
        return counted
    return counted.beside({"Mean days": ratio(on, np.where(seen, days, np.nan), decimals=0)})


@measure("reunification_lasting", "Episodes: DECOM DEC RNE REC LS", sure="own", tables="Episodes Episodes_last")
def reunification_lasting(care: Care) -> Count:
    """Children who went home and were back in care within 12 months

    Of the children who went home in the year before, those who came into care again by the day and at most 365 days
    after they had gone.

    Exactly: Of children with REC E4A or E4B and DEC in the previous year, those with a START row within 365 days after
    DEC, in Episodes_last or Episodes.

    Source: The Department's dashboard says it explores such a measure; its definition is not known.
    """
    left = care.went_home_last_year
    begun = (care.episodes.RNE == "S") & (care.began <= care.by_day[-1])
    key = np.sort(care.key(care.episodes.child[begun], care.began[begun]))
    mine = care.key(left.child, numbers(left.DEC.value))
    after = np.append(key, 2**62)[np.searchsorted(key, mine, "right")]
    soon, on_day = after - mine <= 365, after - care.key(left.child, np.zeros(len(left), np.int64))
    of, when = left.each_day
    return share(
        *left.cut(soon[of] & (on_day[of] <= care.by_day[when])), other="Did not come back within 12 months, or not yet"
    )
