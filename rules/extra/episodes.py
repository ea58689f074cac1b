"""Checks of legal status and reasons, above all over the whole file."""

import numpy as np

from check903.engine import days
from check903.model.dates import add

from . import look
from .sets import days_since, open_run

WEEKS = 52


@look("W27", "Episodes: LS", alarms="some", optional="Episodes_last")
def interim_order_for_long(r):
    """Interim care order for more than a year

    Courts are to decide within 26 weeks. This interim care order (C1) has run for more than 52, without a break.

    To fix it: check whether a full care order was made, and enter the new legal status from its day on.
    """
    e, since = open_run(r, r.care.episodes.LS == "C1")
    return e.where(add(since, days(WEEKS * 7)) < r.day, since=since, weeks=days_since(since, r.day) // 7)


@look("W30A", "Episodes: REASON_PLACE_CHANGE", alarms="some", whole=True)
def other_reason_for_change(r):
    """“Any other reason” for placement changes too often

    More than 40% of at least 30 placement changes have the reason OTHER. In England it was 25% in 2025.

    To fix it: look whether the records say more than the code that was chosen.
    """
    e = r.Episodes
    return _often(e, e.REASON_PLACE_CHANGE.filled, e.REASON_PLACE_CHANGE == "OTHER", 40)


@look("W30B", "Episodes: REC", alarms="some", whole=True)
def other_reason_for_leaving(r):
    """“Any other reason” for leaving care too often

    More than 15% of at least 30 times that care ended have the reason E8. In England it was 7% in 2025.

    To fix it: look whether the records say more than the code that was chosen.
    """
    e = r.Episodes
    return _often(e, e.REC.filled & (e.REC != "X1") & r.in_year(e.DEC), e.REC == "E8", 15)


@look("W30C", "PrevPerm: PREV_PERM", alarms="some", whole=True)
def permanence_not_known(r):
    """Previous permanence “not known” too often

    More than 40% of at least 30 previous permanences are not known (P4). In England it was 20% in 2024.

    To fix it: look whether the records say more than the code that was chosen.
    """
    p = r.PrevPerm
    return _often(p, p.PREV_PERM.filled & (p.PREV_PERM != "Z1"), p.PREV_PERM == "P4", 40)


def _often(rows, asked: np.ndarray, counted: np.ndarray, most: int, least: int = 30):
    """The rows `asked` in which `counted` is True, if they are more than `most` per cent of at least `least`."""
    found, of = int(np.count_nonzero(asked & counted)), int(np.count_nonzero(asked))
    often = of >= least and found * 100 > most * of
    return rows.where(asked & counted & often, found=found, of=of, percent=round(100 * found / max(of, 1)))
