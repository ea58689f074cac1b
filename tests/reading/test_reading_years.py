"""Returns of two or three years, named and laid out as councils do, shuffled: every table lands in its year or is asked
about.
"""

import datetime as dt
from random import Random

import pytest

from check903 import __main__ as cli
from check903 import sample
from check903.reading import LoadedFiles, years
from check903.reference import schema
from support.files import HEADER, cells, workbook, xml_return
from years_of_council import WRITINGS, WRITINGS_OF_TWO, council, early, named

NEWEST = 2026


def loaded_from(files, year=None) -> LoadedFiles:
    loaded = LoadedFiles()
    loaded.set_year(year)
    for name, data, *_ in files:
        loaded.add(name, data.encode() if isinstance(data, str) else data)
    return loaded


def years_of(loaded: LoadedFiles) -> dict[str, int | None]:
    """File (and sheet) -> the year its table was taken for; None while it waits."""
    taken = loaded.assignments()
    return {
        part.table.files[0]: taken[file.id, number].year
        for file in loaded.files
        for number, part in enumerate(file.read.parts)
        if part.kind == "table"
    }


def misplaced(files, loaded: LoadedFiles) -> dict[str, int | None]:
    """Files with rows that landed in a wrong year without a word; those that wait are asked about."""
    taken = years_of(loaded)
    wrong = {
        name: taken[name] for name, data, year, _ in files if taken[name] not in (year, None) and data.count(b"\n") > 1
    }
    waiting = [name for name, year in taken.items() if year is None]
    assert not waiting or loaded.questions
    return wrong


def shuffled(files, seed: int) -> list:
    files = list(files)
    Random(seed).shuffle(files)
    return files


# -- whole returns ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("children", [30, 120])
@pytest.mark.parametrize("writing", [*WRITINGS, *WRITINGS_OF_TWO])
def test_two_years(writing, children, seed):
    files = shuffled(named(council(children, seed, NEWEST), {**WRITINGS, **WRITINGS_OF_TWO}[writing]), seed)
    loaded = loaded_from(files)
    assert loaded.year == NEWEST
    assert (misplaced(files, loaded), loaded.questions) == ({}, [])


@pytest.mark.parametrize("children", [30, 120])
@pytest.mark.parametrize("writing", WRITINGS)
def test_three_years(writing, children):
    files = shuffled(named(council(children, 5, NEWEST, 3), WRITINGS[writing]), children)
    assert len(files) > 30
    loaded = loaded_from(files)
    assert loaded.year == NEWEST
    assert (misplaced(files, loaded), loaded.questions) == ({}, [])
    assert {year for year in years_of(loaded).values()} == {2026, 2025, 2024}


@pytest.mark.parametrize("sheet", ["{table} 2025-26", "{table}_2526", "25-26 {table}", "{table} ly"])
def test_both_years_in_one_workbook(sheet):
    returns = council(60, 3, NEWEST)
    old = sheet.replace("2025-26", "2024-25").replace("2526", "2425").replace("25-26", "24-25")
    of_year = {NEWEST: sheet.replace(" ly", ""), NEWEST - 1: old}
    sheets = {
        of_year[year].format(table=file.removesuffix(".csv")): (year, data)
        for year, files in returns.items()
        for file, data in files.items()
    }
    book = workbook({name[:31]: cells(data.decode()) for name, (_, data) in shuffled(sheets.items(), 3)})
    taken = years_of(loaded_from([("SSDA903.xlsx", book)]))
    wrong = {
        name: taken[f"SSDA903.xlsx, sheet {name[:31]}"]
        for name, (year, data) in sheets.items()
        if taken[f"SSDA903.xlsx, sheet {name[:31]}"] != year
    }
    assert wrong == {}


def test_tables_with_few_dates_and_no_mark_go_by_their_children_and_births():
    returns = council(120, 4, NEWEST)
    told = named(returns, WRITINGS["folders without a year"])
    few = ("oc2.csv", "oc3.csv", "ad1.csv", "previous_permanence.csv")
    files = [
        (name if file not in few else f"{'xy'[NEWEST - year]} {file}", data, year, file)
        for name, data, year, file in told
    ]
    for seed in range(3):
        loaded = loaded_from(shuffled(files, seed))
        assert misplaced(files, loaded) == {}


def test_a_swap_that_cannot_be_ruled_out_is_asked_about():
    returns = council(120, 4, NEWEST)
    files = [
        one
        for one in named(returns, WRITINGS["folders without a year"])
        if one[3] in ("header.csv", "episodes.csv", "reviews.csv")
    ]
    both = sorted(
        {row.split(",")[0] for row in returns[2026]["header.csv"].decode().splitlines()[1:]}
        & {row.split(",")[0] for row in returns[2025]["header.csv"].decode().splitlines()[1:]}
    )[:20]
    oc2 = [
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON\n" + "".join(f"{child},01/02/2012,{score},\n" for child in both)
        for score in (9, 10)
    ]
    loaded = loaded_from([*files, ("oc2 x.csv", oc2[0]), ("oc2 y.csv", oc2[1])])
    (question,) = loaded.questions
    assert question.sentence == "Which is of 2025-26: oc2 x.csv or oc2 y.csv?"
    assert "OC2" not in loaded.this_year and "OC2" not in loaded.last_year
    loaded.answer(question.key, question.answers[1].key)
    assert (loaded.this_year["OC2"].files, loaded.last_year["OC2"].files) == (("oc2 y.csv",), ("oc2 x.csv",))
    assert loaded.questions == []


def test_one_table_that_fits_both_years_waits_for_an_answer():
    returns = council(120, 4, NEWEST)
    files = [
        one
        for one in named(returns, WRITINGS["folders without a year"])
        if one[3] in ("header.csv", "episodes.csv", "reviews.csv")
    ]
    shared = [
        row.split(",")[0]
        for row in returns[2026]["header.csv"].decode().splitlines()[1:]
        if row in returns[2025]["header.csv"].decode()
    ]
    loaded = loaded_from(
        [*files, ("oc2.csv", "CHILD,DOB,SDQ_SCORE\n" + "".join(f"{child},01/02/2012,9\n" for child in shared[:20]))]
    )
    (question,) = loaded.questions
    assert question.sentence == "Which year is oc2.csv?"
    assert "Of its 20 children, 20 are in the files of 2025-26 and 20 are in the files of 2024-25." in question.evidence
    assert [answer.key for answer in question.answers] == ["2026", "2025", "no"]
    (waiting,) = [file for file in loaded.files if file.read.name == "oc2.csv"]
    assert loaded.assignments()[waiting.id, 0].role == "waits"
    loaded.answer(question.key, "2025")
    assert "OC2" in loaded.last_year
    loaded.answer(question.key, "no")
    assert loaded.assignments()[waiting.id, 0].role == "unused" and len(loaded.answered) == 1


# -- returns of a year's beginning ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [dt.date(2025, 4, 3), dt.date(2025, 4, 20), dt.date(2025, 5, 31)])
@pytest.mark.parametrize("children", [15, 30, 200])
@pytest.mark.parametrize("writing", [*WRITINGS, *WRITINGS_OF_TWO])
def test_both_years_soon_after_the_beginning_of_one(writing, children, day):
    returns = council(children, 0, NEWEST)
    files = shuffled(
        named(
            {NEWEST: early(returns[NEWEST], day), NEWEST - 1: returns[NEWEST - 1]},
            {**WRITINGS, **WRITINGS_OF_TWO}[writing],
        ),
        0,
    )
    loaded = loaded_from(files)
    assert (loaded.year, misplaced(files, loaded)) == (NEWEST, {})


def small(first: int, decom, reviews: list[str]) -> dict[str, str]:
    """A return of 30 children, all of whom have been looked after for long."""
    children = range(first, first + 30)
    return {
        "header.csv": "CHILD,SEX,DOB,ETHNIC\n" + "".join(f"K{n},M,04/05/2012,WBRI\n" for n in children),
        "episodes.csv": "CHILD,DECOM,RNE,LS,DEC\n" + "".join(f"K{n},{decom(n)},S,C2,\n" for n in children),
        "reviews.csv": "CHILD,DOB,REVIEW,REVIEW_CODE\n"
        + "".join(f"K{first + n},04/05/2012,{day},PN1\n" for n, day in enumerate(reviews)),
    }


def long_ago(n: int) -> str:
    return f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/{2014 + n % 11}"


LAST = small(1, long_ago, [f"{n + 1:02d}/{month:02d}/2025" for n in range(28) for month in (6, 11)][:30])
THIS = small(4, lambda n: f"{n:02d}/04/2026" if n < 6 else long_ago(n), [f"{n + 13}/04/2026" for n in range(7)])
SILENT = small(4, long_ago, [])


@pytest.mark.parametrize(
    "folders", [("this", "last"), ("2026-27", "2025-26"), ("a", "b"), ("current", "previous"), ("2027", "2026")]
)
def test_a_small_council_in_april(folders):
    files = [(f"{folder}/{name}", data) for folder, made in zip(folders, (THIS, LAST)) for name, data in made.items()]
    loaded = loaded_from(shuffled(files, 1))
    assert years_of(loaded) == {name: 2027 if name.startswith(f"{folders[0]}/") else 2026 for name, _ in files}
    assert (loaded.year, loaded.questions) == (2027, [])


def test_two_years_of_a_small_council_that_only_an_answer_tells_apart():
    files = [(f"{folder}/{name}", data) for folder, made in zip("ab", (SILENT, LAST)) for name, data in made.items()]
    loaded = loaded_from(files)
    (question,) = loaded.questions
    assert question.sentence.endswith("the return of 2026-27 or of 2024-25?")
    assert "Until you say, it is read as 2026-27, as the newer of the two returns here." in question.evidence
    assert loaded.year == 2027
    loaded.answer(question.key, "2025")
    assert (loaded.year, set(years_of(loaded).values())) == (2026, {2026, 2025})
    told = loaded_from([(name.replace("a/", "this/").replace("b/", "last/"), data) for name, data in files])
    assert (told.year, told.questions) == (2027, [])


# -- what lies together -----------------------------------------------------------------------------------------------

CHILDREN = range(100, 160)
EPISODES = "CHILD,DECOM,RNE,LS\n" + "".join(f"{n},{n % 28 + 1:02d}/06/2025,S,C1\n" for n in CHILDREN)
HEADERS = "CHILD,SEX,DOB,ETHNIC\n" + "".join(f"{n},M,01/02/2012,WBRI\n" for n in CHILDREN)
PLANNED = "CHILD,DOB,REVIEW,REVIEW_CODE\n" + "".join(
    f"{n},01/02/2012,{day},PN1\n" for n in CHILDREN for day in ("01/07/2025", "01/12/2025", "14/05/2026")
)
ALL_PLANNED = "CHILD,DOB,REVIEW,REVIEW_CODE\n" + "".join(f"{n},01/02/2012,14/05/2026,PN1\n" for n in CHILDREN)
WORKERS = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n" + "".join(
    f"{n},01/02/2012,W1,{'11/04/2026' if n < 112 else '05/06/2025'},{'20/04/2026' if n < 112 else ''},\n"
    for n in CHILDREN
)
LATE = {"reviews.csv": PLANNED, "sw_episodes.csv": WORKERS}


@pytest.mark.parametrize("folder", ["", "this/", "return.zip > "])
@pytest.mark.parametrize(("file", "late"), [*LATE.items(), ("reviews.csv", ALL_PLANNED)])
def test_late_dates_do_not_split_a_return(file, late, folder):
    loaded = loaded_from(
        [(f"{folder}header.csv", HEADERS), (f"{folder}episodes.csv", EPISODES), (f"{folder}{file}", late)]
    )
    assert (loaded.year, len(loaded.this_year), loaded.last_year, loaded.questions) == (2026, 3, {}, [])


@pytest.mark.parametrize(
    ("file", "late", "rule"),
    [
        ("reviews.csv", PLANNED.replace("14/05/2026,PN1", "14/05/2026,PN0"), "440"),
        ("sw_episodes.csv", WORKERS, "SW06STG2"),
    ],
)
def test_the_rules_for_late_dates_run(tmp_path, capsys, file, late, rule):
    for name, text in (("header.csv", HEADERS), ("episodes.csv", EPISODES), (file, late)):
        (tmp_path / name).write_text(text)
    assert cli.main([str(tmp_path), "--rules", rule]) == 1
    assert f" {rule} " in capsys.readouterr().out


def test_a_year_alone_in_the_name_of_a_folder_is_the_one_that_fits_the_dates():
    """ "2025" is of 2024-25 or of 2025-26; a return whose episodes begin in April 2025 is no return of 2024-25."""
    episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE\n" + "".join(f"{child},05/04/2025,S,C2,N1,U6\n" for child in (1, 2, 3))
    assert loaded_from([("providers_2025/this/episodes.csv", episodes)]).year == 2026


def test_an_xml_return_is_one():
    planned = xml_return().replace("04/04/2026", "04/04/2027")
    loaded = loaded_from([("return.xml", planned), ("last/header.csv", HEADER)])
    assert (loaded.year, "Reviews" in loaded.this_year, list(loaded.last_year)) == (2027, True, ["Header"])


def test_a_table_beside_the_folder_of_its_return_belongs_to_it():
    loaded = loaded_from(
        [("this/header.csv", HEADERS), ("this/episodes.csv", EPISODES), ("this/more/reviews.csv", PLANNED)]
    )
    assert list(loaded.this_year) == ["Header", "Episodes", "Reviews"]


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_a_chosen_year_is_obeyed(year):
    loaded = loaded_from([("header.csv", HEADERS), ("episodes.csv", EPISODES), ("reviews.csv", PLANNED)], year)
    assert (loaded.year, len(loaded.this_year), loaded.last_year) == (year, 3, {})
    swapped = f"episodes.csv is read as {schema.year_label(year)}, but its dates are of 2025-26."
    assert any(doubt.startswith(swapped) for doubt in loaded.doubts) == (year != 2026)


@pytest.mark.parametrize(
    "name", ["previous_permanence.csv", "prev_perm.csv", "PrevPerm.csv", "SSDA903_previous_permanence.csv"]
)
def test_previous_permanence_is_of_this_year(name):
    few = "\n".join(EPISODES.splitlines()[:4]) + "\n"
    loaded = loaded_from(
        [
            ("header.csv", HEADERS),
            ("episodes.csv", few),
            (name, "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n100,01/02/2012,P9,,\n"),
        ]
    )
    assert list(loaded.this_year) == ["Header", "Episodes", "PrevPerm"]


# -- this year's Episodes missing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "writing", ["folders last and this", "folder 2024-25", "folders without a year", "header_2425", "letters", "_ly"]
)
@pytest.mark.parametrize("what", ["missing", "empty", "rows gone", "unreadable"])
def test_episodes_that_cannot_be_used_change_no_year(writing, what, tmp_path, capsys):
    returns = {year: dict(files) for year, files in council(60, 6, NEWEST).items()}
    rows_gone = returns[NEWEST]["episodes.csv"].split(b"\n")[0] + b"\n"
    for name, data in (
        ("episodes.csv", {"empty": b"", "rows gone": rows_gone, "unreadable": b"\xd0\xcf\x11\xe0" * 9}.get(what)),
    ):
        if data is None:
            del returns[NEWEST][name]
        else:
            returns[NEWEST][name] = data
    files = named(returns, {**WRITINGS, **WRITINGS_OF_TWO}[writing])
    for name, data, *_ in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert cli.main([str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert "Collection year 2025-26" in told.out
    assert "Episodes of 2025-26" in told.err or "episodes" in told.err


def test_only_the_unreadable_file_is_of_the_newest_year():
    last = named({2025: council(60, 6, NEWEST)[2025]}, WRITINGS["header 24-25"])
    loaded = loaded_from([*last, ("episodes 25-26.csv", b"")])
    assert (loaded.year, loaded.this_year) == (2026, {})
    assert loaded.year_from == "Guessed from the name of episodes 25-26.csv, which could not be used."
    assert loaded_from([*last, ("guidance 25-26.csv", b"")]).year == 2025


def test_last_year_given_by_its_option_tells_this_year(tmp_path, capsys):
    for folder, made in (("a", SILENT), ("b", LAST)):
        (tmp_path / folder).mkdir()
        for name, text in made.items():
            (tmp_path / folder / name).write_text(text)
    cli.main([str(tmp_path / "a"), "--last-year", str(tmp_path / "b")])
    assert "Collection year 2026-27" in capsys.readouterr().out


# -- what follows the schema ------------------------------------------------------------------------------------------


def test_every_year_of_the_schema_is_told():
    for year in range(schema.FIRST_YEAR, schema.LAST_YEAR + 1):
        loaded = loaded_from([("header.csv", HEADERS), ("episodes.csv", EPISODES.replace("/2025,", f"/{year - 1},"))])
        assert (loaded.year, len(loaded.this_year)) == (year, 2)


def test_the_sample_is_told_as_it_is():
    made = sample.generate(80, seed=4)
    loaded = loaded_from(
        [
            *((f"x/{name}", data) for name, data in made.this_year.items()),
            *((f"y/{name}", data) for name, data in made.last_year.items()),
        ]
    )
    assert (loaded.year, loaded.questions) == (made.year, [])
    assert (len(loaded.this_year), len(loaded.last_year)) == (len(made.this_year), len(made.last_year))
    assert years.newest(years.NONE.all) == (None, 0)
