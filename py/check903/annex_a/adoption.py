"""List 10, adoption, beside PlacedAdoption, AD1 and the episodes."""

from __future__ import annotations

from check903.annex_a import difference
from check903.annex_a.difference import SAID, ListResult, Told
from check903.annex_a.in_return import InReturn
from check903.annex_a.list_rows import Comparing, ListRows, coded
from check903.reference.groups import ADOPTED, FOR_ADOPTION

Children = dict[int, Told]


def compare(rows: ListRows, ours: InReturn) -> ListResult:
    """Children with a decision in one and not in the other, and days that differ."""
    comparing = Comparing(rows, ours.r.children)
    every = [row for row in range(len(rows)) if rows.child[row] >= 0]
    day, decided = ours.day, _dated(ours.of_table("PlacedAdoption", "DATE_PLACED"))
    ceased = _dated(ours.of_table("PlacedAdoption", "DATE_PLACED_CEASED"))
    if "PlacedAdoption" in ours.r.loaded:
        _who_is_to_be_adopted(comparing, decided, ceased, ours)
    comparing.days("DECISION", every, _dated(ours.of_table("AD1", "DATE_INT")) | decided, day)
    comparing.days("REVERSED", every, ceased, day)
    comparing.values("REASON", every, _of(ceased, ours.of_table("PlacedAdoption", "REASON_PLACED_CEASED")), _reason)
    comparing.days("PLACEMENT_ORDER", every, ours.first_of("LS", "E1"), day)
    comparing.days("MATCHED", every, _dated(ours.of_table("AD1", "DATE_MATCH")), day)
    comparing.days("PLACED", every, ours.first_of("PLACE", *FOR_ADOPTION), day)
    comparing.days("ADOPTED", every, _adopted(ours), day)
    comparing.days("STARTED", every, ours.started, day)
    return comparing.result


_reason = coded("REASON_PLACED_CEASED")


def _who_is_to_be_adopted(comparing: Comparing, decided: Children, ceased: Children, ours: InReturn) -> None:
    """Take down decisions that stand in one and not in the other, of children in care."""
    rows = comparing.rows
    live = {int(rows.child[row]): row for row in range(len(rows)) if _is_live(rows, row, ours)}
    for child, row in live.items():
        if child in ours.in_care and child not in decided:
            theirs = f"decided {rows.texts('DECISION')[row]}"
            kind = difference.ADOPTION_NOT_IN_RETURN
            comparing.differs(row, kind, SAID[kind], None, theirs)
    listed = set(rows.child.tolist())
    for child in sorted(set(decided) - set(ceased) - listed, key=lambda child: ours.r.children[child]):
        if child in ours.in_care:
            kind = difference.ADOPTION_NOT_IN_LIST
            comparing.absent(kind, SAID[kind], child, decided[child])


def _is_live(rows: ListRows, row: int, ours: InReturn) -> bool:
    """True if the child was to be adopted on the day."""
    over = [rows.days(name)[row] for name in ("REVERSED", "ADOPTED")]
    return bool(rows.days("DECISION")[row] <= ours.day) and not any(day <= ours.day for day in over)


def _dated(told: Children) -> Children:
    """Those with a text."""
    return {child: value for child, value in told.items() if value.may_be[0]}


def _of(children: Children, told: Children) -> Children:
    return {child: value for child, value in told.items() if child in children}


def _adopted(ours: InReturn) -> Children:
    """The day on which each adopted child left care."""
    reasons = ours.of_leaving("REC")
    return {child: value for child, value in ours.of_leaving("DEC").items() if reasons[child].may_be[0] in ADOPTED}
