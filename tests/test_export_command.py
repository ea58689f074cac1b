"""`check903 export` and `check903 batch`: what they say and how they end."""

import sys

import pytest

from check903 import sample
from check903.__main__ import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    sample.generate(20, seed=2).write(folder)
    return folder


def run(*arguments) -> int:
    return main([str(argument) for argument in arguments])


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_file_for_each_table_never_over_one(kind, folder, tmp_path, capsys):
    given = ["export", folder / "this_year", "--to", kind, "--output", tmp_path / "out"]
    assert run(*given) == 0
    assert (tmp_path / "out" / f"Episodes.{kind}").is_file()
    assert run(*given) == 2
    assert "is there already, and nothing is written over" in capsys.readouterr().err


def test_without_pyarrow_it_says_how_to_get_it(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run("export", folder / "this_year", "--to", "parquet", "--output", tmp_path) == 2
    assert "pip install pyarrow brings it" in capsys.readouterr().err


def test_a_batch_of_what_is_not_there(tmp_path, capsys):
    assert run("batch", tmp_path / "nowhere", "--output", tmp_path / "out") == 2
    assert "Check the spelling" in capsys.readouterr().err


def test_a_return_that_cannot_be_read_is_said(folder, tmp_path, capsys):
    (tmp_path / "in" / "Leeds").mkdir(parents=True)
    (tmp_path / "in" / "Leeds" / "return.csv").write_text("")
    assert run("batch", tmp_path / "in", "--output", tmp_path / "out") == 2
    assert "Leeds: Leeds/return.csv: it is empty" in capsys.readouterr().out
