"""The part of the worker's API by which nothing is lost when a worker dies: what the user decided, as one memo.

The page keeps the latest memo (in memory only) beside the files, and hands both to the next worker's session. It holds
tables and years given to files, files taken out, the change log with what is undone, accepted errors, how lists are
made. A method marked `@decides` changes it, and the worker sends the new one along with its answer.
"""

from __future__ import annotations

import json

from check903.reading import saved_check


def decides(method):
    """Mark a method of the session after which the memo is another one."""
    method.decides = True
    return method


class MemoCalls:
    """For `Session`: writes down and takes over what its other parts hold."""

    def __init__(self):
        self._log_kept: dict | None = None  # the change log of a memo, until a check makes it again

    def memo(self) -> dict:
        """What the user decided: about the files, the change log, the accepted errors, how lists are made. Whether any
        of it is work to lose.
        """
        log = self._fixing.plain() if self._fixing else self._log_kept
        content = {
            "files": self._shelf.plain(),
            "log": log,
            "accepted": saved_check.by_child(self._accepted, self._accepted),
            "lists": self._choices.plain(),
        }
        standing = sum(len(batch["changes"]) - len(batch["undone"]) for batch in (log["batches"] if log else ()))
        return {
            "bytes": json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(),
            "changes": standing,
            "notes": len(self._accepted),
        }

    @decides
    def recall(self, memo: bytes) -> dict:
        """Take over a memo, once the files are added again; the change log is made again by the next check. The same as
        `files()`.
        """
        content = json.loads(bytes(memo))
        self._shelf.decide_again(content["files"])
        self._log_kept = content["log"]
        self._accepted = saved_check.of_children(content["accepted"])[1]
        self._heard = self._history()  # whose notes are among the accepted, or were taken back since
        self.share_set(content["lists"])
        return self.files()
