"""Whose the children behind a figure are: each one's worker and team, and the children of one worker or team."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from check903.figures.behind import Behind, behind
from check903.figures.declared import Measure
from check903.figures.figures import Year
from check903.findings.workers import children
from check903.findings.worklists import Person, people
from check903.model.table import Table
from check903.reference.schema import is_last_years


class Listed(Behind):
    """A record behind a figure. `worker`: of the user's own list, else the number of the child's latest social worker
    in the return, or ""; `team`: of the list, or "".
    """

    worker: str
    team: str


class Whose(TypedDict):
    """The workers and the teams of the children behind a figure, by name; "" where a child has none."""

    workers: list[str]
    teams: list[str]


def listed(year: Year, measure: Measure, workers: Table | None = None) -> list[Listed]:
    """The children behind a figure on the day asked for, with their workers. ValueError where it can't be made.

    workers  the user's own list: columns CHILD, WORKER, TEAM as far as they are there
    """
    result = year.result(measure)
    if result.count is None:
        raise ValueError(f"{measure.id} can't be made: {result.lacks}.")
    this_year = {name: year.r.table(name) for name in year.r.loaded if not is_last_years(name)}
    named, latest = people(workers), dict(children(this_year))
    records = []
    for record in behind(year, result.count, year.wrong(result)):
        person = named.get(record["child"], Person())
        worker = person.worker or latest.get(record["child"], "")
        records.append(Listed(**record, worker=worker, team=person.team))
    return records


def whose(rows: Iterable[Listed]) -> Whose:
    """Whose the children are: what can be chosen from."""
    rows = list(rows)
    return {
        "workers": sorted({record["worker"] for record in rows}),
        "teams": sorted({record["team"] for record in rows}),
    }


def of(
    rows: Iterable[Listed], state: str | None = None, worker: str | None = None, team: str | None = None
) -> list[Listed]:
    """Those of one state, worker or team; None: of all, "": of those without."""
    wanted = {"state": state, "worker": worker, "team": team}
    asked = {name: _plain(text) for name, text in wanted.items() if text is not None}
    return [record for record in rows if all(_plain(record[name]) == text for name, text in asked.items())]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
