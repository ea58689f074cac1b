"""The plan: which fixes bring the most, record by record, each tried on a copy before it is proposed.

Records of different children don't touch each other's errors, so one record of each child is tried at once and the
errors are told apart by child. Rules that look across children are the exception; what is said of a group and of the
whole plan is therefore tried as it would be applied, and what is proposed never makes more errors than it removes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from check903.corrections.corrections import Corrections, Step
from check903.corrections.records import Key, Record, join_rivals, records, without_rivals
from check903.engine import Fix
from check903.model.change import Change
from check903.reference import schema


@dataclass(eq=False)
class PlanGroup:
    """One line of the plan.

    safe     nothing changes its meaning
    pattern  one value that is at fault in many records, whatever fix has something to put in its place
    apart    it makes as many errors as it removes, or more: nothing is ticked, and `reason` says why
    gone, new  errors that applying it removes and makes: the records that are ticked, or all of them if none is
    """

    key: str
    title: str
    text: str
    safe: bool
    rules: tuple[str, ...]
    records: list[Record]
    pattern: bool = False
    apart: bool = False
    reason: str = ""
    gone: int = 0
    new: int = 0

    @property
    def fewer(self) -> int:
        """Errors gone less errors new."""
        return self.gone - self.new

    @property
    def proposed(self) -> int:
        """How many of its changes are ticked."""
        return sum(len(record.changes) for record in self.records if record.ticked)

    @property
    def changes(self) -> int:
        """How many changes it has, rivals among them counted each."""
        return sum(len(record.changes) for record in self.records)

    def chosen(self) -> list[Record]:
        """The records that applying it takes: those that are ticked, or, if none is, all that go together."""
        ticked = [record for record in self.records if record.ticked]
        return ticked or without_rivals(sorted(self.records, key=lambda record: -record.fewer))


@dataclass(frozen=True)
class HeldValue:
    """A value at fault in many records: (table, row as read, column) of the cells."""

    key: str
    title: str
    cells: frozenset[tuple[str, int, str]]


class Plan:
    """What could be done about the errors of a check, best first.

    tied    the changes with those that a file ties to them
    total, done  how many trials there are, as far as is known, and how many were made
    gone, new  what applying everything that is ticked removes and makes
    """

    def __init__(
        self, fixing: Corrections, values: Iterable[HeldValue] = (), tied: Callable[[list[Change]], list[Change]] = list
    ):
        self._fixing, self._tied = fixing, tied
        self.groups = list(_groups(fixing, list(values)))
        self._queues = _queues(self.groups)
        self.total = max(map(len, self._queues.values()), default=0) + len(self.groups) + 1
        self.done = 0
        self.gone = self.new = 0

    def steps(self) -> Iterator[None]:
        """Work the plan out, one trial a step. The groups are in order when it ends."""
        yield from self._try_records()
        self._tick()
        while self.groups:
            yield from self._drop_what_does_not_add_up()
            yield from self._try_groups()
            if not self._set_apart():
                break
        yield from self._say_why()
        self.groups.sort(key=lambda group: (group.apart, -group.fewer))
        self.done = self.total

    def group(self, key: str) -> PlanGroup | None:
        """The group of that key."""
        return next((group for group in self.groups if group.key == key), None)

    # -- trying -------------------------------------------------------------------------------------------------------

    def _try_records(self) -> Iterator[None]:
        """The effect of each record: one record of each child at once."""
        for turn in range(max(map(len, self._queues.values()), default=0)):
            now = {child: queue[turn] for child, queue in self._queues.items() if turn < len(queue)}
            step = self._try(now.values())
            for child, keys in self._by_child(step.gone).items():
                if child in now:
                    now[child].gone = keys
            for child, keys in self._by_child(step.new).items():
                if child in now:
                    now[child].new = keys
            yield self._count()
        join_rivals(record for group in self.groups for record in group.records)

    def _try(self, wanted: Iterable[Record]) -> Step:
        return self._fixing.try_on(self._tied([change for record in wanted for change in record.changes]))

    def _count(self) -> None:
        self.done += 1

    def _by_child(self, found: np.ndarray) -> dict[str, set[Key]]:
        """The findings of a step by the id of the child."""
        by_child: dict[str, set[Key]] = {}
        for rule, table, row in found.tolist():
            child = self._child(self._fixing.result.tables[table], row)
            by_child.setdefault(child, set()).add((rule, table, row))
        return by_child

    def _child(self, table: str, row: int) -> str:
        log = self._fixing.log
        column = (log.read(table) if table in log.tables else self._fixing.r.table(table)).columns.get("CHILD")
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
            self.gone, self.new = len(step.gone), len(step.new)
            yield
            if not self._leave_only_the_best(ticked, step) and self.gone >= self.new:
                return
            if self.gone < self.new and len(self._ticked()) == len(ticked):
                self._untick_weakest()
        self.gone = self.new = 0

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
                    record.ticked = record is best
                dropped = True
        return dropped

    def _untick_weakest(self) -> None:
        some = [group for group in self.groups if group.proposed]
        for record in min(some, key=lambda group: sum(one.fewer for one in group.records if one.ticked)).records:
            record.ticked = False

    def _try_groups(self) -> Iterator[None]:
        """What applying each group gives."""
        self.done = self.total - len(self.groups) - 1
        for group in self.groups:
            step = self._try(group.chosen())
            group.gone, group.new = len(step.gone), len(step.new)
            yield self._count()

    def _set_apart(self) -> bool:
        """Set groups apart that, as they are ticked, make as many errors as they remove; True if there are any."""
        found = [group for group in self.groups if not group.apart and not _worth(group.safe, group.gone, group.new)]
        for group in found:
            group.apart = True
            for record in group.records:
                record.ticked = False
        return bool(found)

    # -- saying why ---------------------------------------------------------------------------------------------------

    def _say_why(self) -> Iterator[None]:
        for group in self.groups:
            if group.apart:
                group.reason = self._why_apart(group)
            elif not group.proposed:
                group.reason = self._why_not_ticked(group)
        yield

    def _why_apart(self, group: PlanGroup) -> str:
        worse = [record for record in group.records if record.new]
        codes = Counter(code for record in worse for code in {self._code(key) for key in record.new})
        if not codes:
            return "It removes no error here." if not group.gone else "It makes as many errors as it removes."
        code, times = codes.most_common(1)[0]
        title = next(rule.title for rule in self._fixing.result.rules if rule.code == code)
        said = f"In {times} of {_rows(len(group.records))} another error then comes up: {code}, {title}"
        likelier = self._likelier(group)
        return f"{said}. {likelier}" if likelier else f"{said}."

    def _code(self, key: Key) -> str:
        return self._fixing.result.rules[key[0]].code

    def _likelier(self, group: PlanGroup) -> str:
        better = self._better(group)
        if not better:
            return ""
        first = better.records[0].changes[0]
        label = schema.TABLES[first.table].column(first.field).label if first.field else "row itself"
        return f"The {_in_text(label)} is the likelier fault: “{better.title}” removes more."

    def _why_not_ticked(self, group: PlanGroup) -> str:
        better = self._better(group)
        return f"“{better.title}” changes the same rows and removes more." if better else ""

    def _better(self, group: PlanGroup) -> PlanGroup | None:
        """The group whose records are ticked in place of most of this one's."""
        instead = {id(rival) for record in group.records for rival in record.rivals if rival.ticked}
        counts = [
            (sum(id(record) in instead for record in other.records), other) for other in self.groups if other != group
        ]
        most, found = max(counts, key=lambda pair: pair[0], default=(0, None))
        return found if most else None


def _groups(fixing: Corrections, values: list[HeldValue]) -> Iterator[PlanGroup]:
    """The groups that have something to change. What a value's own line changes isn't in any other."""
    lines = {value.key: PlanGroup(value.key, value.title, "", False, (), [], pattern=True) for value in values}
    owner = {cell: lines[value.key] for value in values for cell in value.cells}
    for key, fix in fixing.fixes.items():
        changes = [(fixing.log.child(change), change) for change in fixing.proposed(key)]
        group = PlanGroup(key, fix.title, fix.text, fix.safe, fix.rules, records(changes, _by_child(fix)))
        if not fix.safe:
            _hand_over(group, owner)
        if group.records:
            yield group
    yield from (line for line in lines.values() if line.records)


def _by_child(fix: Fix) -> bool:
    return fix.safe or fix.through_period


def _hand_over(group: PlanGroup, owner: dict[tuple[str, int, str], PlanGroup]) -> None:
    kept = []
    for record in group.records:
        cells = ((change.table, change.row, change.field) for change in record.changes if change.field)
        lines = {id(owner[cell]): owner[cell] for cell in cells if cell in owner}
        (next(iter(lines.values())).records if len(lines) == 1 else kept).append(record)
    group.records = kept


def _queues(groups: list[PlanGroup]) -> dict[str, list[Record]]:
    """Child -> the child's records, in the order in which they are tried."""
    found: dict[str, list[Record]] = {}
    for group in groups:
        for record in group.records:
            found.setdefault(record.child, []).append(record)
    return found


def _effect(some: list[Record]) -> tuple[int, int]:
    """Errors gone and new, each record tried for itself."""
    return sum(len(record.gone) for record in some), sum(len(record.new) for record in some)


def _worth(safe: bool, gone: int, new: int) -> bool:
    """True where it removes more than it makes; what is safe need only do no harm."""
    return gone >= new if safe else gone > new


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _in_text(label: str) -> str:
    """A label within a sentence: "the date of birth", "the Ofsted number"."""
    label = label.partition(" (")[0]
    return label if label[:2].isupper() or label.startswith("Ofsted") else label[:1].lower() + label[1:]
