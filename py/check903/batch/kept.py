"""The tables of a batch on disk: a part for each group, so that a later run does only what has changed."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from check903.batch.checking import Outcome
from check903.batch.groups import Group
from check903.batch.reading import fingerprint
from check903.tidy import csv_files, model
from check903.tidy.fields import TidyTable
from check903.tidy.files import DICTIONARY

NAMES = ("returns", "findings", "not_run", "figures", "two_lists", "files", "assumed")
_STATE = "state.json"
_PART = re.compile(r"E\d{8}|[0-9a-f]{16}")  # the name of a part

_HEAD = """# Many returns at once: data dictionary

**The tables hold children’s data: keep them as safe as the returns themselves.**

One return is a council, a place and a year: by these three the tables belong together.
"""


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
        if not self._parts.is_dir() and (there := [path for path in self.tables.values() if path.exists()]):
            raise FileExistsError(errno.EEXIST, "is of no batch", str(there[0]))
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

    def finish(self, groups: Iterable[Group], tables: Sequence[TidyTable]) -> None:
        """Lay the groups' tables end to end, in this order, and say what their columns mean. Parts of groups that are
        gone are removed.

        tables  one of each name
        """
        places = [self._place(group) for group in groups]
        for gone in set(self._parts.iterdir()) - set(places):
            if _PART.fullmatch(gone.name):
                shutil.rmtree(gone)
        for table in tables:
            with self.tables[table.name].open("wb") as out:
                out.write(csv_files.head(table).encode("utf-8-sig"))  # the mark by which Excel knows UTF-8
                for place in places:
                    out.write((place / f"{table.name}.csv").read_bytes().partition(b"\r\n")[2])
        (self.folder / DICTIONARY).write_text(model.markdown(tables, _HEAD), encoding="utf-8")

    def _state(self, files: str) -> dict[str, str]:
        return {"files": files, "version": self._version}

    def _place(self, group: Group) -> Path:
        """The folder of the group's part: of a name that every system takes."""
        return self._parts / (group.council or hashlib.sha256(group.place.encode()).hexdigest()[:16])
