"""Columns whose names are nearly right: asked about, and neither blank nor used before that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check903 import engine
from check903.corrections.changes import Log
from check903.model.change import Change
from check903.model.returns import Collection, Return
from check903.reading import LoadedFiles, misspelt
from check903.reference import schema
from check903.writing import corrected
from support.files import EPISODES, HEADER, OC3, said, workbook

SWAPPED = EPISODES.replace("REASON_PLACE_CHANGE", "REASON_PLACE_CHNAGE")


def loaded_from(name, data):
    loaded = LoadedFiles()
    loaded.set_year(2027)
    loaded.add("header.csv", HEADER.encode())
    (file,) = loaded.add(name, data.encode() if isinstance(data, str) else data)
    return loaded, file


def meant(names, table="Episodes"):
    return [(one.written, one.column, one.how) for one in misspelt.of_table(names, schema.TABLES[table], ())]


@pytest.mark.parametrize(
    ("written", "column", "how"),
    [
        ("REASON_PLACE_CHNAGE", "REASON_PLACE_CHANGE", "Two letters have changed places."),
        ("REASON_PLACE_CHANG", "REASON_PLACE_CHANGE", "One letter is missing."),
        ("REASONPLACE_CHANGEE", "REASON_PLACE_CHANGE", "There is one letter too many."),
        ("REASON_PLAVE_CHANGF", "REASON_PLACE_CHANGE", "Two letters differ."),
        ("Legal Statsu", "LS", "Two letters have changed places."),
        ("HOME_PSOT", "HOME_POST", "Two letters have changed places."),
        ("DECMO", "DECOM", "Two letters have changed places."),
        ("CHIDL", "CHILD", "Two letters have changed places."),
    ],
)
def test_a_name_that_is_nearly_right(written, column, how):
    assert meant([written]) == [(written, column, how)]


@pytest.mark.parametrize(
    ("written", "table"),
    [
        ("DE", "Episodes"),
        ("LSS", "Episodes"),
        ("COMMENT", "Episodes"),
        ("WORKER", "Episodes"),
        ("", "Episodes"),
        ("PLACE_OF_BIRTH", "Header"),
        ("XEC", "Episodes"),  # DEC or REC
        ("INTERVENTION_FERED", "OC3"),
    ],
)
def test_a_name_that_may_be_something_else(written, table):
    assert meant([written], table) == []


def test_two_names_for_one_column_are_left_alone():
    assert meant(["HOME_PSOT", "HOME_POTS"]) == []


@given(table=st.sampled_from(sorted(schema.TABLES)), data=st.data())
def test_a_slip_never_names_another_column_of_the_table(table, data):
    """One letter left out, doubled or changed with its neighbour gives the column itself or no question."""
    spec = schema.TABLES[table]
    name = data.draw(st.sampled_from(spec.names))
    at = data.draw(st.integers(0, len(name) - 1))
    slip = data.draw(st.sampled_from(["left out", "doubled", "swapped"]))
    written = {
        "left out": name[:at] + name[at + 1 :],
        "doubled": name[: at + 1] + name[at:],
        "swapped": name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
    }[slip]
    assert {one.column for one in misspelt.of_table([written], spec, ())} <= {name}


def test_the_question():
    loaded, _ = loaded_from("episodes.csv", SWAPPED)
    (question,) = loaded.questions
    assert question.key == "column:Episodes:REASON_PLACE_CHNAGE"
    assert question.sentence == "Is REASON_PLACE_CHNAGE the column REASON_PLACE_CHANGE?"
    assert question.evidence == "Two letters have changed places. Its one value is permitted there, such as CARPL."
    assert [(answer.key, answer.likely) for answer in question.answers] == [("use", True), ("no", False)]
    assert (question.where, question.rows) == ("episodes.csv", 3)


def not_run(loaded):
    return engine.check(Return(loaded.this_year, {}, Collection.of_year(2027)), engine.in_force(2027)).not_run


def test_open_it_is_not_blank_and_its_rules_are_not_run():
    loaded, file = loaded_from("episodes.csv", SWAPPED)
    why = "Is REASON_PLACE_CHNAGE the column REASON_PLACE_CHANGE? That waits for your answer on Files"
    waiting = {code for code, reason in not_run(loaded).items() if reason == why}
    named = {
        rule.code
        for rule in engine.in_force(2027)
        if ("Episodes", "REASON_PLACE_CHANGE") in rule.fields and not rule.needs
    }
    assert named and named <= waiting
    assert "counted as blank" not in " ".join(file.read.parts[0].notes)
    loaded.answer("column:Episodes:REASON_PLACE_CHNAGE", "use")
    assert loaded.this_year["Episodes"].columns["REASON_PLACE_CHANGE"].texts() == ["CARPL", "", ""]
    assert not waiting & not_run(loaded).keys()
    assert "Column REASON_PLACE_CHANGE found under the name “REASON_PLACE_CHNAGE”." in file.read.parts[0].notes
    loaded.answer("column:Episodes:REASON_PLACE_CHNAGE", "no")
    assert "Column REASON_PLACE_CHANGE not there: counted as blank." in file.read.parts[0].notes
    assert "REASON_PLACE_CHANGE" not in loaded.this_year["Episodes"].columns


def test_a_column_whose_values_do_not_fit_is_none_of_ours():
    text = HEADER.replace("SEX", "SEN").replace(",M,", ",E,").replace(",F,", ",K,")
    assert not loaded_from("other.csv", text)[0].questions
    assert "Column SEX not there: counted as blank." in said(text)
    assert loaded_from("other.csv", HEADER.replace("SEX", "SXE"))[0].questions


def test_the_childs_own_column():
    loaded, file = loaded_from("oc3.csv", OC3.replace("CHILD", "CHIDL"))
    assert file.read.parts[0].kind == "unknown" and "OC3" not in loaded.this_year
    loaded.answer("column:OC3:CHIDL", "use")
    assert loaded.this_year["OC3"].columns["CHILD"].texts() == ["101", "102"]
    loaded.answer("column:OC3:CHIDL", "")
    assert [question.key for question in loaded.questions] == ["column:OC3:CHIDL"]


def test_the_right_name_alone_makes_a_corrected_file():
    loaded, _ = loaded_from("episodes.csv", SWAPPED)
    assert corrected(loaded, Log(loaded.this_year)) == []
    loaded.answer("column:Episodes:REASON_PLACE_CHNAGE", "use")
    (file,) = corrected(loaded, Log(loaded.this_year))
    assert (file.data.decode(), file.changed) == (EPISODES, 1)
    assert file.notes == ["Column REASON_PLACE_CHNAGE is now called REASON_PLACE_CHANGE."]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_corrected_file_has_the_right_name(kind):
    data = SWAPPED if kind == "csv" else workbook({"S": [line.split(",") for line in SWAPPED.splitlines()]})
    loaded, _ = loaded_from(f"episodes.{kind}", data)
    loaded.answer("column:Episodes:REASON_PLACE_CHNAGE", "use")
    log = Log(loaded.this_year)
    log.apply(
        [Change("Episodes", 0, "REASON_PLACE_CHANGE", "CARPL", "CREQB"), Change("Episodes", 1, "PLACE", "U3", "U4")]
    )
    (file,) = corrected(loaded, log)
    assert file.notes == ["Column REASON_PLACE_CHNAGE is now called REASON_PLACE_CHANGE."]
    if kind == "csv":
        assert file.data.decode() == EPISODES.replace("CARPL", "CREQB").replace(",U3,", ",U4,")
    again, _ = loaded_from(file.name, file.data)
    assert not again.questions
    assert again.this_year["Episodes"].columns["REASON_PLACE_CHANGE"].texts() == ["CREQB", "", ""]
