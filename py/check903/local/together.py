"""All local rules as one file, to keep or to hand to another council."""

from __future__ import annotations

import io
import zipfile
from itertools import takewhile

from check903.reading.local_rules import BEGINS, LocalFile

NAME = "own rules"
MADE = (1980, 1, 1, 0, 0, 0)  # in a zip: the day says nothing of the rules


def in_one(files: list[LocalFile]) -> tuple[str, bytes]:
    """Name and content of a file that holds the rules of all: a lone one as it is, several in SQL below each other,
    others in a zip, as functions of two Python files may share a name.
    """
    if len(files) == 1:
        return files[0].name, files[0].text.encode()
    if all(map(_may_stand_below, files)):
        return f"{NAME}.sql", "\n\n".join(file.text for file in files).encode()
    return f"{NAME}.zip", _zipped(files)


def _may_stand_below(file: LocalFile) -> bool:
    """True for a file in SQL with nothing but comments above its first rule, which would spoil the rule before it."""
    above = takewhile(lambda line: not BEGINS.match(line), file.text.splitlines())
    return not file.is_python and all(line.strip()[:2] in ("", "--") for line in above)


def _zipped(files: list[LocalFile]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in files:
            zipped.writestr(zipfile.ZipInfo(file.name, MADE), file.text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
