"""What is said of one error in words: the values involved, and what the other year's return says."""

from __future__ import annotations

from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings import cells, labels
from check903.views.counterpart import compares_years, counterpart


def values(checked: Findings, rule: Rule, table: str, row: int) -> str:
    """The cells at fault: "Need: N5 Family dysfunction. End: blank." """
    return " ".join(f"{labels.field_label(table, field)}: {cells.said(cells.cell(checked, table, field, row))}."
                    for field in rule.fields_in(table) if field != "CHILD")


def both_years(checked: Findings, rule: Rule, table: str, row: int) -> str:
    """What the two years say where they differ; "" for a rule that doesn't compare them, and where there is nothing to compare."""
    other = counterpart(checked, table, row) if compares_years(rule) else None
    if other is None:
        return ""
    this, last = ((table, row), other) if other[0].endswith("_last") else (other, (table, row))
    said = []
    for field in rule.fields_in(table):
        now, before = (cells.said(cells.cell(checked, name, field, at)) for name, at in (this, last))
        if now != before:
            said.append((labels.field_label(table, field), before, now))
    several = len(said) > 1
    return " ".join(f"{f'{field}: last' if several else 'Last'} year’s return says {before}. This year it says {now}."
                    for field, before, now in said)


def about(checked: Findings, rule: Rule, table: str, row: int) -> str:
    """The sentence under a row: what the two years say, else the rule's title."""
    return both_years(checked, rule, table, row) or f"{rule.title}."


def detail(checked: Findings, rule: Rule, table: str, row: int) -> str:
    """The sentence under an error's title: what the two years say, else the values at fault."""
    return both_years(checked, rule, table, row) or values(checked, rule, table, row)
