"""The Department's published figures, lists of statistical neighbours, and figures that a council made with this tool
and handed on, among the files that are dropped in: known by the columns of their first line. What is in them
`check903.figures.published` and `check903.figures.side_by_side` read.
"""

from __future__ import annotations

from dataclasses import dataclass

PUBLISHED = frozenset(["time_period", "geographic_level"])
NEIGHBOURS = frozenset(["old_la_code", "sn_1"])
FIGURES = frozenset(["id", "split", "group", "day", "value", "of", "records", "hidden"])  # as `export.figure_files` has
NOTES = {
    "published": "The Department’s published figures. They stand beside yours on Figures.",
    "neighbours": "A list of statistical neighbours. Figures compares with them.",
    "figures": "Figures of a council, without any child. Figures puts councils side by side.",
}


@dataclass(frozen=True)
class PublishedFile:
    """Such a file: its `name` without folders, and its bytes."""

    name: str
    data: bytes


def kind_of(text: str) -> str:
    """ "published", "neighbours", "figures", or "" for any other file."""
    first = text.partition("\n")[0].lstrip("\ufeff")
    heads = {head.strip().strip('"').lower() for head in first.split(",")}
    kinds = {"published": PUBLISHED, "neighbours": NEIGHBOURS, "figures": FIGURES}
    return next((kind for kind, columns in kinds.items() if heads >= columns), "")
