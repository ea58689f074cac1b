"""A figure among those that the Department publishes: own council, region, statistical neighbours, England. Nothing is
ranked; what is hidden or rounded is said to be so.
"""

from __future__ import annotations

from typing import TypedDict

from check903.figures.declared import Measure
from check903.figures.figures import Result
from check903.figures.published import Published
from check903.findings.labels import joined
from check903.views.figure_published import TAKES, PublishedCell, cells, published_said


class CouncilDot(TypedDict):
    """A council's published figure. `value` None where there is none, and `said` says why."""

    name: str
    value: float | None
    said: str
    own: bool
    region: bool
    near: bool


class PublishedLevel(TypedDict):
    """A published figure as a level line. `said`: "West Midlands and England, year to 31 March 2025: 10%"; `label`: the
    same where there is little room.
    """

    value: float
    label: str
    said: str


class FigureCompare(TypedDict):
    """The published figures of a year. `said`: own council, region, neighbours, England; `sign`: after each number."""

    year: int
    sign: str
    region: str
    neighbours: bool
    said: list[PublishedCell]
    councils: list[CouncilDot]


def compare(measure: Measure, result: Result, published: Published) -> FigureCompare | None:
    """Beside the whole of the figure; None where no file has it."""
    kind = result.kind()
    published_cells = cells(published.shown(measure.id, "", ""), kind)
    if not published_cells:
        return None
    year = max(level["year"] for level in published_cells)
    take = TAKES.get(kind, "count")
    councils: list[CouncilDot] = [
        {
            "name": council.name,
            "value": council.value,
            "said": published_said(council.value, take) or council.note,
            "own": council.own,
            "region": council.in_region,
            "near": council.near,
        }
        for council in published.every_council(measure.id, "", "", take)
        if council.year == year
    ]
    return {
        "year": year,
        "sign": "%" if take == "percent" else "",
        "region": published.region,
        "neighbours": any(council["near"] for council in councils),
        "said": published_cells,
        "councils": councils,
    }


def levels(measure: Measure, result: Result, published: Published) -> list[PublishedLevel]:
    """Region and England beside the months of a share, rate or mean; counts of other areas say nothing about this one.
    Areas of one value and year stand together.
    """
    kind = result.kind()
    take = TAKES.get(kind, "count")
    if kind not in ("share", "rate", "ratio"):
        return []
    areas: dict[tuple[float, int], list[str]] = {}
    for number in published.shown(measure.id, "", ""):
        if number["level"] in ("region", "national") and number["take"] == take and number["value"] is not None:
            areas.setdefault((number["value"], number["year"]), []).append(number["area"])
    return [
        {
            "value": value,
            "label": f"{joined(names)} {published_said(value, take)}",
            "said": f"{joined(names)}, year to 31 March {year}: {published_said(value, take)}",
        }
        for (value, year), names in areas.items()
    ]
