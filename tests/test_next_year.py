"""docs/next-year.md, done to the letter in a copy: the commands and the example of 2027-28 lead to passing tests."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tools.places import ROOT

DOCUMENT = (ROOT / "docs" / "next-year.md").read_text(encoding="utf-8")
BLOCKS = [
    re.sub(r"^    ", "", block, flags=re.M).strip("\n") + "\n"
    for block in re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", DOCUMENT.partition("## An example")[2], re.M)
]
YEARS, FACTS, EXAMPLES, RULE, WORDS = BLOCKS


@pytest.fixture
def copy(tmp_path):
    """The folders that the document speaks of."""
    for name in ("py", "rules", "tests", "docs"):
        ignored = shutil.ignore_patterns("__pycache__", "browser", "real")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    for name in ("pyproject.toml", "build.py"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def change(file, found, by, at_most=1):
    text = file.read_text(encoding="utf-8")
    changed, times = re.subn(found, lambda _: by, text, count=at_most, flags=re.M | re.S)
    assert times, f"{file.name} has no {found}"
    file.write_text(changed, encoding="utf-8")


def python(copy, *arguments):
    """What Python says in the copy, by none of the sources outside it."""
    path = {**os.environ, "PYTHONPATH": str(copy / "py")}
    return subprocess.run([sys.executable, *arguments], cwd=copy, env=path, capture_output=True, text=True)


def tried(copy):
    """Whether the tests of the changed rule, of the facts and of the document of rules pass; and what they say."""
    (command,) = re.findall(r"`PYTHONPATH=py build/venv/bin/python (.*?) > docs/rules.md`", DOCUMENT)
    (copy / "docs" / "rules.md").write_text(python(copy, *command.split()).stdout, encoding="utf-8")
    tests = ("-q", "-p", "no:cacheprovider", "-k", "375 or registry or rulebook", "tests/rules")
    ended = python(copy, "-m", "pytest", *tests)
    return ended.returncode == 0, ended.stdout + ended.stderr


def test_the_example_of_the_document(copy):
    change(copy / "py/check903/reference/schema.py", r"^FIRST_YEAR, LAST_YEAR = \d+, \d+\n", YEARS)
    passed, said = tried(copy)
    assert passed, said

    facts, rules = copy / "tests/rules/facts.yaml", copy / "rules/moves.py"
    (line,) = re.findall(r"^- \{code: '375'.*\n", facts.read_text(encoding="utf-8"), re.M)
    ended, begun = (re.match(r"- \{code: '375', (from: \d+, to: \w+)", one)[1] for one in FACTS.splitlines())
    change(facts, re.escape(line), "".join(re.sub(r"from: \d+, to: \w+", one, line) for one in (ended, begun)))
    passed, said = tried(copy)
    assert not passed and "375" in said, "the tests name what is missing"

    examples = copy / "tests/rules/examples/moves.txt"
    change(examples, r"^rule 375, 2023-\n", "rule 375, 2023-2027\n", at_most=0)  # 0: all
    change(examples, r"^rule 376", f"{EXAMPLES}\nrule 376")
    change(rules, r'^@rule\("375".*?(?=^@rule)', f"{RULE}\n\n")
    change(copy / "rules/words/moves.py", r'^words\(\n    "375",\n', 'words(\n    "375",\n    years="-2027",\n')
    with (copy / "rules/words/moves.py").open("a", encoding="utf-8") as words:
        words.write(f"\n{WORDS}")
    passed, said = tried(copy)
    assert passed, said
