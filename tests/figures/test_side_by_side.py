"""Figures that councils handed on without their children, side by side."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from check903 import sample
from check903.reading import LoadedFiles
from check903.reference import postcodes
from check903.sample.region import region
from check903.session.session import Session

COLUMNS = "id,split,group,day,value,of,percent,cannot_tell,records,with_errors,low,high,lacks,hidden,council"
DAY = "2027-02-15"


def only(council: str, *lines: str, day: str = DAY) -> bytes:
    """A file of figures: each line "id value of percent with_errors", "-" for none, "hidden" for a hidden one."""
    rows = []
    for line in lines:
        id, value, of, percent, wrong = ("" if part == "-" else part for part in line.split())
        hidden = "hidden" if value == "hidden" else ""
        records = of if percent else value
        cells = [
            id,
            "",
            "",
            day,
            "" if hidden else value,
            of,
            percent,
            "",
            "" if hidden else records,
            wrong,
            "",
            "",
            "",
        ]
        rows.append(",".join([*cells, hidden, council]))
    return "\n".join([COLUMNS, *rows]).encode()


A = only("E06000023", "cla_on_day 100 - - 20", "cla_out_of_area 40 100 40 10", "errors 150 120 - -")
B = only("E10000008", "cla_on_day 300 - - 30", "cla_out_of_area hidden 300 - -", "errors 60 400 - -")
C = only("", "cla_on_day 50 - - 1", "errors hidden 60 - -")


@pytest.fixture
def session():
    session = Session(postcodes.Directory())
    for name, data in (("one.csv", A), ("two.csv", B), ("three.csv", C)):
        session.add_file(name, data)
    return session


def cells(view, id) -> list[tuple[str, str]]:
    (one,) = [figure for figure in view["figures"] if figure["id"] == id]
    return [(cell["value"], cell["note"]) for cell in [*one["cells"], one["all"]]]


def test_they_are_known_by_their_columns_and_stand_by_name(session):
    kinds = {part["kind"] for file in session.files()["files"] for part in file["parts"]}
    assert kinds == {"figures_only"}
    view = session.side_by_side()
    assert [(one["name"], one["about"], one["day"]) for one in view["councils"]] == [
        ("Bristol", "figures only", "15 February 2027"),
        ("Devon", "figures only", "15 February 2027"),
        ("Council A", "figures only, no name given", "15 February 2027"),
    ]
    assert view["rows"] == 8


def test_a_whole_is_the_sum_of_what_is_counted_and_hidden_where_a_part_is(session):
    view = session.side_by_side()
    assert cells(view, "cla_on_day") == [("100", ""), ("300", ""), ("50", ""), ("450", "")]
    assert cells(view, "cla_out_of_area") == [("40%", ""), ("", "hidden"), ("", "not in file"), ("", "hidden")]
    assert cells(view, "errors") == [("125.0", ""), ("15.0", ""), ("", "hidden"), ("", "hidden")]


def test_the_whole_of_some_councils_says_of_how_many():
    session = Session(postcodes.Directory())
    for name, data in (("a.csv", A), ("c.csv", C), ("d.csv", only("Kent", "cla_out_of_area 10 100 10 0"))):
        session.add_file(name, data)
    (out,) = [one for one in session.side_by_side()["figures"] if one["id"] == "cla_out_of_area"]
    assert (out["all"]["value"], out["all"]["beside"], out["all"]["note"]) == ("25%", "50 of 200", "2 councils")
    assert out["cells"][0]["errors"] == "10%" and out["cells"][0]["errors_beside"] == "10 of 100"


def test_of_two_files_of_a_council_the_newer_counts_and_a_name_tells_whose_it_is():
    session = Session(postcodes.Directory())
    session.add_file("Bristol new.csv", only("", "cla_on_day 90 - - 1", day="2027-03-01"))
    session.add_file("old.csv", A)
    view = session.side_by_side()
    assert [one["name"] for one in view["councils"]] == ["Bristol"] and view["older"] == ["old.csv"]
    assert cells(view, "cla_on_day")[0] == ("90", "")


def test_cells_that_are_no_numbers_are_none(session):
    session.add_file("odd.csv", COLUMNS.encode() + b"\ncla_on_day,,,never,inf,nan,x,,,,,,,,E09000001\nshort\n")
    view = session.side_by_side()
    assert [one["day"] for one in view["councils"] if one["name"] == "City of London"] == ["never"]


def test_what_a_council_hands_on_stands_beside_the_others_as_it_does_beside_itself():
    made = sample.generate(80, seed=4, share=0.4)
    own = Session(postcodes.Directory())
    for year, files in (("2026-27", made.this_year), ("2025-26", made.last_year)):
        for name, data in files.items():
            own.add_file(f"{year}/{name}", data)
    own.check_start({"year": 2027, "authority": "E10000008", "rules_year": None})
    while not own.check_step()["done"]:
        pass
    handed = own.figures_file("csv")["bytes"]
    rows = list(csv.DictReader(io.StringIO(handed.decode("utf-8-sig"))))
    assert {row["council"] for row in rows} == {"E10000008"}
    assert not any(
        child in handed.decode()
        for child in {line.split(b",")[0].decode() for line in made.this_year["header.csv"].splitlines()[1:]}
    ), "no child's id"
    other = Session(postcodes.Directory())
    other.add_file("figures.csv", handed)
    there, here = other.side_by_side(), own.side_by_side()
    assert (here["councils"][0]["about"], here["councils"][0]["own"]) == ("your return", True)
    assert there["councils"][0]["about"] == "figures only" and there["figures"] == here["figures"]
    (errors,) = [one for one in here["figures"] if one["id"] == "errors"]
    assert errors["cells"][0]["beside"].endswith("errors, 80 children") and errors["cells"][0]["sort"]
    months = other.side_by_side_months("cla_on_day")["councils"][0]
    assert len(months) > 1 and [day for day, _ in months] == sorted({day for day, _ in months})
    assert all(value is None or value > 5 for _, value in months)


def test_the_tidy_table_has_every_line_and_a_dictionary_says_what_its_columns_mean(session):
    text = session.side_by_side_file("csv")["bytes"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 8 and rows[0]["council_name"] == "Bristol"
    hidden = next(row for row in rows if row["hidden"] and row["measure"] == "cla_out_of_area")
    assert (hidden["council"], hidden["value"], hidden["out_of"]) == ("E10000008", "", "300")
    dictionary = session.side_by_side_file("dictionary")["bytes"].decode("utf-8-sig")
    listed = [row for row in csv.DictReader(io.StringIO(dictionary)) if row["table"] != "dictionary"]
    assert [row["column"] for row in listed] == list(rows[0])


def test_the_workbook_has_the_tables_of_the_screen_and_every_day_as_numbers(session):
    book = CalamineWorkbook.from_filelike(io.BytesIO(session.side_by_side_file("xlsx")["bytes"]))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert list(sheets) == ["Side by side", "Errors behind each", "Every day", "What its columns mean"]
    view = session.side_by_side()
    head, *rows = sheets["Side by side"]
    assert head[:3] == ["Council", "From", "As at"] and len(head) == 3 + len(view["figures"])
    for nth, figure in enumerate(view["figures"]):
        assert head[3 + nth] == figure["title"] + " (%)" * any(cell["value"].endswith("%") for cell in figure["cells"])
        for row, council, cell in zip(rows, view["councils"], figure["cells"], strict=True):
            expected = cell["note"] if cell["sort"] is None else pytest.approx(cell["sort"], abs=0.05)
            assert row[0] == council["name"] and row[3 + nth] == expected
    columns, *days = sheets["Every day"]
    text = session.side_by_side_file("csv")["bytes"].decode("utf-8-sig")
    wholes = [row for row in csv.DictReader(io.StringIO(text)) if not row["split_by"]]
    assert columns == list(wholes[0]) == [row[0] for row in sheets["What its columns mean"][1:]]
    assert len(days) == len(wholes) > 0
    for row, whole in zip(days, wholes):
        found = dict(zip(columns, row))
        assert (found["measure"], found["day"].isoformat()) == (whole["measure"], whole["day"])
        assert found["value"] == (float(whole["value"]) if whole["value"] else "")


def test_other_csv_files_are_not_taken_for_figures():
    loaded = LoadedFiles()
    loaded.add("header.csv", b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,01/02/2015,WBRI,UN1,,\n")
    assert loaded.figures_only == []


def test_of_other_councils_returns_figures_are_made_when_asked():
    made = region(postcodes.default_directory(), councils=4, years=[2027], children=15)
    session = Session()
    for number, (name, data) in enumerate(made.files.items()):
        session.add_file(f"region/{name}", data, number)
    (question,) = session.files()["questions"]
    assert [one["name"] for one in session.side_by_side()["waiting"]] == [
        "Bristol",
        "Devon",
        "Gloucestershire",
        "Somerset",
    ]
    session.answer(question["key"], "E10000008")
    before = session.side_by_side()
    assert before["councils"] == [] and [one["name"] for one in before["waiting"]] == [
        "Bristol",
        "Gloucestershire",
        "Somerset",
    ]
    view = session.side_by_side_add(before["waiting"][0]["key"], "2026-11-27")
    assert [(one["name"], one["about"], one["day"]) for one in view["councils"]] == [
        ("Bristol", "full return", "27 November 2026")
    ]
    assert [one["name"] for one in view["waiting"]] == ["Gloucestershire", "Somerset"]
    alone = Session()
    for number, (name, data) in enumerate(made.files.items()):
        if made.councils["E06000023"] in name or "Ofsted" in name:
            alone.add_file(f"region/{name}", data, number)
    alone.files()
    alone.check_start({"authority": "E06000023", "as_at": "2026-11-27"})
    while not alone.check_step()["done"]:
        pass
    own = {one["id"]: one["cells"][0] for one in alone.side_by_side()["figures"]}
    assert {one["id"]: one["cells"][0] for one in view["figures"] if one["id"] in own} == own
    gone = next(file for file in session.files()["files"] if made.councils["E06000023"] in file["name"])
    session.remove(gone["id"])
    assert [one["name"] for one in session.side_by_side()["waiting"]][:1] == ["Bristol"], "it changed"


def test_england_stands_beside_them(session):
    columns = "time_period,geographic_level,region_name,old_la_code,la_name,cla_group,placement_stability"
    group, value = "CLA on 31 March", "With 3 or more placements during the year"
    text = f"{columns},number,percentage\n2025,National,,,,{group},{value},8500,10\n"
    assert session.side_by_side()["england"] is None
    known = session.add_file("stability.csv", text.encode())
    assert known is None and session.side_by_side()["england"] is None, "no council here has that figure"
    session.add_file("e.csv", only("E06000022", "three_placements 9 90 10 1"))
    view = session.side_by_side()
    said = {figure["id"]: cell["value"] for figure, cell in zip(view["figures"], view["england"]["cells"])}
    assert view["england"]["year"] == 2025 and said.pop("three_placements") == "10%" and set(said.values()) == {""}
