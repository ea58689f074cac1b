"""Texts with {placeholders} and [optional parts]: taken apart once, filled for many rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

_MARK = re.compile(r"\{([^{}]*)\}|\[|\]")
_PREPOSITION = re.compile(r"\b(?:at|by|from|in|of|on|since|to|until)(?: the)? $")
_SENTENCE_START = re.compile(r"(?:^|[.?!] )$")
_ONE = re.compile(r"(?<![\w.,])1 (day|month|year|row|review|episode|child answer|answer|character)s\b")
_CUT = 20  # characters of a quoted value in the title of a cause


@dataclass(frozen=True)
class Slot:
    """A placeholder: `start` where it begins a sentence, `quoted` where it stands in quotation marks (its text as it
    was written), `object` after a preposition: "from {DECOM}".
    """

    name: str
    start: bool
    quoted: bool
    object: bool = False

    @property
    def is_cell(self) -> bool:
        """True for a cell of the files, which is said as it was written."""
        return self.name.rpartition(".")[2].isupper()


@dataclass(frozen=True)
class Optional:
    """A part that falls away where one of its placeholders has no value."""

    parts: tuple


@cache
def parsed(text: str) -> tuple:
    """The text as literals, `Slot`s and `Optional`s. ValueError where a bracket is left open."""
    stack: list[list] = [[]]
    before, end = "", 0
    for match in _MARK.finditer(text):
        literal = text[end : match.start()]
        stack[-1].append(literal)
        before += literal
        if match[1] is not None:
            starts, follows = bool(_SENTENCE_START.search(before)), bool(_PREPOSITION.search(before))
            stack[-1].append(Slot(match[1], starts, before.endswith("“"), follows))
            before += "x"
        elif match[0] == "[":
            stack.append([])
        elif len(stack) > 1:
            part = Optional(tuple(stack.pop()))
            stack[-1].append(part)
        else:
            raise ValueError(f"a bracket is closed that was not opened: {text}")
        end = match.end()
    stack[-1].append(text[end:])
    if len(stack) > 1:
        raise ValueError(f"a bracket is left open: {text}")
    return tuple(stack[0])


def slots(text: str) -> list[Slot]:
    """The placeholders of the text."""

    def within(parts):
        for part in parts:
            if isinstance(part, Slot):
                yield part
            elif isinstance(part, Optional):
                yield from within(part.parts)

    return list(within(parsed(text)))


def fill(
    text: str, rows: int, values: Callable[[Slot], Sequence[str]], nothing: Callable[[Slot], str], cut: bool = False
) -> list[str]:
    """The text for each of `rows` rows.

    values   the placeholder's text for each row, "" where it has none
    nothing  what is said for a placeholder outside optional parts where there is none: "blank"
    cut      cut what is quoted to 20 characters, as the titles of causes do
    """
    known = {slot: values(slot) for slot in slots(text)}
    columns = [_column(part, rows, known, nothing, cut) for part in parsed(text)]
    return [_ONE.sub(r"1 \1", "".join(texts)) for texts in zip(*columns)]


def _column(part, rows: int, known: dict, nothing: Callable[[Slot], str], cut: bool) -> Sequence[str]:
    """What the part says in each row."""
    if isinstance(part, str):
        return [part] * rows
    if isinstance(part, Optional):
        inner = [_column(one, rows, known, nothing, cut) for one in part.parts]
        needed = [known[one] for one in part.parts if isinstance(one, Slot)]
        return ["".join(texts) if all(one[row] for one in needed) else "" for row, texts in enumerate(zip(*inner))]
    texts, none = known[part], nothing(part)
    if part.quoted and cut:
        texts = [f"{text[: _CUT - 1]}…" if len(text) > _CUT else text for text in texts]
    texts = [text or none for text in texts]
    return [text[:1].upper() + text[1:] for text in texts] if part.start and not part.is_cell else texts
