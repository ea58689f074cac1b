"""Worklists as workbooks: a sheet for each list, and the template of the list of workers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from check903 import inert
from check903.engine.findings import Findings
from check903.export.names import plain_names
from check903.findings import letters
from check903.findings.letters import PARTS, Head
from check903.findings.worklists import Worklist
from check903.model.text import long_date

WORKERS = {"CHILD": 16, "WORKER": 30, "TEAM": 30, "EMAIL": 40}  # columns of the list of workers -> width
OVERVIEW = "All lists"
_HEAD = {
    "Who": 28,
    "Team": 24,
    "E-mail": 30,
    "Children": 10,
    "Things to do": 14,
    "Errors": 10,
    "Local": 10,
    "Reply by": 18,
}
_OF_ONE = {"No": 6, "Child": 14, "Age": 6, **dict.fromkeys(PARTS, 50), "Answer": 40, "Rules, for the data team": 24}


def workbook(checked: Findings, lists: list[Worklist], head: Head) -> bytes:
    """An Excel workbook: a sheet of all lists, then one per list."""
    by = long_date(head.fix_by) if head.fix_by else ""
    book = _Book()
    book.add(
        OVERVIEW,
        _HEAD,
        (
            (
                worklist.who,
                worklist.team,
                worklist.email,
                worklist.children(checked),
                len(worklist.tasks),
                worklist.errors,
                len(worklist.local),
                by,
            )
            for worklist in lists
        ),
    )
    taken = (OVERVIEW, "history")  # Excel keeps the second for itself
    for name, worklist in zip(plain_names((worklist.who for worklist in lists), 31, taken), lists):
        book.add(name, _OF_ONE, _rows(checked, worklist))
    return book.bytes()


def _rows(checked: Findings, worklist: Worklist) -> Iterable[tuple]:
    for number, point in enumerate(letters.points(checked, worklist), 1):
        age = "" if point.age is None else point.age
        yield number, point.child, age, *point.parts, "", ", ".join(point.rules)


def workers_template(children: Iterable[tuple[str, str]]) -> bytes:
    """The list of workers to be filled in, an Excel workbook. `children`: each id, and its worker's number or ""."""
    book = _Book()
    book.add("Workers", WORKERS, ((child, worker, "", "") for child, worker in children))
    return book.bytes()


class _Book:
    """A workbook whose texts stay texts. xlsxwriter is loaded when asked for: it takes time in the page."""

    def __init__(self):
        import xlsxwriter

        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, inert.WORKBOOK)
        self._head = self._book.add_format({"bold": True, "bottom": 2, "text_wrap": True})
        self._wrap = self._book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._number = self._book.add_format({"valign": "top"})

    def add(self, name: str, columns: Mapping[str, float], rows: Iterable[tuple]) -> None:
        """A sheet with a frozen, filterable head; `columns`: head -> width."""
        sheet = self._book.add_worksheet(name)
        last = 0
        for column, (text, width) in enumerate(columns.items()):
            sheet.set_column(column, column, width, self._wrap)
            sheet.write_string(0, column, text, self._head)
        for last, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(last, column, value[:32767], self._wrap)
                else:
                    sheet.write_number(last, column, value, self._number)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)

    def bytes(self) -> bytes:
        """The file."""
        self._book.close()
        return self._buffer.getvalue()
