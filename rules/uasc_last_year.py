"""Rules that compare an asylum seeker’s status (UASC) with last year’s return."""

from check903.engine import rule, years

TABLES = {"tables": "UASC UASC_last", "optional": "Header Header_last", "needs": "last-year"}


@rule("205A", "cross-year", "UASC.CHILD Header.CHILD Header.UASC", **TABLES)
def no_longer_an_asylum_seeker(r):
    """Child was an asylum seeker (UASC) last year but is not this year, and the end date does not fit

    If the status ended last year, last year’s return gives a day within that year on which it ended, and this year’s
    gives none.
    Here one of the two does not hold.

    To fix it: find out when the status ended. If it was last year, clear this year’s end date and correct last year’s
    with the Department; if it was this year or the child still has it, mark the child as an asylum seeker (UASC 1).
    """
    now, then, h = r.UASC, r.UASC_last, r.Header
    ended_wrong = now.children_where(now.DUC.filled) | then.children_where(~r.in_last_year(then.DUC))
    lost = then.children() & ~r.asylum.this.yes & r.asylum.last.yes
    wrong = lost & ended_wrong
    in_uasc = now.where(now.child_in(wrong), last=now.first_of(then), header=now.first_of(h))
    return in_uasc, h.where(h.child_in(wrong), last=h.first_of(then), uasc=h.first_of(now))


def _in_header(r, wrong):
    """Header's rows of the children of those rows of UASC, with the row of this year and that of last year beside."""
    h = r.Header
    return h.where(h.child_in(wrong.children()), last=h.first_of(r.UASC_last), uasc=h.first_of(wrong))


@rule("205B", "cross-year", "UASC.DUC Header.UASC", **TABLES)
def asylum_seeker_in_both_years(r):
    """Child is an asylum seeker (UASC) in both years, but the dates on which that ends do not fit

    Last year’s end date should be the 18th birthday, on which the status ends at the latest, and this year’s should be
    the same day or one within this year.

    To fix it: check the date of birth and both end dates. If last year’s return was wrong, tell the Department.
    """
    now, then = r.UASC.join(r.UASC_last)
    in_both = now.child_in(r.asylum.this.yes & r.asylum.last.yes)
    fits = (then.DUC == then.DOB + years(18)) & (r.in_year(now.DUC) | (now.DUC == then.DUC))
    return now.where(in_both & ~fits, last=then, header=now.first_of(r.Header)), _in_header(r, now[in_both & ~fits])


@rule("205C", "cross-year", "UASC.DUC Header.UASC", **TABLES)
def end_date_without_status(r):
    """Date on which asylum-seeking (UASC) status ended, for a child who had it in neither year

    The UASC table of this year or last year says when the status ended, but the child is not marked as an asylum seeker
    in either.

    To fix it: if the child was an unaccompanied asylum seeker, mark the child so (UASC 1). If not, take out the end
    date.
    """
    now, then = r.UASC.join(r.UASC_last, keep=True)
    in_neither = now.child_in(r.asylum.this.no & r.asylum.last.no)
    wrong = in_neither & (now.DUC.readable | then.DUC.readable)
    return now.where(wrong, last=then, header=now.first_of(r.Header)), _in_header(r, now[wrong])


@rule(
    "205D",
    "cross-year",
    "Header.UASC Header.CHILD UASC.CHILD",
    optional="Header UASC Header_last UASC_last",
    needs="last-year",
)
def newly_an_asylum_seeker(r):
    """Child is an asylum seeker (UASC) this year, but was in last year’s return as none

    A child who came to England alone is an asylum seeker from the first day in care. This child was in care last year
    already, without being marked.

    To fix it: find out whether the child was an unaccompanied asylum seeker last year. If so, tell the Department that
    last year’s return was wrong; if not, correct this year’s.
    """
    now, then = r.asylum.this, r.asylum.last
    marked, not_marked = now.rows[now.marked].join(then.rows[~then.marked])
    return marked.where(marked.exists, last=not_marked)
