"""Saved checks: the findings of one day in a small file, to see later what was fixed, what is still there and what is
new.

A finding is known again by its rule, its child and its row's own key (the dates that put the child's rows in order),
never by line number. The file holds no more than that, and says so.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

FORMAT = "check903 saved check"
HOLDS_FIGURES = (
    "Counts of errors by rule and per 100 children. No ids and no dates; counts under 5 are shown as “under 5”."
)
FEW = 5
MOST = 1_000_000_000  # of anything counted here

Key = tuple[str, str, str, str, int]


@dataclass
class SavedCheck:
    """A check as it was saved.

    findings  one key per finding: (rule, table, child, key of the row, which of several alike); None in a file of
              figures only
    counts    rule -> how many; None where a file of figures says "under 5"
    accepted  key -> note, for errors accepted as not to be fixed
    due       how many errors were due and not accepted; None where the file does not say (saved by an older version)
    rules_year  whose rules were used; a file of an older version doesn't say, and its year's own are taken
    """

    made: dt.datetime | None
    council: str
    year: int
    children: int
    counts: dict[str, int | None]
    findings: list[Key] | None = None
    accepted: dict[Key, str] = field(default_factory=dict)
    due: int | None = None
    rules_year: int = 0

    def __post_init__(self):
        self.rules_year = self.rules_year or self.year

    @property
    def errors(self) -> int:
        """How many errors; those that the file hides count as none."""
        return sum(n or 0 for n in self.counts.values())

    @property
    def open(self) -> dict[str, int | None]:
        """Rule -> how many that are not accepted; None where a file of figures says "under 5"."""
        accepted = Counter(key[0] for key in self.accepted)
        return {code: n and n - accepted[code] for code, n in self.counts.items()}


def to_dict(check: SavedCheck) -> dict:
    """The check as JSON values; `from_dict` takes it back."""
    return {
        "made": check.made.isoformat(timespec="minutes") if check.made else "",
        "council": check.council,
        "year": check.year,
        "rules_year": check.rules_year,
        "children": check.children,
        "counts": check.counts,
        **({} if check.due is None else {"due": check.due}),
        "findings": by_child(check.findings or (), check.accepted),
    }


def by_child(keys: Iterable[Key], notes: dict[Key, str]) -> dict[str, list]:
    """Keys as plain values: child -> [rule, table, key of the row, which of several alike, and the note if there is
    one].
    """
    children: dict[str, list] = defaultdict(list)
    for key in keys:
        children[key[2]].append(
            [key[0], key[1], key[3], key[4], notes[key]] if key in notes else [key[0], key[1], key[3], key[4]]
        )
    return children


def of_children(children: dict[str, list]) -> tuple[list[Key], dict[Key, str]]:
    """The keys and notes that `by_child` made."""
    keys, notes = [], {}
    for child, entries in children.items():
        for rule, table, dates, nth, *note in entries:
            key = (text(rule), text(table), text(child), text(dates), count(nth))
            keys.append(key)
            if note:
                notes[key] = text(note[0])
    return keys, notes


def figures(check: SavedCheck) -> bytes:
    """The file without anything about a child: counts by rule, those under 5 hidden; no date but the collection
    year.
    """
    counts = sorted((code, n) for code, n in check.open.items() if n != 0)
    shown = {code: n if n is not None and n >= FEW else None for code, n in counts}
    return _json(
        {
            "format": FORMAT,
            "holds": HOLDS_FIGURES,
            "council": check.council,
            "year": check.year,
            "rules_year": check.rules_year,
            "children": check.children,
            "counts": shown,
            "under": FEW,
        }
    )


def _json(content: dict) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def is_saved_check(data: bytes) -> bool:
    """True for bytes that begin as a saved check does."""
    return data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b'{"format":"' + FORMAT.encode() + b'"')


def from_bytes(data: bytes) -> SavedCheck:
    """Read a saved check or a file of figures. ValueError, with a sentence for the page, if it is not one."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
        if content["format"] != FORMAT:
            raise KeyError("format")
        return from_dict(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError(
            "this is not a check that Check 903 saved, or it was changed since: save the check again"
        ) from fault


def from_dict(content: dict) -> SavedCheck:
    """The check of JSON values. ValueError, KeyError, TypeError or AttributeError if they are none."""
    saved_at = dt.datetime.fromisoformat(content["made"]).replace(tzinfo=None) if content.get("made") else None
    counts = {text(code): None if n is None else count(n) for code, n in content["counts"].items()}
    check = SavedCheck(saved_at, text(content["council"]), count(content["year"]), count(content["children"]), counts)
    if "findings" in content:
        check.findings, check.accepted = of_children(content["findings"])
    check.due = count(content["due"]) if "due" in content else None
    check.rules_year = count(content["rules_year"]) if "rules_year" in content else check.year
    return check


def text(value) -> str:
    """A text that can be saved again: half a character, which JSON can hold, can't be."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value.encode().decode()


def count(value) -> int:
    """A whole number of a size that can occur."""
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError("not a count")
    return value
