"""A change to a return: what fixes propose, people type in, and the change log holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One cell changed, or, with `field` None, one row taken out.

    table   name of a table of this year
    row     0-based position in the table: as it stands where a fix proposes it, as it was read in the log
    before, after   the clean text of the cell; `before` may also be the text as written, where only the writing changes
    """

    table: str
    row: int
    field: str | None
    before: str = ""
    after: str = ""
