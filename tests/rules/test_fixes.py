"""Fixes stand below their rules, and what they propose takes errors of the rules away."""

from __future__ import annotations

import ast

import pytest

from build import ROOT
from check903 import engine
from check903.corrections.corrections import Corrections
from support.rule_runs import BLOCKS, run

FIXES = engine.DEPARTMENT.fixes
CODES = (
    "101 158 174 185 188 189 190 193 198 202 203 204 207 208 213 214 219 221 222 224 233 243 391 392b 392c 393 398 501"
    " 502 503A 503B 503C 503D 503E 503F 504 542 546 624 INT11 INT12 INT13 INT14 INT15 INT16 INT17 INT18 INT21"
).split()
RULES, MADE_RULES = {"rule"}, {"same_in_header", "permitted"}
FIX_WORDS = {"fix", "must_be_blank"}


def test_no_rule_loses_its_fix():
    assert {code for fix in FIXES.values() for code in fix.rules} == set(CODES)


def test_a_fix_stands_below_its_rules_in_their_file():
    seen = set()
    for file in sorted((ROOT / "rules").glob("*.py")):
        rules: set[str] = set()
        for call in sorted(_calls(file.read_text(encoding="utf-8")), key=lambda call: call.lineno):
            codes = set(call.args[0].value.split())
            if call.func.id in FIX_WORDS:
                assert codes <= rules, f"{file.name}:{call.lineno} stands before its rules, or away from them"
                seen |= codes
            else:
                rules |= codes
    assert seen == set(CODES)


def _calls(source: str) -> list[ast.Call]:
    """The calls that register a rule or a fix: their first argument has the codes."""
    words = RULES | MADE_RULES | FIX_WORDS
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in words]


def test_a_fix_that_changes_more_than_the_writing_is_not_safe():
    only_writing = {fix.key for fix in FIXES.values() if not fix.rules} | {"sex-in-this-years-codes"}
    assert {fix.key for fix in FIXES.values() if fix.safe} == only_writing


@pytest.mark.parametrize("code", CODES)
def test_what_is_proposed_for_a_rule_takes_errors_of_it_away(code):
    (key,) = [fix.key for fix in FIXES.values() if code in fix.rules]
    fewer = 0
    for block in (block for block in BLOCKS if block.code == code and "not run" not in block.settings):
        checked = run(block)
        corrections = Corrections(checked.r, checked)
        step = corrections.try_on(corrections.proposed(key))
        assert not len(step.new), f"{block.where}: makes errors"
        fewer += len(step.gone)
    assert fewer, "nothing is proposed for any example of the rule"
