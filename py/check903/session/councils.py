"""The part of the worker's API for several councils side by side. See `check903.session.session`."""

from __future__ import annotations

from check903.export import figure_files
from check903.export.names import Made
from check903.figures.published import Published
from check903.figures.side_by_side import Council, of_file, of_rows
from check903.session import there
from check903.session.checks import Checks
from check903.session.figuring import FigureCalls
from check903.session.inputs import Inputs
from check903.session.other_returns import OtherReturns
from check903.views import councils as view


class CouncilCalls:
    """The calls: files of figures only, beside them the return that is checked, if one is, and the other councils'
    returns whose figures were asked for; small numbers are hidden.
    """

    def __init__(self, inputs: Inputs, checks: Checks, figuring: FigureCalls):
        self._inputs, self._checks, self._figuring = inputs, checks, figuring
        self._files: dict[int, tuple[object, Council]] = {}
        self._own: tuple[object, Council] | None = None
        self._read: tuple[list[int], Published] = [], Published()
        self._others = OtherReturns(inputs)
        self.areas_wanted = self._others.areas_wanted

    def side_by_side(self) -> view.SideBySide:
        """The councils with their figures on the day of each."""
        return view.side_by_side(self._councils(), self._others.waiting, self._published)

    def side_by_side_add(self, council: str, as_at: str = "") -> view.SideBySide:
        """Make the figures of another council whose return is among the files, too, which takes as long as a check.
        `council`: its key; `as_at`: ISO, the last day of the year where none.
        """
        self._others.make(council, there.day(as_at or None))
        return self.side_by_side()

    def side_by_side_months(self, id: str) -> view.CouncilMonths:
        """One figure of each council, month by month."""
        return view.months(self._councils(), id)

    def side_by_side_file(self, kind: str = "csv") -> Made:
        """All of it as one tidy table: `kind` csv; the tables of the screen and every day's figures: xlsx; what its
        columns mean: dictionary.
        """
        from check903.tidy import of_councils

        if kind == "dictionary":
            return {"name": "figures of councils dictionary.csv", "bytes": of_councils.dictionary_csv()}
        councils, _ = view.ordered(self._councils())
        if kind == "xlsx":
            from check903.export import councils_file

            data = councils_file.as_workbook(view.side_by_side(councils), councils)
            return {"name": "figures of councils.xlsx", "bytes": data}
        return {"name": "figures of councils.csv", "bytes": of_councils.as_csv(councils, view.named(councils))}

    @property
    def _published(self) -> Published:
        """The Department's own figures, whether a return is checked or not; read anew where a file came or went."""
        files = self._inputs.loaded.published
        if [id(file) for file in files] != self._read[0]:
            self._read = [id(file) for file in files], Published()
            for file in files:
                self._read[1].add(file.name, file.data)
        return self._read[1]

    def _councils(self) -> list[Council]:
        """The return that is checked, then the files; each read once."""
        files = self._inputs.loaded.figures_only
        known = self._files
        self._files = {id(file): known.get(id(file)) or (file, of_file(file)) for file in files}
        return [*self._of_return(), *self._others.known, *(council for _, council in self._files.values())]

    def _of_return(self) -> list[Council]:
        if self._checks.current is None:
            return []
        figures = self._figuring.figures_of()
        if self._own is None or self._own[0] is not figures:
            lines = [figure_files.COLUMNS, *figure_files.Given(figures).tidy()]
            self._own = figures, of_rows(lambda: lines, figures.this.r.authority or "")
        return [self._own[1]]
