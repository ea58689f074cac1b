"""Elements of XML as they stand in the text: where their tags begin and end."""

from __future__ import annotations

import re
from typing import AnyStr

_START = r"<([^\s/>]+)((?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>"
_TAG = {str: re.compile(_START), bytes: re.compile(_START.encode())}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML can't hold them


def start_tag(text: AnyStr, start: int) -> re.Match[AnyStr]:
    """The tag that begins there: groups are its name as written, its attributes, and "/" if the element is empty."""
    return _TAG[type(text)].match(text, start)


def end_of(text: AnyStr, start: int, told: int) -> int:
    """Where the element that begins at `start` is over; `told` is the place that expat gives when it ends."""
    tag = start_tag(text, start)
    if tag[3]:
        return tag.end()
    return (text.index(">", told) if isinstance(text, str) else text.index(b">", told)) + 1


def escaped(text: str) -> str:
    """The text as it stands in XML of any encoding."""
    text = _CONTROLS.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
