"""The files of a group on one shelf, and what has to be told of it before it is checked."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from check903.batch.councils import named
from check903.batch.groups import Group
from check903.model.columns import Text
from check903.model.distinct import DistinctTexts
from check903.model.table import Table
from check903.reading import Shelf
from check903.reference import authorities, postcodes, schema

_AT_LEAST = 0.5  # of the children's homes, in the council whose return it is


@dataclass(frozen=True)
class Look:
    """What the files of a group without a name are: whose, and whether they are lists of settings for all."""

    council: str
    why: str
    lists: tuple[str, ...]


def shelf_of(group: Group) -> Shelf:
    """The group's files, read. Of a zip of several councils only the group's own."""
    shelf = Shelf()
    for number, path in enumerate(group.paths):
        for file in shelf.add(path, (group.root / path).read_bytes(), source=number):
            if group.council and named(file.read.name) not in ("", group.council):
                shelf.remove(file.id)
    return shelf


def fingerprint(group: Group) -> str:
    """The hash of the group's files, names and all."""
    found = hashlib.sha256()
    for path in group.paths:
        found.update(f"{path}\0".encode())
        found.update(hashlib.sha256((group.root / path).read_bytes()).digest())
    return found.hexdigest()


def years(shelf: Shelf) -> list[int]:
    """The collection years of which there are Episodes, newest first, as far as there are rules for them."""
    found = set()
    for file in shelf.files:
        for number, part in enumerate(file.read.parts):
            year = shelf.assignments()[file.id, number].year
            if part.kind == "table" and part.table_name == "Episodes" and year is not None:
                found.add(year)
    return sorted((year for year in found if schema.FIRST_YEAR <= year <= schema.LAST_YEAR), reverse=True)


def of_year(shelf: Shelf, year: int) -> Shelf:
    """The shelf for that year's check: without the files that hold tables of other years alone."""
    one = shelf.snapshot()
    for file in list(one.files):
        found = {shelf.assignments()[file.id, number].year for number, _ in enumerate(file.read.parts)} - {None}
        if found and found.isdisjoint((year, year - 1)):
            one.remove(file.id)
    one.set_year(year)
    return one


def look(group: Group) -> Look:
    """Whose files they are, by the children's home postcodes; "" where these tell none."""
    shelf = shelf_of(group)
    lists = tuple(file.read.name for file in shelf.files if any(part.kind == "providers" for part in file.read.parts))
    council, why = council_of([part.table for file in shelf.files for part in file.read.parts])
    return Look(council, why, lists)


def council_of(tables: list[Table | None]) -> tuple[str, str]:
    """The council in whose area most of the homes in Episodes are, and a sentence that says so; ("", why not)."""
    directory = postcodes.default_directory()
    if directory is None:
        return "", "The list of postcodes is not installed."
    homes: Counter[str] = Counter()
    for table in tables:
        if table is not None and table.name == "Episodes" and "HOME_POST" in table.columns:
            column = table.columns["HOME_POST"]
            where = directory.lookup(column.values).authority
            homes.update(Text(DistinctTexts(list(where)), column.codes).texts())
    del homes[""]
    code, count = next(iter(homes.most_common(1)), ("", 0))
    if code not in authorities.councils() or count < _AT_LEAST * homes.total():
        return "", "The home postcodes do not tell the council."
    return code, f"{count:,} of {homes.total():,} home postcodes are in {authorities.name(code)}."
