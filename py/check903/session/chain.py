"""The part of the worker's API with the years' returns one after the other. See `check903.session.session`."""

from __future__ import annotations

from check903.export.names import Made
from check903.session.answers import Nothing
from check903.session.checks import Checks
from check903.views import chain as view
from check903.views.chain import Breaks, ChainBreak


class ChainCalls:
    """The calls: the years are those that were loaded when the check began."""

    def __init__(self, checks: Checks):
        self._checks = checks

    def breaks(self, about: str = "", page: int = 0, size: int = 50) -> Breaks:
        """Where a child's records break off from one year's return to the next: how many of each kind, and a page of
        them; `about`: of one kind.
        """
        checked = self._checks.findings
        return view.breaks(checked, about or "", page, size) if checked else view.NO_BREAKS

    def breaks_of(self, child: str) -> list[ChainBreak]:
        """Those of one child."""
        checked = self._checks.findings
        return view.of_child(checked, child) if checked else []

    def breaks_workbook(self) -> Made | Nothing:
        """All of them as an Excel workbook."""
        from check903.export import chain_files
        from check903.export.names import file_name

        checked = self._checks.findings
        if checked is None or not checked.r.history:
            return {}
        data = chain_files.workbook(view.through_years(checked))
        return {"name": file_name(checked, "breaks in the chain", "xlsx"), "bytes": data}
