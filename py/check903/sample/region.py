"""A made-up region: the returns of several councils and years in one tree of folders, named as such trees are.

from check903.sample.region import region
made = region(postcodes.default_directory(), councils=12, years=[2024, 2025, 2026, 2027], children=15, seed=1)
made.write(folder)
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from check903.reference import authorities
from check903.reference.schema import year_label
from check903.sample import places
from check903.sample import years as several
from check903.sample.places import Postcodes, Providers
from check903.sample.returns import csv_files

COUNCILS: tuple[str, ...] = (  # those whose postcodes the sample has, the most first
    *("E06000023", "E10000013", "E10000008", "E06000066", "E06000054", "E06000025"),
    *("E06000024", "E06000022", "E06000030", "E10000025", "E06000052", "E10000034"),
)

POSTCODES = 20  # one of so many is used

Files = dict[str, bytes]  # path -> bytes
Returns = dict[int, Files]  # year -> file name -> bytes


@dataclass(frozen=True)
class Region:
    """Such a tree.

    files      path -> bytes, Ofsted's list among them
    councils   ONS code -> the folder or file of its returns
    years      the collection years, by their ends
    broken     (council, year) of the return that can't be read
    """

    files: Files
    councils: dict[str, str]
    years: list[int]
    broken: tuple[str, int]

    def write(self, folder: Path) -> None:
        """Write the tree into the folder."""
        for path, data in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


def region(
    directory, councils: int = 12, years: Iterable[int] = (2024, 2025, 2026, 2027), children: int = 15, seed: int = 1
) -> Region:
    """Returns of `councils` councils, each of about `children` children in the newest year, with errors in a third.

    directory  check903.reference.postcodes.Directory, of which homes and placements are taken

    Names and layouts take turns: what a council is called in them differs, and one is known by its home postcodes
    alone. The last council's return of the first year is cut off. Raises ValueError for more councils than there are.
    """
    if not 0 < councils <= len(COUNCILS):
        raise ValueError(f"a region has 1 to {len(COUNCILS)} councils")
    wanted = sorted(years)
    known = places.listed(directory)[::POSTCODES]
    where = {code: places.of_council(known, code) for code in COUNCILS[:councils]}
    listed = _providers(where, seed, max(wanted))
    files: Files = {"Ofsted list of providers.xlsx": places.workbook(places.list_rows(listed))}
    folders: dict[str, str] = {}
    for number, (code, postcodes) in enumerate(where.items()):
        by_year = several.returns(postcodes, Providers(listed.rows, code), children, seed + number, wanted, share=0.35)
        layout = LAYOUTS[number % len(LAYOUTS)]
        laid = layout(code, {year: csv_files(rows) for year, rows in by_year.items()})
        folders[code] = next(iter(laid)).partition("/")[0]
        files |= laid
    broken = COUNCILS[councils - 1], wanted[0]
    return Region(_without(files, folders[broken[0]], year_label(wanted[0])), folders, wanted, broken)


def _providers(where: dict[str, Postcodes], seed: int, year: int) -> Providers:
    """One list for the region, with what each council needs."""
    rows = [
        row
        for number, postcodes in enumerate(where.values())
        for row in several.providers(Random(seed + number), postcodes, 30, year).rows
    ]
    return Providers(rows, next(iter(where)))


def _without(files: Files, place: str, year: str) -> Files:
    """The files, but of that place's return of the year only a workbook that was cut off."""
    others = {path: data for path, data in files.items() if not path.startswith(f"{place}/{year}/")}
    return {**others, f"{place}/{year}/SSDA903 final.xlsx": b"PK\x03\x04 cut off"}


# -- how such trees are named: (code, returns) -> files ----------------------------------------------------------------


def _by_name(code: str, returns: Returns) -> Files:
    return {f"{authorities.name(code)} Council/{year_label(y)}/{file}": data for y, file, data in _each(returns)}


def _by_code_in_a_zip(code: str, returns: Returns) -> Files:
    return {f"{code}_returns.zip": _zipped({f"{y}/{file}": data for y, file, data in _each(returns)})}


def _by_number_and_flat(code: str, returns: Returns) -> Files:
    number = next(number for number, council in authorities.numbers().items() if council == code)
    return {f"LA {number} 903s/{file[:-4]} {y - 1}_{y % 100}.csv": data for y, file, data in _each(returns)}


def _by_postcodes(code: str, returns: Returns) -> Files:
    """Nothing names the council; the names of the files are an export's."""
    place = f"export {1 + COUNCILS.index(code)}"
    return {f"{place}/ssda903 {y}/{file.upper()}": data for y, file, data in _each(returns)}


def _a_zip_for_each_year(code: str, returns: Returns) -> Files:
    name = authorities.name(code).replace(" ", "_")
    return {f"{name}/FINAL {year_label(y)} (2).zip": _zipped(files) for y, files in returns.items()}


LAYOUTS: tuple[Callable[[str, Returns], Files], ...] = (
    _by_name,
    _by_code_in_a_zip,
    _by_number_and_flat,
    _by_postcodes,
    _a_zip_for_each_year,
    _by_name,
)


def _each(returns: Returns) -> Iterator[tuple[int, str, bytes]]:
    return ((year, file, data) for year, files in returns.items() for file, data in files.items())


def _zipped(files: Files) -> bytes:
    """A zip of the files; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()
