"""Bytes to text: which encoding a text file is in."""

from __future__ import annotations

import codecs

from check903.reading.phrases import count
from check903.reading.result import UnreadableFile

_SAMPLE = 1 << 16
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))  # a text file has none of these; \x1a ends old DOS files


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text of a file with line ends as \\n, and what was assumed. Raises UnreadableFile if it isn't text.

    UTF-8 and UTF-16 with or without a byte order mark; any byte that isn't UTF-8 is taken as Windows-1252, as Excel
    writes it.
    """
    encoding = utf16(data)
    if encoding:
        text = data.decode(encoding, errors="replace").lstrip("\ufeff")
        notes = ["Read as UTF-16."]
    else:
        _refuse_binary(data)
        text, notes = _decode_utf8(data.removeprefix(codecs.BOM_UTF8))
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "")
        notes.append(f"{count(nuls, 'NUL character')} left out.")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.rstrip("\x1a"), notes


def utf16(data: bytes) -> str | None:
    """Which kind of UTF-16 the bytes are: "utf-16" with a byte order mark; None if they are none."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    nuls = sample.count(0)
    controls = len(sample) - len(sample.translate(None, _CONTROLS)) - nuls
    if controls > max(8, len(sample) / 200) or nuls > len(sample) / 10:
        raise UnreadableFile(
            "it isn’t a table but some other kind of file. Save the table as CSV or Excel and use that."
        )


def _decode_utf8(data: bytes) -> tuple[str, list[str]]:
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as fault:
        first_line = data.count(b"\n", 0, fault.start) + 1
    strays = _Strays()
    codecs.register_error("check903.strays", strays)
    text = data.decode("utf-8", errors="check903.strays")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii == strays.number:
        return text, ["Read as Windows-1252."]
    return text, [
        f"Read as UTF-8, and {count(strays.number, 'character')} as Windows-1252, the first in line {first_line:,}."
    ]


class _Strays:
    """Error handler that reads the bytes that aren't UTF-8 as Windows-1252, and counts them."""

    def __init__(self):
        self.number = 0

    def __call__(self, fault: UnicodeError):
        assert isinstance(fault, UnicodeDecodeError)  # it is given to `decode` alone
        stray = fault.object[fault.start : fault.end]
        self.number += len(stray)
        # Five bytes mean nothing in Windows-1252; Latin-1 makes them control characters.
        return "".join(
            bytes([byte]).decode("cp1252" if byte not in b"\x81\x8d\x8f\x90\x9d" else "latin-1") for byte in stray
        ), fault.end
