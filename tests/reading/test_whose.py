"""Returns of several councils dropped together: the user says which one is worked on."""

import pytest

from check903.reading import LoadedFiles

KEY = "council-of:E06000023:E08000035"  # Bristol, Leeds
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE\n"
HEADER = "CHILD,SEX,DOB,ETHNIC\n"


def a_return(folder: str, year: int = 2026, born: str = "2014", first: int = 1) -> list[tuple[str, str]]:
    """Header and Episodes of ten children who came into care in that collection year, in files of that folder."""
    ids = range(first, first + 10)
    header = HEADER + "".join(f"{n},1,{n - first + 1:02}/06/{born},WBRI\n" for n in ids)
    episodes = EPISODES + "".join(f"{n},{n - first + 1:02}/05/{year - 1},S,C2,N1,U6\n" for n in ids)
    return [(f"{folder}/header.csv", header), (f"{folder}/episodes.csv", episodes)]


def loaded_from(*files: tuple[str, str]) -> LoadedFiles:
    loaded = LoadedFiles()
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
    whys = {assigned.why for assigned in loaded.assignments().values()}
    assert whys == {f"Of {name}. Not checked until you choose a council." for name in ("Bristol", "Leeds")}


def test_one_is_worked_on_and_the_other_is_left_alone():
    loaded = loaded_from(*TWO)
    loaded.answer(KEY, "E08000035")
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
