"""The children behind a figure as files, CSV and Excel: id, whether counted, why not, and whose they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from check903.export.sheets import Sheets
from check903.figures.whose import Listed
from check903.inert import WORKBOOK, harmless

WIDTHS = {"child": 14, "state": 14, "why": 50, "has_error": 10, "worker": 24, "team": 24}  # of the columns -> width


def _head(rows: list[Listed]) -> list[str]:
    return [*WIDTHS, *dict.fromkeys(name for record in rows for name in record["groups"])]


def _line(record: Listed, head: list[str]) -> tuple[str, ...]:
    error = "" if record["has_error"] is None else "yes" if record["has_error"] else "no"
    groups = (record["groups"].get(name, "") for name in head[len(WIDTHS) :])
    return (record["child"], record["state"], record["why"], error, record["worker"], record["team"], *groups)


def as_csv(rows: list[Listed]) -> bytes:
    """One line for each; with a byte order mark, by which Excel knows the encoding."""
    head, text = _head(rows), io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in _line(record, head)] for record in rows)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(rows: list[Listed]) -> bytes:
    """An Excel workbook with the same on its only sheet."""
    import xlsxwriter

    head, data = _head(rows), io.BytesIO()
    with xlsxwriter.Workbook(data, WORKBOOK) as book:
        widths = {name: WIDTHS.get(name, 30) for name in head}
        Sheets(book).add("Children", widths, (_line(record, head) for record in rows), frozen=1)
    return data.getvalue()


FORMS: dict[str, Callable[[list[Listed]], bytes]] = {".csv": as_csv, ".xlsx": as_workbook}
