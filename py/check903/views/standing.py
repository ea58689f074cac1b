"""Where the return stands: from the saved check to today's files to now. What is accepted is in none of the numbers,
and each adds up with those before it.
"""

from __future__ import annotations

from typing import TypedDict

from check903.corrections.corrections import Corrections
from check903.engine.findings import Findings
from check903.model.text import long_date
from check903.reading.saved_check import Key


class SavedThen(TypedDict):
    """The saved check: its errors less those fixed, less those `accepted` since, with the new ones: the start.
    `put_right`: how many of the new ones are gone by what was changed here, as by the saved work, made again.
    """

    label: str
    errors: int
    fixed: int
    new: int
    put_right: int
    accepted: int


class Standing(TypedDict):
    """start   errors in the files as they came; `gone`, `new`, `changes`: by what was changed here
    now     errors now, of which `due` and `later`
    """

    saved: SavedThen | None
    start: int
    gone: int
    new: int
    changes: int
    now: int
    due: int
    later: int


NOTHING: Standing = {"saved": None, "start": 0, "gone": 0, "new": 0, "changes": 0, "now": 0, "due": 0, "later": 0}


def standing(checked: Findings, fixing: Corrections, begun: list[Key]) -> Standing:
    """`begun`: the keys of the errors in the files as they came."""
    status = checked.status
    assert status is not None, "a session marks every check"
    start = [key for key in begun if key not in status.notes]
    stands = ~status.accepted
    now, new = int(stands.sum()), int((stands & fixing.is_new).sum())
    later = int((stands & status.not_due).sum())
    return {
        "saved": _saved(checked, begun, start),
        "start": len(start),
        "gone": len(start) + new - now,
        "new": new,
        "changes": len(fixing.log.changes()),
        "now": now,
        "due": now - later,
        "later": later,
    }


def _saved(checked: Findings, begun: list[Key], start: list[Key]) -> SavedThen | None:
    status = checked.status
    before = status.before if status else None
    if status is None or before is None or before.findings is None or before.made is None:
        return None
    was = {key for key in before.findings if key not in before.accepted}
    fixed = len(was.difference(begun))
    new = set(start) - was
    return {
        "label": long_date(before.made.date()),
        "errors": len(was),
        "fixed": fixed,
        "new": len(new),
        "put_right": len(new.difference(status.keys)),
        "accepted": len(was) - fixed + len(new) - len(start),
    }


def fixed_before(checked: Findings, begun: list[Key]) -> list[Key]:
    """The errors of the saved check that were gone from the files as they came."""
    there = set(begun)
    return [key for key in (checked.status.fixed if checked.status else []) if key not in there]
