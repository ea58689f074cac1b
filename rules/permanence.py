"""Rules about what a child had before: adoption, special guardianship or another permanence order (PrevPerm)."""

from check903.engine import rule


@rule("635", "missing", "PrevPerm: LA_PERM DATE_PERM PREV_PERM")
def order_without_option(r):
    """Previous permanence order has a date or a council, but no permanence option

    The row says when, or by which council, the earlier order was made, while the option is Z1 (no previous permanence)
    or blank.

    To fix it: if the child had an earlier order, enter the option that it was, from P1 (adoption) to P4 (not known). If
    not, enter Z1 and clear the date and the council.
    """
    prior = r.PrevPerm
    return prior[prior.any_filled("LA_PERM", "DATE_PERM") & (prior.PREV_PERM.blank | (prior.PREV_PERM == "Z1"))]


@rule("630", "missing", "Episodes.RNE", tables="Episodes PrevPerm")
def previous_permanence_not_asked(r):
    """Child came into care this year, but the details of previous permanence are missing

    For every child who came into care (S) in the year, the return asks whether an earlier time in care had ended with
    adoption or another lasting order. There is no record, or it is not complete: the option, the council and the date,
    or Z1 (no previous permanence) alone.

    To fix it: enter the option, the council and the date. If the child had no such order, enter Z1 (no previous
    permanence).
    """
    e, prior = r.Episodes, r.PrevPerm
    incomplete = prior.PREV_PERM.blank | ((prior.PREV_PERM != "Z1") & prior.any_blank("LA_PERM", "DATE_PERM"))
    answered = e.child_in(prior.children_all(~incomplete))
    unanswered = (e.RNE == "S") & (e.DECOM >= r.start) & ~answered
    return e.where(unanswered, permanence=e.first_of(prior[incomplete]), absent="PrevPerm")


@rule("632", "invalid", "PrevPerm.DATE_PERM Episodes.DECOM")
def order_not_before_care(r):
    """Date of the previous permanence order is not a date, or is not before the child came into care

    The date is written as day, month and year, with ZZ for an unknown day or month and ZZZZ for an unknown year. This
    one can’t be read so, or it is on or after the day on which the child’s first episode began.

    To fix it: enter the date as 05/06/2019, ZZ/06/2019 or ZZ/ZZ/2019. If nothing is known of it, enter ZZ/ZZ/ZZZZ.
    """
    prior, e = r.PrevPerm.join(r.Episodes.earliest("DECOM"), keep=True)
    ordered, year_unknown = prior.DATE_PERM.at_earliest, prior.DATE_PERM.matches(".*/ZZZZ")
    wrong = ordered.unreadable | ((ordered >= e.DECOM) & ~year_unknown)
    return prior.where(wrong, current=e), e.where(wrong, permanence=prior)


@rule("634", "inconsistent", "PrevPerm.LA_PERM PrevPerm.PREV_PERM PrevPerm.DATE_PERM Episodes.DECOM")
def previous_permanence_not_due(r):
    """Details of previous permanence are given, but all of the child’s episodes began before 1 April 2016

    The Department asks about previous permanence only for children who came into care from 1 April 2016 on.

    To fix it: check the start dates of the child’s episodes. If they are right, remove the details of previous
    permanence.
    """
    prior, latest = r.PrevPerm.join(r.Episodes.latest("DECOM"))
    not_due = (latest.DECOM < "2016-04-01") & prior.any_filled("PREV_PERM", "LA_PERM", "DATE_PERM")
    e = r.Episodes
    return prior.where(not_due, current=latest), e.where(
        e.child_in(prior.children_where(not_due)), permanence=e.first_of(prior[not_due])
    )
