"""Where the chain of a child's records breaks from one year's return to the next."""

import json

import pytest

from check903 import __main__ as cli
from check903.chain.breaks import through
from support.made_years import csv_of, loaded_from, years

YEARS = (2027, 2026, 2025, 2024)


@pytest.fixture
def rows():
    """Year -> table -> rows of texts."""
    return years(60, 7, *YEARS)


def tables(rows):
    return {year: loaded_from(one, year).this_year for year, one in rows.items()}


def said(found) -> list[tuple]:
    return [(one.child, one.year, one.kind, one.what, one.before, one.after) for one in found.breaks]


def carried(rows, year: int) -> tuple[list[str], list[str]]:
    """An episode that goes on from that year into the next: its row in each. It is the child's only one in the next."""
    later = rows[year + 1]["Episodes"]
    for row in rows[year]["Episodes"]:
        own = [other for other in later if other[0] == row[0]]
        if not row[7] and len(own) == 1 and own[0][1] == row[1] and not own[0][7]:
            return row, own[0]
    raise AssertionError("no episode goes on")


def test_records_that_go_on_have_no_break(rows):
    found = through(tables(rows))
    assert found.breaks == [] and found.notes == []
    assert found.years == [2027, 2026, 2025, 2024]


def test_a_date_of_birth_that_changed(rows):
    child = next(row for row in rows[2025]["Header"] if row[0] in {one[0] for one in rows[2026]["Header"]})
    own = next(row for row in rows[2026]["Header"] if row[0] == child[0])
    was, child[2] = child[2], "01/02/2003"
    expected = [(child[0], 2026, "date of birth changed", "DOB", "01/02/2003", own[2])]
    earlier = [row for row in rows[2024]["Header"] if row[0] == child[0]]
    expected += [(child[0], 2025, "date of birth changed", "DOB", was, "01/02/2003") for _ in earlier]
    assert said(through(tables(rows))) == expected


def test_an_episode_altered_after_sign_off(rows):
    before, after = carried(rows, 2026)
    was, after[4] = after[4], "N7"
    found = through(tables(rows))
    what = f"CIN of the episode from {before[1]}"
    assert said(found) == [(before[0], 2027, "episode altered", what, was, "N7")]
    [one] = found.breaks
    assert one.place_before[0].endswith("2026/episodes.csv") and one.place_after[0].endswith("2027/episodes.csv")
    assert one.place_before[1] and one.place_after[1]


def test_an_episode_that_is_gone_and_one_that_was_not_there(rows):
    before, after = carried(rows, 2026)
    was, after[1] = after[1], "03/01/2026"
    assert sorted(said(through(tables(rows)))) == sorted(
        [
            (before[0], 2027, "episode gone", f"the episode from {was}", "goes on", "not there"),
            (before[0], 2027, "episode added", "the episode from 03/01/2026", "not there", "there"),
        ]
    )


def test_an_id_that_changed(rows):
    before, _ = carried(rows, 2026)
    old, new = before[0], "999"
    for table in rows[2027].values():
        for row in table:
            row[0] = new if row[0] == old else row[0]
    assert said(through(tables(rows))) == [(new, 2027, "id changed", f"the episode from {before[1]}", old, new)]


def test_a_year_that_is_not_loaded_is_said(rows):
    del rows[2025]
    found = through(tables(rows))
    assert found.breaks == []
    assert found.notes == ["2024-25 is not loaded, so nothing is compared between it and 2025-26."]


def test_on_the_command_line(rows, tmp_path, capsys):
    before, after = carried(rows, 2026)
    after[4] = "N7"
    for year, one in rows.items():
        (tmp_path / str(year)).mkdir()
        for name, data in csv_of(one).items():
            (tmp_path / str(year) / name).write_bytes(data)
    this = [tmp_path / "2027", "--last-year", tmp_path / "2026", "--extra", "none", "--json", tmp_path / "found.json"]
    earlier = ["--earlier", tmp_path / "2025", tmp_path / "2024", "--breaks", tmp_path / "breaks.json"]
    cli.main([str(word) for word in this])
    without, out = json.loads((tmp_path / "found.json").read_text()), capsys.readouterr().out
    cli.main([str(word) for word in [*this, *earlier]])
    beside, more = json.loads((tmp_path / "found.json").read_text()), capsys.readouterr().out
    assert more.startswith(out.split("Written")[0])
    assert "Through the years (2026-27, 2025-26, 2024-25 and 2023-24), never errors: 1 break in the chain" in more
    assert "       1  An episode was altered after sign-off" in more
    found = beside.pop("history")
    assert beside == without
    assert found == json.loads((tmp_path / "breaks.json").read_text())
    [one] = found["breaks"]
    assert (one["child"], one["years"], one["after"]) == (before[0], [2026, 2027], "N7")
    for name in ("breaks.csv", "breaks.xlsx"):
        cli.main([str(word) for word in [*this, *earlier[:-1], tmp_path / name]])
        assert (tmp_path / name).stat().st_size > 100


def test_a_folder_of_several_years_is_parted_by_its_dates(rows, tmp_path, capsys):
    for year, one in rows.items():
        where = tmp_path / ("before" if year < 2026 else "now") / str(year)
        where.mkdir(parents=True)
        for name, data in csv_of(one).items():
            (where / name).write_bytes(data)
    cli.main([str(tmp_path / "now"), "--earlier", str(tmp_path / "before"), "--extra", "none"])
    assert (
        "Through the years (2026-27, 2025-26, 2024-25 and 2023-24), never errors: 0 breaks" in capsys.readouterr().out
    )


def test_what_is_no_return_is_said(tmp_path, capsys):
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    (tmp_path / "header.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,01/02/2015,WBRI,UN1,,\n")
    assert cli.main([str(tmp_path / "header.csv"), "--year", "2027", "--earlier", str(tmp_path / "notes.csv")]) == 2
    assert "notes.csv holds no table of a return." in capsys.readouterr().err
    assert cli.main([str(tmp_path / "header.csv"), "--year", "2027", "--earlier", str(tmp_path / "none")]) == 2
    assert cli.main([str(tmp_path / "header.csv"), "--year", "2027", "--breaks", str(tmp_path / "b.csv")]) == 2
