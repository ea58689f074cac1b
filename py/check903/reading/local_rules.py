"""Files of local rules, a council's own checks: known by what stands in them, whatever they are called."""

from __future__ import annotations

import re

BEGINS = re.compile(r"\s*--\s*rule\s*:", re.IGNORECASE)  # of a rule in SQL
IMPORTS = re.compile(r"^\s*(from\s+check903\.local\s+import|import\s+check903\.local)\b", re.MULTILINE)  # in Python


def is_local(text: str) -> bool:
    """True if the text is a file of local rules."""
    return any(map(BEGINS.match, text.splitlines())) or bool(IMPORTS.search(text))
