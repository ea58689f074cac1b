"""What is said when a question can't be answered: one plain sentence with line, table and column, and a repair where a
name is near.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from check903.ask.near import nearest


class Repair(TypedDict):
    """Put `right` in the place of `wrong` on that line."""

    line: int
    wrong: str
    right: str


def fault(line: int, sentence: str, more: str = "", message: str = "", repair: Repair | None = None) -> dict:
    """An answer of kind "fault".

    line      where, from 1; 0 where nobody can tell
    sentence  what is wrong
    more      what there is instead
    message   the engine's own words
    """
    return {
        "kind": "fault",
        "line": line,
        "sentence": f"Line {line}: {_small(sentence)}" if line else sentence,
        "more": more,
        "said": message,
        "repair": repair,
    }


def _small(sentence: str) -> str:
    """The first letter small, after "Line 4: "."""
    first = sentence.split(" ")[0]
    return sentence if first.isupper() or first in ("Python", "SQL") else sentence[:1].lower() + sentence[1:]


def unknown_name(line: int, wrong: str, sentence: str, names: Iterable[str], message: str, where: str = "") -> dict:
    """The fault of a name that isn't there, with the one that was probably meant.

    where  what has `names`: "Header has"
    """
    names = list(names)
    right = nearest(wrong, names)
    more = [f"Did you mean {right}?"] if right else []
    if where and names:
        more.append(f"{where} {_listed(names)}.")
    repair: Repair | None = {"line": line, "wrong": wrong, "right": right} if right and line else None
    return fault(line, sentence, " ".join(more), message, repair)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
