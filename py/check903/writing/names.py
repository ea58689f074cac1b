"""What a corrected file is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

_UNFIT = re.compile('[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]')  # no file name on Windows may hold them


def safe(name: str) -> str:
    """The name of a file as the user sees it, `returns.zip > this year/header.csv`, as a path that stays in the folder it is unpacked in."""
    steps = re.split(r"[/\\]", name.split(" > ")[-1])
    steps = [_UNFIT.sub("_", step).rstrip(". ") for step in steps if not re.fullmatch(r"[A-Za-z]:", step)]
    return "/".join(filter(None, steps)) or "file"


def distinct(names: Iterable[str]) -> list[str]:
    """The same names, where one comes again with a number: "header.csv", "header (2).csv". Upper and lower case count as one."""
    taken: set[str] = set()
    found = []
    for name in names:
        path, number, one = PurePosixPath(name), 1, name
        while one.lower() in taken:
            number += 1
            one = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        taken.add(one.lower())
        found.append(one)
    return found
