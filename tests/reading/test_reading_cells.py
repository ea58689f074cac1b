"""Cells that hold no value, blanks written as NULL, and tables that stand one below the other."""

import io
import re
import struct
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from check903 import engine
from check903.corrections.changes import Log
from check903.model.change import Change
from check903.model.returns import Collection, Return
from check903.model.table import Column
from check903.reading import LoadedFiles, excelcells, oldexcel, read_file, values
from check903.reading.limits import LIMITS
from check903.reference import schema
from check903.writing import corrected
from support.files import (
    HEADER,
    OC3,
    REVIEWS,
    binary_workbook,
    cells,
    opendocument,
    part,
    read_one,
    rows,
    workbook,
    zipped,
)


def checked(loaded, *codes):
    return engine.check(
        Return(loaded.this_year, {}, Collection.of_year(2027)),
        [rule for rule in engine.in_force(2027) if rule.code in codes],
    )


def loaded_from(name, data):
    loaded = LoadedFiles()
    loaded.set_year(2027)
    loaded.add(name, data.encode() if isinstance(data, str) else data)
    return loaded


def with_cells(data: bytes, made: dict[str, str]) -> bytes:
    """The workbook with other XML in some cells of its first sheet: reference -> what stands after `<c r="A1"`."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {member.filename: file.read(member) for member in file.infolist()}
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    for reference, xml in made.items():
        sheet, found = re.subn(rf'<c r="{reference}"[^>]*?(/>|>.*?</c>)', f'<c r="{reference}"{xml}', sheet)
        assert found == 1, reference
    return zipped(members | {"xl/worksheets/sheet1.xml": sheet})


BOOK = workbook({"Kids": cells(HEADER)})
NOT_CALCULATED = '><f>TEXT(42036,"dd/mm/yyyy")</f><v/></c>'
NOT_AVAILABLE = ' t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>'


def test_formulas_that_were_never_calculated():
    data = with_cells(BOOK, {"C2": NOT_CALCULATED, "C3": "><f>A1</f></c>"})
    found = part(data, "x.xlsx")
    assert found.looks == [
        "2 cells have no value: formulas never calculated in C2 and C3 (sheet Kids). They are left out, not counted as"
        " blank. Open the workbook in Excel, correct them, save it and try again."
    ]
    assert found.notes == []
    assert len(checked(loaded_from("x.xlsx", data), "102")) == 0  # the date of birth is missing


def test_errors_of_excel():
    data = with_cells(BOOK, {"D2": NOT_AVAILABLE, "D3": ' t="e"><v>#REF!</v></c>', "E3": NOT_AVAILABLE})
    (look,) = part(data, "x.xlsx").looks
    assert look.startswith("3 cells have no value: #N/A in D2 and E3 (sheet Kids); #REF! in D3 (sheet Kids).")
    assert len(checked(loaded_from("x.xlsx", data), "103")) == 0  # the ethnic origin is missing or not permitted


def test_errors_of_a_binary_workbook():
    book = binary_workbook("Kids", cells(HEADER.replace("AIND", "#N/A").replace("WBRI", "#REF!")))
    (look,) = part(book, "x.xlsb").looks
    assert look.startswith("2 cells have no value: #REF! in D2 (sheet Kids); #N/A in D3 (sheet Kids).")
    assert len(checked(loaded_from("x.xlsb", book), "103")) == 0


def test_errors_in_a_text_file():
    found = part(HEADER.replace("AIND", "#N/A"))
    assert found.looks == [
        "1 cell has no value: #N/A in ETHNIC in line 3. It is left out, not counted as blank. Correct it in the file"
        " and try again."
    ]


@pytest.mark.parametrize(
    "xml",
    ["><f>A1</f><v>7</v></c>", ' t="str"><f>""</f><v></v></c>', ' t="str"><f>A1</f><v>x</v></c>', "/>", ' s="1"/>'],
)
def test_cells_with_a_value_or_blank_are_as_they_were(xml):
    found = part(with_cells(BOOK, {"G2": xml}), "x.xlsx")
    assert found.looks == []
    assert found.table.columns["MC_DOB"].unknown is None


def test_many_cells_are_counted_and_five_are_named():
    data = workbook({"S": [["CHILD", "DOB", "IN_TOUCH"], *([str(n), "01/02/2005", "YES"] for n in range(30))]})
    (look,) = part(with_cells(data, {f"C{n + 2}": NOT_AVAILABLE for n in range(30)}), "x.xlsx").looks
    assert look.startswith("30 cells have no value: #N/A in C2, C3, C4, C5, C6 and 25 more (sheet S).")


def test_a_sheet_whose_cells_do_not_say_where_they_stand():
    xml = (
        b"<sheetData><row><c><v>1</v></c><c"
        b" t='e'><v>#REF!</v></c></row><row/><row><c/><c/><c><f>A1</f></c></row></sheetData>"
    )
    assert excelcells.of_sheet(xml) == {1: {1: "#REF!"}, 3: {2: values.NO_VALUE}}
    prefixed = b'<x:sheetData><x:row r="4"><x:c r="AB4" t="e"><x:v>#DIV/0!</x:v></x:c></x:row>'
    assert excelcells.of_sheet(prefixed) == {4: {27: "#DIV/0!"}}


@pytest.mark.parametrize(
    "xml",
    [
        b'<c t="e">' * 20_000,
        b"<c r='A1'><f>" + b"<f>" * 50_000,
        b'<c r="A1"' + b' t="e' * 50_000,
        b"<c " * 50_000,
        b"<c><f " * 50_000,
        b"<c><f>" + b" " * 50_000,
    ],
    ids=["errors", "formulas", "attributes", "cells", "open formulas", "spaces"],
)
def test_a_sheet_made_to_take_long_takes_no_longer_than_any(xml):
    """These are bounded; were one of them not, it would take minutes."""
    assert len(excelcells.of_sheet(xml)) <= 1


def test_a_cell_without_value_can_be_corrected_and_the_others_stay_as_they_were():
    data = with_cells(BOOK, {"D2": NOT_AVAILABLE, "D3": NOT_AVAILABLE})
    loaded = loaded_from("x.xlsx", data)
    log = Log(loaded.this_year)
    log.apply([Change("Header", 0, "ETHNIC", "#N/A", "WBRI")])
    (file,) = corrected(loaded, log)
    assert file.notes == []
    again = part(file.data, "x.xlsx")
    assert again.table.columns["ETHNIC"].texts() == ["WBRI", "#N/A"]
    assert again.table.columns["ETHNIC"].unknown_rows().tolist() == [False, True]
    assert not log.tables["Header"].columns["ETHNIC"].unknown_rows()[0]


def old_workbook(*records: tuple[int, bytes]) -> bytes:
    """An .xls file of those records, after that of the one sheet."""
    name = b"Old"
    start = struct.pack("<HH4H", 0x809, 8, 0x600, 5, 0, 0)
    body = b"".join(struct.pack("<HH", kind, len(record)) + record for kind, record in records)
    bound = struct.pack("<IHBB", len(start) + 4 + 8 + len(name) + 4, 0, len(name), 0) + name
    return oldexcel.container_of(
        "Workbook", start + struct.pack("<HH", 0x85, len(bound)) + bound + struct.pack("<HH", 0x0A, 0) + body
    )


def test_errors_of_an_old_workbook():
    error = struct.pack("<4HBB", 4, 2, 0, 0, 0, 0)[:6] + bytes([0x2A, 1])
    formula = struct.pack("<3H", 6, 3, 0) + bytes([2, 0, 0x17, 0, 0, 0, 0xFF, 0xFF]) + bytes(6)
    number = struct.pack("<3Hd", 7, 3, 0, 1.5) + bytes(6)
    assert excelcells.without_value(old_workbook((0x205, error), (6, formula), (6, number))) == {
        "Old": {5: {2: "#N/A"}, 7: {3: "#REF!"}}
    }


def old_formula(row: int, column: int, result: bytes, flags: int = 0) -> tuple[int, bytes]:
    """A record of a formula: eight bytes of what it gives, and whether it waits to be calculated."""
    return 6, struct.pack("<3H", row, column, 0) + result + struct.pack("<H", flags) + bytes(4)


OLD_EMPTY = bytes([3, 0, 0, 0, 0, 0, 0xFF, 0xFF])
OLD_TEXT = bytes([0, 0, 0, 0, 0, 0, 0xFF, 0xFF])


def test_formulas_of_an_old_workbook_that_waits_to_be_calculated():
    """As Apache POI writes them: zero, to be calculated when the workbook is opened."""
    waits = old_formula(4, 2, bytes(8), flags=2)
    zero, later = old_formula(5, 2, bytes(8)), old_formula(6, 2, struct.pack("<d", 7.5), flags=2)
    assert excelcells.without_value(old_workbook(waits, zero, later)) == {"Old": {5: {2: values.NO_VALUE}}}


def test_formulas_of_an_old_workbook_that_nothing_calculated():
    """As xlwt writes them: like a formula that gives an empty text, which Excel says that it calculated."""
    empty = old_formula(4, 2, OLD_EMPTY), old_formula(5, 2, OLD_EMPTY)
    assert excelcells.without_value(old_workbook(*empty)) == {"Old": {5: {2: values.NO_VALUE}, 6: {2: values.NO_VALUE}}}
    assert excelcells.without_value(old_workbook((0x1C1, bytes(8)), *empty)) == {}
    assert excelcells.without_value(old_workbook(*empty, old_formula(6, 2, OLD_TEXT))) == {}


def test_formulas_of_a_binary_workbook_that_nothing_calculated():
    book = binary_workbook("Kids", cells(HEADER.replace("AIND", "=").replace("WBRI", "=")))
    (look,) = part(book, "x.xlsb").looks
    assert look.startswith("2 cells have no value: formulas never calculated in D2 and D3 (sheet Kids).")
    assert len(checked(loaded_from("x.xlsb", book), "103")) == 0
    calculated = binary_workbook("Kids", cells(HEADER.replace("AIND", "=")), calculated=True)
    assert part(calculated, "x.xlsb").looks == []


OPEN_ERROR = (
    ' table:formula="of:=NA()" office:value-type="string" office:string-value=""'
    ' calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
)


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (OPEN_ERROR, "#N/A in D3"),
        (OPEN_ERROR.replace("#N/A", "Err:508"), "#N/A in D3"),
        (
            ' table:formula="of:=B2/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>',
            "#DIV/0! in D3",
        ),
        (' table:formula="of:=A1"/>', "a formula never calculated in D3"),
        (
            ' table:formula="of:=A1" office:value-type="float"><office:annotation><text:p>ask Jo</text:p>'
            "</office:annotation></table:table-cell>",
            "a formula never calculated in D3",
        ),
    ],
    ids=["error", "LibreOffice's own", "Excel's", "not calculated", "with a comment"],
)
def test_cells_of_an_open_document_without_a_value(xml, said):
    book = opendocument("Kids", cells(HEADER), {"AIND": xml})
    (look,) = part(book, "x.ods").looks
    assert look.startswith(f"1 cell has no value: {said} (sheet Kids). It is left out, not counted as blank.")
    assert len(checked(loaded_from("x.ods", book), "103")) == 0


def test_a_cell_without_value_stays_one_in_the_workbook_made_of_an_open_document():
    loaded = loaded_from("x.ods", opendocument("Kids", cells(HEADER), {"AIND": OPEN_ERROR}))
    log = Log(loaded.this_year)
    log.apply([Change("Header", 0, "ETHNIC", "WBRI", "WIRI")])
    (file,) = corrected(loaded, log)
    column = part(file.data, file.name).table.columns["ETHNIC"]
    assert (column.texts(), column.unknown_rows().tolist()) == (["WIRI", "#N/A"], [False, True])
    assert not any("Read back" in note for note in file.notes)


@pytest.mark.parametrize(
    "xml",
    [
        ' table:formula="of:=A1" office:value-type="string" office:string-value=""/>',
        ' table:formula="of:=A1" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>',
        ' office:value-type="string"/>',
        "/>",
    ],
)
def test_cells_of_an_open_document_with_a_value_or_blank(xml):
    assert part(opendocument("Kids", cells(HEADER), {"AIND": xml}), "x.ods").looks == []


def test_repeated_cells_of_an_open_document_are_each_counted():
    rows = [["CHILD", "DOB", "IN_TOUCH"], ["1", "01/02/2005", "YES"], ["2", "#"], ["3", "01/02/2005", "YES"]]
    twice = ' table:number-columns-repeated="2"' + OPEN_ERROR
    book = opendocument("S", rows, {"#": twice})
    (look,) = part(book, "x.ods").looks
    assert look.startswith("2 cells have no value: #N/A in B3 and C3 (sheet S).")


def test_an_open_document_that_repeats_an_error_without_end_is_refused():
    rows = [["CHILD", "DOB", "IN_TOUCH"], ["1", "#", "YES"]]
    book = opendocument("S", rows, {"#": ' table:number-columns-repeated="2000000"' + OPEN_ERROR})
    assert read_one(book, "x.ods").problem


def test_ids_that_excel_holds_as_long_numbers():
    data = workbook(
        {
            "S": [
                ["CHILD", "DOB", "IN_TOUCH"],
                [1234567890123456789, "01/02/2005", "YES"],
                [123456789012345, "01/02/2005", "YES"],
            ]
        }
    )
    assert part(data, "x.xlsx").looks == [
        "1 different value of CHILD has more than 15 digits, such as 1234567890123457024: Excel keeps only the first 15"
        " digits of a number, so the last ones may be wrong. Export that column again as text."
    ]
    assert part(HEADER.replace("101", "1234567890123456789")).looks == []


# -- blanks that are written ------------------------------------------------------------------------------------------

MOTHER, DOB, CHILD, WORKER = (
    schema.TABLES[table].column(name)
    for table, name in (("Header", "MOTHER"), ("Header", "MC_DOB"), ("Header", "CHILD"), ("SWEpisodes", "SW_ID"))
)


@pytest.mark.parametrize("filler", ["NULL", "N/A", "-", "null", "n/a"])
@pytest.mark.parametrize("spec", [MOTHER, DOB], ids=["code", "date"])
def test_a_filler_in_every_blank_cell_is_blank(spec, filler):
    value = "1" if spec is MOTHER else "01/02/2025"
    changes = {}
    assert values.clean(Column.of([filler, value, filler]), spec, changes).texts() == ["", value, ""]
    assert values.notes(changes, np.arange(5)) == [f"“{filler}” read as blank in 2 cells of {spec.name}."]


@pytest.mark.parametrize(
    ("spec", "texts"),
    [(MOTHER, ["NULL", "", "1"]), (MOTHER, ["-", "  ", "1"]), (CHILD, ["NULL", "1"]), (WORKER, ["-", "SW1"])],
)
def test_a_filler_beside_real_blanks_or_where_any_text_is_expected_stays(spec, texts):
    assert texts[0] in values.clean(Column.of(texts), spec, {}).texts()


def test_a_file_whose_values_are_all_in_apostrophes():
    text = "\n".join(",".join(f"'{cell}'" for cell in line.split(",")) for line in HEADER.splitlines())
    assert rows(part(text).table) == rows(part(HEADER).table)
    smart = "\n".join(",".join(f"“{cell}”" for cell in line.split(",")) for line in HEADER.splitlines())
    assert rows(part(smart).table) == rows(part(HEADER).table)


# -- tables one below the other ---------------------------------------------------------------------------------------

BELOW = {"Header": HEADER, "OC3": OC3, "Reviews": REVIEWS}


@given(
    order=st.permutations(list(BELOW)),
    between=st.sampled_from(["", "\n", "\n\nList of the year\n", "\n\n\n"]),
    kind=st.sampled_from(["csv", "xlsx"]),
)
def test_tables_one_below_the_other_are_read_each_by_itself(order, between, kind):
    text = between.join(BELOW[name] for name in order)
    data = workbook({"S": cells(text)}) if kind == "xlsx" else text
    read = read_one(data, f"x.{kind}")
    assert [found.table_name for found in read.parts] == order
    for found in read.parts:
        assert rows(found.table) == rows(part(BELOW[found.table_name]).table)
    lines = [found.grid.header for found in read.parts]
    assert "each is read by itself" in read.parts[0].notes[0] and f"{lines[1]:,}" in read.parts[0].notes[0]
    assert read.parts[1].label.endswith(f"from line {lines[1]}")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_of_them_is_corrected_in_its_place(kind):
    text = HEADER + "\n" + OC3 + REVIEWS
    loaded = loaded_from(f"x.{kind}", text if kind == "csv" else workbook({"S": cells(text)}))
    log = Log(loaded.this_year)
    log.apply(
        [
            Change("Header", 0, "ETHNIC", "WBRI", "AIND"),
            Change("OC3", 1, "IN_TOUCH", "NO", "YES"),
            Change("Reviews", 0, None),
        ]
    )
    (file,) = corrected(loaded, log)
    if kind == "csv":
        assert file.data.decode() == text.replace("WBRI", "AIND").replace("NO,0", "YES,0").replace(
            REVIEWS.splitlines(keepends=True)[1], ""
        )
    assert file.notes == []
    again = loaded_from(file.name, file.data).this_year
    assert {name: rows(table) for name, table in again.items()} == {
        name: rows(table) for name, table in log.tables.items()
    }


def test_the_same_names_again_make_no_second_table():
    found = part(HEADER + HEADER)
    assert len(found.table) == 4
    assert found.notes == ["Line 4 repeats the column names: skipped."]
    assert len(part(HEADER + HEADER.replace("MC_DOB", "MC_DOB,")).table) == 4


def test_two_tables_of_one_kind_with_other_columns_are_both_used():
    other = "CHILD,DOB,REVIEW_CODE,REVIEW\n103,01/02/2015,PN1,02/05/2026\n"
    loaded = loaded_from("x.csv", REVIEWS + other)
    assert loaded.this_year["Reviews"].columns["REVIEW"].texts() == ["01/05/2026", "11/05/2026", "02/05/2026"]


def test_a_wide_row_that_is_no_row_of_names_is_still_refused():
    (read,) = read_file("x.csv", (HEADER + "103,F,01/02/2015,WBRI,UN1,,,x,y\n").encode(), LIMITS)
    assert read.problem.startswith("x.csv: line 4 has 9 values")
