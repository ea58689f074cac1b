"""The figures of a return as a table: every figure with its groups on the last day of the year, and at each month's end
without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from check903.engine.findings import Findings
from check903.figures.declared import Measure
from check903.figures.figures import Figures, Result, Year
from check903.figures.lines import Lines, half_up
from check903.tidy.fields import Field, TidyTable, Values
from check903.tidy.of_check import made

_TEXTS = {
    "id": "The figure, as `check903 figures` and its files name it",
    "title": "The same in words",
    "split": "The breakdown, whose groups add up; blank for the whole",
    "group_name": "The group, or what stands beside the whole",
    "lacks": "What it can't do without and is not loaded; then it has no numbers",
}
_NUMBERS = {
    "value": "The figure",
    "out_of": "What it is a share of",
    "percent": "The share, in whole percent; blank for means and rates",
    "cannot_tell": "Of how many it can't be told",
    "records": "On how many records it rests",
    "with_errors": "How many of those have an error, due and not accepted, in a column that it uses",
    "low": "The least that it could be",
    "high": "The most that it could be",
}


@dataclass(frozen=True)
class _Part:
    """Rows of one figure and year: line and day of each; no lines where it lacks something."""

    measure: Measure
    lacks: str
    names: list[tuple[str, str]]
    line: np.ndarray
    day: np.ndarray
    numbers: dict[str, np.ndarray]

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Those of each row, in the order of _TEXTS."""
        measure = self.measure
        return ((measure.id, measure.title, *self.names[line], self.lacks) for line in self.line.tolist())


def figures(findings: Findings) -> TidyTable:
    """The figures of this year and last, without hiding: split and group_name blank for the whole, split alone blank
    for a number that stands beside it.
    """
    figures = Figures(findings.r, findings.r.collection.end, findings)
    parts = [part for results in figures.all() for part in _parts(figures, *results)]
    rows = [text for part in parts for text in part.texts()]
    texts = [
        (_field(name, "text", meaning), Values.of(row[position] or None for row in rows))
        for position, (name, meaning) in enumerate(_TEXTS.items())
    ]
    numbers = [
        (_field(name, "number", meaning), Values.of(_plain(np.concatenate([part.numbers[name] for part in parts]))))
        for name, meaning in _NUMBERS.items()
    ]
    first = (_field("figure_row", "integer", "Number of the row"), Values.of(range(len(rows))))
    day = (_field("day", "date", "The day"), Values.days(np.concatenate([part.day for part in parts])))
    columns = [first, *texts[:-1], day, *numbers, texts[-1]]
    return made("figures", "figure, or one of its groups, on a day", "figure_row", columns)


def _field(name: str, kind: str, meaning: str) -> Field:
    return Field(name, kind, meaning, source="worked out")


def _parts(figures: Figures, this: Result, last: Result | None) -> Iterator[_Part]:
    yield _part(figures.this, this)
    if figures.last is not None and last is not None and last.lines is not None:
        yield _part(figures.last, last)


def _part(year: Year, result: Result) -> _Part:
    lines = result.lines
    if lines is None:
        nothing = np.full(1, np.nan)
        return _Part(
            result.measure, result.lacks, [("", "")], np.zeros(1, int), year.days[:1], dict.fromkeys(_NUMBERS, nothing)
        )
    day, line = np.nonzero(_kept(lines, result.measure.yearly))
    values = {name: getattr(lines, "of" if name == "out_of" else name) for name in _NUMBERS} | {"high": result.most}
    numbers = {name: array[line, day] for name, array in values.items()}
    return _Part(
        result.measure, "", lines.names, line, year.days[day], numbers | {"percent": half_up(numbers["percent"])}
    )


def _kept(lines: Lines, yearly: bool) -> np.ndarray:
    """(days, lines): all of the first day, and of the others those that are no groups."""
    mask = np.zeros(lines.value.T.shape, bool)
    mask[0] = True
    if not yearly:
        mask[1:] = [not split for split, _ in lines.names]
    return mask


def _plain(numbers: np.ndarray) -> list[float | None]:
    return [None if number != number else number for number in np.round(numbers, 2).tolist()]
