"""Rules, running them, and what they find: the words that a rule's file needs, and those that a check needs."""

from check903.engine.declared import CATEGORIES, NEEDS, SEVERITIES, Rule, in_force, natural, registry, rule
from check903.engine.findings import Findings
from check903.engine.running import check, run
from check903.model.rows import days, years

__all__ = [
    "CATEGORIES",
    "NEEDS",
    "SEVERITIES",
    "Findings",
    "Rule",
    "check",
    "days",
    "in_force",
    "natural",
    "registry",
    "rule",
    "run",
    "years",
]
