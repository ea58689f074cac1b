"""The tidy tables: typed, with keys that hold, losing nothing of the return."""

import csv
import datetime as dt
import io
import json
import sqlite3

import pandas as pd
import pytest

import check903
from check903.figures.figures import Figures
from check903.figures.rows import rows
from check903.reference import schema
from check903.tidy import columns, csv_files, model, sqlite
from check903.tidy import files as export
from check903.tidy.fields import TYPES
from support.made_findings import made_findings


@pytest.fixture(scope="module")
def findings():
    """A made-up return with errors, checked."""
    return made_findings(60, seed=3)


@pytest.fixture(scope="module")
def tables(findings):
    return {table.name: table for table in model.tidy(findings)}


@pytest.fixture(scope="module")
def database(tables):
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA foreign_keys = ON")
    assert list(sqlite.write(connection, tables.values())) == list(tables)
    yield connection
    connection.close()


def test_periods_and_placements_are_what_the_episodes_refer_to(database):
    told = 'SELECT "from", "table" FROM pragma_foreign_key_list(\'{}\')'
    assert set(database.execute(told.format("Episodes"))) == {
        ("CHILD", "children"),
        ("period", "periods"),
        ("placement", "placements"),
    }
    assert set(database.execute(told.format("placements"))) == {("CHILD", "children"), ("period", "periods")}


def test_a_placement_says_where_it_was(database):
    both = """SELECT p.PL_DISTANCE, p.PL_LOCATION, e.PL_DISTANCE, e.PL_LOCATION FROM placements p
              JOIN Episodes e ON e.placement = p.placement AND e.DECOM = p.start"""
    found = database.execute(both).fetchall()
    assert len(found) > 20 and all(row[:2] == row[2:] for row in found)
    assert {row[1] for row in found} >= {"IN", "OUT"}


def test_every_key_is_unique_and_what_is_referred_to_is_there(database, tables):
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in tables.values():
        keys = list(table.columns[table.key])
        assert len(set(keys)) == len(keys) and None not in keys, table.name


def test_values_are_of_the_type_that_the_dictionary_names(tables):
    kinds = {"text": str, "date": dt.date, "integer": int, "number": float}
    assert set(kinds) == set(TYPES)
    for table in tables.values():
        for field in table.fields:
            wrong = [v for v in table.columns[field.name] if v is not None and type(v) is not kinds[field.type]]
            assert not wrong, (table.name, field.name, wrong[:3])


def test_plain_columns_hold_the_same_values(tables):
    """What the page makes Parquet files of: JSON, a date as its days since 1970."""
    made = json.loads(json.dumps(columns.to_dicts(tables.values())))
    assert [table["name"] for table in made] == list(tables)
    for table in made:
        of = tables[table["name"]]
        assert [(one["name"], one["type"]) for one in table["columns"]] == [(one.name, one.type) for one in of.fields]
        for one in table["columns"]:
            values = [one["distinct"][code] for code in one["codes"]]
            if one["type"] == "date":
                values = [None if days is None else dt.date(1970, 1, 1) + dt.timedelta(days) for days in values]
            assert values == list(of.columns[one["name"]]), (of.name, one["name"])


def test_the_return_can_be_made_again_from_values_and_as_written(findings, tables):
    cells = {}
    for name, row, column, text in zip(*(tables["as_written"].columns[c] for c in ("table", "row", "column", "text"))):
        cells[name, row, column] = text
    for name in findings.r.loaded:
        for column in schema.spec_of(name).names:
            texts = getattr(findings.rows(name), column).texts()
            again = [cells.get((name, row, column), _text(v)) for row, v in enumerate(tables[name].columns[column])]
            assert again == texts, (name, column)
    assert any(text for text in cells.values()), "the sample has a date that can't be read"


def _text(value) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if hasattr(value, "year") else f"{value:g}" if isinstance(value, float) else value


def test_a_finding_leads_to_its_row_with_sql(findings, database):
    found = database.execute(
        "SELECT f.CHILD, e.CHILD FROM findings f JOIN Episodes e ON f.\"table\" = 'Episodes' AND e.rowid = f.row"
    ).fetchall()
    assert len(found) == sum(name == "Episodes" for name in findings.findings["table"]) > 0
    assert all(one == other for one, other in found)


def test_the_age_is_that_on_the_first_day_of_the_episode(database):
    born, began, age = database.execute(
        "SELECT h.DOB, e.DECOM, e.age FROM Episodes e JOIN Header h USING (CHILD) WHERE h.DOB IS NOT NULL"
    ).fetchone()
    assert age == int(began[:4]) - int(born[:4]) - (began[5:] < born[5:])


def test_each_csv_file_has_the_rows_of_its_table_and_no_formulas(tables):
    files = dict(csv_files.files(tables.values()))
    assert set(files) == {f"{name}.csv" for name in tables}
    for name, table in tables.items():
        rows = list(csv.reader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"))))
        assert rows[0] == [field.name for field in table.fields] and len(rows) == len(table) + 1
    assert not any(cell[:1] in ("=", "+", "@") for data in files.values() for cell in data.decode().split(","))


def test_figures_are_those_of_the_command(findings, database):
    """Every line of the day, last year's too, and at the months' ends all but the groups."""
    columns = "id, split, group_name, value, out_of, percent, cannot_tell, records, with_errors, low, high, lacks"
    day = findings.r.collection.end.isoformat()
    found = database.execute(f"SELECT {columns} FROM figures WHERE day = ? ORDER BY figure_row", (day,)).fetchall()
    wanted = rows(Figures(findings.r, findings.r.collection.end, findings))
    names = columns.replace("group_name", "group").replace("out_of", "of").split(", ")
    assert found == [tuple(row[name] if row[name] != "" else None for name in names) for row in wanted]
    months = "SELECT day, value FROM figures WHERE id = 'cla_on_day' AND split IS NULL AND group_name IS NULL"
    assert len(dict(database.execute(months).fetchall())) == 24
    (before,) = database.execute(f"{months} AND day = '2026-03-31'").fetchall()
    assert before[1] == wanted[0]["last_year"]["value"] > 0


def test_the_dictionary_has_a_line_for_every_column(tables):
    listed = set(tables["dictionary"].columns["column_key"])
    assert listed == {f"{t.name}.{f.name}" for t in tables.values() for f in t.fields}
    text = model.markdown(tables.values())
    assert all(f"\n## {name}\n" in text for name in tables)
    assert "One row is an episode in the return." in text and "One row is a rule of 2026-27." in text
    assert set(schema.TABLES) <= set(tables)


def test_without_council_and_postcodes_the_derived_columns_are_left_out():
    frame = {"Episodes": pd.DataFrame({"CHILD": ["1"], "DECOM": ["01/04/2026"], "PL_POST": ["B1 1AA"]})}
    tables = {table.name: table for table in model.tidy(check903.check(frame, year=2027))}
    names = [field.name for field in tables["Episodes"].fields]
    assert "DECOM" in names and "PL_LOCATION" not in names
    assert list(tables["Episodes"].columns["file"]) == [None]


@pytest.fixture(scope="module")
def written(findings, tmp_path_factory):
    """Kind -> folder with what was exported."""
    folder = tmp_path_factory.mktemp("exported")
    for kind in export.KINDS:
        export.write(folder / kind, export.export(findings, kind))
    return folder


def test_pandas_duckdb_and_sqlite_read_the_same(written, findings):
    import duckdb

    exported = {table.name: table for table in model.tidy(findings, to_read=True)}

    connection = sqlite3.connect(written / "sqlite" / "return.sqlite")
    for name, table in exported.items():
        plain = [tuple(v.isoformat() if isinstance(v, dt.date) else v for v in row) for row in table.rows()]
        assert connection.execute(f'SELECT * FROM "{name}"').fetchall() == plain
        parquet = str(written / "parquet" / f"{name}.parquet")
        assert duckdb.sql(f"SELECT * FROM read_parquet('{parquet}')").fetchall() == list(table.rows())
        frame = pd.read_csv(written / "csv" / f"{name}.csv", keep_default_na=False, dtype=str)
        assert frame.to_numpy().tolist() == [["" if v is None else str(v) for v in row] for row in plain]
    connection.close()


def test_what_is_there_is_never_written_over(written, findings):
    with pytest.raises(FileExistsError):
        export.write(written / "csv", export.export(findings, "csv"))
    assert (written / "csv" / export.DICTIONARY).read_text().startswith("# Tidy 903")
