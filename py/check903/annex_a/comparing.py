"""Annex A beside the return: every list compared, on one day.

The two are snapshots. They are compared on the return's last day or, where list 8 was plainly made before it, on the
last day on which anything is recorded in list 8; what begins later says nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from check903.annex_a import adoption, in_care, leavers, people
from check903.annex_a.difference import SAID, Difference, ListResult
from check903.annex_a.in_return import InReturn
from check903.annex_a.list_rows import ListRows
from check903.annex_a.matching import match
from check903.model.dates import as_date
from check903.model.day_numbers import numbers
from check903.model.returns import Return
from check903.model.text import long_date
from check903.reading.annex_a import AnnexList

HAPPENED = ("STARTED", "CEASED", "LS_START", "REVIEW", "IRO", "VISIT", "HEALTH", "DENTAL", "PLACED")  # of list 8
_OF_RETURN = (("Episodes", "DECOM"), ("Episodes", "DEC"), ("Reviews", "REVIEW"))
_MANY = 20  # dates in list 8 from which the last of them tells the day on which it was made
_AHEAD = dt.timedelta(days=7)  # the return's last record may be so much later before that counts
_TYPO = 400  # days without anything before the last date, which then is a slip


@dataclass(frozen=True)
class Comparison:
    """Where the two disagree.

    day          the day on which they are compared
    day_from     why that one, a sentence
    lists        the lists, by number
    differences  all of them, in the lists' order
    compared     how many values were compared
    unread       (list, column in Ofsted's words, text, how often) of cells that mean nothing known, the commonest first
    notes        sentences on what was left out or guessed
    """

    day: dt.date
    day_from: str
    lists: dict[int, ListRows]
    differences: list[Difference]
    compared: int
    unread: list[tuple[int, str, str, int]]
    notes: list[str]

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """What they are about, with how many there are, the most first; children who are in one alone before values."""
        counted = Counter((difference.about not in SAID, difference.said) for difference in self.differences)
        return [(what, many) for (_, what), many in sorted(counted.items(), key=lambda item: (item[0][0], -item[1]))]

    @property
    def children(self) -> int:
        """How many children they are about."""
        return len({difference.child for difference in self.differences})


def compare(r: Return, given: dict[int, AnnexList], day: dt.date | None = None) -> Comparison:
    """Compare the lists with the return.

    day  the day on which the lists were made, where it is known
    """
    lists = {number: ListRows(annex_list) for number, annex_list in given.items()}
    on, why = _day(r, lists.get(8), day)
    ours = InReturn(r, np.datetime64(on, "D"))
    guess = match(lists, ours)
    by_list = {number: _list(number, lists, ours) for number in lists}
    differences = _each_once(
        [difference for number in lists for each in by_list[number] for difference in each.differences]
    )
    unread = [
        (number, heading, text, many)
        for number in lists
        for each in by_list[number]
        for heading, texts in each.unread.items()
        for text, many in texts.items()
    ]
    notes = [note for number in lists for each in by_list[number] for note in each.notes]
    return Comparison(
        on,
        why,
        lists,
        differences,
        sum(each.compared for number in lists for each in by_list[number]),
        sorted(unread, key=lambda row: -row[3]),
        [*filter(None, [guess]), *notes],
    )


def _list(number: int, lists: dict[int, ListRows], ours: InReturn) -> list[ListResult]:
    """What one list gives: who is in it, the values of its own, and of Header."""
    rows, results = lists[number], []
    if number == 6 and rows.has("STATUS"):
        results.append(people.in_need(rows, lists.get(8), ours))
    if number in _OWN:
        results.append(_OWN[number](rows, ours))
    return [*results, people.compare(rows, ours)]


_OWN = {8: in_care.compare, 9: leavers.compare, 10: adoption.compare}


def _each_once(differences: list[Difference]) -> list[Difference]:
    """Without those that another list has said of the same child: list 8 speaks first."""
    order = sorted(range(len(differences)), key=lambda position: (differences[position].list != 8, position))
    known, positions = set(), []
    for position in order:
        difference = differences[position]
        key = difference.child, difference.about, difference.said, difference.ours, difference.theirs
        if key not in known:
            known.add(key)
            positions.append(position)
    return [differences[position] for position in sorted(positions)]


def _day(r: Return, rows: ListRows | None, given: dt.date | None) -> tuple[dt.date, str]:
    """The day on which they are compared, within the return's year, and why."""
    if given is not None:
        day = min(max(given, r.collection.start), r.collection.end)
        return day, f"Compared as on {long_date(day)}, the day given."
    made_on = _made_on(rows)
    ours = _last(np.concatenate([getattr(getattr(r, table), column).value for table, column in _OF_RETURN]), 1)
    end = r.collection.end
    if made_on and ours and r.collection.start <= made_on < min(ours, end) - _AHEAD:
        return made_on, f"Compared as on {long_date(made_on)}, the last day on which list 8 records anything."
    return end, f"Compared as on {long_date(end)}, the return’s last day."


def made_on(given: dict[int, AnnexList]) -> dt.date | None:
    """The last day on which list 8 records anything; None without list 8, or where it has too few days to tell."""
    return _made_on(ListRows(given[8]) if 8 in given else None)


def _made_on(rows: ListRows | None) -> dt.date | None:
    return None if rows is None else _last(np.concatenate([rows.days(name) for name in HAPPENED]), _MANY)


def _last(days: np.ndarray, fewest: int) -> dt.date | None:
    """The last of the days that is no slip of the keyboard; None where they are too few to tell."""
    days = np.sort(days[~np.isnat(days)])
    if len(days) < fewest:
        return None
    ahead = np.flatnonzero(np.diff(numbers(days)) > _TYPO)
    typo = len(ahead) and ahead[-1] >= len(days) - 3
    return as_date(days[ahead[-1] if typo else -1])
