"""Columns whose names are nearly those of the return: REASON_PLACE_CHNAGE. Each is asked about, never taken unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from check903.model.table import Column
from check903.reading import recognise, values
from check903.reading.phrases import all_of, count, names
from check903.reference import codes, schema
from check903.reference.schema import ColumnSpec

_LONG = 10  # letters from which two may be wrong
_SHORT = 4  # letters up to which the values must be the column's: SEN is one letter from SEX
_FORMS = {
    "postcode": re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"),
    "number": re.compile(r"-?\d+(\.\d+)?"),
    "UPN": re.compile(r"[A-Z]\d{11}[A-Z\d]|UN\d"),
    "URN": re.compile(r"SC\d{6}|\d{6,7}|X{7}"),
    "LA_PERM": re.compile(r"\d{3}|[A-Z]{3,4}"),
}


@dataclass(frozen=True)
class Misspelt:
    """A column of a file that may be meant for one of the return: where it stands, its name as written, the column, and
    how they differ.
    """

    position: int
    written: str
    column: str
    how: str


def of_table(written: list[str], spec: schema.TableSpec, columns: Iterable[str]) -> list[Misspelt]:
    """The names that can be meant for one column that was not found, and for no other; no two of them for the same."""
    near = [slip for position, name in enumerate(written) if (slip := _meant(position, name, spec, set(columns)))]
    return [slip for slip in near if sum(other.column == slip.column for other in near) == 1]


def _meant(position: int, written: str, spec: schema.TableSpec, columns: set[str]) -> Misspelt | None:
    key = recognise.key(written)
    if len(key) < 3 or recognise.is_known(key):
        return None
    near = {column: known for column in spec.names for known in recognise.spellings(column) if _is_near(key, known)}
    if len(near) != 1:
        return None
    ((column, known),) = near.items()
    return None if column in columns else Misspelt(position, written, column, _how(key, known))


def _is_near(written: str, known: str) -> bool:
    allowed = 0 if len(known) < 3 else 1 if len(known) < _LONG else 2
    return abs(len(written) - len(known)) <= allowed and _distance(written, known) <= allowed


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out, replaced or changed with their neighbour to make the one word the
    other.
    """
    before, row = [], list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        earlier, before, row = before, row, [number]
        for position, wanted in enumerate(other, 1):
            row.append(min(before[position] + 1, row[-1] + 1, before[position - 1] + (letter != wanted)))
            if number > 1 and position > 1 and letter == other[position - 2] and one[number - 2] == wanted:
                row[-1] = min(row[-1], earlier[position - 2] + 1)
    return row[-1]


def _how(written: str, known: str) -> str:
    if _distance(written, known) > 1:
        return "Two letters differ."
    if len(written) != len(known):
        return "One letter is missing." if len(written) < len(known) else "There is one letter too many."
    return "Two letters have changed places." if sorted(written) == sorted(known) else "One letter differs."


# -- do the values fit? -----------------------------------------------------------------------------------------------


def evidence(slip: Misspelt, column: Column, spec: ColumnSpec) -> str | None:
    """What the names and the values say for it, in a line; None if the values speak against it."""
    counts = np.bincount(column.codes, minlength=len(column.values))
    texts = {text: int(cells) for text, cells in zip(values.clean(column, spec, {}).values, counts) if text and cells}
    filled = sum(texts.values())
    test = _test(spec)
    if test is None or not filled:
        return None if len(spec.name) <= _SHORT else f"{slip.how} {'' if filled else 'It holds no values.'}".strip()
    fitting = {text: cells for text, cells in texts.items() if test(text)}
    number = sum(fitting.values())
    if 2 * number < filled:
        return None
    which = all_of(filled) if number == filled else f"{number:,} of {count(filled, 'value')}"
    kind = "a date" if "date" in spec.type else "permitted there"
    verb = f"is {kind}" if filled == 1 else "are dates" if "date" in spec.type else "are permitted there"
    return f"{slip.how} {which} {verb}, such as {names(list(fitting)[:2])}."


def _test(spec: ColumnSpec):
    """Tells whether a text fits the column; None if any does."""
    form = _FORMS.get(spec.name) or _FORMS.get(spec.type)
    if form:
        return lambda text: form.fullmatch(text.upper()) is not None
    if "date" in spec.type:
        return lambda text: (
            values.clean_date(text)[1] not in (values.DOUBT, values.MONTH_FIRST)
            or bool(re.search(r"\d[/.-]\d", text))
            or "ZZ" in text
        )
    listed = spec.codes
    return (lambda text: bool(codes.meaning(listed, text))) if listed else None
