"""Small numbers are hidden, and so that nobody can work them out from what is left."""

from __future__ import annotations

import datetime as dt
import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from check903.figures.figures import Figures
from check903.figures.hiding import SMALL, hidden
from check903.figures.rows import Row, rows
from support.lives import return_of_lives
from support.profiles import several


def row(group: str, value: int, of: int | None = None) -> Row:
    split = "age" if group else ""
    return {
        "id": "x",
        "split": split,
        "group": group,
        "value": value,
        "of": of,
        "percent": None,
        "cannot_tell": 0,
        "records": value,
        "with_errors": 0,
        "low": value,
        "high": value,
        "last_year": None,
        "published": [],
    }


def left(*values: int) -> list[int | None]:
    """What is shown of a breakdown's numbers."""
    shown = hidden([row("", sum(values)), *(row(f"g{n}", value) for n, value in enumerate(values))])
    return [one["value"] for one in shown[1:]]


def test_a_second_number_is_hidden_with_the_first():
    assert left(3, 10, 20) == [None, None, 20]
    assert left(3, 4, 20) == [None, None, 20]
    assert left(6, 10, 20) == [6, 10, 20]
    assert left(3, 0, 0) == [None, 0, 0]  # the whole is hidden as well


def test_more_is_hidden_where_what_is_hidden_could_only_be_one_thing():
    assert left(1, 1, 20) == [None, None, None]
    assert left(5, 5, 20) == [None, None, None]


def test_what_is_left_of_a_share_is_a_number_too():
    shown = hidden([row("", 98, 100)])
    assert shown[0]["value"] is None and shown[0]["percent"] is None and shown[0]["of"] == 100


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
def test_no_small_number_of_children_is_left(seed):
    figures = Figures(return_of_lives(random.Random(seed)), dt.date(2027, 3, 31))
    shown = hidden(rows(figures))
    assert len(shown) == len(rows(figures))
    for one in shown:
        assert one["value"] not in SMALL and one["of"] not in SMALL, one
        assert one["value"] is not None or one["percent"] is None
