"""Where Annex A and the return disagree, as JSON, CSV and an Excel workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import TypedDict

from check903 import inert
from check903.annex_a.comparing import Comparison
from check903.annex_a.difference import Difference
from check903.export.sheets import Sheets
from check903.model.returns import Return
from check903.model.table import Table
from check903.model.text import long_date

# Head of a column -> its width in a workbook.
COLUMNS = {
    "Child": 14,
    "List": 6,
    "What differs": 46,
    "In the return": 40,
    "In Annex A": 40,
    "Worker": 22,
    "Team": 22,
    "Row of the return": 36,
    "Row of Annex A": 36,
    "What may explain it": 44,
    "Child found by a guess": 10,
}
_KEPT = 3
_SAID = (
    "The two lists disagree. These are not the Department’s errors and are in none of their counts: either of the two"
    " may be right."
)


class Place(TypedDict):
    """Where something stands: the table of the return or "", the row there from 0 or None, file and line as known."""

    table: str
    row: int | None
    file: str | None
    line: int | None


def as_json(comparison: Comparison, r: Return) -> dict:
    """The comparison as JSON values."""
    return {
        "kind": "the two lists disagree",
        "day": comparison.day.isoformat(),
        "lists": {str(number): len(rows) for number, rows in comparison.lists.items()},
        "compared": comparison.compared,
        "notes": [comparison.day_from, *comparison.notes],
        "counts": [{"what": what, "differences": many} for what, many in comparison.counts],
        "not_understood": [
            {"list": number, "column": heading, "text": text, "cells": many}
            for number, heading, text, many in comparison.unread
        ],
        "differences": [_difference(difference, r) for difference in comparison.differences],
    }


def json_file(comparison: Comparison, r: Return, workers: Table | None = None) -> bytes:
    """The comparison as a JSON file."""
    return json.dumps(as_json(comparison, r), ensure_ascii=False, indent=1).encode()


def csv_file(comparison: Comparison, r: Return, workers: Table | None = None) -> bytes:
    """One row for each difference, for Excel."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows(comparison, r, workers):
        writer.writerow([inert.harmless(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def workbook(comparison: Comparison, r: Return, workers: Table | None = None) -> bytes:
    """An Excel workbook: what differs and how often, every difference, and the texts that mean nothing known."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, inert.WORKBOOK)
    sheets = Sheets(book)
    sheets.add_plain("Summary", (46, 80), _summary(comparison))
    sheets.add("The two lists disagree", COLUMNS, rows(comparison, r, workers), _KEPT)
    unread = ((number, heading, text, many) for number, heading, text, many in comparison.unread)
    sheets.add("Not understood", {"List": 6, "Column": 46, "Text": 50, "Cells": 8}, unread)
    book.close()
    return out.getvalue()


FORMS: Mapping[str, Callable[[Comparison, Return, Table | None], bytes]] = {
    ".csv": csv_file,
    ".json": json_file,
    ".xlsx": workbook,
}


def rows(comparison: Comparison, r: Return, workers: Table | None) -> Iterator[tuple]:
    """What each difference says, as `COLUMNS` has it."""
    people = _people(workers)
    for difference in comparison.differences:
        ours, theirs = _places(difference, r)
        worker, team = people.get(difference.child, ("", ""))
        yield (
            difference.child,
            difference.list,
            difference.said,
            difference.ours,
            difference.theirs,
            worker,
            team,
            _said(ours),
            _said(theirs),
            difference.hint,
            "yes" if difference.guess else "",
        )


def _people(workers: Table | None) -> dict[str, tuple[str, str]]:
    """Child -> worker and team."""
    if workers is None:
        return {}
    columns = workers.columns
    blank = [""] * len(workers)
    names, teams = (columns[name].texts() if name in columns else blank for name in ("WORKER", "TEAM"))
    return dict(zip(columns["CHILD"].texts(), zip(names, teams)))


def _summary(comparison: Comparison) -> Iterator[tuple]:
    yield "What this is", _SAID
    yield "Day", long_date(comparison.day)
    for note in (comparison.day_from, *comparison.notes):
        yield "", note
    yield "Values compared", comparison.compared
    yield "Differences", len(comparison.differences)
    yield "Children with a difference", comparison.children
    yield "", ""
    yield from comparison.counts


def _difference(difference: Difference, r: Return) -> dict:
    ours, theirs = _places(difference, r)
    return {
        "child": difference.child,
        "list": difference.list,
        "what": difference.said,
        "in_return": difference.ours,
        "in_annex_a": difference.theirs,
        "row_of_return": ours,
        "row_of_annex_a": theirs,
        "hint": difference.hint,
        "guess": difference.guess,
    }


def _places(difference: Difference, r: Return) -> tuple[Place | None, Place | None]:
    """Where the return says it, and where the list does; None for nowhere."""
    ours: Place | None = None
    if difference.table:
        file, line = r.table(difference.table).place(difference.row)
        ours = {"table": difference.table, "row": difference.row, "file": file or None, "line": line}
    theirs: Place | None = (
        {"table": "", "row": None, "file": difference.file, "line": difference.line}
        if difference.line is not None
        else None
    )
    return ours, theirs


def _said(place: Place | None) -> str:
    """ "episodes.csv, line 12"."""
    if place is None:
        return ""
    if place["line"] is None:
        return place["table"]
    return f"{place['file']}, line {place['line']:,}"
