"""Names that are near a wrong one: for "Did you mean SEX?"."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

# What people call it -> what the return calls it.
SYNONYMS = {
    "GENDER": "SEX",
    "ID": "CHILD",
    "CHILD_ID": "CHILD",
    "CHILDID": "CHILD",
    "LEGAL_STATUS": "LS",
    "LEGALSTATUS": "LS",
    "PLACEMENT": "PLACE",
    "PLACEMENT_TYPE": "PLACE",
    "PROVIDER": "PLACE_PROVIDER",
    "POSTCODE": "PL_POST",
    "DATE_OF_BIRTH": "DOB",
    "BIRTH_DATE": "DOB",
    "ETHNICITY": "ETHNIC",
    "NEED": "CIN",
    "START": "DECOM",
    "END": "DEC",
    "SOCIAL_WORKER": "SW_ID",
    "ERRORS": "findings",
}


def nearest(wrong: str, names: Iterable[str]) -> str:
    """The one of `names` that was probably meant; "" where none is near."""
    by_lower = {name.lower(): name for name in names}
    meant = SYNONYMS.get(wrong.upper().replace(" ", "_"), "")
    if meant.lower() in by_lower:
        return by_lower[meant.lower()]
    matches = difflib.get_close_matches(wrong.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[matches[0]] if matches else ""


def line_of(code: str, word: str) -> int:
    """The first line of the code with that word, from 1; 0 where none has it. Comments don't count."""
    wanted = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    for number, line in enumerate(code.splitlines(), 1):
        if wanted.search(re.sub(r"--.*|#.*", "", line)):
            return number
    return 0
