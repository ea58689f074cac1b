"""The years' returns one after the other on the page: where a child's records break off or were altered, apart from the
errors and their counts.
"""

from __future__ import annotations

from typing import TypedDict

from check903.chain.breaks import ALTERED, SAID, Break, Chain, chain
from check903.engine.findings import Findings
from check903.findings import cells
from check903.reading.phrases import names
from check903.reference import schema


class ChainBreak(TypedDict):
    """One. `years`: "2025-26 to 2026-27"; `before`, `after`: what the earlier return says and what the later one does;
    the places are "" where there is none; `known`: the return that is checked has the child.
    """

    child: str
    known: bool
    years: str
    said: str
    what: str
    before: str
    after: str
    place_before: str
    place_after: str


class BreaksOf(TypedDict):
    """How many breaks of one kind."""

    said: str
    breaks: int


class Breaks(TypedDict):
    """A page of the breaks of one kind, or of all. `there`: earlier years were loaded; `years`: all that were compared,
    in words; `children`: whom they are about; `notes`: across which years nothing is compared.
    """

    there: bool
    years: str
    total: int
    children: int
    notes: list[str]
    counts: list[BreaksOf]
    about: str
    shown: int
    rows: list[ChainBreak]


NO_BREAKS: Breaks = {
    "there": False, "years": "", "total": 0, "children": 0, "notes": [], "counts": [], "about": "", "shown": 0,
    "rows": [],
}  # fmt: skip


def through_years(checked: Findings) -> Chain:
    """The chain, worked out once for this check."""
    return checked.cached("chain", lambda findings: chain(findings.r))


def breaks(checked: Findings, about: str, page: int, size: int) -> Breaks:
    """Where it breaks; `about`: only what is called that."""
    if not checked.r.history:
        return NO_BREAKS
    chain = through_years(checked)
    about = about if about in dict(chain.counts) else ""
    wanted = [chain_break for chain_break in chain.breaks if about in ("", SAID[chain_break.kind])]
    return {
        "there": True,
        "years": names(map(schema.year_label, chain.years)),
        "total": len(chain.breaks),
        "children": len({chain_break.child for chain_break in chain.breaks}),
        "notes": chain.notes,
        "counts": [{"said": what, "breaks": many} for what, many in chain.counts],
        "about": about,
        "shown": len(wanted),
        "rows": [_row(checked, chain_break) for chain_break in wanted[page * size : (page + 1) * size]],
    }


def of_child(checked: Findings, child: str) -> list[ChainBreak]:
    """Those of one child."""
    if not checked.r.history:
        return []
    return [_row(checked, chain_break) for chain_break in through_years(checked).breaks if chain_break.child == child]


def _row(checked: Findings, chain_break: Break) -> ChainBreak:
    known = checked.cached("children by id", lambda findings: frozenset(findings.r.children))
    return {
        "child": chain_break.child,
        "known": chain_break.child in known,
        "years": f"{schema.year_label(chain_break.year - 1)} to {schema.year_label(chain_break.year)}",
        "said": SAID[chain_break.kind],
        "what": _what(chain_break),
        "before": _with_meaning(chain_break, chain_break.before, chain_break.year - 1),
        "after": _with_meaning(chain_break, chain_break.after, chain_break.year),
        "place_before": _place(*chain_break.place_before),
        "place_after": _place(*chain_break.place_after),
    }


def _what(chain_break: Break) -> str:
    """What broke, a column with the words that the Department has for it."""
    table = schema.TABLES["Episodes"]
    if chain_break.kind != ALTERED or chain_break.column not in table.names:
        return chain_break.what
    return chain_break.what.replace(
        chain_break.column, f"{table.column(chain_break.column).label} ({chain_break.column})", 1
    )


def _with_meaning(chain_break: Break, text: str, year: int) -> str:
    """ "N1 (abuse or neglect)" where the text is a code of an episode."""
    _, short = cells.meaning("Episodes", chain_break.column, text, year) if chain_break.kind == ALTERED else ("", "")
    return f"{text} ({short})" if short else text


def _place(file: str, line: int | None) -> str:
    """ "episodes.csv, line 12"; "" where there is none."""
    return file if line is None else f"{file}, line {line:,}"
