"""Small helpers for the sentences that reading tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

NAMED = 6  # names said in one sentence before the rest are only counted
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def count(number: int, one: str, many: str | None = None) -> str:
    """1, "date" -> "1 date"; 1204 -> "1,204 dates"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def all_of(number: int) -> str:
    """All values of a column: "Its one value", "Both values", "All 148 values"."""
    return {1: "Its one value", 2: "Both values"}.get(number, f"All {number:,} values")


def names(items: Iterable[str]) -> str:
    """ "A", "A and B", or "A, B, C, D, E, F and 3 more"."""
    items = [shortened(item) for item in items]
    if len(items) > NAMED + 1:
        return f"{', '.join(items[:NAMED])} and {len(items) - NAMED} more"
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def shortened(text: str, length: int = 60) -> str:
    """The text on one line, cut where it is too long to be said."""
    text = visible(" ".join(text.split()))
    return text if len(text) <= length else text[: length - 1] + "…"


def visible(text: str) -> str:
    """The text without marks that can't be seen, some of which turn round the text that follows them: a name must not
    spoil the sentence it is in.
    """
    return _UNSEEN.sub("", text)
