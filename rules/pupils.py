"""Rules about the pupil number of children who have episodes."""

from check903.engine import rule
from check903.reference.groups import SHORT_BREAKS


@rule("210", "inconsistent", "Header.UPN Episodes.DECOM")
def number_not_yet_found(r):
    """Pupil number UN4 is used with an episode that starts in the last week of the year

    The episode starts on or after 24 March, and the pupil number is UN4 (became looked after in the last week and
    number not yet found). The Department’s rule asks for a second look at the two together.

    To fix it: enter the real pupil number if it is known by now, or the code that applies. Check the start date too.
    """
    e, h = r.Episodes.join(r.Header)
    at_fault = (h.UPN == "UN4") & (e.DECOM >= f"{r.collection.year}-03-24")
    first = e.first_of(r.Episodes.earliest("DECOM"))
    return e.where(at_fault, header=h, first=first), h.where(at_fault, current=e, first=first)


@rule("442", "missing", "Header: UPN", tables="Episodes Header")
def no_pupil_number(r):
    """Pupil number is blank for a child who is looked after

    Every child with an episode other than short breaks (V3, V4) needs a unique pupil number (UPN), or the code that
    says why there is none.

    To fix it: enter the pupil number, or one of the codes UN1 (below school age) to UN5 (sources disagree).
    """
    h, e = r.Header, r.Episodes[~r.Episodes.LS.isin(SHORT_BREAKS)]
    current = h.first_of(e.latest("DECOM", tie="last", unreadable=True))
    return h.where(h.UPN.blank & h.child_in(e.children()), current=current)
