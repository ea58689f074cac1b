"""What is said of single findings: the sentence, the cells at fault, the cause, and who can put it right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from check903 import wording
from check903.engine.findings import Findings


@dataclass(frozen=True)
class Seen:
    """What the rule saw in one finding.

    sentence  what is wrong in this row
    culprits  the columns at fault of its own row; none where nothing tells which
    beside    (table, row, columns at fault) of the rows that it was compared with, and of clues with a cell at fault
    cause     title of its cause
    who       who can put it right, of wording.declared.WHO
    """

    sentence: str
    culprits: tuple[str, ...]
    beside: tuple[tuple[str, int, tuple[str, ...]], ...]
    cause: str
    who: str


def seen(checked: Findings, positions: np.ndarray) -> list[Seen]:
    """What was seen in the findings at those positions, in their order."""
    return in_order(checked, positions, _of_group)


def causes(checked: Findings, positions: np.ndarray) -> list[str]:
    """The titles of the causes of the findings at those positions, in their order."""
    return in_order(checked, positions, wording.Worded.causes)


def who(checked: Findings, positions: np.ndarray) -> list[str]:
    """Who can put right what is wrong in the findings at those positions, in their order."""
    return in_order(checked, positions, wording.Worded.who)


def in_order(checked: Findings, positions: np.ndarray, make: Callable[[wording.Worded], list]) -> list:
    """What `make` gives for each finding; the words are filled in rule by rule."""
    order = np.argsort(positions, kind="stable")
    risen = positions[order]
    answers: list = [None] * len(positions)
    for group, (_, _, part) in zip(checked.by_rule, checked.groups):
        first, last = np.searchsorted(risen, (part.start, part.stop)).tolist()
        if first < last:
            words = wording.of(checked, group, risen[first:last] - part.start)
            for n, answer in zip(order[first:last].tolist(), make(words)):
                answers[n] = answer
    return answers


def _of_group(words: wording.Worded) -> list[Seen]:
    return [
        Seen(*parts)
        for parts in zip(words.sentences(), map(tuple, words.culprits()), _beside(words), words.causes(), words.who())
    ]


def _beside(words: wording.Worded) -> list[tuple[tuple[str, int, tuple[str, ...]], ...]]:
    """The partners of each row, and clues with a cell at fault: (table, row, columns at fault)."""
    at_fault = words.at_fault.beside
    partners: list[list] = [[] for _ in range(len(words))]
    for name, rows in words.seen.partners.items():
        marked = {column: here for (partner, column), here in at_fault.items() if partner == name}
        for n, row in enumerate(rows.positions.tolist()):
            columns = tuple(column for column, here in marked.items() if here[n])
            if row >= 0 and (columns or words.seen.has(name)):
                partners[n].append((rows.name, row, columns))
    return [tuple(of_row) for of_row in partners]
