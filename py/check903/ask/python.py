"""A question in Python: the answer is its last expression, or what is in `result`. Needs pandas."""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import re
import sqlite3
import traceback
from typing import Any

import pandas as pd

from check903.ask import answers, frames
from check903.ask.faults import fault, unknown_name
from check903.ask.near import line_of

FILE = "<question>"
HERE = (__file__, frames.__file__)


class Plot:
    """What `plot` gives: a table to be drawn."""

    def __init__(self, frame: pd.DataFrame, x: str, y: str, kind: str):
        self.frame, self.chart = frame, {"kind": kind, "x": x, "y": y}


def plot(frame, x: str = "", y: str = "", kind: str = "bar") -> Plot:
    """A chart of the column `y` by the column `x`; of a Series, its values by its index. Kinds: bar, line."""
    table = flat(frame)
    names = [str(name) for name in table.columns]
    x = str(x or names[0])
    y = str(y or next(name for name in reversed(names) if name != x))
    for name in (x, y):
        if name not in names:
            raise KeyError(name)
    if kind not in ("bar", "line"):
        raise ValueError("a chart is of kind bar or line")
    return Plot(table, x, y, kind)


class Python:
    """Answers questions about the tables of one database."""

    def __init__(self, connection: sqlite3.Connection):
        self.tables = frames.Tables(connection)
        self._words = frames.words(connection)

    def run(self, code: str) -> dict:
        """The answer, or the fault with its line. What it prints is in `printed`."""
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                answer = _shown(self._result(code))
        except SyntaxError as wrong:
            answer = fault(wrong.lineno or 0, f"Python can’t be read here: {wrong.msg}", message=str(wrong))
        except MemoryError:
            raise
        except (Exception, SystemExit, KeyboardInterrupt) as wrong:
            answer = self._fault(code, wrong)
        return {**answer, "printed": printed.getvalue()[: answers.MOST_PRINTED]}

    def _result(self, code: str) -> Any:
        tree = ast.parse(code, FILE)
        linecache.cache[FILE] = len(code), None, code.splitlines(keepends=True), FILE
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        names = self._namespace(tree, last)
        exec(compile(tree, FILE, "exec"), names)
        if isinstance(last, ast.Expr):
            return eval(compile(ast.Expression(last.value), FILE, "eval"), names)
        return names.get("result")

    def _namespace(self, *parts: ast.AST | None) -> dict:
        """The names that a question may use: copies of the tables that it mentions, so that none spoils the next."""
        used = {node.id for part in parts if part is not None for node in ast.walk(part) if isinstance(node, ast.Name)}
        mentioned = {name: self.tables[name].copy() for name in dir(self.tables) if name in used}
        return {
            "__name__": "__main__",
            "pd": pd,
            "tables": _Copies(self.tables),
            "plot": plot,
            **self._words,
            **mentioned,
        }

    def _fault(self, code: str, wrong: BaseException) -> dict:
        line, last = _lines(wrong)
        message = _said(wrong)
        if isinstance(wrong, KeyError) or (isinstance(wrong, AttributeError) and "DataFrame" in str(wrong)):
            return self._no_column(code.splitlines()[max(line, 1) - 1 : last], line, wrong, message)
        if isinstance(wrong, AttributeError) and isinstance(wrong.obj, _Copies):
            return unknown_name(line, str(wrong.name), f"there is no table {wrong.name}", dir(self.tables), message)
        if isinstance(wrong, NameError):
            names = [*dir(self.tables), *self._words, "tables", "plot", "pd"]
            return unknown_name(line, str(wrong.name), f"there is nothing called {wrong.name}", names, message)
        first = str(wrong).split("\n")[0] or "it gives no reason"
        return fault(line, f"Python stopped: {first}", message=message)

    def _no_column(self, lines: list[str], first: int, wrong: BaseException, message: str) -> dict:
        """A column that isn't there. The table is one that stands on these lines, of those without such a column."""
        column, text = _wrong_column(wrong), "\n".join(lines)
        line = first + max(line_of(text, column) - 1, 0)
        near = [name for name in dir(self.tables) if re.search(rf"\b{name}\b", text)]
        without = [name for name in near if column not in self.tables[name].columns]
        if without:
            names = [str(name) for name in self.tables[without[0]].columns]
            return unknown_name(
                line, column, f"the table {without[0]} has no column {column}", names, message, f"{without[0]} has"
            )
        names = {str(name) for table in self.tables._made.values() for name in table.columns}
        return unknown_name(line, column, f"there is no column {column} here", sorted(names), message)


class _Copies:
    """`tables` as a question has it."""

    def __init__(self, tables: frames.Tables):
        self._tables = tables

    def __dir__(self):
        return dir(self._tables)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in dir(self._tables):
            raise AttributeError(f"there is no table {name}", name=name, obj=self)
        return self._tables[name].copy()

    def __getitem__(self, name: str) -> pd.DataFrame:
        return getattr(self, name)


def _lines(wrong: BaseException) -> tuple[int, int]:
    """First and last line of the question's own statement that failed; 0 where none did."""
    frames = [frame for frame in traceback.extract_tb(wrong.__traceback__) if frame.filename == FILE]
    if not frames or not frames[-1].lineno:
        return 0, 0
    return frames[-1].lineno, frames[-1].end_lineno or frames[-1].lineno


def _said(wrong: BaseException) -> str:
    """Python's own words, without what lies between the question and them here."""
    words = traceback.TracebackException.from_exception(wrong)
    words.stack = traceback.StackSummary.from_list([frame for frame in words.stack if frame.filename not in HERE])
    return "".join(words.format(chain=False))


def _wrong_column(wrong: BaseException) -> str:
    """The name in "'GENDER'", "['GENDER'] not in index", "'DataFrame' object has no attribute 'GENDER'"."""
    text = str(wrong.args[0]) if isinstance(wrong, KeyError) and wrong.args else str(wrong)
    quoted = re.findall(r"'([^']*)'", text)
    return quoted[-1] if quoted else text


def _shown(result: Any) -> dict:
    if isinstance(result, Plot):
        return {**_table(result.frame), "chart": result.chart}
    if isinstance(result, pd.DataFrame | pd.Series):
        return _table(flat(result))
    if result is None:
        return {"kind": "nothing"}
    if isinstance(result, dict):
        return answers.table(["key", "value"], list(result.items()))
    if isinstance(result, list | tuple | set | frozenset):
        return answers.table(["value"], [[item] for item in result])
    if hasattr(result, "tolist") and getattr(result, "ndim", 0) == 1:
        return answers.table(["value"], [[item] for item in result.tolist()])
    return answers.value(result)


def flat(frame) -> pd.DataFrame:
    """A DataFrame or Series with its index as columns, if that says anything, and plain names."""
    table = frame.to_frame(name=frame.name if frame.name is not None else "value") if _is_series(frame) else frame
    plain = isinstance(table.index, pd.RangeIndex) or (table.index.nlevels == 1 and table.index.name is None)
    if not _says(table.index) and plain:
        flat = table.reset_index(drop=True)
    else:
        flat = table.reset_index(names=_index_names(table), allow_duplicates=True)
    flat.columns = [" ".join(map(str, name)).strip() if isinstance(name, tuple) else str(name) for name in flat.columns]
    return flat


def _is_series(frame) -> bool:
    return isinstance(frame, pd.Series)


def _says(index: pd.Index) -> bool:
    """Whether the rows have names: numbers without a name only say where a row was."""
    return index.nlevels > 1 or index.name is not None or index.dtype.kind not in "iu"


def _index_names(table: pd.DataFrame) -> list[str]:
    taken = {str(name) for name in table.columns}
    names = []
    for number, name in enumerate(table.index.names, 1):
        text = str(name) if name is not None else f"index {number}" if table.index.nlevels > 1 else "index"
        names.append(text if text not in taken else f"{text} (index)")
    return names


def _table(frame: pd.DataFrame) -> dict:
    total = len(frame)
    shown = frame.head(answers.MOST_ROWS)
    columns = [shown.iloc[:, position].tolist() for position in range(min(shown.shape[1], answers.MOST_COLUMNS))]
    return answers.table([str(name) for name in frame.columns], list(zip(*columns)), total)
