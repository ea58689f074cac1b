"""The part of the worker's API that shares: lists per person, accepted errors, saved checks, figures. See
`check903.session.session`.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from check903.engine.findings import Findings
from check903.export import worklist_files
from check903.findings import comparison
from check903.findings.search import matching
from check903.findings.status import Marks
from check903.findings.worklists import Worklist, worklists
from check903.reading import saved_check
from check903.reading.saved_check import Key, SavedCheck
from check903.session.needs import needs_check
from check903.session.snapshot import decides
from check903.views import share
from check903.views.key_figures import headlines


class ShareCalls:
    """For `Session`: works on its `_checked` and `_shelf`."""

    _checked: Findings | None

    def __init__(self):
        self._accepted: dict[Key, str] = {}
        self._heard: list[SavedCheck] = []  # the saved checks whose notes were taken over
        self._as_at: dt.date | None = None
        self._left_out: list[str] = []
        self._with_later = False
        self._by = "worker"
        self._fix_by: dt.date | None = None

    # -- marks --------------------------------------------------------------------------------------------------------

    def _show(self, checked: Findings) -> None:
        """Make this the check that the screens show, with what is known of its findings."""
        history = self._history()
        for before in history:
            if not any(before is known for known in self._heard):
                self._accepted.update({key: note for key, note in before.accepted.items() if key not in self._accepted})
        self._heard = history
        checked.marks = Marks(
            checked, self._as_at or checked.at.date(), self._accepted, history[-1] if history else None
        )
        self._checked = checked

    def _history(self) -> list[SavedCheck]:
        """The user's own saved checks of this council and year, oldest first."""
        own = [check for check in self._shelf.saved if check.findings is not None and check.made]
        return sorted(own, key=lambda check: check.made)

    @decides
    @needs_check
    def accept(self, filter: dict | None, note: str, findings: list[int] | None = None) -> dict:
        """Accept errors with a note: those of a filter, or only `findings` (their `n`). A blank note takes it back."""
        found = np.array(findings, int) if findings else np.flatnonzero(matching(self._checked, filter))
        self._checked.marks.accept(found, note.strip())
        return {"accepted": int(self._checked.marks.accepted.sum()), "changed": len(found)}

    # -- lists per person ---------------------------------------------------------------------------------------------

    @decides
    def share_set(
        self, by: str = "worker", left_out: list[str] | None = None, later: bool = False, fix_by: str = ""
    ) -> dict:
        """How the lists are made: by worker, team or child; which rules are left out; whether errors not due yet are
        in; the day that they name.
        """
        self._by, self._left_out, self._with_later = by, list(left_out or []), bool(later)
        self._fix_by = dt.date.fromisoformat(fix_by) if fix_by else None
        return self.share_lists()

    def share_lists(self, page: int = 0, size: int = 50) -> dict:
        """The lists, a page of them."""
        if not self._checked:
            return {"checked": False, "total": 0, "errors": 0, "things": 0, "rows": []}
        return {
            **share.lists(self._checked, self._lists(), int(page), int(size)),
            "by": self._by,
            "left_out": self._left_out,
            "later": self._with_later,
            "fix_by": self._fix_by.isoformat() if self._fix_by else "",
            "has_workers": self._shelf.workers is not None,
        }

    @needs_check
    def share_list(self, who: str) -> dict:
        """One list in words. ValueError if there is no such list."""
        for made in self._lists():
            if made.who == who:
                return share.one_list(self._checked, made, self._fix_by)
        raise ValueError(f"there is no list for {who}")

    @needs_check
    def share_workbook(self, who: list[str] | None = None) -> dict:
        """The lists (of those named, or all) as a workbook with a sheet for each."""
        return {
            "name": f"check903 lists per {self._by}.xlsx",
            "bytes": worklist_files.workbook(self._checked, self._chosen(who), self._fix_by),
        }

    @needs_check
    def share_pages(self, who: list[str] | None = None) -> dict:
        """The lists (of those named, or all) as a zip of printable pages."""
        return {
            "name": f"check903 lists per {self._by}.zip",
            "bytes": worklist_files.pages(self._checked, self._chosen(who), self._fix_by),
        }

    def _chosen(self, who: list[str] | None) -> list[Worklist]:
        return [made for made in self._lists() if who is None or made.who in who]

    def _lists(self) -> list[Worklist]:
        checked = self._checked
        out = share.left_out(checked, checked.marks, self._left_out, self._with_later)
        return worklists(checked, self._by, self._shelf.workers, out)

    # -- for the manager ----------------------------------------------------------------------------------------------

    def headlines(self) -> dict:
        """The main figures of the return, and how many of the records under each have an error."""
        marks = self._checked.marks if self._checked else None
        return {"figures": headlines(self._checked, marks.as_at, marks.later) if marks else []}

    # -- over time ----------------------------------------------------------------------------------------------------

    def progress(self) -> dict:
        """How the errors went over the saved checks."""
        return (
            share.progress(self._checked, self._checked.marks, self._history())
            if self._checked
            else {"points": [], "since": None}
        )

    def comparisons(self) -> dict:
        """This check beside each saved one that was dropped in, by rule."""
        if not self._checked:
            return {"comparisons": []}
        return {"comparisons": [share.beside(self._checked, self._checked.marks, other) for other in self._shelf.saved]}

    @needs_check
    def save_check(self) -> dict:
        """The check as a small file, to be dropped in again later."""
        made = comparison.save(self._checked, self._checked.marks.keys, self._accepted)
        return {
            "name": f"check903 {self._checked.at:%Y-%m-%d}.json",
            "bytes": saved_check.to_bytes(made),
            "holds": saved_check.HOLDS,
        }

    @needs_check
    def figures(self) -> dict:
        """Counts by rule and nothing else."""
        made = comparison.save(self._checked, self._checked.marks.keys)
        return {
            "name": f"check903 figures {made.year}.json",
            "bytes": saved_check.figures(made),
            "holds": saved_check.HOLDS_FIGURES,
        }
