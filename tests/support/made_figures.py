"""Figures of made-up tables."""

from __future__ import annotations

import datetime as dt

from check903.figures.figures import Figures
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
from support.example_postcodes import directory
from support.figure_scenes import Scene

BIRMINGHAM = "E08000025"


def table_of(name: str, columns: list[str], rows: list[tuple[str, ...]]) -> Table:
    """The cells as they stand."""
    texts = zip(*rows) if rows else [()] * len(columns)
    return Table(name.removesuffix("_last"), {column: Column.of(cells) for column, cells in zip(columns, texts)})


def return_of(tables: dict[str, Table], year: int = 2027, authority: str | None = BIRMINGHAM) -> Return:
    """The return of the tables; last year's are named `..._last`."""
    this = {name: table for name, table in tables.items() if not name.endswith("_last")}
    last = {name.removesuffix("_last"): table for name, table in tables.items() if name.endswith("_last")}
    return Return(this, last, Collection.of_year(year), authority=authority, postcodes=directory())


def day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%d/%m/%Y").date()


def figures_of(scene: Scene) -> Figures:
    """The figures of a scene."""
    year = int(scene.settings.get("year", "2027"))
    r = return_of({name: table_of(name, *cells) for name, cells in scene.tables.items()}, year)
    population = scene.settings.get("population")
    return Figures(r, day(scene.settings.get("as at", "31/03/2027")), None, int(population) if population else None)
