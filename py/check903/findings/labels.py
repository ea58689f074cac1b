"""How the screens call things: tables, fields, years, categories, dates."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from check903.engine import CATEGORIES, Rule
from check903.model.text import MONTHS, long_date
from check903.reference import schema

STATUSES = {"due": "Due now", "later": "Not due yet", "new": "New", "still": "Still there", "accepted": "Accepted"}
LIST = schema.LIST.label


class RuleName(TypedDict):
    """A rule in a list."""

    code: str
    title: str


class RuleCount(RuleName):
    """A rule and how many errors are meant."""

    errors: int


class FieldLabel(TypedDict):
    """A column, and what the page calls it."""

    field: str
    label: str


class CategoryLabel(TypedDict):
    """A rule's category, and what the page calls it."""

    category: str
    category_label: str


def table_label(name: str) -> str:
    """`Episodes_last` -> "Episodes, last year"."""
    label = schema.spec_of(name).label
    return f"{label}, last year" if schema.is_last_years(name) else label


def rows_named(table: str, count: int) -> str:
    """ "13 episodes", "1 row of OC2"."""
    spec = schema.spec_of(table)
    if spec.one_row_per_child or spec.name == "Header":
        return f"{count:,} {'row' if count == 1 else 'rows'} of {spec.name}"
    return f"{count:,} {spec.row}{'' if count == 1 else 's'}"


def field_label(table: str, field: str) -> str:
    """What the page calls a column."""
    return schema.spec_of(table).column(field).label


def named(table: str, field: str) -> str:
    """A column with the Department's name: "Start (DECOM)", "Ofsted number (URN)"."""
    label = field_label(table, field)
    return label if label.endswith(f"({field})") else f"{label} ({field})"


_SAID = {"From": "Start", "To": "End", "Born": "Date of birth", "Her child born": "Her child’s date of birth"}


def said_label(table: str, field: str) -> str:
    """What a column is called in a sentence: "Ofsted number" of "Ofsted number (URN)"."""
    label = field_label(table, field).removesuffix(" (URN)")
    return _SAID.get(label, label)


def category(rule: Rule) -> CategoryLabel:
    """The rule's category, as the screens give it."""
    return {"category": rule.category, "category_label": CATEGORIES[rule.category]}


def years_in_force(rule: Rule) -> str:
    """ "2022-23 and every year since", "2024-25 only", "2022-23 to 2023-24"."""
    first, last = rule.years
    start = "2022-23 or before" if first <= schema.FIRST_YEAR else schema.year_label(first)
    if last is None:
        return f"{schema.year_label(first)} and every year since"
    return f"{schema.year_label(first)} only" if first == last else f"{start} to {schema.year_label(last)}"


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def short_date(day: dt.date) -> str:
    """ "12 Sep"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def period(start: dt.date, end: dt.date) -> str:
    """ "1 April 2026 to 31 March 2027"."""
    return f"{long_date(start)} to {long_date(end)}"


def joined(words: list[str], last: str = "and") -> str:
    """ "a, b and c"."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def spelt(count: int) -> str:
    """ "two", "three"; 10 and more in figures."""
    return (
        ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")[count]
        if count < 10
        else str(count)
    )


def row_name(table: str) -> str:
    """What the page calls a row of the table beside others: "episode", "UASC"."""
    spec = schema.spec_of(table)
    return spec.name if spec.one_row_per_child or spec.name == "Header" else spec.row


def partner(name: str, own_table: str, table: str) -> str:
    """What the partner of that name is called beside a row of the table `own_table`."""
    if table == schema.LIST.name:
        return LIST
    if schema.is_last_years(table) and not schema.is_last_years(own_table):
        same = schema.this_years(table) == own_table
        return "Last year" if same else f"Last year, {table.removesuffix('_last')}"
    if schema.is_last_years(own_table) and not schema.is_last_years(table):
        return "This year"
    if table != own_table:
        return f"Nearest {row_name(table)}" if name == "nearest" else schema.this_years(table)
    titles = {
        "before": "The {} before",
        "after": "The next {}",
        "first": "The first {}",
        "usual": "The {} before the stay",
    }
    other = "The other row" if row_name(own_table) == own_table else "The other {}"
    return titles.get(name, other).format(row_name(own_table))


def of_partner(column: str, name: str, own_table: str, table: str) -> str:
    """A column of the partner of that name: "End of the episode before", "Born in Header", "In touch last year"."""
    called = partner(name, own_table, table)
    if called.startswith("The "):
        return f"{column} of {inside(called)}"
    if called in ("Last year", "This year"):
        return f"{column} {inside(called)}"
    return f"{column} in {called.replace('Last year, ', 'last year’s ').replace('Nearest', 'the nearest')}"


def inside(text: str) -> str:
    """A label within a sentence: "the episode before", but "SDQ score", "Ofsted number"."""
    return text if text[1:2].isupper() or text.startswith("Ofsted") else text[:1].lower() + text[1:]


def own(table: str) -> str:
    """What the row at fault is called: "This episode", "UASC", "Last year’s episode"."""
    called = row_name(table)
    if schema.is_last_years(table):
        return f"Last year’s {called}"
    return called if called == table else f"This {called}"
