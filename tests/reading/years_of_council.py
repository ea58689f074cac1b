"""Returns of one council for several years, and the ways in which councils name and lay out their files."""

from __future__ import annotations

import csv
import datetime as dt
import io
from functools import cache
from random import Random

from check903.reference.schema import year_label
from check903.sample import places
from check903.sample.life_histories import LifeHistories
from check903.sample.returns import FILES, Year, csv_bytes, csv_files, rows_of_year

Files = list[tuple[str, bytes]]


@cache
def council(children: int, seed: int, newest: int, years: int = 2) -> dict[int, dict[str, bytes]]:
    """Year -> file -> bytes, the newest year first. Children are about as many in each; no errors are put in."""
    rng = Random(seed)
    start = Year(newest).start
    where = places.postcodes(None)
    histories = LifeHistories(rng, newest, where, places.providers(rng, where, 200, start - 900, start - 10), children)
    made = [histories.child() for _ in range(children * 2)]
    made.sort(key=lambda child: int(child.id))
    return {year: csv_files(rows_of_year(made, year, rng)) for year in range(newest, newest - years, -1)}


def _in_folders(name):
    return lambda year, newest, file: f"{name(year, newest)}/{file}"


def _short(year: int) -> str:
    return f"{(year - 1) % 100}{year % 100}"


def _last_or_this(year: int, newest: int) -> str:
    return "this" if year == newest else "last"


# How a file of a year is called: (year, newest year, "header.csv") -> name. Where a writing knows two years only it
# says so.
WRITINGS = {
    "2025-header": lambda year, newest, file: f"{year}-{file}",
    "header_2425": lambda year, newest, file: file.replace(".csv", f"_{_short(year)}.csv"),
    "header 24-25": lambda year, newest, file: file.replace(".csv", f" {_short(year)[:2]}-{_short(year)[2:]}.csv"),
    "SSDA903_2025_header": lambda year, newest, file: f"SSDA903_{year}_{file}",
    "header_2024-25": lambda year, newest, file: file.replace(".csv", f"_{year_label(year)}.csv"),
    "202425": lambda year, newest, file: f"{year - 1}{year % 100}_{file}",
    "FY25": lambda year, newest, file: f"FY{year % 100} {file}",
    "the year it began": lambda year, newest, file: f"{year - 1}_{file}",
    "folder 2025": _in_folders(lambda year, newest: str(year)),
    "folder 2024-25": _in_folders(lambda year, newest: f"SSDA903 {year_label(year)}"),
    "folders without a year": _in_folders(lambda year, newest: "abcd"[newest - year]),
    "zips": lambda year, newest, file: f"{'xyz'[newest - year]}.zip > {file}",
    "day of export": lambda year, newest, file: file.replace(".csv", f"_{year}0412.csv"),
    "letters": lambda year, newest, file: f"{'abcd'[newest - year]}_{file}",
    "year in the work folder": lambda year, newest, file: f"SSDA903 {newest}/{year_label(year)}/{file}",
}
WRITINGS_OF_TWO = {
    "folders last and this": _in_folders(_last_or_this),
    "folders previous and current": _in_folders(
        lambda year, newest: "current year" if year == newest else "previous year"
    ),
    "last in a folder": lambda year, newest, file: file if year == newest else f"last year/{file}",
    "_ly": lambda year, newest, file: file if year == newest else file.replace(".csv", "_ly.csv"),
    "ly and ty": lambda year, newest, file: file.replace(".csv", "_ty.csv" if year == newest else "_ly.csv"),
    "old": lambda year, newest, file: file if year == newest else file.replace(".csv", " old.csv"),
    "only last year's named": lambda year, newest, file: (
        file if year == newest else file.replace(".csv", f" {year_label(year)}.csv")
    ),
    "last in a folder with a year": lambda year, newest, file: (
        f"SSDA903 {year_label(newest)}/{_last_or_this(year, newest)}/{file}"
    ),
}


def named(returns: dict[int, dict[str, bytes]], writing) -> list[tuple[str, bytes, int, str]]:
    """(name, bytes, year, file) of every file, under the names of that writing."""
    newest = max(returns)
    return [
        (writing(year, newest, file), data, year, file)
        for year, files in returns.items()
        for file, data in files.items()
    ]


TABLE_OF = {file: table for table, file in FILES.items()}


_FROM_THE_BEGINNING = (
    "header.csv",
    "episodes.csv",
    "reviews.csv",
    "sw_episodes.csv",
    "missing.csv",
    "previous_permanence.csv",
)


def early(files: dict[str, bytes], until: dt.date) -> dict[str, bytes]:
    """A return as it stands on that day of its year: nothing begins later, and what ends later is going on."""
    begin = {
        "episodes.csv": "DECOM",
        "reviews.csv": "REVIEW",
        "sw_episodes.csv": "SW_DECOM",
        "missing.csv": "MIS_START",
    }
    end = {
        "episodes.csv": ("DEC", "REC", "REASON_PLACE_CHANGE"),
        "sw_episodes.csv": ("SW_DEC", "SW_REASON"),
        "missing.csv": ("MIS_END",),
    }
    made, there = {}, None
    for name in sorted(_FROM_THE_BEGINNING, key=lambda name: name != "episodes.csv"):
        head, *rows = csv.reader(io.StringIO(files[name].decode()))
        kept = []
        for row in rows:
            cells = dict(zip(head, row))
            if (there is not None and cells["CHILD"] not in there) or (
                name in begin and _day(cells[begin[name]]) > until
            ):
                continue
            if name in end and _day(cells[end[name][0]]) > until:
                cells.update(dict.fromkeys(end[name], ""))
            kept.append(list(cells.values()))
        if name == "episodes.csv":
            there = {row[0] for row in kept}
        made[name] = csv_bytes([head, *kept])
    return made


def _day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%d/%m/%Y").date() if text else dt.date.min
