"""What files that leave are called: council, year, what, date. "Birmingham 903 2026-27 drafts 2026-11-26.zip"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from check903.engine.findings import Findings
from check903.findings.labels import short_council
from check903.reference import schema


def file_name(checked: Findings, what: str, ending: str) -> str:
    """The name of a file made from the check; `ending`: "zip", "csv" ..."""
    parts = (short_council(checked.council), "903", schema.year_label(checked.year), what, f"{checked.at:%Y-%m-%d}")
    return f"{' '.join(filter(None, parts))}.{ending}"


def plain_names(given: Iterable[str], longest: int, taken: Iterable[str] = ()) -> list[str]:
    """A name for a sheet or a file for each: only letters, digits, spaces and dashes, no two alike, none of `taken`."""
    used, names = {name.lower() for name in taken}, []
    for one in given:
        plain = " ".join(re.sub(r"[^\w .-]", " ", one).split())[:longest].strip(" .'") or "List"
        name, number = plain, 2
        while name.lower() in used:
            name = f"{plain[: longest - len(str(number)) - 1]} {number}"
            number += 1
        used.add(name.lower())
        names.append(name)
    return names
