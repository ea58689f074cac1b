"""What every command says on the terminal, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

CLEAN, FOUND, UNUSABLE, STOPPED = 0, 1, 2, 130  # exit statuses


class Unusable(Exception):
    """What was given can't be used; the text says why and what to do."""


def cannot(be: str, path: Path, fault: OSError) -> Unusable:
    """That the path, or what in it the fault names, can't be opened or written: `be`."""
    from check903.reading.on_disk import why  # reading and numpy with it, which `main` imports with the command

    return Unusable(f"{fault.filename or path} can't be {be}: {why(fault)}")


def say(text: object, stream=None, end: str = "\n") -> None:
    """Print a text at once. Where whoever read has gone (`| head`), it is dropped, and the work goes on: there may be a
    report to write.
    """
    stream = stream or sys.stdout
    try:
        print(text, file=stream, end=end, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def count(number: int, one: str, many: str = "") -> str:
    """ "1 rule", "2,000 rules"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shown(steps: Iterator, total: int, unit: str = "rule") -> Iterable:
    """The steps, with a progress bar where someone looks on and tqdm is installed."""
    if not sys.stderr.isatty():
        return steps
    try:
        from tqdm import tqdm
    except ImportError:
        return steps
    return tqdm(steps, total=total, unit=unit, leave=False)


def write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise cannot("written", path, fault) from fault
    say(f"Written: {path}")


@contextmanager
def bar(unit: str) -> Iterator[Callable[[str, int, int], None]]:
    """What shows how far a long piece of work is, called with (what was done, how many, of how many)."""
    try:
        from tqdm import tqdm
    except ImportError:
        yield lambda what, done, of: None
        return
    with tqdm(unit=unit, leave=False, disable=None) as shown_bar:

        def step(what: str, done: int, of: int) -> None:
            shown_bar.total = of
            shown_bar.update(done - shown_bar.n)

        yield step
