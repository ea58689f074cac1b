"""What is worked out when first asked for, and kept under a key; where one value is kept, `cached_property` does it."""

from __future__ import annotations

from collections.abc import Callable


class Memo(dict):
    """Values by key, each worked out once."""

    def once(self, key, make: Callable):
        """The value of `key`; `make()` the first time."""
        if key not in self:
            self[key] = make()
        return self[key]
