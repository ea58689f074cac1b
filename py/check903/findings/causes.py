"""Which findings have one cause, so that they are one thing to fix; and which value is one cause in many records.

Two findings share a cause where they are linked: by a cell at fault, a pair of rows, a row that is not there, and so on
(`check903.findings.links`). A cause is about one child; the causes of a *pattern* (`check903.findings.patterns`) are
one thing all the same.

Cells come from the words of the rules (`check903.wording`), so causes are worked out when a screen asks for them.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

import numpy as np

from check903.engine import SEVERITIES
from check903.engine.findings import Findings
from check903.findings import cells as shown
from check903.findings import comparison, patterns, seen
from check903.findings.links import Links
from check903.findings.patterns import Pattern
from check903.model.arrays import once_each
from check903.reference import schema

_ROOTS = ("missing", "invalid", "files", "inconsistent", "cross-year")  # what is wrong by itself comes first


class Causes:
    """The causes of a check's findings.

    number  per finding: its cause, from 0 on, in the order of the first findings
    """

    def __init__(self, checked: Findings):
        self._checked = checked
        self._links = Links(checked)
        self._cells = self._links.cells
        self.number = np.unique(self._links.connected(), return_inverse=True)[1].astype(np.int32)
        self._best: dict[int, tuple[int, str]] = {}
        self._order = np.argsort(self.number, kind="stable")
        self._starts = np.searchsorted(self.number[self._order], np.arange(len(self) + 1))

    def __len__(self) -> int:
        return int(self.number.max(initial=-1)) + 1

    def members(self, cause: int) -> np.ndarray:
        """Positions of the cause's findings."""
        return self._order[self._starts[cause] : self._starts[cause + 1]]

    def cells(self, cause: int) -> set[tuple[str, int, str]]:
        """(table, row, column) of the cells at fault."""
        return self._cells_of(self.members(cause))

    def _cells_of(self, findings: np.ndarray) -> set[tuple[str, int, str]]:
        starts: list[int] = self._starts_of_cells.tolist()
        return self._cells.take(
            np.concatenate([np.arange(starts[n], starts[n + 1]) for n in findings.tolist()])
        ).places()

    def tasks(self, mask: np.ndarray) -> int:
        """How many things to fix the findings are where `mask` is True; a pattern is one."""
        return len(once_each(self.task[self.number[mask]]))

    @cached_property
    def task(self) -> np.ndarray:
        """Per cause the number of the thing to fix that it is part of, from 0 on. The causes of a pattern are one
        thing; patterns come first, the one with most findings before the others.
        """
        alone = len(self.patterns) + np.arange(len(self))
        return np.unique(np.where(self.pattern < 0, alone, self.pattern), return_inverse=True)[1]

    # -- what is said of a cause --------------------------------------------------------------------------------------

    def best(self, causes: np.ndarray) -> np.ndarray:
        """For each of these causes the position of the finding that says most of it: what most of its findings say, of
        the cell that most of them have at fault.
        """
        first, last = self._starts[causes], self._starts[causes + 1]
        positions = self._order[first]
        several = last - first > 1  # of one finding alone no words are needed to tell which
        told = self._told(causes[several])  # once: it looks through all of them
        positions[several] = [told[cause][0] for cause in causes[several].tolist()]
        return positions.astype(int)

    def titles(self, causes: np.ndarray) -> list[str]:
        """What is wrong, in a few words, for each of those causes."""
        told = self._told(causes)
        return [told[cause][1] for cause in causes.tolist()]

    def who(self, causes: np.ndarray) -> list[str]:
        """Who can put it right, of wording.declared.WHO, for each of those causes."""
        return seen.who(self._checked, self.best(causes))

    def _told(self, causes: np.ndarray) -> dict[int, tuple[int, str]]:
        """Cause -> (finding, title), of these at least."""
        missing = [cause for cause in once_each(causes).tolist() if cause not in self._best]
        if missing:
            members = [self._by_rank[self._starts[cause] : self._starts[cause + 1]] for cause in missing]
            titles = iter(seen.causes(self._checked, np.concatenate(members)))
            for cause, positions in zip(missing, members):
                of_cause = [next(titles) for _ in positions]
                first = of_cause.index(_most_said(of_cause, self._checked.rule[positions].tolist()))
                self._best[cause] = int(positions[first]), of_cause[first]
        return self._best

    @cached_property
    def _by_rank(self) -> np.ndarray:
        """Positions of the findings by cause, those first that say most of it."""
        checked = self._checked
        category = np.array([_ROOTS.index(rule.category) for rule in checked.rules])[checked.rule]
        severity = np.array([list(SEVERITIES).index(rule.severity) for rule in checked.rules])[checked.rule]
        ties = checked.row, _dates(checked), checked.rule, severity, -self._links.worked_out, category
        return np.lexsort((*ties, *self._links.telling(), self.number))

    @cached_property
    def keys(self) -> list[tuple[str, str, str, str, int]]:
        """What each cause is known by in another check of these children: table, child, the row's dates, column at
        fault ("" for none) and, of several with all these the same, which.
        """
        checked, times = self._checked, Counter()
        best, keys = self.best(np.arange(len(self))), []
        for finding, text in zip(best.tolist(), comparison.row_texts(checked, best)):
            table, row = checked.tables[checked.table[finding]], int(checked.row[finding])
            cells = self._cells_of(np.array([finding]))
            column = min((cell[:2] != (table, row), cell[2]) for cell in cells)[1] if cells else ""
            key = table, checked.child_id(int(checked.child[finding])), text, column
            keys.append((*key, times[key]))
            times[key] += 1
        return keys

    # -- patterns -----------------------------------------------------------------------------------------------------

    @cached_property
    def patterns(self) -> list[Pattern]:
        """The values that are one cause in many records, most findings first."""
        return patterns.of_check(self._checked, self._cells)

    @cached_property
    def pattern(self) -> np.ndarray:
        """Per cause the pattern that it is part of, a position in `patterns`; -1 for none."""
        of_cause = np.full(len(self), -1, np.int32)
        for number, pattern in reversed(list(enumerate(self.patterns))):
            of_cause[self.number[pattern.findings]] = number
        return of_cause

    @cached_property
    def _starts_of_cells(self) -> np.ndarray:
        return np.searchsorted(self._cells.finding, np.arange(len(self._checked) + 1))


def _most_said(titles: list[str], rules: list[int]) -> str:
    """The title that most rules give; of several the first."""
    return Counter(title for title, _ in dict.fromkeys(zip(titles, rules))).most_common(1)[0][0]


def of(checked: Findings) -> Causes:
    """The causes of a check, worked out once."""
    return checked.cached("causes", Causes)


def _dates(checked: Findings) -> np.ndarray:
    """Per finding the first date of its row, as a number; the greatest where it has none."""
    dates = np.full(len(checked), np.iinfo(np.int64).max)
    for _, table, part in checked.groups:
        for name in schema.spec_of(table).order[:1]:
            day = shown.days(checked, table, name)[checked.row[part]]
            dates[part] = np.where(np.isnat(day), dates[part], day.astype("datetime64[D]").astype(np.int64))
    return dates
