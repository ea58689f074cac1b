"""Nothing is lost when a worker dies: what the user decided, as one memo.

The page keeps the latest memo (in memory only) beside the files, and hands both to the next worker's session. It holds
tables and years given to files, files taken out, the change log with what is undone, accepted errors, how lists are
made. A method marked `@decides` changes it, and the worker sends the new one along with its answer.
"""

from __future__ import annotations

import json
from typing import Protocol

from check903.reading import Shelf
from check903.session.answers import Memo


class HasLog(Protocol):
    """The part of a session with the change log."""

    def log(self) -> dict | None: ...
    def keep(self, log: dict | None) -> None: ...


class HasChoices(Protocol):
    """The part of a session with what was noted and chosen."""

    @property
    def notes(self) -> int: ...
    def plain(self) -> dict: ...
    def take_over(self, plain: dict) -> None: ...


def decides(method):
    """Mark a method of the session after which the memo is another one."""
    method.decides = True
    return method


def memo(shelf: Shelf, corrections: HasLog, sharing: HasChoices) -> Memo:
    """What the user decided: about the files, the change log, the accepted errors, how lists are made. Whether any of
    it is work to lose.
    """
    log = corrections.log()
    content = {"files": shelf.plain(), "log": log, **sharing.plain()}
    standing = sum(len(batch["changes"]) - len(batch["undone"]) for batch in (log["batches"] if log else ()))
    return {
        "bytes": json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(),
        "changes": standing,
        "notes": sharing.notes,
    }


def recall(memo: bytes, shelf: Shelf, corrections: HasLog, sharing: HasChoices) -> None:
    """Take over a memo, once the files are added again."""
    content = json.loads(memo)
    shelf.decide_again(content["files"])
    corrections.keep(content["log"])
    sharing.take_over(content)
