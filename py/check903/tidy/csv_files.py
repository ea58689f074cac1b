"""The tidy tables as CSV files for Power BI, Excel, Tableau: UTF-8 with a byte order mark, ISO dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from check903.inert import harmless
from check903.tidy.fields import TidyTable, Values


def files(tables: Iterable[TidyTable]) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of a file for each table."""
    for table in tables:
        yield f"{table.name}.csv", text([table]).encode("utf-8-sig")


def head(table: TidyTable) -> str:
    """The line with the names of its columns."""
    return text(
        [TidyTable(table.name, table.row, table.key, table.fields, {one.name: Values.of([]) for one in table.fields})]
    )


def text(tables: Iterable[TidyTable]) -> str:
    """Tables of the same columns, laid end to end, as one CSV text; "" where there is none. A text that a spreadsheet
    would take for a formula gets an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for number, table in enumerate(tables):
        if not number:
            writer.writerow([field.name for field in table.fields])
        writer.writerows([harmless(value) for value in row] for row in table.rows())
    return out.getvalue()
