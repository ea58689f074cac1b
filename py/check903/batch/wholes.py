"""The returns among a group's files. Mostly each year's is there once, and all files are looked at together; where a
year's is there twice, a draft and the final one, say, each is checked by itself, beside the other years' nearest to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from check903.batch.reading import years
from check903.reading import LoadedFiles, councils
from check903.reading.assignment import Assignment
from check903.reading.loaded_files import LoadedFile
from check903.reading.phrases import names
from check903.reference import schema


@dataclass(frozen=True)
class Whole:
    """Files that are looked at together.

    loaded   the files
    own     ids of those that lie in its place, other than what is only beside them
    years   the collection years that are checked of them, newest first
    where   year -> the folder or file of its return, where the group holds several of that year; of no other year
    beside  year -> the folders or files of all of them
    """

    loaded: LoadedFiles
    own: frozenset[int]
    years: list[int]
    where: dict[int, str] = field(default_factory=dict)
    beside: dict[int, list[str]] = field(default_factory=dict)

    def told(self, year: int) -> Iterator[str]:
        """That there are several returns of the year, and what to do."""
        if year in self.where:
            yield (
                f"There is more than one return of {schema.year_label(year)}: {names(self.beside[year])}. Each is"
                f" checked by itself; this is {self.where[year]}. Take away what is out of date. If they are parts of"
                " one return, put them into one folder."
            )


def wholes(loaded: LoadedFiles) -> list[Whole]:
    """The group's files, once together or, where a year's return is there more than once, a part for each place."""
    if not _is_twice(loaded):
        return [Whole(loaded, frozenset(file.id for file in loaded.files), years(loaded))]
    places = _places(loaded)
    many: dict[int, list[str]] = defaultdict(list)
    for name, place in places.items():
        for year in place.years:
            many[year].append(name)
    twice = [year for year, found in many.items() if len(found) > 1]
    found = []
    for name, place in places.items():
        if place.years:
            where = {year: place.where(year) for year in place.years if year in twice}
            beside = {year: [places[one].where(year) for one in many[year]] for year in where}
            own = frozenset(file.id for file in place.loaded.files)
            found.append(Whole(_beside_others(loaded, name, places, many), own, place.years, where, beside))
    return found


def _is_twice(loaded: LoadedFiles) -> bool:
    """True where a year's Episodes lie in two places, of both of which anything is used: of a copy nothing is."""
    used = {(year, _place(file)) for year, file, assigned in _tables(loaded) if not assigned.why}
    found = used & {(year, _place(file)) for year, file, _ in _tables(loaded, "Episodes")}
    return len({year for year, _ in found}) < len(found)


def _tables(loaded: LoadedFiles, wanted: str = "") -> Iterator[tuple[int, LoadedFile, Assignment]]:
    """Year, file and what was decided, of each table, or of those of one name."""
    for file in loaded.files:
        for number, part in enumerate(file.read.parts):
            assigned = loaded.assignments()[file.id, number]
            if part.kind == "table" and wanted in ("", part.table_name) and assigned.year is not None:
                yield assigned.year, file, assigned


def _place(file: LoadedFile) -> str:
    return councils.place(file.read.name, whole=_is_whole(file))


def left_out(loaded: LoadedFiles, found: Iterable[Whole]) -> list[str]:
    """The names of the files with tables that are in none of them."""
    used = {file.id for whole in found for file in whole.loaded.files}
    lost = [file for file in loaded.files if file.id not in used]
    return [file.read.name for file in lost if any(part.kind == "table" for part in file.read.parts)]


@dataclass
class _Place:
    """Files that lie together. loaded: they alone; years: of which they have the Episodes."""

    loaded: LoadedFiles
    years: list[int]

    def where(self, year: int) -> str:
        """The folder or file of that year's return."""
        return next(_where(file) for one, file, _ in _tables(self.loaded, "Episodes") if one == year)

    @property
    def digests(self) -> frozenset[str]:
        """Of its tables' files."""
        return frozenset(file.read.digest for file in self.loaded.files if file.read.parts)


def _places(loaded: LoadedFiles) -> dict[str, _Place]:
    """The files by place, copies of another place's left out."""
    by_place: dict[str, list[LoadedFile]] = defaultdict(list)
    for file in loaded.files:
        by_place[_place(file)].append(file)
    found: dict[str, _Place] = {}
    for name, files in by_place.items():
        place = _alone(loaded, files)
        if not any(place.digests and place.digests <= other.digests for other in found.values()):
            found[name] = place
    return found


def _alone(loaded: LoadedFiles, files: Iterable[LoadedFile]) -> _Place:
    kept = {file.id for file in files}
    one = loaded.snapshot()
    for file in list(one.files):
        if file.id not in kept:
            one.remove(file.id)
    return _Place(one, years(one))


def _is_whole(file: LoadedFile) -> bool:
    """True for a file that holds several tables, as a workbook or XML does."""
    return sum(part.kind == "table" for part in file.read.parts) > 1


def _where(file: LoadedFile) -> str:
    name = file.read.name
    return name if _is_whole(file) else next(iter(councils.containers(name)), name)


def _beside_others(
    loaded: LoadedFiles, name: str, places: dict[str, _Place], many: dict[int, list[str]]
) -> LoadedFiles:
    """The place's files, those that lie nearest to it and are no return, and of earlier years that it lacks the nearest
    return's.
    """
    own = places[name]
    takes: list[tuple[_Place, int | None]] = [(own, None)]
    takes += [(other, None) for at, other in places.items() if not other.years and _nearest(at, places) == [name]]
    for year, found in many.items():
        if year not in own.years and year < max(own.years):
            takes.append((places[max(found, key=lambda at: (_shared(at, name), at))], year))
    one = loaded.snapshot()
    used: dict[tuple[int, int], int | None] = {}
    for place, wanted in takes:
        for at, assigned in place.loaded.assignments().items():
            if wanted in (None, assigned.year):
                used[at] = assigned.year
    for file in list(one.files):
        numbers = [number for number in range(len(file.read.parts)) if (file.id, number) in used]
        if not numbers and file.read.parts:
            one.remove(file.id)
        for number, _ in enumerate(file.read.parts) if numbers else ():
            if number not in numbers:
                one.change(file.id, number, table="")
            elif year := used[file.id, number]:
                one.change(file.id, number, year=year)
    return one


def _nearest(at: str, places: dict[str, _Place]) -> list[str]:
    """The places of returns that lie nearest to another."""
    near = {one: _shared(at, one) for one, place in places.items() if place.years}
    return [one for one, shared in near.items() if shared == max(near.values())]


def _shared(one: str, other: str) -> int:
    """How many folders they have in common."""
    both = zip(one.split("/"), other.split("/"))
    return next((n for n, (a, b) in enumerate(both) if a != b), min(one.count("/"), other.count("/")) + 1)
