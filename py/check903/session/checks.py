"""The check that the screens show, and one under way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from check903 import engine
from check903.corrections.corrections import Corrections
from check903.engine.findings import Findings
from check903.reading import LoadedFiles
from check903.session.answers import Step
from check903.session.not_yet import NotYet
from check903.views import two_lists


@dataclass
class Check:
    """A check that has ended.

    fixing  its corrections
    loaded   the files as they were when it began
    """

    fixing: Corrections
    loaded: LoadedFiles

    @property
    def findings(self) -> Findings:
        """As they stand: another object after every change to the return."""
        return self.fixing.result


class Checks:
    """Where the parts of a session find the check, if there is one."""

    def __init__(self):
        self.current: Check | None = None

    @property
    def findings(self) -> Findings | None:
        """Those of the check; None before there is one."""
        return self.current.findings if self.current else None

    def needed(self) -> Check:
        """The check; NotYet before there is one."""
        if self.current is None:
            raise NotYet("Nothing has been checked yet. Press Check on Files first.")
        return self.current


class Running:
    """A check under way."""

    def __init__(self, prepared, council: str, loaded: LoadedFiles):
        r, self._rules, self._result = prepared
        self._council, self._loaded = council, loaded
        self._steps: Iterator[int] = engine.run(r, self._rules, self._result)
        self._finished, self._done, self._seconds = 0, False, 0.0

    def step(self) -> None:
        """Run one rule."""
        began = time.perf_counter()
        number = next(self._steps, None)
        self._done = number is None
        self._finished = len(self._rules) if number is None else number + 1
        self._seconds += time.perf_counter() - began

    def progress(self) -> Step:
        """How far it is, and the rule that comes next."""
        following = self._rules[self._finished] if self._finished < len(self._rules) else None
        return {
            "done": self._done,
            "total": len(self._rules),
            "finished": self._finished,
            "code": following.code if following else "",
            "title": following.title if following else "",
        }

    def ended(self) -> Check:
        """The check, once it is finished."""
        self._result.council, self._result.seconds = self._council, self._seconds
        two_lists.know(self._result, self._loaded.annex_a)
        return Check(Corrections(self._result.r, self._result), self._loaded)
