"""Which files belong to this year and which to last year, and what is said about it."""

import pytest

from check903.reading import LoadedFiles, read
from check903.reference import schema
from support.files import EPISODES, HEADER, OC3, REVIEWS, cells, rows, workbook, zipped


def children(first: int, last: int, year: int) -> dict[str, bytes]:
    """Files of a return with these children, whose dates fall in that collection year."""
    numbers = range(first, last)
    return {
        "header.csv": ("CHILD,SEX,DOB,ETHNIC\n" + "".join(f"{n},M,01/02/2012,WBRI\n" for n in numbers)).encode(),
        "episodes.csv": ("CHILD,DECOM,RNE,LS\n" + "".join(f"{n},05/05/{year - 1},S,C1\n" for n in numbers)).encode(),
        "missing.csv": (
            (
                "CHILD,DOB,MISSING,MIS_START\n" + "".join(f"{n},01/02/2012,M,06/06/{year - 1}\n" for n in numbers)
            ).encode()
        ),
        "dolo.csv": b"CHILD,DOB,DOLO_START\n" + f"{first},01/02/2012,01/02/2025\n".encode(),
    }


THIS, LAST = children(100, 160, 2027), children(120, 190, 2026)


def loaded_from(files) -> LoadedFiles:
    loaded = LoadedFiles()
    for name, data in files:
        loaded.add(name, data)
    return loaded


def roles(loaded: LoadedFiles) -> dict[str, str]:
    """File -> role of its first part."""
    return {file.read.name: loaded.assignments()[file.id, 0].role for file in loaded.files if file.read.parts}


def test_one_year():
    loaded = loaded_from(THIS.items())
    assert (loaded.year, loaded.year_from) == (2027, "Guessed from the dates in Episodes.")
    assert list(loaded.this_year) == ["Header", "Episodes", "Missing", "DoLo"]
    assert (loaded.last_year, loaded.doubts) == ({}, [])


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize(
    "folders", [("this", "last"), ("a", "b"), ("a.zip > x", "a.zip > y"), ("2026-27", "last year")]
)
def test_both_years_in_folders(folders, turn):
    files = [(f"{folder}/{name}", data) for folder, year in zip(folders, (THIS, LAST)) for name, data in year.items()]
    loaded = loaded_from(files[::turn])
    assert roles(loaded) == {name: "this" if name.startswith(f"{folders[0]}/") else "last" for name, _ in files}
    assert loaded.doubts == []


@pytest.mark.parametrize("years", [(THIS, LAST), (LAST, THIS)])
def test_both_years_under_the_same_names_dropped_one_after_the_other(years):
    loaded = LoadedFiles()
    for drop, files in enumerate(years):
        for name, data in files.items():
            loaded.add(name, data, drop=drop)
    roles = [(file.read.name, loaded.assignments()[file.id, 0].role) for file in loaded.files]
    assert roles == [(name, "this" if files is THIS else "last") for files in years for name in files]
    assert loaded.doubts == []


def test_a_file_dropped_again_takes_the_place_of_the_first():
    loaded = LoadedFiles()
    for drop, files in enumerate((THIS, LAST, {"header.csv": THIS["header.csv"].replace(b"\n100,M", b"\n100,F")})):
        for name, data in files.items():
            loaded.add(name, data, drop=drop)
    first, _, again = (loaded.assignments()[file.id, 0] for file in loaded.files if file.read.name == "header.csv")
    assert (first.role, again.role) == ("unused", "this")
    assert first.why == "Added again later: the later one is used. If both belong to the return, rename one."


def test_both_years_under_names_of_their_own():
    loaded = loaded_from(
        [
            *THIS.items(),
            *((name.replace(".csv", " old.csv"), data) for name, data in LAST.items() if name != "dolo.csv"),
        ]
    )
    assert {name for name, role in roles(loaded).items() if role == "last"} == {
        "header old.csv",
        "episodes old.csv",
        "missing old.csv",
    }
    assert loaded.doubts == []


def test_the_childrens_year_decides_before_the_name():
    this = {f"a_{name}": data for name, data in THIS.items() if name != "header.csv"}
    last = {f"b_{name}": data for name, data in LAST.items() if name != "header.csv"}
    assert (
        roles(loaded_from([*this.items(), *last.items(), ("last_header.csv", THIS["header.csv"])]))["last_header.csv"]
        == "this"
    )


def test_the_name_decides_where_nothing_else_can():
    loaded = loaded_from([("header.csv", HEADER.encode()), ("header_last.csv", HEADER.replace("102", "103").encode())])
    assert roles(loaded) == {"header.csv": "this", "header_last.csv": "last"}
    loaded = loaded_from(
        [("header 2025-26.csv", HEADER.encode()), ("header_2024_25.csv", HEADER.replace("102", "103").encode())]
    )
    assert roles(loaded) == {"header 2025-26.csv": "this", "header_2024_25.csv": "last"}
    assert (loaded.year, loaded.year_from) == (2026, "Guessed from the files’ names.")


def test_a_workbook_is_one_year():
    last = {name: cells(data.decode()) for name, data in LAST.items()}
    loaded = loaded_from([*THIS.items(), ("submitted.xlsx", workbook(last))])
    assert list(loaded.last_year) == ["Header", "Episodes", "Missing", "DoLo"]
    assert loaded.last_year["Header"].files == ("submitted.xlsx, sheet header.csv",)


def test_a_few_wrong_dates_do_not_decide():
    wrong = THIS["episodes.csv"] + b"900,01/05/2028,S,C1\n901,01/05/2062,S,C1\n"
    assert loaded_from([("episodes.csv", wrong)]).year == 2027


def test_nothing_to_go_by():
    loaded = loaded_from([("header.csv", HEADER.encode())])
    assert (loaded.year, loaded.year_from) == (schema.LAST_YEAR, "No file says which year it is.")
    assert list(loaded.this_year) == ["Header"]
    assert LoadedFiles().doubts == []


def test_the_year_can_be_set_and_unset():
    loaded = loaded_from([*THIS.items(), *((f"last/{name}", data) for name, data in LAST.items())])
    loaded.set_year(2026)
    assert (loaded.year, loaded.year_from) == (2026, "Chosen by you.")
    assert {name for name, role in roles(loaded).items() if role == "unused"} == set(THIS)
    assert any(
        doubt.startswith("Not used, because of 2026-27, neither 2025-26 nor the year before: header.csv")
        for doubt in loaded.doubts
    )
    loaded.set_year(None)
    assert loaded.year == 2027


def test_years_that_cannot_be_checked():
    loaded = loaded_from(children(1, 50, schema.LAST_YEAR + 2).items())
    assert loaded.year == schema.LAST_YEAR
    too_late, first, last = map(schema.year_label, (schema.LAST_YEAR + 2, schema.FIRST_YEAR, schema.LAST_YEAR))
    assert loaded.doubts[0] == f"The dates are of {too_late}, but the years that can be checked are {first} to {last}."


def test_a_part_can_be_given_another_year_or_table():
    loaded = loaded_from([("episodes.csv", THIS["episodes.csv"]), ("reviews.csv", REVIEWS.encode())])
    episodes, reviews = loaded.files
    loaded.set_year(2027)
    loaded.change(episodes.id, 0, year=2026)
    assert roles(loaded)["episodes.csv"] == "last"
    loaded.change(reviews.id, 0, table="Missing")
    assert "Missing" in loaded.this_year or "Missing" in loaded.last_year
    loaded.change(reviews.id, 0, table="")
    assert roles(loaded)["reviews.csv"] == "unused"
    loaded.change(reviews.id, 0, table="Reviews")
    assert loaded.files[1].read.parts[0].table_name == "Reviews"


def test_a_file_that_cannot_be_the_table_asked_for_says_so():
    loaded = loaded_from([("x.csv", b"A,B\n1,2\n")])
    loaded.change(loaded.files[0].id, 0, table="Header")
    assert loaded.files[0].read.parts[0].notes == [
        "Not used as Header: it looks like Header, but no column is called CHILD. Give the column with the child’s"
        " number that name."
    ]


def test_remove():
    loaded = loaded_from(THIS.items())
    loaded.remove(loaded.files[0].id)
    assert "Header" not in loaded.this_year
    with pytest.raises(KeyError):
        loaded.remove(999)


def test_a_fixed_file_takes_the_place_of_the_broken_one():
    loaded = loaded_from([("oc3.csv", b""), ("oc3.csv", OC3.encode())])
    assert [file.read.problem for file in loaded.files] == [None]
    assert loaded.files[0].id == 2


def test_a_newer_version_under_the_same_name_is_the_one_used():
    loaded = loaded_from([("header.csv", HEADER.encode()), ("header.csv", HEADER.replace("UN1", "UN3").encode())])
    assert [loaded.assignments()[file.id, 0].role for file in loaded.files] == ["unused", "this"]
    assert loaded.this_year["Header"].columns["UPN"].texts() == ["UN3", "UN2"]


def test_the_same_file_under_two_names_is_used_once():
    loaded = loaded_from([("header.csv", HEADER.encode()), ("copy.csv", HEADER.encode())])
    assert roles(loaded) == {"header.csv": "this", "copy.csv": "unused"}
    _, copy = (loaded.assignments()[file.id, 0] for file in loaded.files)
    assert (copy.why, loaded.doubts) == ("The same file as header.csv, so it is used once.", [])


def test_two_files_of_one_table_are_read_together():
    loaded = loaded_from([("a.csv", HEADER.encode()), ("b.csv", HEADER.replace("101", "201").encode())])
    header = loaded.this_year["Header"]
    assert header.columns["CHILD"].texts() == ["101", "102", "201", "102"]
    assert [header.files[file] for file in header.file] == ["a.csv", "a.csv", "b.csv", "b.csv"]
    assert header.line.tolist() == [2, 3, 2, 3]
    assert loaded.doubts == [
        "Header of this year is in 2 files, a.csv and b.csv: all their rows are checked together. Remove what is out of"
        " date."
    ]


def doubts(loaded) -> str:
    return " ".join(loaded.doubts)


def test_last_years_file_given_as_this_years():
    loaded = loaded_from([("header.csv", THIS["header.csv"]), ("episodes.csv", LAST["episodes.csv"])])
    loaded.set_year(2027)
    assert "episodes.csv is read as 2026-27, but its dates are of 2025-26. Are the two years swapped?" in doubts(loaded)


def test_the_same_rows_in_both_years():
    loaded = loaded_from([("a/episodes.csv", THIS["episodes.csv"]), ("b/episodes.csv", THIS["episodes.csv"] + b"\n")])
    loaded.change(2, 0, year=2026)
    assert "Episodes of last year has the very rows of this year’s: is it the same file?" in doubts(loaded)


def test_another_councils_last_year():
    loaded = loaded_from(
        [
            *((f"a/{name}", data) for name, data in THIS.items()),
            *((f"b/{name}", data) for name, data in children(5000, 5100, 2026).items()),
        ]
    )
    assert (
        doubts(loaded) == "Only 0 of last year’s 100 children are in this year’s files: do both belong to one council?"
    )


def test_header_and_episodes_of_different_returns():
    loaded = loaded_from(
        [("header.csv", children(5000, 5100, 2027)["header.csv"]), ("episodes.csv", THIS["episodes.csv"])]
    )
    assert doubts(loaded) == "Only 0 of the 60 children in Episodes are in Header: do both belong to one return?"


def test_no_header():
    assert (
        doubts(loaded_from([("episodes.csv", EPISODES.encode())]))
        == "There is no Header for this year: many rules can’t run without it."
    )


def test_a_fault_of_the_tool_costs_no_other_file(monkeypatch):
    loaded = loaded_from([("header.csv", HEADER.encode())])
    monkeypatch.setattr("check903.reading.loaded_files.read_file", lambda *_: 1 / 0)
    loaded.add("b.csv", b"")
    problem = loaded.files[1].read.problem
    assert problem.startswith("b.csv: the tool could not read it (ZeroDivisionError). That is a fault of the tool")
    assert len(loaded.this_year["Header"]) == 2


def test_read_takes_bytes_files_and_folders(tmp_path):
    folder = tmp_path / "last year"
    folder.mkdir()
    for name, data in LAST.items():
        (folder / name).write_bytes(data)
    (folder / "~$lock.xlsx").write_bytes(b"x")
    (tmp_path / "this.zip").write_bytes(zipped(THIS))
    loaded = read([folder, tmp_path / "this.zip"])
    assert (loaded.year, list(loaded.this_year)) == (2027, ["Header", "Episodes", "Missing", "DoLo"])
    assert list(loaded.last_year) == list(loaded.this_year)
    assert loaded.files[0].read.name == "last year/dolo.csv"
    header = read(str(folder / "header.csv"))
    assert rows(header.last_year["Header"]) == rows(read({"header.csv": LAST["header.csv"]}).this_year["Header"])
    assert header.doubts == [
        f"There are files of {schema.year_label(schema.LAST_YEAR - 1)} only, none of"
        f" {schema.year_label(schema.LAST_YEAR)}."
    ]
    assert read({"header.csv": THIS["header.csv"]}, year=2024).year == 2024
    with pytest.raises(OSError, match="nothing.csv"):
        read(tmp_path / "nothing.csv")
