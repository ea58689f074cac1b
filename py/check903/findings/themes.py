"""The themes by which overview and the manager's page count errors: those of the rules' words, fewer and shorter."""

from __future__ import annotations

from check903.engine import Rule
from check903.engine.findings import Findings
from check903.wording.declared import of_rule

LAST_YEAR = "Disagrees with last year"
THEMES = {  # of the rules' words -> of the page
    "Disagrees with last year": LAST_YEAR,
    "Homes and providers": "Homes and providers",
    "Social workers' dates": "Social workers’ dates",
    "Children's own details": "Children’s own details",
    "Asylum-seeking children": "Children’s own details",
    "Placement dates and moves": "Placements, moves and legal status",
    "Legal status and reasons": "Placements, moves and legal status",
    "Reviews": "Reviews and adoption",
    "Adoption and permanence": "Reviews and adoption",
    "Health answers": "Health answers",
    "Care leavers": "Care leavers",
    "Missing": "Missing, and deprivation of liberty",
    "Deprivation of liberty": "Missing, and deprivation of liberty",
    "Files and formats": "How the files are made",
}


def theme_of(rule: Rule, year: int) -> str:
    """The theme of a rule; what disagrees with last year is that before anything else."""
    if rule.category == "cross-year":
        return LAST_YEAR
    words = of_rule(rule.code, year)
    return THEMES[words.theme] if words else "Other checks"


def of_rules(checked: Findings) -> list[str]:
    """The theme of each of the check's rules."""
    return [theme_of(rule, checked.r.rules_year) for rule in checked.rules]
