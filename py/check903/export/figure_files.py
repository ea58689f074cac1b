"""Figures as files: JSON, tidy CSV (one row for each figure, group and day) and an Excel workbook."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from check903.export.sheets import Sheets
from check903.figures.declared import THEMES, measures
from check903.figures.figures import Figures
from check903.figures.hiding import SMALL, hidden
from check903.figures.published import Published
from check903.figures.rows import Row, rows, rows_on_days
from check903.inert import WORKBOOK, harmless

LEVELS = {"own": "own", "region": "region", "neighbours": "neighbours", "national": "england"}
NUMBERS = ("value", "of", "percent", "cannot_tell", "records", "with_errors", "low", "high")
COLUMNS = (
    "id",
    "split",
    "group",
    "day",
    *NUMBERS,
    "last_year",
    "last_year_of",
    "last_year_percent",
    "published",
    "published_year",
    *(f"published_{name}" for name in LEVELS.values()),
    "lacks",
    "hidden",
    "council",
)
ERRORS = "errors"  # the id of the line that says how many errors are due, of how many children


@dataclass(frozen=True)
class Given:
    """What is written: the figures, the Department's own beside them, and whether small numbers are hidden: they are,
    unless it is said that they stay inside the council.
    """

    figures: Figures
    published: Published | None = None
    hide: bool = True

    def today(self) -> list[Row]:
        """The rows of the day asked for."""
        shown = rows(self.figures, self.published)
        return hidden(shown) if self.hide else shown

    def tidy(self) -> list[tuple]:
        """One row of COLUMNS for each figure, group and day."""
        days: dict[dt.date, list[Row]] = {}
        for dated in rows_on_days(self.figures, self.published):
            days.setdefault(dated["day"], []).append(dated["row"])
        this = self.figures.this.r
        code = this.authority if this.has_council else None
        flat_rows = (_flat(row, day, code) for day, rows in days.items() for row in self._hidden(rows))
        return [*flat_rows, *self._errors(code)]

    def _errors(self, council: str | None) -> Iterator[tuple]:
        """The line of the errors due on the day; hidden where they, or the children, are few."""
        if self.figures.errors is not None:
            errors, children = self.figures.errors
            few = self.hide and (errors in SMALL or children in SMALL)
            numbers = (None, None if children in SMALL else children) if few else (errors, children)
            line = dict.fromkeys(COLUMNS) | {"id": ERRORS, "split": "", "group": "", "council": council}
            line |= dict(
                zip(("value", "of"), numbers), day=self.figures.as_at.isoformat(), hidden="hidden" if few else None
            )
            yield tuple(line.values())

    def _hidden(self, rows: list[Row]) -> list[Row]:
        return hidden(rows) if self.hide else rows

    def lacks(self) -> dict[str, str]:
        """Id -> what a figure lacks, of those that can't be made."""
        return {result.measure.id: result.lacks for result, _ in self.figures.all() if result.lacks}


def _flat(row: Row, day: dt.date, council: str | None) -> tuple:
    last = row["last_year"]
    published = {LEVELS[number["level"]]: number for number in row["published"]}
    return (
        row["id"],
        row["split"],
        row["group"],
        day.isoformat(),
        *(row[name] for name in NUMBERS),
        *((None, None, None) if last is None else (last["value"], last["of"], last["percent"])),
        "; ".join(f"{number['area']} {_said(number)} ({number['year']})" for number in row["published"]),
        max((number["year"] for number in row["published"]), default=None),
        *(published[name]["value"] if name in published else None for name in LEVELS.values()),
        row["lacks"] or None,
        "hidden" if row["hidden"] else None,
        council,
    )


def _said(shown) -> str:
    return shown.get("note", "") if shown["value"] is None else f"{shown['value']:g}"


def as_json(given: Given) -> bytes:
    """A list of the rows of the day."""
    return json.dumps(given.today(), ensure_ascii=False, indent=1).encode()


def as_csv(given: Given) -> bytes:
    """The tidy rows; with a byte order mark, by which Excel knows the encoding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in line] for line in given.tidy())
    return text.getvalue().encode("utf-8-sig")


def as_workbook(given: Given) -> bytes:
    """Figures of the day, every day's tidy rows, and what each figure means."""
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, WORKBOOK) as book:
        sheets = Sheets(book)
        titles = {measure.id: measure.title for measure in measures()}
        day = given.figures.as_at.isoformat()
        today = [_flat(row, given.figures.as_at, given.figures.this.r.authority) for row in given.today()]
        sheets.add(
            f"On {day}",
            {"Figure": 60, "Breakdown": 18, "Group": 40, **dict.fromkeys(COLUMNS[4:], 12)},
            [(titles[line[0]], *line[1:3], *line[4:]) for line in today],
        )
        sheets.add("By month", dict(zip(COLUMNS, (26, 16, 36, *[12] * len(COLUMNS)))), given.tidy())
        sheets.add("What they mean", _MEANING, _meanings(given.lacks()))
    return data.getvalue()


_MEANING = {
    "Id": 26,
    "Figure": 50,
    "Theme": 24,
    "What it counts": 90,
    "Exactly": 70,
    "Source": 60,
    "Standing": 30,
    "Lacks": 50,
}


def _meanings(lacks: dict[str, str]) -> Iterable[tuple]:
    for measure in measures():
        standing = "; ".join(filter(None, [measure.definition, measure.warn]))
        yield (
            measure.id,
            measure.title,
            THEMES[measure.theme],
            measure.plain,
            measure.exact,
            measure.source,
            standing,
            lacks.get(measure.id, ""),
        )


FORMS: dict[str, Callable[[Given], bytes]] = {".json": as_json, ".csv": as_csv, ".xlsx": as_workbook}
