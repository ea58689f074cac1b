"""The figures that are read most, counted a second time in plain Python over random returns."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from check903.figures.declared import measures
from check903.figures.figures import Figures
from support.figure_oracle import FIGURES, Oracle
from support.lives import Lives, return_of_rows
from support.profiles import several

DAYS = [dt.date(2027, 3, 31), dt.date(2026, 4, 1), dt.date(2026, 10, 31), dt.date(2027, 2, 28), dt.date(2026, 7, 15)]
BY_ID = {one.id: one for one in measures()}


@several(200)
@given(st.integers(0, 2**32))
def test_both_countings_agree(seed: int):
    chance = random.Random(seed)
    lives = Lives(chance)
    this, last, day = lives.this_year(), lives.last_year(), chance.choice(DAYS)
    figures, oracle = Figures(return_of_rows(this, last), day), Oracle(this, last, day)
    for method, (figure, split, group) in FIGURES.items():
        value, of = getattr(oracle, method)()
        lines = figures.this.result(BY_ID[figure]).lines
        at = lines.names.index((split, group))
        assert lines.value[at, 0] == value, method
        assert of is None or (lines.of[at, 0] == of) or (of == 0 and np.isnan(lines.of[at, 0])), method


def test_the_random_lives_have_what_counts():
    """A counting that agrees on nothing proves nothing: over many returns no figure is always 0."""
    found = dict.fromkeys(FIGURES, 0)
    for seed in range(60):
        lives = Lives(random.Random(seed))
        oracle = Oracle(lives.this_year(), lives.last_year(), dt.date(2027, 3, 31))
        for method in FIGURES:
            found[method] += getattr(oracle, method)()[0]
    assert all(found.values()), found
