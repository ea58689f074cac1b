"""The workflow that releases: it is read as GitHub reads it, every command of build.py in it exists, and nothing is published untested."""

import re

import yaml

import build
from build import ROOT

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
RUNS = [line.strip() for step in STEPS for line in step.get("run", "").splitlines()]


def commands_in(text):
    """What stands after build.py, "" for nothing, with the options and file names left out."""
    return [found.strip() for found in re.findall(r"python3 build\.py((?: (?!-|tests)[a-z]+)?)", text)]


def known(command):
    build.command_line().parse_args(command.split())  # ends the test if there is no such command
    return True


def test_every_command_of_the_workflow_and_the_documents_exists():
    assert commands_in("\n".join(RUNS)) == ["test", "build"]
    documents = [ROOT / "README.md", ROOT / ".ci" / "run", *sorted((ROOT / "docs").glob("*.md"))]
    found = [command for file in documents for command in commands_in(file.read_text(encoding="utf-8"))]
    assert {"", "test", "build"} <= set(found) and all(map(known, found))


def test_actions_are_pinned_by_commit():
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)


def test_only_the_job_that_publishes_may_write():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert {name: job.get("permissions") for name, job in WORKFLOW["jobs"].items()} == {
        "build": None, "publish": {"contents": "write", "pages": "write", "id-token": "write"},
    }
    assert WORKFLOW["jobs"]["publish"]["needs"] == "build", "nothing is published before the tests have passed"


def test_the_release_holds_the_zip_its_sha256_and_the_sbom():
    said = "\n".join(RUNS)
    assert "cp dist/*.zip dist/site/sbom.cdx.json release/" in said and "sha256sum * > sha256.txt" in said
    assert any(step.get("with", {}).get("path") == "dist/site" for step in STEPS)
    assert f"check903-{build.VERSION}.zip" == build.ZIP.name
