"""What files that leave are called: council, year, what, date. "Birmingham 903 2026-27 corrected 2026-11-26.zip"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TypedDict

from check903.engine.findings import Findings
from check903.reference import authorities, schema

LONGEST = 120  # characters before the ending: Windows allows a path 260 in all

Data = bytes


class Made(TypedDict):
    """A file to take away."""

    name: str
    bytes: Data


def file_name(checked: Findings, what: str, ending: str) -> str:
    """The name of a file made from the check; `ending`: "zip", "csv" ..."""
    return named(checked.council, checked.year, what, checked.checked_at.date(), ending)


def named(council: str, year: int, what: str, day: dt.date, ending: str) -> str:
    """The name of a file, with nothing in it that Windows would refuse. `council`: its whole name, or ""."""
    parts = (authorities.short_name(council), "903", schema.year_label(year), what)
    plain = " ".join(re.sub(r"[^\w ,.-]", " ", " ".join(parts)).split())
    return f"{plain[: LONGEST - 11].strip(' .')} {day:%Y-%m-%d}.{ending}"


def plain_names(given: Iterable[str], longest: int, taken: Iterable[str] = ()) -> list[str]:
    """A name for a sheet or a file for each: only letters, digits, spaces and dashes, no two alike, none of `taken`."""
    used, names = {name.lower() for name in taken}, []
    for text in given:
        plain = " ".join(re.sub(r"[^\w .-]", " ", text).split())[:longest].strip(" .'") or "List"
        name, number = plain, 2
        while name.lower() in used:
            name = f"{plain[: longest - len(str(number)) - 1]} {number}"
            number += 1
        used.add(name.lower())
        names.append(name)
    return names
