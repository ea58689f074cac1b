"""A tree of folders and zips, parted by council."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from check903.reading.councils import named, place
from check903.reading.files import is_clutter
from check903.reading.on_disk import files_in

MARK = ("parts", "kept by check903 batch.txt")  # lies in the folder of a batch's tables


@dataclass(frozen=True)
class Group:
    """Files that may make returns together: those of one council, or those that lie together and name none.

    council  ONS code, or ""
    place    the folder or file that names it, as it stands in the tree; of one that names none, without its years
    root     the folder that was searched
    paths    the files, as they lie in it; of a zip with several councils' files only those of this one are meant
    empty    folders in which there is no file, where one could be
    """

    council: str
    place: str
    root: Path
    paths: tuple[str, ...]
    empty: tuple[str, ...] = ()


def groups(root: Path, leave: Path | None = None) -> list[Group]:
    """The files below `root`, or the one that it is: the councils' groups, then those whose names tell none. OSError if
    it can't be read.

    leave  a folder in it that is left out, as the tables of other batches are
    """
    top = root.parent if root.is_file() else root
    named_ones: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for path in _files(root, leave):
        for council in _councils(top, path):
            if council:
                named_ones.setdefault(council, []).append(path)
            else:
                others.setdefault(place(path), []).append(path)
    return [
        *(Group(council, _common(paths), top, tuple(paths)) for council, paths in sorted(named_ones.items())),
        *(Group("", lying, top, tuple(paths)) for lying, paths in sorted(others.items())),
        *(Group(named(f"{folder}/"), folder, top, (), (folder,)) for folder in _empty(root, leave)),
    ]


def merged(groups: Iterable[Group]) -> list[Group]:
    """The groups, those of one council as one."""
    by_council: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        by_council.setdefault((group.council, "" if group.council else group.place), []).append(group)
    return [_merged(same) for same in by_council.values()]


def _merged(same: list[Group]) -> Group:
    paths = sorted({path for group in same for path in group.paths})
    empty = sorted({folder for group in same for folder in group.empty})
    return Group(same[0].council, same[0].place, same[0].root, tuple(paths), tuple(empty))


def _files(root: Path, leave: Path | None) -> list[str]:
    """The files' paths, and those of folders that can't be opened: reading them says so."""
    if root.is_file():
        return [root.name]
    found: list[Path] = []

    def lost(folder: Path, fault: OSError) -> None:
        if folder == root:
            raise fault
        found.append(folder)

    found += files_in(root, lost)
    left = {leave} | {path.parents[1] for path in found if path.parts[-2:] == MARK}
    return sorted(path.relative_to(root).as_posix() for path in found if left.isdisjoint((path, *path.parents)))


def _empty(root: Path, leave: Path | None) -> list[str]:
    """The folders without a file, whatever folders are in them; of these the outermost."""
    if root.is_file():
        return []
    places: dict[Path, bool] = {}  # whether there is anything in it
    for here, folders, files in os.walk(root, onerror=lambda fault: places.update({Path(fault.filename): True})):
        links = [name for name in folders if Path(here, name).is_symlink()]
        places[Path(here)] = not all(map(is_clutter, files)) or bool(links)
    filled = {above for one, has in places.items() if has for above in (one, *one.parents)}
    return sorted(
        one.relative_to(root).as_posix()
        for one in places
        if one not in filled and one.parent in filled and not is_clutter(f"{one.name}/x") and one != leave
    )


def _councils(root: Path, path: str) -> list[str]:
    """The councils whose files it holds; [""] where its name tells none. Only a zip can hold those of several."""
    inside = {named(f"{path} > {name}") for name in _inside(root / path)}
    return sorted(inside) if len(inside) > 1 else [named(path) or next(iter(inside), "")]


def _inside(path: Path) -> list[str]:
    """The names in a zip; none for any other file, and for a zip that can't be read: reading it says why."""
    if path.suffix.lower() != ".zip":
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            return [name for name in archive.namelist() if not name.endswith("/")]
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return []


def _common(paths: list[str]) -> str:
    """The folder that all the files lie in, or the first of their names."""
    parts = [path.split("/") for path in paths]
    shared = 0
    while all(len(part) > shared + 1 and part[shared] == parts[0][shared] for part in parts):
        shared += 1
    return "/".join(parts[0][:shared]) or paths[0].split("/")[0]
