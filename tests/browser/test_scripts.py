"""The scripts are as prettier writes them. Here, where Node is: the other tests need Python alone."""

import re
import subprocess

import yaml

from tools.places import JS, MODULES, ROOT

PRETTIER = MODULES / "prettier" / "bin" / "prettier.cjs"
SCRIPTS = sorted(file for kind in ("js", "mjs") for file in JS.rglob(f"*.{kind}") if MODULES not in file.parents)


def test_scripts_are_as_prettier_writes_them(built):
    assert len(SCRIPTS) > 60
    looked = subprocess.run(["node", PRETTIER, "--check", *SCRIPTS], cwd=JS, capture_output=True, text=True)
    assert looked.returncode == 0, looked.stdout + looked.stderr


def test_no_line_is_over_120_characters():
    """Prettier leaves a template's ${...} on its line: begin it on a new line, and it is broken like any code."""
    lines = ((file, n, line) for file in SCRIPTS for n, line in enumerate(file.read_text("utf-8").splitlines(), 1))
    assert not [f"{file.relative_to(JS)}, line {n}" for file, n, line in lines if len(line) > 120]


def test_nothing_is_exported_that_nobody_imports():
    texts = [file.read_text("utf-8") for file in SCRIPTS]
    texts += [file.read_text("utf-8") for file in (ROOT / "tests" / "browser").glob("*js")]
    exported = {
        name
        for text in texts
        for name in re.findall(r"^export (?:async )?(?:const|let|class|function\*?) (\w+)", text, re.MULTILINE)
    }
    imports = [text for text in texts for text in re.findall(r"^import \{([^}]*)\}", text, re.MULTILINE)]
    imported = {re.split(r"\s+as\s+", name.strip())[0] for text in imports for name in text.split(",")}
    whole = {name for text in texts for name in re.findall(r"\b(?:trusted|assets)\.(\w+)", text)}  # import * as
    assert len(exported) > 200
    assert exported - imported - whole == set()


def test_hooks_run_what_is_installed(built):
    """What stands in .pre-commit-config.yaml is there after a build, and fetches nothing."""
    read = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in read["repos"]] == ["local"]
    hooks = read["repos"][0]["hooks"]
    programs = [word for hook in hooks for word in hook["entry"].split() if "/" in word]
    assert [hook["id"] for hook in hooks] == ["ruff-check", "ruff-format", "prettier"]
    assert all(hook["language"] == "system" for hook in hooks)
    assert len(programs) == 3 and all((ROOT / program).is_file() for program in programs)
