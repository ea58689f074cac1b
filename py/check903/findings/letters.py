"""A worklist as a letter: greeting, what is asked and by when, and a point for each thing to do, sorted by child.

A point has three parts, of the rule's own letter (check903.rules.words), filled from the rows: we have, problem,
please. Without one (a rule that the user gave to somebody) it has the cause and a question.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass

import numpy as np

from check903 import wording
from check903.engine.findings import Findings
from check903.findings import seen
from check903.findings.labels import sentence
from check903.findings.roles import DATA
from check903.findings.worklists import LocalTask, Task, Worklist
from check903.model.columns import age_on
from check903.model.text import long_date

TEAM = "Children’s data team"  # who writes, where the user typed nothing else
OWN = "From our own checks: "
ANSWERS = ("Done", "It is right as it is, because:", "I can’t tell, ask:")
PARTS = ("We have", "Problem", "Please")
PLEASE = "Is this right? If not, correct it. If it is, tell us."
THANKS = (
    "Thank you. If a point is right as it is, tell us why in a few words: we keep the note, and it won’t come back."
)
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TITLES = re.compile(r"(?:mrs?|ms|miss|mx|dr|prof|sir|dame|rev)\b\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """What stands at the top of every letter. `fix_by`: None where no day is named; `contact`: an address or telephone
    number, or "".
    """

    council: str
    day: dt.date
    fix_by: dt.date | None = None
    sender: str = TEAM
    contact: str = ""


@dataclass(frozen=True)
class Point:
    """One point: `parts` are the texts under `PARTS`, an empty one is left out; `rules` are for the data team; `local`:
    it is of a council's own rule.
    """

    child: str
    age: int | None
    parts: tuple[str, str, str]
    rules: tuple[str, ...]
    local: bool = False

    @property
    def title(self) -> str:
        """ "Child 6011942, aged 14"; what a local rule found has a heading of its own."""
        if not self.child:
            return f"{OWN if self.local else ''}A record without a child’s number"
        return one_line(OWN * self.local + f"Child {self.child}" + ("" if self.age is None else f", aged {self.age}"))

    @property
    def said(self) -> list[tuple[str, str]]:
        """(heading, text) of each part that has a text."""
        return [(heading, one_line(text)) for heading, text in zip(PARTS, self.parts) if text]


# -- points -----------------------------------------------------------------------------------------------------------


def points(checked: Findings, worklist: Worklist) -> list[Point]:
    """The list's points, child by child; those of local rules come last."""
    return [*_of_errors(checked, worklist), *(_of_local(checked, task) for task in worklist.local)]


def _of_local(checked: Findings, task: LocalTask) -> Point:
    number = checked.child_numbers.get(task.child, -1)
    parts = (task.evidence, task.wrong, task.fix)
    return Point(task.child, age(checked, number), parts, (f"{task.code} (Local)",), local=True)


def _of_errors(checked: Findings, worklist: Worklist) -> list[Point]:
    tasks = sorted(worklist.tasks, key=lambda task: _order(checked, task))
    leads = np.array([task.lead for task in tasks], int)
    return [
        _point(checked, task, parts or _without_letter(checked, task))
        for task, parts in zip(tasks, seen.in_order(checked, leads, wording.Worded.letters))
    ]


def _order(checked: Findings, task: Task) -> tuple:
    child = int(checked.child[task.lead])
    return int(checked.child_rank[child]), task.lead


def _point(checked: Findings, task: Task, parts: tuple[str, str, str]) -> Point:
    child = int(checked.child[task.lead])
    codes = dict.fromkeys(checked.rules[number].code for number in checked.rule[task.findings].tolist())
    return Point(checked.child_id(child), age(checked, child), parts, tuple(codes))


def _without_letter(checked: Findings, task: Task) -> tuple[str, str, str]:
    """The cause and a question; for the data team the sentence and how to fix it."""
    [what] = seen.seen(checked, np.array([task.lead]))
    fix = sentence(checked.rules[int(checked.rule[task.lead])].fix)
    return ("", what.sentence, fix) if task.role == DATA else (f"{what.cause}.", "", PLEASE)


def age(checked: Findings, child: int) -> int | None:
    """Age in whole years on the day of the check, or at the end of the year if that is earlier; None if the birth date
    is not known.
    """
    rows = checked.rows_of("Header", child) if child >= 0 else []
    if not len(rows):
        return None
    day = min(checked.checked_at.date(), checked.r.collection.end)
    years = age_on(checked.rows("Header").DOB.value[rows[0]], day)
    return int(years) if years >= 0 else None


def by_child(given: list[Point]) -> list[tuple[str, list[tuple[int, Point]]]]:
    """The points, numbered from 1, under one heading for each child: (heading, [(number, point)])."""
    groups = itertools.groupby(enumerate(given, 1), key=lambda numbered: numbered[1].title)
    return [(title, list(numbered)) for title, numbered in groups]


# -- sentences --------------------------------------------------------------------------------------------------------


def greeting(worklist: Worklist) -> str:
    """ "Dear Priya,"; a worker known by a number only, or a team, is a colleague."""
    if worklist.kind != "worker":
        return "Dear colleagues,"
    name = one_line(worklist.who)
    if any(letter.isdigit() for letter in name) or not worklist.is_named:
        return "Dear colleague,"
    last, comma, first = name.partition(",")
    called = first.strip() if comma and first.strip() else last
    return f"Dear {called if _TITLES.match(called) else called.split()[0]},"


def opening(worklist: Worklist, children: int) -> str:
    """Why we write, and how much it is."""
    count = worklist.points
    what = f"{in_words(count, 'thing')} about {in_words(children, 'child', 'children')}"
    return (
        "We are checking our records of children in care before they go to the Department for Education."
        f" {sentence(what)} {'needs' if count == 1 else 'need'} your help."
    )


def request(head: Head, answer: str = "reply to us") -> str:
    """What to do, and by when."""
    day = f", by {weekday(head.fix_by)}" if head.fix_by else ""
    return f"Please put them right in the case system, or {answer}{day}."


def named_by_number(reply: str = " when you reply") -> str:
    """How children are named."""
    return f"Children are named by their number only. Please leave it so{reply}."


def signature(head: Head) -> str:
    """ "Children’s data team, Birmingham"."""
    return ", ".join(filter(None, (head.sender, head.council)))


def subject(head: Head, worklist: Worklist) -> str:
    """What the e-mail is about."""
    many = worklist.points
    day = f" by {_DAYS[head.fix_by.weekday()]} {head.fix_by.day} {head.fix_by:%B}" if head.fix_by else ""
    return f"Children in care: {many:,} {'thing' if many == 1 else 'things'} to check{day}"


def weekday(day: dt.date) -> str:
    """ "Friday 26 February 2027"."""
    return f"{_DAYS[day.weekday()]} {long_date(day)}"


def in_words(count: int, one: str, many: str = "") -> str:
    """ "six things", "12 things", "one child"."""
    number = _WORDS[count] if count < len(_WORDS) else f"{count:,}"
    return f"{number} {one if count == 1 else many or one + 's'}"


def one_line(text: str) -> str:
    """A cell with lines of its own makes one line: it could pass for another point, or for an addressee."""
    return " ".join(text.split())


# -- the e-mail -------------------------------------------------------------------------------------------------------


def email(checked: Findings, worklist: Worklist, head: Head) -> str:
    """The letter as plain text."""
    return "\n\n".join([beginning(checked, worklist, head), *bodies(points(checked, worklist)), ending(head)]) + "\n"


def beginning(checked: Findings, worklist: Worklist, head: Head) -> str:
    """Greeting, and what is asked."""
    asks = f"{request(head, 'write your answer under each point and reply')} {named_by_number('')}"
    return "\n\n".join([greeting(worklist), opening(worklist, worklist.children(checked)), asks])


def bodies(given: list[Point]) -> list[str]:
    """A text for each point, the first about a child with the child's heading."""
    return [
        (f"{title.upper()}\n\n" if first else "") + _body(number, point)
        for title, numbered in by_child(given)
        for first, (number, point) in zip([True, *[False] * len(numbered)], numbered)
    ]


def _body(number: int, point: Point) -> str:
    lines = [f"{heading}: {text}" for heading, text in point.said]
    return "\n".join([f"{number}. {lines[0]}", *lines[1:], "Your answer:"])


def ending(head: Head) -> str:
    """Thanks and who writes."""
    signed = [one_line(head.sender), one_line(f"{head.council}, {long_date(head.day)}".removeprefix(", "))]
    return "\n".join([THANKS, "", *signed, *filter(None, [one_line(head.contact)])])
