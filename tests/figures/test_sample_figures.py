"""The figures of the sample: of England's order of magnitude, the same on every page, and with trust beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from check903 import api, engine, sample
from check903.figures.declared import measures
from check903.figures.figures import Figures
from check903.figures.rows import rows
from check903.findings.status import Status
from check903.model.returns import Collection
from check903.reading import read
from check903.reference import postcodes
from check903.views.manager import manager

BY_ID = {one.id: one for one in measures()}
ENGLAND = {  # (figure, breakdown, group) -> percent published for England in 2025 or 2024
    ("cla_by_child", "age", "10 to 15"): 38,
    ("cla_by_child", "age", "16 and over"): 27,
    ("cla_by_child", "sex", "Female"): 44,
    ("cla_by_child", "need", "N1: Abuse or neglect"): 67,
    ("cla_by_legal_status", "legal_status", "Care orders"): 75,
    ("cla_by_legal_status", "legal_status", "Voluntary agreements under S20"): 19,
    ("cla_placement_mix", "placement", "Foster placements"): 67,
    ("cla_out_of_area", "", ""): 44,
    ("cla_over_20_miles", "", ""): 22,
    ("starts_breakdown", "age", "16 and over"): 28,
    ("taken_into_care", "", ""): 42,
    ("ceases_by_age", "age", "18 and over"): 40,
    ("returned_home", "", ""): 19,
    ("three_placements", "", ""): 10,
    ("three_placements_2y", "", ""): 23,
    ("health_assessment", "", ""): 90,
    ("immunisations", "", ""): 84,
    ("dental", "", ""): 81,
    ("development", "", ""): 88,
    ("sdq", "", ""): 78,
    ("missing_children", "", ""): 11,
    ("cl_activity", "", ""): 57,
    ("cl_suitable", "", ""): 90,
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    made = sample.generate(600, seed=5)
    made.write(folder)
    this, last = read([folder / "this_year"]), read([folder / "last_year"])
    last.set_year(this.year - 1)
    r, rules, result = api.prepare(
        this.this_year,
        last.this_year,
        Collection.of_year(this.year),
        authority=made.council,
        postcodes=postcodes.default_directory(),
    )
    for _ in engine.run(r, rules, result):
        pass
    return result


@pytest.fixture(scope="module")
def figures(checked):
    return Figures(checked.r, checked.r.collection.end, checked)


@pytest.mark.parametrize("line", ENGLAND, ids=lambda line: " ".join(line))
def test_of_the_order_of_magnitude_of_england(figures, line):
    """Half to double; the sample is made up, and no more than that is asked."""
    id, split, group = line
    lines = figures.this.result(BY_ID[id]).lines
    percent = lines.percent[lines.names.index((split, group)), 0]
    low, high = ENGLAND[line] / 2, 100 - (100 - ENGLAND[line]) / 2 if ENGLAND[line] > 50 else 2 * ENGLAND[line]
    assert low <= percent <= high


def test_the_page_for_the_manager_says_the_same(checked):
    day = dt.date(checked.r.collection.end.year - 1, 12, 31)
    before, checked.status = checked.status, Status(checked, day, {})
    try:
        view, found = manager(checked), rows(Figures(checked.r, day, checked))
    finally:
        checked.status = before
    whole = {row["id"]: row["value"] for row in found if not row["split"] and not row["group"]}
    assert view["flow"]["now"] == whole["cla_on_day"] > 100
    assert sum(place["children"] for place in view["places"]) == whole["cla_placement_mix"]


def test_some_figures_have_errors_and_all_have_last_year(figures):
    found = rows(figures)
    whole = [row for row in found if not row["split"] and not row["group"]]
    assert sum(bool(row["with_errors"]) for row in whole) > 40
    for row in whole:
        assert row["with_errors"] is None or row["with_errors"] <= row["records"]
    assert sum(row["last_year"] is not None for row in whole) > 60


def test_an_error_accepted_or_not_due_does_not_count(checked):
    day = dt.date(checked.r.collection.end.year - 1, 6, 30)
    before = checked.status
    try:
        checked.status = None
        all_due = Figures(checked.r, day, checked).this.result(BY_ID["dental"]).lines.with_errors[0, 0]
        checked.status = Status(checked, day, {})
        due = Figures(checked.r, day, checked).this.result(BY_ID["dental"]).lines.with_errors[0, 0]
    finally:
        checked.status = before
    assert due < all_due
