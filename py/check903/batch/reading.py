"""The files of a group on one loaded, and what has to be told of it before it is checked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from check903.batch.groups import Group
from check903.model.table import Table
from check903.reading import LoadedFiles, council, on_disk
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
    loaded = LoadedFiles(by_postcodes=lambda _: group.council)  # all are of one council, whatever each tells
    for number, path in enumerate(group.paths):
        for file in on_disk.add(loaded, path, group.root / path, number):
            if group.council and named(file.read.name) not in ("", group.council):
                loaded.remove(file.id)
    return loaded


def fingerprint(group: Group) -> str:
    """The hash of the group's files, names and all; "" where one can't be opened now."""
    hasher = hashlib.sha256()
    try:
        for path in group.paths:
            with (group.root / path).open("rb") as file:
                hasher.update(f"{path}\0".encode() + hashlib.file_digest(file, "sha256").digest())
        hasher.update("\0\0".join(["", *group.empty]).encode())
    except OSError:
        return ""
    return hasher.hexdigest()


def years(loaded: LoadedFiles) -> list[int]:
    """The collection years of which there are Episodes, newest first, as far as there are rules for them."""
    with_episodes = [year for year, tables in tables_by_year(loaded).items() if "Episodes" in tables]
    return sorted(filter(has_rules, with_episodes), reverse=True)


def tables_by_year(loaded: LoadedFiles) -> dict[int, list[str]]:
    """Collection year -> the names of the tables that are there of it, in the Department's order; each with rows."""
    return {year: [name for name, table in of.items() if len(table)] for year, of in loaded.by_year().items()}


def has_rules(year: int) -> bool:
    """True if there are rules for the collection year."""
    return schema.FIRST_YEAR <= year <= schema.LAST_YEAR


def of_year(loaded: LoadedFiles, year: int) -> LoadedFiles:
    """The files for that year's check: without those that hold tables of other years alone."""
    copied = loaded.snapshot()
    for file in list(copied.files):
        file_years = {loaded.assignments()[file.id, number].year for number, _ in enumerate(file.read.parts)} - {None}
        if file_years and file_years.isdisjoint((year, year - 1)):
            copied.remove(file.id)
    copied.set_year(year)
    return copied


def year_from(loaded: LoadedFiles, year: int) -> str:
    """Where the year of that year's check comes from, a sentence."""
    guessing = loaded.snapshot()
    guessing.set_year(None)
    told = guessing.year_from if guessing.year == year else "Told by the files’ names and dates."
    return f"Collection year {schema.year_label(year)}. {told}"


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
