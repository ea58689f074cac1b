"""Adoption, special guardianship, child arrangements orders, and who waits for a family."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, mix, ratio, share
from check903.figures.declared import measure
from check903.figures.splits import ALL, Groups, banded, by_code, lasted
from check903.model.adopted import Stages
from check903.model.care import Care
from check903.reference.groups import FOR_ADOPTION

MONTH = 30.4375  # days; our divisor: the release says months and not how
LEFT = "Episodes: DECOM DEC REC LS"
STAGES = "AD1: DATE_INT DATE_MATCH; Episodes: DECOM DEC RNE REC LS PLACE"
ENTERING = {"Under 1": 1, "1 to 4": 5, "5 to 9": 10, "10 to 15": 16, "16 and over": np.inf}
WAITED = {  # -> the first number of months that is too long
    "Under 6 months": 6,
    "6 to 12 months": 12,
    "1 to 2 years": 24,
    "2 to 3 years": 36,
    "3 years and over": np.inf,
}
SGO = {
    "Former foster carer, a relative or friend": ("E45",),
    "Former foster carer, no relative or friend": ("E46",),
    "Other carer, a relative or friend": ("E47",),
    "Other carer, no relative or friend": ("E48",),
}
SGO_CODES = tuple(code for codes in SGO.values() for code in codes)
REVERSED = {
    "The child's needs changed": ("RD1",),
    "The court did not make a placement order": ("RD2",),
    "Adopters could not be found": ("RD3",),
    "Any other reason": ("RD4",),
}
ADOPTERS = {"One adopter": ("1",), "Two adopters": ("2",)}
SEXES = {
    "One man": ("M1",),
    "One woman": ("F1",),
    "Two men": ("MM",),
    "Two women": ("FF",),
    "A man and a woman": ("MF",),
}
COUPLES = {
    "Single adopter": ("L0",),
    "Married, different sex": ("L11",),
    "Married, same sex": ("L12",),
    "Civil partners": ("L2",),
    "Not married, different sex": ("L3",),
    "Not married, same sex": ("L4",),
}


def _left_as(care: Care, *codes: str, **own: Groups) -> Count:
    left = care.last_ceases
    return share(left, left.REC.isin(*codes), None, None, ALL, False, "Left for another reason", **own)


@measure("sgo", LEFT)
def sgo(care: Care) -> Count:
    """Children who left care to a special guardian

    Of the children who left care between 1 April and the day, those for whom a special guardianship order was made, by
    who the guardian is.

    Exactly: CEASE1 with REC in E45, E46, E47, E48; of |CEASE1|.

    Source: The 2024 release, ceased through special guardianship and adoption; the Local Authority Interactive Tool,
    measure 390.
    """
    return _left_as(care, *SGO_CODES, guardian=by_code(care.last_ceases.REC, SGO, "").share_of("all"))


@measure("adopted", LEFT)
def adopted(care: Care) -> Count:
    """Children adopted in the year

    Of the children who left care between 1 April and the day, those who were adopted.

    Exactly: CEASE1 with REC in E11 (application unopposed), E12 (consent dispensed with); of |CEASE1|.

    Source: The Local Authority Interactive Tool, measure 208.
    """
    consent = by_code(
        care.last_ceases.REC, {"Application unopposed": ("E11",), "Consent dispensed with": ("E12",)}, ""
    ).share_of("all")
    return _left_as(care, "E11", "E12", consent=consent)


@measure("cao", LEFT)
def cao(care: Care) -> Count:
    """Children who left care through a residence or child arrangements order

    Of the children who left care between 1 April and the day, those for whom a residence order or a child arrangements
    order was made.

    Exactly: CEASE1 with REC E41; of |CEASE1|.

    Source: The Department's dashboard; the Local Authority Interactive Tool.
    """
    return _left_as(care, "E41")


def _stages(care: Care) -> Stages:
    return care.adopted.memo.once("stages", lambda: Stages(care))


@measure("adoption_stages", STAGES, unit="months")
def adoption_stages(care: Care) -> Count:
    """Time between the stages of adoption

    For children adopted between 1 April and the day, the mean number of months from coming into care to the adoption
    order, and between the steps on the way. Where the day on which a child came into care is in no loaded return, the
    child is left out of what begins with it.

    Exactly: entry = start of the last PERIOD; decision = DATE_INT; match = DATE_MATCH; placed = DECOM of the first row
    of the final run with PLACE in A3 to A6; order = DEC. Means of the six differences, in days / 30.4375.

    Source: The 2024 and 2025 releases, average time between adoption process stages; data guidance 2023, note 1.
    """
    s = _stages(care)
    stages = {
        "Entry into care to decision": s.decision - s.entry,
        "Decision to matching": s.match - s.decision,
        "Matching to placement": s.placed - s.match,
        "Entry into care to placement": s.placed - s.entry,
        "Placement to order": s.order - s.placed,
        "Entry into care to order": s.order - s.entry,
    }
    whole = stages["Entry into care to order"]
    age = care.age(s.on.child, _day(s.entry))
    entered = banded(age, ENTERING)
    aged = {
        f"Aged {name.lower()} at entry": np.where(entered.codes == n, whole, np.nan) for n, name in enumerate(ENTERING)
    }
    return ratio(s.on, whole / MONTH, decimals=0).beside(
        {name: ratio(s.on, days / MONTH, decimals=0) for name, days in {**stages, **aged}.items()}
    )


def _day(number: np.ndarray) -> np.ndarray:
    return np.where(
        np.isnan(number), np.datetime64("NaT", "D"), np.nan_to_num(number).astype(np.int64).astype("datetime64[D]")
    )


@measure("adoption_within_12m", STAGES)
def adoption_within_12m(care: Care) -> Count:
    """Adopted children placed within 12 months of the decision

    Of the children adopted between 1 April and the day, those who moved in with the adoptive family less than 365 days
    after the council's decision that they should be adopted.

    Exactly: Adopted children with 0 <= placed - decision < 365 days; of adopted children.

    Source: The Department's data guidance 2023, average time between adoption process stages, note 1.
    """
    s = _stages(care)
    days = s.placed - s.decision
    return share(
        s.on,
        (days >= 0) & (days < 365),
        cannot_tell=np.isnan(days),
        splits=("age", "sex", "ethnicity"),
        other="Placed later, or before the decision",
    )


@measure("scorecard_a1", STAGES, unit="days")
def scorecard_a1(care: Care) -> Count:
    """A1: days from entering care to moving in with the adoptive family

    The mean number of days, for children adopted between 1 April and the day. The scorecards use averages of three
    years; this is one year's.

    Exactly: Mean of placed - entry over adopted children with both dates.

    Source: Adoption scorecards, January 2014; the threshold then was 426 days.
    """
    s = _stages(care)
    return ratio(s.on, s.placed - s.entry, decimals=0)


@measure("scorecard_a2", STAGES, unit="days")
def scorecard_a2(care: Care) -> Count:
    """A2: days from court authority to match

    The mean number of days from the placement order to the match with a family, for children adopted between 1 April
    and the day. The placement order is taken to begin with the first episode under it.

    Exactly: Mean of DATE_MATCH - DECOM of the first row of the last PERIOD with LS = E1.

    Source: Adoption scorecards, January 2014; the threshold then was 121 days.
    """
    s = _stages(care)
    return ratio(s.on, s.match - s.court, decimals=0)


@measure("scorecard_a10", f"{STAGES}; AD1: FOSTER_CARE", unit="days", tables="AD1 Episodes")
def scorecard_a10(care: Care) -> Count:
    """A10: as A1, but a foster-carer adoption counts from when the child moved in with those carers

    The mean number of days from coming into care to moving in with the family that adopted: for foster carers, the day
    the child first came to live with them.

    Exactly: As A1, with placed replaced, where FOSTER_CARE = 1, by the start of the fostering SPELL with the same
    carer.

    Source: Adoption scorecards, January 2014.
    """
    s = _stages(care)
    return ratio(s.on, s.fostered - s.entry, decimals=0)


@measure("adoption_waiting", "PlacedAdoption: DATE_PLACED DATE_PLACED_CEASED; Episodes: DECOM DEC REC LS PLACE")
def adoption_waiting(care: Care) -> Count:
    """Children waiting to be placed for adoption

    Of the children looked after on the day with a decision that they should be placed for adoption, those who are not
    yet in an adoptive placement: with a placement order or without one, and how long those with one have waited.

    Exactly: Children of CLA(D) with a PlacedAdoption row without DATE_PLACED_CEASED by D whose PLACE is not in A3 to
    A6; by LS = E1 or not; waiting time from DATE_PLACED; of all children of CLA(D) with such a row.

    Source: The 2024 release, rows 4c, 4c.1, 4c.2; data guidance 2023, note 2. From what day the waiting runs is our
    reading.
    """
    decided = care.running(care.by_child("PlacedAdoption"), "DATE_PLACED", "DATE_PLACED_CEASED", "last")
    on = care.open.on_those(care.open.among(decided)).daily
    row = decided.rows.take(on.of_each_day(decided.positions))
    order = on.LS == "E1"
    waited = lasted(row.DATE_PLACED.value, on.day, {}, WAITED)
    without = len(waited.labels) - 1
    return share(
        on,
        ~on.place.PLACE.isin(*FOR_ADOPTION),
        other="Placed for adoption",
        placement_order=Groups(
            ("With a placement order", "Without a placement order"), np.where(order, 0, 1), per="counted"
        ),
        waiting=Groups(
            (*waited.labels[:-1], "Without a placement order"), np.where(order, waited.codes, without), per="counted"
        ),
    )


@measure(
    "adoption_reversed",
    "PlacedAdoption: DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    unit="decisions",
    by_row=True,
)
def adoption_reversed(care: Care) -> Count:
    """Adoption decisions reversed in the year

    Decisions that a child should be placed for adoption that were taken back between 1 April and the day, by the reason
    and by how long they had stood.

    Exactly: PlacedAdoption rows with S <= DATE_PLACED_CEASED <= D, by REASON_PLACED_CEASED and by DATE_PLACED_CEASED -
    DATE_PLACED.

    Source: The 2024 release, block on reversals.
    """
    on = care.dated(care.by_child("PlacedAdoption"), "DATE_PLACED_CEASED")
    return mix(
        on,
        ("age", "sex", "ethnicity"),
        reason=by_code(on.REASON_PLACED_CEASED, REVERSED),
        duration=lasted(on.DATE_PLACED.value, on.DATE_PLACED_CEASED.value, {}, WAITED),
    )


@measure("adopters", "AD1: NB_ADOPTR SEX_ADOPTR LS_ADOPTR; Episodes: DECOM DEC REC LS")
def adopters(care: Care) -> Count:
    """Number, sex and legal status of adopters

    The children adopted between 1 April and the day, by who adopted them.

    Exactly: AD1 rows of adopted children by NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR.

    Source: The Department's data guidance 2023, number_and_legal_status_of_adopters.
    """
    row = care.adopted.own("AD1")
    return mix(
        care.adopted,
        number=by_code(row.NB_ADOPTR, ADOPTERS),
        adopters_sex=by_code(row.SEX_ADOPTR, SEXES),
        adopters_status=by_code(row.LS_ADOPTR, COUPLES),
    )
