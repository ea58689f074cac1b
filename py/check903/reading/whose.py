"""Whose return it is, where files of several councils came together: one of them is worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from os.path import commonprefix
from typing import NamedTuple

from check903.model.table import Table
from check903.reading import returns
from check903.reading.councils import folders, named, place
from check903.reading.inquiry import Inquiry
from check903.reading.phrases import count, names
from check903.reading.questions import Answer, Question
from check903.reading.returns import FoundTable
from check903.reference import authorities, schema

_TELLING = ("Episodes", "Header")  # a name on other tables alone makes no return

ByPostcodes = Callable[[Table], str]  # Episodes -> ONS code of the council that its postcodes tell, or ""


def nothing(_: Table) -> str:
    """Where there are no postcodes."""
    return ""


class Other(NamedTuple):
    """Why a table is not used, a sentence; and the council whose it is."""

    why: str
    council: str


@dataclass
class Group:
    """The tables of a council.

    key   its ONS code, or what they lie in where nothing tells it
    told  what tells the council where no name does, else ""
    """

    key: str
    tables: list[FoundTable] = field(default_factory=list)
    told: str = ""

    @property
    def name(self) -> str:
        """As it is called on the page: "Leeds", or “export 4”."""
        return name_of(self.key)

    @property
    def years(self) -> list[int]:
        """The collection years that its returns' dates tell."""
        return sorted({whole.estimate.year for whole in returns.of_tables(self.tables) if whole.estimate.year})

    @property
    def births(self) -> frozenset[tuple[str, str]]:
        """(CHILD, DOB) of the Headers: two councils may well have the same ids, but not for children of the same
        age.
        """
        headers = [found.part.table for found in self.tables if found.part.table_name == "Header"]
        columns = [one.columns for one in headers if one is not None and {"CHILD", "DOB"} <= set(one.columns)]
        return frozenset(pair for one in columns for pair in zip(one["CHILD"].texts(), one["DOB"].texts(), strict=True))

    @property
    def episodes(self) -> Table | None:
        """Those of all its years."""
        found = [one.part.table for one in self.tables if one.part.table_name == "Episodes"]
        tables = [table for table in found if table is not None]
        return Table.joined(tables) if tables else None

    @property
    def tells(self) -> bool:
        """True if it is a return."""
        return any(found.part.table_name in _TELLING for found in self.tables)


def name_of(key: str) -> str:
    """What the council of a group is called."""
    return authorities.short_name(authorities.name(key)) if key in authorities.councils() else f"“{key}”"


class Parted:
    """The tables by council.

    tables     those of the council that the user works on, and what is nobody's
    others     of each of the others, by (file id, part number), why it is not used
    groups     by key, those that the user chooses from; none where all are of one council
    chosen     the key of the one that the user works on, None before one is chosen
    key        the key of the question which that is, or ""
    of_places  Episodes whose council the postcodes were asked for
    """

    def __init__(self, tables: list[FoundTable], inquiry: Inquiry, by_postcodes: ByPostcodes = nothing):
        self.of_places: list[Table] = []
        self._by_postcodes = by_postcodes
        self.groups = self._groups(tables)
        self.tables, self.others = tables, {}
        self.chosen: str | None = None
        self.key = ""
        if self.groups:
            question = _question(self.groups)
            self.key, self.chosen = question.key, inquiry.answered(question)
            self.others = {found.key: self.other(one.key) for one in self._left() for found in one.tables}
            self.tables = [found for found in tables if found.key not in self.others]

    def other(self, key: str) -> Other:
        """Why what is of that council is not used."""
        why = f"You work on {name_of(self.chosen)}." if self.chosen else "Not checked until you choose a council."
        return Other(f"Of {name_of(key)}. {why}", name_of(key))

    def other_named(self, path: str) -> str:
        """The other council whose a file is by its name, where there are several; else ""."""
        code = named(path) if self.groups else ""
        return "" if code == self.chosen else code

    def _left(self) -> Iterable[Group]:
        return (one for key, one in {**self._alone, **self.groups}.items() if key != self.chosen)

    def _groups(self, tables: list[FoundTable]) -> dict[str, Group]:
        """By name; those that no name tells by their children, their postcodes or where they lie. None where two that
        are named are much the same children: a folder is misnamed then, or named for something else.
        """
        by_name, by_place = _grouped(tables)
        told = {key: one for key, one in by_name.items() if one.tells}
        self._alone = {key: one for key, one in by_name.items() if not one.tells}
        if any(_alike(one, other) for one, other in combinations(told.values(), 2)):
            return {}
        places = _joined(told, [one for one in by_place if one.tells])
        if len(told) + len(places) > 1:
            told = self._with_places(told, places)
        return dict(sorted(told.items(), key=lambda one: one[1].name)) if len(told) > 1 else {}

    def _with_places(self, told: dict[str, Group], places: list[Group]) -> dict[str, Group]:
        """Those that no name tells among the others: by their postcodes, or as what they lie in where others have a
        name and it has a Header.
        """
        found = dict(told)
        for one in places:
            if code := self._code(one):
                where = f"in {one.name}, by its home postcodes"
                found.setdefault(code, Group(code, told=where)).tables.extend(one.tables)
        unknown = [one for one in places if one.births and not self._code(one)]
        for one in unknown:
            one.told = "of a council that neither its name nor its home postcodes tell"
        return found | {one.key: one for one in unknown} if found else {}

    def _code(self, one: Group) -> str:
        episodes = one.episodes
        if episodes is None:
            return ""
        self.of_places.append(episodes)
        return self._by_postcodes(episodes)


def _grouped(tables: list[FoundTable]) -> tuple[dict[str, Group], list[Group]]:
    """By the council that they name, and those that name none by what they lie in."""
    by_name: dict[str, Group] = {}
    by_place: dict[str, Group] = {}
    paths = [found.file.read.name for found in tables]
    root = len(commonprefix([folders(path) for path in paths]))
    for found, path in zip(tables, paths):
        code = named(path)
        groups, key = (by_name, code) if code else (by_place, place(path, root))
        groups.setdefault(key, Group(key)).tables.append(found)
    return by_name, list(by_place.values())


def _joined(told: dict[str, Group], places: list[Group]) -> list[Group]:
    """The places of which none is about much the same children as another group: what is, joins that."""
    left: list[Group] = []
    for one in places:
        same = next((other for other in [*told.values(), *left] if _alike(one, other)), None)
        if same is None:
            left.append(one)
        else:
            same.tables.extend(one.tables)
    return left


def _alike(one: Group, other: Group) -> bool:
    return bool(one.births and other.births) and returns.are_alike(one.births, other.births)


def _question(groups: dict[str, Group]) -> Question:
    years = {key: one.years for key, one in groups.items()}
    every = {year for some in years.values() for year in some}
    of_years = f", {count(len(every), 'year')}" if len(every) > 1 else ""
    how = "names and home postcodes" if any(one.told for one in groups.values()) else "names"
    return Question(
        f"council-of:{':'.join(groups)}",
        "Which council’s return do you want to check?",
        f"By their {how} the files are of {count(len(groups), 'council')}{of_years}:"
        f" {names([one.name for one in groups.values()])}. One is checked at a time; the others’ files are left alone,"
        " and you can go on to another one later.",
        tuple(Answer(key, one.name, _effect(one, years[key])) for key, one in groups.items()),
        sum(found.part.rows for one in groups.values() for found in one.tables),
        first=True,
    )


def _effect(one: Group, years: list[int]) -> str:
    """ "45 tables of 2023-24 to 2026-27, in “export 4”, by its home postcodes"."""
    return f"{count(len(one.tables), 'table')}{_of(years)}{f', {one.told}' if one.told else ''}"


def _of(years: list[int]) -> str:
    """ " of 2024-25 and 2026-27"."""
    labels = [schema.year_label(year) for year in years]
    if len(years) > 2 and years == list(range(years[0], years[-1] + 1)):
        return f" of {labels[0]} to {labels[-1]}"
    return f" of {names(labels)}" if labels else ""
