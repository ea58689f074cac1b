"""Ofsted's list of providers, in all the layouts that councils have been sent: each sheet with its own columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from check903.model.dates import parse_date
from check903.model.providers import COLUMNS, SAID, codes_in
from check903.model.table import Column, Table
from check903.reading import provider_columns, recognise, values
from check903.reading.grid import Grid
from check903.reading.phrases import count, names, shortened
from check903.reading.provider_columns import Cells
from check903.reading.result import Part

# What a rule compares with; a sheet that has none of the first three is one of addresses.
COMPARED = ("PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE")
_LISTED = COLUMNS[:-1]  # without LA_CODE_INFERRED, which no list has

_SUPPORTED = ("SUPPORTEDACCOMMODATION", "SAPROVIDER")  # in the sheet's name or the provider's type
_OF_SUPPORTED = {
    "PLACE_CODES": "K3",
    "PROVIDER_CODES": "PR4",
}  # where the list says nothing; rule 219 knows K3 as H5 in older years
_FOSTERING = re.compile(r"foster|\bU[1-6]\b", re.IGNORECASE)  # in a type, or a placement code
_OF_A_RETURN = ("CHILD", "DOB", "DECOM", "RNE", "CIN", "HOME_POST")


@dataclass(frozen=True)
class Sheet:
    """What one sheet gave.

    name      the sheet's name; of a CSV file the file's
    settings  how many numbers (URN)
    closed    how many of them have closed
    gives     column (of `check903.model.providers.COLUMNS`) -> its name in the sheet, or "" where supported
              accommodation has it by nature
    lacks     of `COMPARED`: the columns of which nothing is known for this sheet's settings
    """

    name: str
    settings: int
    closed: int
    gives: dict[str, str]
    lacks: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ProviderList:
    """The list as `check903.model.providers.Providers.of_list` takes it.

    table   one row per row of the list with a URN, and all of its columns. Codes: several parted by commas. Dates:
    dd/mm/yyyy, REG_END ""
            while registered. POSTCODE: upper case, no spaces. URN: upper case. A provider may stand on several rows.
    told    for each of `COMPARED` bool per row: False where the row's sheet lacks the column
    sheets  what each sheet gave
    """

    table: Table
    told: dict[str, np.ndarray]
    sheets: tuple[Sheet, ...]

    def __len__(self) -> int:
        return len(self.table)

    @property
    def without_fostering(self) -> bool:
        """True for a list that says what its settings are, none of which is for foster placements."""
        kinds = [text for name in ("TYPE", "PLACE_CODES") for text in self.table.columns[name].values if text]
        return bool(kinds) and not any(_FOSTERING.search(text) for text in kinds)

    @property
    def closed_only(self) -> bool:
        """True for a list of closed settings: a number that isn't in it may well be registered."""
        return self.sheets != () and all(sheet.closed == sheet.settings for sheet in self.sheets)

    def postcodes_of(self, urns: set[str]) -> list[str]:
        """The postcodes of the rows with those numbers."""
        column = self.table.columns["URN"]
        wanted = np.array([urn in urns for urn in column.values])[column.codes]
        return self.table.columns["POSTCODE"].take(wanted).texts()

    @classmethod
    def joined(cls, lists: list[ProviderList]) -> ProviderList:
        """The lists laid end to end."""
        if len(lists) == 1:
            return lists[0]
        told = {name: np.concatenate([provider_list.told[name] for provider_list in lists]) for name in COMPARED}
        return cls(
            Table.joined([provider_list.table for provider_list in lists]),
            told,
            tuple(sheet for provider_list in lists for sheet in provider_list.sheets),
        )


@dataclass(frozen=True, eq=False)
class ProviderGrid:
    """A grid that is a sheet of the list, and where the list's columns are in it."""

    grid: Grid
    found: dict[str, Cells]


def provider_grid(grid: Grid) -> ProviderGrid | None:
    """The grid as a sheet of the list, if it has URN and something to say about it, and no children or episodes."""
    if recognise.columns_of(grid.names, _OF_A_RETURN):
        return None
    found = provider_columns.find(grid.names, grid.columns)
    return ProviderGrid(grid, found) if "URN" in found and not found.keys().isdisjoint(COMPARED) else None


def part_of(sheets: list[ProviderGrid]) -> Part:
    """The provider list in the sheets of one file."""
    content = ProviderList.joined([one.listed() for one in _with_addresses(list(map(_rows, sheets)))])
    part = Part("providers", rows=len(content), content=content, label=sheets[0].grid.label)
    part.notes = [*about_settings(content), *_about_cells(sheets)]
    part.looks = [*_about_settings_not_there(content), *about_lacks(content)]
    return part


@dataclass(eq=False)
class _Rows:
    """The rows of one sheet: each column that it gives, clean, and what is told, per row with a URN."""

    name: str
    where: str
    gives: dict[str, str]
    columns: dict[str, Column]
    told: dict[str, np.ndarray]
    lines: np.ndarray

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def is_addresses(self) -> bool:
        """True where the sheet only says where settings are."""
        return self.gives.keys().isdisjoint(COMPARED[:3])

    def take(self, rows: np.ndarray) -> _Rows:
        """Those rows, in that order."""
        columns = {name: column.take(rows).compact() for name, column in self.columns.items()}
        return replace(
            self, columns=columns, told={name: told[rows] for name, told in self.told.items()}, lines=self.lines[rows]
        )

    def column(self, name: str) -> Column:
        """The column, blank where the sheet hasn't got it."""
        return self.columns[name] if name in self.columns else Column.blank(len(self))

    def listed(self) -> ProviderList:
        """The rows as a list of their own."""
        columns = {name: self.column(name) for name in _LISTED}
        table = Table("Providers", columns, np.zeros(len(self), np.int32), self.lines, (self.where,))
        return ProviderList(table, self.told, (self._sheet(columns),))

    def _sheet(self, columns: dict[str, Column]) -> Sheet:
        urns, ends = columns["URN"], columns["REG_END"]
        ended = np.array([_is_day(text) for text in ends.values])[ends.codes]
        closed = set(urns.codes[ended].tolist()) - set(urns.codes[~ended].tolist())
        lacks = tuple(name for name in COMPARED if not self.told[name].all())
        return Sheet(self.name, len(urns.values) - 1, len(closed), self.gives, lacks)


def _rows(sheet: ProviderGrid) -> _Rows:
    grid, found = sheet.grid, sheet.found
    columns = {name: _column(name, cells) for name, cells in found.items()}
    gives = {name: shortened(cells.name) for name, cells in found.items()}
    told = {name: np.full(len(grid), name in found) for name in COMPARED}
    rows = _Rows(grid.label or grid.where, grid.where, gives, columns, told, grid.lines)
    _fill_in_supported(rows, _is_supported(grid.label))
    has_urn = columns["URN"].codes > 0
    return rows if has_urn.all() else rows.take(np.flatnonzero(has_urn))


def _column(name: str, cells: Cells) -> Column:
    """All rows' texts as the list has them."""
    distinct = Column.of(map(_CLEANERS.get(name, str), cells.clean))
    return Column(distinct.codes[cells.column.codes], distinct.values)


def _is_supported(text: str) -> bool:
    return any(word in recognise.key(text) for word in _SUPPORTED)


def _fill_in_supported(cells: _Rows, whole: bool) -> None:
    """Supported accommodation (the `whole` sheet, or by the type) has one kind of placement, and is private where
    nothing else is said.
    """
    types = cells.column("TYPE")
    supported = np.array([whole or _is_supported(text) for text in types.values])[types.codes]
    if not supported.any():
        return
    for name, code in _OF_SUPPORTED.items():
        column = cells.column(name)
        unsaid = np.flatnonzero(supported & (column.codes == 0)).tolist()
        cells.columns[name] = column.with_texts(dict.fromkeys(unsaid, code))
        cells.told[name] = cells.told[name] | supported
        if cells.told[name].all():
            cells.gives.setdefault(name, "")


def _with_addresses(sheets: list[_Rows]) -> list[_Rows]:
    """The sheets of settings, with the places that sheets of addresses give for them; and the addresses of other
    numbers.
    """
    addresses = [sheet for sheet in sheets if sheet.is_addresses]
    settings = [sheet for sheet in sheets if not sheet.is_addresses]
    if not settings or not addresses:
        return sheets
    by_urn: dict[str, list[dict[str, str]]] = {}
    for sheet in addresses:
        for urn, *texts in zip(*(column.texts() for column in (sheet.columns["URN"], *sheet.columns.values()))):
            by_urn.setdefault(urn, []).append(dict(zip(sheet.columns, texts)))
    listed = {urn for sheet in settings for urn in sheet.columns["URN"].values}
    others = [
        sheet.take(np.flatnonzero([urn not in listed for urn in sheet.columns["URN"].texts()])) for sheet in addresses
    ]
    gives = {name: heading for sheet in addresses for name, heading in sheet.gives.items()}
    return [_joined(sheet, by_urn, gives) for sheet in settings] + [sheet for sheet in others if len(sheet)]


def _joined(sheet: _Rows, by_urn: dict[str, list[dict[str, str]]], gives: dict[str, str]) -> _Rows:
    """The sheet with a row for each address of a setting, or one without."""
    addresses = [by_urn.get(urn, [{}]) for urn in sheet.columns["URN"].texts()]
    joined = sheet.take(np.repeat(np.arange(len(sheet)), [len(places) for places in addresses]))
    places = [place for several in addresses for place in several]
    joined.columns = {
        name: Column.of(text or place.get(name, "") for text, place in zip(joined.column(name).texts(), places))
        for name in _LISTED
    }
    joined.told = {
        name: told | np.array([name in place for place in places], bool) for name, told in joined.told.items()
    }
    joined.gives = {**gives, **sheet.gives}
    return joined


def _is_day(text: str) -> bool:
    return not np.isnat(parse_date(text))


_CLEANERS = {
    "URN": lambda text: values.without_decimals(text).upper(),
    "PLACE_CODES": lambda text: ",".join(codes_in(text)),
    "PROVIDER_CODES": lambda text: ",".join(codes_in(text)),
    "REG_START": lambda text: values.clean_date(text)[0],
    "REG_END": lambda text: values.clean_date(text)[0],
    "POSTCODE": lambda text: "".join(text.split()).upper(),
}

# -- what is said of it -----------------------------------------------------------------------------------------------


def about_settings(content: ProviderList) -> Iterator[str]:
    """What each sheet gave, in a sentence or two."""
    for sheet in content.sheets:
        where = f"Sheet {shortened(sheet.name)}: " if len(content.sheets) > 1 else ""
        given = [SAID[name] for name in _LISTED if name in sheet.gives]
        sentence = "Every column found" if len(given) == len(_LISTED) else f"Found: {', '.join(given)}"
        postcodes = f"; postcodes are those under “{sheet.gives['POSTCODE']}”" if "POSTCODE" in sheet.gives else ""
        yield f"{where}{count(sheet.settings, 'setting')}, {sheet.closed:,} of them closed. {sentence}{postcodes}."


def _about_cells(sheets: list[ProviderGrid]) -> Iterator[str]:
    """How cells were read that say the same in another way, and which could not be."""
    nothing, unread, several = Counter(), Counter(), Counter()
    for sheet in sheets:
        for name, cells in sheet.found.items():
            if name in ("REG_START", "REG_END"):
                for text, clean, rows in _counted(cells):
                    nothing[text] += 0 if clean else rows
                    unread[text] += rows if clean and name == "REG_END" and not _is_day(_CLEANERS[name](clean)) else 0
            elif name in _OF_SUPPORTED:
                for text, _, rows in _counted(cells):
                    several[text] += rows if len(codes_in(text)) > 1 and _OTHER_SEPARATOR.search(text) else 0
    if nothing.total():
        yield (
            f"{names(f'“{text}”' for text, rows in nothing.items() if rows)} in {count(nothing.total(), 'date')} read"
            " as blank."
        )
    if several.total():
        yield (
            f"{count(several.total(), 'cell')} with codes parted by “;”, “and”, spaces or line breaks read as several"
            " codes."
        )
    if unread.total():
        example = next(text for text, rows in unread.items() if rows)
        yield (
            f"{count(unread.total(), 'closing date')} can’t be read, for example “{shortened(example)}”: counted as"
            " still registered."
        )


def _counted(cells: Cells) -> Iterator[tuple[str, str, int]]:
    """Each distinct text that isn't blank, as it stands there and cleaned, and in how many rows."""
    each = zip(map(str.strip, cells.column.values), cells.clean, cells.rows.tolist())
    return (one for one in each if one[0])


_OTHER_SEPARATOR = re.compile(r";|&|\n|\r|\band\b|[A-Z]\d+ +[A-Z]", re.IGNORECASE)


def _about_settings_not_there(content: ProviderList) -> Iterator[str]:
    """What kind of setting is not in it at all."""
    if content.closed_only:
        yield (
            "Every setting in it has closed, so on its own it can’t say whether another number is right, and only the"
            " rules about closing dates are run. Add the list of settings that are still registered, if it isn’t here"
            " yet."
        )
    elif content.without_fostering:
        yield (
            "No fostering agency is in it, so a foster placement with an Ofsted number counts as not in the list (rules"
            " 219, 224 and 1008). Add the list of fostering agencies, if it isn’t here yet."
        )


def about_lacks(content: ProviderList) -> Iterator[str]:
    """What the rules have to leave out, sheet by sheet."""
    for sheet in content.sheets:
        if sheet.lacks and not content.closed_only:
            whose, lacks = (
                f"Sheet {shortened(sheet.name)}" if len(content.sheets) > 1 else "It",
                [SAID[name] for name in sheet.lacks],
            )
            none = " or ".join(filter(None, [", ".join(lacks[:-1]), lacks[-1]]))
            yield (
                f"{whose} has no {none}. The rules that need them are not run for placements with "
                f"{'its' if whose == 'It' else 'that sheet’s'} settings. Add the columns, or use a list that has them."
            )
