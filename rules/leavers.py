"""Rules about care leavers (OC3)."""

import numpy as np

from check903.engine import NAT, rule, years
from check903.engine.templates import must_be_blank
from check903.reference.groups import LEAVER_DETAILS

NOT_DUE = "Care leavers are asked around their birthday, which is later in the year."


def birthday_if_blank(r, rows):
    """The birthday in the year, where an answer is still blank; a wrong answer is an error at once."""
    return np.where(rows.any_blank(*LEAVER_DETAILS), r.latest_birthday(rows.DOB, *range(17, 26)), NAT)


@rule("153", "missing", "OC3: IN_TOUCH ACTIV ACCOM", not_due=NOT_DUE, due=birthday_if_blank)
def details_partly_filled(r):
    """Care leaver’s details are only partly filled in

    Contact, main activity and accommodation belong together: all three are asked about a care leaver, and here at least
    one is blank.

    To fix it: fill in all three. If this young person is not due in the care leavers’ table, clear all three.
    """
    leavers = r.OC3
    return leavers[leavers.any_filled(*LEAVER_DETAILS) & leavers.any_blank(*LEAVER_DETAILS)]


@rule("344", "inconsistent", "OC3: IN_TOUCH ACTIV ACCOM")
def died_or_home_with_details(r):
    """Care leaver has died or gone home, but activity or accommodation is not 0

    The contact is DIED (died after leaving care) or RHOM (back with parents for six months or more). Nothing more is
    asked about them then: activity and accommodation must both be 0.

    To fix it: enter 0 for activity and for accommodation. If the young person has neither died nor gone home, correct
    the contact.
    """
    leavers = r.OC3
    return leavers[leavers.IN_TOUCH.isin("DIED", "RHOM") & ((leavers.ACTIV != "0") | (leavers.ACCOM != "0"))]


@rule("345", "inconsistent", "OC3: IN_TOUCH ACTIV ACCOM")
def in_touch_without_details(r):
    """Council is in touch with the care leaver, but activity or accommodation is 0

    The contact is YES (council in touch), so the council is expected to know what the young person does and where they
    live. 0 says that it is not known.

    To fix it: enter the real activity and accommodation. If the council is not in touch, correct the contact.
    """
    leavers = r.OC3
    return leavers[(leavers.IN_TOUCH == "YES") & ((leavers.ACTIV == "0") | (leavers.ACCOM == "0"))]


@rule("347", "inconsistent", "OC3: ACCOM DOB", years="2024-")
def foyer_under_18(r):
    """Care leaver who was under 18 when the year began is recorded as living in a foyer

    The accommodation is T1 or T2 (foyer or similar), which is for adults, but by the date of birth the 18th birthday
    came after 1 April, the first day of the year.

    To fix it: check the date of birth and the accommodation, and correct the one that is wrong.
    """
    leavers = r.OC3
    return leavers[leavers.ACCOM.isin("T", "T1", "T2") & (leavers.DOB + years(18) > r.start)]


@rule("391", "inconsistent", "OC3: DOB IN_TOUCH ACTIV ACCOM")
def details_under_17(r):
    """Care leaver’s details are given for someone under 17 at the end of the year

    Contact, activity and accommodation are asked from the 17th birthday on. By the date of birth, this young person had
    not turned 17 by 31 March, the last day of the year.

    To fix it: check the date of birth. If it is right, take the young person out of the care leavers’ table.
    """
    leavers = r.OC3
    return leavers[(leavers.DOB + years(17) > r.end) & leavers.any_filled(*LEAVER_DETAILS)]


must_be_blank("391", " ".join(LEAVER_DETAILS), "Care leaver’s details blank under 17")
