"""Which council the names of folders and files mean, and what lies together where they mean none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from check903.reference import authorities

_CODE = re.compile(r"(?<![A-Za-z0-9])E(?:06|08|09|10)\d{6}(?!\d)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{3}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"/|\\| > ")
_YEAR = re.compile(  # 2026, 2025-26, 202526, 25_26, this year
    r"(?<!\d)(20\d\d(\D?(20)?\d\d)?|\d\d[-_/ ]\d\d)(?!\d)"
    r"|(?<![a-z])(this|last|current|previous|prior)([ _-]*(year|yr)s?)?(?![a-z])",
    re.IGNORECASE,
)
_WHOLE = (".zip", ".xml")  # one such file can be a whole return; of others a folder full is one
_LONGEST = 6  # words of the longest name: "Bournemouth, Christchurch and Poole"


def named(path: str) -> str:
    """ONS code of the council that a path names: its folders first, the nearest before the others, then the file's own
    name; "" where none does.

    path  parts by "/", a zip and what lies in it parted by " > "
    """
    return next(filter(None, map(in_name, [*reversed(folders(path)), _SEPARATOR.split(path)[-1]])), "")


def folders(path: str) -> list[str]:
    """What a file lies in, the outermost first."""
    return _SEPARATOR.split(path)[:-1]


def containers(path: str) -> list[str]:
    """The same as paths, the nearest first."""
    return [path[: match.start()] for match in reversed(list(_SEPARATOR.finditer(path)))]


def place(path: str, root: int = 0, whole: bool = False) -> str:
    """What a file that names no council lies in, without the years in its name, so that the years of one council stay
    together: its folder or zip ("." for the top), or itself.

    path  as for `named`
    root  how many of its folders are not said, as they hold everything
    whole  True for a file that holds several tables, so that it can be a return by itself
    """
    file = _SEPARATOR.split(path)[-1]
    whole = whole or file.lower().endswith(_WHOLE)
    parts = [*folders(path), *[file.rpartition(".")[0] or file] * whole][root:]
    stems = (part[:-4] if part.lower().endswith(_WHOLE) else part for part in parts)
    return "/".join(filter(None, (_YEAR.sub(" ", stem).strip(" -_.") for stem in stems))) or "."


@cache
def in_name(name: str) -> str:
    """ONS code of the one council that a name means: by its code, its own name, or the Department's number; "" where it
    means none, or several.
    """
    for codes in (_codes(name), _names(name), _numbers(name)):
        if codes:
            return codes.pop() if len(codes) == 1 else ""
    return ""


def _codes(name: str) -> set[str]:
    return _known(match.group() for match in _CODE.finditer(name))


def _numbers(name: str) -> set[str]:
    return _known(match.group() for match in _NUMBER.finditer(name))


def _names(name: str) -> set[str]:
    """The councils whose names stand in it; a name within a longer one ("Bedford" in "Central Bedford...") is not
    meant.
    """
    words, codes, position = _WORD.findall(name), set(), 0
    while position < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if _known([" ".join(words[position : position + n])])), 0)
        codes |= _known([" ".join(words[position : position + length])]) if length else set()
        position += length or 1
    return codes


def _known(texts: Iterable[str]) -> set[str]:
    return set(filter(None, map(authorities.code_of, texts)))
