"""The figures of a return on a day and at each month's end, each worked out when it is first asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from check903.engine.findings import Findings
from check903.figures.counting import Count
from check903.figures.declared import Lacks, Measure, measures
from check903.figures.evaluating import lines
from check903.figures.lines import Lines
from check903.figures.trust import Errors
from check903.model.care import Care
from check903.model.memo import Memo
from check903.model.reasons import Missing, NotRun, Reason
from check903.model.returns import Collection, Return
from check903.model.unknown import unreadable
from check903.reference import schema


@dataclass(frozen=True, eq=False)
class Result:
    """A figure as worked out: its lines, and what they are made of; or what it `lacks`, without a full stop."""

    measure: Measure
    lines: Lines | None = None
    count: Count | None = None
    lacks: str = ""

    def kind(self, beside: str = "") -> str:
        """The kind of the figure, or of the one beside it that is called so."""
        part = self.count.parts[beside] if self.count is not None and beside else self.count
        return part.kind if part is not None else ""

    @cached_property
    def most(self) -> np.ndarray:
        """The most that each line could be: of a share no more than what it is a share of, which who can't be told, and
        stands aside, would add to as well.
        """
        assert self.lines is not None
        high, of = self.lines.high, self.lines.of
        shares = [self.kind("" if split else group) == "share" for split, group in self.lines.names]
        return np.where((high > of) & np.array(shares)[:, None], of, high)


class Year:
    """The figures of one year's return, on a day of it and at its month ends.

    days     datetime64[D]: the day, then the end of each month that is over before it
    """

    def __init__(self, r: Return, as_at: dt.date, errors: Errors | None, population: int | None):
        self.r = unreadable(r)
        self.days = np.concatenate([[np.datetime64(as_at, "D")], month_ends(r, as_at)])
        self.care = Care(self.r, np.roll(self.days, -1), population)  # one after the other
        self._errors, self._results = errors, Memo()

    def result(self, measure: Measure) -> Result:
        """The figure; worked out once."""
        return self._results.once(measure.id, lambda: self._worked_out(measure))

    @property
    def errors(self) -> tuple[int, int] | None:
        """How many errors are due, and how many children there are; None where no check was made."""
        return None if self._errors is None else self._errors.rate

    def wrong(self, result: Result) -> np.ndarray | None:
        """True for each of the figure's cases with an error in a field that it uses; None where no check was made."""
        if self._errors is None or result.count is None:
            return None
        return self._errors.of(result.measure, result.count)

    def _worked_out(self, measure: Measure) -> Result:
        if lacking := [table for table in measure.tables if table not in self.r.loaded]:
            return Result(measure, lacks=Reason(Missing.TABLES, tuple(lacking)).text)
        try:
            count = measure.function(self.care)
            return Result(measure, lines(count, measure, self._errors), count)
        except Lacks as reason:
            return Result(measure, lacks=str(reason))
        except NotRun as reason:
            return Result(measure, lacks=reason.reason.text)


class Figures:
    """The figures of a return, with last year's beside them.

    as_at       the day, one of the collection year
    population  children aged 0 to 17 in the council's area, where known
    before      those of last year, where another number is known
    checked     the check of the return, whose errors say how far a figure can be trusted; None: they are not known
    """

    def __init__(
        self,
        r: Return,
        as_at: dt.date,
        checked: Findings | None = None,
        population: int | None = None,
        before: int | None = None,
    ):
        self._before = before or population
        self.as_at = in_year(as_at, r.collection)
        self.this = Year(r, self.as_at, None if checked is None else Errors(checked), population)

    @cached_property
    def last(self) -> Year | None:
        """Last year's return by itself, on the same day a year before; None where it is not loaded."""
        if not any(schema.is_last_years(name) for name in self.this.r.loaded):
            return None
        return Year(self.this.r.of_last_year(), a_year_before(self.as_at), None, self._before)

    @property
    def errors(self) -> tuple[int, int] | None:
        """How many errors are due, and how many children there are; None where no check was made."""
        return self.this.errors

    def of(self, measure: Measure) -> tuple[Result, Result | None]:
        """A figure, and the same of last year: None where its return is not loaded."""
        return self.this.result(measure), self.last.result(measure) if self.last else None

    def all(self) -> list[tuple[Result, Result | None]]:
        """Every figure, by theme."""
        return [self.of(measure) for measure in measures()]


def in_year(day: dt.date, window: Collection) -> dt.date:
    """The day. ValueError, with a sentence, where it is outside the collection year."""
    if not window.start <= day <= window.end:
        raise ValueError(f"Choose a day between {window.start:%d/%m/%Y} and {window.end:%d/%m/%Y}, not {day:%d/%m/%Y}.")
    return day


def a_year_before(day: dt.date) -> dt.date:
    """The same day a year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def is_month_end(day: dt.date) -> bool:
    """True for the last day of a month."""
    return (day + dt.timedelta(days=1)).day == 1


def month_ends(r: Return, as_at: dt.date | None = None) -> np.ndarray:
    """The last day of each month of the collection year that is over before the day: datetime64[D]."""
    first = r.start.astype("datetime64[M]")
    months = np.arange(first + 1, r.end.astype("datetime64[M]") + 2)
    ends = months.astype("datetime64[D]") - 1
    return ends if as_at is None else ends[ends < np.datetime64(as_at, "D")]
