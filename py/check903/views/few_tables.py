"""A check of only some tables: which rules need nothing else, and which table would let most others run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypedDict

from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings import labels
from check903.model.reasons import Missing, Reason
from check903.reference import schema
from check903.views.not_run import lacking

FEW = 5  # tables of this year, of the twelve
# Reasons for which a rule was not run though its tables are there.
_SPOILT = {
    Missing.ROWS,
    Missing.CHILD_COLUMN,
    Missing.CHILD_CELLS,
    Missing.COLUMNS,
    Missing.ANSWER,
    Missing.MEMORY,
    Missing.NOTHING,
}

_SAID = {Missing.LAST_YEAR: "Last year’s return", Missing.LIST: "Ofsted’s list"}


class Waits(TypedDict):
    """Something that is not there. `rules`: how many wait for it, each counted once, with what most wait for; `alone`:
    how many would run with it and nothing else; `is_file`: it can be added on Files.
    """

    label: str
    is_file: bool
    todo: str
    help: str
    rules: int
    alone: int


class FewTables(TypedDict):
    """Only some tables: `sentence` says which rules were run; `add`: the table to add, "" if none helps; `more`: how
    many rules it would let run.
    """

    sentence: str
    tables: list[str]
    run: int
    add: str
    more: int
    waits: list[Waits]


def of_check(checked: Findings) -> FewTables | None:
    """What to say of a check of few tables; None of one of more."""
    loaded = checked.r.loaded
    tables = _this_year(loaded)
    if not 0 < len(tables) <= FEW:
        return None
    run = len(checked.rules) - len(checked.not_run)
    without = [rule for rule in checked.rules if rule.code in checked.not_run]
    more = _alone(without, loaded, checked.r.has_list)
    spoilt = sum(checked.reasons[rule.code].missing in _SPOILT for rule in without if rule.code in checked.reasons)
    add = max(more, key=more.__getitem__, default="")
    return {
        "sentence": f"You checked {_only(tables)}: {_which(run, run + spoilt)} that need nothing else were run.",
        "tables": tables,
        "run": run,
        "add": add,
        "more": more.get(add, 0),
        "waits": [_waits(reason, rules, more) for reason, rules in lacking(checked)],
    }


def before_check(loaded: Collection[str], rules: Iterable[Rule], has_list: bool) -> str:
    """ "With Missing only, 11 of 326 rules can be run. Add Episodes to run 95 more.", or ""."""
    tables, rules = _this_year(loaded), list(rules)
    if not 0 < len(tables) <= FEW:
        return ""
    runnable = sum(_can_run(rule, loaded, has_list) for rule in rules)
    more = _alone([rule for rule in rules if not _can_run(rule, loaded, has_list)], loaded, has_list)
    add = max(more, key=more.__getitem__, default="")
    sentence = f"With {_only(tables)}, {runnable} of {len(rules)} rules can be run."
    return f"{sentence} {to_add(add, more[add])}." if add else sentence


def to_add(table: str, more: int) -> str:
    """ "Add Episodes to run 34 more"."""
    return f"Add {table} to run {more:,} more"


def _this_year(loaded: Collection[str]) -> list[str]:
    return [name for name in schema.TABLES if name in loaded]


def _only(tables: list[str]) -> str:
    return f"{labels.joined(tables)} only"


def _which(run: int, runnable: int) -> str:
    return f"all {run:,} rules" if run >= runnable else f"{run:,} of the {runnable:,} rules"


def _can_run(rule: Rule, loaded: Collection[str], has_list: bool) -> bool:
    """Whether all that the rule declares to need is there. What else it may lack shows when it is run."""
    last = any(name.endswith("_last") for name in loaded)
    asks_asylum = {"Header", "UASC"} <= {*rule.optional}
    told = not asks_asylum or not {"Header", "UASC"}.isdisjoint(loaded)
    needs = told and (has_list or "providers" not in rule.needs) and (last or "last-year" not in rule.needs)
    return needs and all(name in loaded for name in rule.tables)


def _alone(rules: list[Rule], loaded: Collection[str], has_list: bool) -> dict[str, int]:
    """Table of this year that isn't there -> how many of these rules would run with it and nothing else."""
    absent = [name for name in schema.TABLES if name not in loaded]
    counts = {name: sum(_can_run(rule, {*loaded, name}, has_list) for rule in rules) for name in absent}
    return {name: n for name, n in counts.items() if n}


def _waits(reason: Reason, rules: list[Rule], more: dict[str, int]) -> Waits:
    table = reason.names[0] if len(reason.names) == 1 and reason.names[0] in schema.TABLES else ""
    return {
        "label": schema.TABLES[table].label if table else _SAID.get(reason.missing, reason.text),
        "is_file": bool(table) or reason.missing in _SAID or reason.missing is Missing.TABLES,
        "todo": reason.todo,
        "help": reason.help,
        "rules": len(rules),
        "alone": more.get(table, 0) if table else 0,
    }
