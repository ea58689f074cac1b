"""`check903 check --annex-a`: what it says and writes."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
import python_calamine

from check903 import __main__ as cli
from check903 import sample
from support.files import workbook
from support.made_annex import Annex


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A return, and Annex A in a workbook, in which one child has another need."""
    made, where = sample.generate(60, seed=4, share=0), tmp_path_factory.mktemp("annex")
    made.write(where)
    annex = Annex(made.this_year, made.last_year, dt.date(2027, 3, 31))
    annex.lists[8][0]["Child's Category of Need"] = "N7"
    annex.lists[8][1]["Gender"] = "purple"
    (where / "annex.xlsx").write_bytes(workbook({f"List {number}": annex.cells(number) for number in annex.lists}))
    return where


def run(*arguments) -> int:
    return cli.main([str(argument) for argument in arguments])


def checked(folder: Path, *more) -> int:
    return run(folder / "this_year", "--last-year", folder / "last_year", "--extra", "none", *more)


def test_errors_are_the_same_with_annex_a_and_without(folder, tmp_path, capsys):
    status = checked(folder, "--json", tmp_path / "without.json")
    without = json.loads((tmp_path / "without.json").read_text())
    first = capsys.readouterr().out
    assert "annex_a" not in without
    annex = "--annex-a", folder / "annex.xlsx"
    assert checked(folder, *annex, "--json", tmp_path / "with.json") == status
    beside = json.loads((tmp_path / "with.json").read_text())
    said = capsys.readouterr().out
    assert said.startswith(first.split("Written")[0])
    assert "Annex A beside the return, never errors: the two lists disagree in 1 place about 1 child;" in said
    assert "       1  Child’s Category of Need" in said
    assert "Not understood in list 8 (children in care), Gender: 'purple' (1 cell), so not compared." in said
    found = beside.pop("annex_a")
    assert beside == without
    [one] = found["differences"]
    assert (one["what"], one["in_annex_a"], one["list"]) == ("Child’s Category of Need", "N7", 8)
    assert one["row_of_return"]["file"].endswith("episodes.csv") and one["row_of_return"]["line"] > 1
    assert one["row_of_annex_a"]["line"] == 2
    assert found["not_understood"] == [{"list": 8, "column": "Gender", "text": "purple", "cells": 1}]


def test_differences_as_csv_and_excel(folder, tmp_path):
    annex = "--annex-a", folder / "annex.xlsx"
    checked(folder, *annex, "--differences", tmp_path / "differences.csv")
    checked(folder, *annex, "--differences", tmp_path / "differences.xlsx")
    [row] = csv.DictReader(io.StringIO((tmp_path / "differences.csv").read_text("utf-8-sig")))
    assert row["What differs"] == "Child’s Category of Need" and row["In Annex A"] == "N7"
    assert row["Worker"].startswith("Worker") and row["Team"].startswith("Team")
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "differences.xlsx"))
    assert book.sheet_names == ["Summary", "The two lists disagree", "Not understood"]
    head, only = book.get_sheet_by_name("The two lists disagree").to_python()
    assert dict(zip(head, only))["In Annex A"] == "N7"
    summary = dict(row[:2] for row in book.get_sheet_by_name("Summary").to_python())
    assert summary["Differences"] == 1 and "never" not in summary["What this is"]


def test_figures_take_the_days_that_annex_a_tells(folder, tmp_path):
    def unsure(*more) -> int:
        out = tmp_path / "figures.json"
        run("figures", folder / "this_year", "--last-year", folder / "last_year", *more, "--output", out)
        [line] = [one for one in json.loads(out.read_text()) if one["id"] == "long_term_stability" and not one["split"]]
        return line["cannot_tell"]

    assert unsure() > unsure("--annex-a", folder / "annex.xlsx") == 0


def test_what_is_no_annex_a_is_said(folder, tmp_path, capsys):
    other = folder / "this_year" / "header.csv"
    assert checked(folder, "--annex-a", other) == 2
    assert "header.csv holds none of lists 6 to 10 of Annex A" in capsys.readouterr().err
    assert checked(folder, "--differences", tmp_path / "x.csv") == 2
    assert "there is no list of Annex A to compare with" in capsys.readouterr().err
    assert checked(folder, "--annex-a", folder / "annex.xlsx", "--differences", tmp_path / "x.txt") == 2
    assert checked(folder, "--annex-a", folder / "none.xlsx") == 2
