"""A grid of cells to a part: which table it is, its columns by their own names, its values as they are meant."""

from __future__ import annotations

import numpy as np

from check903.model.table import Column, Table
from check903.reading import annex_a, cells, exported, providers, recognise, strangers, values
from check903.reading.asking import Asking
from check903.reading.grid import Grid
from check903.reading.phrases import count, names, shortened
from check903.reading.questions import NO_ANSWERS, Answers
from check903.reading.result import Part, UnreadableFile
from check903.reference import schema


def of_grids(grids: list[Grid], file_name: str, answers: Answers = NO_ANSWERS) -> list[Part]:
    """The parts of one file: each grid the table that its columns make it, all sheets of a provider list one part.

    A grid that lacks CHILD is of kind "unknown" and says so; if it is the only one, UnreadableFile is raised.
    """
    sheets = list(filter(None, map(providers.provider_grid, grids)))
    parts = [providers.part_of(sheets)] if sheets else []
    of_providers = [sheet.grid for sheet in sheets]
    for grid in grids:
        if grid in of_providers:
            continue
        try:
            parts.append(part_of(grid, _table_of(grid, file_name), answers))
        except UnreadableFile as problem:
            if len(grids) == 1:
                raise
            parts.append(
                Part(
                    "unknown", rows=len(grid), label=grid.label, grid=grid, notes=[*grid.notes, f"Not used: {problem}"]
                )
            )
    return parts


def _table_of(grid: Grid, file_name: str) -> str:
    if annex_a.is_list(grid.names):
        return "annex_a"
    if strangers.known_list(grid.names):
        return ""
    return recognise.table_of(grid.names, f"{file_name} {grid.label}") or recognise.table_without_child(grid.names)


def part_of(grid: Grid, table_name: str, answers: Answers = NO_ANSWERS) -> Part:
    """The grid read as that table, as "workers", as a list of Annex A ("annex_a"), or as nothing ("").

    Raises UnreadableFile if no column holds the children.

    What the answers don't settle is read as the questions of the part say.
    """
    if not table_name:
        return Part("unknown", rows=len(grid), label=grid.label, grid=grid, notes=[strangers.table_said(grid)])
    if table_name == "workers":
        return _workers(grid)
    if table_name == "annex_a":
        return annex_a.part_of(grid)
    spec = schema.TABLES[table_name]
    wanted = [*spec.names, *(grid.more if table_name == "Header" else ())]
    places = recognise.columns_of(grid.names, wanted)
    asking = Asking(grid, spec, answers)
    waiting = {} if grid.xml else asking.about_names(places)
    if "CHILD" not in places:
        if "CHILD" not in waiting:
            raise UnreadableFile(
                f"it looks like {spec.label}, but no column is called CHILD. Give the column with the child’s number"
                " that name."
            )
        return Part(
            "unknown",
            rows=len(grid),
            notes=[*grid.notes, f"Not used: {waiting['CHILD']}."],
            label=grid.label,
            grid=grid,
            questions=asking.questions,
            answers=answers,
            again=lambda answers: part_of(grid, table_name, answers),
        )
    changes: dict[str, values.Changes] = {}
    columns, notes = {}, [*grid.notes]
    for name in wanted:
        if name in places:
            column = grid.columns[places[name][0]]
            columns[name] = values.clean(column, spec.column(name), changes, asking.about_values(name, column))
    if len(grid) and not any(columns["CHILD"].values):
        raise UnreadableFile(
            f"it looks like {spec.label}, but no row has a child’s number in"
            f" {shortened(grid.names[places['CHILD'][0]])}. Export it again with them."
        )
    if not grid.xml:
        notes += _about_names(grid, spec, places, waiting)
    notes += values.notes(changes, grid.lines)
    if not len(grid) and not grid.xml:
        notes.append("It holds the column names and no rows.")
    table = Table(table_name, columns, np.zeros(len(grid), np.int32), grid.lines, (grid.where,), waiting)
    positions = {name: positions[0] for name, positions in places.items()}
    looks = [*cells.without_value(grid, columns, positions), *cells.cut_short(grid, columns)]
    part = Part(
        "table",
        table_name,
        table,
        rows=len(grid),
        notes=notes,
        label=grid.label,
        grid=grid,
        looks=looks,
        questions=asking.questions,
        answers=answers,
        positions=positions,
    )
    return exported.told(part, grid.exported) if grid.exported else part


def _workers(grid: Grid) -> Part:
    places = recognise.columns_of(grid.names, recognise.WORKER_COLUMNS)
    if "CHILD" not in places:
        raise UnreadableFile(
            "it looks like a list of workers, but no column is called CHILD. Give the column with the child’s number"
            " that name."
        )
    columns = {name: _trimmed(grid.columns[places[name][0]]) for name in recognise.WORKER_COLUMNS if name in places}
    table = Table("workers", columns, np.zeros(len(grid), np.int32), grid.lines, (grid.where,))
    notes = [*grid.notes, f"{names(columns)} found."]
    return Part("workers", table=table, rows=len(grid), notes=notes, label=grid.label, grid=grid)


def _trimmed(column: Column) -> Column:
    return Column(column.codes, [values.trimmed(text)[0] for text in column.values])


def _about_names(
    grid: Grid, spec: schema.TableSpec, places: dict[str, list[int]], waiting: dict[str, str]
) -> list[str]:
    """Columns under other names, twice, missing, or not asked for."""
    notes = []
    renamed = {
        name: grid.names[positions[0]]
        for name, positions in places.items()
        if grid.names[positions[0]].strip("'\" ").upper() != name
    }
    for name in list(renamed)[:3]:
        notes.append(f"Column {name} found under the name “{shortened(renamed[name])}”.")
    if len(renamed) > 3:
        notes.append(f"{len(renamed) - 3} more columns found under other names.")
    for name, (first, *others) in places.items():
        for other in others:
            differing = _differing(grid.columns[first], grid.columns[other])
            how = (
                f"the values differ in {count(differing, 'row')}, the first was taken"
                if differing
                else "with the same values"
            )
            notes.append(f"Column {name} is there twice, {how}.")
    missing = [name for name in spec.names if name not in places and name not in waiting]
    if missing:
        notes.append(f"{'Column' if len(missing) == 1 else 'Columns'} {names(missing)} not there: counted as blank.")
    used = {position for positions in places.values() for position in positions}
    others = [position for position in range(len(grid.names)) if position not in used and _in_use(grid, position)]
    if others:
        ignored = names(grid.names[position] or "one without a name" for position in others)
        notes.append(f"{count(len(others), 'extra column')} ignored: {ignored}.")
    return notes


def _in_use(grid: Grid, position: int) -> bool:
    """False for the column that trailing delimiters make: no name, no values."""
    return bool(grid.names[position]) or any(map(str.strip, grid.columns[position].values))


def _differing(one: Column, other: Column) -> int:
    """In how many rows the two columns hold different texts."""
    texts = dict.fromkeys([*map(str.strip, one.values), *map(str.strip, other.values)])
    numbers = {text: number for number, text in enumerate(texts)}
    first, second = (
        np.array([numbers[text.strip()] for text in column.values])[column.codes] for column in (one, other)
    )
    return int((first != second).sum())
