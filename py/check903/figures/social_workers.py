"""Changes of social worker."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, share
from check903.figures.declared import measure
from check903.model.care import Care
from check903.model.rows import Rows

NEVER = 2**30  # a position that no day has


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
    touches, since = care.touching_since(rows, "SW_DECOM", "SW_DEC")
    workers = on.of_each_day(_distinct(care, rows, np.where(touches & rows.SW_ID.filled, since, NEVER)))
    without = np.where(touches & rows.SW_ID.blank, since, NEVER)
    more = on.of_each_day(care.tally(rows.child, without, care.last_day))
    none = on.of_each_day(care.tally(rows.child, np.where(touches, since, NEVER), care.last_day)) == 0
    on, many, unsure = on.cut(workers >= 3, (workers < 3) & (workers + more >= 3) | none)
    return share(on, many, cannot_tell=unsure, other="Fewer than three social workers")


def _distinct(care: Care, rows: Rows, since: np.ndarray) -> np.ndarray:
    """How many workers each child has had by each day: (days, children + 1). `since`: from which day on each of the
    rows counts.
    """
    worker = rows.SW_ID.to_rows(rows.SW_ID.base.ids).astype(np.int64)
    order = np.lexsort([worker, rows.child])
    new = (np.diff(rows.child[order], prepend=-1) != 0) | (np.diff(worker[order], prepend=-1) != 0)
    first = np.flatnonzero(new)
    met = np.minimum.reduceat(since[order], first) if len(first) else since
    return care.tally(rows.child[order[first]], met, care.last_day)
