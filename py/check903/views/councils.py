"""Several councils side by side: each one's figures on its day, nobody ranked."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from typing import TypedDict

from check903.figures.declared import measures
from check903.figures.evaluating import half_up
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
    """A council. `own`: it is the return that is checked here; `about`: what its figures are from; `day`: in words."""

    name: str
    own: bool
    about: str
    day: str


class CouncilFigure(TypedDict):
    """A figure with a cell for each council, and the whole of all; `id` "errors": errors due for each 100 children."""

    id: str
    title: str
    warn: str
    cells: list[CouncilCell]
    all: CouncilCell


class SideBySide(TypedDict):
    """The councils, by name, and the figures that any of them has; `older`: files that a newer one of the same council
    takes the place of; `rows`: of the tidy table.
    """

    councils: list[CouncilHead]
    figures: list[CouncilFigure]
    older: list[str]
    rows: int


class CouncilMonths(TypedDict):
    """A figure through the months: (day, value) of each council, in their order; `sign`: what stands after a number."""

    id: str
    title: str
    sign: str
    councils: list[list[tuple[str, float | None]]]


def side_by_side(councils: Iterable[Council]) -> SideBySide:
    """All councils, each once."""
    newest, older = ordered(councils)
    names = named(newest)
    titles = {ERRORS: ("Errors per 100 children", "")} | {
        measure.id: (measure.title, measure.warn) for measure in measures()
    }
    there = {id for council in newest for id in council.today}
    return {
        "councils": [_head(council, name) for council, name in zip(newest, names)],
        "figures": [
            _figure(id, *texts, newest) for id, texts in titles.items() if id in there and not _is_mix(id, newest)
        ],
        "older": [council.file for council in older],
        "rows": sum(council.many for council in newest),
    }


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
    unnamed = {n: f"Council {next(letters, str(n + 1))}" for n, council in enumerate(councils) if not council.code}
    return [
        unnamed.get(n) or authorities.short_name(authorities.name(council.code)) for n, council in enumerate(councils)
    ]


def _is_mix(id: str, councils: list[Council]) -> bool:
    """True for a figure that says how all are divided: as a whole it is everybody, in every council."""
    known = [council.today[id] for council in councils if id in council.today and council.today[id].value is not None]
    return bool(known) and all(line.percent is not None and line.value == line.of for line in known)


def _head(council: Council, name: str) -> CouncilHead:
    text = "figures only" if council.code else "figures only, no name given"
    try:
        day = long_date(dt.date.fromisoformat(council.day))
    except ValueError:
        day = council.day
    return {"name": name, "own": not council.file, "about": text if council.file else "your return", "day": day}


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
