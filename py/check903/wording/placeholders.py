"""What the {placeholders} of the rules' words stand for.

{DECOM}            the cell of the row at fault; {before.DECOM} of a partner, by the name that the rule gave it
{placement}        the meaning of a code: PLACE here, with its partner's name before it as well ({before.placement})
{SDQ_REASON.meaning}  the meaning of that column's code
{current.DECOM}    of the row itself, where the rule names both rows of a pair: `current` is Episodes ...
                   (at_fault._CALLED)
{days}             a value of the rule or of its words
{year_start}, {setting}, {age}  worked out here: see the functions below

Dates are dd/mm/yyyy on the page and 3 May 2026 in letters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from check903.model.arrays import once_each
from check903.model.columns import Dates, Text, age_on, as_dates
from check903.model.dates import add, years
from check903.model.rows import Rows
from check903.model.text import day_text, long_date
from check903.reference import authorities, codes, schema


@dataclass(frozen=True)
class Style:
    """How a text is filled: what an empty cell is called, whether dates are written out, and whether codes have short
    plain words.
    """

    nothing: str
    letter: bool = False


PAGE, CAUSE, LETTER = Style("blank"), Style("blank"), Style("not filled in", letter=True)

_CODES = {
    "placement": "PLACE",
    "provider": "PLACE_PROVIDER",
    "legal_status": "LS",
    "reason_new": "RNE",
    "reason_ended": "REC",
    "reason_move": "REASON_PLACE_CHANGE",
    "need": "CIN",
    "took_part": "REVIEW_CODE",
    "contact": "IN_TOUCH",
    "activity": "ACTIV",
    "accommodation": "ACCOM",
    "ethnic_origin": "ETHNIC",
    "sex": "SEX",
}
# Words for a letter where the list's own are not those that one would write.
_IN_LETTERS = {
    "SEX": {"M": "male", "1": "male", "F": "female", "2": "female", "U": "not known"},
    "RNE": {
        "S": "coming into care",
        "L": "only the legal status changed",
        "P": "a move to other carers",
        "T": "another placement with the same carers",
        "B": "a move to other carers and a new legal status",
        "U": "another placement with the same carers and a new legal status",
    },
    "REC": {"X1": "care goes on"},
    "LS": {"V3": "short breaks", "V4": "short breaks"},
    "PLACE": {
        "T0": "temporary move",
        "Z1": "other placement",
        "Z11": "other placement",
        "Z12": "other placement",
        "Z13": "other placement",
        "Z14": "other placement",
        "K2": "children’s home",
        "U3": "foster care with relative or friend, not long term",
        "U6": "foster care with other carer, not long term",
        "A1": "an adoption placement",
        "A2": "an adoption placement",
    },
    "PLACE_PROVIDER": {
        "PR0": "the parents",
        "PR1": "our own council",
        "PR2": "another council",
        "PR4": "a private company",
        "PR3": "another public body, such as the NHS",
        "PR5": "a voluntary organisation",
    },
    "SDQ_REASON": {"SDQ4": "another reason"},
}
_COUNTRIES = {"SCO": "Scotland", "WAL": "Wales", "NIR": "Northern Ireland"}

_NO_NUMBER = {"XXXXXXX": "“none”"}  # what stands for a setting that needs no Ofsted number, in letters


def texts(seen, name: str, style: Style, rows: np.ndarray, quoted: bool = False) -> list[str]:
    """The placeholder's text for the rows of `seen` at positions `rows`; "" where it has none. KeyError for a name that
    stands for nothing.
    """
    partner, dot, word = name.partition(".")
    side = seen.rows
    if dot and word == "meaning":
        return meanings(side.take(rows), partner, style, seen.r)
    if dot:
        side = seen.row(partner)
        if side is None:
            raise KeyError(f"{{{name}}}: the rule gives no partner called {partner}")
    else:
        word = name
    if word.isupper():
        written = cells(getattr(side.take(rows), word), style, quoted)
        return [_NO_NUMBER.get(text, text) for text in written] if style.letter and word == "URN" else written
    if word.endswith(".meaning"):
        return meanings(side.take(rows), word.removesuffix(".meaning"), style, seen.r)
    if not dot and (word in seen.values or (seen._words and word in seen._words.values)):
        return said(getattr(seen, word)[rows], style)
    if word in _CODES:
        return meanings(side.take(rows), _CODES[word], style, seen.r)
    if word in _OF_THE_YEAR:
        return [day(_OF_THE_YEAR[word](seen.r), style)] * len(rows)
    if word in _OF_A_ROW:
        return said(_OF_A_ROW[word](seen.r, side.take(rows)), style)
    raise KeyError(f"{{{name}}} stands for nothing")


def nothing(name: str, style: Style, as_object: bool) -> str:
    """What is said of an empty cell: "not filled in", and in a letter after a preposition "from a day that is not
    filled in".
    """
    if not (style.letter and as_object):
        return style.nothing
    column = name.rpartition(".")[2]
    what = "a postcode" if column.endswith("_POST") else "a number" if column in ("URN", "UPN") else "a day"
    return f"{what} that is {style.nothing}"


# -- as text -----------------------------------------------------------------------------------------------------------


def day(value: np.datetime64, style: Style) -> str:
    """A day as the style has it; "" for NaT."""
    if np.isnat(value):
        return ""
    date: dt.date = value.astype("datetime64[D]").item()
    return long_date(date) if style.letter else day_text(date)


def days(values: np.ndarray, style: Style) -> list[str]:
    """The same of an array, each day worked out once."""
    each, which = np.unique(values, return_inverse=True)
    texts = [day(value, style) for value in each]
    return [texts[number] for number in which.tolist()]


def cells(column: Text, style: Style, quoted: bool = False) -> list[str]:
    """The column's cells; real dates as the style has them, what is no date in quotation marks.

    quoted  the cell stands in quotation marks anyway: as it was written
    """
    written = column.texts()
    if quoted or not isinstance(column, Dates):
        return written
    return [said or (text and f"“{text}”") for said, text in zip(days(column.value, style), written)]


def meanings(rows: Rows, name: str, style: Style, r) -> list[str]:
    """What the column's codes mean, small first letter; "" for what is no code."""
    column = getattr(rows, name)
    listed = rows.base.spec.column(name).codes or ""
    known = {
        code: _meaning(listed, name, column.base.values[code], style, r.collection.year)
        for code in once_each(column.codes).tolist()
    }
    return [known[code] for code in column.codes.tolist()]


def _meaning(listed: str, column: str, code: str, style: Style, year: int) -> str:
    if style.letter and column == "PLACE" and not codes.meaning(listed, code):
        return "a placement whose kind is not " + ("known" if code else "filled in")
    if (style.letter or column == "SEX") and code in _IN_LETTERS.get(column, {}):
        return _IN_LETTERS[column][code]
    text = codes.meaning(listed, code).replace(" (meaning not confirmed)", "")
    if style.letter or column in ("RNE", "REC"):  # what stands in brackets there would fill a sentence
        text = text.partition(" (")[0]
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def said(values: np.ndarray, style: Style) -> list[str]:
    """Values of a rule as text: dates as the style has them, numbers without needless decimals, "" for what is not
    known.
    """
    if values.dtype.kind == "M":
        return days(values, style)
    if values.dtype.kind == "f":
        return [
            "" if np.isnan(value) else f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
            for value in values.tolist()
        ]
    return [f"{value:,}" if isinstance(value, int) else str(value) for value in values.tolist()]


# -- worked out
# ---------------------------------------------------------------------------------------------------------

_OF_THE_YEAR: dict[str, Callable] = {
    "year_start": lambda r: r.start,
    "year_end": lambda r: r.end,
    "last_year_start": lambda r: r.start_of_last_year,
    "school_cutoff": lambda r: r.august_before,
    "last_year_end": lambda r: r.start - np.timedelta64(1, "D"),
}
_OF_A_ROW: dict[str, Callable] = {}


def _of_a_row(function: Callable) -> Callable:
    """Register a function of the return and some rows as the placeholder of its name."""
    _OF_A_ROW[function.__name__] = function
    return function


def born(r, rows: Rows) -> np.ndarray:
    """Each row's child's date of birth: its own DOB where the table has one, else Header's; NaT where neither can be
    read.
    """
    if rows.base.name != "Header" and any(column.name == "DOB" for column in rows.base.spec.columns):
        return as_dates(rows.DOB.or_else(as_dates(rows.first_of(r.Header).DOB)))
    return as_dates(rows.DOB if rows.base.name == "Header" else rows.first_of(r.Header).DOB)


def age_in_words(birth, on) -> np.ndarray:
    """Age in full years on a day, "under 1" for 0, "not yet born" before; "" where either is not known."""

    def in_words(age: float) -> str:
        return "" if np.isnan(age) else "not yet born" if age < 0 else "under 1" if age < 1 else f"{age:.0f}"

    return np.array([in_words(age) for age in age_on(birth, on)], object)


@_of_a_row
def mother(r, rows: Rows) -> np.ndarray:
    """What Header's MOTHER says: “0, no”, “1, yes” or “blank”."""
    known = {"0": "0, no", "1": "1, yes"}
    return np.array([known.get(text, text) for text in cells(rows.MOTHER, PAGE)], object)


@_of_a_row
def age(r, rows: Rows) -> np.ndarray:
    """Age at the start of the episode."""
    return age_in_words(born(r, rows), rows.DECOM)


@_of_a_row
def age_at_start(r, rows: Rows) -> np.ndarray:
    """Age on the first day of the year."""
    return age_in_words(born(r, rows), r.start)


@_of_a_row
def age_at_end(r, rows: Rows) -> np.ndarray:
    """Age on the last day of the year."""
    return age_in_words(born(r, rows), r.end)


@_of_a_row
def council(r, rows: Rows) -> np.ndarray:
    """Name of the council, or country, in which the placement lies."""
    if not r.has_column(rows.base.name, "PL_LA"):
        return np.full(len(rows), "", object)
    return np.array([_council_or_country(code) for code in cells(rows.PL_LA, PAGE)], object)


@_of_a_row
def home_council(r, rows: Rows) -> np.ndarray:
    """Name of the council in which the home postcode lies."""
    written = cells(rows.HOME_POST, PAGE)
    known = councils(r, written)
    return np.array([known.get(text, "") for text in written], object)


def councils(r, postcodes: Iterable[str]) -> dict[str, str]:
    """Postcode -> name of the council, or country, in which it lies, "" if the directory doesn't know it; empty without
    a directory.
    """
    distinct = list(dict.fromkeys(postcodes))
    if r.postcodes is None:
        return {}
    return dict(zip(distinct, map(_council_or_country, r.postcodes.lookup(distinct).authority)))


def _council_or_country(code: str) -> str:
    return authorities.name(code) or _COUNTRIES.get(code, "")


@_of_a_row
def setting(r, rows: Rows) -> np.ndarray:
    """Name of the setting that Ofsted's list gives for the Ofsted number; "" without a list."""
    listed = rows if rows.name == schema.LIST.name else r.entry(rows.URN) if r.has_list else None
    return np.array(cells(listed.SETTING, PAGE) if listed is not None else [""] * len(rows), object)


@_of_a_row
def in_care_since(r, rows: Rows) -> np.ndarray:
    """First day of the child's latest period of care that the files show."""
    return rows.first_of(r.periods_of_care.latest).DECOM.value


@_of_a_row
def kind(r, rows: Rows) -> np.ndarray:
    """What a row of Missing says that the child was."""
    given = rows.MISSING.upper
    return np.select([given == "M", given == "A"], ["missing", "away without permission"], "missing or away")


def _birthday(number: int) -> None:
    _OF_A_ROW[f"birthday_{number}"] = lambda r, rows: add(born(r, rows), years(number))


for _number in (4, 10, 11, 14, 16, 17, 18, 25):
    _birthday(_number)


def column_labels() -> dict[str, str]:
    """Column -> how the page calls it, small first letter, for {blank_names} and the like."""
    labels = {}
    for spec in schema.TABLES.values():
        for column in spec.columns:
            label = column.label.removesuffix(" (URN)")
            labels[column.name] = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return labels
