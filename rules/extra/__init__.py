"""Checks beyond the Department's: worth a look, never an error.

They are written as the Department's rules are (see check903.engine.declared), and are registered apart: no count,
letter, plan or page of the Department's rules has them. Their codes are W1 to W46 (W: worth a look).

    @look("W1", "Reviews: REVIEW")
    def same_review_twice(r): ...

`r.day` is the day that is asked about, today or 31 March, and `r.care` who was in care then (check903.model.care).
"""

from collections.abc import Callable

from check903.engine import EXTRA


def look(code: str, fields: str, *, alarms: str = "few", category: str = "inconsistent", **words) -> Callable:
    """Register a function as a check. `alarms`: how many of its findings turn out right, one of declared.ALARMS."""
    return EXTRA.rule(code, category, fields, severity="look", alarms=alarms, **words)
