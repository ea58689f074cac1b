"""`check903 figures`: the numbers that the Department publishes, made from the return."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from check903.commands import annex_a, places
from check903.commands.files import Given as GivenFiles
from check903.commands.files import given_files, look_for, run_rules, say_faults
from check903.commands.options import add_files, option
from check903.commands.terminal import CLEAN, UNUSABLE, Unusable, count, say, write
from check903.engine.findings import Findings
from check903.export import figure_children
from check903.export.figure_files import FORMS, Given
from check903.figures.declared import measures
from check903.figures.figures import Figures, in_year
from check903.figures.published import Published
from check903.figures.whose import Listed, listed, of, whose
from check903.findings.status import Status
from check903.given import day
from check903.model.table import Table
from check903.reading import read

ABOUT = "Make the figures that leaders ask for from an SSDA903 return, and say how far each can be trusted."

SHOWN = 20  # names of workers in a sentence


def options(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    add_files(parser)
    annex_a.add_options(parser)
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
        choices=[measure.id for measure in measures()],
        help="write the children behind this figure instead, with their ids: counted, not counted and why, cannot tell",
    )
    parser.add_argument(
        "--workers",
        type=Path,
        metavar="FILE",
        help="your own list of workers: columns CHILD, WORKER, TEAM. One in the folder is found by itself",
    )
    parser.add_argument("--worker", metavar="NAME", help="with --children: only this worker’s children")
    parser.add_argument("--team", metavar="NAME", help="with --children: only this team’s children")
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
    _look_over(chosen)
    given = given_files(chosen)
    published = _published(chosen)
    result = run_rules(chosen, given)
    say_faults(result)
    annex_a.compared(result.r, chosen, given.loaded)  # since when children are in care, where no return shows it
    wanted = Given(_figures(chosen, result, published), published, chosen.hide_small)
    if chosen.children:
        write(chosen.output, _children(chosen, wanted, given))
    else:
        write(chosen.output, FORMS[_ending(chosen)](wanted))
        _say_lacking(wanted)
    return UNUSABLE if given.problems or given.incomplete else CLEAN


def _ending(chosen: argparse.Namespace) -> str:
    return chosen.output.suffix.lower()


def _look_over(chosen: argparse.Namespace) -> None:
    """Unusable, before anything is read, where the options can't be meant together."""
    forms = figure_children.FORMS if chosen.children else FORMS
    places.file_to_write("--output", chosen.output, *forms)
    if (chosen.worker or chosen.team) and not chosen.children:
        raise Unusable("--worker and --team choose among the children behind a figure: name it with --children.")
    look_for(chosen)
    places.there(*chosen.published, *[chosen.workers] if chosen.workers else ())
    annex_a.look_for(chosen)


def _children(chosen: argparse.Namespace, wanted: Given, given: GivenFiles) -> bytes:
    """The file of the children behind a figure."""
    measure = next(measure for measure in measures() if measure.id == chosen.children)
    try:
        rows = listed(wanted.figures.this, measure, _workers(chosen, given))
    except ValueError as reason:
        raise Unusable(str(reason)) from None
    records = of(rows, worker=chosen.worker, team=chosen.team)
    if rows and not records:
        raise Unusable(_nobody(chosen, rows))
    say(f"{count(len(records), 'record')} behind “{measure.title}” as at {wanted.figures.as_at:%d/%m/%Y}.")
    return figure_children.FORMS[_ending(chosen)](records)


def _workers(chosen: argparse.Namespace, given: GivenFiles) -> Table | None:
    """The user's own list of workers: the one named, or else the one among this year's files."""
    if chosen.workers is None:
        return given.loaded.workers
    workers = read([chosen.workers], given.year, dict(chosen.answer)).workers
    if workers is None:
        raise Unusable(f"{chosen.workers} is no list of workers: it needs the columns CHILD and WORKER or TEAM.")
    return workers


def _nobody(chosen: argparse.Namespace, rows: list[Listed]) -> str:
    """That nobody has that worker or team, and which there are."""
    names = whose(rows)
    kinds = [("worker", chosen.worker, names["workers"]), ("team", chosen.team, names["teams"])]
    missing = " and ".join(f"the {kind} {name}" for kind, name, _ in kinds if name)
    there = [f"The {kind}s are: {_some(list(filter(None, all)))}." for kind, name, all in kinds if name and any(all)]
    return " ".join([f"No child of this return has {missing}.", *there])


def _some(names: list[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _figures(chosen: argparse.Namespace, result: Findings, published: Published) -> Figures:
    window = result.r.collection
    try:
        as_at = in_year(chosen.as_at or window.end, window)
    except ValueError as reason:
        raise Unusable(f"--as-at: {reason}") from None
    result.status = Status(result, as_at, {})
    return Figures(result.r, as_at, result, *published.populations(result.r.collection.year))


def _published(chosen: argparse.Namespace) -> Published:
    """The published files, and what they are said to be on the terminal."""
    published = Published(chosen.authority)
    for given in chosen.published:
        for path in sorted(given.rglob("*.csv")) if given.is_dir() else [given]:
            read = published.add(path.name, path.read_bytes())
            if read.note:
                say(f"{path.name}: {read.note}", sys.stderr)
    if chosen.published:
        say(f"Published figures beside {count(len(published.measures), 'figure')}.")
    return published


def _say_lacking(wanted: Given) -> None:
    lacking: dict[str, list[str]] = defaultdict(list)
    for id, why in wanted.lacks().items():
        lacking[why].append(id)
    say(f"{count(len(measures()) - len(wanted.lacks()), 'figure')} as at {wanted.figures.as_at:%d/%m/%Y}.")
    for why, ids in lacking.items():
        say(f"  Not made: {', '.join(ids)}. {why}.")
