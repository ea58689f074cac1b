"""The tables of a batch on disk: a part for each group, so that a later run does only what has changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from check903.batch.checking import Outcome
from check903.batch.groups import Group
from check903.batch.reading import fingerprint
from check903.tidy import csv_files

NAMES = ("returns", "findings", "not_run", "figures", "two_lists", "files", "assumed")
_STATE = "state.json"


class Kept:
    """What lies in `folder`: `parts/` with the tables of each group, and the tables of all, one CSV file each.

    version  of the tool: parts of another one are not used again
    """

    def __init__(self, folder: Path, version: str):
        self.folder, self._version = folder, version
        self._parts = folder / "parts"

    @property
    def tables(self) -> dict[str, Path]:
        """Name -> file of each table of all returns."""
        return {name: self.folder / f"{name}.csv" for name in NAMES}

    def begin(self, lists: Iterable[str]) -> None:
        """Make the folder. With other lists of settings than before, nothing is used again."""
        self._parts.mkdir(parents=True, exist_ok=True)
        hasher = hashlib.sha256(self._version.encode())
        for path in lists:
            hasher.update(hashlib.sha256(Path(path).read_bytes()).digest())
        self._version = hasher.hexdigest()

    def has(self, group: Group) -> bool:
        """True if the group was done, with these files, rules and version."""
        state = self._place(group) / _STATE
        if not state.is_file():
            return False
        try:
            return json.loads(state.read_text()) == self._state(fingerprint(group))
        except (ValueError, OSError):  # half written, or a file that can't be read now: it is done again
            return False

    def add(self, outcome: Outcome) -> None:
        """Write the tables of a group. Its state comes last: without it, the group is done again."""
        place = self._place(outcome.group)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for name in NAMES:
            tables = [table for table in outcome.tables if table.name == name]
            (place / f"{name}.csv").write_bytes(csv_files.text(tables).encode())
        if outcome.fingerprint:
            (place / _STATE).write_text(json.dumps(self._state(outcome.fingerprint)))

    def finish(self, groups: Iterable[Group]) -> None:
        """Lay the groups' tables end to end, in this order. Parts of groups that are gone are removed."""
        places = [self._place(group) for group in groups]
        for gone in set(self._parts.iterdir()) - set(places):
            shutil.rmtree(gone)
        for name, file in self.tables.items():
            with file.open("wb") as out:
                headed = False
                for place in places:
                    head, _, rows = (place / f"{name}.csv").read_bytes().partition(b"\r\n")
                    if head and not headed:
                        out.write(b"\xef\xbb\xbf" + head + b"\r\n")  # the mark by which Excel knows UTF-8
                        headed = True
                    out.write(rows)

    def _state(self, files: str) -> dict[str, str]:
        return {"files": files, "version": self._version}

    def _place(self, group: Group) -> Path:
        """The folder of the group's part: of a name that every system takes."""
        return self._parts / (group.council or hashlib.sha256(group.place.encode()).hexdigest()[:16])
