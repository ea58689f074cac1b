"""The place Figures: its themes, and each figure in a line with last year, trust, and what is published."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from check903.engine.findings import Findings
from check903.figures.declared import THEMES, Measure, measures
from check903.figures.figures import Figures, Result, a_year_before
from check903.figures.lines import Lines
from check903.figures.published import Published
from check903.findings.labels import joined
from check903.model.reasons import Missing, Reason
from check903.model.text import long_date
from check903.reference import authorities, schema
from check903.views import figure_words as words
from check903.views.figure_published import PublishedCell, cells

HEADLINES = (  # ours: what leaders and inspectors ask for first
    "cla_on_day cla_rate starts taken_into_care ceases returned_home cla_placement_mix cla_out_of_area three_placements"
    " three_placements_2y long_term_stability health_assessment missing_children reviews_on_time cl_in_touch"
    " cl_suitable"
).split()
NOT_DUE = {"health"}  # themes whose answers are due at the year's end


class FigureName(TypedDict):
    """A figure in a list."""

    id: str
    title: str


class FigureTheme(TypedDict):
    """A theme and its figures."""

    theme: str
    label: str
    figures: list[FigureName]


class PublishedRead(TypedDict):
    """A published file: how many figures it has; `note`, where it is of no use here."""

    name: str
    kind: str
    figures: int
    note: str


class FiguresPlace(TypedDict):
    """The place. `day`: ISO, on which the figures are made, as are `today`, `year_end`, `first`; `last_day`: in words,
    "" without last year's return; `own_headlines`: the user chose them; `columns`: of published figures: level, name.
    """

    council: str
    year_label: str
    day: str
    today: str
    first: str
    year_end: str
    last_day: str
    headlines: list[str]
    own_headlines: bool
    themes: list[FigureTheme]
    files: list[PublishedRead]
    columns: list[tuple[str, str]]
    published_year: int | None


class Trust(TypedDict):
    """How far a figure can be trusted. `records`: on which it rests; `beside`: how many more can't be told and are not
    among these; sentences are "" where there is nothing to say;
    `ends`: the least and the most that it could be, `stands`: where it is; percentages of a share.
    """

    records: int
    with_errors: int
    cannot_tell: int
    beside: int
    errors_said: str
    cannot_said: str
    span: str
    ends: list[float] | None
    stands: float | None


class FigureLine(TypedDict):
    """A figure. `note`: "Our definition", or ""; `lacks`: what it can't be made without; `most`: of a mix, its largest
    group; `why_not_last`: why there is no last year; `months`, `months_last`: at each month's end, then on the day.
    """

    id: str
    title: str
    theme: str
    unit: str
    note: str
    not_due: bool
    warn: str
    lacks: str
    value: str
    beside: str
    most: str
    last: str
    last_beside: str
    why_not_last: str
    change: str
    points: str
    months: list[float | None]
    months_last: list[float | None]
    trust: Trust | None
    published: list[PublishedCell]


@dataclass(frozen=True)
class Chosen:
    """The day chosen, that on which the user stands, and the ids of the figures to show first; none: ours."""

    day: dt.date
    today: dt.date
    headlines: tuple[str, ...] = ()


def place(checked: Findings, chosen: Chosen, has_last: bool, published: Published) -> FiguresPlace:
    """The themes and what can be chosen; no figure is worked out for it."""
    known = {measure.id for measure in measures()}
    headlines = [headline for headline in chosen.headlines if headline in known]
    window = checked.r.collection
    return {
        "council": authorities.short_name(checked.council),
        "year_label": schema.year_label(checked.year),
        "day": chosen.day.isoformat(),
        "today": chosen.today.isoformat(),
        "first": window.start.isoformat(),
        "year_end": window.end.isoformat(),
        "last_day": long_date(a_year_before(chosen.day)) if has_last else "",
        "headlines": headlines or list(HEADLINES),
        "own_headlines": bool(headlines),
        "themes": [
            {
                "theme": theme,
                "label": label,
                "figures": [_name(measure) for measure in measures() if measure.theme == theme],
            }
            for theme, label in THEMES.items()
        ],
        "files": [_file(file) for file in published.files],
        "columns": _columns(published),
        "published_year": published.year,
    }


def _name(measure: Measure) -> FigureName:
    return {"id": measure.id, "title": words.said_well(measure.title)}


def _file(read) -> PublishedRead:
    return {"name": read.name, "kind": read.kind, "figures": len(read.measures), "note": read.note}


def _columns(published: Published) -> list[tuple[str, str]]:
    """The levels of which there is something, in their order."""
    if not published.measures:
        return []
    levels = [
        ("region", published.region),
        ("neighbours", "Neighbours" if published.has_neighbours else ""),
        ("national", "England"),
    ]
    return [(level, name) for level, name in levels if name]


def lines(figures: Figures, wanted: Iterable[Measure], published: Published) -> list[FigureLine]:
    """The figures asked for, in their order."""
    return [line(figures, measure, published) for measure in wanted]


def line(figures: Figures, measure: Measure, published: Published) -> FigureLine:
    """One figure in a line."""
    result, last = figures.of(measure)
    return {
        **_bare(figures, measure, result),
        **_last(figures, result, last),
        "published": cells(published.shown(measure.id, "", ""), result.kind()),
    }  # pyright: ignore[reportReturnType] # the two parts hold the keys


def _bare(figures: Figures, measure: Measure, result: Result) -> dict:
    value, beside = words.said(result, 0) if result.lines is not None else ("", "")
    early = figures.as_at < figures.this.r.collection.end
    return {
        "id": measure.id,
        "title": words.said_well(measure.title),
        "theme": measure.theme,
        "unit": measure.unit,
        "note": words.said_well(measure.definition).capitalize(),
        "not_due": measure.theme in NOT_DUE and early,
        "warn": words.said_well(measure.warn),
        "lacks": words.without_stop(words.said_well(result.lacks)),
        "value": value,
        "beside": beside,
        "most": _most(result),
        "months": [] if measure.yearly else by_month(result),
        "trust": trust(result),
    }


def _last(figures: Figures, result: Result, last: Result | None) -> dict:
    """The same on the same day a year before."""
    last_year = {"last": "", "last_beside": "", "why_not_last": "", "change": "", "points": "", "months_last": []}
    if result.lines is None:
        return last_year
    if last is None or last.lines is None:
        return {**last_year, "why_not_last": why_not(figures, last)}
    last_year["last"], last_year["last_beside"] = words.said(last, 0)
    last_year["change"], last_year["points"] = compared(result, result.lines, 0, last.lines, 0)
    last_year["months_last"] = [] if result.measure.yearly else by_month(last)
    return last_year


def why_not(figures: Figures, last: Result | None) -> str:
    """Why there is nothing of last year."""
    if last is None:
        return "last year’s return is not loaded"
    loaded = figures.last.r.loaded if figures.last else ()
    lacking = [table for table in last.measure.tables if table not in loaded]
    if any(schema.is_last_years(table) for table in lacking) or last.lacks == _NO_LAST_YEAR:
        return f"needs the return of {schema.year_label(figures.this.r.collection.year - 2)}"
    return f"needs {joined(lacking)} of last year" if lacking else words.without_stop(words.said_well(last.lacks))


_NO_LAST_YEAR = Reason(Missing.LAST_YEAR).text


def compared(result: Result, now: Lines, now_line: int, then: Lines, line: int = 0) -> tuple[str, str]:
    """The change of a line on the first day, in number and in points."""
    count = result.count
    assert count is not None
    value, was = float(now.value[now_line, 0]), float(then.value[line, 0])
    change = words.changed(count.kind, count.decimals, value, was)
    of_all = count.kind == "share" or (count.kind == "mix" and now.names[now_line] != ("", ""))
    return change, words.points(float(now.percent[now_line, 0]), float(then.percent[line, 0])) if of_all else ""


def _most(result: Result) -> str:
    """Of a mix its largest group: "most: Foster placements, 126 (77%)"."""
    lines = result.lines
    if lines is None or result.kind() != "mix":
        return ""
    main = words.splits_of(result)[:1]
    groups = [n for n, (split, _) in enumerate(lines.names) if split in main]
    if not groups:
        return ""
    top = max(groups, key=lambda n: lines.value[n, 0])
    value, of = float(lines.value[top, 0]), float(lines.of[top, 0])
    if not value:
        return ""
    return f"most: {words.said_well(lines.names[top][1])}, {words.number(value)} ({words.percent(value, of)})"


def by_month(result: Result) -> list[float | None]:
    """What the small line shows: percentages of a share, else values; month ends first, then the day."""
    if result.lines is None:
        return []
    of = result.lines.percent if result.kind() == "share" else result.lines.value
    days = of[0].tolist()
    return [None if math.isnan(value) else round(value, 2) for value in [*days[1:], days[0]]]


def trust(result: Result) -> Trust | None:
    """How far the figure can be trusted; None where it can't be made."""
    if result.lines is None:
        return None
    lines = result.lines
    records, wrong, unsure = (_whole(array[0, 0]) for array in (lines.records, lines.with_errors, lines.cannot_tell))
    return {
        "records": records,
        "with_errors": wrong,
        "cannot_tell": unsure,
        "beside": unsure if result.count is not None and result.count.aside else 0,
        "errors_said": f"{wrong:,} of {records:,}" if records else "",
        "cannot_said": f"{unsure:,} cannot tell" if unsure else "",
        "span": words.span(result, 0),
        "ends": [round(end, 2) for end in ends] if (ends := words.ends(result, 0)) else None,
        "stands": (by_month(result) or [None])[-1],
    }


def _whole(number: float) -> int:
    return 0 if math.isnan(number) else int(number)
