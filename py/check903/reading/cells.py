"""Cells that hold no value, only what Excel shows in its place: named to the user, and not known to the rules."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from check903.model.table import Column
from check903.reading.grid import Grid
from check903.reading.phrases import count
from check903.reading.values import NO_VALUE, UNKNOWN

_NAMED = 5  # cells of a kind that are named before the rest are only counted


def without_value(grid: Grid, columns: Mapping[str, Column], positions: Mapping[str, int]) -> list[str]:
    """A sentence on the cells of these columns that hold no value; none if all do. `positions` says where each stands
    in the grid.
    """
    kinds: dict[str, list[tuple[int, int]]] = {}
    for name, column in columns.items():
        if UNKNOWN.isdisjoint(column.values):  # one look instead of one for each text
            continue
        for position, text in enumerate(column.values):
            if text in UNKNOWN:
                rows = np.flatnonzero(column.codes == position)
                kinds.setdefault(text, []).extend((row, positions[name]) for row in rows.tolist())
    kinds = {kind: sorted(places) for kind, places in kinds.items() if places}
    number = sum(map(len, kinds.values()))
    if not number:
        return []
    each = "; ".join(f"{_what(kind, len(places))} in {_named(grid, places)}" for kind, places in kinds.items())
    them = "it" if number == 1 else "them"
    todo = (
        f"Open the workbook in Excel, correct {them}, save it and try again."
        if grid.sheet
        else f"Correct {them} in the file and try again."
    )
    has = "cell has" if number == 1 else "cells have"
    left = "It is left out, not counted as blank" if number == 1 else "They are left out, not counted as blank"
    return [f"{number:,} {has} no value: {each}. {left}. {todo}"]


def _what(kind: str, number: int) -> str:
    if kind != NO_VALUE:
        return kind
    return "a formula never calculated" if number == 1 else "formulas never calculated"


def cut_short(grid: Grid, columns: Mapping[str, Column]) -> list[str]:
    """A sentence on the ids that Excel has as numbers of more than 15 digits."""
    too_long = (
        {name: [text for text in column.values if text in grid.long_numbers] for name, column in columns.items()}
        if grid.long_numbers
        else {}
    )
    return [
        f"{count(len(texts), 'different value')} of {name} {'has' if len(texts) == 1 else 'have'} more than 15 digits,"
        f" such as {texts[0]}: Excel keeps only the first 15 digits of a number, so the last ones may be wrong. Export"
        " that column again as text."
        for name, texts in too_long.items()
        if texts
    ]


def _named(grid: Grid, places: list[tuple[int, int]]) -> str:
    if grid.sheet:
        addresses = [f"{letters(grid.left + column)}{grid.lines[row]}" for row, column in places[:_NAMED]]
    else:
        addresses = [f"{grid.names[column]} in line {grid.lines[row]:,}" for row, column in places[:_NAMED]]
    more = len(places) - len(addresses)
    *first, last = [*addresses, f"{more:,} more"] if more else addresses
    where = f" (sheet {grid.sheet})" if grid.sheet else ""
    return (f"{', '.join(first)} and {last}" if first else last) + where


def letters(column: int) -> str:
    """A column's name in Excel: 0 -> "A", 26 -> "AA"."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name
