"""Short lists for the people who can fix the records: per social worker, team or child, one entry per thing to do.

A thing to do is a cause (check903.findings.causes): one wrong date that breaks three rules is one entry. A worker's
list holds what happened while the child was theirs: the worker of the social worker episode in force at the date of the
row at fault, else the child's latest one. A list of workers that the user dropped in (CHILD, WORKER, TEAM, EMAIL) comes
before that.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from check903.engine.findings import Findings
from check903.findings import causes, cells
from check903.findings.labels import field_label, sentence
from check903.model.table import Table
from check903.reference import schema

NOBODY = "No worker known"
GROUPINGS = ("worker", "team", "child")
LOOK_IN = {
    "Header": "The child’s own details",
    "Episodes": "Placements and legal status",
    "Reviews": "Reviews",
    "UASC": "Asylum status",
    "OC2": "Health and outcomes",
    "OC3": "Care leaver’s details",
    "AD1": "Adoption details",
    "PlacedAdoption": "Adoption decisions",
    "PrevPerm": "Earlier adoption, guardianship or order",
    "Missing": "Missing and away periods",
    "SWEpisodes": "Allocated workers",
    "DoLo": "Deprivation of liberty orders",
}


@dataclass
class Item:
    """One thing to do. `findings`: positions in the check; the texts are plain English without codes."""

    child: str
    age: int | None
    recorded: list[str]
    problem: list[str]
    options: list[str]
    look_in: str
    rules: list[str]
    findings: list[int]


@dataclass
class Worklist:
    """What one worker, team or child has to do. `who` is an id; `team` and `email` are known where the user gave
    them.
    """

    who: str
    team: str = ""
    email: str = ""
    causes: list[np.ndarray] = field(default_factory=list)

    def children(self, checked: Findings) -> int:
        """How many children the list is about."""
        return len({int(checked.child[found[0]]) for found in self.causes})

    @property
    def errors(self) -> int:
        """How many errors its things to do come to."""
        return sum(map(len, self.causes))


def worklists(
    checked: Findings, by: str = "worker", workers: Table | None = None, leave_out: np.ndarray | None = None
) -> list[Worklist]:
    """The lists, most things to do first, `NOBODY` last.

    by         one of GROUPINGS
    workers    the user's own list: columns CHILD, WORKER, TEAM, EMAIL as far as they are there
    leave_out  bool per finding: not to be listed (rules left out, errors accepted)
    """
    kept = np.ones(len(checked), bool) if leave_out is None else ~leave_out
    cause = causes.of(checked).number
    given = _given(workers)
    lists: dict[str, Worklist] = {}
    for found in _members(cause, kept):
        who, team, email = _whose(checked, int(found[0]), by, given)
        lists.setdefault(who, Worklist(who, team, email)).causes.append(found)
    return sorted(lists.values(), key=lambda made: (made.who == NOBODY, -len(made.causes), made.who))


def _members(cause: np.ndarray, kept: np.ndarray) -> list[np.ndarray]:
    """The positions of each cause's findings."""
    order = np.argsort(cause, kind="stable")
    order = order[kept[order]]
    return np.split(order, np.flatnonzero(np.diff(cause[order])) + 1) if len(order) else []


def _given(workers: Table | None) -> dict[str, tuple[str, str, str]]:
    """Child -> (worker, team, email) of the user's own list; the last line for a child counts."""
    if workers is None or "CHILD" not in workers.columns:
        return {}
    rest = [
        workers.columns[name].texts() if name in workers.columns else [""] * len(workers)
        for name in ("WORKER", "TEAM", "EMAIL")
    ]
    return dict(zip(workers.columns["CHILD"].texts(), zip(*rest)))


def _whose(checked: Findings, finding: int, by: str, given: dict) -> tuple[str, str, str]:
    child = checked.child_id(int(checked.child[finding]))
    worker, team, email = given.get(child, ("", "", ""))
    if by == "child":
        return child or "No child id", "", ""
    if by == "team":
        return team or "No team known", "", ""
    return worker or _social_worker(checked, finding) or NOBODY, team, email


def _social_worker(checked: Findings, finding: int) -> str:
    child = int(checked.child[finding])
    if child < 0:
        return ""
    episodes = checked.kept("social workers", _social_workers).get(child, [])
    day = _date(checked, finding)
    for start, end, worker in reversed(episodes):
        if not np.isnat(day) and start <= day and (np.isnat(end) or day < end):
            return worker
    return episodes[-1][2] if episodes else ""


def _social_workers(checked: Findings) -> dict[int, list[tuple]]:
    """Child number -> (start, end, worker) of the social worker episodes, earliest first."""
    rows = checked.rows("SWEpisodes").in_order("SW_DECOM")
    found = defaultdict(list)
    workers = [rows.SW_ID.base.values[code] for code in rows.SW_ID.codes.tolist()]
    for child, start, end, worker in zip(rows.child.tolist(), rows.SW_DECOM.value, rows.SW_DEC.value, workers):
        if worker:
            found[child].append((start, end, worker))
    return found


def _date(checked: Findings, finding: int) -> np.datetime64:
    table = checked.tables[checked.table[finding]]
    order = schema.TABLES[table.removesuffix("_last")].order
    return getattr(checked.rows(table), order[0]).value[checked.row[finding]] if order else np.datetime64("NaT", "D")


# -- the words of one list --------------------------------------------------------------------------------------------


def items(checked: Findings, made: Worklist) -> list[Item]:
    """The list's things to do, child by child."""
    written = [_item(checked, found) for found in made.causes]
    return sorted(written, key=lambda item: (len(item.child), item.child))


def _item(checked: Findings, found: np.ndarray) -> Item:
    first = int(found[0])
    rules = list(dict.fromkeys(checked.rules[number] for number in checked.rule[found].tolist()))
    tables = [checked.tables[number].removesuffix("_last") for number in dict.fromkeys(checked.table[found].tolist())]
    child = int(checked.child[first])
    return Item(
        child=checked.child_id(child),
        age=_age(checked, child),
        recorded=_recorded(checked, found),
        problem=[rule.title for rule in rules],
        options=list(dict.fromkeys(sentence(rule.fix) for rule in rules)),
        look_in=" and ".join(dict.fromkeys(LOOK_IN[name] for name in tables)),
        rules=[rule.code for rule in rules],
        findings=found.tolist(),
    )


def _recorded(checked: Findings, found: np.ndarray) -> list[str]:
    """A line per row at fault: its start, and the values of the cells at fault in words."""
    rows: dict[tuple[str, int], list[str]] = {}
    for rule, table, row in zip(
        checked.rule[found].tolist(), checked.table[found].tolist(), checked.row[found].tolist()
    ):
        name = checked.tables[table]
        fields = rows.setdefault((name, row), list(schema.TABLES[name.removesuffix("_last")].order[:1]))
        fields += [field for field in checked.rules[rule].fields_in(name) if field not in fields and field != "CHILD"]
    return [_row_in_words(checked, name, row, fields) for (name, row), fields in rows.items()]


def _row_in_words(checked: Findings, table: str, row: int, fields: list[str]) -> str:
    said = []
    for name in fields:
        cell = cells.cell(checked, table, name, row)
        said.append(f"{field_label(table, name)}: {cell['meaning'] or cell['value'] or 'blank'}")
    where = schema.TABLES[table.removesuffix("_last")].row.capitalize() + (
        " in last year’s return" if table.endswith("_last") else ""
    )
    return f"{where}. {'; '.join(said)}" if said else where


def _age(checked: Findings, child: int) -> int | None:
    """Age in whole years on the day of the check, or at the end of the year if that is earlier; None if the birth date
    is not known.
    """
    rows = checked.rows_of("Header", child) if child >= 0 else []
    if not len(rows):
        return None
    born = checked.rows("Header").DOB.value[rows[0]].item()
    if born is None:
        return None
    day = min(checked.at.date(), checked.r.collection.end)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
