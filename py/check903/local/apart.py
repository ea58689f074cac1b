"""Local rules in a process of their own, for the command line: one that takes too long ends with its process, and the
others go on in the next. (The page does the same with a worker.)
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Collection, Iterable
from multiprocessing.connection import Connection

from check903.local.declared import Problem
from check903.local.running import SECONDS, LocalResult, problem_of, steps

STARTS = 120.0  # seconds that a process may take until it reads the first file

Files = list[tuple[str, str]]


def run_apart(
    files: Iterable[tuple[str, str]], database: bytes, seconds: float = SECONDS, skip: Collection[str] = ()
) -> LocalResult:
    """As `run_local`; a rule or a file that takes longer than so many seconds is stopped and says so."""
    left, done = list(files), set(skip)
    result: LocalResult = {"rules": [], "problems": []}
    while left:
        stopped = _watched(left, database, seconds, done, result)
        if stopped is None:
            break
        file, code, late = stopped
        what = f"rule {code}" if code else "the file"
        why = f"took longer than {seconds:g} seconds and was stopped" if late else "ended the process that ran it"
        _add(result, problem_of(Problem(file, 0, f"{what} {why}", code=code)))
        if code:
            done.add(code)
        else:
            left = [pending for pending in left if pending[0] != file]
    return result


def _watched(
    files: Files, database: bytes, seconds: float, done: set[str], result: LocalResult
) -> tuple[str, str, bool] | None:
    """Run what is left, filling `result` and `done`. None when all has ended, else the file and the rule at which it
    stopped, and whether that was for taking too long.
    """
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_run, args=(there, files, database, seconds, sorted(done)), daemon=True)
    process.start()
    there.close()
    file, code, wait = files[0][0], "", STARTS
    try:
        while True:
            if not here.poll(wait):
                return file, code, True
            event = here.recv()
            wait = seconds + 1  # SQL stops by itself, in time
            if event is None:
                return None
            file, code = event.get("file", file), event.get("begins", "")
            if "rule" in event:
                result["rules"].append(event["rule"])
                done.add(event["rule"]["rule"])
            elif "problem" in event:
                _add(result, event["problem"])
    except EOFError:
        return file, code, False
    finally:
        process.kill()
        process.join()
        here.close()


def _add(result: LocalResult, problem) -> None:
    if problem not in result["problems"]:  # the files are read again after a stop
        result["problems"].append(problem)


def _run(out: Connection, files: Files, database: bytes, seconds: float, skip: list[str]) -> None:
    """In the process: what happens, event by event, and None at the end."""
    sys.stdout = sys.stderr  # what the files print is none of the command's answer
    for event in steps(files, database, seconds, skip):
        out.send(event)
    out.send(None)
