"""Figures: how one is written down.

@measure("cla_out_of_area", "Episodes: PL_POST", sure="verified")
def cla_out_of_area(care):
    '''Title, in a line

    What it counts, in a plain paragraph.

    Exactly: the same in the names of the sets.

    Source: where the definition is from.
    '''
    on = care.open
    return share(on, on.place.PL_LOCATION == "OUT", cannot_tell=on.place.PL_LOCATION.blank)
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from check903.figures.counting import Count
from check903.model.care import Care

THEMES = {  # module -> name on the page, in its order
    "looked_after": "Looked after now",
    "coming_in": "Coming in",
    "leaving": "Leaving",
    "placements": "Placements",
    "stability": "Stability",
    "health": "Health and wellbeing",
    "missing": "Missing",
    "reviews": "Reviews",
    "adoption": "Adoption and permanence",
    "care_leavers": "Care leavers",
    "asylum": "Asylum-seeking children",
    "social_workers": "Social workers",
    "liberty": "Deprivation of liberty",
}
SURE = {  # how sure a definition is -> what the page says; "" for the Department's own
    "verified": "",
    "code": "",
    "data": "worked out from published figures",
    "memory": "our definition",
    "own": "our definition",
}


class Lacks(Exception):
    """A figure can't be made from what is loaded; the text says what is missing, without a full stop."""


@dataclass(frozen=True, eq=False)
class Measure:
    """One figure.

    id        its name in files
    theme     the module in which it stands, of THEMES
    title, plain, exact, source   its texts
    sure      how sure the definition is, of SURE
    unit      what it counts: children, placements, days ...
    uses      (table, column) whose errors put it in doubt
    tables    tables that it can't do without, last year's as `Episodes_last`
    by_row    True where the records it rests on are the table's rows, not children
    yearly    True where the answers bear no date: it is made of the year's end, and has no months
    warn      why it is unsafe to compare with other councils, or ""
    sums      lines that hang together, so that each could be worked out from the others: "" the figure itself, its
              "breakdown / group", or what stands beside it
    function  what gives its Count
    """

    id: str
    theme: str
    title: str
    plain: str
    exact: str
    source: str
    sure: str
    unit: str
    uses: frozenset[tuple[str, str]]
    tables: tuple[str, ...]
    by_row: bool
    yearly: bool
    warn: str
    sums: tuple[tuple[str, ...], ...]
    function: Callable[[Care], Count]

    @property
    def definition(self) -> str:
        """What the page says of the definition's standing; "" for the Department's own."""
        return SURE[self.sure]


REGISTRY: dict[str, Measure] = {}


def measure(
    id: str,
    uses: str,
    *,
    sure: str = "verified",
    unit: str = "children",
    tables: str = "",
    by_row: bool = False,
    yearly: bool = False,
    warn: str = "",
    sums: tuple[tuple[str, ...], ...] = (),
):
    """Register the function as a figure.

    uses     "Episodes: DECOM DEC; Header: DOB"; columns whose errors put it in doubt
    tables   tables needed; by default those that `uses` names
    sums     lines beside it that hang together
    """
    fields = frozenset(_fields(uses))
    needed = tuple(tables.split()) or tuple(dict.fromkeys(table for table, _ in _fields(uses)))

    def register(function):
        title, plain, exact, source = _texts(inspect.getdoc(function) or "", id)
        theme = function.__module__.rpartition(".")[2]
        REGISTRY[id] = Measure(
            id, theme, title, plain, exact, source, sure, unit, fields, needed, by_row, yearly, warn, sums, function
        )
        return function

    return register


@cache
def measures() -> tuple[Measure, ...]:
    """Every figure, by theme."""
    for theme in THEMES:
        importlib.import_module(f"check903.figures.{theme}")
    order = list(THEMES)
    return tuple(sorted(REGISTRY.values(), key=lambda measure: order.index(measure.theme)))


def _fields(text: str):
    for part in filter(None, (part.strip() for part in text.split(";"))):
        table, _, columns = part.partition(":")
        yield from ((table.strip(), column) for column in columns.split())


def _texts(doc: str, id: str) -> tuple[str, str, str, str]:
    match = re.fullmatch(r"(.+?)\n\n(.+)\n\nExactly: (.+)\n\nSource: (.+)", doc, re.DOTALL)
    if not match:
        raise ValueError(f"figure {id}: the docstring needs a title, a paragraph, 'Exactly:' and 'Source:'")
    title, plain, exact, source = (" ".join(part.split()) for part in match.groups())
    return title, plain, exact, source
