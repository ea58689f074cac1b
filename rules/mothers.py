"""Rules about girls and young women who are mothers."""

from check903.engine import rule
from check903.model import RESPITE


@rule("393", "missing", "Header: MOTHER", tables="Header Episodes", years="2023-2024", female="2")
@rule("393", "missing", "Header: MOTHER", tables="Header Episodes", years="2025-", female="F")
def not_said_whether_a_mother(r, female):
    """Mother field is blank for a girl who is looked after

    Every girl or young woman (sex {female}) with an episode other than short breaks (V3, V4) needs an answer to whether she
    is a mother.

    To mend it: enter 1 if she is a mother, wherever the baby lives, and 0 if she is not.
    """
    h, e = r.Header, r.Episodes
    return h[(h.SEX == female) & h.MOTHER.blank & h.of(e.children(~e.LS.upper.isin(RESPITE)))]


@rule("607", "missing", "Episodes.DEC Episodes.REC Header.MOTHER Episodes.LS Header.SEX", years="2023-2024", female="2")
@rule("607", "missing", "Episodes.DEC Episodes.REC Header.MOTHER Episodes.LS Header.SEX", years="2025-", female="F")
def left_care_and_not_said_whether_a_mother(r, female):
    """Girl or young woman left care this year, but the mother field is blank

    For every girl or young woman (sex {female}) who left care in the year, short breaks (V3, V4) apart, the Department
    wants to know whether she was a mother.

    To mend it: enter 1 if she is a mother and 0 if she is not. If she did not leave care, correct the reason for ending.
    """
    e, h = r.Episodes.join(r.Header)
    left = (e.DEC >= r.start) & (e.DEC <= r.end) & e.REC.filled & (e.REC != "X1") & ~e.LS.isin(RESPITE)
    at_fault = left & (h.SEX == female) & h.MOTHER.blank
    return e[at_fault], h[at_fault]


@rule("625", "inconsistent", "Header.MC_DOB Episodes.DEC", tables="Episodes Header")
def her_child_born_too_late(r):
    """Her first child was born after the end of the year, or after she left care

    Only a child born while she was looked after, and by 31 March, the last day of the year, is recorded. This date of birth
    is later than that day, or later than the end of her latest episode.

    To mend it: check the date of birth of her child, and the date on which she left care. Correct the wrong one.
    """
    e = r.Episodes
    still_in_care = e[~e.DEC.readable].latest("DECOM", tie="last", unreadable=True)
    has_left = e[~e.of(still_in_care.children())].latest("DEC")
    h, e = r.Header.join(still_in_care | has_left, keep=True)
    at_fault = (h.MC_DOB > r.end) | (h.MC_DOB > e.DEC)
    return h[at_fault], e[at_fault]
