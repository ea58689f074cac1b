"""Rules, running them, and what they find: the words that a rule's file needs, and those that a check needs."""

from check903.engine.declared import CATEGORIES, NEEDS, SEVERITIES, Rule, in_force, natural, registry, rule
from check903.engine.findings import Findings
from check903.engine.running import check, run
from check903.model.arrays import span, total
from check903.model.columns import days_between, earlier, later
from check903.model.dates import NAT, days, years
from check903.model.periods import carries_on

__all__ = [
    "CATEGORIES",
    "NAT",
    "NEEDS",
    "SEVERITIES",
    "Findings",
    "Rule",
    "carries_on",
    "check",
    "days",
    "days_between",
    "earlier",
    "in_force",
    "later",
    "natural",
    "registry",
    "rule",
    "run",
    "span",
    "total",
    "years",
]
