"""Whether a text of a rule is filled in as a sentence or a heading, and which columns its words may draw."""

from __future__ import annotations

import re

from check903.reference import schema

UNFILLED = re.compile(
    r"[{}\[\]]| {2}|\b(at|by|from|in|of|on|since|to|until) not filled in| [,.;:]|\.\.|,,|\b(nan|NaN|NaT)\b|\(\)"
)


def faults_of(text: str, ends: str) -> list[str]:
    """What is wrong with a text that must end with one of `ends` ("": it is no sentence), but for what it quotes."""
    plain = re.sub("“[^”]*”", "“x”", text)
    found = [f"{match[0]!r} in it" for match in UNFILLED.finditer(plain)]
    ended = plain.endswith(tuple(ends)) if ends else not plain.endswith(".")
    return found if plain and ended else [*found, "ends wrongly"]


def columns_of(table: str) -> set[str]:
    spec = schema.LIST if table == schema.LIST.name else schema.TABLES[table.removesuffix("_last")]
    return {column.name for column in spec.columns}
