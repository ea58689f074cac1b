"""What stands in the Department's published files: a number as text, and which of our figures' lines a row answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from check903.figures.cells import CELLS, Cell

NOT_A_NUMBER = {
    "c": "hidden",
    "z": "not applicable",
    "x": "not available",
    "k": "rounds to zero",
    "low": "hidden or small",
    "u": "low reliability",
    "~": "hidden",
    ":": "not available",
}


def number_of(text: str) -> int | float | None:
    """The number that a text is; None where it is none, as where it is hidden."""
    plain = text.strip().replace(",", "")
    months = re.fullmatch(r"(\d+):(\d+)", plain)  # years:months, of adoption
    if months:
        return 12 * int(months[1]) + int(months[2])
    if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return None
    return float(plain) if "." in plain else int(plain)


def plain_value(text: str) -> str:
    """A value of a file as it is compared: without case, leading labels ("N4.", "1a.", "4."), kind of apostrophe,
    doubled spaces, and the plural's s.
    """
    text = re.sub(r"^(n\d|\d[a-z]?(\.\d)?|\d)\.\s*", "", text.strip().lower().replace("’", "'"))
    text = re.sub(r"\bat 31 march\b", "on 31 march", text).removeprefix("aged ")
    return " ".join(re.sub(r"\bage\b|\bages\b", "age", re.sub(r"s\b", "", text)).split())


def wanted_values() -> dict[tuple[str, str], list[Cell]]:
    """(group or "", value), both plain -> the cells that they answer."""
    wanted: dict[tuple[str, str], list[Cell]] = {}
    for cells in CELLS.values():
        for cell in cells:
            for group in cell.groups or ("",):
                for value in cell.values:
                    wanted.setdefault((plain_value(group), plain_value(value)), []).append(cell)
    return wanted


def cells_of(row: dict, texts: list[str], wanted: dict[tuple[str, str], list[Cell]]) -> Iterable[Cell]:
    """The cells that a row answers. `texts`: the columns with words; `wanted`: see `wanted_values`."""
    values = [plain_value(row.get(head) or "") for head in texts]
    for number, value in enumerate(values):
        yield from wanted.get(("", value), ())
        for group in values[:number]:
            yield from wanted.get((group, value), ())


def file_kind(rows: list[dict], texts: list[str]) -> str:
    """Whom a file is about, where several have the same values: told by the names of its breakdowns."""
    groups = {(row.get(head) or "").strip().lower() for row in rows for head in texts[:1]}
    if any("starting" in group or "taken into care" in group for group in groups):
        return "started"
    if any("ceas" in group for group in groups):
        return "ceased"
    return "31 March"
