"""Running files of local rules over the tidy tables of a check, one rule after the other: a rule that fails says so
with its line and stops no other. Nothing here knows a session, a page or a command line.
"""

from __future__ import annotations

import contextlib
import io
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypedDict

from check903 import engine
from check903.ask import helpers
from check903.local.declared import LocalRule, Problem, Wrong
from check903.local.files import LocalFile, line_in, reason_of, rules_of
from check903.local.findings import LocalFinding, Rows, findings
from check903.local.languages import of_frames, of_rows, of_sql

SECONDS = 60.0  # that a rule may take
MOST_PRINTED = 5_000  # characters


class LocalAnswer(TypedDict):
    """What one rule gave. `tag`: Local; `problem`: why it gave nothing, with file and line, or "";
    `printed`: what it printed.
    """

    rule: str
    tag: str
    title: str
    wrong: str
    fix: str
    severity: str
    file: str
    line: int
    findings: list[LocalFinding]
    problem: str
    printed: str
    seconds: float


class LocalProblem(TypedDict):
    """A file, or a rule of it, that can't be used. `text`: file, line, what is wrong, what to do."""

    file: str
    line: int
    rule: str
    text: str


class LocalResult(TypedDict):
    """What files of local rules found."""

    rules: list[LocalAnswer]
    problems: list[LocalProblem]


Event = dict[str, Any]  # one of "file", "begins", "rule", "problem", with what it is about


def run_local(
    files: Iterable[tuple[str, str]], database: bytes, seconds: float = SECONDS, skip: Collection[str] = ()
) -> LocalResult:
    """What the rules of some files (name, text) find in the tidy tables of a database.

    seconds  that a rule in SQL may take. One in Python ends when it ends: who calls runs this where it can be stopped
    skip     codes of rules that are switched off
    """
    result: LocalResult = {"rules": [], "problems": []}
    for event in steps(files, database, seconds, skip):
        if "rule" in event:
            result["rules"].append(event["rule"])
        elif "problem" in event:
            result["problems"].append(event["problem"])
    return result


def steps(
    files: Iterable[tuple[str, str]], database: bytes, seconds: float = SECONDS, skip: Collection[str] = ()
) -> Iterator[Event]:
    """The same, event by event, for whoever stops what takes too long: {"file": name} before a file is read,
    {"begins": code, "line": its line} before a rule runs, then {"rule": LocalAnswer}; {"problem": LocalProblem} in
    between.
    """
    held = Held(database, seconds)
    taken = {rule.code.upper(): "the Department’s" for rule in engine.DEPARTMENT.rules}
    taken |= {rule.code.upper(): "of the checks beyond the Department’s" for rule in engine.EXTRA.rules}
    for name, text in files:
        yield {"file": name}
        for declared in rules_of(LocalFile(name, text)):
            if isinstance(declared, LocalRule) and declared.code.upper() in taken:
                declared = Problem(
                    name,
                    declared.line,
                    f"the code {declared.code} is {taken[declared.code.upper()]}",
                    "Choose another code.",
                    declared.code,
                )
            if isinstance(declared, Problem):
                yield {"problem": problem_of(declared)}
                continue
            taken[declared.code.upper()] = f"that of another rule, in {name}, line {declared.line}"
            if declared.code not in skip and declared.in_force(held.year):
                yield {"begins": declared.code, "line": declared.line}
                yield {"rule": answer(declared, held)}


def problem_of(problem: Problem) -> LocalProblem:
    """The problem as data."""
    return {"file": problem.file, "line": problem.line, "rule": problem.code, "text": problem.text}


class Held:
    """The tidy tables, as the rules of each language see them.

    year     the collection year
    seconds  that a rule in SQL may take
    """

    def __init__(self, database: bytes, seconds: float):
        self.connection = sqlite3.connect(":memory:")
        self.connection.deserialize(database)
        helpers.add_to(self.connection)
        self.seconds, self.rows = seconds, Rows(self.connection)
        (last_day,) = self.connection.execute("SELECT value FROM about WHERE fact = 'last day'").fetchone()
        self.year = int(last_day[:4])
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Callable) -> Any:
        """What only rules of one language need, made for the first of them."""
        if name not in self._made:
            self._made[name] = make(self.connection)
        return self._made[name]


def answer(rule: LocalRule, held: Held) -> LocalAnswer:
    """What one rule gives, or why it gave nothing."""
    began, printed = time.perf_counter(), io.StringIO()
    findings, problem = [], ""
    try:
        with contextlib.redirect_stdout(printed):
            findings = _LANGUAGES[rule.language](rule, held)
    except Wrong as reason:
        problem = Problem(rule.file, getattr(reason, "line", rule.line), reason.sentence, reason.remedy, rule.code).text
    except MemoryError:
        problem = Problem(rule.file, rule.line, f"rule {rule.code} needs more memory than there is").text
    except (Exception, SystemExit) as wrong:  # its author's mistake: it is said, and the others go on
        line = line_in(rule.file, wrong) or rule.line
        problem = Problem(rule.file, line, f"rule {rule.code} stopped: {reason_of(wrong)}").text
    return {
        "rule": rule.code,
        "tag": "Local",
        "title": rule.title,
        "wrong": rule.wrong,
        "fix": rule.fix,
        "severity": rule.severity,
        "file": rule.file,
        "line": rule.line,
        "findings": findings,
        "problem": problem,
        "printed": printed.getvalue()[:MOST_PRINTED],
        "seconds": round(time.perf_counter() - began, 3),
    }


def _sql(rule: LocalRule, held: Held) -> list[LocalFinding]:
    names, rows = of_sql(rule, held.connection, held.seconds)
    return findings(rule, names, rows, held.rows)


def _frames(rule: LocalRule, held: Held) -> list[LocalFinding]:
    from check903.ask import frames  # here, since pandas comes only when a rule asks for it

    names, rows = of_frames(rule, held.once("frames", frames.Tables), held.once("words", frames.words))
    return findings(rule, names, rows, held.rows)


def _rows(rule: LocalRule, held: Held) -> list[LocalFinding]:
    from check903.local.rows_of import return_of

    return of_rows(rule, held.once("rows", return_of), held.rows)


_LANGUAGES: dict[str, Callable[[LocalRule, Held], list[LocalFinding]]] = {"sql": _sql, "frames": _frames, "rows": _rows}
