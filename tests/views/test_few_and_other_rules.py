"""A check of few tables, and one with another year's rules: what is said of them, on the page's answers and the
terminal.
"""

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from check903 import engine, sample
from check903.__main__ import main
from check903.session.session import Session
from check903.views import few_tables

MADE = sample.generate()


def session_of(names, **options):
    session = Session()
    for name in names:
        session.add_file(f"{name}.csv", MADE.this_year[f"{name}.csv"])
    return checked(session, **options)


def checked(session, **options):
    session.check_start({"year": 2027, "authority": MADE.council, "as_at": "2027-02-15", **options})
    while not session.check_step()["done"]:
        pass
    return session


@pytest.fixture(scope="module")
def older():
    session = Session()
    session.sample()
    return checked(session, rules_year=2025)


def test_a_check_of_one_table_says_which_rules_were_run_and_what_to_add():
    few = session_of(["missing"]).overview()["few"]
    assert few["sentence"] == f"You checked Missing only: all {few['run']} rules that need nothing else were run."
    assert few["add"] == "Episodes" and few["more"] > 30
    added = session_of(["missing", "episodes"]).overview()
    assert added["few"]["sentence"].startswith("You checked Episodes and Missing only: ")
    assert added["rules_run"] >= few["run"] + few["more"]  # 392b makes do without UASC
    [episodes] = [one for one in few["waits"] if one["label"] == "Episodes"]
    assert (episodes["alone"], episodes["rules"] > episodes["alone"]) == (few["more"], True)
    assert {"Last year’s return"} == {one["label"] for one in few["waits"] if one["help"] == "last-year"}
    assert all(one["is_file"] for one in few["waits"])
    assert sum(one["rules"] for one in few["waits"]) == added["rules_in_force"] - few["run"]


def test_a_column_that_is_not_there_is_not_passed_over():
    session = Session()
    session.add_file("missing.csv", b"CHILD,MISSING,MIS_START\n1,M,01/05/2026\n")
    few = checked(session).overview()["few"]
    assert f"{few['run']} of the " in few["sentence"] and "rules that need nothing else were run" in few["sentence"]


def test_a_whole_return_is_not_few_tables():
    session = Session()
    session.sample()
    assert session.files()["few"] == "" and checked(session).overview()["few"] is None


def test_files_say_it_before_the_check():
    session = Session()
    session.add_file("missing.csv", MADE.this_year["missing.csv"])
    few = checked(session).overview()["few"]
    total = len(engine.in_force(2027))
    assert session.files()["few"] == (
        f"With Missing only, {few['run']} of {total} rules can be run. {few_tables.to_add('Episodes', few['more'])}."
    )


def test_the_command_line_says_it(tmp_path, capsys):
    (tmp_path / "missing.csv").write_bytes(MADE.this_year["missing.csv"])
    main([str(tmp_path), "--authority", "Bristol"])
    said = capsys.readouterr().out
    assert "You checked Missing only: all " in said and "Add Episodes to run " in said


def test_the_command_line_says_whose_rules_were_used(tmp_path, capsys):
    (tmp_path / "missing.csv").write_bytes(MADE.this_year["missing.csv"])
    main([str(tmp_path), "--authority", "Bristol", "--rules-year", "2025"])
    assert "Checked with the rules of 2024-25." in capsys.readouterr().out


def test_two_years_of_rules_are_compared_rule_by_rule_and_add_up(older):
    view = older.rule_years()
    assert (view["own_label"], view["used_label"]) == ("2026-27", "2024-25")
    own = Session()
    own.sample()
    checked(own)
    assert view["own"] == own.findings()["total"] and view["used"] == older.findings()["total"]
    assert view["own"] - view["gone"] + view["come"] == view["used"]
    assert view["same"] + sum(row["own"] or 0 for row in view["rows"]) == view["own"]
    assert view["same"] + sum(row["used"] or 0 for row in view["rows"]) == view["used"]
    whys = {row["code"]: row["why"] for row in view["rows"]}
    in_force = {year: {rule.code: rule for rule in engine.in_force(year)} for year in (2025, 2027)}
    assert whys and all(whys.values())
    for code, why in whys.items():
        if code not in in_force[2025]:
            assert why == "Not in force yet"
        elif code not in in_force[2027]:
            assert why == "In force in 2024-25, not in the return’s own year"
    assert own.rule_years() is None and Session().rule_years() is None


def test_after_a_fix_they_are_compared_anew(older):
    before = older.rule_years()
    number = older.fix_cell("Header", 0, "SEX", "Z")["number"]
    assert older.rule_years()["used"] == older.findings()["total"]
    older.fix_undo([number])
    assert older.rule_years() == before


def test_a_saved_check_of_other_rules_is_not_compared_and_that_is_said(older):
    saved = older.save_work()
    assert json.loads(saved["bytes"])["check"]["rules_year"] == 2025
    session = Session()
    session.sample()
    session.add_file("work.json", saved["bytes"])
    checked(session)
    view = session.overview()
    assert view["since"] is None and session.progress()["points"] == []
    [said] = view["not_compared"]
    assert said.startswith("The saved check of ") and said.endswith("used the rules of 2024-25, so it isn’t compared.")
    assert session.comparisons()["comparisons"][0]["other"]["other_rules"] == "2024-25"
    checked(session, rules_year=2025)
    assert session.overview()["since"]["still"] > 0 and session.overview()["not_compared"] == []


def test_the_workbook_says_whose_rules_were_used(older):
    summary = CalamineWorkbook.from_filelike(io.BytesIO(older.workbook()["bytes"])).get_sheet_by_name("Summary")
    assert ["Rules of", "2024-25; the return is of 2026-27"] in [row[:2] for row in summary.to_python()]
