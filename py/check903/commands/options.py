"""The options that say what is checked, and how: the same for every command that reads a return."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from check903 import given as meant
from check903.commands import earlier
from check903.reference import authorities


def add_files(parser: argparse.ArgumentParser) -> None:
    """What is checked, and how: the same for checking and fixing."""
    parser.add_argument(
        "folder", type=Path, nargs="+", help="this year's files: CSV, XML, Excel or zip, or folders of them"
    )
    parser.add_argument("--last-year", type=Path, nargs="+", default=[], metavar="FOLDER", help="last year's files")
    earlier.add_options(parser)
    parser.add_argument(
        "--providers", type=Path, nargs="+", default=[], metavar="FILE", help="Ofsted's list of homes and agencies"
    )
    parser.add_argument(
        "--year",
        type=option(meant.year),
        help="the collection year by its end: 2027 for 2026-27. Guessed from the dates if not given",
    )
    parser.add_argument(
        "--answer",
        type=_answer,
        action="append",
        default=[],
        metavar="KEY=ANSWER",
        help="answer a question about the files",
    )
    parser.add_argument(
        "--authority",
        type=option(authorities.find),
        metavar="COUNCIL",
        help="the council making the return: its name, ONS code or the Department's number",
    )
    parser.add_argument("--rules", type=option(_rules), metavar="CODES", help="only these rules: 101,102")
    parser.add_argument("--rules-year", type=option(meant.year), help="whose rules, if not the year's own")


def option(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """For argparse, which would not tell why: what `read` says of a value that it refuses."""

    def meaning(text: str):
        try:
            return read(text)
        except ValueError as reason:
            raise argparse.ArgumentTypeError(str(reason)) from None

    return meaning


def _answer(text: str) -> tuple[str, str]:
    key, _, answer = text.rpartition("=")
    if not key or not answer:
        raise argparse.ArgumentTypeError(f"{text} is no answer: give it as the question says, KEY=ANSWER")
    return key, answer


def _rules(text: str) -> list[str]:
    codes = meant.rules(text)
    if not codes:
        raise ValueError("name the rules by their codes: 101,102")
    return codes
