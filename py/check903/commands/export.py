"""`check903 export`: the return and its check as tidy tables, for SQL, Power BI, Tableau and pandas."""

from __future__ import annotations

import argparse
from pathlib import Path

from check903.commands import places
from check903.commands.files import given_files, look_for, run_rules, say_faults
from check903.commands.options import add_files
from check903.commands.terminal import CLEAN, UNUSABLE, Unusable, cannot, count, say
from check903.tidy import files, parquet

ABOUT = "Write an SSDA903 return, with what was found in it, as typed tables that other tools read."


def options(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    add_files(parser)
    parser.add_argument(
        "--to", choices=files.KINDS, required=True, help="one SQLite database, or a file for each table"
    )
    parser.add_argument(
        "--shape",
        choices=list(files.SHAPES),
        default="tidy",
        help="the return's own tables with what was found (tidy), or shaped like the Standard Safeguarding Dataset, as"
        " far as a return can fill it (ssd)",
    )
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", required=True, help="where to write; never over a file"
    )


def run(chosen: argparse.Namespace) -> int:
    """Check, and write the tables; the exit status says whether all files could be used, whatever was found."""
    look_for(chosen)
    _look_over(chosen)
    given = given_files(chosen)
    result = run_rules(chosen, given)
    say_faults(result)
    try:
        paths = files.write(chosen.output, files.export(result, chosen.to, chosen.shape))
    except FileExistsError as fault:
        raise _there_already(fault.filename) from fault
    except OSError as fault:
        raise cannot("written", chosen.output, fault) from fault
    say(f"{count(len(paths), 'file')} written to {chosen.output}, among them {files.DICTIONARY}.")
    say("They hold children's data: keep them as safe as the return itself.")
    return UNUSABLE if given.problems or given.incomplete else CLEAN


def _look_over(chosen: argparse.Namespace) -> None:
    """Unusable, before anything is read, where the tables can't be written."""
    places.folder_to_write("--output", chosen.output)
    if chosen.to == "parquet" and not parquet.installed():
        raise Unusable("Parquet files need pyarrow: pip install pyarrow brings it.")
    if (chosen.output / files.DICTIONARY).exists():
        raise _there_already(chosen.output / files.DICTIONARY)


def _there_already(path: object) -> Unusable:
    return Unusable(f"{path} is there already, and nothing is written over. Give --output another folder.")
