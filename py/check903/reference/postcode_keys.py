"""Postcodes as numbers: the area's letters, and a key for what follows them."""

from __future__ import annotations

import numpy as np

UNITS = 26 * 26  # of a sector, AA to ZZ
# A character's number: 0 none, 1 to 10 the digits, 11 to 36 the letters, 99 anything else.
_A, _Z = 11, 36
_CODES = np.full(256, 99, np.int32)
_CODES[0] = 0
_CODES[ord("0") : ord("9") + 1] = np.arange(1, _A)
_CODES[ord("A") : ord("Z") + 1] = np.arange(_A, _Z + 1)


def by_area(texts: list[str]):
    """For each area among the texts: its letters, the rows that are postcodes of it by their form, and a key for each.

    The key is the sector's number x 676 + the unit's; the sector's is made of the district's two characters and the
    sector's digit (old Newport codes, NPT 0AD, have no district).
    """
    if not texts:
        return
    joined = "\n".join(["".join(text.split()) for text in texts]).upper().replace("\0", "?")
    # 8 bytes a text: one more than the longest postcode, so that what is cut off was too long anyway
    code = _CODES[np.array(joined.encode("ascii", "replace").split(b"\n"), "S8").view(np.uint8).reshape(-1, 8)]
    length = np.count_nonzero(code, axis=1)
    is_letter = (code >= _A) & (code <= _Z)
    letters = np.argmin(is_letter, axis=1)
    here = np.arange(len(texts))
    inward = np.maximum(length - 3, 0)
    district = inward - letters
    first = np.where(district > 0, code[here, letters], 0)
    second = np.where(district > 1, code[here, np.minimum(letters + 1, 7)], 0)
    digit, one, two = code[here, inward], inward + 1, inward + 2
    good = (letters >= 1) & (letters <= 3) & (district >= 0) & (district <= 2) & (length <= 7)
    good &= (
        (first < _A)
        & (second <= _Z)
        & (digit < _A)
        & is_letter[here, np.minimum(one, 7)]
        & is_letter[here, np.minimum(two, 7)]
    )
    rows = np.flatnonzero(good)
    sector = (first[rows] * 37 + second[rows]) * 10 + digit[rows] - 1
    keys = (sector * 26 + code[rows, one[rows]] - _A) * 26 + code[rows, two[rows]] - _A
    area = np.where(np.arange(3) < letters[rows, None], code[rows, :3], 0) @ (37 * 37, 37, 1)
    names, which = np.unique(area, return_inverse=True)
    for number, name in enumerate(names.tolist()):
        part = np.flatnonzero(which == number)
        yield "".join(map(_character, (name // 37**2, name // 37 % 37, name % 37))), rows[part], keys[part]


def written(key: int) -> str:
    """What follows the area's letters in the postcode with that key: `1 1AA`."""
    rest, two = divmod(key, 26)
    sector, one = divmod(rest, 26)
    district, digit = divmod(sector, 10)
    return (
        f"{_character(district // 37)}{_character(district % 37)} {digit}{_character(one + _A)}{_character(two + _A)}"
    )


def _character(code: int) -> str:
    """The character with that number, as `_CODES` has it."""
    return "" if code == 0 else chr(code - 1 + ord("0")) if code < _A else chr(code - _A + ord("A"))
