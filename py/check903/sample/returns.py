"""What a council returns for a year: the rows of every table, taken from the children's histories."""

from __future__ import annotations

import csv
import datetime as dt
import io
from random import Random

from check903.reference.schema import TABLES
from check903.sample.child import FAR, Child, Episode, birthday, day_text
from check903.sample.weights import pick

FILES = {
    "Header": "header.csv",
    "Episodes": "episodes.csv",
    "Reviews": "reviews.csv",
    "UASC": "uasc.csv",
    "OC2": "oc2.csv",
    "OC3": "oc3.csv",
    "AD1": "ad1.csv",
    "PlacedAdoption": "placed_for_adoption.csv",
    "PrevPerm": "previous_permanence.csv",
    "Missing": "missing.csv",
    "SWEpisodes": "sw_episodes.csv",
    "DoLo": "dolo.csv",
}
IN_TOUCH = {"YES": 88, "NO": 5, "NREQ": 3, "REFU": 2, "RHOM": 2}
TOOK_PART = {"PN1": 60, "PN2": 3, "PN3": 3, "PN4": 2, "PN6": 22, "PN7": 10}
ACTIVITIES = {"F1": 5, "F2": 22, "P2": 6, "F4": 4, "F5": 18, "P5": 7, "G4": 10, "G5": 23, "G6": 5}
HOMES = {"U1": 35, "D1": 15, "E1": 12, "B1": 12, "Z1": 14, "Y1": 4, "K1": 3, "C1": 3, "W2": 1, "V1": 1}

OLDER = {  # code -> (the last year that had another one for it, that one)
    "K3": (2024, "H5"),
    "Z12": (2025, "Z1"),
    "M": (2024, "1"),
    "F": (2024, "2"),
}

Rows = dict[str, list[list[str]]]


class Year:
    """The collection year that ends in `year`, as ordinals: first day, last day."""

    def __init__(self, year: int):
        self.year = year
        self.start, self.end = dt.date(year - 1, 4, 1).toordinal(), dt.date(year, 3, 31).toordinal()
        self.august = dt.date(year - 2, 8, 31).toordinal()

    def touches(self, first: int, last: int | None) -> bool:
        """True if a time from `first` to `last` (None: still going on) has a day in the year."""
        return first <= self.end and (last is None or last >= self.start)

    def end_text(self, day: int | None) -> str:
        """An end as this year's return knows it: blank if it comes later."""
        return "" if day is None or day > self.end else day_text(day)


def of_year(code: str, year: int) -> str:
    """The code that a year's return had for what is `code` today."""
    last, older = OLDER.get(code, (0, ""))
    return older if year <= last else code


def rows_of_year(children: list[Child], year: int, rng: Random) -> Rows:
    """Table name -> rows of texts in the schema's columns, children in order of id. Tables that the year doesn't have
    are left out.
    """
    when = Year(year)
    rows: Rows = {name: [] for name, spec in TABLES.items() if spec.first_year <= year}
    for child in children:
        _add(rows, child, when, rng)
    return rows


def _add(rows: Rows, child: Child, year: Year, rng: Random) -> None:
    episodes = [episode for episode in child.episodes if year.touches(episode.start, episode.end)]
    leaver = (
        birthday(child.born, 18) <= year.end < birthday(child.born, 22) and (child.episodes[-1].end or FAR) <= year.end
    )
    if not episodes and not leaver:
        return
    name, born = child.id, day_text(child.born)
    uasc = child.uasc and birthday(child.born, 18) >= year.start
    rows["Header"].append(_header(child, year, bool(episodes)))
    if uasc:
        rows["UASC"].append([name, of_year(child.sex, year.year), born, day_text(birthday(child.born, 18))])
    if leaver:
        rows["OC3"].append([name, born, *_leaver(rng)])
    for episode in episodes:
        rows["Episodes"].append(_episode(child, episode, year))
    if not episodes:
        return
    if _all_year(episodes, year):
        rows["OC2"].append([name, born, *_outcomes(child, year, rng)])
    if any(episode.rne == "S" and episode.start >= year.start for episode in episodes):
        rows["PrevPerm"].append([name, born, *child.permanence])
    if not child.respite:
        rows["Reviews"] += [[name, born, day_text(day), code] for day, code in _reviews(child, year, rng)]
    rows["Missing"] += [
        [name, born, kind, day_text(first), year.end_text(last)]
        for kind, first, last in child.missing
        if year.touches(first, last)
    ]
    if "SWEpisodes" in rows:
        rows["SWEpisodes"] += [
            [name, born, worker, day_text(first), year.end_text(last), why]
            for worker, first, last, why in child.workers
            if year.touches(first, last)
        ]
    if "DoLo" in rows and child.detained and year.touches(*child.detained):
        rows["DoLo"].append([name, born, day_text(child.detained[0]), year.end_text(child.detained[1])])
    if child.adoption:
        _add_adoption(rows, child, episodes, year)


def _header(child: Child, year: Year, in_care: bool) -> list[str]:
    """A girl's motherhood is asked for while she is looked after, other than for short breaks; a pupil number from
    school age on.
    """
    mother = baby = ""
    if child.sex == "F" and in_care and not child.respite:
        mother = "1" if child.baby and child.baby <= year.end else "0"
        baby = day_text(child.baby) if mother == "1" else ""
    upn = child.upn if child.uasc or birthday(child.born, 4) <= year.august else "UN1"
    return [child.id, of_year(child.sex, year.year), day_text(child.born), child.ethnic, upn, mother, baby]


def _episode(child: Child, episode: Episode, year: Year) -> list[str]:
    ended = episode.end is not None and episode.end <= year.end
    placement = episode.placement
    return [
        child.id,
        day_text(episode.start),
        episode.rne,
        episode.ls,
        child.need,
        of_year(placement.place, year.year),
        placement.provider,
        year.end_text(episode.end),
        episode.rec if ended else "",
        episode.reason if ended else "",
        child.home,
        placement.postcode,
        placement.urn,
    ]


def _all_year(episodes: list[Episode], year: Year) -> bool:
    """True if the child was looked after, other than for short breaks, all year."""
    began = any(episode.rne == "S" and episode.start > year.start for episode in episodes)
    left = any(episode.rec != "X1" and (episode.end or FAR) < year.end for episode in episodes)
    return not began and not left and episodes[0].ls not in ("V3", "V4")


def _outcomes(child: Child, year: Year, rng: Random) -> list[str]:
    born = child.born
    score = reason = ""
    if birthday(born, 4) <= year.end and birthday(born, 17) >= year.start:
        if rng.random() < 0.85:
            score = str(min(40, int(rng.gammavariate(4, 3.5))))
        else:
            reason = rng.choice(["SDQ2", "SDQ4", "SDQ5"])
    convicted = _yes(rng, 0.03) if birthday(born, 10) <= year.end else ""
    checked = _yes(rng, 0.9) if birthday(born, 5) > year.end else ""
    misuse = _yes(rng, 0.05 if birthday(born, 12) <= year.end else 0)
    received = _yes(rng, 0.6) if misuse == "1" else ""
    offered = _yes(rng, 0.7) if received == "0" else ""
    return [
        score,
        reason,
        convicted,
        checked,
        _yes(rng, 0.85),
        _yes(rng, 0.8),
        _yes(rng, 0.9),
        misuse,
        received,
        offered,
    ]


def _yes(rng: Random, share: float) -> str:
    return "1" if rng.random() < share else "0"


def _leaver(rng: Random) -> list[str]:
    touch = pick(rng, IN_TOUCH)
    return [touch, pick(rng, ACTIVITIES), pick(rng, HOMES)] if touch == "YES" else [touch, "0", "0"]


def _reviews(child: Child, year: Year, rng: Random):
    """(day, code) of the reviews in the year: after four weeks in care, then three months, then every six."""
    for first, last in _periods(child):
        day, wait = first + 26, 85
        while day < min(last, year.end) - 1:
            if day >= year.start:
                yield day, "PN0" if day < birthday(child.born, 4) else pick(rng, TOOK_PART)
            day += wait + rng.randrange(12)
            wait = 170


def _periods(child: Child):
    """(first day, last day) of each period of care."""
    starts = [number for number, episode in enumerate(child.episodes) if episode.rne == "S"]
    for first, after in zip(starts, [*starts[1:], len(child.episodes)]):
        yield child.episodes[first].start, child.episodes[after - 1].end or FAR


def _add_adoption(rows: Rows, child: Child, episodes: list[Episode], year: Year) -> None:
    plan, born = child.adoption, day_text(child.born)
    assert plan is not None  # whoever has none is not asked for
    if year.touches(plan.decided, plan.reversed):
        given_up = year.end_text(plan.reversed)
        rows["PlacedAdoption"].append([child.id, born, day_text(plan.decided), given_up, "RD1" if given_up else ""])
    if episodes[-1].rec in ("E11", "E12") and (episodes[-1].end or FAR) <= year.end:
        rows["AD1"].append(
            [
                child.id,
                born,
                day_text(plan.decided),
                day_text(plan.matched),
                "1" if plan.by_carer else "0",
                *plan.adopters,
            ]
        )


def csv_files(rows: Rows) -> dict[str, bytes]:
    """File name -> CSV of each table."""
    return {FILES[name]: csv_bytes([list(TABLES[name].names), *table]) for name, table in rows.items()}


def csv_bytes(rows: list[list[str]]) -> bytes:
    """The rows as a CSV file, lines ended as Windows ends them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()
