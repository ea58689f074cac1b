"""The tidy return as files, in each of the forms that other tools take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from check903.engine.findings import Findings
from check903.tidy import csv_files, model, parquet, sqlite
from check903.tidy.fields import TidyTable

KINDS = ("sqlite", "csv", "parquet")
DICTIONARY = "data dictionary.md"


def export(findings: Findings, kind: str) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each file of the return and its check: one database, or one file for each table; and the data
    dictionary to read.

    kind  one of KINDS. ModuleNotFoundError for "parquet" where pyarrow isn't installed
    """
    tables = model.tidy(findings)
    yield from _FILES[kind](tables)
    yield DICTIONARY, model.markdown(tables).encode()


def write(folder: Path, files: Iterator[tuple[str, bytes]]) -> list[Path]:
    """Write the files into the folder, which is made if need be. FileExistsError, before anything is written, where one
    is there already.
    """
    found = list(files)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name, _ in found]
    for path in paths:
        if path.exists():
            raise FileExistsError(17, "is there already", str(path))
    for path, (_, data) in zip(paths, found):
        path.write_bytes(data)
    return paths


def _database(tables: list[TidyTable]) -> Iterator[tuple[str, bytes]]:
    yield "return.sqlite", sqlite.database(tables)


_FILES = {"sqlite": _database, "csv": csv_files.files, "parquet": parquet.files}
