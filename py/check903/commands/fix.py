"""`check903 fix`: what can be fixed in a return, and corrected files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from check903.commands import places
from check903.commands.files import given_files, look_for, run_rules, say_faults
from check903.commands.options import add_files
from check903.commands.terminal import CLEAN, FOUND, UNUSABLE, Unusable, count, say, shown, write
from check903.fix_command import Fixes
from check903.fix_command import write as write_files

ABOUT = "Plan what can be fixed in the files of an SSDA903 return, and fix it."


def options(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    add_files(parser)
    parser.add_argument("--plan", type=Path, metavar="FILE.json", help="write the plan as JSON, best first")
    parser.add_argument(
        "--apply",
        metavar="safe|proposed|KEYS",
        help="fix what is safe, all that is proposed, or these lines of the plan, their keys parted by commas",
    )
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help="where to write the corrected files and the list of changes"
    )


def run(chosen: argparse.Namespace) -> int:
    """Work the plan out, say and write it, and apply what was asked for. The status is that of the errors left."""
    if bool(chosen.apply) != bool(chosen.output):
        raise Unusable("Give --apply and --output together: what to fix, and the folder for the corrected files.")
    look_for(chosen)
    places.file_to_write("--plan", chosen.plan)
    places.folder_to_write("--output", chosen.output)
    given = given_files(chosen)
    result = run_rules(chosen, given)
    say_faults(result)
    left = len(result)
    try:
        left = _planned(chosen, Fixes(result, given.loaded))
    except ValueError as reason:
        raise Unusable(str(reason)) from reason
    if given.problems or given.incomplete:
        return UNUSABLE
    return FOUND if left or result.faults else CLEAN


def _planned(chosen: argparse.Namespace, command: Fixes) -> int:
    """Make the plan and apply what was asked for; gives how many errors are left."""
    plan = command.plan
    for _ in shown(plan.steps(), plan.total, "trial"):
        pass
    say("\n".join(_lines_of(command)))
    asked = command.asked(chosen.apply) if chosen.apply else []
    if chosen.plan:
        write(chosen.plan, command.as_json().encode())
    if not chosen.apply:
        return len(command.fixing.result)
    done = command.apply(asked)
    write_files(chosen.output, command.files(), say)
    say(
        f"{count(done.changes, 'change')} made. {count(done.before, 'error')} before,"
        f" {count(done.after, 'error')} after."
    )
    return done.after


def _lines_of(command: Fixes) -> Iterator[str]:
    """The plan for the terminal, best first."""
    plan, errors = command.plan, len(command.fixing.result)
    yield f"{count(errors, 'error')}; the plan would leave {errors - len(plan.gone) + len(plan.new):,}."
    for group in plan.groups:
        yield (
            f"{group.gone:6,} gone {group.new:5,} new  {group.proposed} of {count(group.changes, 'change')}"
            f" proposed  {group.key}: {group.title}{', safe' if group.safe else ''}"
        )
        if group.reason:
            yield f"{'':26}{group.reason}"
