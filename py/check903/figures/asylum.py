"""Unaccompanied asylum-seeking children."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, share
from check903.figures.declared import Lacks, measure
from check903.model.care import Care
from check903.model.day_numbers import UNREADABLE, ends_of
from check903.model.on_days import OnDays


@measure("cla_uasc", "Episodes: DECOM DEC REC LS; UASC: DUC; Header: UASC", tables="Episodes")
def cla_uasc(care: Care) -> Count:
    """Unaccompanied asylum-seeking children looked after

    Children looked after on the day who came to the country alone and whose status as asylum seekers had not ended by
    then.

    Exactly: Children of CLA(D) with a UASC row whose DUC is blank or > D; of |CLA(D)|.

    Source: The Department's data guidance 2023, children looked after on 31 March who were unaccompanied
    asylum-seeking. Whether a child whose status ended before 31 March still counts could not be confirmed.
    """
    on, alone, unsure = asylum_seekers(care.open)
    return share(on, alone, cannot_tell=unsure, other="Not an asylum seeker alone on the day")


def asylum_seekers(cases: OnDays) -> tuple[OnDays, np.ndarray, np.ndarray]:
    """The cases, cut where one stops being one; who is one then, and of whom it can't be told (the day on which it
    ended can't be read).
    """
    r = cases.care.r
    if "UASC" in r.loaded:
        listed = cases.own("UASC")
        ends = ends_of(listed.DUC)
        there = listed.exists
        if r.file_format == "xml" and r.has_column("Header", "UASC"):
            there = there & cases.own("Header").UASC.isin("1", "")
        of, when = cases.each_day
        return cases.cut(there[of] & (ends[of] > cases.care.by_day[when]), (there & (ends == UNREADABLE))[of])
    if "Header" in r.loaded and r.has_column("Header", "UASC"):
        flag = cases.own("Header").UASC
        return cases, flag == "1", ~flag.isin("0", "1")
    raise Lacks("No table says who is an asylum seeker: load UASC, or Header with its column UASC")
