"""Fixes stand below their rules, and what they propose takes errors of the rules away."""

from __future__ import annotations

import ast

import pandas as pd
import pytest

import check903
from build import ROOT
from check903 import engine
from check903.corrections.corrections import Corrections
from support.rule_runs import BLOCKS, run

FIXES = engine.DEPARTMENT.fixes
NEAREST = FIXES["nearest-code"].rules
CODES = (
    "101 142 158 174 185 188 189 190 193 198 202 203 204 207 208 213 214 219 221 222 224 233 243 357 388 391"
    " 392b 392c 393 398 432 501 502 503A 503B 503C 503D 503E 503F 504 542 546 624 INT11 INT12 INT13 INT14 INT15"
    " INT16 INT17 INT18 INT21"
).split()
RULES, MADE_RULES = {"rule"}, {"same_in_header", "permitted"}
FIX_WORDS = {"fix", "must_be_blank"}


def test_no_rule_loses_its_fix():
    assert {code for fix in FIXES.values() for code in fix.rules} == {*CODES, *NEAREST}


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
    assert seen == {*CODES, *NEAREST}


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
    keys = [fix.key for fix in FIXES.values() if code in fix.rules]
    fewer = 0
    for block in (block for block in BLOCKS if block.code == code and "not run" not in block.settings):
        checked = run(block)
        corrections = Corrections(checked.r, checked)
        for key in keys:
            step = corrections.preview(corrections.proposed(key))
            assert not len(step.new), f"{block.where}: {key} makes errors"
            fewer += len(step.gone)
    assert fewer, "nothing is proposed for any example of the rule"


# -- by example -------------------------------------------------------------------------------------------------------

LISTED = pd.DataFrame({"URN": ["SC1"], "POSTCODE": ["LS11AA"], "PLACE_CODES": ["K2"], "PROVIDER_CODES": ["PR4"]})
OFFERS = [
    # key, this year's rows, last year's, (child, column, instead)
    ("home-as-last-year", "HOME_POST|1,", "HOME_POST|1,YO1 1AA", [("HOME_POST", "YO1 1AA")]),
    ("placement-postcode-as-last-year", "PL_POST|1,", "PL_POST|1,YO1 1AA", [("PL_POST", "YO1 1AA")]),
    ("placement-postcode-of-the-setting", "PL_POST URN PLACE|1,,SC1,K2", "", [("PL_POST", "LS1 1AA")]),
    ("placement-postcode-of-the-setting", "PL_POST URN PLACE|1,,SC1,U6", "", []),
    ("nearest-code", "CIN|1,n1l", "", []),
    ("nearest-code", "CIN|1,N.1", "", [("CIN", "N1")]),
    ("nearest-code", "LS|1,C22", "", [("LS", "C2")]),
    ("nearest-code", "PLACE|1,Z1", "", []),
    ("start-of-care", "RNE|1,P", "", [("RNE", "S")]),
]


def episodes(text: str) -> dict[str, pd.DataFrame] | None:
    """Episodes of "COLUMNS|child,cells", each from 1 May 2026."""
    if not text:
        return None
    columns, _, row = text.partition("|")
    values = dict(zip(["CHILD", *columns.split()], row.split(",")))
    return {"Episodes": pd.DataFrame([{"DECOM": "01/05/2026", **values}])}


@pytest.mark.parametrize(("key", "this", "last", "wanted"), OFFERS)
def test_what_each_fix_offers(key, this, last, wanted):
    checked = check903.check(episodes(this), episodes(last), year=2027, providers=LISTED)
    found = Corrections(checked.r, checked).proposed(key)
    assert [(change.field, change.after) for change in found] == wanted
