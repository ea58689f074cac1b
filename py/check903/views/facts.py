"""What is said of a child in a line: born, sex, placement now, in care since."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

import numpy as np

from check903.engine.findings import Findings
from check903.findings import cells
from check903.findings.cells import days
from check903.model.columns import age_on
from check903.model.periods import gap
from check903.model.text import day_text


class Fact(TypedDict):
    """Something said of a child."""

    label: str
    value: str


def facts(checked: Findings, child: int, as_at: dt.date) -> list[Fact]:
    """Labels and values, the age on that day; what isn't known is left out."""
    labelled = [("Born", _born(checked, child, as_at)), ("Sex", _sex(checked, child)), *_care(checked, child)]
    return [{"label": label, "value": value} for label, value in labelled if value]


def _first_row(checked: Findings, child: int, tables: tuple[str, ...]) -> tuple[str, int] | None:
    """The child's first row in the first of the tables that has one."""
    for table in tables:
        if table in checked.r.loaded and len(rows := checked.rows_of(table, child)):
            return table, int(rows[0])
    return None


def _born(checked: Findings, child: int, as_at: dt.date) -> str:
    place = _first_row(checked, child, ("Header", "UASC", "OC2", "OC3", "AD1", "Reviews", "Missing", "Header_last"))
    if place is None:
        return ""
    day = days(checked, place[0], "DOB")[place[1]]
    if np.isnat(day):
        return cells.text(checked, place[0], "DOB", place[1]) or "blank"
    age = age_on(day, as_at)
    return f"{day_text(day.item())}, aged {age:.0f}" if age >= 0 else day_text(day.item())


def _sex(checked: Findings, child: int) -> str:
    place = _first_row(checked, child, ("Header", "UASC", "Header_last"))
    return _named(checked, *place, "SEX") if place else ""


def _named(checked: Findings, table: str, row: int, field: str) -> str:
    """ "Female (F)"."""
    cell = cells.cell(checked, table, field, row)
    return f"{cell['short']} ({cell['value']})" if cell["short"] else cell["value"]


def _care(checked: Findings, child: int) -> list[tuple[str, str]]:
    """The latest placement, and since when the child has been in care."""
    episodes = _episodes(checked, child)
    if not episodes:
        return []
    start, end, table, row = episodes[-1]
    status = _named(checked, table, row, "LS")
    began = day_text(_day(_period_start(episodes)))
    placement = _placement(checked, table, row, start)
    if np.isnat(end):
        return [("Placement now", placement), ("In care since", f"{began}, now {_lower(status)}" if status else began)]
    ended = day_text(end.item())
    return [
        ("Last placement", placement),
        ("In care", f"{began} to {ended}"),
        ("Reason episode ceased", _named(checked, table, row, "REC")),
    ]


def _placement(checked: Findings, table: str, row: int, start: np.datetime64) -> str:
    parts = [_named(checked, table, row, "PLACE"), _lower(cells.cell(checked, table, "PLACE_PROVIDER", row)["short"])]
    if checked.r.has_column(table, "PL_DISTANCE"):
        miles = cells.text(checked, table, "PL_DISTANCE", row)
        parts.append(f"{miles} miles from home" if miles and miles != "999.9" else "")
    return ", ".join(filter(None, [*parts, f"since {day_text(_day(start))}"]))


def _day(day: np.datetime64) -> dt.date:
    return day.astype(object)


def _lower(text: str) -> str:
    """ "Private" -> "private"; abbreviations stay."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _episodes(checked: Findings, child: int) -> list[tuple]:
    """(start, end, table, row) of the child's episodes with a readable start, in order: last year's, then this
    year's.
    """
    episodes = []
    for table in ("Episodes_last", "Episodes"):
        if table in checked.r.loaded:
            rows = checked.rows_of(table, child)
            starts, ends = days(checked, table, "DECOM")[rows], days(checked, table, "DEC")[rows]
            episodes += [
                (start, end, table, row) for start, end, row in zip(starts, ends, rows.tolist()) if not np.isnat(start)
            ]
    return sorted(episodes, key=lambda episode: (episode[0], episode[2] == "Episodes", episode[3]))


def _period_start(episodes: list[tuple]) -> np.datetime64:
    """The start of the period of care that the latest episode belongs to: it goes back as long as no gap lies between
    episodes.
    """
    start = episodes[-1][0]
    for begun, ended, _, _ in reversed(episodes[:-1]):
        if gap(ended, start):
            break
        start = begun
    return start
