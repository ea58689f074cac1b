"""The corrected files: each in the format it came in, and read back to be sure of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from check903.corrections.changes import Log
from check903.model.table import Column, Table
from check903.reading import LIMITS, LoadedFiles, Part, archive, oldexcel, read_file
from check903.reading.parts import part_of
from check903.reading.phrases import count
from check903.reading.result import UnreadableFile
from check903.writing import csvfile, names, new_workbook, workbook, xmlfile
from check903.writing.plan import FilePlan, plan
from check903.writing.result import CannotEdit, Corrected


def corrected(loaded: LoadedFiles, log: Log) -> list[Corrected]:
    """The files of this year with the log's changes in them; those without changes are left out.

    ValueError if the log is not of these files.
    """
    files = [_corrected(file_plan, log) for file_plan in plan(loaded, log) if file_plan.changed]
    for file, name in zip(files, names.distinct(file.name for file in files)):
        file.name = name
    return files


def whole_return(loaded: LoadedFiles, log: Log) -> list[Corrected]:
    """Every file of this year, those without changes as they came. A name holds folders only where two files would
    else have one name.
    """
    files = [
        _corrected(file_plan, log)
        if file_plan.changed
        else Corrected(names.safe(file_plan.read.name), file_plan.read.data, 0, [])
        for file_plan in plan(loaded, log)
    ]
    short = [PurePosixPath(file.name).name for file in files]
    alone = len({name.lower() for name in short}) == len(short)
    for file, name in zip(files, short if alone else names.distinct(file.name for file in files)):
        file.name = name
    return files


def all_as_zip(files: Iterable[Corrected]) -> bytes:
    """A zip of the corrected files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.data)
    return out.getvalue()


def _corrected(file_plan: FilePlan, log: Log) -> Corrected:
    name = names.safe(file_plan.read.name)
    if file_plan.read.data.startswith((archive.START, oldexcel.START)):
        name, data, notes = _excel(name, file_plan)
    elif next(iter(file_plan.parts.values())).part.grid.xml:
        data, notes = xmlfile.written(file_plan.read.data, list(file_plan.parts.values()))
    else:
        data, notes = csvfile.written(
            file_plan.read.data, [part_plan for part_plan in file_plan.parts.values() if part_plan.changed]
        )
    return Corrected(name, data, file_plan.changed, notes + _read_back(name, data, file_plan, log))


def _excel(name: str, file_plan: FilePlan) -> tuple[str, bytes, list[str]]:
    changed = [part_plan for part_plan in file_plan.parts.values() if part_plan.changed]
    try:
        data = workbook.written(file_plan.read.data, changed)
    except CannotEdit as reason:
        data = new_workbook.written(file_plan.read.data, changed)
        name = str(PurePosixPath(name).with_suffix(".xlsx"))
        notes = [
            "Written as a new Excel workbook (.xlsx) with the same sheets and columns, but without formulas and"
            f" colours: {reason}."
        ]
    else:
        notes = []
    return name, data, notes + [note for part_plan in changed for note in csvfile.columns_notes(part_plan)]


# -- reading back -----------------------------------------------------------------------------------------------------


def _read_back(name: str, data: bytes, file_plan: FilePlan, log: Log) -> list[str]:
    """A note if the new file, read as any other, does not hold what is shown."""
    (read,) = read_file(name, data, LIMITS, next(iter(file_plan.parts.values())).part.answers)
    if read.problem:
        return [f"Read back, it can’t be used: {read.problem}"]
    differing = sum(
        _differing(part_plan.current(log), _again(number, part_plan.part, read.parts))
        for number, part_plan in file_plan.parts.items()
    )
    if not differing:
        return []
    return [
        f"Read back, {count(differing, 'cell')} will not be as shown, because this kind of file can’t hold them so."
        " Check it again to see which."
    ]


def _again(number: int, part: Part, parts: list[Part]) -> Table | None:
    """The table of the new file that was that part of the old one, with the old one's answers; None if it isn't there
    any more.
    """
    mine = (
        [other for other in parts if other.table_name == part.table_name]
        if part.grid.xml
        else parts[number : number + 1]
    )
    if not mine or mine[0].grid is None:
        return None
    try:
        return part_of(replace(mine[0].grid, digest=part.grid.digest), part.table_name, part.answers).table
    except UnreadableFile:
        return None


def _differing(shown: Table, read: Table | None) -> int:
    """How many cells differ; every cell of a table whose rows are not as many."""
    if read is None or len(read) != len(shown):
        return max(len(shown), 1 if read is None else len(read)) * len(shown.columns)
    fields = dict.fromkeys([*shown.columns, *read.columns])
    pairs = (
        (table.columns.get(field, Column.blank(len(shown))).texts() for table in (shown, read)) for field in fields
    )
    return sum(one != other for texts, others in pairs if texts != others for one, other in zip(texts, others))
