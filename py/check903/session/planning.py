"""The part of the worker's API that plans: what could be done about all errors, tried on a copy a step at a time, and
applied group by group. See `check903.session.session`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from check903.corrections.corrections import Corrections
from check903.corrections.plan import Plan
from check903.corrections.plan_groups import Ticks
from check903.findings import held_values
from check903.model.change import Change
from check903.session import there
from check903.session.answers import GroupTicks, KeptTicks, Outcomes, PlanAsTicked
from check903.session.checks import Checks
from check903.session.corrections import CorrectionCalls
from check903.session.sharing import Sharing
from check903.session.snapshot import decides
from check903.session.ticks import RecordNames
from check903.views import fix, plan
from check903.views.fix import Outcome
from check903.views.plan import PlanStep
from check903.views.plan_group import GroupView, PlanGroupRows

NOTHING: PlanStep = {"done": True, "groups": 0, "tried": 0}
NO_PLAN: PlanAsTicked = {
    **NOTHING,
    "checked": False,
    "known": False,
    "start": 0,
    "now": 0,
    "sums": None,
    "lines": [],
    "ticks": {},
}


class UnderWay:
    """A plan being worked out. Its first step finds what is proposed; each of the others is a trial."""

    def __init__(self, fixing: Corrections, tied: Callable[[list[Change]], list[Change]]):
        self._fixing, self._tied, self._result = fixing, tied, fixing.result
        self._accepted = _accepted(fixing)
        self._steps: Iterator[None] = iter(())
        self.plan: Plan | None = None
        self.done = False

    @property
    def is_of_now(self) -> bool:
        """False once the errors are others, or others are accepted."""
        return self._result is self._fixing.result and self._accepted == _accepted(self._fixing)

    def step(self) -> None:
        """One more."""
        if self.plan is None:
            self.plan = Plan(self._fixing, held_values.of(self._fixing), self._tied)
            self._steps = self.plan.steps()
        elif next(self._steps, self) is self:
            self.done = True

    def progress(self) -> PlanStep:
        """How far it is."""
        if self.plan is None:
            return {"done": False, "groups": 0, "tried": 0}
        return {"done": self.done, "groups": len(self.plan.groups), "tried": self.plan.groups_done}


def _accepted(fixing: Corrections) -> bytes:
    """Which errors are accepted: they are in no number of a plan."""
    status = fixing.result.status
    return status.accepted.tobytes() if status else b""


class PlanCalls:
    """The calls, and the plan: the one under way for the return as it stands, and the last that was finished. The page
    shows that one until the next is done; what no longer fits of it is left out when it is applied.

    sharing  has what the user chose: who is asked, what is ticked
    """

    def __init__(self, checks: Checks, corrections: CorrectionCalls, sharing: Sharing):
        self.checks, self._corrections, self._sharing = checks, corrections, sharing
        self._under_way: UnderWay | None = None
        self._finished: UnderWay | None = None
        self._of: Corrections | None = None
        self._names: RecordNames | None = None
        self._applied: set[str] = set()  # keys of groups, since the last plan was finished

    def plan_step(self) -> PlanStep:
        """Try one more thing on a copy, for the plan of the return as it stands. A change begins it anew."""
        if self.checks.current is None:
            return NOTHING
        now = self._current()
        if not now.done:
            now.step()
            if now.done:
                self._finished = now
                self._applied.clear()
        return now.progress()

    def plan(self) -> PlanAsTicked:
        """The plan: its groups, best first, and what the errors would come to."""
        if self.checks.current is None:
            return NO_PLAN
        now, fixing = self._current(), self._fixing
        known = self._finished.plan if self._finished else None
        stands = self._corrections.standing()
        return {
            **now.progress(),
            "checked": True,
            "known": known is not None,
            "start": stands["start"],
            "now": stands["now"],
            "sums": plan.sums(known, fixing, self._sharing.choices.who) if known and now.done else None,
            "lines": [line for line in plan.lines(known) if line["key"] not in self._applied] if known else [],
            "ticks": self._ticks(known) if known else {},
        }

    @decides
    def plan_tick(self, key: str, ticks: Ticks, but: list[str] | None = None) -> None:
        """Keep which records of a group are ticked, until they are applied. `but`: whose tick is the other way."""
        there.ticks(ticks)
        group = self._known().group(key)
        if group:
            as_proposed = ticks == "proposed" and not but
            self._keep_ticks(key, None if as_proposed else self._record_names().to_keep(group, ticks, set(but or ())))

    def plan_group(self, key: str, page: int = 0, size: int = 50) -> PlanGroupRows:
        """A group of the plan with its records, best first."""
        view = GroupView(self._known(), self._fixing)
        return view.rows(key, int(page), int(size))

    def fix_try(self, key: str, ticks: Ticks = "proposed", but: list[str] | None = None) -> Outcome:
        """What applying these records of a group would do. `but`: records whose tick is the other way."""
        changes = self._chosen(key, ticks, but)
        return fix.outcome(self._fixing.preview(self._corrections.tied(changes)), len(changes))

    @decides
    def fix_apply(self, key: str, ticks: Ticks = "proposed", but: list[str] | None = None) -> Outcome:
        """Apply these records of a group, and check again. `but`: records whose tick is the other way."""
        group = self._known().group(key)
        changes = self._chosen(key, ticks, but)
        if changes:
            self._applied.add(key)
            self._keep_ticks(key, None)
        return self._corrections.apply(changes, fix=group.title if group and group.pattern else key)

    @decides
    def fix_apply_safe(self) -> Outcomes:
        """Apply every safe group as proposed, each as a batch of its own."""
        safe = [group.key for group in self._known().groups if group.safe and group.proposed]
        done = [self.fix_apply(key) for key in safe]
        return {
            "number": None,
            "numbers": [outcome["number"] for outcome in done if outcome["number"] is not None],
            "changes": sum(outcome["changes"] for outcome in done),
            "gone": sum(outcome["gone"] for outcome in done),
            "new": sum(outcome["new"] for outcome in done),
            "gone_rules": [],
            "new_rules": [],
        }

    # -- within -------------------------------------------------------------------------------------------------------

    @property
    def _fixing(self) -> Corrections:
        return self.checks.needed().fixing

    def _ticks(self, known: Plan) -> dict[str, GroupTicks]:
        ticks, names = self._sharing.choices.plan_ticks, self._record_names()
        return {group.key: names.here(group, ticks[group.key]) for group in known.groups if group.key in ticks}

    def _keep_ticks(self, key: str, ticks: KeptTicks | None) -> None:
        others = {other: group_ticks for other, group_ticks in self._sharing.choices.plan_ticks.items() if other != key}
        self._sharing.choose(plan_ticks=others if ticks is None else {**others, key: ticks})

    def _record_names(self) -> RecordNames:
        if self._names is None:
            self._names = RecordNames(self._fixing.log)
        return self._names

    def _current(self) -> UnderWay:
        """The plan of the return as it stands; one of another check is forgotten."""
        fixing = self._fixing
        if self._of is not fixing:
            self._of, self._finished, self._under_way, self._names = fixing, None, None, None
        if self._under_way is None or not self._under_way.is_of_now:
            self._under_way = UnderWay(fixing, self._corrections.tied)
        return self._under_way

    def _known(self) -> Plan:
        """The plan that the page shows; worked out here and now where there is none yet."""
        self._current()
        while self._finished is None:
            self.plan_step()
        assert self._finished.plan is not None
        return self._finished.plan

    def _chosen(self, key: str, ticks: Ticks, but: list[str] | None) -> list[Change]:
        """The changes of those records that are still proposed."""
        there.ticks(ticks)
        group = self._known().group(key)
        changes = [change for record in group.picked(ticks, but or ()) for change in record.changes] if group else []
        if self._current() is self._finished:
            return changes
        proposed = {change for each in self._fixing.fixes for change in self._fixing.proposed(each)}
        return [change for change in changes if change in proposed]
