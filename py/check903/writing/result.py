"""What writing gives."""

from __future__ import annotations

from dataclasses import dataclass, field


class CannotEdit(Exception):
    """The file can't be changed in place; the text says why, in a few words."""


@dataclass
class Corrected:
    """One file of this year with its changes in it.

    name     what to save it as: a relative path, without the zip it may have come in
    data     its bytes
    changed  how many cells were changed, rows taken out and columns called by their right name
    notes    sentences: what the user should know about it
    """

    name: str
    data: bytes
    changed: int
    notes: list[str] = field(default_factory=list)
