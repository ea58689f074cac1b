"""`check903 fix`: the plan as JSON, and corrected files in a folder of their own, never over the originals."""

import csv
import json
import re

import pytest
from python_calamine import CalamineWorkbook

from check903 import __main__ as cli
from check903 import sample

LINE = ["key", "title", "safe", "changes", "gone", "new", "proposed"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A sample return with errors, in folders."""
    folder = tmp_path_factory.mktemp("sample")
    sample.generate(150, seed=5, share=0.4).write(folder)
    return folder


def given(folder):
    return [folder / "this_year", "--last-year", folder / "last_year", "--providers", folder / "providers.xlsx"]


def run(*arguments) -> int:
    return cli.main([str(argument) for argument in arguments])


def errors(capsys, *arguments) -> int:
    run(*arguments)
    out = capsys.readouterr().out
    return int(next(line for line in out.splitlines() if " rules run." in line).split()[0].replace(",", ""))


def said_before_and_after(out: str) -> tuple[int, int]:
    words = next(line for line in out.splitlines() if line.endswith(" after.")).replace(",", "").split()
    return int(words[3]), int(words[6])


def test_the_plan_is_a_list_best_first(folder, tmp_path):
    assert run("fix", *given(folder), "--plan", tmp_path / "plan.json") == 1
    plan = json.loads((tmp_path / "plan.json").read_text())
    assert plan and all(list(line) == LINE for line in plan)
    good = [line["gone"] - line["new"] for line in plan if line["proposed"]]
    assert good and good == sorted(good, reverse=True) and good[0] > 0 and good[-1] >= 0


def test_what_is_proposed_is_applied_in_a_folder_of_its_own(folder, tmp_path, capsys):
    before = {path.name: path.read_bytes() for path in (folder / "this_year").iterdir()}
    out = tmp_path / "new" / "fixed"
    run("fix", *given(folder), "--plan", tmp_path / "plan.json", "--apply", "proposed", "--output", out)
    was, now = said_before_and_after(capsys.readouterr().out)
    assert now < was
    assert {path.name: path.read_bytes() for path in (folder / "this_year").iterdir()} == before
    [changes_file] = {path.name for path in out.iterdir()} - {*before}
    assert re.fullmatch(r"903 2026-27 changes \d{4}-\d\d-\d\d\.xlsx", changes_file)
    assert errors(capsys, *given(folder)) == was
    assert errors(capsys, out, *given(folder)[1:]) == now
    changes = CalamineWorkbook.from_path(str(out / changes_file)).get_sheet_by_index(0).to_python()
    plan = json.loads((tmp_path / "plan.json").read_text())
    assert len(changes) > sum(line["proposed"] > 0 for line in plan)


def test_each_line_gives_what_it_says(folder, tmp_path, capsys):
    run("fix", *given(folder), "--plan", tmp_path / "plan.json")
    plan = json.loads((tmp_path / "plan.json").read_text())
    for line in [plan[0], plan[-1]]:
        out = tmp_path / line["key"]
        run("fix", *given(folder), "--apply", line["key"], "--output", out)
        was, now = said_before_and_after(capsys.readouterr().out)
        assert was - now == line["gone"] - line["new"], line["key"]


def test_several_keys_are_applied_together(folder, tmp_path, capsys):
    run("fix", *given(folder), "--plan", tmp_path / "plan.json")
    first, second = json.loads((tmp_path / "plan.json").read_text())[:2]
    run("fix", *given(folder), "--apply", f"{second['key']}, {first['key']}", "--output", tmp_path / "out")
    was, now = said_before_and_after(capsys.readouterr().out)
    assert now < was


def test_safe_changes_only_how_things_are_written(tmp_path, capsys):
    (tmp_path / "header.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,2015-02-01,wbri,UN1,,\n")
    run("fix", tmp_path / "header.csv", "--year", 2027, "--apply", "safe", "--output", tmp_path / "out")
    assert "2 changes made." in capsys.readouterr().out
    with (tmp_path / "out" / "header.csv").open() as file:
        assert list(csv.reader(file))[1] == ["1", "M", "01/02/2015", "WBRI", "UN1", "", ""]


@pytest.mark.parametrize(
    "more, said",
    [
        (["--apply", "safe"], "Give --apply and --output together"),
        (["--output", "out"], "Give --apply and --output together"),
        (["--apply", "all-of-it", "--output", "out"], "The plan has no all-of-it. Its keys are "),
        (["--apply", ",", "--output", "out"], "Say what to apply: safe, proposed, or keys"),
        (["--plan", "nowhere/plan.json"], "nowhere/plan.json is not there. Make it first."),
    ],
)
def test_bad_arguments_are_told_in_a_sentence_and_nothing_is_written(tmp_path, capsys, monkeypatch, more, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "header.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,01/02/2015,wbri,UN1,,\n")
    assert run("fix", "header.csv", "--year", 2027, *more) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["header.csv"]


def test_nothing_is_written_over(tmp_path, capsys):
    header = tmp_path / "header.csv"
    header.write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,2015-02-01,WBRI,UN1,,\n")
    assert run("fix", header, "--year", 2027, "--apply", "safe", "--output", tmp_path) == 2
    assert "header.csv is there already, and nothing is written over." in capsys.readouterr().err
    assert "2015-02-01" in header.read_text() and [path.name for path in tmp_path.iterdir()] == ["header.csv"]
