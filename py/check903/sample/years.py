"""The same made-up children in a council's returns of several years, as they would have been sent."""

from __future__ import annotations

from random import Random

from check903.sample import places
from check903.sample.errors import inject
from check903.sample.life_histories import LifeHistories
from check903.sample.places import Postcodes, Providers
from check903.sample.returns import Rows, Year, rows_of_year

CLOSED_FOR = 900, 10  # days before this year: the first and the last on which a provider closed


def providers(rng: Random, where: Postcodes, count: int, year: int) -> Providers:
    """About `count` providers, of whom some closed before the collection year."""
    first, last = (Year(year).start - days for days in CLOSED_FOR)
    return places.providers(rng, where, count, first, last)


def returns(
    where: Postcodes, listed: Providers, children: int, seed: int, years: list[int], share: float = 0
) -> dict[int, Rows]:
    """Year -> table -> rows of texts, the newest year first. Each is made as if the years before had been sent without
    an error, of which `share` of its children then have one.
    """
    rng, newest = Random(seed), max(years)
    histories = LifeHistories(rng, newest, where, listed, children, max(2, newest - min(years) + 1))
    people = sorted((histories.child() for _ in range(children)), key=lambda child: int(child.id))
    by_year = {year: rows_of_year(people, year, rng) for year in sorted(years, reverse=True)}
    for year, rows in by_year.items():
        inject(rows, by_year.get(year - 1) or rows_of_year(people, year - 1, rng), year, listed, share, rng)
    return by_year
