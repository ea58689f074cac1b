"""Why a group of the plan stands apart, or has nothing ticked, in a sentence for the page and the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from check903.corrections.plan_groups import PlanGroup
from check903.corrections.records import Record
from check903.engine import Rule
from check903.reference import schema


def say(groups: list[PlanGroup], rules: list[Rule]) -> None:
    """Give each group its reason, once it is known what is ticked."""
    for group in groups:
        if group.apart:
            group.reason = _why_apart(group, groups, rules)
        elif not group.proposed:
            group.reason = _why_not_ticked(group, groups)


def better(group: PlanGroup, groups: Iterable[PlanGroup]) -> PlanGroup | None:
    """The group whose records are ticked in place of most of this one's."""
    instead = {id(other) for record in group.records for other in (*record.rivals, record.instead) if _is_ticked(other)}
    counts = [(sum(id(record) in instead for record in other.records), other) for other in groups if other != group]
    most, winner = max(counts, key=lambda pair: pair[0], default=(0, None))
    return winner if most else None


def _is_ticked(record: Record | None) -> bool:
    return record is not None and record.ticked


def _why_apart(group: PlanGroup, groups: list[PlanGroup], rules: list[Rule]) -> str:
    codes = Counter(code for record in group.records for code in {rules[key[0]].code for key in record.new})
    if not codes:
        return "It removes no error here." if not group.gone else "It makes as many errors as it removes."
    code, times = codes.most_common(1)[0]
    title = next(rule.title for rule in rules if rule.code == code)
    reason = f"In {times} of {_rows(len(group.records))} another error then comes up: {code}, {title}"
    likelier = _likelier(better(group, groups))
    return f"{reason}. {likelier}" if likelier else f"{reason}."


def _likelier(instead: PlanGroup | None) -> str:
    if not instead:
        return ""
    first = instead.records[0].changes[0]
    label = schema.TABLES[first.table].column(first.field).label if first.field else "row itself"
    return f"The {_in_text(label)} is the likelier fault: “{instead.title}” removes more."


def _why_not_ticked(group: PlanGroup, groups: list[PlanGroup]) -> str:
    instead = better(group, groups)
    if not instead:
        return ""
    if any(record.instead for record in group.records):
        return f"{_others(group, instead)} for the same children; both together would remove less."
    return f"“{instead.title}” changes the same rows and removes more."


def _others(group: PlanGroup, instead: PlanGroup) -> str:
    """The group that removes more, or what is said where it is one of several."""
    ticked = {id(record) for record in instead.records}
    alone = all(record.instead is None or id(record.instead) in ticked for record in group.records)
    return f"“{instead.title}” removes more" if alone else f"Other groups, “{instead.title}” first, remove more"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _in_text(label: str) -> str:
    """A label within a sentence: "the date of birth", "the Ofsted number"."""
    label = label.partition(" (")[0]
    return label if label[:2].isupper() or label.startswith("Ofsted") else label[:1].lower() + label[1:]
