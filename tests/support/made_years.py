"""The same made-up children in the returns of several years, as they would have been sent."""

from __future__ import annotations

from random import Random

from check903.reading import LoadedFiles
from check903.sample import places
from check903.sample import years as several
from check903.sample.returns import Rows
from check903.sample.returns import csv_files as csv_of


def years(children: int, seed: int, *wanted: int) -> dict[int, Rows]:
    """Year -> table -> rows of texts, without errors; the newest year first."""
    where = places.postcodes(None)
    listed = several.providers(Random(seed), where, 200, max(wanted))
    return several.returns(where, listed, children, seed, list(wanted))


def loaded_from(rows: Rows, year: int) -> LoadedFiles:
    """The files of one year, read."""
    loaded = LoadedFiles()
    loaded.set_year(year)
    for name, data in csv_of(rows).items():
        for file in loaded.add(f"{year}/{name}", data):
            for number, part in enumerate(file.read.parts):
                if part.kind == "table":
                    loaded.change(file.id, number, year=year)
    return loaded


def alter(rows: dict[int, Rows]) -> tuple[str, str, str, str]:
    """Give an episode of 2024-25 another need than it has in the year after: its child, its start, and the two."""
    later = {(row[0], row[1]) for row in rows[2026]["Episodes"]}
    row = next(row for row in rows[2025]["Episodes"] if (row[0], row[1]) in later)
    now = row[4]
    row[4] = "N7" if now != "N7" else "N8"
    return row[0], row[1], row[4], now


def leaver_of_old(rows: dict[int, Rows]) -> str:
    """Put into 2026-27's care leavers a child who was in care in 2023-24 and in neither return since: its id."""
    known = {row[0] for year in (2027, 2026) for row in rows[year]["Episodes"]}
    child = next(row[0] for row in rows[2024]["Header"] if row[0] not in known)
    rows[2027]["OC3"].append([child, "10/05/2009", "YES", "F2", "B1"])  # 16 when last year ran
    return child
