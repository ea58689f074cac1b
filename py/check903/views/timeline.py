"""The child's time in care as lanes of periods, for the page to draw: dates are ISO text, both days inside.

The picture runs from the start of last year, or later where the child came into care later, to the end of this year.
What lies wholly outside is left to the tables; an item that began before the picture keeps its own start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypedDict

import numpy as np

from check903.engine.findings import Findings
from check903.findings import cells, labels
from check903.findings.cells import days
from check903.findings.errors import Numbered
from check903.reference import schema
from check903.reference.groups import SHORT_BREAKS

ONE_DAY = np.timedelta64(1, "D")
LEGAL_STATUS = labels.said_label("Episodes", "LS")


class PlainItem(TypedDict):
    """Records of a lane that say the same one after the other; `breaks`: days on which a further one begins;
    `respite`: a short break (V3, V4); `changed`: names of the columns that were changed. It may start before the
    picture.
    """

    start: str
    end: str
    open: bool
    label: str
    sub: str
    last: bool
    respite: bool
    errors: list[int]
    breaks: list[str]
    changed: list[str]


class Lane(TypedDict):
    """A lane with something in it: status, placement, reviews, missing, liberty, worker."""

    name: str
    label: str
    items: list[PlainItem]


class Overlap(TypedDict):
    """Days with two placements at once."""

    start: str
    end: str


class Mark(TypedDict):
    """Numbers of the errors of a date."""

    date: str
    n: list[int]


class Undated(TypedDict):
    """Numbers of errors without a readable date, and what they are about."""

    n: list[int]
    label: str


# By calls, since `from` is a word of Python.
Timeline = TypedDict(
    "Timeline",
    {
        "from": str,
        "to": str,
        "year_start": str,
        "year_end": str,
        "lanes": list[Lane],
        "overlaps": list[Overlap],
        "marks": list[Mark],
        "undated": list[Undated],
    },
)


@dataclass
class Item:
    """A period of a lane. `breaks`: days on which another record begins that says the same; `same`: what makes two
    records one item.
    """

    start: np.datetime64
    end: np.datetime64
    open: bool
    label: str
    sub: str = ""
    same: tuple = ()
    last: bool = False
    respite: bool = False
    errors: list[int] = field(default_factory=list)
    breaks: list[np.datetime64] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def to_dict(self) -> PlainItem:
        """The item as the page takes it."""
        return {
            "start": str(self.start),
            "end": str(self.end),
            "open": self.open and not self.last,
            "label": self.label,
            "sub": self.sub,
            "last": self.last,
            "respite": self.respite,
            "errors": self.errors,
            "breaks": [str(day) for day in self.breaks],
            "changed": list(dict.fromkeys(self.changed)),
        }


def timeline(
    checked: Findings, child: int, errors: list[Numbered], changed: Iterable[tuple[str, int, str]] = ()
) -> Timeline | None:
    """The lanes with anything in them and the errors by date; None for a child about whom no date is known. `changed`:
    (table, row, column) of cells that were changed.
    """
    drawn = _Drawn(checked, child, errors, changed)
    lanes = [
        ("status", "Legal status", drawn.statuses()),
        ("placement", "Placement", drawn.placements()),
        ("reviews", "Reviews", drawn.reviews()),
        ("missing", "Missing", drawn.periods("Missing", "MIS_START", "MIS_END", drawn.absence)),
        ("liberty", "Liberty order", drawn.periods("DoLo", "DOLO_START", "DOLO_END", drawn.order)),
        ("worker", "Social worker", drawn.periods("SWEpisodes", "SW_DECOM", "SW_DEC", drawn.worker)),
    ]
    first = min((item.start for _, _, items in lanes for item in items), default=None)
    if first is None:
        return None
    first = _month(max(first, drawn.earliest))
    shown = [
        (name, label, [item for item in items if item.end >= first and item.start <= drawn.end])
        for name, label, items in lanes
    ]
    return {
        "from": str(first),
        "to": str(drawn.end),
        "year_start": str(drawn.start),
        "year_end": str(drawn.end),
        "lanes": [
            {"name": name, "label": label, "items": [item.to_dict() for item in items]}
            for name, label, items in shown
            if items
        ],
        "overlaps": _overlaps(next(items for name, _, items in shown if name == "placement")),
        "marks": _marks(errors, first, drawn.end),
        "undated": _undated(errors),
    }


def _month(day: np.datetime64) -> np.datetime64:
    return day.astype("datetime64[M]").astype("datetime64[D]")


def _overlaps(items: list[Item]) -> list[Overlap]:
    """The days on which a placement goes on although the next has begun."""
    return [
        {"start": str(later.start), "end": str(min(item.end, later.end))}
        for item, later in zip(items, items[1:])
        if later.start < item.end and not item.open
    ]


def _marks(errors: list[Numbered], first: np.datetime64, last: np.datetime64) -> list[Mark]:
    """Numbers of the errors by date; those before or after the picture stand at its edge, those without a date are in
    `undated`.
    """
    by_day: dict[str, list[int]] = {}
    for error in errors:
        if not np.isnat(error.date):
            by_day.setdefault(str(np.clip(error.date, first, last)), []).append(error.n)
    return [{"date": day, "n": by_day[day]} for day in sorted(by_day)]


def _undated(errors: list[Numbered]) -> list[Undated]:
    """Numbers of the errors without a readable date, with what they are about: "Header, Pupil number"."""
    by_label: dict[str, list[int]] = {}
    for error in errors:
        if np.isnat(error.date):
            by_label.setdefault(_about(error), []).append(error.n)
    return [{"n": n, "label": label} for label, n in by_label.items()]


def _about(error: Numbered) -> str:
    table = labels.table_label(error.table)
    fields = [labels.field_label(error.table, field) for field in error.rule.fields_in(error.table)]
    return f"{table}, {fields[0]}" if len(fields) == 1 else table


class _Drawn:
    """A child's records as items."""

    def __init__(self, checked: Findings, child: int, errors: list[Numbered], changed: Iterable[tuple[str, int, str]]):
        self._checked, self._child = checked, child
        self._changed: dict[tuple[str, int], list[str]] = {}
        for table, row, column in changed:
            self._changed.setdefault((table, row), []).append(labels.said_label(table, column))
        self.start, self.end = checked.r.start, checked.r.end
        self.earliest = np.datetime64(
            dt.date(checked.r.collection.start.year - 1, checked.r.collection.start.month, 1), "D"
        )
        self._errors: dict[tuple[str, int], list[int]] = {}
        for error in errors:
            self._errors.setdefault((error.table, error.row), []).append(error.n)

    def _text(self, table: str, field: str, row: int) -> str:
        return cells.text(self._checked, table, field, row)

    def _short(self, table: str, field: str, row: int) -> str:
        return cells.cell(self._checked, table, field, row)["short"]

    def _named(self, table: str, field: str, row: int) -> str:
        """ "Full care order (C2)", or the code by itself where its meaning is not known."""
        code, short = self._text(table, field, row), self._short(table, field, row)
        return f"{short} ({code})" if short else code or "blank"

    def _dated(self, table: str, start: str, end: str) -> list[tuple[np.datetime64, np.datetime64, int]]:
        """(start, end, row) of the child's rows with a readable start, in order."""
        if table not in self._checked.r.loaded:
            return []
        rows = self._checked.rows_of(table, self._child)
        starts, ends = days(self._checked, table, start)[rows], days(self._checked, table, end)[rows]
        known = ~np.isnat(starts)
        return sorted(zip(starts[known], ends[known], rows[known].tolist()), key=lambda span: (span[0], span[2]))

    def _item(self, table: str, row: int, start, end, label: str, sub: str = "", same: tuple = ()) -> Item:
        last = schema.is_last_years(table)
        until = self.start - ONE_DAY if last else self.end
        is_open = bool(np.isnat(end))
        return Item(
            start,
            max(start, until) if is_open else end,
            is_open,
            label,
            sub,
            same or (label, sub),
            last,
            errors=self._errors.get((table, row), []),
            changed=self._changed.get((table, row), []),
        )

    # -- the lanes ----------------------------------------------------------------------------------------------------

    def episodes(self) -> list[tuple[str, np.datetime64, np.datetime64, int]]:
        """(table, start, end, row) of both years' episodes in order; one that this year's return repeats is taken from
        there.
        """
        this = [("Episodes", *span) for span in self._dated("Episodes", "DECOM", "DEC")]
        known = {start for _, start, _, _ in this}
        last = [
            ("Episodes_last", *span) for span in self._dated("Episodes_last", "DECOM", "DEC") if span[0] not in known
        ]
        return sorted(last + this, key=lambda episode: episode[1])

    def statuses(self) -> list[Item]:
        """Legal statuses, the same one after the other as one item, also where two episodes share some days."""
        items = self._lane(lambda table, row: (self._named(table, "LS", row), "", (self._text(table, "LS", row),)))
        for item in items:
            item.changed = [column for column in item.changed if column == LEGAL_STATUS]
        return _merged(items, shared=True)

    def placements(self) -> list[Item]:
        """Placements, the same one after the other as one item."""
        items = self._lane(self._placement)
        for item in items:
            item.changed = [column for column in item.changed if column != LEGAL_STATUS]
        return _merged(items)

    def _lane(self, describe) -> list[Item]:
        items = []
        for table, start, end, row in self.episodes():
            item = self._item(table, row, start, end, *describe(table, row))
            item.respite = self._text(table, "LS", row) in SHORT_BREAKS
            items.append(item)
        return items

    def _placement(self, table: str, row: int) -> tuple[str, str, tuple]:
        same = tuple(self._text(table, name, row) for name in ("PLACE", "PLACE_PROVIDER", "URN", "PL_POST"))
        parts = [self._short(table, "PLACE_PROVIDER", row), miles(self._checked, table, row)]
        return self._named(table, "PLACE", row), " · ".join(filter(None, parts)), same

    def reviews(self) -> list[Item]:
        """One item a review, on its day."""
        return [
            self._item(
                "Reviews",
                row,
                start,
                start,
                labels.short_date(start.astype(object)),
                self._named("Reviews", "REVIEW_CODE", row),
            )
            for start, _, row in self._dated("Reviews", "REVIEW", "REVIEW")
        ]

    def periods(self, table: str, start: str, end: str, describe) -> list[Item]:
        """One item a row of a table of periods."""
        return [
            self._item(table, row, begun, ended, *describe(table, row))
            for begun, ended, row in self._dated(table, start, end)
        ]

    def order(self, table: str, row: int) -> tuple[str, str]:
        """An order says nothing but its dates."""
        return "Deprivation of liberty", ""

    def absence(self, table: str, row: int) -> tuple[str, str]:
        """Missing or away."""
        return self._short(table, "MISSING", row) or self._text(table, "MISSING", row), ""

    def worker(self, table: str, row: int) -> tuple[str, str]:
        """The worker's id, and why the worker changed."""
        return self._text(table, "SW_ID", row) or "blank", self._short(table, "SW_REASON", row)


def miles(checked: Findings, table: str, row: int) -> str:
    """ "14.2 mi"; "" where the distance isn't known or can't be worked out."""
    if not checked.r.has_column(table, "PL_DISTANCE"):
        return ""
    value = cells.text(checked, table, "PL_DISTANCE", row)
    return f"{value} mi" if value and value != "999.9" else ""


def _merged(items: list[Item], shared: bool = False) -> list[Item]:
    """Items that say the same and follow each other without a gap, as one; with `shared` also those that overlap."""
    merged: list[Item] = []
    for item in items:
        before = merged[-1] if merged else None
        if before and before.same == item.same and before.respite == item.respite and _goes_on(before, item, shared):
            before.breaks.append(item.start)
            before.end, before.open, before.last = max(before.end, item.end), item.open, before.last and item.last
            before.errors, before.changed = before.errors + item.errors, before.changed + item.changed
        else:
            merged.append(item)
    return merged


def _goes_on(before: Item, item: Item, shared: bool) -> bool:
    left_open_last_year = before.open and before.last and not item.last
    return before.end == item.start or left_open_last_year or (shared and bool(before.end > item.start))
