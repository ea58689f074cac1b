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
    for number in shown:
        if number["level"] not in by_level or (number["take"] == best and by_level[number["level"]]["take"] != best):
            by_level[number["level"]] = number
    return [_cell(number) for number in by_level.values()]


def published_said(value: float | None, take: str) -> str:
    """A published number: "9%", "10.5%", "81,770"; "" for none."""
    return "" if value is None else f"{value:,g}{'%' if take == 'percent' else ''}" if value < 1e5 else f"{value:,.0f}"


def _cell(number: Shown) -> PublishedCell:
    note = number.get("note", "")
    return {
        "level": number["level"],
        "area": number["area"],
        "value": published_said(number["value"], number["take"]),
        "year": number["year"],
        "note": "" if note == ROUNDED else words.said_well(note),
    }
