"""Which table is whose: this year's, last year's, or nobody's before the user says so. Worked out from all files at
once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from check903.model.table import Table
from check903.reading import marks, returns, years
from check903.reading.doubts import doubts_of
from check903.reading.phrases import count
from check903.reading.questions import Answer, Answers, Question, of_file
from check903.reading.result import Part
from check903.reading.returns import CERTAIN, LIKELY, SURE, UNKNOWN, Found, Return
from check903.reference import schema

if TYPE_CHECKING:
    from check903.reading.loaded_files import ShelfFile

THIS, LAST, REFERENCE, UNUSED, WAITS = "this", "last", "reference", "unused", "waits"
_CARE_LEAVERS = (17, 21)  # the ages that they reach in the year
_YOUNG = (
    4  # how many times as many dates of the year alone a whole year's return holds as one of its beginning, or more
)
_TELLS = 0.08  # how much better one year must fit than another
_CONTRADICTS = 0.3  # ... to count for more than that the year has such a table already


@dataclass(frozen=True)
class Assignment:
    """What a part is used for: `role` is "this", "last", "reference", "unused", or "waits" for an answer; `year` the
    collection year it was
    taken for, or None; `why` a sentence about another file that is used in its place, or ""."""

    role: str
    year: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Placed:
    """A table on the shelf together with what was decided about it."""

    file: ShelfFile
    number: int
    part: Part
    assignment: Assignment

    @property
    def where(self) -> str:
        """The file, with the sheet if there is one, as the user knows it."""
        return self.part.table.files[0] if self.part.table is not None else ""


class Decision:
    """Which part is whose. `files`: ShelfFiles; `year_set`: the collection year the user chose, or None.

    Gives `year`, `year_from` (a sentence), `grade` (how sure it is: returns.UNKNOWN to CERTAIN), `assignments` by (file
    id, part number),
    `tables` by role, `doubts` and `questions`.
    """

    def __init__(self, files: list, year_set: int | None, answers: Answers):
        self._answers = answers
        self._files = files
        self.doubts: list[str] = []
        self.questions: list[Question] = []
        parts = [(file, number, part) for file in files for number, part in enumerate(file.read.parts)]
        self._tables = [
            Found(file, number, part, marks.of_file(file.read.name, part.label))
            for file, number, part in parts
            if part.kind == "table"
        ]
        self._returns = returns.of_tables(self._tables)
        self._say_own_years()
        self._tell_same_years_apart()
        self._heed_words()
        self.year, self.year_from = self._collection_year() if year_set is None else self._obeyed(year_set)
        self._place_the_rest()
        self.assignments = {
            (file.id, number): Assignment(UNUSED if part.kind == "unknown" else REFERENCE)
            for file, number, part in parts
        }
        self.assignments |= {
            found.key: self._assignment(found, whole) for whole in self._returns for found in whole.tables
        }
        self._leave_out_copies()
        placed = [Placed(found.file, found.number, found.part, self.assignments[found.key]) for found in self._tables]
        self.tables = {
            role: _joined(
                found.part.table for found in placed if found.assignment.role == role and found.part.table is not None
            )
            for role in (THIS, LAST)
        }
        more = doubts_of(placed, self.year, self.tables[THIS], self.tables[LAST])
        self.doubts = list(dict.fromkeys([*self.doubts, *more]))  # a file of several tables is named once

    @property
    def lacks_episodes(self) -> bool:
        """True if this year's Episodes is absent or empty though the files show that there is one: what is checked is
        no whole return.
        """
        episodes = self.tables[THIS].get("Episodes")
        return not episodes and (episodes is not None or "Episodes" in self.tables[LAST])

    # -- the year of a return, by itself ------------------------------------------------------------------------------

    def _say_own_years(self) -> None:
        """By the user's word for its parts, its dates and its names."""
        shift = self._shift_of_single_years()
        for whole in self._returns:
            told = whole.estimate
            named = whole.mark.year and whole.mark.year + shift * whole.mark.single
            if pinned := _pinned(whole):
                whole.year, whole.grade, whole.how = pinned, CERTAIN, "you"
            elif named and (told.year in (None, named) or _may_be(named, told)):
                whole.year, whole.grade, whole.how = named, SURE, "dates" if told.year == named else "names"
            elif told.year and (told.grade > LIKELY or whole.is_main):
                whole.year, whole.grade, whole.how = told.year, told.grade, "dates"
                if named and not whole.mark.single:
                    self.doubts.append(
                        f"{whole.where}: named {schema.year_label(named)}, but the dates are of"
                        f" {schema.year_label(told.year)}."
                    )

    def _shift_of_single_years(self) -> int:
        """1 where "2025" in names stands for 2025-26, as the dates show; else 0."""
        told = [whole for whole in self._returns if whole.mark.single and whole.estimate.year]
        surest = max((whole.estimate.grade for whole in told), default=UNKNOWN)
        shifts = {whole.estimate.known - (whole.mark.year or 0) for whole in told if whole.estimate.grade == surest}
        return 1 if shifts == {1} else 0

    # -- two returns that seem to be of one year ----------------------------------------------------------------------

    def _tell_same_years_apart(self) -> None:
        """Two with much the same children, of which one has hardly a date of that year alone, are of two years: asked
        for, unless words or
        names tell it."""
        dated = [whole for whole in self._returns if whole.year and "Episodes" in whole.names]
        for one, other in combinations(dated, 2):
            less, more = sorted((one, other), key=_began)
            if (
                less.known_year > more.known_year
                or less.how != "dates"
                or _digests(one) & _digests(other)
                or not one.clashes(other)
            ):
                continue
            few = less.year == more.year and less.grade < SURE and not _same_names(one, other)
            if few or _YOUNG * _began(less) < _began(more):
                self._ask_neighbour(less, more)

    def _ask_neighbour(self, whole: Return, other: Return) -> None:
        """Take the return for the year after that of the other, or before it; ask whether that is right, unless a word
        tells it.
        """
        year = other.known_year
        word = whole.mark.word or whole.mark.weak
        likely = year - 1 if word == marks.LAST or (not word and _is_earlier(whole, year)) else year + 1
        if not (word or other.mark.word or other.mark.weak or other.mark.year):
            labels = {either: schema.year_label(either) for either in (likely, whole.known_year)}
            which = "newer" if likely > year else "older"
            question = Question(
                of_file("year", whole.digest),
                f"Is {whole.where} the return of {labels[likely]} or of {labels[whole.known_year]}?",
                f"Few of its dates tell. Until you say, it is taken for {labels[likely]}, as the {which} of the two"
                " returns here.",
                tuple(Answer(str(either), label, likely=either == likely) for either, label in labels.items()),
                whole.rows,
                where=whole.where,
            )
            likely = int(self._answered(question) or likely)
        whole.year, whole.how = likely, "other"

    def _answered(self, question: Question) -> str | None:
        self.questions.append(question)
        answer = question.answered(self._answers)
        return answer.key if answer else None

    def _heed_words(self) -> None:
        """A word for last year stands against the return without one, whichever of the two has the surer dates."""
        last = [whole for whole in self._returns if whole.mark.word == marks.LAST and whole.is_main]
        this = [whole for whole in self._returns if whole.mark.word == marks.THIS and whole.is_main] or [
            whole for whole in self._returns if not whole.mark.word and not whole.mark.year and whole.is_main
        ]
        if len(last) != 1 or len(this) != 1 or not (last[0].year or this[0].year):
            return
        before, now = last[0], this[0]
        if before.year and now.year and before.year != now.year and min(before.grade, now.grade) >= SURE:
            return
        if now.year and (not before.year or (now.grade, _began(now)) > (before.grade, _began(before))):
            before.year, before.grade, before.how = now.known_year - 1, max(before.grade, SURE), "word"
        elif not now.year or now.year != before.known_year + 1:
            now.year, now.grade, now.how = before.known_year + 1, max(now.grade, SURE), "word"

    # -- the collection year ------------------------------------------------------------------------------------------

    def _collection_year(self) -> tuple[int, str]:
        newest = self._newest()
        self.grade = newest.grade if newest else UNKNOWN
        if newest is None:
            return schema.LAST_YEAR, "No file says which year it is."
        year, source = newest.known_year, _from(newest)
        if unread := self._year_of_unread(newest):
            year, source = newest.known_year + 1, f"Guessed from the name of {unread}, which could not be used."
        known = min(max(year, schema.FIRST_YEAR), schema.LAST_YEAR)
        if known != year:
            first, last = schema.year_label(schema.FIRST_YEAR), schema.year_label(schema.LAST_YEAR)
            self.doubts.append(
                f"The dates are of {schema.year_label(year)}, but the years that can be checked are {first} to {last}."
            )
        return known, source

    def _year_of_unread(self, newest: Return) -> str:
        """The file that could not be used and that by its name is a table of the year after the newest; "" if there is
        none.
        """
        for file in self._files:
            if file.read.problem and marks.names_table(file.read.name):
                mark = marks.of_file(file.read.name)
                after_last = mark.word == marks.THIS and newest.mark.word == marks.LAST
                if after_last or (not mark.single and mark.year == newest.known_year + 1):
                    return file.read.name
        return ""

    def _newest(self) -> Return | None:
        """The return of the newest year: of those that hold its main tables or are sure, or else of any that has a
        year.
        """
        main = [whole for whole in self._returns if whole.year and (whole.is_main or whole.grade >= SURE)]
        self._ask_which_of_two(main)
        dated = main or [whole for whole in self._returns if whole.estimate.year]
        for whole in dated:
            whole.year = whole.year or whole.estimate.year
        return max(dated, key=lambda whole: (whole.known_year, "Episodes" in whole.names), default=None)

    def _ask_which_of_two(self, main: list[Return]) -> None:
        """A return alone, some of whose dates are of one year and some of another: which is it?"""
        for whole in main:
            rival = whole.estimate.rival
            if whole.how != "dates" or whole.grade >= SURE or not rival or any(other.year == rival for other in main):
                continue
            labels = {year: schema.year_label(year) for year in (whole.known_year, rival)}
            question = Question(
                of_file("year", whole.digest),
                f"Is {whole.where} the return of {labels[whole.known_year]} or of {labels[rival]}?",
                f"Few of its dates are of {labels[whole.known_year]}, as at the beginning of a year. Until you say it"
                " is taken for that.",
                tuple(Answer(str(year), label, likely=year == whole.year) for year, label in labels.items()),
                whole.rows,
                where=whole.where,
            )
            whole.year = int(self._answered(question) or whole.known_year)

    def _obeyed(self, year: int) -> tuple[int, str]:
        """The chosen year. Where all there is, is one return, it is taken for that year, whatever its dates; so is the
        newest if unsure.
        """
        self._newest()
        self.grade = CERTAIN
        dated = [whole for whole in self._returns if whole.year]
        known = {whole.known_year for whole in dated}
        if known and year not in known:
            newest = [whole for whole in dated if whole.year == max(known)]
            free = [whole for whole in newest if whole.how != "you" and whole.mark.word != marks.LAST]
            if len(known) == 1 or all(whole.grade < SURE for whole in newest):
                for whole in free:
                    whole.year, whole.how = year, "you"
        return year, "Chosen by you."

    # -- what has no year of its own ----------------------------------------------------------------------------------

    def _place_the_rest(self) -> None:
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
        answer = self._answered(question)
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
        answer = self._answered(question)
        whole.left_out = answer == "no"
        whole.year = int(answer) if answer and answer != "no" else None

    def _assignment(self, found: Found, whole: Return) -> Assignment:
        year = found.file.years.get(found.number, whole.year)
        if year is None:
            return Assignment(UNUSED if whole.left_out else WAITS)
        return Assignment({self.year: THIS, self.year - 1: LAST}.get(year, UNUSED), year)

    # -- copies -------------------------------------------------------------------------------------------------------

    def _leave_out_copies(self) -> None:
        """Of files with the same content the first is used, of files with one name for one table and year the
        latest.
        """
        first: dict[tuple, ShelfFile] = {}
        latest: dict[tuple, tuple[int, int]] = {}
        for found in self._tables:
            file, at = found.file, found.key
            role, year = self.assignments[at].role, self.assignments[at].year
            original = first.setdefault((file.read.digest, found.number, role), file)
            if original.read.name != file.read.name:
                self.assignments[at] = Assignment(
                    UNUSED, year, f"The same file as {original.read.name}, so it is used once."
                )
                continue
            name = file.read.name, found.part.label, found.part.table_name, role
            if name in latest:
                again = "Added again later: the later one is used. If both belong to the return, rename one."
                self.assignments[latest[name]] = Assignment(UNUSED, year, again)
            latest[name] = at


def _pinned(whole: Return) -> int | None:
    """The year that the user gave to its Episodes, or to all its parts."""
    pins = [found.file.years.get(found.number) for found in whole.tables if found.part.table_name == "Episodes"] or [
        found.file.years.get(found.number) for found in whole.tables
    ]
    return pins[0] if len(set(pins)) == 1 else None


def _may_be(named: int, told: returns.Estimate) -> bool:
    """True if a return called so may have those dates: they are few, or of the year before, as soon after a year's
    beginning.
    """
    return told.grade < SURE or (told.grade < CERTAIN and named == told.known + 1)


def _digests(whole: Return) -> set[str]:
    """Of the files with its Episodes: copies are left out later."""
    return {found.file.read.digest for found in whole.tables if found.part.table_name == "Episodes"}


def _same_names(one: Return, other: Return) -> bool:
    """True if one seems to be a newer version of the other's Episodes."""
    names, others = (
        {(found.file.read.name, found.part.label) for found in whole.tables if found.part.table_name == "Episodes"}
        for whole in (one, other)
    )
    return not names.isdisjoint(others)


def _began(whole: Return) -> int:
    """How many of its dates are of its year alone: few while the year is young."""
    return years.in_year(_dates(whole).within, whole.year or 0)


def _is_earlier(whole: Return, year: int) -> bool:
    """True if it ends before the year: a return holds what ended in its own year only."""
    return years.commonest(_dates(whole).within)[0] == year - 1


def _dates(whole: Return) -> years.Dates:
    return sum((found.part.dates for found in whole.tables), years.NONE)


def _wrong_ages(whole: Return, year: int) -> float:
    """The share of its care leavers who aren't of their age in that year."""
    tables = [found.part.table for found in whole.tables if found.part.table_name == "OC3"]
    births: Any = sum((years.births(table) for table in tables if table is not None), np.int64(0)) if tables else None
    if births is None or not births.sum():
        return 0.0
    youngest, oldest = _CARE_LEAVERS
    fitting = births[max(0, year - oldest) : max(0, year - youngest) + 1].sum()
    return float(1 - fitting / births.sum())


def _from(newest: Return) -> str:
    """Where the year comes from, as a sentence."""
    if newest.how == "names":
        return "Guessed from the files’ names."
    dated = [found.part for found in newest.tables if found.part.dates.all.any()]
    if not dated:
        return "Guessed from the files of the other year." if newest.how == "word" else "Guessed from the files’ names."
    part = max(
        dated,
        key=lambda part: (part.table_name == "Episodes", part.table_name in years.SURE, int(part.dates.all.sum())),
    )
    return f"Guessed from the dates in {part.table_name}."


def _joined(tables: Iterable[Table]) -> dict[str, Table]:
    by_name: dict[str, list[Table]] = {}
    for table in tables:
        by_name.setdefault(table.name, []).append(table)
    return {name: Table.joined(by_name[name]) for name in schema.TABLES if name in by_name}
