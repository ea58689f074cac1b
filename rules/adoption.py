"""Rules about one adoption record (AD1), and about the decisions that a child should be placed for adoption
(PlacedAdoption).
"""

from check903.engine import rule
from check903.reference.groups import ADOPTION_DETAILS


@rule("151", "missing", "AD1: DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR")
def details_partly_filled(r):
    """Adoption details are only partly filled in

    The return asks six things about an adoption: the date of the decision, the date of the match, whether a foster
    carer adopted, and the number, sex and legal status of the adopters. Here some are filled in and some are blank.

    To fix it: fill in all six. If the child was not adopted, clear them all.
    """
    a = r.AD1
    return a[a.any_filled(*ADOPTION_DETAILS) & a.any_blank(*ADOPTION_DETAILS)]


@rule("333", "inconsistent", "AD1: DATE_INT")
def decision_missing_or_after_match(r):
    """Decision that the child should be adopted is missing, or later than the match

    The child was matched with adopters, but the decision that the child should be placed for adoption has no date, or
    one after the match. The decision always comes first; both may be on the same day.

    To fix it: enter the date of the decision, and check that it is on or before the date of the match.
    """
    a = r.AD1
    return a[a.DATE_MATCH.readable & (~a.DATE_INT.readable | (a.DATE_INT > a.DATE_MATCH))]


@rule("511", "inconsistent", "AD1: NB_ADOPTR SEX_ADOPTR")
def two_adopters_with_sex_of_one(r):
    """Two adopters are recorded, but their sex is given as for a single adopter

    The number of adopters is 2, while the adopters’ sex is M1 (one man) or F1 (one woman).

    To fix it: check how many people adopted the child. For two, enter MM (two men), FF (two women) or MF (one man and
    one woman); for one, change the number of adopters to 1.
    """
    a = r.AD1
    return a[(a.NB_ADOPTR == "2") & a.SEX_ADOPTR.isin("M1", "F1")]


@rule("514", "inconsistent", "AD1: LS_ADOPTR SEX_ADOPTR")
def single_adopter_with_sex_of_two(r):
    """Adopter’s legal status is single (L0), but the adopters’ sex is not that of one person

    L0 stands for a single adopter, who is M1 (one man) or F1 (one woman).

    To fix it: check whether one person or a couple adopted the child, and correct the legal status or the sex so that
    they agree.
    """
    a = r.AD1
    return a[(a.LS_ADOPTR == "L0") & ~a.SEX_ADOPTR.isin("M1", "F1")]


@rule("517", "inconsistent", "AD1: LS_ADOPTR SEX_ADOPTR")
def unmarried_man_and_woman_with_other_sex(r):
    """Adopters are an unmarried man and woman (L3), but not recorded as one man and one woman (MF)

    L3 stands for a man and a woman who are not married; their sex is MF (one man and one woman).

    To fix it: check the adopters’ legal status and sex, and correct the one that is wrong. L4 is for two men or two
    women.
    """
    a = r.AD1
    return a[(a.LS_ADOPTR == "L3") & (a.SEX_ADOPTR != "MF")]


@rule("518", "inconsistent", "AD1: LS_ADOPTR SEX_ADOPTR")
def same_sex_couple_with_other_sex(r):
    """Adopters are an unmarried couple of the same sex (L4), but not recorded as two men or two women

    L4 stands for two men or two women who are neither married nor civil partners; their sex is MM (two men) or FF (two
    women).

    To fix it: check the adopters’ legal status and sex, and correct the one that is wrong. L3 is for a man and a woman.
    """
    a = r.AD1
    return a[(a.LS_ADOPTR == "L4") & ~a.SEX_ADOPTR.isin("MM", "FF")]


@rule("519", "inconsistent", "AD1: LS_ADOPTR SEX_ADOPTR")
def civil_partners_with_sex_of_one(r):
    """Adopters are civil partners (L2), but their sex is not that of a couple

    Civil partners are two people, so their sex is MM (two men), FF (two women) or MF (one man and one woman).

    To fix it: check the adopters’ legal status and sex, and correct the one that is wrong.
    """
    a = r.AD1
    return a[(a.LS_ADOPTR == "L2") & ~a.SEX_ADOPTR.isin("MM", "FF", "MF")]


@rule("520", "inconsistent", "AD1: LS_ADOPTR SEX_ADOPTR")
def married_man_and_woman_with_other_sex(r):
    """Adopters are a married man and woman (L11), but not recorded as one man and one woman (MF)

    L11 stands for a married couple of different sex; their sex is MF (one man and one woman).

    To fix it: check the adopters’ legal status and sex, and correct the one that is wrong. A married couple of the same
    sex is L12.
    """
    a = r.AD1
    return a[(a.LS_ADOPTR == "L11") & (a.SEX_ADOPTR != "MF")]


@rule("524", "inconsistent", "AD1: LS_ADOPTR SEX_ADOPTR")
def married_same_sex_with_other_sex(r):
    """Adopters are a married couple of the same sex (L12), but not recorded as two men or two women

    L12 stands for two men or two women who are married; their sex is MM (two men) or FF (two women).

    To fix it: check the adopters’ legal status and sex, and correct the one that is wrong. A married man and woman are
    L11.
    """
    a = r.AD1
    return a[(a.LS_ADOPTR == "L12") & ~a.SEX_ADOPTR.isin("MM", "FF")]


@rule("119", "missing", "PlacedAdoption: REASON_PLACED_CEASED DATE_PLACED_CEASED")
def reversal_half_filled(r):
    """Adoption decision was reversed: the date is there without the reason, or the reason without the date

    When a child is no longer to be placed for adoption, the return needs to know when that was decided and why.

    To fix it: enter both the date and the reason. If the decision still stands, clear both.
    """
    p = r.PlacedAdoption
    return p[p.DATE_PLACED_CEASED.blank != p.REASON_PLACED_CEASED.blank]


@rule("522", "inconsistent", "PlacedAdoption: DATE_PLACED DATE_PLACED_CEASED")
def reversed_before_decided(r):
    """Adoption decision was reversed on a date before it was made

    The day on which the plan was dropped is earlier than the day on which it was decided. The same day would be
    allowed.

    To fix it: check both dates; often they were swapped, or one has a wrong year.
    """
    p = r.PlacedAdoption
    return p[p.DATE_PLACED_CEASED < p.DATE_PLACED]


@rule("563", "missing", "PlacedAdoption: DATE_PLACED REASON_PLACED_CEASED DATE_PLACED_CEASED")
def reversal_without_decision(r):
    """Adoption decision was reversed, but the date on which it was made is blank

    The row says when and why the child was no longer to be placed for adoption, and not when that had been decided.

    To fix it: enter the date of the decision to place the child for adoption. If there was no such decision, clear the
    date and the reason of the reversal.
    """
    p = r.PlacedAdoption
    return p[p.REASON_PLACED_CEASED.filled & p.DATE_PLACED_CEASED.filled & p.DATE_PLACED.blank]


@rule("579", "inconsistent", "PlacedAdoption: DATE_PLACED DATE_PLACED_CEASED")
def decisions_overlap(r):
    """Adoption decisions overlap, or a new one starts while the one before is still open

    One decision must be reversed before the next is made. Here the one before has no date of reversal, or was reversed
    only after this one was made.

    To fix it: enter the date on which the earlier decision was reversed, and check that this one was made on that day
    or later.
    Remove a decision that was entered twice.
    """
    p = r.PlacedAdoption
    before = p.previous
    overlap = ~before.DATE_PLACED_CEASED.readable | (p.DATE_PLACED < before.DATE_PLACED_CEASED)
    return p.where(before.exists & overlap, before=before)


@rule("583", "missing", "PlacedAdoption: DATE_PLACED DATE_PLACED_CEASED")
def earlier_decision_left_open(r):
    """Child has several adoption decisions, and this earlier one has no date of reversal

    Only the latest decision can still stand. Any before it must have been reversed, perhaps in a previous year.

    To fix it: check that the child really had more than one decision. If so, enter the date on which this one was
    reversed; if not, remove the row that is not needed.
    """
    p, latest = r.PlacedAdoption.join(r.PlacedAdoption.latest("DATE_PLACED"))
    return p.where(p.DATE_PLACED.readable & ~p.isin(latest) & p.DATE_PLACED_CEASED.blank, other=latest)
