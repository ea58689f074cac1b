"""Which council the names of folders and files mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from check903.reference import authorities

_CODE = re.compile(r"(?<![A-Za-z0-9])E(?:06|08|09|10)\d{6}(?!\d)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{3}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 6  # words of the longest name: "Bournemouth, Christchurch and Poole"


def named(path: str) -> str:
    """ONS code of the council that a path names: its folders first, the nearest before the others, then the file's own
    name; "" where none does.

    path  parts by "/", a zip and what lies in it parted by " > "
    """
    *folders, file = re.split(r"/|\\| > ", path)
    return next(filter(None, map(in_name, [*reversed(folders), file])), "")


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
