"""The tidy tables as CSV files for Power BI, Excel, Tableau: UTF-8 with a byte order mark, ISO dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from check903.inert import harmless
from check903.tidy.fields import TidyTable


def files(tables: Iterable[TidyTable]) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of a file for each table. A text that a spreadsheet would take for a formula gets an apostrophe."""
    for table in tables:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([field.name for field in table.fields])
        writer.writerows([harmless(value) for value in row] for row in table.rows())
        yield f"{table.name}.csv", out.getvalue().encode("utf-8-sig")
