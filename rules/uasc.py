"""Rules about unaccompanied asylum-seeking children (UASC)."""

from check903.engine import rule, years


@rule("104", "invalid", "UASC: DUC")
def status_ended_before_the_year(r):
    """Date asylum-seeking (UASC) status ended is before this year, or is not a real date

    The return holds only children who were unaccompanied and seeking asylum during the year, so a status that ended
    before 1 April does not belong in it. A text that is not a date can’t be counted at all.

    To fix it: enter the day the status ended as day/month/year with a four-digit year. If it ended before 1 April, take
    the child out of the UASC table.
    """
    u = r.UASC
    return u[u.DUC.unreadable | (u.DUC < r.start)]


@rule("105", "invalid", "Header: UASC")
def status_not_0_or_1(r):
    """Asylum-seeking (UASC) marker is blank or is not 0 or 1

    An XML return says of each child in Header whether the child was unaccompanied and seeking asylum during the year: 1
    (yes) or 0 (no). Of this child it says neither.

    To fix it: enter 1 if the child was an unaccompanied asylum-seeking child at any time in the year, otherwise 0.
    """
    h = r.Header
    return h[(r.file_format == "xml") & (h.UASC.number != 0) & (h.UASC.number != 1)]


@rule("231", "inconsistent", "Header: DOB UASC", years="2025-", optional="UASC", severity="query")
def asylum_seeker_under_11(r):
    """Unaccompanied asylum-seeking child is under 11

    The child turned 11 on 31 March, the last day of the year, or is younger still. Children who come to England alone
    are usually older, so the Department asks.

    To fix it: check the date of birth and whether the child really came alone. If both are right, say so to the
    Department when the return is submitted.
    """
    h = r.Header
    return h[(h.UASC.number == 1) & (h.DOB + years(11) >= r.end)]


@rule("303", "inconsistent", "UASC.DUC Header.UASC")
def status_ended_but_never_held(r):
    """Asylum-seeking (UASC) status has an end date, but Header says the child never had it

    The UASC table says when the status ended. Header says 0 (not an unaccompanied asylum-seeking child), or does not
    say.

    To fix it: if the child had the status in this year, change UASC in Header to 1. If not, take out the date on which
    it ended.
    """
    u, h = r.UASC.join(r.Header)
    wrong = u.DUC.filled & (h.UASC.number != 1)
    return u.where(wrong, header=h), h.where(wrong, uasc=u)


@rule("304", "inconsistent", "UASC: DUC")
def status_ended_after_18(r):
    """Asylum-seeking (UASC) status ended after the 18th birthday

    A young person stops being an unaccompanied asylum-seeking child at 18 at the latest, so the end date can’t be later
    than the birthday.

    To fix it: check the date of birth and the date on which the status ended. If the status ended at 18, enter the 18th
    birthday.
    """
    u = r.UASC
    return u[u.DUC > u.DOB + years(18)]
