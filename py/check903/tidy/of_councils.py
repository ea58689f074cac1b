"""The figures of several councils as one tidy table: a row for each council, day, figure and group."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from check903.figures.declared import measures
from check903.figures.side_by_side import ERRORS, Council
from check903.inert import harmless
from check903.tidy import csv_files
from check903.tidy.fields import Field, TidyTable
from check903.tidy.model import dictionary
from check903.tidy.of_check import made

FIELDS = {  # column of the table -> (the column of a council's own file, type, meaning)
    "council": ("", "text", "ONS code of the council; blank where its file names none"),
    "council_name": ("", "text", "Its name"),
    "day": ("day", "date", "The day"),
    "measure": ("id", "text", "Id of the figure; errors: how many errors are due, of how many children"),
    "title": ("", "text", "What the figure is"),
    "split_by": ("split", "text", "The breakdown; blank for the whole"),
    "group_name": ("group", "text", "The group of the breakdown"),
    "value": ("value", "number", "The number; of a share how many it counts"),
    "out_of": ("of", "number", "What it is a share of"),
    "percent": ("percent", "number", "The share, in per cent"),
    "records": ("records", "number", "Records that the figure rests on"),
    "with_error": ("with_errors", "number", "Of these, with an error in a field that the figure uses"),
    "cannot_tell": ("cannot_tell", "number", "Records of which it can't be told"),
    "lacks": ("lacks", "text", "Why it could not be made"),
    "hidden": ("hidden", "text", "hidden where it, or what would give it away, is 1 to 5"),
}


def as_csv(councils: Iterable[Council], names: Iterable[str]) -> bytes:
    """The table, with a byte order mark, by which Excel knows the encoding. `names`: what each council is called."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    for council, name in zip(councils, names):
        writer.writerows(["" if cell is None else harmless(cell) for cell in row] for row in rows(council, name))
    return out.getvalue().encode("utf-8-sig")


def rows(council: Council, name: str) -> Iterator[list]:
    """The cells of its rows, in the order of FIELDS, as its file has them."""
    titles = {ERRORS: "Errors due"} | {measure.id: measure.title for measure in measures()}
    given_rows = iter(council.rows())
    columns = {str(column): number for number, column in enumerate(next(given_rows, ()))}
    given = {"council": council.code, "council_name": name}
    for row in given_rows:
        if len(row) >= len(columns):
            known = {**given, "title": titles.get(str(row[columns["id"]]), "")}
            yield [
                known[to] if to in known else row[columns[of]] if of in columns else ""
                for to, (of, *_) in FIELDS.items()
            ]


def dictionary_csv() -> bytes:
    """What each column means."""
    fields = [(Field(name, kind, meaning, source="figures only"), []) for name, (_, kind, meaning) in FIELDS.items()]
    table: TidyTable = made("figures_of_councils", "figure of a council on a day, or a group of one", "", fields)
    return csv_files.text([dictionary([table])]).encode("utf-8-sig")
