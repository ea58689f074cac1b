"""Local rules written from questions of Ask: the file says what the user said, and finds what the question found."""

from __future__ import annotations

import sqlite3

import pytest

from check903.ask import helpers
from check903.ask import sql as ask_sql
from check903.ask.python import Python
from check903.local import run_local
from check903.local.declared import LocalRule, Problem, Wrong
from check903.local.files import listed, rules_of
from check903.local.template import template
from check903.local.writing import fields_meant, next_code, why_not, written
from check903.reading.local_rules import LocalFile, is_local_file
from check903.session.session import Session
from support.made import checked_sample

TABLES = ["Header", "Episodes", "Missing", "findings"]
WORDS = {"rule": "L1", "title": "T", "wrong": "W.", "fix": "F.", "fields": "Missing.MIS_START Missing.MIS_END"}
SQL = "-- How long?\n\nSELECT CHILD, days(MIS_START, MIS_END) AS long\n-- of them\nFROM Missing\nWHERE long > 1;\n"
PYTHON = '''gone = Missing.assign(long=days(Missing.MIS_START, Missing.MIS_END))
words = """two
  lines"""
if len(words) != len("two") + 1 + len("  lines"):
    raise ValueError(words)
x = 1; (
    gone[gone.long > x][["CHILD", "long"]]
)
'''


@pytest.fixture(scope="module")
def session():
    return checked_sample()


@pytest.fixture(scope="module")
def database(session):
    session.ask_begin()
    while not (step := session.ask_step())["done"]:
        pass
    return step["bytes"]


@pytest.fixture(scope="module")
def connection(database):
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.deserialize(database)
    helpers.add_to(made)
    return made


def found(database, file: LocalFile) -> list:
    given = run_local([(file.name, file.text)], database)
    assert given["problems"] == [] and [one["problem"] for one in given["rules"]] == [""], given
    return given["rules"][0]["findings"]


PYTHON_RULES = template("python")


def children_of(answer) -> set:
    at = [one["name"] for one in answer["columns"]].index("CHILD")
    return {row[at] for row in answer["rows"]}


@pytest.mark.parametrize("language, code", [("sql", SQL), ("python", PYTHON)])
def test_the_rule_finds_what_the_question_found(database, connection, language, code):
    answer = ask_sql.run(connection, code) if language == "sql" else Python(connection).run(code)
    children = children_of(answer)
    assert len(children) > 2
    file = written(language, code, {**WORDS, "child": "CHILD"}, TABLES)
    assert is_local_file(file.text.encode()) and file.is_python == (language == "python")
    assert file.name == ("L1.py" if file.is_python else "L1.sql")
    assert listed(file) == [("L1", "T")]
    assert {one["child"] for one in found(database, file)} == children


@pytest.mark.parametrize(
    "code",
    [
        "Missing.groupby('CHILD').size()",
        "Missing.groupby('CHILD')[['MIS_START']].min()",
        "result = Missing[['CHILD']]",
        "tables.Missing[['CHILD']].drop_duplicates()",
        "def of(one):\n\n    return one[['CHILD']]\nof(Missing)",
        "Missing.pipe(lambda m: pd.DataFrame({'CHILD': m.CHILD, 'n': meaning(m.MISSING), 'd': today()}))",
    ],
)
def test_what_a_question_in_python_may_end_with(database, connection, code):
    file = written("python", code, WORDS, TABLES)
    children = children_of(Python(connection).run(code))
    assert children and {one["child"] for one in found(database, file)} == children


def test_rows_are_found_where_the_answer_has_their_numbers(database):
    by_sql = found(database, written("sql", "SELECT rowid FROM Missing", {**WORDS, "row": "rowid"}, TABLES))
    by_python = found(database, written("python", "Missing", {**WORDS, "row": "row"}, TABLES))
    assert [one["row"] for one in by_sql] == [one["row"] for one in by_python] and len(by_sql) > 5
    assert by_sql[0]["fields"] == ["MIS_START", "MIS_END"]
    named = "SELECT CHILD AS who, row FROM Missing"
    assert "-- child: who\n" in written("sql", named, {**WORDS, "child": "who"}, TABLES).text


IN_ONE = "-- rule: {}\n-- title: T\n-- wrong: W.\n-- fix: F.\n-- fields: Header.SEX\nSELECT rowid FROM Header"


@pytest.mark.parametrize(
    "second, name",
    [
        (IN_ONE.format("A2"), "own rules.sql"),
        ("DELETE FROM Header;\n" + IN_ONE.format("A2"), "own rules.zip"),
        (PYTHON_RULES.text, "own rules.zip"),
    ],
)
def test_all_files_as_one_that_can_be_dropped_in_again(second, name):
    """In SQL they stand below each other; where that would lose a rule, and with Python among them, in a zip."""
    own, again = Session(), Session()
    for number, text in enumerate((IN_ONE.format("A1"), second)):
        own.add_file(f"f{number}.txt", text.encode())
    made = own.local_together(["f0.txt", "f1.txt"])
    assert made["name"] == name
    again.add_file(made["name"], made["bytes"])
    rules = [[rule for file in one.local_files()["files"] for rule in file["rules"]] for one in (own, again)]
    assert rules[0] == rules[1] and len(rules[0]) >= 2
    assert own.local_together(["f1.txt"]) == {"name": "f1.txt", "bytes": second.encode()}
    assert own.local_together(["no such"]) == {}


def test_the_templates_find_the_same_in_each_language(session, connection, database):
    rule_of = {}
    for language in ("sql", "python"):
        made = session.local_template(language)
        file = LocalFile(made["name"], made["bytes"].decode().replace("> 30", "> 1"))
        assert is_local_file(made["bytes"]) and file.is_python == (language == "python")
        given = run_local([(file.name, file.text)], database)
        assert given["problems"] == [] and {one["severity"] for one in given["rules"]} == {"look"}
        rule_of |= {one["rule"]: [found["row"] for found in one["findings"]] for one in given["rules"]}
    answer = ask_sql.run(connection, "SELECT row FROM Missing WHERE days(MIS_START, MIS_END) > 1")
    rows = [row for [row] in answer["rows"]]
    assert len(rows) > 2 and rule_of == {"L1": rows, "L2": rows, "L3": rows}


HOSTILE = [
    "one\n-- rule: L2\n-- title: two",
    "\u2028-- rule: L2",
    'a"""\')\nimport os #',
    "\\' \\\" {x} %s \\N{BULLET}",
    "<img src=x onerror=alert(1)>",
    "\ud800 half",
]


@pytest.mark.parametrize("language, code", [("sql", SQL), ("python", PYTHON)])
@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words(language, code, text):
    words = {**WORDS, "title": text, "wrong": text, "fix": text, "severity": "look", "years": "2027-"}
    [rule] = rules_of(written(language, code, words, TABLES))
    plain = " ".join(text.replace("\ud800", "?").split())
    assert isinstance(rule, LocalRule)
    assert (rule.code, rule.title, rule.wrong, rule.fix) == ("L1", plain, plain, plain)
    assert (rule.severity, rule.years) == ("look", (2027, None))


@pytest.mark.parametrize(
    "language, code, sentence",
    [
        ("sql", "SELECT 1; SELECT 2", "A check is one SELECT."),
        ("sql", "CREATE TABLE x (y)", "A check is one SELECT."),
        ("sql", "-- nothing", "A check is one SELECT."),
        ("sql", "SELECT CHILD FROM Header\n-- rule: L2\nWHERE 1", "Take out the line with “-- rule:”."),
        ("python", "plot(Missing.groupby('CHILD').size())", "A check gives a table and no plot."),
        ("python", "x = Missing", "The question gives nothing."),
        ("python", "x = (", "Python can’t read the question."),
        ("python", "from math import *\nMissing", "The question can’t stand in a function: import * only"),
    ],
)
def test_what_can_be_no_rule_says_why(language, code, sentence):
    assert sentence in why_not(language, code, TABLES)
    with pytest.raises(Wrong):
        written(language, code, WORDS, TABLES)


@pytest.mark.parametrize("code", [SQL, "/* -- rule: no */ with a as (select CHILD from Header) select * from a"])
def test_what_can_be_one_has_no_reason(code):
    assert why_not("sql", code, TABLES) == ""


def test_missing_words_and_wrong_fields_are_named():
    for name in ("title", "wrong", "fix", "fields"):
        with pytest.raises(Wrong, match=f"has no {name}"):
            written("sql", SQL, {**WORDS, name: " "}, TABLES)
    with pytest.raises(Wrong) as wrong:
        written("sql", SQL, {**WORDS, "fields": "Missing.MIS_STRT"}, TABLES)
    assert wrong.value.remedy == "Did you mean MIS_START?"


def test_a_free_code_and_the_fields_it_seems_to_be_about():
    assert next_code(["l1", "L3", "W1"]) == "L2"
    assert fields_meant(SQL, ["CHILD", "MIS_START", "long"]) == "Missing.MIS_START"
    assert fields_meant("select CHILD from Header_last", ["CHILD"]) == "Header_last.SEX"
    assert fields_meant("select CHILD from findings", ["CHILD"]) == ""


def test_the_form_knows_what_holds_children_and_rows(session):
    child = session.children({}, "", 0, 1, "")["rows"][0]["child"]

    def offer(*columns, code=SQL):
        given = [{"name": name, "type": kind, "values": values} for name, kind, values in columns]
        return session.local_offer("sql", code, given, TABLES)

    good = offer(("CHILD", "text", [child]), ("who", "text", [child, None]), ("rowid", "number", [1]))
    assert (good["reason"], good["child"], good["row"]) == ("", ["CHILD", "who"], ["rowid"])
    assert (good["code"], good["year"], good["fields"]) == ("L1", 2027, "Missing.MIS_START Missing.MIS_END")
    assert offer(("CHILD", "text", []))["reason"] == ""
    for column in (("who", "text", []), ("CHILD", "text", ["no such child"]), ("CHILD", "number", [1])):
        assert offer(column)["reason"].startswith("A check needs a column with child ids")
    assert offer(("CHILD", "text", [child]), code="SELECT 1; SELECT 2")["reason"].startswith("A check is one SELECT.")


def test_a_code_that_another_rule_has_is_refused():
    session = checked_sample()
    made = session.local_write("sql", SQL, WORDS, TABLES)
    assert made["problem"] == "" and made["name"] == "L1.sql"
    session.add_file(made["name"], made["text"].encode())
    assert session.local_files()["files"][0]["text"] == made["text"]
    assert session.local_write("sql", SQL, WORDS, TABLES)["problem"].startswith("The code L1 is that of another rule.")
    assert session.local_write("sql", SQL, {**WORDS, "rule": "w1"}, TABLES)["text"] == ""
    assert "“../x” is no code" in session.local_write("sql", SQL, {**WORDS, "rule": "../x"}, TABLES)["problem"]
    assert session.local_offer("sql", SQL, [], TABLES)["code"] == "L2"


NESTED = "(" * 5_000 + ")" * 5_000


@pytest.mark.parametrize(
    "text",
    [
        f"from check903.local import local_rule\nx = {NESTED}\n",
        f"from check903.local import local_rule\nx = {'-' * 50_000}1\n",
        f"-- rule: L1\n-- title: T\n-- wrong: W\n-- fix: F\n-- fields: Header.SEX\nSELECT {NESTED}\n",
        "from check903.local import local_rule\n\0\n",
        "-- rule:\n" * 20_000,
    ],
    ids=["brackets", "signs", "brackets in SQL", "a nought", "many"],
)
def test_a_spoilt_file_is_listed_and_says_what_is_wrong(database, text):
    file = LocalFile("own", text)
    assert isinstance(listed(file), list)
    given = run_local([("own", text)], database)
    said = [*given["problems"], *(one["problem"] for one in given["rules"])]
    assert said and all(said) and not [one for rule in given["rules"] for one in rule["findings"]]
    assert all(isinstance(one, Problem) for one in rules_of(file)) or not file.is_python
