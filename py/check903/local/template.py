"""A file of local rules to start from, in each language. docs/local-rules.md tells the rest."""

from __future__ import annotations

from check903.reading.local_rules import LocalFile

SQL = """-- A council's own rules for Check 903, in SQL. Change this one, and add others below it.
-- Each rule is one SELECT under lines with its fields. Its answer needs rowid, or CHILD.
-- Drop the file on Files when it is ready.

-- rule: L1
-- title: Missing for more than 30 days
-- wrong: The child was missing for more than 30 days in one go.
-- fix: Check both dates. If they are right, nothing needs to change.
-- fields: Missing.MIS_START Missing.MIS_END
-- severity: look
SELECT rowid FROM Missing WHERE days(MIS_START, MIS_END) > 30;
"""

PYTHON = '''"""A council's own rules for Check 903, in Python. Change these two, and add others below them.

Each rule is a function under lines with its fields. Drop the file on Files when it is ready.
"""

from check903.engine import days_between
from check903.local import local_rule, return_rule


# With pandas: t has the tables as DataFrames, and what is returned are the rows at fault, or the ids of children.
@local_rule(
    "L2",
    "Missing.MIS_START Missing.MIS_END",
    title="Missing for more than 30 days",
    wrong="The child was missing for more than 30 days in one go.",
    fix="Check both dates. If they are right, nothing needs to change.",
    severity="look",
)
def missing_for_long(t):
    m = t.Missing
    return m[(m.MIS_END - m.MIS_START).dt.days > 30]


# In the language of the Department's rules, which shows what a row was compared with.
@return_rule(
    "L3",
    "Missing.MIS_START Missing.MIS_END",
    title="Missing for more than 30 days",
    wrong="The child was missing for more than 30 days in one go.",
    fix="Check both dates. If they are right, nothing needs to change.",
    severity="look",
)
def missing_for_long_again(r):
    m = r.Missing
    days = days_between(m.MIS_START, m.MIS_END)
    return m.where(days > 30, days=days, before=m.previous)
'''


def template(language: str) -> LocalFile:
    """The file. `language`: sql, python."""
    return LocalFile("own rules.py", PYTHON) if language == "python" else LocalFile("own rules.sql", SQL)
