"""Excel workbooks and zips."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from check903.reading import LIMITS, Limits, LoadedFiles, excelfile, oldexcel, read_file
from support.files import (
    EPISODES,
    HEADER,
    OC3,
    REVIEWS,
    binary_workbook,
    cells,
    opendocument,
    part,
    read_one,
    rows,
    said,
    workbook,
    zipped,
)

TYPED = [
    ["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"],
    [101, dt.date(2006, 2, 1), "YES", "F1", "B1"],
    [102, dt.datetime(2005, 4, 3, 9, 30), "NO", 0, 0],
]


def test_typed_cells_are_read_as_they_are():
    found = part(workbook({"Leavers": TYPED}), "x.xlsx")
    assert rows(found.table) == rows(part(OC3).table)
    assert (found.label, found.notes, found.table.files) == ("Leavers", ["Read as it is."], ("x.xlsx, sheet Leavers",))


def test_rows_are_those_of_excel():
    data = workbook({"S": [["Care leavers"], [], *TYPED[:2], [], TYPED[2]]})
    assert part(data, "x.xlsx").table.line.tolist() == [4, 6]
    assert said(data, "x.xlsx") == "1 line above the column names skipped. 2 blank lines skipped."


def test_every_sheet_is_a_part():
    data = workbook({"Header": cells(HEADER), "Notes": [["Made by Ann"]], "Sheet3": cells(EPISODES), "Empty": []})
    read = read_one(data, "x.xlsx")
    assert [(part.kind, part.table_name, part.label) for part in read.parts] == [
        ("table", "Header", "Header"),
        ("unknown", "", "Notes"),
        ("table", "Episodes", "Sheet3"),
    ]
    assert read.notes == ["Sheet “Empty” empty.", "Sheet “Notes” ignored."]


def test_numbers_dates_and_truth_values_as_text():
    data = workbook(
        {
            "S": [
                ["CHILD", "DOB", "SDQ_SCORE", "CONVICTED"],
                [1234567890123, 38749, 15.5, True],
                ["007", "2006-02-01", 15, 0.0],
            ]
        }
    )
    assert rows(part(data, "x.xlsx").table) == [
        ("1234567890123", "01/02/2006", "15.5", "TRUE"),
        ("007", "01/02/2006", "15", "0"),
    ]


def test_merged_cells_are_told():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row, texts in enumerate(cells(OC3)):
            sheet.write_row(row, 0, texts)
        sheet.merge_range(1, 2, 2, 2, "YES", book.add_format({"bold": True}))
    assert "merged cells" in said(out.getvalue(), "x.xlsx")
    assert part(out.getvalue(), "x.xlsx").table.columns["IN_TOUCH"].texts() == ["YES", ""]


def test_open_document_spreadsheet():
    """With the million repeated blank rows that such programs write below the last one."""
    assert rows(part(opendocument("OC3", cells(OC3)), "x.ods").table) == rows(part(OC3).table)


def test_repeated_cells_of_an_open_document_are_counted():
    data = opendocument("OC3", cells(OC3))
    content = zipfile.ZipFile(io.BytesIO(data)).read("content.xml")
    content = content.replace(
        b'columns-repeated="16384"/>', b'columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    )
    assert "apart" in read_one(zipped({"content.xml": content}), "x.ods").problem


def test_old_workbook():
    old = (Path(__file__).parent / "oc3.xls").read_bytes()
    assert rows(part(old, "x.xls").table) == rows(part(OC3).table)
    assert part(old, "x.xls").notes == ["Read as it is."]
    assert [list(cells) for _, _, cells, _ in excelfile.sheets(old)][0][0] == [
        "CHILD",
        "DOB",
        "IN_TOUCH",
        "ACTIV",
        "ACCOM",
    ]


def test_old_workbook_of_many_sectors():
    stream = b"".join(n.to_bytes(4, "little") for n in range(3_000_000))
    assert oldexcel.Container(oldexcel.container_of("Book", stream)).stream("Book") == stream


def test_binary_workbook():
    data = binary_workbook("OC3", [row if n != 1 else [101.0, 38749.0, *row[2:]] for n, row in enumerate(cells(OC3))])
    assert rows(part(data, "x.xlsb").table) == rows(part(OC3).table)


def test_a_name_does_not_make_a_workbook():
    assert part(OC3, "header.xlsx").table_name == "OC3"
    assert part(workbook({"S": cells(OC3)}), "oc3.csv").table_name == "OC3"


@pytest.mark.parametrize("far", [(1_048_575, 16_383), (900_000, 60), (5_000, 16_000)])
def test_cells_scattered_over_a_sheet_are_refused_before_the_library_sees_them(far):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "CHILD")
        sheet.write(*far, "x")
    assert "apart" in read_one(out.getvalue(), "x.xlsx").problem


def test_a_long_sheet_and_a_wide_one_are_read():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row, texts in enumerate(cells(OC3)):
            sheet.write_row(row, 0, texts)
        sheet.write(1_048_575, 0, "103")
        wide = book.add_worksheet()
        wide.write_row(0, 0, ["CHILD", "DOLO_START", *map(str, range(900))])
        wide.write_row(5000, 0, ["1", "01/05/2026", *map(str, range(900))])
    read = read_one(out.getvalue(), "x.xlsx")
    assert [part.rows for part in read.parts] == [3, 1]
    assert read.parts[0].table.line[-1] == 1_048_576


# -- zips
# -----------------------------------------------------------------------------------------------------------------


def test_a_zip_of_folders():
    last = EPISODES.replace("/2026", "/2025")
    data = zipped(
        {
            "this/header.csv": HEADER,
            "this/episodes.csv": EPISODES,
            "last/episodes.csv": last,
            "__MACOSX/x.csv": "x",
            "last/.DS_Store": "x",
        }
    )
    reads = read_file("returns.zip", data)
    assert [read.name for read in reads] == [
        "returns.zip > this/header.csv",
        "returns.zip > this/episodes.csv",
        "returns.zip > last/episodes.csv",
    ]
    assert reads[1].parts[0].table.files == ("returns.zip > this/episodes.csv",)


def test_one_bad_member_costs_no_other():
    reads = read_file("r.zip", zipped({"a.csv": "", "b.csv": OC3, "c.bin": b"\x00\x01\x02\x03" * 100}))
    assert [read.problem is None for read in reads] == [False, True, False]
    assert reads[0].problem == "r.zip > a.csv: it is empty. Export it again."


def test_a_zip_in_a_zip_is_opened_and_one_in_that_is_not():
    inner = zipped({"oc3.csv": OC3})
    assert [read.name for read in read_file("a.zip", zipped({"b.zip": inner}))] == ["a.zip > b.zip > oc3.csv"]
    (read,) = read_file("a.zip", zipped({"b.zip": zipped({"c.zip": inner})}))
    assert read.problem.startswith("a.zip > b.zip > c.zip: it is a zip in a zip in a zip.")


def test_a_workbook_in_a_zip():
    (read,) = read_file("a.zip", zipped({"x.xlsx": workbook({"S": cells(REVIEWS)})}))
    assert read.parts[0].table.files == ("a.zip > x.xlsx, sheet S",)


def bomb(size: int, name: str = "header.csv") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open(name, "w") as member:
        for _ in range(size >> 20):
            member.write(b"\n" * (1 << 20))
    return out.getvalue()


def test_a_zip_bomb():
    (read,) = read_file("a.zip", bomb(60 << 20))
    assert "would unpack to far more than any table" in read.problem
    (read,) = read_file("a.zip", zipped({"a.csv": OC3}), Limits(unpacked_bytes=20))
    assert "would unpack to more than" in read.problem


@pytest.mark.parametrize("member", ["header.csv", "xl/workbook.xml"])
def test_a_zip_bomb_that_lies_about_its_size(member):
    """The size in the directory says 10 bytes; what comes out is counted, so the lie gains nothing."""
    data = bytearray(bomb(60 << 20, member))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature)
        data[at + offset : at + offset + 4] = (10).to_bytes(4, "little")
    (read,) = read_file("a.zip", bytes(data))
    assert "damaged" in read.problem


def test_too_many_members():
    (read,) = read_file("a.zip", zipped({f"{n}.csv": OC3 for n in range(LIMITS.members + 1)}))
    assert "1,001 files" in read.problem


def test_a_locked_member():
    data = bytearray(zipped({"a.csv": OC3}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (read,) = read_file("a.zip", bytes(data))
    assert read.problem == "a.zip > a.csv: it is locked with a password. Save it without one and try again."


def test_a_locked_zip_and_zips_in_zips_in_a_zip_are_told_once():
    data = bytearray(zipped({"a.csv": OC3, "b.csv": OC3}))
    at = -1
    for _ in range(2):
        at = data.index(b"PK\x01\x02", at + 1)
        data[at + 8] |= 1
    (read,) = read_file("a.zip", bytes(data))
    assert read.problem == "a.zip: it is locked with a password. Save it without one and try again."
    data[at + 8] &= ~1
    assert [bool(read.problem) for read in read_file("a.zip", bytes(data))] == [True, False]
    inner = zipped({f"{n}.zip": zipped({"a.csv": OC3}) for n in range(3)})
    (read,) = read_file("a.zip", zipped({"x.zip": inner, "y.zip": inner}))
    assert read.problem == "a.zip: it is a zip in a zip in a zip. Unpack it and use the files themselves."


def test_a_zip_is_loaded_as_its_files():
    loaded = LoadedFiles()
    assert len(loaded.add("r.zip", zipped({"a/header.csv": HEADER, "a/episodes.csv": EPISODES}))) == 2
    assert list(loaded.this_year) == ["Header", "Episodes"]
