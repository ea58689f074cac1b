"""Rules about girls and young women who are mothers."""

from check903.engine import fix, rule
from check903.reference.groups import LEAVER_DETAILS, SHORT_BREAKS


@rule("393", "missing", "Header: MOTHER", tables="Header Episodes", years="2023-2024", female="2")
@rule("393", "missing", "Header: MOTHER", tables="Header Episodes", years="2025-", female="F")
def not_said_whether_a_mother(r, female):
    """Mother field is blank for a girl who is looked after

    Every girl or young woman (sex {female}) with an episode other than short breaks (V3, V4) needs an answer to whether
    she is a mother.

    To fix it: enter 1 if she is a mother, wherever the baby lives, and 0 if she is not.
    """
    h, e = r.Header, r.Episodes[~r.Episodes.LS.upper.isin(SHORT_BREAKS)]
    current = h.first_of(e.latest("DECOM", tie="last", unreadable=True))
    return h.where((h.SEX == female) & h.MOTHER.blank & h.child_in(e.children()), current=current)


@fix("393", "Mother field as last year, or else 0", safe=False)
def mother_as_last_year_or_not(f):
    """Takes last year’s answer; where there is none, 0 (not a mother). Untick a girl who has become a mother."""
    known = {}
    if "Header_last" in f.r.loaded:
        mine, then = f.rows.join(f.r.Header_last)
        known = dict(zip(mine.positions.tolist(), f.texts(then.MOTHER)))
    return f.set("MOTHER", ["1" if known.get(row) == "1" else "0" for row in f.rows.positions.tolist()])


@rule("607", "missing", "Episodes.DEC Episodes.REC Header.MOTHER Episodes.LS Header.SEX", years="2023-2024", female="2")
@rule("607", "missing", "Episodes.DEC Episodes.REC Header.MOTHER Episodes.LS Header.SEX", years="2025-", female="F")
def left_care_and_not_said_whether_a_mother(r, female):
    """Girl or young woman left care this year, but the mother field is blank

    For every girl or young woman (sex {female}) who left care in the year, short breaks (V3, V4) apart, the Department
    wants to know whether she was a mother.

    To fix it: enter 1 if she is a mother and 0 if she is not. If she did not leave care, correct the reason for ending.
    """
    e, h = r.Episodes.join(r.Header)
    left = (e.DEC >= r.start) & (e.DEC <= r.end) & e.REC.filled & (e.REC != "X1") & ~e.LS.isin(SHORT_BREAKS)
    at_fault = left & (h.SEX == female) & h.MOTHER.blank
    return e.where(at_fault, header=h), h.where(at_fault, current=e)


@rule("625", "inconsistent", "Header.MC_DOB Episodes.DEC", tables="Episodes Header")
def her_child_born_too_late(r):
    """Her first child was born after the end of the year, or after she left care

    Only a child born while she was looked after, and by 31 March, the last day of the year, is recorded. This date of
    birth is later than that day, or later than the end of her latest episode.

    To fix it: check the date of birth of her child, and the date on which she left care. Correct the wrong one.
    """
    e = r.Episodes
    still_in_care = e[~e.DEC.readable].latest("DECOM", tie="last", unreadable=True)
    has_left = e[~e.child_in(still_in_care.children())].latest("DEC")
    h, e = r.Header.join(still_in_care | has_left, keep=True)
    at_fault = (h.MC_DOB > r.end) | (h.MC_DOB > e.DEC)
    return h.where(at_fault, current=e), e.where(at_fault, header=h)


@rule("165", "invalid", "Header.MOTHER Header.SEX OC3.ACTIV OC3.ACCOM OC3.IN_TOUCH Episodes.DECOM")
def mother_field_wrong(r):
    """Mother field is not 0 or 1, is filled in for a boy, or is blank for a girl in care this year

    Only girls and young women can be mothers, and every one who was looked after in the year needs an answer. Short
    breaks (V3, V4) don’t count, and a care leaver who was not in care this year needs none.

    To fix it: for a girl in care, enter 1 if she is a mother and 0 if she is not. For a boy, clear the field.
    """
    h, e = r.Header, r.Episodes
    male, female = ("M", "F") if r.rules_year >= 2025 else ("1", "2")
    looked_after = ~e.LS.upper.isin(SHORT_BREAKS)
    left_earlier = r.children_with_leaver_details & ~e.children_where(looked_after & r.touches_year(e.DECOM, e.DEC))
    unanswered = h.MOTHER.blank & (h.SEX == female) & h.child_in(e.children_where(looked_after) & ~left_earlier)
    not_allowed = h.MOTHER.filled & (~h.MOTHER.isin("0", "1") | (h.SEX == male))
    wrong, latest = h[unanswered | not_allowed], e[looked_after].latest("DECOM", tie="last", unreadable=True)
    leavers = r.OC3[r.OC3.child_in(wrong.children())]
    return (
        h[not_allowed] | h.where(unanswered, current=h.first_of(latest)),
        leavers.where(leavers.exists, header=leavers.first_of(wrong), current=leavers.first_of(latest)),
    )


@rule("399", "inconsistent", "Header.MOTHER Episodes.LS Reviews.REVIEW Reviews.REVIEW_CODE")
def details_for_short_breaks_only(r):
    """Mother field or reviews are given for a child who had nothing but short breaks

    All of the child’s episodes are short breaks (V3, V4). For such a child the return asks neither about being a mother
    nor about reviews.

    To fix it: clear the mother field and remove the reviews. If the child was looked after for longer, correct the
    legal status.
    """
    e, h, v = r.Episodes, r.Header, r.Reviews
    short_breaks = e.children_all(e.LS.isin(SHORT_BREAKS))
    mother, reviewed = h.children_where(h.MOTHER.filled), v.any_filled("REVIEW", "REVIEW_CODE")
    wrong = short_breaks & (mother | v.children_where(reviewed))
    return (
        e.where(e.child_in(wrong), header=e.first_of(h)),
        h.where(h.child_in(wrong), current=h.first_of(e)),
        v.where(v.child_in(wrong) & (reviewed | v.child_in(mother)), current=v.first_of(e), header=v.first_of(h)),
    )


@rule("628", "inconsistent", "Header.MOTHER", tables="Header Episodes OC3")
def mother_field_of_care_leaver(r):
    """Mother field is filled in for a care leaver who was not in care this year

    The child has no episodes this year and is in the return as a care leaver only, of whom it is not asked.

    To fix it: clear the mother field. If the young person was in care during the year, add the missing episodes.
    """
    h, leavers = r.Header, r.OC3[r.OC3.any_filled(*LEAVER_DETAILS)]
    only_leaver = ~h.child_in(r.Episodes.children()) & h.child_in(leavers.children())
    return h.where(h.MOTHER.filled & only_leaver, absent="Episodes", oc3=h.first_of(leavers))
