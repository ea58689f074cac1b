"""A check with another year's rules: which errors these bring and spare, rule by rule, and why."""

from __future__ import annotations

from collections import Counter
from typing import TypedDict

from check903 import engine
from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings.labels import sentence
from check903.reference import schema
from check903.views.catalogue import changed


class RuleDiffers(TypedDict):
    """A rule whose errors differ. `own`, `used`: how many under each year's rules, None where it is not in force;
    `gone`: errors of the own year's rules only; `come`: of the used year's only.
    """

    code: str
    title: str
    why: str
    own: int | None
    used: int | None
    gone: int
    come: int


class RuleYears(TypedDict):
    """Two years of rules on the same return: `own`, `used`: errors under the return's own year's rules and under those
    that were used; `same`: errors of all other rules.
    """

    own_label: str
    used_label: str
    own: int
    used: int
    gone: int
    come: int
    same: int
    rows: list[RuleDiffers]


def compared(checked: Findings) -> RuleYears | None:
    """The check beside one of the same return with its own year's rules; None if these are the ones that were used."""
    own_year, used_year = checked.year, checked.r.rules_year
    if own_year == used_year:
        return None
    own_check = _with_rules_of(checked, own_year)
    rows = _rows(checked, own_check)
    return {
        "own_label": schema.year_label(own_year),
        "used_label": schema.year_label(used_year),
        "own": len(own_check),
        "used": len(checked),
        "gone": sum(row["gone"] for row in rows),
        "come": sum(row["come"] for row in rows),
        "same": len(own_check) - sum(row["own"] or 0 for row in rows),
        "rows": rows,
    }


def _with_rules_of(checked: Findings, year: int) -> Findings:
    r, rules = checked.r.with_rules_of(year), engine.in_force(year)
    findings = Findings(r, rules)
    for _ in engine.run(r, rules, findings):
        pass
    return findings


def _rows(used: Findings, own_check: Findings) -> list[RuleDiffers]:
    """The rules whose errors differ, those that differ most first."""
    were, are = _keys(own_check), _keys(used)
    gone, come = (Counter(key[0] for key in one - other) for one, other in ((were, are), (are, were)))
    owned, taken = ({rule.code: rule for rule in check.rules} for check in (own_check, used))
    counts = [Counter(key[0] for key in keys) for keys in (were, are)]
    rows: list[RuleDiffers] = [
        {
            "code": code,
            "title": (owned.get(code) or taken[code]).title,
            "why": _why(owned.get(code), taken.get(code), used.r.rules_year),
            "own": counts[0][code] if code in owned else None,
            "used": counts[1][code] if code in taken else None,
            "gone": gone[code],
            "come": come[code],
        }
        for code in {*gone, *come}
    ]
    return sorted(rows, key=lambda row: (-row["gone"] - row["come"], row["code"]))


def _keys(findings: Findings) -> set[tuple[str, str, int]]:
    codes = [rule.code for rule in findings.rules]
    rows = zip(findings.rule.tolist(), findings.table.tolist(), findings.row.tolist())
    return {(codes[rule], findings.tables[table], row) for rule, table, row in rows}


def _why(own_rule: Rule | None, used: Rule | None, year: int) -> str:
    """Why a rule finds something else under the rules of that year."""
    if used is None and own_rule is not None:
        return "Not in force yet" if own_rule.years[0] > year else "No longer in force"
    if own_rule is None and used is not None:
        return f"In force in {schema.year_label(year)}, not in the return’s own year"
    if own_rule is used or own_rule is None or used is None:
        return "The same text; the codes or dates of that year differ"
    older, newer = sorted((own_rule, used), key=lambda rule: rule.years[0])
    return sentence(changed(older, newer).rstrip("."))
