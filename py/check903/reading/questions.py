"""What the files leave in doubt, asked so that one answer settles it; the page shows the buttons, the command line
takes --answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypedDict

Answers = Mapping[str, str]  # key of the question -> key of the answer
NO_ANSWERS: Answers = {}


@dataclass(frozen=True)
class Answer:
    """One of the answers to a question.

    key     "use", "no", "2026"
    label   what the button says
    effect  what it does, in numbers
    likely  True for the one that the evidence is for
    """

    key: str
    label: str
    effect: str = ""
    likely: bool = False


@dataclass(frozen=True)
class Example:
    """A value that the question is about: as written, the line of the file, and what it is read as by each answer, in
    the order of the words for them: (("Day first", "4 May 2026"), ("Month first", "5 April 2026")).
    """

    written: str
    line: int
    read: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """One doubt about a file, a column or a choice.

    key       the same for the same question about the same file (by its digest) or the same column name, for answers
              are kept by it: "column:Episodes:REASON_PLACE_CHNAGE"
    sentence  one sentence that can be answered
    evidence  one line
    answers   the likely one first
    rows      how many rows the answer touches, for the order in which questions are asked
    first     True if it must be answered before the check
    where     the file (and sheet) as the user knows it
    examples  up to three values that it is about
    """

    key: str
    sentence: str
    evidence: str
    answers: tuple[Answer, ...]
    rows: int = 0
    first: bool = False
    where: str = ""
    examples: tuple[Example, ...] = ()

    def answered(self, answers: Answers) -> Answer | None:
        """The answer given; None if there is none, or none that the question knows."""
        given = answers.get(self.key)
        return next((answer for answer in self.answers if answer.key == given), None)


def together(questions: Iterable[Question]) -> list[Question]:
    """Each question once, with the rows of all places that ask it: what must be answered first, then by rows."""
    by_key: dict[str, Question] = {}
    for question in questions:
        before = by_key.get(question.key)
        by_key[question.key] = question if before is None else replace(before, rows=before.rows + question.rows)
    return sorted(by_key.values(), key=lambda question: (not question.first, -question.rows))


class PlainAnswer(TypedDict):
    """One of the answers to a question: see `Answer`."""

    key: str
    label: str
    effect: str
    likely: bool


class PlainExample(TypedDict):
    """A value that a question is about: see `Example`."""

    written: str
    line: int
    read: tuple[tuple[str, str], ...]


class PlainQuestion(TypedDict):
    """A question, see `Question`; the likely answer first. `answer`: the key of the one that was given, or ""."""

    key: str
    sentence: str
    evidence: str
    answers: list[PlainAnswer]
    rows: int
    first: bool
    where: str
    examples: list[PlainExample]
    answer: str


def to_dict(question: Question, answer: Answer | None = None) -> PlainQuestion:
    """The question in values that JSON can hold, with the answer that was given."""
    return {
        "key": question.key,
        "sentence": question.sentence,
        "evidence": question.evidence,
        "answers": [
            {"key": choice.key, "label": choice.label, "effect": choice.effect, "likely": choice.likely}
            for choice in question.answers
        ],
        "rows": question.rows,
        "first": question.first,
        "where": question.where,
        "examples": [
            {"written": example.written, "line": example.line, "read": example.read} for example in question.examples
        ],
        "answer": answer.key if answer else "",
    }


def of_file(kind: str, digest: str, *parts: str) -> str:
    """The key of a question about one file: "dates:0f3c55d0a1:Reviews:REVIEW"."""
    return ":".join(filter(None, (kind, digest[:10], *parts)))
