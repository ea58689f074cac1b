"""The part of the worker's API that makes files of what was found: workbook, CSV, typed tables. See
`check903.session.session`.
"""

from __future__ import annotations

from collections.abc import Callable

from check903.engine.findings import Findings
from check903.export import report, table_files
from check903.export.names import Made
from check903.findings.search import Filter
from check903.session import there
from check903.session.answers import Nothing
from check903.session.checks import Checks
from check903.session.inputs import Inputs
from check903.tidy.columns import PlainTable
from check903.views.manager import Manager

NO_FILE: Nothing = {}


class ReportCalls:
    """The calls. Before a check no file is made."""

    def __init__(self, inputs: Inputs, checks: Checks, manager: Callable[[], Manager]):
        self._inputs, self._checks, self._manager = inputs, checks, manager

    @property
    def _checked(self) -> Findings | None:
        return self._checks.findings

    def workbook(self, filter: Filter | None = None) -> Made | Nothing:
        """The report as an Excel workbook."""
        if self._checked is None:
            return NO_FILE
        return report.workbook(self._checked, filter, self._manager(), self._inputs.loaded.workers)

    def csv(self, view: str, filter: Filter | None = None) -> Made | Nothing:
        """The table of a view as CSV. Views: findings (`rule` is the same), causes (a row per thing to fix), rules,
        children, not_run, child (the rows of the filter's `child` in its `table`), local (of a council's own rules).
        """
        if self._checked is None:
            return NO_FILE
        return report.csv(self._checked, view, filter, self._inputs.loaded.workers)

    def tables(self, kind: str, shape: str = "tidy") -> Made | Nothing:
        """The return as typed tables, in a zip with the data dictionary. `kind`: sqlite, csv; `shape`: tidy, its own
        tables with what was found, which read again are the same return; ssd, like the Standard Safeguarding Dataset.
        """
        if self._checked is None:
            return NO_FILE
        return table_files.zipped(self._checked, there.kind(kind, table_files.KINDS), _shape(shape))

    def tables_plain(self, shape: str = "tidy") -> list[PlainTable]:
        """The same tables as plain columns, of which the page makes Parquet files."""
        return table_files.plain_tables(self._checked, _shape(shape)) if self._checked is not None else []

    def tables_parquet(self, parquet_files: dict[str, bytes], shape: str = "tidy") -> Made | Nothing:
        """The Parquet files made of them, by table, in a zip with the data dictionary."""
        if self._checked is None:
            return NO_FILE
        return table_files.with_parquet(self._checked, parquet_files, _shape(shape))


def _shape(given: str) -> str:
    return there.one_of(given, table_files.SHAPES, f"The return can’t be laid out as “{given}”.")
