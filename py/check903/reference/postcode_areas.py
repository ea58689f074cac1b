"""The file of a postcode area (B, BS, SW ...), little-endian:

    char[4]   magic
    uint32    number of postcodes P
    uint16    number of sectors S ("B1 1" is a sector)
    uint8     number of authorities A
    char[9]   x A   the authorities of this area: upper-tier code, SCO, NIR, WAL or blank, padded with NUL
    uint16    x S   the sectors' numbers, rising
    bits      x S x 676, packed in bytes at the end: which of a sector's units AA to ZZ there are
    uint8     x P   which authority
    uint8     x 3 x P   easting: difference from the postcode before, zigzag; all low bytes, all middle, all high ones
    uint8     x 3 x P   northing: likewise

Postcodes stand in the order of sector and unit. Neighbours lie near each other, so most differences need few bits, and
in separate blocks of bytes they compress well. Coordinates are exact to the metre of the source: distances to a tenth
of a mile depend on it. A postcode has a grid reference exactly if it has an authority.
"""

from __future__ import annotations

import struct
from functools import cached_property

import numpy as np

from check903.reference.postcode_keys import UNITS, written

MAGIC = b"PC1\n"
_HEAD = struct.Struct("<4sIHB")


class Area:
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
        bits = np.unpackbits(parts.take("u1", -(-sectors * UNITS // 8)), count=sectors * UNITS)
        which, unit = np.divmod(np.flatnonzero(bits), UNITS)
        self._keys = sector[which].astype(np.int32) * UNITS + unit.astype(np.int32)
        self.authority = parts.take("u1", count)
        self.placed = (self.authorities != "")[self.authority]
        self._differences = parts.take("u1", 6 * count).reshape(2, 3, count)
        if len(self._keys) != count or parts.left:
            raise ValueError("lengths don't agree")

    def find(self, keys: np.ndarray) -> np.ndarray:
        """The position of each key (as `by_area` gives them) among the area's postcodes, -1 where it is none of
        them.
        """
        positions = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[positions] == keys, positions, -1)

    def listed(self, area: str) -> list[tuple[str, str]]:
        """The area's placed postcodes, written with a space, and their authorities."""
        positions = np.flatnonzero(self.placed)
        authority = self.authorities[self.authority[positions]].tolist()
        return [(area + written(key), code) for key, code in zip(self._keys[positions].tolist(), authority)]

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


def packed(keys, codes: list[str], easting, northing) -> bytes:
    """The file of an area. Keys rise; a row without authority must be without coordinates, and
    no other.
    """
    names = sorted(set(codes))
    authority = np.array([names.index(code) for code in codes], np.uint8)
    placed = np.array([code != "" for code in codes])
    if not (np.array_equal(placed, ~np.isnan(easting)) and np.array_equal(placed, ~np.isnan(northing))):
        raise ValueError("authority and grid reference don't go together in the source any more")
    sector, unit = np.divmod(keys, UNITS)
    sectors, which = np.unique(sector, return_inverse=True)
    bits = np.zeros((len(sectors), UNITS), bool)
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
