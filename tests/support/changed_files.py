"""Changes for the tests of writing, and what must hold of every file that was written."""

from __future__ import annotations

import datetime as dt

from check903.corrections.changes import Log
from check903.model.change import Change
from check903.reading import LoadedFiles
from check903.writing import Corrected, corrected

WHEN = dt.datetime(2026, 10, 5, 10, 31)


def loaded_from(files: dict[str, bytes | str], year: int = 2027) -> LoadedFiles:
    """The files loaded, all taken for this year's."""
    loaded = LoadedFiles()
    loaded.set_year(year)
    for name, data in files.items():
        for file in loaded.add(name, data.encode() if isinstance(data, str) else data):
            assert file.read.problem is None, file.read.problem
            for number in range(len(file.read.parts)):
                loaded.change(file.id, number, year=year)
    return loaded


def log_of(loaded: LoadedFiles, *changes: tuple) -> Log:
    """A log with changes given as (table, row, field, after), or (table, row) for a row taken out, each a batch of its
    own.
    """
    log = Log(loaded.this_year)
    for table, row, *cell in changes:
        log.apply([change(log, table, row, *cell)], WHEN)
    return log


def change(log: Log, table: str, row: int, field: str | None = None, after: str = "") -> Change:
    """The change that puts `after` into a cell, as it stands."""
    if field is None:
        return Change(table, row, None)
    column = log.tables[table].columns.get(field)
    return Change(
        table, row, field, column.text(log.current_positions(table)[row]) if column is not None else "", after
    )


def texts(tables) -> dict[str, dict[str, list[str]]]:
    """All cells in clean text; columns that are blank throughout count as absent."""
    columns = {
        name: {field: column.texts() for field, column in table.columns.items()} for name, table in tables.items()
    }
    return {name: {field: found for field, found in fields.items() if any(found)} for name, fields in columns.items()}


def correct(loaded: LoadedFiles, log: Log, notes: list[str] | None = None) -> list[Corrected]:
    """The corrected files; read back with the unchanged ones they hold what the log's tables hold."""
    files = corrected(loaded, log)
    if notes is None:
        assert [file.notes for file in files] == [[]] * len(files)
    changed = {file.name: file.data for file in files}
    again = loaded_from(
        {file.read.name: changed.pop(file.read.name, file.read.data) for file in loaded.files} | changed
    )
    assert texts(again.this_year) == texts(log.tables)
    return files


def written(files: dict[str, bytes | str], *changes: tuple, notes: list[str] | None = None) -> bytes:
    """The bytes of the only file that the changes concern."""
    loaded = loaded_from(files)
    (file,) = correct(loaded, log_of(loaded, *changes), notes)
    assert notes is None or file.notes == notes
    return file.data
