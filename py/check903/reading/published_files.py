"""The Department's published figures, and lists of statistical neighbours, among the files that are dropped in: known
by the columns of their first line. What is in them `check903.figures.published` reads.
"""

from __future__ import annotations

from dataclasses import dataclass

PUBLISHED = frozenset(["time_period", "geographic_level"])
NEIGHBOURS = frozenset(["old_la_code", "sn_1"])
NOTES = {
    "published": "The Department’s published figures. They stand beside yours on Figures.",
    "neighbours": "A list of statistical neighbours. Figures compares with them.",
}


@dataclass(frozen=True)
class PublishedFile:
    """Such a file: its `name` without folders, and its bytes."""

    name: str
    data: bytes


def kind_of(text: str) -> str:
    """ "published", "neighbours", or "" for any other file."""
    first = text.partition("\n")[0].lstrip("\ufeff")
    heads = {head.strip().strip('"').lower() for head in first.split(",")}
    return "published" if heads >= PUBLISHED else "neighbours" if heads >= NEIGHBOURS else ""
