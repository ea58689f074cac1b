"""Where made-up children live and who looks after them: postcodes, and an invented provider list.

The postcodes are real (ONS Postcode Directory, Open Government Licence v3.0), so that distances and councils can be
worked out; who is said to live or work there is not.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import NamedTuple

from check903.model.text import day_text
from check903.reference import authorities, data_file

AREAS = ("BS", "BA", "GL", "SN", "TA", "EX", "CF")
NO_URN = "XXXXXXX"


class Postcodes(NamedTuple):
    """own: postcodes in the council's area; elsewhere: (postcode, council) in the rest of England; wales: postcodes;
    council: its ONS code.
    """

    own: list[str]
    elsewhere: list[tuple[str, str]]
    wales: list[str]
    council: str


def council() -> str:
    """ONS code of the council whose return the sample is, unless it is asked for another's."""
    return _file()["council"]


@cache
def _file() -> dict:
    return data_file.read("sample_postcodes.json")


def postcodes(directory=None) -> Postcodes:
    """All postcodes of some areas if there is a directory to take them from, else the few that come with the
    package; the own are those of `council()`.
    """
    return of_council(listed(directory), council())


def listed(directory=None) -> list[tuple[str, str]]:
    """(postcode, ONS code of its council, "WAL" for Wales) of those areas, or of the package."""
    if directory is not None:
        return [pair for area in AREAS for pair in directory.listed(area)]
    sets = _file()
    own, wales = (
        [(text, code) for text in texts] for texts, code in ((sets["own"], council()), (sets["wales"], "WAL"))
    )
    return [*own, *(tuple(pair) for pair in sets["elsewhere"]), *wales]


def of_council(postcodes: list[tuple[str, str]], code: str) -> Postcodes:
    """The postcodes for a return of that council."""
    return Postcodes(
        [text for text, of in postcodes if of == code],
        [(text, of) for text, of in postcodes if of.startswith("E") and of != code],
        [text for text, of in postcodes if of == "WAL"],
        code,
    )


class Provider(NamedTuple):
    """One row of the provider list. `codes` are the placement provider codes, `end` the closing date as an ordinal or
    None.
    """

    urn: str
    kind: str
    places: tuple[str, ...]
    codes: tuple[str, ...]
    postcode: str
    council: str
    end: int | None


FOSTERING = ("U1", "U2", "U3", "U4", "U5", "U6")
# kind -> placement codes, share among 1,000 providers, share run by councils, private, by charities
KINDS = {
    "Fostering agency": (FOSTERING, 90, (0.4, 0.4, 0.2)),
    "Children's home": (("K2",), 560, (0.1, 0.8, 0.1)),
    "Secure children's home": (("K1",), 10, (1, 0, 0)),
    "Residential family centre": (("R3",), 30, (0, 0.8, 0.2)),
    "Residential special school": (("S1",), 50, (0, 0.6, 0.4)),
    "Supported accommodation": (("K3",), 260, (0, 1, 0)),
}
SECTORS = (("PR1", "PR2"), ("PR4",), ("PR5",))
CLOSED_SHARE = 0.08


@dataclass
class Providers:
    """The rows of the list, and those that are open by (placement code, provider code); `closed` likewise. `council`:
    whose return they are for.
    """

    rows: list[Provider]
    council: str
    open: dict[tuple[str, str], list[Provider]] = field(default_factory=dict)
    closed: dict[tuple[str, str], list[Provider]] = field(default_factory=dict)

    def __post_init__(self):
        council = self.council
        for row in self.rows:
            for place in row.places:
                for code in row.codes:
                    if code == "PR1" and row.council != council or code == "PR2" and row.council == council:
                        continue
                    by_place = self.open if row.end is None else self.closed
                    by_place.setdefault((place, code), []).append(row)


def providers(rng: Random, where: Postcodes, count: int, closing_from: int, closing_to: int) -> Providers:
    """About `count` invented providers. Those that closed did so between the two ordinals."""
    council = where.council
    urns = _urns(rng)

    def provider(kind: str, codes, address: tuple[str, str], end: int | None, urn: str | None = None) -> Provider:
        return Provider(urn or next(urns), kind, KINDS[kind][0], codes, address[0], address[1], end)

    # One of each that the return can't do without, in the council's own area or out of it as the code demands.
    rows = [provider("Fostering agency", SECTORS[0], (rng.choice(where.own), council), None)]
    rows += [provider("Fostering agency", SECTORS[0], rng.choice(where.elsewhere), None)]
    rows += [provider("Children's home", SECTORS[0], (rng.choice(where.own), council), None)]
    for kind, (_, _, shares) in KINDS.items():
        rows += [
            provider(kind, codes, rng.choice(where.elsewhere), None) for codes, share in zip(SECTORS, shares) if share
        ]
    rows += [provider("Fostering agency", SECTORS[1], rng.choice(where.elsewhere), closing_from)]
    kinds = rng.choices(list(KINDS), [share for _, share, _ in KINDS.values()], k=max(0, count - len(rows)))
    for kind in kinds:
        (codes,) = rng.choices(SECTORS, KINDS[kind][2])
        address = (rng.choice(where.own), council) if rng.random() < 0.2 else rng.choice(where.elsewhere)
        end = rng.randint(closing_from, closing_to) if rng.random() < CLOSED_SHARE else None
        rows.append(provider(kind, codes, address, end))
        if (
            kind == "Supported accommodation" and end is None and rng.random() < 0.3
        ):  # several premises under one number
            rows.append(provider(kind, codes, rng.choice(where.elsewhere), None, rows[-1].urn))
    return Providers(rows, council)


def _urns(rng: Random):
    seen = {NO_URN}
    while True:
        urn = f"SC{rng.randrange(10**6):06d}" if rng.random() < 0.4 else str(rng.randrange(1_000_000, 3_000_000))
        if urn not in seen:
            seen.add(urn)
            yield urn


SHEETS = {
    "Providers": (
        "Local authority",
        "URN",
        "Provider type",
        "Sector",
        "Setting name",
        "Registration status",
        "Deregistration date",
        "Placement code",
        "Setting address postcode",
        "Placement provider code",
    ),
    "SA providers": (
        "Setting local authority",
        "URN",
        "Provider type",
        "Sector",
        "Provider name",
        "Registration status",
        "Closed date",
        "Placement code",
        "Setting address postcode",
        "Placement provider code",
    ),
}
SECTOR_NAMES = {SECTORS[0]: "Local Authority", SECTORS[1]: "Private", SECTORS[2]: "Voluntary"}


def list_rows(providers: Providers) -> dict[str, list[list[str]]]:
    """The combined list as texts: sheet name -> rows, the first of them the column names."""
    sheets = {name: [list(columns)] for name, columns in SHEETS.items()}
    for number, row in enumerate(providers.rows, 1):
        sheet = "SA providers" if row.kind == "Supported accommodation" else "Providers"
        sheets[sheet].append(
            [
                authorities.name(row.council),
                row.urn,
                row.kind,
                SECTOR_NAMES[row.codes],
                f"Example setting {number}",
                "Active" if row.end is None else "Closed",
                "" if row.end is None else day_text(dt.date.fromordinal(row.end)),
                ", ".join(row.places),
                row.postcode,
                "/".join(row.codes),
            ]
        )
    return sheets


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    """The combined list as an Excel workbook; the same rows give the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": dt.datetime(2020, 1, 1), "title": "Made-up provider list"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()
