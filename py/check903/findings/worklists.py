"""Lists for the people who can put the records right: per worker, team, child, or by role; one entry per thing to do.

A thing to do is a cause (check903.findings.causes): one wrong date that breaks three rules is one entry. Its leading
finding says who is asked (check903.findings.roles). What somebody who knows the child can answer goes to the worker of
the user's own list (CHILD, WORKER, TEAM, EMAIL), else to the worker of the social worker episode in force at the date
of the row at fault, else to the child's latest one. What another team can answer goes to that team.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from check903.engine.findings import Findings
from check903.findings import causes, roles
from check903.findings.errors import date_of
from check903.findings.local import by_child
from check903.model.arrays import once_each
from check903.model.table import Table
from check903.wording.declared import WHO

NOBODY = "No worker known"
NO_TEAM = "No team known"
NO_ID = "No child id"
GROUPINGS = ("worker", "team", "role", "child")


@dataclass(frozen=True, eq=False)
class Task:
    """One thing to do. `lead`: the finding that speaks for it; `findings`: the positions of all its findings."""

    lead: int
    findings: np.ndarray
    role: str


@dataclass(frozen=True)
class LocalTask:
    """What a local rule found of a child: asked about apart from the errors. `code`, `wrong`, `fix`: of the rule."""

    child: str
    code: str
    wrong: str
    evidence: str
    fix: str


@dataclass
class Worklist:
    """What somebody has to do. `who` is a name or an id; `team` and `email` are known where the user gave them.
    `local`: what the council's own rules found, which is in no count of the errors.

    kind   "worker", "team", "child", or "role" (a team that is asked by what it does; "data" is in nobody's letter)
    """

    who: str
    kind: str = "worker"
    team: str = ""
    email: str = ""
    tasks: list[Task] = field(default_factory=list)
    local: list[LocalTask] = field(default_factory=list)

    def children(self, checked: Findings) -> int:
        """How many children the list is about."""
        local = {checked.child_numbers.get(task.child, -1) for task in self.local}
        return len({int(checked.child[task.lead]) for task in self.tasks} | local)

    @property
    def errors(self) -> int:
        """How many errors its things to do come to."""
        return sum(len(task.findings) for task in self.tasks)

    @property
    def points(self) -> int:
        """How many points a letter has: things to do, and what the council's own rules found."""
        return len(self.tasks) + len(self.local)

    @property
    def is_named(self) -> bool:
        """True where it is known who they are."""
        return self.who not in (NOBODY, NO_TEAM, NO_ID)

    @property
    def is_letter(self) -> bool:
        """False for the data team's own list."""
        return self.kind != "role" or self.who != WHO[roles.DATA]


def tasks(
    checked: Findings,
    leave_out: np.ndarray | None = None,
    chosen: Mapping[str, str] | None = None,
    put_in: np.ndarray | None = None,
) -> list[Task]:
    """Every thing to do, those of the data team too.

    leave_out  bool per finding: not to be listed (rules left out, errors accepted)
    chosen     rule code -> role, where the user chose another than the rule's words
    put_in     positions of findings that the user wants asked about, whatever else is said of them
    """
    mask = np.ones(len(checked), bool) if leave_out is None else ~leave_out
    asked = roles.asked(checked, chosen or {})
    if put_in is not None and len(put_in):
        mask[put_in] = True
        asked = roles.put_in(asked, put_in)
    cause = causes.of(checked)
    best = set(cause.best(once_each(cause.number)).tolist())
    all_tasks = []
    for positions in _members(cause.number, mask):
        lead = roles.leading(positions, asked, best)
        all_tasks.append(Task(lead, positions, asked[lead]))
    return all_tasks


def errors_by_role(checked: Findings, mask: np.ndarray, chosen: Mapping[str, str] | None = None) -> Counter[str]:
    """How many of the findings where `mask` is True each role is asked about, as the lists say it."""
    counts: Counter[str] = Counter()
    for task in tasks(checked, ~mask, chosen):
        counts[task.role] += len(task.findings)
    return counts


def _members(cause: np.ndarray, mask: np.ndarray) -> list[np.ndarray]:
    """The positions of each cause's findings."""
    order = np.argsort(cause, kind="stable")
    order = order[mask[order]]
    return np.split(order, np.flatnonzero(np.diff(cause[order])) + 1) if len(order) else []


def worklists(
    checked: Findings, listed: list[Task], by: str = "worker", workers: Table | None = None
) -> list[Worklist]:
    """The lists: persons first, most things to do first, `NOBODY`, then other teams and the data team (by role only).

    by         one of GROUPINGS
    workers    the user's own list: columns CHILD, WORKER, TEAM, EMAIL as far as they are there
    """
    given = people(workers)
    lists: dict[str, Worklist] = {}
    for task in listed:
        if task.role != roles.DATA or by == "role":
            fresh = _whose(checked, task, by, given)
            worklist = lists.setdefault(fresh.who, fresh)
            worklist.team, worklist.email = worklist.team or fresh.team, worklist.email or fresh.email
            worklist.tasks.append(task)
    for child, several in by_child(checked).items():
        fresh = _whose_child(checked, child, by, given)
        worklist = lists.setdefault(fresh.who, fresh)
        worklist.team, worklist.email = worklist.team or fresh.team, worklist.email or fresh.email
        worklist.local += [LocalTask(child, rule.code, rule.wrong, it.evidence, rule.fix) for rule, it in several]
    return sorted(lists.values(), key=_place)


def whose_letter(checked: Findings, positions: np.ndarray, asked: list[str], given: dict[str, Person]) -> str:
    """Whose letter a cause (its findings, in order) is in, letters by worker; "" for nobody's. `asked`: who is asked,
    per finding of the check; `given`: as `people` gives it.
    """
    cause = causes.of(checked)
    best = set(cause.best(cause.number[positions[:1]]).tolist())
    lead = roles.leading(positions, asked, best)
    if asked[lead] == roles.DATA:
        return ""
    return _whose(checked, Task(lead, positions, asked[lead]), "worker", given).who


def _place(worklist: Worklist) -> tuple:
    other = worklist.kind == "role"
    return (
        not worklist.is_letter,
        other,
        worklist.who in (NOBODY, NO_TEAM),
        -len(worklist.tasks),
        -len(worklist.local),
        worklist.who,
    )


@dataclass(frozen=True)
class Person:
    """What the user's list says of a child."""

    worker: str = ""
    team: str = ""
    email: str = ""


def people(workers: Table | None) -> dict[str, Person]:
    """Child -> person of the user's own list; the last line for a child counts."""
    if workers is None or "CHILD" not in workers.columns:
        return {}
    rest = [
        workers.columns[name].texts() if name in workers.columns else [""] * len(workers)
        for name in ("WORKER", "TEAM", "EMAIL")
    ]
    return dict(zip(workers.columns["CHILD"].texts(), (Person(*texts) for texts in zip(*rest))))


def _whose(checked: Findings, task: Task, by: str, given: dict[str, Person]) -> Worklist:
    child = checked.child_id(int(checked.child[task.lead]))
    if by == "child":
        return Worklist(child or NO_ID, "child")
    if by == "role" or task.role not in roles.KNOWS_THE_CHILD:
        return Worklist(WHO[task.role], "role")
    person = given.get(child, Person())
    if by == "team":
        return Worklist(person.team or NO_TEAM, "team")
    if person.worker:
        return Worklist(person.worker, "worker", person.team, person.email)
    if task.role == "leaving_care":  # the social worker was the child's before
        return Worklist(WHO[task.role], "role")
    return Worklist(social_worker(checked, task.lead) or NOBODY, "worker", person.team, person.email)


def _whose_child(checked: Findings, child: str, by: str, given: dict[str, Person]) -> Worklist:
    """Whose a local rule's finding is: that of whoever knows the child."""
    if by == "child":
        return Worklist(child or NO_ID, "child")
    if by == "role":
        return Worklist(WHO["worker" if child else roles.DATA], "role")
    person = given.get(child, Person())
    if by == "team":
        return Worklist(person.team or NO_TEAM, "team")
    who = person.worker or latest_worker(checked, checked.child_numbers.get(child, -1)) or NOBODY
    return Worklist(who, "worker", person.team, person.email)


# -- the social worker of the return itself ---------------------------------------------------------------------------


def social_worker(checked: Findings, finding: int) -> str:
    """The worker of the social worker episode at the finding's date, else the child's latest; "" for none."""
    child = int(checked.child[finding])
    if child < 0:
        return ""
    episodes = checked.cached("social workers", _social_workers).get(child, [])
    day = date_of(checked, finding)
    for start, end, worker in reversed(episodes):
        if not np.isnat(day) and start <= day and (np.isnat(end) or day < end):
            return worker
    return latest_worker(checked, child)


def latest_worker(checked: Findings, child: int) -> str:
    """The worker of the child's latest social worker episode, "" for none. `child`: its number, or -1."""
    episodes = checked.cached("social workers", _social_workers).get(child, [])
    return episodes[-1][2] if episodes else ""


def _social_workers(checked: Findings) -> dict[int, list[tuple]]:
    """Child number -> (start, end, worker) of the social worker episodes, earliest first."""
    rows = checked.rows("SWEpisodes").in_order("SW_DECOM")
    episodes = defaultdict(list)
    workers = rows.SW_ID.texts()
    for child, start, end, worker in zip(rows.child.tolist(), rows.SW_DECOM.value, rows.SW_DEC.value, workers):
        if worker:
            episodes[child].append((start, end, worker))
    return episodes
