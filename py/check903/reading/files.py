"""One file, whatever it is, to what was read from it."""

from __future__ import annotations

import hashlib
import json
import re

from check903.reading import csvfile, parts, text, xmlfile
from check903.reading.limits import LIMITS, Limits
from check903.reading.result import FileRead, Part, Unusable

_HTML = re.compile(r"<(!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE)


def read_file(name: str, data: bytes, limits: Limits = LIMITS) -> list[FileRead]:
    """What a file holds: one FileRead, several for a zip, none for what an operating system leaves lying about.

    name  as the user sees it, with the folder if there is one
    A file that can't be used gives a FileRead with a problem; nothing is raised for what a file holds.
    """
    if is_clutter(name):
        return []
    try:
        if len(data) > limits.file_bytes:
            raise Unusable(f"it is larger than {limits.file_bytes >> 20} MB, far more than any return. Check that it is the right file.")
        return [finished(_text_file(name, data, limits), data)]
    except Unusable as problem:
        return [unusable(name, problem)]


def is_clutter(name: str) -> bool:
    """True for files that people don't know they have: .DS_Store, Thumbs.db, Office's lock files, the Mac's shadow folder."""
    last = re.split(r"[/\\]", name)[-1]
    return last.startswith((".", "~$")) or last.lower() in ("thumbs.db", "desktop.ini") or "__MACOSX/" in name


def unusable(name: str, problem: Unusable) -> FileRead:
    """The FileRead of a file that can't be used."""
    return FileRead(name, problem=f"{name}: {problem}", line=problem.line)


def _text_file(name: str, data: bytes, limits: Limits) -> FileRead:
    content, notes = text.decode(data)
    start = content[:1000].lstrip()
    if not content.strip():
        raise Unusable("it is empty. Export it again and drop it here.")
    if _HTML.match(start):
        raise Unusable("it is a web page, whatever its name says. Open it in Excel, save it as an Excel workbook and drop that here.")
    if start.startswith("{") and (saved := _saved_check(content)) is not None:
        return FileRead(name, [Part("saved", content=saved)], notes=notes)
    if start.startswith("<"):
        grids, more = xmlfile.read(content.lstrip(), name, limits)
        return FileRead(name, [parts.part_of(grid, grid.xml) for grid in grids], notes=notes + more)
    grid, more = csvfile.read(content, name, limits)
    return FileRead(name, [parts.recognised(grid, name)], notes=notes + more)


def _saved_check(content: str) -> dict | None:
    """The saved check that a JSON file holds, None if it isn't one."""
    try:
        saved = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return saved if isinstance(saved, dict) and "check903" in saved else None


def finished(read: FileRead, data: bytes) -> FileRead:
    """With "Read as it is." said where nothing else is to be said, and the digest of the file's bytes."""
    read.digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    for part in read.parts:
        if not part.notes and not read.notes:
            part.notes.append("Read as it is.")
    return read
