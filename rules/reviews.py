"""Rules about one row of Reviews: the date, and how the child took part."""

from check903.engine import rule, years

AGED_4_OR_OVER = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")


@rule("167", "invalid", "Reviews: REVIEW_CODE")
def participation_missing_or_unknown(r):
    """How the child took part in the review is blank, unknown, or given without a review date

    Every review needs one of the codes PN0 (under 4) to PN7 (not there, views not given), and a code needs a review.

    To fix it: enter the code that says how the child took part, from PN0 (under 4 at the review) to PN7 (not there,
    views not given). If there is a code but no date, enter the date of the review, or remove the row if there was no
    review.
    """
    v = r.Reviews
    right = v.REVIEW.filled & v.REVIEW_CODE.isin("PN0", *AGED_4_OR_OVER)
    return v[~right & (v.REVIEW.filled | v.REVIEW_CODE.filled)]


@rule("440", "inconsistent", "Reviews: DOB REVIEW REVIEW_CODE")
def under_4_code_for_older_child(r):
    """Review code PN0 (under 4 at the review) is used for a child who was already 4

    By the date of birth the child had turned 4 by the day of the review, so the return asks how the child took part.

    To fix it: check the date of birth and the date of the review. If both are right, enter the code that says how the
    child took part, from PN1 (attended and spoke) to PN7 (not there, views not given).
    """
    v = r.Reviews
    return v[(v.REVIEW_CODE == "PN0") & (v.REVIEW >= v.DOB + years(4))]


@rule("441", "inconsistent", "Reviews: DOB REVIEW REVIEW_CODE")
def older_childs_code_under_4(r):
    """Review code PN1 to PN7 (aged 4 or over) is used for a child who was under 4

    By the date of birth the child had not turned 4 by the day of the review. A child as young as that has PN0 (under 4
    at the review).

    To fix it: check the date of birth and the date of the review. If both are right, change the code to PN0.
    """
    v = r.Reviews
    return v[v.REVIEW_CODE.isin(AGED_4_OR_OVER) & (v.REVIEW < v.DOB + years(4))]
