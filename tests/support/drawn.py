"""Arbitrary returns, however odd: arbitrary cells, arbitrary order, arbitrary company.

Hypothesis draws the year, which tables there are, how many rows, and a seed; the cells follow from the seed. That is
much faster than drawing every cell, and a failing return is printed table by table.
"""

from __future__ import annotations

import random

import pandas as pd
from hypothesis import note
from hypothesis import strategies as st

from check903.model.providers import Providers
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
from check903.reference import codes, schema
from support.fakes import BIRMINGHAM, Directory

NAMES = [f"{name}{year}" for name in schema.TABLES for year in ("", "_last")]
YEARS = range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)
CHILDREN = ["A", "B", "C"]
JUNK = ["x", "0", "1", "-1", "1.0", "nan", "inf", "1e999", "é", "💥", "\n", " ", "'", "null", "9" * 40]
JUNK_DATES = [
    "31/06/2026",
    "01/06/26",
    "2026-06-01",
    "ZZ/ZZ/ZZZZ",
    "ZZ/05/2026",
    "01/01/0001",
    "31/12/9999",
    "٠١/٠٤/٢٠٢٦",
    "01/04/2026 ",
    *JUNK,
]
POSTCODES = ["B1 1AA", "b11aa", "CV1 1AA", "EH1 1AA", "BT1 1AA", "ZZ1 1AA", *JUNK]
NUMBERS = ["0", "1", "12", "12.5", "40", "41", "3.0", "999.9", *JUNK]
URNS = ["SC123456", "SC123457", "1234567", "XXXXXXX", *JUNK]
UPNS = ["H801200001001", "h801200001001", "B801200001008", "UN1", "UN3"]
PROVIDERS = {
    "URN": ["SC123456", "SC123456", "SC123457", "1234567"],
    "PLACE_CODES": ["U1,U4", "K2", "K3", ""],
    "PROVIDER_CODES": ["PR1", "PR4/PR5", "PR4", ""],
    "REG_END": ["", "01/06/2026", "01/06/2026", "soon"],
    "POSTCODE": ["B1 1AA", "CV11AA", "", "EH1 1AA"],
}


# -- arbitrary returns ------------------------------------------------------------------------------------------------


class Drawn:
    """A return to be: its tables (this year's and last year's together), its circumstances, and more cells of the same
    kind.
    """

    def __init__(self, year: int, chance: random.Random, **given):
        self.year, self.chance, self.given = year, chance, given
        self.tables: dict[str, Table] = {}
        self._usual: dict[schema.ColumnSpec, tuple[list[str], list[str]]] = {}

    def __repr__(self):
        return f"Drawn({self.year}), as shown table by table"

    def returned(self, tables: dict[str, Table] | None = None) -> Return:
        tables = self.tables if tables is None else tables
        this = {name: table for name, table in tables.items() if not name.endswith("_last")}
        last = {name.removesuffix("_last"): table for name, table in tables.items() if name.endswith("_last")}
        return Return(this, last, Collection.of_year(self.year), **self.given)

    def table(self, name: str, rows: int, columns=None, children=CHILDREN) -> Table:
        """An arbitrary table; by default with nearly all columns that it can have."""
        spec = schema.TABLES[name.removesuffix("_last")]
        columns = columns or [
            each.name for each in spec.columns if self.chance.random() < (0.4 if each.derived else 0.97)
        ]
        return Table(
            name,
            {column: Column.of(self.cell(spec.column(column), children) for _ in range(rows)) for column in columns},
        )

    def cell(self, column: schema.ColumnSpec, children) -> str:
        """Something that could stand there, mostly proper, often blank, sometimes junk."""
        if column.name == "CHILD":
            return self.chance.choice([*children, *children, ""])
        pick = self.chance.random()
        if pick < 0.2:
            return ""
        if column not in self._usual:  # a few texts of each column, so that they meet
            proper, junk = self._kinds(column)
            self._usual[column] = self.chance.choices(proper or junk, k=9 if column.type == "date" else 5), junk
        usual, junk = self._usual[column]
        return self.chance.choice(junk if pick > 0.95 else usual)

    def _kinds(self, column: schema.ColumnSpec) -> tuple[list[str], list[str]]:
        if column.name in ("DOB", "MC_DOB"):
            return [self.day(-age) for age in (1, 4, 5, 10, 14, 16, 17, 18, 19, 25)], JUNK_DATES
        if column.type in ("date", "partial date"):
            return [self.day(back) for back in (-9, -3, -1, -1, 0, 0, 0, 0, 0, 0, 1)], JUNK_DATES
        if column.type == "postcode":
            return POSTCODES[:4], POSTCODES
        if column.type == "number":
            return NUMBERS[:8], NUMBERS
        if column.name in ("URN", "UPN"):
            return (URNS[:4], URNS) if column.name == "URN" else (UPNS, JUNK)
        known = list(codes.in_order(column.codes, self.year)) if column.codes else []
        return [*known, *(code for code in known if code in LIKELY for _ in range(4))], [
            *JUNK,
            *(code.lower() for code in known),
        ]

    def day(self, year: int) -> str:
        """One of a few days, in the collection year or so many years from it: most of them where rules change their
        mind.
        """
        day, month = self.chance.choice(
            [(1, 4), (31, 3), (1, 4), (31, 3), (2, 4), (30, 3), (29, 2), (28, 2), (1, 9), (8, 9)]
        )
        calendar = self.year + year - (month > 3)
        return f"{day - (day == 29 and calendar % 4 > 0):02d}/{month:02d}/{calendar}"

    def show(self) -> None:
        """Print the return, for a test that fails."""
        note(f"year {self.year}, {self.given}")
        for name, table in self.tables.items():
            note(
                f"{name}\n"
                + pd.DataFrame({column: cells.texts() for column, cells in table.columns.items()}).to_string()
            )


LIKELY = {"S", "X1", "E11", "E4A", "C2", "V3", "E1", "A5", "U1", "K2", "T1", "P1", "M", "F", "YES"}


@st.composite
def drawn_returns(draw, rows=14):
    """Up to `rows` rows a table, most tables there, most circumstances known."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    year = draw(st.sampled_from(YEARS))
    found = Drawn(
        year,
        chance,
        rules_year=draw(st.one_of(st.none(), st.sampled_from(YEARS))),
        authority=draw(st.sampled_from([BIRMINGHAM, BIRMINGHAM, None])),
        file_format=draw(st.sampled_from([None, "csv", "xml"])),
        postcodes=Directory() if chance.random() < 0.9 else None,
        providers=Providers(PROVIDERS, Directory()) if chance.random() < 0.9 else None,
    )
    absent = draw(st.frozensets(st.sampled_from(NAMES), max_size=6))
    most = draw(st.integers(0, rows))
    found.tables = {name: found.table(name, chance.randint(most // 2, most)) for name in NAMES if name not in absent}
    found.show()
    return found
