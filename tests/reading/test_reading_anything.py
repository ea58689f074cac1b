"""Anything at all can be read, or is refused in a sentence; and what is written in any dialect reads back the same."""

import csv
import io
import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from check903.reading import LoadedFiles, read_file
from check903.reference import schema
from mutating import GOOD, damaged
from support.files import part, rows, workbook
from support.profiles import several

NAMES = st.sampled_from([*GOOD, "header.csv", "x"])
TEXTS = st.text(max_size=12)
TABLES = st.sampled_from(list(schema.TABLES))


def read_and_decide(name: str, data: bytes) -> None:
    """Whatever the bytes are: no exception, either parts or a sentence, tables whose columns fit together, and a
    decision.
    """
    loaded = LoadedFiles()
    for read in read_file(name, data):
        assert (read.problem is None) == bool(read.parts)
        assert read.problem is None or read.problem.startswith(read.name)
        for found in read.parts:
            if found.table is not None:
                assert len(found.table.line) == len(found.table.file) == found.rows == len(found.table)
                assert (np.diff(found.table.line) >= 0).all()
                for column in found.table.columns.values():
                    assert column.values[0] == ""
                    assert len(column.texts()) == found.rows
                    assert column.written is None or len(column.written) == len(column.values)
    loaded.add(name, data)
    assert not any("fault of the tool" in (file.read.problem or "") for file in loaded.files)
    assert isinstance(loaded.doubts, list)
    for file in loaded.files:
        for number, found in enumerate(file.read.parts):
            if found.grid is not None:
                loaded.change(file.id, number, table="Episodes", year=2026)
    assert loaded.this_year is not None


@several(50)
@given(NAMES, st.binary(max_size=400))
def test_any_bytes(name, data):
    read_and_decide(name, data)


@several(100)
@given(st.sampled_from(list(GOOD)), st.integers(0, 2**32))
def test_damaged_files(name, seed):
    read_and_decide(name, damaged(name, random.Random(seed)))


@several(50)
@given(TABLES, st.lists(st.lists(TEXTS, max_size=14), max_size=8), st.sampled_from(",;\t|"))
def test_any_cells(table, cells, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([schema.TABLES[table].names, *cells])
    read_and_decide("x.csv", out.getvalue().encode("utf-8", "surrogatepass"))


@st.composite
def plain_tables(draw):
    """A table and rows that need no cleaning: what goes in must come out."""
    spec = schema.TABLES[draw(TABLES)]
    texts = {
        "date": st.dates().map(lambda day: f"{day:%d/%m}/{day.year:04d}"),
        "partial date": st.just("ZZ/ZZ/2015"),
        "number": st.integers(0, 99).map(str),
        "postcode": st.sampled_from(["B1 1AA", "SW1A 2AA"]),
        "id": st.text("0123456789ab", min_size=1, max_size=10),
        "text": st.text("XYZ0123456789", min_size=1, max_size=7),
        "code": st.sampled_from(["S", "C1", "0", "YES"]),
    }
    columns = [spec.column(name) for name in spec.names]
    row = st.tuples(
        *(texts["id"] if column.name == "CHILD" else st.just("") | texts[column.type] for column in columns)
    )
    return spec, draw(st.lists(row, min_size=1, max_size=6))


@several(70)
@given(
    plain_tables(),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.integers(0, 3),
    st.booleans(),
    st.randoms(),
)
def test_every_dialect_reads_back_the_same(
    table, delimiter, encoding, line_end, quoting, blank_lines, trailing, chance
):
    spec, expected = table
    order = list(range(len(spec.names)))
    chance.shuffle(order)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    spelled = [
        chance.choice([str.lower, str.upper, str.title, lambda name: name.replace("_", " ")])(name)
        for name in spec.names
    ]
    lines = []
    for number, row in enumerate([spelled, *expected]):
        writer.writerow([row[place] for place in order] + [""] * trailing)
        lines.append(1 + number * (1 + blank_lines))
        out.write(line_end * blank_lines)
    found = part(out.getvalue().encode(encoding))
    assert found.table_name == spec.name
    assert rows(found.table) == expected
    assert found.table.line.tolist() == lines[1:]


@several(20)
@given(plain_tables(), st.integers(0, 3), st.integers(0, 2))
def test_a_workbook_reads_back_the_same(table, above, left):
    spec, expected = table
    sheet = [[]] * above + [[None] * left + list(row) for row in [spec.names, *expected]]
    found = part(workbook({"Any name": sheet}), "x.xlsx")
    assert (found.table_name, rows(found.table)) == (spec.name, expected)
    assert found.table.line.tolist() == list(range(above + 2, above + 2 + len(expected)))
