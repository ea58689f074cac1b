"""Cells: what is put right, what is kept as it is, and what is said about it."""

import numpy as np
import pytest

from check903.model.table import Column
from check903.reading import values
from check903.reference import schema

DATE, ID, CODE, NUMBER, POSTCODE, PARTIAL, UPN, WORKER = (
    schema.TABLES[table].column(column)
    for table, column in (
        ("Header", "DOB"),
        ("Header", "CHILD"),
        ("Episodes", "PLACE"),
        ("OC2", "SDQ_SCORE"),
        ("Episodes", "PL_POST"),
        ("PrevPerm", "DATE_PERM"),
        ("Header", "UPN"),
        ("SWEpisodes", "SW_ID"),
    )
)

# column, what stands in the file, what it is read as (None: as it is)
CELLS = [
    (DATE, "01/04/2025", None),
    (DATE, "1/4/2025", None),
    (DATE, "2025-04-01", "01/04/2025"),
    (DATE, "2025-4-1", "01/04/2025"),
    (DATE, "2025-04-01 00:00:00", "01/04/2025"),
    (DATE, "2025-04-01T00:00:00.000", "01/04/2025"),
    (DATE, "1/4/2025 0:00", "01/04/2025"),
    (DATE, "01/04/2025 09:30", "01/04/2025"),
    (DATE, "01-Apr-25", "01/04/2025"),
    (DATE, "01-Apr-2025", "01/04/2025"),
    (DATE, "1 April 2025", "01/04/2025"),
    (DATE, "01-SEP-98", "01/09/1998"),
    (DATE, "45748", "01/04/2025"),
    (DATE, "45748.0", "01/04/2025"),
    (DATE, "30000", "18/02/1982"),
    (DATE, "29999", None),
    (DATE, "60001", None),
    (DATE, "45748.5", None),
    (DATE, "01/04/25", None),
    (DATE, "04/13/2025", None),
    (DATE, "31/02/2025", None),
    (DATE, "2025-02-31", None),
    (DATE, "2025-13-01", None),
    (DATE, "01/04/0025", None),
    (DATE, "0025-04-01", None),
    (DATE, "01.04.2025", None),
    (DATE, "01-04-2025", None),
    (DATE, "01-Foo-25", None),
    (DATE, "today", None),
    (DATE, " 01/04/2025 ", "01/04/2025"),
    (DATE, "'01/04/2025", "01/04/2025"),
    (DATE, "٠١/٠٤/٢٠٢٥", None),  # digits, but not ours
    (ID, "00123", None),
    (ID, " 00123\u00a0", "00123"),
    (ID, "\u200b123\ufeff", "123"),
    (ID, "'00123", "00123"),
    (ID, "’00123", "00123"),
    (ID, "'00123'", "00123"),
    (ID, '="00123"', "00123"),
    (ID, "123.0", "123"),
    (ID, "123.00", "123"),
    (ID, "123.5", None),
    (ID, "1.23E+09", None),
    (ID, "12 34", None),
    (ID, "abc", None),
    (ID, "=1+2", None),
    (ID, "'", ""),
    (ID, "''", ""),
    (ID, '""', ""),
    (ID, "“”", ""),
    (ID, "‘00123’", "00123"),
    (ID, "“00123”", "00123"),
    (ID, '"00123"', "00123"),
    (ID, "O’Brien", None),
    (ID, "<img src=x onerror=alert(1)>", None),
    (ID, "\u202eabc", None),
    (ID, "👶🏽", None),
    (ID, "   ", ""),
    (CODE, "k2", "K2"),
    (CODE, " K2", "K2"),
    (CODE, "k 2", "K 2"),
    (CODE, "1.0", "1"),
    (NUMBER, "15.0", "15"),
    (NUMBER, "15.5", None),
    (NUMBER, "-1", None),
    (NUMBER, "many", None),
    (POSTCODE, "b1 1aa", "B1 1AA"),
    (POSTCODE, " B11AA ", "B11AA"),
    (POSTCODE, "B1  1AA", None),
    (PARTIAL, "zz/zz/zzzz", "ZZ/ZZ/ZZZZ"),
    (PARTIAL, "zz/04/2015", "ZZ/04/2015"),
    (PARTIAL, "2015-04-01", "01/04/2015"),
    (UPN, "un1", "UN1"),
    (UPN, "a12345678901b", "A12345678901B"),
    (WORKER, "sw123", None),
    (WORKER, "SW123 ", "SW123"),
]


@pytest.mark.parametrize(
    ("spec", "written", "expected"), CELLS, ids=[f"{spec.name}-{written}" for spec, written, _ in CELLS]
)
def test_a_cell(spec, written, expected):
    column = values.clean(Column.of([written, ""]), spec, {})
    assert column.texts() == [written if expected is None else expected, ""]
    assert column.text_written(0) == written


def test_cells_of_spaces_are_blank_and_what_was_written_is_known():
    column = values.clean(Column.of(["  ", "", " x", "\t"]), ID, {})
    assert column.texts() == ["", "", "x", ""]
    assert [column.text_written(row) for row in range(4)] == ["  ", "", " x", "\t"]


def test_changes_are_counted_by_cell():
    changes = {}
    values.clean(
        Column.of(["2025-04-01"] * 3 + ["45748", "04/13/2025", "04/13/2025", "31/04/2025", "13/04/2025"]), DATE, changes
    )
    values.clean(Column.of(["k2", "k2", "K2", " K3"]), CODE, changes)
    values.clean(Column.of(["1.23E+09", "5"]), ID, changes)
    assert values.notes(changes, np.arange(2, 20)) == [
        "Spaces around values left out in 1 cell.",
        "Lower-case codes read as upper case in 2 cells.",
        "3 dates written as 2025-04-01 read as 01/04/2025.",
        "1 date written as 45748, Excel’s number for a day, read as 01/04/2025.",
        "1 value of CHILD cut short by Excel (1.23E+09 in line 2): kept as written. Export that column again as text.",
        "1 value isn’t a valid date (31/04/2025 in line 8): it counts as no date until it is fixed.",
        (
            "2 dates of DOB can only be meant with the month first, such as 04/13/2025 in line 6. Others there may have"
            " day and month the wrong way round and look right: export the file again with dates as dd/mm/yyyy."
        ),
    ]


def test_a_column_that_needs_nothing_is_left_alone():
    column = Column.of(["K2", "", "K1"])
    assert values.clean(column, CODE, {}) is column
