"""`check903 rules`: the rules of a collection year."""

from __future__ import annotations

import argparse

from check903 import engine
from check903 import given as meant
from check903.commands.options import option
from check903.commands.terminal import CLEAN, say
from check903.reference import schema

ABOUT = "List the rules of a collection year: code, severity, and what is wrong."


def options(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument(
        "--year", type=option(meant.year), default=schema.LAST_YEAR, help="by its end: 2027 for 2026-27 (the newest)"
    )


def run(chosen: argparse.Namespace) -> int:
    """Say them; gives the exit status."""
    for rule in engine.in_force(chosen.year):
        say(f"{rule.code:9} {rule.severity:6} {rule.title}")
    return CLEAN
