"""Several councils side by side: each one's figures on its day, nobody ranked."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import TypedDict

from check903.figures.declared import measures
from check903.figures.evaluating import half_up
from check903.figures.published import Published, Shown
from check903.figures.side_by_side import ERRORS, Council, Line, each_once, whole
from check903.model.text import long_date
from check903.reference import authorities
from check903.views import figure_words as words


class CouncilCell(TypedDict):
    """A figure of a council. `sort`: by which it is sorted, None last; `value`: "10%", "" where there is none; `note`:
    why there is none; `errors`: its records with an error in a field that the figure uses, in per cent, as said.
    """

    sort: float | None
    value: str
    beside: str
    note: str
    errors: str
    errors_beside: str
    errors_sort: float | None


class CouncilHead(TypedDict):
    """A council. `own`: it is the return that is checked here; `full`: from a return, that or another; `about`: what
    its figures are from; `day`: in words.
    """

    name: str
    own: bool
    full: bool
    about: str
    day: str


class CouncilFigure(TypedDict):
    """A figure with a cell for each council, and the whole of all; `id` "errors": errors due for each 100 children."""

    id: str
    title: str
    warn: str
    cells: list[CouncilCell]
    all: CouncilCell


class WaitingCouncil(TypedDict):
    """A council whose return is among the files. `key`: for the call that makes its figures."""

    key: str
    name: str


class EnglandRow(TypedDict):
    """What the files of published figures say of England: the year to 31 March, and a cell for each figure."""

    year: int
    cells: list[CouncilCell]


class SideBySide(TypedDict):
    """The councils, by name, and the figures that any of them has; `older`: files that a newer one of the same council
    takes the place of; `rows`: of the tidy table; `waiting`: other councils whose returns are among the files and whose
    figures are not made yet; `england`: what is published of it, or None.
    """

    councils: list[CouncilHead]
    figures: list[CouncilFigure]
    older: list[str]
    rows: int
    waiting: list[WaitingCouncil]
    england: EnglandRow | None


class CouncilMonths(TypedDict):
    """A figure through the months: (day, value) of each council, in their order; `sign`: what stands after a number."""

    id: str
    title: str
    sign: str
    councils: list[list[tuple[str, float | None]]]


def side_by_side(
    councils: Iterable[Council], waiting: Mapping[str, str] | None = None, published: Published | None = None
) -> SideBySide:
    """All councils, each once. `waiting`: key -> name of those whose figures could be made; `published`: figures of
    England.
    """
    found, older = ordered(councils)
    names = named(found)
    titles = {ERRORS: ("Errors per 100 children", "")} | {one.id: (one.title, one.warn) for one in measures()}
    there = {id for one in found for id in one.today}
    shown = [id for id in titles if id in there and not _is_mix(id, found)]
    return {
        "councils": [_head(one, name) for one, name in zip(found, names)],
        "figures": [_figure(id, *titles[id], found) for id in shown],
        "older": [one.file for one in older if one.file],
        "rows": sum(one.many for one in found),
        "waiting": [{"key": key, "name": name} for key, name in (waiting or {}).items()],
        "england": _england(shown, published) if published is not None else None,
    }


def _england(ids: list[str], published: Published) -> EnglandRow | None:
    """None where nothing is published of any of the figures."""
    cells = [_published(id, published) for id in ids]
    year = max((one["year"] for id in ids for one in _national(id, published)), default=None)
    return {"year": year, "cells": cells} if year else None


def _national(id: str, published: Published) -> list[Shown]:
    return [one for one in published.shown(id, "", "") if one["level"] == "national" and one["value"] is not None]


def _published(id: str, published: Published) -> CouncilCell:
    """A percentage or rate rather than the count beside it, as councils are compared."""
    cell = _absent("")
    by_take = {one["take"]: one["value"] for one in _national(id, published)}
    value = next((by_take[take] for take in ("percent", "rate") if take in by_take), None)
    if value is not None:
        cell["value"] = f"{half_up(value):.0f}%" if "percent" in by_take else _said(value)
    elif by_take:
        cell["value"] = _said(next(iter(by_take.values())) or 0)
    return cell


def months(councils: Iterable[Council], id: str) -> CouncilMonths:
    """One figure through the twelve months to each council's day."""
    newest, _ = ordered(councils)
    title = next((measure.title for measure in measures() if measure.id == id), "")
    share = any(council.today[id].percent is not None for council in newest if id in council.today)
    return {
        "id": id,
        "title": words.said_well(title),
        "sign": "%" if share else "",
        "councils": [council.months(id) for council in newest],
    }


def ordered(councils: Iterable[Council]) -> tuple[list[Council], list[Council]]:
    """The councils, each once, by name, those without one last; and the older ones."""
    newest, older = each_once(councils)
    return sorted(
        newest, key=lambda council: (not council.code, authorities.short_name(authorities.name(council.code)))
    ), older


def named(councils: list[Council]) -> list[str]:
    """What each is called: "Council A" where nothing names it."""
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    unnamed = {
        n: one.of_return or f"Council {next(letters, str(n + 1))}" for n, one in enumerate(councils) if not one.code
    }
    return [unnamed.get(n) or authorities.short_name(authorities.name(one.code)) for n, one in enumerate(councils)]


def _is_mix(id: str, councils: list[Council]) -> bool:
    """True for a figure that says how all are divided: as a whole it is everybody, in every council."""
    known = [council.today[id] for council in councils if id in council.today and council.today[id].value is not None]
    return bool(known) and all(line.percent is not None and line.value == line.of for line in known)


def _head(one: Council, name: str) -> CouncilHead:
    about = "full return" if one.of_return else "figures only" if one.code else "figures only, no name given"
    own = not (one.file or one.of_return)
    try:
        day = long_date(dt.date.fromisoformat(one.day))
    except ValueError:
        day = one.day
    return {"name": name, "own": own, "full": not one.file, "about": "your return" if own else about, "day": day}


def _figure(id: str, title: str, warn: str, councils: list[Council]) -> CouncilFigure:
    lines = [council.today.get(id) for council in councils]
    cell = _rate if id == ERRORS else _cell
    return {
        "id": id,
        "title": words.said_well(title),
        "warn": words.said_well(warn),
        "cells": [_absent("not in file") if line is None else cell(line) for line in lines],
        "all": _whole(id, lines),
    }


def _absent(note: str) -> CouncilCell:
    return {
        "sort": None,
        "value": "",
        "beside": "",
        "note": note,
        "errors": "",
        "errors_beside": "",
        "errors_sort": None,
    }


def _cell(line: Line) -> CouncilCell:
    if line.value is None:
        return _absent("hidden" if line.hidden else "can’t be made" if line.lacks else "none")
    share = line.percent is not None
    cell = _absent("")
    cell["sort"] = line.percent if share else line.value
    cell["value"] = f"{half_up(line.percent):.0f}%" if line.percent is not None else _said(line.value)
    cell["beside"] = f"{_said(line.value)} of {_said(line.of)}" if share and line.of is not None else ""
    if line.with_errors is not None and line.records:
        cell["errors_sort"] = 100 * line.with_errors / line.records
        cell["errors"] = f"{half_up(cell['errors_sort']):.0f}%"
        cell["errors_beside"] = f"{_said(line.with_errors)} of {_said(line.records)}"
    return cell


def _rate(line: Line) -> CouncilCell:
    """Errors for each 100 children."""
    if line.value is None or not line.of:
        return _absent("hidden" if line.hidden else "none")
    return _per_100(line.value, line.of)


def _per_100(errors: float, children: float) -> CouncilCell:
    cell = _absent("")
    cell["sort"] = 100 * errors / children
    cell["value"] = f"{cell['sort']:,.1f}"
    cell["beside"] = f"{_said(errors)} errors, {_said(children)} children"
    return cell


def _said(value: float) -> str:
    return f"{value:,.0f}" if math.isclose(value, round(value), abs_tol=1e-9) else f"{value:,.1f}"


def _whole(id: str, lines: list[Line | None]) -> CouncilCell:
    """Of all councils, from what each counts, never a mean of percentages."""
    if id == ERRORS:
        known = [line for line in lines if line is not None and line.value is not None and line.of]
        if any(line is not None and line.hidden for line in lines):
            return _absent("hidden")
        return _per_100(sum(x.value or 0 for x in known), sum(x.of or 0 for x in known)) if known else _absent("")
    total = whole(lines)
    if total is None or (total.value is None and not total.hidden):
        return _absent("")
    if total.hidden:
        return _absent("hidden")
    cell = _absent("" if total.councils == len(lines) else f"{total.councils} councils")
    value, of = total.value or 0, total.of
    if of is None:
        cell["value"] = _said(value)
    elif of:
        cell["value"], cell["beside"] = f"{half_up(100 * value / of):.0f}%", f"{_said(value)} of {_said(of)}"
    return cell
