"""Old Excel workbooks (.xls) made safe: the container that the workbook lies in is read here with care, and made anew.

An .xls file is a small file system of chained sectors. The library that reads workbooks follows a damaged chain without
end and takes Python down with it, so it is only ever shown a container made here, which holds nothing but the workbook.
olefile would not do in place of `Container`: where a chain comes back to itself it gives the same sectors again without
an error, at its strictest too, so a damaged file would be read with wrong rows.
"""

from __future__ import annotations

import struct

from check903.reading.result import UnreadableFile

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "it is locked with a password. Save it without one and try again."
DAMAGED = "the workbook is damaged or cut off. Open it in Excel, save it as an Excel workbook (.xlsx) and use that."
NOT_EXCEL = "it is no Excel workbook but some other Office file. Save the table as an Excel workbook and use that."

_LAST, _FREE, _OF_FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALL, _SMALL_SECTOR = 4096, 64  # streams below this size lie in small sectors, within a stream of their own
_IN_HEADER = 109  # sectors of the allocation table that the header can name
_SECTOR = 4096  # of the container made here: the header's 109 entries then reach 446 MB
# Records of a row, a column and a value.
_CELLS = {*range(2, 7), 0x7E, 0xBD, 0xBE, 0xD6, 0xFD, *range(0x201, 0x207), 0x27E, 0x406}
_COLUMNS = 256
_DIMENSIONS = 0x200
_FILE_PASS = b"\x2f\x00"  # the record that comes second in a workbook locked with a password


def with_workbook_alone(data: bytes) -> bytes:
    """A container with only the workbook of an .xls file in it. Raises UnreadableFile if there is none, or it is
    locked or damaged.
    """
    name, stream = _workbook(data)
    return container_of(name, _tamed(stream))


def workbook(data: bytes) -> bytes:
    """The records of an .xls file's workbook. Raises UnreadableFile as `with_workbook_alone`."""
    return _workbook(data)[1]


def _workbook(data: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the stream that holds the workbook."""
    try:
        container = Container(data)
        if "EncryptedPackage" in container.entries:
            raise UnreadableFile(LOCKED)
        name = next((name for name in ("Workbook", "Book") if name in container.entries), None)
        if name is None:
            raise UnreadableFile(NOT_EXCEL)
        stream = container.stream(name)
    except (struct.error, IndexError, ValueError):
        raise UnreadableFile(DAMAGED) from None
    second = 4 + int.from_bytes(stream[2:4], "little")
    if stream[second : second + 2] == _FILE_PASS:
        raise UnreadableFile(LOCKED)
    return name, stream


def _tamed(stream: bytes) -> bytes:
    """The workbook's records without what makes the library ask for all the memory there is.

    A sheet's own word on its size is blanked, because it may be a lie; a cell in a column that an .xls file can't have
    is damage.
    """
    tamed = bytearray(stream)
    offset, end = 0, len(stream) - 8
    while offset <= end:
        kind = stream[offset] | stream[offset + 1] << 8
        length = stream[offset + 2] | stream[offset + 3] << 8
        if kind == _DIMENSIONS:
            tamed[offset + 4 : offset + 4 + length] = bytes(len(stream[offset + 4 : offset + 4 + length]))
        elif kind in _CELLS and length >= 4 and stream[offset + 6] | stream[offset + 7] << 8 >= _COLUMNS:
            raise UnreadableFile(DAMAGED)
        offset += 4 + length
    return bytes(tamed)


class Container:
    """A compound file; `entries` has start and size of each stream by name. Raises ValueError, IndexError or
    struct.error on damage.
    """

    def __init__(self, data: bytes):
        self._data = data
        version, _, shift = struct.unpack_from("<3H", data, 26)
        directory, mini_table, table = (struct.unpack_from("<I", data, offset)[0] for offset in (48, 60, 68))
        if shift not in (9, 12):
            raise ValueError("sector size")
        self._size = 1 << shift
        self._table: list[int] = []
        for sector in self._table_sectors(table):
            self._table += self._numbers(sector)
        listed = self._chained(directory)
        self.entries: dict[str, tuple[int, int]] = {}
        root = None
        for offset in range(0, len(listed) - 127, 128):
            length, kind = struct.unpack_from("<HB", listed, offset + 64)
            start, size, size_above = struct.unpack_from("<3I", listed, offset + 116)
            if version > 3:
                size |= size_above << 32
            if kind == 5 and root is None:
                root = start
            elif kind == 2:
                name = listed[offset : offset + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                self.entries.setdefault(name, (start, size))
        self._small_stream = self._chained(root) if root not in (None, _LAST) else b""
        self._small_table = struct.unpack(f"<{len(small) // 4}I", small) if (small := self._chained(mini_table)) else ()

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        start, size = self.entries[name]
        if size >= _SMALL:
            data = self._chained(start)
        else:
            sectors = _chain(start, self._small_table)
            data = b"".join(self._small_stream[n * _SMALL_SECTOR : (n + 1) * _SMALL_SECTOR] for n in sectors)
        if len(data) < size:
            raise ValueError("stream cut off")
        return data[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise ValueError("sector beyond the end")
        return self._data[start : start + self._size].ljust(self._size, b"\0")

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def _table_sectors(self, further: int) -> list[int]:
        """The sectors that hold the allocation table: named in the header, and in further sectors chained by their last
        number.
        """
        named = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        seen = set()
        while further not in (_LAST, _FREE):
            if further in seen:
                raise ValueError("endless chain")
            seen.add(further)
            *more, further = self._numbers(further)
            named += more
        return [sector for sector in dict.fromkeys(named) if sector != _FREE]

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._table)))


def _chain(start: int, table) -> list[int]:
    """The sectors from `start` on; a chain that comes back to itself is refused."""
    seen: dict[int, None] = {}
    while start not in (_LAST, _FREE):
        if start in seen:
            raise ValueError("endless chain")
        seen[start] = None
        start = table[start]
    return list(seen)


def container_of(name: str, stream: bytes) -> bytes:
    """A compound file (version 4) of one stream: a directory, a sector for the root, the stream, the allocation
    table.
    """
    stream = stream.ljust(_SMALL, b"\0")
    body = -(-len(stream) // _SECTOR)
    tables = 1
    while tables * _SECTOR // 4 < 2 + body + tables:
        tables += 1
    if tables > _IN_HEADER:
        raise UnreadableFile(DAMAGED)
    chain = [_LAST, _LAST, *range(3, 2 + body), _LAST, *[_OF_FAT] * tables]
    chain += [_FREE] * (tables * _SECTOR // 4 - len(chain))
    of_table = [*range(2 + body, 2 + body + tables), *[_FREE] * (_IN_HEADER - tables)]
    header = struct.pack(
        "<8s16x5H6x10I", START, 0x3E, 4, 0xFFFE, 12, 6, 1, tables, 0, 0, _SMALL, _LAST, 0, _LAST, 0, *of_table[:1]
    )
    header += struct.pack(f"<{_IN_HEADER - 1}I", *of_table[1:])
    directory = _entry("Root Entry", 5, 1, _SMALL_SECTOR, child=1) + _entry(name, 2, 2, len(stream))
    parts = [
        header.ljust(_SECTOR, b"\0"),
        directory.ljust(_SECTOR, b"\0"),
        bytes(_SECTOR),
        stream.ljust(body * _SECTOR, b"\0"),
    ]
    return b"".join([*parts, struct.pack(f"<{len(chain)}I", *chain)])


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBB3I36xIQ", text, len(text), kind, 1, _FREE, _FREE, child, start, size)
