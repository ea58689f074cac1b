"""One group of the plan: its records with all their changes, what each does, and which other groups want the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from check903.corrections import plan_reasons
from check903.corrections.corrections import Corrections
from check903.corrections.plan import Plan
from check903.corrections.plan_groups import HeldValue, PlanGroup
from check903.corrections.records import Key, Record
from check903.findings import cells
from check903.findings.labels import FieldLabel, RuleName, field_label, said_label, table_label
from check903.model.change import Change
from check903.reference import schema
from check903.views.plan import part

MOST = 6  # changes of a record in sight

ABOUT = {"Episodes": ("PLACE", "URN"), "Header": ("DOB",), "OC2": ("DOB",), "OC3": ("DOB",)}  # what a row is known by


class CellChange(TypedDict):
    """A cell before and after; `after` None: the row is taken out."""

    label: str
    line: int | None
    before: cells.Cell
    after: cells.Cell | None


class Known(cells.Cell):
    """A cell by which somebody knows a row."""

    label: str


class Rival(TypedDict):
    """A record of another group that changes the same. `says`: "Ofsted number SC337607"."""

    key: str
    title: str
    record: str
    says: str
    changes: int
    gone: int
    new: int
    ticked: bool


class RowOf(TypedDict):
    """A row of the return."""

    child: str
    table: str
    label: str
    file: str
    line: int | None
    about: list[Known]


class PlanRecord(RowOf):
    """A record. `more`: how many changes are not in sight; none at all: nothing is proposed, and `place` is the row's
    in the table as it stands. `gone_rules`, `new_rules`: of its own child.
    """

    record: str
    place: int | None
    changes: list[CellChange]
    more: int
    says: str
    gone: int
    new: int
    ticked: bool
    gone_rules: list[RuleName]
    new_rules: list[RuleName]
    rivals: list[Rival]


class HeldCells(FieldLabel):
    """The cells that hold a value: places of their rows in the table as it stands, and of those without a proposal; how
    many errors come of it, of how many children.
    """

    table: str
    value: str
    errors: int
    children: int
    rows: list[int]
    bare: list[int]


class GroupKey(TypedDict):
    """A group."""

    key: str
    title: str


class PlanGroupRows(GroupKey):
    """A group with a page of its records, best first. `found`: False where the plan has no such group (any more).
    `better`: the group that is proposed in place of most of it.
    """

    found: bool
    text: str
    part: str
    rules: list[str]
    reason: str
    gone: int
    new: int
    total: int
    ticked: int
    changes: int
    proposed: int
    helping: int
    helping_changes: int
    better: GroupKey | None
    held: HeldCells | None
    rows: list[PlanRecord]


NOT_FOUND: PlanGroupRows = {
    "key": "",
    "title": "",
    "found": False,
    "text": "",
    "part": "plan",
    "rules": [],
    "reason": "",
    "gone": 0,
    "new": 0,
    "total": 0,
    "ticked": 0,
    "changes": 0,
    "proposed": 0,
    "helping": 0,
    "helping_changes": 0,
    "better": None,
    "held": None,
    "rows": [],
}


class GroupView:
    """How a group of the plan is shown; those that only hold a value are groups without records."""

    def __init__(self, plan: Plan, fixing: Corrections):
        self._plan, self._fixing = plan, fixing
        self._of = {id(record): group for group in plan.groups for record in group.records}

    def rows(self, key: str, page: int, size: int) -> PlanGroupRows:
        """The group of that key, and a page of its records."""
        held = next((value for value in self._plan.values if value.key == key), None)
        group = self._plan.group(key)
        if group is None and held is None:
            return {**NOT_FOUND, "key": key}
        group = group or PlanGroup(key, held.title if held else "", "", False, (), [], pattern=True)
        best = sorted(group.records, key=lambda record: -record.fewer)
        bare = self._bare(group, held) if held else []
        shown = range(page * size, min((page + 1) * size, len(best) + len(bare)))
        better = plan_reasons.better(group, self._plan.groups) if group.apart or not group.proposed else None
        return {
            "key": key,
            "title": group.title,
            "found": True,
            "text": group.text,
            "part": part(group),
            "rules": list(group.rules),
            "reason": group.reason,
            "gone": group.gone,
            "new": group.new,
            "total": len(best) + len(bare),
            "ticked": sum(record.ticked for record in best),
            "changes": group.changes,
            "proposed": group.proposed,
            "helping": group.helping,
            "helping_changes": sum(len(record.changes) for record in best if record.fewer > 0),
            "better": {"key": better.key, "title": better.title} if better else None,
            "held": self._held(held, bare) if held else None,
            "rows": [
                self._record(best[position])
                if position < len(best)
                else self._without_proposal(bare[position - len(best)])
                for position in shown
            ],
        }

    # -- records ------------------------------------------------------------------------------------------------------

    def _record(self, record: Record) -> PlanRecord:
        first = record.changes[0]
        changed = {change.field for change in record.changes}
        shown = record.changes[:MOST]
        return {
            **self._row(first.table, first.row, changed),
            "record": record.key,
            "place": None,
            "changes": [self._change(change, len(record.rows) > 1) for change in shown],
            "more": len(record.changes) - len(shown),
            "says": _says(record),
            "gone": len(record.gone),
            "new": len(record.new),
            "ticked": record.ticked,
            "gone_rules": self._rules(record.gone),
            "new_rules": self._rules(record.new),
            "rivals": [
                self._rival(rival) for rival in record.rivals if self._of[id(rival)] is not self._of[id(record)]
            ],
        }

    def _without_proposal(self, cell: tuple[str, int, str]) -> PlanRecord:
        table, row, field = cell
        return {
            **self._row(table, row, {field}),
            "record": f"{table} {row} {field}",
            "place": int(self._fixing.log.current_positions(table)[row]),
            "changes": [],
            "more": 0,
            "says": "",
            "gone": 0,
            "new": 0,
            "ticked": False,
            "gone_rules": [],
            "new_rules": [],
            "rivals": [],
        }

    def _row(self, table: str, row: int, changed: set[str | None]) -> RowOf:
        read = self._fixing.log.original(table)
        return {
            "child": self._fixing.log.child(Change(table, row, None)),
            "table": table,
            "label": table_label(table),
            "file": "" if read.file is None else read.files[read.file[row]],
            "line": None if read.line is None else int(read.line[row]),
            "about": self._about(table, row, changed),
        }

    def _about(self, table: str, row: int, changed: set[str | None]) -> list[Known]:
        """What a row is known by, but for what is changed: the placement, and when it began."""
        columns = self._fixing.log.original(table).columns
        fields = [field for field in ABOUT.get(table, ()) if field not in changed][:1]
        fields += [field for field in schema.TABLES[table].order[:1] if field not in fields and field not in changed]
        return [
            {**self._cell(table, field, columns[field].text(row)), "label": field_label(table, field)}
            for field in fields
            if field in columns
        ]

    def _change(self, change: Change, several: bool) -> CellChange:
        read = self._fixing.log.original(change.table)
        return {
            "label": field_label(change.table, change.field) if change.field else "",
            "line": int(read.line[change.row]) if several and read.line is not None else None,
            "before": self._cell(change.table, change.field, change.before),
            "after": self._cell(change.table, change.field, change.after) if change.field else None,
        }

    def _cell(self, table: str, field: str | None, value: str) -> cells.Cell:
        if not field:
            return {"value": "", "meaning": "", "short": ""}
        full, short = cells.meaning(table, field, value, self._fixing.result.year)
        if field == "URN" and value:
            full = short = self._setting(value)
        return {"value": value, "meaning": full, "short": short}

    def _setting(self, urn: str) -> str:
        """The setting's name in Ofsted's list."""
        listed = self._fixing.r.providers
        if listed is None:
            return ""
        positions = listed.entries(urn)
        names = listed.table.columns.get("SETTING")
        return (names.text(positions[0]) if names is not None else "") if positions else "not in the list"

    def _rules(self, keys: Iterable[Key]) -> list[RuleName]:
        rules = self._fixing.result.rules
        return [{"code": rules[number].code, "title": rules[number].title} for number, _, _ in sorted(keys)]

    def _rival(self, rival: Record) -> Rival:
        group = self._of[id(rival)]
        return {
            "key": group.key,
            "title": group.title,
            "record": rival.key,
            "says": _says(rival),
            "changes": len(rival.changes),
            "gone": len(rival.gone),
            "new": len(rival.new),
            "ticked": rival.ticked,
        }

    # -- a value in many records --------------------------------------------------------------------------------------

    def _bare(self, group: PlanGroup, held: HeldValue) -> list[tuple[str, int, str]]:
        """A cell of each row for which nothing is proposed."""
        changed = {row for record in group.records for row in record.rows}
        return list({cell[:2]: cell for cell in sorted(held.cells) if cell[:2] not in changed}.values())

    def _held(self, held: HeldValue, bare: list[tuple[str, int, str]]) -> HeldCells | None:
        """None for answers to several columns: no one value could take their place."""
        table, row, field = min(held.cells)
        if len({cell[2] for cell in held.cells}) > 1:
            return None
        places = self._fixing.log.current_positions(table)
        there = [(cell, int(places[cell[1]])) for cell in sorted(held.cells) if places[cell[1]] >= 0]
        without = set(bare)
        return {
            "table": table,
            "field": field,
            "label": field_label(table, field),
            "value": self._fixing.log.original(table).columns[field].text(row),
            "errors": held.errors,
            "children": len({self._fixing.log.child(Change(table, held_row, None)) for _, held_row, _ in held.cells}),
            "rows": [place for _, place in there],
            "bare": [place for cell, place in there if cell in without],
        }


def _says(record: Record) -> str:
    """What it would write: "Ofsted number SC337607", "Placement type K2 and 2 more"."""
    first, *rest = record.changes
    if first.field is None:
        return "row taken out" if not rest else f"{len(record.changes)} rows taken out"
    more = len({(change.field, change.after) for change in rest} - {(first.field, first.after)})
    text = f"{said_label(first.table, first.field)} {first.after or 'blank'}"
    return f"{text} and {more} more" if more else text
