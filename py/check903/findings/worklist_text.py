"""Worklists in words: what stands at the top of a list, what is said of each point, and the whole as the text of an
e-mail.
"""

from __future__ import annotations

import datetime as dt
import itertools

from check903.engine.findings import Findings
from check903.findings.labels import long_date
from check903.findings.worklists import Item, Worklist, items


def intro(checked: Findings, made: Worklist, fix_by: dt.date | None = None) -> str:
    """The sentence at the top of a list."""
    things, children = len(made.causes), made.children(checked)
    return (
        f"Please look at {things:,} {'point' if things == 1 else 'points'} about {children:,}"
        f" {'child' if children == 1 else 'children'} in the case system{f' by {long_date(fix_by)}' if fix_by else ''}."
        " Children are named by their id only."
    )


def entry(item: Item) -> list[tuple[str, list[str]]]:
    """What is said of a thing to do: (heading, lines)."""
    return [
        ("Recorded", item.recorded),
        ("Problem", item.problem),
        ("Options", item.options),
        ("Look in", [item.look_in]),
    ]


def title_of(item: Item) -> str:
    """ "Child 6011942, aged 14"."""
    return f"Child {item.child}" + ("" if item.age is None else f", aged {item.age}")


def by_child(entries: list[Item]) -> list[tuple[str, list[tuple[int, Item]]]]:
    """The points, numbered from 1, under one heading for each child: (heading, [(number, point)])."""
    numbered = enumerate(entries, 1)
    return [
        (title, list(points)) for title, points in itertools.groupby(numbered, key=lambda point: title_of(point[1]))
    ]


def email(checked: Findings, made: Worklist, fix_by: dt.date | None = None) -> str:
    """The list as plain text. A cell with lines of its own makes one line here: it could pass for another point, or for
    an addressee.
    """
    lines = [intro(checked, made, fix_by), ""]
    for title, points in by_child(items(checked, made)):
        lines.append(_one_line(title))
        for number, item in points:
            lines.append(f"{number}.")
            lines += [f"   {heading}: {_one_line(line)}" for heading, said in entry(item) for line in said]
        lines.append("")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())
