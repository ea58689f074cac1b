"""What holds of every figure over any return, however odd: parts add up to the whole, nothing is below nothing or above
what it is a share of, and what is asked of one day is the same as of many.
"""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from check903.figures.counting import Count
from check903.figures.declared import Measure, measures
from check903.figures.figures import Figures, Year
from check903.figures.lines import Lines
from check903.figures.rows import Row, rows
from check903.figures.splits import SPLITS
from check903.figures.trust import Errors
from check903.model.returns import Return
from support.drawn import Drawn, drawn_returns
from support.lives import return_of_lives
from support.profiles import several


def same(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.allclose(one, other, equal_nan=True))


def check_lines(lines: Lines, kind: str, where: str):
    whole = lines.names.index(("", ""))
    for split in {name for name, _ in lines.names} - {""}:
        at = [number for number, (name, _) in enumerate(lines.names) if name == split]
        assert same(lines.value[at].sum(axis=0), lines.value[whole]), f"{where} {split}"
        if split in SPLITS and kind == "share":
            assert same(lines.of[at].sum(axis=0), lines.of[whole]), f"{where} {split}"
            assert same(lines.cannot_tell[at].sum(axis=0), lines.cannot_tell[whole]), f"{where} {split}"
    with np.errstate(invalid="ignore"):
        assert not (lines.cannot_tell < 0).any() and not (lines.with_errors > lines.records).any(), where
        if kind in ("count", "share", "mix"):
            plain = [number for number, (name, label) in enumerate(lines.names) if name or not label]
            value, of = lines.value[plain], lines.of[plain]
            assert not (value < 0).any() and not (value > of).any(), where
            assert not (lines.low[plain] > value).any() and not (lines.high[plain] < value).any(), where


class ErrorsAnywhere(Errors):
    """In place of a check: of each figure's cases any have an error."""

    def __init__(self, seed: int):
        self._chance = np.random.default_rng(seed)

    def of(self, measure: Measure, count: Count) -> np.ndarray:
        return self._chance.random(len(count.cases)) < 0.3


def check_span(row: Row, kind: str):
    """The least and the most lie on either side, and of a share within what it is a share of."""
    value, low, high, of, percent = (row[name] for name in ("value", "low", "high", "of", "percent"))
    where = f"{row['id']} {row['split']} {row['group']}"
    if low is not None and high is not None:
        assert 0 <= low <= value <= high, where
        if percent is not None:
            assert 100 * low / of <= percent + 0.5 and percent - 0.5 <= 100 * high / of, where
        if kind in ("share", "mix") and of:
            assert high <= of, where


def check_figures(r: Return, as_at: dt.date):
    figures = Figures(r, as_at, None, 1000)
    figures.this = Year(r, as_at, ErrorsAnywhere(as_at.toordinal()), 1000)
    kinds = {one.id: figures.this.result(one) for one in measures()}
    for row in rows(figures):
        check_span(row, kinds[row["id"]].kind("" if row["split"] else row["group"]))
    for measure in measures():
        for result in filter(None, figures.of(measure)):
            assert bool(result.lacks) != bool(result.lines), measure.id
            if result.lines is not None:
                check_lines(result.lines, result.count.kind, measure.id)


@several(25)
@given(drawn_returns())
def test_of_any_return(drawn: Drawn):
    """Whatever stands in the cells, and whatever tables there are."""
    year = drawn.year
    check_figures(drawn.returned(), dt.date(year - 1, 4, 1) + dt.timedelta(days=drawn.chance.randrange(365)))


@several(25)
@given(st.integers(0, 2**32))
def test_of_lives(seed: int):
    chance = random.Random(seed)
    check_figures(return_of_lives(chance), dt.date(2026, 4, 1) + dt.timedelta(days=chance.randrange(365)))


@several(10)
@given(st.integers(0, 2**32))
def test_a_month_end_by_itself_is_as_in_the_line(seed: int):
    """All days in one pass give what each gives alone."""
    r = return_of_lives(random.Random(seed))
    whole, october = Figures(r, dt.date(2027, 3, 31)), Figures(r, dt.date(2026, 10, 31))
    at = 1 + whole.this.days[1:].tolist().index(dt.date(2026, 10, 31))
    for measure in measures():
        one, line = october.this.result(measure), whole.this.result(measure)
        if one.lines is None or measure.yearly:
            continue
        values = dict(zip(line.lines.names, line.lines.value[:, at]))
        for name, value in zip(one.lines.names, one.lines.value[:, 0]):
            assert name not in values or same(values[name], value), f"{measure.id} {name}"
