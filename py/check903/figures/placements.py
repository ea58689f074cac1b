"""Where looked-after children live, who provides it, how far from home, and why they moved."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, mix, ratio, share, total
from check903.figures.declared import Lacks, measure
from check903.figures.splits import ALL, FAR, Groups, by_code, miles
from check903.model.care import Care
from check903.model.on_days import OnDays

PLACED = "Episodes: DECOM DEC REC LS PLACE"
WHERE = "Episodes: DECOM DEC REC LS PL_POST"
FAR_FROM_HOME = "Episodes: DECOM DEC REC LS PL_POST HOME_POST"
FOSTERED = ("U1", "U2", "U3", "U4", "U5", "U6")
LOCATIONS = (
    "Placed inside LA boundary less than 20 miles from home",
    "Placed inside LA boundary more than 20 miles from home",
    "Placed outside LA boundary less than 20 miles from home",
    "Placed outside LA boundary more than 20 miles from home",
    "Distance not known or not recorded",
)
CHANGES = {
    "Change to/implementation of care plan": ("CARPL",),
    "Resignation or closure of provision": ("CLOSE",),
    "Allegation (s47)": ("ALLEG",),
    "Standards of care concern": ("STAND",),
    "Approval removed": ("APPRR",),
    "Carer requests placement end due to child's behaviour": ("CREQB",),
    "Carer requests placement end other than due to child's behaviour": ("CREQO",),
    "Child requests placement to end": ("CHILD",),
    "Responsible/area authority requests placement ends": ("LAREQ",),
    "Change in the status of a placement only": ("PLACE",),
    "Custody arrangement": ("CUSTOD",),
    "Other": ("OTHER",),
}


@measure("cla_placement_mix", PLACED)
def cla_placement_mix(care: Care) -> Count:
    """Where looked-after children live

    Children looked after on the day by the kind of place they live in. A child in a temporary placement (hospital,
    holiday) stands with the placement before it in the same period of care.

    Exactly: CLA(D) by PLACE of the OPEN(D) row in the published groups; T0 to T4 take the last other row of the PERIOD.

    Source: The Department's data guidance 2023, children looked after on 31 March. How it treats temporary placements
    could not be confirmed.
    """
    return mix(care.open, ("placement",))


@measure("cla_foster_kin", PLACED, sums=(("", "Of all looked-after children"),))
def cla_foster_kin(care: Care) -> Count:
    """Foster children who live with a relative or friend

    Of the children in foster placements on the day, those whose carer is a relative or friend.

    Exactly: Children of CLA(D) with PLACE in U1, U2, U3; of those with PLACE in U1 to U6. Beside it, of |CLA(D)|.

    Source: The 2024 release, rows 1a.1 and 1b.1, 'with relative or friend'.
    """
    place = care.open.place.PLACE
    kin = place.isin("U1", "U2", "U3")
    return share(
        care.open, kin, of=place.isin(*FOSTERED), other="With a foster carer who is no relative or friend"
    ).beside({"Of all looked-after children": share(care.open, kin, cannot_tell=place.blank, splits=())})


@measure("cla_provider_mix", "Episodes: DECOM DEC REC LS PLACE PLACE_PROVIDER")
def cla_provider_mix(care: Care) -> Count:
    """Who provides the placements

    Children looked after on the day by who provides the place they live in. Beside it, the share of private and
    voluntary providers among foster placements and among children's homes.

    Exactly: CLA(D) by PLACE_PROVIDER; external = PR4 + PR5, within PLACE U1 to U6 and within K2.

    Source: The Department's data guidance 2023, placement provider, note 3. The external share is our own.
    """
    on = care.open
    external = on.place.PLACE_PROVIDER.isin("PR4", "PR5")
    unsure = on.place.PLACE_PROVIDER.blank
    within = {"Foster placements": FOSTERED, "Children's homes": ("K2",)}
    return mix(on, ("provider",)).beside(
        {
            name: share(on, external, of=on.place.PLACE.isin(*codes), cannot_tell=unsure, splits=())
            for name, codes in within.items()
        }
    )


@measure("cla_out_of_area", WHERE)
def cla_out_of_area(care: Care) -> Count:
    """Children placed outside the council's boundary

    Children looked after on the day who live in another council's area, by the postcode of the placement. A blank or
    unknown postcode (a confidential one too) can't be told; the child stays among those it is a share of.

    Exactly: Children of CLA(D) with PL_LOCATION = OUT; of |CLA(D)|.

    Source: The Department's data guidance 2023, placement distance and locality, note 2.
    """
    _know_where(care)
    where = care.open.place.PL_LOCATION
    return share(care.open, where == "OUT", cannot_tell=where.blank, other="Lives inside the council’s boundary")


@measure("cla_over_20_miles", FAR_FROM_HOME)
def cla_over_20_miles(care: Care) -> Count:
    """Children placed more than 20 miles from home

    Children looked after on the day who live more than 20 miles, as the crow flies, from the home they came from. Where
    one of the two postcodes is blank or unknown it can't be told; the Department gives no distance for asylum-seeking
    children.

    Exactly: Children of CLA(D) with PL_DISTANCE > 20.0; of |CLA(D)|; 999.9 and blank are not known.

    Source: The 2024 release, 'Over 20 miles'; the Department's dashboard, 'Placed more than 20 miles from home'.
    """
    _know_distance(care)
    far = miles(care.open.place)
    return share(care.open, far > FAR, cannot_tell=np.isnan(far), other="Lives 20 miles or less from home")


@measure("cla_out_and_over_20", FAR_FROM_HOME)
def cla_out_and_over_20(care: Care) -> Count:
    """Children placed outside the boundary and more than 20 miles from home

    Children looked after on the day for whom both are true. It is another figure than 'more than 20 miles from home',
    and smaller.

    Exactly: Children of CLA(D) with PL_LOCATION = OUT and PL_DISTANCE > 20.0; of |CLA(D)|.

    Source: The Local Authority Interactive Tool, measure 87.
    """
    _know_where(care)
    _know_distance(care)
    place = care.open.place
    far, out = miles(place), place.PL_LOCATION
    unsure = (np.isnan(far) & (out != "IN")) | (out.blank & ~(far <= FAR))
    return share(
        care.open,
        (far > FAR) & (out == "OUT"),
        cannot_tell=unsure,
        other="Lives inside the boundary, or 20 miles or less from home",
    )


@measure("cla_average_distance", FAR_FROM_HOME, sure="own", unit="miles")
def cla_average_distance(care: Care) -> Count:
    """Average distance from home

    The mean distance, as the crow flies, between the placement and the home the child came from, of the children looked
    after on the day whose distance is known. The median stands beside it.

    Exactly: Mean and median of PL_DISTANCE over CLA(D), without blank and 999.9.

    Source: The Department's dashboard: 'Data is currently not published to show the distance or average distance'.
    """
    _know_distance(care)
    far = miles(care.open.place)
    return ratio(care.open, far).beside({"Median miles": ratio(care.open, far, median=True)})


def _know_where(care: Care) -> None:
    if not care.r.has_column("Episodes", "PL_LOCATION"):
        missing = "The council is not chosen" if care.r.postcodes is not None else "The postcode directory is not there"
        raise Lacks(f"{missing}, so nobody knows which placements are outside it")


def _know_distance(care: Care) -> None:
    if not care.r.has_column("Episodes", "PL_DISTANCE"):
        raise Lacks("The postcode directory is not there, so no distance can be worked out")


@measure("new_placements", "Episodes: DECOM RNE LS PLACE PL_POST HOME_POST", unit="placements", by_row=True)
def new_placements(care: Care) -> Count:
    """New placements in the year by distance and boundary

    Placements that began between 1 April and the day, each of them, by whether they are inside the council's boundary
    and more than 20 miles from home. A change of address with the same carer is a new placement; temporary placements,
    and coming back from one to where the child was, are not.

    Exactly: Rows with RNE S, P, T, B or U and PLACE not T0 to T4, except a return from T to the same placement, with
    S <= DECOM <= D, by PL_LOCATION and PL_DISTANCE.

    Source: The Department's data guidance 2023, during year by placement type and locality, note 4. What counts as new
    was worked out from five years of England's figures.
    """
    _know_where(care)
    _know_distance(care)
    on = _begun(care)
    far, out = miles(on.rows), on.PL_LOCATION
    known = ~np.isnan(far) & out.filled
    codes = np.where(known, 2 * (out == "OUT") + (far > FAR), 4).astype(np.int64)
    return mix(on, ALL, location=Groups(LOCATIONS, codes, 4))


def _begun(care: Care) -> OnDays:
    new = np.zeros(len(care.episodes), bool)
    new[care.stays.new] = True
    return care.on_days(care.this & new & (care.began >= care.first_day), care.began_on, care.last_day)


@measure("placement_change_reasons", "Episodes: DEC LS REASON_PLACE_CHANGE", unit="placements", by_row=True)
def placement_change_reasons(care: Care) -> Count:
    """Why placements changed

    Placements that ended between 1 April and the day with a reason for the change, by that reason. Analysts say that
    'Other' is used too often: England's share of it was 25% in 2025.

    Exactly: Rows of EPX with S <= DEC <= D and REASON_PLACE_CHANGE filled, by code.

    Source: The Department's data guidance 2023, reason for placement change, notes 3 and 4; names of the 2025 release.
    """
    reason = care.episodes.REASON_PLACE_CHANGE
    on = care.on_days(care.this & reason.filled & (care.ended >= care.first_day), care.ended_on, care.last_day)
    return mix(on, ("age", "sex", "placement", "provider", "area"), reason=by_code(on.REASON_PLACE_CHANGE, CHANGES))


@measure("care_days", "Episodes: DECOM DEC LS PLACE PLACE_PROVIDER", sure="own", unit="nights")
def care_days(care: Care) -> Count:
    """Nights in care by placement type and provider

    All nights that children spent in care between 1 April and the day, by where and with whom. The day on which an
    episode ends is no night of it.

    Exactly: Sum over EPX rows of the days in [S, D], the end day not counted, by placement group, PLACE_PROVIDER and
    PL_LOCATION.

    Source: Asked for by councils, for planning and forecasting places. Not published.
    """
    return total(care.all_in_year, nights(care))


def nights(care: Care) -> np.ndarray:
    """The nights from 1 April to the day of each episode in the year, on each day; worked out once."""

    def make() -> np.ndarray:
        on = care.all_in_year
        positions = care.position(on.rows)
        of, when = on.each_day
        began = np.maximum(care.began[positions], care.first_day)
        return np.maximum(np.minimum(care.ended[positions][of], care.by_day[when] + 1) - began[of], 0)

    return care.memo.once("nights", make)
