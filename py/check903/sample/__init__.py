"""A made-up return: children, ids, names and providers are invented by chance from a seed; the postcodes alone are
real.

    from check903 import sample
    made = sample.generate(children=300, seed=1)
    made.this_year["episodes.csv"], made.last_year["episodes.csv"], made.providers, made.injected

`python -m check903.sample FOLDER --children 300 --seed 1` writes it to files. The same seed gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from check903.reference.schema import LAST_YEAR
from check903.sample import places, years
from check903.sample.errors import Injected, inject
from check903.sample.life_histories import LifeHistories
from check903.sample.returns import csv_files, rows_of_year

__all__ = ["Injected", "Sample", "generate"]

FIRST_YEAR = 2024


@dataclass(frozen=True)
class Sample:
    """A return.

    this_year, last_year  file name -> CSV as bytes
    providers        the provider list, a workbook
    provider_sheets  the same as texts: sheet name -> rows, the first of them the column names
    injected         the errors put into this year's files
    council          ONS code of the council that makes the return
    year             the collection year of `this_year`
    """

    this_year: dict[str, bytes]
    last_year: dict[str, bytes]
    providers: bytes
    provider_sheets: dict[str, list[list[str]]]
    injected: list[Injected]
    council: str
    year: int

    def write(self, folder: Path) -> None:
        """Write `this_year/`, `last_year/` and `providers.xlsx` into the folder."""
        for name, files in (("this_year", self.this_year), ("last_year", self.last_year)):
            (folder / name).mkdir(parents=True, exist_ok=True)
            for file, data in files.items():
                (folder / name / file).write_bytes(data)
        (folder / "providers.xlsx").write_bytes(self.providers)


def generate(
    children: int = 300,
    seed: int = 1,
    year: int = LAST_YEAR,
    share: float = 0.15,
    providers: int | None = None,
    directory=None,
) -> Sample:
    """A return for the collection year that ends in `year`, with last year's and a provider list.

    children   how many are in this year's Header (before errors)
    share      share of the children into whom errors of all kinds are put by turns, common ones besides; 0 for none
    providers  about how many providers are listed; by default it grows with the children
    directory  check903.reference.postcodes.Directory to take many different postcodes from; by default the few that
    come with the package

    Raises ValueError for a year before 2023-24: what the sample says of supported accommodation was not asked before.
    """
    if year < FIRST_YEAR:
        raise ValueError(f"the sample can be made for {FIRST_YEAR} and later")
    rng = Random(seed)
    where = places.postcodes(directory)
    listed = years.providers(rng, where, providers or min(5000, 200 + children), year)
    histories = LifeHistories(rng, year, where, listed, children)
    people, returned = [], 0
    while returned < children:
        child = histories.child()
        people.append(child)
        returned += bool(rows_of_year([child], year, Random(0))["Header"])
    people.sort(key=lambda child: int(child.id))
    this, last = (rows_of_year(people, when, rng) for when in (year, year - 1))
    injected = inject(this, last, year, listed, share, rng)
    sheets = places.list_rows(listed)
    return Sample(csv_files(this), csv_files(last), places.workbook(sheets), sheets, injected, where.council, year)
