"""The package's own JSON files, in data/. In the page they lie in an archive, as the modules do."""

from __future__ import annotations

import json
import pkgutil
from typing import Any


def read(name: str) -> Any:
    """What the file of that name holds. FileNotFoundError if there is none."""
    data = pkgutil.get_data("check903.reference", f"data/{name}")
    assert data is not None  # it is where no loader can give data, which those of Python can
    return json.loads(data)
