"""The breakdowns that figures share, each declared once: its name in files, its groups in their order, and how a case
finds its group. Every case has one, so that the parts add up to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat

import numpy as np

from check903.model.care import Care
from check903.model.columns import Text
from check903.model.dates import months_between
from check903.model.on_days import OnDays
from check903.model.rows import Rows

NOT_KNOWN = "Not known"
NOT_RECORDED = "Not recorded"
MAX_AGE = 120


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of a breakdown, and the number of each case's.

    labels   their names, in their order; a case in a group without a name is in none
    unknown  the group of those that can't be told, -1 where there is none
    per      what a group's number is a share of: `group`, of the cases in that group; `all`, of all the figure rests
             on; `counted`, of all it counts
    """

    labels: tuple[str, ...]
    codes: np.ndarray
    unknown: int = -1
    per: str = "group"

    def share_of(self, per: str) -> Groups:
        """The same as shares of something else."""
        return replace(self, per=per)

    def of(self, codes: np.ndarray) -> Groups:
        """The same of other cases, whose numbers these are."""
        return replace(self, codes=codes)

    @property
    def cannot_tell(self) -> np.ndarray:
        """True for the cases that can't be told."""
        return self.codes == self.unknown


def by_code(text: Text, groups: Mapping[str, tuple[str, ...]], rest: str = NOT_RECORDED) -> Groups:
    """Cases by the codes of a column: label -> its codes; any other text, and a blank, is in the group `rest`."""
    labels = (*groups, rest)
    numbers = {code: number for number, codes in enumerate(groups.values()) for code in codes}
    values = text.base.values
    per_text = np.fromiter(map(numbers.get, values, repeat(len(groups))), np.int64, len(values))
    return Groups(labels, text.to_rows(per_text), len(groups))


def banded(values: np.ndarray, bands: Mapping[str, float], rest: str = NOT_KNOWN) -> Groups:
    """Cases by a number: label -> the first number that is too large for the band; NaN and below 0 is in `rest`."""
    values = np.asarray(values, float)
    known = ~np.isnan(values) & (values >= 0)
    codes = np.where(known, np.searchsorted(list(bands.values()), np.where(known, values, 0), "right"), len(bands))
    return Groups((*bands, rest), codes, len(bands))


def aged(ages: np.ndarray, bands: Mapping[str, float]) -> Groups:
    """Cases by age in full years (-1 where it can't be told): `banded`, looked up by the year."""
    years = banded(np.arange(-1, MAX_AGE + 1), bands)
    return years.of(years.codes[np.minimum(ages, MAX_AGE) + 1])


def lasted(start: np.ndarray, end: np.ndarray, weeks: Mapping[str, int], months: Mapping[str, float]) -> Groups:
    """Cases by the time between two days (datetime64[D]): label -> the first number of days that is too long for the
    band, then label -> the first number of whole months that is.
    """
    days = (end - start).astype(np.int64)
    short = np.searchsorted(list(weeks.values()), days, "right")
    long = len(weeks) + np.searchsorted(list(months.values()), np.maximum(months_between(start, end), 0), "right")
    codes = np.where(np.isnat(start) | np.isnat(end) | (days < 0), len(weeks) + len(months), 0)
    codes = np.where(codes == 0, np.where(short < len(weeks), short, long), codes)
    return Groups((*weeks, *months, NOT_KNOWN), codes, len(weeks) + len(months))


def lasted_by_day(on: OnDays, start: np.ndarray, months: Mapping[str, float]) -> Groups:
    """Each of `on.each_day` by the time since a start (one for each of `on`): `lasted`, worked out day by day only
    where the band changes in a stretch.
    """
    days, (of, when) = on.care.days, on.each_day
    first, last = lasted(start, days[on.since], {}, months), lasted(start, days[on.until], {}, months)
    codes, changes = first.codes[of], (first.codes != last.codes)[of]
    codes[changes] = lasted(start[of[changes]], days[when[changes]], {}, months).codes
    return first.of(codes)


AGES = {"Under 1": 1, "1 to 4": 5, "5 to 9": 10, "10 to 15": 16, "16 and over": np.inf}
SEXES = {"Female": ("F", "2"), "Male": ("M", "1")}
ETHNICITIES = {
    "White": ("WBRI", "WIRI", "WOTH", "WIRT", "WROM"),
    "Mixed or multiple ethnic groups": ("MWBC", "MWBA", "MWAS", "MOTH"),
    "Asian or Asian British": ("AIND", "APKN", "ABAN", "AOTH", "CHNE"),
    "Black, African, Caribbean or Black British": ("BCRB", "BAFR", "BOTH"),
    "Other ethnic group": ("OOTH",),
    "Refused or information not yet available": ("REFU", "NOBT"),
}
NEEDS = {
    "N1: Abuse or neglect": ("N1",),
    "N2: Child's disability or illness": ("N2",),
    "N3: Parent's illness or disability": ("N3",),
    "N4: Family in acute stress": ("N4",),
    "N5: Family dysfunction": ("N5",),
    "N6: Socially unacceptable behaviour": ("N6",),
    "N7: Low income": ("N7",),
    "N8: Absent parenting": ("N8",),
}
LEGAL = {
    "Care orders": ("C1", "C2"),
    "Placement order granted": ("E1",),
    "Voluntary agreements under S20": ("V2",),
    "Detained for child protection": ("L1", "L2", "L3"),
    "Youth justice legal statuses": ("J1", "J2", "J3"),
}
PLACES = {
    "Foster placements": ("U1", "U2", "U3", "U4", "U5", "U6"),
    "Placed for adoption": ("A3", "A4", "A5", "A6"),
    "Placed with parents or other person with parental responsibility": ("P1",),
    "Secure homes and children's homes": ("K1", "K2"),
    "Independent and semi-independent living arrangements/supported accommodation": ("K3", "H5", "P2"),
    "Other residential settings": ("R1", "R2", "R3", "R5", "P3"),
    "Residential schools": ("S1",),
    "Other placements": ("Z1", "Z11", "Z12", "Z13", "Z14", "T0", "T1", "T2", "T3", "T4"),
}
PROVIDERS = {
    "Own provision (by the LA)": ("PR1",),
    "Other LA provision": ("PR2",),
    "Other public provision (e.g. by a PCT etc)": ("PR3",),
    "Private provision": ("PR4",),
    "Voluntary/third sector provision": ("PR5",),
    "Parents or other person with parental responsibility": ("PR0",),
}
PROVIDER_NOT_REPORTED = "Placement provider not reported"
AREAS = {"Inside the council's boundary": ("IN",), "Outside the council's boundary": ("OUT",)}
FAR = 20.0  # miles
UNKNOWN_DISTANCE = 999.9


def miles(rows: Rows) -> np.ndarray:
    """Miles from home; NaN where it can't be worked out or is not known."""
    distance = rows.PL_DISTANCE.number
    return np.where(distance == UNKNOWN_DISTANCE, np.nan, distance)


def by_distance(rows: Rows) -> Groups:
    far = miles(rows)
    codes = np.where(np.isnan(far), 2, (far > FAR).astype(np.int64))
    return Groups(("20 miles or less", "More than 20 miles", "Not known or not recorded"), codes, 2)


@dataclass(frozen=True)
class Split:
    """A breakdown: its title, how groups are found, and the (table, column) without which it can't be made.

    of      what has a group: `child`, each child of the return; `episode`, each episode of both years, in the order of
            `care.all_rows`; `case`, each case on its day
    groups  of the sets, or for `case` of the cases, the group of each of these
    """

    title: str
    of: str
    groups: Callable[..., Groups]
    needs: tuple[str, str]


def _lived(care: Care) -> Rows:
    return care.memo.once("lived", lambda: care.lived(care.all_rows))


SPLITS = {
    "age": Split("Age", "case", lambda cases: aged(cases.age, AGES), ("Header", "DOB")),
    "sex": Split("Sex", "child", lambda care: by_code(care.people.SEX, SEXES, NOT_KNOWN), ("Header", "SEX")),
    "ethnicity": Split(
        "Ethnicity", "child", lambda care: by_code(care.people.ETHNIC, ETHNICITIES), ("Header", "ETHNIC")
    ),
    "need": Split("Need", "episode", lambda care: by_code(care.all_rows.CIN, NEEDS), ("Episodes", "CIN")),
    "legal_status": Split("Legal status", "episode", lambda care: by_code(care.all_rows.LS, LEGAL), ("Episodes", "LS")),
    "placement": Split("Placement", "episode", lambda care: by_code(_lived(care).PLACE, PLACES), ("Episodes", "PLACE")),
    "provider": Split(
        "Provider",
        "episode",
        lambda care: by_code(_lived(care).PLACE_PROVIDER, PROVIDERS, PROVIDER_NOT_REPORTED),
        ("Episodes", "PLACE_PROVIDER"),
    ),
    "area": Split(
        "Inside or outside the council",
        "episode",
        lambda care: by_code(_lived(care).PL_LOCATION, AREAS, NOT_KNOWN),
        ("Episodes", "PL_LOCATION"),
    ),
    "distance": Split(
        "Miles from home", "episode", lambda care: by_distance(_lived(care)), ("Episodes", "PL_DISTANCE")
    ),
}
OF_THE_CHILD = ("age", "sex", "ethnicity")
ALL = tuple(SPLITS)
# Breakdowns that are counted together: a case has one number for each of these, and the groups of one breakdown are
# sums over the others. What a child or an episode is, is worked out once for all cases.
TOGETHER = (("age", "sex", "ethnicity"), ("need", "legal_status", "area"), ("placement", "provider", "distance"))


def groups_of(name: str, cases: OnDays) -> Groups:
    """The groups of the cases in a shared breakdown."""
    split = SPLITS[name]
    if cases.source is not None:  # parts of others have their groups
        whole = groups_of(name, cases.source)
        return replace(whole, codes=whole.codes[cases.of])
    if split.of == "case":
        return cases.memo.once(name, lambda: split.groups(cases))
    every = _every(name, cases.care)
    return replace(every, codes=every.codes[_whose(split.of, cases)])


def _every(name: str, care: Care) -> Groups:
    """The groups of every child or episode, with one more in the last place, for a case without: it can't be told."""

    def make() -> Groups:
        groups = SPLITS[name].groups(care)
        return replace(groups, codes=np.append(groups.codes, groups.unknown))

    return care.memo.once(("split", name), make)


def _whose(of: str, cases: OnDays) -> np.ndarray:
    """The child or the episode of each case."""
    if of == "child":
        return cases.child
    assert cases.episode is not None
    return cases.episode.positions


@dataclass(frozen=True, eq=False)
class Together:
    """Breakdowns counted together: their groups (without codes), and each case's number over all of them."""

    groups: dict[str, Groups]
    codes: np.ndarray

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(groups.labels) for groups in self.groups.values())


def together(names: tuple[str, ...], cases: OnDays) -> list[Together]:
    """The shared breakdowns of the cases, by TOGETHER."""
    wanted = [tuple(name for name in names if name in block) for block in TOGETHER]
    return [cases.memo.once(("together", block), partial(_together, block, cases)) for block in wanted if block]


def _together(block: tuple[str, ...], cases: OnDays) -> Together:
    if cases.source is not None:  # parts of others have their groups
        [whole] = together(block, cases.source)
        return replace(whole, codes=whole.codes[cases.of])
    codes, groups = np.zeros(len(cases), np.int64), {}
    of_case = [name for name in block if SPLITS[name].of == "case"]
    for name in of_case:
        groups[name] = groups_of(name, cases)
        codes = codes * len(groups[name].labels) + groups[name].codes
    rest = tuple(name for name in block if name not in of_case)
    if rest:
        every = {name: _every(name, cases.care) for name in rest}
        joint = cases.care.memo.once(("together", rest), lambda: _joint(every))
        size = int(np.prod([len(groups.labels) for groups in every.values()]))
        codes = codes * size + joint[_whose(SPLITS[rest[0]].of, cases)]
        groups |= every
    return Together(groups, codes)


def _joint(every: dict[str, Groups]) -> np.ndarray:
    codes = np.zeros(len(next(iter(every.values())).codes), np.int64)
    for groups in every.values():
        codes = codes * len(groups.labels) + groups.codes
    return codes


def available(names: tuple[str, ...], cases: OnDays) -> tuple[str, ...]:
    """Those of the breakdowns that can be made of the cases and of what is loaded."""
    r = cases.care.r
    fit = [name for name in names if cases.has_episodes or name in OF_THE_CHILD]
    return tuple(name for name in fit if SPLITS[name].needs[0] in r.loaded and r.has_column(*SPLITS[name].needs))
