"""The changes of a work file that don't fit the files of today, as an Excel list."""

from __future__ import annotations

import datetime as dt
import io

from check903 import inert
from check903.export.names import Made, named
from check903.export.sheets import Sheets
from check903.reading import LoadedFiles
from check903.reference import authorities
from check903.views.your_work import unfit_changes

_COLUMNS = {
    "Child": 14,
    "Where": 34,
    "Field": 26,
    "From": 18,
    "To": 18,
    "In this extract": 22,
    "So": 36,
}  # head -> width


def unfit_list(loaded: LoadedFiles) -> Made:
    """The list."""
    import xlsxwriter  # a third of a second in the browser, and not always needed

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, inert.WORKBOOK)
    rows = (
        (
            change["child"],
            change["where"],
            change["field"] or "whole record",
            change["before"] or "blank",
            (change["after"] or "blank") if change["field"] else "removed",
            change["now"],
            label,
        )
        for label, change in unfit_changes(loaded)
    )
    Sheets(book).add("Changes that don’t fit", _COLUMNS, rows, frozen=1)
    book.close()
    council = authorities.name(loaded.work.work.council) if loaded.work else ""
    name = named(council, loaded.year, "changes that do not fit", dt.date.today(), "xlsx")
    return {"name": name, "bytes": out.getvalue()}
