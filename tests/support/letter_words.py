"""What may not stand in a letter: codes, names of columns, tables and rules, and words that only an analyst knows."""

from __future__ import annotations

import re
from functools import cache

from check903 import engine
from check903.reference import codes, schema

YEARS = range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)
FOR_ANALYSTS = frozenset("header row rows list lists table tables error errors column columns field fields".split())
PLAIN_WORDS = ("Missing", "Reviews")  # tables whose name may begin a sentence
MEANT = ("never I, O or S",)  # what a pupil number is made of
_QUOTED = re.compile("“[^”]*”")  # what was entered, as it was entered
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_WORD = re.compile(r"[A-Za-z0-9_]+")


def not_for_letters(text: str) -> list[str]:
    """The words of a letter's text, filled in or with its {placeholders}, that nobody but an analyst understands."""
    plain = _POSTCODE.sub("", _QUOTED.sub("", re.sub(r"\{[^{}]*\}", "", text)))
    for meant in MEANT:
        plain = plain.replace(meant, "")
    return [found[0] for found in _WORD.finditer(plain) if _is_for_analysts(found[0], plain[: found.start()])]


def codes_of_rules(text: str) -> list[str]:
    """The rules that a text names, before its placeholders are filled: a number filled in may be one of days."""
    known = {rule.code for rule in engine.DEPARTMENT.rules if len(rule.code) > 2}
    return [word for word in _WORD.findall(re.sub(r"\{[^{}]*\}", "", text)) if word in known]


def _is_for_analysts(word: str, before: str) -> bool:
    if word in PLAIN_WORDS and (not before.strip() or before.rstrip().endswith((".", "?", "!", ":"))):
        return False
    return word in _names() or word.lower() in FOR_ANALYSTS


@cache
def _names() -> frozenset[str]:
    """Codes, tables, columns and rules; no numbers, which mean other things too, and not A, which is a word."""
    known = {code for name in codes.names() for year in YEARS for code in codes.permitted(name, year)}
    known |= {column.name for table in schema.TABLES.values() for column in table.columns} | set(schema.TABLES)
    known |= {rule.code for rule in engine.DEPARTMENT.rules}
    return frozenset(name for name in known if not name.isdigit() and name != "A")
