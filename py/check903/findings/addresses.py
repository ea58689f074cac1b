"""E-mail addresses of the user's own list of workers."""

from __future__ import annotations

import re

# One address and nothing else: no space, comma, bracket or quotation mark, which could make two of it.
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def is_address(text: str) -> bool:
    """True for one e-mail address and nothing else."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None and ".." not in text
