"""What a corrected file is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE
)  # devices, whatever follows the dot
_UNFIT = re.compile('[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]')  # no file name on Windows may hold them


def safe(name: str) -> str:
    """The name of a file as the user sees it, `returns.zip > this year/header.csv`, as a path that stays in the folder
    it is unpacked in.
    """
    steps = re.split(r"[/\\]", name.split(" > ")[-1])
    steps = [unpackable(_UNFIT.sub("_", step)) for step in steps if not re.fullmatch(r"[A-Za-z]:", step)]
    return "/".join(filter(None, steps)) or "file"


def unpackable(name: str) -> str:
    """The name of a file or folder as Windows can unpack it: no dot or space at the end, no name of a device."""
    name = name.rstrip(". ")
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def distinct(names: Iterable[str]) -> list[str]:
    """The same names, where one comes again with a number: "header.csv", "header (2).csv". Upper and lower case count
    as one.
    """
    taken: set[str] = set()
    numbered = []
    for name in names:
        path, number, candidate = PurePosixPath(name), 1, name
        while candidate.lower() in taken:
            number += 1
            candidate = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        taken.add(candidate.lower())
        numbered.append(candidate)
    return numbered
