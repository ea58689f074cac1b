"""The Department's published files, as the user drops them: recognised by their columns and values, whatever they are
called and whichever release they are from. Nothing is made up: a figure whose file is not there has no published one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import NotRequired, TypedDict

from check903.figures.cells import CELLS, Cell
from check903.figures.published_rows import NOT_A_NUMBER, cells_of, file_kind, number_of, wanted_values
from check903.reference import authorities

ENGLAND = "England"
ROUNDED = "rounded to the nearest 10"
LEVELS = {"national": "national", "regional": "region", "local_authority": "council"}
COMMON = (
    "time_period time_identifier geographic_level country_code country_name region_code region_name old_la_code la_name"
    " new_la_code"
).split()
INDICATORS = {
    "count": ("children_count", "care_leaver_count", "number"),
    "percent": ("children_percent", "care_leaver_percent", "percentage", "percent"),
    "rate": ("rate_per_10000",),
    "population": ("population_estimate",),
}


class Shown(TypedDict):
    """A published number. `value` None where there is none, and `note` says why."""

    area: str
    level: str
    year: int
    take: str
    value: int | float | None
    note: NotRequired[str]


@dataclass(frozen=True)
class PublishedNumber:
    """A published number as it stands in a file."""

    year: int
    text: str


@dataclass(frozen=True)
class Council:
    """A council's published number. `value` None where there is none, and `note` says why; `near`: it is a statistical
    neighbour of the user's own.
    """

    name: str
    year: int
    value: int | float | None
    note: str
    own: bool
    in_region: bool
    near: bool


@dataclass
class Read:
    """What became of a file: which figures it has, and what is to be said of it."""

    name: str
    kind: str  # "published", "neighbours" or "" for neither
    measures: list[str] = field(default_factory=list)
    note: str = ""


class Published:
    """The published figures of the files dropped so far.

    authority  ONS code of the user's own council, or None
    """

    def __init__(self, authority: str | None = None):
        self._own = authority or ""
        self._number = next((n for n, code in authorities.numbers().items() if code == self._own), "")
        self._by_cell: dict[tuple[Cell, str], dict[tuple[str, str], PublishedNumber]] = {}
        self._population: dict[tuple[str, int], int] = {}  # council's number, year -> children aged 0 to 17
        self._regions: dict[str, str] = {}  # council's number -> its region
        self._names: dict[str, str] = {}
        self._neighbours: dict[str, list[str]] = {}
        self.files: list[Read] = []

    # -- reading ------------------------------------------------------------------------------------------------------

    def add(self, name: str, data: bytes) -> Read:
        """Take in a file; it says what it was."""
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace"))))
        heads = {_key(head): head for head in (rows[0] if rows else {}) if head}
        if {"geographic_level", "time_period"} <= set(heads):
            read = self._published(name, rows, heads)
        elif {"old_la_code", "sn_1"} <= set(heads):
            read = self._of_neighbours(name, rows, heads)
        else:
            read = Read(name, "", note="It is neither a file of the Department's figures nor a list of neighbours.")
        self.files.append(read)
        return read

    def _published(self, name: str, rows: list[dict], heads: dict[str, str]) -> Read:
        numbers = {take: heads[head] for take, names in INDICATORS.items() for head in names if head in heads}
        texts = [head for key, head in heads.items() if key not in COMMON and head not in numbers.values()]
        where = file_kind(rows, texts)
        wanted = wanted_values()
        seen: dict[str, None] = {}
        for row in rows:
            area = self._area(row, heads)
            if area is None:
                continue
            if "population" in numbers:
                self._take_population(area[1], row, heads, numbers["population"])
            for cell in cells_of(row, texts, wanted):
                if cell.file and cell.file != where:
                    continue
                for take in cell.take:
                    head = numbers.get(take)
                    if head:
                        _newest(self._by_cell.setdefault((cell, take), {}), area, row, heads, head)
                        seen[cell.measure] = None
        note = "" if seen else "It is a file of the Department's, but none of its values belongs to a figure here."
        return Read(name, "published", list(seen), note)

    def _take_population(self, number: str, row: dict, heads: dict[str, str], head: str) -> None:
        year, people = re.match(r"\d{4}", _text(row, heads, "time_period")), number_of(row.get(head) or "")
        if year and people:
            self._population[number, int(year[0])] = int(people)

    def _area(self, row: dict, heads: dict[str, str]) -> tuple[str, str] | None:
        """(level, number or name) of a row's area."""
        level = LEVELS.get(_text(row, heads, "geographic_level").lower().replace(" ", "_"))
        if level == "national":
            return level, ""
        if level == "region":
            return level, _text(row, heads, "region_name")
        number = _text(row, heads, "old_la_code")
        if level != "council" or not number:
            return None
        self._regions[number] = _text(row, heads, "region_name")
        self._names[number] = _text(row, heads, "la_name")
        return level, number

    def _of_neighbours(self, name: str, rows: list[dict], heads: dict[str, str]) -> Read:
        columns = [heads[key] for key in heads if re.fullmatch(r"sn_\d+", key)]
        for row in rows:
            near = [(row.get(column) or "").strip() for column in columns]
            self._neighbours[_text(row, heads, "old_la_code")] = [number for number in near if number]
        return Read(name, "neighbours")

    # -- answers ------------------------------------------------------------------------------------------------------

    def population(self, year: int) -> int | None:
        """Children aged 0 to 17 in the own council's area, of that year or the newest before it; where the files have
        later years only, of the first of them. None where no file says.
        """
        years = sorted(of_year for number, of_year in self._population if number == self._number)
        before = [of_year for of_year in years if of_year <= year]
        return self._population[self._number, (before or years)[-1 if before else 0]] if years else None

    def populations(self, year: int) -> tuple[int | None, int | None]:
        """That of the year, and that of the year before."""
        return self.population(year), self.population(year - 1)

    @property
    def region(self) -> str:
        """The own council's region, or ""."""
        return self._regions.get(self._number, "")

    @property
    def has_neighbours(self) -> bool:
        """Whether the files have any of the own council's statistical neighbours."""
        return any(number in self._names for number in self._neighbours.get(self._number, ()))

    @property
    def year(self) -> int | None:
        """The newest year of which something is published, as its files have it: 2025 is the year to 31 March 2025."""
        return max((number.year for values in self._by_cell.values() for number in values.values()), default=None)

    @property
    def measures(self) -> set[str]:
        """Ids of the figures of which something published is there."""
        return {cell.measure for cell, _ in self._by_cell}

    def shown(self, id: str, split: str, group: str) -> list[Shown]:
        """The published numbers of a figure's line: own council, region, neighbours' median, England."""
        numbers: list[Shown] = []
        for cell in CELLS.get((id, split, group), ()):
            for take in cell.take:
                values = self._by_cell.get((cell, take))
                if values:
                    numbers += self._of_cell(values, take)
        return numbers

    def councils(self, id: str, split: str, group: str) -> list[tuple[str, float]]:
        """(name, number) of every council in the files of which it is published: for the strip of dots."""
        cells = CELLS.get((id, split, group), ())
        values = next((by_area for cell in cells if (by_area := self._by_cell.get((cell, cell.take[-1])))), {})
        numbered = (
            (self._names[area], number_of(published.text))
            for (level, area), published in values.items()
            if level == "council"
        )
        return sorted(((name, number) for name, number in numbered if number is not None), key=lambda pair: pair[1])

    def every_council(self, id: str, split: str, group: str, take: str) -> list[Council]:
        """Every council in the files of which the line is published, hidden numbers too, by name."""
        cells = CELLS.get((id, split, group), ())
        values = next((by_area for cell in cells if (by_area := self._by_cell.get((cell, take)))), {})
        near = set(self._neighbours.get(self._number, []))
        councils = [
            self._council(number, published, near)
            for (level, number), published in values.items()
            if level == "council"
        ]
        return sorted(councils, key=lambda council: council.name)

    def _council(self, number: str, published: PublishedNumber, near: set[str]) -> Council:
        value = number_of(published.text)
        note = "" if value is not None else NOT_A_NUMBER.get(published.text.strip().lower(), "not published")
        in_region = bool(self.region) and self._regions.get(number) == self.region
        return Council(
            self._names[number], published.year, value, note, number == self._number, in_region, number in near
        )

    def _of_cell(self, values: Mapping[tuple[str, str], PublishedNumber], take: str) -> Iterable[Shown]:
        places = [("own", self._names.get(self._number, ""), ("council", self._number))]
        places.append(("region", self.region, ("region", self.region)))
        for level, area, key in places:
            if area and key in values:
                yield _shown(area, level, take, values[key])
        near = self._near(values, take)
        if near:
            yield near
        if ("national", "") in values:
            yield _shown(ENGLAND, "national", take, values["national", ""])

    def _near(self, values: Mapping[tuple[str, str], PublishedNumber], take: str) -> Shown | None:
        """The middle value of the statistical neighbours; those whose number is hidden are left out, and it is said."""
        listed = self._neighbours.get(self._number, [])
        neighbours = [values["council", number] for number in listed if ("council", number) in values]
        if not neighbours:
            return None
        year = max(published.year for published in neighbours)
        known = [
            number
            for published in neighbours
            if published.year == year and (number := number_of(published.text)) is not None
        ]
        note = f"the middle one of {len(known)} of {len(listed)} neighbours"
        return {
            "area": "Neighbours",
            "level": "neighbours",
            "year": year,
            "take": take,
            "value": median(known) if known else None,
            "note": note,
        }


def _shown(area: str, level: str, take: str, published: PublishedNumber) -> Shown:
    number = number_of(published.text)
    shown: Shown = {"area": area, "level": level, "year": published.year, "take": take, "value": number}
    if number is None:
        shown["note"] = NOT_A_NUMBER.get(published.text.strip().lower(), f"published as {published.text.strip()!r}")
    elif level in ("national", "region") and take == "count" and number >= 10 and number % 10 == 0:
        shown["note"] = ROUNDED
    return shown


def _newest(newest: dict, key, row: dict, heads: dict[str, str], column: str) -> None:
    """Keep the row's value under the key, if its year is the newest so far (of equal years the later file)."""
    year = re.match(r"\d{4}", _text(row, heads, "time_period"))
    if year and (key not in newest or newest[key].year <= int(year[0])):
        newest[key] = PublishedNumber(int(year[0]), (row.get(column) or "").strip())


def _text(row: dict, heads: dict[str, str], key: str) -> str:
    return (row.get(heads.get(key, "")) or "").strip()


def _key(head: str) -> str:
    return head.strip().lower()
