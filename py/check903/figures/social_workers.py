"""Changes of social worker."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, share
from check903.figures.declared import measure
from check903.model.care import Care
from check903.model.rows import Rows


@measure("social_workers_3", "SWEpisodes: SW_ID SW_DECOM SW_DEC; Episodes: DECOM DEC REC LS")
def social_workers_3(care: Care) -> Count:
    """Children with three or more social workers in the year

    Children looked after on the day who have had at least three different social workers since 1 April, those of times
    when the child was not looked after included. Workers without a number count each as their code says.

    Exactly: Children of CLA(D) with >= 3 distinct SW_ID among SWEpisodes rows with SW_DECOM <= D and (SW_DEC blank or
    >= S); of |CLA(D)|.

    Source: The Local Authority Interactive Tool, 'Stability_SocialWorker'.
    """
    on = care.open
    rows = care.by_child("SWEpisodes")
    times = care.touching_days(rows, "SW_DECOM", "SW_DEC")
    workers = _distinct(care, rows, times & rows.SW_ID.filled)[on.when, on.child]
    more = care.tally(times & rows.SW_ID.blank, rows.child)[on.when, on.child]
    none = care.tally(times, rows.child)[on.when, on.child] == 0
    return share(
        on,
        workers >= 3,
        cannot_tell=(workers < 3) & (workers + more >= 3) | none,
        other="Fewer than three social workers",
    )


def _distinct(care: Care, rows: Rows, mask: np.ndarray) -> np.ndarray:
    """How many workers each child has on each day: (days, children + 1)."""
    worker = rows.SW_ID.to_rows(rows.SW_ID.base.ids).astype(np.int64)
    order = np.lexsort([worker, rows.child])
    new = (np.diff(rows.child[order], prepend=-1) != 0) | (np.diff(worker[order], prepend=-1) != 0)
    first = np.flatnonzero(new)
    if not len(first):
        return care.tally(mask, rows.child)
    return care.tally(np.logical_or.reduceat(mask[:, order], first, axis=1), rows.child[order[first]])
