"""Texts as written to texts as meant: worked out once per distinct text of a column.

What is without doubt is put right and told; what is in doubt stays as it is, so that a rule reports it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from check903.reading.words import count, names
from check903.rows import parse_date
from check903.schema import ColumnSpec
from check903.table import Column
from check903.texts import day_text

# str.strip() leaves the invisible marks that copied text brings along: zero-width space, direction marks, byte order mark.
_SPACES = [*range(9, 14), *range(28, 33), 0x85, 0xA0, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF]
_EDGES = "".join(map(chr, _SPACES))
_FORMULA = re.compile(r'="([^"]*)"')  # the way to make Excel keep leading zeros: ="00123"
_DECIMAL = re.compile(r"(-?\d+)\.0+", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE)

_DAY_FIRST = re.compile(r"\d{1,2}/\d{1,2}/\d{4}", re.ASCII)
_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"  # Excel adds the time to a date; the day is what the return asks for
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME, re.ASCII)
_DAY_FIRST_TIME = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})" + _TIME, re.ASCII)
_MONTH_NAME = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4}|\d{2})" + _TIME, re.ASCII)
_SERIAL = re.compile(r"([3-5]\d{4}|60000)(?:\.0+)?", re.ASCII)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAMES = "january february march april may june july august september october november december".split()
_EXCEL_DAY_0 = dt.date(1899, 12, 30)

# Why a text was changed, or is in doubt.
SPACES, UPPER, APOSTROPHE, DECIMAL, SCIENTIFIC, DATE, SERIAL, DOUBT, MONTH_FIRST = range(9)


def excel_day(serial: int) -> str:
    """The day that Excel holds as a number: 45748 -> "01/04/2025"."""
    return day_text(_EXCEL_DAY_0 + dt.timedelta(days=serial))


def clean_date(text: str) -> tuple[str, int | None]:
    """A date as dd/mm/yyyy, and why it was changed; the text itself where it can't be read without doubt."""
    if _DAY_FIRST.fullmatch(text):
        return text, None if _is_day(text) else MONTH_FIRST if _is_day(_day_and_month_turned(text)) else DOUBT
    if _SERIAL.fullmatch(text):
        return excel_day(int(float(text))), SERIAL
    read = _other_date(text)
    return (read, DATE) if read and _is_day(read) else (text, DOUBT)


def _is_day(text: str) -> bool:
    return not np.isnat(parse_date(text))


def _day_and_month_turned(text: str) -> str:
    month, day, year = text.split("/")
    return f"{day}/{month}/{year}"


def _other_date(text: str) -> str | None:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST_TIME.fullmatch(text):
        day, month, year = found.groups()
    elif found := _MONTH_NAME.fullmatch(text):
        day, month, year = found.groups()
        month = _month_number(month.lower())
        if len(year) == 2:
            # Excel's own rule for 01-Apr-25: 30 to 99 are the last century's. Nobody in a return was born or will be seen outside it.
            year = f"{20 if int(year) < 30 else 19}{year}"
    else:
        return None
    return f"{int(day):02d}/{int(month):02d}/{year}"


def _month_number(name: str) -> int:
    for spellings in (_MONTHS, _MONTH_NAMES):
        if name in spellings:
            return spellings.index(name) + 1
    return 0


def _upper(text: str):
    upper = text.upper()
    return upper, None if upper == text else UPPER


def _clean_partial_date(text: str):
    return _upper(text) if "Z" in text.upper() else clean_date(text)


def _clean_code(text: str):
    whole = without_decimals(text)
    return (whole, DECIMAL) if whole != text else _upper(text)


def without_decimals(text: str) -> str:
    """Whole numbers without the ".0" that Excel and pandas add: "123.0" -> "123"."""
    found = _DECIMAL.fullmatch(text)
    return found[1] if found else text


def _clean_number(text: str):
    whole = without_decimals(text)
    return whole, None if whole == text else DECIMAL


def _clean_id(text: str):
    if _SCIENTIFIC.fullmatch(text):
        return text, SCIENTIFIC
    return _clean_number(text)


# Texts in which nothing can be wrong, which is nearly all of them: they are passed over at the price of one match.
_PLAIN_DATE = re.compile(r"(?:0?[1-9]|1\d|2[0-8])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d", re.ASCII)
_PLAIN_CODE = re.compile(r"[A-Z\d]*", re.ASCII)
_PLAIN = {
    "id": re.compile(r"\w*", re.ASCII),
    "code": _PLAIN_CODE,
    "date": _PLAIN_DATE,
    "partial date": _PLAIN_DATE,
    "postcode": re.compile(r"[A-Z\d]+(?: [A-Z\d]+)?", re.ASCII),
    "number": re.compile(r"-?\d+", re.ASCII),
    "text": _PLAIN_CODE,
}


def _cleaner(spec: ColumnSpec) -> Callable[[str], tuple[str, int | None]]:
    if spec.type == "text":
        return _clean_code if spec.codes else _clean_id
    return {
        "id": _clean_id, "code": _clean_code, "date": clean_date, "partial date": _clean_partial_date, "postcode": _upper,
        "number": _clean_number,
    }[spec.type]


def trimmed(text: str) -> tuple[str, int | None]:
    """Without spaces around it, Excel's leading apostrophe or a formula that only holds a text; and why it was changed."""
    clean = text.strip(_EDGES)
    why = SPACES if clean != text else None
    if clean[:1] in ("'", "=", "’") and len(clean) > 1:
        found = _FORMULA.fullmatch(clean)
        bare = found[1] if found else clean if clean[0] == "=" else clean[1:].removesuffix(clean[0])
        if bare.strip(_EDGES) and bare != clean:
            return bare.strip(_EDGES), APOSTROPHE
    return clean, why


@dataclass
class Changes:
    """How many cells were changed for one reason, in which columns, and the first example with its row."""

    cells: int = 0
    row: int = 0
    columns: tuple[str, ...] = ()
    example: tuple[str, str] = ("", "")


def clean(column: Column, spec: ColumnSpec, changes: dict[int, Changes]) -> Column:
    """The column with each text as it is meant; adds to `changes` what was changed, by reason."""
    plain, cleaner = _PLAIN[spec.type].fullmatch, _cleaner(spec)
    values, reasons = list(column.values), {}
    for position in [position for position, text in enumerate(values) if not plain(text)]:
        text, why = trimmed(values[position])
        if text:
            text, because = cleaner(text)
            why = why if because is None else because
        values[position] = text
        if why is not None:
            reasons[position] = why
    if not reasons:
        return column
    counts = np.bincount(column.codes, minlength=len(values))
    for position, why in reasons.items():
        cells = int(counts[position])
        if cells:
            change = changes.setdefault(why, Changes())
            if not change.cells:
                change.row = int(np.argmax(column.codes == position))
            _add(change, cells, spec.name, column.values[position], values[position])
    return Column(column.codes, values, column.values)


def _add(change: Changes, cells: int, name: str, written: str, text: str) -> None:
    if not change.cells:
        change.example = (written, text)
    change.cells += cells
    if name not in change.columns:
        change.columns += (name,)


def notes(changes: dict[int, Changes], lines: np.ndarray) -> list[str]:
    """What was changed, in sentences; `lines` has the line of each row."""
    return [_IN_DOUBT[why](changes[why], int(lines[changes[why].row])) if why in _IN_DOUBT else _SENTENCES[why](changes[why]) for why in sorted(changes)]


def _dates(change: Changes) -> str:
    return f"{count(change.cells, 'date')} that Excel had turned into {change.example[0].strip()} read as {change.example[1]}."


def _doubtful(change: Changes, line: int) -> str:
    kept = "it counts as no date until it is mended" if change.cells == 1 else "they count as no dates until they are mended"
    return f"{count(change.cells, 'date')} could not be read without doubt{_such(change, line)}: {kept}."


def _month_first(change: Changes, line: int) -> str:
    sentence = f"{count(change.cells, 'date')} of {names(change.columns)} can only be meant with the month first{_such(change, line)}."
    return f"{sentence} Others there may have day and month the wrong way round and look right: export the file again with dates as dd/mm/yyyy."


def _such(change: Changes, line: int) -> str:
    example = f"{names([change.example[0]])} in line {line:,}"
    return f" ({example})" if change.cells == 1 else f", such as {example}"


def _cut_short(change: Changes, line: int) -> str:
    cut = f"{count(change.cells, 'value')} of {names(change.columns)} cut short by Excel{_such(change, line)}"
    return f"{cut}: kept as written. Export that column again as text."


_SENTENCES: dict[int, Callable[[Changes], str]] = {
    SPACES: lambda change: f"Spaces around values left out in {count(change.cells, 'cell')}.",
    UPPER: lambda change: f"Lower-case codes read as upper case in {count(change.cells, 'cell')}.",
    APOSTROPHE: lambda change: f"Apostrophes before values left out in {count(change.cells, 'cell')}.",
    DECIMAL: lambda change: (
        f"{names(change.columns)} written as {change.example[0].strip()} read as {change.example[1]} in {count(change.cells, 'cell')}."
    ),
    DATE: _dates,
    SERIAL: _dates,
}
_IN_DOUBT: dict[int, Callable[[Changes, int], str]] = {SCIENTIFIC: _cut_short, DOUBT: _doubtful, MONTH_FIRST: _month_first}  # where one should look
