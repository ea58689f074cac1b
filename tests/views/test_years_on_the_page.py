"""Earlier years' returns among the files: used by rules and figures, shown on Files, and where the chain breaks."""

import io
import re
import zipfile

import pytest
import python_calamine

from check903 import __main__ as cli
from check903.reference import postcodes
from check903.session.session import Session
from support.made_years import alter, csv_of, leaver_of_old, years

YEARS = (2027, 2026, 2025, 2024)


@pytest.fixture
def rows():
    """Year -> table -> rows of texts."""
    return years(60, 7, *YEARS)


def with_files(rows, *wanted: int) -> Session:
    session = Session(postcodes.Directory())
    for source, year in enumerate(wanted):
        for name, data in csv_of(rows[year]).items():
            session.add_file(f"{year - 1}-{year % 100}/{name}", data, source)
    return session


def check(session: Session) -> Session:
    session.check_start({"authority": "E06000023"})
    while not session.check_step()["done"]:
        pass
    return session


def roles(session: Session) -> dict[str, set]:
    """Folder -> (role, year) of its tables."""
    found = {}
    for file in session.files()["files"]:
        for part in file["parts"]:
            found.setdefault(file["name"].partition("/")[0], set()).add((part["role"], part["year"]))
    return found


def test_files_say_whose_an_earlier_return_is(rows):
    session = with_files(rows, *YEARS)
    assert roles(session) == {
        "2026-27": {("this", 2027)},
        "2025-26": {("last", 2026)},
        "2024-25": {("earlier", 2025)},
        "2023-24": {("earlier", 2024)},
    }
    assert not session.files()["doubts"]
    said = "4 years: 2026-27 is checked, beside 2025-26. 2024-25 and 2023-24 show what began before last year’s return."
    assert session.files()["years"] == said
    two = with_files(rows, 2027, 2026)
    assert session.files()["rows"] == two.files()["rows"] and two.files()["years"] == ""  # what is checked
    session.choose_year(2026)
    said = "4 years: 2025-26 is checked, beside 2024-25. 2023-24 shows what began before last year’s return. 2026-27 is"
    assert session.files()["years"] == f"{said} left alone."
    assert roles(session)["2026-27"] == {("unused", 2027)} and roles(session)["2024-25"] == {("last", 2025)}


def test_years_in_one_zip_are_parted_by_their_dates(rows):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for year in YEARS:
            for name, data in csv_of(rows[year]).items():
                archive.writestr(f"{2030 - year} export/{name}", data)  # names that tell no year
    session = Session(postcodes.Directory())
    session.add_file("all years.zip", out.getvalue(), 0)
    assert roles_by_year(session) == {2027: {"this"}, 2026: {"last"}, 2025: {"earlier"}, 2024: {"earlier"}}
    again, apart = check(session), check(with_files(rows, *YEARS))
    assert (again.overview()["errors"], again.breaks()["counts"]) == (
        apart.overview()["errors"],
        apart.breaks()["counts"],
    )


@pytest.mark.parametrize("before, longer_ago", [((2019, 2018), 0), ((2016, 2015), 0), ((2016, 2015), 8)])
def test_a_small_return_of_long_ago_is_not_asked_about(before, longer_ago):
    made = years(300, 6, 2027, 2026, *before)
    session = Session(postcodes.Directory())
    for source, (year, held) in enumerate(made.items()):  # names that tell no year
        for name, data in csv_of(held).items():
            session.add_file(f"return {source}/{name}", _older(data, longer_ago if year in before else 0), source)
    assert 0 < len(made[before[0]]["Episodes"]) * 3 < len(made[2026]["Episodes"])
    assert session.files()["questions"] == [] and session.files()["doubts"] == []
    of_old = {year - longer_ago: {"earlier"} for year in before}
    assert roles_by_year(session) == {2027: {"this"}, 2026: {"last"}, **of_old}


def _older(data: bytes, by: int) -> bytes:
    """A file whose dates are that many years earlier."""
    return re.sub(rb"/(20\d\d)\b", lambda year: b"/%d" % (int(year[1]) - by), data)


def roles_by_year(session: Session) -> dict[int, set[str]]:
    """Year -> how its tables are used."""
    found = {}
    for _, held in roles(session).items():
        for role, year in held:
            found.setdefault(year, set()).add(role)
    return found


def test_figures_that_could_not_tell_can(rows):
    def unsure(*years: int) -> dict[str, int]:
        lines = check(with_files(rows, *years)).figures_lines(FIGURES)
        return {line["id"]: line["trust"]["cannot_tell"] for line in lines}

    two, four = unsure(2027, 2026), unsure(*YEARS)
    assert all(two[one] > four[one] for one in FIGURES), (two, four)


FIGURES = ["long_term_stability", "duration_of_care"]


def test_breaks_stand_apart_from_the_errors_and_have_the_meaning_of_codes(rows):
    child, start, was, now = alter(rows)
    session, without = check(with_files(rows, *YEARS)), check(with_files(rows, 2027, 2026))
    assert session.overview()["errors"] == without.overview()["errors"]
    shown = session.breaks()
    assert shown["there"] and shown["years"] == "2026-27, 2025-26, 2024-25 and 2023-24"
    about = [row for row in shown["rows"] if row["what"] == f"Category of need (CIN) of the episode from {start}"]
    row = next(row for row in about if row["years"] == "2024-25 to 2025-26")
    assert row["child"] == child and row["said"] == "An episode was altered after sign-off"
    assert row["before"].startswith(f"{was} (") and row["after"].startswith(f"{now} (")
    assert row["place_before"].startswith("2024-25/episodes.csv, line ")
    assert row in session.breaks_of(child)
    assert session.breaks(row["said"])["shown"] == shown["total"] and session.breaks("none")["about"] == ""
    assert session.breaks("", 1, 1)["rows"] == shown["rows"][1:2]
    sheets = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(session.breaks_workbook()["bytes"])).sheet_names
    assert sheets == ["Summary", "Breaks"]
    assert not without.breaks()["there"] and without.breaks_of(child) == [] and without.breaks_workbook() == {}


def failing(session: Session, code: str) -> set[str]:
    return {row["child"] for row in session.findings({"rule": code}, 0, 500)["rows"]}


def test_a_care_leaver_of_an_earlier_year_is_known_after_changes_and_after_recovery(rows):
    child = leaver_of_old(rows)
    session = check(with_files(rows, *YEARS))
    assert child in failing(check(with_files(rows, 2027, 2026)), "1002")
    assert child not in failing(session, "1002")
    session.fix_cell("OC3", len(rows[2027]["OC3"]) - 1, "ACTIV", "F4")
    assert child not in failing(session, "1002") and session.breaks()["there"]
    again = with_files(rows, *YEARS)
    again.recall(session.memo()["bytes"])
    check(again)
    assert child not in failing(again, "1002") and again.breaks() == session.breaks()
    assert again.fix()["changes"] == 1 and roles(again) == roles(session)
    newer = with_files(rows, *YEARS)
    newer.add_file("work.json", session.save_work()["bytes"], 9)
    check(newer)
    assert newer.fix()["changes"] == 1 and child not in failing(newer, "1002")
    made = zipfile.ZipFile(io.BytesIO(newer.corrected_files()["bytes"])).namelist()
    assert any("oc3" in name for name in made) and not any("2024-25" in name for name in made)


def test_the_command_line_says_what_to_do_with_earlier_years_in_the_folder(rows, tmp_path, capsys):
    for year in YEARS[:3]:
        (tmp_path / str(year)).mkdir()
        (tmp_path / str(year) / "episodes.csv").write_bytes(csv_of(rows[year])["episodes.csv"])
    cli.main([str(tmp_path), "--extra", "none"])
    said = "2025/episodes.csv: of 2024-25. To use it, give the folder to --earlier."
    assert said in capsys.readouterr().err
    cli.main([str(tmp_path), "--extra", "none", "--earlier", str(tmp_path)])
    assert "To use it" not in capsys.readouterr().err
