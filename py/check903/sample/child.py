"""A made-up child and its time in care. Days are ordinals (`datetime.date.toordinal`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from check903.model import text

FAR = 10**9  # a day after all others


@lru_cache(100_000)
def day_text(day: int) -> str:
    """dd/mm/yyyy of a day's number."""
    return text.day_text(dt.date.fromordinal(day))


@lru_cache(100_000)
def birthday(born: int, age: int) -> int:
    """The day on which someone born on `born` turns `age`; 28 February for 29 February where the year has none."""
    day = dt.date.fromordinal(born)
    try:
        return day.replace(year=day.year + age).toordinal()
    except ValueError:
        return day.replace(year=day.year + age, day=28).toordinal()


class Placement(NamedTuple):
    """place: its code; provider: the provider code; postcode; urn."""

    place: str
    provider: str
    postcode: str
    urn: str


@dataclass(slots=True)
class Episode:
    """An episode; `end` is None and `rec`, `reason` blank while it goes on."""

    start: int
    rne: str
    ls: str
    placement: Placement
    end: int | None = None
    rec: str = ""
    reason: str = ""


@dataclass(slots=True)
class Adoption:
    """decided: the plan's day; reversed: the day it was given up; matched: with adopters; adopters: (number, sexes,
    legal status).
    """

    decided: int
    reversed: int | None = None
    matched: int | None = None
    by_carer: bool = False
    adopters: tuple[str, str, str] = ("2", "MF", "L11")


@dataclass(slots=True)
class Child:
    """A made-up child."""

    id: str
    sex: str
    born: int
    ethnic: str
    upn: str
    need: str
    home: str
    uasc: bool = False
    respite: bool = False
    baby: int | None = None
    episodes: list[Episode] = field(default_factory=list)
    adoption: Adoption | None = None
    missing: list[tuple[str, int, int]] = field(default_factory=list)
    workers: list[tuple[str, int, int | None, str]] = field(default_factory=list)
    detained: tuple[int, int] | None = None
    permanence: tuple[str, str, str] = ("Z1", "", "")
