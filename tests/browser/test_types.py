"""Types that hold: tsc over the scripts, pyright over the Python. Both are programs for Node, so they are here."""

import re
import subprocess

import pytest

from tools.environment import venv_python
from tools.places import JS, MODULES, ROOT

pytestmark = pytest.mark.usefixtures("built")  # which installs them


def ended(program, *arguments):
    """A program of js/node_modules, run to its end."""
    command = ["node", MODULES / program, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.parametrize(("project", "holds"), [("tsconfig.json", "app/main.js"), ("tsconfig.worker.json", "main.js")])
def test_the_types_of_the_scripts_hold(project, holds):
    """For oneself: npx tsc -p . and npx tsc -p tsconfig.worker.json, both in js/"""
    run = ended("typescript/bin/tsc", "-p", JS / project, "--listFiles")
    assert not run.returncode, run.stdout + run.stderr
    assert any(line.endswith(holds) for line in run.stdout.splitlines())


def test_a_type_that_does_not_hold_is_found(tmp_path):
    script = tmp_path / "wrong.js"
    script.write_text("/** @type {number} */ export const count = 'three';\n", encoding="utf-8")
    run = ended("typescript/bin/tsc", "--checkJs", "--allowJs", "--noEmit", "--target", "es2024", script)
    assert run.returncode and "TS2322" in run.stdout


def pyright(*arguments):
    return ended("pyright/index.js", "--pythonpath", venv_python(), *arguments)


@pytest.mark.timeout(900)  # half a minute for itself; a machine with others at work takes its time
def test_the_types_of_the_python_hold():
    """For oneself: js/node_modules/.bin/pyright --pythonpath build/venv/bin/python"""
    run = pyright("--stats")
    assert not run.returncode, run.stdout + run.stderr
    analysed = re.search(r"Total files checked: (\d+)", run.stdout)
    assert analysed and int(analysed[1]) >= len([*ROOT.glob("py/check903/**/*.py"), *ROOT.glob("rules/**/*.py")])


def test_a_type_that_does_not_hold_in_python_is_found(tmp_path):
    script = tmp_path / "wrong.py"
    script.write_text("count: int = 'three'\n", encoding="utf-8")
    run = pyright(script)
    assert run.returncode and "reportAssignmentType" in run.stdout
