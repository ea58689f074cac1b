"""Ofsted's list of providers, in all the layouts that councils have been sent: columns found by name, sheets by their columns."""

from __future__ import annotations

from dataclasses import dataclass

from check903.reading import values
from check903.reading.grid import Grid
from check903.reading.recognise import CHILD_NAMES, PROVIDER_COLUMNS, key
from check903.reading.result import Part
from check903.reading.words import count, names

COLUMNS = ("URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_NAME")

_SUPPORTED = ("SUPPORTEDACCOMMODATION", "SAPROVIDER")  # in the sheet's name or the provider's type
_SUPPORTED_PLACE, _SUPPORTED_PROVIDER = "K3", "PR4"


@dataclass(frozen=True)
class ProviderList:
    """The list as `check903.providers.Providers` takes it.

    columns  name -> one text per row, for each of COLUMNS. Codes: several parted by commas. REG_END: dd/mm/yyyy, "" while registered.
             POSTCODE: upper case, no spaces. URN: upper case. A provider may stand on several rows.
    """

    columns: dict[str, list[str]]

    def __len__(self) -> int:
        return len(self.columns["URN"])

    @classmethod
    def joined(cls, lists: list[ProviderList]) -> ProviderList:
        """The lists laid end to end."""
        if len(lists) == 1:
            return lists[0]
        return cls({name: [text for one in lists for text in one.columns[name]] for name in COLUMNS})


def is_provider_sheet(grid: Grid) -> bool:
    """True for a grid with URN and something to say about it, and without children."""
    keys = {key(name) for name in grid.names}
    told = sum(not keys.isdisjoint(PROVIDER_COLUMNS[name]) for name in ("PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE"))
    return "URN" in keys and told > 0 and keys.isdisjoint(CHILD_NAMES)


def part_of(grids: list[Grid]) -> Part:
    """The provider list in the sheets of one file, for all of which `is_provider_sheet` is true."""
    sheets = [_sheet(grid) for grid in grids]
    addresses = [sheet for sheet in sheets if not (sheet.keys() & {"PLACE_CODES", "PROVIDER_CODES", "REG_END"})]
    settings = [sheet for sheet in sheets if sheet not in addresses]
    if settings and addresses:
        sheets = [_with_addresses(sheet, addresses) for sheet in settings]
    content = ProviderList({name: [text for sheet in sheets for text in sheet.get(name, [""] * len(sheet["URN"]))] for name in COLUMNS})
    return Part("providers", rows=len(content), content=content, notes=_notes(grids, sheets, content), label=grids[0].label)


def _sheet(grid: Grid) -> dict[str, list[str]]:
    """The sheet's columns that the list wants, cleaned, one text per row with a URN."""
    at = {key(name): position for position, name in reversed(list(enumerate(grid.names)))}
    sheet = {}
    for name, spellings in PROVIDER_COLUMNS.items():
        there = [at[spelling] for spelling in spellings if spelling in at]
        if not there:
            continue
        column = grid.columns[there[0]]
        cleaned = [_CLEANERS[name](values.trimmed(text)[0]) for text in column.values]
        sheet[name] = [cleaned[code] for code in column.codes.tolist()]
    blank = [""] * len(grid)
    sheet_supported = _is_supported(grid.label)
    supported = [sheet_supported or _is_supported(text) for text in sheet.pop("TYPE", blank)]
    for name, default in (("PLACE_CODES", _SUPPORTED_PLACE), ("PROVIDER_CODES", _SUPPORTED_PROVIDER)):
        if any(supported):
            sheet[name] = [text or default * is_supported for text, is_supported in zip(sheet.get(name, blank), supported)]
    kept = [row for row, urn in enumerate(sheet["URN"]) if urn]
    return {name: [texts[row] for row in kept] for name, texts in sheet.items()}


def _is_supported(text: str) -> bool:
    return any(word in key(text) for word in _SUPPORTED)


def _with_addresses(sheet: dict[str, list[str]], addresses: list[dict[str, list[str]]]) -> dict[str, list[str]]:
    """The sheet joined on URN with the sheets of addresses: a row for each address of the setting, or one without."""
    by_urn: dict[str, list[dict[str, str]]] = {}
    for address in addresses:
        for row, urn in enumerate(address["URN"]):
            by_urn.setdefault(urn, []).append({name: texts[row] for name, texts in address.items()})
    joined: dict[str, list[str]] = {name: [] for name in COLUMNS}
    for row, urn in enumerate(sheet["URN"]):
        own = {name: texts[row] for name, texts in sheet.items()}
        for address in by_urn.get(urn, [{}]):
            for name in COLUMNS:
                joined[name].append(own.get(name) or address.get(name, ""))
    return joined


def _codes(text: str) -> str:
    return ",".join(filter(None, (code.strip() for code in text.upper().replace("/", ",").split(","))))


def _urn(text: str) -> str:
    return values.without_decimals(text).upper()


_CLEANERS = {
    "URN": _urn,
    "PLACE_CODES": _codes,
    "PROVIDER_CODES": _codes,
    "REG_END": lambda text: values.clean_date(text)[0],
    "POSTCODE": lambda text: "".join(text.split()).upper(),
    "LA_NAME": str,
    "TYPE": str,
}


def _notes(grids: list[Grid], sheets: list[dict[str, list[str]]], content: ProviderList) -> list[str]:
    closed = len({urn for urn, end in zip(content.columns["URN"], content.columns["REG_END"]) if end})
    notes = [f"{count(len(set(content.columns['URN'])), 'provider')}, {closed:,} of them closed."]
    if len(grids) > 1:
        notes.insert(0, f"{len(grids)} sheets: {names(grid.label for grid in grids)}.")
    missing = [said for name, said in _SAID.items() if not any(any(sheet.get(name, ())) for sheet in sheets)]
    if missing:
        notes.append(f"Not found in it: {names(missing)}. The rules go on without.")
    return notes


_SAID: dict[str, str] = {
    "PLACE_CODES": "placement codes", "PROVIDER_CODES": "provider codes", "REG_END": "closing dates", "POSTCODE": "postcodes",
}

