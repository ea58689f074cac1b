"""Rules about the provider of a placement by its Ofsted number (URN), most of them against Ofsted’s list.

`listed` is the column of the list that a rule compares with: `r.told` leaves out placements with settings of a sheet
that lacks it.
"""

from check903.engine import fix, rule
from check903.engine.templates import must_be_blank
from check903.reference.groups import FOR_ADOPTION, FOSTERED, OTHER_PLACEMENTS, SHORT_BREAKS, TEMPORARY

PLACEHOLDER = "XXXXXXX"
OUTSIDE_ENGLAND = ("CON", "NIR", "SCO", "WAL", "NUK")
SUPPORTED = ("H5", "K3")  # supported accommodation: a list can be of another year than the return
NOT_REGISTERED = ("P1", "P3", "R1", "R2", "R5", *TEMPORARY)


def _with_a_number(r):
    """The episodes with a real Ofsted number."""
    e = r.Episodes
    return e[e.URN.filled & (e.URN != PLACEHOLDER)]


def _only_one(f, allowed):
    """For each row at fault what the entries of Ofsted's list with its number allow, where that is one thing; else
    None. A number may have several entries.
    """
    found = [frozenset().union(*map(allowed, f.r.providers.rows(urn))) for urn in f.texts(f.rows.URN)]
    return [next(iter(options)) if len(options) == 1 else None for options in found]


@rule(
    "218", "missing", "Episodes: URN", needs="postcodes", years="2023-2024", without=(*NOT_REGISTERED, "H5", "P2", "Z1")
)
@rule("218", "missing", "Episodes: URN", needs="postcodes", years="2025", without=(*NOT_REGISTERED, "Z1"))
def no_number(r, without):
    """Ofsted number (URN) of the placement is missing

    Ofsted registers the providers of most placements in England, and the Department wants the provider’s number.
    Placements that need none are those with parents, in hospital, in custody and the like, temporary ones, short breaks
    (V3, V4), and those outside England.

    To fix it: look the provider up in Ofsted’s list and enter its number. If the placement needs none, correct the
    placement type or the placement postcode.
    """
    e = _without_number(r)
    return e[~e.PLACE.isin(without) & ~e.PL_LA.upper.startswith("N", "W", "S", "C")]


@rule("218", "missing", "Episodes: URN", needs="postcodes", years="2026-")
def no_number_in_england(r):
    """Ofsted number (URN) of the placement is missing

    Ofsted registers the providers of most placements in England, and the Department wants the provider’s number.
    Placements that need none are those with parents, in hospital, in custody and the like, temporary and other ones (T0
    to T4, Z11 to Z14), short breaks (V3, V4), and those outside England.

    To fix it: look the provider up in Ofsted’s list and enter its number. If the placement needs none, correct the
    placement type or the placement postcode.
    """
    e = _without_number(r)
    return e[~e.PLACE.isin(*NOT_REGISTERED, *OTHER_PLACEMENTS) & ~e.PL_LA.upper.isin(OUTSIDE_ENGLAND)]


def _without_number(r):
    e = r.Episodes
    return e[e.URN.blank & ~e.LS.isin(SHORT_BREAKS) & (e.DEC.blank | (e.DEC > "2015-03-31"))]


@rule("219", "inconsistent", "Episodes: URN PLACE", needs="providers", listed="PLACE_CODES")
def not_a_placement_of_this_provider(r, listed):
    """Placement type is not one that Ofsted’s list gives for this provider

    Ofsted’s list says which placement types the provider with this number offers, and this episode’s type is not among
    them. A number that is not in the list has none.

    To fix it: check the Ofsted number and the placement type, and correct the one that is wrong.
    """
    e = r.told(_with_a_number(r), listed)
    supported = "H5" if r.rules_year <= 2024 else "K3"
    by_another_code = (e.PLACE == supported) & r.providers.allows_any_place(e.URN, SUPPORTED)
    return e.where(~r.providers.allows_place(e.URN, e.PLACE) & ~by_another_code, list=r.entry(e.URN))


@fix("219", "Placement type from Ofsted’s list", source="Ofsted’s", safe=False)
def placement_from_list(f):
    """The placement type is not one that Ofsted’s list gives for the Ofsted number. Where the list allows one type
    only, it is taken from there. Untick a row where the Ofsted number itself may be wrong.
    """
    return f.set("PLACE", _only_one(f, lambda entry: entry.places))


@rule(
    "221",
    "inconsistent",
    "Episodes: PL_POST",
    needs="providers",
    years="2023",
    listed="POSTCODE",
    homes=("K1", "K2", "R3", "S1"),
)
@rule(
    "221",
    "inconsistent",
    "Episodes: PL_POST",
    needs="providers",
    years="2024",
    listed="POSTCODE",
    homes=("H5", "K1", "K2", "R3", "S1"),
)
@rule(
    "221",
    "inconsistent",
    "Episodes: PL_POST",
    needs="providers",
    years="2025-",
    listed="POSTCODE",
    homes=("K1", "K2", "K3", "R3", "S1"),
)
def not_the_postcode_of_this_provider(r, homes, listed):
    """Placement postcode is not the postcode of this provider in Ofsted’s list

    The child lives in a home, centre or school, so the placement postcode should be the one under which Ofsted lists
    the provider with this number. A number that is not in the list has no postcode there.

    To fix it: check the Ofsted number and the placement postcode, and correct the one that is wrong.
    """
    e = _with_a_number(r)
    e = r.told(e[e.PLACE.isin(homes) & ~e.LS.isin(SHORT_BREAKS) & e.PL_POST.filled], listed)
    return e.where(~r.providers.has_postcode(e.URN, e.PL_POST), list=r.entry(e.URN))


@fix("221", "Postcode from Ofsted’s list", source="Ofsted’s", safe=False)
def postcode_from_list(f):
    """The placement’s postcode is not the one that Ofsted’s list gives for the Ofsted number. Where the list has one
    postcode, it is taken from there. Untick a row where the Ofsted number itself may be wrong.
    """
    found = _only_one(f, lambda entry: {entry.postcode} - {""})
    return f.set("PL_POST", [postcode and f"{postcode[:-3]} {postcode[-3:]}" for postcode in found])


@rule("222", "inconsistent", "Episodes: URN", years="2023", without=(*NOT_REGISTERED, "H5", "P2", "Z1"))
@rule("222", "inconsistent", "Episodes: URN", years="2024", without=(*NOT_REGISTERED, "P2", "Z1"))
@rule("222", "inconsistent", "Episodes: URN", years="2025", without=(*NOT_REGISTERED, "Z1"))
@rule("222", "inconsistent", "Episodes: URN", years="2026-", without=(*NOT_REGISTERED, *OTHER_PLACEMENTS))
def number_of_an_unregistered_placement(r, without):
    """Ofsted number (URN) is given for a placement type that has none

    Ofsted does not register placements of this type (with parents, in hospital, in custody, temporary ones and the
    like), so they have no number.

    To fix it: clear the Ofsted number. If the provider is registered with Ofsted, correct the placement type.
    """
    e = _with_a_number(r)
    return e[e.PLACE.isin(without)]


must_be_blank("222", "URN", "Ofsted number blank where Ofsted does not inspect")


@rule("224", "inconsistent", "Episodes: PLACE_PROVIDER", needs="providers", listed="PROVIDER_CODES")
def not_the_kind_of_this_provider(r, listed):
    """Provider code is not one that Ofsted’s list gives for this provider

    Ofsted’s list says whether the provider with this number is your own council’s, another council’s, private or
    voluntary, and this episode says something else. A number that is not in the list has no code.

    To fix it: check the Ofsted number. If it is right, set the provider code (PR0 to PR5) to the one in the list.
    """
    e = r.told(_with_a_number(r), listed)
    return e.where(~r.providers.allows_provider(e.URN, e.PLACE_PROVIDER), list=r.entry(e.URN))


@fix("224", "Placement provider from Ofsted’s list", source="Ofsted’s", safe=False)
def provider_from_list(f):
    """The provider code is not the one that Ofsted’s list gives for the Ofsted number. Where the list allows one code
    only, it is taken from there. Untick a row where the Ofsted number itself may be wrong.
    """
    return f.set("PLACE_PROVIDER", _only_one(f, lambda entry: entry.providers))


@rule("227", "inconsistent", "Episodes: URN DECOM", needs="providers", listed="REG_END")
def started_after_registration_ended(r, listed):
    """Provider was no longer registered with Ofsted when the episode started

    In Ofsted’s list the registration of the provider with this number ended on or before the day the episode started.

    To fix it: check the Ofsted number and the start date. If the provider registered again under a new number, use the
    number that was valid when the episode started.
    """
    e = r.told(_with_a_number(r), listed)
    return e.where(e.DECOM >= r.providers.registration_end(e.URN), list=r.entry(e.URN, last=True))


@rule("228", "inconsistent", "Episodes: URN DEC", needs="providers", listed="REG_END")
def ended_after_registration_ended(r, listed):
    """Provider’s registration with Ofsted ended before the episode did

    In Ofsted’s list the registration of the provider with this number ended while the child was still there. An open
    episode is taken to last until 31 March, the end of the year.

    To fix it: check the Ofsted number and the end date. If the provider closed or registered again, end the episode by
    that day and start a new one. The Department knows that open episodes at providers that closed during the year may
    be reported wrongly.
    """
    e = r.told(_with_a_number(r), listed)
    return e.where(e.DEC.or_else(r.end) > r.providers.registration_end(e.URN), list=r.entry(e.URN, last=True))


@rule(
    "229",
    "inconsistent",
    "Episodes: URN PLACE_PROVIDER",
    needs="providers",
    years="2023-2025",
    listed="POSTCODE",
    untested=(),
)
@rule(
    "229",
    "inconsistent",
    "Episodes: URN PLACE_PROVIDER",
    needs="providers",
    years="2026-",
    listed="POSTCODE",
    untested=("K3", *NOT_REGISTERED, *OTHER_PLACEMENTS),
)
def not_the_council_of_this_provider(r, untested, listed):
    """Own or another council (PR1, PR2) does not fit with the council where the provider is

    PR1 says that your own council runs the placement, and PR2 that another council does. But by the postcode in
    Ofsted’s list, the provider with this number is in another council’s area (with PR1) or in yours (with PR2). With
    PR1, a number that is not in the list is read as another council’s.

    To fix it: correct the provider code or the Ofsted number. A postcode does not always tell who runs a home: if the
    code is right, be ready to explain it to the Department.
    """
    e = _with_a_number(r)
    e = r.told(e[~e.PLACE.isin(untested) & e.PLACE_PROVIDER.isin("PR1", "PR2")], listed)
    not_ours = (e.PLACE_PROVIDER == "PR1") & ~r.providers.in_authority(e.URN, r.authority)
    ours = (e.PLACE_PROVIDER == "PR2") & r.providers.only_in_authority(e.URN, r.authority)
    return e.where(not_ours | ours, list=r.entry(e.URN))


@rule("230", "missing", "Episodes: PLACE DEC URN", needs="postcodes", years="2024")
def supported_accommodation_without_number(r):
    """Supported accommodation (H5) in England has no Ofsted number after 28 October 2023

    From 28 October 2023 supported accommodation must be registered with Ofsted. This episode has no number, or only the
    placeholder XXXXXXX, and ended after that day or is still open.

    To fix it: enter the provider’s Ofsted number, or end the episode on or before 28 October 2023.
    """
    e = r.Episodes
    england = ~e.PL_LA.upper.startswith("N", "W", "S")
    return e[(e.PLACE == "H5") & ((e.DEC >= "2023-10-29") | ~e.DEC.readable) & e.URN.isin("", PLACEHOLDER) & england]


@rule("241", "inconsistent", "Episodes: URN", needs="postcodes providers", years="2026-", listed="POSTCODE")
def provider_has_no_premises_there(r, listed):
    """Supported accommodation (K3) is in a council’s area where the provider has no premises

    Ofsted’s list gives the premises of the provider with this number, and none of them is in the council’s area where
    the placement postcode is.

    To fix it: check the placement postcode and the Ofsted number, and correct the one that is wrong.
    """
    e = _with_a_number(r)
    e = e[(e.PLACE == "K3") & e.PL_LA.filled]
    e = r.told(e[r.providers.known(e.URN)], listed)
    return e.where(~r.providers.in_authority(e.URN, e.PL_LA), list=r.entry(e.URN))


@rule("242", "inconsistent", "Episodes: URN", years="2026-")
def placeholder_elsewhere(r):
    """Placeholder XXXXXXX stands for the Ofsted number outside fostering and adoption

    The placeholder is only for placements through a regional adoption agency, that is, foster care (U1 to U6) and
    placement for adoption (A3 to A6).

    To fix it: enter the provider’s own Ofsted number, or correct the placement type.
    """
    e = r.Episodes
    return e[(e.URN == PLACEHOLDER) & ~e.PLACE.isin(*FOSTERED, *FOR_ADOPTION)]


@rule("243", "inconsistent", "Episodes: URN", needs="postcodes", years="2026-")
def number_outside_england(r):
    """Ofsted number (URN) is given for a placement outside England

    Ofsted registers providers in England only, and by its postcode this placement is somewhere else.

    To fix it: clear the Ofsted number, or correct the placement postcode.
    """
    e = r.Episodes
    return e[e.PL_LA.isin(OUTSIDE_ENGLAND) & e.URN.filled]


must_be_blank("243", "URN", "Ofsted number blank outside England")


@rule("1008", "invalid", "Episodes: URN", needs="providers", listed="URN")
def number_not_in_the_list(r, listed):
    """Ofsted number (URN) is not in Ofsted’s list

    No provider in the list that you loaded has this number. The only other value allowed is XXXXXXX (seven X).

    To fix it: look the provider up in the current list and correct the number. If the provider is newer than your list,
    load a newer one.
    """
    e = r.told(_with_a_number(r), listed)
    return e.where(~r.providers.known(e.URN), list=r.entry(e.URN))
