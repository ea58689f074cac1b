"""Zips: the files in them, within bounds. Workbooks are zips too, and are looked over here before they are opened."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from check903.reading.limits import MB, Limits
from check903.reading.result import UnreadableFile

START = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"
LOCKED = "it is locked with a password. Save it without one and try again."
_DAMAGED = "it is damaged or cut off. Save it again, or make the zip again."


class Zip:
    """A zip in memory whose members can be read without growing beyond the limits. Raises UnreadableFile for one
    that can't be used.

    within  the zip it lies in, if any: what it unpacks to counts there too, or a zip of zips would unpack to any size
    """

    def __init__(self, data: bytes, limits: Limits, within: Zip | None = None):
        self._limits, self._within = limits, within
        self.depth: int = within.depth + 1 if within else 0
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError):
            raise UnreadableFile(_DAMAGED) from None
        self.members = [
            member for member in self._file.infolist() if not member.filename.endswith(("/", "\\")) and member.filename
        ]
        if len(self.members) > limits.members:
            raise UnreadableFile(
                f"the zip holds {len(self.members):,} files; no return has so many. Use only the return’s files."
            )
        self._left = limits.unpacked_bytes
        for member in self.members:
            self._refuse_bomb(member.file_size, member.compress_size)
        if sum(member.file_size for member in self.members) > self._left:
            raise self._too_large()

    @property
    def names(self) -> list[str]:
        """The names of the members."""
        return [member.filename for member in self.members]

    @property
    def is_workbook(self) -> bool:
        """True for a zip that is an .xlsx, .xlsb or .ods file."""
        return any(name.startswith("xl/workbook.") or name == "content.xml" for name in self.names)

    def read(self, member: zipfile.ZipInfo) -> bytes:
        """The bytes of a member."""
        return b"".join(self.chunks(member))

    def chunks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of a member, a piece at a time; what it unpacks to is counted, because the size that it gives
        itself may be a lie.
        """
        if member.flag_bits & 1:
            raise UnreadableFile(LOCKED)
        size = 0
        try:
            with self._file.open(member) as file:
                while piece := file.read(MB):
                    size += len(piece)
                    self._count(len(piece))
                    self._refuse_bomb(size, member.compress_size)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise UnreadableFile(_DAMAGED) from None

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise self._too_large()
        if self._within:
            self._within._count(size)

    def _refuse_bomb(self, size: int, packed: int) -> None:
        if size > self._limits.small_bytes and size > self._limits.ratio * max(1, packed):
            raise UnreadableFile(
                "it would unpack to far more than any table: it isn’t a return. Use the files themselves."
            )

    def _too_large(self) -> UnreadableFile:
        return UnreadableFile(
            f"it would unpack to more than {self._limits.unpacked_bytes // MB} MB, far more than any return."
        )
