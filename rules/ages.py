"""Rules about how old a child was when an episode started or ended. A birthday on 29 February falls on 28 February in
other years.
"""

from check903.engine import rule, years
from check903.reference.groups import ADOPTED


def eighteenth_birthday(r, rows):
    """The day from which an open episode of an adult is an error."""
    return rows.first_of(r.Header).DOB + years(18)


@rule("302", "inconsistent", "Episodes.DECOM Header.DOB", tables="Header Episodes")
def in_care_before_birth(r):
    """Child’s first episode starts before the child was born

    The earliest episode starts before the date of birth, so one of the two dates is wrong.

    To fix it: compare the date of birth with the start of the first episode and correct the wrong one.
    """
    e, h = r.Episodes.earliest("DECOM").join(r.Header)
    at_fault = e.DECOM < h.DOB
    return e.where(at_fault, header=h), h.where(at_fault, current=e)


@rule("352", "inconsistent", "Episodes: DECOM RNE", tables="Header Episodes")
def into_care_at_18(r):
    """Child started to be looked after on or after the 18th birthday

    The episode has the reason S (started to be looked after), but nobody can come into care at 18 or older.

    To fix it: check the date of birth and the start date. If both are right, check the reason, or whether the episode
    belongs in the return at all.
    """
    e, h = r.Episodes.join(r.Header)
    return e.where((e.RNE.upper == "S") & (e.DECOM >= h.DOB + years(18)), header=h)


@rule("358", "inconsistent", "Episodes.DECOM Header.DOB Episodes.LS", tables="Header Episodes")
def youth_justice_under_10(r):
    """Child under 10 has a youth justice legal status (J1, J2 or J3)

    J1 (on remand), J2 (held under the Police and Criminal Evidence Act) and J3 (youth rehabilitation order) are for
    children of 10 or over, the age of criminal responsibility. This episode starts before the child’s 10th birthday.

    To fix it: check the date of birth, the start date and the legal status.
    """
    e, h = r.Episodes.join(r.Header)
    at_fault = e.LS.isin("J1", "J2", "J3") & (e.DECOM < h.DOB + years(10))
    return e.where(at_fault, header=h), h.where(at_fault, current=e)


@rule(
    "359",
    "inconsistent",
    "Episodes: DEC LS PLACE",
    tables="Header Episodes",
    due=eighteenth_birthday,
    not_due="The young person turns 18 later in the year, and the episode ends by then.",
)
def still_in_care_after_18(r):
    """Person over 18 still has an open episode

    The 18th birthday was before 31 March, the last day of the year, and the episode has no end date. After 18 an
    episode can go on only with V2 (in care by agreement) in K2 (children’s home).

    To fix it: end the episode on or before the 18th birthday. If it does go on, check the date of birth, the legal
    status and the placement type.
    """
    e, h = r.Episodes.join(r.Header)
    return e.where(e.DEC.blank & (h.DOB + years(18) < r.end) & ~((e.LS == "V2") & (e.PLACE == "K2")), header=h)


@rule("370", "inconsistent", "Episodes: DECOM PLACE", tables="Episodes Header", years="2023", age=15)
@rule("370", "inconsistent", "Episodes: DECOM PLACE", tables="Episodes Header", years="2024", age=16)
def too_young_for_independent_living(r, age):
    """Child in independent living (P2) is younger than {age}

    The episode starts before the child’s {age}th birthday. Independent living (flat, lodgings, bed and breakfast) is
    for young people of {age} or over.

    To fix it: check the date of birth, the start date and the placement type.
    """
    return _placed_younger_than(age, "P2", r)


@rule("371", "inconsistent", "Episodes: DECOM PLACE", tables="Episodes Header", years="2023", age=14)
@rule("371", "inconsistent", "Episodes: DECOM PLACE", tables="Episodes Header", years="2024", age=16)
def too_young_for_semi_independent_living(r, age):
    """Child in semi-independent living (H5) is younger than {age}

    The episode starts before the child’s {age}th birthday. Semi-independent living is for young people of {age} or
    over.

    To fix it: check the date of birth, the start date and the placement type.
    """
    return _placed_younger_than(age, "H5", r)


@rule("371", "inconsistent", "Episodes: DECOM PLACE", tables="Episodes Header", years="2025-")
def too_young_for_supported_accommodation(r):
    """Child in supported accommodation (K3) is younger than 16

    The episode starts before the child’s 16th birthday. Supported accommodation is registered for young people of 16 or
    17 only.

    To fix it: check the date of birth, the start date and the placement type.
    """
    return _placed_younger_than(16, "K3", r)


@rule("372", "inconsistent", "Episodes: DECOM PLACE", tables="Episodes Header")
def too_young_for_custody(r):
    """Child in a young offender institution (R5) is younger than 10

    The episode starts before the child’s 10th birthday, but a child under 10 can’t be held in youth custody or prison.

    To fix it: check the date of birth, the start date and the placement type.
    """
    return _placed_younger_than(10, "R5", r)


@rule("373", "inconsistent", "Episodes: DECOM PLACE", tables="Episodes Header")
def too_young_for_residential_school(r):
    """Child in a residential school (S1) is younger than 4

    The episode starts before the child’s 4th birthday, which is too young to live at a school.

    To fix it: check the date of birth, the start date and the placement type.
    """
    return _placed_younger_than(4, "S1", r)


@rule("374", "inconsistent", "Episodes: DECOM PLACE", tables="Episodes Header")
def too_young_for_employment(r):
    """Child in residential employment (P3) is younger than 14

    The episode starts before the child’s 14th birthday, which is too young for work with board and lodging.

    To fix it: check the date of birth, the start date and the placement type.
    """
    return _placed_younger_than(14, "P3", r)


def _placed_younger_than(age, place, r):
    e, h = r.Episodes.join(r.Header)
    birthday = h.DOB + years(age)
    return e.where((e.PLACE == place) & (e.DECOM < birthday), header=h, limit=age, birthday_limit=birthday)


@rule("386", "inconsistent", "Episodes: REC", tables="Header Episodes")
def adopted_at_18(r):
    """Child was adopted (E11 or E12) on or after the 18th birthday

    The episode ended with E11 or E12 (adopted), but an adoption can only be recorded if it happened before the 18th
    birthday.

    To fix it: check the date of birth, the end date and the reason for ending.
    """
    e, h = r.Episodes.join(r.Header)
    return e.where(e.REC.upper.isin(ADOPTED) & (e.DEC >= h.DOB + years(18)), header=h)


@rule("387", "inconsistent", "Episodes: REC", tables="Header Episodes")
def independent_under_14(r):
    """Child left care for independent living (E5 or E6) before the age of 14

    The episode ended with E5 or E6 (independent living) before the child’s 14th birthday. So young a child does not
    live alone.

    To fix it: check the date of birth, the end date and the reason for ending.
    """
    return _left_younger_than(14, r, "E5", "E6")


@rule("389", "inconsistent", "Episodes: REC", tables="Episodes Header")
def adult_care_under_16(r):
    """Child moved to adult social care (E7) before the age of 16

    The episode ended with E7 (residential care funded by adult social care) before the child’s 16th birthday. Adult
    services take over from 16 at the earliest.

    To fix it: check the date of birth, the end date and the reason for ending.
    """
    return _left_younger_than(16, r, "E7")


def _left_younger_than(age, r, *reasons):
    e, h = r.Episodes.join(r.Header)
    return e.where(e.REC.upper.isin(reasons) & (e.DEC < h.DOB + years(age)), header=h)


@rule("407", "inconsistent", "Episodes.DEC Header.DOB Episodes.REC")
def special_guardian_at_18(r):
    """Special guardianship (E45 to E48) was granted on or after the 18th birthday

    The episode ended with a special guardianship order, but a court can only make one for a child under 18.

    To fix it: check the date of birth, the end date and the reason for ending.
    """
    e, h = r.Episodes.join(r.Header)
    at_fault = e.REC.isin("E45", "E46", "E47", "E48") & (e.DEC >= h.DOB + years(18))
    return e.where(at_fault, header=h), h.where(at_fault, current=e)


@rule("460", "inconsistent", "Episodes: DEC REC", tables="Header Episodes")
def stayed_with_carers_under_18(r):
    """Child left care at 18 to stay with the carers (E17), but was not yet 18

    The episode ended with E17 (turned 18 and stayed with the current carers) before the child’s 18th birthday.

    To fix it: check the date of birth and the end date. If both are right, choose the reason for which the child left
    care at this age.
    """
    e, h = r.Episodes.join(r.Header)
    return e.where((e.REC == "E17") & (e.DEC < h.DOB + years(18)), header=h)
