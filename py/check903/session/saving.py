"""The part of the worker's API for work that lasts: the work file, and the memo that the page keeps. See
`check903.session.session`, and `session.snapshot` for what is in them.
"""

from __future__ import annotations

from check903.session.answers import Memo, SavedFile
from check903.session.inputs import Inputs
from check903.session.snapshot import decides
from check903.session.works import Works
from check903.views import files
from check903.views.files import Files


class SavingCalls:
    """The calls."""

    def __init__(self, inputs: Inputs, works: Works):
        self._inputs, self._works = inputs, works

    def save_work(self) -> SavedFile:
        """What was decided and the check as one file, to be dropped in beside the same files or newer ones; where the
        returns of several councils were worked on, a zip with a file for each.
        """
        return self._works.saved()

    def memo(self) -> Memo:
        """What the user decided, and whether any of it is work to lose: see `session.snapshot`."""
        return self._works.memo()

    @decides
    def recall(self, memo: bytes) -> Files:
        """Take over a memo, once the files are added again; the change log is made again by the next check. The same as
        `files()`.
        """
        self._works.recall(bytes(memo))
        return files.files(self._inputs.loaded, self._inputs.undecided)
