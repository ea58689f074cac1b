"""Rules about where a child comes from and is placed: postcodes, the distance between them, and the authority of the
placement.
"""

from check903.engine import fix, rule
from check903.engine.templates import must_be_blank
from check903.reference.groups import FOR_ADOPTION, FOSTERED, SHORT_BREAKS

WHO_IS_UASC = "Header UASC Header_last UASC_last"


@rule("164", "invalid", "Episodes: PL_DISTANCE", optional=WHO_IS_UASC, needs="postcodes")
def distance_out_of_range(r):
    """Distance between home and placement is not between 0 and 999.9 miles

    The distance is worked out from the two postcodes, or stands in the file, and this one is impossible. Short breaks
    (V3, V4) and children who are or were unaccompanied asylum seekers have none and are left out.

    To fix it: check the home postcode and the placement postcode. If the child was an unaccompanied asylum seeker and
    the data does not say so, there is nothing to fix.
    """
    e = r.Episodes
    miles = e.PL_DISTANCE.number
    return e[~e.child_in(r.asylum.children) & ~e.LS.isin(SHORT_BREAKS) & ((miles < 0) | (miles > 999.9))]


@rule("169", "invalid", "Episodes: PL_LA", needs="postcodes")
def no_placement_authority(r):
    """Placement authority can’t be worked out

    The authority where the child is placed comes from the placement postcode, and that is blank or not a known
    postcode.

    To fix it: enter the full, correct placement postcode.
    """
    e = r.Episodes
    return e[e.PL_LA.blank & ~e.LS.isin(SHORT_BREAKS)]


@rule("179", "invalid", "Episodes: PL_LOCATION", needs="postcodes")
def neither_inside_nor_outside(r):
    """Whether the placement is inside or outside your council’s area can’t be worked out

    This comes from the placement postcode, and that is blank or not a known postcode.

    To fix it: enter the full, correct placement postcode.
    """
    e = r.Episodes
    return e[e.PL_LOCATION.blank & ~e.LS.isin(SHORT_BREAKS)]


@rule("214", "inconsistent", "Episodes: PL_POST URN")
def place_of_a_short_break(r):
    """Short break (V3 or V4) has a placement postcode or an Ofsted number

    The Department does not ask where a child spends short breaks, so both fields must be blank.

    To fix it: clear the placement postcode and the Ofsted number. If this was no short break, correct the legal status.
    """
    e = r.Episodes
    return e[e.LS.isin(SHORT_BREAKS) & e.any_filled("PL_POST", "URN")]


must_be_blank("214", "PL_POST URN", "Postcode and Ofsted number blank for short breaks")


@rule("392a", "missing", "Episodes: PL_DISTANCE", optional=WHO_IS_UASC, needs="postcodes")
def no_distance(r):
    """Distance between home and placement is missing for a looked-after child

    The distance is worked out from the home postcode and the placement postcode, and at least one of them is blank or
    not known. Only short breaks (V3, V4) and children who are or were unaccompanied asylum seekers need none.

    To fix it: enter both postcodes in full. If the child is or was an unaccompanied asylum seeker, make sure that the
    return says so (UASC).
    """
    e = r.Episodes
    seekers = r.asylum.children | (r.history.asylum if r.history else False)  # who was one is one here
    return e[~e.child_in(seekers) & ~e.LS.isin(SHORT_BREAKS) & e.PL_DISTANCE.blank]


@rule("392b", "missing", "Episodes: HOME_POST PL_POST", optional=WHO_IS_UASC)
def no_postcode(r):
    """Home or placement postcode is missing for a looked-after child

    Every episode needs both postcodes. Only short breaks (V3, V4) and children who are or were unaccompanied asylum
    seekers need none.

    To fix it: enter the missing postcode. If the child is or was an unaccompanied asylum seeker, make sure that this
    year’s or last year’s return says so (UASC).
    """
    e = r.Episodes
    return e[~e.child_in(r.asylum.children_or_none) & ~e.LS.isin(SHORT_BREAKS) & e.any_blank("HOME_POST", "PL_POST")]


@rule("392c", "invalid", "Episodes: HOME_POST PL_POST", needs="postcodes")
def no_such_postcode(r):
    """Home or placement postcode is not a known postcode

    At least one of the two is not in the list of all postcodes of the United Kingdom, which holds old postcodes too.

    To fix it: check both for slips, such as the letter O for a zero or the letter I for a one, and enter full
    postcodes.
    """
    e = r.Episodes
    unknown = [postcode.filled & ~r.knows_postcode(postcode) for postcode in (e.HOME_POST, e.PL_POST)]
    return e[unknown[0] | unknown[1]]


@fix("392b 392c", "Home postcode as in the child’s other episodes", source="the other episodes’", safe=False)
def home_as_other_episodes(f):
    """The home postcode is blank or does not exist, and all other episodes of the child have the same one."""
    wrong = _unknown(f, f.rows.HOME_POST)
    return f.set("HOME_POST", [other if bad else None for other, bad in zip(f.elsewhere("HOME_POST"), wrong)])


@fix("392b 392c", "Home postcode as last year", source="last year’s", safe=False)
def home_as_last_year(f):
    """The home postcode is blank or does not exist, and the child’s last episode of last year’s return has one. Untick
    a child who has come into care from another home since.
    """
    return _as_last_year(f, "HOME_POST", lambda rows: rows.latest("DECOM"))


@fix("392b 392c", "Placement postcode as last year", source="last year’s", safe=False)
def placement_postcode_as_last_year(f):
    """The placement’s postcode is blank or does not exist, and last year’s return has one for the episode with the same
    start.
    """
    return _as_last_year(f, "PL_POST", lambda rows: rows, same="DECOM")


@fix("392b 392c", "Placement postcode of the setting in Ofsted’s list", source="Ofsted’s", safe=False)
def placement_postcode_of_the_setting(f):
    """The placement’s postcode is blank or does not exist. The child lives in a home, centre or school, for whose
    Ofsted number the list has one postcode.
    """
    if not f.r.providers:
        return []
    in_setting = f.rows.PLACE.isin("K1", "K2", "R3", "S1") & _unknown(f, f.rows.PL_POST)
    known = [{row.postcode for row in f.r.providers.rows(urn)} - {""} for urn in f.texts(f.rows.URN)]
    postcodes = [next(iter(one)) if len(one) == 1 and here else "" for one, here in zip(known, in_setting)]
    return f.set("PL_POST", [f"{text[:-3]} {text[-3:]}" if text else None for text in postcodes])


def _unknown(f, postcode):
    """True where it is blank or does not exist."""
    return postcode.blank | ~f.r.knows_postcode(postcode) if f.r.postcodes else postcode.blank


def _as_last_year(f, column, chosen, same=""):
    """Last year's postcode in place of one that is blank or does not exist, of the rows chosen from last year's."""
    if "Episodes_last" not in f.r.loaded:
        return []
    mine, then = f.rows.join(chosen(f.r.Episodes_last))
    alike = getattr(mine, same) == getattr(then, same) if same else getattr(then, column).filled
    found = dict(
        zip(mine.positions[alike].tolist(), (one for one, here in zip(f.texts(getattr(then, column)), alike) if here))
    )
    wrong = _unknown(f, getattr(f.rows, column))
    return f.set(
        column, [found.get(row) or None if bad else None for row, bad in zip(f.rows.positions.tolist(), wrong)]
    )


@rule("392d", "inconsistent", "Episodes: HOME_POST PL_POST PLACE")
def placed_at_home(r):
    """Placement postcode is the home postcode, but the placement is not with parents (P1)

    The home postcode is where the child lived before coming into care. A placement at the same address is usually with
    the parents.

    To fix it: check both postcodes. If the child does live at home, set the placement type to P1; if not, enter the
    postcode of the placement.
    """
    e = r.Episodes
    at_home = e.HOME_POST.filled & e.PL_POST.filled & e.HOME_POST.compact.same_as(e.PL_POST.compact)
    return e[(e.PLACE != "P1") & at_home]


@rule("398", "inconsistent", "Episodes: LS HOME_POST PL_POST")
def postcodes_of_a_short_break(r):
    """Short break (V3 or V4) has a home postcode or a placement postcode

    The Department does not ask where a child on short breaks lives or stays, so both fields must be blank.

    To fix it: clear both postcodes. If this was no short break, correct the legal status.
    """
    e = r.Episodes
    return e[e.LS.isin(SHORT_BREAKS) & e.any_filled("HOME_POST", "PL_POST")]


must_be_blank("398", "HOME_POST PL_POST", "Postcodes blank for short breaks")


@rule("406", "inconsistent", "Episodes: PL_DISTANCE", optional=WHO_IS_UASC, needs="postcodes")
def distance_from_no_home(r):
    """Distance is given for a child who is or was an unaccompanied asylum seeker

    A child who came to the country alone has no home here to measure from, so there can be no distance.

    To fix it: clear the home postcode. If the child never was an unaccompanied asylum seeker, correct the UASC data.
    """
    e = r.Episodes
    seekers = {name: e.first_of(rows) for name, rows in r.asylum.rows.items()}
    return e.where(e.child_in(r.asylum.children) & e.PL_DISTANCE.filled, **seekers)


@rule("411", "inconsistent", "Episodes: PL_LOCATION", needs="postcodes")
def inside_another_authority(r):
    """Placement is marked as inside your area, but its authority is another one

    The placement is marked IN (inside the area of the council making the return), but the placement authority is not
    your council’s, or not known.

    To fix it: check the placement postcode. Both facts follow from it, so they disagree only where a file brought its
    own.
    """
    e = r.Episodes
    return e[(e.PL_LOCATION == "IN") & (e.PL_LA != r.authority)]


@rule("420", "inconsistent", "Episodes: PL_LA", needs="postcodes")
def authority_of_a_short_break(r):
    """Short break (V3 or V4) has a placement authority

    The Department does not ask where a child spends short breaks. The authority comes from the placement postcode,
    which must be blank.

    To fix it: clear the placement postcode. If this was no short break, correct the legal status.
    """
    e = r.Episodes
    return e[e.LS.isin(SHORT_BREAKS) & e.PL_LA.filled]


@rule("454", "invalid", "Episodes: PL_DISTANCE", needs="postcodes", years="2026-")
def very_far_from_home(r):
    """Placement is more than 350 miles from the child’s home

    Few children are placed that far away, so one of the two postcodes is probably wrong. 999.9 (can’t be worked out) is
    left out.

    To fix it: check the home postcode and the placement postcode.
    """
    e = r.Episodes
    miles = e.PL_DISTANCE.number
    return e[(miles > 350) & (miles != 999.9)]


@rule(
    "1015", "inconsistent", "Episodes: PL_LA", needs="postcodes", years="2023-2025", anywhere=(*FOR_ADOPTION, *FOSTERED)
)
@rule(
    "1015",
    "inconsistent",
    "Episodes: PL_LA",
    needs="postcodes",
    years="2026-",
    anywhere=(*FOR_ADOPTION, *FOSTERED, "K3"),
)
def own_provision_outside_the_area(r, anywhere):
    """Your own council (PR1) is the provider, but the placement is outside its area

    A council’s own children’s homes and other provision are usually in its own area. Foster care and placement for
    adoption may be anywhere and are left out.

    To fix it: check the placement postcode and the provider code. If your council does run this placement elsewhere, be
    ready to explain it.
    """
    e = r.Episodes
    ours = (
        (e.PLACE_PROVIDER == "PR1") & e.PLACE.filled & ~e.PLACE.isin(anywhere) & e.LS.filled & ~e.LS.isin(SHORT_BREAKS)
    )
    return e[ours & e.PL_LA.filled & (e.PL_LA != r.authority)]
