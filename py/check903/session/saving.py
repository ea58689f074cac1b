"""The part of the worker's API for work that lasts: the work file, and the memo that the page keeps. See
`check903.session.session`, and `session.snapshot` for what is in them.
"""

from __future__ import annotations

import datetime as dt

from check903.reading import work_file
from check903.session import snapshot
from check903.session.answers import Memo, SavedFile
from check903.session.corrections import CorrectionCalls
from check903.session.inputs import Inputs
from check903.session.sharing import Sharing
from check903.session.snapshot import decides
from check903.views import files
from check903.views.files import Files


class SavingCalls:
    """The calls."""

    def __init__(self, inputs: Inputs, corrections: CorrectionCalls, sharing: Sharing):
        self._inputs, self._corrections, self._sharing = inputs, corrections, sharing

    def save_work(self) -> SavedFile:
        """What was decided and the check as one file, to be dropped in beside the same files or newer ones."""
        saved_at = dt.datetime.now().replace(microsecond=0)
        work = snapshot.work(self._inputs.loaded, self._corrections, self._sharing, saved_at, self._sharing.saved_now())
        return {
            "name": snapshot.file_name(work, saved_at.date()),
            "bytes": work_file.to_bytes(work),
            "mark": self.memo()["mark"],
        }

    def memo(self) -> Memo:
        """What the user decided, and whether any of it is work to lose: see `session.snapshot`."""
        return snapshot.memo(self._inputs.loaded, self._corrections, self._sharing)

    @decides
    def recall(self, memo: bytes) -> Files:
        """Take over a memo, once the files are added again; the change log is made again by the next check. The same as
        `files()`.
        """
        snapshot.recall(bytes(memo), self._inputs.loaded, self._corrections, self._sharing)
        return files.files(self._inputs.loaded, self._inputs.undecided)
