"""Makers of the rules that follow from the schema, and of the fix for a cell that must be blank: each call registers
one, with its title and text in plain English.

`rules/formats.py` and `rules/keys.py` list the fields; what is said here is said once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from check903.engine import fix, rule
from check903.model.returns import Return
from check903.model.rows import Rows
from check903.reference import codes, schema


def _register(
    code: str,
    category: str,
    fields: str,
    condition: Callable[[Return], Rows],
    title: str,
    wrong: str,
    fix: str,
    **facts,
) -> None:
    """Register `condition` as a rule that has these texts."""

    def check(r):
        return condition(r)

    check.__name__ = check.__qualname__ = f"rule_{code}"
    check.__doc__ = f"{title}\n\n{wrong}\n\nTo fix it: {fix}"
    rule(code, category, fields, **facts)(check)


def _column(field: str) -> Callable[[Return], tuple[Rows, Any]]:
    """Gives the rows of the table and the column that `field` (`Header.SEX`) names."""
    table, _, column = field.partition(".")

    def of(r: Return) -> tuple[Rows, Any]:
        rows = getattr(r, table)
        return rows, getattr(rows, column)

    return of


# -- one cell ---------------------------------------------------------------------------------------------------------


def permitted(
    code: str, field: str, what: str, fix: str, *, years: str = "2023-", required: bool = False, **facts
) -> None:
    """The cell, where it is filled in (with `required`: always), must hold a code of the column's list, as it was in
    those years.

    what  the column in a few words, for the title: "Legal status"
    fix   what to do: a sentence
    facts  further words of `rule`
    """
    table, _, column = field.partition(".")
    listed = schema.TABLES[table].column(column).codes or ""
    year = int(years.rpartition("-")[2] or schema.LAST_YEAR)
    allowed = codes.permitted(listed, year)
    of = _column(field)

    def condition(r):
        rows, cell = of(r)
        return rows[~cell.isin(allowed) if required else cell.filled & ~cell.isin(allowed)]

    entered = "Nothing is entered, or something that is not" if required else "What is entered is not"
    _register(
        code,
        "invalid",
        field,
        condition,
        f"{what} is {'blank or ' if required else ''}not a permitted code",
        f"{entered} one of the codes for this collection year{_said(listed, year)}.",
        fix,
        years=years,
        **facts,
    )


def _said(listed: str, year: int) -> str:
    """The codes of a list, for a sentence to end with: few of them with their meaning, many without, very many not at
    all.
    """
    known = codes.in_order(listed, year)
    if len(known) <= 13:
        return ": " + "; ".join(f"{code} ({codes.short(listed, code, year)})" for code in known)
    return ": " + ", ".join(known) if len(known) <= 40 else ""


def real_date(code: str, field: str, what: str, fix: str, *, years: str = "2023-", required: bool = False) -> None:
    """The date, where it is filled in (with `required`: always), must be a day of the calendar written dd/mm/yyyy.

    what  the date in a few words, for the title: "Date of the review"
    fix   what to do, beside writing the date properly: a sentence
    """
    of = _column(field)

    def condition(r):
        rows, date = of(r)
        return rows[~date.readable if required else date.unreadable]

    blank = "is blank or " if required else ""
    empty = "This date can’t be left blank. " if required else ""
    _register(
        code,
        "invalid",
        field,
        condition,
        f"{what} {blank}is not a real date",
        f"{empty}A date is written as day, month and a year of four digits, such as 05/06/2026, and must be in the"
        " calendar: 5/6/26 and 31/06/2026 can’t be read.",
        f"write the date in full, and check that the day and the month exist. {fix}",
        years=years,
    )


# -- rows of one child ------------------------------------------------------------------------------------------------


def _label(table: str) -> str:
    return schema.TABLES[table].label


def listed_in_header(code: str, table: str) -> None:
    """Every row's child must be in Header."""

    def condition(r):
        rows = getattr(r, table)
        return rows.where(~r.child_in_table("Header", rows), absent="Header")

    _register(
        code,
        "files",
        f"{table}.CHILD",
        condition,
        f"Child in {_label(table)} is not in Header",
        "Header says who each child is, so every child in the other tables must have a row there. The child id of this"
        " row has none. Until it is there, some checks of this child can’t be made.",
        "compare the child id here and in Header: often one of them is mistyped. Otherwise add the child to Header, or"
        " remove this row if the child does not belong in the return.",
        tables=f"Header {table}",
    )


def same_in_header(code: str, table: str, column: str, what: str, *same: tuple[str, ...], also: str = "") -> None:
    """The column must say the same of a child as Header does, where both say something.

    same  codes that mean the same, such as ("1", "M"); `also` says so, as a sentence
    """

    def condition(r):
        rows, headers = getattr(r, table).join(r.Header)
        here, there = getattr(rows, column), getattr(headers, column)
        clash = here.clashes_with(there)
        for alike in same:
            clash &= ~(here.isin(*alike) & there.isin(*alike))
        return rows.where(clash, header=headers)

    _register(
        code,
        "files",
        f"{table}.{column} Header.{column}",
        condition,
        f"{what} in {_label(table)} differs from Header",
        f"Both tables give the {what.lower()} of the same child, and they disagree. The checks of this child go by one"
        f" or the other, so some of them go wrong.{also and f' {also}'}",
        "find out which of the two is right, and correct the other. If they are two children, correct the child id of"
        " one.",
    )


def one_row_per_child(code: str, table: str) -> None:
    """No child may have two rows."""

    def condition(r):
        rows = getattr(r, table)
        return rows.where(rows.per_child(rows.count() > 1, False), other=rows.next_with_same("CHILD"))

    _register(
        code,
        "files",
        f"{table}.CHILD",
        condition,
        f"Child has more than one row in {_label(table)}",
        "This table has one row for each child. The child id of this row stands on another row too, so it is not clear"
        " which of them counts.",
        "keep the row that is right and remove the others. If two children share the id by mistake, correct the id of"
        " one.",
    )


# -- fixes ------------------------------------------------------------------------------------------------------------


def must_be_blank(code: str, columns: str, title: str) -> None:
    """A fix of the rule's errors that clears these columns. It is not safe: another cell of the record may be wrong."""

    @fix(code, title, key=f"blank-{code}", safe=False)
    def clear(f):
        """These cells must be empty. Untick a row where the cell is right and something else in the record is wrong."""
        return [change for column in columns.split() for change in f.set(column, "")]
