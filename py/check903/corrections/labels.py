"""What is said of changes: on a button that makes some ("Use last year’s N5 (family dysfunction)", "Blank it"), and of
those that were made.
"""

from __future__ import annotations

from check903.corrections.changes import Batch
from check903.engine import Fix
from check903.model.change import Change
from check903.reference import codes, schema


def label(fix: Fix, changes: list[Change], year: int) -> str:
    """In plain words, with the value where it is the same in all changes."""
    if all(change.field is None for change in changes):
        return "Take the row out" if len(changes) == 1 else f"Take {len(changes)} rows out"
    if not any(change.after for change in changes):
        it = "it" if len(changes) == 1 else "them"
        return f"Blank {it}: {fix.source} is blank" if fix.source else f"Blank {it}"
    values = {_said(change.table, change.field, change.after, year) for change in changes if change.field}
    value = values.pop() if len(values) == 1 else "values"
    rows = len({(change.table, change.row) for change in changes})
    what = f"Use {fix.source} {value}" if fix.source else f"Write {value}"
    return f"{what} in {rows} rows" if rows > 1 else what


def why(batch: Batch, fixes: dict[str, Fix]) -> str:
    """Who or what made the changes."""
    if batch.fix:
        return fixes[batch.fix].title if batch.fix in fixes else batch.fix
    return "One value put into a column" if batch.column else "By hand"


def _said(table: str, field: str, value: str, year: int) -> str:
    """The value, with what it means where it is a code."""
    listed = schema.TABLES[table].column(field).codes
    short = codes.short(listed, value, year) if listed else ""
    return f"{value} ({short})" if short else value
