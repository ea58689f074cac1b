"""The tables of a batch on disk: a part for each group, so that a later run does only what has changed."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from check903.batch.checking import Outcome
from check903.batch.groups import MARK, Group
from check903.batch.reading import fingerprint
from check903.tidy import csv_files, model
from check903.tidy.fields import TidyTable
from check903.tidy.files import DICTIONARY

if TYPE_CHECKING:
    import pandas

NAMES = ("returns", "rules", "findings", "not_run", "figures", "two_lists", "files", "assumed")  # each with a part
_COLUMNS = "dictionary"  # the table of all columns
_DTYPES = {"text": "str", "integer": "Int64", "number": "float64"}
_STATE = "state.json"
_PART = re.compile(r"E\d{8}|[0-9a-f]{16}")  # the name of a part

_HEAD = """# Many returns at once: data dictionary

**The tables hold children’s data: keep them as safe as the returns themselves.**

One return is a council, a place and a year: by these three the tables belong together, and findings with rules by these
and the rule. Dates are ISO dates; a blank cell is one that is not known. Read CHILD and rule as text, or ids lose their
zeros. Names in capitals are those of the return.
"""

_ABOUT_PARTS = """\
What check903 batch has done already. Called again, it goes on from here and does only what has changed;
without this folder it does everything again.
"""


class Kept:
    """What a batch wrote in its folder: the tables of all returns, a CSV file each, and in `parts/` those of each
    group, which are used again as long as files, lists and version are the same.
    """

    def __init__(self, folder: Path, version: str):
        self.folder, self._version = folder, version
        self._parts = folder / "parts"

    @property
    def tables(self) -> dict[str, Path]:
        """Name -> file of each table of all returns."""
        return {name: self.folder / f"{name}.csv" for name in (*NAMES, _COLUMNS)}

    def frame(self, name: str) -> pandas.DataFrame:
        """One of the tables as a pandas DataFrame with the types that the dictionary gives: ids and codes are text."""
        import pandas as pd

        def read(table: str, **how: Any) -> pandas.DataFrame:
            return pd.read_csv(self.tables[table], keep_default_na=False, na_values=[""], **how)

        columns = read(_COLUMNS, dtype=str)
        columns = columns[columns["table"] == name]
        types = dict(zip(columns["column"].tolist(), columns["type"].tolist()))
        dates = [column for column, kind in types.items() if kind == "date"]
        dtype = {column: _DTYPES[kind] for column, kind in types.items() if kind != "date"}
        return read(name, dtype=dtype, parse_dates=dates)

    def begin(self, lists: Iterable[str]) -> None:
        """Make the folder. With other lists of settings than before, nothing is used again."""
        written = [*self.tables.values(), self.folder / DICTIONARY]
        if not self._parts.is_dir() and (there := [path for path in written if path.exists()]):
            raise FileExistsError(errno.EEXIST, "is of no batch", str(there[0]))
        self._parts.mkdir(parents=True, exist_ok=True)
        self.folder.joinpath(*MARK).write_text(_ABOUT_PARTS, encoding="utf-8")
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
            return json.loads(state.read_text()) == self._state(group, fingerprint(group))
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
            (place / _STATE).write_text(json.dumps(self._state(outcome.group, outcome.fingerprint)))

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
        columns = model.dictionary(tables)
        self.tables[_COLUMNS].write_bytes(csv_files.text([columns]).encode("utf-8-sig"))
        (self.folder / DICTIONARY).write_text(model.markdown([*tables, columns], _HEAD), encoding="utf-8")

    def _state(self, group: Group, files: str) -> dict[str, str]:
        """What must be the same for the part to be used again; OSError where a table of it is gone."""
        place = self._place(group)
        tables = [hashlib.sha256((place / f"{name}.csv").read_bytes()).hexdigest() for name in NAMES]
        return {"files": files, "version": self._version, "tables": " ".join(tables)}

    def _place(self, group: Group) -> Path:
        """The folder of the group's part: of a name that every system takes."""
        return self._parts / (group.council or hashlib.sha256(group.place.encode()).hexdigest()[:16])
