"""CSV files: values parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from check903.reading import recognise
from check903.reading.grid import Chunk, Grid, huge_value, read_rows
from check903.reading.limits import CHUNK, HEADER_WITHIN, Limits
from check903.reading.result import UnreadableFile

DELIMITERS = {",": "", ";": "Semicolons between values.", "\t": "Tabs between values.", "|": "Bars between values."}
_SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?\n", re.IGNORECASE)  # a first line that tells Excel the delimiter


def read(text: str, where: str, limits: Limits) -> tuple[list[Grid], list[str]]:
    """The grids of a CSV file, of which there are several where tables stand one below the other, and notes on the file
    as a whole. Raises UnreadableFile.
    """
    delimiter, skip = delimiter_of(text)
    grids = read_rows(_chunks(text, delimiter, skip), where, "", limits)
    if not grids:
        raise UnreadableFile("it is empty. Export it again.")
    note = DELIMITERS.get(delimiter, f"{delimiter} between values.")
    return grids, [note] if note else []


def delimiter_of(text: str) -> tuple[str, int]:
    """The delimiter, and how many lines before the table only tell it."""
    told = _SEPARATOR_LINE.match(text)
    return (told[1], 1) if told else (_delimiter(text), 0)


def _delimiter(text: str) -> str:
    """The delimiter of the first line in which it makes column names known; without such a line, the one that stands
    most often.
    """
    lines = list(islice(filter(str.strip, io.StringIO(text[:100_000])), HEADER_WITHIN))
    for line in lines:
        known = {delimiter: recognise.names_known(line.split(delimiter)) for delimiter in DELIMITERS}
        if max(known.values()) > 1:
            return max(known, key=known.__getitem__)
    return max(DELIMITERS, key=lambda delimiter: max((line.count(delimiter) for line in lines), default=0))


def _chunks(text: str, delimiter: str, skip: int) -> Iterator[Chunk]:
    """Chunks of rows, each row with the line where it begins: a quoted value may hold line ends, so a row may take
    several lines.
    """
    source = io.StringIO(text)
    for _ in range(skip):
        source.readline()
    reader = csv.reader(source, delimiter=delimiter)
    last_row = 1
    try:
        line = skip + 1
        while rows := list(islice(reader, CHUNK)):
            next_line = reader.line_num + skip + 1
            lines = range(line, next_line) if next_line - line == len(rows) else _starts(line, rows)
            last_row, line = lines[-1], next_line
            yield lines, rows
    except csv.Error:  # the only fault that the reader finds when it isn't strict: a value beyond its limit
        raise huge_value(_row_at_fault(text, delimiter), csv=True) from None
    _refuse_open_quote(text, delimiter, last_row, line - 1)


def _starts(line: int, rows: list[list[str]]) -> list[int]:
    starts = []
    for row in rows:
        starts.append(line)
        line += 1 + sum(value.count("\n") for value in row)
    return starts


def _row_at_fault(text: str, delimiter: str) -> int:
    """The line where the row begins that the reader can't take."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error:
        pass
    return line


def _refuse_open_quote(text: str, delimiter: str, last_row: int, last_line: int) -> None:
    """A quotation mark that is never closed swallows all lines to the end, so it shows in the last row."""
    lines = last_line - last_row + 1 + text.endswith("\n")
    row = "\n".join(text.rsplit("\n", lines)[-lines:])
    try:
        list(csv.reader(io.StringIO(row), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        if "unexpected end" in str(fault):
            sentence = f"line {last_row:,} has a quotation mark that is never closed."
            raise UnreadableFile(f"{sentence} Remove it, save the file and try again.", last_row) from None
