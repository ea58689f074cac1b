"""`check903 figures` and `check903.figures`: what they write."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

import check903
from check903 import sample
from check903.__main__ import main
from check903.commands.figures import _some
from check903.figures.declared import measures
from check903.figures.hiding import SMALL
from check903.reading.recognise import table_of

KEYS = (
    "id split group value of percent cannot_tell records with_errors low high last_year published lacks hidden"
).split()
RATES = """time_period,geographic_level,region_name,old_la_code,la_name,population_type,population_estimate,\
children_count,rate_per_10000
2025,National,,,,Children looked after on 31 March each year,12183016,81770,67
2025,Local authority,West Midlands,330,Birmingham,Children looked after on 31 March each year,1000,2317,79
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    sample.generate(60, seed=3).write(folder)
    (folder / "rates.csv").write_text(RATES)
    return folder


def run(folder, *arguments) -> int:
    given = ["figures", folder / "this_year", "--last-year", folder / "last_year", "--authority", "E08000025"]
    return main([str(argument) for argument in [*given, "--year", "2027", *arguments]])


@pytest.fixture(scope="module")
def written(folder):
    output = folder / "figures.json"
    assert run(folder, "--published", folder / "rates.csv", "--output", output) == 0
    return json.loads(output.read_text())


def test_json_is_a_list_of_every_figure_and_group(written):
    assert [list(one) for one in written] == [KEYS] * len(written)
    assert {one["id"] for one in written} == {one.id for one in measures()}
    whole = {one["id"]: one for one in written if not one["split"] and not one["group"]}
    assert len(whole) == 72 and whole["cla_on_day"]["value"] > 10
    assert whole["cla_on_day"]["last_year"]["value"] > 10
    assert whole["cla_rate"]["of"] == 1000 and whole["cla_rate"]["published"][0]["value"] == 79
    assert any(one["with_errors"] for one in written)


def test_parts_add_up(written):
    whole = {one["id"]: one["value"] for one in written if not one["split"] and not one["group"]}
    for id, split in {(one["id"], one["split"]) for one in written if one["split"]}:
        parts = [one["value"] for one in written if (one["id"], one["split"]) == (id, split)]
        assert sum(parts) == whole[id], (id, split)


def test_csv_has_the_month_ends_of_both_years(folder, tmp_path):
    assert run(folder, "--as-at", "2026-06-15", "--output", tmp_path / "f.csv") == 0
    text = (tmp_path / "f.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert text.startswith(b"\xef\xbb\xbf") and list(rows[0])[:3] == KEYS[:3]
    days = [one["day"] for one in rows if one["id"] == "cla_on_day" and not one["split"]]
    assert days[:1] == ["2026-06-15"] and set(days[1:]) == {"2026-04-30", "2026-05-31", "2025-04-30", "2025-05-31"}
    assert len(days) == len(set(days))


def test_excel_says_what_each_figure_means_and_hides_small_numbers(folder, tmp_path):
    assert run(folder, "--hide-small", "--output", tmp_path / "f.xlsx") == 0
    book = CalamineWorkbook.from_path(str(tmp_path / "f.xlsx"))
    assert book.sheet_names == ["On 2027-03-31", "By month", "What they mean"]
    today = book.get_sheet_by_name("On 2027-03-31").to_python()
    assert len(book.get_sheet_by_name("What they mean").to_python()) == 73
    value, records, is_hidden = (today[0].index(name) for name in ("value", "records", "hidden"))
    assert not any(line[value] in SMALL for line in today[1:] if line[value] == line[records])
    assert any(line[is_hidden] for line in today[1:])
    assert all(line[value] == "" for line in today[1:] if line[is_hidden])


def test_the_children_behind_a_figure(folder, written, tmp_path, capsys):
    assert run(folder, "--children", "cla_out_of_area", "--output", tmp_path / "f.csv") == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "f.csv").read_text("utf-8-sig"))))
    whole = next(one for one in written if one["id"] == "cla_out_of_area" and not one["split"])
    states = [one["state"] for one in rows]
    assert states.count("counted") == whole["value"] and states.count("cannot tell") == whole["cannot_tell"]
    about = [one for one in rows if one["has_error"]]
    assert (
        len(about) == whole["of"] and len([one for one in about if one["has_error"] == "yes"]) == whole["with_errors"]
    )
    assert all(one["why"] for one in rows if one["state"] != "counted") and any(one["worker"] for one in rows)
    assert {one["area"] for one in rows if one["state"] == "counted"} <= {"Outside the council's boundary"}
    assert any(one["why"].startswith("Not looked after on the day: left on") for one in rows)
    assert len({one["child"] for one in rows}) == len(rows)
    assert run(folder, "--children", "cla_rate", "--output", tmp_path / "g.csv") == 2
    assert "cla_rate can't be made" in capsys.readouterr().err


def children_of(folder, output, *arguments) -> list[dict[str, str]]:
    """The lines of a file of children, of CSV or Excel."""
    assert run(folder, "--children", "cla_on_day", *arguments, "--output", output) == 0
    if output.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(output.read_text("utf-8-sig"))))
    head, *lines = CalamineWorkbook.from_path(str(output)).get_sheet_by_name("Children").to_python()
    return [dict(zip(map(str, head), map(str, line))) for line in lines]


def test_the_children_of_one_worker_or_team(folder, tmp_path, capsys):
    every = children_of(folder, tmp_path / "every.csv")
    assert children_of(folder, tmp_path / "every.xlsx") == every
    ids = sorted(one["child"] for one in every)
    mine = {child: ("=Ann Lee", "North") if number % 3 else ("Bo  Day", "South") for number, child in enumerate(ids)}
    lines = [f"{child},{worker},{team}" for child, (worker, team) in mine.items()]
    (tmp_path / "list.csv").write_text("\n".join(["CHILD,WORKER,TEAM", *lines[:-1]]))
    given = ["--workers", tmp_path / "list.csv"]
    south = children_of(folder, tmp_path / "south.csv", *given, "--team", "south")
    assert {one["child"] for one in south} == {child for child in ids[:-1] if mine[child][1] == "South"}
    assert {one["worker"] for one in south} == {"Bo  Day"}
    assert table_of(list(every[0])) == ""  # put among the return's files, it is no list of workers
    ann = children_of(folder, tmp_path / "ann.csv", *given, "--worker", "=Ann Lee")
    assert {one["worker"] for one in ann} == {"'=Ann Lee"}  # no formula
    assert {one["worker"] for one in children_of(folder, tmp_path / "ann.xlsx", *given, "--worker", "=Ann Lee")} == {
        "=Ann Lee"
    }
    by_number = children_of(
        folder, tmp_path / "number.csv", "--worker", next(one["worker"] for one in every if one["worker"])
    )
    assert 0 < len(by_number) < len(every)
    capsys.readouterr()
    wrong = ["--children", "cla_on_day", *given, "--output", tmp_path / "f.csv"]
    assert run(folder, *wrong, "--team", "East") == 2 and run(folder, "--team", "North", *wrong[2:]) == 2
    assert run(folder, "--workers", folder / "rates.csv", *wrong[:2], *wrong[-2:]) == 2
    assert _some([str(number) for number in range(23)]).endswith("18, 19 and 3 more")
    said = capsys.readouterr().err
    assert "No child of this return has the team East. The teams are: North, South." in said
    assert "name it with --children" in said and "is no list of workers" in said


def test_what_cannot_be_meant_is_said(folder, tmp_path, capsys):
    assert run(folder, "--output", tmp_path / "f.pdf") == 2
    assert run(folder, "--as-at", "2028-01-01", "--output", tmp_path / "f.csv") == 2
    assert run(folder, "--published", tmp_path / "nowhere", "--output", tmp_path / "f.csv") == 2
    said = capsys.readouterr().err
    assert (
        "ends in .json, .csv, .xlsx" in said and "between 01/04/2026 and 31/03/2027" in said and "is not there" in said
    )


def test_some_tables_only(folder, tmp_path, capsys):
    assert (
        main(
            [
                "figures",
                str(folder / "this_year" / "episodes.csv"),
                "--year",
                "2027",
                "--output",
                str(tmp_path / "f.json"),
            ]
        )
        == 0
    )
    said = capsys.readouterr().out
    assert "The council is not chosen" in said and "OC2 of this year is not loaded" in said
    rows = {one["id"]: one for one in json.loads((tmp_path / "f.json").read_text()) if not one["group"]}
    assert rows["cla_on_day"]["value"] > 10 and rows["dental"]["value"] is None
    assert "OC2 of this year is not loaded" in rows["dental"]["lacks"] and rows["cla_on_day"]["lacks"] == ""


def test_a_frame_for_scripts(folder):
    files = check903.read(folder)
    frame = check903.figures(files.this_year, files.last_year, year=2027, authority="Birmingham", as_at="31/12/2026")
    assert isinstance(frame, pd.DataFrame) and list(frame.columns)[:3] == KEYS[:3]
    assert frame["day"].max() == pd.Timestamp(2026, 12, 31) and "cla_rate" in frame.attrs["lacks"]
    assert frame["last_year"].notna().any()
    from check903.figures import declared

    assert declared.measures() is measures()
