"""What is fixed since the saved check: which errors, of which children, and what changed as far as it is known."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from check903.corrections.corrections import Corrections
from check903.engine.findings import Findings
from check903.findings import comparison, labels
from check903.findings.sorting import page_of
from check903.model.text import long_date
from check903.reading.saved_check import Key
from check903.views.child_changes import ChildChanges


class FixedError(TypedDict):
    """An error of the saved check that is gone. `there`: the child is in these files; `row`: the dates of its row."""

    rule: str
    title: str
    child: str
    there: bool
    table_label: str
    row: str
    what: str


class FixedErrors(TypedDict):
    """A page of them; `label`: the day of the saved check; `not_run`: how many are of rules that were not run now;
    `of`: how many are fixed in all.
    """

    label: str
    total: int
    of: int
    children: int
    not_run: int
    rows: list[FixedError]


NOTHING: FixedErrors = {"label": "", "total": 0, "of": 0, "children": 0, "not_run": 0, "rows": []}


def fixed(
    checked: Findings, fixing: Corrections | None, page: int = 0, size: int = 50, only: list[Key] | None = None
) -> FixedErrors:
    """A page of what is fixed, by rule, then by child. `only`: not all that is, but these."""
    status = checked.status
    if status is None or status.before is None or status.before.made is None:
        return NOTHING
    keys = sorted(status.fixed if only is None else only, key=lambda key: (key[0], len(key[2]), key[2], key[3]))
    shown = [keys[n] for n in page_of(np.arange(len(keys)), page, size).tolist()]
    return {
        "label": long_date(status.before.made.date()),
        "total": len(keys),
        "of": len(status.fixed),
        "children": len({key[2] for key in keys} - {""}),
        "not_run": sum(not _was_run(checked, key[0]) for key in keys),
        "rows": [_row(checked, fixing, key) for key in shown],
    }


def _was_run(checked: Findings, code: str) -> bool:
    return code in checked.rule_numbers and code not in checked.not_run


def _row(checked: Findings, fixing: Corrections | None, key: Key) -> FixedError:
    code, table, child, text, _ = key
    number = checked.rule_numbers.get(code)
    return {
        "rule": code,
        "title": checked.rules[number].title if number is not None else "",
        "child": child,
        "there": child in checked.child_numbers,
        "table_label": labels.table_label(table),
        "row": ", ".join(text.split()),
        "what": _what(checked, fixing, key),
    }


def _what(checked: Findings, fixing: Corrections | None, key: Key) -> str:
    code, table, child, text, _ = key
    if not _was_run(checked, code):
        return "Not known: the rule was not run this time"
    number = checked.child_numbers.get(child)
    if number is None:
        return "The child isn’t in these files"
    changes = [sentence for change in ChildChanges(checked, child, fixing).done for sentence in change["said"]]
    if changes:
        return f"In Fix: {'; '.join(changes)}"
    positions = checked.rows_of(table, number) if table in checked.r.loaded else np.zeros(0, int)
    if text not in comparison.keys_of_rows(checked, table, positions):
        return "The row is gone, or has other dates now"
    return "Put right in your system: the row is there, and the rule finds nothing wrong in it"
