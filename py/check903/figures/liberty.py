"""Deprivation of liberty orders."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, count, share, total
from check903.figures.declared import measure
from check903.model.care import Care
from check903.model.day_numbers import numbers

ORDERS = "DoLo: DOLO_START DOLO_END; Episodes: DECOM DEC REC LS"


@measure("dolo", ORDERS, sure="own")
def dolo(care: Care) -> Count:
    """Children under a deprivation of liberty order

    Children looked after on the day for whom an order that deprives them of their liberty is in force then. Beside it,
    the children with an order at some time since 1 April, and the days of these orders so far.

    Exactly: Children of CLA(D) with a DoLo row, DOLO_START <= D and (DOLO_END blank or > D); of |CLA(D)|. In the year:
    rows touching [S, D], and their days.

    Source: The table DoLo of 2026-27; no measure is published yet.
    """
    rows = care.by_child("DoLo")
    on, held = care.open.cut(care.open.among(care.running(rows, "DOLO_START", "DOLO_END")))
    touching = care.touching(rows, "DOLO_START", "DOLO_END")
    year = touching.daily
    began = np.maximum(numbers(year.DOLO_START.value), care.first_day)
    last = numbers(year.day) + 1
    ended = np.where(year.DOLO_END.readable, np.minimum(numbers(year.DOLO_END.value), last), last)
    return share(on, held, other="Under no such order").beside(
        {
            "Children with an order in the year": count(touching.first(), splits=()),
            "Days under an order": total(year, np.maximum(ended - began, 0), splits=()),
        }
    )
