"""What a call names that may not be there: a sentence for the page in place of a KeyError, before anything changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar, get_args

import numpy as np

from check903.corrections.plan_groups import Ticks
from check903.findings.labels import joined
from check903.reading import LoadedFiles
from check903.reading.loaded_files import LoadedFile
from check903.reference import schema
from check903.session.not_yet import NotYet

T = TypeVar("T")

YEARS = range(1900, 2101)  # a year outside is a slip of the keyboard
OLDER_PAGE = "The errors are not the same ones since the last change. Open the page again and choose once more."


def one_of(given: T, known: Collection[T], sentence: str) -> T:
    """What was given, if it is one of those; NotYet with the sentence if not."""
    if given not in known:
        raise NotYet(sentence)
    return given


def file(loaded: LoadedFiles, id: int) -> LoadedFile:
    """A loaded file."""
    known = {file.id: file for file in loaded.files}
    return known[one_of(int(id), known, "That file is no longer loaded. Look at the list on Files.")]


def part(loaded: LoadedFiles, id: int, number: int) -> tuple[LoadedFile, int]:
    """A loaded file and a part of it."""
    chosen = file(loaded, id)
    parts = range(len(chosen.read.parts))
    return chosen, one_of(int(number), parts, f"{chosen.read.name} has no part {number}. Look at the list on Files.")


def taken(name: str | None) -> str:
    """What a part of a file can be taken for: a table, "workers", "annex_a", or "" for nothing."""
    known = ("", *schema.TABLES, "workers", "annex_a")
    return one_of(name or "", known, f"The return has no table “{name}”. Choose another one.")


def table(name: str) -> str:
    """A table of the return."""
    return one_of(name, schema.TABLES, f"The return has no table “{name}”. Choose another one.")


def column(of: str, name: str) -> schema.ColumnSpec:
    """A column of a table."""
    known = {column.name: column for column in schema.TABLES[table(of)].columns}
    return known[one_of(name, known, f"{of} has no column “{name}”. Choose another one.")]


def rows(of: str, places: Iterable[int], count: int) -> list[int]:
    """Places in a table of that many rows."""
    sentence = f"{of} has no row there any more: the return was changed. Open the page again and choose once more."
    return [one_of(int(place), range(count), sentence) for place in places]


def findings(given: Sequence[int], count: int) -> np.ndarray:
    """Positions of findings, of which there are so many."""
    return np.array([one_of(int(n), range(count), OLDER_PAGE) for n in given], int)


def year(given: int | None) -> int | None:
    """A collection year, or none."""
    return (
        one_of(int(given), YEARS, f"{given} can’t be a collection year. Choose one from the list.") if given else None
    )


def day(given: str | None) -> dt.date | None:
    """A day as the page writes it (2026-11-27), or none."""
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError:
        raise NotYet(f"“{given}” is not a date. Type a day like 27 11 2026.") from None


def kind(given: str, known: Iterable[str]) -> str:
    """A kind of file, one of those."""
    kinds = sorted(known)
    return one_of(given, kinds, f"This can’t be made as “{given}”, only as {joined(kinds, 'or')}.")


def ticks(given: Ticks) -> Ticks:
    """Which records of a group are ticked to begin with."""
    return one_of(given, get_args(Ticks), f"Records are ticked {joined(list(get_args(Ticks)), 'or')}, not “{given}”.")
