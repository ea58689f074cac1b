"""ssd_permanence: what the return says of adoption, special guardianship and child arrangements."""

from __future__ import annotations

import numpy as np

from check903.model.returns import Return
from check903.model.rows import Rows
from check903.reference.groups import ADOPTED, FOR_ADOPTION, FOSTERED
from check903.tidy.fields import TidyTable, Value, Values
from check903.tidy.ssd.people import of_this_year
from check903.tidy.ssd.shaped import Shaped, days, ids, keys, texts, with_child, yes_no

_ORDERS = {
    **dict.fromkeys(ADOPTED, "Adoption"),
    **dict.fromkeys(("E45", "E46", "E47", "E48"), "Special guardianship order"),
    "E41": "Child arrangements order",
}
_FOSTERING_FOR_ADOPTION = ("U2", "U5")


def table(r: Return) -> TidyTable:
    """One row for each decision of PlacedAdoption, and one for each other child of whom the return says something of
    permanence. What is said of the child, not of a decision, stands in the row of the last.
    """
    facts = _Facts(r)
    decisions = with_child(r, "PlacedAdoption").in_order("DATE_PLACED")
    others = [child for child in of_this_year(r).tolist() if child in facts.known and child not in set(decisions.child)]
    child = np.concatenate([decisions.child, np.array(others, int)]).astype(int)
    rows = decisions.take(np.append(np.arange(len(decisions)), np.full(len(others), -1)).astype(int))
    last = np.append(np.diff(decisions.child, append=-1) != 0, np.ones(len(others), bool))
    names = [r.children[number] for number in child.tolist()]
    adoption = _only(r.care.own(child, "AD1"), last)
    decided = np.where(np.isnat(adoption.DATE_INT.value), rows.DATE_PLACED.value, adoption.DATE_INT.value)

    def fact(values: dict[int, Value]) -> list[Value]:
        return [values.get(number) if of_child else None for number, of_child in zip(child.tolist(), last.tolist())]

    return (
        Shaped(
            "ssd_permanence",
            "decision that a child should be adopted, or a child on the way to or in permanence",
            "perm_table_id",
            keys(names, days(rows, "DATE_PLACED")),
            "CHILD|DATE_PLACED",
        )
        .person("perm_person_id", names)
        .fill("perm_cla_id", "text", fact(facts.period), "Worked out: the child's last period of care")
        .fill("perm_adm_decision_date", "date", Values.days(decided), "DATE_INT, or else DATE_PLACED: the decision")
        .empty("perm_part_of_sibling_group", "perm_siblings_placed_together", "perm_siblings_placed_apart")
        .empty("perm_ffa_cp_decision_date", kind="date")
        .fill("perm_placement_order_date", "date", fact(facts.placement_order), "Worked out: first DECOM with LS E1")
        .of("perm_matched_date", adoption, "DATE_MATCH")
        .fill("perm_adopter_sex", "text", texts(adoption, "SEX_ADOPTR"), "SEX_ADOPTR", "SEX_ADOPTR")
        .fill("perm_adopter_legal_status", "text", texts(adoption, "LS_ADOPTR"), "LS_ADOPTR", "LS_ADOPTR")
        .fill("perm_number_of_adopters", "text", texts(adoption, "NB_ADOPTR"), "NB_ADOPTR", "NB_ADOPTR")
        .fill(
            "perm_placed_for_adoption_date",
            "date",
            fact(facts.placed),
            "Worked out: first DECOM with PLACE A3 to A6; never DATE_PLACED, which is the decision",
        )
        .fill("perm_adopted_by_carer_flag", "text", yes_no(adoption, "FOSTER_CARE"), "FOSTER_CARE as Y or N")
        .fill(
            "perm_placed_foster_carer_date",
            "date",
            fact(facts.with_carer(r)),
            "Worked out: where FOSTER_CARE is 1, when the last stay with a foster carer began",
        )
        .fill(
            "perm_placed_ffa_cp_date",
            "date",
            fact(facts.for_adoption),
            "Worked out: first DECOM with PLACE U2 or U5, fostering for adoption",
        )
        .empty("perm_placement_provider_urn", why="the URN is that of the placement: see ssd_cla_placement")
        .of("perm_decision_reversed_date", rows, "DATE_PLACED_CEASED")
        .of("perm_decision_reversed_reason", rows, "REASON_PLACED_CEASED")
        .fill(
            "perm_permanence_order_date",
            "date",
            fact(facts.order_day),
            "Worked out: DEC with REC E11, E12, E41, E45 to E48",
        )
        .fill("perm_permanence_order_type", "text", fact(facts.order_type), "Worked out: the kind of order, by REC")
        .empty("perm_adoption_worker_id")
        .table
    )


def _only(rows: Rows, mask: np.ndarray) -> Rows:
    """The rows where `mask`, else no such row."""
    return rows.take(np.where(mask & rows.exists, np.arange(len(rows)), -1))


class _Facts:
    """Child number -> what the episodes of both years say. `known`: of whom they, or AD1, say anything."""

    def __init__(self, r: Return):
        self._care = care = r.care
        e = care.episodes
        self.placement_order = _first(e[e.LS == "E1"])
        self.placed = _first(e[e.PLACE.isin(*FOR_ADOPTION)])
        self.for_adoption = _first(e[e.PLACE.isin(*_FOSTERING_FOR_ADOPTION)])
        orders = e[e.REC.isin(*_ORDERS)]
        self.order_day: dict[int, Value] = dict(zip(orders.child.tolist(), orders.DEC.value.tolist()))
        self.order_type: dict[int, Value] = dict(
            zip(orders.child.tolist(), [_ORDERS[code] for code in orders.REC.texts()])
        )
        start = care.period_start[care.periods]
        self.period: dict[int, Value] = {
            child: f"{name}|{np.datetime64(day, 'D')}"
            for child, name, day in zip(e.child.tolist(), ids(r, e), start.tolist())
        }
        sources = (self.placement_order, self.placed, self.for_adoption, self.order_day)
        self.known = set().union(*sources, with_child(r, "AD1").child.tolist())

    def with_carer(self, r: Return) -> dict[int, Value]:
        """When each child whom a former foster carer adopts began to live there, as far as the returns show."""
        runs, e = self._care.stays.with_carer, self._care.episodes
        adopted = r.AD1.children_where(r.AD1.FOSTER_CARE == "1")
        stays = e.take(runs.first)
        wanted = stays.PLACE.isin(*FOSTERED) & stays.child_in(adopted)
        return dict(zip(stays.child[wanted].tolist(), stays.DECOM.value[wanted].tolist()))


def _first(rows: Rows) -> dict[int, Value]:
    """Child -> the first day of the first of its rows, which are in order."""
    return dict(zip(reversed(rows.child.tolist()), reversed(rows.DECOM.value.tolist())))
