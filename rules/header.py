"""Rules about one row of Header."""

from check903.engine import rule, years


@rule("301", "invalid", "Header: DOB")
def born_after_the_year(r):
    """Date of birth is after the end of the collection year

    The child is recorded as born after 31 March, the last day of the year that this return covers.

    To mend it: check the date of birth, above all its year. A child who was born after the year ended belongs in next year’s return.
    """
    h = r.Header
    return h[h.DOB > r.end]


@rule("351", "invalid", "Header: DOB")
def aged_25_or_over(r):
    """Child is older than 25 at the start of the year

    The date of birth makes this person 26 or nearly so before the year began; nobody of that age belongs in the return.

    To mend it: check the date of birth, above all its year. If it is right, leave the person out of this return.
    """
    h = r.Header
    return h[h.DOB + years(25) < r.start]
