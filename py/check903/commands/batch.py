"""`check903 batch`: every council's return of every year in a tree of folders."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from check903.batch.kept import Kept
from check903.batch.running import batch
from check903.commands import places
from check903.commands.terminal import CLEAN, UNUSABLE, bar, cannot, count, say

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
    try:
        with bar("group") as progress:
            kept = batch(chosen.folder, chosen.output, providers=chosen.providers, progress=progress)
    except OSError as fault:
        raise cannot("used", chosen.output, fault) from fault
    return _said(kept)


def _said(kept: Kept) -> int:
    with kept.tables["returns"].open(encoding="utf-8-sig", newline="") as file:
        returns = list(csv.DictReader(file))
    good = [row for row in returns if row["state"] == "checked"]
    errors = sum(int(row["errors"]) for row in good)
    councils = {row["council"] or row["place"] for row in good}
    say(
        f"{count(len(good), 'return')} of {count(len(councils), 'council')} checked: {count(errors, 'error')}."
        f" Tables in {kept.folder}."
    )
    for row in returns:
        if row["problem"]:
            say(f"{row['place']}: {row['problem']}")
    return CLEAN if len(good) == len(returns) else UNUSABLE
