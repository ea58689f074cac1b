"""Runs the examples of the rules: a block's tables through the check, with the one rule that it is about."""

from __future__ import annotations

import datetime as dt

import pandas as pd

import check903
from check903 import engine
from check903.engine import Rule
from check903.model.table import Column, Table
from check903.reference import schema
from support.rule_examples import Block, all_blocks

BLOCKS = all_blocks()


def years_said(found: Rule) -> str:
    first, last = found.years
    return str(first) if first == last else f"{first}-{last or ''}"


def version(block: Block) -> Rule:
    for found in engine.DEPARTMENT.rules:
        if found.code == block.code and years_said(found) == block.years:
            return found
    raise AssertionError(f"{block.where}: there is no rule {block.code} for {block.years}")


def year_said(block: Block, setting: str, default: int) -> int:
    """The year of a setting such as `collection 2026-27`."""
    said = block.settings.get(setting)
    return int(said[:4]) + 1 if said else default


def collection(block: Block, rules_year: int) -> check903.Collection:
    year = year_said(block, "collection", rules_year)
    return check903.Collection(dt.date(year - 1, 4, 1), dt.date(year, 3, 31))


def table_of(name: str, columns: list[str], rows: list[tuple[str, ...]]) -> Table:
    """The cells as they stand: a frame's would be read as meant, and 2026-06-05 is a date there."""
    texts = zip(*rows) if rows else [()] * len(columns)
    return Table(name.removesuffix("_last"), {column: Column.of(cells) for column, cells in zip(columns, texts)})


def run(block: Block):
    found = version(block)
    rules_year = year_said(block, "rules of", found.years[1] or schema.LAST_YEAR)
    tables = {name: table_of(name, *cells) for name, cells in block.tables.items() if name != "Providers"}
    providers = (
        pd.DataFrame(block.tables["Providers"][1], columns=block.tables["Providers"][0], dtype=str)
        if "Providers" in block.tables
        else None
    )
    last = {name.removesuffix("_last"): tables.pop(name) for name in list(tables) if name.endswith("_last")}
    return check903.check(
        tables,
        last or None,
        year=collection(block, rules_year),
        authority=block.settings.get("authority", "E08000025"),
        providers=providers,
        rules=[block.code],
        rules_year=rules_year,
        file_format=block.settings.get("format", "csv"),
    )
