"""A return exported and read again is the same return: every cell, every finding, every rule that isn't run."""

import csv
import io
import sqlite3
import zipfile

import pandas as pd
import pytest

import check903
from check903.api import prepare
from check903.engine import run
from check903.model.returns import Collection
from check903.reading import LIMITS, exported, read_file, strangers
from check903.reference import schema
from check903.sample import generate
from check903.tidy import files
from check903.writing import return_xml


def checked(loaded, year=2027):
    """Findings of what was loaded, which knows year and council."""
    r, rules, result = prepare(loaded.this_year, loaded.last_year, Collection.of_year(year), authority="E06000023")
    for _ in run(r, rules, result):
        pass
    return result


def with_everything_odd():
    """A return with errors, last year's beside, and all that a table of typed values could lose: dates that are none or
    can be read two ways, an error of Excel, a column that isn't there, one with a misspelt name, a table without rows.
    """
    made = generate(60, seed=5, share=0.6)
    found = {f"this_year/{name}": data for name, data in made.this_year.items()}
    found |= {f"last_year/{name}": data for name, data in made.last_year.items()}
    text = found["this_year/reviews.csv"].decode("utf-8-sig")
    head, first, second, third, *rest = text.splitlines()
    assert head.split(",")[:3] == ["CHILD", "DOB", "REVIEW"]

    def review(line, day):
        child, born, _, *more = line.split(",")
        return ",".join([child, born, day, *more])

    rows = [review(first, "31/02/2026"), review(second, "#N/A"), review(third, "1/6/2026"), *rest]
    found["this_year/reviews.csv"] = "\n".join([head, *rows]).encode()
    frame = pd.read_csv(io.BytesIO(found["this_year/oc2.csv"]), dtype=str, keep_default_na=False)
    frame = frame.drop(columns=["INTERVENTION_OFFERED"]).rename(columns={"CONVICTED": "CONVICTD"})
    found["this_year/oc2.csv"] = frame.to_csv(index=False).encode()
    missing = pd.read_csv(io.BytesIO(found["this_year/missing.csv"]), dtype=str, keep_default_na=False)
    missing["MIS_START"] = [f"0{number % 9 + 1}/05/26" for number in range(len(missing))]  # day first, or month?
    found["this_year/missing.csv"] = missing.to_csv(index=False).encode()
    found["this_year/dolo.csv"] = b"CHILD,DOLO_START\n"
    return check903.read(found, 2027)


@pytest.fixture(scope="module")
def odd():
    return checked(with_everything_odd())


@pytest.fixture(scope="module", params=files.KINDS)
def again(request, odd, tmp_path_factory):
    """The same return from its export, in each kind."""
    folder = tmp_path_factory.mktemp(request.param)
    files.write(folder / "out", files.export(odd, request.param))
    loaded = check903.read(folder / "out")
    assert not [file.read.problem for file in loaded.files if file.read.problem]
    return loaded


def cells(findings):
    return {
        (name, column): findings.r.table(name).columns[column].texts()
        for name in sorted(findings.r.loaded)
        for column in schema.spec_of(name).names
        if column in findings.r.table(name).columns
    }


def test_the_sample_holds_what_could_be_lost(odd):
    reviews = odd.r.table("Reviews").columns["REVIEW"]
    assert reviews.texts()[:3] == ["31/02/2026", "#N/A", "1/6/2026"] and reviews.unknown_rows()[1]
    oc2 = odd.r.table("OC2")
    assert "INTERVENTION_OFFERED" not in oc2.columns and "CONVICTED" in oc2.waiting
    assert odd.r.table("DoLo").columns.keys() == {"CHILD", "DOLO_START"} and len(odd) > 20


def test_every_cell_finding_and_reason_is_the_same(odd, again):
    assert again.year == 2027
    found = checked(again)
    assert cells(found) == cells(odd)
    for name in odd.r.loaded:
        mine, theirs = odd.r.table(name), found.r.table(name)
        assert mine.waiting.keys() == theirs.waiting.keys(), name
        for column, one in mine.columns.items():
            assert one.unknown_rows().tolist() == theirs.columns[column].unknown_rows().tolist(), (name, column)
    pd.testing.assert_frame_equal(found.findings, odd.findings)
    assert found.not_run.keys() == odd.not_run.keys()


def test_what_lies_beside_is_said_to_be_no_part_of_it(again):
    said = [part.notes[0] for file in again.files for part in file.read.parts if part.kind == "unknown"]
    assert set(said) <= {exported.BESIDE, strangers.PARQUET}
    assert all(exported.NOTE in p.notes for f in again.files for p in f.read.parts if p.kind == "table")


def test_a_return_in_xml_is_one_again(tmp_path):
    loaded = check903.read({"return.xml": return_xml_of(with_asylum_seekers())}, 2027)
    before = checked(loaded)
    assert before.r.file_format == "xml" and before.r.Header.UASC.texts().count("1") == 1
    files.write(tmp_path, files.export(before, "sqlite"))
    after = checked(check903.read(tmp_path))
    assert after.r.file_format == "xml" and after.r.Header.UASC.texts() == before.r.Header.UASC.texts()
    pd.testing.assert_frame_equal(after.findings, before.findings)


def with_asylum_seekers():
    header = pd.DataFrame({"CHILD": ["1", "2"], "SEX": ["M", "F"], "DOB": ["01/02/2012"] * 2, "ETHNIC": ["WBRI"] * 2})
    uasc = pd.DataFrame({"CHILD": ["1"], "SEX": ["M"], "DOB": ["01/02/2012"], "DUC": [""]})
    episodes = pd.DataFrame({"CHILD": ["1", "2"], "DECOM": ["01/05/2026"] * 2, "RNE": ["S"] * 2, "LS": ["V2"] * 2})
    return check903.check({"Header": header, "UASC": uasc, "Episodes": episodes}, year=2027)


def return_xml_of(findings):
    tables = {name: findings.r.table(name) for name in findings.r.loaded}
    return return_xml.return_as_xml(tables)


def test_an_exported_file_alone_corrected_in_excel(odd, tmp_path):
    """The text of a cell that was corrected since is not put back."""
    files.write(tmp_path, files.export(odd, "csv"))
    rows = list(csv.reader((tmp_path / "Reviews.csv").open(encoding="utf-8-sig", newline="")))
    at = rows[0].index("REVIEW")
    assert [row[at] for row in rows[1:4]] == ["", "", "2026-06-01"]
    rows[1][at], rows[3][at] = "2026-02-28", "2026-06-02"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    (read,) = read_file("my reviews.csv", out.getvalue().encode())
    (part,) = read.parts
    assert part.table_name == "Reviews" and part.year == 2027
    assert part.table.columns["REVIEW"].texts()[:3] == ["28/02/2026", "#N/A", "02/06/2026"]


def test_corrected_files_of_a_database_are_csv(odd):
    from check903.corrections.changes import Log
    from check903.model.change import Change
    from check903.writing import files as writing

    database = dict(files.export(odd, "sqlite"))["return.sqlite"]
    loaded = check903.read({"return.sqlite": database})
    log = Log(loaded.this_year)
    log.apply([Change("Reviews", 0, "REVIEW", "31/02/2026", "28/02/2026")])
    (file,) = writing.corrected(loaded, log)
    assert file.name.endswith("Reviews.csv") and not [note for note in file.notes if "Read back" in note]
    assert b"28/02/2026" in file.data


# -- files that are none ----------------------------------------------------------------------------------------------


def database(*statements):
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    return connection.serialize()


COLUMNS = '"row", CHILD, REVIEW, REVIEW_CODE, return_year, text_as_written, columns_lacking'
ENDLESS = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS \"row\", 'A' AS CHILD, '' AS REVIEW,"
    " '' AS REVIEW_CODE, 1 AS return_year, '' AS text_as_written, '' AS columns_lacking FROM n"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (database("CREATE TABLE other (x)"), "A database. It can’t hold a table of the return."),
        (database(f"CREATE VIEW Reviews AS {ENDLESS}"), "A database. It can’t hold a table of the return."),
        (b"PAR1 and nothing", "damaged or cut off"),
        (database(f"CREATE TABLE Reviews ({COLUMNS})")[:3000] + b"\0" * 2000, "damaged or cut off"),
        (
            database(f"CREATE TABLE Reviews ({COLUMNS})", "INSERT INTO Reviews (CHILD) VALUES (x'00ff')"),
            "row 1 of Reviews holds something that is no text",
        ),
        (
            database(f"CREATE TABLE Reviews ({COLUMNS})", f"INSERT INTO Reviews (CHILD) VALUES ('{'x' * 3_000_000}')"),
            "damaged or cut off",
        ),
    ],
    ids=["another", "view without end", "no parquet", "cut off", "bytes for text", "a huge text"],
)
def test_files_that_are_no_export(data, said):
    (read,) = read_file("file", data)
    assert said in (read.problem or read.parts[0].notes[0])


def test_rows_beyond_the_limit_are_refused(odd):
    from dataclasses import replace

    for kind in ("sqlite", "parquet"):
        found = dict(files.export(odd, kind))
        data = found.get("return.sqlite") or found["Reviews.parquet"]
        (read,) = read_file("file", data, replace(LIMITS, rows=5))
        assert "more than 5 rows" in read.problem


def test_tables_in_a_zip(odd):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.export(odd, "csv"):
            archive.writestr(name, data)
    found = checked(check903.read({"tables.zip": out.getvalue()}))
    assert cells(found) == cells(odd)
