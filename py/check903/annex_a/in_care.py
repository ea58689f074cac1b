"""List 8, children in care, beside the return."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from check903.annex_a import difference
from check903.annex_a.codes import meant
from check903.annex_a.difference import SAID, ListResult, Told
from check903.annex_a.in_return import InReturn
from check903.annex_a.list_rows import Comparing, ListRows, coded, compact, whole
from check903.model.dates import months_on
from check903.reference import authorities
from check903.reference.groups import SHORT_BREAKS

MONTHS = 6  # list 8 has who left in the six months before its day
_COUNTING = "The two may count temporary placements differently."


def compare(rows: ListRows, ours: InReturn) -> ListResult:
    """Children in care and who left, in one and not in the other, and values that differ."""
    comparing = Comparing(rows, ours.r.children)
    current = _current(rows, ours)
    in_list = {int(rows.child[row]) for row in current}
    stays = [row for row in current if not _has_left(rows, row, ours)]
    left = [row for row in current if _has_left(rows, row, ours)]
    both_open = _who_is_in_care(comparing, stays, ours)
    both_left = _who_left(comparing, left, ours)
    told = ours.started
    for child in sorted(ours.in_care - in_list, key=lambda child: ours.r.children[child]):
        comparing.absent(difference.NOT_IN_LIST, SAID[difference.NOT_IN_LIST], child, told.get(child))
    if rows.has("CEASED"):
        _lacks_leavers(comparing, in_list, ours)
    _values(comparing, both_open, both_left, ours)
    return comparing.result


def _lacks_leavers(comparing: Comparing, in_list: set[int], ours: InReturn) -> None:
    """Take down who left in the six months before the day and isn't in the list."""
    since = months_on(np.array([ours.day]), -MONTHS)[0]
    for child, told in ours.of_leaving("DEC").items():
        if child not in in_list and _day(told) > since:
            comparing.absent(difference.NOT_IN_LIST, "Left care in the return, not in list 8", child, told)


def short_break(text: str) -> bool:
    """True for a legal status that is a short break and nothing else."""
    statuses = meant("LS", text) if text else frozenset()
    return bool(statuses) and statuses <= set(SHORT_BREAKS)


def _current(rows: ListRows, ours: InReturn) -> list[int]:
    """The rows that count on the day: not short breaks, not begun later; of several of one child the latest."""
    started, status = rows.days("STARTED"), rows.texts("LS")
    latest: dict[str, int] = {}
    for row, child in enumerate(rows.ids):
        if not child or started[row] > ours.day or short_break(status[row]):
            continue
        before = latest.get(child)
        if before is None or not started[row] < started[before]:
            latest[child] = row
    return list(latest.values())


def _has_left(rows: ListRows, row: int, ours: InReturn) -> bool:
    """True if the child had left by the day."""
    return bool(rows.days("CEASED")[row] <= ours.day)


def _who_is_in_care(comparing: Comparing, row_numbers: list[int], ours: InReturn) -> list[int]:
    """Take down who is in care by the list and not by the return; gives the rows of those in care in both."""
    rows, both = comparing.rows, []
    left = ours.of_leaving("DEC")
    for row in row_numbers:
        child = int(rows.child[row])
        if child in ours.in_care:
            both.append(row)
        elif child in ours.has_left:
            theirs = "no date ceased"
            comparing.differs(row, difference.STILL_IN_CARE, SAID[difference.STILL_IN_CARE], left[child], theirs)
        else:
            theirs = _since(rows, row)
            comparing.differs(row, difference.NOT_IN_RETURN, SAID[difference.NOT_IN_RETURN], None, theirs)
    return both


def _since(rows: ListRows, row: int) -> str:
    """ "in care since 01/05/2026"."""
    started = rows.texts("STARTED")[row]
    return f"in care since {started}" if started else "in care"


def _who_left(comparing: Comparing, row_numbers: list[int], ours: InReturn) -> list[int]:
    """The same of those who left in the return's year; gives the rows of those who left in both."""
    rows, both = comparing.rows, []
    for row in row_numbers:
        child, ceased = int(rows.child[row]), rows.days("CEASED")[row]
        if child in ours.has_left:
            both.append(row)
        elif child in ours.in_care:
            if not ours.started[child].latest and _day(ours.started[child]) > ceased:
                continue  # a period of care that is over, and another since
            theirs = f"ceased {rows.texts('CEASED')[row]}"
            comparing.differs(row, difference.LEFT, SAID[difference.LEFT], ours.started[child], theirs)
        elif ceased >= ours.r.start:
            theirs = f"ceased {rows.texts('CEASED')[row]}"
            said = "Left care in list 8, not in the return"
            comparing.differs(row, difference.NOT_IN_RETURN, said, None, theirs)
    return both


def _day(told: Told) -> np.datetime64:
    return np.datetime64("-".join(reversed(told.may_be[0].split("/"))), "D")


def _values(comparing: Comparing, still: list[int], left: list[int], ours: InReturn) -> None:
    """Compare the values of children who are in both."""
    rows, day = comparing.rows, ours.day
    every = [*still, *left]
    comparing.days("STARTED", every, ours.started, day)
    comparing.values("NEED", still, ours.of_episode("CIN"), coded("CIN"))
    same_status = [row for row in still if not rows.days("LS_START")[row] > day]
    comparing.days("LS_START", same_status, ours.status_since, day)
    comparing.values("LS", same_status, ours.of_episode("LS"), coded("LS"))
    same_place = [row for row in still if not rows.days("PLACED")[row] > day]
    comparing.days("PLACED", same_place, ours.placed, day)
    comparing.values("PLACE", same_place, ours.of_episode("PLACE"), coded("PLACE"))
    comparing.values("PROVIDER", same_place, ours.of_episode("PLACE_PROVIDER"), coded("PLACE_PROVIDER"))
    comparing.values("POSTCODE", same_place, _compacted(ours.of_episode("PL_POST")), compact)
    comparing.values("URN", same_place, _compacted(ours.of_episode("URN")), compact)
    if ours.r.has_column("Episodes", "PL_LOCATION"):
        comparing.values("LOCATION", same_place, ours.of_episode("PL_LOCATION"), coded("PL_LOCATION"))
        comparing.values("LA", same_place, _councils(ours.of_episode("PL_LA")), _council)
    comparing.days("CEASED", left, ours.of_leaving("DEC"), day)
    comparing.values("REASON", left, ours.of_leaving("REC"), coded("REC"))
    comparing.values("PLACEMENTS", same_place, ours.placements, whole, _COUNTING)
    comparing.days("REVIEW", still, ours.reviewed, day, later=True)
    comparing.values("MISSING", still, ours.missing("M"), _times)
    comparing.values("ABSENT", still, ours.missing("A"), _times)
    comparing.values("UASC", every, ours.asylum, coded("UASC"))
    _health(comparing, still, ours)


def _times(text: str) -> frozenset[str]:
    """How often; a blank is never."""
    return whole(text) if text else frozenset(["0"])


def _compacted(told: dict[int, Told]) -> dict[int, Told]:
    return {
        child: _with(value, tuple(part for text in value.may_be for part in compact(text)))
        for child, value in told.items()
    }


def _with(told: Told, may_be: tuple[str, ...]) -> Told:
    return Told(may_be, told.table, told.row, told.latest, told.means)


def _councils(told: dict[int, Told]) -> dict[int, Told]:
    """Councils, with their names; a placement of which nobody knows where it is says nothing."""
    return {
        child: Told(value.may_be, value.table, value.row, means=authorities.name(value.may_be[0]))
        for child, value in told.items()
        if value.may_be[0]
    }


def _council(text: str) -> frozenset[str]:
    """The council that is meant, or a place outside England."""
    code = authorities.code_of(text) or (text.upper() if text.upper() in ("WAL", "SCO", "NIR", "NUK", "CON") else "")
    return frozenset([code]) if code else frozenset()


def _health(comparing: Comparing, row_numbers: Iterable[int], ours: InReturn) -> None:
    """OC2's answers for the whole year, where the lists are of its last day: a 1 needs a date in the year, a 0 none."""
    if ours.day < ours.r.end:
        return
    for name, column in (("HEALTH", "HEALTH_ASSESSMENT"), ("DENTAL", "TEETH_CHECK")):
        if not comparing.rows.has(name):
            continue
        told, days, texts = ours.of_table("OC2", column), comparing.rows.days(name), comparing.rows.texts(name)
        for row in row_numbers:
            ours_here = told.get(int(comparing.rows.child[row]))
            if ours_here is None or days[row] > ours.r.end or (texts[row] and np.isnat(days[row])):
                continue
            comparing.result.compared += 1
            in_year = bool(days[row] >= ours.r.start)
            if {"1": not in_year, "0": in_year}.get(ours_here.may_be[0], False):
                comparing.differs(row, name, comparing.rows.said(name), ours_here, texts[row])
