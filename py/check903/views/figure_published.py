"""The Department's published figures, as they are said beside ours."""

from __future__ import annotations

from typing import TypedDict

from check903.figures.published import ROUNDED, Shown
from check903.views import figure_words as words

TAKES = {"share": "percent", "mix": "percent", "rate": "rate", "ratio": "count"}


class PublishedCell(TypedDict):
    """A published figure, as it is said. `note`: why there is none, or whose it is."""

    level: str
    area: str
    value: str
    year: int
    note: str


def cells(shown: list[Shown], kind: str) -> list[PublishedCell]:
    """The published figures of a line, one for each level: percentages for a share, numbers for a count."""
    best = TAKES.get(kind, "count")
    by_level: dict[str, Shown] = {}
    for one in shown:
        if one["level"] not in by_level or (one["take"] == best and by_level[one["level"]]["take"] != best):
            by_level[one["level"]] = one
    return [_cell(one) for one in by_level.values()]


def published_said(value: float | None, take: str) -> str:
    """A published number: "9%", "10.5%", "81,770"; "" for none."""
    return "" if value is None else f"{value:,g}{'%' if take == 'percent' else ''}" if value < 1e5 else f"{value:,.0f}"


def _cell(one: Shown) -> PublishedCell:
    note = one.get("note", "")
    return {
        "level": one["level"],
        "area": one["area"],
        "value": published_said(one["value"], one["take"]),
        "year": one["year"],
        "note": "" if note == ROUNDED else words.said_well(note),
    }
