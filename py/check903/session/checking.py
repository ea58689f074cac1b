"""The part of the worker's API that checks, a rule at a time. See `check903.session.session`."""

from __future__ import annotations

from check903.reading.work import Work, after
from check903.reading.work_loaded import WorkPart, cells
from check903.reference import authorities
from check903.session import there
from check903.session.answers import CheckOptions, Step
from check903.session.checks import Check, Running
from check903.session.corrections import CorrectionCalls
from check903.session.inputs import Inputs
from check903.session.sharing import Sharing
from check903.session.works import Works


class CheckCalls:
    """The calls, and the check under way."""

    def __init__(self, inputs: Inputs, corrections: CorrectionCalls, sharing: Sharing, works: Works):
        self._inputs, self._corrections, self._sharing, self._works = inputs, corrections, sharing, works
        self._running: Running | None = None
        self._with_work = True

    def check_start(self, options: CheckOptions | None = None) -> Step:
        """Begin a check; `check_step` until it is done. The results change then, not before."""
        options = options or {}
        as_at, year = there.day(options.get("as_at")), there.year(options.get("year"))
        self._sharing.as_at = as_at
        if year and year != self._inputs.loaded.year:
            self._inputs.loaded.set_year(year)
        self._with_work = options.get("work", True)
        council = authorities.name(options.get("authority") or "")
        self._running = Running(self._inputs.prepared(options), council, self._inputs.loaded.snapshot())
        return self._running.progress()

    def check_step(self) -> Step:
        """Run the next rule. The last step makes the results those of this check; the worker calls it in slices, so
        that Stop works.
        """
        if self._running is None:
            return {"done": True, "total": 0, "finished": 0, "code": "", "title": ""}
        self._running.step()
        progress = self._running.progress()
        if progress["done"]:
            check, self._running = self._running.ended(), None
            loaded = self._inputs.loaded
            self._begin_with(check, loaded.work, loaded.waiting_work if self._with_work else None)
        return progress

    def _begin_with(self, check: Check, part: WorkPart | None, waiting: Work | None) -> None:
        """The changes so far are made again; those, the notes and choices of a work file that waits for a check too."""
        kept = self._works.go_on_to(check)
        if part is None or waiting is None:
            self._corrections.begin(check, kept)
            return
        state = self._inputs.loaded.work_state
        self._sharing.take_in(waiting)
        self._corrections.begin(check, after(kept, waiting.batches), cells(part, state))
        state.made.append(part.digest)
