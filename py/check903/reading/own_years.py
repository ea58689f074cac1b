"""The year of a return by itself: by the user's word for its parts, its dates and its names, and beside another that
seems to be of the same year.
"""

from __future__ import annotations

from itertools import combinations

from check903.reading import marks, returns, years
from check903.reading.inquiry import Inquiry
from check903.reading.questions import Answer, Question, of_file
from check903.reading.returns import CERTAIN, LIKELY, SURE, UNKNOWN, Return
from check903.reference import schema

_YOUNG = 4  # times as many dates of the year alone as a return of the year's beginning has: a whole year's, or more


def settle(every: list[Return], inquiry: Inquiry) -> None:
    """Give each return the year that it tells; those that tell none have none."""
    _say_own_years(every, inquiry)
    _tell_same_years_apart(every, inquiry)
    _heed_words(every)


def _say_own_years(every: list[Return], inquiry: Inquiry) -> None:
    """By the user's word for its parts, its dates and its names."""
    shift = _shift_of_single_years(every)
    for whole in every:
        told = whole.estimate
        named = whole.mark.year and whole.mark.year + shift * whole.mark.single
        if pinned := _pinned(whole):
            whole.year, whole.grade, whole.how = pinned, CERTAIN, "you"
        elif named and (told.year in (None, named) or _may_be(named, told)):
            whole.year, whole.grade, whole.how = named, SURE, "dates" if told.year == named else "names"
        elif told.year and (told.grade > LIKELY or whole.is_main):
            whole.year, whole.grade, whole.how = told.year, told.grade, "dates"
            if named and not whole.mark.single:
                inquiry.doubts.append(
                    f"{whole.where}: named {schema.year_label(named)}, but the dates are of"
                    f" {schema.year_label(told.year)}."
                )


def _shift_of_single_years(every: list[Return]) -> int:
    """1 where "2025" in names stands for 2025-26, as the dates show; else 0."""
    told = [whole for whole in every if whole.mark.single and whole.estimate.year]
    surest = max((whole.estimate.grade for whole in told), default=UNKNOWN)
    shifts = {whole.estimate.known - (whole.mark.year or 0) for whole in told if whole.estimate.grade == surest}
    return 1 if shifts == {1} else 0


def _tell_same_years_apart(every: list[Return], inquiry: Inquiry) -> None:
    """Two with much the same children, of which one has hardly a date of that year alone, are of two years: asked
    for, unless words or
    names tell it."""
    dated = [whole for whole in every if whole.year and "Episodes" in whole.names]
    for one, other in combinations(dated, 2):
        less, more = sorted((one, other), key=_began)
        if (
            not 0 <= more.known_year - less.known_year <= 1  # two years apart, nobody mixes them up
            or less.how != "dates"
            or _digests(one) & _digests(other)
            or not one.clashes(other)
        ):
            continue
        few = less.year == more.year and less.grade < SURE and not _same_names(one, other)
        if few or _YOUNG * _began(less) < _began(more):
            _ask_neighbour(less, more, inquiry)


def _ask_neighbour(whole: Return, other: Return, inquiry: Inquiry) -> None:
    """Take the return for the year after that of the other, or before it; ask whether that is right, unless a word
    tells it.
    """
    year = other.known_year
    word = whole.mark.word or whole.mark.weak
    likely = year - 1 if word == marks.LAST or (not word and _is_earlier(whole, year)) else year + 1
    if likely != whole.known_year and not (word or other.mark.word or other.mark.weak or other.mark.year):
        labels = {either: schema.year_label(either) for either in (likely, whole.known_year)}
        which = "newer" if likely > year else "older"
        question = Question(
            of_file("year", whole.digest),
            f"Is {whole.where} the return of {labels[likely]} or of {labels[whole.known_year]}?",
            f"Few of its dates tell. Until you say, it is read as {labels[likely]}, as the {which} of the two"
            " returns here.",
            tuple(Answer(str(either), label, likely=either == likely) for either, label in labels.items()),
            whole.rows,
            where=whole.where,
        )
        likely = int(inquiry.answered(question) or likely)
    whole.year, whole.how = likely, "other"


def _heed_words(every: list[Return]) -> None:
    """A word for last year stands against the return without one, whichever of the two has the surer dates."""
    last = [whole for whole in every if whole.mark.word == marks.LAST and whole.is_main]
    this = [whole for whole in every if whole.mark.word == marks.THIS and whole.is_main] or [
        whole for whole in every if not whole.mark.word and not whole.mark.year and whole.is_main
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


def _pinned(whole: Return) -> int | None:
    """The year that the user gave to its Episodes, or to all its parts."""
    pins = [table.file.years.get(table.number) for table in whole.tables if table.part.table_name == "Episodes"] or [
        table.file.years.get(table.number) for table in whole.tables
    ]
    return pins[0] if len(set(pins)) == 1 else None


def _may_be(named: int, told: returns.Estimate) -> bool:
    """True if a return called so may have those dates: they are few, or of the year before, as soon after a year's
    beginning.
    """
    return told.grade < SURE or (told.grade < CERTAIN and named == told.known + 1)


def _digests(whole: Return) -> set[str]:
    """Of the files with its Episodes: copies are left out later."""
    return {table.file.read.digest for table in whole.tables if table.part.table_name == "Episodes"}


def _same_names(one: Return, other: Return) -> bool:
    """True if one seems to be a newer version of the other's Episodes."""
    names, others = (
        {(table.file.read.name, table.part.label) for table in whole.tables if table.part.table_name == "Episodes"}
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
    return sum((table.part.dates for table in whole.tables), years.NONE)
