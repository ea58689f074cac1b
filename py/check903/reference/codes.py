"""The code lists of the return, by collection year, with what each code means in full and in a few words.

`data/codes.json` holds them: for each list its codes, and for each the meaning, a short label of up to 28 characters,
the first and last collection year in which it is permitted (absent: no such bound; last 0: never in the years that are
checked), and whether the meaning could not be confirmed. A code whose meaning changed stands there once for each span
of years.
"""

from __future__ import annotations

import re
from functools import cache

from check903.reference import data_file
from check903.reference.schema import year_label

_ALIKE = str.maketrans("OILSBZ", "011582")  # letters that are taken for digits


@cache
def _lists() -> dict[str, dict[str, list[dict]]]:
    """List -> code -> entries."""
    lists: dict[str, dict[str, list[dict]]] = {}
    for name, entries in data_file.read("codes.json").items():
        by_code = lists.setdefault(name, {})
        for entry in entries:
            by_code.setdefault(entry["code"], []).append(entry)
    return lists


def names() -> list[str]:
    """The names of the lists, as `schema.ColumnSpec.codes` has them."""
    return list(_lists())


def all_of(name: str) -> tuple[str, ...]:
    """Every code that the list had in some year, in the list's order; KeyError if there is no such list."""
    return tuple(_lists()[name])


@cache
def in_order(name: str, year: int) -> tuple[str, ...]:
    """The codes of the list that a return of that collection year may hold, in the list's order; KeyError if there is
    no such list.
    """
    return tuple(code for code, entries in _lists()[name].items() if any(_in_force(entry, year) for entry in entries))


@cache
def permitted(name: str, year: int) -> frozenset[str]:
    """`in_order` as a set."""
    return frozenset(in_order(name, year))


@cache
def nearest(name: str, text: str, year: int) -> str | None:
    """The code of that year that `text` is nearly, where there is only one: one slip away, a letter taken for a digit,
    or with something round it. None for a code of any year.
    """
    typed = re.sub(r"\W", "", text.upper())
    if not typed or text.upper() in _lists()[name]:
        return None
    near = [code for code in in_order(name, year) if code == typed]
    near = near or [code for code in in_order(name, year) if _is_near(typed, code)]
    return near[0] if len(near) == 1 else None


def _is_near(typed: str, code: str) -> bool:
    """One slip in a code of three or more characters; in a shorter one only a swap or a doubled character."""
    if typed.translate(_ALIKE) == code.translate(_ALIKE):
        return True
    if len(code) < 3:
        return len(code) == 2 and (typed == code[::-1] or typed in (code[0] + code, code + code[1]))
    return _is_one_slip(typed, code)


def _is_one_slip(typed: str, code: str) -> bool:
    """One character more, less or other, or two swapped."""
    swapped = {
        typed[:position] + typed[position + 1] + typed[position] + typed[position + 2 :]
        for position in range(len(typed) - 1)
    }
    if len(typed) == len(code):
        return code in swapped or sum(one != other for one, other in zip(typed, code)) == 1
    longer, shorter = sorted((typed, code), key=len, reverse=True)
    return shorter in {longer[:position] + longer[position + 1 :] for position in range(len(longer))}


def meaning(name: str, code: str, year: int | None = None) -> str:
    """What the code means, in full; "" if the list doesn't have it. With a year in which it isn't permitted, that is
    said too.
    """
    entry = _entry(name, code, year)
    if entry is None:
        return ""
    text = entry["meaning"]
    if unsure(name, code):
        text += " (meaning not confirmed)"
    if year is not None and not _in_force(entry, year):
        text += f", {_span(entry)}"
    return text


def short(name: str, code: str, year: int | None = None) -> str:
    """What the code means, in up to 28 characters; "" if the list doesn't have it."""
    entry = _entry(name, code, year)
    return entry["short"] if entry else ""


def unsure(name: str, code: str) -> bool:
    """True where the meaning could not be confirmed: to be shown in neutral words, never as a fact."""
    return any(entry.get("unsure") for entry in _lists()[name].get(code, ()))


def _entry(name: str, code: str, year: int | None) -> dict | None:
    """The entry in force in that year, else the newest."""
    entries = _lists()[name].get(code)
    if not entries:
        return None
    return next((entry for entry in entries if year is not None and _in_force(entry, year)), entries[-1])


def _in_force(entry: dict, year: int) -> bool:
    return entry.get("first", year) <= year <= entry.get("last", year)


def _span(entry: dict) -> str:
    """When a code that isn't in force is or was: "until 2024-25", "from 2025-26"."""
    if not entry.get("last", 1):
        return "not permitted"
    if "last" in entry:
        return f"until {year_label(entry['last'])}"
    return f"from {year_label(entry['first'])}"
