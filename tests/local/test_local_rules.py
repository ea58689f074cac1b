"""Local rules: what a file may say, what its rules find in each language, and that none does harm or stops another."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

import check903
from check903 import engine, sample
from check903.local import run_local
from check903.local.apart import run_apart
from check903.local.files import LocalFile, listed
from check903.local.rows_of import return_of
from check903.reading.local_rules import is_local
from check903.reference import schema
from check903.tidy import sqlite
from check903.tidy.model import tidy
from support.rule_runs import table_of

DOCS = Path(__file__).parents[2] / "docs" / "local-rules.md"
MISSING = [
    ("A", "M", "01/05/2026", "31/05/2026"),  # 30 days
    ("A", "M", "01/07/2026", "01/08/2026"),  # 31
    ("B", "A", "01/07/2026", ""),
    ("C", "M", "31/06/2026", "01/9/2026"),
]
EPISODES = [("B", f"01/{month:02}/2026", "P", "U4", "B1 1AA") for month in range(5, 11)] + [
    ("A", "01/05/2026", "S", "", "")
]


@pytest.fixture(scope="module")
def database():
    """The tidy tables of a small return, as bytes."""
    this = {
        "Missing": table_of("Missing", ["CHILD", "MISSING", "MIS_START", "MIS_END"], MISSING),
        "Episodes": table_of("Episodes", ["CHILD", "DECOM", "RNE", "PLACE", "PL_POST"], EPISODES),
        "OC2": table_of("OC2", ["CHILD", "SDQ_SCORE"], [("A", "7.50"), ("B", "")]),
    }
    last = {"Missing": table_of("Missing", ["CHILD", "MIS_START"], [("Z", "01/05/2025")])}
    return sqlite.database(tidy(check903.check(this, last, year=2027, rules=["101"])))


def in_sql(statement: str, code: str = "L1", fields: str = "Missing.MIS_START Missing.MIS_END", more: str = "") -> str:
    return f"-- rule: {code}\n-- title: T\n-- wrong: W.\n-- fix: F.\n-- fields: {fields}\n{more}{statement}\n"


def in_python(body: str, decorator: str = "local_rule", code: str = "L1", fields: str = "Missing.MIS_START") -> str:
    return (
        f"from check903.local import local_rule, return_rule\n\n"
        f'@{decorator}("{code}", "{fields}", title="T", wrong="W.", fix="F.")\ndef found(t):\n    {body}\n'
    )


def answers(database: bytes, text: str, name: str = "own.sql", **given):
    return run_local([(name, text)], database, **given)


def told(database: bytes, text: str, name: str = "own.sql", **given) -> list[str]:
    """What could not be used or failed."""
    found = answers(database, text, name, **given)
    return [one["text"] for one in found["problems"]] + [one["problem"] for one in found["rules"] if one["problem"]]


def test_the_example_of_the_document_in_three_languages(database):
    """SQL, pandas and the rules' language give the same rows."""
    blocks = re.findall(r"```(sql|python)\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    found = [answers(database, text, f"own.{kind}") for kind, text in blocks]
    assert [kind for kind, _ in blocks] == ["sql", "python", "python"]
    assert [one["problems"] for one in found] == [[], [], []]
    for one in found:
        assert not one["rules"][0]["problem"]
        assert [(f["table"], f["row"], f["child"]) for f in one["rules"][0]["findings"]] == [("Missing", 1, "A")]
        assert one["rules"][0]["findings"][0]["evidence"].startswith("From 01/07/2026; To 01/08/2026")
    assert found[2]["rules"][0]["findings"][0] | {"evidence": ""} == {
        "rule": "L1", "table": "Missing", "row": 1, "file": "", "line": None, "child": "A", "evidence": "",
        "fields": ["MIS_START", "MIS_END"], "beside_table": "Missing", "beside_row": 0,
    }  # fmt: skip
    assert found[2]["rules"][0]["findings"][0]["evidence"] == "From 01/07/2026; To 01/08/2026; days 31."
    children = found[0]["rules"][1]
    assert (children["severity"], children["findings"][0]["child"]) == ("look", "B")
    assert children["findings"][0]["evidence"] == "placements 6."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("m = t.Missing; return m[m.MISSING == 'A']", [("Missing", 2, "B")]),
        ("m = t.Missing; return m.MISSING == 'A'", [("Missing", 2, "B")]),
        ("m = t.Missing; return m.loc[m.MISSING == 'A', 'row']", [("Missing", 2, "B")]),
        ("return ['B', 'B']", [("", None, "B")]),
        ("return t['Missing'].CHILD.iloc[2:3]", [("", None, "B")]),
        ("return [3]", [("Missing", 3, "C")]),
        ("return t.Missing.merge(t.Episodes, on='CHILD', suffixes=('', '_e')).query('PLACE == \"U4\"')",
         [("Missing", 2, "B")]),
        ("m = t.Missing; m.drop(columns=['CHILD'], inplace=True); return []", []),
    ],
)  # fmt: skip
def test_what_a_function_of_frames_may_give(database, body, expected):
    found = answers(database, in_python(body), "own.py")
    assert not [one["problem"] for one in found["rules"] if one["problem"]]
    assert [(f["table"], f["row"], f["child"]) for f in found["rules"][0]["findings"]] == expected


FIELDS = "-- title: T\n-- wrong: W.\n-- fix: F.\n-- fields: Missing.MIS_START\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"-- rule: 7\n{FIELDS}SELECT 1", "own.sql, line 1: “7” is no code of a rule. A code begins with a letter"),
        (f"-- rule:\n{FIELDS}SELECT 1", "own.sql, line 1: the rule has no code."),
        (f"\n-- rule: L1\n{FIELDS}", "own.sql, line 2: rule L1 has no statement. Write a SELECT below"),
        ("-- rule: L1\n-- titel: T\nSELECT 1", "own.sql, line 2: there is no field titel. Did you mean title?"),
        ("-- rule: L1\n-- title: T\nSELECT 1", "own.sql, line 1: rule L1 has no wrong. Add what is wrong"),
        (in_sql("SELECT 1", fields="Missing.MIS_STRT"), "Missing has no column MIS_STRT. Did you mean MIS_START?"),
        (in_sql("SELECT 1", fields="Mising.MIS_START"), "there is no table Mising. Did you mean Missing?"),
        (in_sql("SELECT 1", fields="MIS_START"), "the field MIS_START names no table. Write table and column"),
        (in_sql("SELECT 1", more="-- severity: bad\n"), "“bad” is no severity. Write error, query or look."),
        (in_sql("SELECT 1", more="-- years: soon\n"), "“soon” is no year. Write 2027 for 2026-27"),
        (in_sql("SELECT 1;\nSELECT 2;"), "own.sql, line 7: rule L1 has more than one statement."),
        (in_sql("SELECT 1", code="INT01"), "the code INT01 is the Department’s. Choose another code."),
        (in_sql("SELECT 1", code="w4"), "the code w4 is of the checks beyond the Department’s."),
        (in_sql("SELECT row FROM Missing") * 2, "line 7: the code L1 is that of another rule, in own.sql, line 1."),
        ("SELECT 1;\n" + in_sql("SELECT row FROM Missing"), "own.sql, line 1: SQL stands before the first rule."),
        ("hello", "own.sql: no rule stands in it."),
        (in_sql("SELECT rowid FROM Missing\nWHERE MIS_STRT = 1"), "own.sql, line 7: rule L1: the table Missing has"),
        (in_sql("SELECT rowid FROM Mising"), "line 6: rule L1: there is no table Mising. Did you mean Missing?"),
        (in_sql("SELECT rowid FRM Missing"), "own.sql, line 6: rule L1: SQL can’t be read from Missing on."),
        (in_sql("SELECT 1 AS one"), "rule L1 gives one, and neither a row nor a child. Give the column row"),
        (in_sql("SELECT 99 AS row"), "rule L1: the table Missing has no row 99."),
        (in_sql("SELECT 'x' AS row"), "rule L1: “x” is no number of a row."),
        (in_sql("SELECT 'Q' AS CHILD"), "rule L1: the return has no child Q."),
        (in_sql("SELECT 0 AS row", fields="Reviews.REVIEW"), "the table Reviews is not loaded. Load Reviews."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_said_with_its_line_and_what_to_do(database, text, sentence):
    said = told(database, text)
    assert len(said) == 1 and sentence in said[0], said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (in_python("return t.Missing[t.Missing.BEGUN]"), "own.py, line 5: rule L1 stopped: 'DataFrame' object has no"),
        (in_python("return t.Reviews"), "own.py, line 5: rule L1 stopped: the table Reviews is not loaded."),
        (in_python("pass"), "own.py, line 3: rule L1 gives no table. End it with return and the rows of Missing"),
        (in_python("return 1 / 0"), "own.py, line 5: rule L1 stopped: division by zero."),
        (in_python("raise SystemExit"), "own.py, line 5: rule L1 stopped: SystemExit."),
        (in_python("return t.Reviews.where(0)", "return_rule"), "own.py, line 5: rule L1 stopped:"),
        (in_python("return 5", "return_rule"), "own.py, line 3: rule L1 gives no rows."),
        (in_python("return t.providers", "return_rule"), "line 3: rule L1 can’t run: Ofsted’s list is not loaded"),
        (in_python("return 1", fields="Mising.A"), "own.py, line 3: rule L1: there is no table Mising."),
        (in_python("return (1"), "own.py, line 5: Python can’t be read here: '(' was never closed."),
        ("import check903.local\nfrom nowhere import x\n", "line 2: Python stopped: No module named 'nowhere'."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_python_is_said_with_its_line(database, text, sentence):
    said = told(database, text, "own.py")
    assert len(said) == 1 and sentence in said[0], said


def test_a_rule_that_fails_stops_no_other(database):
    text = in_sql("SELECT nothing FROM Missing", "L1") + in_sql("SELECT rowid FROM Missing WHERE CHILD = 'B'", "L2")
    found = answers(database, text)
    assert [(one["rule"], len(one["findings"]), bool(one["problem"])) for one in found["rules"]] == [
        ("L1", 0, True),
        ("L2", 1, False),
    ]
    assert [one["rule"] for one in answers(database, text, skip=["L1"])["rules"]] == ["L2"], "switched off"


@pytest.mark.parametrize(("years", "runs"), [("2027", 1), ("2026-2027", 1), ("2026-", 1), ("2028-", 0), ("2026", 0)])
def test_years(database, years, runs):
    text = in_sql("SELECT row FROM Missing", more=f"-- years: {years}\n")
    assert len(answers(database, text)["rules"]) == runs


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM Missing",
        "UPDATE Missing SET CHILD = 'X'",
        "DROP TABLE Missing",
        "CREATE TABLE x (a)",
        "ATTACH 'other.db' AS other",
        "PRAGMA journal_mode = DELETE",
        "SELECT load_extension('x')",
        "VACUUM INTO 'copy.db'",
        "BEGIN",
    ],
)
def test_sql_reads_and_does_nothing_else(database, statement, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = in_sql(statement) + in_sql("SELECT row FROM Missing", "L2")
    found = answers(database, text)
    assert "rule L1 does more than read tables. Write one SELECT." in found["rules"][0]["problem"]
    assert len(found["rules"][1]["findings"]) == len(MISSING), "nothing was changed"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS row FROM n WHERE i < 0",
        "SELECT max(a.rowid + b.rowid * c.rowid) AS row FROM codes a, codes b, codes c, codes d, Missing",
    ],
)  # fmt: skip
def test_sql_that_goes_on_is_stopped(database, statement):
    found = answers(database, in_sql(statement) + in_sql("SELECT row FROM Missing", "L2"), seconds=0.2)
    assert "rule L1 took too long and was stopped." in found["rules"][0]["problem"]
    assert len(found["rules"][1]["findings"]) == len(MISSING)


def test_sql_makes_no_text_without_end(database):
    assert "string or blob too big" in told(database, in_sql("SELECT zeroblob(1000000000) AS row"))[0]


def test_python_that_goes_on_or_ends_its_process_is_stopped_and_the_others_go_on(database):
    """On the command line: each in a process of its own."""
    text = "from check903.local import return_rule\n"
    for code, body in (("L1", "return t.Missing"), ("L2", "while True: pass"), ("L3", "return t.Missing[:0]"),
                       ("L4", "import os; os._exit(3)")):  # fmt: skip
        text += in_python(body, "return_rule", code).partition("\n")[2].replace("def found", f"def found_{code}")
    found = run_apart([("own.py", text), ("ours.sql", in_sql("SELECT row FROM Missing", "L5"))], database, seconds=1)
    assert {one["rule"]: len(one["findings"]) for one in found["rules"]} == {"L1": 4, "L3": 0, "L5": 4}
    assert [one["text"] for one in found["problems"]] == [
        "own.py: rule L2 took longer than 1 seconds and was stopped.",
        "own.py: rule L4 ended the process that ran it.",
    ]


def test_a_file_is_known_by_what_stands_in_it_and_looked_at_without_being_run():
    python = in_python("return 1") + "\nraise SystemExit('it was run')\n"
    sql = in_sql("SELECT 1")
    assert is_local(python) and is_local(sql)
    assert listed(LocalFile("own.py", python)) == listed(LocalFile("own.sql", sql)) == [("L1", "T")]
    assert not is_local("CHILD,SEX\n1,2\n") and not is_local("SELECT 1") and not is_local("import pandas")
    assert listed(LocalFile("own.py", "from check903.local import (")) == []


def test_the_return_in_the_rules_language_is_the_council_s(database):
    """What the tidy tables type (7.50, 31/06/2026, 1/9/2026) is there as it was written."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database)
    r = return_of(connection)
    assert r.Missing.MIS_START.texts() == [row[2] for row in MISSING]
    assert r.Missing.MIS_END.texts() == [row[3] for row in MISSING]
    assert r.OC2.SDQ_SCORE.texts() == ["7.50", ""]
    assert r.Missing_last.CHILD.texts() == ["Z"]
    assert str(r.end) == "2027-03-31" and set(r.loaded) == {"Missing", "Episodes", "OC2", "Missing_last"}


def test_every_rule_of_the_department_finds_the_same_in_the_return_made_again(tmp_path):
    """So a local rule in their language sees what they see: but for Ofsted's list and postcodes, which it has not."""
    sample.generate(60, seed=3).write(tmp_path)
    files = check903.read([tmp_path / "this_year", tmp_path / "last_year"])
    checked = check903.check(files.this_year, files.last_year, year=files.year, authority="E08000025")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(sqlite.database(tidy(checked)))
    again = engine.check(return_of(connection), engine.in_force(schema.LAST_YEAR))
    run = {rule.code for rule in again.rules if rule.code not in again.not_run}
    expected = [one for one in _rows(checked) if one[0] in run]
    assert _rows(again) == expected and len(expected) > 50


def _rows(found) -> list[tuple[str, str, int]]:
    return [(rule.code, table, row) for rule, table, at in found.groups for row in found.row[at].tolist()]
