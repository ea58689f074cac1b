"""The files of a group loaded together, and what has to be told of it before it is checked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from check903.batch.groups import Group
from check903.model.table import Table
from check903.reading import LoadedFiles, council
from check903.reading.councils import named
from check903.reference import postcodes, schema


@dataclass(frozen=True)
class Look:
    """What the files of a group without a name are: whose, and whether they are lists of settings for all."""

    council: str
    why: str
    lists: tuple[str, ...]


def loaded_from(group: Group) -> LoadedFiles:
    """The group's files, read. Of a zip of several councils only the group's own."""
    loaded = LoadedFiles()
    for number, path in enumerate(group.paths):
        for file in loaded.add(path, (group.root / path).read_bytes(), source=number):
            if group.council and named(file.read.name) not in ("", group.council):
                loaded.remove(file.id)
    return loaded


def fingerprint(group: Group) -> str:
    """The hash of the group's files, names and all."""
    hasher = hashlib.sha256()
    for path in group.paths:
        hasher.update(f"{path}\0".encode())
        hasher.update(hashlib.sha256((group.root / path).read_bytes()).digest())
    return hasher.hexdigest()


def years(loaded: LoadedFiles) -> list[int]:
    """The collection years of which there are Episodes, newest first, as far as there are rules for them."""
    seen = set()
    for file in loaded.files:
        for number, part in enumerate(file.read.parts):
            year = loaded.assignments()[file.id, number].year
            if part.kind == "table" and part.table_name == "Episodes" and year is not None:
                seen.add(year)
    return sorted((year for year in seen if schema.FIRST_YEAR <= year <= schema.LAST_YEAR), reverse=True)


def of_year(loaded: LoadedFiles, year: int) -> LoadedFiles:
    """The files for that year's check: without the files that hold tables of other years alone."""
    copied = loaded.snapshot()
    for file in list(copied.files):
        file_years = {loaded.assignments()[file.id, number].year for number, _ in enumerate(file.read.parts)} - {None}
        if file_years and file_years.isdisjoint((year, year - 1)):
            copied.remove(file.id)
    copied.set_year(year)
    return copied


def look(group: Group) -> Look:
    """Whose files they are, by the postcodes; "" where these tell none."""
    loaded = loaded_from(group)
    lists = tuple(file.read.name for file in loaded.files if any(part.kind == "providers" for part in file.read.parts))
    return Look(*council_of(loaded), lists)


def council_of(loaded: LoadedFiles) -> tuple[str, str]:
    """The council whose return the Episodes of all years are, and a sentence that says so; ("", why not)."""
    parts = [part.table for file in loaded.files for part in file.read.parts if part.kind == "table"]
    episodes = [table for table in parts if table is not None and table.name == "Episodes"]
    directory = postcodes.default_directory()
    if directory is None:
        return "", "The list of postcodes is not installed."
    evidence = council.evidence(Table.joined(episodes) if episodes else None, directory)
    return evidence.likely, f"{evidence.sentence or 'The postcodes do not tell the council'}."
