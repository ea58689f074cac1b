"""Whose return the files are: where the children's homes are, and where those live who are placed with the council."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from check903.model.arrays import rows_once_each
from check903.model.table import Table
from check903.reading.phrases import count
from check903.reading.questions import Answer, Question
from check903.reference import authorities
from check903.reference.postcodes import Directory

ENOUGH = 10  # with fewer known postcodes nothing is proposed and nothing asked
HALF = 0.5  # of them must lie in a council that is proposed; of a council that has fewer it is asked
USE, KEEP = "use", "keep"
_OWN = "PR1"  # the council's own provision


@dataclass(frozen=True)
class Places:
    """How many postcodes lie where: council's code -> how many; `known` of them in all."""

    by_council: Counter
    known: int

    def share(self, council: str) -> float:
        """The part of the known ones that lies in the council, 0 to 1."""
        return self.by_council[council] / self.known if self.known else 0.0


@dataclass(frozen=True)
class Evidence:
    """`homes`: of each child, each home postcode once; `own`: of placements that the council itself provides."""

    homes: Places
    own: Places

    @property
    def told(self) -> Places:
        """What tells the council: the homes; where hardly any is known, its own placements."""
        return self.homes if self.homes.known >= ENOUGH else self.own

    @property
    def likely(self) -> str:
        """The council that the postcodes are for; "" if they are for none."""
        told = self.told
        best = max(authorities.councils(), key=lambda code: told.by_council[code])
        return best if told.known >= ENOUGH and told.share(best) >= HALF else ""

    def contradicts(self, council: str) -> bool:
        """Whether fewer than half of the postcodes fit the council, and another fits."""
        return bool(council and self.likely) and self.told.share(council) < HALF

    @property
    def sentence(self) -> str:
        """ "97% of home postcodes are in Birmingham", or ""."""
        which = "home postcodes" if self.told is self.homes else "placements of the council’s own"
        likely = self.likely
        return f"{_percent(self.told.share(likely))} of {which} are in {_said(likely)}" if likely else ""


def evidence(episodes: Table | None, directory: Directory | None) -> Evidence:
    """What this year's episodes tell; nothing without them or without the directory."""
    if episodes is None or directory is None:
        return Evidence(Places(Counter(), 0), Places(Counter(), 0))
    provided = episodes.columns.get("PLACE_PROVIDER")
    own_provision = np.zeros(len(episodes), bool) if provided is None else _says(provided, _OWN)
    everywhere = np.ones(len(episodes), bool)
    return Evidence(
        _places(episodes, "HOME_POST", everywhere, directory), _places(episodes, "PL_POST", own_provision, directory)
    )


def _says(column, text: str) -> np.ndarray:
    return np.array([value == text for value in column.values], bool)[column.codes]


def _places(episodes: Table, name: str, rows: np.ndarray, directory: Directory) -> Places:
    """Each child's postcodes, each once, by council."""
    column, child = episodes.columns.get(name), episodes.columns.get("CHILD")
    if column is None or child is None:
        return Places(Counter(), 0)
    pairs = rows_once_each(np.stack([child.codes[rows], column.codes[rows]], axis=1))
    times = np.bincount(pairs[:, 1], minlength=len(column.values)).tolist()
    looked_up = directory.lookup(column.values)
    by_council: Counter = Counter()
    for council, n in zip(looked_up.authority, times):
        if council and n:
            by_council[council] += n
    return Places(by_council, by_council.total())


def question(council: str, evidence: Evidence) -> Question | None:
    """Which council is it? None where the postcodes don't contradict the one that is chosen."""
    if not evidence.contradicts(council):
        return None
    likely, told = evidence.likely, evidence.told
    name, other = _said(likely), _said(council)
    here, there = told.by_council[likely], told.by_council[council]
    what = "home postcode" if told is evidence.homes else "placement of the council’s own"
    text = f"{here:,} of {count(told.known, what)} are in {name}, {there or 'none'} in {other}."
    if told is evidence.homes and evidence.own.known >= ENOUGH:
        provision = evidence.own
        text += (
            f" Of {count(provision.known, 'placement')} with the council’s own provision"
            f" {provision.by_council[likely]:,} are in {name}, {provision.by_council[council] or 'none'} in {other}."
        )
    return Question(
        f"council:{council}:{likely}",
        f"{evidence.sentence}, but {other} is chosen. Which council is it?",
        text,
        (
            Answer(USE, f"Use {name}", "Placements are checked against its area, as the postcodes say.", likely=True),
            Answer(KEEP, f"Keep {other}", "Most placements then count as outside the council: many errors."),
        ),
        told.known,
        first=True,
    )


def _said(code: str) -> str:
    return authorities.short_name(authorities.name(code))


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"
