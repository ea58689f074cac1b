"""Questions about files: asked once, answered by key, kept, and asked again on demand."""

import pytest

from check903 import __main__ as cli
from check903.reading import Answer, LoadedFiles, Question, parts, questions
from check903.reading.result import UnreadableFile
from check903.session.session import Session
from support.files import HEADER, REVIEWS

ASKED = Question(
    "column:Reviews:X",
    "Is X the column Y?",
    "X is not known.",
    (Answer("use", "Use it", likely=True), Answer("no", "No")),
    rows=2,
)


@pytest.fixture(autouse=True)
def asks(monkeypatch):
    """Reviews asks a question. "use": its first note says so; "no": it is no table."""
    part_of = parts.part_of

    def asking(grid, table, answers=questions.NO_ANSWERS):
        part = part_of(grid, table, answers)
        if table == "Reviews":
            given = ASKED.answered(answers)
            if given and given.key == "no":
                raise UnreadableFile("no column is called Y.")
            part.questions.append(ASKED)
            part.notes.insert(0, f"Answer: {given.key if given else 'none'}")
        return part

    monkeypatch.setattr(parts, "part_of", asking)


def loaded_with(*names: str) -> LoadedFiles:
    loaded = LoadedFiles()
    for name in names:
        loaded.add(name, (REVIEWS if "reviews" in name else HEADER).encode() + f"{len(name)},,,\n".encode())
    return loaded


def test_asked_once_for_all_files_with_the_rows_of_all():
    loaded = loaded_with("reviews.csv", "header.csv", "a/reviews.csv")
    (question,) = loaded.questions
    assert (question.key, question.rows, loaded.answered) == (ASKED.key, 4, [])


def test_an_answer_reads_the_file_anew_and_can_be_taken_back():
    loaded = loaded_with("reviews.csv")
    loaded.answer(ASKED.key, "use")
    assert loaded.files[0].read.parts[0].notes[0] == "Answer: use"
    assert loaded.questions == [] and [answer.key for _, answer in loaded.answered] == ["use"]
    loaded.answer(ASKED.key, "")
    assert loaded.files[0].read.parts[0].notes[0] == "Answer: none"
    assert loaded.questions == [ASKED]


def test_an_answer_after_which_there_is_no_table_can_be_changed():
    loaded = loaded_with("reviews.csv")
    loaded.answer(ASKED.key, "no")
    assert loaded.files[0].read.parts[0].notes == ["Not used: no column is called Y."]
    assert [answer.key for _, answer in loaded.answered] == ["no"]
    loaded.answer(ASKED.key, "use")
    assert list(loaded.this_year) == ["Reviews"]


def test_an_answer_the_question_does_not_know_is_none():
    loaded = loaded_with("reviews.csv")
    loaded.answer(ASKED.key, "perhaps")
    assert loaded.questions == [ASKED]


def test_answers_hold_for_files_that_come_later_and_for_another_session():
    loaded = loaded_with("reviews.csv")
    loaded.answer(ASKED.key, "use")
    loaded.add("more/reviews.csv", REVIEWS.encode())
    assert loaded.questions == []
    other = loaded_with("reviews.csv")
    other.restore(loaded.kept())
    assert other.questions == []
    assert other.files[0].read.parts[0].notes[0] == "Answer: use"


def test_the_first_ones_first_then_by_rows():
    def question(key, rows, first=False):
        return Question(key, "", "", (), rows, first)

    asked = questions.together([question("few", 1), question("many", 9), question("before", 0, True)])
    assert [one.key for one in asked] == ["before", "many", "few"]


def test_the_session_asks_and_takes_answers():
    session = Session()
    session.add_file("reviews.csv", REVIEWS.encode())
    (asked,) = session.files()["questions"]
    assert asked["answers"][0] == {"key": "use", "label": "Use it", "effect": "", "likely": True}
    given = session.answer(ASKED.key, "use")
    assert given["questions"] == [] and [one["answer"] for one in given["answered"]] == ["use"]
    assert given["files"][0]["parts"][0]["asks"] == [ASKED.key]
    assert session.answer(ASKED.key)["answered"] == []


def test_the_command_line_names_the_option_and_takes_it(tmp_path, capsys):
    file = tmp_path / "reviews.csv"
    file.write_text(REVIEWS)
    cli.main([str(file)])
    assert 'Is X the column Y? X is not known.\n  Use it: --answer "column:Reviews:X=use"' in capsys.readouterr().err
    cli.main([str(file), "--answer", "column:Reviews:X=use"])
    assert "Is X" not in capsys.readouterr().err
    cli.main([str(file), "--answer", "column:Reviews:X=perhaps", "--answer", "Z=no"])
    told = capsys.readouterr().err
    assert (
        "Is X" in told
        and "--answer Z=no: no file asks that" in told
        and "X=perhaps: no file asks that, or not with that answer" in told
    )
