"""Questions in SQL and Python: what they answer, and what is said where they can't."""

import pandas as pd
import pytest

from check903.ask import answers, helpers
from check903.ask.asker import Asker
from check903.tidy import model, sqlite
from support.made_findings import made_findings


@pytest.fixture(scope="module")
def database():
    """The database of a made-up return, as bytes."""
    return sqlite.database(model.in_turn(made_findings(60, seed=3)))


@pytest.fixture(scope="module")
def asker(database):
    return Asker(database)


def values(answer):
    assert answer["kind"] == "table", answer
    return answer["rows"]


# -- SQL --------------------------------------------------------------------------------------------------------------


def test_the_last_table_is_the_answer(asker):
    answer = asker.ask("sql", "-- first\nCREATE TEMP TABLE x AS SELECT 1 AS a;\nSELECT a, 'b; c' AS b FROM x; -- end")
    assert values(answer) == [[1, "b; c"]]
    assert answer["columns"] == [{"name": "a", "type": "number"}, {"name": "b", "type": "text"}]
    assert (answer["total"], answer["chart"], answer["printed"]) == (1, None, "")


def test_what_a_question_changes_is_as_it_was_for_the_next(asker):
    (many,) = values(asker.ask("sql", "SELECT count(*) FROM Episodes"))[0]
    assert values(asker.ask("sql", "DELETE FROM Episodes; SELECT count(*) FROM Episodes")) == [[0]]
    assert asker.ask("sql", "DROP TABLE Header; SELECT nothing")["kind"] == "fault"
    assert values(asker.ask("sql", "SELECT count(*) FROM Episodes")) == [[many]]
    assert values(asker.ask("sql", "SELECT count(*) > 0 FROM Header")) == [[1]]


@pytest.mark.parametrize(
    "code",
    [
        "ATTACH 'x' AS y",
        "BEGIN",
        "COMMIT",
        "SAVEPOINT x",
        "PRAGMA query_only = 1",
        "PRAGMA temp_store_directory = '/x'",
        "SELECT load_extension('x')",
        "VACUUM INTO '/x'",
    ],
)
def test_sql_that_leads_out_of_the_copies_is_refused(asker, code):
    answer = asker.ask("sql", f"SELECT 1;\n{code}")
    assert answer["kind"] == "fault" and answer["line"] == 2
    assert values(asker.ask("sql", "SELECT 1")) == [[1]]


def test_pragmas_that_only_say_something_are_answered(asker):
    assert len(values(asker.ask("sql", "PRAGMA table_info(Header)"))) > 3


def test_words_of_sql(asker):
    assert values(asker.ask("sql", "SELECT days('2026-04-01', '2026-05-01'), days(NULL, '2026-05-01')")) == [[30, None]]
    assert values(asker.ask("sql", "SELECT age('2012-02-29', '2030-02-28'), age('2012-02-29', '2030-03-01')")) == [
        [17, 18]
    ]
    assert values(asker.ask("sql", "SELECT meaning('LS', 'C2'), meaning('LS', 'QQ')")) == [["Full care order", "QQ"]]
    (day,) = values(asker.ask("sql", "SELECT today()"))[0]
    assert (day,) == sqlite_of(asker).execute("SELECT value FROM about WHERE fact = 'checked on'").fetchone()


def sqlite_of(asker):
    return asker._connection


@pytest.mark.parametrize(
    ("code", "sentence", "right"),
    [
        ("SELECT CHILD,\n GENDER FROM Header", "Line 2: the table Header has no column GENDER", "SEX"),
        (
            "SELECT h.GENDER FROM Header h JOIN Episodes e USING (CHILD)",
            "Line 1: the table Header has no column GENDER",
            "SEX",
        ),
        ("-- GENDER\nSELECT *\nFROM Episode", "Line 3: there is no table Episode", "Episodes"),
        ("SELECT 1;\nSELECT (2", "Line 2: SQL ends too early", ""),
        ("SELECT\n CHILD FROM Header h JOIN Episodes e", "Line 2: CHILD is a column of several tables here", ""),
        ("SELECT 1\nFORM Header", "Line 2: SQL can’t be read from Header on", ""),
        ("SELECT dayz('a', 'b')", "Line 1: SQL has no function dayz", "days"),
        ("-- nothing", "The question gives no table", ""),
    ],
)
def test_a_fault_of_sql_has_its_line_and_a_near_name(asker, code, sentence, right):
    answer = asker.ask("sql", code)
    assert (answer["kind"], answer["sentence"]) == ("fault", sentence)
    assert (answer["repair"] or {"right": ""})["right"] == right
    if right:
        repaired = code.splitlines()[answer["repair"]["line"] - 1].replace(answer["repair"]["wrong"], right)
        assert right in repaired


def test_what_there_is_instead_stands_under_the_fault(asker):
    answer = asker.ask("sql", "SELECT GENDER FROM Header")
    assert answer["more"].startswith("Did you mean SEX? Header has row, CHILD, SEX, DOB, ETHNIC, UPN,")
    assert answer["said"] == "no such column: GENDER"


# -- Python -----------------------------------------------------------------------------------------------------------


def test_the_last_expression_or_result_is_the_answer(asker):
    assert asker.ask("python", "x = 2\nx * 21")["value"] == 42
    assert values(asker.ask("python", "result = Header[['CHILD']].head(2)")) == values(
        asker.ask("sql", "SELECT CHILD FROM Header LIMIT 2")
    )
    assert asker.ask("python", "for x in (1, 2):\n    print(x)")["printed"] == "1\n2\n"
    assert asker.ask("python", "x = 1")["kind"] == "nothing"


def test_frames_are_typed(asker):
    answer = asker.ask("python", "{n: str(t) for n, t in tables.Episodes.dtypes.items()}")
    types = dict(values(answer))
    assert types["DECOM"].startswith("datetime64") and types["LS"] == "category" and types["CHILD"] == "str"
    assert types["age"].lower() == "int64" and types["row"] == "int64"
    assert asker.ask("python", "Episodes.LS.cat.categories[0]")["value"] == "C1"


def test_words_of_python(asker):
    assert values(asker.ask("python", "meaning(Episodes.LS).head(1)"))[0][0] in set(
        row[0] for row in values(asker.ask("sql", "SELECT meaning FROM codes WHERE list = 'LS'"))
    )
    both = asker.ask("python", "age(Header.DOB, today()).sum()")["value"]
    assert both == values(asker.ask("sql", "SELECT sum(age(DOB, today())) FROM Header"))[0][0]
    both = asker.ask("python", "days(Episodes.DECOM, Episodes.DEC).sum()")["value"]
    assert both == values(asker.ask("sql", "SELECT sum(days(DECOM, DEC)) FROM Episodes"))[0][0]


def test_a_question_does_not_spoil_the_tables_for_the_next(asker):
    before = asker.ask("python", "len(Header), Header.SEX.count()")
    asker.ask("python", "Header.drop(Header.index, inplace=True)\ntables.Header.pop('SEX')")
    assert values(asker.ask("python", "len(Header), Header.SEX.count()")) == values(before)


@pytest.mark.parametrize(
    ("code", "sentence", "right"),
    [
        ("a = 1\nHeader[['CHILD',\n  'GENDER']]", "Line 3: the table Header has no column GENDER", "SEX"),
        ("Header.GENDER", "Line 1: the table Header has no column GENDER", "SEX"),
        ("Header['GENDER']", "Line 1: the table Header has no column GENDER", "SEX"),
        ("tables.Episode", "Line 1: there is no table Episode", "Episodes"),
        ("1\nEpisode", "Line 2: there is nothing called Episode", "Episodes"),
        ("1 / 0", "Line 1: Python stopped: division by zero", ""),
        ("x = (1", "Line 1: Python can’t be read here: '(' was never closed", ""),
        ("import sys\nsys.exit()", "Line 2: Python stopped: it gives no reason", ""),
    ],
)
def test_a_fault_of_python_has_its_line_and_a_near_name(asker, code, sentence, right):
    answer = asker.ask("python", code)
    assert (answer["kind"], answer["sentence"]) == ("fault", sentence)
    assert (answer["repair"] or {"right": ""})["right"] == right
    assert "check903/ask" not in answer["said"].replace("\\", "/")


def test_plot_names_its_columns(asker):
    answer = asker.ask("python", "plot(Episodes.groupby('LS').size())")
    assert answer["chart"] == {"kind": "bar", "x": "LS", "y": "value"} and len(values(answer)) > 2
    answer = asker.ask("python", "plot(Episodes.groupby('LS').size().reset_index(name='n'), 'LS', 'n', 'line')")
    assert answer["chart"] == {"kind": "line", "x": "LS", "y": "n"}
    assert asker.ask("python", "plot(Header, 'SEX', 'nothing')")["kind"] == "fault"


def test_rows_are_named_where_their_index_says_something(asker):
    def names(code):
        return [one["name"] for one in asker.ask("python", code)["columns"]]

    assert names("Header[['SEX']].iloc[3:5]") == ["SEX"]
    assert names("Header.set_index('CHILD')[['SEX']]") == ["CHILD", "SEX"]
    assert names("Episodes.groupby(['LS', 'PLACE'])[['age']].mean()") == ["LS", "PLACE", "age"]
    assert names("Episodes.pivot_table(index='LS', columns='RNE', values='age', aggfunc='count')")[0] == "LS"
    assert names("pd.DataFrame({'a': [1]}, index=pd.Index([5], name='a'))") == ["a (index)", "a"]


def test_memory_running_out_is_a_sentence(asker, monkeypatch):
    def full(self, code):
        raise MemoryError

    monkeypatch.setattr("check903.ask.python.Python.run", full)
    assert asker.ask("python", "1")["sentence"] == "There was not enough memory for this question"


# -- values -----------------------------------------------------------------------------------------------------------


def test_every_value_can_be_said():
    given = [pd.NaT, float("nan"), pd.NA, None, 2**60, float("inf"), b"ab", pd.Timestamp(2026, 4, 1), pd.Timedelta(3)]
    assert [answers.cell(one) for one in given[:4]] == [None] * 4
    assert answers.cell(given[4]) == str(2**60) and answers.cell(given[5]) == "inf"
    assert answers.cell(given[6]) == "2 bytes" and answers.cell(given[7]) == "2026-04-01"
    assert answers.cell("\ud800x") == "?x" and len(answers.cell("x" * 10_000)) == answers.LONGEST + 1


def test_a_column_has_one_type_and_no_name_stands_twice():
    answer = answers.table(["a", "a", "d"], [(1, "x", "2026-04-01"), ("b", None, None)])
    assert answer["columns"] == [
        {"name": "a", "type": "text"},
        {"name": "a_2", "type": "text"},
        {"name": "d", "type": "date"},
    ]
    assert answer["rows"] == [["1", "x", "2026-04-01"], ["b", None, None]]


def test_rows_beyond_what_a_page_can_hold_are_counted(monkeypatch):
    monkeypatch.setattr(answers, "MOST_CELLS", 10)
    answer = answers.table(["a", "b"], ((n, n) for n in range(20)))
    assert (len(answer["rows"]), answer["total"]) == (5, 20)


def test_an_answer_holds_no_more_text_than_a_page_can_read(asker, monkeypatch):
    monkeypatch.setattr(answers, "MOST_CHARACTERS", 10)
    answer = answers.table(["a"], (("xxxx",) for _ in range(20)))
    assert (answer["rows"], answer["total"]) == ([["xxxx"]] * 3, 20)


def test_the_helpers_are_said_as_they_are_written(asker):
    for word in helpers.WORDS:
        assert word.split("(")[0] in ("days", "age", "today")
