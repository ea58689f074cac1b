"""Returns of several councils dropped together: the user says which one is worked on."""

import pytest

from check903.reading import LoadedFiles
from check903.reading.councils import place
from check903.reading.whose import nothing

KEY = "council-of:E06000023:E08000035"  # Bristol, Leeds
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE\n"
HEADER = "CHILD,SEX,DOB,ETHNIC\n"


def a_return(folder: str, year: int = 2026, born: str = "2014", first: int = 1) -> list[tuple[str, str]]:
    """Header and Episodes of ten children who came into care in that collection year, in files of that folder."""
    ids = range(first, first + 10)
    header = HEADER + "".join(f"{n},1,{n - first + 1:02}/06/{born},WBRI\n" for n in ids)
    episodes = EPISODES + "".join(f"{n},{n - first + 1:02}/05/{year - 1},S,C2,N1,U6\n" for n in ids)
    return [(f"{folder}/header.csv", header), (f"{folder}/episodes.csv", episodes)]


def loaded_from(*files: tuple[str, str], by_postcodes=nothing) -> LoadedFiles:
    loaded = LoadedFiles(by_postcodes=by_postcodes)
    for name, text in files:
        loaded.add(name, text.encode())
    return loaded


def of_this_year(loaded: LoadedFiles) -> set[str]:
    return {name for table in loaded.this_year.values() for name in table.files}


TWO = [*a_return("Bristol/2026"), *a_return("region/E08000035", born="2011")]


def test_nothing_is_checked_before_a_council_is_chosen():
    loaded = loaded_from(*TWO, *a_return("region/E08000035/last", year=2025, born="2011"))
    [question] = loaded.questions
    assert question.first and question.key == KEY
    assert "2 councils, 2 years: Bristol and Leeds" in question.evidence
    assert [(one.key, one.label, one.effect) for one in question.answers] == [
        ("E06000023", "Bristol", "2 tables of 2025-26"),
        ("E08000035", "Leeds", "4 tables of 2024-25 and 2025-26"),
    ]
    assert not loaded.this_year and not loaded.last_year
    assert loaded.year_from == "The files say it once you have chosen a council."
    whys = {assigned.why for assigned in loaded.assignments().values()}
    assert whys == {f"Of {name}. Not checked until you choose a council." for name in ("Bristol", "Leeds")}


def test_one_is_worked_on_and_the_other_is_left_alone():
    loaded = loaded_from(*TWO)
    loaded.answer(KEY, "E08000035")
    assert loaded.year_from == "Guessed from the dates in Episodes."
    assert of_this_year(loaded) == {"region/E08000035/header.csv", "region/E08000035/episodes.csv"}
    assert {one.why for one in loaded.assignments().values() if one.role == "unused"} == {
        "Of Bristol. You work on Leeds."
    }
    loaded.answer(KEY, "E06000023")
    assert of_this_year(loaded) == {"Bristol/2026/header.csv", "Bristol/2026/episodes.csv"}


def test_files_that_name_no_council_go_with_whichever_is_chosen():
    loaded = loaded_from(*TWO, ("reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/06/2011,05/07/2025,PN1\n"))
    loaded.answer(KEY, "E08000035")
    assert "reviews.csv" in of_this_year(loaded)


def council_question(loaded: LoadedFiles):
    [question] = [one for one in loaded.questions if one.key.startswith("council-of")]
    return question


EXPORT = [*a_return("export 4/2026", born="2009"), *a_return("export 4/2025", year=2025, born="2009")]


def test_a_folder_that_names_no_council_is_anothers_by_its_children():
    loaded = loaded_from(*TWO, *EXPORT)
    question = council_question(loaded)
    assert [(one.key, one.label) for one in question.answers] == [
        ("E06000023", "Bristol"),
        ("E08000035", "Leeds"),
        ("export 4", "“export 4”"),
    ]
    loaded.answer(question.key, "E08000035")
    assert of_this_year(loaded) == {"region/E08000035/header.csv", "region/E08000035/episodes.csv"}
    [unknown] = [answer for answer in question.answers if answer.key == "export 4"]
    assert unknown.effect == (
        "4 tables of 2024-25 and 2025-26, of a council that neither its name nor its home postcodes tell"
    )
    loaded.answer(question.key, "export 4")
    assert of_this_year(loaded) == {"export 4/2026/header.csv", "export 4/2026/episodes.csv"}
    assert loaded.last_year["Episodes"].files == ("export 4/2025/episodes.csv",)


def test_postcodes_tell_whose_a_folder_is():
    asked = []

    def somerset(episodes):
        asked.extend(episodes.files)
        return "E06000066"

    loaded = loaded_from(*TWO, *EXPORT, by_postcodes=somerset)
    question = council_question(loaded)
    assert "names and home postcodes the files are of 3 councils, 2 years" in question.evidence
    assert ("E06000066", "Somerset", "4 tables of 2024-25 and 2025-26, in “export 4”, by its home postcodes") in [
        (one.key, one.label, one.effect) for one in question.answers
    ]
    assert set(asked) == {"export 4/2026/episodes.csv", "export 4/2025/episodes.csv"}


def test_folders_without_any_name_are_of_the_councils_that_their_postcodes_tell():
    files = [*a_return("a/x"), *a_return("a/y", born="2009")]
    told = {"a/x/episodes.csv": "E06000023", "a/y/episodes.csv": "E08000035"}
    loaded = loaded_from(*files, by_postcodes=lambda episodes: told[episodes.files[0]])
    assert council_question(loaded).key == KEY
    loaded.answer(KEY, "E08000035")
    assert of_this_year(loaded) == {"a/y/header.csv", "a/y/episodes.csv"}
    assert not loaded_from(*files).questions, "without postcodes they may be one council's in two parts"


def test_a_folder_of_the_same_children_is_the_same_councils():
    loaded = loaded_from(*TWO, *a_return("last year", year=2025, born="2011"))
    assert [one.effect for one in council_question(loaded).answers] == [
        "2 tables of 2025-26",
        "4 tables of 2024-25 and 2025-26",
    ]


def test_annex_a_of_another_council_is_left_alone():
    annex = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Date Started to be Looked After\n"
    annex += "1,Male,White British,01/06/2014,11,01/05/2025\n"
    loaded = loaded_from(*TWO, ("Bristol/annex a/list 6.csv", annex), ("annex a/list 6.csv", annex))
    known = [file.id for file in loaded.files if any(part.kind == "annex_a" for part in file.read.parts)]
    assert len(known) == 2
    loaded.answer(KEY, "E08000035")
    assert [loaded.assignments()[file, 0].why for file in known] == ["Of Bristol. You work on Leeds.", ""]
    assert [len(one.table) for one in loaded.annex_a.values()] == [1]


@pytest.mark.parametrize(
    ("path", "lies_in"),
    [
        ("a/2026-27/header.csv", "a"),
        ("a/ssda903 202627/x/header.csv", "a/ssda903/x"),
        ("a/25_26 final (2).zip", "a/final (2)"),
        ("region.zip > a/25_26.zip > header.csv", "region/a"),
        ("2026.zip", "."),
        ("header.csv", "."),
        ("team 4/old.xml", "team 4/old"),
        ("Leeds/last year/header.csv", "Leeds"),
        ("Leeds/This_Year/header.csv", "Leeds"),
    ],
)
def test_the_years_of_what_names_no_council_stay_together(path, lies_in):
    assert place(path) == lies_in


@pytest.mark.parametrize(
    "files",
    [
        a_return("Bristol/2026"),
        [*a_return("Bristol/this year"), *a_return("Leeds move/last year", year=2025)],  # the same children
        [*a_return("x"), ("Leeds/missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/06/2014,M,02/05/2025,\n")],
    ],
    ids=["one council", "a folder with another council's name", "a name on a small table"],
)
def test_nothing_is_asked_where_there_is_one_council(files):
    loaded = loaded_from(*files)
    assert not [question for question in loaded.questions if question.key.startswith("council-of")]
    assert len(of_this_year(loaded)) > 1
