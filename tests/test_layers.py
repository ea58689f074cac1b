"""Rooms with one direction: a module imports only from the rooms before its own (docs/architecture.md).

The imports are read from the sources, those within functions too: a late import is an arrow like any other.
import-linter would hold the same contract; twenty lines of `ast` need no further dependency.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.places import ROOT

ROOMS = (
    "inert",  # what keeps a text from being a formula
    "reference",
    "model",
    "sample",
    "reading",
    "engine",
    "wording",
    "rules",
    "given",
    "corrections",
    "findings",
    "writing",
    "views",
    "export",
    "api",
    "session",
    "__main__",
)
EXCEPTIONS = {
    ("check903.wording.declared", "check903.rules.words"): "the same for the rules' words",
    (
        "check903.engine.frame",
        "check903.wording",
    ): "the frame for scripts has a sentence for each finding; late, since a check alone needs no words",
}
TOP = ("api", "model", "reading")  # what `import check903` hands on


def modules() -> dict[str, Path]:
    """Every module of the package, by name; the rules count as `check903.rules`, wherever they lie."""
    named = {}
    for name, folder in (("check903", ROOT / "py" / "check903"), ("check903.rules", ROOT / "rules")):
        for file in folder.rglob("*.py"):
            parts = [name, *file.relative_to(folder).with_suffix("").parts]
            named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return named


MODULES = modules()


def room(module: str) -> str:
    """`check903.reading.files` -> `reading`; the package itself is ""."""
    return module.split(".")[1] if "." in module else ""


def imported(source: str) -> Iterator[str]:
    """The modules of check903 that a source imports, but for those that only a type checker sees."""
    for node in _run(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] == "check903")
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name the whole module"
            if node.module.partition(".")[0] == "check903":
                whole = [f"{node.module}.{alias.name}" for alias in node.names]
                yield from (name if name in MODULES else node.module for name in whole)


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below, without what stands under `if TYPE_CHECKING:`."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and getattr(child.test, "id", "") == "TYPE_CHECKING"):
            yield child
            yield from _run(child)


def upwards(module: str, source: str) -> list[tuple[str, str]]:
    """The imports of a module that go to a room after its own."""
    own = ROOMS.index(room(module))
    return [(module, name) for name in imported(source) if room(name) not in ROOMS or ROOMS.index(room(name)) > own]


def test_every_room_has_its_place():
    assert {room(module) for module in MODULES} - {""} == set(ROOMS)


@pytest.mark.parametrize("at", ROOMS)
def test_imports_go_to_the_rooms_before(at):
    found = [
        arrow
        for module, file in MODULES.items()
        if room(module) == at
        for arrow in upwards(module, file.read_text(encoding="utf-8"))
    ]
    assert set(found) == {arrow for arrow in EXCEPTIONS if room(arrow[0]) == at}


def test_rules_take_their_words_from_one_place():
    """Rules from check903.engine, their words from check903.wording: whoever writes a rule needs not know the model."""
    found = [
        (name, to)
        for name, file in MODULES.items()
        if room(name) == "rules"
        for to in imported(file.read_text(encoding="utf-8"))
    ]
    assert not [arrow for arrow in found if room(arrow[1]) == "model"]


def test_the_package_hands_on_what_scripts_use_and_no_more():
    assert {room(name) for name in imported(MODULES["check903"].read_text(encoding="utf-8"))} == set(TOP)


def test_an_import_upwards_is_found_wherever_it_stands():
    source = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from check903.session import session
from check903.model.rows import Rows
import check903.views.rules
def late():
    from check903 import session
"""
    found = [name for _, name in upwards("check903.reading.files", source)]
    assert found == ["check903.views.rules", "check903.session"]


@pytest.mark.parametrize("name", ["build", "tests", "js"])
def test_what_lies_beside_the_package_is_no_part_of_it(name):
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(f"check903.{name}")
