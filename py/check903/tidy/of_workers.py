"""The user's own list of workers as a table: which worker and which team each child has."""

from __future__ import annotations

from check903.engine.findings import Findings
from check903.findings.worklists import people
from check903.model.table import Table
from check903.tidy.fields import Field, TidyTable
from check903.tidy.of_check import made


def workers(findings: Findings, given: Table | None) -> TidyTable:
    """The children of the return that the list names; no row without a list."""
    named = people(given) if given is not None else {}
    listed = [(child, named[child]) for child in findings.r.children if child in named]

    def field(name: str, meaning: str, refers: str = "") -> Field:
        return Field(name, "text", meaning, source="list of workers", refers=refers)

    return made(
        "workers",
        "child on your own list of workers",
        "CHILD",
        [
            (field("CHILD", "The child", "children.CHILD"), [child for child, _ in listed]),
            (field("worker", "The child’s worker"), [person.worker or None for _, person in listed]),
            (field("team", "The worker’s team"), [person.team or None for _, person in listed]),
        ],
    )
