"""python -m tools.answers: what the session answers, as the page's types (js/app/answers.d.ts) and as docs/api.md.

Both are made from the session's calls, their docstrings, and the TypedDicts that they take and give, so an answer is
described once, in Python.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from check903.reference.postcodes import Directory
from check903.session.session import PART_OF, Session
from tools.places import JS, ROOT

COMMAND = "PYTHONPATH=py build/venv/bin/python -m tools.answers"
TYPES, API = JS / "app" / "answers.d.ts", ROOT / "docs" / "api.md"
PLAIN = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    bytes: "Uint8Array",
    type(None): "null",
    list: "any[]",
    dict: "Record<string, any>",
}
TYPES_HEAD = f"""// What Python's answers hold, and what its calls take. Made by py/tools/answers.py: don't edit.
// {COMMAND}
declare namespace Answers {{
  /** One of the two, told apart by what they hold: what only one has may be lacking. */
  type Either<A, B> = Pick<A, keyof A & keyof B> & Partial<A> & Partial<B>;
"""
API_HEAD = f"""# The worker’s calls

What the page asks `check903.session.Session`. Every call takes and gives JSON values, bytes excepted; the page holds no
data, it asks for the rows on screen. What the answers hold, key by key, is in `js/app/answers.d.ts`, from the
TypedDicts beside each view. Before any check each answer is empty (`overview` has `checked: false`), or the call says
what to do first. Paged answers take `page` (from 0), `size` and `sort` (a column’s name, `-` before it for descending).

Generated from the session by `{COMMAND}`; don’t edit.

| call | gives | what it does |
|---|---|---|
"""


@cache
def calls() -> dict[str, Callable]:
    """The session's calls by name."""
    session = Session(Directory())
    return {name: getattr(session, name) for name in sorted(["about", *PART_OF])}


@cache
def hints(call: Callable) -> dict[str, typing.Any]:
    """The types of a call's parameters, and of what it gives as `return`."""
    return typing.get_type_hints(inspect.unwrap(call))


@cache
def fields(shape: type) -> dict[str, tuple[typing.Any, bool]]:
    """(type, whether it may be absent) of each key of a TypedDict."""
    keys = {}
    for key, hint in typing.get_type_hints(shape, include_extras=True).items():
        absent = typing.get_origin(hint) is typing.NotRequired
        optional = getattr(shape, "__optional_keys__", frozenset())
        keys[key] = (typing.get_args(hint)[0] if absent else hint, absent or key in optional)
    return keys


def members(hint: typing.Any) -> tuple[typing.Any, ...]:
    """What a union is made of; of any other type the type itself."""
    return typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)


def in_script(hint: typing.Any) -> str:
    """The type as TypeScript has it. KeyError for one that JSON has not."""
    shapes = [shape for shape in members(hint) if typing.is_typeddict(shape)]
    others = [_one(member) for member in members(hint) if not typing.is_typeddict(member)]
    named = [shape.__name__ for shape in shapes]
    return " | ".join(dict.fromkeys([*_either(named), *others]))


def _either(names: list[str]) -> list[str]:
    return names if len(names) < 2 else [f"Either<{names[0]}, {_either(names[1:])[0]}>"]


def _one(hint: typing.Any) -> str:
    if typing.get_origin(hint) is typing.Literal:
        return " | ".join(f'"{value}"' for value in typing.get_args(hint))
    inner = [in_script(argument) for argument in typing.get_args(hint) if argument is not Ellipsis]
    origin = typing.get_origin(hint)
    if origin is dict:
        return f"Record<{inner[0]}, {inner[1]}>"
    if origin is tuple and Ellipsis not in typing.get_args(hint):
        return f"[{', '.join(inner)}]"
    if origin in (list, tuple):
        return f"({inner[0]})[]" if " " in inner[0] and inner[0][0] != "[" else f"{inner[0]}[]"
    return PLAIN[hint]


def shapes() -> dict[str, type]:
    """The TypedDicts that the calls take and give, by name, as they are first met. ValueError where two have one."""
    by_name: dict[str, type] = {}
    for call in calls().values():
        for hint in hints(call).values():
            for shape in _within(hint, by_name):
                if by_name.setdefault(shape.__name__, shape) is not shape:
                    raise ValueError(f"{shape.__module__} and {by_name[shape.__name__].__module__}: {shape.__name__}")
    return by_name


def _within(hint: typing.Any, known: dict[str, type]) -> Iterator[type]:
    if typing.is_typeddict(hint):
        yield hint
        if known.get(hint.__name__) is hint or hint.__name__ not in known:
            for inner, _ in fields(hint).values():
                yield from _within(inner, known)
    for inner in typing.get_args(hint):
        yield from _within(inner, known)


def _said(documented: typing.Any) -> str:
    """The docstring in one line."""
    return " ".join((inspect.getdoc(documented) or "").split())


def _is_own(shape: type) -> bool:
    """Whether the docstring is its own: a TypedDict without one has that of dict."""
    return shape.__doc__ != dict.__doc__


def _comment(text: str, indent: str) -> list[str]:
    """As JSDoc, in lines of at most 120 characters."""
    lines = [""]
    for word in text.replace("*/", "* /").split():
        if len(indent) + 7 + len(lines[-1]) + len(word) > 120:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return (
        [f"{indent}/** {lines[0]} */"]
        if len(lines) == 1
        else [f"{indent}/**", *(f"{indent} * {line}" for line in lines), f"{indent} */"]
    )


def _interface(name: str, shape: type) -> Iterator[str]:
    yield ""
    yield from _comment(_said(shape), "  ") if _is_own(shape) and _said(shape) else ()
    yield f"  interface {name} {{"
    for key, (hint, optional) in fields(shape).items():
        yield f"    {key}{'?' if optional else ''}: {in_script(hint)};"
    yield "  }"


def _method(name: str, call: Callable) -> Iterator[str]:
    types = hints(call)
    given = ", ".join(
        f"{parameter.name}{'' if parameter.default is parameter.empty else '?'}: {in_script(types[parameter.name])}"
        for parameter in inspect.signature(call).parameters.values()
    )
    yield from _comment(_said(call), "    ")
    yield f"    {name}({given}): {in_script(types['return'])};"


def script_types() -> str:
    """js/app/answers.d.ts."""
    lines = [line for name, shape in sorted(shapes().items()) for line in _interface(name, shape)]
    lines += ["", "  /** The session's calls. */", "  interface Calls {"]
    lines += [line for name, call in calls().items() for line in _method(name, call)]
    return TYPES_HEAD + "\n".join([*lines, "  }", "}", ""])


def api() -> str:
    """docs/api.md."""
    rows = []
    for name, call in calls().items():
        given = ", ".join(inspect.signature(call).parameters)
        gives = " or ".join(_named(member) for member in members(hints(call)["return"]))
        rows.append(f"| `{name}({given})` | {gives} | {_said(call).replace('|', chr(92) + '|')} |")
    return API_HEAD + "\n".join([*rows, ""])


def _named(hint: typing.Any) -> str:
    name = hint.__name__ if typing.is_typeddict(hint) else in_script(hint)
    return f"`{name}`" if name != "null" else "nothing"


def made() -> dict[Path, str]:
    """The files and what they should hold."""
    return {TYPES: script_types(), API: api()}


if __name__ == "__main__":
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
