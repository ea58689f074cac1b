"""The registry holds the Department's rules as facts.yaml lists them: none missing, none extra, in any year."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from check903 import engine
from check903.corrections.corrections import Corrections
from check903.model.change import Change
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
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
FOUND = {key(found.code, *found.years): found for found in engine.DEPARTMENT.rules}


def test_no_version_is_registered_twice():
    assert len(FOUND) == len(engine.DEPARTMENT.rules)
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


@pytest.mark.parametrize("found", engine.DEPARTMENT.rules, ids=lambda found: key(found.code, *found.years))
def test_text_of_the_version(found):
    assert len(found.title) <= 100 and not found.title.endswith("."), found.title
    assert found.wrong.endswith(".") and found.fix.endswith(".")
    said = " ".join((found.title, found.wrong, found.fix))
    for odd in ("{", "}", "'", " - ", "collection_end", "collection_start"):
        assert odd not in said, f"{odd!r} in: {said}"
    for table, column in found.fields:
        schema.TABLES[table.removesuffix("_last")].column(column)


def test_a_mistyped_word_of_a_rule_is_no_rule():
    rules = engine.Registry()

    def made(**words):
        @rules.rule("ZZ1", "inconsistent", "Header.SEX", **words)
        def too_long(r, longest=1, **_):
            """Longer than {most} days

            What is wrong.

            To fix it: what to do.
            """

    for word in ("yeras", "table", "r", "_"):
        with pytest.raises(TypeError, match=f"rule ZZ1.*too_long.*{word}"):
            made(most=2, **{word: "2030-"})
    assert not rules.rules
    made(most=2, longest=3, years="2030-")
    assert [(one.years, one.given, one.title) for one in rules.rules] == [
        ((2030, None), {"most": 2, "longest": 3}, "Longer than 2 days")
    ]


def test_a_registry_of_its_own_holds_rules_and_fixes_apart_from_the_departments():
    local = engine.Registry()

    @local.rule("L1", "missing", "Header: ETHNIC")
    def blank(r):
        """Ethnic origin is blank

        Nothing is entered.

        To fix it: ask.
        """
        return r.Header[r.Header.ETHNIC.blank]

    @local.fix("L1", "Ethnic origin not known yet", safe=False)
    def not_yet_known(f):
        """Enters NOBT."""
        return f.set("ETHNIC", "NOBT")

    header = Table("Header", {"CHILD": Column.of(["A", "B"]), "ETHNIC": Column.of(["WBRI", ""])})
    r = Return({"Header": header}, None, Collection.of_year(2027))
    found = engine.check(r, local.in_force(2027))
    assert found.row.tolist() == [1]
    assert Corrections(r, found, local.fixes).proposed("not-yet-known") == [Change("Header", 1, "ETHNIC", "", "NOBT")]
    assert "L1" not in {rule.code for rule in engine.DEPARTMENT.rules}
    with pytest.raises(ValueError, match="two fixes not-yet-known"):
        local.fix("L1", "The same again", key="not-yet-known", safe=False)(lambda f: [])
