"""Texts as written to texts as meant: worked out once per distinct text of a column.

What is without doubt is put right and told; what is in doubt stays as it is, so that a rule reports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass

import numpy as np

from check903.model.table import Column
from check903.reading import dates
from check903.reading.phrases import count, names, shortened
from check903.reference.schema import ColumnSpec

# str.strip() leaves the invisible marks that copied text brings along: zero-width space, direction marks, byte order
# mark.
_SPACES = [
    *range(9, 14),
    *range(28, 33),
    0x85,
    0xA0,
    *range(0x2000, 0x2010),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
    0xFEFF,
]
_EDGES = "".join(map(chr, _SPACES))
_FORMULA = re.compile(r'="([^"]*)"')  # the way to make Excel keep leading zeros: ="00123"
_DECIMAL = re.compile(r"(-?\d+)\.0+", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE)

# Why a text was changed, or is in doubt.
SPACES, UPPER, QUOTES, FILLER, DECIMAL, SCIENTIFIC, DATE, SERIAL, DOUBT, MONTH_FIRST = (
    "spaces",
    "upper",
    "quotes",
    "filler",
    "decimal",
    "scientific",
    dates.DATE,
    dates.SERIAL,
    dates.DOUBT,
    dates.MONTH_FIRST,
)

# What Excel shows in place of a value; NO_VALUE is what reading says of a formula that was never calculated.
EXCEL_ERRORS = frozenset(
    (
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#UNKNOWN!",
        "#BUSY!",
        "#GETTING_DATA",
    )
)
NO_VALUE = "formula without a value"
UNKNOWN = EXCEL_ERRORS | {NO_VALUE}
_FILLERS = frozenset(
    ["NULL", "(NULL)", "<NULL>", "N/A", "NA", "-", "--", "–", "—", "NONE", "NOT APPLICABLE"]
)  # blanks, where a column has no others
_CLOSING = {"'": "'", "‘": "’", "’": "’", '"': '"', "“": "”", "„": "“", "”": "”"}
_OPENS_ALONE = "'‘’="  # what may stand before a value without anything behind it


def _upper(text: str):
    upper = text.upper()
    return upper, None if upper == text else UPPER


def clean_date(text: str) -> tuple[str, str | None]:
    """A date that stands for itself, without a column that tells how it is written: see `dates.alone`."""
    return dates.alone(text)


def _clean_code(text: str):
    whole = without_decimals(text)
    return (whole, DECIMAL) if whole != text else _upper(text)


def without_decimals(text: str) -> str:
    """Whole numbers without the ".0" that Excel and pandas add: "123.0" -> "123"."""
    match = _DECIMAL.fullmatch(text)
    return match[1] if match else text


def _clean_number(text: str):
    whole = without_decimals(text)
    return whole, None if whole == text else DECIMAL


def _clean_id(text: str):
    if _SCIENTIFIC.fullmatch(text):
        return text, SCIENTIFIC
    return _clean_number(text)


# Texts in which nothing can be wrong, which is nearly all of them: they are passed over at the price of one match, and
# where there is no other in the column, of one match for all.
_PLAIN_DATE = re.compile(
    r"(?:(?:0?[1-9]|1\d|2[0-8])/(?:0?[1-9]|1[0-2])|(?:29|30)/(?:0?[13-9]|1[0-2])|31/(?:0?[13578]|1[02]))/(?:19|20)\d\d",
    re.ASCII,
)
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
_ALL_PLAIN = {kind: re.compile(f"(?:(?:{plain.pattern})?\n)*", re.ASCII) for kind, plain in _PLAIN.items()}


def _all_plain(kind: str, texts: list[str]) -> bool:
    """True if nothing can be wrong in any of the texts, blanks included."""
    if not _FILLERS.isdisjoint(texts):
        return False
    joined = "\n".join(texts) + "\n"
    return joined.count("\n") == len(texts) and _ALL_PLAIN[kind].fullmatch(joined) is not None


def _cleaner(spec: ColumnSpec) -> Callable[[str], tuple[str, str | None]]:
    if spec.type == "text":
        return _clean_code if spec.codes else _clean_id
    return {"id": _clean_id, "code": _clean_code, "postcode": _upper, "number": _clean_number}[spec.type]


def trimmed(text: str) -> tuple[str, str | None]:
    """Without spaces and quotation marks round it, Excel's leading apostrophe or a formula that only holds a text; and
    why it was changed.
    """
    clean = text.strip(_EDGES)
    why = SPACES if clean != text else None
    if clean[:1] in _CLOSING or clean[:1] == "=":
        match = _FORMULA.fullmatch(clean)
        bare = match[1] if match else clean if clean[0] == "=" else _unquoted(clean)
        if bare != clean:
            return bare.strip(_EDGES), QUOTES
    return clean, why


def _unquoted(text: str) -> str:
    """The text in quotation marks of one kind, or after an apostrophe; any other as it is."""
    closing = _CLOSING[text[0]]
    if len(text) > 1 and text.endswith(closing):
        return text[1:-1]
    return text[1:] if text[0] in _OPENS_ALONE else text


@dataclass
class Changes:
    """How many cells were changed for one reason, in which columns, and the first example with its row."""

    cells: int = 0
    row: int = 0
    columns: tuple[str, ...] = ()
    example: tuple[str, str] = ("", "")


def _nobody(*_) -> str:
    return ""


def clean(column: Column, spec: ColumnSpec, changes: dict[str, Changes], ask: dates.Ask = _nobody) -> Column:
    """The column with each text as it is meant; adds to `changes` what was changed, by reason, and asks where it is in
    doubt.
    """
    if _all_plain(spec.type, column.values):
        return column
    plain = _PLAIN[spec.type].fullmatch
    odd = {position: trimmed(text) for position, text in enumerate(column.values) if not plain(text)}
    unknown = {position for position, (text, _) in odd.items() if text in UNKNOWN}
    read: dict[int, tuple[str, str | None]] = {}
    for position in _fillers(column, spec, odd):
        read[position] = "", FILLER
    rest = {
        position: text
        for position, (text, _) in odd.items()
        if text and position not in unknown and position not in read
    }
    if "date" in spec.type:
        result = _dates(column, spec, rest, odd, ask)
        read |= result.texts
        unknown |= result.unknown
    else:
        cleaner = _cleaner(spec)
        read |= {position: cleaner(text) for position, text in rest.items()}
    return _changed(column, spec, odd | read, odd, unknown, changes)


def _dates(column: Column, spec: ColumnSpec, texts: dict[int, str], odd: Container[int], ask: dates.Ask) -> dates.Read:
    """The dates of the column; those of which parts are unknown (ZZ) are read only in upper case."""
    parts = (
        {position: _upper(text) for position, text in texts.items() if "ZZ" in text.upper()}
        if spec.type == "partial date"
        else {}
    )
    usual = {position: text for position, text in enumerate(column.values) if position not in odd}
    result = dates.read({position: text for position, text in texts.items() if position not in parts}, usual, ask)
    result.texts |= parts
    return result


def _fillers(column: Column, spec: ColumnSpec, odd: dict[int, tuple[str, str | None]]) -> list[int]:
    """Positions of texts such as NULL, if they stand in every cell of the column that would be blank, and no id or free
    text is expected.
    """
    if spec.type == "id" or (spec.type == "text" and not spec.codes):
        return []
    # What is plain has no small letters, so it needs no look of its own.
    if _FILLERS.isdisjoint(column.values) and not any(text.upper() in _FILLERS for text, _ in odd.values()):
        return []
    texts = {position: odd.get(position, (text,))[0] for position, text in enumerate(column.values)}
    positions = [position for position, text in texts.items() if text.upper() in _FILLERS]
    if not positions:
        return []
    blank = np.array([not text for text in texts.values()])
    return [] if blank[column.codes].any() else positions


def _changed(
    column: Column,
    spec: ColumnSpec,
    read: dict[int, tuple[str, str | None]],
    trimmed_texts: dict[int, tuple[str, str | None]],
    unknown: set[int],
    changes: dict[str, Changes],
) -> Column:
    """The column with those texts at those positions; counts them in `changes`."""
    if not read:
        return column
    values = list(column.values)
    counts = np.bincount(column.codes, minlength=len(values))
    changed = False
    for position, (text, why) in read.items():
        why = why or trimmed_texts.get(position, ("", None))[1]
        values[position] = text
        changed |= text != column.values[position]
        if why is not None and counts[position] and position not in unknown:
            change = changes.setdefault(why, Changes())
            if not change.cells:
                change.row = int(np.argmax(column.codes == position))
            _add(change, int(counts[position]), spec.name, column.values[position], text)
    is_unknown = [position in unknown for position in range(len(values))] if unknown else None
    if not changed:
        return column if is_unknown is None else Column(column.codes, column.values, None, is_unknown)
    return Column(column.codes, values, column.values, is_unknown)


def _add(change: Changes, cells: int, name: str, written: str, text: str) -> None:
    if not change.cells:
        change.example = (written, text)
    change.cells += cells
    if name not in change.columns:
        change.columns += (name,)


def notes(changes: dict[str, Changes], lines: np.ndarray) -> list[str]:
    """What was changed, in sentences; `lines` has the line of each row."""
    return [
        *(sentence(changes[why]) for why, sentence in _SENTENCES.items() if why in changes),
        *(
            sentence(changes[why], int(lines[changes[why].row]))
            for why, sentence in _IN_DOUBT.items()
            if why in changes
        ),
    ]


def _dates_said(change: Changes) -> str:
    return f"{count(change.cells, 'date')} written as {shortened(change.example[0])} read as {change.example[1]}."


def _serials_said(change: Changes) -> str:
    return (
        f"{count(change.cells, 'date')} written as {shortened(change.example[0])}, Excel’s number for a day, read as"
        f" {change.example[1]}."
    )


def _fillers_said(change: Changes) -> str:
    return (
        f"“{shortened(change.example[0])}” read as blank in {count(change.cells, 'cell')} of {names(change.columns)}."
    )


def _doubtful(change: Changes, line: int) -> str:
    consequence = (
        "it counts as no date until it is fixed" if change.cells == 1 else "they count as no date until they are fixed"
    )
    wrong = "1 value isn’t a valid date" if change.cells == 1 else f"{change.cells:,} values aren’t valid dates"
    return f"{wrong}{_such(change, line)}: {consequence}."


def _month_first(change: Changes, line: int) -> str:
    sentence = (
        f"{count(change.cells, 'date')} of {names(change.columns)} can only be meant with the month"
        f" first{_such(change, line)}."
    )
    return (
        f"{sentence} Others there may have day and month the wrong way round and look right: export the file again with"
        " dates as dd/mm/yyyy."
    )


def _such(change: Changes, line: int) -> str:
    example = f"{names([change.example[0]])} in line {line:,}"
    return f" ({example})" if change.cells == 1 else f", such as {example}"


def _cut_short(change: Changes, line: int) -> str:
    cut = f"{count(change.cells, 'value')} of {names(change.columns)} cut short by Excel{_such(change, line)}"
    return f"{cut}: kept as written. Export that column again as text."


_SENTENCES: dict[str, Callable[[Changes], str]] = {
    SPACES: lambda change: f"Spaces around values left out in {count(change.cells, 'cell')}.",
    UPPER: lambda change: f"Lower-case codes read as upper case in {count(change.cells, 'cell')}.",
    QUOTES: lambda change: (
        f"Quotation marks round values, or apostrophes before them, left out in {count(change.cells, 'cell')}."
    ),
    FILLER: _fillers_said,
    DECIMAL: lambda change: (
        f"{names(change.columns)} written as {change.example[0].strip()} read as {change.example[1]} in"
        f" {count(change.cells, 'cell')}."
    ),
    DATE: _dates_said,
    SERIAL: _serials_said,
}
_IN_DOUBT: dict[str, Callable[[Changes, int], str]] = {
    SCIENTIFIC: _cut_short,
    DOUBT: _doubtful,
    MONTH_FIRST: _month_first,
}  # where one should look
