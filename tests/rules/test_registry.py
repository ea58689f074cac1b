"""The registry holds the Department's rules as facts.yaml lists them: none missing, none extra, in any year."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from check903 import engine
from check903.engine import declared
from check903.reference import schema

FACTS = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))
NONE = {"missing": [], "extra": []}
YEARS = range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)


def key(code: str, first: int, last: int | None) -> str:
    return f"{code} {first}-{last or ''}"


def listed(fact: dict) -> dict:
    """A fact of the list, in the registry's terms."""
    fields = [field if "." in field else f"{fact['tables'][0]}.{field}" for field in fact["fields"]]
    return {
        "severity": fact["severity"],
        "category": fact["category"],
        "tables": sorted(fact["tables"]),
        "optional": sorted(fact["optional_tables"]),
        "needs": sorted(fact["needs"]),
        "fields": sorted(fields),
    }


def registered(found: engine.Rule) -> dict:
    """What the registry says of a version, in the same terms."""
    return {
        "severity": found.severity,
        "category": found.category,
        "tables": sorted(found.tables),
        "optional": sorted(found.optional),
        "needs": sorted(found.needs),
        "fields": sorted(f"{table}.{column}" for table, column in found.fields),
    }


EXPECTED = {key(fact["code"], fact["from"], fact["to"]): listed(fact) for fact in FACTS}
FOUND = {key(found.code, *found.years): found for found in engine.registry()}


def test_no_version_is_registered_twice():
    assert len(FOUND) == len(engine.registry())
    assert len(EXPECTED) == len(FACTS)


@pytest.mark.parametrize("year", YEARS)
def test_the_rules_of_each_year_are_the_departments(year):
    expected = sorted(fact["code"] for fact in FACTS if fact["from"] <= year and year <= (fact["to"] or year))
    found = sorted(found.code for found in engine.in_force(year))
    assert {"missing": sorted(set(expected) - set(found)), "extra": sorted(set(found) - set(expected))} == NONE
    assert found == expected, "a rule is in force twice"


def test_every_version_is_there_and_no_other():
    assert {"missing": sorted(EXPECTED.keys() - FOUND.keys()), "extra": sorted(FOUND.keys() - EXPECTED.keys())} == NONE


@pytest.mark.parametrize("version", [version for version in EXPECTED if version in FOUND])
def test_facts_of_the_version(version):
    assert registered(FOUND[version]) == EXPECTED[version]


@pytest.mark.parametrize("found", engine.registry(), ids=lambda found: key(found.code, *found.years))
def test_text_of_the_version(found):
    assert len(found.title) <= 100 and not found.title.endswith("."), found.title
    assert found.wrong.endswith(".") and found.fix.endswith(".")
    said = " ".join((found.title, found.wrong, found.fix))
    for odd in ("{", "}", "'", " - ", "collection_end", "collection_start"):
        assert odd not in said, f"{odd!r} in: {said}"
    for table, column in found.fields:
        schema.TABLES[table.removesuffix("_last")].column(column)


def test_a_mistyped_word_of_a_rule_is_no_rule(monkeypatch):
    monkeypatch.setattr(declared, "_rules", [])

    def made(**words):
        @engine.rule("ZZ1", "inconsistent", "Header.SEX", **words)
        def too_long(r, longest=1, **_):
            """Longer than {most} days

            What is wrong.

            To fix it: what to do.
            """

    for word in ("yeras", "table", "r", "_"):
        with pytest.raises(TypeError, match=f"rule ZZ1.*too_long.*{word}"):
            made(most=2, **{word: "2030-"})
    assert not declared._rules
    made(most=2, longest=3, years="2030-")
    assert [(one.years, one.given, one.title) for one in declared._rules] == [
        ((2030, None), {"most": 2, "longest": 3}, "Longer than 2 days")
    ]
