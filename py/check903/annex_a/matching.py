"""Which child of the return each row of a list is about: by the id or, where the two number children differently, by
date of birth, sex, ethnic origin and the placement's postcode, which is a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from check903.annex_a.codes import meant
from check903.annex_a.in_return import InReturn
from check903.annex_a.list_rows import ListRows, compact

TELLING = (8, 10, 9)  # lists whose children the return should have, the best first
Details = tuple[str, ...]


def match(lists: dict[int, ListRows], ours: InReturn) -> str:
    """Set `child` of every list's rows. Gives a sentence where ids don't fit and details were used."""
    numbers = {_key(child): number for number, child in enumerate(ours.r.children)}
    for rows in lists.values():
        rows.child[:] = [numbers.get(_key(child), -1) if child else -1 for child in rows.ids]
    telling = next((lists[number] for number in TELLING if number in lists), None)
    if telling is None:
        return ""
    known = telling.child >= 0
    if 2 * known.sum() >= len(telling):
        return ""
    for rows in lists.values():
        _by_details(rows, ours)
    guessed = int(telling.guess.sum())
    return (
        f"Only {known.sum():,} of {len(telling):,} children’s ids in {telling.name} are ids of the return, so the two"
        f" may number children differently. {guessed:,} children were found by date of birth, sex, ethnic origin and"
        " postcode instead, where only one fits: a guess, marked as one."
    )


def _key(child: str) -> str:
    """An id as it is compared: Excel drops leading zeros."""
    return child.strip().casefold().lstrip("0")


def _by_details(rows: ListRows, ours: InReturn) -> None:
    """Find the children of the rows that have none, where the same details stand once on each side."""
    for details in (_few, _with_postcode):
        theirs = details(rows, ours)
        taken = set(rows.child.tolist())
        people = {child: texts for child, texts in _of_return(ours, details is _with_postcode) if child not in taken}
        mine, there = _once(people.items()), _once(theirs)
        for key, row in there.items():
            if key in mine:
                rows.child[row], rows.guess[row] = mine[key], True


def _once(pairs: Iterable[tuple[int, Details]]) -> dict[Details, int]:
    """Details -> the only one that has them; those with a blank among them are nobody's."""
    pairs = [(number, details) for number, details in pairs if all(details)]
    times = Counter(details for _, details in pairs)
    return {details: number for number, details in pairs if times[details] == 1}


def _few(rows: ListRows, _: InReturn) -> list[tuple[int, Details]]:
    """(row, date of birth, sex, ethnic origin) of the rows without a child."""
    columns = zip(rows.texts("DOB"), rows.texts("SEX"), rows.texts("ETHNIC"))
    return [
        (row, (born, _one("SEX", sex), _one("ETHNIC", ethnic)))
        for row, (born, sex, ethnic) in enumerate(columns)
        if rows.child[row] < 0
    ]


def _with_postcode(rows: ListRows, ours: InReturn) -> list[tuple[int, Details]]:
    posts = rows.texts("POSTCODE")
    return [(row, (*details, *compact(posts[row]))) for row, details in _few(rows, ours)]


def _of_return(ours: InReturn, postcode: bool) -> list[tuple[int, Details]]:
    """The same of each child of the return."""
    born, sex, ethnic = (ours.of_person(column) for column in ("DOB", "SEX", "ETHNIC"))
    post = ours.of_episode("PL_POST") if postcode else {}
    return [
        (
            child,
            (
                *(told[child].may_be[0] if child in told else "" for told in (born, sex, ethnic)),
                *(compact(post[child].may_be[0] if child in post else "") if postcode else ()),
            ),
        )
        for child in np.arange(len(ours.r.children)).tolist()
    ]


def _one(column: str, text: str) -> str:
    """The code that the cell means, if it is one."""
    codes = meant(column, text)
    return next(iter(codes)) if len(codes) == 1 else ""
