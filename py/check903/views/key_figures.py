"""The main figures that the Department publishes from the return, as the files have them, and how many of their records
have an error.

The definitions are simpler than the Department's (the page says so): they answer "may I trust this number yet?", not
"what will be published?".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from check903.engine.findings import Findings
from check903.model.returns import Return
from check903.model.rows import Rows
from check903.model.text import long_date
from check903.reference.groups import ADOPTED, SHORT_BREAKS


@dataclass(frozen=True)
class Headline:
    """A figure.

    title    may hold {day}: the end of the year, or the day on which the user stands while the year is running
    fields   of `table`, from which the figure is made
    records  the rows that it rests on
    counted  which of them count, as a mask; all where it is not given
    each     what is counted: "child" or "record"
    """

    title: str
    table: str
    fields: str
    records: Callable[[Return, dt.date], Rows]
    counted: Callable[[Rows], np.ndarray] | None = None
    each: str = "child"


def _looked_after(r: Return, day: dt.date) -> Rows:
    e = r.Episodes
    return e[(e.DECOM <= day) & ~(e.DEC <= day) & ~e.LS.isin(*SHORT_BREAKS)]


def _placed(*starts: str) -> Callable[[Return, dt.date], Rows]:
    def placed(r: Return, day: dt.date) -> Rows:
        e = _looked_after(r, day)
        return e[e.PLACE.startswith(*starts)]

    return placed


def _started(r: Return, day: dt.date) -> Rows:
    e = r.Episodes
    return e[(e.RNE == "S") & (e.DECOM >= r.collection.start) & (e.DECOM <= day) & ~e.LS.isin(*SHORT_BREAKS)]


def _ceased(r: Return, day: dt.date) -> Rows:
    e = r.Episodes
    return e[
        e.REC.filled & (e.REC != "X1") & (e.DEC >= r.collection.start) & (e.DEC <= day) & ~e.LS.isin(*SHORT_BREAKS)
    ]


def _went_missing(r: Return, day: dt.date) -> Rows:
    return r.Missing[(r.Missing.MIS_START >= r.collection.start) & (r.Missing.MIS_START <= day)]


def _health(r: Return, day: dt.date) -> Rows:
    return r.OC2


def _care_leavers(r: Return, day: dt.date) -> Rows:
    return r.OC3


HEADLINES = (
    Headline("Children looked after on {day}", "Episodes", "DECOM DEC REC LS", _looked_after),
    Headline("in foster care", "Episodes", "DECOM DEC PLACE", _placed("U")),
    Headline("in children’s homes", "Episodes", "DECOM DEC PLACE", _placed("K1", "K2")),
    Headline("in supported accommodation", "Episodes", "DECOM DEC PLACE", _placed("K3")),
    Headline("placed for adoption", "Episodes", "DECOM DEC PLACE", _placed("A")),
    Headline("with their parents", "Episodes", "DECOM DEC PLACE", _placed("P1")),
    Headline("Children who started to be looked after in the year", "Episodes", "DECOM RNE LS", _started),
    Headline("Children who ceased to be looked after in the year", "Episodes", "DEC REC LS", _ceased),
    Headline("Children adopted in the year", "Episodes", "DEC REC", _ceased, lambda rows: rows.REC.isin(ADOPTED)),
    Headline(
        "Times a child went missing in the year",
        "Missing",
        "MISSING MIS_START MIS_END",
        _went_missing,
        lambda rows: rows.MISSING == "M",
        "record",
    ),
    Headline(
        "Children with a health assessment in the year",
        "OC2",
        "HEALTH_ASSESSMENT",
        _health,
        lambda rows: rows.HEALTH_ASSESSMENT == "1",
    ),
    Headline(
        "Children seen by a dentist in the year", "OC2", "TEETH_CHECK", _health, lambda rows: rows.TEETH_CHECK == "1"
    ),
    Headline(
        "Care leavers in touch with the council", "OC3", "IN_TOUCH", _care_leavers, lambda rows: rows.IN_TOUCH == "YES"
    ),
    Headline(
        "Care leavers in suitable accommodation",
        "OC3",
        "ACCOM",
        _care_leavers,
        lambda rows: rows.ACCOM.matches(r"[A-Z]1"),
    ),
    Headline(
        "Care leavers in education, work or training",
        "OC3",
        "ACTIV",
        _care_leavers,
        lambda rows: rows.ACTIV.matches(r"[FP]\d"),
    ),
)


def headlines(checked: Findings, day: dt.date, leave_out: np.ndarray) -> list[dict]:
    """The figures whose tables are loaded: what the files say, how many records that rests on, and how many of those
    have an error in a field from which the figure is made.

    leave_out  bool per finding: not to be counted (errors that are not due yet)
    """
    day = min(day, checked.r.collection.end)
    return [_figure(checked, found, day, leave_out) for found in HEADLINES if found.table in checked.r.loaded]


def _figure(checked: Findings, found: Headline, day: dt.date, leave_out: np.ndarray) -> dict:
    records = found.records(checked.r, day)
    counted = records if found.counted is None else records[found.counted(records)]
    value = len(counted) if found.each == "record" else int(counted.children().sum())
    wrong = np.isin(records.at, _at_fault(checked, found, leave_out))
    return {
        "title": found.title.format(day=long_date(day)),
        "part": found.title[0].islower(),
        "value": value,
        "records": len(records),
        "wrong": int(wrong.sum()),
    }


def _at_fault(checked: Findings, found: Headline, leave_out: np.ndarray) -> np.ndarray:
    """The rows of the figure's table in which a rule finds fault with one of its fields."""
    fields = set(found.fields.split())
    at = [
        np.arange(where.start, where.stop)
        for rule, table, where in checked.groups
        if table == found.table and fields & set(rule.fields_in(table))
    ]
    findings = np.concatenate([np.zeros(0, int), *at])
    return np.unique(checked.row[findings[~leave_out[findings]]])
