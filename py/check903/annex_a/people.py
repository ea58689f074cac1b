"""Who the children are: date of birth, sex and ethnic origin in each list beside Header; and list 6, of whom a child
may be in care nowhere else.
"""

from __future__ import annotations

import re

from check903.annex_a import difference, in_care
from check903.annex_a.difference import SAID, ListResult
from check903.annex_a.in_return import InReturn
from check903.annex_a.list_rows import Comparing, ListRows, coded

_CLOSED = re.compile(r"\bclosed\b", re.IGNORECASE)
_LOOKED_AFTER = re.compile(r"looked after|\bLAC\b|\bCLA\b|^\(?a\)?[).:]?$", re.IGNORECASE)


def compare(rows: ListRows, ours: InReturn) -> ListResult:
    """Values of Header that differ; of those whom list 6 has as closed, too."""
    comparing = Comparing(rows, ours.r.children)
    known = [row for row in range(len(rows)) if rows.child[row] >= 0]
    comparing.days("DOB", known, ours.of_person("DOB"), ours.r.end)
    for column in ("SEX", "ETHNIC"):
        comparing.values(column, known, ours.of_person(column), coded(column))
    return comparing.result


def in_need(rows: ListRows, in_care_list: ListRows | None, ours: InReturn) -> ListResult:
    """Children whom list 6 calls looked after and who are in care neither in list 8 nor in the return."""
    comparing = Comparing(rows, ours.r.children)
    listed = _listed(in_care_list)
    for row, child in enumerate(rows.child.tolist()):
        status = rows.texts("STATUS")[row]
        if _LOOKED_AFTER.search(status) and not _CLOSED.search(status):
            if child not in ours.in_care and rows.ids[row] and rows.ids[row] not in listed:
                kind = difference.NEED_NOT_IN_CARE
                comparing.differs(row, kind, SAID[kind], None, status)
    return comparing.result


def _listed(rows: ListRows | None) -> set[str]:
    """The ids in list 8 of children who have not left; short breaks are no care, but known there."""
    if rows is None:
        return set()
    ceased, status = rows.texts("CEASED"), rows.texts("LS")
    return {child for row, child in enumerate(rows.ids) if not ceased[row] or in_care.short_break(status[row])}
