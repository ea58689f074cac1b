"""A text file whose bytes can be changed in places and nowhere else.

Two views of it are kept: `text`, as reading has it (line ends as \\n, stray bytes read as Windows-1252), in which cells
are found, and the lossless text, from which the file's bytes can be had again. Places in the first are carried over to
the second.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

import numpy as np

from check903.reading import text as reading_text

Edit = tuple[int, int, str]  # from and to, as places in `text`, and what shall stand there instead

_LEFT_OUT = re.compile(r"\0|\r(?=\0*\n)")
_STRAY = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")


class Source:
    """The bytes of a text file as text."""

    def __init__(self, data: bytes):
        self.text = reading_text.decode(data)[0]
        self._utf16 = reading_text.utf16(data)
        self._bom = next(
            (bom for bom in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) if data.startswith(bom)), b""
        )
        if self._utf16 == "utf-16":
            self._utf16 = "utf-16-le" if self._bom == codecs.BOM_UTF16_LE else "utf-16-be"
        elif self._utf16:
            self._bom = b""
        body = data[len(self._bom) :]
        whole = len(body) - len(body) % 2 if self._utf16 else len(body)
        self._tail = body[whole:]  # half a character at the end of a UTF-16 file
        self._raw = (
            body[:whole].decode(self._utf16, "surrogatepass")
            if self._utf16
            else body.decode("utf-8", "surrogateescape")
        )
        self._windows = not self._utf16 and bool(_STRAY.search(self._raw)) and not _BEYOND_ASCII.search(self._raw)
        left_out = [match.start() for match in _LEFT_OUT.finditer(self._raw)]
        self._first = len(self._raw) - len(self._raw.lstrip("\ufeff")) if self._utf16 else 0
        left_out = np.array([*range(self._first), *left_out], np.int64)
        self._left_out = left_out - np.arange(len(left_out))

    def with_edits(self, edits: Iterable[Edit]) -> bytes:
        """The file's bytes with those places changed, which must not overlap; all others are as they were."""
        pieces, copied = [], 0
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            first, last = self._span(start, end)
            pieces += [self._raw[copied:first], self._fitted(new)]
            copied = last
        whole = "".join([*pieces, self._raw[copied:]])
        encoded = (
            whole.encode(self._utf16, "surrogatepass") if self._utf16 else whole.encode("utf-8", "surrogateescape")
        )
        return self._bom + encoded + self._tail

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """The same place in the lossless text; an empty one lies right behind what is before it."""
        last = self._place(end - 1) + 1 if end else self._first
        return (self._place(start) if start < end else last), last

    def _place(self, position: int) -> int:
        return position + int(np.searchsorted(self._left_out, position, side="right"))

    def _fitted(self, new: str) -> str:
        """The new text as it must stand among the old to be read again: in the file's encoding if that has its
        characters, else in UTF-8.
        """
        new = new.encode("utf-8", "replace").decode()
        if not self._windows or new.isascii():
            return new
        try:
            encoded = new.encode("cp1252")
        except UnicodeEncodeError:
            return new
        return encoded.decode("ascii", "surrogateescape") if reading_text.decode(encoded)[0] == new else new
