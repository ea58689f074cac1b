"""Health, offending and strengths, as OC2 has them; and the two tables for which the dataset has no place."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from check903.model.returns import Return
from check903.model.rows import Rows
from check903.reference import schema
from check903.tidy.fields import TidyTable, Values
from check903.tidy.ssd.shaped import PERSON, Shaped, days, ids, keys, texts, with_child, yes_no

_NO_DATE = "OC2 has no dates"
_CHECKS = ("HEALTH_CHECK", "HEALTH_ASSESSMENT", "TEETH_CHECK")


def tables(r: Return) -> Iterator[TidyTable]:
    """The dataset's tables, then x903_oc2 and x903_dolo."""
    rows = with_child(r, "OC2")
    for make in (_convictions, _health, _immunisations, _substances, _strengths):
        yield make(r, rows).table
    yield _whole("x903_oc2", r, rows, keys(ids(r, rows)))
    orders = with_child(r, "DoLo")
    yield _whole("x903_dolo", r, orders, keys(ids(r, orders), days(orders, "DOLO_START")))


def _begun(name: str, row: str, prefix: str, key: str, r: Return, rows: Rows) -> Shaped:
    return Shaped(name, row, f"{prefix}_{key}", keys(ids(r, rows)), "CHILD").person(f"{prefix}_person_id", ids(r, rows))


def _convictions(r: Return, rows: Rows) -> Shaped:
    """Of those who were convicted: the dataset has a row for each conviction, the return says only that there was
    one.
    """
    convicted = rows[rows.CONVICTED == "1"]
    return (
        _begun("ssd_cla_convictions", "child with CONVICTED 1", "clac", "cla_conviction_id", r, convicted)
        .empty("clac_cla_conviction_date", why=_NO_DATE, kind="date")
        .empty("clac_cla_conviction_offence")
    )


def _health(r: Return, rows: Rows) -> Shaped:
    answered = [(child, name, text) for name in _CHECKS for child, text in zip(ids(r, rows), texts(rows, name)) if text]
    children, names, answers = zip(*answered) if answered else ((), (), ())
    return (
        Shaped("ssd_cla_health", "answer of OC2", "clah_health_check_id", keys(children, names), "CHILD|column")
        .person("clah_person_id", children)
        .fill("clah_health_check_type", "text", names, f"The column of OC2: {', '.join(_CHECKS)}")
        .empty("clah_health_check_date", why=_NO_DATE, kind="date")
        .fill("clah_health_check_status", "text", answers, "The answer as it is: 1 done or up to date, 0 not")
    )


def _immunisations(r: Return, rows: Rows) -> Shaped:
    answered = rows[rows.IMMUNISATIONS.filled].first_by()
    shaped = Shaped("ssd_cla_immunisations", "child", "clai_person_id", ids(r, answered), "CHILD", refers=PERSON)
    return shaped.fill(
        "clai_immunisations_status", "text", yes_no(answered, "IMMUNISATIONS"), "IMMUNISATIONS as Y or N"
    ).empty("clai_immunisations_status_date", why=_NO_DATE, kind="date")


def _substances(r: Return, rows: Rows) -> Shaped:
    answered = rows[rows.SUBSTANCE_MISUSE.filled]
    misused = "SUBSTANCE_MISUSE as Y or N; the return does not name the substance"
    says = "INTERVENTION_RECEIVED as Y or N"
    return (
        _begun("ssd_cla_substance_misuse", "answer of OC2", "clas", "substance_misuse_id", r, answered)
        .empty("clas_substance_misuse_date", why=_NO_DATE, kind="date")
        .fill("clas_substance_misused", "text", yes_no(answered, "SUBSTANCE_MISUSE"), misused)
        .fill("clas_intervention_received", "text", yes_no(answered, "INTERVENTION_RECEIVED"), says)
    )


def _strengths(r: Return, rows: Rows) -> Shaped:
    answered = rows[rows.any_filled("SDQ_SCORE", "SDQ_REASON")]
    whole = np.where(answered.SDQ_SCORE.whole, answered.SDQ_SCORE.number, np.nan)
    return (
        _begun("ssd_sdq_scores", "child with a score or a reason", "csdq", "table_id", r, answered)
        .fill("csdq_sdq_score", "integer", Values.numbers(whole, whole=True), "SDQ_SCORE, where it is a whole number")
        .empty("csdq_sdq_completed_date", why=_NO_DATE, kind="date")
        .of("csdq_sdq_reason", answered, "SDQ_REASON")
    )


def _whole(name: str, r: Return, rows: Rows, key: list[str]) -> TidyTable:
    """A table of the return as it is, dates typed."""
    spec = schema.TABLES[rows.name]
    shaped = Shaped(
        name, f"{spec.row}, of {rows.name}", f"{name}_id", key, "CHILD and the date it begins, if it has one"
    )
    shaped.fill("person_id", "text", ids(r, rows), "CHILD", refers=PERSON)
    for column in spec.names:
        if column != "CHILD":
            shaped.of(column, rows, column)
    return shaped.table
