"""Several columns of a row named in one sentence: "immunisations, teeth check and health assessment are blank"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np

from check903.model.arrays import is_in
from check903.model.rows import Rows
from check903.model.text import MONTHS, long_date
from check903.wording.placeholders import column_labels

Test = Callable[[object, str], np.ndarray]  # of the rows and a column's name, bool per row


def is_blank(f, column: str) -> np.ndarray:
    """True where the column is blank."""
    return getattr(f, column).blank


def is_filled(f, column: str) -> np.ndarray:
    """True where the column is filled in."""
    return getattr(f, column).filled


def names(f, columns: str, test: Test = is_blank) -> np.ndarray:
    """The page's names of those of the columns for which `test` is True, with "and" before the last; text per row."""
    labels = column_labels()
    return phrases(f, {column: labels[column] for column in columns.split()}, test)


def phrases(f, texts: dict[str, str], test: Test) -> np.ndarray:
    """What is said of each of the columns for which `test` is True, with "and" before the last; text per row."""
    marked = [(text, test(f, column)) for column, text in texts.items()]
    return np.array([joined([text for text, here in marked if here[row]]) for row in range(len(f))], object)


def answers(f, texts: dict[str, tuple[str, str]]) -> np.ndarray:
    """What the columns answer, where they are 1 or 0: {column: (words for 1, words for 0)}; text per row."""
    marked = [
        (text, getattr(f, column).number == value)
        for column, pair in texts.items()
        for text, value in zip(pair, (1, 0))
    ]
    return np.array([joined([text for text, here in marked if here[row]]) for row in range(len(f))], object)


def verb(f, columns: str, test: Test = is_blank) -> np.ndarray:
    """ "is" where one of the columns is so, "are" where several (immunisations are several by themselves); text per
    row.
    """
    count = np.sum([test(f, column) * (1 + (column == "IMMUNISATIONS")) for column in columns.split()], axis=0)
    return np.where(count == 1, "is", "are")


def joined(texts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


Span = tuple[dt.date, dt.date | None, int, float]  # start, end or None, position of the row in its table, days


def spans(f, counted: Rows, days: np.ndarray, between: tuple[np.ndarray, np.ndarray] | None = None) -> list[list[Span]]:
    """For each row at fault the child's rows among `counted`, in order of time, each with its `days`; where `between`
    gives two days, only those that begin on or between them. A row without a readable start is left out.
    """
    here = is_in(counted.child, f.child) & counted.DECOM.readable
    order = np.lexsort((counted.DEC.value, counted.DECOM.value, counted.child))
    order = order[here[order]]
    by_child: dict[int, list[Span]] = {}
    given = (counted.child, counted.DECOM.value, counted.DEC.value, counted.positions, days)
    for child, *span in zip(*(np.asarray(array)[order].tolist() for array in given)):
        by_child.setdefault(child, []).append(tuple(span))
    of = [by_child.get(child, []) for child in f.child.tolist()]
    if between is None:
        return of
    limits = zip(*(day.astype("datetime64[D]").tolist() for day in between))
    return [[span for span in of_child if first <= span[0] <= last] for of_child, (first, last) in zip(of, limits)]


_MOST_STAYS = 8


def stays(f, counted: Rows) -> np.ndarray:
    """The child's stays among `counted` episodes, by their days; text per row: "3 May to 10 May 2026 and since 7 June
    2026".

    Eight at most, then "and 4 more"; a stay without a readable start is left out.
    """
    counted = counted[is_in(counted.child, f.child) & counted.DECOM.readable].in_order("DECOM")
    by_child: dict[int, list[str]] = {}
    for child, start, end in zip(counted.child.tolist(), counted.DECOM.value.tolist(), counted.DEC.value.tolist()):
        by_child.setdefault(child, []).append(_stay(start, end))
    return np.array([_some(by_child.get(child, [])) for child in f.child.tolist()], object)


def _stay(start: dt.date, end: dt.date | None) -> str:
    return f"since {long_date(start)}" if end is None else f"{start.day} {MONTHS[start.month - 1]} to {long_date(end)}"


def _some(texts: list[str]) -> str:
    more = len(texts) - _MOST_STAYS
    return joined(texts) if more <= 0 else f"{', '.join(texts[:_MOST_STAYS])} and {more} more"
