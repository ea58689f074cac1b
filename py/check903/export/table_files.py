"""The return with what was found, as tables for other tools: a zip with the data dictionary."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from check903.engine.findings import Findings
from check903.export.names import Made, file_name
from check903.tidy import columns, files

KINDS = {"sqlite": "SQLite", "csv": "CSV"}
SHAPES = {"tidy": "tables", "ssd": "SSD-shaped tables"}  # those of `tidy.files`, as the zip is called


def zipped(checked: Findings, kind: str, shape: str) -> Made:
    """{name, bytes} of the zip. `kind`: sqlite, csv."""
    return _zip(checked, f"{SHAPES[shape]} {KINDS[kind]}", files.export(checked, kind, shape))


def plain_tables(checked: Findings, shape: str) -> list[columns.PlainTable]:
    """The tables as plain columns, of which somebody else makes Parquet files for `with_parquet`."""
    return columns.to_dicts(files.SHAPES[shape].tables(checked))


def with_parquet(checked: Findings, parquet_files: dict[str, bytes], shape: str) -> Made:
    """{name, bytes} of the zip with those Parquet files, by table."""
    parquet = [(f"{table}.parquet", bytes(data)) for table, data in parquet_files.items()]
    return _zip(checked, f"{SHAPES[shape]} Parquet", [*parquet, files.dictionary(checked, shape)])


def _zip(checked: Findings, what: str, held: Iterable[tuple[str, bytes]]) -> Made:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held:
            archive.writestr(name, data)
    return {"name": file_name(checked, what, "zip"), "bytes": out.getvalue()}
