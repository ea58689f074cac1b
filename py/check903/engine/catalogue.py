"""Every version of every rule as a document: `python -m check903.engine.catalogue > docs/rules.md`. Generated from the
rules; a test compares.
"""

from __future__ import annotations

from check903 import engine
from check903.engine import CATEGORIES, NEEDS, SEVERITIES, Rule
from check903.reference import schema


def markdown() -> str:
    """The document."""
    rules = engine.DEPARTMENT.rules
    lines = [
        "# The rules",
        "",
        (
            "Generated from `rules/` by `python -m check903.engine.catalogue`; don’t edit. The page shows the same"
            " under “Rules and sources”."
        ),
        "",
        *(
            line
            for year in range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)
            if schema.as_known(year)
            for line in (schema.as_known(year), "")
        ),
        "| collection year | rules in force | new | no longer in force | changed |",
        "|---|---|---|---|---|",
        *map(_year, range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)),
        "",
        "## Not due before the year has ended",
        "",
        (
            "While the year is running, errors of these rules are listed separately as “not due yet”, with the reason,"
            " until the day their own data name or 31 March."
        ),
        "",
        *(f"- {rule.code}: {rule.not_due}" for rule in rules if rule.not_due and rule.in_force(schema.LAST_YEAR)),
        "",
        "## All rules",
        "",
    ]
    for rule in rules:
        lines += [*_entry(rule), ""]
    return "\n".join(lines)


def _year(year: int) -> str:
    now = {rule.code: rule for rule in engine.in_force(year)}
    before = {rule.code: rule for rule in engine.in_force(year - 1)} if year > schema.FIRST_YEAR else now
    changed = [code for code, rule in now.items() if code in before and before[code] is not rule]
    new, gone = [code for code in now if code not in before], [code for code in before if code not in now]
    return f"| {schema.year_label(year)} | {len(now)} | {' '.join(new)} | {' '.join(gone)} | {' '.join(changed)} |"


def _entry(rule: Rule) -> list[str]:
    first, last = rule.years
    to = " on" if last is None else "" if first == last else f" to {schema.year_label(last)}"
    years = schema.year_label(first) + to
    fields = ", ".join(f"{table}.{column}" for table, column in rule.fields)
    needs = f"; needs {', '.join(NEEDS[need] for need in rule.needs)}" if rule.needs else ""
    sort = f"severity: {SEVERITIES[rule.severity].lower()}; category: {CATEGORIES[rule.category].lower()}"
    return [
        f"### {rule.code}: {rule.title}",
        "",
        f"*{years}; {sort}; {fields}{needs}*",
        "",
        rule.wrong,
        "",
        f"To fix it: {rule.fix}",
    ]


if __name__ == "__main__":
    print(markdown())
