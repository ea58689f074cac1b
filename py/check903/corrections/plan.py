"""The plan: which fixes bring the most, record by record, each tried on a copy before it is proposed.

Records of different children don't touch each other's errors, so one record of each child is tried at once and the
errors are told apart by child; what a group does to a child of which it changes several records is tried in the same
way. Rules that look across children are the exception: a group that changes what they are about is tried whole. So is
the plan, as it would be applied, and what is proposed never makes more errors than it removes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from check903.corrections import plan_reasons
from check903.corrections.corrections import Corrections, Step
from check903.corrections.plan_groups import HeldValue, PlanGroup, groups
from check903.corrections.records import Key, Record, join_rivals, without_rivals
from check903.engine import Rule
from check903.model.change import Change

_NONE: frozenset[Key] = frozenset()


class Plan:
    """What could be done about the errors of a check, best first.

    tied    the changes with those that a file ties to them
    total, done  how many trials there are, as far as is known, and how many were made
    gone, new  the errors that applying everything that is ticked removes and makes
    safe_fewer  how many fewer they are after the safe groups alone
    """

    def __init__(
        self, fixing: Corrections, values: Iterable[HeldValue] = (), tied: Callable[[list[Change]], list[Change]] = list
    ):
        self._fixing, self._tied = fixing, tied
        self.values = list(values)
        self.groups = list(groups(fixing, self.values))
        self._queues = _queues(group.records for group in self.groups)
        self._turns = max(map(len, self._queues.values()), default=0)
        self.total = self._turns + 3
        self.done = 0
        self.gone, self.new = _NONE, _NONE
        self.safe_fewer = 0

    def steps(self) -> Iterator[None]:
        """Work the plan out, one trial a step. The groups are in order when it ends."""
        yield from self._try_records()
        self._tick()
        while self.groups:
            yield from self._drop_what_does_not_add_up()
            yield from self._try_groups()
            if not self._set_apart():
                break
        yield from self._try_safe()
        plan_reasons.say(self.groups, self._fixing.result.rules)
        self.groups.sort(key=lambda group: (group.apart, -group.fewer))
        self.done = self.total

    def group(self, key: str) -> PlanGroup | None:
        """The group of that key."""
        return next((group for group in self.groups if group.key == key), None)

    @property
    def groups_done(self) -> int:
        """How many groups were tried, each record."""
        if self.done >= self._turns:
            return len(self.groups)
        waiting = {id(record) for queue in self._queues.values() for record in queue[self.done :]}
        return sum(all(id(record) not in waiting for record in group.records) for group in self.groups)

    # -- trying -------------------------------------------------------------------------------------------------------

    def _try_records(self) -> Iterator[None]:
        """The effect of each record: one record of each child at once."""
        for turn in range(self._turns):
            now = {child: queue[turn] for child, queue in self._queues.items() if turn < len(queue)}
            for child, effect in self._try_by_child({child: [record] for child, record in now.items()}).items():
                now[child].gone, now[child].new = effect
            self.done += 1
            yield
        join_rivals(record for group in self.groups for record in group.records)

    def _try_by_child(self, some: dict[str, list[Record]]) -> dict[str, tuple[set[Key], set[Key]]]:
        """The errors of each child that go and come when the child's records are applied, those of all at once."""
        step = self._try(record for wanted in some.values() for record in wanted)
        gone, new = self._by_child(step.gone), self._by_child(step.new)
        return {
            child: (self._own(wanted, gone.get(child)), self._own(wanted, new.get(child)))
            for child, wanted in some.items()
        }

    def _own(self, some: list[Record], keys: set[Key] | None) -> set[Key]:
        """Without what other children's records did: findings of a rule that looks across children, of other tables
        than those that these records change.
        """
        changed = {change.table for record in some for change in record.changes}
        rules = self._fixing.result.rules
        return {key for key in keys or () if not rules[key[0]].cross_child or _looks_at(rules[key[0]], changed)}

    def _try(self, wanted: Iterable[Record]) -> Step:
        return self._fixing.preview(self._tied([change for record in wanted for change in record.changes]))

    def _by_child(self, findings: np.ndarray) -> dict[str, set[Key]]:
        """The findings of a step by the id of the child."""
        by_child: dict[str, set[Key]] = {}
        for rule, table, row in findings.tolist():
            child = self._child(self._fixing.result.tables[table], row)
            by_child.setdefault(child, set()).add((rule, table, row))
        return by_child

    def _child(self, table: str, row: int) -> str:
        log = self._fixing.log
        column = (log.original(table) if table in log.tables else self._fixing.r.table(table)).columns.get("CHILD")
        return column.text(row) if column is not None else ""

    # -- choosing -----------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Tick what removes more than it makes; of rivals the better."""
        for group in self.groups:
            group.apart = not _worth(group.safe, *_effect(group.records))
        good = [(group, record) for group in self.groups if not group.apart for record in group.records]
        wanted = [pair for pair in good if _worth(pair[0].safe, len(pair[1].gone), len(pair[1].new))]
        wanted.sort(key=lambda pair: (-pair[1].fewer, not pair[0].safe))
        for record in without_rivals(record for _, record in wanted):
            record.ticked = True

    def _drop_what_does_not_add_up(self) -> Iterator[None]:
        """Try all that is ticked together. Where that removes less of a child's errors than the best of the child's
        records alone, only the best stays; where it makes more errors than it removes, the weakest group goes.
        """
        while ticked := self._ticked():
            step = self._try(ticked)
            self.gone, self.new = _keys(step.gone), _keys(step.new)
            yield
            if not self._leave_only_the_best(ticked, step) and len(self.gone) >= len(self.new):
                return
            if len(self.gone) < len(self.new) and len(self._ticked()) == len(ticked):
                self._untick_weakest()
        self.gone, self.new = _NONE, _NONE

    def _ticked(self) -> list[Record]:
        return [record for group in self.groups for record in group.records if record.ticked]

    def _leave_only_the_best(self, ticked: list[Record], step: Step) -> bool:
        """True where something was unticked."""
        gone, new = self._by_child(step.gone), self._by_child(step.new)
        by_child: dict[str, list[Record]] = {}
        for record in ticked:
            by_child.setdefault(record.child, []).append(record)
        dropped = False
        for child, some in by_child.items():
            best = max(some, key=lambda record: record.fewer)
            together = len(gone.get(child, ())) - len(new.get(child, ()))
            if together < best.fewer and len(some) > 1:
                for record in some:
                    record.ticked, record.instead = record is best, None if record is best else best
                dropped = True
        return dropped

    def _untick_weakest(self) -> None:
        some = [group for group in self.groups if group.proposed]
        for record in min(
            some, key=lambda group: sum(record.fewer for record in group.records if record.ticked)
        ).records:
            record.ticked = False

    def _try_groups(self) -> Iterator[None]:
        """What applying each group gives."""
        self.done = self._turns + 1
        several: list[tuple[PlanGroup, str, list[Record]]] = []
        for group in self.groups:
            chosen = group.chosen()
            if self._touches_others(chosen):
                step = self._try(chosen)
                group.gone, group.new = len(step.gone), len(step.new)
                yield
                continue
            by_child = _queues([chosen])
            alone = [record for queue in by_child.values() if len(queue) == 1 for record in queue]
            group.gone, group.new = _effect(alone)
            several += [(group, child, queue) for child, queue in by_child.items() if len(queue) > 1]
        yield from self._add_together(several)

    def _add_together(self, several: list[tuple[PlanGroup, str, list[Record]]]) -> Iterator[None]:
        """Add to each group what several of its records do to one child together."""
        while several:
            now = {child: (group, some) for group, child, some in reversed(several)}
            for child, (gone, new) in self._try_by_child({child: some for child, (_, some) in now.items()}).items():
                now[child][0].gone += len(gone)
                now[child][0].new += len(new)
            several = [addition for addition in several if addition[2] is not now[addition[1]][1]]
            yield

    def _touches_others(self, some: list[Record]) -> bool:
        """True where what is changed may put other children's records right or wrong."""
        changed = {(change.table, change.field) for record in some for change in record.changes}
        tables = {table for table, field in changed if field is None}
        return any(field == "CHILD" for _, field in changed) or any(
            rule.cross_child and any(cell in changed or cell[0] in tables for cell in rule.fields)
            for rule in self._fixing.result.rules
        )

    def _try_safe(self) -> Iterator[None]:
        """What the safe groups give together."""
        safe = [record for group in self.groups if group.safe for record in group.records if record.ticked]
        if safe:
            step = self._try(safe)
            self.safe_fewer = len(step.gone) - len(step.new)
            yield

    def _set_apart(self) -> bool:
        """Set groups apart that, as they are ticked, make as many errors as they remove; True if there are any."""
        not_worth_it = [
            group for group in self.groups if not group.apart and not _worth(group.safe, group.gone, group.new)
        ]
        for group in not_worth_it:
            group.apart = True
            for record in group.records:
                record.ticked = False
        return bool(not_worth_it)


def _queues(some: Iterable[list[Record]]) -> dict[str, list[Record]]:
    """Child -> the child's records, in the order in which they are tried."""
    queues: dict[str, list[Record]] = {}
    for records in some:
        for record in records:
            queues.setdefault(record.child, []).append(record)
    return queues


def _looks_at(rule: Rule, tables: set[str]) -> bool:
    return any(name in tables for name in (*rule.tables, *rule.optional))


def _keys(findings: np.ndarray) -> frozenset[Key]:
    """The findings of a step, of which each row is a key."""
    return frozenset(map(tuple, findings.tolist()))


def _effect(some: list[Record]) -> tuple[int, int]:
    """Errors gone and new, each record tried for itself."""
    return sum(len(record.gone) for record in some), sum(len(record.new) for record in some)


def _worth(safe: bool, gone: int, new: int) -> bool:
    """True where it removes more than it makes; what is safe need only do no harm."""
    return gone >= new if safe else gone > new
