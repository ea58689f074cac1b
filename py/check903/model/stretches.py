"""Stretches of days, as functions of plain arrays. A stretch goes from `since` to `until`, both inside: positions in a
row of days. A row that counts on thirteen days is one stretch, not thirteen rows.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class EachDay(NamedTuple):
    """Each day of some stretches, in their order: the position of the stretch, and that of the day."""

    of: np.ndarray
    when: np.ndarray


class Pieces(NamedTuple):
    """Parts of some stretches, in their order: the position of the stretch, and from when until when."""

    of: np.ndarray
    since: np.ndarray
    until: np.ndarray


def each_day(since: np.ndarray, until: np.ndarray) -> EachDay:
    """Every day of the stretches."""
    length = until - since + 1
    of = np.repeat(np.arange(len(since)), length)
    return EachDay(of, np.arange(len(of)) + np.repeat(since - np.cumsum(length) + length, length))


def joined(days: EachDay, *values: np.ndarray) -> tuple[Pieces, np.ndarray]:
    """Days that follow each other in one stretch, with the same of each of the `values`, as one piece; and the position
    of each piece's first day.
    """
    of, when = days
    begins = np.ones(len(of), bool)
    begins[1:] = (of[1:] != of[:-1]) | (when[1:] != when[:-1] + 1)
    for value in values:
        begins[1:] |= value[1:] != value[:-1]
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(of))[: len(first)] - 1
    return Pieces(of[first], when[first], when[last]), first


def one_each(who: np.ndarray, since: np.ndarray, until: np.ndarray, latest: bool) -> Pieces:
    """Of the stretches that somebody has on a day the first, or the last. Those of one person stand together."""
    if len(who) == 0:
        return Pieces(np.arange(0), since, until)
    same = who[1:] == who[:-1]
    back = same & ((since[1:] < since[:-1]) | (until[1:] < until[:-1]))
    if not back.any():
        return _in_turn(np.arange(len(who)), same, since, until, latest)
    odd = np.zeros(who.max() + 1, bool)
    odd[who[1:][back]] = True
    one, other = np.flatnonzero(~odd[who]), np.flatnonzero(odd[who])
    plain = _in_turn(one, who[one][1:] == who[one][:-1], since[one], until[one], latest)
    pieces = [np.concatenate(parts) for parts in zip(plain, _day_by_day(other, who, since, until, latest))]
    order = np.argsort(pieces[0], kind="stable")
    return Pieces(*(part[order] for part in pieces))


def _in_turn(of: np.ndarray, same: np.ndarray, since: np.ndarray, until: np.ndarray, latest: bool) -> Pieces:
    """`one_each` of stretches of which a later one of the same person neither begins nor ends before an earlier."""
    if latest:
        until = np.append(np.where(same, np.minimum(until[:-1], since[1:] - 1), until[:-1]), until[-1:])
    else:
        since = np.append(since[:1], np.where(same, np.maximum(since[1:], until[:-1] + 1), since[1:]))
    mask = since <= until
    return Pieces(of[mask], since[mask], until[mask])


def _day_by_day(of: np.ndarray, who: np.ndarray, since: np.ndarray, until: np.ndarray, latest: bool) -> Pieces:
    """`one_each` of any stretches, those at the positions `of`."""
    days = each_day(since[of], until[of])
    key = who[of][days.of] * (days.when.max() + 1) + days.when
    index = np.arange(len(key))
    step = 1 if latest else -1
    chosen = np.empty(key.max() + 1, np.int64)
    chosen[key[::step]] = index[::step]  # of several the one that counts is set last
    mask = chosen[key] == index
    pieces, _ = joined(EachDay(days.of[mask], days.when[mask]))
    return pieces._replace(of=of[pieces.of])


def cut_at(stretches: Pieces, day: np.ndarray) -> Pieces:
    """Each stretch cut in two where its `day` is inside and not its first."""
    of, since, until = stretches
    inside = (day > since) & (day <= until)
    if not inside.any():
        return stretches
    width = 1 + inside
    again = np.repeat(np.arange(len(of)), width)
    second = np.append(False, again[1:] == again[:-1])
    first = np.append(again[1:] == again[:-1], False)
    return Pieces(of[again], np.where(second, day[again], since[again]), np.where(first, day[again] - 1, until[again]))
