"""A local rule written from a question of Ask and a few words: the file that a user would have written by hand."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Collection, Iterable

from check903.ask.helpers import NAMES
from check903.ask.sql import _without_comments as without_comments
from check903.ask.sql import statements
from check903.local.declared import LocalRule, Problem, Wrong, made
from check903.local.files import FIELDS, rules_of
from check903.reading.local_rules import LocalFile
from check903.reference import schema

_FILE = "question"
_USUAL = {"row": ("row", "rowid"), "child": ("child",)}  # names of columns that need not be said
_SELECTS = re.compile(r"\s*(select|with|values)\b", re.IGNORECASE)
_ABOVE = re.compile(r"\s*(--.*)?")
_STRINGS = {
    getattr(tokenize, name) for name in ("STRING", "FSTRING_MIDDLE", "TSTRING_MIDDLE") if hasattr(tokenize, name)
}


def written(language: str, code: str, given: dict[str, str], tables: Collection[str]) -> LocalFile:
    """The file of one rule. Wrong says why the question can't be one, or which words are missing.

    language  "sql" or "python"
    given     the fields of a rule: rule, title, wrong, fix, fields, severity, years, row, child
    tables    names of the tables that the question may use
    """
    plain = {name: _line(given.get(name) or "") for name in FIELDS}
    plain |= {name: "" for name, usual in _USUAL.items() if plain[name].lower() in usual}
    name = f"{plain['rule']}.{'py' if language == 'python' else 'sql'}"
    made(name, 1, plain)
    if language == "python":
        return LocalFile(name, _python(code, plain, tables))
    file = LocalFile(name, "".join(f"-- {field}: {text}\n" for field, text in plain.items() if text) + _sql(code))
    _only_rule(file)
    return file


def why_not(language: str, code: str, tables: Collection[str]) -> str:
    """Why a question can't be a rule, as a sentence; "" if it can."""
    words = {"rule": "L1", "title": "T", "wrong": "W", "fix": "F", "fields": "Header.CHILD"}
    try:
        written(language, code, words, tables)
    except Wrong as reason:
        return f"{reason.sentence[:1].upper()}{reason.sentence[1:]}. {reason.remedy}".strip()
    return ""


def next_code(taken: Iterable[str]) -> str:
    """The first of L1, L2 and so on that no rule has."""
    used, number = {code.upper() for code in taken}, 1
    while f"L{number}" in used:
        number += 1
    return f"L{number}"


def fields_meant(code: str, columns: Iterable[str]) -> str:
    """Columns that a question seems to be about, of the first table of the return that it names: those of its answer,
    else those that it mentions, else the second. "" where it names no table.
    """
    words = list(dict.fromkeys(re.findall(r"\w+", code)))
    named = next((word for word in words if word.removesuffix("_last") in schema.TABLES), "")
    if not named:
        return ""
    names = [column.name for column in schema.TABLES[named.removesuffix("_last")].columns]

    def own(several: Iterable[str]) -> list[str]:
        return [name for name in several if name in names and name != "CHILD"]

    fields = own(columns) or own(words) or names[1:2]
    return " ".join(f"{named}.{field}" for field in fields)


def _line(text: str) -> str:
    return " ".join(str(text).encode("utf-8", "replace").decode().split())


# -- SQL ---------------------------------------------------------------------------------------------------------------


def _sql(code: str) -> str:
    """The one SELECT without the comment lines above it, which would be taken for fields."""
    lines = code.strip().splitlines()
    while lines and _ABOVE.fullmatch(lines[0]):
        lines.pop(0)
    parts = [text for _, text in statements("\n".join(lines))]
    if len(parts) != 1 or not _SELECTS.match(without_comments(parts[0])):
        raise Wrong("a check is one SELECT", "Take the other statements out and run the question again.")
    return "\n".join(lines) + "\n"


def _only_rule(file: LocalFile) -> None:
    """Wrong unless one rule can be read out of the file, with all that stands below its fields."""
    rules = list(rules_of(file))
    if len(rules) == 1 and isinstance(rules[0], LocalRule) and file.text.endswith(f"{rules[0].code_text}\n"):
        return
    reason = next((problem for problem in rules if isinstance(problem, Problem)), None)
    if reason and len(rules) == 1:
        raise Wrong(reason.sentence, reason.remedy)
    raise Wrong("a line of the question looks like the first line of a rule", "Take out the line with “-- rule:”.")


# -- Python ------------------------------------------------------------------------------------------------------------


def _python(code: str, given: dict[str, str], tables: Collection[str]) -> str:
    body, used = _body(code)
    words = "".join(
        f"    {name}={given[name]!r},\n"
        for name in ("title", "wrong", "fix", "severity", "years", "row", "child")
        if given[name]
    )
    lends = [f"    {name} = t.{name}\n" for name in sorted(used & {*tables, *NAMES})]
    lends += ["    tables = t\n"] if "tables" in used else []
    imports = "import pandas as pd\n\n" if "pd" in used else ""
    text = (
        f"{imports}from check903.local import local_rule\n\n\n"
        f"@local_rule(\n    {given['rule']!r},\n    {given['fields']!r},\n{words})\n"
        f"def check(t):\n{''.join(lends)}{body}"
    )
    try:
        compile(text, _FILE, "exec")
    except (SyntaxError, ValueError) as reason:
        message = getattr(reason, "msg", "") or str(reason)
        raise Wrong(f"the question can’t stand in a function: {message}", "Change that and run it again.") from None
    return text


def _body(code: str) -> tuple[str, set[str]]:
    """The question as the body of a function that returns its answer; and the names that it uses."""
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Wrong("Python can’t read the question", "Change it and run it again.") from None
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if "plot" in used:
        raise Wrong("a check gives a table and no plot", "End the question with the table and run it again.")
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        return _indented(_returning(code, last.lineno, last.col_offset)), used
    if "result" in used:
        return _indented(f"{code.rstrip()}\nreturn result\n"), used
    raise Wrong("the question gives nothing", "End it with the table that holds the rows at fault.")


def _returning(code: str, line: int, column: int) -> str:
    """With `return` before the expression that begins there (from 1, and in bytes from 0)."""
    lines = code.split("\n")
    before = len(lines[line - 1].encode()[:column].decode())
    lines[line - 1] = f"{lines[line - 1][:before]}return {lines[line - 1][before:]}"
    return "\n".join(lines).rstrip() + "\n"


def _indented(code: str) -> str:
    """One step to the right, but for what stands inside of texts."""
    inside = {
        line
        for token in tokenize.generate_tokens(io.StringIO(code).readline)
        if token.type in _STRINGS
        for line in range(token.start[0] + 1, token.end[0] + 1)
    }
    return "".join(
        line if number in inside or not line.strip() else f"    {line}"
        for number, line in enumerate(code.splitlines(keepends=True), 1)
    )
