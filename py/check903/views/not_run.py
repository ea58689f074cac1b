"""The rules that were not run, by reason, and what to do about it."""

from __future__ import annotations

from collections import Counter
from typing import TypedDict

from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings.labels import RuleName
from check903.model.providers import SAID
from check903.model.reasons import Missing, Reason, table_of_year
from check903.model.returns import NotTold
from check903.reference import schema
from check903.views.traceback import without_data


class LeftOut(TypedDict):
    """Something that isn’t known of some rows, and the rules that were run without them."""

    why: str
    todo: str
    rules: list[RuleName]


class NotRunItem(LeftOut):
    """Something that is missing, and the rules that were not run for it. `fault`: the tool’s own; `help`: where the
    help is; `details`: for whoever maintains the tool.
    """

    fault: bool
    help: str
    details: str


def not_run(checked: Findings) -> list[NotRunItem]:
    """One item per thing that is missing, that which most rules wait for first and faults of the tool last. A rule that
    lacks several is counted once, with the first.
    """
    items = [_item(checked, reason, rules) for reason, rules in lacking(checked)]
    return sorted(items, key=lambda item: (item["fault"], -len(item["rules"])))


def lacking(checked: Findings) -> list[tuple[Reason, list[Rule]]]:
    """Each thing that is missing with the rules that were not run for it, most rules first; a rule that lacks several
    is counted once, with the first.
    """
    lacks = {
        rule.code: _things(checked, checked.reasons[rule.code])
        for rule in checked.rules
        if rule.code in checked.reasons
    }
    waiting = Counter(thing for things in lacks.values() for thing in things)
    by_reason: dict[Reason, list[Rule]] = {}
    for rule in checked.rules:
        if rule.code in lacks:
            by_reason.setdefault(max(lacks[rule.code], key=waiting.__getitem__), []).append(rule)
    return sorted(by_reason.items(), key=lambda item: -len(item[1]))


def _things(checked: Findings, reason: Reason) -> list[Reason]:
    """A reason that names several tables or columns as one for each; the same thing by one name."""
    if reason.missing is Missing.ASYLUM and not any(schema.is_last_years(name) for name in reason.names):
        return [Reason(Missing.ASYLUM)]
    if reason.missing not in (Missing.TABLES, Missing.COLUMNS):
        return [reason]
    things = [Reason(reason.missing, (name,)) for name in reason.names]
    if not any(schema.is_last_years(name) for name in checked.r.loaded):
        things = [Reason(Missing.LAST_YEAR) if schema.is_last_years(thing.names[0]) else thing for thing in things]
    return things


def left_out(checked: Findings) -> list[LeftOut]:
    """One item per thing that isn't known of some rows: what and of how many, and the rules that were run without
    them.
    """
    return [*_left_out_children(checked), *_left_out_placements(checked)]


def _left_out_children(checked: Findings) -> list[LeftOut]:
    """One item per column with cells whose value isn't known."""
    by_column: dict[tuple[str, str], tuple[int, list[Rule]]] = {}
    for rule in checked.rules:
        for column, rows in checked.left_out.get(rule.code, {}).items():
            by_column.setdefault(column, (rows, []))[1].append(rule)
    return [
        {"why": _not_known(*column, rows), "todo": "See what is said beside the file on Files.", "rules": _named(rules)}
        for column, (rows, rules) in by_column.items()
    ]


def _left_out_placements(checked: Findings) -> list[LeftOut]:
    """One item per column that sheets of Ofsted's list lack."""
    by_column: dict[NotTold, list[Rule]] = {}
    for rule in checked.rules:
        if rule.code in checked.not_told:
            by_column.setdefault(checked.not_told[rule.code], []).append(rule)
    todo = Reason(Missing.LIST_COLUMN).todo
    return [{"why": _not_told(left), "todo": todo, "rules": _named(rules)} for left, rules in by_column.items()]


def _named(rules: list[Rule]) -> list[RuleName]:
    return [{"code": rule.code, "title": rule.title} for rule in rules]


def _not_known(table: str, column: str, rows: int) -> str:
    """ "REVIEW isn’t known in 2 rows of Reviews of this year: their children are left out"."""
    return (
        f"{column} isn’t known in {'1 row' if rows == 1 else f'{rows:,} rows'} of {table_of_year(table)}: the children"
        " are left out"
    )


def _not_told(left: NotTold) -> str:
    """ "Ofsted’s list has no postcodes for the settings of 3 placements (list.xlsx): the placements are left out"."""
    settings = "setting of 1 placement" if left.rows == 1 else f"settings of {left.rows:,} placements"
    where = f" ({', '.join(left.sheets)})" if left.sheets else ""
    placements = "the placement is" if left.rows == 1 else "the placements are"
    return f"Ofsted’s list has no {SAID[left.column]} for the {settings}{where}: {placements} left out"


def _item(checked: Findings, reason: Reason, rules: list[Rule]) -> NotRunItem:
    faults = {rule.code: checked.faults[rule.code] for rule in rules if rule.code in checked.faults}
    return {
        "why": reason.text,
        "todo": reason.todo,
        "fault": bool(faults),
        "help": reason.help,
        "rules": _named(rules),
        "details": "\n\n".join(f"Rule {code}\n{without_data(trace)}" for code, trace in faults.items()),
    }
