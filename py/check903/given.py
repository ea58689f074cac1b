"""What scripts and the command line are given: read as meant, or refused with a ValueError whose text is a sentence."""

from __future__ import annotations

import datetime as dt
import re

from check903 import engine
from check903.model.returns import Collection
from check903.reference import schema

FORMATS = ("csv", "xml")
_TWO_YEARS = re.compile(r"(?:20)?(\d\d)\s*[-/–_ ]\s*(?:20)?(\d\d)")


def year(value) -> int:
    """A collection year by its end: 2027, "2027" and "2026-27" all stand for 2026-27."""
    text = str(value).strip()
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


def collection(value) -> Collection:
    """The window of a year, or the `Collection` that was given."""
    if not isinstance(value, Collection):
        return Collection.of_year(year(value))
    if value.start > value.end:
        raise ValueError(f"the collection begins on {value.start:%d/%m/%Y}, after its end on {value.end:%d/%m/%Y}")
    return value


def day(value) -> dt.date:
    """A day: a date, or a text such as 2026-12-31 or 31/12/2026."""
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(str(value).strip(), form).date()
        except ValueError:
            continue
    raise ValueError(f"{value} is no day: write it as 2026-12-31 or 31/12/2026")


def file_format(value: str | None) -> str | None:
    """ "csv" or "xml", in small letters; None where it is to be worked out."""
    if value is None:
        return None
    text = str(value).strip().lower()
    if text not in FORMATS:
        raise ValueError(f"{value} is no format of a return: csv or xml")
    return text


def rules(value) -> list[str] | None:
    """Codes of rules, each once, as the rules write them; a text holds several parted by commas. None for all."""
    if value is None:
        return None
    known = {rule.code.lower(): rule.code for rule in engine.DEPARTMENT.rules}
    wanted = [
        str(code).strip()
        for code in (value.split(",") if isinstance(value, str) else [value] if isinstance(value, int) else value)
    ]
    unknown = sorted(code for code in wanted if code and code.lower() not in known)
    if unknown:
        raise ValueError(f"there is no rule {', '.join(unknown)}")
    return list(dict.fromkeys(known[code.lower()] for code in wanted if code))
