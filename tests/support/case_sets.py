"""Which cases each number of a figure counts, as vectors: what can be worked out of some numbers, by linear algebra."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count
from check903.figures.splits import available, groups_of

Line = tuple[str, str]


def vectors(count: Count) -> dict[Line, tuple[np.ndarray, np.ndarray]]:
    """(breakdown, group) -> the cases of the first day that are in the value, and in what it is a share of: float."""
    today = count.cases.is_today
    value = (count.counted | count.cannot_tell if count.kind == "mix" else count.counted)[today]
    of = (count.of if count.aside else count.of | count.cannot_tell)[today]
    own = {name: (groups, count.kind == "share" and groups.per == "group") for name, groups in count.own.items()}
    shared = {name: groups_of(name, count.cases) for name in available(count.splits, count.cases)}
    own |= {name: (groups, count.kind == "share") for name, groups in shared.items()}
    found = {("", ""): (value, np.zeros_like(of) if count.kind == "count" else of)}
    for name, (groups, of_the_group) in own.items():
        for number, label in enumerate(groups.labels):
            if not label:  # those are in none
                continue
            inside = groups.codes[today] == number
            per = value if count.kind != "share" or groups.per == "counted" else of
            found[name, label] = (value & inside, per & inside if of_the_group else per)
    for name, part in count.parts.items():
        if part.cases is count.cases and part.kind == "share":
            found["", name] = vectors(part)["", ""]
    return {line: (one.astype(float), other.astype(float)) for line, (one, other) in found.items()}


def can_be_made(target: np.ndarray, of: list[np.ndarray]) -> bool:
    """Whether the vector is a sum of multiples of the others: then its number follows from theirs."""
    kept = [one for one in of if one.any()]
    if not target.any() or not kept:
        return False
    atoms = np.unique(np.stack([*kept, target]), axis=1)
    matrix, wanted = atoms[:-1].T, atoms[-1]
    found = np.linalg.lstsq(matrix, wanted, rcond=None)[0]
    return bool(np.allclose(matrix @ found, wanted, atol=1e-6))
