"""XML files with changed elements: only their texts change.

Reading's own parser finds the blocks that make the rows, in the order in which reading counts them; here it also keeps
the places of their elements. What a row shares with others, the child's number and birth date, stands once in the file
and changes for all of them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from check903.reading import LIMITS, xmlfile
from check903.reading.recognise import telling_columns
from check903.reading.xmlfile import Block
from check903.writing import order
from check903.writing.plan import PartPlan
from check903.writing.text_file import Edit, Source
from check903.writing.xml_tags import end_of, escaped, start_tag

_INDENT = 200  # bytes before an element that may be the space before it


def written(data: bytes, plans: list[PartPlan]) -> tuple[bytes, list[str]]:
    """The file's bytes with the plans' changes, and notes."""
    source = Source(data)
    parsed = xmlfile.without_declaration(source.text)
    editor = _Editor({plan.part.table_name: plan for plan in plans})
    locating = _Locating(editor.unit)
    editor.places = locating.places
    locating.parse(source.text)
    edits = editor.edits(parsed)
    ahead = len(source.text) - len(parsed)  # the declaration, which was not parsed
    return source.with_edits((start + ahead, end + ahead, new) for start, end, new in edits), []


@dataclass
class _Element:
    """An element inside a block: its field or its tag, and where it begins and ends as expat tells, in bytes of
    UTF-8.
    """

    name: str
    start: int
    told: int
    block: Block | None = None


@dataclass
class _Place:
    """Where a block lies, and the elements in it."""

    start: int
    told: int = -1
    inside: list[_Element] = field(default_factory=list)


class _Locating(xmlfile.Parser):
    """Reading's parser, which also keeps the places of the elements of the child that it is at."""

    def __init__(self, hand_on):
        super().__init__(hand_on, LIMITS)
        self.places: dict[Block, _Place] = {}
        self._starts: list[int] = []

    def _start(self, tag: str, attributes) -> None:
        super()._start(tag, attributes)
        self._starts.append(self._expat.CurrentByteIndex)

    def _begin_block(self, tag: str, line: int) -> None:
        super()._begin_block(tag, line)
        self.places[self._open[-1]] = _Place(self._starts[-1])

    def _end(self, tag: str) -> None:
        start, told = self._starts.pop(), self._expat.CurrentByteIndex
        block = None if self._leaf else self._open[-1]
        if block:
            self.places[block].told = told
        around = self._open[-1] if self._leaf and self._open else block.parent if block else None
        if around:
            name = tag.rpartition("}")[2].upper()
            self.places[around].inside.append(
                _Element(name if block else xmlfile.TAGS.get(name, name), start, told, block)
            )
        super()._end(tag)


@dataclass
class _Write:
    """A text to put into an element of a block, or, where `element` is None, into a new one."""

    table: str
    name: str
    text: str
    element: _Element | None
    place: _Place

    @property
    def earlier(self) -> tuple[str, ...]:
        """The names of what comes before the element in the Department's order."""
        names = order.of_table(self.table)
        return names[: names.index(self.name)] if self.name in names else ("CHILD",) if self.name == "DOB" else ()


class _Editor:
    """Collects what is to be done while the file is parsed, child by child, and says it as edits when the text is at
    hand.
    """

    def __init__(self, plans: dict[str, PartPlan]):
        self._plans = plans
        self._cells: dict[str, dict[int, dict[str, str]]] = {}
        for name, plan in plans.items():
            for (row, field_name), text in plan.cells.items():
                self._cells.setdefault(name, {}).setdefault(row, {})[field_name] = text
        self._counts: dict[str, int] = {}
        self._writes: dict[tuple[int, str], _Write] = {}
        self._removed: list[_Element] = []
        self.places: dict[Block, _Place] = {}

    def unit(self, unit: Block) -> None:
        """Look at a child's block and all inside it."""
        kept: dict[Block, set[str]] = {}
        gone: dict[Block, set[str]] = {}
        for table, block in xmlfile.rows_of(unit):
            row = self._counts[table] = self._counts.get(table, -1) + 1
            plan = self._plans.get(table)
            taken_out = plan is not None and row in plan.gone
            (gone if taken_out else kept).setdefault(block, set()).add(table)
            for name, text in self._cells.get(table, {}).get(row, {}).items():
                self._write(table, xmlfile.holder(block, name), name, text)
        if gone:
            self._take_out(unit, kept, gone)
        for block in unit.all():
            del self.places[block]
        if unit.parent:
            self.places[unit.parent].inside.pop()  # so that only one child is held at a time

    def _write(self, table: str, block: Block, name: str, text: str) -> None:
        place = self.places[block]
        element = next((element for element in place.inside if element.name == name and not element.block), None)
        key = place.start, name
        headers_own = (
            key in self._writes and self._writes[key].table == "Header"
        )  # what tables share is Header's first of all
        if (element or text) and (table == "Header" or not headers_own):
            self._writes[key] = _Write(table, name, text, element, place)

    # -- rows taken out -----------------------------------------------------------------------------------------------

    def _take_out(self, unit: Block, kept: dict[Block, set[str]], gone: dict[Block, set[str]]) -> None:
        """Take out the blocks of which nothing is kept, and of others the fields that only the rows taken out have."""
        dead: dict[Block, bool] = {}
        for block in reversed(list(unit.all())):
            inner = [dead[child_block] for child_block in block.inner]
            dead[block] = (
                block not in kept and all(inner) and (block in gone or bool(inner)) and block.parent is not None
            )
        for block in unit.all():
            if dead[block]:
                if block.parent is None or not dead.get(block.parent, False):
                    self._removed.append(_Element(block.tag, self.places[block].start, self.places[block].told, block))
            elif block in gone:
                self._take_out_fields(block, gone[block], kept.get(block, set()))

    def _take_out_fields(self, block: Block, gone: set[str], kept: set[str]) -> None:
        needed = set().union(*(telling_columns(table) for table in kept))
        may_go = gone - {"Header"} if block.tag == "HEADER" else gone  # as long as there is a HEADER, it makes a row
        names = set().union(*(telling_columns(table) for table in may_go)) - needed
        self._removed += [
            element for element in self.places[block].inside if element.name in names and not element.block
        ]
        if "UASC" in gone and block.fields.get("UASC", "").strip() == "1":
            self._write("Header", block, "UASC", "0")

    # -- as edits -----------------------------------------------------------------------------------------------------

    def edits(self, text: str) -> list[Edit]:
        """What was collected, as edits of the text that was parsed."""
        encoded = text.encode()
        gone = {element.start: end_of(encoded, element.start, element.told) for element in self._removed}
        edits = [(*_with_its_line(encoded, *span), "") for span in gone.items()]
        added: dict[int, list[_Write]] = {}
        starts = sorted(gone)
        for write in self._writes.values():
            if _lies_in((write.element or write.place).start, gone, starts):
                continue
            if write.element:
                edits.append(_with_text(encoded, write.element, write.text))
            else:
                added.setdefault(_place_of_new(encoded, write, gone), []).append(write)
        for place, writes in added.items():
            writes.sort(key=lambda write: len(write.earlier))
            edits.append((place, place, "".join(_new_element(encoded, write) for write in writes)))
        return edits if len(encoded) == len(text) else _in_characters(encoded, edits)


def _lies_in(place: int, gone: dict[int, int], starts: list[int]) -> bool:
    number = bisect_right(starts, place) - 1
    return number >= 0 and place < gone[starts[number]]


def _place_of_new(encoded: bytes, write: _Write, gone: dict[int, int]) -> int:
    """Where a new element belongs: behind the last of those that come before it."""
    behind = next(
        (
            element
            for element in reversed(write.place.inside)
            if element.name in write.earlier and element.start not in gone
        ),
        None,
    )
    return end_of(encoded, behind.start, behind.told) if behind else start_tag(encoded, write.place.start).end()


def _with_its_line(text: bytes, start: int, end: int) -> tuple[int, int]:
    """The span with the line end and the spaces before it, if it has lines of its own."""
    line = start
    while line and text[line - 1 : line] in b" \t":
        line -= 1
    if line and text[line - 1 : line] == b"\n" and text[end : end + 1] == b"\n":
        return line, end + 1
    return start, end


def _with_text(encoded: bytes, element: _Element, text: str) -> Edit:
    tag = start_tag(encoded, element.start)
    if not tag[3]:
        return tag.end(), element.told, escaped(text)
    name, attributes = tag[1].decode(), tag[2].decode()
    return element.start, tag.end(), f"<{name}{attributes}>{escaped(text)}</{name}>"


def _new_element(encoded: bytes, write: _Write) -> str:
    """A new element, written as its neighbour is: namespace, case, a line of its own."""
    near = write.place.inside[0]
    before = encoded[max(0, near.start - _INDENT) : near.start]
    space = before[len(before.rstrip()) :].decode()
    prefix, colon, name = start_tag(encoded, near.start)[1].decode().rpartition(":")
    tag = order.TAGS.get(write.name, write.name)
    tag = f"{prefix}{colon}{tag.lower() if name.islower() else tag}"
    return f"{space}<{tag}>{escaped(write.text)}</{tag}>"


def _in_characters(encoded: bytes, edits: list[Edit]) -> list[Edit]:
    """The edits with places counted in characters instead of bytes."""
    places, before, characters = {}, 0, 0
    for place in sorted({place for start, end, _ in edits for place in (start, end)}):
        characters += len(encoded[before:place].decode())
        places[place], before = characters, place
    return [(places[start], places[end], new) for start, end, new in edits]
