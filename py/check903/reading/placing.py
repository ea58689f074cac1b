"""The year of returns that have none of their own: by a word in their names, by what they lie beside, by their
children; what nothing tells is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import numpy as np

from check903.reading import marks, years
from check903.reading.inquiry import Inquiry
from check903.reading.phrases import count
from check903.reading.questions import Answer, Question, of_file
from check903.reading.returns import Return
from check903.reference import schema

_CARE_LEAVERS = (17, 21)  # the ages that they reach in the year
_TELLS = 0.08  # how much better one year must fit than another
_CONTRADICTS = 0.3  # ... to count for more than that the year has such a table already


class Placing:
    """Places the returns without a year beside those with one.

    year  the collection year
    """

    def __init__(self, every: list[Return], year: int, inquiry: Inquiry):
        self._returns, self.year, self._inquiry = every, year, inquiry

    def place(self) -> None:
        """Give each its year, but for those that wait for an answer."""
        for whole in self._returns:
            if not whole.year and whole.mark.word:
                self._place_by_word(whole)
        if not any(whole.year for whole in self._returns):
            for whole in self._returns:
                whole.year = self.year - (whole.mark.weak == marks.LAST)
        for whole in self._returns:
            if not whole.year:
                self._place_beside(whole)
        waiting = [whole for whole in self._returns if not whole.year]
        self._ask_about_swaps(waiting)
        waiting = [whole for whole in waiting if not whole.year and not whole.asked]
        while waiting:
            waiting.sort(key=lambda whole: -self._lead(whole))
            self._place_by_children(waiting.pop(0))

    def _place_by_word(self, whole: Return) -> None:
        """By "last" or "this" in its name, unless its children are clearly the other year's."""
        year = self.year - (whole.mark.word == marks.LAST)
        scores = self._scores(whole, (self.year, self.year - 1))
        other = 2 * self.year - 1 - year
        whole.year = other if len(scores) == 2 and scores[other] - scores[year] > _CONTRADICTS else year
        whole.how = "word"

    def _candidates(self, whole: Return) -> list[int]:
        """The years that it may be of: this one, those of the other returns; not before its newest dates, nor where
        there is one already.
        """
        known = {other.year for other in self._returns if other.year} | {self.year, self.year - 1}
        possible = sorted((year for year in known if year >= whole.at_least), reverse=True) or [self.year]
        free = [
            year for year in possible if not any(other.year == year and other.clashes(whole) for other in self._returns)
        ] or possible
        scores = self._scores(whole, known)
        best = max(scores, key=scores.__getitem__, default=None)
        compared = [scores[year] for year in free if year in scores]
        if best in possible and best not in free and compared and scores[best] > max(compared) + _CONTRADICTS:
            return [best]
        return free

    def _place_beside(self, whole: Return) -> None:
        """In the year of what it lies beside, if that is one and it has no such table; where nothing else has a year,
        in this one.
        """
        free = self._candidates(whole)
        for container in whole.containers[:-1]:
            beside = {other.year for other in self._returns if other.year and container in other.containers}
            if len(beside) == 1 and beside <= set(free):
                whole.year = beside.pop()
                return
        known = {other.year for other in self._returns if other.year} & set(free)
        if len(known) == 1 and (len(free) == 1 or not self._rivals(whole)):
            whole.year = known.pop()

    def _rivals(self, whole: Return) -> bool:
        """True if another return without a year has its table too: then the two are of two years."""
        return (
            any(other is not whole and other.names & whole.names and not other.year for other in self._returns)
            or len({other.year for other in self._returns if other.year} & {self.year, self.year - 1}) > 1
        )

    def _place_by_children(self, whole: Return) -> None:
        """In the year whose children and births fit best; by a weak word; or wait for an answer."""
        free = self._candidates(whole)
        if not whole.rows:
            whole.year = free[0] if free else self.year
        elif len(free) == 1:
            whole.year = free[0]
        elif year := self._best(whole, free):
            whole.year = year
        elif whole.mark.weak:
            whole.year = self.year - (whole.mark.weak == marks.LAST)
        else:
            self._ask_year(whole, free)

    def _best(self, whole: Return, among: Iterable[int]) -> int | None:
        """The year that fits clearly better than the others; None if none does."""
        scores = self._scores(whole, among)
        ranked = sorted(scores, key=scores.__getitem__, reverse=True)
        if not ranked:
            return None
        lead = scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0)
        return ranked[0] if lead >= max(_TELLS, 2 / whole.rows) else None

    def _lead(self, whole: Return) -> float:
        scores = sorted(self._scores(whole, (self.year, self.year - 1)).values())
        return scores[-1] - scores[0] if len(scores) == 2 else 0.0

    def _scores(self, whole: Return, among: Iterable[int]) -> dict[int, float]:
        """How well it fits each year that others are of: the share of its children that these have, and of its care
        leavers' births.
        """
        scores = {}
        for year in among:
            there = [other.children for other in self._returns if other.year == year and other is not whole]
            if there:
                children = frozenset().union(*there)
                scores[year] = len(whole.children & children) / max(1, len(whole.children)) - _wrong_ages(whole, year)
        return scores

    def _ask_about_swaps(self, waiting: list[Return]) -> None:
        """Two of one table, both without a year, where both years lack it: the one whose children fit this year better
        is this year's.
        """
        for one, other in combinations(waiting, 2):
            if one.year or other.year or one.asked or other.asked or not one.clashes(other):
                continue
            pair = (self.year, self.year - 1)
            if any(not set(pair) <= set(self._candidates(whole)) for whole in (one, other)):
                continue
            leads = [
                scores[pair[0]] - scores[pair[1]] if len(scores) == 2 else 0.0
                for scores in (self._scores(whole, pair) for whole in (one, other))
            ]
            lead = leads[0] - leads[1]
            enough = max(_TELLS, 2 / max(1, min(one.rows, other.rows)))
            if one.rows and other.rows and abs(lead) < enough and not (one.mark.weak or other.mark.weak):
                self._ask_swap(one, other, lead >= 0)
                continue
            if abs(lead) < enough:
                first = (
                    one.mark.weak == marks.THIS
                    or other.mark.weak == marks.LAST
                    or (not one.mark.weak and bool(one.rows))
                )
            else:
                first = lead > 0
            one.year, other.year = pair if first else pair[::-1]

    def _ask_swap(self, one: Return, other: Return, first: bool) -> None:
        """Which of the two is this year's?"""
        likely, less = (one, other) if first else (other, one)
        labels = [schema.year_label(self.year), schema.year_label(self.year - 1)]
        question = Question(
            of_file("swap", "", one.digest[:10], other.digest[:10]),
            f"Which is of {labels[0]}: {likely.where} or {less.where}?",
            f"Neither holds a date that tells, and the children fit both years. The other is of {labels[1]}. Not"
            " checked until you say.",
            tuple(
                Answer(whole.digest[:10], whole.where, f"{count(whole.rows, 'row')} of {labels[0]}")
                for whole in (likely, less)
            ),
            one.rows + other.rows,
            where="",
        )
        answer = self._inquiry.answered(question)
        one.asked, other.asked = [question], [question]
        for whole, rival in ((one, other), (other, one)):
            if answer == whole.digest[:10]:
                whole.year, rival.year = self.year, self.year - 1

    def _ask_year(self, whole: Return, free: list[int]) -> None:
        """Which year is it?"""
        offered = [year for year in free if year in (self.year, self.year - 1)] or [self.year, self.year - 1]
        shares = {
            year: len(
                whole.children & frozenset().union(*(other.children for other in self._returns if other.year == year))
            )
            for year in offered
        }
        fits = " and ".join(
            f"{number:,} are in the files of {schema.year_label(year)}" for year, number in shares.items()
        )
        question = Question(
            of_file("year", whole.digest, *sorted(whole.names)[:1]),
            f"Which year is {whole.where}?",
            f"It holds no date that tells. Of its {count(len(whole.children), 'child', 'children')}, {fits}. Not"
            " checked until you say.",
            (
                *(Answer(str(year), schema.year_label(year), count(whole.rows, "row")) for year in offered),
                Answer("no", "Leave it out"),
            ),
            whole.rows,
            where=whole.where,
        )
        whole.asked = [question]
        answer = self._inquiry.answered(question)
        whole.left_out = answer == "no"
        whole.year = int(answer) if answer and answer != "no" else None


def _wrong_ages(whole: Return, year: int) -> float:
    """The share of its care leavers who aren't of their age in that year."""
    tables = [table.part.table for table in whole.tables if table.part.table_name == "OC3"]
    births: Any = sum((years.births(table) for table in tables if table is not None), np.int64(0)) if tables else None
    if births is None or not births.sum():
        return 0.0
    youngest, oldest = _CARE_LEAVERS
    fitting = births[max(0, year - oldest) : max(0, year - youngest) + 1].sum()
    return float(1 - fitting / births.sum())
