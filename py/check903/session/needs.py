"""What a call of the session needs: one that comes too early says so in a sentence for the page."""

from __future__ import annotations

import functools
from collections.abc import Callable


class NotYet(Exception):
    """Something that can't be done as things stand; the text says why and what to do."""


def needs_check(call: Callable) -> Callable:
    """The call, of a part of the session that has `checks`, works on a check: before there is one it raises NotYet."""

    @functools.wraps(call)
    def checked(part, *arguments, **more):
        part.checks.needed()
        return call(part, *arguments, **more)

    return checked
