"""Types that hold: tsc over the scripts. It is a program for Node, so it is here."""

import subprocess

import pytest

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
