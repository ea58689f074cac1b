"""Rules and their fixes, running them, and what they find: the words that a rule's file needs, and those that a check
needs.
"""

from check903.engine.declared import CATEGORIES, NEEDS, SEVERITIES, Rule, natural_sort_key
from check903.engine.findings import Findings
from check903.engine.fixes import Fix
from check903.engine.registry import DEPARTMENT, EXTRA, Registry, fix, in_force, rule
from check903.engine.running import check, run
from check903.model.arrays import days_spanned, sum_by
from check903.model.change import Change
from check903.model.columns import days_between, earlier, later
from check903.model.dates import NAT, days, years
from check903.model.periods import carries_on

__all__ = [
    "CATEGORIES",
    "DEPARTMENT",
    "EXTRA",
    "NAT",
    "NEEDS",
    "SEVERITIES",
    "Change",
    "Findings",
    "Fix",
    "Registry",
    "Rule",
    "carries_on",
    "check",
    "days",
    "days_between",
    "earlier",
    "fix",
    "in_force",
    "later",
    "natural_sort_key",
    "rule",
    "run",
    "days_spanned",
    "sum_by",
    "years",
]
