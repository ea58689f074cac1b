"""What GitHub reads: what releases publishes nothing untested, pull requests can publish nothing, and the forms ask for
no child's data.
"""

import os
import re

import pytest
import yaml

import build
from tools.places import ROOT, VERSION, ZIP

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
CI = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
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
    used = [step["uses"] for step in [*STEPS, *CI["jobs"]["test"]["steps"]] if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)


def test_only_the_job_that_publishes_may_write():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert {name: job.get("permissions") for name, job in WORKFLOW["jobs"].items()} == {
        "build": None,
        "publish": {"contents": "write", "pages": "write", "id-token": "write"},
    }
    assert WORKFLOW["jobs"]["publish"]["needs"] == "build", "nothing is published before the tests have passed"


def test_the_release_holds_the_zip_its_sha256_and_the_sbom():
    said = "\n".join(RUNS)
    assert "cp dist/*.zip dist/site/sbom.cdx.json release/" in said and "sha256sum * > sha256.txt" in said
    assert any(step.get("with", {}).get("path") == "dist/site" for step in STEPS)
    assert f"check903-{VERSION}.zip" == ZIP.name


def test_a_pull_request_runs_the_tests_and_may_write_nothing():
    assert set(CI[True]) == {"pull_request", "push"}, (
        "`on`, which YAML takes for a truth value; never pull_request_target"
    )
    assert CI["permissions"] == {"contents": "read"} and list(CI["jobs"]) == ["test"]
    job = CI["jobs"]["test"]
    assert "permissions" not in job and [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    assert "secrets" not in str(job) and "token" not in str(job)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_forms_ask_for_no_childs_data(form):
    read = yaml.safe_load(form.read_text(encoding="utf-8"))
    first, *questions, last = read["body"]
    assert read["name"] and read["description"] and first["type"] == "markdown"
    for what in ("child id", "unique pupil number", "name", "date of birth", "postcode", "picture"):
        assert what in first["attributes"]["value"]
    assert last["type"] == "checkboxes" and all(option["required"] for option in last["attributes"]["options"])
    assert len({question["id"] for question in questions}) == len(questions) and all(
        question["attributes"]["label"] for question in questions
    )


def test_there_is_a_form_for_a_rule_and_one_for_a_file():
    assert [form.name for form in FORMS] == ["file-not-read.yml", "rule-is-wrong.yml"]


def test_what_the_guide_to_a_first_change_names_is_there():
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = [name for name in re.findall(r"`((?:py|js|tests|rules)/[\w/.-]+)`", text) if "NAME" not in name]
    linked = re.findall(r"\]\(\.\./([\w/.-]+)\)", text)
    assert len(named) > 8 and len(linked) > 4
    assert [name for name in [*named, *linked] if not (ROOT / name).exists()] == []
    assert all(map(known, commands_in(text)))
