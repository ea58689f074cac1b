"""Tables to returns: which of them are one return, by where they lie and how they are called, and what year its dates
tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from check903.reading import councils, marks, years
from check903.reading.phrases import names
from check903.reading.result import Part

if TYPE_CHECKING:
    from check903.reading.loaded_files import LoadedFile

# How sure a year is.
UNKNOWN, LIKELY, SURE, CERTAIN = range(4)


@dataclass(frozen=True, eq=False)
class FoundTable:
    """A loaded table: part `number` of `file` (a LoadedFile), and what its names say."""

    file: LoadedFile
    number: int
    part: Part
    mark: marks.Mark

    @property
    def key(self) -> tuple[int, int]:
        """(file id, part number)."""
        return self.file.id, self.number

    @property
    def where(self) -> str:
        """The file, with the sheet if there is one, as the user knows it."""
        return self.part.table.files[0] if self.part.table is not None else ""

    @property
    def containers(self) -> list[str | int]:
        """What it lies in, nearest first: a file of several tables, its folders, the zip, and the number of what it
        came with.
        """
        name = self.file.read.name
        several = sum(part.kind == "table" for part in self.file.read.parts) > 1
        return [*([name] if several else []), *councils.containers(name), self.file.drop]

    @property
    def place(self) -> tuple[str | int, int]:
        """The nearest of its containers, which may hold as many as the drop if it lies in nothing else."""
        return self.containers[0], self.file.drop


@dataclass(frozen=True)
class Estimate:
    """The year that dates tell: how sure that is (UNKNOWN to CERTAIN), and another that they may be of, or None."""

    year: int | None = None
    grade: int = UNKNOWN
    rival: int | None = None

    @property
    def known(self) -> int:
        """The year, where there is one."""
        assert self.year is not None
        return self.year


@dataclass(eq=False)
class Return:
    """Tables that belong together. `year`, `grade` and `how` ("dates", "names", ...) are what was decided; `left_out`
    by the user's answer.
    """

    tables: list[FoundTable]
    mark: marks.Mark
    year: int | None = None
    grade: int = UNKNOWN
    how: str = ""
    left_out: bool = False
    asked: list = field(default_factory=list)

    @property
    def known_year(self) -> int:
        """The year, where there is one."""
        assert self.year is not None
        return self.year

    @cached_property
    def estimate(self) -> Estimate:
        """What its dates tell."""
        episodes = sum((table.part.dates for table in self.tables if table.part.table_name == "Episodes"), years.NONE)
        others = sum((table.part.dates for table in self.tables if table.part.table_name in years.SURE[1:]), years.NONE)
        return estimated(episodes, others)

    @property
    def at_least(self) -> int:
        """No return of an earlier year holds such dates; 0 if it has none."""
        return years.newest(sum((table.part.dates.all for table in self.tables), years.NONE.all))[0] or 0

    @property
    def names(self) -> set[str]:
        """Of its tables."""
        return {table.part.table_name for table in self.tables}

    @property
    def is_main(self) -> bool:
        """True if it is what a return stands or falls with."""
        return not self.names.isdisjoint(("Episodes", "Header")) or len(self.names) > 2

    @cached_property
    def children(self) -> frozenset[str]:
        """The children of all its tables."""
        return frozenset().union(*(table.part.children for table in self.tables))

    @property
    def rows(self) -> int:
        """Of all its tables."""
        return sum(table.part.rows for table in self.tables)

    @property
    def containers(self) -> list[str | int]:
        """What all its tables lie in, nearest first."""
        first, *others = (table.containers for table in self.tables)
        return [container for container in first if all(container in other for other in others)]

    @property
    def where(self) -> str:
        """Its files, as the user knows them."""
        return names(dict.fromkeys(table.where for table in self.tables))

    @property
    def digest(self) -> str:
        """That of its most telling file."""
        return min(
            self.tables, key=lambda table: (table.part.table_name not in ("Episodes", "Header"), table.key)
        ).file.read.digest

    def of_table(self, name: str) -> frozenset[str]:
        """The children of one of its tables."""
        return frozenset().union(*(table.part.children for table in self.tables if table.part.table_name == name))

    def clashes(self, other: Return) -> bool:
        """True if both hold one table about much the same children: they can't be parts of one return."""
        return any(are_alike(self.of_table(name), other.of_table(name)) for name in self.names & other.names)


# the share of children that two years of one council have in common at the least; parts of a split file have none
_MUCH = 0.3


def are_alike(some: frozenset, others: frozenset) -> bool:
    """True if they are much the same children."""
    return _overlap(some, others) >= _MUCH


def _overlap(some: frozenset, others: frozenset) -> float:
    """The share of the smaller set that the other holds; 1 where one has none, which fits any."""
    return len(some & others) / len(min(some, others, key=len)) if some and others else 1.0


# -- what the dates tell ----------------------------------------------------------------------------------------------


def estimated(episodes: years.Dates, others: years.Dates) -> Estimate:
    """The year of a return. Its Episodes tell it if they hold enough dates; late ones in other tables are for the rules
    to report.
    """
    year, count = years.newest(episodes.all)
    ended, ends, share = years.commonest(episodes.within)
    if ends >= years.FEW and share >= _MOST:
        return Estimate(ended, CERTAIN)
    within, dated, agreed = years.commonest(episodes.within + others.within)
    if (
        year
        and ended
        and ended > year
        and ends > 1
        and share >= _NEARLY_ALL
        and not years.in_year(episodes.within, year)
    ):
        # Began in the year before, ended in this one: a return made soon after the year began.
        return Estimate(ended, SURE, None) if within == ended and dated >= years.FEW else Estimate(ended, LIKELY, year)
    if count >= years.FEW:
        return Estimate(year, SURE)
    if dated > 2 and agreed >= _MOST:
        fits = year in (None, within)
        sure = (dated >= years.FEW and (fits or (within or 0) > year)) or (fits and agreed >= _NEARLY_ALL)
        return Estimate(within, SURE if sure else LIKELY, None if fits or sure else year)
    return (
        Estimate(year, LIKELY)
        if year
        else Estimate(years.newest(others.all)[0], LIKELY if others.all.any() else UNKNOWN)
    )


_MOST, _NEARLY_ALL = 0.6, 0.8


# -- what belongs together --------------------------------------------------------------------------------------------


def of_tables(tables: list[FoundTable]) -> list[Return]:
    """The returns that the tables make: those of one mark, or of one place, as long as no table is in it twice."""
    returns = []
    for mark, together in _by(tables, _mark).items():
        split = (
            _split(together)
            if any(mark[:3])
            else [part for lying in _by(together, _place).values() for part in _split(lying)]
        )
        for group in split:
            common = len(split) == 1 or _tells(mark, together, tables)
            returns.append(Return(group, _common(group) if common else marks.Mark(weak=_common(group).weak)))
    return _joined(returns)


def _mark(table: FoundTable) -> tuple:
    return table.mark.year, table.mark.single, table.mark.word if not table.mark.year else ""


def _place(table: FoundTable) -> tuple:
    return table.place


def _tells(mark: tuple, together: list[FoundTable], tables: list[FoundTable]) -> bool:
    """False for a mark that all tables have, though they are of several years: it is that of the folder in which
    someone keeps them.
    """
    return any(mark) and (len(together) < len(tables) or not any(mark[:2]))


def _common(group: list[FoundTable]) -> marks.Mark:
    """What the names of all of them say."""
    weak = {table.mark.weak for table in group}
    first = group[0].mark
    return marks.Mark(first.year, first.single, first.word, weak.pop() if len(weak) == 1 else "")


def _split(together: list[FoundTable]) -> list[list[FoundTable]]:
    """The tables in groups that hold no table twice, as far as their places and then their names tell them apart."""
    for told_by in (_place, lambda table: table.mark.rest):
        if _holds_twice(together):
            groups = list(_by(together, told_by).values())
            if len(groups) > 1:
                return [part for group in groups for part in _split(group)]
    return [together]


def _holds_twice(together: list[FoundTable]) -> bool:
    """True if two of one table are about much the same children; those of a file in two halves are about others."""
    return any(
        are_alike(one.part.children, other.part.children)
        for same in _by(together, lambda table: table.part.table_name).values()
        for one, other in combinations(same, 2)
    )


def _by(tables: Iterable[FoundTable], key: Callable) -> dict:
    groups: dict = {}
    for table in tables:
        groups.setdefault(key(table), []).append(table)
    return groups


def _joined(returns: list[Return]) -> list[Return]:
    """What has no Episodes of its own joins the one return with Episodes beside which it lies, if that lacks its
    tables.
    """
    left = list(returns)
    for single in returns:
        if "Episodes" in single.names or single.mark.year or single.mark.word:
            continue
        for container in single.containers:
            beside = [other for other in left if "Episodes" in other.names and container in other.containers]
            if beside:
                if len(beside) == 1 and _fits(single, beside[0]):
                    left.remove(single)
                    beside[0].tables += single.tables
                    for worked_out in ("estimate", "children"):
                        vars(beside[0]).pop(worked_out, None)
                break
    return left


def _fits(single: Return, other: Return) -> bool:
    told, year = single.estimate, other.estimate.year
    return single.names.isdisjoint(other.names) and not other.mark.word and (told.grade < SURE or told.year == year)
