"""Every check beyond the Department's: its examples, its words, and that it stays apart."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import check903
from check903 import engine, wording
from check903.engine import looking
from check903.engine.findings import TABLES
from support.filled_texts import columns_of, faults_of
from support.rule_examples import Block, read_blocks
from support.rule_runs import collection, table_of, year_said

BLOCKS = [block for path in sorted((Path(__file__).parent / "extra").glob("*.txt")) for block in read_blocks(path)]
CODES = [rule.code for rule in engine.EXTRA.rules]
WHOLE_FILE = {"W30A", "W30B", "W30C", "W38", "W39B", "W45A", "W45B", "W45C"}  # of many rows: below


def looked(code: str, tables: dict, year: int, as_at: str = "", **given):
    last = {name.removesuffix("_last"): tables[name] for name in tables if name.endswith("_last")}
    this = {name: table for name, table in tables.items() if not name.endswith("_last")}
    checked = check903.check(this, last or None, year=year, authority="E08000025", rules=[], **given)
    day = dt.datetime.strptime(as_at, "%d/%m/%Y").date() if as_at else checked.r.collection.end
    found = looking.look(checked, {one for one in CODES if one != code}, day)
    assert not found.faults, found.faults
    return found


def run(block: Block):
    rule = next(rule for rule in engine.EXTRA.rules if rule.code == block.code)
    tables = {name: table_of(name, *cells) for name, cells in block.tables.items()}
    year = collection(block, year_said(block, "rules of", rule.years[1] or 2027)).year
    return looked(block.code, tables, year, block.settings.get("as at", ""), file_format=block.settings.get("format"))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.code} {block.where}")
def test_example(block):
    found = run(block)
    assert not found.not_run
    seen = {
        (row.table, row.row): (row.beside_table, row.beside_row) if row.beside_table else None
        for row in found.findings.itertuples()
    }
    assert set(seen) == block.fails
    assert {row: seen[row] for row in block.beside} == block.beside


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.code} {block.where}")
def test_words_of_the_example(block):
    found = run(block)
    for group in found.by_rule:
        said = wording.of(found, group)
        texts = [(text, ".") for text in said.sentences()] + [(text, "") for text in said.causes()]
        assert [(text, wrong) for text, ends in texts for wrong in faults_of(text, ends)] == []
        own = {column for column, marked in said.at_fault.own.items() if marked.any()}
        beside = {column for (_, column), marked in said.at_fault.beside.items() if marked.any()}
        assert own <= columns_of(TABLES[group.table]) and own | beside <= set(said.words.show)
        assert said.letters() == [None] * len(said), "worth a look is no letter"


def test_each_has_an_example_that_fails_and_one_that_passes():
    failing = {block.code for block in BLOCKS if block.fails}
    passing = {block.code for block in BLOCKS if block.rows > len(block.fails)}
    assert sorted(set(CODES) - failing - WHOLE_FILE) == sorted(set(CODES) - passing - WHOLE_FILE) == []


@pytest.mark.parametrize(
    ("code", "table", "columns", "row", "other", "counts"),
    [
        ("W30A", "Episodes", ["CHILD", "REASON_PLACE_CHANGE"], ("A", "OTHER"), ("A", "CARPL"), (13, 17)),
        ("W30B", "Episodes", ["CHILD", "REC", "DEC"], ("A", "E8", "01/06/2026"), ("A", "E4A", "01/06/2026"), (5, 25)),
        ("W30C", "PrevPerm", ["CHILD", "PREV_PERM"], ("A", "P4"), ("A", "P1"), (13, 17)),
        ("W38", "Missing", ["CHILD", "MISSING"], ("A", "M"), None, (51, 0)),
    ],
)
def test_what_the_whole_file_says_too_often(code, table, columns, row, other, counts):
    many, rest = counts

    def found(many, rest):
        rows = [row] * many + [other] * rest
        return looked(code, {table: table_of(table, columns, rows)}, 2027)

    seen = found(many, rest)
    assert len(seen) == many
    (count,) = looking.by_check(seen)
    assert (count.things, count.children) == (1, 1), "its rows are one finding about the file"
    (group,) = seen.by_rule
    assert not [wrong for text in wording.of(seen, group).sentences() for wrong in faults_of(text, ".")]
    assert len(found(many - 1, rest + (1 if other else 0))) == 0, "just within what is usual"


@pytest.mark.parametrize(("same", "fails"), [(7, 7), (6, 0)])
def test_scores_copied_from_last_year(same, fails):
    columns = ["CHILD", "SDQ_SCORE"]
    last = [(f"C{number}", "10") for number in range(20)]
    this = [(child, "10" if number < same else "11") for number, (child, _) in enumerate(last)]
    tables = {"OC2": table_of("OC2", columns, this), "OC2_last": table_of("OC2", columns, last)}
    assert len(looked("W39B", tables, 2027)) == fails
    assert len(looked("W39B", {name: table.take(slice(0, 19)) for name, table in tables.items()}, 2027)) == 0


@pytest.mark.parametrize(("code", "now"), [("W45A", 61), ("W45B", 61), ("W45C", 61)])
def test_a_figure_that_jumped(code, now):
    columns = ["CHILD", "DECOM", "DEC", "RNE", "REC", "LS"]
    end = {"W45C": ("E4A", "20/06/{}")}.get(code, ("", ""))

    def episodes(count, year):
        return table_of(
            "Episodes",
            columns,
            [(f"{year}{n}", f"01/05/{year}", end[1].format(year), "S", end[0], "C2") for n in range(count)],
        )

    def found(count):
        return looked(
            code, {"Episodes": episodes(count, 2026), "Episodes_last": episodes(50, 2025)}, 2027, "30/06/2026"
        )

    assert len(found(now)) == now and len(found(60)) == 0
    assert next(looking.by_check(found(now))).things == 1


def test_they_stay_apart_from_the_departments():
    """Codes, registry, findings: a check doesn't know them unless they are asked for."""
    assert not {rule.code for rule in engine.DEPARTMENT.rules} & set(CODES)
    assert len(CODES) == len(set(CODES)) and all(code[0] == "W" for code in CODES)
    assert {rule.severity for rule in engine.EXTRA.rules} == {"look"}
    assert {rule.alarms for rule in engine.EXTRA.rules} <= set(engine.declared.ALARMS)
    table = {"Reviews": table_of("Reviews", ["CHILD", "REVIEW"], [("A", "01/06/2026"), ("A", "01/06/2026")])}
    checked = check903.check(table, year=2027)
    assert "W1" not in set(checked.findings["rule"]) | set(checked.not_run)
    with pytest.raises(ValueError, match="there is no rule W1"):
        check903.check(table, year=2027, rules=["W1"])
    assert looking.look(checked, off=CODES).rules == []


@pytest.mark.parametrize("rule", engine.EXTRA.rules, ids=lambda rule: rule.code)
def test_text(rule):
    assert len(rule.title) <= 100 and not rule.title.endswith(".")
    said = " ".join((rule.title, rule.wrong, rule.fix))
    assert rule.wrong.endswith(".") and rule.fix.endswith(".")
    assert not [odd for odd in ("{", "}", "'", " - ", "mandatory", "invalid") if odd in said]
    assert wording.declared.of_rule(rule.code, rule.years[1] or 2027) is not None
