"""A child's errors as things to fix: each cause with its evidence, the rules that found it, and what can be done.

A row that several rules of one cause look at is drawn once, with everything that is at fault in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypedDict, TypeVar

import numpy as np

from check903.corrections.corrections import Corrections
from check903.engine.findings import Findings
from check903.findings import causes, labels
from check903.findings.errors import Numbered
from check903.findings.status import Said, status_of
from check903.reference import schema
from check903.views.beside import Compared, Head, Seen
from check903.wording.declared import WHO

Held = TypeVar("Held")

MOST_COLUMNS = 6  # of one drawing
MOST_ROWS = 3  # at fault in one drawing; the others are counted


class Place(TypedDict):
    """Where the rows at fault stand."""

    label: str
    lines: list[int]


class RuleOf(TypedDict):
    """A rule that found the cause: the numbers of its errors on the child's page."""

    code: str
    title: str
    fix: str
    n: list[int]


class Drawing(TypedDict):
    """Rows of one table as the page's evidence part draws them; `more`: rows that are left out."""

    table: str
    label: str
    row_label: str
    columns: list[Head]
    rows: list[Seen]
    more: int


class Offered(TypedDict):
    """A fix offered for the cause."""

    key: str
    label: str
    changes: int


class CellAt(TypedDict):
    """A cell of the return as it stands."""

    table: str
    at: int
    field: str


class Letter(TypedDict):
    """Whose letter a cause is in; `asked`: the user put it there."""

    who: str
    asked: bool


class InMany(TypedDict):
    """The value at fault in many records that a cause is part of: `key` is that of its line of the plan."""

    key: str
    title: str


class InLetters(Protocol):
    """Knows whose letter the findings of a cause are in: None for nobody's."""

    def __call__(self, findings: np.ndarray) -> Letter | None: ...


class Thing(TypedDict):
    """A cause. `findings`: positions in the check, `status` and `note` of its first error; `pattern`: None where it is
    this child's alone; `letter`: whose letter it is in, None for nobody's; `cell`: the one to change by hand.
    """

    title: str
    pattern: InMany | None
    n: list[int]
    findings: list[int]
    status: list[str]
    note: str
    who: str
    places: list[Place]
    rules: list[RuleOf]
    sentence: str
    evidence: list[Drawing]
    offers: list[Offered]
    letter: Letter | None
    cell: CellAt | None


def things(
    checked: Findings, errors: Sequence[Numbered], fixing: Corrections | None = None, letters: InLetters | None = None
) -> list[Thing]:
    """The child's causes in the order of their errors; those that are not due yet last."""
    of_cause: dict[int, list[Numbered]] = {}
    for error in errors:
        of_cause.setdefault(error.cause, []).append(error)
    ordered = [_thing(checked, cause, grouped, fixing, letters) for cause, grouped in of_cause.items()]
    return sorted(ordered, key=lambda thing: "later" in thing["status"])


def _thing(
    checked: Findings, cause: int, errors: list[Numbered], fixing: Corrections | None, letters: InLetters | None
) -> Thing:
    known, findings = causes.of(checked), [error.finding for error in errors]
    [best], [title], [who] = (tell(np.array([cause])) for tell in (known.best, known.titles, known.who))
    first = next(error for error in errors if error.finding == best)
    ranked = [first, *(error for error in errors if error is not first)]
    return {
        "title": title,
        "pattern": _pattern(known, cause),
        "n": [error.n for error in errors],
        "findings": findings,
        **_status(checked, errors),
        "who": WHO[who],
        "places": _places(checked, errors),
        "rules": _rules(errors),
        "sentence": "" if first.seen.sentence == title else first.seen.sentence,
        "evidence": evidence(checked, ranked),
        "offers": offers(fixing, findings),
        "letter": letters(np.array(sorted(findings))) if letters else None,
        "cell": _cell(checked, ranked),
    }


def _pattern(known: causes.Causes, cause: int) -> InMany | None:
    number = int(known.pattern[cause])
    return {"key": known.patterns[number].key, "title": known.patterns[number].title} if number >= 0 else None


def _status(checked: Findings, errors: list[Numbered]) -> Said:
    """Of the errors that are due, or where none is, of all: what is said of every one of them; the first one's note."""
    statuses = [status_of(checked, error.finding) for error in errors]
    due = [of_error for of_error in statuses if "later" not in of_error["status"]] or statuses
    every = [status for status in due[0]["status"] if all(status in of_error["status"] for of_error in due)]
    return {"status": every, "note": due[0]["note"]}


def _places(checked: Findings, errors: list[Numbered]) -> list[Place]:
    by_table: dict[str, list[int]] = {}
    for error in errors:
        lines = by_table.setdefault(labels.table_label(error.table), [])
        line = checked.place(error.table, error.row)[1]
        if line is not None and line not in lines:
            lines.append(line)
    return [{"label": label, "lines": sorted(lines)} for label, lines in by_table.items()]


def _rules(errors: list[Numbered]) -> list[RuleOf]:
    by_code: dict[str, RuleOf] = {}
    for error in errors:
        rule = error.rule
        new: RuleOf = {"code": rule.code, "title": rule.title, "fix": labels.sentence(rule.fix), "n": []}
        by_code.setdefault(rule.code, new)["n"].append(error.n)
    return list(by_code.values())


def offers(fixing: Corrections | None, findings: list[int]) -> list[Offered]:
    """What the fixes would do for these findings; of two that do the same the first."""
    by_changes = {offer.changes: offer for offer in reversed(fixing.offers_for(findings))} if fixing else {}
    return [
        {"key": offer.key, "label": offer.label, "changes": len(offer.changes)}
        for offer in reversed(by_changes.values())
    ]


def _cell(checked: Findings, ranked: list[Numbered]) -> CellAt | None:
    """The cell to change by hand: the first one at fault that can be changed, else one that the rule looks at."""
    for candidates in (
        [(*place, name) for error in ranked for place, names in error.at_fault.items() for name in names],
        [(error.table, error.row, name) for error in ranked for name in error.rule.fields_in(error.table)],
    ):
        for table, row, name in candidates:
            if table in schema.TABLES and name != "CHILD" and not schema.TABLES[table].column(name).derived:
                return {"table": table, "at": row, "field": name}
    return None


# -- evidence ---------------------------------------------------------------------------------------------------------


@dataclass
class _Drawn:
    """The rows of one table as they are put together."""

    table: str
    columns: list[str]
    heads: list[Head] = field(default_factory=list)
    rows: dict[int, Seen] = field(default_factory=dict)  # row -> as Compared gives it
    more: int = 0

    def fitted(self, cells: list[Held | None]) -> list[Held | None]:
        """The cells under `columns`; nothing under what was worked out."""
        return cells[: len(self.columns)] + [None] * (len(self.heads) - len(self.columns))


def evidence(checked: Findings, ranked: list[Numbered]) -> list[Drawing]:
    """What the rules saw, table by table; the finding that comes first says which columns are drawn."""
    drawn: dict[str, _Drawn] = {}
    for error in ranked:
        if error.table not in drawn:
            columns = _columns([_compared(checked, each) for each in ranked if each.table == error.table])
            drawn[error.table] = _Drawn(error.table, columns)
        _add(checked, drawn[error.table], error)
    return [
        {
            "table": drawing.table,
            "label": labels.table_label(drawing.table),
            "row_label": labels.own(drawing.table),
            "columns": drawing.heads,
            "rows": list(drawing.rows.values()),
            "more": drawing.more,
        }
        for drawing in drawn.values()
    ]


def _compared(checked: Findings, error: Numbered) -> Compared:
    number = next(
        number for number, (_, _, part) in enumerate(checked.groups) if part.start <= error.finding < part.stop
    )
    return Compared(checked, number, np.array([error.finding - checked.groups[number][2].start]))


def _columns(of_errors: list[Compared]) -> list[str]:
    """What is at fault in any of the errors, and of what the first shows as much as there is room for."""
    first = of_errors[0].columns
    wrong = [column for compared in of_errors for column in compared.at_fault if column != "CHILD"]
    needed = list(dict.fromkeys([*(column for column in wrong if column in first), *wrong]))[:MOST_COLUMNS]
    room = [column for column in first if column not in needed][: MOST_COLUMNS - len(needed)]
    return [column for column in first if column in {*needed, *room}] + [
        column for column in needed if column not in first
    ]


def _add(checked: Findings, drawn: _Drawn, error: Numbered) -> None:
    """Put the error's row into the drawing: once, whichever of the rules looks at it from which side."""
    compared = _compared(checked, error)
    compared.columns = drawn.columns
    [row] = compared.rows()
    row["evidence"] = ""
    if drawn.heads:  # what other rules worked out has no column here
        row["cells"] = drawn.fitted(row["cells"])
        for beside in row["beside"]:
            beside["cells"] = drawn.fitted(beside["cells"])
    drawn.heads = drawn.heads or compared.heads()
    if error.row in drawn.rows:
        _join(drawn.rows[error.row], row)
    elif not any(_mark(other, drawn.table, error.row, row["cells"]) for other in drawn.rows.values()):
        if len(drawn.rows) < MOST_ROWS:
            drawn.rows[error.row] = row
        else:
            drawn.more += 1


def _join(there: Seen, row: Seen) -> None:
    """What another rule says of the same row."""
    _mark_cells(there["cells"], row["cells"])
    there["culprits"] = list(dict.fromkeys([*there["culprits"], *row["culprits"]]))
    there["absent"] = there["absent"] or row["absent"]
    for beside in row["beside"]:
        if not _mark(there, beside["table"], beside["at"], beside["cells"]):
            there["beside"].append(beside)


def _mark(there: Seen, table: str, row: int, cells: Sequence[Any]) -> bool:
    """Mark what is at fault in the row, where it stands beside already; False where it doesn't."""
    for beside in there["beside"]:
        if (beside["table"], beside["at"]) == (table, row):
            _mark_cells(beside["cells"], cells)
            return True
    return False


def _mark_cells(there: Sequence[Any], cells: Sequence[Any]) -> None:
    """Cells of a row at fault or of one beside, in any pairing."""
    for cell, other in zip(there, cells):
        if cell and other:
            cell["wrong"] = cell["wrong"] or other["wrong"]
            for what in {"read", "answers"} & cell.keys() & other.keys():
                cell[what] = cell[what] or other[what]
