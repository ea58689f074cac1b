"""Docstrings for the library's site: their aligned lists of arguments as lists, which Markdown would run together."""

from __future__ import annotations

import re
from typing import Any

import griffe

_NAMES = r"[A-Za-z_]\w*(?:, [A-Za-z_]\w*)*"


class AsMarkdown(griffe.Extension):
    """For mkdocs (library.yml): each docstring as Markdown when it has been read."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring where there is one."""
        if obj.docstring:
            obj.docstring.value = as_markdown(obj.docstring.value, _said_of(obj))


def _said_of(obj: griffe.Object) -> set[str]:
    """The names that its docstring may explain."""
    return {one.name for one in obj.parameters} if isinstance(obj, griffe.Function) else set(obj.members)


def as_markdown(text: str, known: set[str]) -> str:
    """A line "name   what it is" begins a point of a list; lines that stand further in go on with it.

    known  names that begin a point even where one blank parts them from the rest
    """
    lines: list[str] = []
    for line in text.splitlines():
        point = re.match(rf"({_NAMES})( +)(\S.*)", line)
        if point and (len(point[2]) > 1 or set(point[1].split(", ")) <= known) and _may_begin(lines):
            lines += [""] if _ends_text(lines) else []
            lines.append(f"- **{point[1]}**: {point[3]}")
        elif line.startswith("  ") and lines and lines[-1].startswith(("- **", "  ")):
            lines.append(f"  {line.strip()}")
        else:
            lines.append(line)
    return "\n".join(lines)


def _ends_text(lines: list[str]) -> bool:
    """True where a list needs a blank line before it."""
    return bool(lines and lines[-1]) and not lines[-1].startswith(("- **", "  "))


def _may_begin(lines: list[str]) -> bool:
    """True at the start of a paragraph, or within a list."""
    return not lines or not lines[-1] or lines[-1].startswith(("- **", "  "))
