"""The part of the worker's API with Annex A beside the return. See `check903.session.session`."""

from __future__ import annotations

from check903.export.names import Made
from check903.session.answers import Nothing
from check903.session.checks import Checks
from check903.views import two_lists as view
from check903.views.two_lists import ListDifference, TwoLists


class TwoListsCalls:
    """The calls: the lists are those that were loaded when the check began."""

    def __init__(self, checks: Checks):
        self._checks = checks

    def two_lists(self, about: str = "", page: int = 0, size: int = 50) -> TwoLists:
        """Where Annex A and the return disagree: how many of each kind, and a page of them; `about`: of one kind."""
        check = self._checks.current
        if check is None:
            return view.NO_LISTS
        return view.two_lists(check.findings, check.loaded.annex_a, about or "", page, size)

    def two_lists_of(self, child: str) -> list[ListDifference]:
        """Where the two disagree about one child."""
        check = self._checks.current
        return view.of_child(check.findings, check.loaded.annex_a, child) if check else []

    def two_lists_workbook(self) -> Made | Nothing:
        """All of them as an Excel workbook."""
        from check903.export import annex_files
        from check903.export.names import file_name

        check = self._checks.current
        if check is None or not check.loaded.annex_a:
            return {}
        comparison = view.compared(check.findings, check.loaded.annex_a)
        data = annex_files.workbook(comparison, check.findings.r, check.loaded.workers)
        return {"name": file_name(check.findings, "two lists", "xlsx"), "bytes": data}
