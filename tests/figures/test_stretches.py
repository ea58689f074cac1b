"""Stretches of days against the same, day by day, in plain Python."""

from __future__ import annotations

import random

import numpy as np
import pytest

from check903.model.stretches import EachDay, Pieces, cut_at, each_day, joined, one_each

DAYS = 7


def drawn(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whose each stretch is, from when, until when; by person."""
    chance = random.Random(seed)
    spans = []
    for person in range(6):
        for _ in range(chance.randrange(4)):
            since = chance.randrange(DAYS)
            spans.append((person, since, chance.randrange(since, DAYS)))
    who, since, until = np.array(spans or np.zeros((0, 3)), int).reshape(-1, 3).T
    return who, since, until


def days_of(pieces: Pieces) -> list[tuple[int, int]]:
    """(stretch, day) of each day."""
    return [
        (of, day) for of, since, until in zip(*(part.tolist() for part in pieces)) for day in range(since, until + 1)
    ]


@pytest.mark.parametrize("latest", [False, True])
@pytest.mark.parametrize("seed", range(100))
def test_one_of_each_person_and_day(seed: int, latest: bool):
    who, since, until = drawn(seed)
    chosen: dict[tuple[int, int], int] = {}
    for at in range(len(who)):
        for day in range(since[at], until[at] + 1):
            key = int(who[at]), day
            chosen[key] = at if latest else chosen.get(key, at)
    expected = sorted((at, day) for (_, day), at in chosen.items())
    assert days_of(one_each(who, since, until, latest)) == expected


@pytest.mark.parametrize("seed", range(20))
def test_days_are_put_together_where_a_value_stays(seed: int):
    _, since, until = drawn(seed)
    days = each_day(since, until)
    assert list(zip(days.of.tolist(), days.when.tolist())) == days_of(Pieces(np.arange(len(since)), since, until))
    value = np.random.default_rng(seed).integers(0, 2, len(days.of))
    pieces, first = joined(days, value)
    assert days_of(pieces) == list(zip(days.of.tolist(), days.when.tolist()))
    assert np.repeat(value[first], pieces.until - pieces.since + 1).tolist() == value.tolist()
    follows = (pieces.of[1:] == pieces.of[:-1]) & (pieces.since[1:] == pieces.until[:-1] + 1)
    assert not (follows & (value[first][1:] == value[first][:-1])).any()  # none could be longer


def test_days_left_out_part_a_stretch():
    pieces, _ = joined(EachDay(np.array([0, 0, 0, 1]), np.array([2, 3, 5, 6])))
    assert days_of(pieces) == [(0, 2), (0, 3), (0, 5), (1, 6)] and len(pieces.of) == 3


def test_a_birthday_cuts_a_stretch_in_two():
    whole = Pieces(np.array([4, 5, 6]), np.array([0, 2, 3]), np.array([5, 4, 3]))
    cut = cut_at(whole, np.array([2, 2, 9]))  # inside; on the first day; never
    assert [part.tolist() for part in cut] == [[4, 4, 5, 6], [0, 2, 2, 3], [1, 5, 4, 3]]
