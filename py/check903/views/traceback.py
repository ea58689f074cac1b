"""What is shown of a fault of the tool's own."""

from __future__ import annotations

import re

_CALL = re.compile(r'^  File "([^"\n]+)", line (\d+), in ([\w.<>]+)$')
_EXCEPTION = re.compile(r"^([A-Za-z_][\w.]*)(?::|$)")


def without_data(trace: str) -> str:
    """A traceback's files, lines, functions and kind of exception. What the exception says is left out: it may hold a
    cell.
    """
    lines = trace.splitlines()
    calls = [(number, match) for number, line in enumerate(lines) if (match := _CALL.match(line))]
    frames = [f"{_short(match[1])}, line {match[2]}, {match[3]}" for _, match in calls]
    after = lines[calls[-1][0] + 1 :] if calls else []
    kind = next((match[1] for line in after if (match := _EXCEPTION.match(line))), "Exception")
    return "\n".join([*frames, kind])


def _short(path: str) -> str:
    """The last two steps of a path: the rest may name a person."""
    return "/".join(re.split(r"[/\\]", path)[-2:])
