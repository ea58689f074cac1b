"""List 9, care leavers, beside OC3."""

from __future__ import annotations

from dataclasses import replace

from check903.annex_a import difference
from check903.annex_a.difference import SAID, ListResult, Told
from check903.annex_a.in_return import InReturn
from check903.annex_a.list_rows import Comparing, ListRows, coded
from check903.model.day_numbers import age_of
from check903.reference.groups import LEAVER_DETAILS

AGES = range(17, 22)  # OC3 is about those who turn 17 to 21 in the year; list 9 goes on to 25
_OF_THE_DAY = "The return’s answer is of the birthday, list 9’s of its day: both may be right."
_NOT_YET = ("eligible",)  # still looked after


def compare(rows: ListRows, ours: InReturn) -> ListResult:
    """Care leavers in one and not in the other, and answers that differ."""
    comparing = Comparing(rows, ours.r.children)
    if "OC3" not in ours.r.loaded:
        comparing.result.notes.append("OC3 is not loaded, so care leavers were not compared.")
        return comparing.result
    listed = ours.of_table("OC3", "CHILD")
    ages = age_of(rows.days("DOB"), ours.r.end)
    both = []
    for row, child in enumerate(rows.child.tolist()):
        if child in listed:
            both.append(row)
        elif rows.ids[row] and ages[row] in AGES and not _still_in_care(rows, row, ours):
            theirs = rows.texts("ELIGIBILITY")[row]
            comparing.differs(row, difference.LEAVER_NOT_IN_RETURN, SAID[difference.LEAVER_NOT_IN_RETURN], None, theirs)
    for child in sorted(set(listed) - set(rows.child.tolist()), key=lambda child: ours.r.children[child]):
        if child not in ours.in_care:
            comparing.absent(difference.LEAVER_NOT_IN_LIST, SAID[difference.LEAVER_NOT_IN_LIST], child, listed[child])
    for column in LEAVER_DETAILS:
        comparing.values(column, both, _answers(ours, column), coded(column), _OF_THE_DAY)
    comparing.values("UASC", both, ours.asylum, coded("UASC"))
    return comparing.result


def _answers(ours: InReturn, column: str) -> dict[int, Told]:
    """OC3's answers; where it is 0 (not known, or nobody asks) the list may be blank."""
    told = ours.of_table("OC3", column)
    blank = {child: replace(value, may_be=("0", "")) for child, value in told.items() if value.may_be[0] == "0"}
    return told | blank


def _still_in_care(rows: ListRows, row: int, ours: InReturn) -> bool:
    category = rows.texts("ELIGIBILITY")[row].lower().split(") ")[-1].strip()
    return category in _NOT_YET or int(rows.child[row]) in ours.in_care
