"""What a call of the session needs: one that comes too early says so in a sentence for the page."""

from __future__ import annotations

import functools
from collections.abc import Callable


class NotYet(Exception):
    """Something that can't be done as things stand; the text says why and what to do."""


def needs_check(call: Callable) -> Callable:
    """The call, which works on a check's findings: before there is one it raises NotYet."""

    @functools.wraps(call)
    def checked(session, *arguments, **more):
        if session._checked is None:
            raise NotYet("Nothing has been checked yet. Press Check on Files first.")
        return call(session, *arguments, **more)

    return checked
