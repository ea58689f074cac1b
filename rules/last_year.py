"""Rules that compare a child’s Header row and episodes with last year’s return."""

from check903.engine import fix, rule
from check903.reference.groups import ADOPTED, UNKNOWN_UPN

BOTH_YEARS = {"tables": "Episodes Episodes_last", "needs": "last-year"}
HEADERS = {"tables": "Header Header_last", "needs": "last-year"}
LAST = {"source": "last year’s", "safe": False}

# -- who the child is -------------------------------------------------------------------------------------------------


@rule("202", "cross-year", "Header: SEX", **HEADERS)
def sex_changed(r):
    """Child’s sex is not the same as last year

    The child was returned last year with another sex, or with none. The change from 1 and 2 to M and F is not counted.

    To fix it: check the case file. If this year’s entry is wrong, correct it; if last year’s was, tell the Department.
    """
    now, then = r.Header.join(r.Header_last)
    both_male = now.SEX.isin("1", "M") & then.SEX.isin("1", "M")
    both_female = now.SEX.isin("2", "F") & then.SEX.isin("2", "F")
    return now.where(now.SEX.differs_from(then.SEX) & ~both_male & ~both_female, last=then)


@fix("202", "Sex as last year", key="sex-as-last-year-header", **LAST)
def sex_as_last_year(f):
    """Last year’s return says something else about the same child. Untick a row where last year was wrong."""
    new_code = {"1": "M", "2": "F"} if f.r.rules_year >= 2025 else {}
    return f.set("SEX", [new_code.get(text, text) for text in f.texts(f.last.SEX)])


@rule("203", "cross-year", "Header: DOB", **HEADERS)
def date_of_birth_changed(r):
    """Child’s date of birth is not the same as last year

    The child was returned last year with another date of birth, or one of the two years has none that can be read. Ages
    decide many other checks.

    To fix it: check the date in the case file. If this year’s entry is wrong, correct it; if last year’s was, tell the
    Department.
    """
    now, then = r.Header.join(r.Header_last)
    return now.where(now.DOB.clashes_with(then.DOB) | (now.DOB.readable != then.DOB.readable), last=then)


@rule("204", "cross-year", "Header: ETHNIC", **HEADERS)
def ethnic_origin_changed(r):
    """Child’s ethnic origin is not the same as last year

    The child was returned last year with another ethnic origin, or one of the two years has none.

    To fix it: check what the child or the family said. If this year’s entry is wrong, correct it; if last year’s was,
    tell the Department.
    """
    now, then = r.Header.join(r.Header_last)
    return now.where(now.ETHNIC.upper.differs_from(then.ETHNIC.upper), last=then)


@rule("207", "cross-year", "Header.MOTHER", tables="Episodes Header Header_last", needs="last-year")
def no_longer_a_mother(r):
    """Recorded as a mother last year, but not this year

    A young woman who was a mother (1) last year is still one, so this year’s answer must be 1 too while she has
    episodes.

    To fix it: set the mother field to 1. If she was not a mother last year either, tell the Department that last year’s
    entry was wrong.
    """
    now, then = r.Header.join(r.Header_last)
    return now.where((then.MOTHER == "1") & (now.MOTHER != "1") & now.child_in(r.Episodes.children()), last=then)


@rule("208", "cross-year", "Header: UPN", **HEADERS)
def pupil_number_changed(r):
    """Pupil number (UPN) is not the same as last year

    A pupil number stays with a child for good. It may only be found when it was not known (UN1 to UN5) or blank before,
    and UN1 (below school age) or a blank may become UN2 to UN5. This is another change.

    To fix it: compare the number in both years and correct the one that is wrong. Don’t replace a real number by a
    blank or by UN1 to UN5 (no number).
    """
    now, then = r.Header.join(r.Header_last)
    now_upn, then_upn = now.UPN.upper, then.UPN.upper
    better_reason = then_upn.isin("UN1", "") & now_upn.isin("UN2", "UN3", "UN4", "UN5")
    found = then_upn.isin("", *UNKNOWN_UPN) & ~now_upn.isin("", *UNKNOWN_UPN)
    return now.where(now_upn.differs_from(then_upn) & ~better_reason & ~found, last=then)


@rule("624", "cross-year", "Header: MC_DOB", optional="Episodes OC3", **HEADERS)
def first_child_changed(r):
    """Birth date of her first child is not the same as last year

    The return asks for the young mother’s first child, whose date of birth can’t change. Last year it was another one,
    or this year it is left out. Only a care leaver who was not in care this year leaves it blank.

    To fix it: check the date in the case file. If this year’s entry is wrong, correct it; if last year’s was, tell the
    Department.
    """
    now, then = r.Header.join(r.Header_last)
    only_leaver = ~now.child_in(r.Episodes.children()) & now.child_in(r.children_with_leaver_details)
    return now.where(
        then.MC_DOB.filled & now.MC_DOB.differs_from(then.MC_DOB) & ~(now.MC_DOB.blank & only_leaver), last=then
    )


@fix("203", "Date of birth as last year", key="dob-as-last-year-header", column="DOB", **LAST)
@fix("204", "Ethnic origin as last year", key="ethnic-as-last-year-header", column="ETHNIC", **LAST)
@fix("207", "Mother status as last year", key="mother-as-last-year-header", column="MOTHER", **LAST)
@fix("208", "Pupil number as last year", key="upn-as-last-year-header", column="UPN", **LAST)
@fix("624", "Birth date of the mother’s child as last year", key="mc_dob-as-last-year-header", column="MC_DOB", **LAST)
def child_as_last_year(f, column):
    """Last year’s return says something else about the same child. Untick a row where last year was wrong."""
    return f.set(column, getattr(f.last, column))


@rule("626", "cross-year", "Header: MOTHER MC_DOB", **HEADERS)
def was_already_a_mother(r):
    """Her first child was born before this year, but last year she was not recorded as a mother

    She is a mother (1) this year, and her child was born before 1 April, the first day of the year. So she was a mother
    last year too, when the answer was 0.

    To fix it: check her child’s date of birth. If it is right, tell the Department that last year’s answer was wrong.
    """
    now, then = r.Header.join(r.Header_last)
    return now.where((now.MOTHER.number == 1) & (then.MOTHER.number == 0) & (now.MC_DOB < r.start), last=then)


# -- whether the episodes go on where last year’s ended ---------------------------------------------------------------


@rule("199", "cross-year", "Episodes: CHILD", optional="Episodes_last")
def back_in_care_after_adoption(r):
    """Child has an episode after one that ended with adoption

    An earlier episode, this year’s or last year’s, ended with E11 or E12 (adopted). An adopted child who comes into
    care again is returned as a new child, with a new child id.

    To fix it: check the reason why the earlier episode ended. If the child was adopted, give the later episodes a new
    child id.
    """
    adopted, before = (e[e.REC.isin(ADOPTED)].earliest("DECOM") for e in (r.Episodes, r.Episodes_last))
    e, a = r.Episodes.join(adopted)
    f, b = r.Episodes.join(before)
    after = (e.DECOM > a.DECOM) | ((e.DECOM == a.DECOM) & (e.positions > a.positions))
    return f.where(f.DECOM > b.DECOM, last=b) | e.where(after, other=a)


@rule("NoE", "files", "Episodes: DECOM", **BOTH_YEARS)
def not_in_last_year(r):
    """Episode began before this year, but the child has no episodes in last year’s return

    A child who was already in care before 1 April, the first day of the year, should be in last year’s return too.
    There is no episode under this child id.

    To fix it: check the start date and the child id. If the id was changed, use the one of last year; if the child was
    left out last year, tell the Department.
    """
    e = r.Episodes
    return e.where((e.DECOM < r.start) & ~r.child_in_table("Episodes_last", e), absent="Episodes_last")


@rule("562", "cross-year", "Episodes: DECOM", **BOTH_YEARS)
def earlier_start_not_in_last_year(r):
    """Child’s first episode began before this year, but last year’s last episode began on another day

    An episode that began before 1 April, the first day of the year, is the one with which last year’s return ended, so
    both have the same start date. Last year’s latest episode of this child has another, or there is none.

    To fix it: compare this episode with the child’s last one in last year’s return, and correct the start date. If the
    episode was left out last year, tell the Department.
    """
    first, last = (
        r.Episodes[r.Episodes.DECOM < r.start].earliest("DECOM").join(r.Episodes_last.latest("DECOM"), keep=True)
    )
    return first.where(~(first.DECOM == last.DECOM), last=last)


@rule("502", "cross-year", "Episodes: DECOM", **BOTH_YEARS)
def open_episode_not_carried_over(r):
    """Episode left open last year is not the child’s first episode this year

    The child’s last episode of last year had not ended. It goes on this year, so this year’s first episode must have
    the same start date.

    To fix it: correct the start date of this episode. If the episode left open is missing this year, add it, with the
    day on which it ended.
    """
    first, last = r.Episodes.earliest("DECOM").join(r.Episodes_last.latest("DECOM", tie="last", unreadable=True))
    return first.where(last.DEC.blank & ~(first.DECOM == last.DECOM), last=last)


@fix("502", "Start of the episode as last year", key="decom-as-last-year", **LAST)
def start_as_last_year(f):
    """The episode was open at the end of last year, so it should say what last year’s return said. Untick a row where
    last year was wrong.
    """
    f = f[f.last.DECOM.readable]
    return f.set("DECOM", f.last.DECOM)


@rule(
    "503A",
    "cross-year",
    "Episodes: RNE",
    field="RNE",
    what="Reason for the new episode",
    fix="enter last year’s reason, which says how this episode began. If last year’s was wrong, tell the Department.",
    **BOTH_YEARS,
)
@rule(
    "503B",
    "cross-year",
    "Episodes: LS",
    field="LS",
    what="Legal status",
    fix=(
        "if the status changed, end the carried-over episode on that day and start a new one. If not, use last year’s"
        " status."
    ),
    **BOTH_YEARS,
)
@rule(
    "503C",
    "cross-year",
    "Episodes: CIN",
    field="CIN",
    what="Category of need",
    fix=(
        "use last year’s category, on every episode of this period of care: it is the need with which the child came"
        " into care."
    ),
    **BOTH_YEARS,
)
@rule(
    "503D",
    "cross-year",
    "Episodes: PLACE",
    field="PLACE",
    what="Placement type",
    years="2023-2024",
    fix=(
        "if the child moved, end the carried-over episode on that day and start a new one. If not, use last year’s"
        " type."
    ),
    **BOTH_YEARS,
)
@rule(
    "503E",
    "cross-year",
    "Episodes: PLACE_PROVIDER",
    field="PLACE_PROVIDER",
    what="Placement provider",
    fix=(
        "if the provider changed, end the carried-over episode on that day and start a new one. If not, use last year’s"
        " provider."
    ),
    **BOTH_YEARS,
)
@rule(
    "503F",
    "cross-year",
    "Episodes: URN",
    field="URN",
    what="Ofsted number (URN)",
    fix=(
        "if the placement changed, end the carried-over episode on that day and start a new one. If not, use last"
        " year’s number."
    ),
    **BOTH_YEARS,
)
def open_episode_changed(r, field, **_):
    """{what} differs from the episode left open last year

    The child’s last episode of last year had not ended, so this year’s first one is the same episode, carried over.
    Within one episode nothing changes, but here the two years differ.

    To fix it: {fix}
    """
    first, last = r.open_at_end_of_last_year
    return first.where(getattr(first, field).differs_from(getattr(last, field)), last=last)


@rule(
    "503D",
    "cross-year",
    "Episodes: PLACE",
    years="2025",
    replaced="H5",
    by="K3",
    during=2025,
    said="H5 (semi-independent) may become K3 (supported accommodation) this year.",
    **BOTH_YEARS,
)
@rule(
    "503D",
    "cross-year",
    "Episodes: PLACE",
    years="2026-",
    replaced="Z1",
    by="Z11 Z12 Z13 Z14",
    during=2026,
    said="In 2025-26 only, Z1 (other placement) may become Z11 to Z14.",
    **BOTH_YEARS,
)
def open_episode_changed_place(r, replaced, by, during, **_):
    """Placement type differs from the episode left open last year

    The child’s last episode of last year had not ended, so this year’s first one is the same episode, carried over.
    Within one episode nothing changes, but here the two years differ. {said}

    To fix it: if the child moved, end the carried-over episode on that day and start a new one. If not, use last year’s
    type.
    """
    first, last = r.open_at_end_of_last_year
    new_code = (last.PLACE == replaced) & first.PLACE.isin(by.split()) & (r.rules_year == during)
    return first.where(first.PLACE.differs_from(last.PLACE) & ~new_code, last=last)


@fix("503A", "Reason the episode began as last year", key="rne-as-last-year", column="RNE", **LAST)
@fix("503B", "Legal status as last year", key="ls-as-last-year", column="LS", **LAST)
@fix("503D", "Placement type as last year", key="place-as-last-year", column="PLACE", **LAST)
@fix("503E", "Placement provider as last year", key="place_provider-as-last-year", column="PLACE_PROVIDER", **LAST)
@fix("503F", "Ofsted number as last year", key="urn-as-last-year", column="URN", **LAST)
def episode_as_last_year(f, column):
    """The episode was open at the end of last year, so it should say what last year’s return said. Untick a row where
    last year was wrong.
    """
    return f.set(column, getattr(f.last, column))


@fix("503C", "Category of need as last year", through_period=True, **LAST)
def need_as_last_year(f):
    """The category of need stays the same while the child is in care. Takes last year’s for every episode of that
    period of care.
    """
    return f.set_through_period("CIN", f.last.CIN)


@rule(
    "503H",
    "cross-year",
    "Episodes: PL_LA",
    field="PL_LA",
    what="Placement authority",
    tables="Episodes Episodes_last",
    needs="last-year postcodes",
)
@rule(
    "503J",
    "cross-year",
    "Episodes: PL_LOCATION",
    field="PL_LOCATION",
    what="Marker inside or outside the council",
    tables="Episodes Episodes_last",
    needs="last-year postcodes",
)
def open_episode_moved_area(r, field, **_):
    """{what} differs from the episode left open last year

    The child’s last episode of last year had not ended, so this year’s first one is the same episode, carried over. By
    the placement postcodes of the two years, though, the child lives somewhere else, or one of the postcodes is not
    known.

    To fix it: compare the placement postcode in both years. If the child moved, end the carried-over episode on that
    day and start a new one. If not, correct the postcode.
    """
    first, last = r.open_at_end_of_last_year
    return first.where(getattr(first, field).differs_from(getattr(last, field)), last=last)


def _other_distance(first, last):
    """True where the miles from home differ by 0.2 or more, or only one of the two is there."""
    apart = abs(first.PL_DISTANCE.number - last.PL_DISTANCE.number).round(1)
    return (apart >= 0.2) | (first.PL_DISTANCE.blank != last.PL_DISTANCE.blank)


@rule("503G", "cross-year", "Episodes: PL_DISTANCE", tables="Episodes Episodes_last", needs="last-year postcodes")
def open_episode_moved(r):
    """Distance from home differs from the episode left open last year

    The child’s last episode of last year had not ended, so this year’s first one is the same episode, carried over. By
    the home and placement postcodes, though, the distance is 0.2 miles or more off last year’s, or can’t be worked out
    for one of the years.

    To fix it: compare both postcodes in both years. If the child moved, end the carried-over episode on that day and
    start a new one. If not, correct the postcode that is wrong.
    """
    first, last = r.open_at_end_of_last_year
    return first.where(_other_distance(first, last), last=last)


@rule("452", "cross-year", "Episodes: PL_LA", tables="Episodes Episodes_last", needs="last-year postcodes")
def same_episode_in_another_area(r):
    """Placement authority is not the same as last year, on what looks like the same episode

    The child’s last episode of last year had no end date, and this year’s first one has the same reason for starting,
    so they should be one and the same. By the placement postcodes, though, they are in the areas of different councils,
    or one of the postcodes is not known.

    To fix it: compare the placement postcode in both years. If the child moved, end the carried-over episode on that
    day and start a new one. If not, correct the postcode.
    """
    first, last = r.first_and_last_year
    same = first.RNE.filled & first.RNE.same_as(last.RNE) & last.DEC.blank
    return first.where(same & first.PL_LA.differs_from(last.PL_LA), last=last)


@rule("453", "cross-year", "Episodes: PL_DISTANCE", tables="Episodes Episodes_last", needs="last-year postcodes")
def same_episode_at_another_distance(r):
    """Distance from home is not the same as last year, on what looks like the same episode

    The child’s last episode of last year had not ended, and this year’s first one has the same reason for starting, so
    they should be one and the same. But the distance from home is 0.2 miles or more off last year’s, or is there in one
    of the years only.

    To fix it: compare the home and placement postcodes in both years. If the child moved, end the carried-over episode
    on that day and start a new one. If not, correct the postcode that is wrong.
    """
    first, last = r.open_at_end_of_last_year
    return first.where(first.RNE.filled & first.RNE.same_as(last.RNE) & _other_distance(first, last), last=last)
