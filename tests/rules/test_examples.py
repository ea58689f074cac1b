"""Every example of every rule gives what it says; every version of every rule has one that fails and one that
passes.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from check903 import engine
from support.rule_runs import BLOCKS, run, years_said


@pytest.mark.parametrize("block", BLOCKS, ids=[f"{block.code} {block.years} {block.where}" for block in BLOCKS])
def test_example(block):
    result = run(block)
    if "not run" in block.settings:
        assert block.settings["not run"] in result.not_run.get(block.code, "it ran")
        return
    assert not result.faults, result.faults[block.code]
    assert not result.not_run
    reported = list(zip(result.findings["table"], result.findings["row"]))
    assert len(reported) == len(set(reported)), "a row is reported twice"
    wrong = sorted(block.fails ^ set(reported))
    assert not wrong, "\n".join(
        f"{table} row {row}: {'must be reported' if (table, row) in block.fails else 'must not be reported'}:"
        f" {block.tables[table][1][row]}"
        for table, row in wrong
    )


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block.beside], ids=lambda block: f"{block.code} {block.years} {block.where}"
)
def test_what_a_row_was_compared_with(block):
    found = run(block).findings
    seen = {
        (row.table, row.row): (row.beside_table, row.beside_row) if row.beside_table else None
        for row in found.itertuples()
    }
    assert {row: seen[row] for row in block.beside} == block.beside


def test_every_version_has_an_example_that_fails_and_one_that_passes():
    failing, passing = defaultdict(int), defaultdict(int)
    for block in BLOCKS:
        if "not run" not in block.settings:
            failing[block.code, block.years] += len(block.fails)
            passing[block.code, block.years] += block.rows - len(block.fails)
    lacking = [
        f"{found.code} {years_said(found)}: {word}"
        for found in engine.DEPARTMENT.rules
        for counts, word in ((failing, "no row that fails"), (passing, "no row that passes"))
        if not counts[found.code, years_said(found)]
    ]
    assert not lacking
