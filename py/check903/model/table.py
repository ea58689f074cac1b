"""A table as it was read: factorised text columns, and the file and line of every row.

A column is held as int32 codes into its few distinct texts, because councils' columns repeat: whatever is worked out
for a text (trimming, its date, whether it is a permitted code) is worked out once per distinct text and spread by one
`take`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np


class Column:
    """One column of text.

    codes    int32 array, shape (rows,): position in `values` of each row's text
    values   list of str, the clean text; values[0] is "" (blank). Two positions may hold equal text when they were
             written differently in the file.
    written  list of str as long as `values`: the text as it stood in the file; None where reading changed nothing
    unknown  list of bool as long as `values`: True where the text only stands for a value that can't be known (#N/A, a
             date that can be read two ways), so that no rule may judge it; None where every value is known
    """

    __slots__ = ("codes", "unknown", "values", "written")

    def __init__(self, codes, values: list[str], written: list[str] | None = None, unknown: list[bool] | None = None):
        if not values or values[0] != "":
            raise ValueError("values[0] must be the blank text")
        self.codes = np.asarray(codes, dtype=np.int32)
        self.codes.flags.writeable = False
        self.values = values
        self.written = written
        self.unknown = unknown

    @classmethod
    def of(cls, texts) -> Column:
        """The column of an iterable of str, blank as ""."""
        seen = {"": 0}
        codes = [seen.setdefault(text, len(seen)) for text in texts]
        return cls(np.array(codes, dtype=np.int32), list(seen))

    @classmethod
    def blank(cls, rows: int) -> Column:
        """A column of `rows` blanks."""
        return cls(np.zeros(rows, np.int32), [""])

    def __len__(self) -> int:
        return len(self.codes)

    def text(self, row: int) -> str:
        """The clean text at `row`."""
        return self.values[self.codes[row]]

    def text_written(self, row: int) -> str:
        """The text at `row` as it stood in the file."""
        return (self.written or self.values)[self.codes[row]]

    def texts(self) -> list[str]:
        """All rows' clean texts."""
        values = self.values
        return [values[code] for code in self.codes.tolist()]

    def unknown_rows(self) -> np.ndarray:
        """True for each row whose value can't be known."""
        return np.zeros(len(self), bool) if self.unknown is None else np.array(self.unknown, bool)[self.codes]

    def take(self, rows) -> Column:
        """The column of those rows, in that order; it shares the distinct texts."""
        return Column(self.codes[rows], self.values, self.written, self.unknown)

    def compact(self) -> Column:
        """The same column with only the distinct texts that its rows use."""
        used, codes = np.unique(self.codes, return_inverse=True)
        if not len(used) or used[0] != 0:
            used, codes = np.concatenate([[0], used]), codes + 1
        values = [self.values[code] for code in used]
        written, unknown = ([texts[code] for code in used] if texts else None for texts in (self.written, self.unknown))
        return Column(codes, values, written, unknown)

    def with_texts(self, texts: dict[int, str]) -> Column:
        """The column with other texts in some rows: {row: text}."""
        codes = self.codes.copy()
        added = Column.of(texts.values())
        codes[list(texts)] = np.where(added.codes == 0, 0, added.codes + len(self.values) - 1)
        new = added.values[1:]
        unknown = self.unknown and self.unknown + [False] * len(new)
        return Column(codes, self.values + new, self.written and self.written + new, unknown)


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the return, read-only.

    name     the table's name in the schema
    columns  name -> Column, all of the same length; columns that the file lacked are absent
    file     int array (rows,) into `files`, or None when the rows came from a frame
    line     int array (rows,): the line (or Excel row) a person sees, or None
    waiting  column -> why it can't be known yet whether the file holds it: a question about the files that is open
    """

    name: str
    columns: dict[str, Column]
    file: np.ndarray | None = None
    line: np.ndarray | None = None
    files: tuple[str, ...] = field(default=())
    waiting: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        lengths = {name: len(column) for name, column in self.columns.items()}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"{self.name}: columns differ in length: {lengths}")

    def __len__(self) -> int:
        for column in self.columns.values():
            return len(column)
        return 0

    def place(self, row: int) -> tuple[str, int | None]:
        """The file's label and the line of a row; "" and None where not known."""
        if self.file is None or self.line is None:
            return "", None
        return self.files[self.file[row]], int(self.line[row])

    def take(self, rows) -> Table:
        """The table of those rows, in that order."""
        return Table(
            self.name,
            {name: column.take(rows) for name, column in self.columns.items()},
            None if self.file is None else self.file[rows],
            None if self.line is None else self.line[rows],
            self.files,
            self.waiting,
        )

    def compact(self) -> Table:
        """The same table, each column with only the distinct texts that its rows use."""
        columns = {name: column.compact() for name, column in self.columns.items()}
        return replace(self, columns=columns)

    @classmethod
    def joined(cls, tables: list[Table]) -> Table:
        """Tables of one name, laid end to end; a column that one of them lacks is blank there."""
        if len(tables) == 1:
            return tables[0]
        names = list(dict.fromkeys(name for table in tables for name in table.columns))
        columns = {name: _concatenated([t.columns.get(name, Column.blank(len(t))) for t in tables]) for name in names}
        files = tuple(label for table in tables for label in table.files)
        starts = np.cumsum([0] + [len(table.files) for table in tables])
        file = line = None
        placed = [(table.file, table.line) for table in tables if table.file is not None and table.line is not None]
        if len(placed) == len(tables):
            file = np.concatenate([numbers + start for (numbers, _), start in zip(placed, starts)])
            line = np.concatenate([lines for _, lines in placed])
        waiting = {column: why for table in tables for column, why in table.waiting.items()}
        return cls(tables[0].name, columns, file, line, files, waiting)


def _concatenated(columns: list[Column]) -> Column:
    codes, values, written, unknown = [], [""], [""], [False]
    for column in columns:
        codes.append(np.where(column.codes == 0, 0, column.codes + len(values) - 1))
        values += column.values[1:]
        written += (column.written or column.values)[1:]
        unknown += (column.unknown or [False] * len(column.values))[1:]
    return Column(np.concatenate(codes), values, written, unknown if any(unknown) else None)
