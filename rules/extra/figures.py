"""Checks of the file's figures against last year's on the same day."""

from check903.model.care import Care
from check903.model.dates import years_on

from . import look
from .sets import here


@look("W45A", "Episodes: DECOM", counted="open", what="children in care", tables="Episodes Episodes_last", whole=True)
@look(
    "W45B",
    "Episodes: DECOM",
    counted="first_starts",
    what="children who came into care since 1 April",
    tables="Episodes Episodes_last",
    whole=True,
)
@look(
    "W45C",
    "Episodes: DEC",
    counted="last_ceases",
    what="children who left care since 1 April",
    tables="Episodes Episodes_last",
    whole=True,
)
def figure_jumped(r, counted, **_):
    """Number of {what} differs much from last year

    The number is more than 20%, and more than 10 children, above or below that of the same day a year ago, by last
    year’s return.

    To fix it: look whether children are missing from one of the two returns. If both are right, change nothing.
    """
    now = getattr(r.care, counted)
    then = getattr(Care(r.of_last_year(), years_on(r.care.days, -1)), counted)
    difference = abs(len(now) - len(then))
    rows = here(r, now.rows)
    jumped = difference > 10 and difference * 5 > len(then)
    return rows.where([jumped] * len(rows), now=len(now), then=len(then), day=r.day)
