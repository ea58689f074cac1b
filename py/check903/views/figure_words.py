"""Figures as they are said: numbers exact, percentages whole and half up as the Department publishes them, changes
without a judgement.
"""

from __future__ import annotations

import math

from check903.figures.counting import Count
from check903.figures.declared import Measure
from check903.figures.figures import Result
from check903.figures.lines import half_up
from check903.figures.splits import SPLITS
from check903.findings.labels import joined

NONE = "–"
OWN_SPLITS = {  # breakdowns that one figure has for itself
    "accommodation": "Where they live",
    "adopters_sex": "Sex of adopters",
    "adopters_status": "Legal status of adopters",
    "asylum": "Seeking asylum",
    "band": "Band of the score",
    "consent": "Consent of the parents",
    "duration": "How long",
    "guardian": "Who the guardian is",
    "help": "Help with it",
    "in_touch": "In touch",
    "location": "Where the placement is",
    "number": "Number of adopters",
    "placement_order": "Placement order",
    "planned": "Planned or not",
    "previous_permanence": "Earlier permanent home",
    "reason": "Reason",
    "time_in_care": "Time in care",
    "waiting": "Waiting",
}
ROUNDING = {
    "share": "Whole per cent, half up, as the Department publishes it.",
    "mix": "Numbers are exact; shares are whole per cents, half up.",
    "rate": "Whole number, half up, as the Department publishes it.",
}


def said_well(text: str) -> str:
    """The text with the apostrophes that the page has."""
    return text.replace("'", "’")


def _part(result: Result, label: str) -> Count | None:
    return result.count.parts[label] if result.count is not None and label else result.count


def split_title(name: str) -> str:
    """What the page calls a breakdown."""
    return SPLITS[name].title if name in SPLITS else OWN_SPLITS.get(name, name.replace("_", " ").capitalize())


def number(value: float | None, decimals: int = 0) -> str:
    """ "2,046", "13.8"; a dash for none."""
    if value is None or math.isnan(value):
        return NONE
    return f"{value:,.{decimals}f}"


def percent(value: float, of: float) -> str:
    """ "10%"; a dash where there is nothing of which it could be a share."""
    return f"{half_up(100 * value / of):.0f}%" if of and not math.isnan(of) and not math.isnan(value) else NONE


def said(result: Result, day_index: int, line: int = 0) -> tuple[str, str]:
    """A figure on a day of its lines: ("10%", "201 of 2,046"), ("2,046", ""), ("13.8", "miles")."""
    lines, measure = result.lines, result.measure
    assert lines is not None
    split, group = lines.names[line]
    value, of = float(lines.value[line, day_index]), float(lines.of[line, day_index])
    part = _part(result, "" if split else group)
    return in_words(part.kind if part else "", part.decimals if part else 0, measure.unit, value, of)


def in_words(kind: str, decimals: int, unit: str, value: float, of: float) -> tuple[str, str]:
    """See `said`."""
    if kind == "share":
        return percent(value, of), f"{number(value)} of {number(of)}" if of else "of none"
    if kind == "rate":
        return number(value), f"{number(of)} children live here"
    if kind == "ratio":
        return number(value, decimals), unit if value == value else "of none"
    return number(value), "" if unit == "children" else unit


def changed(kind: str, decimals: int, now: float, then: float) -> str:
    """ "13 more", "1.5 lower", "no change"; "" where one of the two is not known."""
    change = round(now - then, decimals)
    if math.isnan(change):
        return ""
    if not change:
        return "no change"
    words = ("higher", "lower") if kind in ("ratio", "rate") else ("more", "fewer")
    return f"{number(abs(change), decimals)} {words[change < 0]}"


def points(now: float, then: float) -> str:
    """ "1 point higher", of two exact percentages: the difference is taken before anything is rounded."""
    change = now - then
    if math.isnan(change):
        return ""
    if not change:
        return "the same share"
    how = "higher" if change > 0 else "lower"
    whole = int(half_up(abs(change)))
    return f"{whole or 'under 1'} {'point' if whole < 2 else 'points'} {how}"


def ends(result: Result, day_index: int, line: int = 0) -> tuple[float, float] | None:
    """The least and the most that a figure could be, percentages of a share; None where it has none. Those who can't be
    told and are not among what it is a share of could be among it.
    """
    count, lines = result.count, result.lines
    assert count is not None and lines is not None
    low, high, of = (float(array[line, day_index]) for array in (lines.low, lines.high, lines.of))
    if math.isnan(low) or math.isnan(high) or count.kind in ("mix", "ratio", "total"):
        return None
    if count.kind != "share":
        return low, high
    of += float(lines.cannot_tell[line, day_index]) if count.aside else 0
    return (100 * low / of, 100 * high / of) if of else None


def span(result: Result, day_index: int, line: int = 0) -> str:
    """ "9% to 11%"; "" where the least and the most are said alike, or there are none."""
    limits = ends(result, day_index, line)
    if limits is None:
        return ""
    sign = "%" if result.kind() == "share" else ""
    low, high = (f"{half_up(limit):,.0f}{sign}" for limit in limits)
    return f"{low} to {high}" if low != high else ""


def splits_of(result: Result) -> list[str]:
    """The breakdowns of a figure: its own first."""
    count, lines = result.count, result.lines
    if count is None or lines is None:
        return []
    there = dict.fromkeys(split for split, _ in lines.names if split)
    return [*(name for name in count.own if name in there), *(name for name in there if name not in count.own)]


def columns(measure: Measure) -> list[str]:
    """The columns whose errors put the figure in doubt: "Episodes: DEC and DECOM"."""
    tables: dict[str, list[str]] = {}
    for table, column in sorted(measure.uses):
        tables.setdefault(table, []).append(column)
    return [f"{table}: {joined(names)}" for table, names in tables.items()]


def without_stop(text: str) -> str:
    """A sentence without its full stop."""
    return text.rstrip(".")
