"""The plan on the page: its groups, what it would come to, and what stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

import numpy as np

from check903.corrections.corrections import Corrections
from check903.corrections.plan import Plan
from check903.corrections.plan_groups import HeldValue, PlanGroup
from check903.findings.worklists import errors_by_role
from check903.wording.declared import WHO


class PlanStep(TypedDict):
    """How far the plan is: `tried` of its `groups`. `done`: it is that of the return as it stands."""

    done: bool
    groups: int
    tried: int


class PlanLine(TypedDict):
    """A group of the plan, or a value at fault in many records for which nothing is proposed.

    part  patterns, safe, plan, apart; `fewer`: errors gone less new; `records`, `ticked`: records, and those proposed;
    `changes`, `proposed`: the same in changes; `helping`: records that help on their own
    """

    key: str
    title: str
    part: str
    rules: list[str]
    gone: int
    new: int
    fewer: int
    records: int
    ticked: int
    changes: int
    proposed: int
    helping: int
    unit: str
    reason: str


class Asked(TypedDict):
    """Somebody who can help, and with how many of the errors that stay."""

    who: str
    label: str
    errors: int


class PlanSums(TypedDict):
    """What the errors come to: `safe` after the safe groups, `after` the whole plan; what stays beside the `new` ones,
    by who can help (those due), and how many of it are not due yet. Those `accepted` are in no other number.
    """

    safe: int
    after: int
    gone: int
    new: int
    changes: int
    steps: int
    asked: list[Asked]
    later: int
    accepted: int


class PlanView(PlanStep):
    """The plan. `known`: there is one, of the return as it stands or, where not `done`, before the change; then it has
    no sums. `start`: errors before any change; what is accepted is in neither number.
    """

    checked: bool
    known: bool
    start: int
    now: int
    sums: PlanSums | None
    lines: list[PlanLine]


def lines(plan: Plan) -> list[PlanLine]:
    """The groups in the plan's order, then the values at fault for which there is no proposal."""
    held = {value.key: value for value in plan.values}
    known = {group.key for group in plan.groups}
    bare = [value for value in plan.values if value.key not in known]
    return [_line(group, held.get(group.key)) for group in plan.groups] + [_bare(value) for value in bare]


def part(group: PlanGroup) -> str:
    """Where on the page it stands: what has nothing ticked is to be checked one by one."""
    if group.pattern:
        return "patterns"
    return "apart" if group.apart or not group.proposed else "safe" if group.safe else "plan"


def _line(group: PlanGroup, held: HeldValue | None) -> PlanLine:
    return {
        "key": group.key,
        "title": group.title,
        "part": part(group),
        "rules": list(group.rules),
        "gone": group.gone,
        "new": group.new,
        "fewer": group.fewer,
        "records": len({cell[:2] for cell in held.cells}) if held else len(group.records),
        "ticked": sum(record.ticked for record in group.records),
        "changes": group.changes,
        "proposed": group.proposed,
        "helping": group.helping,
        "unit": _unit(group),
        "reason": group.reason,
    }


def _bare(held: HeldValue) -> PlanLine:
    empty = PlanGroup(held.key, held.title, "", False, (), [], pattern=True)
    return _line(empty, held)


def _unit(group: PlanGroup) -> str:
    """What its records are counted as: row, cell or child."""
    first = group.records[0] if group.records else None
    if first is None or first.changes[0].field is None:
        return "row"
    if group.safe:
        return "cell"
    return "child" if any(len(record.rows) > 1 for record in group.records) else "row"


def sums(plan: Plan, fixing: Corrections, chosen: Mapping[str, str]) -> PlanSums:
    """What the plan comes to. `chosen`: rule code -> who is asked, as the user chose."""
    checked, goes = fixing.result, _goes(plan, fixing)
    status, none = checked.status, np.zeros(len(checked), bool)
    not_due, accepted = (status.not_due, status.accepted) if status else (none, none)
    counted = ~accepted
    now, gone = int(counted.sum()), int((counted & goes).sum())
    asked = errors_by_role(checked, counted & ~goes & ~not_due, chosen)
    return {
        "safe": now - plan.safe_fewer,
        "after": now - gone + len(plan.new),
        "gone": gone,
        "new": len(plan.new),
        "changes": sum(group.proposed for group in plan.groups),
        "steps": sum(group.proposed > 0 for group in plan.groups),
        "asked": [{"who": who, "label": WHO[who], "errors": errors} for who, errors in asked.most_common()],
        "later": int((counted & ~goes & not_due).sum()),
        "accepted": int(accepted.sum()),
    }


def _goes(plan: Plan, fixing: Corrections) -> np.ndarray:
    """True for the findings that the plan removes."""
    return np.fromiter((tuple(key) in plan.gone for key in fixing.keys.tolist()), bool, len(fixing.result))
