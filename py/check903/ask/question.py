"""A question that is ready to run, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """key names it in addresses; `note` says in a line what it gives; `sql` and `python` give the same rows."""

    key: str
    title: str
    note: str
    sql: str
    python: str
