"""Every command that the README names: no other stands there, and Python's are tried as they stand. test_packaging.py
tries the rest.
"""

import re

import pandas as pd

import check903
from check903 import sample
from check903.__main__ import main
from tools.places import ROOT, ZIP

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = {line.strip().partition("  #")[0].strip() for line in README.splitlines() if line.startswith("    ")}
INLINE = set(re.findall(r"`((?:python3? |check903[ .]|pip |sha256sum |shasum |certutil |Get-FileHash )[^`]+)`", README))
SNIPPET = "\n".join(
    line[4:]
    for line in README.partition("The same engine runs in plain Python:")[2].partition("Tables may")[0].splitlines()
)
COMMAND = (
    "check903 THIS_YEAR_FOLDER --last-year FOLDER --providers LIST.xlsx --year 2027 --authority E08000025 --output"
    " report.xlsx"
)
FIX = "check903 fix THIS_YEAR_FOLDER --last-year FOLDER --plan plan.json --apply proposed --output NEW_FOLDER"
EXPORT = "check903 export THIS_YEAR_FOLDER --last-year FOLDER --to sqlite --output TABLES"
FIGURES = (
    "check903 figures THIS_YEAR_FOLDER --last-year FOLDER --authority E08000025 --as-at 2026-12-31 --output figures.csv"
)
BATCH = "check903 batch ALL_COUNCILS --output OUT"
RULES = "check903 rules --year 2027"
SUMS = [f"sha256sum {ZIP.name}", f"shasum -a 256 {ZIP.name}"]
ON_WINDOWS = {f"certutil -hashfile {ZIP.name} SHA256", f"Get-FileHash {ZIP.name}"}


def files_of_the_readme(folder):
    """The files that the README speaks of, where it has them."""
    made = sample.generate(20, seed=1)
    for files, places in (
        (made.this_year, ("returns/2026-27", "THIS_YEAR_FOLDER")),
        (made.last_year, ("returns/2025-26", "FOLDER")),
    ):
        for place in places:
            (folder / place).mkdir(parents=True)
            for name, data in files.items():
                (folder / place / name).write_bytes(data)
    for name in ("providers.xlsx", "LIST.xlsx"):
        (folder / name).write_bytes(made.providers)


def test_there_is_no_other_command():
    tried = {
        "python3 build.py",
        "python3 build.py test",
        COMMAND,
        FIX,
        EXPORT,
        FIGURES,
        BATCH,
        RULES,
        *(line.partition("  #")[0].strip() for line in SNIPPET.splitlines() if line),
    }
    assert tried == BLOCK
    assert INLINE == {
        "python3 build.py --help",
        "python3 build.py docs",
        "python3 build.py test tests/rules",
        "pip install .",
        f"python -m {COMMAND.split()[0]}",
        'check903.check({"Episodes": frame}, year=2027)',
        *SUMS,
        *ON_WINDOWS,
    }


def test_in_python(tmp_path, monkeypatch):
    files_of_the_readme(tmp_path)
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(SNIPPET, names)
    assert {"rule", "table", "row", "child", "fields"} <= set(names["result"].findings.columns)
    assert len(names["result"].findings) and isinstance(names["result"].not_run, dict)


def test_the_fix_command(tmp_path, monkeypatch):
    files_of_the_readme(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(FIX.split()[1:]) in (0, 1)
    assert (tmp_path / "plan.json").is_file() and any((tmp_path / "NEW_FOLDER").iterdir())


def test_export_figures_batch_and_rules(tmp_path, monkeypatch, capsys):
    files_of_the_readme(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(EXPORT.split()[1:]) == 0
    assert {"return.sqlite", "data dictionary.md"} == {path.name for path in (tmp_path / "TABLES").iterdir()}
    assert main(FIGURES.split()[1:]) == 0 and (tmp_path / "figures.csv").stat().st_size
    (tmp_path / "ALL_COUNCILS").mkdir()
    (tmp_path / "THIS_YEAR_FOLDER").rename(tmp_path / "ALL_COUNCILS" / "Bristol 2026-27")
    assert main(BATCH.split()[1:]) == 0
    assert "1 return of 1 council checked" in capsys.readouterr().out
    assert (tmp_path / "OUT" / "findings.csv").stat().st_size
    assert main(RULES.split()[1:]) == 0
    assert "101" in capsys.readouterr().out.split()


def test_with_a_frame_of_ones_own():
    result = check903.check({"Episodes": pd.DataFrame({"CHILD": ["1"], "DECOM": ["no date"]})}, year=2027)
    assert len(result.findings)
