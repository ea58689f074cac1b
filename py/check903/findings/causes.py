"""Which findings have one cause, so that they are one thing to do.

Findings about a child have one cause when
- the same cell is at fault in them (one wrong date breaks several rules);
- they are one rule's, on rows of several tables (it reports the Episodes row and the Header row that don't fit each
  other);
- they are about the join of two episodes: the end of one and the start of the next, where rules find the two
  inconsistent.

What is worked out from a postcode is at fault where the postcode is. A rule of the files (category files) finds the
child's id at fault, which is one cell wherever it stands.

Each of these is a key; findings that share a key, directly or through others, get one number.
"""

from __future__ import annotations

import numpy as np

from check903.engine import Rule

_ENDS, _STARTS = {"DEC", "REC"}, {"DECOM", "RNE"}
_FROM = {"PL_LA": ("PL_POST",), "PL_LOCATION": ("PL_POST",), "PL_DISTANCE": ("PL_POST", "HOME_POST")}
_EPISODES = ("Episodes", "Episodes_last")


def of(found) -> np.ndarray:
    """A number per finding; findings with one cause share it.

    found  anything with `rules`, `tables`, `r`, the arrays `rule`, `table`, `row`, `child`, and `groups` of (rule,
    table, positions)
    """
    keys, positions = _Keys(), []
    for rule, table, at in found.groups:
        rows = found.row[at]
        if rule.category == "files":
            positions += [_positions(at)] * keys.add_ids(found.child[at])
            continue
        positions += [_positions(at)] * keys.add_cells(rule, table, rows)
        if table in _EPISODES and rule.category == "inconsistent":
            positions += [_positions(at)] * keys.add_joins(rule, table, rows, getattr(found.r, table))
    several = _in_several_tables(found)
    keys.add_rules(found.rule[several], found.child[several])
    positions.append(several)
    return _connected(len(found.rule), np.concatenate(positions), keys.numbered())


def count(causes: np.ndarray, found: np.ndarray) -> int:
    """How many things to do the findings are where `found` is True."""
    seen = np.zeros(len(causes), bool)
    seen[causes[found]] = True
    return int(seen.sum())


def _positions(at: slice) -> np.ndarray:
    return np.arange(at.start, at.stop)


class _Keys:
    """Pairs of int arrays, (what kind of key, which), one entry per finding and key."""

    def __init__(self):
        self._kinds: dict[tuple, int] = {}
        self._kind: list[np.ndarray] = []
        self._which: list[np.ndarray] = []

    def _add(self, kind: tuple, which: np.ndarray) -> None:
        number = self._kinds.setdefault(kind, len(self._kinds))
        self._kind.append(np.full(len(which), number, np.int64))
        self._which.append(which.astype(np.int64))

    def add_cells(self, rule: Rule, table: str, rows: np.ndarray) -> int:
        """The cells at fault; how many sets of keys that were. CHILD only says whose row it is, or that a record is
        missing.
        """
        named = [field for name, field in rule.fields if name == table.removesuffix("_last") and field != "CHILD"]
        fields = dict.fromkeys(cause for field in named for cause in _FROM.get(field, (field,)))
        for field in fields:
            self._add(("cell", table, field), rows)
        return len(fields)

    def add_ids(self, child: np.ndarray) -> int:
        """The ids of the children; rows without one share nothing."""
        self._add(("id",), np.where(child >= 0, child, -1 - np.arange(len(child))))
        return 1

    def add_joins(self, rule: Rule, table: str, rows: np.ndarray, episodes) -> int:
        """The joins of two episodes, named by the later one."""
        fields = set(rule.fields_in(table))
        if fields & _STARTS:
            self._add(("join", table), rows)
        if fields & _ENDS:
            following = episodes.next.at[rows]
            self._add(("join", table), np.where(following >= 0, following, -1 - rows))
        return bool(fields & _STARTS) + bool(fields & _ENDS)

    def add_rules(self, rule: np.ndarray, child: np.ndarray) -> None:
        """The same rule about the same child."""
        self._add(("rule",), rule.astype(np.int64) * (int(child.max(initial=0)) + 1) + child)

    def numbered(self) -> np.ndarray:
        """One number per entry; equal keys have equal numbers."""
        kind, which = np.concatenate(self._kind), np.concatenate(self._which)
        order = np.lexsort((which, kind))
        new = np.ones(len(order), bool)
        new[1:] = (kind[order][1:] != kind[order][:-1]) | (which[order][1:] != which[order][:-1])
        numbers = np.empty(len(order), np.int64)
        numbers[order] = np.cumsum(new) - 1
        return numbers


def _in_several_tables(found) -> np.ndarray:
    """Positions of the findings of a rule that reports rows of several tables for the child."""
    by_rule: dict[int, list[slice]] = {}
    for _, _, at in found.groups:
        by_rule.setdefault(int(found.rule[at.start]), []).append(at)
    positions = [np.zeros(0, np.int64)]
    for parts in by_rule.values():
        if len(parts) > 1:
            positions.append(_of_children_in_several(found.child, parts))
    return np.concatenate(positions)


def _of_children_in_several(child: np.ndarray, parts: list[slice]) -> np.ndarray:
    """Positions in `parts`, one slice per table, of the children that stand in more than one of them."""
    tables = np.bincount(np.concatenate([np.unique(child[at]) for at in parts]) + 1)
    tables[0] = 0  # rows without a child's id have nothing in common
    positions = np.concatenate([_positions(at) for at in parts])
    return positions[tables[child[positions] + 1] > 1]


def _connected(findings: int, position: np.ndarray, key: np.ndarray) -> np.ndarray:
    """Each finding's component: the lowest position among those that are linked to it by shared keys."""
    lowest = np.arange(findings)
    keys = int(key.max(initial=-1)) + 1
    while True:
        of_key = np.full(keys, findings)
        np.minimum.at(of_key, key, lowest[position])
        now = lowest.copy()
        np.minimum.at(now, position, of_key[key])
        now = now[now]
        if np.array_equal(now, lowest):
            return now
        lowest = now
