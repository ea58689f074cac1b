"""Rules about adopted children: the adoption record (AD1) beside their episodes and the decisions before it."""

from check903.engine import rule
from check903.reference.groups import ADOPTED, ADOPTION_DETAILS, FOR_ADOPTION

DETAILS = "AD1.DATE_INT AD1.DATE_MATCH AD1.FOSTER_CARE AD1.NB_ADOPTR AD1.SEX_ADOPTR AD1.LS_ADOPTR"


def _adopted_this_year(r):
    """Episodes that ended with adoption in the year."""
    e = r.Episodes
    return e[e.REC.isin(ADOPTED) & r.in_year(e.DEC)]


@rule("331", "inconsistent", "AD1.DATE_MATCH Episodes.DECOM Episodes.REC")
def matched_after_last_episode_began(r):
    """Child was matched with adopters after the episode that ended in adoption began

    The last episode before an adoption (E11, E12) is the placement with the adopters, so the match comes before it, or
    on its first day.

    To fix it: check the date of the match and the start of the episode, and correct the one that is wrong.
    """
    e, a = r.Episodes.join(r.AD1)
    late = e.REC.isin(ADOPTED) & (a.DATE_MATCH > e.DECOM)
    return a.where(late, current=e), e.where(late, ad1=a)


@rule("334", "inconsistent", "AD1.DATE_INT Episodes.DECOM Episodes.RNE")
def decided_before_period_of_care(r):
    """Decision that the child should be adopted is dated before the latest period of care began

    The child last came into care (S) after the decision. A decision is made while the child is looked after; the first
    day of care is early enough.

    To fix it: check the date of the decision and the day on which the child came into care, and correct the one that is
    wrong.
    """
    latest_start = r.Episodes[r.Episodes.RNE == "S"].latest("DECOM")
    e, a = latest_start.join(r.AD1)
    early = a.DATE_INT < e.DECOM
    return e.where(early, ad1=a), a.where(early, current=e)


@rule("335", "inconsistent", "Episodes.PLACE AD1.FOSTER_CARE")
def foster_carer_answer_disagrees(r):
    """Answer to whether a foster carer adopted the child disagrees with the placement

    In A3 and A5 (and the old A2) the adopters are the child’s foster carers, in A4 and A6 (and the old A1) they are
    not. The adoption record says the opposite.

    To fix it: find out whether the child was adopted by the foster carer. Correct the answer (1 yes, 0 no) or the
    placement type.
    """
    e, a = r.Episodes.join(r.AD1)
    denied = e.PLACE.isin("A2", "A3", "A5") & (a.FOSTER_CARE == "0")
    claimed = e.PLACE.isin("A1", "A4", "A6") & (a.FOSTER_CARE == "1")
    wrong = e.REC.isin("E1", *ADOPTED) & (denied | claimed)
    return e.where(wrong, ad1=a), a.where(wrong, current=e)


@rule("521", "inconsistent", "Episodes.PLACE Episodes.DECOM AD1.DATE_INT")
def decided_after_placed(r):
    """Decision that the child should be adopted is later than a placement for adoption

    The child was placed for adoption (A3 to A6) before it was decided. The decision comes first; both may be on the
    same day.

    To fix it: check the date of the decision and the start of the placement, and correct the one that is wrong.
    """
    e, a = r.Episodes.join(r.AD1)
    late = e.PLACE.isin(FOR_ADOPTION) & (a.DATE_INT > e.DECOM)
    return e.where(late, ad1=a), a.where(late, current=e)


@rule("523", "inconsistent", "PlacedAdoption.DATE_PLACED AD1.DATE_INT")
def decision_dates_differ(r):
    """Date of the adoption decision differs between PlacedAdoption and AD1

    Both tables give the date of the same decision, and the two are not the same day.

    To fix it: find the right date in the case file and correct the other. An earlier decision that was reversed keeps
    its own date.
    """
    p, a = r.PlacedAdoption.join(r.AD1)
    wrong = p.DATE_PLACED.clashes_with(a.DATE_INT)
    return p.where(wrong, ad1=a), a.where(wrong, adoption=p)


@rule("525", "inconsistent", f"PlacedAdoption.DATE_PLACED_CEASED {DETAILS}")
def adopted_though_plan_reversed(r):
    """Child has adoption details, although the decision to place the child for adoption was reversed

    PlacedAdoption says when the plan for adoption was dropped, and AD1 tells of an adoption.

    To fix it: if the plan was dropped, remove the adoption details. If the child was adopted, clear the date and reason
    of the reversal.
    """
    p, a = r.PlacedAdoption.join(r.AD1)
    wrong = p.DATE_PLACED_CEASED.filled & a.any_filled(*ADOPTION_DETAILS)
    return p.where(wrong, ad1=a), a.where(wrong, adoption=p)


@rule("582", "inconsistent", "Episodes.DEC AD1.DATE_MATCH")
def matched_on_day_of_adoption(r):
    """Child was adopted on the day of the match with the adopters

    Between the match and the adoption the child lives with the adopters for some weeks at least, so the two dates can’t
    be the same.

    To fix it: check the date of the match and the day on which the episode ended, and correct the one that is wrong.
    """
    e, a = r.Episodes.join(r.AD1)
    return e.where(e.REC.isin(ADOPTED) & (a.DATE_MATCH == e.DEC), ad1=a)


@rule("601", "missing", f"Episodes.REC {DETAILS}")
def adopted_without_details(r):
    """Child was adopted this year, but the adoption details are missing or incomplete

    The child’s episode ended with E11 or E12 (adopted) in this year, so AD1 needs all six answers about the adoption.

    To fix it: add the adoption record, or fill in what is blank. If the child was not adopted, correct the reason why
    the episode ended.
    """
    e, a = _adopted_this_year(r), r.AD1
    incomplete = a.any_blank(*ADOPTION_DETAILS)
    complete = a.children_all(~incomplete)
    return (
        e.where(~e.child_in(complete), ad1=e.first_of(a[incomplete]), absent="AD1"),
        a.where(incomplete & a.child_in(e.children()), current=a.first_of(e)),
    )


@rule("602", "inconsistent", "AD1.CHILD", tables="Episodes AD1")
def details_without_adoption(r):
    """Child has adoption details, but no episode that ended in adoption this year

    No episode of this child ended with E11 or E12 (adopted) between 1 April and 31 March.

    To fix it: if the child was adopted this year, correct the end date and the reason of the last episode. If not,
    remove the adoption details.
    """
    e, a = r.Episodes, r.AD1
    told = a.first_of(e[e.REC.isin(ADOPTED)] | e.latest("DECOM", tie="last", unreadable=True))
    unadopted = ~a.child_in(_adopted_this_year(r).children())
    return a.where(a.any_filled(*ADOPTION_DETAILS) & unadopted, current=told, absent="Episodes")
