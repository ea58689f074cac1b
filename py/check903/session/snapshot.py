"""Nothing is lost when a worker dies, a page closes or a day ends: what the user decided, as a work file.

The page keeps the latest one in its memory beside the files, as the memo, and hands both to the next worker's session.
"Save my work" gives the same file, with the check in it, to be dropped in again (`reading.work_file` has the format). A
method marked `@decides` changes it, and the worker sends the new one along with its answer.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from check903.export.names import named
from check903.reading import LoadedFiles, work_file
from check903.reading.saved_check import Key, SavedCheck
from check903.reading.work import KeptBatch, KeptFiles, Work
from check903.reference import authorities
from check903.session.answers import Memo


class HasLog(Protocol):
    """The part of a session with the change log."""

    def snapshot(self) -> tuple[KeptBatch, ...]: ...
    def restore(self, batches: tuple[KeptBatch, ...]) -> None: ...


class HasChoices(Protocol):
    """The part of a session with what was noted and chosen."""

    @property
    def council(self) -> str: ...
    @property
    def accepted(self) -> Mapping[Key, str]: ...
    @property
    def chosen(self) -> dict[str, Any]: ...
    def take_over(self, work: Work) -> None: ...


def decides(method):
    """Mark a method of the session after which the memo is another one."""
    method.decides = True
    return method


def work(
    loaded: LoadedFiles,
    corrections: HasLog,
    sharing: HasChoices,
    saved_at: dt.datetime | None = None,
    check: SavedCheck | None = None,
) -> Work:
    """What the user decided: about the files, the changes, the accepted errors, how lists are made."""
    return Work(
        saved_at,
        sharing.council,
        loaded.year,
        loaded.kept(),
        corrections.snapshot(),
        dict(sharing.accepted),
        sharing.chosen,
        check,
        tuple(loaded.local),
    )


def memo(loaded: LoadedFiles, corrections: HasLog, sharing: HasChoices) -> Memo:
    """The work as it stands without the check, which is made anew; how much of it would be lost with the page."""
    now = work(loaded, corrections, sharing)
    mark = _mark(now)
    return {
        "bytes": work_file.to_bytes(now),
        "name": file_name(now, dt.date.today()),
        "changes": sum(len(batch.changes) - len(batch.undone) for batch in now.batches),
        "notes": len(now.accepted),
        "choices": len(now.choices),
        "mark": mark,
        "saved": any(_mark(part.work) == mark for part in loaded.works),
    }


def recall(memo: bytes, loaded: LoadedFiles, corrections: HasLog, sharing: HasChoices) -> None:
    """Take over a memo, once the files are added again."""
    content = work_file.from_bytes(memo)
    loaded.restore(content.loaded)
    corrections.restore(content.batches)
    sharing.take_over(content)


def file_name(saved: Work, day: dt.date) -> str:
    """ "Birmingham 903 2026-27 work 2026-11-25.json"."""
    return named(authorities.name(saved.council), saved.year, "work", day, "json")


def _mark(saved: Work) -> str:
    """The same for the same changes, notes and choices, whatever the files and local rules."""
    bare = replace(saved, made=None, council="", year=0, loaded=KeptFiles(), check=None, local=())
    return hashlib.blake2b(work_file.to_bytes(bare), digest_size=8).hexdigest()
