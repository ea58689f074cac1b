"""What a rule worked out of a row, beside what it needs: an age, days counted, the spans that were counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypedDict, final

import numpy as np

from check903.model.rows import Rows
from check903.model.text import day_text
from check903.reference import codes
from check903.wording.declared import Counted, Measure
from check903.wording.lists import Span
from check903.wording.worded import Worded

_MOST_LINES = 8


class MeasuredSaid(TypedDict):
    """A number in words: "aged", "14", "16 or over needed". `share`: how much of the bar is filled, where too much was
    found the part of it that is allowed; None for an age.
    """

    lead: str
    found: str
    said: str
    share: float | None


@final
class Measured(MeasuredSaid):
    """A number beside the one needed: 52, "of 91 days". `over`: too much was found; `short`: the number is not the one
    needed; `wrong`: and nothing else is at fault.
    """

    over: bool
    short: bool
    wrong: bool
    read: bool


class CountedLine(TypedDict):
    """Something that was counted: its days, and what it is."""

    text: str
    note: str


@final
class CountedLines(TypedDict):
    """What was counted."""

    lines: list[CountedLine]
    wrong: bool
    read: bool


class WorkedOut:
    """What was worked out of some findings of one rule.

    words  of those findings
    """

    def __init__(self, words: Worded, year: int):
        self._words, self._year = words, year
        self.measures: tuple[Measure | Counted, ...] = words.words.measures if words.words else ()

    @cached_property
    def columns(self) -> list[Sequence[Measured | CountedLines | None]]:
        """The cells of each of `measures`, per row."""
        measured = iter(range(len(self._words.measured)))
        return [
            self._counted(measure) if isinstance(measure, Counted) else self._measured(next(measured))
            for measure in self.measures
        ]

    def _measured(self, number: int) -> list[Measured | None]:
        """What was found beside what is needed; red where it falls short and no cell of the row is at fault."""
        measure, found, needed = self._words.measured[number]
        alone = self._words.falls_short >= 0
        told = zip(found.tolist(), needed.tolist(), alone.tolist())
        return [_amount(measure, was, wanted, mine) for was, wanted, mine in told]

    def _counted(self, counted: Counted) -> list[CountedLines]:
        """The lines of what was counted."""
        rows, _ = counted.rows(self._words.seen)
        meanings = self._meanings(rows, counted.code)

        def line(span: Span) -> CountedLine:
            start, end, row, days = span
            lasts = f"{days:,.0f} day{'' if days == 1 else 's'}"
            return {"text": _from_to(start, end), "note": ", ".join(filter(None, [meanings(row), lasts]))}

        return [
            {"lines": _first_lines([line(span) for span in spans], counted.nothing), "wrong": False, "read": True}
            for spans in self._words.counted(counted)
        ]

    def _meanings(self, rows: Rows, name: str) -> Callable[[int], str]:
        """Of the row at a position in the table of `rows`, the code in the column with its meaning."""
        column = rows.base.column(name)

        def meaning(row: int) -> str:
            code = column.text(row)
            return f"{code} {codes.short(name, code, self._year)}".strip()

        return meaning


def _first_lines(lines: list[CountedLine], nothing: str) -> list[CountedLine]:
    """As many as are readable; the rest as a number, and something where there are none."""
    more = len(lines) - _MOST_LINES
    rest: list[CountedLine] = [{"text": f"and {more} more", "note": ""}] if more > 0 else []
    return [*lines[:_MOST_LINES], *rest] or [{"text": nothing, "note": ""}]


def _from_to(start: dt.date, end: dt.date | None) -> str:
    return f"since {day_text(start)}" if end is None else f"{day_text(start)} to {day_text(end)}"


def _amount(measure: Measure, found: float, needed: float, alone: bool) -> Measured | None:
    """The number as it is drawn; None where nothing is known. `alone`: no cell of the row is at fault."""
    if np.isnan(found) or np.isnan(needed):
        return None
    short = bool(measure.fails(np.array(found), np.array(needed)))
    drawn = _age(measure, found, needed) if not measure.unit else _of_needed(measure, found, needed)
    return {**drawn, "over": measure.limit == "most", "short": short, "wrong": short and alone, "read": True}


def _age(measure: Measure, found: float, needed: float) -> MeasuredSaid:
    """ "aged 14, 16 or over needed"."""
    text = f"under {needed:.0f} needed" if measure.limit == "under" else f"{needed:.0f} or over needed"
    age = "not yet born" if found < 0 else "under 1" if found < 1 else f"{found:.0f}"
    return {"lead": "" if found < 0 else "aged", "found": age, "said": text, "share": None}


def _of_needed(measure: Measure, found: float, needed: float) -> MeasuredSaid:
    """ "52 of 91 days", "91 days, 1 needed", or "50 days, 42 at most"."""
    most, enough = measure.limit == "most", measure.limit == "least" and found >= needed
    unit = measure.unit.removesuffix("s") if (found if most or enough else needed) == 1 else measure.unit
    share = needed / max(found, needed, 1) if most else max(found, 0) / max(needed, found, 1)
    text = f"{unit}, {needed:,.4g} {'at most' if most else 'needed'}" if most or enough else f"of {needed:,.4g} {unit}"
    return {"lead": "", "found": f"{found:,.5g}", "said": text, "share": round(max(share, 0), 3)}
