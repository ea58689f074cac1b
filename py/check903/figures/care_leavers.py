"""Care leavers: contact, activity and home, from OC3."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, mix, share
from check903.figures.declared import measure
from check903.figures.splits import NOT_RECORDED, OF_THE_CHILD, Groups, by_code
from check903.model.care import Care
from check903.model.day_numbers import age_of
from check903.model.on_days import OnDays
from check903.reference.groups import FOSTERED, SHORT_BREAKS

WHO = "OC3: DOB IN_TOUCH"
AGES = {"17 to 18": (17, 18), "19 to 21": (19, 20, 21)}
IN_TOUCH = {
    "In touch": ("YES",),
    "Not in touch": ("NO",),
    "No longer requires services": ("NREQ",),
    "Refuses contact": ("REFU",),
}
ACTIVITIES = {
    "Higher education i.e. studies beyond A level": ("F1", "P1"),
    "Education other than higher education": ("F2", "P2"),
    "In an apprenticeship": ("F4", "P4"),
    "In training or employment (excl. apprenticeship)": ("F5", "P5"),
    "In training or employment": ("F3", "P3"),
    "Not in education, training or employment, owing to illness or disability": ("G4",),
    "Not in education, training or employment, owing to other reasons": ("G5",),
    "Not in education, training or employment, owing to pregnancy or parenting": ("G6",),
    "Information not known": ("0",),
}
DOING = list(ACTIVITIES)  # five in education, employment or training, three not, and one not known
ACTIVE = tuple(code for name in DOING[:5] for code in ACTIVITIES[name])
NEET = "Total not in education, employment or training"
AWAY = ("G", "H", "R")  # abroad, deported, residence not known
HOMES = {
    "B": "With parents or relatives",
    "C": "Residential care",
    "D": "Semi-independent accommodation",
    "E": "Supported lodgings",
    "G": "Gone abroad",
    "H": "Deported",
    "K": "Ordinary lodgings",
    "R": "Residence not known",
    "S": "No fixed abode",
    "T": "Foyer",
    "U": "Independent living",
    "V": "Emergency accommodation",
    "W": "Bed and breakfast",
    "X": "In custody",
    "Y": "Other accommodation",
    "Z": "With former foster carer",
    "0": "No information",
}
SUITABLE = {
    "Accommodation considered suitable": tuple(f"{letter}1" for letter in HOMES),
    "Accommodation considered unsuitable": tuple(f"{letter}2" for letter in HOMES),
}
NO_INFORMATION = "No information"


def leavers(care: Care, *ages: int) -> OnDays:
    """CL(ages): the rows of OC3 about care leavers who are that old at the year's end."""
    rows = care.by_child("OC3")
    counted = np.isin(age_of(rows.DOB.value, care.end), ages) & ~rows.IN_TOUCH.isin("DIED", "RHOM")
    counted &= ~rows.child_in(_taken_over(care)) & ~rows.child_in(_only_short_breaks(care))
    return care.on_days(counted, care.last_day, care.last_day, rows, only="first")


def _taken_over(care: Care) -> np.ndarray:
    """Which children last left care to another council, this year or last; bool per child."""
    e = care.episodes
    left = np.flatnonzero(e.REC.filled & (e.REC != "X1"))
    left = left[np.argsort(care.ended[left], kind="stable")]
    taken_over = np.zeros(care.children + 1, bool)
    taken_over[e.child[left]] = (e.REC == "E3")[left]  # the latest is set last
    return taken_over


def _only_short_breaks(care: Care) -> np.ndarray:
    rows = care.all_rows
    return rows.children_all(rows.LS.isin(*SHORT_BREAKS))


def _age(on: OnDays) -> Groups:
    age = age_of(on.DOB.value, on.care.end)
    return Groups(tuple(AGES), (age > 18).astype(np.int64))


def _all(care: Care) -> OnDays:
    """CL(17-18) and CL(19-21); worked out once."""
    return care.memo.once("care leavers", lambda: leavers(care, 17, 18, 19, 20, 21))


@measure(
    "cl_in_touch",
    WHO,
    unit="young people",
    yearly=True,
    sums=(("", "In touch"), ("In touch", *list(IN_TOUCH)[1:], NOT_RECORDED)),
)
def cl_in_touch(care: Care) -> Count:
    """Care leavers the council is in touch with

    Young people of OC3 who are 17 to 21 on 31 March, by whether the council is in touch with them. Left out are those
    who died or went home, whom another council took over, and who had only short breaks.

    Exactly: CL(17-18) and CL(19-21) with IN_TOUCH = YES; of |CL(ages)|. Beside it NO, NREQ and REFU.

    Source: The Department's data guidance 2023, la_care_leavers_intouch, notes 1 to 3.
    """
    on = _all(care)
    contact = by_code(on.IN_TOUCH, IN_TOUCH)
    return share(
        on,
        on.IN_TOUCH == "YES",
        cannot_tell=contact.cannot_tell,
        splits=("sex", "ethnicity"),
        other="Not in touch",
        age=_age(on),
    ).beside(_each(on, contact))


def _each(on: OnDays, groups: Groups) -> dict[str, Count]:
    """A share for each of the groups that anybody is in, and for each age in it."""
    shares: dict[str, Count] = {}
    for code in np.flatnonzero(np.bincount(groups.codes)).tolist():
        shares |= _by_age(on, groups.labels[code], groups.codes == code)
    return shares


def _by_age(on: OnDays, name: str, counted: np.ndarray) -> dict[str, Count]:
    """A share of all, and of each age."""
    age = _age(on)
    aged = {f"{name}, {label}": share(on, counted, of=age.codes == code, splits=()) for code, label in enumerate(AGES)}
    return {name: share(on, counted, splits=()), **aged}


@measure(
    "cl_activity",
    f"{WHO} ACTIV",
    unit="young people",
    yearly=True,
    sums=(("", *DOING[:5]), (NEET, *DOING[5:8]), ("", NEET, *DOING[8:], NOT_RECORDED)),
)
def cl_activity(care: Care) -> Count:
    """Care leavers in education, employment or training

    Young people of OC3 who are 17 to 21 on 31 March and in education, an apprenticeship, training or work. Those of
    whom nothing is known stay among those it is a share of. Beside it stands what all of them do.

    Exactly: CL(ages) with ACTIV F1, P1, F2, P2, F4, P4, F5 or P5 (to 2021 also F3, P3); of |CL(ages)|, ACTIV 0
    included.

    Source: The Local Authority Interactive Tool, measures 113, 220 and 221; the 2025 release.
    """
    on = _all(care)
    activity = by_code(on.ACTIV, ACTIVITIES)
    return share(
        on,
        on.ACTIV.isin(*ACTIVE),
        cannot_tell=activity.cannot_tell,
        splits=("sex", "ethnicity"),
        other="Not in education, employment or training, or not known",
        age=_age(on),
    ).beside(_by_age(on, NEET, on.ACTIV.isin("G4", "G5", "G6")) | _each(on, activity))


@measure(
    "cl_suitable",
    f"{WHO} ACCOM",
    unit="young people",
    yearly=True,
    sums=(("", list(SUITABLE)[0]), (*SUITABLE, NO_INFORMATION)),
)
def cl_suitable(care: Care) -> Count:
    """Care leavers in suitable accommodation

    Young people of OC3 who are 17 to 21 on 31 March and live in a place that suits them. Left out are those who went
    abroad, were deported, or whose residence is not known; those without information stay in.

    Exactly: CL(ages) with ACCOM's second character 1; of CL(ages) without ACCOM G, H, R.

    Source: The Department's data guidance 2023, accommodation suitability, note 2; the Local Authority Interactive
    Tool, measure 112.
    """
    on = _all(care)
    on = on[~on.ACCOM.startswith(*AWAY)]
    suits = by_code(on.ACCOM, SUITABLE, NO_INFORMATION)
    return share(
        on,
        suits.codes == 0,
        cannot_tell=~on.ACCOM.matches("[A-Z][12]|0"),
        splits=("sex", "ethnicity"),
        other="Not suitable, or no information",
        age=_age(on),
    ).beside(_each(on, suits))


@measure("cl_accommodation", f"{WHO} ACCOM", unit="young people", yearly=True)
def cl_accommodation(care: Care) -> Count:
    """Where care leavers live

    Young people of OC3 who are 17 to 21 on 31 March, by where they live.

    Exactly: CL(ages) by the first character of ACCOM; of |CL(ages)|.

    Source: The 2024 release, national_accommodation_of_care_leavers.
    """
    on = _all(care)
    homes = {name: tuple(code for code in (letter, f"{letter}1", f"{letter}2")) for letter, name in HOMES.items()}
    return mix(on, ("sex", "ethnicity"), accommodation=by_code(on.ACCOM, homes), age=_age(on))


@measure(
    "staying_put",
    f"{WHO} ACCOM; Episodes: DEC PLACE; Header: DOB",
    unit="young people",
    tables="OC3 Episodes",
    yearly=True,
)
def staying_put(care: Care) -> Count:
    """Care leavers who stay put with their former foster carer

    Young people of OC3 who are 18, 19 or 20 on 31 March and left foster care on their 18th birthday, those of them who
    still live with their former foster carer. For 19 it takes last year's return, for 20 the one before: where the last
    episode is not visible, it can't be told.

    Exactly: Of OC3 rows aged 18, 19, 20 whose last episode ended on the 18th birthday with PLACE U1 to U6: ACCOM Z1 or
    Z2.

    Source: The Department's data guidance 2023, la_care_leavers_stayput; the 2024 release.
    """
    on = leavers(care, 18, 19, 20)
    last = care.last_episode.take(on.child)
    fostered = _left_at_18(on, last.DEC.value) & care.lived(last).PLACE.isin(*FOSTERED)
    age = Groups(("18", "19 to 20"), (age_of(on.DOB.value, care.end) > 18).astype(np.int64))
    return share(
        on,
        on.ACCOM.isin("Z1", "Z2"),
        of=fostered,
        cannot_tell=~last.exists,
        splits=(),
        aside=True,
        other="Lives elsewhere, or no information",
        age=age,
    )


def _left_at_18(on: OnDays, day: np.ndarray) -> np.ndarray:
    """True where the day is the 18th birthday."""
    born = on.DOB.value
    return (age_of(born, day) == 18) & (age_of(born, day - np.timedelta64(1, "D")) == 17)


@measure(
    "cl_22_25",
    f"{WHO} ACTIV ACCOM",
    unit="young people",
    yearly=True,
    sums=(("in_touch / In touch", "In education, employment or training", "In suitable accommodation"),),
)
def cl_22_25(care: Care) -> Count:
    """Care leavers aged 22 to 25 who asked for support

    Young people of OC3 who are 22 to 25 on 31 March; beside it, of those the council is in touch with, who is in
    education, employment or training, and who lives in suitable accommodation.

    Exactly: OC3 rows with age at E in 22 to 25, by IN_TOUCH; of those with IN_TOUCH = YES: ACTIV and ACCOM as for the
    younger ones.

    Source: The Department's data guidance 2023, la_care_leavers_intouch_22to25, note 3.
    """
    on = leavers(care, 22, 23, 24, 25)
    touch = on.IN_TOUCH == "YES"
    return mix(on, OF_THE_CHILD[1:], in_touch=by_code(on.IN_TOUCH, IN_TOUCH)).beside(
        {
            "In education, employment or training": share(on, on.ACTIV.isin(*ACTIVE), of=touch, splits=()),
            "In suitable accommodation": share(
                on, on.ACCOM.matches("[A-Z]1"), of=touch & ~on.ACCOM.startswith(*AWAY), splits=()
            ),
        }
    )
