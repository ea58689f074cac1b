"""Small numbers are hidden, and so that nobody can work them out from what is left."""

from __future__ import annotations

import datetime as dt
import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from check903.figures.declared import measures
from check903.figures.figures import Figures
from check903.figures.hiding import SMALL, hidden
from check903.figures.rows import LastYear, Row, rows
from support.case_sets import can_be_made, vectors
from support.lives import return_of_lives
from support.made_findings import made_findings
from support.profiles import several


def row(group: str, value: int, of: int | None = None) -> Row:
    split = "age" if group else ""
    return {
        "id": "x",
        "split": split,
        "group": group,
        "value": value,
        "of": of,
        "percent": None if not of else round(100 * value / of),
        "cannot_tell": 0,
        "records": value if of is None else of,
        "with_errors": 0,
        "low": value,
        "high": value,
        "last_year": None,
        "published": [],
        "lacks": "",
        "hidden": False,
    }


def left(*values: int) -> list[int | None]:
    """What is shown of a breakdown's numbers."""
    shown = hidden([row("", sum(values)), *(row(f"g{n}", value) for n, value in enumerate(values))])
    assert all(one["records"] is None for one in shown if one["value"] is None)
    return [one["value"] for one in shown[1:]]


def test_a_second_number_is_hidden_with_the_first():
    assert left(3, 10, 20) == [None, None, 20]
    assert left(3, 4, 20) == [None, None, 20]
    assert left(6, 10, 20) == [6, 10, 20]
    assert left(3, 0, 0) == [None, 0, 0]  # the whole is hidden as well
    assert left(3, 20, 0) == [None, None, 0]  # hiding the 0 would hide nothing


def test_more_is_hidden_where_what_is_hidden_could_only_be_one_thing():
    assert left(1, 1, 20) == [None, None, None]
    assert left(5, 5, 20) == [None, None, None]


def test_what_is_left_of_a_share_is_a_number_too():
    shown = hidden([row("", 98, 100)])
    assert shown[0]["value"] is None and shown[0]["percent"] is None and shown[0]["of"] == 100
    assert shown[0]["hidden"]


def test_a_small_group_that_a_share_is_of_is_hidden_with_another():
    shown = hidden([row("", 52, 100), row("a", 2, 3), row("b", 20, 47), row("c", 30, 50)])
    assert [one["of"] for one in shown] == [100, None, None, 50]


def test_a_mean_is_no_small_number_unless_of_few():
    mean = Row(**{**row("", 2, 40), "percent": None, "records": 40})
    assert hidden([mean])[0]["value"] == 2
    assert hidden([Row(**{**mean, "of": 4, "records": 4})])[0]["value"] is None


def test_last_year_gives_nothing_away():
    def then(one: Row, value: int) -> Row:
        last: LastYear = {"value": value, "of": None, "percent": None, "records": value, "change": 0, "points": None}
        return Row(**{**one, "last_year": last})

    lines = [then(row("", 60), 33), then(row("a", 20), 3), then(row("b", 20), 10), then(row("c", 20), 20)]
    shown = hidden(lines)
    assert [one["value"] for one in shown] == [60, 20, 20, 20]
    assert [one["last_year"] is None for one in shown] == [False, True, True, False]


def test_who_have_errors_is_not_given_away():
    def wrong(one: Row, errors: int) -> Row:
        return Row(**{**one, "with_errors": errors, "low": (one["value"] or 0) - errors})

    shown = hidden([wrong(row("", 60), 22), wrong(row("a", 20), 2), wrong(row("b", 20), 9), wrong(row("c", 20), 11)])
    assert [one["with_errors"] for one in shown] == [22, None, None, 11]
    assert [one["low"] for one in shown] == [38, None, None, 9]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_no_hidden_small_number_can_be_worked_out(values):
    """By trying all numbers that fit what is shown: each hidden one could be at least two."""
    shown = hidden([row("", sum(values)), *(row(f"g{n}", value) for n, value in enumerate(values))])
    whole, groups = shown[0]["value"], [one["value"] for one in shown[1:]]
    gone = [at for at, value in enumerate(groups) if value is None]
    assert all(values[at] not in SMALL for at, value in enumerate(groups) if value is not None)
    if not gone:
        return
    rest = None if whole is None else whole - sum(value for value in groups if value is not None)
    fits = [one for one in itertools.product(range(14), repeat=len(gone)) if rest is None or sum(one) == rest]
    primary = [n for n, at in enumerate(gone) if values[at] in SMALL]
    for n in primary:
        possible = {one[n] for one in fits if all(one[m] in SMALL for m in primary)}
        assert len(possible) > 1 or sum(values) <= 1, (values, groups)


@several(15)
@given(st.integers(0, 2**32))
def test_no_number_that_is_hidden_follows_from_those_shown(seed):
    nothing_follows(Figures(return_of_lives(random.Random(seed)), dt.date(2027, 3, 31), None, 1000))


def test_nor_in_a_return_of_a_council():
    checked = made_findings(300, seed=2)
    hides = nothing_follows(Figures(checked.r, checked.r.collection.end, checked, 100_000))
    assert 0.2 < hides < 0.8  # of all lines


def nothing_follows(figures: Figures) -> float:
    """Of each breakdown, with what stands beside it: no small number is a sum of multiples of those that are shown.
    The share of the lines that are hidden.
    """
    found = rows(figures)
    shown = {(one["id"], one["split"], one["group"]): one for one in hidden(found)}
    assert len(shown) == len(found)
    for measure in measures():
        count = figures.this.result(measure).count
        if count is not None and count.kind in ("count", "share", "mix"):
            sets = vectors(count)
            for split in {split for split, _ in sets}:
                lines = {line: two for line, two in sets.items() if line[0] in ("", split)}
                nothing_of_one(measure.id, lines, shown)
    return sum(one["hidden"] for one in shown.values()) / len(shown)


def nothing_of_one(id: str, lines: dict, shown: dict) -> None:
    seen = []
    for line, numbers in lines.items():
        for name, vector in zip(("value", "of"), numbers):
            said = shown[id, *line][name]
            assert said is None or said == vector.sum()
            seen += [] if said is None else [vector]
    for line, (value, of) in lines.items():
        for vector in (value, of, of - value if of.any() else value):
            assert vector.sum() not in SMALL or not can_be_made(vector, seen), (id, line)
