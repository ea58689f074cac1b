"""The result of a question as CSV or Excel, safe to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from check903.engine.findings import Findings
from check903.export.names import file_name
from check903.export.sheets import Sheets, day_cell
from check903.inert import WORKBOOK, harmless

_WIDTHS = {"date": 12, "number": 12}
_WIDTH = 24  # of a column of texts


def made(checked: Findings, kind: str, title: str, columns: list[dict], rows: list[list]) -> tuple[str, bytes]:
    """The name of the file, and its bytes. `kind`: csv, xlsx; `columns`: {"name", "type"} of each, no name twice."""
    make = KINDS[kind]
    types = {str(column["name"]): str(column["type"]) for column in columns}
    data = make(types, [[_said(value) for value in row] for row in rows])
    return file_name(checked, title[:60] or "question", kind), data


def _said(value):
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _csv(types: dict[str, str], rows: list[list]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(name) for name in types])
    writer.writerows([harmless(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _workbook(types: dict[str, str], rows: list[list]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    looks = {name: "date" for name, kind in types.items() if kind == "date"}
    with xlsxwriter.Workbook(out, WORKBOOK) as book:
        widths = {name: _WIDTHS.get(kind, _WIDTH) for name, kind in types.items()}
        Sheets(book).add("Result", widths, (_typed(types, row) for row in rows), looks=looks)
    return out.getvalue()


def _typed(types: dict[str, str], row: list) -> tuple:
    return tuple(day_cell(value) if value and kind == "date" else value for kind, value in zip(types.values(), row))


KINDS: dict[str, Callable[[dict[str, str], list[list]], bytes]] = {"csv": _csv, "xlsx": _workbook}
