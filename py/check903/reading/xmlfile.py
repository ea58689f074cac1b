"""XML: the whole return in one file, or the separate ones of social workers and deprivation of liberty.

What is wanted of the file is its blocks: elements that hold other elements, with the texts of those that hold none.
What a block is follows from the tags in it, so the names of the elements around them don't matter. A tag left out is
blank; only the child's number and birth date are looked for in the blocks around, because the inner blocks don't repeat
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

import numpy as np

from check903.model.table import Column
from check903.reading import strangers
from check903.reading.grid import Grid, Positions, refuse_huge_values
from check903.reading.limits import Limits
from check903.reading.phrases import count, names
from check903.reading.recognise import telling_columns
from check903.reading.result import UnreadableFile
from check903.reference import schema

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
TAGS = {"CHILDID": "CHILD", "PL": "PLACE"}  # what the XML calls otherwise than the CSV files
IN_HEADER = ("UASC", "OC3", "AD1")  # tables whose fields stand in HEADER, for the children whom they concern
_OWN_BLOCK = tuple(table for table in schema.TABLES if table not in ("Header", *IN_HEADER))
_OF_RETURN = tuple(table for table in schema.TABLES if table not in ("SWEpisodes", "DoLo"))
_TELLING = {table: telling_columns(table) for table in schema.TABLES}
_GROUPS = {
    "CHILD",
    "HEADER",
    "EPISODE",
    "AREVIEW",
    "AMISSING",
    "PERMANENCE",
    "OC2",
    "AD_PLACED",
}  # empty, they hold nothing of the child
_KNOWN = {name for spec in schema.TABLES.values() for name in spec.names} | {"UASC"}


@dataclass(eq=False)
class Block:
    """An element that holds others: its tag, the line where it begins, the texts of its simple elements, its inner
    blocks.
    """

    tag: str
    line: int
    parent: Block | None
    fields: dict[str, str] = field(default_factory=dict)
    inner: list[Block] = field(default_factory=list)

    def all(self) -> Iterator[Block]:
        """The block and all inside it, in the order of the file."""
        yield self
        for block in self.inner:
            yield from block.all()


def read(text: str, where: str, limits: Limits) -> tuple[list[Grid], list[str]]:
    """A grid for each table of the file, and notes on the file as a whole; no grids for another return, and what it is.
    Raises UnreadableFile.
    """
    tables = _Tables()
    parser = Parser(tables.add, limits)
    parser.parse(text)
    grids = tables.grids(where)
    if not grids:
        if sentence := strangers.other_return(text, parser.tags | tables.unknown):
            return [], [sentence]
        raise UnreadableFile("it holds no child of a return. Export the return again as XML or as CSV files.")
    for grid in grids:
        refuse_huge_values(grid, limits)
    notes = []
    if tables.unknown:
        notes.append(f"Elements that the return doesn’t have were ignored: {names(sorted(tables.unknown))}.")
    if parser.twice:
        tag, line = parser.twice[0]
        notes.append(
            f"{count(len(parser.twice), 'value')} left out because another of that name comes before it, the first"
            f" {names([tag])} in line {line:,}."
        )
    return grids, notes


class Parser:
    """Turns the file into blocks and hands on each child's as soon as it ends, so that only one child is held at a
    time.

    A document type is refused, and with it all entities but XML's own five: that is how XML can be made to grow without
    bounds or to open other files.
    """

    def __init__(self, hand_on, limits: Limits):
        self._hand_on, self._limits = hand_on, limits
        self._open: list[Block] = []
        self._leaf: tuple[str, int] | None = (
            None  # the element that has begun and not yet shown whether it holds others
        )
        self._texts: list[str] = []
        self.tags: set[str] = set()  # of the blocks
        self.twice: list[
            tuple[str, int]
        ] = []  # elements that say something else than one of that name before them, and their lines
        self._expat = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._texts.append
        parser.StartDoctypeDeclHandler = self._refuse_doctype

    def parse(self, text: str) -> None:
        try:
            self._expat.Parse(without_declaration(text), True)
        except expat.ExpatError as fault:
            raise self._malformed(fault) from None
        except UnicodeEncodeError:
            raise UnreadableFile("it holds characters that no text can hold. Export it again.") from None

    def _malformed(self, fault: expat.ExpatError) -> UnreadableFile:
        line = fault.lineno
        if expat.errors.messages[fault.code] in (
            expat.errors.XML_ERROR_NO_ELEMENTS,
            expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        ):
            return UnreadableFile(f"the file is cut off at line {line:,}. Export it again.", line)
        why = expat.ErrorString(fault.code)
        return UnreadableFile(
            f"line {line:,} is not correct XML ({why}). Fix that line or export the file again.", line
        )

    def _refuse_doctype(self, *_):
        line = self._expat.CurrentLineNumber
        raise UnreadableFile(
            f"line {line:,} declares a document type, which no return needs and which can do harm. Remove it.", line
        )

    def _start(self, tag: str, _attributes) -> None:
        if self._leaf:
            self._begin_block(*self._leaf)
        self._leaf = tag.rpartition("}")[2].upper(), self._expat.CurrentLineNumber
        self._texts.clear()

    def _begin_block(self, tag: str, line: int) -> None:
        parent = self._open[-1] if self._open else None
        block = Block(tag, line, parent)
        self.tags.add(tag)
        if parent:
            parent.inner.append(block)
        self._open.append(block)
        if len(self._open) > self._limits.depth:
            raise UnreadableFile(
                f"line {line:,} holds elements inside elements more than {self._limits.depth} deep: it isn’t a return.",
                line,
            )

    def _end(self, _tag: str) -> None:
        if self._leaf:
            self._end_leaf(*self._leaf)
        else:
            block = self._open.pop()
            if block.tag == "CHILD" or len(self._open) <= 1:
                self._hand_on(block)
                if block.parent:
                    block.parent.inner.remove(block)
        self._leaf = None
        self._texts.clear()

    def _end_leaf(self, tag: str, line: int) -> None:
        if self._open:
            text = "".join(self._texts)
            if self._open[-1].fields.setdefault(TAGS.get(tag, tag), text) != text:
                self.twice.append((tag, line))


def without_declaration(text: str) -> str:
    """The text as it is parsed: it is decoded already, whatever encoding the declaration names, and blank lines may
    stand before it.
    """
    return _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)


def rows_of(unit: Block) -> Iterator[tuple[str, Block]]:
    """The table of each row that a child's block and those inside it make, and the block that makes it."""
    for block in unit.all():
        fields = block.fields.keys()
        for table in _OWN_BLOCK:
            if not fields.isdisjoint(_TELLING[table]):
                yield table, block
        for table in IN_HEADER:
            if any(block.fields.get(name, "").strip() for name in _TELLING[table]) or (
                table == "UASC" and _flagged(block)
            ):
                yield table, block
        if block.tag == "HEADER" or not fields.isdisjoint(_TELLING["Header"]):
            yield "Header", block


class _Tables:
    """The rows of each table, column by column."""

    def __init__(self):
        self.rows: dict[str, list[tuple[int, ...]]] = {}
        self.unknown: set[str] = set()
        self._lines: dict[str, list[int]] = {}
        self._positions: dict[str, list[Positions]] = {}

    def add(self, unit: Block) -> None:
        """The rows of a child's block and of those inside it."""
        for block in unit.all():
            self.unknown |= block.fields.keys() - _KNOWN - _GROUPS
        for table, block in rows_of(unit):
            self._add_row(table, block)

    def _add_row(self, table: str, block: Block) -> None:
        names = _columns(table)
        if table not in self.rows:
            self.rows[table], self._lines[table] = [], []
            self._positions[table] = [Positions() for _ in names]
        row = [holder(block, name).fields.get(name, "") for name in names]
        self.rows[table].append(tuple(positions[text] for positions, text in zip(self._positions[table], row)))
        self._lines[table].append(block.line)

    def grids(self, where: str) -> list[Grid]:
        """All tables in the Department's order: of a whole return those without rows too; none where no row has a
        child's number.
        """
        if not any(self._has_children(table) for table in self.rows):
            return []
        of_return = any(table in self.rows for table in _OF_RETURN if table != "Header") or self._header_tells()
        wanted = {*_OF_RETURN, *self.rows} if of_return else self.rows.keys() - {"Header"}
        return [self._grid(table, where) for table in schema.TABLES if table in wanted]

    def _has_children(self, table: str) -> bool:
        return any(text.strip() for text in self._positions[table][_columns(table).index("CHILD")])

    def _header_tells(self) -> bool:
        """True if Header holds more than the child and birth date that other files repeat in a header of their own."""
        columns = dict(zip(_columns("Header"), self._positions.get("Header", ())))
        return any(len(columns[name]) > 1 for name in _TELLING["Header"] & columns.keys())

    def _grid(self, table: str, where: str) -> Grid:
        names = _columns(table)
        rows = self.rows.get(table, [])
        codes = np.array(rows, np.int32).reshape(len(rows), len(names)).T.copy()
        positions = self._positions.get(table, [Positions() for _ in names])
        columns = [Column(column, list(texts)) for column, texts in zip(codes, positions)]
        return Grid(
            where, "", list(names), columns, np.array(self._lines.get(table, []), np.int32), xml=table, more=("UASC",)
        )


def _flagged(block: Block) -> bool:
    return block.fields.get("UASC", "").strip() == "1"


def _columns(table: str) -> tuple[str, ...]:
    return (*schema.TABLES[table].names, "UASC") if table == "Header" else schema.TABLES[table].names


def holder(block: Block, name: str) -> Block:
    """The block that holds a field of the row that `block` makes: itself, unless it is the child's number or birth date
    and stands around.

    Then it is the nearest block around that has it, itself or in the one header-like block inside it.
    """
    if name in block.fields or name not in ("CHILD", "DOB"):
        return block
    inside, around = block, block.parent
    while around is not None:
        if name in around.fields:
            return around
        headers = [
            inner for inner in around.inner if name in inner.fields and inner is not inside and inner.tag != inside.tag
        ]
        if len(headers) == 1:
            return headers[0]
        inside, around = around, around.parent
    return block
