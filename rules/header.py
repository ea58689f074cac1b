"""Rules about one row of Header: the child, the pupil number, the young mother."""

from check903.engine import rule, years
from check903.engine.templates import must_be_blank

NO_PUPIL_NUMBER = ("UN1", "UN2", "UN3", "UN4", "UN5")


@rule("168", "invalid", "Header: UPN")
def pupil_number_malformed(r):
    """Pupil number (UPN) is not in the right form

    A pupil number has 13 characters: one capital letter (never I, O or S), then 12 digits, or 11 digits and a capital
    letter. A child without one has UN1 to UN5, the codes that say why. This entry is neither.

    To fix it: check the number with the school or the virtual school; often a character was lost or mistyped. If there
    is no number, enter the reason, from UN1 (below school age) to UN5 (sources disagree).
    """
    h = r.Header
    return h[h.UPN.filled & ~h.UPN.matches(r"[A-HJ-NP-RT-Z]\d{11}[\dA-Z]|UN[1-5]")]


@rule("174", "inconsistent", "Header: SEX MC_DOB", years="2023-2024", male="1")
@rule("174", "inconsistent", "Header: SEX MC_DOB", years="2025-", male="M")
def father_with_mothers_details(r, male):
    """A boy has a date of birth for a child of his own, which is asked of mothers only

    The child’s sex is {male} (male), yet the field for the birth of a young mother’s first child is filled in.

    To fix it: check the child’s sex. If he is a boy, clear the date of birth of his child: the return asks it of
    mothers only.
    """
    h = r.Header
    return h[(h.SEX == male) & h.MC_DOB.filled]


must_be_blank("174", "MC_DOB", "Birth date of a child blank for a boy")


@rule("209", "inconsistent", "Header: UPN DOB")
def too_old_for_no_pupil_number_yet(r):
    """Child of school age has UN1, the code for a child too young to have a pupil number

    UN1 (below school age, no pupil number given yet) stands for children who have not reached school age. This child
    turned 4 early enough to have started school, so there should be a pupil number.

    To fix it: ask the school for the pupil number and enter it, or the true reason for having none, from UN2 (never in
    a state school) to UN5 (sources disagree). If the child is younger than this, correct the date of birth.
    """
    h = r.Header
    return h[(h.UPN == "UN1") & (h.DOB + years(4) <= r.august_before)]


@rule("232", "invalid", "Header: SEX", years="2025-")
def sex_not_known(r):
    """Child’s sex is recorded as not known

    U (not known) is accepted, but the Department asks about every child who has it.

    To fix it: look the sex up in the child’s file and enter M (male) or F (female). If it truly is not known, keep U
    and be ready to explain it.
    """
    h = r.Header
    return h[h.SEX.upper == "U"]


@rule("301", "invalid", "Header: DOB")
def born_after_the_year(r):
    """Date of birth is after the end of the collection year

    The child is recorded as born after 31 March, the last day of the year that this return covers.

    To fix it: check the date of birth, above all its year. A child who was born after the year ended belongs in next
    year’s return.
    """
    h = r.Header
    return h[h.DOB > r.end]


@rule("351", "invalid", "Header: DOB")
def aged_over_25(r):
    """Young person was already over 25 when the collection year began

    By the date of birth, the 25th birthday was before 1 April, the first day of the year. Nobody of that age belongs in
    this return.

    To fix it: check the date of birth, above all its year. If it is right, leave the person out of this return.
    """
    h = r.Header
    return h[h.DOB + years(25) < r.start]


@rule("444", "inconsistent", "Header: UPN", years="2026-", cross_child=True)
def pupil_number_shared(r):
    """Same pupil number (UPN) stands on more than one Header row

    A pupil number belongs to one child only. Either two children were given the same number, or one child is in the
    return twice.

    To fix it: ask the school or the virtual school whose number it is, and correct the other child’s. If the rows are
    the same child under two child ids, merge them.
    """
    h = r.Header
    return h.where(h.UPN.filled & ~h.UPN.isin(NO_PUPIL_NUMBER) & h.UPN.duplicated, other=h.next_with_same("UPN"))


@rule("611", "missing", "Header: MOTHER MC_DOB")
def mother_without_childs_birth(r):
    """Young mother’s own child has no date of birth

    MOTHER is 1 (she is a mother), but the date on which her first child was born is blank.

    To fix it: enter the date of birth of her first child. If she is not a mother, change MOTHER to 0.
    """
    h = r.Header
    return h[(h.MOTHER == "1") & h.MC_DOB.blank]


@rule("612", "inconsistent", "Header: SEX MOTHER MC_DOB", years="2023-2024", female="2")
@rule("612", "inconsistent", "Header: SEX MOTHER MC_DOB", years="2025-", female="F")
def childs_birth_but_no_mother(r, female):
    """Girl has a date of birth for a child of her own, but is not recorded as a mother

    The child’s sex is {female} (female) and the birth of her first child is filled in, yet MOTHER is 0 (not a mother)
    or blank.

    To fix it: if she is a mother, change MOTHER to 1. If she is not, clear the date of birth of her child.
    """
    h = r.Header
    return h[(h.SEX == female) & (h.MOTHER.blank | (h.MOTHER == "0")) & h.MC_DOB.filled]


@rule("620", "inconsistent", "Header: DOB MOTHER")
def mother_under_11(r):
    """Child recorded as a mother was under 11 when the year began

    MOTHER is 1 (she is a mother), but by the date of birth she had not turned 11 by 1 April, the first day of the year.

    To fix it: check the date of birth and whether MOTHER should be 0, and correct the one that is wrong.
    """
    h = r.Header
    return h[(h.MOTHER == "1") & (h.DOB + years(11) > r.start)]


@rule("621", "inconsistent", "Header: DOB MC_DOB")
def mother_not_older_than_her_child(r):
    """Young mother is not older than her own child

    The date of birth of her first child is on or before her own. Most often the two dates were swapped, or one has a
    wrong year.

    To fix it: check both dates of birth and correct the one that is wrong.
    """
    h = r.Header
    return h[h.MC_DOB <= h.DOB]
