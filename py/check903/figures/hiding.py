"""Hiding small numbers before figures leave: those of 1 to 5, and what would give them away.

A number is hidden where it, what it is a share of, or what is left of that is 1 to 5 children. In a breakdown, where
the whole is known, one hidden group alone could be worked out from the others: then the next smallest is hidden too,
and again where all that is hidden must be 1 or must be 5 to add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from check903.figures.rows import LastYear, Row

SMALL = range(1, 6)


def hidden(rows: Iterable[Row]) -> list[Row]:
    """The rows of one day, with small numbers as None."""
    rows = list(rows)
    hide = [_small(row["value"], row["of"]) for row in rows]
    figures: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    whole: dict[str, int] = {}
    for at, row in enumerate(rows):
        if row["split"]:
            figures[row["id"]][row["split"]].append(at)
        elif not row["group"]:
            whole[row["id"]] = at
    for id, splits in figures.items():
        for group in splits.values():
            _second(rows, group, hide, id in whole and hide[whole[id]])
    return [_without(row, gone) for row, gone in zip(rows, hide)]


def _small(value, of) -> bool:
    return value in SMALL or of in SMALL or (value is not None and of is not None and of - value in SMALL)


def _second(rows: list[Row], group: list[int], hide: list[bool], whole_hidden: bool) -> None:
    """Hide more of a breakdown's groups until none of the hidden can be worked out."""
    more = sorted((at for at in group if not hide[at]), key=lambda at: (not rows[at]["value"], rows[at]["value"] or 0))
    added = 0
    while more:
        gone = [at for at in group if hide[at]]
        values = [rows[at]["value"] or 0 for at in gone]
        alone = len(gone) + whole_hidden == 1
        forced = not added and gone and not whole_hidden and sum(values) in (len(gone), 5 * len(gone))
        if not (alone or forced):
            return
        hide[more.pop(0)] = True
        added += 1


def _without(row: Row, gone: bool) -> Row:
    found = Row(**row)
    for name in ("cannot_tell", "with_errors", "records"):
        if found[name] in SMALL:
            found[name] = None
    if gone:
        found["value"] = found["percent"] = found["low"] = found["high"] = None
        found["of"] = None if row["of"] in SMALL else row["of"]
        found["last_year"] = None
        return found
    found["last_year"] = _last_year(row["last_year"])
    for name in ("low", "high"):
        if found[name] in SMALL:
            found[name] = None
    return found


def _last_year(last: LastYear | None) -> LastYear | None:
    return None if last is None or _small(last["value"], last["of"]) else last
