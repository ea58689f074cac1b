"""What a question's answer is made of: plain values that JSON can hold, bounded, each of a known type."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

MOST_ROWS = 100_000
MOST_CELLS = 1_000_000
MOST_COLUMNS = 300
LONGEST = 4_000  # characters of a cell
MOST_CHARACTERS = 30_000_000  # of all cells; as JSON they are less than js/client/ask-answer.js takes
MOST_PRINTED = 50_000  # characters
_EXACT = 2**53  # larger whole numbers are not the same in JavaScript


class Column(TypedDict):
    """One column of a table. `type`: text, date (ISO text), number, yes or no."""

    name: str
    type: str


class Chart(TypedDict):
    """A chart of the table's column `y` by its column `x`. `kind`: bar, line."""

    kind: str
    x: str
    y: str


class Answer(TypedDict):
    """A table. `total`: how many rows there were, of which `rows` may be the first; `index`: columns that name the
    rows, at the left.
    """

    kind: str
    columns: list[Column]
    rows: list[list]
    total: int
    chart: Chart | None


def table(names: Sequence[str], rows: Iterable[Sequence], total: int | None = None, chart: Chart | None = None) -> dict:
    """An answer of kind "table". Two columns of one name become NAME and NAME_2."""
    names = _apart([str(name)[:LONGEST] for name in names[:MOST_COLUMNS]])
    most = min(MOST_ROWS, MOST_CELLS // max(1, len(names)))
    shown, count, room = [], 0, MOST_CHARACTERS
    for row in rows:
        count += 1
        if len(shown) < most and room > 0:
            cells = [cell(value) for value in row[: len(names)]]
            room -= sum(len(text) for text in cells if isinstance(text, str))
            shown.append(cells)
    columns: list[Column] = [
        {"name": name, "type": _type(row[position] for row in shown)} for position, name in enumerate(names)
    ]
    _as_said(columns, shown)
    return {
        "kind": "table",
        "columns": columns,
        "rows": shown,
        "total": count if total is None else total,
        "chart": chart,
    }


def value(value: Any) -> dict:
    """An answer of one number, date or text."""
    plain = cell(value)
    return {"kind": "value", "value": plain, "type": _type([plain])}


def cell(value: Any) -> str | int | float | bool | None:
    """A value of the user's as JSON holds it; what is neither number, date nor text as its text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if hasattr(value, "item") and not hasattr(value, "__len__"):
        value = value.item()  # a number of numpy's
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < _EXACT else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None if math.isnan(value) else str(value)
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return None if type(value).__name__ in ("NAType", "NaTType") else _text(str(value))


def _moment(moment: dt.datetime) -> str | None:
    if moment != moment:  # pandas' NaT
        return None
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(" ", "seconds")


def _text(text: str) -> str:
    """A text that can be written out: not longer than a cell, and without halves of characters."""
    plain = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return plain.encode("utf-8", "replace").decode()


def _apart(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return apart


def _type(values: Iterable) -> str:
    """text, date, number or yes or no: what all values that are there have in common."""
    kinds = {_kind(value) for value in values if value is not None}
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind(value) -> str:
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, int | float):
        return "number"
    return "date" if _is_day(value) else "text"


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal()


def _as_said(columns: list[Column], rows: list[list]) -> None:
    """Numbers in a column of texts become texts."""
    for position, column in enumerate(columns):
        if column["type"] == "text":
            for row in rows:
                if row[position] is not None and not isinstance(row[position], str):
                    row[position] = str(row[position])
