"""Breaks in the chain of records through the years, as JSON, CSV and an Excel workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping

from check903 import inert
from check903.chain.breaks import SAID, Break, Chain
from check903.export.sheets import Sheets
from check903.reference import schema

COLUMNS = {
    "Child": 14,
    "From": 10,
    "To": 10,
    "What broke": 50,
    "What it is about": 40,
    "Earlier return": 28,
    "Later return": 28,
    "Row of the earlier": 36,
    "Row of the later": 36,
}


def as_json(chain: Chain) -> dict:
    """The chain as JSON values."""
    return {
        "kind": "breaks in the chain of records",
        "years": chain.years,
        "notes": chain.notes,
        "counts": [{"what": what, "breaks": many} for what, many in chain.counts],
        "breaks": [
            {
                "child": chain_break.child,
                "years": [chain_break.year - 1, chain_break.year],
                "kind": chain_break.kind,
                "what": chain_break.what,
                "before": chain_break.before,
                "after": chain_break.after,
                "row_before": _place(chain_break.place_before),
                "row_after": _place(chain_break.place_after),
            }
            for chain_break in chain.breaks
        ],
    }


def _place(place: tuple[str, int | None]) -> dict | None:
    return None if place[1] is None else {"file": place[0], "line": place[1]}


def json_file(chain: Chain) -> bytes:
    """The chain as a JSON file."""
    return json.dumps(as_json(chain), ensure_ascii=False, indent=1).encode()


def csv_file(chain: Chain) -> bytes:
    """One row for each break, for Excel."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for chain_break in chain.breaks:
        writer.writerow([inert.harmless(value) for value in _row(chain_break)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def workbook(chain: Chain) -> bytes:
    """An Excel workbook: how many there are, and each."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, inert.WORKBOOK)
    sheets = Sheets(book)
    sheets.add_plain("Summary", (60, 60), _summary(chain))
    sheets.add("Breaks", COLUMNS, map(_row, chain.breaks), 1)
    book.close()
    return out.getvalue()


FORMS: Mapping[str, Callable[[Chain], bytes]] = {".csv": csv_file, ".json": json_file, ".xlsx": workbook}


def _summary(chain: Chain) -> Iterator[tuple]:
    yield "Years", ", ".join(map(schema.year_label, chain.years))
    yield (
        "What this is",
        "Where a child’s records don’t go on from one return to the next. Not the Department’s errors.",
    )
    for note in chain.notes:
        yield "", note
    yield from chain.counts


def _row(chain_break: Break) -> tuple:
    years = schema.year_label(chain_break.year - 1), schema.year_label(chain_break.year)
    places = (
        f"{file}, line {line:,}" if line is not None else ""
        for file, line in (chain_break.place_before, chain_break.place_after)
    )
    return (
        chain_break.child,
        *years,
        SAID[chain_break.kind],
        chain_break.what,
        chain_break.before,
        chain_break.after,
        *places,
    )
