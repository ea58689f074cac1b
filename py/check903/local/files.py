"""Files of local rules: known by what stands in them, taken apart with file and line, their code not run before it is
asked for.
"""

from __future__ import annotations

import ast
import linecache
import re
from collections.abc import Iterator

from check903.ask.near import nearest
from check903.ask.sql import statements
from check903.local.declared import LocalRule, Problem, Wrong, collecting, made
from check903.reading.local_rules import BEGINS, LocalFile

FIELDS = ("rule", "title", "wrong", "fix", "fields", "severity", "years", "row", "child")
DECORATORS = ("local_rule", "return_rule")
_PANDAS = re.compile(r"\blocal_rule\b|\bpandas\b")
_FIELD = re.compile(r"\s*--\s*([A-Za-z_]+)\s*:\s*(.*)")
_COMMENT = re.compile(r"\s*--\s?(.*)")


def listed(file: LocalFile) -> list[tuple[str, str]]:
    """Code and title of each rule, as they stand in the file: nothing of it is run."""
    if not file.is_python:
        rules = [rule for rule in _of_sql(file) if isinstance(rule, LocalRule)]
        return [(rule.code, rule.title) for rule in rules]
    try:
        tree = ast.parse(file.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    calls = [
        call
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for call in node.decorator_list
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in DECORATORS
    ]
    return [
        (_text(call.args[:1]), _text([word.value for word in call.keywords if word.arg == "title"])) for call in calls
    ]


def _text(nodes: list[ast.expr]) -> str:
    return str(nodes[0].value) if nodes and isinstance(nodes[0], ast.Constant) else ""


def wants_pandas(file: LocalFile) -> bool:
    """True for a file that can't be run without pandas."""
    return file.is_python and bool(_PANDAS.search(file.text))


def rules_of(file: LocalFile) -> Iterator[LocalRule | Problem]:
    """The rules of a file and what is wrong with others. A Python file is run for it."""
    rules = list(_of_python(file) if file.is_python else _of_sql(file))
    if not rules:
        rules = [Problem(file.name, 0, "no rule stands in it", "Begin one with the comment line -- rule: L1.")]
    yield from rules


# -- SQL ---------------------------------------------------------------------------------------------------------------


def _of_sql(file: LocalFile) -> Iterator[LocalRule | Problem]:
    lines = file.text.splitlines()
    begins = [number for number, line in enumerate(lines) if BEGINS.match(line)]
    for number, line in enumerate(lines[: begins[0] if begins else 0], 1):
        if line.strip() and not _COMMENT.match(line):
            yield Problem(
                file.name,
                number,
                "SQL stands before the first rule",
                "Begin each rule with a line -- rule: and its code.",
            )
            break
    for first, after in zip(begins, [*begins[1:], len(lines)]):
        given: dict[str, str] = {}
        try:
            code_line = _read_fields(lines, first, after, given)
            text = _statement(given["rule"], "\n".join(lines[code_line:after]), code_line)
            yield made(file.name, first + 1, given, code_text=text, code_line=code_line + 1)
        except Wrong as reason:
            line = getattr(reason, "line", first + 1)
            yield Problem(file.name, line, reason.sentence, reason.remedy, given.get("rule", ""))


def _read_fields(lines: list[str], first: int, after: int, given: dict[str, str]) -> int:
    """Fill `given` from the comment lines; gives the position of the first line after them."""
    name = ""
    for number in range(first, after):
        comment, field = _COMMENT.match(lines[number]), _FIELD.match(lines[number])
        if field and field[1].lower() in FIELDS:
            name = field[1].lower()
            given[name] = field[2]
        elif field and (meant := nearest(field[1], FIELDS)):
            raise _at(number, Wrong(f"there is no field {field[1]}", f"Did you mean {meant}?"))
        elif comment:
            given[name] += f" {comment[1]}"  # goes on
        elif lines[number].strip():
            return number
    return after


def _statement(code: str, text: str, before: int) -> str:
    parts = list(statements(text))
    if not parts:
        raise Wrong(f"rule {code} has no statement", "Write a SELECT below its comment lines.")
    if len(parts) > 1:
        remedy = "Write one SELECT, or give the second a -- rule: line of its own."
        first, second = parts[1]
        above = second[: len(second) - len(second.lstrip())].count("\n")
        raise _at(before + first + above - 1, Wrong(f"rule {code} has more than one statement", remedy))
    return text


def _at(number: int, wrong: Wrong) -> Wrong:
    wrong.line = number + 1  # pyright: ignore[reportAttributeAccessIssue]
    return wrong


# -- Python ------------------------------------------------------------------------------------------------------------


def _of_python(file: LocalFile) -> Iterator[LocalRule | Problem]:
    linecache.cache[file.name] = len(file.text), None, file.text.splitlines(keepends=True), file.name
    with collecting() as rules:
        try:
            exec(_compiled(file), {"__name__": "local_rules", "__file__": file.name})
        except SyntaxError as wrong:
            rules.append(Problem(file.name, wrong.lineno or 0, f"Python can’t be read here: {wrong.msg}"))
        except MemoryError:
            raise
        except (Exception, SystemExit) as wrong:  # its author's mistake, which is said with its line
            rules.append(Problem(file.name, line_in(file.name, wrong), f"Python stopped: {reason_of(wrong)}"))
    yield from rules


def _compiled(file: LocalFile):
    try:
        return compile(file.text, file.name, "exec")
    except (MemoryError, RecursionError):  # what Python says of thousands of brackets
        raise SyntaxError("it is nested too deeply") from None


def line_in(name: str, wrong: BaseException) -> int:
    """The last line of that file that was being run when it failed; 0 for none."""
    line, trace = 0, wrong.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def reason_of(wrong: BaseException) -> str:
    """What an exception says, in a line, with its kind where that is needed."""
    message = str(wrong).strip().split("\n")[0].rstrip(".")
    if isinstance(wrong, KeyError):
        return f"there is no {message}"
    return message or type(wrong).__name__
