"""Rules about the type of a placement and who provides it (PR0 to PR5)."""

from check903.engine import rule
from check903.engine.templates import must_be_blank
from check903.reference.groups import ADOPTED, FOR_ADOPTION, FOSTERED, OTHER_PLACEMENTS, PROVIDERS, TEMPORARY


@rule(
    "178",
    "invalid",
    "Episodes: PLACE_PROVIDER",
    years="2023-2025",
    without=("T0", "T1", "T2", "T3", "T4", "Z1"),
    temporary="T0 to T4",
    other="Z1",
)
@rule(
    "178",
    "invalid",
    "Episodes: PLACE_PROVIDER",
    years="2026-",
    without=("T0", "T1", "T2", "T3", *OTHER_PLACEMENTS),
    temporary="T0 to T3",
    other="Z11 to Z14",
)
def no_such_provider(r, without, **_):
    """Placement provider is not one of PR0 to PR5, or is given where none applies

    The provider says who runs the placement: PR0 (parents) to PR5 (voluntary sector). Temporary placements
    ({temporary}) and other placements ({other}) have none.

    To fix it: choose the provider, from PR0 (parents) to PR5 (voluntary sector), or clear it if the placement has none.
    """
    e = r.Episodes
    return e[e.PLACE_PROVIDER.filled & (~e.PLACE_PROVIDER.isin(PROVIDERS) | e.PLACE.isin(without))]


@rule("213", "inconsistent", "Episodes: PLACE_PROVIDER", years="2023-2025")
def provider_of_a_temporary_placement(r):
    """A provider is given for a temporary placement

    The Department does not ask who provides a temporary placement (T0 to T4), so the field must be blank.

    To fix it: clear the provider. If the placement was not temporary, correct the placement type.
    """
    e = r.Episodes
    return e[e.PLACE.isin(TEMPORARY) & e.PLACE_PROVIDER.filled]


@rule("213", "inconsistent", "Episodes: PLACE_PROVIDER", years="2026-")
def provider_of_a_temporary_or_other_placement(r):
    """A provider is given for a temporary or ‘other’ placement

    The Department does not ask who provides a temporary placement (T0 to T4) or another placement (Z11 to Z14), so the
    field must be blank.

    To fix it: clear the provider, or correct the placement type.
    """
    e = r.Episodes
    return e[e.PLACE.isin(*TEMPORARY, *OTHER_PLACEMENTS) & e.PLACE_PROVIDER.filled]


must_be_blank("213", "PLACE_PROVIDER", "Provider blank for a temporary placement")


@rule("217t", "invalid", "Episodes: PLACE DEC", years="2024")
def independent_living_after_october_2023(r):
    """Independent living (P2) is used after 28 October 2023

    P2 (independent living) is not a permitted placement after 28 October 2023, and this episode ends later or has no
    end.

    To fix it: end the episode on or before 28 October 2023, and record what followed as a new episode with its own
    placement type.
    """
    e = r.Episodes
    return e[(e.PLACE == "P2") & ((e.DEC > "2023-10-28") | ~e.DEC.readable)]


@rule("390", "inconsistent", "Episodes: PLACE REC")
def adopted_from_another_placement(r):
    """Child was adopted (E11 or E12), but was not placed for adoption

    A child who is adopted lives with the adopters first, in a placement for adoption (A3 to A6). This episode ended
    with an adoption, and its placement is another one.

    To fix it: correct the placement type, add the episode with the adopters, or correct the reason for ending.
    """
    e = r.Episodes
    return e[e.REC.isin(ADOPTED) & ~e.PLACE.isin(FOR_ADOPTION)]


@rule("516", "inconsistent", "Episodes: REC PLACE")
def guardians_were_no_foster_carers(r):
    """Special guardianship to foster carers (E45 or E46), but the child was not in foster care

    E45 and E46 say that the child’s foster carers became the special guardians. So the placement must be foster care,
    U1 to U6.

    To fix it: if the guardians did not foster the child, use E47 (relative or friend) or E48 (someone else). If they
    did, correct the placement type.
    """
    e = r.Episodes
    return e[e.REC.isin("E45", "E46") & ~e.PLACE.isin(FOSTERED)]


@rule("526", "missing", "Episodes: PLACE PLACE_PROVIDER", years="2023-2025", without=(*TEMPORARY, "Z1"), other="Z1")
@rule(
    "526",
    "missing",
    "Episodes: PLACE PLACE_PROVIDER",
    years="2026-",
    without=(*TEMPORARY, *OTHER_PLACEMENTS),
    other="Z11 to Z14",
)
def no_provider(r, without, other):
    """Placement provider is blank

    The Department wants to know who provides each placement, except temporary ones (T0 to T4) and other placements
    ({other}).

    To fix it: enter PR0 (parents), PR1 (your own council), PR2 (another council), PR3 (other public body), PR4
    (private) or PR5 (voluntary sector).
    """
    e = r.Episodes
    return e[e.PLACE_PROVIDER.blank & ~e.PLACE.isin(without)]


@rule("527", "inconsistent", "Episodes: PLACE PLACE_PROVIDER")
def own_council_can_not_provide_this(r):
    """Own council (PR1) is the provider of a placement that a council does not provide

    The placement is with parents (P1), in the NHS or another place giving medical or nursing care (R2), or in a young
    offender institution (R5). None of these is the council’s own.

    To fix it: choose the provider that runs the placement (PR0 for P1), or correct the placement type.
    """
    e = r.Episodes
    return e[e.PLACE.isin("P1", "R2", "R5") & (e.PLACE_PROVIDER == "PR1")]


@rule("528", "inconsistent", "Episodes: PLACE PLACE_PROVIDER")
def another_council_can_not_provide_this(r):
    """Another council (PR2) is the provider of a placement that a council does not provide

    The placement is with parents (P1), in the NHS or another place giving medical or nursing care (R2), or in a young
    offender institution (R5). None of these is run by a council.

    To fix it: choose the provider that runs the placement (PR0 for P1), or correct the placement type.
    """
    e = r.Episodes
    return e[e.PLACE.isin("P1", "R2", "R5") & (e.PLACE_PROVIDER == "PR2")]


@rule("529", "inconsistent", "Episodes: PLACE PLACE_PROVIDER")
def public_body_can_not_provide_this(r):
    """Another public body (PR3) is the provider of a placement that it can’t provide

    Public bodies such as the NHS don’t provide placements with parents (P1), for adoption (A3 to A6), in children’s
    homes (K1, K2) or in foster care (U1 to U6).

    To fix it: choose the provider that runs the placement, or correct the placement type.
    """
    e = r.Episodes
    return e[(e.PLACE_PROVIDER == "PR3") & e.PLACE.isin("P1", "K1", "K2", *FOR_ADOPTION, *FOSTERED)]


@rule("530", "inconsistent", "Episodes: PLACE PLACE_PROVIDER")
def parents_are_not_private(r):
    """Placement with parents (P1) has a private provider (PR4)

    A child placed with parents, or with someone who has parental responsibility, is cared for by them, not by a private
    provider.

    To fix it: set the provider to PR0 (parents), or correct the placement type.
    """
    e = r.Episodes
    return e[(e.PLACE == "P1") & (e.PLACE_PROVIDER == "PR4")]


@rule("531", "inconsistent", "Episodes: PLACE PLACE_PROVIDER")
def parents_are_not_voluntary(r):
    """Placement with parents (P1) has a voluntary-sector provider (PR5)

    A child placed with parents, or with someone who has parental responsibility, is cared for by them, not by a
    charity.

    To fix it: set the provider to PR0 (parents), or correct the placement type.
    """
    e = r.Episodes
    return e[(e.PLACE == "P1") & (e.PLACE_PROVIDER == "PR5")]


@rule("550", "inconsistent", "Episodes: PLACE PLACE_PROVIDER")
def parents_provide_something_else(r):
    """Parents (PR0) are the provider of a placement that is not with parents (P1)

    PR0 means that the parents, or someone with parental responsibility, look after the child, and then the placement is
    P1.

    To fix it: choose the provider that runs the placement, or set the placement type to P1 if the child lived with the
    parents.
    """
    e = r.Episodes
    return e[(e.PLACE_PROVIDER == "PR0") & (e.PLACE != "P1")]
