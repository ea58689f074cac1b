"""Figures as rows: one for each figure, group and day, as files and frames have them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from typing import TypedDict

from check903.figures.figures import Figures, Result, is_month_end
from check903.figures.published import Published, Shown

Number = int | float | None


class LastYear(TypedDict):
    """The same figure on the same day a year before, with the records that it rested on; `change` in numbers, `points`
    in percentage points.
    """

    value: Number
    of: Number
    percent: Number
    records: Number
    change: Number
    points: Number


class Row(TypedDict):
    """A figure or one of its groups; `split` and `group` "" for the whole, `split` alone "" for a number that stands
    beside it. None for what there is not.

    lacks   what the figure can't do without and is not loaded, "" where nothing is lacking; then there are no numbers
    hidden  True where the numbers are hidden because they, or what would give them away, are small
    """

    id: str
    split: str
    group: str
    value: Number
    of: Number
    percent: Number
    cannot_tell: Number
    records: Number
    with_errors: Number
    low: Number
    high: Number
    last_year: LastYear | None
    published: list[Shown]
    lacks: str
    hidden: bool


class DayRow(TypedDict):
    """A row on a day."""

    day: dt.date
    row: Row


def rows(figures: Figures, published: Published | None = None) -> list[Row]:
    """Every figure on the day asked for."""
    return [
        dated["row"]
        for result, last in figures.all()
        for dated in rows_of(figures, result, last, published, first=True)
    ]


def rows_on_days(figures: Figures, published: Published | None = None) -> Iterator[DayRow]:
    """Every figure on the day asked for and at the end of each month of this year and last."""
    for result, last in figures.all():
        yield from rows_of(figures, result, last, published)
        if last is not None and last.lines is not None and figures.last is not None:
            for day_index, day in enumerate(figures.last.days.tolist()):
                if (day_index or is_month_end(day)) and (not day_index or not result.measure.yearly):
                    yield from (DayRow(day=day, row=row) for row in _rows(last, None, day_index, None))


def rows_of(
    figures: Figures, result: Result, last: Result | None, published: Published | None, first: bool = False
) -> Iterator[DayRow]:
    """A figure on the day asked for, and by month unless only the `first` is wanted; what lacks something has one row
    without numbers.
    """
    if result.lines is None:
        yield {"day": figures.as_at, "row": _empty(result.measure.id, result.lacks)}
        return
    months = 1 if first or result.measure.yearly else len(figures.this.days)
    for day_index, day in enumerate(figures.this.days[:months].tolist()):
        compared = (
            last
            if not day_index or (last is not None and day_index < len(figures.last.days if figures.last else ()))
            else None
        )
        yield from (
            DayRow(day=day, row=row) for row in _rows(result, compared, day_index, None if day_index else published)
        )


def _empty(id: str, lacks: str) -> Row:
    return {
        "id": id,
        "split": "",
        "group": "",
        "value": None,
        "of": None,
        "percent": None,
        "cannot_tell": None,
        "records": None,
        "with_errors": None,
        "low": None,
        "high": None,
        "last_year": None,
        "published": [],
        "lacks": lacks,
        "hidden": False,
    }


def _rows(result: Result, last: Result | None, day_index: int, published: Published | None) -> Iterator[Row]:
    lines, id = result.lines, result.measure.id
    assert lines is not None
    before = _before(last, day_index)
    columns = {name: getattr(lines, name)[:, day_index].tolist() for name in _NUMBERS} | {
        "high": result.most[:, day_index].tolist()
    }
    percent = lines.percent[:, day_index].tolist()
    for number, (split, group) in enumerate(lines.names):
        then = before.get((split, group))
        yield {
            "id": id,
            "split": split,
            "group": group,
            "value": json_number(columns["value"][number]),
            "of": json_number(columns["of"][number]),
            "percent": _percent(percent[number]),
            **{name: json_number(column[number]) for name, column in columns.items() if name not in ("value", "of")},
            "last_year": None if then is None else _compared(columns["value"][number], percent[number], *then),
            "published": [] if published is None else published.shown(id, split, group),
            "lacks": "",
            "hidden": False,
        }  # pyright: ignore[reportReturnType] # the numbers by name


_NUMBERS = ("value", "of", "cannot_tell", "records", "with_errors", "low", "high")


def json_number(number: float) -> Number:
    """A number as JSON has it: None for NaN, whole ones without a point."""
    if math.isnan(number):
        return None
    return int(number) if number == int(number) else round(number, 2)


def _percent(number: float) -> Number:
    return None if math.isnan(number) else int(math.floor(number + 0.5 + 1e-9))


def _before(last: Result | None, day_index: int) -> dict[tuple[str, str], tuple[float, ...]]:
    """Line -> last year's value, of, percent and records on its day `day_index`."""
    lines = None if last is None else last.lines
    if lines is None:
        return {}
    columns = (array[:, day_index].tolist() for array in (lines.value, lines.of, lines.percent, lines.records))
    return dict(zip(lines.names, zip(*columns)))


def _compared(value: float, percent: float, then: float, of: float, share: float, records: float) -> LastYear:
    return {
        "value": json_number(then),
        "of": json_number(of),
        "percent": _percent(share),
        "records": json_number(records),
        "change": json_number(round(value - then, 2)),
        "points": json_number(round(percent - share, 1)),
    }
