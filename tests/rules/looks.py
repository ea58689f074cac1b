"""Which other rows a rule looks at while it runs: the child's, here or in another table, last year's, Ofsted's list; or
whether the child is one of those of whom something holds (`of`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from check903.model.returns import Return
from check903.model.rows import Rows

WAYS = {Rows: ("_neighbour", "join", "first_of", "next_with_same", "child_in"), Return: ("entry",)}
# What stands between a rule and those: the library, and the pairs that the model has ready.
BETWEEN = ("check903.model.rows", "check903.model.periods", "functools", __name__)
PAIRS = ("first_and_last_year", "open_at_end_of_last_year")


@contextmanager
def taken_down() -> Iterator[set[str]]:
    """The ways in which rules look at other rows while the block runs, filled as they do."""
    seen: set[str] = set()
    with mock.patch.multiple(Rows, **_watched(Rows, seen)), mock.patch.multiple(Return, **_watched(Return, seen)):
        yield seen


def _watched(kind: type, seen: set[str]) -> dict:
    return {name: _noted(getattr(kind, name), seen) for name in WAYS[kind]}


def _noted(method, seen: set[str]):
    def noted(*args, **given):
        if _by_a_rule(sys._getframe(1)):
            seen.add(method.__name__)
        return method(*args, **given)

    return noted


def _by_a_rule(frame) -> bool:
    """True if a rule asks, not a fact of the model that is worked out from rows."""
    while frame is not None and (frame.f_globals["__name__"] in BETWEEN or frame.f_code.co_name in PAIRS):
        frame = frame.f_back
    return frame is not None and frame.f_globals["__name__"].startswith(("check903.rules", "check903.engine.templates"))
