"""Files of local rules, a council's own checks: known by what stands in them, whatever they are called. Nothing of them
is run here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from check903.reading.limits import MB

LARGEST = MB
BEGINS = re.compile(r"\s*--\s*rule\s*:", re.IGNORECASE)  # of a rule in SQL
IMPORTS = re.compile(r"^\s*(from\s+check903\.local\s+import|import\s+check903\.local)\b", re.MULTILINE)  # in Python
_DECORATED = re.compile(r"^\s*@(?:[\w.]+\.)?(?:local|return)_rule\b", re.MULTILINE)
_LOOKED_AT = 100_000  # bytes in which they begin


@dataclass(frozen=True)
class LocalFile:
    """One file, as text."""

    name: str
    text: str

    @property
    def is_python(self) -> bool:
        """True for Python, False for SQL."""
        return bool(IMPORTS.search(self.text))

    @property
    def rules(self) -> int:
        """How many rules seem to stand in it."""
        return len(_DECORATED.findall(self.text)) if self.is_python else sum(map(_begins, self.text.splitlines()))


def _begins(line: str) -> bool:
    return bool(BEGINS.match(line))


def is_local(text: str) -> bool:
    """True if the text is a file of local rules."""
    return any(map(BEGINS.match, text.splitlines())) or bool(IMPORTS.search(text))


def is_local_file(data: bytes) -> bool:
    """The same of a file's bytes, by its beginning."""
    return b"rule" in data[:_LOOKED_AT] and is_local(data[:_LOOKED_AT].decode("utf-8", "replace"))


def from_bytes(name: str, data: bytes) -> LocalFile:
    """The file. ValueError with a sentence for the page where it can't be read."""
    if len(data) > LARGEST:
        raise ValueError("these local rules are larger than 1 MB: split the file")
    try:
        return LocalFile(re.split(r"[/\\]| > ", name)[-1], data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("these local rules are no text in UTF-8: save the file as UTF-8 in your editor") from None


def together(files: Iterable[LocalFile]) -> list[LocalFile]:
    """The files, one of the same text once; of two with one name the second gets a number."""
    by_name: dict[str, LocalFile] = {}
    for file in files:
        if file.text not in {other.text for other in by_name.values()}:
            name, number = file.name, 2
            while name in by_name:
                name, number = f"{number} {file.name}", number + 1
            by_name[name] = replace(file, name=name)
    return list(by_name.values())
