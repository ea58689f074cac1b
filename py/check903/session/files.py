"""The part of the worker's API for Files: what was dropped in, what it is taken for, and the sample. See
`check903.session.session`.
"""

from __future__ import annotations

from collections.abc import Callable

from check903.export.names import Made
from check903.reading import LoadedFiles
from check903.session import there
from check903.session.checks import Checks
from check903.session.inputs import Inputs
from check903.session.sharing import Sharing
from check903.session.snapshot import decides
from check903.views import files as view
from check903.views.files import CouncilTold, Files


class FileCalls:
    """The calls.

    begin_again  has the session's other parts forget what they know
    """

    def __init__(self, inputs: Inputs, checks: Checks, sharing: Sharing, begin_again: Callable[[], None]):
        self._inputs, self._checks, self._sharing, self._begin_again = inputs, checks, sharing, begin_again

    @property
    def _loaded(self) -> LoadedFiles:
        return self._inputs.loaded

    @decides
    def files(self) -> Files:
        """The files as they were recognised."""
        return view.files(self._loaded, self._inputs.undecided)

    def add_file(self, path: str, data: bytes, source: int = 0, drop: int = 0) -> None:
        """Read a file, whatever it is; `files()`, once all are added, says what it is.

        `source`: the caller's number for it; `drop`: one that files dropped or chosen together share.
        """
        self._loaded.add(path, bytes(data), int(source), int(drop))
        self._compare_anew()

    @decides
    def remove(self, file: int) -> Files:
        """Take a file away."""
        self._loaded.remove(there.file(self._loaded, file).id)
        self._compare_anew()
        return self.files()

    @decides
    def change(self, file: int, part: int, table: str | None = None, year: int | None = None) -> Files:
        """Take a part of a file for a table (none: leave it out) and a year (none: as its dates say)."""
        loaded, number = there.part(self._loaded, file, part)
        wanted, of_year = there.taken(table), there.year(year)
        loaded.years.pop(number, None)
        same = wanted == loaded.read.parts[number].table_name
        self._loaded.change(loaded.id, number, None if same else wanted, of_year)
        return self.files()

    @decides
    def choose_year(self, year: int | None = None) -> Files:
        """Set the collection year; none: as the files suggest."""
        self._loaded.set_year(there.year(year))
        return self.files()

    @decides
    def answer(self, key: str, answer: str = "") -> Files:
        """Answer a question about the files; none: ask it again."""
        self._loaded.answer(key, answer or "")
        return self.files()

    def council(self, chosen: str = "") -> CouncilTold:
        """Which council the postcodes tell, and what is to be asked where they contradict the chosen one."""
        return view.council(self._inputs.council_evidence(), chosen or "", self._loaded)

    @decides
    def sample(self, source: int = 0) -> Files:
        """The sample return in place of what was loaded, and the council that makes it. `source`: the caller's number
        for its files.
        """
        from check903 import sample

        generated = sample.generate()
        self.forget()
        for folder, tables in (("this year", generated.this_year), ("last year", generated.last_year)):
            for name, data in tables.items():
                self._loaded.add(f"{folder}/{name}", data, int(source))
        self._loaded.add("providers.xlsx", generated.providers, int(source))
        return {**self.files(), "authority": generated.council}

    def forget(self) -> Files:
        """Clear files, results, changes and notes."""
        self._inputs.clear()
        self._begin_again()
        return self.files()

    def _compare_anew(self) -> None:
        """A saved check may have come or gone, and the screens compare with it."""
        if self._checks.findings is not None:
            self._sharing.set_status(self._checks.findings)

    def work_unfit(self) -> Made:
        """The changes of the work file that don't fit these files, as an Excel list."""
        from check903.export.work_list import unfit_list

        return unfit_list(self._loaded)

    @decides
    def use_work(self, wanted: bool = True) -> Files:
        """Whether the next check makes the changes of the work file again."""
        self._loaded.work_state.without = not wanted
        return self.files()

    @decides
    def work_again(self, number: int, wanted: bool = True) -> Files:
        """Make a change of the work file although another value stands there now; `number` as `files()` has it."""
        self._loaded.make_again(int(number), bool(wanted))
        return self.files()
