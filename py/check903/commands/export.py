"""`check903 export`: the return and its check as tidy tables, for SQL, Power BI, Tableau and pandas."""

from __future__ import annotations

import argparse
from pathlib import Path

from check903.commands.files import given_files, run_rules, say_faults
from check903.commands.options import add_files
from check903.commands.terminal import CLEAN, UNUSABLE, Unusable, count, say
from check903.tidy import files

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
    given = given_files(chosen)
    result = run_rules(chosen, given)
    say_faults(result)
    try:
        paths = files.write(chosen.output, files.export(result, chosen.to, chosen.shape))
    except ModuleNotFoundError as fault:
        raise Unusable("Parquet files need pyarrow: pip install 'check903[parquet]' brings it.") from fault
    except OSError as fault:
        raise Unusable(f"{fault.filename or chosen.output} can't be written: {fault.strerror}.") from fault
    say(f"{count(len(paths), 'file')} written to {chosen.output}, among them {files.DICTIONARY}.")
    say("They hold children's data: keep them as safe as the return itself.")
    return UNUSABLE if given.problems or given.incomplete else CLEAN
