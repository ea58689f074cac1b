"""Rooms with one direction: the contract of pyproject.toml, held by import-linter over the package as installed."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

import check903
from tools.environment import environment
from tools.places import ROOT
from tools.steps import only_one

ROOMS = "api batch export figures fix_command model reading"
TOP = {f"check903.{room}" for room in ROOMS.split()}  # what `import check903` hands on
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


@pytest.fixture(scope="module", autouse=True)
def linter():
    """import-linter, installed now in an environment that is older than its lock."""
    if not importlib.util.find_spec("importlinter"):
        with only_one():
            environment("test")
        importlib.invalidate_caches()


@pytest.fixture
def package(tmp_path):
    """A copy of the package with its rules inside, where a wheel has them; the folder that holds it."""
    ignored = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(ROOT / "py" / "check903", tmp_path / "check903", ignore=ignored)
    shutil.copytree(ROOT / "rules", tmp_path / "check903" / "rules", ignore=ignored)
    return tmp_path


def lint(package):
    """Whether the contract is kept, and what import-linter says."""
    command = [sys.executable, "-c", LINT, "--config", ROOT / "pyproject.toml", "--no-cache"]
    ended = subprocess.run(command, cwd=package, env={"PYTHONPATH": str(package)}, capture_output=True, text=True)
    return ended.returncode == 0, ended.stdout + ended.stderr


def test_each_room_imports_only_from_those_below_it(package):
    kept, said = lint(package)
    assert kept, said


@pytest.mark.parametrize(
    "statement, arrow",
    [
        ("from check903.engine import findings", "check903.reading.stray -> check903.engine.findings"),
        ("def late():\n    import check903.views.rules", "check903.reading.stray -> check903.views.rules"),
        ("from check903 import session", "check903.reading.stray -> check903.session"),
    ],
)
def test_reading_can_import_neither_engine_nor_a_view(package, statement, arrow):
    (package / "check903" / "reading" / "stray.py").write_text(f"{statement}\n", encoding="utf-8")
    kept, said = lint(package)
    assert not kept and arrow in said


def test_a_room_without_a_place_is_found(package):
    (package / "check903" / "attic").mkdir()
    (package / "check903" / "attic" / "__init__.py").write_text("", encoding="utf-8")
    kept, said = lint(package)
    assert not kept and "attic" in said


def test_the_document_has_every_room_in_the_order_of_the_contract():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    tree = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("    js/ ")[0]
    drawn = re.findall(r"^    (\w+)(?:/|\.py) ", tree, re.MULTILINE)
    assert drawn == [room for room in reversed(contract["layers"]) if room != "__main__"]


def test_an_exception_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    exceptions = [line for line in text.splitlines() if re.search(r"check903\.\S+ -> ", line)]
    assert len(exceptions) == 1 and all(re.search(r" # .{20}", line) for line in exceptions)


def test_the_package_hands_on_what_scripts_use_and_no_more():
    graph = importlib.import_module("grimp").build_graph("check903", exclude_type_checking_imports=True, cache_dir=None)
    imported = graph.find_modules_directly_imported_by("check903")
    asked_for = check903._ASKED_FOR.values()  # imported with the first use, by their names
    assert {".".join(name.split(".")[:2]) for name in [*imported, *asked_for]} == TOP


@pytest.mark.parametrize("name", ["build", "tests", "js", "tools"])
def test_what_lies_beside_the_package_is_no_part_of_it(name):
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(f"check903.{name}")
