"""The rules that were not run, by reason, and what to do about it."""

from __future__ import annotations

import re

from check903 import schema
from check903.engine import Rule
from check903.findings import Findings
from check903.views import words

FAULT = "A fault of this tool, not of your data"
NO_LAST_YEAR = "Last year’s return is not loaded"
_TO_DO = (
    ("provider list has no", "Add the column to the list, or drop in a list that has it."),
    ("provider list", "Drop Ofsted’s provider list in on Files."),
    ("council is not chosen", "Choose the council on Files and check again."),
    ("postcode directory", "Open the page from the whole unpacked folder: the postcodes lie beside it."),
    ("asylum seeker", "Load UASC, or Header with its column UASC."),
    ("is not loaded", "Add the file on Files."),
    ("CHILD column", "Add the column CHILD to the file."),
    ("CHILD can’t be read", "Look at the notes beside the file on Files."),
    ("column", "Add the column to the file, or load a file that has it."),
)
_HELP = (("provider list", "providers"), ("last year", "last-year"))  # the help page on how to get what is not there
_CALL = re.compile(r'^  File "([^"\n]+)", line (\d+), in ([\w.<>]+)$')
_EXCEPTION = re.compile(r"^([A-Za-z_][\w.]*)(?::|$)")


def not_run(checked: Findings) -> list[dict]:
    """One item per reason, the reason with most rules first and faults of the tool last."""
    found: dict[tuple[str, str], list[Rule]] = {}
    for rule in checked.rules:
        if rule.code in checked.not_run:
            found.setdefault(_reason(checked, rule), []).append(rule)
    items = [_item(checked, why, todo, rules) for (why, todo), rules in found.items()]
    return sorted(items, key=lambda item: (item["fault"], -len(item["rules"])))


def left_out(checked: Findings) -> list[dict]:
    """One item per column with cells whose value isn't known: in how many rows, and the rules that say nothing of these children."""
    found: dict[tuple[str, str], tuple[int, list[Rule]]] = {}
    for rule in checked.rules:
        for at, rows in checked.left_out.get(rule.code, {}).items():
            found.setdefault(at, (rows, []))[1].append(rule)
    return [{"why": _not_known(*at, rows), "todo": "See what is said beside the file on Files.", "rules": _named(rules)}
            for at, (rows, rules) in found.items()]


def _named(rules: list[Rule]) -> list[dict]:
    return [{"code": rule.code, "title": rule.title} for rule in rules]


def _not_known(table: str, column: str, rows: int) -> str:
    """"REVIEW isn’t known in 2 rows of Reviews of this year: their children are left out"."""
    return f"{column} isn’t known in {'1 row' if rows == 1 else f'{rows:,} rows'} of {_table(table)}: the children are left out"


def _item(checked: Findings, why: str, todo: str, rules: list[Rule]) -> dict:
    faults = {rule.code: checked.faults[rule.code] for rule in rules if rule.code in checked.faults}
    return {
        "why": why, "todo": todo, "fault": bool(faults), "help": next((page for mark, page in _HELP if mark in why.lower()), ""),
        "rules": _named(rules),
        "details": "\n\n".join(f"Rule {code}\n{without_data(trace)}" for code, trace in faults.items()),
    }


def _reason(checked: Findings, rule: Rule) -> tuple[str, str]:
    """Why the rule was not run, and what to do."""
    if rule.code in checked.faults:
        return FAULT, "Copy the details to report it. They hold no child’s data."
    absent = [name for name in rule.tables if name not in checked.r.loaded]
    if any(name.endswith("_last") for name in absent) and not any(name.endswith("_last") for name in checked.r.loaded):
        return NO_LAST_YEAR, "Choose the files of last year too."
    if absent:
        which = [_table(name) for name in absent]
        return f"{words.joined(which)} {'is' if len(which) == 1 else 'are'} not loaded", f"Load {words.joined(which)}."
    why = checked.not_run[rule.code]
    return why, next((todo for mark, todo in _TO_DO if mark in why), "")


def _table(name: str) -> str:
    """"OC3 (care leavers) of this year"."""
    return f"{schema.TABLES[name.removesuffix('_last')].label} of {'last' if name.endswith('_last') else 'this'} year"


def without_data(trace: str) -> str:
    """A traceback's files, lines, functions and kind of exception. What the exception says is left out: it may hold a cell."""
    lines = trace.splitlines()
    calls = [(number, found) for number, line in enumerate(lines) if (found := _CALL.match(line))]
    said = [f"{_short(found[1])}, line {found[2]}, {found[3]}" for _, found in calls]
    after = lines[calls[-1][0] + 1 :] if calls else []
    kind = next((found[1] for line in after if (found := _EXCEPTION.match(line))), "Exception")
    return "\n".join([*said, kind])


def _short(path: str) -> str:
    """The last two steps of a path: the rest may name a person."""
    return "/".join(re.split(r"[/\\]", path)[-2:])
