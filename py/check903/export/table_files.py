"""The return with what was found, as tables for other tools: a zip with the data dictionary."""

from __future__ import annotations

import io
import zipfile

from check903.engine.findings import Findings
from check903.export.names import Made, file_name
from check903.tidy import files

KINDS = {"sqlite": "tables SQLite", "csv": "tables CSV"}


def zipped(checked: Findings, kind: str) -> Made:
    """{name, bytes} of the zip. `kind`: sqlite, csv."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.export(checked, kind):
            archive.writestr(name, data)
    return {"name": file_name(checked, KINDS[kind], "zip"), "bytes": out.getvalue()}
