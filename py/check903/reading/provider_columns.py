"""Which column of Ofsted's list is which: by the key words of its name, and by its values where names can be meant
either way.

Names drift from year to year ("Setting postcode", "Setting address postcode", "Provider postcode"), and in older lists
"Provider Code" and
"Provider Placement Code" could each hold the kind of placement or PR0 to PR5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from check903.model.dates import parse_date
from check903.model.providers import codes_in
from check903.model.table import Column
from check903.reading import values
from check903.reference import codes

_SETTING = {"SETTING", "PREMISES", "HOME", "LOCATION", "SERVICE", "SITE"}
_PROVIDER = {"PROVIDER", "ORGANISATION", "AGENCY"}
# Words of columns about somebody or something else than the setting: an owner's postcode is no home's.
_ELSE = set(
    "OWNER OWNERS OWNING PARENT PREVIOUS FORMER LINKED HEAD OFFICE CONTACT CORRESPONDENCE MANAGER COMPANY TRUST"
    " REGIONAL INSPECTION INSPECTED STATUS SCHOOL ESTABLISHMENT".split()
)
_LONGEST_NAME = 60

_NUMBER = re.compile(
    r"OFSTED(URN|NUMBER|NO|ID|REFERENCE|REFERENCENUMBER)|UNIQUEREFERENCE(NUMBER|NO)?|URN(NUMBER|NO|OFSTED)?"
)
_ENDS = re.compile(r"DEREG|CLOS(E|ED|URE|ING)(?!NES)|CANCEL|CEASE|RESIGN|REGISTRATIONEND|ENDDATE|DATEEND|TERMINAT")
_STARTS = re.compile(r"REGIST|OPEN|STARTDATE")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
_SEPARATORS = re.compile(r"[\s,;/&+|.()-]|AND|TO|OR")
# A cell that says that there is nothing: signs alone, or one of these words with any signs in it. One match a text,
# which fails at the first letter of nearly all; `*+` never tries again with fewer signs.
_SIGNS = r"[\W_]*+"
_WORDS = ("NOTAPPLICABLE", "NA", "NONE", "NULL", "NIL", "NOTKNOWN", "UNKNOWN", "BLANK")
_NOTHING = re.compile(f"{_SIGNS}(?:{'|'.join(map(_SIGNS.join, _WORDS))})?{_SIGNS}", re.IGNORECASE)


def cleaned(text: str) -> str:
    """The text of a cell of the list: no spaces at the ends, and blank where it says that there is nothing ("-", "n/a",
    "Not applicable").
    """
    return "" if _NOTHING.fullmatch(text) else values.trimmed(text)[0]


def is_named(name: str) -> bool:
    """True if the name is one that a column of Ofsted's list could have."""
    return bool(_meanings(name))


@dataclass(frozen=True, eq=False)
class Cells:
    """A column of a sheet, its distinct texts cleaned once, however many columns of the list it might be."""

    name: str
    column: Column

    @cached_property
    def clean(self) -> list[str]:
        """Each of `column.values` as `cleaned` gives it."""
        return list(map(cleaned, self.column.values))

    @cached_property
    def rows(self) -> np.ndarray:
        """In how many rows each of `column.values` stands."""
        return np.bincount(self.column.codes, minlength=len(self.column.values))

    @cached_property
    def _filled(self) -> np.ndarray:
        """The same, 0 for blanks."""
        return self.rows * np.fromiter(map(bool, self.clean), bool)

    def share(self, test: Callable[[str], bool]) -> float | None:
        """Which part of the filled cells passes the test, 0 to 1; None where none is filled."""
        filled = self._filled.sum()
        return float(self._filled[np.fromiter(map(test, self.clean), bool)].sum() / filled) if filled else None


def find(names: Sequence[str], columns: Sequence[Column]) -> dict[str, Cells]:
    """The list's columns, by their names in `providers.COLUMNS`, as far as they are there.

    names, columns  of a sheet, of equal length; a column counts as there only if its values are of its kind
    """
    cells = list(map(Cells, names, columns))
    places = {name: best for name in _KINDS if (best := _best(name, cells)) is not None}
    return {**places, **_code_columns(cells)}


# -- by name ----------------------------------------------------------------------------------------------------------


@lru_cache(4096)
def _meanings(name: str) -> dict[str, int]:
    """What a column of this name may be: column -> rank, the smaller the likelier."""
    words = re.findall(r"[A-Z0-9]+", name.upper()) if len(name) <= _LONGEST_NAME else []
    if not _ELSE.isdisjoint(words):
        return {}
    squeezed, near = "".join(words), _nearness(set(words))
    return {column: rank for column, says in _NAMES.items() if (rank := says(set(words), squeezed, near)) is not None}


def _nearness(words: set[str]) -> int:
    """0: the name speaks of the setting; 1: of nothing in particular; 2: of the provider, who may have several
    settings.
    """
    return 0 if words & _SETTING else 2 if words & _PROVIDER else 1


def _is_number(words: set[str], squeezed: str, near: int) -> int | None:
    if squeezed == "URN":
        return 0
    return 1 + near if "URN" in words or _NUMBER.fullmatch(re.sub("^(SETTING|PROVIDER|HOME)S?", "", squeezed)) else None


def _is_name(words: set[str], squeezed: str, near: int) -> int | None:
    other = words & {"LOCAL", "AUTHORITY", "LA", "COUNCIL", "REGION", "WARD", "CONSTITUENCY"}
    return near if "NAME" in words and not other else None


def _is_type(words: set[str], squeezed: str, near: int) -> int | None:
    of_what = words & {"PROVIDER", "PROVISION", "SETTING", "SERVICE", "REGISTRATION"} or squeezed == "TYPE"
    return near if "TYPE" in words and of_what and not words & {"PLACEMENT", "SUB", "DATE"} else None


def _is_place_codes(words: set[str], squeezed: str, near: int) -> int | None:
    return (
        int("PROVIDER" in words)
        if "CODE" in squeezed and "PLACEMENT" in squeezed and "POSTCODE" not in squeezed
        else None
    )


def _is_provider_codes(words: set[str], squeezed: str, near: int) -> int | None:
    if "CODE" not in squeezed or "PROVIDER" not in squeezed or "POSTCODE" in squeezed:
        return None
    return 0 if "PLACEMENTPROVIDER" in squeezed else 2 if "PLACEMENT" in squeezed else 1


def _is_postcode(words: set[str], squeezed: str, near: int) -> int | None:
    return near if "POSTCODE" in squeezed or "POSTALCODE" in squeezed else None


def _is_council(words: set[str], squeezed: str, near: int) -> int | None:
    council = "LOCALAUTHORITY" in squeezed or "COUNCIL" in words or squeezed in ("LA", "LANAME")
    return near if council and not words & {"CODE", "NUMBER", "NO", "ID"} else None


def _is_end(words: set[str], squeezed: str, near: int) -> int | None:
    return int("DATE" not in words) if _ENDS.search(squeezed) else None


def _is_start(words: set[str], squeezed: str, near: int) -> int | None:
    return (
        0
        if _STARTS.search(squeezed) and words & {"DATE", "REGISTERED", "OPENED"} and not _ENDS.search(squeezed)
        else None
    )


_NAMES: dict[str, Callable[[set[str], str, int], int | None]] = {
    "URN": _is_number,
    "SETTING": _is_name,
    "TYPE": _is_type,
    "PLACE_CODES": _is_place_codes,
    "PROVIDER_CODES": _is_provider_codes,
    "POSTCODE": _is_postcode,
    "LA_NAME": _is_council,
    "REG_START": _is_start,
    "REG_END": _is_end,
}

# -- by values --------------------------------------------------------------------------------------------------------


def _is_day(text: str) -> bool:
    return not np.isnat(parse_date(values.clean_date(text)[0]))


_KINDS: dict[str, Callable[[str], bool]] = {
    "URN": lambda text: len(text) <= 15 and any(map(str.isdigit, text)),
    "SETTING": lambda text: not text.isdigit(),
    "TYPE": lambda text: not text.isdigit(),
    "POSTCODE": lambda text: _POSTCODE.fullmatch("".join(text.split()).upper()) is not None,
    "LA_NAME": lambda text: not text.isdigit(),
    "REG_START": _is_day,
    "REG_END": _is_day,
}


def _best(name: str, cells: list[Cells]) -> Cells | None:
    """The likeliest column of that name whose values are mostly of its kind.

    No setting need have closed: a column of closing dates may be blank, but one with dates goes before it.
    """
    named = [one for one in cells if name in _meanings(one.name)]
    shares = [one.share(_KINDS[name]) for one in named]
    fitting = [one for one, share in zip(named, shares) if (share or 0) >= 0.5]
    if not fitting and name == "REG_END":
        fitting = [one for one, share in zip(named, shares) if share is None]
    return min(fitting, key=lambda one: _meanings(one.name)[name], default=None)


def _code_columns(cells: list[Cells]) -> dict[str, Cells]:
    """PLACE_CODES and PROVIDER_CODES: what the values say goes before what the names say."""
    places = {}
    for name, is_code in _CODES.items():
        fitting = [one for one in cells if _are_codes(one, is_code)]
        if fitting:
            places[name] = min(fitting, key=lambda cells_of: _meanings(cells_of.name).get(name, 9))
    return places


_CODES: dict[str, Callable[[str], bool]] = {
    "PLACE_CODES": lambda code: bool(codes.meaning("PLACE", code)),
    "PROVIDER_CODES": lambda code: bool(re.fullmatch("PR[0-5]", code)),
}


def _are_codes(cells: Cells, is_code: Callable[[str], bool]) -> bool:
    """True if most cells hold codes of that kind; if the column's name says nothing about it, then nothing else
    either.
    """
    called_code = bool(re.search(r"(?<!POST)(?<!POST )(?<!POSTAL )CODE", cells.name.upper()))
    if not called_code and _meanings(cells.name):
        return False
    return (cells.share(lambda text: _holds(text, is_code, not called_code)) or 0) >= 0.5


def _holds(text: str, is_code: Callable[[str], bool], only: bool) -> bool:
    """True if the codes in the text are of that kind; `only`: and it holds nothing else."""
    there = codes_in(text)
    rest = _SEPARATORS.sub("", re.sub(r"[A-Z]{1,2}\d{1,2}", "", text.upper())) if only else ""
    return bool(there) and not rest and all(map(is_code, there))
