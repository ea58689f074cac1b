"""A return being fixed: what is proposed, what happens when it is applied, and what stands after each step.

Works on a check’s `Return` and `Findings`; after every step both are new, and the log says how to go back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from check903.corrections import labels, replay
from check903.corrections.changes import Batch, Log
from check903.engine import DEPARTMENT, Fix
from check903.engine.findings import Findings
from check903.engine.recheck import recheck
from check903.model.arrays import is_in, once_each
from check903.model.change import Change
from check903.model.reasons import NotRun
from check903.model.returns import Return
from check903.reading.work import Cell, KeptBatch
from check903.reference import schema

_AS_NUMBER = np.array([2**48, 2**40, 1])


@dataclass(frozen=True)
class Step:
    """What a step did. `gone` and `new` hold findings as rows of (rule number, table number, row as read); what was
    accepted is in neither.
    """

    r: Return
    result: Findings
    gone: np.ndarray
    new: np.ndarray


@dataclass(frozen=True)
class Offer:
    """What a fix would do for some findings.

    label    in plain words with the value: "Use last year’s SC446312", "Blank it"
    changes  rows as read
    """

    key: str
    label: str
    safe: bool
    changes: tuple[Change, ...]


class Corrections:
    """Fixes for the return `r`, in which a check found `result`.

    fixes  key -> Fix; by default the Department's
    start  how many errors there were before the first change
    """

    def __init__(self, r: Return, result: Findings, fixes: dict[str, Fix] | None = None):
        self.r, self.result, self.start = r, result, len(result)
        self.fixes = DEPARTMENT.fixes if fixes is None else fixes
        self.log = Log({name: r.table(name) for name in schema.TABLES if name in r.loaded})
        self._rows_of_check = {name: self.log.original_positions(name) for name in self.log.tables}
        self._begun = self.keys
        self._proposed: dict[str, list[Change]] = {}
        self.outcomes: dict[int, tuple[int, int]] = {}

    # -- proposals ----------------------------------------------------------------------------------------------------

    def offers(self) -> list[tuple[Fix, int]]:
        """Every fix that has something to propose, and for how many cells or rows: safe ones first, then the most
        rows.
        """
        counts = [(fix, len(self.proposed(key))) for key, fix in self.fixes.items()]
        return sorted(
            ((fix, count) for fix, count in counts if count),
            key=lambda offer: (not offer[0].safe, -offer[1], offer[0].title),
        )

    def proposed(self, key: str) -> list[Change]:
        """The changes that a fix proposes; rows as read. Empty where what it needs is not loaded."""
        if key not in self._proposed:
            self._proposed[key] = self._suggested(self.fixes[key])
        return self._proposed[key]

    def offers_for(self, findings: Iterable[int]) -> list[Offer]:
        """What the fixes would do for the findings at these positions of `result`, safe ones first."""
        positions = np.fromiter(findings, int)
        codes = {self.result.rules[number].code for number in once_each(self.result.rule[positions])}
        asked = [fix for fix in self.fixes.values() if not codes.isdisjoint(fix.rules)]
        suggested = [(fix, self._suggested(fix, positions)) for fix in asked]
        offers = [
            Offer(fix.key, labels.label(fix, changes, self.result.year), fix.safe, tuple(changes))
            for fix, changes in suggested
            if changes
        ]
        return sorted(offers, key=lambda offer: not offer.safe)

    def _suggested(self, fix: Fix, findings: np.ndarray | None = None) -> list[Change]:
        try:
            return [self._as_read(change) for change in fix.propose(self.result, findings)]
        except NotRun:
            return []

    def _as_read(self, change: Change) -> Change:
        return replace(change, row=int(self._rows_of_check[change.table][change.row]))

    # -- steps --------------------------------------------------------------------------------------------------------

    def preview(self, changes: Iterable[Change]) -> Step:
        """What applying the changes would do; nothing is changed."""
        batch = self.log.apply(changes)
        try:
            step = self._step(batch.changes)
            step.result.let_go()
            return step
        finally:
            self.log.drop_last()

    def apply(self, changes: Iterable[Change], **of_batch) -> tuple[Batch, Step]:
        """Apply the changes together and check again. ValueError if a cell no longer holds what a change says.

        of_batch  `fix`, `column`, `tied` of the batch
        """
        batch = self.log.apply(changes, **of_batch)
        try:
            step = self._take(batch.changes)
        except BaseException:
            self.log.drop_last()
            raise
        self.outcomes[batch.number] = (len(step.gone), len(step.new))
        return batch, step

    def undo(self, numbers: Iterable[int], position: int | None = None) -> Step:
        """Undo those batches, or one change of them, and check again. See `Log.undo`."""
        return self._turned(self.log.undo, numbers, position)

    def redo(self, numbers: Iterable[int], position: int | None = None) -> Step:
        """Apply again what was undone of those batches and check again."""
        return self._turned(self.log.redo, numbers, position)

    def snapshot(self) -> tuple[KeptBatch, ...]:
        """The log as a work file keeps it, with what each step did."""
        return replay.snapshot(self.log, self.outcomes)

    def restore(self, batches: tuple[KeptBatch, ...], again: Iterable[Cell] = ()) -> replay.Replayed:
        """Take over a log that another `Corrections` kept, and check again; gives what of it fits these files.

        again  see `replay.replay`
        """
        fitted = replay.replay({name: self.log.original(name) for name in self.log.tables}, batches, again)
        self.log.restore(fitted.batches)
        numbers = {batch.number for batch in fitted.batches}
        self.outcomes = {batch.number: batch.outcome for batch in batches if batch.outcome and batch.number in numbers}
        if standing := [change for _, change in self.log.changes()]:
            self._take(standing)
        return fitted

    # -- within -------------------------------------------------------------------------------------------------------

    def _turned(self, turn, numbers: Iterable[int], position: int | None) -> Step:
        before = [set(batch.undone) for batch in self.log.batches]
        try:
            return self._take(turn(numbers, position))
        except BaseException:  # out of memory, for one: the log and the findings must stay of one mind
            for batch, undone in zip(self.log.batches, before):
                batch.undone = undone
            self.log.restore(self.log.batches)
            raise

    def _step(self, changes: Iterable[Change]) -> Step:
        tables = {change.table for change in changes}
        last_years = {name: self.r.table(name) for name in self.r.loaded if schema.is_last_years(name)}
        r = self.r.like({**self.log.tables, **last_years})
        moved = {name: self.log.current_positions(name)[self._rows_of_check[name]] for name in tables}
        result = recheck(r, self.result, self.log.children(changes), tables, moved)
        before, after = self.keys, self._keys(result, self.log.original_positions)
        return Step(r, result, _without(before[self._counted()], after), after[self._made(result, before, after)])

    def _counted(self) -> np.ndarray:
        """Which of the findings of `result` are counted: all but those accepted with a note."""
        status = self.result.status
        return ~status.accepted if status else np.ones(len(self.result), bool)

    def _made(self, result: Findings, before: np.ndarray, after: np.ndarray) -> np.ndarray:
        """Positions of the findings of the result that were not there before, but for those accepted with a note."""
        new = np.flatnonzero(~_is_in(after, before))
        status = self.result.status
        return new[~status.accepted_in(result, new)] if status else new

    def _take(self, changes: Iterable[Change]) -> Step:
        self.result.let_go()  # before the next is worked out: nothing of it is needed for that
        step = self._step(changes)
        self.r, self.result = step.r, step.result
        self._rows_of_check = {name: self.log.original_positions(name) for name in self.log.tables}
        self._proposed.clear()
        return step

    @property
    def keys(self) -> np.ndarray:
        """The findings as `Step` has them, in the order of `result`."""
        return self._keys(self.result, self._rows_of_check.__getitem__)

    @property
    def is_new(self) -> np.ndarray:
        """Which of the findings of `result` are not among those before the first change."""
        return ~_is_in(self.keys, self._begun)

    def _keys(self, result: Findings, rows) -> np.ndarray:
        """The findings as rows of ints that stay the same while rows move."""
        row = result.row.copy()
        for name in self.log.tables:
            here = result.table == result.tables.index(name)
            row[here] = rows(name)[row[here]]
        return np.stack([result.rule, result.table, row], axis=1)


def _without(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The rows of `some` that are not rows of `others`."""
    return some[~_is_in(some, others)]


def _is_in(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which rows of `some` are rows of `others`. Each is one number: of few rules and tables, and many rows."""
    return is_in(some @ _AS_NUMBER, others @ _AS_NUMBER)
