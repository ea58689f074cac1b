"""What the child's other rows of this year say in the field that disagrees with last year: is one row wrong, or all of them?"""

from __future__ import annotations

from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings import cells
from check903.reference import schema

LABEL = "All the child’s rows"


def field_asked(rule: Rule, table: str) -> str | None:
    """The field at fault, where it is one code that every row of the child repeats; None for the others."""
    fields = rule.fields_in(table)
    spec = schema.TABLES[table.removesuffix("_last")]
    alone = len(fields) == 1 and not table.endswith("_last") and not spec.one_row_per_child
    return fields[0] if alone and spec.column(fields[0]).type == "code" else None


def said(checked: Findings, table: str, row: int, field: str, last_year: str) -> str:
    """"1 of 3 says N5" (last year's value), "All 3 say N1", "Only 1 row"."""
    rows = checked.rows_of(table, int(checked.rows(table).child[row]))
    values = [cells.text(checked, table, field, at) for at in rows.tolist()]
    same = values.count(last_year)
    if len(values) <= 1:
        return "Only 1 row"
    if same:
        return f"{same} of {len(values)} {'says' if same == 1 else 'say'} {last_year or 'blank'}"
    if len(set(values)) == 1:
        return f"All {len(values)} say {values[0] or 'blank'}"
    return f"None of {len(values)} says {last_year or 'blank'}"
