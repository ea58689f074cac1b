"""The tables of a check: who the children are, the rules, what was found, which rules did not run, what codes mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from check903.engine import frame
from check903.engine.findings import Findings
from check903.model.returns import Return
from check903.reference import codes, schema
from check903.tidy.fields import Field, TidyTable, Value, Values

_THEIRS = "the Department"


def first(findings: Findings) -> Iterator[TidyTable]:
    """about, codes, children, rules: those that others refer to."""
    yield _about(findings)
    yield code_lists(findings.year)
    yield _children(findings)
    yield rules(findings)


def findings_tables(findings: Findings) -> Iterator[TidyTable]:
    """findings, not_run: what alone is of one check where the tables of several are laid end to end."""
    yield _findings(findings)
    yield _not_run(findings)


def made(name: str, row: str, key: str, columns: Iterable[tuple[Field, Iterable[Value] | Values]]) -> TidyTable:
    """A table of fields and their values."""
    table = TidyTable(name, row, key)
    for field, values in columns:
        table.add(field, values if isinstance(values, Values) else Values.of(values))
    return table


def _children(findings: Findings) -> TidyTable:
    r, last_years = findings.r, list(map(schema.last_years, schema.TABLES))
    errors = np.bincount(findings.child[findings.child >= 0], minlength=len(r.children))
    return made(
        "children",
        "child of this year's or last year's tables",
        "CHILD",
        [
            (Field("CHILD", "text", "The council's id of the child"), r.children),
            (_flag("this_year", "1 if the child is in a table of this year"), _in_tables(r, schema.TABLES)),
            (_flag("last_year", "1 if the child is in a table of last year"), _in_tables(r, last_years)),
            (Field("errors", "integer", "How many errors the check found", source="check"), errors.tolist()),
        ],
    )


def _flag(name: str, meaning: str, source: str = "worked out") -> Field:
    return Field(name, "integer", meaning, source=source)


def _in_tables(r: Return, names: Iterable[str]) -> list[int]:
    listed = [getattr(r, name).children() for name in names if name in r.loaded]
    mask = np.logical_or.reduce(listed)[:-1] if listed else np.zeros(len(r.children), bool)
    return mask.astype(int).tolist()


def code_lists(year: int) -> TidyTable:
    """What each code means, and whether a return of that collection year may hold it."""
    listed = [(name, code) for name in codes.names() for code in codes.all_of(name)]
    return made(
        "codes",
        "code of a list",
        "code_key",
        [
            (
                Field("code_key", "text", "List and code", source="worked out"),
                [f"{name} {code}" for name, code in listed],
            ),
            (
                Field("list", "text", "The list, as the data dictionary names it", source=_THEIRS),
                [name for name, _ in listed],
            ),
            (Field("code", "text", "The code", source=_THEIRS), [code for _, code in listed]),
            (
                Field("meaning", "text", "What it means", source=_THEIRS),
                [codes.meaning(name, code) for name, code in listed],
            ),
            (
                _flag("permitted", f"1 if a return of {schema.year_label(year)} may hold it", _THEIRS),
                [int(code in codes.permitted(name, year)) for name, code in listed],
            ),
        ],
    )


def rules(findings: Findings) -> TidyTable:
    """Each rule that was asked for: what it looks for, whether it could be run, how many errors it found."""
    rules = findings.rules
    counts = np.bincount(findings.rule, minlength=len(rules)).tolist()
    return made(
        "rules",
        f"rule of {schema.year_label(findings.r.rules_year)}",
        "rule",
        [
            (Field("rule", "text", "Code of the rule", source=_THEIRS), [rule.code for rule in rules]),
            (Field("title", "text", "What is wrong, in short", source=_THEIRS), [rule.title for rule in rules]),
            (Field("severity", "text", "error or query", source=_THEIRS), [rule.severity for rule in rules]),
            (
                Field("category", "text", "What kind of fault it looks for", source=_THEIRS),
                [rule.category for rule in rules],
            ),
            (
                _flag("not_run", "1 if it could not be run: see not_run", "check"),
                [int(rule.code in findings.reasons) for rule in rules],
            ),
            (Field("errors", "integer", "How many errors it found", source="check"), counts),
        ],
    )


def _findings(findings: Findings) -> TidyTable:
    seen = frame.columns(findings)
    status = findings.status
    not_due = status.not_due if status else np.zeros(len(findings), bool)
    accepted = status.accepted if status else not_due
    number = Field("finding", "integer", "Number of the error", source="check")

    def text(name: str, meaning: str, refers: str = "") -> Field:
        return Field(name, "text", meaning, source="check", refers=refers)

    return made(
        "findings",
        "error in one row",
        number.name,
        [
            (number, range(len(findings))),
            (text("rule", "The rule that it breaks", "rules.rule"), seen["rule"]),
            (text("table", "Table of the row"), seen["table"]),
            (_flag("row", "Row of that table, from 0", "check"), findings.row.tolist()),
            (
                text("CHILD", "The child; blank where the row has none", "children.CHILD"),
                [c or None for c in seen["child"]],
            ),
            (text("fields", "Columns that the rule reads"), seen["fields"]),
            (text("culprits", "Columns at fault, where the rule can tell"), [c or None for c in seen["culprits"]]),
            (
                text("beside_table", "Table of the row that it was compared with"),
                [t or None for t in seen["beside_table"]],
            ),
            (
                _flag("beside_row", "That row, from 0", "check"),
                [None if row < 0 else row for row in seen["beside_row"]],
            ),
            (text("evidence", "What was seen, in a sentence"), [words or None for words in seen["evidence"]]),
            (
                _flag("due", "1 if it is due now, 0 if it can settle by the year's end", "check"),
                (~not_due).astype(int).tolist(),
            ),
            (_flag("accepted", "1 if it was accepted with a note", "check"), accepted.astype(int).tolist()),
        ],
    )


def _not_run(findings: Findings) -> TidyTable:
    reasons = findings.not_run
    return made(
        "not_run",
        "rule that could not be run",
        "rule",
        [
            (Field("rule", "text", "Code of the rule", source="check"), list(reasons)),
            (Field("reason", "text", "Why, and what to do", source="check"), list(reasons.values())),
        ],
    )


def _about(findings: Findings) -> TidyTable:
    r = findings.r
    facts = {
        "collection": schema.year_label(findings.year),
        "first day": r.collection.start.isoformat(),
        "last day": r.collection.end.isoformat(),
        "rules of": schema.year_label(r.rules_year),
        "council": r.authority if r.has_council else "",
        "format": r.file_format,
        "checked on": findings.as_at.isoformat(),
    }
    return made(
        "about",
        "fact about this file",
        "fact",
        [
            (Field("fact", "text", "What it is", source="worked out"), list(facts)),
            (Field("value", "text", "Its value", source="worked out"), [value or None for value in facts.values()]),
        ],
    )
