"""Who is looked after: on the day, in the year, for how long."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, count, count_with, mix, ratio, share, total
from check903.figures.declared import Lacks, measure
from check903.figures.splits import lasted_by_day
from check903.model.care import Care
from check903.model.dates import years_on
from check903.model.day_numbers import ends_of, numbers
from check903.model.on_days import OnDays
from check903.reference.groups import SHORT_BREAKS

TIME_IN_CARE = {  # -> the first number of months that is too long
    "Under 6 months": 6,
    "6 to 12 months": 12,
    "1 to 2 years": 24,
    "2 to 3 years": 36,
    "3 to 5 years": 60,
    "5 to 10 years": 120,
    "10 years and over": np.inf,
}
OPEN_EPISODE = "Episodes: DECOM DEC REC LS"


@measure("cla_on_day", OPEN_EPISODE)
def cla_on_day(care: Care) -> Count:
    """Children looked after

    Children with an episode that began by the day and has no end, or ends after it. An episode that ended on the day
    itself no longer counts. Short breaks (legal status V3 or V4) are left out.

    Exactly: |CLA(D)|, the children of OPEN(D): rows with DECOM <= D and (DEC blank or DEC > D), LS not V3 or V4.

    Source: The Department's data guidance 2023, children looked after on 31 March, note 1, and its coverage; rule
    SW01STG1 quotes the Department.
    """
    return count_with(care.open, care.cannot_tell)


@measure("cla_rate", OPEN_EPISODE, unit="per 10,000")
def cla_rate(care: Care) -> Count:
    """Children looked after for every 10,000 children in the area

    Children looked after on the day, for every 10,000 children under 18 who live in the council's area. The population
    is the Office for National Statistics' estimate, as the Department's own file of rates has it.

    Exactly: 10,000 * |CLA(D)| / P; P = mid-year estimate of the population aged 0 to 17.

    Source: The Department's data guidance 2023, cla_number_and_rate_per_10k_children.
    """
    if not care.population:
        raise Lacks(
            "The number of children in the area is not known: add the Department’s file"
            " cla_number_and_rate_per_10k_children.csv"
        )
    return count(care.open, kind="rate", splits=())


@measure("cla_by_child", "Episodes: DECOM DEC REC LS CIN; Header: DOB SEX ETHNIC")
def cla_by_child(care: Care) -> Count:
    """Children looked after by age, sex, ethnicity and need

    Children looked after on the day: how old they are on that day, their sex, their ethnic group, and why they are in
    need.

    Exactly: CLA(D) by age at D, SEX, ETHNIC (six groups; CHNE is Asian), CIN of the OPEN(D) row.

    Source: The Department's data guidance 2023, children looked after on 31 March by characteristics, note 3.
    """
    return mix(care.open, ("age", "sex", "ethnicity", "need"))


@measure(
    "cla_by_legal_status", OPEN_EPISODE, sums=(("legal_status / Care orders", "Full care order", "Interim care order"),)
)
def cla_by_legal_status(care: Care) -> Count:
    """Children looked after by legal status

    Children looked after on the day by the order or agreement under which they are in care.

    Exactly: CLA(D) by LS of the OPEN(D) row: C1 and C2, E1, V2, L1 to L3, J1 to J3.

    Source: The Department's data guidance 2023, note 5; names of the 2024 release, membership from the meaning of the
    codes.
    """
    single = {"Full care order": ("C2",), "Interim care order": ("C1",)}
    return mix(care.open, ("legal_status",)).beside(
        {name: share(care.open, care.open.LS.isin(*codes)) for name, codes in single.items()}
    )


@measure("cla_mothers", "Episodes: DECOM DEC REC LS; Header: SEX DOB MOTHER")
def cla_mothers(care: Care) -> Count:
    """Looked-after girls aged 12 or over who are mothers

    Girls looked after on the day, at least 12 years old then, whose record says that they are mothers.

    Exactly: CLA(D) with SEX female, age at D >= 12 and MOTHER = 1; of those with SEX female and age at D >= 12.

    Source: The Department's data guidance 2023, children looked after on 31 March by characteristics, note 6.
    """
    on = care.open
    person = care.people.take(on.child)
    girls = person.SEX.isin("F", "2") & (on.age >= 12)
    return share(on, person.MOTHER == "1", of=girls, cannot_tell=person.MOTHER.filled & ~person.MOTHER.isin("0", "1"))


@measure("cla_year", OPEN_EPISODE)
def cla_year(care: Care) -> Count:
    """Children looked after at any time in the year

    Every child with an episode that touches the time from 1 April to the day, each once.

    Exactly: |CLA_YEAR|: children of EPX with DECOM <= D and (DEC blank or DEC >= S).

    Source: The Department's data guidance 2023, children looked after during the year. That a child who left on 1 April
    itself counts is our reading.
    """
    return count_with(care.in_year, care.in_year_unsure)


@measure("cla_12_months", "Episodes: DECOM DEC RNE REC LS")
def cla_12_months(care: Care) -> Count:
    """Children looked after for at least 12 months

    Children looked after on the day and without a break through the twelve months before it, as the rules about health
    answers (OC2) take it.

    Exactly: |CLA12|: CLA(D) without an episode that began care in those months, ended it before D, or was a short
    break.

    Source: The Department's data guidance 2023, conviction and health outcomes, note 1.
    """
    on = care.twelve_months
    period = care.period_of(on.rows)
    start, seen = care.period_start[period], care.start_seen[period]
    of, when = on.each_day
    unsure = (~seen & (start <= care.first_day))[of] & (start[of] > care.a_year_before[when])
    return count(*on.cut(unsure))  # whose first months no return shows


@measure("cla_time_in_care", "Episodes: DECOM DEC RNE REC LS", sure="own")
def cla_time_in_care(care: Care) -> Count:
    """How long children have been looked after

    The time since the child's present period of care began. Where no loaded return shows the beginning, the child
    stands with the time that is visible, which is the least it can be, and counts as one that can't be told.

    Exactly: D - start of the PERIOD open at D, in bands; of |CLA(D)|.

    Source: No published table for children still in care.
    """
    on = care.open
    period = care.period_of(on.rows)
    start = care.period_start[period].astype("datetime64[D]")
    seen, of = care.start_seen[period], on.each_day.of
    days = (on.day - start[of]).astype(float)
    median = ratio(on.daily, np.where(seen[of], days, np.nan), decimals=0, median=True)
    bands = lasted_by_day(on, start, TIME_IN_CARE)
    cases, seen, codes = on.cut(seen[of], bands.codes)
    return mix(cases, cannot_tell=~seen, time_in_care=bands.of(codes)).beside(
        {"Median days, where the start is visible": median}
    )


@measure("s20_long", "Episodes: DECOM DEC RNE REC LS", sure="own")
def s20_long(care: Care) -> Count:
    """Children in care by agreement (section 20) for 12 months or more

    Children looked after under section 20 on the day, whose agreement has run for at least a year without a change of
    legal status. Where its beginning is not visible and less than a year is, it can't be told.

    Exactly: CLA(D) with LS V2 whose unbroken run of V2 rows began >= 12 months before D; of CLA(D) with LS V2.

    Source: Not a published measure; long use of section 20 is a common question at inspections.
    """
    on = care.open
    began, seen = _run_of_agreement(care)
    positions = care.position(on.rows)
    of, when = on.each_day
    on, long, seen = on.cut(began[positions][of] <= numbers(years_on(care.days, -1))[when], seen[positions][of])
    return share(
        on, long, of=on.LS == "V2", cannot_tell=~long & ~seen, other="In care by agreement for less than a year"
    )


def _run_of_agreement(care: Care) -> tuple[np.ndarray, np.ndarray]:
    """For each episode, the day on which its run of V2 episodes began, as a number, and whether that is visible."""
    agreed = care.episodes.LS == "V2"
    before = np.append(False, agreed[:-1]) & (np.diff(care.periods, prepend=-1) == 0)
    first = np.maximum.accumulate(np.where(agreed & before, 0, np.arange(len(agreed)))) if len(agreed) else agreed
    alone = np.diff(care.periods, prepend=-1) != 0  # the first visible of its period
    return care.began[first], ~alone[first] | (care.episodes.RNE == "S")[first]


@measure("short_breaks_only", "Episodes: DECOM DEC LS")
def short_breaks_only(care: Care) -> Count:
    """Children looked after only in a series of short breaks

    Children who had short breaks (legal status V3 or V4) between 1 April and the day and were not looked after
    otherwise in that time.

    Exactly: Children with an Episodes row with LS V3 or V4 that touches [S, D], and no EPX row that does.

    Source: The Department's data guidance 2023, la_children_looked_after_exclusively_under_a_series_of_short_term_
    placements, note 2.
    """
    rows = care.by_child("Episodes")
    breaks = care.touching(rows[rows.LS.isin(*SHORT_BREAKS)], "DECOM", "DEC", "first")
    return count(breaks.on_those(~breaks.among(care.in_year)), splits=("age", "sex", "ethnicity"))


@measure(
    "net_change",
    "Episodes: DECOM DEC REC RNE LS",
    sure="own",
    tables="Episodes Episodes_last",
    sums=(("Started, each time", "Left, each time"),),
)
def net_change(care: Care) -> Count:
    """Change in the number looked after since 31 March

    Children looked after on the day less those looked after on the last 31 March, as last year's return has them.
    Beside it stand those who started and those who left, each time: when the four don't add up, children appear or
    vanish between the two returns.

    Exactly: |CLA(D)| - |CLA(S - 1 day)|, the latter from Episodes_last; beside |START| and |CEASE| as rows.

    Source: Before + starts - leavers = now, which needs no source.
    """
    before = _before(care)
    every = [(care.open, 1), (before, -1)]
    off = [(care.open, 1), (before, -1), (care.starts, -1), (care.ceases, 1)]
    return _signed(every, splits=()).beside(
        {
            "Looked after on 31 March before": count(before, splits=()),
            "Started, each time": count(care.starts, splits=()),
            "Left, each time": count(care.ceases, splits=()),
            "Doesn't add up by": _signed(off, splits=()),
        }
    )


def _before(care: Care) -> OnDays:
    """Last year's children looked after at its end, on each of the days."""
    rows = care.by_child("Episodes_last")
    rows = rows[~rows.LS.isin(*SHORT_BREAKS)]
    begins, ends = numbers(rows.DECOM.value), ends_of(rows.DEC)
    was = rows.DECOM.readable & (begins < care.first_day) & (ends >= care.first_day)
    return care.on_days(was, 0, care.last_day, rows, only="first")


def _signed(sets: list[tuple[OnDays, int]], splits=()) -> Count:
    """The sizes of the sets added and taken away: as one set of rows of no table, of which only the child is known."""
    child, since, until = map(np.concatenate, zip(*((part.child, part.since, part.until) for part, _ in sets)))
    cases = OnDays(sets[0][0].care, sets[0][0].care.people.take(child), since, until)
    return total(cases, np.concatenate([np.full(len(part), sign) for part, sign in sets]), splits=splits)
