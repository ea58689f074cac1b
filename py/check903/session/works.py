"""What was decided, council by council, where files of several came together: that about the return that is worked on
stands in the session's parts, that about each other one waits here until its return is worked on again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from check903.reading.work import KeptBatch, KeptFiles, Work
from check903.session import snapshot
from check903.session.answers import Memo, SavedFile
from check903.session.checks import Check
from check903.session.choices import OF_A_RETURN, with_choices_of
from check903.session.corrections import CorrectionCalls
from check903.session.inputs import Inputs
from check903.session.sharing import Sharing


class Whose(NamedTuple):
    """Whose return it is. `key`: as in `Parted.groups` where it is one of several, else its council's code or ""."""

    key: str = ""
    of_several: bool = False

    def is_another_than(self, other: Whose) -> bool:
        """True where both are known and one of them was told from others by its files; a council that the user only
        names otherwise is the same.
        """
        known = bool(self.key and other.key)
        return known and self.key != other.key and (self.of_several or other.of_several)


class Works:
    """The work on each council's return.

    waiting  key -> work on the return of a council that isn't worked on now
    """

    def __init__(self, inputs: Inputs, corrections: CorrectionCalls, sharing: Sharing):
        self._inputs, self._corrections, self._sharing = inputs, corrections, sharing
        self._whose = Whose()
        self.waiting: dict[str, Work] = {}

    def go_on_to(self, check: Check) -> tuple[KeptBatch, ...]:
        """The changes made so far to the return that was checked now, before it is the session's check. Was another
        council's worked on until now, its notes and ticks are taken up too.
        """
        before, now = self._whose, _whose(check)
        self._whose = now if now.key else before
        if not now.is_another_than(before):
            return self._corrections.snapshot()
        self.waiting[before.key] = replace(self._now(before), check=self._sharing.saved_now())
        found = self.waiting.pop(now.key, None)
        self._sharing.go_on(found)
        return found.batches if found else ()

    def put_in(self) -> Iterator[tuple[str | None, str]]:
        """(field, text) of each change that waits."""
        for work in self.waiting.values():
            yield from ((change.field, change.after) for batch in work.batches for change in batch.changes)

    # -- to be kept ---------------------------------------------------------------------------------------------------

    def memo(self) -> Memo:
        """The works as they stand without the checks, which are made anew; how much of them would be lost with the
        page. The last is that on the return that is worked on.
        """
        others = [replace(work, check=None) for work in self._others()]
        return snapshot.memo([*others, self._now(self._whose)], self._inputs.loaded)

    def saved(self) -> SavedFile:
        """The works with the checks, as a file to be dropped in again."""
        now = dt.datetime.now().replace(microsecond=0)
        current = replace(self._now(self._whose), check=self._sharing.saved_now())
        works = [replace(work, made=now, loaded=self._kept_of(work)) for work in (*self._others(), current)]
        return {
            "name": snapshot.file_name(works, now.date()),
            "bytes": snapshot.to_file(works),
            "mark": self.memo()["mark"],
        }

    def recall(self, memo: bytes) -> None:
        """Take over a memo, once the files are added again; the next check makes the changes again."""
        *others, now = snapshot.from_file(memo)
        self.waiting = {work.group or work.council: work for work in others}
        self._whose = Whose(now.group or now.council, bool(now.group))
        self._inputs.loaded.restore(now.loaded)
        self._corrections.restore(now.batches)
        self._sharing.take_over(now, others)

    # -- within -------------------------------------------------------------------------------------------------------

    def _now(self, whose: Whose) -> Work:
        """The work on the return that is worked on."""
        sharing, loaded = self._sharing, self._inputs.loaded
        return Work(
            None,
            sharing.council,
            loaded.year,
            loaded.kept(),
            self._corrections.snapshot(),
            dict(sharing.accepted),
            sharing.chosen,
            local=tuple(loaded.local),
            group=whose.key if whose.of_several else "",
        )

    def _others(self) -> list[Work]:
        """Those that wait, as far as something was decided of that return; how lists are made is chosen for all."""
        chosen, local = self._sharing.chosen, tuple(self._inputs.loaded.local)
        return [
            replace(work, choices=with_choices_of(chosen, work.choices), local=local, loaded=KeptFiles())
            for work in self.waiting.values()
            if work.batches or work.accepted or OF_A_RETURN & set(work.choices)
        ]

    def _kept_of(self, work: Work) -> KeptFiles:
        """What was decided about the files, as if that work's council was the chosen one."""
        kept, parted = self._inputs.loaded.kept(), self._inputs.loaded.parted
        chosen = {parted.key: work.group} if work.group in parted.groups else {}
        return replace(kept, answers={**kept.answers, **chosen})


def _whose(check: Check) -> Whose:
    if chosen := check.loaded.parted.chosen:
        return Whose(chosen, True)
    r = check.findings.r
    return Whose(r.authority if r.has_council else "")
