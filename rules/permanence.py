"""Rules about what a child had before: adoption, special guardianship or another permanence order (PrevPerm)."""

from check903.engine import rule


@rule("635", "missing", "PrevPerm: LA_PERM DATE_PERM PREV_PERM")
def order_without_option(r):
    """Previous permanence order has a date or a council, but no permanence option

    The row says when, or by which council, the earlier order was made, while the option is Z1 (no previous permanence) or empty.

    To mend it: if the child had an earlier order, enter the option that it was, from P1 (adoption) to P4 (not known). If not, enter Z1
    and empty the date and the council.
    """
    p = r.PrevPerm
    return p[p.any_filled("LA_PERM", "DATE_PERM") & (p.PREV_PERM.blank | (p.PREV_PERM == "Z1"))]
