"""The tidy return as files, in each of the forms that other tools take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from check903.engine.findings import Findings
from check903.tidy import csv_files, model, parquet, sqlite
from check903.tidy.fields import TidyTable
from check903.tidy.ssd import model as ssd

KINDS = ("sqlite", "csv", "parquet")
DICTIONARY = "data dictionary.md"


def export(findings: Findings, kind: str, shape: str = "tidy") -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each file of the return and its check: one database, or one file for each table; and the data
    dictionary to read.

    kind   one of KINDS. ModuleNotFoundError for "parquet" where pyarrow isn't installed
    shape  one of SHAPES: the return's own tables with the check, or the Standard Safeguarding Dataset's
    """
    chosen = SHAPES[shape]
    tables = chosen.tables(findings)
    yield from ([(chosen.database, sqlite.database(tables))] if kind == "sqlite" else _FILES[kind](tables))
    yield DICTIONARY, model.markdown(tables, chosen.head).encode()


def dictionary(findings: Findings, shape: str = "tidy") -> tuple[str, bytes]:
    """(name, bytes) of the data dictionary alone."""
    chosen = SHAPES[shape]
    return DICTIONARY, model.markdown(chosen.tables(findings), chosen.head).encode()


@dataclass(frozen=True)
class Shape:
    """How the return is laid out. `database`: the file's name; `head`: what the dictionary begins with."""

    database: str
    head: str
    tables: Callable[[Findings], list[TidyTable]]


SHAPES = {
    "tidy": Shape("return.sqlite", model.HEAD, lambda findings: model.tidy(findings, to_read=True)),
    "ssd": Shape("return, SSD-shaped.sqlite", ssd.HEAD, lambda findings: list(ssd.tables(findings))),
}
_FILES = {"csv": csv_files.files, "parquet": parquet.files}


def write(folder: Path, files: Iterator[tuple[str, bytes]]) -> list[Path]:
    """Write the files into the folder, which is made if need be. FileExistsError, before anything is written, where one
    is there already.
    """
    listed = list(files)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name, _ in listed]
    for path in paths:
        if path.exists():
            raise FileExistsError(17, "is there already", str(path))
    for path, (_, data) in zip(paths, listed):
        path.write_bytes(data)
    return paths
