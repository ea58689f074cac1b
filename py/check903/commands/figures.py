"""`check903 figures`: the numbers that the Department publishes, made from the return."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from check903.commands.files import given_files, look_for, run_rules, say_faults
from check903.commands.options import add_files, option
from check903.commands.terminal import CLEAN, UNUSABLE, Unusable, count, say, write
from check903.engine.findings import Findings
from check903.export.figure_files import FORMS, Given, children_csv
from check903.figures.declared import measures
from check903.figures.figures import Figures, in_year
from check903.figures.published import Published
from check903.findings.status import Marks
from check903.given import day

ABOUT = "Make the figures that leaders ask for from an SSDA903 return, and say how far each can be trusted."


def options(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    add_files(parser)
    parser.add_argument(
        "--as-at",
        type=option(day),
        metavar="2026-12-31",
        help="the day: by default the last of the collection year, 31 March",
    )
    parser.add_argument(
        "--published",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="the Department's published CSV files, and a list of statistical neighbours; or folders of them",
    )
    parser.add_argument(
        "--children",
        metavar="ID",
        choices=[one.id for one in measures()],
        help="write the children behind this figure instead, with their ids: counted, not counted and why, cannot tell",
    )
    parser.add_argument(
        "--hide-small", action="store_true", help="hide numbers of 1 to 5, and what would give them away"
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE.csv|.json|.xlsx",
        required=True,
        help="where to write: JSON and the first sheet have the day, CSV each month's end as well",
    )


def run(chosen: argparse.Namespace) -> int:
    """Make and write them; the exit status says whether all files could be used, whatever was found."""
    make = FORMS.get(chosen.output.suffix.lower())
    if make is None:
        raise Unusable(f"{chosen.output}: give --output a name that ends in {', '.join(FORMS)}.")
    look_for(chosen, chosen.output)
    given = given_files(chosen)
    published = _published(chosen)
    result = run_rules(chosen, given)
    say_faults(result)
    figures = _figures(chosen, result, published)
    made = Given(figures, published, chosen.hide_small)
    write(chosen.output, _children(chosen, made) if chosen.children else make(made))
    _say_lacking(made)
    return UNUSABLE if given.problems or given.incomplete else CLEAN


def _children(chosen: argparse.Namespace, made: Given) -> bytes:
    if chosen.output.suffix.lower() != ".csv":
        raise Unusable(f"{chosen.output}: the children behind a figure are written as .csv.")
    try:
        return children_csv(made, next(one for one in measures() if one.id == chosen.children))
    except ValueError as reason:
        raise Unusable(str(reason)) from None


def _figures(chosen: argparse.Namespace, result: Findings, published: Published) -> Figures:
    window = result.r.collection
    try:
        as_at = in_year(chosen.as_at or window.end, window)
    except ValueError as reason:
        raise Unusable(f"--as-at: {reason}") from None
    result.marks = Marks(result, as_at, {})
    return Figures(result.r, as_at, result, published.population)


def _published(chosen: argparse.Namespace) -> Published:
    """The published files, and what they are said to be on the terminal."""
    found = Published(chosen.authority)
    for given in chosen.published:
        if not given.exists():
            raise Unusable(f"{given} is not there. Check the spelling.")
        for path in sorted(given.rglob("*.csv")) if given.is_dir() else [given]:
            read = found.add(path.name, path.read_bytes())
            if read.note:
                say(f"{path.name}: {read.note}", sys.stderr)
    if chosen.published:
        say(f"Published figures beside {count(len(found.measures), 'figure')}.")
    return found


def _say_lacking(made: Given) -> None:
    lacking: dict[str, list[str]] = defaultdict(list)
    for id, why in made.lacks().items():
        lacking[why].append(id)
    say(f"{count(len(measures()) - len(made.lacks()), 'figure')} as at {made.figures.as_at:%d/%m/%Y}.")
    for why, ids in lacking.items():
        say(f"  Not made: {', '.join(ids)}. {why}.")
