"""Figures of the other councils' returns among the files: each is checked for that, and nothing of it but its figures,
small numbers hidden, is kept.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace

from check903 import engine
from check903.export import figure_files
from check903.figures.figures import Figures, in_year
from check903.figures.published import Published
from check903.figures.side_by_side import Council, of_rows
from check903.findings.status import Status
from check903.model.table import Table
from check903.reading import LoadedFiles
from check903.reading.whose import name_of
from check903.reference import authorities
from check903.session.inputs import Inputs


class OtherReturns:
    """The returns of councils that are not worked on."""

    def __init__(self, inputs: Inputs):
        self._inputs = inputs
        self._made: dict[str, tuple[list[Table | None], Council]] = {}

    @property
    def known(self) -> list[Council]:
        """The figures made so far of those that are still here."""
        return [council for key, (_, council) in self._made.items() if self._is_made(key)]

    @property
    def waiting(self) -> dict[str, str]:
        """Key -> name of those whose figures are not made yet."""
        return {key: name_of(key) for key in self._others() if not self._is_made(key)}

    def areas_wanted(self, key: str) -> list[str]:
        """The postcode areas that one needs and that are not here yet."""
        return self._inputs.areas_wanted_of(self._files_of(key)) if key in self._others() else []

    def make(self, key: str, as_at: dt.date | None) -> None:
        """Check one and make its figures as at the day; of a key that isn't there nothing."""
        if key in self._others():
            self._made[key] = self._tables(key), self._figures(key, self._files_of(key), as_at)

    def _others(self) -> Iterable[str]:
        parted = self._inputs.loaded.parted
        return [key for key in parted.groups if key != parted.chosen]

    def _is_made(self, key: str) -> bool:
        """True if its figures are made, of the tables that are here now."""
        before = self._made.get(key)
        if before is None or key not in self._others():
            return False
        now = self._tables(key)
        return len(now) == len(before[0]) and all(one is other for one, other in zip(now, before[0]))

    def _tables(self, key: str) -> list[Table | None]:
        return [found.part.table for found in self._inputs.loaded.parted.groups[key].tables]

    def _files_of(self, key: str) -> LoadedFiles:
        """The files, as if the user worked on that council."""
        loaded = self._inputs.loaded.snapshot()
        loaded.answer(loaded.parted.key, key)
        return loaded

    def _figures(self, key: str, loaded: LoadedFiles, as_at: dt.date | None) -> Council:
        code = key if key in authorities.councils() else ""
        r, rules, result = self._inputs.prepared_from(loaded, code)
        for _ in engine.run(r, rules, result):
            pass
        day = in_year(as_at or r.collection.end, r.collection)
        result.status = Status(result, day, {})
        published = Published(code)
        for file in loaded.published:
            published.add(file.name, file.data)
        figures = Figures(r, day, result, *published.populations(r.collection.year))
        text = _csv([figure_files.COLUMNS, *figure_files.Given(figures).tidy()])
        return replace(of_rows(lambda: csv.reader(io.StringIO(text, newline="")), code), of_return=name_of(key))


def _csv(lines: Iterable[Sequence[object]]) -> str:
    """As text they take a tenth of the memory: there are some thirty thousand for each council."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(lines)
    return out.getvalue()
