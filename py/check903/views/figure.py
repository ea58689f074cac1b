"""One figure: what it counts in plain and exact words, month by month, who they are, the errors that touch it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from typing import TypedDict

import numpy as np

from check903.engine.findings import Findings
from check903.figures.declared import THEMES, Measure
from check903.figures.figures import Figures, Result
from check903.figures.lines import Lines
from check903.figures.published import Published
from check903.findings.status import Status
from check903.model.arrays import is_in, once_each
from check903.model.text import long_date
from check903.views import figure_words as words
from check903.views.figure_compare import FigureCompare, PublishedLevel, compare, levels
from check903.views.figures import FigureLine, by_month, line

SMALL_BASE = 20  # a share of fewer moves a lot with each child


class MonthPoint(TypedDict):
    """A figure on a day, ISO; `at`: days since 1 April; `said`: "10%, 201 of 2,046"."""

    on: str
    at: int
    value: float | None
    said: str


class FigureMonths(TypedDict):
    """Month by month, this year and last; `percent`: the values are percentages; `levels`: region and England."""

    percent: bool
    this: list[MonthPoint]
    last: list[MonthPoint]
    levels: list[PublishedLevel]


class FigureGroup(TypedDict):
    """A group of a breakdown: how many, of how many, its share; `bar`: the share as a number, or of the largest."""

    label: str
    value: str
    of: str
    share: str
    bar: float
    last: str
    small: bool


class FigureSplit(TypedDict):
    """A breakdown, and the whole at its end. `of_group`: each group is a share of its own; else all of one whole."""

    split: str
    title: str
    of_group: bool
    groups: list[FigureGroup]
    whole: FigureGroup
    bars_end: str


class FigureBeside(TypedDict):
    """A further number that stands beside the figure, with last year's."""

    label: str
    value: str
    beside: str
    last: str


class TouchingRule(TypedDict):
    """A rule whose errors touch the figure, and in how many of its children."""

    code: str
    title: str
    children: int


class FigurePage(TypedDict):
    """One figure. `year_end`: what it was at last year's end; `columns`: those whose errors put it in doubt."""

    line: FigureLine
    theme_label: str
    plain: str
    exact: str
    source: str
    rounding: str
    columns: list[str]
    year_end_day: str
    year_end: str
    year_end_beside: str
    months: FigureMonths | None
    beside: list[FigureBeside]
    splits: list[FigureSplit]
    rules: list[TouchingRule]
    compare: FigureCompare | None


class NoFigure(TypedDict):
    """There is no figure of that id."""

    id: str
    found: bool


def page(
    checked: Findings, figures: Figures, whole: Figures, measure: Measure, published: Published, status: Status
) -> FigurePage:
    """The page of a figure. `whole`: the figures at the year's end, for the whole of last year."""
    result, last = figures.of(measure)
    ended = whole.last.result(measure) if whole.last else None
    at_end = words.said(ended, 0) if ended is not None and ended.lines is not None else ("", "")
    end_day = whole.last.days[0].item() if whole.last else None
    return {
        "line": line(figures, measure, published),
        "theme_label": THEMES[measure.theme],
        "plain": words.said_well(measure.plain),
        "exact": measure.exact,
        "source": words.said_well(measure.source),
        "rounding": words.ROUNDING.get(result.kind(), "Exact."),
        "columns": words.columns(measure),
        "year_end_day": long_date(end_day) if end_day and at_end[0] else "",
        "year_end": at_end[0],
        "year_end_beside": at_end[1],
        "months": _months(figures, whole, result, ended, published),
        "beside": list(_beside(result, last)),
        "splits": [_split(result, last, name) for name in words.splits_of(result)],
        "rules": _rules(checked, figures, result, status),
        "compare": compare(measure, result, published),
    }


# -- month by month ---------------------------------------------------------------------------------------------------


def _months(
    figures: Figures, whole: Figures, result: Result, ended: Result | None, published: Published
) -> FigureMonths | None:
    if result.lines is None or result.measure.yearly:
        return None
    before = whole.last
    return {
        "percent": result.kind() == "share",
        "this": _points(result, figures.this.days, figures.this.r.collection.start),
        "last": [] if before is None or ended is None else _points(ended, before.days, before.r.collection.start),
        "levels": levels(result.measure, result, published),
    }


def _points(result: Result, days: np.ndarray, start: dt.date) -> list[MonthPoint]:
    """Month ends first, then the day."""
    if result.lines is None:
        return []
    order = [*range(1, len(days)), 0]
    return [
        _point(result, days[day_index].item(), start, day_index, value)
        for day_index, value in zip(order, by_month(result))
    ]


def _point(result: Result, day: dt.date, start: dt.date, day_index: int, value: float | None) -> MonthPoint:
    text = ", ".join(filter(None, words.said(result, day_index)))
    return {"on": day.isoformat(), "at": (day - start).days, "value": value, "said": text}


# -- numbers beside it, and breakdowns --------------------------------------------------------------------------------


def _beside(result: Result, last: Result | None) -> Iterator[FigureBeside]:
    if result.lines is None:
        return
    before = _numbered(last.lines) if last is not None and last.lines is not None else {}
    for number, (split, label) in enumerate(result.lines.names):
        if split or not label:
            continue
        value, beside = words.said(result, 0, number)
        beside = beside if result.kind(label) == "share" else ""
        then = before.get(("", label))
        was = words.said(last, 0, then)[0] if last is not None and then is not None else ""
        yield {"label": words.said_well(label), "value": value, "beside": beside, "last": was}


def _numbered(lines: Lines) -> dict[tuple[str, str], int]:
    return {name: number for number, name in enumerate(lines.names)}


def _split(result: Result, last: Result | None, name: str) -> FigureSplit:
    assert result.lines is not None
    lines = result.lines
    numbers = [number for number, (split, _) in enumerate(lines.names) if split == name]
    of_group = _of_group(result, lines, numbers)
    filled = [number for number in numbers if not _is_empty(lines, number, of_group)]
    now = _Shares(lines, of_group, numbers)
    then = None if last is None or last.lines is None else _Shares.like(now, last.lines, name)
    top = max((now.share(number) for number in ([*filled, 0] if of_group else filled)), default=0.0)
    ends = min(100.0, math.ceil(top / 10) * 10) or 100.0
    return {
        "split": name,
        "title": words.split_title(name),
        "of_group": of_group,
        "groups": [_group(now, number, ends, then) for number in filled],
        "whole": _group(now, 0, ends, then),
        "bars_end": "" if ends == 100 else f"{ends:.0f}%",
    }


def _of_group(result: Result, lines: Lines, numbers: list[int]) -> bool:
    """Whether each group is a share of its own cases, so that these add up to those of the whole."""
    if result.kind() != "share":
        return False
    return float(np.nansum(lines.of[numbers, 0])) == float(lines.of[0, 0])


def _is_empty(lines: Lines, number: int, of_group: bool) -> bool:
    """Whether it is a group of those not known, without anybody in it."""
    unknown = any(word in lines.names[number][1].lower() for word in ("not known", "not recorded", "not reported"))
    return unknown and not (lines.of[number, 0] if of_group else lines.value[number, 0])


class _Shares:
    """What the rows of a breakdown are shares of.

    of_group  each of its own cases; else all of the same, which the groups' `of` is
    """

    def __init__(self, lines: Lines, of_group: bool, numbers: list[int]):
        self.lines, self.of_group = lines, of_group
        self._base = float(lines.of[numbers[0], 0]) if numbers else math.nan
        self.number = {name: number for number, name in enumerate(lines.names)}

    @classmethod
    def like(cls, other: _Shares, lines: Lines, split: str) -> _Shares:
        """Those of last year's lines."""
        return cls(lines, other.of_group, [number for number, name in enumerate(lines.names) if name[0] == split])

    def value(self, number: int) -> float:
        return float(self.lines.value[number, 0])

    def of(self, number: int) -> float:
        return float(self.lines.of[number, 0]) if number or self.of_group else self._base

    def share(self, number: int) -> float:
        """The percentage, exact; 0 where there is none."""
        of = self.of(number)
        return 100 * self.value(number) / of if of else 0.0

    def said(self, number: int) -> str:
        return words.percent(self.value(number), self.of(number))


def _group(now: _Shares, number: int, ends: float, then: _Shares | None) -> FigureGroup:
    value, of = now.value(number), now.of(number)
    before = then.number.get(now.lines.names[number]) if then else None
    return {
        "label": words.said_well(now.lines.names[number][1]) or "All",
        "value": words.number(value),
        "of": words.number(of) if now.of_group else "",
        "share": now.said(number),
        "bar": round(min(now.share(number) / ends, 1.0), 4),
        "last": then.said(before) if then and before is not None else "",
        "small": bool(now.of_group and 0 < of < SMALL_BASE),
    }


# -- the errors behind it ---------------------------------------------------------------------------------------------


def _rules(checked: Findings, figures: Figures, result: Result, status: Status) -> list[TouchingRule]:
    """The rules whose errors, due and not accepted, are in the figure's columns and about its children of the day."""
    count, wrong = result.count, figures.this.wrong(result)
    if count is None or wrong is None:
        return []
    mask = count.cases.is_today & (count.of | count.cannot_tell) & wrong
    children = once_each(count.cases.child[mask])
    due = ~status.not_due & ~status.accepted
    rules: list[TouchingRule] = []
    for number, rule in enumerate(checked.rules):
        if not result.measure.uses & set(rule.fields):
            continue
        here = once_each(checked.child[due & (checked.rule == number)])
        touched = int(is_in(here, children).sum())
        if touched:
            rules.append({"code": rule.code, "title": rule.title, "children": touched})
    return sorted(rules, key=lambda rule: (-rule["children"], rule["code"]))
