"""What scripts and the command line are given: read as meant, or refused with a ValueError whose text is a sentence."""

from __future__ import annotations

import datetime as dt
import re

from check903 import engine
from check903.model.returns import Collection
from check903.reference import schema

FORMATS = ("csv", "xml")
_TWO_YEARS = re.compile(r"(?:20)?(\d\d)\s*[-/–_ ]\s*(?:20)?(\d\d)")


def year(said) -> int:
    """A collection year by its end: 2027, "2027" and "2026-27" all stand for 2026-27."""
    text = str(said).strip()
    pair = _TWO_YEARS.fullmatch(text)
    end = (
        2000 + int(pair[2])
        if pair and int(pair[1]) + 1 == int(pair[2])
        else int(text)
        if text.isascii() and text.isdigit()
        else 0
    )
    if not schema.FIRST_YEAR <= end <= schema.LAST_YEAR:
        first, last = schema.FIRST_YEAR, schema.LAST_YEAR
        raise ValueError(
            f"{text or 'an empty text'} is not a year from {first} to {last} ({last} stands for"
            f" {schema.year_label(last)})"
        )
    return end


def collection(said) -> Collection:
    """The window of a year, or the `Collection` that was given."""
    if not isinstance(said, Collection):
        return Collection.of_year(year(said))
    if said.start > said.end:
        raise ValueError(f"the collection begins on {said.start:%d/%m/%Y}, after its end on {said.end:%d/%m/%Y}")
    return said


def day(said) -> dt.date:
    """A day: a date, or a text such as 2026-12-31 or 31/12/2026."""
    if isinstance(said, dt.date):
        return said.date() if isinstance(said, dt.datetime) else said
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(str(said).strip(), form).date()
        except ValueError:
            continue
    raise ValueError(f"{said} is no day: write it as 2026-12-31 or 31/12/2026")


def file_format(said: str | None) -> str | None:
    """ "csv" or "xml", in small letters; None where it is to be worked out."""
    if said is None:
        return None
    text = str(said).strip().lower()
    if text not in FORMATS:
        raise ValueError(f"{said} is no format of a return: csv or xml")
    return text


def rules(said) -> list[str] | None:
    """Codes of rules, each once, as the rules write them; a text holds several parted by commas. None for all."""
    if said is None:
        return None
    known = {rule.code.lower(): rule.code for rule in engine.DEPARTMENT.rules}
    wanted = [
        str(code).strip()
        for code in (said.split(",") if isinstance(said, str) else [said] if isinstance(said, int) else said)
    ]
    unknown = sorted(code for code in wanted if code and code.lower() not in known)
    if unknown:
        raise ValueError(f"there is no rule {', '.join(unknown)}")
    return list(dict.fromkeys(known[code.lower()] for code in wanted if code))
