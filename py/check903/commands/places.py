"""What the options name on disk, looked at before anything is read: Unusable, with a sentence, where it can't be so."""

from __future__ import annotations

from pathlib import Path

from check903.commands.terminal import Unusable


def there(*paths: Path) -> None:
    """Files or folders that are to be read."""
    for path in paths:
        if not path.exists():
            raise Unusable(f"{path} is not there. Check the spelling.")


def file_to_write(option: str, path: Path | None, *endings: str) -> None:
    """A file that is to be written, whose name ends in one of `endings` if these are given."""
    if path is None:
        return
    if endings and path.suffix.lower() not in endings:
        raise Unusable(f"{path}: give {option} a name that ends in {', '.join(endings)}.")
    if path.is_dir():
        raise Unusable(f"{path} is a folder. Give {option} the name of a file in it.")
    if not path.resolve().parent.is_dir():
        raise Unusable(f"The folder for {path} is not there. Make it first.")


def folder_to_write(option: str, path: Path | None) -> None:
    """A folder that is to be written into, made if it isn't there."""
    for one in (path, *path.parents) if path else ():
        if one.is_file():
            raise Unusable(f"{one} is a file, not a folder. Give {option} another name.")
