"""What the postcode directory says of the postcodes of some rows: the council in which each lies."""

from __future__ import annotations

from collections.abc import Iterable

from check903.engine import Rule
from check903.findings.cells import Cell
from check903.model.rows import Rows
from check903.wording import placeholders

POSTCODES = ("HOME_POST", "PL_POST")
UNKNOWN = "not in the postcode directory"


class Directory:
    """The councils of the postcodes in some rows, for a rule that reads the directory; of any other rule nothing."""

    def __init__(self, r, rule: Rule, parts: Iterable[Rows]):
        texts = [
            text
            for rows in parts
            for name in POSTCODES
            if r.has_column(rows.base.name, name)
            for text in _texts(rows, name)
        ]
        self._council = placeholders.councils(r, filter(None, texts)) if _reads(rule) else {}

    def told(self, cell: Cell, column: str) -> Cell:
        """The cell with the council of its postcode as its meaning."""
        council = self._council.get(cell["value"])
        if column not in POSTCODES or council is None:
            return cell
        return {**cell, "meaning": council or UNKNOWN, "short": council or UNKNOWN}


def _reads(rule: Rule) -> bool:
    return "postcodes" in rule.needs or any(field in POSTCODES for _, field in rule.fields)


def _texts(rows: Rows, name: str) -> list[str]:
    column = rows.base.column(name)
    return [column.text(row) for row in rows.positions.tolist() if row >= 0]
