"""Where the chain of a child's records breaks from one year's return to the next: a kind of its own, never one of the
Department's errors.

The return of each year was signed off. What the next one says of the same child and the same episode should be the
same; where it isn't, one of the two is wrong, or the record was changed after sign-off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from check903.model.returns import Collection, Return
from check903.model.rows import Rows
from check903.model.table import Table
from check903.reference import schema

ID, BORN, ALTERED, GONE, ADDED = (
    "id changed",
    "date of birth changed",
    "episode altered",
    "episode gone",
    "episode added",
)
SAID = {
    ID: "The child’s id changed",
    BORN: "The date of birth changed",
    ALTERED: "An episode was altered after sign-off",
    GONE: "An episode that went on is not in the next return",
    ADDED: "An episode of an earlier year was not in that year’s return",
}
COMPARED = ("RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "PL_POST", "URN", "HOME_POST")
ENDS = ("DEC", "REC", "REASON_PLACE_CHANGE")  # these may still be blank when the year is signed off
Years = Mapping[int, Mapping[str, Table]]


@dataclass(frozen=True)
class Break:
    """One.

    child    the child's id in the later return (in the earlier one, where it isn't in the later)
    year     the later of the two collection years
    kind     a key of SAID
    what     the column, or the episode: "the episode from 05/04/2026"
    before, after   what the earlier return says and what the later one does
    place_before, place_after   (file, line) in each; ("", None) for nowhere
    """

    child: str
    year: int
    kind: str
    what: str
    before: str
    after: str
    place_before: tuple[str, int | None] = ("", None)
    place_after: tuple[str, int | None] = ("", None)

    @property
    def column(self) -> str:
        """The column that it is about: of Header or of Episodes where a cell was altered."""
        return self.what.partition(" ")[0]


@dataclass(frozen=True)
class Chain:
    """What was compared.

    years   all years loaded, the newest first
    breaks  the breaks, by year, then by child
    notes   sentences on years that are not loaded, so that nothing is compared across them
    """

    years: list[int]
    breaks: list[Break]
    notes: list[str] = field(default_factory=list)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Each kind in words with how many there are, the most first."""
        counted = Counter(chain_break.kind for chain_break in self.breaks)
        return [(SAID[kind], many) for kind, many in counted.most_common()]


def chain(r: Return) -> Chain:
    """The chain through the years of a return and those before it."""
    return through(years_of(r))


def years_of(r: Return) -> Years:
    """Year -> tables by name: this return's, last year's where it is loaded, and the earlier ones."""
    this = {name: r.table(name) for name in r.loaded if not schema.is_last_years(name)}
    last = {schema.this_years(name): r.table(name) for name in r.loaded if schema.is_last_years(name)}
    year = r.collection.year
    return {year: this, **({year - 1: last} if last else {}), **r.history.years}


def through(years: Years) -> Chain:
    """Each year compared with the one before it."""
    breaks, notes = [], []
    for year in sorted(years, reverse=True):
        if year - 1 in years:
            breaks += sorted(
                _Pair(years[year], years[year - 1], year).breaks(), key=lambda chain_break: chain_break.child
            )
        elif any(other < year for other in years):
            notes.append(
                f"{schema.year_label(year - 1)} is not loaded, so nothing is compared between it and"
                f" {schema.year_label(year)}."
            )
    return Chain(sorted(years, reverse=True), breaks, notes)


class _Pair:
    """Two returns, one after the other."""

    def __init__(self, this: Mapping[str, Table], last: Mapping[str, Table], year: int):
        self.r, self.year = Return(this, last, Collection.of_year(year)), year

    def breaks(self) -> Iterator[Break]:
        """What broke between them."""
        r = self.r
        yield from self._differing(*r.Header.join(r.Header_last), BORN, ("DOB",))
        if len(r.Episodes) and len(r.Episodes_last):
            yield from self._episodes()

    def _episodes(self) -> Iterator[Break]:
        now, before = _by_start(self.r.Episodes), _by_start(self.r.Episodes_last)
        both, then = _paired(now, before)
        yield from self._differing(both, then, ALTERED, COMPARED)
        yield from self._differing(both, then, ALTERED, ENDS, only_filled=True)
        gone = before[before.DEC.blank & ~before.isin(then)]
        added = now[(now.DECOM < self.r.start) & ~now.isin(both)]
        renamed, fresh = self._renamed(gone, added)
        yield from self._id_changes(renamed, fresh)
        known = self.r.Episodes_last.children()
        for rows, kind in ((gone[~gone.isin(renamed)], GONE), (added[~added.isin(fresh)], ADDED)):
            for position in range(len(rows)):
                yield self._one(rows, position, kind, known)

    def _renamed(self, gone: Rows, added: Rows) -> tuple[Rows, Rows]:
        """Episodes that went on and are gone, and those of another id with the same start, place and legal status, of a
        child born on the same day and of the same sex: the id changed. Only where one fits the other alone, and neither
        id is in the other return.
        """
        gone = gone[~gone.child_in(self.r.Episodes.children())]
        added = added[~added.child_in(self.r.Episodes_last.children())]
        mine, theirs = self._details(added, "Header"), self._details(gone, "Header_last")
        once, then = (
            {key: position for position, key in enumerate(keys) if keys.count(key) == 1} for keys in (mine, theirs)
        )
        both = [key for key in then if key in once and all(key)]
        return gone.take(np.array([then[key] for key in both], int)), added.take(
            np.array([once[key] for key in both], int)
        )

    def _details(self, rows: Rows, header: str) -> list[tuple[str, ...]]:
        people = rows.first_of(getattr(self.r, header))
        return list(zip(people.DOB.texts(), people.SEX.texts(), *(getattr(rows, name).texts() for name in _SAME)))

    def _id_changes(self, gone: Rows, fresh: Rows) -> Iterator[Break]:
        for position, (before, after, start) in enumerate(
            zip(gone.CHILD.texts(), fresh.CHILD.texts(), fresh.DECOM.texts())
        ):
            places = self._place(gone, position), self._place(fresh, position)
            yield Break(after, self.year, ID, f"the episode from {start}", before, after, *places)

    def _one(self, rows: Rows, position: int, kind: str, known: np.ndarray) -> Break:
        """An episode that is in one of the two only."""
        episode = f"the episode from {rows.DECOM.texts()[position]}"
        child, place = rows.CHILD.texts()[position], self._place(rows, position)
        if kind == GONE:
            there = (
                "the child is not in the return"
                if not self.r.Episodes.children()[rows.child[position]]
                else "not there"
            )
            return Break(child, self.year, kind, episode, "goes on", there, place)
        there = "not there" if known[rows.child[position]] else "the child was not in the return"
        return Break(child, self.year, kind, episode, there, "there", ("", None), place)

    def _differing(
        self, now: Rows, then: Rows, kind: str, columns: tuple[str, ...], only_filled=False
    ) -> Iterator[Break]:
        """Each cell that both returns have and that differs; `only_filled`: where the earlier one is filled."""
        for name in columns:
            if not all(name in rows.base.table.columns for rows in (now, then)):
                continue
            mine, theirs = getattr(now, name), getattr(then, name)
            postcode = name.endswith("_POST")
            same = mine.compact.same_as(theirs.compact) if postcode else mine.same_as(theirs)
            differs = ~same & theirs.filled if only_filled or kind == BORN else ~same
            for position in np.flatnonzero(differs).tolist():
                what = name if kind == BORN else f"{name} of the episode from {now.DECOM.texts()[position]}"
                child = now.CHILD.texts()[position]
                texts = theirs.texts()[position], mine.texts()[position]
                yield Break(
                    child, self.year, kind, what, *texts, self._place(then, position), self._place(now, position)
                )

    def _place(self, rows: Rows, position: int) -> tuple[str, int | None]:
        return rows.base.table.place(int(rows.positions[position]))


_SAME = ("DECOM", "LS", "PLACE")


def _by_start(episodes: Rows) -> Rows:
    """The episodes of which a child has one alone with that start, and a readable one."""
    rows = episodes[episodes.DECOM.readable].in_order("DECOM")
    before, after = rows.previous, rows.next
    alone = ~(before.exists & (before.DECOM == rows.DECOM)) & ~(after.exists & (after.DECOM == rows.DECOM))
    return rows[alone]


def _paired(now: Rows, before: Rows) -> tuple[Rows, Rows]:
    """The pairs of episodes of one child with one start."""
    mine, theirs = now.join(before)
    same = mine.DECOM == theirs.DECOM
    return mine[same], theirs[same]
