"""Files on disk: those in a folder and its folders, and in words why one can't be opened or written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from check903.reading.files import is_clutter, too_large
from check903.reading.limits import LIMITS

if TYPE_CHECKING:
    from check903.reading.loaded_files import LoadedFile, LoadedFiles

_IN_USE = "another program has it open, or you have no right to it. Close it there, or ask whoever looks after it."
_WHY = {
    errno.EACCES: _IN_USE,
    errno.EPERM: _IN_USE,
    errno.EBUSY: _IN_USE,
    errno.ENOENT: "it is not there. Check the spelling.",
    errno.ENOTDIR: "a part of its path is a file, not a folder. Check the spelling.",
    errno.EISDIR: "it is a folder, not a file.",
    errno.EEXIST: "it is there already, and nothing is written over. Choose another name.",
    errno.ENOSPC: "the disk is full. Make room, and try again.",
    errno.EROFS: "that disk can only be read. Choose another place.",
    errno.ENAMETOOLONG: "its name is too long. Choose a shorter one, or a folder nearer to the top.",
}


def why(fault: OSError) -> str:
    """Why it can't be opened or written, and what to do: the end of a sentence."""
    return _WHY.get(fault.errno or 0) or f"{fault.strerror or type(fault).__name__}."


def add(loaded: LoadedFiles, name: str, path: Path, source: int = 0) -> list[LoadedFile]:
    """Read a file and put it among the loaded files; where it can't be opened, it says so there.

    name, source  as for `LoadedFiles.add`
    """
    try:
        if path.is_dir():
            os.scandir(path).close()  # named because it can't be opened: says why
        if path.stat().st_size > LIMITS.file_bytes:
            return loaded.add_unusable(name, f"{name}: {too_large(LIMITS)}", source)
        return loaded.add(name, path.read_bytes(), source)
    except OSError as fault:
        return loaded.add_unusable(name, f"{name} can't be opened: {why(fault)}", source)


def files_in(folder: Path, lost: Callable[[Path, OSError], None]) -> Iterator[Path]:
    """All files in the folder and its folders, in order, but for what an operating system leaves lying about. Links to
    folders elsewhere are followed, once each.

    lost  is told of each folder that can't be opened
    """
    found, root, followed = [], folder.resolve(), set[Path]()
    for place, folders, names in os.walk(
        folder, onerror=lambda fault: lost(Path(fault.filename), fault), followlinks=True
    ):
        found += [Path(place, name) for name in names if not is_clutter(name)]
        folders[:] = [name for name in folders if _is_followed(Path(place, name), root, followed)]
    return (path for path in sorted(found) if path.is_file())


def _is_followed(folder: Path, root: Path, followed: set[Path]) -> bool:
    """True unless it is a link to what is in `root` anyway, or holds it, or was followed before: no walk goes round."""
    if not folder.is_symlink():
        return True
    target = folder.resolve()
    around = [target in (one, *one.parents) or one in target.parents for one in (root, *followed)]
    followed.add(target)
    return not any(around)
