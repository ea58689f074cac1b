"""Today's findings beside those of a saved check: what was fixed, what is still there and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from check903.engine.findings import Findings
from check903.model.arrays import once_each
from check903.model.rows import Rows
from check903.reading.saved_check import Key, SavedCheck


def keys(checked: Findings, positions: np.ndarray | None = None) -> list[Key]:
    """The key of each finding; or of those at these positions, which are all findings of some children."""
    positions = np.arange(len(checked)) if positions is None else positions
    children = [*checked.r.children, ""]
    codes = [rule.code for rule in checked.rules]
    texts = row_texts(checked, positions)
    seen: Counter = Counter()
    numbered = []
    for rule, table, child, text in zip(
        *(part[positions].tolist() for part in (checked.rule, checked.table, checked.child)), texts
    ):
        key = (codes[rule], checked.tables[table], children[child], text)
        numbered.append((*key, seen[key]))
        seen[key] += 1
    return numbered


def row_texts(checked: Findings, findings: np.ndarray) -> list[str]:
    """What tells each finding's row from the child's others of its table, in another check too: its dates, as text."""
    texts: list[str] = [""] * len(findings)
    tables = checked.table[findings]
    for number in once_each(tables).tolist():
        here = np.flatnonzero(tables == number)
        for place, text in zip(
            here.tolist(), keys_of_rows(checked, checked.tables[number], checked.row[findings[here]])
        ):
            texts[place] = text
    return texts


def keys_of_rows(checked: Findings, name: str, positions: np.ndarray) -> Iterable[str]:
    """What tells these rows of a table from the child's others: their dates, as text."""
    rows = Rows(checked.rows(name).base, positions)
    columns = [getattr(rows, column) for column in rows.base.spec.order]
    if not columns:
        return [""] * len(positions)
    parts = [column.texts() for column in columns]
    return (" ".join(texts) for texts in zip(*parts))


def save(checked: Findings, keys: list[Key], accepted: dict[Key, str] | None = None) -> SavedCheck:
    """The check as it would be saved; `keys` are its `keys`."""
    standing = set(keys)
    notes = {key: note for key, note in (accepted or {}).items() if key in standing}
    return SavedCheck(
        checked.checked_at,
        checked.council,
        checked.year,
        checked.children_this_year,
        dict(Counter(key[0] for key in keys)),
        keys,
        notes,
        int((~checked.status.not_due & ~checked.status.accepted).sum()) if checked.status else None,
        checked.r.rules_year,
    )


@dataclass(frozen=True)
class Comparison:
    """What became of the findings: `unchanged`: of each finding of now, whether it was there before; `fixed`: the
    keys that are gone.
    """

    unchanged: np.ndarray
    fixed: list[Key]


def compare(before: SavedCheck, now: list[Key]) -> Comparison:
    """Compare a saved check (with findings) with the keys of today's."""
    was, standing = set(before.findings or ()), set(now)
    unchanged = np.fromiter((key in was for key in now), bool, len(now))
    return Comparison(unchanged, [key for key in before.findings or () if key not in standing])


class RuleBeside(TypedDict):
    """A rule in two checks; None where a file hides a count under 5."""

    code: str
    before: int | None
    after: int | None
    before_per_100: float | None
    after_per_100: float | None


def by_rule(before: SavedCheck, after: SavedCheck) -> list[RuleBeside]:
    """Two checks side by side by rule: counts of what is not accepted, and rates per 100 children (None where a file
    hides a count under 5).
    """
    was, now = before.open, after.open
    codes = sorted({*was, *now})
    return [
        {
            "code": code,
            "before": was.get(code, 0),
            "after": now.get(code, 0),
            "before_per_100": per_100(was.get(code, 0), before.children),
            "after_per_100": per_100(now.get(code, 0), after.children),
        }
        for code in codes
    ]


def per_100(count: int | None, children: int) -> float | None:
    """A count as a rate per 100 children, one decimal; None where it can't be said."""
    return None if count is None or not children else round(100 * count / children, 1)
