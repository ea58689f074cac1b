"""`check903 batch`: every council's return of every year in a tree of folders."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from check903.batch.kept import Kept
from check903.batch.running import batch
from check903.batch.tables import DONE, NO_RETURN
from check903.commands import places
from check903.commands.files import provider_list
from check903.commands.terminal import CLEAN, UNUSABLE, Unusable, bar, cannot, count, say
from check903.reading.phrases import names

ABOUT = "Check every council's return of every year in a folder, each with the year before, and write tables of all."


def options(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument("folder", type=Path, help="folders, files and zips, with the councils in their names")
    parser.add_argument("--output", type=Path, metavar="FOLDER", required=True, help="where to write the tables (CSV)")
    parser.add_argument("--providers", type=Path, nargs="+", default=[], metavar="FILE", help="Ofsted's list, for all")


def run(chosen: argparse.Namespace) -> int:
    """Check all; the exit status is 2 where a return could not be read or checked."""
    places.there(chosen.folder, *chosen.providers)
    places.folder_to_write("--output", chosen.output)
    if chosen.providers:
        provider_list(chosen.providers)
    try:
        with bar(" place") as progress:
            kept = batch(chosen.folder, chosen.output, providers=chosen.providers, progress=progress)
    except KeyboardInterrupt:
        say(f"What is done is kept in {chosen.output}: the same command goes on from there.", sys.stderr)
        raise
    except ValueError as reason:
        raise Unusable(f"{reason}.") from None
    except FileExistsError as fault:
        where = f"{fault.filename} is there already and is of no batch: nothing is written over."
        raise Unusable(f"{where} Give --output another folder.") from fault
    except OSError as fault:
        raise cannot("used", chosen.output, fault) from fault
    return _said(kept, chosen.folder)


def _said(kept: Kept, where: Path) -> int:
    with kept.tables["returns"].open(encoding="utf-8-sig", newline="") as file:
        returns = list(csv.DictReader(file))
    if not returns:
        raise Unusable(f"There is no file in {where}. Check the folder.")
    good = [row for row in returns if row["state"] == DONE]
    others = [row["place"] for row in returns if row["state"] == NO_RETURN]
    errors = sum(int(row["errors"]) for row in good)
    councils = {row["council"] or row["place"] for row in good}
    say(
        f"{count(len(good), 'return')} of {count(len(councils), 'council')} checked: {count(errors, 'error')}."
        f" Tables in {kept.folder}."
    )
    if others:
        say(f"No return in {names(others)}.")
    for row in returns:
        if row["problem"] and row["state"] != NO_RETURN:
            say(f"{row['place']}: {row['problem']}")
    return CLEAN if good and len(good) + len(others) == len(returns) else UNUSABLE
