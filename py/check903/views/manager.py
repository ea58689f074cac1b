"""The page for the manager: the children looked after and where they live, the errors due by theme and by team, whether
they go down, and what would help. No child is named or numbered.

One basis for the whole page, so that parts add up to the whole beside them: an error counts if it is due and not
accepted; a record has an error if one is in a field that the page uses (FIELDS); each child counts once.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NotRequired, TypedDict

import numpy as np

from check903.engine.findings import Findings
from check903.figures import splits
from check903.figures.balance import Balance, balance
from check903.figures.figures import Figures
from check903.figures.splits import by_code
from check903.findings.labels import joined, long_date
from check903.findings.status import NO_TEAM, Status
from check903.findings.themes import LAST_YEAR, of_rules
from check903.findings.worklists import errors_by_role, people
from check903.model.arrays import is_in
from check903.model.on_days import OnDays
from check903.model.table import Table
from check903.reading.saved_check import SavedCheck
from check903.reference import authorities, schema
from check903.wording.declared import WHO

FIELDS = frozenset("DECOM DEC RNE REC LS PLACE PL_POST".split())  # of Episodes
SUPPORTED = "Independent and semi-independent living arrangements/supported accommodation"
PLACES = {  # the figures' own groups, shorter
    "Foster care": splits.PLACES["Foster placements"],
    "Children’s homes and secure homes": splits.PLACES["Secure homes and children's homes"],
    "Supported accommodation": splits.PLACES[SUPPORTED],
    "With parents": splits.PLACES["Placed with parents or other person with parental responsibility"],
    "Placed for adoption": splits.PLACES["Placed for adoption"],
}
OTHER_PLACES = "Other places, or not recorded"
MOST_THEMES, MOST_TEAMS = 8, 10
HELP = {  # theme -> what can be done about it, before how many errors that is
    LAST_YEAR: "Agree for each child whether this year’s record or last year’s return is right",
    "Homes and providers": "Ask the placements team for the Ofsted numbers, postcodes and providers",
    "Social workers’ dates": "Have the days on which social workers took over entered in the case system",
    "Children’s own details": "Have the children’s own details checked against their papers",
    "Placements, moves and legal status": "Have the social workers put right the days and reasons of moves and orders",
    "Reviews and adoption": "Ask the reviewing officers and the adoption team for the dates",
    "Health answers": "Ask the health lead for the health answers",
    "Care leavers": "Ask the leaving care advisers for what is not filled in",
    "Missing, and deprivation of liberty": "Have the social workers put right the days of these times and orders",
    "How the files are made": "Have the extract put right by whoever makes it",
}


class Flow(TypedDict):
    """Children looked after at the year’s start, who came in and left since, and now; `off`: by how much it does not
    add up. `..._wrong`: how many of those records have an error.
    """

    start: int
    came: int
    came_wrong: int
    left: int
    left_wrong: int
    now: int
    now_wrong: int
    off: int


class Counted(TypedDict):
    """A row of a table: errors due, of how many children if it is a team."""

    label: str
    children: NotRequired[int]
    errors: int


class InPlace(TypedDict):
    """Children who live in one kind of place, and how many of their records have an error."""

    label: str
    children: int
    errors: int


class Point(TypedDict):
    """The errors due on a day."""

    label: str
    on: str
    errors: int


class Trend(TypedDict):
    """The errors due over time. `undated`: saved checks that don’t say what was due."""

    points: list[Point]
    undated: int
    trend: str


class Manager(Trend):
    """The page. `by_team`: False where no team is known, and `teams` are those who can put it right."""

    council: str
    year_label: str
    day: str
    start_day: str
    year_end: str
    flow: Flow | None
    places: list[InPlace]
    due: int
    later: int
    accepted: int
    themes: list[Counted]
    by_team: bool
    teams: list[Counted]
    children: int
    helps: str
    helps_made: bool


@dataclass
class Given:
    """What the user gave beside the files. `helps`: None where it is made from the data; `figures`: those of the day,
    where they are at hand.
    """

    workers: Table | None = None
    who: Mapping[str, str] = field(default_factory=dict)
    history: list[SavedCheck] = field(default_factory=list)
    helps: str | None = None
    figures: Figures | None = None


def manager(checked: Findings, given: Given | None = None) -> Manager:
    """The numbers of the page."""
    given = given or Given()
    status = checked.status or Status(checked, checked.as_at, {})
    due = ~status.not_due & ~status.accepted
    window = checked.r.collection
    figures = given.figures or Figures(checked.r, min(max(status.as_at, window.start), window.end), checked)
    by_team, teams = _teams(checked, due, given)
    view: Manager = {
        "council": authorities.short_name(checked.council),
        "year_label": schema.year_label(checked.year),
        "day": long_date(figures.as_at),
        "start_day": long_date(window.start - dt.timedelta(days=1)),
        "year_end": long_date(window.end),
        "flow": None,
        "places": [],
        "due": int(due.sum()),
        "later": int((status.not_due & ~status.accepted).sum()),
        "accepted": int(status.accepted.sum()),
        "themes": _themes(checked, due),
        "by_team": by_team,
        "teams": teams,
        "children": checked.children_this_year,
        **_trend(checked, int(due.sum()), given.history),
        "helps": "",
        "helps_made": given.helps is None,
    }
    if sums := balance(figures):
        view["flow"], view["places"] = _looked_after(sums, _rows_at_fault(checked, due))
    view["helps"] = helps(view) if given.helps is None else given.helps
    return view


# -- the children -----------------------------------------------------------------------------------------------------


def _looked_after(sums: Balance, at_fault: np.ndarray) -> tuple[Flow, list[InPlace]]:
    """From the sum of the figures; `at_fault`: rows of Episodes with an error."""
    now, came, left = (is_in(on.rows.positions, at_fault) for on in (sums.now, sums.came, sums.left))
    flow: Flow = {
        "start": len(sums.start),
        "came": len(came),
        "came_wrong": int(came.sum()),
        "left": len(left),
        "left_wrong": int(left.sum()),
        "now": len(now),
        "now_wrong": int(now.sum()),
        "off": sums.off,
    }
    return flow, _places(sums.now, now)


def _places(now: OnDays, wrong: np.ndarray) -> list[InPlace]:
    lives = by_code(now.place.PLACE, PLACES, OTHER_PLACES)
    return [_counted(label, lives.codes == number, wrong) for number, label in enumerate(lives.labels)]


def _counted(label: str, here: np.ndarray, wrong: np.ndarray) -> InPlace:
    return {"label": label, "children": int(here.sum()), "errors": int((here & wrong).sum())}


def _rows_at_fault(checked: Findings, due: np.ndarray) -> np.ndarray:
    """The rows of Episodes with a due error in a field that the page uses."""
    parts = [
        np.arange(part.start, part.stop)
        for rule, table, part in checked.groups
        if table == "Episodes" and FIELDS & set(rule.fields_in(table))
    ]
    positions = np.concatenate([np.zeros(0, int), *parts])
    return checked.row[positions[due[positions]]]


# -- the errors -------------------------------------------------------------------------------------------------------


def _themes(checked: Findings, due: np.ndarray) -> list[Counted]:
    of = of_rules(checked)
    counts = Counter(of[number] for number in checked.rule[due].tolist())
    return _largest(counts, MOST_THEMES, "Others")


def _largest(counts: Counter, most: int, others: str) -> list[Counted]:
    """The largest first; those beyond `most` together as the last."""
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    largest = rows if len(rows) <= most else rows[: most - 1]
    counted: list[Counted] = [{"label": label, "errors": errors} for label, errors in largest]
    rest = rows[len(largest) :]
    if rest:
        rest_label = f"{others}: {joined([label[:1].lower() + label[1:] for label, _ in rest])}"
        counted.append({"label": rest_label, "errors": sum(errors for _, errors in rest)})
    return counted


def _teams(checked: Findings, due: np.ndarray, given: Given) -> tuple[bool, list[Counted]]:
    """Children and errors due of each team; where no team is known, errors by who can put them right."""
    listed = people(given.workers)
    if not any(person.team for person in listed.values()):
        asked = errors_by_role(checked, due, given.who)
        counts = Counter({WHO[role]: errors for role, errors in asked.items()})
        return False, _largest(counts, MOST_TEAMS, "Others")
    team = [listed[child].team if child in listed else "" for child in checked.r.children] + [""]
    errors = Counter(team[child] for child in checked.child[due].tolist())
    children = Counter(team[child] for child in np.flatnonzero(_this_year(checked)).tolist())
    return True, _rows_of_teams(errors, children)


def _this_year(checked: Findings) -> np.ndarray:
    """Which children this year's tables are about, bool per child."""
    mask = np.zeros(len(checked.r.children) + 1, bool)
    for name in schema.TABLES:
        if name in checked.r.loaded:
            mask[: len(mask)] |= checked.rows(name).children()[: len(mask)]
    mask[-1] = False
    return mask


def _rows_of_teams(errors: Counter, children: Counter) -> list[Counted]:
    names = sorted(set(errors) | set(children) - {""}, key=lambda team: (not team, -errors[team], team))
    named = [team for team in names if team]
    largest = named if len(named) < MOST_TEAMS else named[: MOST_TEAMS - 2]
    counted: list[Counted] = [{"label": team, "children": children[team], "errors": errors[team]} for team in largest]
    rest = named[len(largest) :]
    if rest:
        counted.append(
            {
                "label": f"{len(rest)} other teams",
                "children": sum(children[team] for team in rest),
                "errors": sum(errors[team] for team in rest),
            }
        )
    if errors[""] or children[""]:
        counted.append({"label": NO_TEAM, "children": children[""], "errors": errors[""]})
    return counted


# -- over time --------------------------------------------------------------------------------------------------------


def _trend(checked: Findings, due: int, history: list[SavedCheck]) -> Trend:
    dated = [(check.made.date(), check.due) for check in history if check.made and check.due is not None]
    points = [_point(day, errors) for day, errors in dated]
    if points:
        points.append(_point(checked.checked_at.date(), due))
    return {"points": points, "undated": len(history) - len(dated), "trend": _going(points)}


def _point(day: dt.date, errors: int) -> Point:
    return {"label": long_date(day), "on": day.isoformat(), "errors": errors}


def _going(points: list[Point]) -> str:
    """ "Yes: from 2,719 on 3 August 2026 to 1,428, 47% fewer." """
    if not points:
        return ""
    was, now, since = points[0]["errors"], points[-1]["errors"], points[0]["label"]
    if was == now or not was:
        return f"{now:,} on {since} and now." if was == now else f"No: none on {since}, {now:,} now."
    share = round(100 * abs(was - now) / was)
    how = f"{share or 'under 1'}% {'fewer' if now < was else 'more'}"
    return f"{'Yes' if now < was else 'No'}: from {was:,} on {since} to {now:,}, {how}."


# -- what would help --------------------------------------------------------------------------------------------------


def helps(view: Manager) -> str:
    """A few sentences made from the two largest themes and the two largest teams. "" where nothing is due."""
    themes = [theme for theme in view["themes"] if theme["label"] in HELP][:2]
    if not themes:
        return ""
    teams = [team for team in view["teams"] if team["label"] != NO_TEAM and "ther" not in team["label"]][:2]
    kinds = "Two kinds of error are" if len(themes) > 1 else "One kind of error is"
    return " ".join(
        [
            f"{kinds} {_part(themes, view)}.",
            *(f"{HELP[theme['label']]}: {theme['errors']:,}." for theme in themes),
            *_teams_said(view, teams),
        ]
    )


def _teams_said(view: Manager, teams: list[Counted]) -> list[str]:
    if not teams:
        return []
    names = joined([f"{_inner(team['label'])} ({team['errors']:,})" for team in teams])
    start = f"Most are with {names}" if view["by_team"] else f"First to ask: {names}"
    return [f"{start}, together {_part(teams, view)}." if len(teams) > 1 else f"{start}, {_part(teams, view)}."]


def _inner(label: str) -> str:
    """The label within a sentence; what a council called its team stays as it is."""
    return f"{label[:1].lower()}{label[1:]}" if label in WHO.values() else label


def _part(rows: list[Counted], view: Manager) -> str:
    """ "1,048 of the 1,428 errors due (73%)"."""
    errors = sum(row["errors"] for row in rows)
    return f"{errors:,} of the {view['due']:,} due ({_percent(errors, view['due'])})"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "0%"
