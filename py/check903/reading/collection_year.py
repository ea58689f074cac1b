"""The collection year: that of the newest return, or the one that the user chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from check903.reading import marks, years
from check903.reading.inquiry import Inquiry
from check903.reading.questions import Answer, Question, of_file
from check903.reading.returns import CERTAIN, SURE, UNKNOWN, Return
from check903.reference import schema

if TYPE_CHECKING:
    from check903.reading.loaded_files import LoadedFile


@dataclass(frozen=True)
class CollectionYear:
    """The year, where it comes from (a sentence), and how sure it is (returns.UNKNOWN to CERTAIN)."""

    year: int
    source: str
    grade: int


def guessed(every: list[Return], files: list[LoadedFile], inquiry: Inquiry) -> CollectionYear:
    """That of the newest return."""
    newest = _newest(every, inquiry)
    if newest is None:
        return CollectionYear(schema.LAST_YEAR, "No file says which year it is.", UNKNOWN)
    year, source = newest.known_year, _from(newest)
    if unread := _year_of_unread(newest, files):
        year, source = newest.known_year + 1, f"Guessed from the name of {unread}, which could not be used."
    known = min(max(year, schema.FIRST_YEAR), schema.LAST_YEAR)
    if known != year:
        first, last = schema.year_label(schema.FIRST_YEAR), schema.year_label(schema.LAST_YEAR)
        inquiry.doubts.append(
            f"The dates are of {schema.year_label(year)}, but the years that can be checked are {first} to {last}."
        )
    return CollectionYear(known, source, newest.grade)


def chosen(every: list[Return], year: int, inquiry: Inquiry) -> CollectionYear:
    """The chosen year. Where all there is, is one return, it is taken for that year, whatever its dates; so is the
    newest if unsure.
    """
    _newest(every, inquiry)
    dated = [whole for whole in every if whole.year]
    known = {whole.known_year for whole in dated}
    if known and year not in known:
        newest = [whole for whole in dated if whole.year == max(known)]
        free = [whole for whole in newest if whole.how != "you" and whole.mark.word != marks.LAST]
        if len(known) == 1 or all(whole.grade < SURE for whole in newest):
            for whole in free:
                whole.year, whole.how = year, "you"
    return CollectionYear(year, "Chosen by you.", CERTAIN)


def _newest(every: list[Return], inquiry: Inquiry) -> Return | None:
    """The return of the newest year: of those that hold its main tables or are sure, or else of any that has a
    year.
    """
    main = [whole for whole in every if whole.year and (whole.is_main or whole.grade >= SURE)]
    _ask_which_of_two(main, inquiry)
    dated = main or [whole for whole in every if whole.estimate.year]
    for whole in dated:
        whole.year = whole.year or whole.estimate.year
    return max(dated, key=lambda whole: (whole.known_year, "Episodes" in whole.names), default=None)


def _ask_which_of_two(main: list[Return], inquiry: Inquiry) -> None:
    """A return alone, some of whose dates are of one year and some of another: which is it?"""
    for whole in main:
        rival = whole.estimate.rival
        if whole.how != "dates" or whole.grade >= SURE or not rival or any(other.year == rival for other in main):
            continue
        labels = {year: schema.year_label(year) for year in (whole.known_year, rival)}
        question = Question(
            of_file("year", whole.digest),
            f"Is {whole.where} the return of {labels[whole.known_year]} or of {labels[rival]}?",
            f"Few of its dates are of {labels[whole.known_year]}, as at the beginning of a year. Until you say, it"
            " is read as that year.",
            tuple(Answer(str(year), label, likely=year == whole.year) for year, label in labels.items()),
            whole.rows,
            where=whole.where,
        )
        whole.year = int(inquiry.answered(question) or whole.known_year)


def _year_of_unread(newest: Return, files: list[LoadedFile]) -> str:
    """The file that could not be used and that by its name is a table of the year after the newest; "" if there is
    none.
    """
    for file in files:
        if file.read.problem and marks.names_table(file.read.name):
            mark = marks.of_file(file.read.name)
            after_last = mark.word == marks.THIS and newest.mark.word == marks.LAST
            if after_last or (not mark.single and mark.year == newest.known_year + 1):
                return file.read.name
    return ""


def _from(newest: Return) -> str:
    """Where the year comes from, as a sentence."""
    if newest.how == "names":
        return "Guessed from the files’ names."
    dated = [table.part for table in newest.tables if table.part.dates.all.any()]
    if not dated:
        return "Guessed from the files of the other year." if newest.how == "word" else "Guessed from the files’ names."
    part = max(
        dated,
        key=lambda part: (part.table_name == "Episodes", part.table_name in years.SURE, int(part.dates.all.sum())),
    )
    return f"Guessed from the dates in {part.table_name}."
