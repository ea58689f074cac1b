"""What the page can offer before any file is there: years, councils, tables, and what they are called."""

from __future__ import annotations

from typing import TypedDict

from check903 import engine
from check903.findings.labels import STATUSES
from check903.reference import authorities, schema


class RulesOfYear(TypedDict):
    """A collection year, and how many rules it has."""

    year: int
    label: str
    rules: int


class Council(TypedDict):
    """A council."""

    code: str
    name: str


class TableName(TypedDict):
    """A table, and what the page calls it."""

    name: str
    label: str


class About(TypedDict):
    """`categories`, `severities`, `statuses`: what the page calls them."""

    years: list[RulesOfYear]
    councils: list[Council]
    tables: list[TableName]
    categories: dict[str, str]
    severities: dict[str, str]
    statuses: dict[str, str]


def about() -> About:
    """The years whose rules are known, councils, tables, and what the page calls categories, severities and
    statuses.
    """
    years = range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)
    return {
        "years": [
            {"year": year, "label": schema.year_label(year), "rules": len(engine.in_force(year))} for year in years
        ],
        "councils": [{"code": code, "name": name} for code, name in authorities.councils().items()],
        "tables": [{"name": spec.name, "label": spec.label} for spec in schema.TABLES.values()],
        "categories": engine.CATEGORIES,
        "severities": engine.SEVERITIES,
        "statuses": STATUSES,
    }
