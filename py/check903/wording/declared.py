"""How the words of a rule are written down.

    words("501", who="worker", theme=MOVES,
          show="DECOM DEC PLACE LS",
          culprit=[when(lambda f: same(f, f.before, "DECOM PLACE LS PL_POST"), ""), "DECOM or before.DEC"],
          days=lambda f: days_between(f.DECOM, f.before.DEC),
          sentence="This episode begins on {DECOM}, but the one before ended only on {before.DEC}: {days} days in
          both.", cause="Two episodes at once, {DECOM} to {before.DEC}",
          letter=letter("...", "...", "..."))

Everything but `show` and `theme` is one text or a list of alternatives: `when(condition, text)`, tried in that order,
and a text alone for all other rows. A condition is written as a rule is: `f` has the columns of the rows at fault, the
partners by name (`f.before.DEC`) and the values of the rule, and it gives one bool per row (or one for all).

A text holds {placeholders} (see `check903.wording.placeholders`) and [parts in square brackets] that fall away where
one of theirs has no value.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from check903.model.columns import age_on, as_dates

Number = float | str | Callable  # given, or the name of a value, or worked out of the rows at fault

WHO = {
    "worker": "Social worker",
    "leaving_care": "Leaving care adviser",
    "placements": "Placements team",
    "reviewing": "Reviewing officers",
    "health": "Health lead",
    "education": "Virtual school",
    "adoption": "Adoption team",
    "asylum": "Asylum team",
    "data": "Data team",
}
THEMES = (
    "Children's own details",
    "Placement dates and moves",
    "Legal status and reasons",
    "Homes and providers",
    "Missing",
    "Reviews",
    "Health answers",
    "Care leavers",
    "Adoption and permanence",
    "Asylum-seeking children",
    "Deprivation of liberty",
    "Social workers' dates",
    "Disagrees with last year",
    "Files and formats",
)


@dataclass(frozen=True)
class When:
    """An alternative: `then` counts where `test` is True."""

    test: Callable
    then: Any


@dataclass(frozen=True)
class Letter:
    """One point of a letter: what we have recorded, what seems wrong, what to do or tell us; each a text or a list of
    alternatives.
    """

    we_have: Any
    problem: Any
    please: Any


@dataclass(frozen=True)
class Measure:
    """A number that the rule worked out, beside the one needed: "52 of 91 days", "aged 14, 16 or over needed".

    label    what was counted: "Since 14"
    value    the number of each row: a function of them, or the name of a value of the rule or of its words
    needed   what it is compared with: a number, or as `value`
    limit    "least" that is needed, "most" that is allowed, or "under" which it must be
    unit     "days", "miles"; "" for an age in full years, which has no bar
    note     what stands small below the label
    title    the heading over rows of which nothing but this number is at fault: "Too few days since the 14th birthday"
    """

    label: str
    value: Number
    needed: Number
    limit: str
    unit: str = ""
    note: str = ""
    title: str = ""

    def fails(self, found: np.ndarray, needed: np.ndarray) -> np.ndarray:
        """True where the number found is not the one needed; False where either isn't known."""
        return {"least": found < needed, "most": found > needed, "under": found >= needed}[self.limit]


@dataclass(frozen=True)
class Counted:
    """The child's rows from which a number comes, drawn as lines: "12/03/2026 to 03/05/2026, C2, 52 days".

    label, note  what stands over them
    rows         function of the rows at fault: (the rows that count, of all children; the days that each counts)
    code         the column whose code is said of each, "LS"
    span         names of values: only what begins between these two days counts for a row at fault; () for all
    nothing      what is said where nothing counts
    """

    label: str
    rows: Callable
    code: str
    note: str = ""
    span: tuple[str, str] | tuple[()] = ()
    nothing: str = "None"


@dataclass(frozen=True)
class Words:
    """The words of one rule.

    codes     the rules they are for
    years     first and last collection year whose versions they are for; None: no bound
    who       who can put it right, one of WHO (or alternatives)
    theme     one of THEMES
    sentence, cause   texts or alternatives
    culprit   the columns at fault, by space; "A or B" where one of the two is wrong and nothing tells which;
    `before.DEC` is a cell of the
              partner; "" where no single cell is at fault; or one of `differing`, `blank`, `filled` ..., which tell row
              by row
    show      the columns to draw, by space: of the rows at fault, and of the partner beside
    remedy    what to do with rows of one kind, where it says more than the rule's own text: a text or alternatives, ""
              where it doesn't. It stands once above those rows
    measures  Measures, what was found and what is needed, and what was Counted: each a column of its own
    letter    a Letter, alternatives of Letters, or None where nobody but the data team can do anything
    clues     name -> function of the rows at fault: a row beside each that the rule doesn't compare with, but that
              tells which cell is wrong; see `check903.wording.clues`
    values    name -> function of the rows at fault, for placeholders of this rule alone
    """

    codes: tuple[str, ...]
    years: tuple[int | None, int | None]
    who: Any
    theme: str
    sentence: Any
    cause: Any
    culprit: Any = ""
    show: tuple[str, ...] = ()
    letter: Any = None
    remedy: Any = ""
    measures: tuple[Measure | Counted, ...] = ()
    clues: dict[str, Callable] = field(default_factory=dict)
    values: dict[str, Callable] = field(default_factory=dict)


_declared: list[Words] = []


def words(
    codes: str,
    *,
    who: Any,
    theme: str,
    sentence: Any,
    cause: Any,
    culprit: Any = "",
    show: str = "",
    letter: Any = None,
    remedy: Any = "",
    measures: Any = (),
    clues: dict[str, Callable] | None = None,
    years: str = "",
    **values: Callable,
) -> None:
    """Write down the words of a rule, or of several with the same (codes by space). See the module's text and
    `Words`.
    """
    if theme not in THEMES:
        raise ValueError(f"{codes}: {theme} is none of the themes")
    if unknown := {part for part in alternatives(who) if part not in WHO}:
        raise ValueError(f"{codes}: {unknown} is none of {', '.join(WHO)}")
    first, _, last = years.partition("-")
    span = (int(first) if first else None, int(last) if last else int(first) if first and "-" not in years else None)
    _declared.append(
        Words(
            tuple(codes.split()),
            span,
            who,
            theme,
            sentence,
            cause,
            culprit,
            tuple(show.split()),
            letter,
            remedy,
            tuple(measures),
            clues or {},
            values,
        )
    )


def alternatives(given) -> list:
    """What stands after each condition, and alone."""
    return [part.then if isinstance(part, When) else part for part in (given if isinstance(given, list) else [given])]


def when(test: Callable, then) -> When:
    """`then`, where `test` (of the rows at fault) is True."""
    return When(test, then)


def measure(
    label: str, value: Number, *, unit: str, least: Number = "", most: Number = "", note: str = "", title: str = ""
) -> Measure:
    """What was found beside the least that is needed, or beside the most that is allowed."""
    limit = "least" if most == "" else "most"
    note = note or {"least": "found of needed", "most": "found, and the most allowed"}[limit]
    return Measure(label, value, least if most == "" else most, limit, unit, note, title)


def aged(birth: str, on: str, note: str, *, least: Number = "", under: Number = "") -> Measure:
    """The age in full years on a day, beside the age that is needed. `birth` and `on` are columns ("header.DOB"), or
    days of the return ("start", "end"); `note` says in words which day that is.
    """
    limit = "least" if under == "" else "under"
    return Measure(
        "Age",
        lambda f: age_on(day(f, birth), day(f, on)),
        least if under == "" else under,
        limit,
        note=note,
        title="Too young" if under == "" else "Too old",
    )


def counted(label: str, rows: Callable, code: str, *, note: str = "", span: str = "", nothing: str = "None") -> Counted:
    """The rows from which a number comes. See `Counted`."""
    first_last = tuple(span.split())
    return Counted(label, rows, code, note, (first_last[0], first_last[1]) if first_last else (), nothing)


def letter(we_have, problem, please) -> Letter:
    """A point of a letter."""
    return Letter(we_have, problem, please)


@cache
def by_code() -> dict[str, list[Words]]:
    """Code -> its words, one for each span of years, of all that stands in `rules/words` and `rules/extra/words`."""
    for name in ("check903.rules.words", "check903.rules.extra.words"):
        for module in pkgutil.iter_modules(importlib.import_module(name).__path__):
            importlib.import_module(f"{name}.{module.name}")
    words: dict[str, list[Words]] = {}
    for each in _declared:
        for code in each.codes:
            words.setdefault(code, []).append(each)
    return words


def of_rule(code: str, year: int) -> Words | None:
    """The words of the rule in that year; None where it has none (a rule of a test, or a council's own)."""
    fitting = [each for each in by_code().get(code, ()) if (each.years[0] or 0) <= year <= (each.years[1] or 9999)]
    return fitting[0] if fitting else None


# -- what conditions and culprits are made of
# --------------------------------------------------------------------------------------------


def same(one, other, columns: str) -> np.ndarray:
    """True where each of the columns says the same in both rows, and there is another row; spaces and case of postcodes
    don't matter.
    """
    return np.logical_and.reduce([_same(one, other, name) for name in columns.split()]) & other.exists


def _same(one, other, name: str) -> np.ndarray:
    mine, theirs = getattr(one, name), getattr(other, name)
    return mine.compact.same_as(theirs.compact) if name in ("HOME_POST", "PL_POST") else mine.same_as(theirs)


def differing(columns: str, partner: str) -> Callable:
    """The culprits are those of the columns that differ from the partner's."""
    return Differing(columns, partner)


@dataclass(frozen=True)
class Differing:
    """See `differing`."""

    columns: str
    partner: str

    def __call__(self, f) -> dict[str, np.ndarray]:
        return {name: ~_same(f, getattr(f, self.partner), name) for name in self.columns.split()}


def blank(columns: str) -> Callable:
    """The culprits are those of the columns that are blank. Such rows are of one kind, whichever they are."""
    return InState(columns, "blank")


def filled(columns: str) -> Callable:
    """The culprits are those of the columns that are filled in. Such rows are of one kind, whichever they are."""
    return InState(columns, "filled")


@dataclass(frozen=True)
class InState:
    """See `blank` and `filled`, which are the states."""

    columns: str
    state: str

    def __call__(self, f) -> dict[str, np.ndarray]:
        return {name: getattr(cell(f, name), self.state) for name in self.columns.split()}


def unreadable(columns: str) -> Callable:
    """The culprits are those of the columns that hold no real date, though something is filled in."""
    return lambda f: {name: cell(f, name).unreadable for name in columns.split()}


def one_of(*culprits: Callable | str) -> Callable:
    """One of those cells is wrong, and nothing tells which: columns by space, and what `filled` and the like mark."""
    return OneOf(culprits)


@dataclass(frozen=True)
class OneOf:
    """See `one_of`."""

    culprits: tuple[Callable | str, ...]

    def __call__(self, f) -> dict[str, np.ndarray]:
        marked = {}
        for given in self.culprits:
            marked |= given(f) if callable(given) else {name: np.ones(len(f), bool) for name in given.split()}
        return marked


def day(f, name: str) -> np.ndarray:
    """The date in a column of the rows at fault or of a partner; "start" and "end" are those of the year."""
    return as_dates(getattr(f.r, name) if name in ("start", "end") else cell(f, name))


def cell(f, name: str):
    """The column of the rows at fault, `DECOM`, or of a partner, `before.DECOM`."""
    partner, _, column = name.rpartition(".")
    return getattr(getattr(f, partner) if partner else f, column)
