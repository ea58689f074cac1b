"""Whose return it is, where files of several councils came together: one of them is worked on."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from check903.reading import returns
from check903.reading.councils import named
from check903.reading.inquiry import Inquiry
from check903.reading.phrases import count, names
from check903.reading.questions import Answer, Question
from check903.reading.returns import FoundTable
from check903.reference import authorities, schema

_TELLING = ("Episodes", "Header")  # a name on other tables alone makes no return


class Other(NamedTuple):
    """Why a table is not used, a sentence; and the council whose it is."""

    why: str
    council: str


def of_one_council(tables: list[FoundTable], inquiry: Inquiry) -> tuple[list[FoundTable], dict[tuple[int, int], Other]]:
    """The tables of the council that the user works on, those that name none among them; and of each of the others, by
    (file id, part number), why it is not used. Where none or one is named they are all of one.
    """
    groups = _by_council(tables)
    if len(groups) < 2:
        return tables, {}
    answer = inquiry.answered(_question(groups))
    why = f"You work on {_name(answer)}." if answer else "Not checked until you choose a council."
    left = {
        table.key: Other(f"Of {_name(code)}. {why}", _name(code))
        for code, group in groups.items()
        if code != answer
        for table in group
    }
    return [table for table in tables if table.key not in left], left


def _by_council(tables: list[FoundTable]) -> dict[str, list[FoundTable]]:
    """ONS code -> the tables whose folders or file names name that council, where these make a return; none where two
    of them are much the same children: a folder is misnamed then, or named for something else.
    """
    groups: dict[str, list[FoundTable]] = {}
    for table in tables:
        groups.setdefault(named(table.file.read.name), []).append(table)
    told = {
        code: group
        for code, group in sorted(groups.items(), key=lambda item: _name(item[0]))
        if code and any(table.part.table_name in _TELLING for table in group)
    }
    children = [_births(group) for group in told.values()]
    alike = any(one and other and returns.are_alike(one, other) for one, other in combinations(children, 2))
    return {} if alike else told


def _births(group: list[FoundTable]) -> frozenset[tuple[str, str]]:
    """(CHILD, DOB) of the Headers: two councils may well have the same ids, but not for children of the same age."""
    headers = [table.part.table for table in group if table.part.table_name == "Header"]
    columns = [table.columns for table in headers if table is not None and {"CHILD", "DOB"} <= set(table.columns)]
    return frozenset(
        pair for table in columns for pair in zip(table["CHILD"].texts(), table["DOB"].texts(), strict=True)
    )


def _question(groups: dict[str, list[FoundTable]]) -> Question:
    years = {code: _years(group) for code, group in groups.items()}
    every = {year for some in years.values() for year in some}
    of_years = f", {count(len(every), 'year')}" if len(every) > 1 else ""
    called = names([_name(code) for code in groups])
    return Question(
        f"council-of:{':'.join(groups)}",
        "Which council’s return do you want to check?",
        f"By their names the files are of {count(len(groups), 'council')}{of_years}: {called}. One is checked at a"
        " time; the others’ files are left alone.",
        tuple(
            Answer(
                code,
                _name(code),
                f"{count(len(group), 'table')}"
                + (f" of {names([schema.year_label(year) for year in years[code]])}" if years[code] else ""),
            )
            for code, group in groups.items()
        ),
        sum(table.part.rows for group in groups.values() for table in group),
        first=True,
    )


def _years(group: list[FoundTable]) -> list[int]:
    """The collection years that its returns' dates tell."""
    return sorted({whole.estimate.year for whole in returns.of_tables(group) if whole.estimate.year})


def _name(code: str) -> str:
    return authorities.short_name(authorities.name(code))
