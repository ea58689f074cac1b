"""Sheets of an Excel workbook, each with a frozen, filterable head. Texts are written as texts, numbers as numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

MOST_ROWS = 1_048_575  # of a sheet, without its head
_LONGEST = 32_767  # characters of a cell
_A4 = 9


def day_number(day: dt.date) -> int | str:
    """The day as Excel counts it; as text before 1 March 1900, where Excel counts wrong."""
    return (day - dt.date(1899, 12, 30)).days if day >= dt.date(1900, 3, 1) else day.isoformat()


def day_cell(text: str) -> int | str:
    """The day of an ISO date as Excel counts it; any other text as it is."""
    try:
        return day_number(dt.date.fromisoformat(text))
    except ValueError:
        return text


class Sheets:
    """The sheets of one book of xlsxwriter. `add` a table, or `add_plain` labels with values."""

    def __init__(self, book):
        self._book = book
        self._head = book.add_format(
            {"bold": True, "bg_color": "#0B4A56", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        self._bold = book.add_format({"bold": True})
        self._looks = {
            "": None,
            "share": book.add_format({"num_format": "0%"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy"}),
            "fault": book.add_format({"bold": True, "font_color": "#A3271B", "bg_color": "#FBEAE6"}),
            "compared": book.add_format({"bg_color": "#F3F6F6"}),
        }

    def add(
        self,
        name: str,
        columns: Mapping[str, float],
        rows: Iterable[tuple],
        frozen: int = 0,
        looks: Mapping[str, str] | None = None,
        bars: str = "",
    ) -> None:
        """A table of `rows`; more rows than a sheet holds go on in a second one.

        columns  head -> width
        frozen     how many columns stay in sight when the sheet is scrolled to the right
        looks    head -> "fault" (red), "compared" (grey), for the cells with something in them; "share", as percent;
                 or "date", for `day_number`s
        bars     the column whose numbers have bars
        """
        head, left = tuple(columns), iter(rows)
        formats = [self._looks[(looks or {}).get(text, "")] for text in head]
        number, written = 1, MOST_ROWS
        while written == MOST_ROWS:
            sheet = self._sheet(name if number == 1 else f"{name} {number}", columns.values())
            for column, text in enumerate(head):
                sheet.write_string(0, column, text, self._head)
            written = self._write(sheet, left, 1, formats)
            sheet.freeze_panes(1, frozen)
            sheet.repeat_rows(0)
            sheet.autofilter(0, 0, max(written, 1), len(head) - 1)
            if bars and written:
                at = head.index(bars)
                sheet.conditional_format(1, at, written, at, {"type": "data_bar", "bar_color": "#9FC0C8"})
            number += 1

    def add_plain(self, name: str, widths: Iterable[float], rows: Iterable[tuple]) -> None:
        """Labels, bold, with what stands beside them; no head."""
        sheet = self._sheet(name, widths)
        self._write(sheet, iter(rows), 0, [self._bold])

    def _sheet(self, name: str, widths: Iterable[float]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def _write(self, sheet, rows: Iterator[tuple], first: int, formats: list) -> int:
        """Write as many rows as there is room for; how many they were."""
        written = 0
        for row in rows:
            for column, value in enumerate(row):
                self._cell(sheet, first + written, column, value, formats[column] if column < len(formats) else None)
            written += 1
            if written == MOST_ROWS:
                break
        return written

    @staticmethod
    def _cell(sheet, row: int, column: int, value, look) -> None:
        """One cell; None leaves it empty."""
        if isinstance(value, str):
            if value:
                sheet.write_string(row, column, value[:_LONGEST], look)
        elif value is not None:
            sheet.write_number(row, column, value, look)
