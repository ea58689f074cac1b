"""The part of the worker's API for Ask: the tables as one database, made in steps, and results as files. See
`check903.session.session`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from check903.engine.findings import Findings
from check903.export import ask_files
from check903.export.names import Made
from check903.session import there
from check903.session.answers import Building, Built
from check903.session.checks import Checks
from check903.session.inputs import Inputs
from check903.tidy import model, sqlite
from check903.tidy.fields import TidyTable
from check903.views import ask


class Asking:
    """The calls. A database has a number, which goes up when what it holds has changed."""

    def __init__(self, inputs: Inputs, checks: Checks):
        self._inputs, self.checks = inputs, checks
        self._version, self._of = 0, ()
        self._making: Iterator[Building | Built] | None = None

    def ask_words(self) -> ask.AskWords:
        """The questions that are ready to run, words that they may use, and what the codes mean."""
        return ask.words()

    def ask_begin(self, have: int = 0) -> Building:
        """Begin to make the database, then `ask_step` until it is done; done at once where `have` is its number."""
        self._number()
        if have == self._version:
            return {"done": True, "version": have, "table": ""}
        self._making = self._steps(self.checks.needed().findings)
        return {"done": False, "version": self._version, "table": ""}

    def ask_step(self) -> Building | Built:
        """Make the next table. The last step gives the database's bytes and what is in it."""
        step = next(self._making, None) if self._making else None
        return step or {"done": False, "version": self._version, "table": ""}

    def is_current(self, version: int) -> bool:
        """Whether the database of that number holds what there is now."""
        self._number()
        return version == self._version

    def _number(self) -> None:
        """A new number where the findings, what is noted of them, or the list of workers are other ones."""
        findings = self.checks.needed().findings
        noted = [] if findings.status is None else [findings.status.not_due.tolist(), findings.status.accepted.tolist()]
        now = (findings, self._workers(), noted)
        if not self._of or any(one is not other for one, other in zip(now[:2], self._of)) or self._of[2] != noted:
            self._of, self._version = now, self._version + 1

    def _workers(self):
        return self._inputs.loaded.workers

    def _steps(self, findings: Findings) -> Iterator[Building | Built]:
        listed: list[ask.AskTable] = []
        connection = sqlite3.connect(":memory:")
        tables = model.in_turn(findings, self._workers())
        for name in sqlite.write(connection, _seen(tables, findings, listed)):
            yield {"done": False, "version": self._version, "table": name}
        data = connection.serialize()
        connection.close()
        yield {"done": True, "version": self._version, "table": "", "tables": listed, "bytes": data}

    def ask_file(self, kind: str, title: str, columns: list, rows: list) -> Made:
        """A result as a file. `kind`: csv, xlsx; `columns`: {name, type} of each; `rows`: their values."""
        checked = self.checks.needed().findings
        name, data = ask_files.made(checked, there.kind(kind, ask_files.KINDS), title, columns, rows)
        return {"name": name, "bytes": data}


def _seen(tables: Iterable[TidyTable], findings: Findings, listed: list[ask.AskTable]) -> Iterator[TidyTable]:
    """The tables; each is put on the list as it passes."""
    for table in tables:
        listed.append(ask.table(table, table.name in findings.r.loaded))
        yield table
