"""Ask's calls of the session: the database in steps, again only when something changed, and results as files."""

import io
import sqlite3

import pytest
from python_calamine import CalamineWorkbook

from support.made import checked_sample


@pytest.fixture(scope="module")
def session():
    return checked_sample()


def built(session, have=0):
    step = session.ask_begin(have)
    names = []
    while not step["done"]:
        names.append(step["table"])
        step = session.ask_step()
    return step, [name for name in names if name]


def test_the_database_is_made_a_table_at_a_step(session):
    step, names = built(session)
    connection = sqlite3.connect(":memory:")
    connection.deserialize(step["bytes"])
    for table in step["tables"]:
        (rows,) = connection.execute(f'SELECT count(*) FROM "{table["name"]}"').fetchone()
        assert rows == table["rows"]
        columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table["name"],))]
        assert columns == [column["name"] for column in table["columns"]]
        assert table["row"] and all(column["meaning"] for column in table["columns"])
    assert names == [table["name"] for table in step["tables"]]
    groups = {table["name"]: table["group"] for table in step["tables"]}
    assert groups["Episodes"] == "This year’s return" and groups["Episodes_last"] == "Last year’s return"
    assert groups["findings"] == "Worked out for you"


def test_it_is_made_again_only_when_something_changed(session):
    step, _ = built(session)
    assert "bytes" not in session.ask_begin(step["version"]) and session.ask_begin(step["version"])["done"]
    session.accept({}, "seen", [0])
    again = session.ask_begin(step["version"])
    assert not again["done"] and again["version"] > step["version"]
    session.accept({}, "", [0])
    before = built(session)[0]["version"]
    session.add_file("workers.csv", b"CHILD,WORKER,TEAM\n1,Ann,North\n")
    assert session.ask_begin(before)["version"] > before


def test_the_list_of_workers_is_a_table():
    session = checked_sample()
    child = session.children({}, "", 0, 1, "")["rows"][0]["child"]
    session.add_file("workers.csv", f"CHILD,WORKER,TEAM\n{child},Ann Lee,North\n".encode())
    connection = sqlite3.connect(":memory:")
    connection.deserialize(built(session)[0]["bytes"])
    assert connection.execute("SELECT * FROM workers").fetchall() == [(child, "Ann Lee", "North")]


COLUMNS = [
    {"name": "CHILD", "type": "text"},
    {"name": "=name", "type": "text"},
    {"name": "born", "type": "date"},
    {"name": "n", "type": "number"},
    {"name": "yes", "type": "yes or no"},
]
ROWS = [["007", "=1+1", "2012-05-06", 2.5, True], [None, "+x", None, None, False]]


def test_a_result_as_csv_is_safe_to_open(session):
    made = session.ask_file("csv", "Children / moved", COLUMNS, ROWS)
    assert made["bytes"].decode("utf-8-sig").splitlines() == [
        "CHILD,'=name,born,n,yes",
        "007,'=1+1,2012-05-06,2.5,yes",
        ",'+x,,,no",
    ]
    assert made["name"].endswith(".csv") and "Children moved" in made["name"] and "/" not in made["name"]


def test_a_result_as_a_workbook_has_texts_dates_and_numbers(session):
    made = session.ask_file("xlsx", "", COLUMNS, ROWS)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made["bytes"])).get_sheet_by_index(0).to_python()
    assert rows[0] == ["CHILD", "=name", "born", "n", "yes"]
    assert [str(value) for value in rows[1]] == ["007", "=1+1", "2012-05-06", "2.5", "yes"]


def test_the_words_name_codes_with_meanings(session):
    words = session.ask_words()
    assert {"code": "C2", "meaning": "Full care order"} in words["codes"]["LS"]
    assert {one["language"] for one in words["helpers"]} == {"", "sql", "python"}
