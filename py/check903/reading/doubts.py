"""What may be wrong with the files taken together, in sentences for the user."""

from __future__ import annotations

from typing import Any

from check903.model.table import Table
from check903.reading import years
from check903.reading.phrases import names
from check903.reference import schema

_FEW_CHILDREN = 20  # returns smaller than this may well share no children
_LITTLE = (
    0.2  # of last year's children about half are looked after still; a fifth or less points to another council or year
)


def doubts_of(placed, year: int, this: dict[str, Table], last: dict[str, Table]) -> list[str]:
    """Doubts about tables and years.

    placed      loaded.Placed of every table
    year        the collection year
    this, last  the tables as they will be checked
    """
    return [
        *_years(placed, year),
        *_same_table_twice(placed),
        *_same_rows_both_years(this, last),
        *_absent(this, last, year),
        *_children(placed),
    ]


def _years(placed, year: int):
    others: dict[Any, list] = {}
    swapped: dict[tuple[Any, int], list] = {}
    for each in placed:
        part, taken = each.part, each.assignment
        if taken.role == "unused" and (taken.year or 0) > year:
            others.setdefault(taken.year, []).append(each)
        elif dates := _other_year(part, taken):
            swapped.setdefault((taken.year, dates), []).append(each)
    for (taken, dates), several in swapped.items():
        for where in _named(several):
            yield (
                f"{where} is read as {schema.year_label(taken)}, but its dates are of {schema.year_label(dates)}. Are"
                " the two years swapped?"
            )
    for other, several in others.items():
        which = f"{schema.year_label(other)}, neither {schema.year_label(year)} nor the year before"
        yield f"Not used, because of {which}: {names(_named(several))}."


def _named(placed: list) -> list[str]:
    """Each file (and sheet) once, with its tables where it holds several."""
    tables: dict[str, list[str]] = {}
    for item in placed:
        tables.setdefault(item.where, []).append(item.part.table_name)
    return [
        (
            where
            if len(held) == 1
            else f"{where} ({held[0]} and {len(held) - 1} more)"
            if len(held) > 3
            else f"{where} ({names(held)})"
        )
        for where, held in tables.items()
    ]


def _other_year(part, taken) -> int | None:
    """The year of its dates, if they are many and hardly any is of the year it was taken for."""
    if part.table_name not in years.SURE or taken.year is None:
        return None
    dates, number = years.newest(part.dates.all)
    in_year = years.in_year(part.dates.all, taken.year)
    return dates if number >= years.FEW and dates != taken.year and in_year < number / 10 else None


def _same_table_twice(placed):
    files: dict[tuple[str, str], list[str]] = {}
    for each in placed:
        if each.assignment.role in ("this", "last"):
            files.setdefault((each.part.table_name, each.assignment.role), []).append(each.where)
    for role in ("this", "last"):
        twice = {table: where for (table, whose), where in files.items() if whose == role and len(where) > 1}
        for table, where in list(twice.items())[:1]:
            others = f", and so {'is' if len(twice) == 2 else 'are'} {names(list(twice)[1:])}" if len(twice) > 1 else ""
            yield (
                f"{table} of {role} year is in {len(where)} files, {names(where)}{others}: all their rows are checked"
                " together. Remove what is out of date."
            )


def _same_rows_both_years(this: dict[str, Table], last: dict[str, Table]):
    for name in ("Episodes", "Header", "Reviews"):
        if (
            name in this
            and name in last
            and 0 < len(this[name]) == len(last[name])
            and _texts(this[name]) == _texts(last[name])
        ):
            yield f"{name} of last year has the very rows of this year’s: is it the same file?"


def _texts(table: Table) -> dict[str, list[str]]:
    return {name: column.texts() for name, column in table.columns.items()}


def _absent(this: dict[str, Table], last: dict[str, Table], year: int):
    if (this or last) and not this:
        yield f"There are files of {schema.year_label(year - 1)} only, none of {schema.year_label(year)}."
    if this and not this.get("Episodes") and ("Episodes" in this or "Episodes" in last):
        what = "has no rows" if "Episodes" in this else "is missing"
        yield (
            f"Episodes of {schema.year_label(year)} {what}: most rules can’t run without it. Add it before you trust"
            " the result."
        )
    if this and "Header" not in this:
        yield "There is no Header for this year: many rules can’t run without it."


def _children(placed):
    now, before = _children_of(placed, "this"), _children_of(placed, "last")
    if min(len(now), len(before)) >= _FEW_CHILDREN and len(now & before) < _LITTLE * min(len(now), len(before)):
        yield (
            f"Only {len(now & before):,} of last year’s {len(before):,} children are in this year’s files: do both"
            " belong to one council?"
        )
    header, episodes = (_children_of(placed, "this", name) for name in ("Header", "Episodes"))
    if header and len(episodes) >= _FEW_CHILDREN and len(header & episodes) < _LITTLE * len(episodes):
        shared = f"{len(header & episodes):,} of the {len(episodes):,} children in Episodes"
        yield f"Only {shared} are in Header: do both belong to one return?"


def _children_of(placed, role: str, table: str = "") -> frozenset[str]:
    """The children of a table; without a name, of the table with the most of them (all of them together take long where
    they are many).
    """
    by_table: dict[str, list[frozenset[str]]] = {}
    for item in placed:
        if item.assignment.role == role and table in ("", item.part.table_name):
            by_table.setdefault(item.part.table_name, []).append(item.part.children)
    each = [parts[0] if len(parts) == 1 else frozenset().union(*parts) for parts in by_table.values()]
    return max(each, key=len, default=frozenset())
